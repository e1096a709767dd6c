#!/bin/sh
# A rep's week for the supervisor: everything the rep owns or wrote, encrypted to
# the supervisor's public key (what `kehu key show` says on that machine).
#
#   team-send.sh KEY [FOLDER]           (~/kehu-outbox unless given)
#
# For cron, on Fridays at half past five, with whatever sends mail:
#   30 17 * * 5  file=$(KEHU=$HOME/bin/kehu $HOME/bin/team-send.sh age1…) &&
#                mutt -s "team file" -a "$file" -- boss@example.com </dev/null
#
# Says where the file is. A newer file of the same week takes the older one's
# place; the supervisor may take in any of them, in any order. Ends with kehu's
# own exit status where kehu fails.
set -eu

KEHU=${KEHU:-kehu}
key=${1:?"usage: team-send.sh KEY [FOLDER]"}
folder=${2:-${HOME:?}/kehu-outbox}
umask 077

# The week that the report itself names, so that script and program agree.
head=$("$KEHU" report weekly --rep me -o json --no-input)
week=$(printf '%s\n' "$head" | sed -n 's/.*"week": *"\([0-9W-]*\)".*/\1/p' | head -n 1)
mkdir -p "$folder"
file=$folder/${USER:-rep}-$week.kehu
"$KEHU" export team "$file" --to "$key" --yes --no-input --quiet
echo "$file"

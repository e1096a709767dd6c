#!/bin/sh
# The supervisor's Monday: takes in every team file of a folder and writes last
# week's check of the team, as a page (HTML) and as Markdown.
#
#   team-report.sh INBOX [FOLDER]       (~/kehu-reports unless given)
#
# For cron, on Mondays at half past seven:
#   30 7 * * 1  KEHU=$HOME/bin/kehu $HOME/bin/team-report.sh $HOME/kehu-inbox
#
# A file that was taken in before, or is older than what is on file, changes
# nothing, so files may stay where they are. One that cannot be taken in does not
# stop the others: it is named, and the script ends with 7 after the report.
set -eu

KEHU=${KEHU:-kehu}
inbox=${1:?"usage: team-report.sh INBOX [FOLDER]"}
folder=${2:-${HOME:?}/kehu-reports}
umask 077

bad=0
for file in "$inbox"/*.kehu; do
    [ -e "$file" ] || continue
    status=0
    "$KEHU" import team "$file" --yes --no-input || status=$?
    case $status in
    0 | 7) ;;
    *)
        echo "team-report.sh: $file was not taken in (kehu ended with $status)" >&2
        bad=1
        ;;
    esac
done

head=$("$KEHU" report weekly --week last -o json --no-input)
week=$(printf '%s\n' "$head" | sed -n 's/.*"week": *"\([0-9W-]*\)".*/\1/p' | head -n 1)
mkdir -p "$folder"
"$KEHU" report weekly --week last --no-input --quiet \
    --html "$folder/$week.html" --md "$folder/$week.md"
echo "$folder/$week"
[ "$bad" -eq 0 ] || exit 7

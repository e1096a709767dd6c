#!/bin/sh
# Writes last month's report into a folder named after the month: the team's, and
# one for every colleague who has not left, each as a page to print and send
# (HTML), as a workbook (xlsx), as Markdown and as JSON.
#
#   monthly-report.sh [FOLDER]          (~/kehu-reports unless given)
#
# For cron, on the first of the month at half past seven:
#   30 7 1 * *  KEHU=$HOME/bin/kehu $HOME/bin/monthly-report.sh
#
# Says where the reports are. Where kehu was never set up it says so and ends
# with 0; where kehu fails, with kehu's own exit status. A report that could not
# be written whole is not left behind.
set -eu

KEHU=${KEHU:-kehu}
folder=${1:-${HOME:?}/kehu-reports}
umask 077

status=0
team=$("$KEHU" staff list -o plain --fields name,left --no-input) || status=$?
case $status in
0) ;;
2) # kehu has said what it lacks: usually that it was never set up
    echo "monthly-report.sh: nothing to report" >&2
    exit 0
    ;;
*)
    echo "monthly-report.sh: kehu staff list ended with $status" >&2
    exit "$status"
    ;;
esac

# The month that the report itself names, so that script and program agree.
head=$("$KEHU" report monthly --month last -o json --no-input)
month=$(printf '%s\n' "$head" | sed -n 's/.*"month": *"\([0-9-]*\)".*/\1/p' | head -n 1)
if [ -z "$month" ]; then
    echo "monthly-report.sh: the report names no month" >&2
    exit 1
fi
mkdir -p "$folder/$month"

# write NAME ARGUMENTS…: one report in its four forms. kehu makes all of them
# before it writes any, and puts each in its place in one step.
write() {
    place=$folder/$month/$1
    shift
    status=0
    "$KEHU" report monthly --month "$month" --no-input --quiet "$@" \
        --html "$place.html" --xlsx "$place.xlsx" --md "$place.md" --json "$place.json" || status=$?
    if [ "$status" -ne 0 ]; then
        echo "monthly-report.sh: kehu report monthly $* ended with $status" >&2
        exit "$status"
    fi
}

write team
tab=$(printf '\t')
printf '%s\n' "$team" | while IFS="$tab" read -r name left; do
    if [ -n "$name" ] && [ "$left" != yes ]; then
        file=$(printf '%s' "$name" | tr '/ ' '__')
        write "$file" --rep "$name"
    fi
done

echo "$folder/$month"

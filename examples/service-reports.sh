#!/bin/sh
# Writes last month's reports of service into a folder named after the month: tickets
# (aftersales), surveys (satisfaction) and feedback, each as a page to print and send
# (HTML), as a workbook (xlsx) and as Markdown; and last week's quality checks, where
# any were drawn.
#
#   service-reports.sh [FOLDER]          (~/kehu-service unless given)
#
# For cron, on the first of the month at half past seven:
#   30 7 1 * *  KEHU=$HOME/bin/kehu $HOME/bin/service-reports.sh
#
# Says where the reports are, then how many tickets have a clock that is over; ends
# with 7 where there are any. Where kehu was never set up it says so and ends with 0;
# where kehu fails, with kehu's own exit status.
set -eu

KEHU=${KEHU:-kehu}
folder=${1:-${HOME:?}/kehu-service}
umask 077

# The month that the report itself names, so that script and program agree.
status=0
head=$("$KEHU" report aftersales --month last -o json --no-input) || status=$?
case $status in
0) ;;
2) # kehu has said what it lacks: usually that it was never set up
    echo "service-reports.sh: nothing to report" >&2
    exit 0
    ;;
*)
    echo "service-reports.sh: kehu report aftersales ended with $status" >&2
    exit "$status"
    ;;
esac
month=$(printf '%s\n' "$head" | sed -n 's/.*"period": *"\([0-9-]*\)".*/\1/p' | head -n 1)
if [ -z "$month" ]; then
    echo "service-reports.sh: the report names no month" >&2
    exit 1
fi
mkdir -p "$folder/$month"

# write NAME ARGUMENTS…: one report in its three forms. kehu makes all of them before
# it writes any, and puts each in its place in one step.
write() {
    place=$folder/$month/$1
    shift
    status=0
    "$KEHU" report "$@" --no-input --quiet \
        --html "$place.html" --xlsx "$place.xlsx" --md "$place.md" || status=$?
    if [ "$status" -ne 0 ]; then
        echo "service-reports.sh: kehu report $* ended with $status" >&2
        exit "$status"
    fi
}

for report in aftersales satisfaction feedback; do
    write "$report" "$report" --month "$month"
done
if [ -n "$("$KEHU" audit list --week last --quiet --no-input)" ]; then
    write quality audit --week last
fi
echo "$folder/$month"

overdue=$("$KEHU" ticket list --overdue --quiet --no-input | grep -c . || true)
if [ "$overdue" -gt 0 ]; then
    echo "tickets with a clock that is over: $overdue" >&2
    exit 7
fi

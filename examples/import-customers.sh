#!/bin/sh
# Takes customers in from a CSV file: looks at it first and stores nothing, then
# imports the sound rows as one command, and puts the others beside the file,
# each with its reason. Mend that file, and run this on it in turn.
#
#   import-customers.sh FILE [ARGUMENTS…]     such as --map, --set, --update
#
#   import-customers.sh accounts.csv --map "account=name" --set region=HZ
#
# Ends with 0 if every row is in or was on file already, with 7 if rows wait in
# FILE.rejects.csv, and otherwise with kehu's own exit status. Never writes over
# a file.
set -eu

KEHU=${KEHU:-kehu}
file=${1:?usage: import-customers.sh FILE [ARGUMENTS…]}
shift
rejects=${file%.csv}.rejects.csv
if [ -e "$rejects" ]; then
    echo "import-customers.sh: $rejects is there already; mend it or move it away" >&2
    exit 2
fi
umask 077

# What would be done; 7 tells of rows to set aside.
status=0
"$KEHU" import customers "$file" --reject-to "$rejects" --dry-run --no-input "$@" || status=$?
case $status in
0 | 7) ;;
*)
    echo "import-customers.sh: nothing was imported" >&2
    exit "$status"
    ;;
esac

status=0
"$KEHU" import customers "$file" --reject-to "$rejects" --no-input "$@" || status=$?
case $status in
0)
    rm -f "$rejects"
    echo "to take them back: kehu undo"
    ;;
7)
    echo "mend the rows in $rejects, then: import-customers.sh $rejects"
    ;;
*)
    echo "import-customers.sh: kehu import ended with $status" >&2
    ;;
esac
exit "$status"

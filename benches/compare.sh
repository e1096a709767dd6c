#!/usr/bin/env bash
# Times kehu beside the sqlite3 shell doing the same SQL on the same file, whole
# processes in turn, with peak memory. Needs sqlite3 and GNU time.
#
#   benches/compare.sh FILE [KEHU]      FILE from: cargo bench --bench generate -- FILE limit
#   RUNS=21 benches/compare.sh FILE     pairs of runs a line; medians are printed
#
# Writes go to a copy beside FILE.
set -euo pipefail
file=${1:?the data file}
kehu=${2:-target/release/kehu}
runs=${RUNS:-11}
work=$(mktemp -d "$(dirname "$file")/compare.XXXXXX")
trap 'rm -rf "$work"' EXIT
export KEHU_DB=$file KEHU_CONFIG=$work/none.toml KEHU_LANG=zh KEHU_NOW="2026-03-16 10:00"

sql() { sqlite3 -batch "$@"; }
read_sql() { sql -readonly "$file" "$@"; }

# timed LOG COMMAND…: adds seconds and KiB to LOG.
timed() {
    local log=$1
    shift
    /usr/bin/time -a -o "$log" -f "%e %U %S %M" "$@" >"$work/out" 2>"$work/err" </dev/null || {
        cat "$work/err" >&2
        exit 1
    }
}

# Seconds of bash's clock are finer than those of time: each run is measured by it.
once() {
    local log=$1 from to
    shift
    from=$EPOCHREALTIME
    timed "$log.peak" "$@"
    to=$EPOCHREALTIME
    echo $(((${to/./} - ${from/./}))) >>"$log"
}

median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
peak() { awk '$4 > most { most = $4 } END { print most }' "$1"; }

# pair NAME STATEMENTS COMMAND…: the shell on STATEMENTS (a file), then kehu.
pair() {
    local name=$1 statements=$2
    shift 2
    rm -f "$work"/{a,b}.log*
    for ((n = 0; n <= runs; n++)); do
        if ((n == 1)); then rm -f "$work"/{a,b}.log*; fi # the first is not counted
        once "$work/a.log" sqlite3 -batch ${flags[@]+"${flags[@]}"} "${shell_file:-$file}" ".read $statements"
        once "$work/b.log" "$kehu" "$@"
    done
    local a b
    a=$(median "$work/a.log") b=$(median "$work/b.log")
    awk -v name="$name" -v a="$a" -v b="$b" -v pa="$(peak "$work/a.log.peak")" -v pb="$(peak "$work/b.log.peak")" \
        'BEGIN { printf "%-34s %10.1f %10.1f %7.2f %9d %9d\n", name, a / 1000, b / 1000, b / a, pa, pb }'
}

some=$(read_sql "SELECT number FROM customer ORDER BY id LIMIT 1 OFFSET 4321")
id=$(read_sql "SELECT id FROM customer WHERE number = '$some'")

cat >"$work/nothing.sql" <<SQL
SELECT 1;
SQL

cat >"$work/show.sql" <<SQL
PRAGMA user_version;
SELECT value FROM meta WHERE key = 'me';
SELECT * FROM customer WHERE number = '$some' AND removed_at IS NULL;
SELECT * FROM contact WHERE customer = $id AND removed_at IS NULL;
SELECT name FROM tag WHERE customer = $id ORDER BY name;
SELECT field FROM to_confirm WHERE noun = 'customer' AND record = $id;
SELECT * FROM ticket WHERE customer = $id AND closed_at IS NULL AND removed_at IS NULL;
SELECT * FROM plan WHERE customer = $id AND done_at IS NULL AND cancelled_at IS NULL;
SELECT * FROM action WHERE customer = $id AND done_at IS NULL AND cancelled_at IS NULL;
SELECT * FROM followup WHERE customer = $id AND removed_at IS NULL ORDER BY at DESC LIMIT 5;
SQL

list() {
    echo "SELECT r.id, r.number, r.name, r.grade, r.stage, r.intent, r.region, r.industry,
        (SELECT name FROM staff WHERE id = r.owner),
        (SELECT f.at FROM followup f WHERE f.customer = r.id AND f.reached = 'yes'
         AND f.method NOT IN ('material-push', 'written-illustrated') AND f.removed_at IS NULL
         ORDER BY f.at DESC LIMIT 1) AS last
        FROM customer r WHERE r.removed_at IS NULL $1;"
}
list "ORDER BY r.id" >"$work/list.sql"
list "AND r.grade = 'A' AND r.region = 'HZ' ORDER BY r.id" >"$work/filter.sql"
list "ORDER BY r.name NULLS LAST, r.id LIMIT 100" >"$work/sort.sql"
list "ORDER BY last DESC, r.id LIMIT 100" >"$work/last.sql"

# find WORDS PHRASE LATIN
find_sql() {
    local latin=""
    if [[ $3 == yes ]]; then latin="OR instr(r.initials, '$1') > 0 OR instr(r.pinyin, '$1') > 0"; fi
    for noun in customer contact; do
        echo "SELECT r.id, r.number, r.name,
                CASE WHEN r.number = '$1' THEN 0 WHEN r.name_key = '$1' THEN 1
                     WHEN instr(r.name_key, '$1') = 1 THEN 3 WHEN instr(r.name_key, '$1') > 0 THEN 4
                     WHEN instr(' ' || r.initials, ' ' || '$1') > 0 THEN 5 ELSE 6 END AS rank
              FROM $noun r WHERE (r.number = '$1' OR instr(r.name_key, '$1') > 0 $latin)
                AND r.removed_at IS NULL ORDER BY rank, r.id LIMIT 50;"
    done
    for table in customer ticket followup; do
        echo "SELECT r.id, r.number, r.customer FROM (SELECT rowid AS id FROM ${table}_text
              WHERE ${table}_text MATCH '\"$2\"' ORDER BY rowid DESC LIMIT 50) f JOIN $table r ON r.id = f.id;" |
            if [[ $table == customer ]]; then sed 's/r\.customer/r.name/'; else cat; fi
    done
}
find_sql 报价 "报 价" no >"$work/word.sql"
find_sql hzyf hzyf yes >"$work/initials.sql"

# What the report counts, for February and for January.
report_sql() {
    local from=$1 to=$2
    local new="FROM customer c WHERE c.removed_at IS NULL AND c.id IN (
        SELECT id FROM customer WHERE acquired >= '$from' AND acquired < '$to' UNION ALL
        SELECT id FROM customer WHERE +acquired IS NULL AND recorded_at >= '$from' AND recorded_at < '$to')"
    local met="at >= '$from' AND at < '$to' AND removed_at IS NULL"
    local real="reached = 'yes' AND method IN ('phone', 'visit', 'online-meeting', 'email', 'wechat', 'demo')"
    local taken="FROM ticket k WHERE k.at >= '$from' AND k.at < '$to' AND k.removed_at IS NULL"
    cat <<SQL
SELECT c.source, count(*) $new GROUP BY 1;
SELECT (SELECT t.new FROM turn t WHERE t.record = c.id AND t.attribute = 'grade' AND t.at < '$to'
    ORDER BY t.at DESC, t.id DESC LIMIT 1), count(*) $new GROUP BY 1;
SELECT c.industry, count(*) $new GROUP BY 1;
SELECT method, count(*), count(*) FILTER (WHERE reached = 'yes') FROM followup WHERE $met GROUP BY 1;
SELECT purpose, count(*) FROM followup WHERE $met GROUP BY 1;
SELECT count(DISTINCT customer) FROM followup WHERE $met AND $real;
SELECT count(*) FROM customer WHERE removed_at IS NULL AND pool = 0 AND coalesce(acquired, recorded_at) < '$to'
    AND id NOT IN (SELECT customer FROM followup WHERE $met AND $real);
SELECT count(*) FROM action WHERE due >= '$from' AND due < '$to' AND removed_at IS NULL;
SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM followup g WHERE g.customer = f.customer AND g.at > f.at
        AND g.at < datetime(f.next_at, '+1 day') AND g.removed_at IS NULL AND g.$real)), count(*)
    FROM followup f JOIN customer c ON c.id = f.customer
    WHERE f.next_at >= '$from' AND f.next_at < '$to' AND f.removed_at IS NULL AND c.removed_at IS NULL;
SELECT count(*) FROM turn t JOIN customer c ON c.id = t.record
    WHERE t.attribute = 'grade' AND t.at >= '$from' AND t.at < '$to' AND c.removed_at IS NULL;
SELECT k.type, count(*) $taken GROUP BY 1;
SELECT k.priority, count(*) $taken GROUP BY 1;
SELECT k.cause, count(*) $taken GROUP BY 1;
SELECT count(*) FROM ticket WHERE closed_at >= '$from' AND closed_at < '$to' AND removed_at IS NULL;
SELECT coalesce((SELECT t.new FROM turn t WHERE t.record = k.id AND t.attribute = 'status' AND t.at < '$to'
        ORDER BY t.at DESC, t.id DESC LIMIT 1), k.status), count(*)
    FROM ticket k WHERE k.at < '$to' AND k.removed_at IS NULL AND k.id IN (
        SELECT id FROM ticket WHERE closed_at IS NULL UNION ALL SELECT id FROM ticket WHERE closed_at >= '$to')
    GROUP BY 1;
SELECT avg(unixepoch(k.responded_at) - unixepoch(k.at)) $taken;
SELECT avg(unixepoch(k.answered_at) - unixepoch(k.at)) $taken;
SELECT avg(unixepoch(k.solved_at) - unixepoch(k.at)) $taken;
SELECT count(*) $taken AND k.solved_at < k.responded_at;
SQL
}
report_sql 2026-01-31T16:00:00Z 2026-02-28T16:00:00Z >"$work/report.sql"
report_sql 2025-12-31T16:00:00Z 2026-01-31T16:00:00Z >>"$work/report.sql"

cat >"$work/log.sql" <<SQL
PRAGMA synchronous = FULL;
BEGIN IMMEDIATE;
INSERT INTO command (id, at, who, verb, kind, schema)
    SELECT value, '2026-03-16T02:00:00Z', (SELECT id FROM staff LIMIT 1), 'followup log', 'work', 1
    FROM meta WHERE key = 'next_id';
UPDATE meta SET value = (SELECT max(id) FROM command) WHERE key = 'command';
INSERT INTO followup (id, number, customer, said, method, at, direction, reached, words, recorded_at)
    SELECT value + 1, 'X' || value, $id, '报价已发', 'phone', '2026-03-16T02:00:00Z', 'out', 'yes',
        '报 价 已 发', '2026-03-16T02:00:00Z' FROM meta WHERE key = 'next_id';
UPDATE meta SET value = value + 2 WHERE key = 'next_id';
UPDATE meta SET value = NULL WHERE key = 'command';
COMMIT;
SQL

printf '%-34s %10s %10s %7s %9s %9s\n' "medians of $runs" "shell ms" "kehu ms" "ratio" "shell KiB" "kehu KiB"
flags=(-readonly)
shell_file=:memory: pair "start: --version" "$work/nothing.sql" --version
pair "customer show" "$work/show.sql" customer show "$some"
pair "customer list -o csv, all" "$work/list.sql" customer list -o csv
pair "customer list, all" "$work/list.sql" customer list
pair "customer list -o json, all" "$work/list.sql" customer list -o json
pair "customer list --grade --region" "$work/filter.sql" customer list --grade A --region HZ
pair "customer list --sort name, 100" "$work/sort.sql" customer list --sort name --limit 100
pair "customer list --sort last, 100" "$work/last.sql" customer list --sort=-last_contact --limit 100
pair "find 报价" "$work/word.sql" find 报价
pair "find hzyf" "$work/initials.sql" find hzyf
pair "report monthly" "$work/report.sql" report monthly --month 2026-02

# Either side writes to its own copy.
flags=()
cp "$file" "$work/shell.db"
cp "$file" "$work/kehu.db"
export KEHU_DB=$work/kehu.db
shell_file=$work/shell.db
pair "log, one write" "$work/log.sql" log "$some" 报价已发 --by phone

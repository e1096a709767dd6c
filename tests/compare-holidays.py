#!/usr/bin/env python3
"""Compares src/calendar/holidays-cn.csv with what other packages say of each day.

Run by hand when the table changes; needs the Python packages chinese-calendar and
holidays, and for the third opinion the npm package chinese-days where node finds it:

    python3 tests/compare-holidays.py
"""

import datetime
import json
import pathlib
import subprocess
import sys

import chinese_calendar
import holidays

TABLE = pathlib.Path(__file__).parent.parent / "src/calendar/holidays-cn.csv"
FIRST, LAST = datetime.date(2018, 12, 1), datetime.date(2026, 12, 31)
DAY = datetime.timedelta(1)


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def ours():
    named = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        kind, *rest = line.split(",")
        if kind in ("off", "work"):
            first, _, last = rest[1].partition("..")
            day = datetime.date.fromisoformat
            for on in days(day(first), day(last or first)):
                named[on] = kind == "work"
    return {on: named.get(on, on.weekday() < 5) for on in days(FIRST, LAST)}


def by_holidays():
    off, worked = set(), set()
    for year in range(FIRST.year, LAST.year + 1):
        china = holidays.China(years=year)
        off.update(china)
        worked.update(china.weekend_workdays)
    return {
        on: on in worked or (on.weekday() < 5 and on not in off)
        for on in days(FIRST, LAST)
    }


def by_chinese_days():
    script = """
      const it = require('chinese-days'), said = {};
      for (const on of JSON.parse(process.argv[1])) said[on] = (it.default ?? it).isWorkday(on);
      console.log(JSON.stringify(said));
    """
    asked = json.dumps([on.isoformat() for on in days(FIRST, LAST)])
    run = subprocess.run(
        ["node", "-e", script, asked], capture_output=True, text=True, check=True
    )
    said = json.loads(run.stdout)
    return {datetime.date.fromisoformat(on): works for on, works in said.items()}


def main():
    table = ours()
    others = {
        "chinese-calendar": {on: chinese_calendar.is_workday(on) for on in table},
        "holidays": by_holidays(),
    }
    try:
        others["chinese-days"] = by_chinese_days()
    except (OSError, subprocess.CalledProcessError) as why:
        print(f"chinese-days: not asked ({why})")
    differ = False
    for name, said in others.items():
        wrong = [on.isoformat() for on in table if table[on] != said[on]]
        print(f"{name}: {len(table)} days, {len(wrong)} differ {' '.join(wrong)}")
        differ |= bool(wrong)
    sys.exit(differ)


if __name__ == "__main__":
    main()

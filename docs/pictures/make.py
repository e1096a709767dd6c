#!/usr/bin/env python3
"""Makes the pictures of the README again, in both languages: a terminal with the day, the
month's report as a page, a printed form.

    cargo build --release && docs/pictures/make.py

Needs tmux, Chromium, and a Chinese font. All of it is the sample data of `kehu demo`, in a
folder of its own that is thrown away.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEHU = Path(os.environ.get("KEHU", HERE.parents[1] / "target/release/kehu"))
NOW = "2026-04-01 09:00"
COLUMNS, LINES = 88, 64

# The eight colours of a terminal on a dark ground, and their bright ones.
COLOURS = "#3b4252 #bf616a #a3be8c #ebcb8b #81a1c1 #b48ead #88c0d0 #e5e9f0".split()
BRIGHT = "#616e88 #d06f79 #b1d196 #f0d399 #8cafd2 #c895bf #93ccdc #eceff4".split()


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("no Chromium found")


def picture(page, file, width, height, scale=1):
    """A page as a picture of so many points."""
    subprocess.run(
        [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         f"--force-device-scale-factor={scale}", f"--window-size={width},{height}",
         f"--screenshot={file}", page.as_uri()],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    print(file.relative_to(HERE.parents[1]), file.stat().st_size)


def terminal(lines, env, lines_high=LINES):
    """What a terminal shows after these lines were typed, with its colours."""
    tmux = ["tmux", "-L", f"pictures{os.getpid()}"]
    shell = "PS1='$ ' exec sh"
    try:
        subprocess.run(
            [*tmux, "new-session", "-d", "-x", str(COLUMNS), "-y", str(lines_high), shell],
            check=True, env=env)
        for line in lines:
            subprocess.run([*tmux, "send-keys", "-l", line], check=True)
            subprocess.run([*tmux, "send-keys", "Enter"], check=True)
            time.sleep(2)
        shown = subprocess.run([*tmux, "capture-pane", "-e", "-p"], check=True,
                               capture_output=True, text=True).stdout
    finally:
        subprocess.run([*tmux, "kill-server"], stderr=subprocess.DEVNULL)
    return shown.rstrip("\n")


def spans(text):
    """Text with the colours of a terminal as HTML."""
    out, style = [], {}
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        codes = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not codes:
            css = ";".join(f"{key}:{value}" for key, value in style.items())
            out.append(f'<span style="{css}">{html.escape(part)}</span>' if css else html.escape(part))
            continue
        for code in map(int, (codes[1] or "0").split(";")):
            if code == 0:
                style = {}
            elif code == 1:
                style["font-weight"] = "700"
            elif code == 2:
                style["opacity"] = ".6"
            elif code == 4:
                style["text-decoration"] = "underline"
            elif 30 <= code <= 37:
                style["color"] = COLOURS[code - 30]
            elif 90 <= code <= 97:
                style["color"] = BRIGHT[code - 90]
            elif code == 39:
                style.pop("color", None)
            elif code == 22:
                style.pop("font-weight", None)
                style.pop("opacity", None)
    return "".join(out)


def screen(text, file):
    """A page that looks like that terminal."""
    file.write_text(
        '<!doctype html><meta charset="utf-8"><style>'
        "body{margin:0;background:#2e3440;color:#e5e9f0}"
        'pre{margin:16px 20px;font:15px/1.35 "Noto Sans Mono CJK SC","Sarasa Mono SC",monospace}'
        f"</style><pre>{spans(text)}</pre>", encoding="utf-8")


def main():
    if not KEHU.exists():
        sys.exit(f"{KEHU} is not there: cargo build --release")
    for lang in ("en", "zh"):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            env = {
                "PATH": f"{KEHU.parent}:{os.environ['PATH']}", "HOME": str(folder),
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                "KEHU_DB": str(folder / "kehu.db"), "KEHU_CONFIG": str(folder / "config.toml"),
                "KEHU_LANG": lang, "KEHU_NOW": NOW,
            }
            subprocess.run([KEHU, "demo", "-q", "--to", env["KEHU_DB"]], check=True, env=env,
                           stdout=subprocess.DEVNULL)
            screen(terminal(["clear; kehu today --no-pager"], env), folder / "today.html")
            picture(folder / "today.html", HERE / f"today-{lang}.png", 850, 640)
            subprocess.run([KEHU, "report", "monthly", "--month", "2026-03", "--html",
                            folder / "report.html", "-q"], check=True, env=env,
                           stdout=subprocess.DEVNULL)
            picture(folder / "report.html", HERE / f"report-{lang}.png", 900, 1100)
            subprocess.run([KEHU, "form", "print", *FORM, "--to", folder / "form.html"],
                           check=True, env=env, stdout=subprocess.DEVNULL)
            picture(folder / "form.html", HERE / f"form-{lang}.png", 800, 1100)


# A form with its record in the sample data.
FORM = ["registration-001", "HZ-IT-2026-001"]

if __name__ == "__main__":
    main()

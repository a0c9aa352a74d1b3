#!/usr/bin/env python3
"""The command over each lit test that expects a warning: no function with one may be proved or clean.

    check_verdicts.py SPINPAIR SOURCE [FILE ...]

lit runs these tests through the plugin. Here the command takes the same files, with the macros of their RUN lines, and
each line with an expected warning of a rule of storport must lie in a function that is reported or undecided. Warnings of clang's own
checks are passed over.
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CLANGS_OWN = ("Dereference of null", "dereference of a null pointer", "Division by zero", "uninitialized value", "Potential leak of memory",
              "Value stored to")
# A rule that the plugin alone has: it wants to see functions that are proved.
PLUGIN_ONLY = ("rules/UncheckedStatus.c",)
EXPECTED = re.compile(r"//\s*([\w-]+)-warning(?:-re)?(@[+-]?\w+|@#\w+)?\s*(?:\d\+?|\d-\d|\+|\*)?\s*\{\{(.*?)\}\}")
ARGUMENT = re.compile(r"(?<=\s)(-D\s*\S+|-std=\S+|-fms-extensions|-fblocks|--target=\S+|-triple[= ]\S+)")


def definitions(text: str) -> list[tuple[int, int, str]]:
    """First line, last line and name of each function whose braces stand at the left margin, or on one line."""
    out, begin, name = [], 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"[A-Za-z_\[]", line) and (found := re.search(r"(~?\w+)\s*\(", line)) and not line.startswith("typedef"):
            begin, name = number, found.group(1)
            found_all = re.findall(r"(~?\w+)\s*\(", line)
            name = next((n for n in found_all if n not in ("annotate", "__attribute__", "acquires", "releases")), name)
        if begin and line.rstrip().endswith("}") and (line.startswith("}") or number == begin):
            out.append((begin, number, name))
            begin = 0
    return out


def expected(text: str) -> list[tuple[int, str]]:
    """Lines with a warning that some RUN line expects."""
    out = []
    lines = text.splitlines()
    markers = {m: n for n, line in enumerate(lines, 1) for m in re.findall(r"//\s*(#\w+)", line)}
    for number, line in enumerate(lines, 1):
        for _, place, message in re.findall(EXPECTED.pattern, line):
            at = number
            if place.startswith("@#"):
                at = markers.get(place[1:], number)
            elif re.fullmatch(r"@[+-]\d+", place):
                at = number + int(place[1:])
            elif re.fullmatch(r"@\d+", place):
                at = int(place[1:])
            out.append((at, message))
    return out


def verdicts(spinpair: str, source: Path, test: Path, arguments: list[str]) -> dict:
    with tempfile.TemporaryDirectory(prefix="spinpair-verdicts-") as folder:
        report = Path(folder) / "report.json"
        # Rules that are off by default are tested, too.
        command = [spinpair, str(test), "-j", "1", "--no-cache", "--rules", "*", "--report", f"json={report}", "--", "-w",
                   f"-I{source / 'include' / 'wdk'}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300)
        if not report.exists():
            return {"error": f"exits with {done.returncode}: {done.stderr[-800:]}"}
        return json.loads(report.read_text())


def check(spinpair: str, source: Path, test: Path) -> tuple[int, list[str]]:
    """How many warnings were looked at, and what is wrong."""
    text = test.read_text(errors="replace")
    wanted = [w for w in expected(text)]
    if not wanted:
        return 0, []
    runs = [line for line in text.splitlines() if "RUN:" in line and "-verify" in line] or [""]
    sets = {tuple(dict.fromkeys(a.replace("-D ", "-D") for a in ARGUMENT.findall(run) if not a.startswith("-triple")))
            for run in runs}
    spans = definitions(text)
    best: dict[tuple[int, str], str] = {}
    for arguments in sorted(sets):
        report = verdicts(spinpair, source, test, list(arguments))
        if "error" in report:
            return 0, [f"{test.name}: {report['error']}"]
        lines = {f["line"] for f in report["findings"]}
        by_line = {f["line"]: f for f in report["functions"]}
        for at, message in wanted:
            span = next((s for s in spans if s[0] <= at <= s[1]), None)
            function = next((by_line[n] for n in range(span[1], span[0] - 1, -1) if n in by_line and n <= at), None) \
                if span else None
            verdict = "found there" if at in lines else function["verdict"] if function else "no verdict"
            known = best.get((at, message))
            order = ("found there", "reported", "undecided", "no verdict", "clean", "proved")
            if known is None or order.index(verdict) < order.index(known):
                best[at, message] = verdict
    wrong = []
    for (at, message), verdict in sorted(best.items()):
        if verdict in ("proved", "clean"):
            name = next((s[2] for s in spans if s[0] <= at <= s[1]), "?")
            place = f"{test.parent.name}/{test.name}"
            if any(own in message for own in CLANGS_OWN) or place in PLUGIN_ONLY:
                continue
            wrong.append(f"{test.relative_to(source)}:{at}: '{name}' is {verdict}; the plugin says: {message}")
    return len(best), wrong


def main() -> int:
    spinpair, source = sys.argv[1], Path(sys.argv[2]).resolve()
    folders = ("rules", "features")
    tests = [Path(f).resolve() for f in sys.argv[3:]] or \
        [t for folder in folders for t in sorted((source / "test" / folder).iterdir()) if t.suffix in (".c", ".cpp")]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda t: check(spinpair, source, t), tests))
    count = sum(n for n, _ in results)
    wrong = [line for _, lines in results for line in lines]
    print("\n".join(wrong))
    print(f"{count} expected warnings in {sum(n > 0 for n, _ in results)} tests; {len(wrong)} wrong")
    return 1 if wrong or count < 100 else 0


if __name__ == "__main__":
    sys.exit(main())

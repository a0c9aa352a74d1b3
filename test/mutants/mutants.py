#!/usr/bin/env python3
"""Changes one lock call at a time in the sources of a driver, and tells what spinpair says of each.

    mutants.py --spinpair BIN [--calls REGEX] [--harmless FILE] [--sample N] [-j N] FOLDER|FILE ... [-- CLANG ARGUMENT ...]

A mutant has one call deleted, doubled, or one of its arguments changed. REGEX says which calls: the lock routines of
StorPort and functions of the sources that reach one, by default. What spinpair says of a mutant:

    found      a finding more than the sources have without a change
    undecided  no such finding, and a function that is undecided which was not before
    missed     neither: everything is proved or clean
    harmless   neither, and FILE lists it with the reason why the change is none: lines 'key | reason'
    rejected   it does not compile

Exit: 0 nothing is missed, 1 something is, or a line of FILE is not needed; 2 wrong use.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROUTINES = ("StorPortAcquireMSISpinLock", "StorPortReleaseMSISpinLock", "StorPortAcquireSpinLock", "StorPortReleaseSpinLock",
            "StorPortAcquireSpinLockEx")
KINDS = ("DpcLock", "StartIoLock", "InterruptLock")
# Rules of the whole program stay on: a lock of another kind is often found by its order.


@dataclass
class Call:
    file: str
    function: str
    start: int                   # of the name, in the file
    end: int                     # behind the parenthesis
    name: str
    arguments: list[tuple[int, int]]
    statement: bool              # nothing is done with its result


@dataclass
class Mutant:
    file: str
    key: str
    text: str                    # the whole file
    result: str = ""
    detail: str = ""


def blank(text: str) -> str:
    """The same text without comments, strings and preprocessor lines; each character keeps its place."""
    def spaces(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found.group())
    text = re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", spaces, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", spaces, text, flags=re.M)


def closing(code: str, start: int) -> int:
    """Behind the bracket that closes the one at START."""
    depth = 0
    for n in range(start, len(code)):
        depth += code[n] in "([{"
        depth -= code[n] in ")]}"
        if not depth:
            return n + 1
    return len(code)


def bodies(code: str) -> list[tuple[str, int, int]]:
    """Functions: name, begin and end of the body."""
    out, at = [], 0
    while (at := code.find("{", at)) >= 0:
        head = code[code.rfind(";", 0, at) + 1:at]
        found = re.search(r"(\w+)\s*\([^{}]*\)\s*(?:const|noexcept)?\s*$", head.split("}")[-1])
        end = closing(code, at)
        if found:
            out.append((found.group(1), at, end))
            at = end
        elif re.search(r"\bextern\s*$|namespace[\s\w]*$", head):
            at += 1                  # what is in there are functions
        else:
            at = end
    return out


def lock_calls(files: dict[str, str], wanted: str) -> list[Call]:
    codes = {name: blank(text) for name, text in files.items()}
    functions = {name: bodies(code) for name, code in codes.items()}
    names = set(ROUTINES)
    pattern = re.compile(wanted) if wanted else None
    while True:                      # functions that reach a lock routine directly, or by one that is given as a lock helper
        more = {f for name, code in codes.items() for f, a, b in functions[name] if f not in names and
                re.search(r"(?i)lock|acquire|release", f) and
                any(re.search(rf"\b{n}\s*\(", code[a:b]) for n in names)}
        if not more:
            break
        names |= more
    calls = []
    for name, code in codes.items():
        for function, a, b in functions[name]:
            for found in re.finditer(r"\b(\w+)\s*\(", code[a:b]):
                called = found.group(1)
                if not (pattern.fullmatch(called) if pattern else called in names):
                    continue
                start, opened = a + found.start(), a + found.end() - 1
                end = closing(code, opened)
                before = code[:start].rstrip()
                calls.append(Call(name, function, start, end, called, arguments(code, opened, end),
                                  before[-1] in ";{})" or before.endswith("else") or before[-1] == ":"))
    return calls


def arguments(code: str, opened: int, end: int) -> list[tuple[int, int]]:
    out, depth, start = [], 0, opened + 1
    for n in range(opened, end):
        depth += code[n] in "([{"
        depth -= code[n] in ")]}"
        if (code[n] == "," and depth == 1) or (n == end - 1):
            out.append((start, n))
            start = n + 1
    return [(a, b) for a, b in out if code[a:b].strip()]


def changes(call: Call, text: str) -> list[tuple[str, str]]:
    """What is put in place of the call, and the word for that."""
    whole = text[call.start:call.end]
    out = [("deleted", "(void)0" if call.statement else "0")]
    if call.statement:
        out.append(("doubled", f"{whole}; {whole}"))

    def with_argument(n: int, new: str) -> str:
        a, b = call.arguments[n]
        return text[call.start:a] + new + text[b:call.end]

    words = [text[a:b].strip() for a, b in call.arguments]
    for n, word in enumerate(words):
        if word == "NULL":
            continue
        if word in KINDS:
            out += [(f"argument {n + 1} {word} -> {kind}", with_argument(n, kind)) for kind in KINDS if kind != word]
        elif word.startswith("&") or n == 0:
            out.append((f"argument {n + 1} {word} -> NULL", with_argument(n, "NULL")))
        else:
            out.append((f"argument {n + 1} {word} -> {word} + 1", with_argument(n, f"({word}) + 1")))
            out.append((f"argument {n + 1} {word} -> 0", with_argument(n, "0")))
    for n in range(1, len(words) - 1):
        a, b = call.arguments[n], call.arguments[n + 1]
        if words[n] != words[n + 1] and "NULL" not in words[n:n + 2]:
            swapped = text[call.start:a[0]] + words[n + 1] + ", " + words[n] + text[b[1]:call.end]
            out.append((f"arguments {n + 1} and {n + 2} swapped", swapped))
    return out


def mutants(files: dict[str, str], wanted: str) -> list[Mutant]:
    out, seen = [], Counter()
    for call in lock_calls(files, wanted):
        text = files[call.file]
        call_text = " ".join(text[call.start:call.end].split())
        seen[call.file, call.function, call_text] += 1
        nth = seen[call.file, call.function, call_text]
        for what, new in changes(call, text):
            key = f"{call.file} {call.function}{'#' + str(nth) if nth > 1 else ''}: {call_text}: {what}"
            out.append(Mutant(call.file, key, text[:call.start] + new + text[call.end:]))
    return out


class Runner:
    def __init__(self, spinpair: str, folder: Path, files: list[str], clang: list[str]) -> None:
        self.spinpair, self.folder, self.clang = spinpair, folder, clang
        self.sources = [f for f in files if f.endswith((".c", ".cpp", ".cc", ".cxx"))]
        self.base = self.run(None)
        if self.base is None:
            sys.exit(2)

    def copy(self, to: Path, mutant: Mutant | None) -> None:
        shutil.copytree(self.folder, to, symlinks=True)
        if mutant:
            (to / mutant.file).write_text(mutant.text)

    def check(self, copy: Path, scratch: Path, *options: str, show: bool = False) -> dict | None:
        """The report on a copy of the sources. None if that does not compile."""
        report = scratch / "report.json"
        report.unlink(missing_ok=True)
        command = [self.spinpair, *self.sources, "-j", "1", "--no-cache", *options, "--report", f"json={report}", "--", "-w",
                   "-Werror=int-conversion", "-Werror=implicit-function-declaration",
                   "-Werror=incompatible-pointer-types", *self.clang]
        done = subprocess.run(command, capture_output=True, text=True, cwd=copy, timeout=600)
        found = json.loads(report.read_text()) if report.exists() else None
        if not found or found["counts"]["unparsed"] or found["counts"]["withErrors"]:
            if show:
                print(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
            return None
        return found

    def run(self, mutant: Mutant | None) -> dict | None:
        """The report on the sources, or on a mutant of them. None if that does not compile."""
        with tempfile.TemporaryDirectory(prefix="spinpair-mutant-") as name:
            copy = Path(name) / "driver"
            self.copy(copy, mutant)
            return self.check(copy, Path(name), show=not mutant)

    def judge(self, mutant: Mutant) -> Mutant:
        report = self.run(mutant)
        if report is None:
            mutant.result = "rejected"
            return mutant

        def findings(r: dict) -> Counter:
            return Counter((f["checker"], f["name"], f["message"]) for f in r["findings"])
        new = findings(report) - findings(self.base)
        before = {f["name"] for f in self.base["functions"] if f["verdict"] == "undecided"}
        open_ = [f["name"] for f in report["functions"] if f["verdict"] == "undecided" and f["name"] not in before]
        mutant.result = "found" if new else "undecided" if open_ else "missed"
        mutant.detail = ", ".join(sorted({c.removeprefix("storport.") for c, _, _ in new}) or sorted(open_))
        return mutant


def known_harmless(path: Path | None) -> dict[str, str]:
    if not path:
        return {}
    lines = (line.split(" | ", 1) for line in path.read_text().splitlines() if line.strip() and not line.startswith("#"))
    return {key.strip(): reason.strip() for key, reason in lines}


def sources_of(given: list[str]) -> tuple[Path, list[str]]:
    """The folder of the sources, and which files of it are meant."""
    sources = [Path(s).resolve() for s in given]
    folder = sources[0] if sources[0].is_dir() else sources[0].parent
    ends = {".c", ".cpp", ".cc", ".cxx", ".h", ".hpp"}
    return folder, sorted(p.name for p in folder.iterdir() if p.suffix in ends) if sources[0].is_dir() else \
        [p.name for p in sources] + sorted(p.name for p in folder.iterdir() if p.suffix in (".h", ".hpp"))


def main() -> int:
    argv, clang = sys.argv[1:], []
    if "--" in argv:
        argv, clang = argv[:argv.index("--")], argv[argv.index("--") + 1:]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--spinpair", required=True)
    parser.add_argument("--calls", default="", help="which calls: a regular expression of whole names")
    parser.add_argument("--harmless", type=Path, help="mutants that change nothing: 'key | reason' lines")
    parser.add_argument("--sample", type=int, default=1, help="every Nth mutant only")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--verbose", action="store_true", help="name every mutant, not only those that are missed")
    parser.add_argument("source", nargs="+", help="a folder with the sources of one driver, or files of one folder")
    args = parser.parse_args(argv)
    folder, chosen = sources_of(args.source)
    files = {name: (folder / name).read_text(errors="replace") for name in chosen}
    todo = mutants(files, args.calls)[::args.sample]
    if not todo:
        print("no lock call in these sources")
        return 2
    runner = Runner(os.path.abspath(args.spinpair), folder, chosen, clang)
    harmless = known_harmless(args.harmless)
    with ThreadPoolExecutor(args.j) as pool:
        done = list(pool.map(runner.judge, todo))
    return table(done, harmless, args)


def table(done: list[Mutant], harmless: dict[str, str], args: argparse.Namespace) -> int:
    needed = set()
    for m in done:
        if m.result == "missed" and m.key in harmless:
            m.result, m.detail = "harmless", harmless[m.key]
            needed.add(m.key)
        if m.result == "missed" or args.verbose:
            print(f"{m.result:<10} {m.key}{'  (' + m.detail + ')' if m.detail else ''}")
    stale = [key for key in harmless if key not in needed] if args.sample == 1 else []
    for key in stale:
        print(f"not needed {key}")
    results = ("found", "undecided", "missed", "harmless", "rejected")
    print(f"{'file':<20}" + "".join(f"{r:>11}" for r in results))
    for name in sorted({m.file for m in done}):
        count = Counter(m.result for m in done if m.file == name)
        print(f"{name:<20}" + "".join(f"{count[r]:>11}" for r in results))
    count = Counter(m.result for m in done)
    print(f"{'all':<20}" + "".join(f"{count[r]:>11}" for r in results))
    judged = count["found"] + count["undecided"] + count["missed"]
    print(f"{len(done)} mutants, {judged} of which change something: {100 * count['found'] / max(judged, 1):.1f} % found")
    return 1 if count["missed"] or stale else 0


if __name__ == "__main__":
    sys.exit(main())

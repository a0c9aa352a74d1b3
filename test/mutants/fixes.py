#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Changes one lock call at a time in the sources of a driver, as mutants.py does, and tells what the fixes are worth.

    fixes.py --spinpair BIN [--calls REGEX] [--sample N] [-j N] [--least OFFERED,EQUAL] FOLDER|FILE ... [-- CLANG ARGUMENT ...]

Of each finding that a mutant has and the sources have not, and of which the rule is one of pairs:

    equal      a fix is offered, with which the function is as it was written, but for white space and braces
    other      a fix is offered, which is right in another way
    none       no fix is offered
    open       nor can one be: the function is not proved without the change, either; it does not count
    broken     a fix is offered, with which the sources do not compile, the finding is still there, another one is, or the
               function is not proved: by a run without a cache, of the files as edited

Exit: 0, 1 if a fix is broken, or less than OFFERED percent have one, or less than EQUAL percent of these are equal; 2 wrong use.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mutants as base

PAIRS = re.compile(r"\.(Leak|DoubleAcquire|DoubleRelease|ReleaseNotHeld|FailedAcquire|ReleaseOrder|WrongForm|\w+Mismatch)$")


def key(finding: dict) -> tuple[str, str, str]:
    return finding["checker"], finding["name"], finding["message"]


def plain(text: str) -> str:
    """Code without what does not count; '(void)0;' stands where a mutant has no call."""
    return re.sub(r"\(void\)0;|[\s{}]", "", base.blank(text))


class Judge(base.Runner):
    @property
    def proved(self) -> set[str]:
        return {f["name"] for f in self.base["functions"] if f["verdict"] == "proved"}

    def judge(self, mutant: base.Mutant) -> list[tuple[str, str, str]]:
        """For each of its new findings what there is, the rule, and the title of the fix."""
        with tempfile.TemporaryDirectory(prefix="spinpair-fixes-") as name:
            copy = Path(name) / "driver"
            self.copy(copy, mutant)
            report = self.check(copy, Path(name), "--fix-dry-run")
            if report is None:
                return []
            known = Counter(key(f) for f in self.base["findings"])
            new = []
            for finding in report["findings"]:
                known[key(finding)] -= 1
                if known[key(finding)] < 0 and PAIRS.search(finding["checker"]):
                    new.append(finding)
            fixes = {mark: fix for fix in report.get("fixes", []) for mark in fix["findings"]}
            judged: dict[int, str] = {}
            out = []
            for finding in new:
                fix = fixes.get(finding["fingerprint"])
                rule = finding["checker"].removeprefix("storport.")
                if not fix or fix["needsOthers"]:
                    out.append(("none" if finding["name"] in self.proved else "open", rule, finding["message"]))
                    continue
                if id(fix) not in judged:
                    judged[id(fix)] = self.judge_fix(copy, Path(name), mutant, report, finding, fix)
                out.append((judged[id(fix)], rule, fix["title"]))
            return out

    def judge_fix(self, copy: Path, scratch: Path, mutant: base.Mutant, before: dict, finding: dict, fix: dict) -> str:
        texts: dict[str, bytes] = {}
        for edit in sorted(fix["edits"], key=lambda e: (e["file"], -e["offset"])):
            text = texts.get(edit["file"]) or (copy / edit["file"]).read_bytes()
            texts[edit["file"]] = text[:edit["offset"]] + edit["text"].encode() + text[edit["offset"] + edit["length"]:]
        kept = {file: (copy / file).read_bytes() for file in texts}
        for file, text in texts.items():
            (copy / file).write_bytes(text)
        after = self.check(copy, scratch)
        original = all(plain((self.folder / file).read_text(errors="replace")) == plain(text.decode(errors="replace"))
                       for file, text in {mutant.file: mutant.text.encode(), **texts}.items())
        for file, text in kept.items():
            (copy / file).write_bytes(text)
        if after is None:
            return "broken"
        left = Counter(key(f) for f in after["findings"])
        proved = {f["name"] for f in after["functions"] if f["verdict"] == "proved"}
        if left - Counter(key(f) for f in before["findings"]) or left[key(finding)] or finding["name"] not in proved:
            return "broken"
        return "equal" if original else "other"


def main() -> int:
    argv, clang = sys.argv[1:], []
    if "--" in argv:
        argv, clang = argv[:argv.index("--")], argv[argv.index("--") + 1:]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--spinpair", required=True)
    parser.add_argument("--calls", default="", help="which calls: a regular expression of whole names")
    parser.add_argument("--sample", type=int, default=1, help="every Nth mutant only")
    parser.add_argument("--least", help="OFFERED,EQUAL: percentages below which it fails")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--verbose", action="store_true", help="name every finding, not only those without a fix")
    parser.add_argument("source", nargs="+", help="a folder with the sources of one driver, or files of one folder")
    args = parser.parse_args(argv)
    folder, chosen = base.sources_of(args.source)
    files = {name: (folder / name).read_text(errors="replace") for name in chosen}
    todo = base.mutants(files, args.calls)[::args.sample]
    if not todo:
        print("no lock call in these sources")
        return 2
    judge = Judge(os.path.abspath(args.spinpair), folder, chosen, clang)
    done = []
    with ThreadPoolExecutor(args.j) as pool:
        for mutant, findings in zip(todo, pool.map(judge.judge, todo)):
            done.append((mutant, findings))
            for result, rule, detail in findings:
                if args.verbose or result in ("none", "broken", "open"):
                    print(f"{result:<7} {mutant.key}  ({rule}: {detail})", flush=True)
    return table(done, args)


def table(done: list[tuple[base.Mutant, list[tuple[str, str, str]]]], args: argparse.Namespace) -> int:
    count: Counter[tuple[str, str]] = Counter()
    for _, findings in done:
        for result, rule, _ in findings:
            count[rule, result] += 1
            count["all", result] += 1
    results = ("equal", "other", "none", "broken", "open")
    print(f"{'rule':<28}" + "".join(f"{r:>8}" for r in results))
    for rule in sorted({r for r, _ in count if r != "all"}) + ["all"]:
        print(f"{rule:<28}" + "".join(f"{count[rule, r]:>8}" for r in results))
    equal, other, none, broken, _ = (count["all", r] for r in results)
    offered = 100 * (equal + other) / max(equal + other + none + broken, 1)
    same = 100 * equal / max(equal + other, 1)
    print(f"{len(done)} mutants; of {equal + other + none + broken} findings about pairs {offered:.1f} % have a fix that is "
          f"right, {same:.1f} % of these as it was written; {broken} are broken")
    least = [float(n) for n in args.least.split(",")] if args.least else [0, 0]
    return 1 if broken or offered < least[0] or same < least[1] else 0


if __name__ == "__main__":
    sys.exit(main())

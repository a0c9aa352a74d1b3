#!/usr/bin/env python3
"""Random C functions that use MSI spin locks, and a brute-force oracle that knows which of them are wrong.

    oracle.py generate --seed S --count N --out FILE.c --expect FILE.json
    oracle.py check --clang CLANG --plugin PLUGIN.so [--seed S] [--count N] [--keep DIR]
    oracle.py selftest [--clang CLANG]

Contract.  A function starts as a correct structure of locks, and may then be mutated.  The oracle runs every path of
its syntax tree with concrete answers (one for each condition, stable field and tested status) and plays the rules of
design.md.  It gives for each function
  verdict  "right": no path has a mistake; "wrong": some path certainly has one
  rules    the rules that may be reported: over all paths, the first mistake of each lock
  path     one path that ends in a mistake, as text
A function with a path on which design.md leaves the answer open (class Open) is thrown away, never guessed at.
`check` demands: a right function has no report; a wrong one has at least one; each reported rule is in `rules`.
Exit: 0 agreement, 1 disagreement or a run that proved too little, 2 wrong use.  The same seed gives the same file.
Written from design.md and contract.md alone; it shares no code with the core that it judges.
"""
from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Callable, Iterator

sys.dont_write_bytecode = True   # no __pycache__ in the source tree

from builder import Builder, mutate
from program import (CALLS, PRELUDE, Acquire, Assign, Call, Down, Eq, Fails, Flag, Function, If, Irql, Leave, Msg,
                     Printer, Release, Stmt, Switch, Up)
from protocol import Judgement, judge

RULES = ("Leak", "DoubleAcquire", "DoubleRelease", "ReleaseNotHeld", "FailedAcquire", "MessageIdMismatch",
         "ExtensionMismatch", "OldIrqlMismatch", "ReleaseOrder")
# Judged over a whole program, or off by default: the oracle has no opinion on them.
IGNORED = {"LockOrder", "SyncMode", "SharedOldIrql"}

# ---- Generating


def candidates(rng: Random, want: str) -> Iterator[tuple[Function, Judgement]]:
    """Functions with the wanted verdict."""
    while True:
        fn = Builder(rng).function()
        if want == "wrong" or rng.random() < 0.4:
            for _ in range(rng.choice((1, 1, 1, 2))):
                if done := mutate(fn, rng):
                    fn.mutations.append(done)
        j = judge(fn)
        if j.verdict == want:
            yield fn, j


def generate(seed: int, count: int) -> tuple[str, dict]:
    """The C file and what is expected of it. Half the functions are wrong; rare rules are sought out."""
    rng = Random(seed)
    lines = PRELUDE.splitlines() + [""]
    entries: list[dict] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for n in range(count):
        found = candidates(rng, "wrong" if rng.random() < 0.5 else "right")
        fn, j = min((next(found) for _ in range(4)), key=lambda x: seen[tuple(x[1].rules)])
        seen[tuple(j.rules)] += 1
        first = len(lines) + 1
        lines += Printer(f"f{n}").function(fn)
        entries.append({"name": f"f{n}", "first_line": first, "last_line": len(lines) - 1, "verdict": j.verdict,
                        "rules": j.rules, "paths": j.paths, "mutations": fn.mutations, "path": j.path})
    return "\n".join(lines), {"seed": seed, "count": count, "functions": entries}


HELPER = re.compile(r"^static (.*\n\{\n(?:.*\n)*?\}\n)", re.M)


def apart(source: str) -> tuple[str, str]:
    """The same with the helpers in a file of their own. No line of a function moves."""
    def declared(found: re.Match[str]) -> str:
        body = found.group(1)
        return body.partition("\n")[0] + ";" + "\n" * body.count("\n")
    return HELPER.sub(declared, source), "\n".join([*PRELUDE.splitlines(), ""] + HELPER.findall(source))


def shortcomings(functions: list[dict]) -> list[str]:
    """Why a run over these functions would prove too little; empty if it would not."""
    out = [f"no function is {v}" for v in ("right", "wrong") if not any(f["verdict"] == v for f in functions)]
    sole = {f["rules"][0] for f in functions if len(f["rules"]) == 1}
    return out + [f"no function has {rule} as its only mistake" for rule in RULES if rule not in sole]


# ---- Comparing with the tool

REPORT = re.compile(r"^.*?:(\d+):\d+: warning: (.*) \[([\w.,-]+)\](?: \(\w+\))?$", re.M)


def compare(functions: list[dict], stderr: str) -> tuple[list[tuple[dict, str, list[str]]], Counter[str]]:
    """The functions on which tool and oracle disagree (with the reason and the tool's reports), and the rules seen."""
    found: dict[str, list[tuple[str, str]]] = {f["name"]: [] for f in functions}
    wrong: list[tuple[dict, str, list[str]]] = []
    seen: Counter[str] = Counter()
    for line, text, checker in REPORT.findall(stderr):
        owner = next((f for f in functions if f["first_line"] <= int(line) <= f["last_line"]), None)
        rule = checker.removeprefix("storport.msi.")
        if checker.startswith(("storport.spinlock.", "optin.")) or rule in IGNORED:
            continue
        seen[rule] += 1
        if owner:
            found[owner["name"]].append((rule, f"line {line}: {text} [{checker}]"))
        else:
            nowhere = {"name": "(no function)", "first_line": 1, "last_line": 0, "path": []}
            wrong.append((nowhere, "report outside of all functions", [f"line {line}: {text} [{checker}]"]))
    for f in functions:
        got = found[f["name"]]
        strange = sorted({rule for rule, _ in got} - set(f["rules"]))
        reason = ("false report" if got and f["verdict"] == "right" else "missed" if not got and f["verdict"] == "wrong"
                  else f"unexpected {', '.join(strange)}; possible are {', '.join(f['rules'])}" if strange else "")
        if reason:
            wrong.append((f, reason, [text for _, text in got]))
    return wrong, seen


def wrongly_proved(functions: list[dict], report: dict) -> tuple[list[tuple[dict, str, list[str]]], int]:
    """Functions that are wrong and yet proved, and how many right ones are proved."""
    proved = {f["name"] for f in report["functions"] if f["verdict"] == "proved"}
    wrong = [(f, "proved, and wrong", []) for f in functions if f["verdict"] == "wrong" and f["name"] in proved]
    return wrong, sum(f["verdict"] == "right" and f["name"] in proved for f in functions)


def check(args: argparse.Namespace, folder: Path) -> int:
    tool = args.spinpair
    source, expected = generate(args.seed, args.count)
    functions = expected["functions"]
    files = [str(folder / "oracle.c")]
    if args.apart:
        source, helpers = apart(source)
        files.append(str(folder / "helpers.c"))
        (folder / "helpers.c").write_text(helpers)
    (folder / "oracle.c").write_text(source)
    (folder / "oracle.json").write_text(json.dumps(expected, indent=1))
    if tool:
        command = [tool, *files, "--report", f"json={folder / 'report.json'}", "--report", "text", "--"]
    else:
        checkers = ["-analyzer-checker=core,storport"]
        if args.alone:
            checkers = ["-analyzer-checker=storport", "-analyzer-config", "storport:Alone=true"]
        command = [args.clang, "-cc1", "-load", args.plugin, "-analyze", *checkers,
                   "-analyzer-output=text", str(folder / "oracle.c")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    log = result.stdout if tool else result.stderr
    (folder / "oracle.log").write_text(log)
    if result.returncode != (2 if tool else 0):
        print(f"{' '.join(command)}\nexits with {result.returncode}:\n{result.stderr[-3000:]}")
        return 1
    wrong, seen = compare(functions, log)
    if tool:
        unsound, proved = wrongly_proved(functions, json.loads((folder / "report.json").read_text()))
        wrong = unsound + wrong
        print(f"{proved} right functions are proved")
    for f, reason, reports in wrong[:8]:
        print(f"---- {f['name']}: {reason}")
        print("\n".join(source.splitlines()[f["first_line"] - 1:f["last_line"]]))
        print("oracle's path: " + ("; ".join(f["path"]) or "no mistake on any path"))
        print("tool: " + ("\n      ".join(reports) or "silent"))
    if len(wrong) > 8:
        print("---- also: " + ", ".join(f"{f['name']} ({reason})" for f, reason, _ in wrong[8:]))
    short = shortcomings(functions) + [f"{rule} is never reported" for rule in RULES if not seen[rule]]
    for reason in short:
        print(f"too little proved: {reason}")
    bad = sum(f["verdict"] == "wrong" for f in functions)
    rules = ", ".join(f"{rule} {n}" for rule, n in sorted(seen.items())) or "none"
    print(f"oracle: seed {args.seed}, {args.count} functions, {bad} wrong; reports: {rules}; {len(wrong)} disagreements")
    return 1 if wrong or short else 0


# ---- Self-test


def known() -> list[tuple[str, Function, list[str]]]:
    """Functions whose rules follow from design.md by reading it."""
    def take(msg: Msg = Msg(), slot: str = "old0", **more: str) -> Acquire:
        return Acquire(more.pop("ext", "ext"), msg, slot, **more)

    def give(msg: Msg = Msg(), slot: str = "old0", **more: str) -> Release:
        return Release(more.pop("ext", "ext"), msg, Irql(more.pop("kind", "slot"), slot), **more)

    a, b, ret = Msg(add=0), Msg(add=1), Leave("return")
    p, q, vec = Msg("id"), Msg("other"), Msg("id", vec=True)
    work, flag = Call(CALLS[0]), Flag("ext->Ready")
    fallen = [take(b, "old1"), If(Fails(take()), [give(b, "old1"), ret]), give(), give(b, "old1")]
    cases: list[tuple[str, list[Stmt], list[str]]] = [
        ("pair", [take(), work, give()], []),
        ("leak", [take(), If(flag, [ret]), give()], ["Leak"]),
        ("same condition", [If(flag, [take()]), work, If(flag, [give()])], []),
        ("other condition", [If(flag, [take()]), If(Flag("a"), [give()])], ["Leak", "ReleaseNotHeld"]),
        ("double acquire", [take(), take(), give()], ["DoubleAcquire"]),
        ("two parameters", [take(p), take(q, "old1"), give(q, "old1"), give(p)], []),
        ("tied parameters", [If(Eq(p, q), [take(p), take(q, "old1")])], ["DoubleAcquire"]),
        ("tie", [take(p), If(Eq(p, q), [give(q)], [give(p)])], []),
        ("tie left out", [take(p), give(q)], ["MessageIdMismatch"]),
        ("sum", [take(Msg("id", 1)), give(Msg("id", 1))], []),
        ("one vector", [take(vec), work, give(vec)], []),
        ("one vector left out", [take(vec), give(p)], ["MessageIdMismatch"]),
        ("double release", [take(), give(), give()], ["DoubleRelease"]),
        ("never acquired", [give()], ["ReleaseNotHeld"]),
        ("handed in", [give(kind="given")], []),
        ("handed in twice", [give(kind="given"), give(kind="given")], ["DoubleRelease"]),
        ("handed out", [take(slot="*saved")], []),
        ("not handed out", [take(), Assign("*saved", Irql("const"))], ["Leak"]),
        ("untested status", [take(result="st0"), give()], []),
        ("failed acquire", [take(result="st0"), If(Flag("st0"), [work]), give()], ["FailedAcquire"]),
        ("failed, so returned", fallen, []),
        ("nested", [take(), take(b, "old1"), give(b, "old1"), give()], []),
        ("order", [take(), take(b, "old1"), give(), give(b, "old1")], ["ReleaseOrder"]),
        ("hand-over-hand", [take(), take(b, "old1"), give(a, "old1"), give(b, "old0")], []),
        ("half hand-over", [take(), take(b, "old1"), give(a, "old1"), give(b, "old1")], ["OldIrqlMismatch"]),
        ("exchanged", [take(), take(b, "old1"), give(b, "old0"), give(a, "old1")], ["OldIrqlMismatch"]),
        ("overwritten", [take(), take(b), give(b), give()], ["OldIrqlMismatch"]),
        ("stale", [take(), give(), take(slot="old1"), give()], ["OldIrqlMismatch"]),
        ("constant", [take(), give(kind="const")], ["OldIrqlMismatch"]),
        ("computed", [take(), give(kind="calc")], ["OldIrqlMismatch"]),
        ("cast", [take(), give(kind="cast")], []),
        ("message", [take(), give(b)], ["MessageIdMismatch"]),
        ("adapter", [take(), give(ext="ext2")], ["ExtensionMismatch"]),
        ("all", [Up(3, [take(Msg("i"), "irql[i]")]), work, Down([give(Msg("i"), "irql[i]")])], []),
        ("all upwards", [Up(3, [take(Msg("i"), "irql[i]")]), Up(3, [give(Msg("i"), "irql[i]")])], ["ReleaseOrder"]),
        ("one too few", [Up(3, [take(Msg("i"), "irql[i]")]), Up(2, [work]), Down([give(Msg("i"), "irql[i]")])],
         ["Leak", "ReleaseOrder"]),
        ("kind", [take(how="kind"), work, give(how="kind")], []),
        ("half kind", [take(how="kind"), work, give()], ["ReleaseNotHeld"]),
        ("switch", [Switch([[take()], [take(b)], []]), Switch([[give()], [give(b)], []])], []),
    ]
    return [(name, Function(body), rules) for name, body, rules in cases]


def selftest(clang: str) -> int:
    failures = 0
    for name, fn, rules in known():
        j = judge(fn)
        if j.rules != rules or j.verdict != ("wrong" if rules else "right"):
            failures += 1
            print(f"{name}: {j.verdict} {j.rules}, not {rules}: {'; '.join(j.path)}")
            print("\n".join(Printer("f").function(fn)))
    rng = Random(7)
    skipped = 0
    for _ in range(600):         # builder and oracle must agree on what was built to be correct
        fn = Builder(rng).function()
        j = judge(fn)
        skipped += j.verdict == "open"
        if j.verdict == "wrong":
            failures += 1
            print("built to be correct, judged wrong: " + "; ".join(j.path))
            print("\n".join(Printer("f").function(fn)))
    if failures:                 # an oracle that is wrong may never find a function with the verdict it looks for
        print(f"selftest: {failures} failures")
        return 1
    source, expected = generate(1, 400)
    if (source, expected) != generate(1, 400):
        failures += 1
        print("the same seed gives another file")
    failures += len(shortcomings(expected["functions"]))
    print("\n".join(shortcomings(expected["functions"])), end="")
    failures += selftest_compare(expected["functions"])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.c").write_text(source)
        # core must be silent: a path that core ends is one on which the plugin could report nothing.
        for arguments in (["-fsyntax-only", "-Wall", "-Wno-unused"],
                          ["-cc1", "-analyze", "-analyzer-checker=core", "-analyzer-output=text"]):
            result = subprocess.run([clang, *arguments, f"{folder}/t.c"], capture_output=True, text=True)
            if result.returncode or result.stderr:
                failures += 1
                print(f"clang {' '.join(arguments)}:\n{result.stderr[:3000]}")
    print(f"selftest: {len(known())} known functions, 600 built ({skipped} of them open), {failures} failures")
    return 1 if failures else 0


def selftest_compare(functions: list[dict]) -> int:
    """`compare` must accept a perfect tool, and catch a silent one, a noisy one and one that names another rule."""
    def log(rule_of: Callable[[dict], str]) -> str:
        lines = (f"oracle.c:{f['last_line']}:1: warning: text [storport.msi.{rule}]\n"
                 for f in functions if (rule := rule_of(f)))
        return "".join(lines)

    right = sum(f["verdict"] == "right" for f in functions)
    tools = {"perfect": (lambda f: f["rules"] and f["rules"][0], 0), "silent": (lambda f: "", len(functions) - right),
             "noisy": (lambda f: f["rules"][0] if f["rules"] else "Leak", right),
             "mistaken": (lambda f: f["rules"] and "NullArgument", len(functions) - right)}
    bad = [name for name, (rule_of, n) in tools.items() if len(compare(functions, log(rule_of))[0]) != n]
    for name in bad:
        print(f"compare misjudges a {name} tool")
    return len(bad)


def main() -> int:
    parser = argparse.ArgumentParser(description="random lock programs with a brute-force oracle")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("generate", help="write a C file and what is expected of it")
    make.add_argument("--out", required=True, type=Path)
    make.add_argument("--expect", required=True, type=Path)
    compare_with = commands.add_parser("check", help="compare a plugin with the oracle")
    compare_with.add_argument("--clang", help="clang to load the plugin")
    compare_with.add_argument("--plugin")
    compare_with.add_argument("--spinpair", help="the command line, in place of clang and plugin")
    compare_with.add_argument("--keep", type=Path, help="folder that keeps source, expectation and log")
    compare_with.add_argument("--apart", action="store_true", help="put the helpers into a second file")
    compare_with.add_argument("--alone", action="store_true", help="the plugin is the only checker, and told so")
    for command in (make, compare_with):
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--count", type=int, default=400)
    commands.add_parser("selftest", help="test the oracle itself").add_argument("--clang", default="clang-19")
    args = parser.parse_args()
    if args.command == "selftest":
        return selftest(args.clang)
    if args.command == "generate":
        source, expected = generate(args.seed, args.count)
        args.out.write_text(source)
        args.expect.write_text(json.dumps(expected, indent=1) + "\n")
        return 0
    if not args.spinpair and (args.apart or not (args.clang and args.plugin)):
        parser.error("--spinpair, or --clang and --plugin without --apart")
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        return check(args, args.keep)
    with tempfile.TemporaryDirectory(prefix="spinpair-oracle-") as folder:
        return check(args, Path(folder))


if __name__ == "__main__":
    sys.exit(main())

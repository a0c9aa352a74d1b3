#!/usr/bin/env python3
"""Generated programs, judged by running them: what spinpair says of a function against what it does.

    executed.py check --spinpair BIN --clang CLANG [--seed S] [--count N] [--kinds K,K] [--cxx SHARE] [--keep DIR]
    executed.py check --csmith --spinpair BIN --clang CLANG [--seed S] [--count N] [--keep DIR]
    executed.py judge --spinpair BIN --clang CLANG FOLDER      # one kept group again
    executed.py reduce --spinpair BIN --clang CLANG FOLDER [--creduce]
    executed.py kinds

A program has many groups: an entry, with its helpers, in two files. It is compiled with a mock of the lock routines and
run over many inputs, or over all if there are few; spinpair looks at the two files. How the results are called:

    unsound     misuses a lock in a run, and every function of it is proved or clean
    false       a finding, and no misuse over all inputs
    suspect     a finding, and no misuse in the inputs that were tried, which are not all
    undecided   one of its functions is neither proved nor clean, and nothing is reported
    right       no misuse and proved or clean; wrong: misuse, and reported

Exit: 0 nothing unsound, false or suspect; 1 something is; 2 wrong use, or a program that did not run.
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
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

sys.dont_write_bytecode = True   # no __pycache__ in the source tree

import reduce
import shapes
import weave
from shapes import BY_HAND, C_KINDS, Group

HERE = Path(__file__).resolve().parent
WDK = HERE.parent.parent / "include" / "wdk"
BEHIND_LIBC = ["-idirafter", str(WDK)]  # the models of the kernel's own C headers have no printf
# Rules of the whole program, on which a run of one callback has no say.
RULES = "*,-storport.msi.LockOrder,-storport.msi.SyncMode,-storport.msi.SharedOldIrql,-storport.msi.IrqlTooHigh," \
        "-storport.msi.ForbiddenCallback,-storport.spinlock.LockOrder,-windows.spinlock.IrqlTooHigh,-optin.*"
# The meaning that a driver's compiler gives, and a value for what was never set.
MEANING = ["-fwrapv", "-fno-strict-aliasing", "-fno-delete-null-pointer-checks", "-ftrivial-auto-var-init=pattern", "-w"]
GROUPS = 40


class Wrong(Exception):
    """A program that could not be judged."""


@dataclass
class Outcome:
    """What became of one group."""
    name: str
    kind: str                    # unsound false suspect undecided-right undecided-wrong proved reported open
    kinds: list[str]
    misuse: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    verdicts: dict[str, str] = field(default_factory=dict)
    complete: bool = False
    inside: bool = False         # a helper is reported or undecided, and the entry that runs it is proved or clean


@dataclass
class Tools:
    spinpair: str
    clang: str
    folder: Path
    runs: int = 4096
    rules: str = RULES

    def run(self, command: list[str], **more) -> subprocess.CompletedProcess:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600, **more)

    def mock(self) -> Path:
        """The mock, compiled once for a folder."""
        to = self.folder / "mock.o"
        done = self.run([self.clang, "-c", "-O1", *BEHIND_LIBC, str(HERE / "mock.c"), "-o", str(to)])
        if done.returncode:
            raise Wrong(done.stderr)
        return to


# ---- Programs


def write(groups: list[Group], folder: Path) -> list[str]:
    """The files of a program; the names of those that spinpair is given."""
    cxx = any(g.cxx for g in groups)
    end = "cpp" if cxx else "c"
    folder.mkdir(parents=True, exist_ok=True)
    more = "".join(sorted({g.include for g in groups}))
    header = "#include <storport.h>\n" + more + "\n" + "\n".join(g.types for g in groups)
    (folder / "program.h").write_text(header)
    names = [f"first.{end}", f"second.{end}"]
    for n, name in enumerate(names):
        (folder / name).write_text('#include "program.h"\n\n' + "\n".join(g.files[n] for g in groups))
    harness = ['#include "mock.h"', '#include "program.h"', "", *(g.harness for g in groups), "int main(void) {",
               *(f"  {g.name}Run();" for g in groups), "  return 0;", "}"]
    (folder / f"harness.{end}").write_text("\n".join(harness) + "\n")
    return names


def execute(tools: Tools, folder: Path, names: list[str], mock: Path, more: list[str] = []) -> dict[str, dict]:
    """Compiles and runs a program; what the mock saw, by name."""
    end = Path(names[0]).suffix
    std = ["-std=c++17", "-fno-exceptions", "-fno-rtti"] if end == ".cpp" else []
    program = folder / "program"
    command = [tools.clang, "-O1", *MEANING, *std, *BEHIND_LIBC, f"-I{HERE}", *more,
               *(str(folder / name) for name in [*names, f"harness{end}"]), str(mock), "-o", str(program)]
    done = tools.run(command)
    if done.returncode:
        raise Wrong(f"{' '.join(command)}\n{done.stderr[:3000]}")
    done = tools.run([str(program)], env={**os.environ, "MOCK_RUNS": str(tools.runs)})
    program.unlink()
    if done.returncode:
        raise Wrong(f"{program} ends with {done.returncode}: {done.stderr[:500]}")
    return {seen["name"]: seen for seen in map(json.loads, done.stdout.splitlines())}


def look(tools: Tools, folder: Path, names: list[str]) -> dict:
    """What spinpair says of a program."""
    std = ["-std=c++17"] if names[0].endswith(".cpp") else []
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    command = [tools.spinpair, *(str(folder / name) for name in names), "-j", "1", "--no-cache", "--rules", tools.rules,
               "--report", f"json={report}", "--", "-w", f"-I{WDK}", *std]
    done = tools.run(command)
    found = json.loads(report.read_text()) if report.exists() else {"counts": {"unparsed": 1}}
    # 3 may say that one of two functions of a name was left out, which leaves all others.
    if done.returncode not in (0, 2, 3) or found["counts"]["unparsed"] or found["counts"]["withErrors"]:
        raise Wrong(f"{' '.join(command)}\nexits with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
    return found


def owner(names: set[str], *texts: str) -> str:
    """The group that a function belongs to, by its name or its linkage name."""
    for text in texts:
        found = re.search(r"G\d+(?=[A-Z])", text or "")
        if found and found.group() in names:
            return found.group()
    return ""


def compare(groups: list[Group], seen: dict[str, dict], report: dict) -> list[Outcome]:
    names = {g.name for g in groups}
    outcomes = {g.name: Outcome(g.name, "", g.kinds) for g in groups}
    for function in report["functions"]:
        name = owner(names, function["name"], function.get("linkage", ""))
        if name:
            outcomes[name].verdicts[function["name"].partition("@")[0]] = function["verdict"]
    for finding in report["findings"]:
        rule = finding["checker"].removeprefix("storport.")
        name = owner(names, finding.get("function", ""), *(n.get("message", "") for n in finding.get("notes", [])),
                     finding.get("message", ""))
        if not name:
            raise Wrong(f"a finding that belongs to no group: {finding}")
        outcomes[name].findings.append(f"{finding.get('function', '').partition('@')[0]}: {rule}")
    for g in groups:
        runs = [run for name, run in seen.items() if owner(names, name) == g.name]
        if not runs:
            raise Wrong(f"{g.name} was not run")
        judge(g, outcomes[g.name], runs)
    return list(outcomes.values())


SURE = ("proved", "clean")


def reached(g: Group, name: str) -> set[str]:
    """A function of the group and those that it calls, as far as their text has their names."""
    bodies = dict(re.findall(r"^[^\n]*?\b(" + g.name + r"\w+)\([^;{]*\) \{\n(.*?)^\}", "\n".join(g.files), re.M | re.S))
    todo, done = [name], set()
    while todo:
        one = todo.pop()
        if one not in done:
            done.add(one)
            todo += [n for n in re.findall(r"\b" + g.name + r"\w+", bodies.get(one, "")) if n in bodies]
    return done


def judge(g: Group, outcome: Outcome, runs: list[dict]) -> None:
    """What the group is called, by what was seen when its entry and the helpers with a body of their own ran."""
    found = {f.partition(":")[0] for f in outcome.findings}
    unsound, undecided, opens = [], [], 0
    for run in runs:
        if run["crashes"] and not g.only_wrong:
            raise Wrong(f"{run['name']} crashes, or does not end: a mistake of the generator")
        misuse = sorted(run["misuse"])
        callback = run["name"] == g.name + "Entry" and not g.plain
        if run["held"] and not callback and not g.escapes:
            misuse.append("Leak")
        if not callback and run["open"] > run["misuse"].get("MessageIdMismatch", [0])[0]:
            misuse = [kind for kind in misuse if kind != "MessageIdMismatch"]     # the IRQLs were the same by chance
        opens += not misuse and bool(run["open"] or run["held"])
        if not misuse:
            continue
        outcome.misuse += [f"{run['name']} {kind}" for kind in misuse]
        all_of = reached(g, run["name"])
        if g.cxx or g.only_wrong:
            all_of |= set(outcome.verdicts) | found
        unsure = [name for name in all_of if outcome.verdicts.get(name, "proved") not in SURE]
        if not found & all_of and not unsure:
            unsound.append(run["name"])
        elif not found & all_of:
            undecided.append(run["name"])
        elif outcome.verdicts.get(run["name"], "proved") in SURE:
            outcome.inside = True
    outcome.complete = all(run["complete"] for run in runs)
    sure = all(v in SURE for v in outcome.verdicts.values())
    if outcome.misuse:
        outcome.kind = "unsound" if unsound else "undecided-wrong" if undecided else "reported"
    elif opens:
        outcome.kind = "open"
    elif outcome.findings and not g.only_wrong:
        outcome.kind = "false" if outcome.complete else "suspect"
    else:
        outcome.kind = "proved" if sure else "undecided-right"


def generate(seed: int, count: int, kinds: list[str], share: float) -> list[list[Group]]:
    """Programs of groups. The same seed, kinds and share give the same programs."""
    programs: list[list[Group]] = []
    for first in range(0, count, GROUPS):
        rng = Random(f"{seed} {first}")
        cxx = rng.random() < share
        programs.append([one(rng, n, kinds, cxx) for n in range(first, min(first + GROUPS, count))])
    return programs


def woven(seed: int, count: int) -> list[list[Group]]:
    """Programs of Csmith with locks in them, ten at a time."""
    if not shutil.which("csmith"):
        raise Wrong("csmith is missing: apt-get install csmith libcsmith-dev")
    programs: list[list[Group]] = []
    for first in range(0, count, 10):
        rng = Random(f"{seed} {first} csmith")
        groups = [weave.make(rng, n) for n in range(first, min(first + 10, count))]
        programs.append([g for g in groups if g])
    return [p for p in programs if p]


def sample(rng: Random, kinds: list[str]) -> list[str]:
    return rng.sample(kinds, min(len(kinds), rng.choice((1, 2, 2, 3, 4))))


def one(rng: Random, number: int, kinds: list[str], cxx: bool) -> Group:
    chosen = ["flow"] if "flow" in kinds and rng.random() < 0.06 else \
        sample(rng, [k for k in kinds if k != "flow"] or kinds)
    if cxx:
        import cxx_shapes
        return cxx_shapes.CxxMaker(rng, number, chosen).make()
    return shapes.Maker(rng, number, chosen).make()


# ---- Judging many


def program(tools: Tools, groups: list[Group], folder: Path, mock: Path) -> list[Outcome]:
    names = write(groups, folder)
    seen = execute(tools, folder, names, mock)
    return compare(groups, seen, look(tools, folder, names))


def keep(group: Group, outcome: Outcome, to: Path) -> Path:
    folder = to / f"{outcome.kind}-{group.name}"
    shutil.rmtree(folder, ignore_errors=True)
    write([group], folder)
    (folder / "group.json").write_text(json.dumps({"group": asdict(group), "outcome": asdict(outcome)}, indent=1) + "\n")
    return folder


BAD = ("unsound", "false", "suspect")


def report_on(outcomes: list[Outcome], what: str) -> int:
    count = Counter(o.kind for o in outcomes)
    right = count["proved"] + count["undecided-right"] + count["false"] + count["suspect"]
    wrong = count["unsound"] + count["reported"] + count["undecided-wrong"]
    kinds = sorted({k for o in outcomes for k in o.kinds})
    print(f"{'kind':<12}{'groups':>8}{'unsound':>9}{'false':>7}{'suspect':>9}{'undecided':>11}{'wrong,reported':>16}{'right,proved':>14}")
    for kind in kinds:
        c = Counter(o.kind for o in outcomes if kind in o.kinds)
        print(f"{kind:<12}{sum(c.values()):>8}{c['unsound']:>9}{c['false']:>7}{c['suspect']:>9}"
              f"{c['undecided-right'] + c['undecided-wrong']:>11}{c['reported']:>16}{c['proved']:>14}")
    print(f"{what}: {len(outcomes)} groups, {count['open']} of them not judged")
    print(f"  {wrong} wrong: {count['reported']} reported, {count['undecided-wrong']} undecided, "
          f"{count['unsound']} proved or clean")
    print(f"  {right} right: {count['proved']} proved or clean ({100 * count['proved'] / max(right, 1):.1f} %), "
          f"{count['undecided-right']} undecided, {count['false']} reported, {count['suspect']} reported and not all inputs tried")
    inside = sum(o.inside for o in outcomes)
    if inside:
        print(f"  {inside} wrong, with an entry that is proved or clean over a helper that is not")
    return 1 if any(count[k] for k in BAD) else 0


def check(args: argparse.Namespace, folder: Path) -> int:
    kinds = args.kinds.split(",") if args.kinds else list(C_KINDS)
    unknown = set(kinds) - set(C_KINDS + BY_HAND)
    if unknown:
        print(f"unknown kinds: {', '.join(sorted(unknown))}; there are {', '.join(C_KINDS + BY_HAND)}")
        return 2
    tools = Tools(args.spinpair, args.clang, folder, args.runs)
    mock = tools.mock()
    programs = woven(args.seed, args.count) if args.csmith else generate(args.seed, args.count, kinds, args.cxx)
    with ThreadPoolExecutor(args.j) as pool:
        results = list(pool.map(lambda p: program(tools, p[1], folder / f"program-{p[0]}", mock), enumerate(programs)))
    outcomes = []
    for groups, result in zip(programs, results):
        outcomes += result
        for g, o in zip(groups, result):
            if o.kind in BAD:
                where = keep(g, o, folder) if args.keep else ""
                print(f"{o.kind}: {o.name} ({', '.join(o.kinds)}): runs: {', '.join(o.misuse) or 'no misuse'}; spinpair: "
                      f"{'; '.join(o.findings) or 'no finding'}; {where}")
    status = report_on(outcomes, f"seed {args.seed}")
    return status


def kept(folder: Path) -> tuple[Group, str]:
    known = json.loads((folder / "group.json").read_text())
    return Group(**{**known["group"], "files": tuple(known["group"]["files"])}), known["outcome"]["kind"]


def judge_kept(args: argparse.Namespace, folder: Path) -> int:
    group, _ = kept(Path(args.folder))
    tools = Tools(args.spinpair, args.clang, folder, args.runs)
    outcome = program(tools, [group], folder / "program", tools.mock())[0]
    print(json.dumps(asdict(outcome), indent=1))
    return 1 if outcome.kind in BAD else 0


# What a reduction must not make of a program: values that nobody set, and code without a meaning.
STRICT = ["-Werror=uninitialized", "-Werror=return-type", "-Werror=implicit-function-declaration", "-Werror=int-conversion",
          "-Werror=incompatible-pointer-types", "-Werror=array-bounds"]


def still(tools: Tools, group: Group, folder: Path, mock: Path, kind: str, misuse: list[str], rules: set[str]) -> bool:
    """Does the program in a folder disagree as it did?"""
    names = [p.name for p in sorted(folder.glob("*.c*")) if p.stem in ("first", "second")]
    if "StorPort" in re.sub(r"ULONG StorPort\w+\(.*", "", (folder / f"harness{Path(names[0]).suffix}").read_text()):
        return False                 # the mistake belongs to the program
    group.files = tuple((folder / name).read_text() for name in names)
    try:
        report = look(tools, folder, names)
        if (kind == "unsound") == bool(report["findings"]):
            return False
        outcome = compare([group], execute(tools, folder, names, mock, ["-O0", *STRICT]), report)[0]
    except (Wrong, subprocess.TimeoutExpired, OSError):
        return False
    same = {f.partition(": ")[2] for f in outcome.findings} >= rules
    return outcome.kind == kind and same and (not misuse or bool(set(misuse) & set(outcome.misuse)))


def reduce_kept(args: argparse.Namespace, folder: Path) -> int:
    """Leaves the smaller program in FOLDER/reduced."""
    at = Path(args.folder).resolve()
    group, kind = kept(at)
    known = json.loads((at / "group.json").read_text())["outcome"]
    tools = Tools(args.spinpair, args.clang, folder, args.runs)
    mock = tools.mock()
    to = at if args.test else at / "reduced"
    rules = {f.partition(": ")[2] for f in known["findings"]} if kind != "unsound" else set()
    if args.test:                    # for creduce: its folder has the files, and nothing is reduced
        work = folder / "program"
        shutil.copytree(args.test, work)
        return 0 if still(tools, group, work, mock, kind, known["misuse"], rules) else 1
    write([group], to)
    names = sorted(p.name for p in to.iterdir() if p.suffix in (".c", ".cpp", ".h"))

    def holds(files: reduce.Files) -> bool:
        for name, lines in files.items():
            (folder / name).write_text("\n".join(lines) + "\n")
        return still(tools, group, folder, mock, kind, known["misuse"], rules)

    files = {name: (to / name).read_text().splitlines() for name in names if args.all or name != "program.h"
             and not name.startswith("harness")}
    for name in names:
        shutil.copy(to / name, folder / name)
    if not holds(files):
        raise Wrong(f"{at} does not disagree any more, or only together with other groups")
    files = reduce.by_lines(files, holds)
    for name, lines in files.items():
        (to / name).write_text("\n".join(lines) + "\n")
    if args.creduce:
        test = [sys.executable, str(HERE / "executed.py"), "reduce", "--spinpair", os.path.abspath(args.spinpair), "--clang",
                args.clang, "--runs", str(args.runs), str(at), "--test"]
        reduce.by_creduce(to, names, test, tools.run)
    for name in sorted(files):
        print(f"---- {name}\n" + "\n".join(line for line in (to / name).read_text().splitlines() if line))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description="generated programs, judged by running them")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("check", "judge", "reduce"):
        command = commands.add_parser(name)
        command.add_argument("--spinpair", required=True)
        command.add_argument("--clang", default="clang-19")
        command.add_argument("--runs", type=int, default=4096, help="how many inputs are tried at most, times two")
        if name == "check":
            command.add_argument("--seed", type=int, default=1)
            command.add_argument("--count", type=int, default=400, help="how many groups")
            command.add_argument("--kinds", help="comma-separated, of those that 'kinds' lists; all by default")
            command.add_argument("--cxx", type=float, default=0.2, help="the share of programs in C++")
            command.add_argument("--csmith", action="store_true", help="programs of Csmith, in place of our own")
            command.add_argument("--keep", type=Path, help="a folder for the programs and each disagreement")
            command.add_argument("-j", type=int, default=os.cpu_count() or 1)
        else:
            command.add_argument("folder")
        if name == "reduce":
            command.add_argument("--creduce", action="store_true", help="go on with creduce, which takes minutes")
            command.add_argument("--all", action="store_true", help="the types and the harness, too")
            command.add_argument("--test", help=argparse.SUPPRESS)
    commands.add_parser("kinds")
    args = parser.parse_args()
    if args.command == "kinds":
        print("\n".join(C_KINDS + BY_HAND))
        return 0
    action = {"check": check, "judge": judge_kept, "reduce": reduce_kept}[args.command]
    try:
        if getattr(args, "keep", None):
            args.keep.mkdir(parents=True, exist_ok=True)
            return action(args, args.keep)
        with tempfile.TemporaryDirectory(prefix="spinpair-executed-") as folder:
            return action(args, Path(folder))
    except Wrong as wrong:
        print(wrong)
        return 2


if __name__ == "__main__":
    sys.exit(main())

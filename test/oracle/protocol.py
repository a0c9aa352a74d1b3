"""The oracle: runs every path of a lock program and plays the rules of design.md on it."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from program import (Acquire, And, Assign, Cond, Down, Eq, Fails, Flag, Function, If, Interrupt, Irql, Leave, Msg, Not,
                     Release, SetFlag, Stmt, Switch, Up)

MAX_PATHS = 160
Term = tuple[str, int]           # (name, offset); a constant has the name ""
Key = tuple[str, str, int]       # adapter and message
Value = tuple[str, int]          # saved n | calc n | const k | given 0


class Open(Exception):
    """design.md does not say what is right here."""


class Infeasible(Exception):
    """The answers chosen on this path contradict each other."""


class Jump(Exception):
    def __init__(self, leave: Leave) -> None:
        self.leave = leave


@dataclass
class Lock:
    key: Key
    own: Value                   # what its acquire saved
    due: Value                   # what its release must give back: differs after hand-over-hand


class Run:
    """One path. `prefix` holds the answers to the first questions; later questions get answer 0 and are recorded."""

    def __init__(self, prefix: Sequence[int]) -> None:
        self.prefix, self.taken = prefix, []
        self.facts: dict[str, bool] = {}
        self.mode: int | None = None
        self.ties: dict[str, Term] = {}
        self.apart: list[tuple[Term, Term]] = []
        self.memory: dict[str, Value] = {}
        self.i = 0
        self.held: list[Lock] = []
        self.released: set[Key] = set()
        self.failed: set[Key] = set()
        self.handed_in: set[Key] = set()
        self.wrong: set[Key] = set()             # locks that have had their mistake
        self.untested: dict[str, bool] = {}      # failed status not looked at yet -> was there a lock event since?
        self.acquires = 0
        self.interrupt = self.unsure = self.certain = False
        self.rules: set[str] = set()
        self.trace: list[str] = []

    def choose(self, options: int) -> int:
        n = len(self.taken)
        answer = self.prefix[n] if n < len(self.prefix) else 0
        self.taken.append((answer, options))
        return answer

    # -- values

    def term(self, msg: Msg) -> Term:
        if msg.vec:
            return ("", 0) if self.test(Flag("ext->OneVector")) else self.norm((msg.name, msg.add))
        return ("", self.i + msg.add) if msg.name == "i" else self.norm((msg.name, msg.add))

    def norm(self, t: Term) -> Term:
        while t[0] in self.ties:
            root, offset = self.ties[t[0]]
            t = (root, t[1] + offset)
        return t

    def value(self, irql: Irql) -> Value:
        if irql.kind in ("const", "given"):
            return (irql.kind, 0)
        kind, n = self.memory.get(self.place(irql.slot), ("const", 0))
        if irql.kind == "calc":
            if kind == "given":
                raise Open
            return ("const", n + 1) if kind == "const" else ("calc", n)
        return (kind, n)

    def place(self, slot: str) -> str:
        return slot.replace("[i]", f"[{self.i}]")

    def equal(self, a: Term, b: Term) -> bool:
        """Are the messages equal on this path? Asks when nothing decides."""
        if a[0] == b[0]:
            return a == b
        if any({self.norm(x), self.norm(y)} == {a, b} for x, y in self.apart):
            return False
        if self.choose(2):
            self.apart.append((a, b))
            return False
        name, root, offset = (a[0], b[0], b[1] - a[1]) if a[0] else (b[0], a[0], a[1] - b[1])
        self.ties[name] = (root, offset)
        if any(self.norm(x) == self.norm(y) for x, y in self.apart):
            raise Infeasible
        keys = {lock.key for lock in self.held} | self.released | self.failed | self.wrong
        if len({self.rekey(k) for k in keys}) < len(keys):
            raise Open           # two locks used so far turn out to be one
        for lock in self.held:
            lock.key = self.rekey(lock.key)
        for known in (self.released, self.failed, self.handed_in, self.wrong):
            known.update({self.rekey(k) for k in known})
        return True

    def rekey(self, key: Key) -> Key:
        return (key[0], *self.norm((key[1], key[2])))

    def test(self, cond: Cond) -> bool:
        if isinstance(cond, Not):
            return not self.test(cond.cond)
        if isinstance(cond, And):
            return self.test(cond.left) and self.test(cond.right)
        if isinstance(cond, Fails):
            return self.acquire(cond.acquire, tested=True)
        if isinstance(cond, Eq):
            answer, text = self.equal(self.term(cond.left), self.term(cond.right)), f"{cond.left} == {cond.right}"
        else:
            if self.untested.pop(cond.text, False):
                raise Open       # a failure noticed after the lock was used
            text = cond.text
            if text not in self.facts:
                self.facts[text] = not self.choose(2)
            answer = self.facts[text]
        self.trace.append(f"{text}: {'yes' if answer else 'no'}")
        return answer

    # -- the protocol

    def mistake(self, key: Key, *rules: str) -> None:
        if key in self.wrong:
            return
        self.wrong.add(key)
        self.rules.update(rules)
        if self.certain and {"DoubleRelease", "ReleaseNotHeld"} & set(rules):
            self.rules |= {"DoubleRelease", "ReleaseNotHeld"}    # what counts as released after a mistake is open
        self.certain |= not self.unsure
        self.trace.append("=> " + " or ".join(rules))

    def find(self, key: Key) -> Lock | None:
        return next((lock for lock in self.held if lock.key == key), None)

    def interrupt_lock(self, acquire: bool) -> None:
        self.trace.append(f"{'acquire' if acquire else 'release'} InterruptLock")
        if acquire and self.held:
            raise Open           # LockOrder
        self.unsure |= acquire == self.interrupt                 # a storport.spinlock rule, which may end the path
        self.interrupt = acquire

    def acquire(self, a: Acquire, tested: bool) -> bool:
        """Takes the lock; True if that failed, which only an acquire with a tested status can."""
        if a.how == "kind" and not self.test(Flag(f"{a.ext}->PerMessage")):
            self.interrupt_lock(True)
            return False
        if self.interrupt:
            raise Open
        key: Key = (a.ext, *self.term(a.msg))
        self.untested = {name: True for name in self.untested}
        if tested and self.choose(2):
            self.trace.append(f"acquire ({a.ext}, {a.msg}) fails")
            self.failed.add(key)
            return True
        self.acquires += 1
        self.trace.append(f"acquire ({a.ext}, {a.msg}) saves #{self.acquires} in {self.place(a.slot)}")
        saved = ("saved", self.acquires)
        self.memory[self.place(a.slot)] = saved
        if self.find(key):
            self.mistake(key, "DoubleAcquire")
        else:
            self.held.append(Lock(key, saved, saved))
            self.failed.discard(key)
        return False

    def release(self, r: Release) -> None:
        if r.how == "kind" and not self.test(Flag(f"{r.ext}->PerMessage")):
            self.interrupt_lock(False)
            return
        key: Key = (r.ext, *self.term(r.msg))
        v = self.value(r.irql)
        self.untested = {name: True for name in self.untested}
        self.trace.append(f"release ({r.ext}, {r.msg}) with {r.irql}, which is {v[0]} {v[1]}")
        lock = self.find(key)
        if not lock:
            self.release_unheld(key, v)
            return
        inner = self.held[self.held.index(lock) + 1:]
        if v == lock.due:
            if inner:
                self.mistake(key, "ReleaseOrder")
        elif v[0] == "given" and key not in self.wrong:
            raise Open
        elif inner and v == inner[0].due:
            inner[0].due = lock.due                              # hand-over-hand
        elif any(v == x.due for x in inner[1:]):
            raise Open
        else:
            self.mistake(key, "OldIrqlMismatch")
        self.held.remove(lock)
        self.released.add(key)

    def release_unheld(self, key: Key, v: Value) -> None:
        used = {"DoubleRelease"} if key in self.released else set()
        used |= {"FailedAcquire"} if key in self.failed else set()
        owner = next((x for x in self.held if v == x.due or v[0] == "calc" and v[1] == x.due[1]), None)
        if v[0] == "given":
            if key in self.failed or not used and self.held:
                raise Open
            if not used:         # released for the caller, who gave the IRQL
                self.released.add(key)
                self.handed_in.add(key)
                return
        if not owner:
            self.mistake(key, *sorted(used or {"ReleaseNotHeld"}))
            self.released.add(key)
            return
        rules = {"ExtensionMismatch"} if owner.key[0] != key[0] else set()
        rules |= {"MessageIdMismatch"} if owner.key[1:] != key[1:] else set()
        if used or v[0] == "calc":
            # Two rules fit. If the tool takes the other one, the owner is still held and can have its own mistake.
            self.mistake(key, *sorted(rules | (used or {"ReleaseNotHeld"})))
        else:
            self.mistake(owner.key, *sorted(rules))
            self.held.remove(owner)

    def leave(self, result: Irql | None) -> None:
        if any(self.untested):
            raise Infeasible     # nobody looked at the status: counted as success, which is another path
        kept = {self.memory.get("*saved")} | ({self.value(result)} if result else set())
        for lock in self.held:
            if lock.key in self.wrong or lock.due in kept:
                continue         # hand-over
            if lock.key in self.handed_in or lock.own in kept:
                raise Open
            self.mistake(lock.key, "Leak")

    # -- statements

    def run(self, fn: Function) -> None:
        result = None
        try:
            try:
                self.block(fn.body)
            except Jump as jump:
                if jump.leave.how != "goto":
                    raise
            self.block(fn.epilogue)
        except Jump as jump:
            result = jump.leave.irql
        self.leave(result)

    def block(self, stmts: list[Stmt]) -> None:
        for s in stmts:
            self.step(s)

    def step(self, s: Stmt) -> None:
        if isinstance(s, Acquire):
            if s.result in self.untested:
                raise Infeasible                                 # overwritten before anybody looked at it
            failed = self.acquire(s, tested=bool(s.result))
            if s.result:
                self.facts[s.result] = failed == s.result.startswith("st")
                if failed:
                    self.untested[s.result] = False
        elif isinstance(s, Release):
            self.release(s)
        elif isinstance(s, Interrupt):
            self.interrupt_lock(s.acquire)
        elif isinstance(s, If):
            self.block(s.then if self.test(s.cond) else s.other)
        elif isinstance(s, Switch):
            if self.mode is None:
                self.mode = self.choose(3)
            self.trace.append(f"mode: case {self.mode}")
            self.block(s.cases[self.mode])
        elif isinstance(s, (Up, Down)):
            self.loop(s)
        elif isinstance(s, Assign):
            self.memory[self.place(s.slot)] = self.value(s.irql)
        elif isinstance(s, SetFlag):
            self.facts[s.name] = self.test(s.cond)
        elif isinstance(s, Leave):
            raise Jump(s)

    def loop(self, s: Up | Down) -> None:
        up = isinstance(s, Up)
        self.i = 0 if up else self.i
        try:
            while self.i < s.count if up else self.i > 0:
                self.i -= 0 if up else 1
                self.block(s.body)
                self.i += 1 if up else 0
        except Jump as jump:
            if jump.leave.how != "break":
                raise


@dataclass
class Judgement:
    verdict: str                 # right, wrong, open
    rules: list[str]
    path: list[str]
    paths: int


def judge(fn: Function) -> Judgement:
    """Runs every path."""
    rules: set[str] = set()
    wrong_path: list[str] = []
    todo: list[tuple[int, ...]] = [()]
    paths = 0
    while todo:
        prefix = todo.pop()
        run = Run(prefix)
        try:
            run.run(fn)
            rules |= run.rules
            paths += 1
            if run.certain and not wrong_path:
                wrong_path = run.trace
        except Infeasible:
            pass
        except Open:
            return Judgement("open", [], run.trace, paths)
        answers = [answer for answer, _ in run.taken]
        for n in range(len(prefix), len(answers)):
            todo += [(*answers[:n], other) for other in range(1, run.taken[n][1])]
        if paths > MAX_PATHS:
            return Judgement("open", [], ["too many paths"], paths)
    verdict = "wrong" if wrong_path else "open" if rules else "right"
    return Judgement(verdict, sorted(rules), wrong_path, paths)

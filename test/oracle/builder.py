"""Makes correct lock programs, and mutates them."""
from __future__ import annotations

import copy
from dataclasses import dataclass
from random import Random
from typing import Callable

from program import (CALLS, Acquire, And, Assign, Call, Cond, Down, Eq, Fails, Flag, Function, If, Interrupt, Irql,
                     Leave, Msg, Not, Release, SetFlag, Stmt, Switch, Up, blocks)
from protocol import Term


@dataclass
class Held:
    """A lock held while a body is made: what it may clash with, and what releases it."""
    ext: str
    msgs: list[Msg]
    slots: set[str]
    release: list[Stmt]
    again: Acquire | None = None         # takes it again in the middle, where that is possible


class Builder:
    """Makes one correct function."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.tied = rng.random() < 0.2
        self.goto: Held | None = None
        self.regions, self.names, self.kind_depth, self.loops = 4, 0, 0, 0

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def local(self, stem: str) -> str:
        self.names += 1
        return f"{stem}{self.names}"

    def call(self) -> Call:
        return Call(self.rng.choice(CALLS))

    def cond(self) -> Cond:
        flags = ("a", "b", "c", "ext->Ready", "ext->OneVector", "ext->PerMessage", "flags & 1", "flags & 2")
        c: Cond = Flag(self.rng.choice(flags))
        if self.chance(0.15):
            c = And(c, Flag(self.rng.choice(flags[:4])))
        return Not(c) if self.chance(0.3) else c

    def messages(self) -> list[Msg]:
        """What a lock may be chosen from. With a tie in the function, parameters are left to the tie."""
        fixed = [Msg(add=k) for k in range(3)]
        return fixed if self.tied else fixed + [Msg("id"), Msg("id", 1), Msg("id", vec=True), Msg("other")]

    def lock(self, held: list[Held], how: str = "") -> Acquire | None:
        """An acquire of a lock and into a slot that nothing in `held` has; None if there is none."""
        def forms(m: Msg) -> set[Term]:
            return {("", 0), (m.name, 0)} if m.vec else {(m.name, m.add)}

        ext = "ext2" if self.chance(0.15) and not how else "ext"
        taken = {f for h in held if h.ext == ext for m in h.msgs for f in forms(m)}
        msgs = [m for m in self.messages() if not forms(m) & taken]
        slots = [s for s in ("old0", "old1", "old2") if not any(s in h.slots for h in held)]
        if not msgs or not slots:
            return None
        how = how or ("helper" if self.chance(0.3) else "plain")
        return Acquire(ext, self.rng.choice(msgs), self.rng.choice(slots), how)

    def pair(self, a: Acquire, held: list[Held]) -> tuple[list[Stmt], Release, Held]:
        """What follows the acquire at once (copies of the saved IRQL), its release, and how it counts as held."""
        copies: list[Stmt] = []
        slots, irql = {a.slot}, Irql("slot", a.slot)
        copy_to = self.rng.choice(("", "", "", "cast", "tmp", "narrow"))
        if copy_to == "cast":
            irql = Irql("cast", a.slot)
        elif copy_to and not any(copy_to in h.slots for h in held):
            copies = [Assign(copy_to, Irql("cast" if copy_to == "narrow" else "slot", a.slot))]
            slots.add(copy_to)
            irql = Irql("slot", copy_to)
        r = Release(a.ext, a.msg, irql, a.how)
        again = Acquire(a.ext, a.msg, a.slot, a.how) if not copies else None
        return copies, r, Held(a.ext, [a.msg], slots, [r], again)

    def exit(self, held: list[Held]) -> list[Stmt]:
        """Releases everything, innermost first, and leaves."""
        out: list[Stmt] = []
        for h in reversed(held):
            if h is self.goto:
                return out + [Leave("goto")]
            out += copy.deepcopy(h.release)
        return out + [Leave("return")]

    def body(self, held: list[Held], depth: int) -> list[Stmt]:
        out: list[Stmt] = []
        for _ in range(self.rng.randint(1, max(1, 3 - depth))):
            what = self.rng.random()
            if what < 0.45 and depth < 3 and self.regions > 0:
                region = self.region(held, depth)
                out += [If(Flag("ext->PerMessage"), region)] if self.kind_depth else region
            elif what < 0.6:
                out.append(If(self.cond(), [*([self.call()] if self.chance(0.5) else []), *self.exit(held)]))
            elif what < 0.7:
                out.append(If(self.cond(), [self.call()], [self.call()] if self.chance(0.4) else []))
            elif what < 0.78 and held and held[-1].again and not self.kind_depth:
                again: list[Stmt] = [*copy.deepcopy(held[-1].release), self.call(), copy.deepcopy(held[-1].again)]
                loop = self.chance(0.4) and not self.loops
                out += [Up(self.rng.randint(1, 3), again)] if loop else again
            else:
                out.append(self.call())
        return out

    def region(self, held: list[Held], depth: int) -> list[Stmt]:
        """A lock taken, a body, the lock released: in one of the shapes that drivers use."""
        self.regions -= 1
        styles = ["plain"] * 4 + ["hand"] * 2 + ["guard", "local", "exit", "status", "ok", "nested", "branch", "switch"]
        if not held and not self.kind_depth:
            styles += ["kind", "kind", "open", "fallback"]
        if not self.loops and depth < 2:
            styles += ["all", "each"]
        style = self.rng.choice(styles)
        a = self.lock(held, {"kind": "kind", "open": "plain", "fallback": "plain"}.get(style, ""))
        if not a:
            return [self.call()]
        if style in ("hand", "switch", "all", "each"):
            return getattr(self, style + "_region")(a, held, depth)
        copies, r, h = self.pair(a, held)

        def inside() -> list[Stmt]:
            return self.body([*held, h], depth + 1)

        if style == "plain":
            return [a, *copies, *inside(), r]
        if style in ("guard", "local"):
            cond, before = self.cond(), []
            if style == "local":
                name = self.local("need")
                cond, before = Flag(name), [SetFlag(name, cond)]
            h.release, h.again = [If(cond, [r])], None
            return [*before, If(cond, [a, *copies]), *inside(), *copy.deepcopy(h.release)]
        if style == "exit":
            return [If(Fails(a), self.exit(held)), *copies, *inside(), r]
        if style == "status":
            a.result = self.local("st")
            test = If(Flag(a.result), self.exit(held))
            return [a, *([self.call()] if self.chance(0.3) else []), test, *copies, *inside(), r]
        if style == "ok":
            a.result = self.local("ok")
            h.release, h.again = [If(Flag(a.result), [r])], None
            return [a, If(Flag(a.result), copies) if copies else self.call(), *inside(), *copy.deepcopy(h.release)]
        if style == "nested":
            return [If(Not(Fails(a)), [*copies, *inside(), r], [self.call()] if self.chance(0.5) else [])]
        if style == "branch":
            return [a, *copies, *inside(), If(self.cond(), [self.call(), copy.deepcopy(r)], [r, self.call()])]
        if style == "fallback":
            a.result = self.local("ok")
            return [a, If(Flag(a.result), copies, [Interrupt(True)]), self.call(),
                    If(Flag(a.result), [r], [Interrupt(False)])]
        first: list[Stmt] = [a]
        h.again = None
        if style == "open":
            first = [If(Flag("ext->PerMessage"), [a], [Interrupt(True)])]
            h.release = [If(Flag("ext->PerMessage"), [r], [Interrupt(False)])]
        self.kind_depth += 1
        out = [*first, *copies, *inside(), *copy.deepcopy(h.release)]
        self.kind_depth -= 1
        return out

    def hand_region(self, a: Acquire, held: list[Held], depth: int) -> list[Stmt]:
        """Hand-over-hand: the outer lock goes first, with the inner one's saved IRQL. Sometimes a third follows."""
        chain = [a]
        around = [*held, Held(a.ext, [a.msg], {a.slot}, [Release(a.ext, a.msg, Irql("slot", a.slot), a.how)])]
        out: list[Stmt] = [a, *([self.call()] if self.chance(0.5) else [])]
        for _ in range(2 if self.chance(0.3) else 1):
            inner = self.lock(around)
            if not inner:
                break
            out += [inner, *([self.call()] if self.chance(0.3) else []),
                    Release(chain[-1].ext, chain[-1].msg, Irql("slot", inner.slot), chain[-1].how)]
            chain.append(inner)
            # The slot of the first lock stays in use to the end; the others are taken anew by the next round.
            last = Release(inner.ext, inner.msg, Irql("slot", a.slot), inner.how)
            around = [*held, Held(inner.ext, [inner.msg], {a.slot, inner.slot}, [last])]
        return [*out, *self.body(around, depth + 1), *copy.deepcopy(around[-1].release)]

    def switch_region(self, a: Acquire, held: list[Held], depth: int) -> list[Stmt]:
        b = self.lock([*held, Held(a.ext, [a.msg], set(), [])]) if self.chance(0.6) else None
        take, give = [], []
        for x in (a, b):
            take.append([x] if x else [self.call()])
            give.append([Release(x.ext, x.msg, Irql("slot", x.slot), x.how)] if x else [])
        done = Switch([*give, []])
        around = [*held] + [Held(x.ext, [x.msg], {x.slot}, [done] if x is a else []) for x in (a, b) if x]
        return [Switch([*take, []]), *self.body(around, depth + 1), copy.deepcopy(done)]

    def all_region(self, a: Acquire, held: list[Held], depth: int) -> list[Stmt]:
        """Takes the locks of messages 0 to n - 1 in a loop and gives them back in reverse order."""
        n = self.rng.randint(2, 3)
        if any(not m.name or m.vec for h in held if h.ext == a.ext for m in h.msgs):
            return [self.call()]
        a.msg, a.slot = Msg("i"), "irql[i]"
        take = If(Fails(a), [Leave("break")]) if self.chance(0.3) else a
        done = Down([Release(a.ext, Msg("i"), Irql("slot", "irql[i]"), a.how)])
        self.loops += 1
        inside = self.body([*held, Held(a.ext, [Msg(add=k) for k in range(n)], set(), [done])], depth + 1)
        self.loops -= 1
        return [Up(n, [take]), *inside, copy.deepcopy(done)]

    def each_region(self, a: Acquire, held: list[Held], depth: int) -> list[Stmt]:
        """Takes and gives back one lock in each round of a loop."""
        if not any(not m.name or m.vec for h in held if h.ext == a.ext for m in h.msgs) and self.chance(0.6):
            a.msg = Msg("i")
        copies, r, h = self.pair(a, held)
        if a.msg.name == "i":
            h.msgs = [Msg(add=k) for k in range(3)]
        self.loops += 1
        inside = self.body([*held, h], depth + 2)
        self.loops -= 1
        return [Up(self.rng.randint(1, 3), [a, *copies, *inside, r])]

    def tie(self) -> list[Stmt]:
        """A condition that makes two MessageIds the same one."""
        same = Eq(Msg("id"), Msg("other")) if self.chance(0.6) else Eq(Msg("id"), Msg(add=self.rng.randint(0, 2)))
        a = Acquire("ext", Msg("id"), "old0", "plain")
        mine, theirs = (Release("ext", m, Irql("slot", "old0")) for m in (same.left, same.right))
        shape = self.rng.randint(0, 2)
        if shape == 0:
            return [a, self.call(), If(same, [theirs], [mine])]
        if shape == 1:
            return [If(same, [a, self.call(), theirs], [self.call()])]
        b = Acquire("ext", same.right, "old1")
        return [If(Not(same), [a, b, self.call(), Release("ext", b.msg, Irql("slot", "old1")), mine])]

    def hand_out(self) -> tuple[list[Stmt], bool]:
        """Returns with a lock held, whose saved IRQL the caller gets."""
        a = Acquire("ext", self.rng.choice(self.messages()), "*saved", "helper" if self.chance(0.3) else "plain")
        shape = self.rng.randint(0, 3)
        if shape == 0:
            return [If(self.cond(), [a])], False
        if shape == 1:
            return [If(Fails(a), [Leave("return")]), self.call()], False
        a.slot = "old0"
        if shape == 2:
            return [a, Assign("*saved", Irql("slot", "old0"))], False
        return [a, self.call(), Leave("return", Irql("slot", "old0"))], True

    def function(self) -> Function:
        fn = Function([])
        if self.chance(0.1):
            fn.body.append(Release("ext", self.rng.choice(self.messages()), Irql("given")))
        if self.tied:
            fn.body += self.tie()
        if self.chance(0.35) and (a := self.lock([])):
            copies, r, self.goto = self.pair(a, [])
            start: list[Stmt] = [If(Fails(a), [Leave("return")])] if self.chance(0.3) else [a]
            early: list[Stmt] = [If(self.cond(), [Leave("goto")])]
            fn.body += [*start, *copies, *early, *self.body([self.goto], 1), *self.body([self.goto], 1)]
            fn.epilogue = [r]
        else:
            fn.body += self.region([], 0) + (self.body([], 0) if self.chance(0.6) else [])
            if self.chance(0.12):
                tail, fn.returns = self.hand_out()
                fn.body += tail
        return copy.deepcopy(fn)


# ---- Mutations: each takes the function and says what it did, or None if it found nothing to do


def mutate(fn: Function, rng: Random) -> str | None:
    all_blocks = [*blocks(fn.body), *blocks(fn.epilogue)]
    sites = [(block, n) for block in all_blocks for n in range(len(block))]

    def some(*types: type, where: Callable[[Stmt], bool] | None = None) -> tuple[list[Stmt], int] | None:
        found = [(b, n) for b, n in sites if isinstance(b[n], types) and (where is None or where(b[n]))]
        return rng.choice(found) if found else None

    op = rng.choice(["drop release", "repeat release", "drop acquire", "repeat acquire", "message", "message",
                     "adapter", "irql", "irql", "slot", "swap", "swap", "forget exit", "untest", "untest", "negate",
                     "return", "overwrite", "up"])
    site: tuple[list[Stmt], int] | None
    if op in ("drop release", "repeat release", "irql"):
        site = some(Release)
    elif op in ("message", "adapter"):
        site = some(Release, Acquire)
    elif op in ("drop acquire", "repeat acquire", "slot"):
        site = some(Acquire, where=lambda s: op == "slot" or not s.result)
    elif op == "forget exit":
        site = some(If, where=lambda s: s.then and isinstance(s.then[-1], Leave))
    elif op in ("untest", "negate"):
        site = some(If)
    elif op == "up":
        site = some(Down)
    else:
        site = some(Acquire, Release, If, Call, Assign, Up, Down, Switch)
    if not site:
        return None
    block, n = site
    s = block[n]
    if op in ("drop release", "drop acquire"):
        block[n] = Call(rng.choice(CALLS))
    elif op in ("repeat release", "repeat acquire"):
        block.insert(n, copy.deepcopy(s))
    elif op == "message":
        s.msg = rng.choice([Msg(), Msg(add=1), Msg(add=2), Msg("id"), Msg("id", 1), Msg("id", vec=True), Msg("other")])
    elif op == "adapter":
        s.ext = "ext2" if s.ext == "ext" else "ext"
    elif op == "irql":
        s.irql = rng.choice([Irql("const"), Irql("calc", s.irql.slot or "old0"), Irql("given"),
                             *(Irql("slot", x) for x in ("old0", "old1", "old2", "tmp"))])
    elif op == "slot":
        s.slot = rng.choice(["old0", "old1", "old2"])
    elif op == "swap":
        if n + 1 >= len(block) or isinstance(block[n + 1], Leave):
            return None
        block[n], block[n + 1] = block[n + 1], block[n]
    elif op == "forget exit":
        s.then[:] = [Call(rng.choice(CALLS))]
    elif op == "untest":
        cond = s.cond.cond if isinstance(s.cond, Not) else s.cond
        if isinstance(cond, Fails):
            block[n:n + 1] = [cond.acquire, *(s.then if isinstance(s.cond, Not) else [])]
        else:
            block[n:n + 1] = s.then
    elif op == "negate":
        s.cond = s.cond.cond if isinstance(s.cond, Not) else Not(s.cond)
    elif op == "return":
        block.insert(n, If(Flag(rng.choice("abc")), [Leave("return")]))
    elif op == "overwrite":
        block.insert(n, Assign(rng.choice(["old0", "old1", "old2"]), Irql("const")))
    else:
        block[n] = Up(rng.randint(2, 3), s.body)
    return op

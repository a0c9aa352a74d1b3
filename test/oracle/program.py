"""Lock programs: the syntax of the random functions, and their C text.

Expressions and simple conditions are immutable; a statement stands in one place only, so that it can be mutated there.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Iterator, Union


@dataclass(frozen=True)
class Msg:
    """A MessageId: the constant `add` (no name), parameter or loop variable plus `add`, or OneVector ? 0 : name."""
    name: str = ""
    add: int = 0
    vec: bool = False

    def __str__(self) -> str:
        if self.vec:
            return f"ext->OneVector ? 0 : {self.name}"
        return f"{self.name} + {self.add}" if self.name and self.add else self.name or str(self.add)


@dataclass(frozen=True)
class Irql:
    """A value given back: slot, cast of a slot, calc (slot + 1), const 0, or the parameter given."""
    kind: str
    slot: str = ""

    def __str__(self) -> str:
        return {"slot": self.slot, "cast": f"(UCHAR){self.slot}", "calc": f"{self.slot} + 1", "const": "0",
                "given": "given"}[self.kind]


@dataclass
class Acquire:
    ext: str
    msg: Msg
    slot: str
    how: str = "plain"   # plain, helper, kind (a helper that chooses MSI lock or InterruptLock by PerMessage)
    result: str = ""     # local that gets the status (st0) or its being success (ok0)


@dataclass
class Release:
    ext: str
    msg: Msg
    irql: Irql
    how: str = "plain"


@dataclass
class Interrupt:
    acquire: bool


@dataclass(frozen=True)
class Flag:
    text: str            # parameter, field, bit test or local; the same text is the same value on a path


@dataclass(frozen=True)
class Eq:
    left: Msg
    right: Msg


@dataclass
class Fails:
    acquire: Acquire


@dataclass
class Not:
    cond: "Cond"


@dataclass
class And:
    left: "Cond"
    right: "Cond"


@dataclass
class If:
    cond: "Cond"
    then: list["Stmt"]
    other: list["Stmt"] = field(default_factory=list)


@dataclass
class Switch:
    cases: list[list["Stmt"]]    # mode 0, mode 1, default


@dataclass
class Up:
    count: int
    body: list["Stmt"]


@dataclass
class Down:
    body: list["Stmt"]


@dataclass
class Assign:
    slot: str
    irql: Irql


@dataclass
class SetFlag:
    name: str
    cond: "Cond"


@dataclass
class Call:
    text: str


@dataclass
class Leave:
    how: str                     # return, goto, break
    irql: Irql | None = None


Cond = Union[Flag, Eq, Fails, Not, And]
Stmt = Union[Acquire, Release, Interrupt, If, Switch, Up, Down, Assign, SetFlag, Call, Leave]


@dataclass
class Function:
    body: list[Stmt]
    epilogue: list[Stmt] = field(default_factory=list)   # what stands after the label `out`
    returns: bool = False                                # ULONG: may return a saved IRQL
    mutations: list[str] = field(default_factory=list)


def blocks(where: list[Stmt]) -> Iterator[list[Stmt]]:
    """All statement lists at and below `where`."""
    yield where
    for s in where:
        inner = ([s.then, s.other] if isinstance(s, If) else s.cases if isinstance(s, Switch)
                 else [s.body] if isinstance(s, (Up, Down)) else [])
        for block in inner:
            yield from blocks(block)


# ---- C text

PRELUDE = """\
/* Made by test/oracle/oracle.py. Do not edit. */
typedef void VOID, *PVOID;
typedef unsigned char UCHAR, BOOLEAN;
typedef unsigned long ULONG, *PULONG;
typedef enum _STOR_SPINLOCK { DpcLock = 1, StartIoLock, InterruptLock } STOR_SPINLOCK;
typedef struct _STOR_LOCK_HANDLE { STOR_SPINLOCK Lock; PVOID Context[4]; } STOR_LOCK_HANDLE, *PSTOR_LOCK_HANDLE;
typedef struct _ADAPTER { BOOLEAN PerMessage, OneVector, Ready; VOID (*Hook)(struct _ADAPTER *Ext); } ADAPTER;

ULONG StorPortAcquireMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId, PULONG OldIrql);
ULONG StorPortReleaseMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId, ULONG OldIrql);
VOID StorPortAcquireSpinLock(PVOID HwDeviceExtension, STOR_SPINLOCK SpinLock, PVOID LockContext,
                             PSTOR_LOCK_HANDLE LockHandle);
VOID StorPortReleaseSpinLock(PVOID HwDeviceExtension, PSTOR_LOCK_HANDLE LockHandle);
VOID StorPortStallExecution(ULONG Delay);
extern VOID Work(ADAPTER *Ext);
"""
CALLS = ("Work(ext);", "ext->Hook(ext);", "StorPortStallExecution(10);")
HELPERS = {
    "Lock": """\
static ULONG NAME(ADAPTER *ext, ULONG message, ULONG *old)
{
    return StorPortAcquireMSISpinLock(ext, message, old);
}
""",
    "Unlock": """\
static void NAME(ADAPTER *ext, ULONG message, ULONG old)
{
    StorPortReleaseMSISpinLock(ext, message, old);
}
""",
    "LockKind": """\
static void NAME(ADAPTER *ext, ULONG message, ULONG *old, STOR_LOCK_HANDLE *handle)
{
    if (ext->PerMessage)
        StorPortAcquireMSISpinLock(ext, message, old);
    else
        StorPortAcquireSpinLock(ext, InterruptLock, 0, handle);
}
""",
    "UnlockKind": """\
static void NAME(ADAPTER *ext, ULONG message, ULONG old, STOR_LOCK_HANDLE *handle)
{
    if (ext->PerMessage)
        StorPortReleaseMSISpinLock(ext, message, old);
    else
        StorPortReleaseSpinLock(ext, handle);
}
"""}
PARAMETERS = {"ext": "ADAPTER *ext", "ext2": "ADAPTER *ext2", "id": "ULONG id", "other": "ULONG other",
              "mode": "ULONG mode", "flags": "ULONG flags", "a": "int a", "b": "int b", "c": "int c",
              "given": "ULONG given", "saved": "ULONG *saved"}
LOCALS = {"old0": "ULONG old0 = 0;", "old1": "ULONG old1 = 0;", "old2": "ULONG old2 = 0;", "tmp": "ULONG tmp = 0;",
          "narrow": "UCHAR narrow = 0;", "irql": "ULONG irql[3] = {0};", "i": "ULONG i = 0;",
          "handle": "STOR_LOCK_HANDLE handle = {0};"}


class Printer:
    def __init__(self, name: str) -> None:
        self.name, self.lines, self.depth, self.returns = name, [], 1, False

    def put(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def lock(self, s: Acquire | Release) -> str:
        """The call, without its semicolon."""
        acquire = isinstance(s, Acquire)
        last = (s.slot[1:] if s.slot.startswith("*") else "&" + s.slot) if acquire else str(s.irql)
        name = {"plain": f"StorPort{'Acquire' if acquire else 'Release'}MSISpinLock",
                "helper": f"{self.name}_{'Lock' if acquire else 'Unlock'}",
                "kind": f"{self.name}_{'Lock' if acquire else 'Unlock'}Kind"}[s.how]
        return f"{name}({s.ext}, {s.msg}, {last}{', &handle' if s.how == 'kind' else ''})"

    def cond(self, c: Cond, wanted: bool = True) -> str:
        if isinstance(c, Not):
            return self.cond(c.cond, not wanted)
        if isinstance(c, Eq):
            return f"{c.left} {'==' if wanted else '!='} {c.right}"
        if isinstance(c, Fails):
            return f"{self.lock(c.acquire)} {'!=' if wanted else '=='} 0"
        if isinstance(c, And):
            text = f"({self.cond(c.left)}) && ({self.cond(c.right)})"
        else:
            text = c.text + (" != 0" if c.text.startswith("st") else "")
        return text if wanted else f"!({text})" if " " in text else f"!{text}"

    def block(self, head: str, stmts: list[Stmt]) -> None:
        self.put(head + " {")
        self.depth += 1
        for s in stmts:
            self.stmt(s)
        self.depth -= 1
        self.put("}")

    def stmt(self, s: Stmt) -> None:
        if isinstance(s, Acquire):
            test = " == 0" if s.result.startswith("ok") else ""
            self.put((f"{s.result} = " if s.result else "") + self.lock(s) + test + ";")
        elif isinstance(s, Release):
            self.put(self.lock(s) + ";")
        elif isinstance(s, Interrupt):
            self.put("StorPortAcquireSpinLock(ext, InterruptLock, 0, &handle);" if s.acquire
                     else "StorPortReleaseSpinLock(ext, &handle);")
        elif isinstance(s, If):
            self.block(f"if ({self.cond(s.cond)})", s.then)
            if s.other:
                self.block("else", s.other)
        elif isinstance(s, Switch):
            self.put("switch (mode) {")
            for label, body in zip(("case 0:", "case 1:", "default:"), s.cases):
                self.put(label)
                self.depth += 1
                for inner in body:
                    self.stmt(inner)
                self.put("break;")
                self.depth -= 1
            self.put("}")
        elif isinstance(s, Up):
            self.block(f"for (i = 0; i < {s.count}; i++)", s.body)
        elif isinstance(s, Down):
            self.block("while (i > 0)", [Call("i--;"), *s.body])
        elif isinstance(s, Assign):
            self.put(f"{s.slot} = {s.irql};")
        elif isinstance(s, SetFlag):
            self.put(f"{s.name} = {self.cond(s.cond)};")
        elif isinstance(s, Call):
            self.put(s.text)
        else:
            result = f" {s.irql or 0}" if self.returns else ""
            self.put({"goto": "goto out;", "break": "break;", "return": f"return{result};"}[s.how])

    def function(self, fn: Function) -> list[str]:
        """The function, after the helpers that it alone uses: a report inside a helper belongs to this function."""
        self.returns = fn.returns
        for s in fn.body:
            self.stmt(s)
        if fn.epilogue:
            self.lines.append("out:")
            for s in fn.epilogue:
                self.stmt(s)
        if fn.returns and not (fn.body and isinstance(fn.body[-1], Leave)):
            self.put("return 0;")
        words = set(re.findall(r"\w+", "\n".join(self.lines)))
        lines: list[str] = []
        for helper, text in HELPERS.items():
            if f"{self.name}_{helper}" in words:
                lines += text.replace("NAME", f"{self.name}_{helper}").splitlines() + [""]
        params = [text for name, text in PARAMETERS.items() if name in words or name == "ext"]
        lines += [f"{'ULONG' if fn.returns else 'void'} {self.name}({', '.join(params)})", "{"]
        lines += ["    " + text for name, text in LOCALS.items() if name in words]
        lines += [f"    {'ULONG' if w.startswith('st') else 'int'} {w} = 0;"
                  for w in sorted(words) if re.fullmatch(r"(st|ok|need)\d+", w)]
        return lines + self.lines + ["}", ""]

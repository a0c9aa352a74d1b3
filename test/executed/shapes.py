"""Makes groups of C functions in the shapes of miniports: one entry, its helpers, and what a harness needs to run it.

A group starts as locks that are taken and given back in a right order, around statements that write memory in all the ways
that C has. Some of these hit what a lock depends on, and some groups lose or change a lock call: whether a group is right
is not known here, and seen when it runs.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

C_KINDS = ("flow", "pointers", "unions", "casts", "bits", "narrow", "arrays", "structs", "copies", "record", "helpers",
           "files", "callbacks", "loops", "noise", "spin", "kernel", "status", "outside")
# Messages that may be the same: two of them, or one before and after it was changed. Only when they are asked for.
BY_HAND = ("messages", "identity")

TYPES = """typedef struct _{g}Queue {{
  ULONG MessageId;
  ULONG Depth;
  LIST_ENTRY Link;
  ULONG Irql;
  KIRQL Saved;
  UCHAR State;
}} {g}Queue;

typedef union _{g}Reg {{
  ULONG Value;
  struct {{
    ULONG Enable : 1;
    ULONG Mode : 2;
    ULONG Rest : 29;
  }} b;
  USHORT Words[2];
  UCHAR Bytes[4];
}} {g}Reg;

typedef struct _{g}Hold {{
  KIRQL Irql;
  BOOLEAN Held;
  ULONG Message;
  ULONG Full;
}} {g}Hold;

typedef struct _{g}Box {{
  ULONG *Target;
  ULONG Value;
  {g}Queue *Queue;
}} {g}Box;

struct _{g}Ext;
typedef VOID (*{g}Routine)(struct _{g}Ext *, ULONG);

typedef struct _{g}Ext {{
{fields}
}} {g}Ext;
"""

FIELDS = ["ULONG Mode;", "ULONG Id;", "ULONG Count;", "ULONG Spare;", "BOOLEAN Ready;", "BOOLEAN PerMessage;",
          "UCHAR Flags;", "CHAR Level;", "USHORT Wide;", "SHORT Short;", "LONG Delta;", "ULONGLONG Big;", "{g}Reg Reg;",
          "LARGE_INTEGER Time;", "ULONG On : 1;\n  ULONG Kind : 2;\n  ULONG Left : 29;", "ULONG Irqls[4];",
          "{g}Queue Queues[3];", "{g}Hold Hold;", "ULONG *Pointer;", "{g}Queue *Current;", "{g}Routine Notify;",
          "STOR_LOCK_HANDLE Handle;", "volatile ULONG *Register;", "{g}Box Box;",
          "KSPIN_LOCK Spins[2];", "KLOCK_QUEUE_HANDLE Queued;"]


@dataclass(eq=False)
class Cell:
    """A place in memory that has a name."""
    text: str                    # an lvalue
    type: str
    field: str = ""              # of the extension, for the harness: where an input goes
    address: bool = True
    slot: bool = False           # holds a saved IRQL: written and copied, never asked

    @property
    def size(self) -> int:
        return {"UCHAR": 1, "CHAR": 1, "BOOLEAN": 1, "KIRQL": 1, "USHORT": 2, "SHORT": 2, "ULONGLONG": 8}.get(self.type, 4)


def ext_cells(x: str = "Ext->") -> list[Cell]:
    cells = [Cell(x + n, t, n) for n, t in (
        ("Mode", "ULONG"), ("Id", "ULONG"), ("Spare", "ULONG"), ("Ready", "BOOLEAN"), ("PerMessage", "BOOLEAN"),
        ("Flags", "UCHAR"), ("Level", "CHAR"), ("Wide", "USHORT"), ("Short", "SHORT"), ("Delta", "LONG"),
        ("Big", "ULONGLONG"), ("Reg.Value", "ULONG"), ("Queues[0].MessageId", "ULONG"), ("Queues[1].MessageId", "ULONG"),
        ("Queues[0].State", "UCHAR"), ("Queues[1].State", "UCHAR"), ("Hold.Message", "ULONG"))]
    cells += [Cell(x + "On", "bit1", "On", False), Cell(x + "Kind", "bit2", "Kind", False)]
    return cells


# What each kind adds to the cells that a group uses: ordinary ones are always there.
CELL_KINDS = {"Level": "narrow", "Wide": "narrow", "Short": "narrow", "Delta": "narrow", "Big": "narrow",
              "Reg.Value": "unions", "Queues[0].MessageId": "arrays", "Queues[1].MessageId": "arrays",
              "Queues[0].State": "arrays", "Queues[1].State": "arrays", "Hold.Message": "structs", "On": "bits",
              "Kind": "bits"}


@dataclass
class Function:
    name: str
    head: str
    file: int                    # 0: the entry's; 1: the other one
    cells: list[Cell]
    locals: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    label: bool = False
    leave: str = "return;"
    ext: str = "Ext"
    floor: int = 1               # constant messages of nested locks rise


@dataclass
class Group:
    """The text of a group, and what is known of it without running it."""
    name: str
    kinds: list[str]
    types: str = ""
    files: tuple[str, str] = ("", "")
    harness: str = ""
    plain: bool = False
    mutations: list[str] = field(default_factory=list)
    escapes: bool = False        # a saved IRQL may be where the caller finds it: a lock held at the end can be right
    cxx: bool = False
    only_wrong: bool = False     # a finding on it says nothing
    include: str = ""            # beside storport.h


def indent(lines: list[str]) -> list[str]:
    return ["  " + line for line in lines]


class Maker:
    """Makes one group."""

    def __init__(self, rng: Random, number: int, kinds: list[str], mutate: float = 0.3) -> None:
        self.rng, self.kinds, self.g = rng, set(kinds), f"G{number}"
        self.helpers: list[Function] = []
        self.raw: tuple[list[str], list[str]] = ([], [])     # helpers as text
        self.protos: list[str] = []
        self.count = 0
        self.used: dict[str, Cell] = {}          # extension fields that are inputs, by name
        self.relevant: list[Cell] = []
        self.plain = rng.random() < 0.3
        self.mutations: list[str] = []
        self.budget = 1 if rng.random() < mutate else 0
        self.outside = False
        self.spun = False
        self.pointed = False                     # a lock is held that a pointer names
        self.known = False                       # and its acquire saved nothing, so that callers may release it
        self.messages: list[Cell] = []           # what names a lock that is held
        self.symbolic = 0                        # locks that are held, and whose message is no constant
        self.status = False
        self.setup: list[str] = []               # of the harness

    # -- small things

    def has(self, kind: str) -> bool:
        return kind in self.kinds

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def name(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    def mutation(self, what: str, p: float = 0.25) -> bool:
        """True if this place is the one that goes wrong."""
        if self.budget and self.chance(p):
            self.budget -= 1
            self.mutations.append(what)
            return True
        return False

    def local(self, f: Function, type_: str, stem: str, init: str = "") -> str:
        name = self.name(stem)
        f.locals.append(f"{type_} {name}{' = ' + init if init else ''};")
        return name

    def use(self, cell: Cell) -> str:
        """Reads a cell."""
        if cell.field:
            self.used[cell.field] = cell
        if cell not in self.relevant:
            self.relevant.append(cell)
        return cell.text

    def constant(self, small: bool = False) -> str:
        return self.rng.choice(["0", "1", "2", "3"] if small or self.chance(0.7) else
                               ["4", "7", "0x80", "0xff", "0x100", "0xffff", "0x10000", "0x80000000", "0xffffffff"])

    def pick(self, f: Function, want: str = "", relevant: float = 0.0, slots: bool = False) -> Cell | None:
        cells = [c for c in f.cells if (not want or c.type in want.split()) and (slots or not c.slot)]
        hot = [c for c in cells if c in self.relevant]
        if hot and self.chance(relevant):
            return self.rng.choice(hot)
        return self.rng.choice(cells) if cells else None

    # -- conditions

    def condition(self, f: Function, deep: int = 1) -> str:
        if deep and self.chance(0.2):
            return f"({self.condition(f, 0)}) {self.rng.choice(['&&', '||'])} ({self.condition(f, 0)})"
        cell = self.pick(f, relevant=0.4)
        return self.question(self.use(cell), cell)

    def question(self, text: str, cell: Cell) -> str:
        r = self.rng
        if cell.type == "bit1":
            return r.choice([text, f"!{text}", f"{text} == 1"])
        if cell.type == "BOOLEAN":
            return r.choice([text, text, f"!{text}", f"{text} == TRUE", f"{text} != FALSE"])
        ways = [text, f"!{text}", f"{text} == {self.constant(True)}", f"{text} & {r.choice(['1', '2', '4'])}",
                f"{text} > 1"]
        if cell.type in ("LONG", "CHAR", "SHORT"):
            ways += [f"{text} < 0", f"{text} >= 0"]
        if self.has("narrow") and cell.type != "bit2":
            ways += [f"(UCHAR){text} == {self.constant(True)}", f"(LONG){text} < 0", f"(USHORT){text}",
                     f"(BOOLEAN)({text} & 0x101)", f"{text} == (ULONG)-1", f"(CHAR){text} < 0"]
        if cell.text.endswith("Reg.Value"):
            base = cell.text[:-len(".Value")]
            ways += [f"{base}.b.Enable", f"{base}.b.Mode == 1", f"{base}.Bytes[0]", f"{base}.Words[0] == 1",
                     f"{base}.b.Rest"] * 2
        if self.has("casts") and cell.address and cell.size == 4:
            ways += [f"*(PUCHAR)&{text}", f"((PUSHORT)&{text})[0] == 1", f"*(PUCHAR)&{text} & 1"]
        return r.choice(ways)

    def again(self, f: Function, condition: str) -> str:
        """The same condition, asked once more."""
        if self.mutation("another condition", 0.2):
            return self.condition(f)
        return self.rng.choice([condition] * 4 + [f"!(!({condition}))", f"({condition}) != 0"])

    # -- writing

    def value(self, f: Function, cell: Cell) -> str:
        if cell.type == "bit1":
            return self.rng.choice(["0", "1"])
        if cell.type in ("bit2", "BOOLEAN"):
            return self.constant(True)
        other = self.pick(f, "ULONG")
        if other and self.chance(0.3):
            return self.use(other) if self.chance(0.5) else cell.text
        return self.constant()

    def write(self, f: Function) -> list[str]:
        """One write, in one of the ways that there are."""
        cell = self.pick(f, relevant=0.45, slots=True)
        if cell in self.messages and not self.has("identity"):
            cell = f.cells[0] if f.cells[0] not in self.messages else f.cells[2]
        value = self.value(f, cell)
        ways = [lambda: [f"{cell.text} = {self.cast(cell, value)};"],
                lambda: [f"{cell.text} {self.rng.choice(['+=', '^=', '|=', '&='])} {self.cast(cell, value)};"],
                lambda: [f"{cell.text}++;"]]
        if cell.type == "bit1" or cell.type == "bit2":
            ways = ways[:1]
        more = []
        for kind in sorted(self.kinds):
            maker = getattr(self, "write_" + kind, None)
            if maker:
                more += [lambda m=maker: m(f, cell, value)] * 3
        for _ in range(8):
            lines = self.rng.choice(ways + more)()
            if lines:
                return lines
        return ways[0]()

    @staticmethod
    def cast(cell: Cell, value: str) -> str:
        return value if cell.type in ("ULONG", "bit1", "bit2", "ULONGLONG", "LONG") else f"({cell.type})({value})"

    def other(self, f: Function, cell: Cell) -> Cell | None:
        same = [c for c in f.cells if c.type == cell.type and c is not cell and c.address]
        return self.rng.choice(same) if same else None

    def write_pointers(self, f: Function, cell: Cell, value: str) -> list[str]:
        if not cell.address:
            return []
        t, v = cell.type, self.cast(cell, value)
        p = self.local(f, f"{t} *", "P")
        other = self.other(f, cell)
        ways = [[f"{p} = &{cell.text};", f"*{p} = {v};"], [f"{p} = &{cell.text};", f"(*{p})++;"],
                [f"{p} = &{cell.text};", *self.one(f), f"*{p} = {v};"]]
        if other:
            a, b = (cell, other) if self.chance(0.5) else (other, cell)
            ways += [[f"{p} = {self.condition(f)} ? &{a.text} : &{b.text};", f"*{p} = {v};"],
                     [f"{p} = &{other.text};", f"if ({self.condition(f)})", f"  {p} = &{cell.text};", f"*{p} = {v};"],
                     [f"*(({self.condition(f)}) ? &{a.text} : &{b.text}) = {v};"]]
        if t == "ULONG":
            pp = self.local(f, "ULONG **", "PP")
            ways += [[f"{p} = &{cell.text};", f"{pp} = &{p};", f"**{pp} = {v};"],
                     [f"{f.ext}->Pointer = &{cell.text};", f"*{f.ext}->Pointer = {v};"],
                     [f"{f.ext}->Box.Target = &{cell.text};", f"{f.ext}->Box.Target[0] = {v};"]]
        return self.rng.choice(ways)

    def one(self, f: Function) -> list[str]:
        return self.noise(f) if self.chance(0.5) else []

    def write_unions(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, x = self.rng, f.ext
        ways = [[f"{x}->Reg.b.Enable = {r.choice('01')};"], [f"{x}->Reg.b.Mode = {r.choice('0123')};"],
                [f"{x}->Reg.b.Rest = 0;"], [f"{x}->Reg.Bytes[{r.choice('0123')}] = {r.choice('012')};"],
                [f"{x}->Reg.Words[{r.choice('01')}] = {r.choice('012')};"], [f"{x}->Reg.Value = {value};"]]
        reg = next((c for c in f.cells if c.text.endswith("LReg.Value")), None)
        if not reg:
            f.locals.append(f"{self.g}Reg LReg = {{0}};")
            reg = Cell("LReg.Value", "ULONG")
            f.cells.append(reg)
        ways += [[f"LReg.b.Enable = {r.choice('01')};"], [f"LReg.Bytes[0] = {r.choice('01')};"],
                 [f"LReg.Value = {self.use(self.pick(f, 'ULONG'))};"], [f"LReg = {x}->Reg;"], [f"{x}->Reg = LReg;"]]
        return r.choice(ways)

    def write_casts(self, f: Function, cell: Cell, value: str) -> list[str]:
        if not cell.address or cell.size < 2:
            return []
        r, t = self.rng, cell.text
        ways = [[f"((PUCHAR)&{t})[{r.randrange(cell.size)}] = {r.choice('012')};"], [f"*(PUCHAR)&{t} = 0;"],
                [f"*((PUCHAR)&{t} + {r.randrange(cell.size)}) ^= 1;"]]
        if cell.size >= 4:
            ways += [[f"*(PUSHORT)&{t} = {r.choice('012')};"], [f"*(LONG *)&{t} = {r.choice(['0', '-1', '2'])};"],
                     [f"*(PULONG)(PVOID)&{t} = {value};"]]
        if cell.field and "[" not in cell.field and "." not in cell.field and cell.type == "ULONG":
            offset = f"FIELD_OFFSET({self.g}Ext, {cell.field})"
            ways += [[f"*(PULONG)((PUCHAR){f.ext} + {offset}) = {value};"],
                     [f"*(PULONG)((ULONG_PTR){f.ext} + {offset}) = {value};"]]
        return r.choice(ways)

    def write_narrow(self, f: Function, cell: Cell, value: str) -> list[str]:
        source = self.pick(f, "ULONG ULONGLONG LONG USHORT SHORT")
        if not source:
            return []
        narrow = self.rng.choice(["UCHAR", "USHORT", "CHAR", "SHORT", "LONG", "ULONGLONG", "BOOLEAN"])
        t = self.local(f, narrow, "N", "0")
        f.cells.append(Cell(t, narrow))
        return [f"{t} = ({narrow}){self.use(source)};",
                *([f"{cell.text} = {self.cast(cell, t)};"] if self.chance(0.5) else [])]

    def write_bits(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, x = self.rng, f.ext
        return r.choice([[f"{x}->On = {r.choice('01')};"], [f"{x}->Kind = {r.choice('0123')};"], [f"{x}->Left = 5;"],
                         [f"{x}->On ^= 1;"], [f"{x}->Kind++;"], [f"{x}->Kind |= {r.choice('12')};"],
                         [f"{x}->On = {self.condition(f, 0)};"], [f"{x}->Left++;"]])

    def write_arrays(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, x = self.rng, f.ext
        i = self.local(f, "ULONG", "I", "0")
        p = self.local(f, f"{self.g}Queue *", "Q")
        return r.choice([
            [f"for ({i} = 0; {i} < {r.choice('123')}; {i}++)", f"  {x}->Queues[{i}].MessageId = {r.choice([i, value])};"],
            [f"for ({i} = 0; {i} < 3; {i}++)", f"  {x}->Queues[{i}].State = {r.choice('01')};"],
            [f"{p} = &{x}->Queues[{r.choice('01')}];", f"{p}++;", f"{p}->MessageId = {value};"],
            [f"{p} = {x}->Queues;", f"{p}[{r.choice('012')}].State = 1;"],
            [f"{x}->Queues[{self.use(self.pick(f, 'ULONG'))} % 3].MessageId = {value};"],
            [f"{x}->Current = &{x}->Queues[{r.choice('01')}];", f"{x}->Current->MessageId = {value};"],
            [f"{x}->Current->{r.choice(['State', 'Depth'])} = 0;"],
            [f"{x}->Irqls[{r.choice('0123')}] = 0;"]])

    def write_structs(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, x = self.rng, f.ext
        b = self.local(f, f"{self.g}Box", "B", "{0}")
        ways = [[f"{x}->Hold.Held = {r.choice(['TRUE', 'FALSE'])};"], [f"{x}->Hold.Full = 0;"],
                [f"*(ULONG *)&{x}->Queues[{r.choice('01')}] = {value};"],   # the first member
                [f"{b}.Queue = &{x}->Queues[0];", f"{b}.Queue->MessageId = {value};"]]
        if cell.type == "ULONG":
            ways += [[f"{b}.Target = &{cell.text};", f"{b}.Value = {value};", f"*{b}.Target = {b}.Value;"]] * 2
        return r.choice(ways)

    def write_copies(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, x, g = self.rng, f.ext, self.g
        q = self.local(f, f"{g}Queue", "L", "{0}")
        ways = [[f"{x}->Queues[0] = {x}->Queues[1];"], [f"{q} = {x}->Queues[0];", f"{q}.MessageId++;"],
                [f"{q} = {x}->Queues[0];", f"{q}.State = 1;", f"{x}->Queues[0] = {q};"],
                [f"RtlZeroMemory(&{x}->Hold, {r.choice(['sizeof(' + x + '->Hold)', '1', '2', '4', '8'])});"],
                [f"RtlCopyMemory(&{x}->Queues[1], &{x}->Queues[0], {r.choice(['4', '8', f'sizeof({g}Queue)'])});"],
                [f"RtlZeroMemory(&{x}->Queues[{r.choice('012')}], sizeof({g}Queue));"]]
        if cell.address:
            n = r.choice([str(r.randint(1, cell.size)), f"sizeof({cell.text})"])
            ways += [[f"RtlZeroMemory(&{cell.text}, {n});"], [f"RtlFillMemory(&{cell.text}, {n}, {r.choice('01')});"]] * 2
            other = self.other(f, cell)
            if other:
                ways += [[f"RtlCopyMemory(&{cell.text}, &{other.text}, {n});"],
                         [f"RtlMoveMemory(&{cell.text}, &{other.text}, {n});"]] * 2
        return r.choice(ways)

    def write_record(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, x, g = self.rng, f.ext, self.g
        e = self.local(f, "LIST_ENTRY *", "E")
        q = self.local(f, f"{g}Queue *", "Q")
        i = r.choice("01")
        ways = [[f"{e} = &{x}->Queues[{i}].Link;", f"{q} = CONTAINING_RECORD({e}, {g}Queue, Link);",
                 r.choice([f"{q}->MessageId = {value};", f"{q}->State = {r.choice('01')};", f"{q}->Irql = 0;",
                           f"{q}->Depth++;"])],
                [f"{e} = &{x}->Queues[{i}].Link;", f"CONTAINING_RECORD({e}, {g}Queue, Link)->State ^= 1;"]]
        if cell.text.startswith(x + "->") and cell.field and cell.type == "ULONG":
            p = self.local(f, "ULONG *", "P")
            ways += [[f"{p} = &{x}->Count;", f"CONTAINING_RECORD({p}, {g}Ext, Count)->{cell.field} = {value};"]]
        return r.choice(ways)

    def helper_text(self, f: Function, head: str, body: list[str], other_file: bool) -> None:
        """A helper that F calls, in its file or in the other one."""
        self.raw[f.file ^ other_file].append(
            "\n".join([("" if other_file else "static ") + head + " {", *indent(body), "}"]))
        if other_file:
            self.protos.append(head + ";")

    def writing_helper(self, f: Function, cell: Cell, value: str, other_file: bool) -> list[str]:
        r, g, t = self.rng, self.g, cell.type
        if not cell.address:
            return []
        name = g + self.name("Set")
        v = self.cast(cell, "Value")
        bodies = [[f"*Place = {v};"], [f"if (Value & 1)", f"  *Place = {v};"], [f"*Place += {v};"], ["(*Place)++;"],
                  [f"{t} Old = *Place;", f"*Place = {v};", "*Place = Old;"]]
        choice = r.randrange(4)
        if choice == 0:
            self.helper_text(f, f"VOID {name}(PVOID Place, ULONG Size)",
                             [r.choice(["RtlZeroMemory(Place, Size);",
                                        "ULONG I;\nfor (I = 0; I < Size; I++)\n  ((PUCHAR)Place)[I] = 0;".replace("\n", "\n  ")])],
                             other_file)
            return [f"{name}(&{cell.text}, {r.choice([str(r.randint(1, cell.size)), f'sizeof({cell.text})'])});"]
        if choice == 1 and t == "ULONG":
            self.helper_text(f, f"VOID {name}({g}Box *Box)", [r.choice(["*Box->Target = Box->Value;", "(*Box->Target)++;"])],
                             other_file)
            b = self.local(f, f"{g}Box", "B", "{0}")
            return [f"{b}.Target = &{cell.text};", f"{b}.Value = {value};", f"{name}(&{b});"]
        if choice == 2 and cell.text.startswith(f.ext + "->") and cell.field:
            self.helper_text(f, f"VOID {name}({g}Ext *Adapter, ULONG Value)",
                             [r.choice([f"Adapter->{cell.field} = {v};", f"if (Value)\n    Adapter->{cell.field} = {v};",
                                        f"{t} *P = &Adapter->{cell.field};\n  *P = {v};"])], other_file)
            return [f"{name}({f.ext}, {value});"]
        self.helper_text(f, f"VOID {name}({t} *Place, ULONG Value)", r.choice(bodies), other_file)
        return [f"{name}(&{cell.text}, {value});"]

    def write_helpers(self, f: Function, cell: Cell, value: str) -> list[str]:
        return self.writing_helper(f, cell, value, False)

    def write_files(self, f: Function, cell: Cell, value: str) -> list[str]:
        return self.writing_helper(f, cell, value, True)

    def write_callbacks(self, f: Function, cell: Cell, value: str) -> list[str]:
        r, g, x = self.rng, self.g, f.ext
        if not (cell.text.startswith(x + "->") and cell.field):
            return []
        other_file = self.has("files") and self.chance(0.4)
        names = [g + self.name("Note"), g + self.name("Note")]
        bodies = [f"Adapter->{cell.field} = {self.cast(cell, 'Value')};", "Adapter->Count += Value;"]
        if self.chance(0.3):
            bodies.reverse()
        for name, body in zip(names, bodies):
            self.helper_text(f, f"VOID {name}({g}Ext *Adapter, ULONG Value)", [body], other_file)
        a, b = names
        p = self.local(f, f"{g}Routine", "Fn")
        table = self.name("Table")
        choice = r.randrange(5)
        if choice == 0:
            return [f"{p} = {a};", f"{p}({x}, {value});"]
        if choice == 1:
            return [f"{p} = {self.condition(f)} ? {a} : {b};", f"{p}({x}, {value});"]
        if choice == 2:
            return [f"{x}->Notify = {a};", f"{x}->Notify({x}, {value});"]
        if choice == 3:
            f.locals.insert(0, f"static const {g}Routine {table}[2] = {{{a}, {b}}};")
            index = r.choice(["0", "1", f"{self.use(self.pick(f, 'ULONG'))} & 1"])
            return [f"{table}[{index}]({x}, {value});"]
        return [f"{p} = ({g}Routine)(PVOID){a};", f"{p}({x}, {value});"]

    def write_outside(self, f: Function, cell: Cell, value: str) -> list[str]:
        """A function of elsewhere that is given the address of a local."""
        locals_ = [c for c in f.cells if not c.field and c.type == "ULONG" and c.address and "->" not in c.text]
        if not locals_:
            t = self.local(f, "ULONG", "V", self.constant())
            locals_ = [Cell(t, "ULONG")]
            f.cells.append(locals_[0])
        self.outside = True
        return [f"{self.g}Elsewhere(&{self.rng.choice(locals_).text});"]

    # -- statements without a lock

    def noise(self, f: Function) -> list[str]:
        r, x = self.rng, f.ext
        ways = [[f"{x}->Count++;"], [f"{x}->Count += {self.constant()};"]]
        if self.has("noise"):
            ways += [[f"StorPortWriteRegisterUlong({x}, {x}->Register, {self.constant()});"],
                     ["StorPortStallExecution(1);"],
                     [f"if (StorPortReadRegisterUlong({x}, {x}->Register) & 1)", f"  {x}->Count++;"],
                     [f"if ({self.condition(f)})", f"  {x}->Count++;", "else", f"  {x}->Count--;"],
                     [f"StorPortDebugPrint(1, \"count %u\\n\", {x}->Count);"]] * 2
        return r.choice(ways)

    def body(self, f: Function, depth: int, size: int | None = None) -> list[str]:
        """Statements, with locks that are taken and given back among them."""
        lines: list[str] = []
        for _ in range(self.rng.choice((1, 1, 2, 2, 3)) if size is None else size):
            c = self.rng.random()
            if depth and c < 0.25:
                lines += self.region(f, depth - 1)
            elif c < 0.55:
                lines += self.write(f)
            elif c < 0.70:
                inner = self.write(f) if self.chance(0.5) else self.noise(f)
                lines += [f"if ({self.condition(f)}) {{", *indent(inner), "}"]
            elif c < 0.76 and self.has("loops"):
                i = self.local(f, "ULONG", "I", "0")
                lines += [f"for ({i} = 0; {i} < {self.rng.choice('123')}; {i}++) {{", *indent(self.write(f)), "}"]
            elif c < 0.8 and depth and (self.has("helpers") or self.has("files")):
                lines += self.call(f, depth - 1)
            else:
                lines += self.noise(f)
        return lines

    def call(self, f: Function, depth: int) -> list[str]:
        """A helper with a body of its own."""
        other_file = self.has("files") and (self.chance(0.5) or not self.has("helpers"))
        name = self.g + self.name("Work")
        head = f"VOID {name}({self.g}Ext *Ext, ULONG *Place, ULONG Number)"
        inner = Function(name, head, f.file ^ other_file, [c for c in self.cells("Ext->")], floor=f.floor)
        inner.cells += [Cell("*Place", "ULONG"), Cell("Number", "ULONG")]
        saved, self.relevant = self.relevant, []
        inner.body = self.body(inner, depth) if self.chance(0.5) else self.region(inner, depth)
        self.relevant = saved
        self.helpers.append(inner)
        f.floor = inner.floor
        cell = self.pick(f, "ULONG", relevant=0.3)
        target = cell.text if cell and cell.address else f"{f.ext}->Spare"
        return [f"{name}({f.ext}, &{target}, {self.constant()});"]

    # -- locks

    def message(self, f: Function) -> str:
        r = self.rng
        # Two messages that may be the same are a kind of their own. A constant is never the value of an input.
        if self.symbolic and not self.has("messages") or self.chance(0.45):
            f.floor += 1
            return str(1000 + f.floor - 1)
        self.symbolic += 1
        cell = self.pick(f, "ULONG USHORT UCHAR", relevant=0.2)
        text = self.use(cell)
        self.messages.append(cell)
        ways = [text] * 4 + [f"{text} + 1"]
        if cell.type == "ULONG" and self.has("narrow"):
            ways += [f"(UCHAR){text}", f"(USHORT){text}", f"{text} & 0xff"]
        if self.chance(0.15):
            ways += [f"({self.condition(f, 0)}) ? 0 : {text}"]
        return r.choice(ways)

    def changed(self, message: str) -> str:
        if message.isdigit():
            return f"{int(message) + self.rng.choice((1, 7))}"
        if self.has("identity"):         # a field against a constant: different, or not
            return self.rng.choice(["0", "9"])
        return f"({message}) + 1"

    def lock(self, f: Function, depth: int) -> tuple[list[str], list[str], list[Cell]]:
        """The statements that take a lock, and those that give it back; cells that they read."""
        if self.has("spin") and not self.spun and self.chance(0.5):
            return self.spin_lock(f, depth)
        if self.has("kernel") and not self.pointed and self.chance(0.6):
            return self.kernel_lock(f)
        x, message = f.ext, self.message(f)
        released = self.changed(message) if self.mutation("another message", 0.15) else message
        take, slot, cell = self.slot(f)
        give = [f"StorPortReleaseMSISpinLock({x}, {released}, {slot});"]
        if self.mutation("another IRQL", 0.15):
            give = [f"StorPortReleaseMSISpinLock({x}, {released}, {self.rng.choice(['0', slot + ' + 1', x + '->Count'])});"]
        if (self.has("helpers") or self.has("files")) and self.chance(0.5):
            return self.lock_helper(f, message, released)
        return [line.replace("@", message) for line in take], give, cell

    def slot(self, f: Function) -> tuple[list[str], str, list[Cell]]:
        """How a lock is taken (@ stands for the message), and where its IRQL is after that."""
        r, x, g = self.rng, f.ext, self.g
        t = self.local(f, "ULONG", "Irql")
        own = Cell(t, "ULONG", slot=True)
        f.cells.append(own)
        self.relevant.append(own)
        acquire = f"StorPortAcquireMSISpinLock({x}, @, &{{}});"
        ways = [([acquire.format(t)], t, [own])] * 4
        if self.has("casts"):
            k = self.local(f, "KIRQL", "Kirql")
            ways += [([acquire.format(t), f"{k} = (KIRQL){t};"], k, [own])]
        if self.has("pointers"):
            p = self.local(f, "ULONG *", "Slot", f"&{t}")
            u = self.local(f, "ULONG", "Irql")
            ways += [([f"{p} = &{t};", f"StorPortAcquireMSISpinLock({x}, @, {p});"], r.choice([t, f"*{p}"]), [own]),
                     ([f"{p} = ({self.condition(f)}) ? &{t} : &{u};", f"StorPortAcquireMSISpinLock({x}, @, {p});"],
                      f"*{p}", [own])] * 2
        if self.has("structs") or self.has("copies"):
            h = self.local(f, f"{g}Hold", "Hold", "{0}")
            ways += [([acquire.format(t), f"{h}.Irql = (KIRQL){t};", f"{h}.Held = TRUE;"], f"{h}.Irql", [own]),
                     ([acquire.format(h + ".Full")], h + ".Full", [own])] * 2
        if not self.plain:
            ways += [([acquire.format(x + "->Irqls[" + (i := r.choice("0123")) + "]")], f"{x}->Irqls[{i}]", []),
                     ([acquire.format(t), f"{x}->Hold.Irql = (KIRQL){t};"], f"{x}->Hold.Irql", [own]),
                     ([acquire.format(x + "->Queues[0].Irql")], f"{x}->Queues[0].Irql", []),
                     ([acquire.format(t), f"{x}->Handle.Context.OldIrql = (KIRQL){t};"],
                      f"{x}->Handle.Context.OldIrql", [own])]
        return r.choice(ways)

    def lock_helper(self, f: Function, message: str, released: str) -> tuple[list[str], list[str], list[Cell]]:
        r, g, x = self.rng, self.g, f.ext
        other_file = self.has("files") and (self.chance(0.5) or not self.has("helpers"))
        take, give = g + self.name("Lock"), g + self.name("Unlock")
        t = self.local(f, "ULONG", "Irql")
        own = Cell(t, "ULONG", slot=True)
        f.cells.append(own)
        self.relevant.append(own)
        choice = r.randrange(5)
        a, b = "StorPortAcquireMSISpinLock", "StorPortReleaseMSISpinLock"
        unlock = f"VOID {give}({g}Ext *Adapter, ULONG Message, ULONG Irql)"
        self.helper_text(f, unlock, [f"{b}(Adapter, Message, Irql);"], other_file)
        if choice == 0:
            self.helper_text(f, f"ULONG {take}({g}Ext *Adapter, ULONG Message)",
                             ["ULONG Irql = 0;", f"{a}(Adapter, Message, &Irql);", "return Irql;"], other_file)
            return [f"{t} = {take}({x}, {message});"], [f"{give}({x}, {released}, {t});"], [own]
        if choice == 1:
            self.helper_text(f, f"VOID {take}({g}Ext *Adapter, ULONG Message, ULONG *Place)",
                             [f"{a}(Adapter, Message, Place);"], other_file)
            return [f"{take}({x}, {message}, &{t});"], [f"{give}({x}, {released}, {t});"], [own]
        if choice == 2:
            h = self.local(f, f"{g}Hold", "Hold", "{0}")
            self.helper_text(f, f"VOID {take}({g}Ext *Adapter, {g}Hold *Hold, ULONG Message)",
                             ["ULONG Irql;", f"{a}(Adapter, Message, &Irql);", "Hold->Irql = (KIRQL)Irql;",
                              "Hold->Held = TRUE;", "Hold->Message = Message;"], other_file)
            drop = g + self.name("Drop")
            self.helper_text(f, f"VOID {drop}({g}Ext *Adapter, {g}Hold *Hold)",
                             ["if (Hold->Held) {", f"  {b}(Adapter, Hold->Message, Hold->Irql);", "  Hold->Held = FALSE;",
                              "}"], other_file)
            cell = Cell(h + ".Message", "ULONG")
            f.cells.append(cell)
            self.relevant.append(cell)
            return [f"{take}({x}, &{h}, {message});"], [f"{drop}({x}, &{h});"], [own]
        if choice == 3:
            cell = self.pick(f, "BOOLEAN UCHAR")
            field_ = cell.field if cell and cell.field and cell.text.startswith(x + "->") else "PerMessage"
            self.used[field_] = cell if field_ != "PerMessage" else Cell("Ext->PerMessage", "BOOLEAN", "PerMessage")
            self.helper_text(f, f"VOID {take}({g}Ext *Adapter, ULONG Message, ULONG *Place)",
                             [f"if (Adapter->{field_})", f"  {a}(Adapter, Message, Place);"], other_file)
            drop = g + self.name("Drop")
            self.helper_text(f, f"VOID {drop}({g}Ext *Adapter, ULONG Message, ULONG Irql)",
                             [f"if (Adapter->{field_})", f"  {b}(Adapter, Message, Irql);"], other_file)
            return [f"{take}({x}, {message}, &{t});"], [f"{drop}({x}, {released}, {t});"], [own]
        self.helper_text(f, f"VOID {take}({g}Ext *Adapter, ULONG Message, PVOID Place)",
                         ["ULONG Irql;", f"{a}(Adapter, Message, &Irql);",
                          "RtlCopyMemory(Place, &Irql, sizeof(Irql));"], other_file)
        return [f"{take}({x}, {message}, &{t});"], [f"{give}({x}, {released}, {t});"], [own]

    def spin_lock(self, f: Function, depth: int) -> tuple[list[str], list[str], list[Cell]]:
        x = f.ext
        self.spun = True                     # nothing of StorPortAcquireSpinLock is nested
        own = self.plain or self.chance(0.6)
        h = self.local(f, "STOR_LOCK_HANDLE", "Handle", "{0}") if own else f"{x}->Handle"
        kind = self.rng.choice(["StartIoLock", "DpcLock", *(["InterruptLock"] if depth == 0 else [])])
        if self.chance(0.3):
            f.cells.append(Cell(f"{h}.Context.OldIrql", "KIRQL", slot=True))
        give = h
        if self.mutation("another handle", 0.2):
            give = self.local(f, "STOR_LOCK_HANDLE", "Handle", "{0}")
        return [f"StorPortAcquireSpinLock({x}, {kind}, NULL, &{h});"], [f"StorPortReleaseSpinLock({x}, &{give});"], []

    def spin_object(self, f: Function) -> str:
        """A pointer to one of two KSPIN_LOCKs, which a cell may choose."""
        x = f.ext
        if self.chance(0.4):
            return f"&{x}->Spins[{self.rng.choice('01')}]"
        cell = self.pick(f, "ULONG USHORT UCHAR BOOLEAN", relevant=0.2)
        text = self.use(cell)
        return self.rng.choice([f"&{x}->Spins[{text} & 1]", f"({self.question(text, cell)}) ? &{x}->Spins[0] : &{x}->Spins[1]"])

    def kernel_lock(self, f: Function) -> tuple[list[str], list[str], list[Cell]]:
        r, x = self.rng, f.ext
        self.pointed = True                  # none of them is nested in another one
        lock = self.spin_object(f)
        given = self.spin_object(f) if self.mutation("another lock", 0.15) else lock
        if self.has("pointers") and self.chance(0.4):
            p = self.local(f, "PKSPIN_LOCK", "Spin", "NULL")
            first, lock, given = [f"{p} = {lock};"], p, given if given != lock else p
        else:
            first = []
        choice = r.randrange(4)
        if choice == 0:
            self.known = True
            return [*first, f"KeAcquireSpinLockAtDpcLevel({lock});"], [f"KeReleaseSpinLockFromDpcLevel({given});"], []
        if choice == 1:
            h = self.local(f, "KLOCK_QUEUE_HANDLE", "Queued", "{0}") if self.plain or self.chance(0.6) else f"{x}->Queued"
            give = self.local(f, "KLOCK_QUEUE_HANDLE", "Queued", "{0}") if self.mutation("another handle", 0.2) else h
            self.known |= h.startswith(x)
            if self.chance(0.3):
                f.cells.append(Cell(f"{h}.OldIrql", "KIRQL", slot=True))
            return [*first, f"KeAcquireInStackQueuedSpinLock({lock}, &{h});"], [f"KeReleaseInStackQueuedSpinLock(&{give});"], []
        t = self.local(f, "KIRQL", "Kirql")
        f.cells.append(Cell(t, "KIRQL", slot=True))
        irql = r.choice(["0", f"{t} + 1", f"(KIRQL){x}->Count"]) if self.mutation("another IRQL", 0.15) else t
        take = f"KeAcquireSpinLock({lock}, &{t});" if choice == 2 else f"{t} = KeAcquireSpinLockRaiseToDpc({lock});"
        return [*first, take], [f"KeReleaseSpinLock({given}, {irql});"], []

    def region(self, f: Function, depth: int) -> list[str]:
        """A lock that is taken, what happens under it, and giving it back."""
        before, symbolic, spun, messages = len(self.relevant), self.symbolic, self.spun, len(self.messages)
        pointed = self.pointed
        if self.has("status") and self.chance(0.5):
            return self.tested(f, depth)
        take, give, cells = self.lock(f, depth)
        wrapped = list(give)
        if self.mutation("release left out", 0.2):
            wrapped = self.noise(f)
        elif self.mutation("released twice", 0.1):
            wrapped = give + give
        elif self.mutation("acquire left out", 0.1):
            take = self.noise(f)
        elif self.mutation("acquired twice", 0.07):
            take = take + take
        shapes = [self.shape_plain] * 3 + [self.shape_condition] * 3 + [self.shape_early] * 2 + [self.shape_flag]
        shapes += [self.shape_goto, self.shape_switch]
        if self.has("loops"):
            shapes += [self.shape_loop, self.shape_retake] + [self.shape_all]
        lines = self.rng.choice(shapes)(f, depth, take, wrapped, give)
        del self.relevant[before:]
        del self.messages[messages:]
        self.symbolic, self.spun = symbolic, spun or self.has("messages")
        self.pointed = pointed
        return lines

    def shape_plain(self, f, depth, take, give, right):
        return [*take, *self.body(f, depth), *give]

    def shape_condition(self, f, depth, take, give, right):
        condition = self.condition(f)
        if self.chance(0.25):
            c = self.local(f, "BOOLEAN", "C")
            f.cells.append(Cell(c, "BOOLEAN"))
            first = [f"{c} = ({condition}) ? TRUE : FALSE;"]
            condition = c
        else:
            first = []
        return [*first, f"if ({condition}) {{", *indent(take), "}", *self.body(f, depth),
                f"if ({self.again(f, condition)}) {{", *indent(give), "}"]

    def shape_early(self, f, depth, take, give, right):
        out = [] if self.mutation("release left out at a return", 0.3) else right
        return [*take, *self.body(f, depth, 1), f"if ({self.condition(f)}) {{", *indent([*out, *self.leaving(f)]), "}",
                *self.body(f, 0, 1), *give]

    def leaving(self, f: Function) -> list[str]:
        return [f.leave] if not f.floor > 1 or True else []

    def shape_flag(self, f, depth, take, give, right):
        flag = self.local(f, "BOOLEAN", "Held", "FALSE")
        cell = Cell(flag, "BOOLEAN")
        f.cells.append(cell)
        self.relevant.append(cell)
        return [f"{flag} = FALSE;", f"if ({self.condition(f)}) {{", *indent([*take, f"{flag} = TRUE;"]), "}",
                *self.body(f, depth), f"if ({flag}) {{", *indent(give), "}"]

    def shape_goto(self, f, depth, take, give, right):
        label = self.name("Out")
        return [*take, *self.body(f, 0, 1), f"if ({self.condition(f)})", f"  goto {label};", *self.body(f, depth, 1),
                f"{label}:", *(give or [";"])]

    def shape_switch(self, f, depth, take, give, right):
        cell = self.pick(f, "ULONG UCHAR bit2 USHORT", relevant=0.3)
        text = self.use(cell)
        lines = [f"switch ({text}) {{", "case 0:", *indent([*take, "break;"]), "case 1:", *indent([*self.noise(f), "break;"]),
                 "default:", *indent(["break;"]), "}", *self.body(f, depth), f"switch ({text}) {{", "case 0:",
                 *indent([*give, "break;"]), "case 1:", "case 2:", *indent(["break;"]), "}"]
        return lines

    def shape_loop(self, f, depth, take, give, right):
        i = self.local(f, "ULONG", "I", "0")
        out = [f"if ({self.condition(f)}) {{",
               *indent([*([] if self.mutation("release left out at a break", 0.3) else right), "break;"]), "}"]
        return [f"for ({i} = 0; {i} < {self.rng.choice('234')}; {i}++) {{",
                *indent([*take, *self.body(f, 0, 1), *(out if self.chance(0.5) else []), *self.body(f, depth, 1), *give]), "}"]

    def shape_retake(self, f, depth, take, give, right):
        i = self.local(f, "ULONG", "I", "0")
        return [*take, f"for ({i} = 0; {i} < {self.rng.choice('23')}; {i}++) {{",
                *indent([f"if ({self.condition(f)}) {{", *indent([*right, *self.noise(f), *take]), "}",
                         *self.body(f, 0, 1)]), "}", *give]

    def shape_all(self, f, depth, take, give, right):
        i, x = self.local(f, "ULONG", "I", "0"), f.ext
        n = self.rng.choice("234")
        base = 1000 + f.floor
        f.floor += 4
        slots = f"{x}->Irqls" if not self.plain else self.local(f, "ULONG", "Irqls") + ""
        if self.plain:
            f.locals[-1] = f"ULONG {slots}[4];"
        back = self.rng.choice([f"for ({i} = {n}; {i} > 0; {i}--)", f"while ({i}-- > 0)"])
        index = f"{i} - 1" if back.startswith("for") else i
        if self.mutation("one queue too few", 0.3):
            back = f"for ({i} = {int(n) - 1}; {i} > 0; {i}--)"
            index = f"{i} - 1"
        return [f"for ({i} = 0; {i} < {n}; {i}++)", f"  StorPortAcquireMSISpinLock({x}, {base} + {i}, &{slots}[{i}]);",
                *self.body(f, 0, 1), *([f"{i} = {n};"] if back.startswith("while") else []), back,
                f"  StorPortReleaseMSISpinLock({x}, {base} + {index}, {slots}[{index}]);"]

    def tested(self, f: Function, depth: int) -> list[str]:
        """A lock whose acquire may fail. The mock lets only those of messages from 3000 to 3999 fail."""
        self.status = True
        message, s = str(3000 + f.floor), self.local(f, "ULONG", "Status", "0")
        f.floor += 1
        t = self.local(f, "ULONG", "Irql")
        f.cells.append(Cell(t, "ULONG", slot=True))
        acquire = [f"{s} = StorPortAcquireMSISpinLock({f.ext}, {message}, &{t});"]
        give = [f"StorPortReleaseMSISpinLock({f.ext}, {message}, {t});"]
        f.cells.append(Cell(s, "ULONG"))
        self.relevant.append(f.cells[-1])
        if self.chance(0.3):
            return [*acquire, f"if ({s} == STOR_STATUS_SUCCESS) {{", *indent([*self.body(f, depth), *give]), "}"]
        if self.chance(0.5):
            return [*acquire, *self.body(f, depth), f"if ({s} == STOR_STATUS_SUCCESS) {{", *indent(give), "}"]
        flag = self.local(f, "BOOLEAN", "Held", "FALSE")
        return [*acquire, f"{flag} = {s} == STOR_STATUS_SUCCESS;", *self.body(f, depth), f"if ({flag}) {{", *indent(give),
                "}"]

    # -- the whole

    def cells(self, x: str) -> list[Cell]:
        return [c for c in ext_cells(x) if c.field not in CELL_KINDS or self.has(CELL_KINDS[c.field])]

    def entry(self) -> Function:
        g = self.g
        f = Function(g + "Entry", f"VOID {g}Entry({g}Ext *Ext, ULONG Number)", 0, self.cells("Ext->"))
        if self.plain:
            f.cells.append(Cell("Number", "ULONG"))
        else:
            f.head = f"VOID {g}Entry(PSTOR_DPC Dpc, PVOID DeviceExtension, PVOID Argument1, PVOID Argument2)"
            f.locals.append(f"{g}Ext *Ext = ({g}Ext *)DeviceExtension;")
        for _ in range(self.rng.choice((0, 1, 2))):
            t = self.local(f, "ULONG", "V", self.constant(True) if self.chance(0.6) else "Ext->Id")
            if f.locals[-1].endswith("Ext->Id;"):
                self.used["Id"] = f.cells[1]
            f.cells.append(Cell(t, "ULONG"))
        return f

    def text(self, f: Function) -> str:
        # What a goto or a switch could jump over is declared without a jump: all locals come first.
        return "\n".join([f.head + " {", *indent([line.replace(" * ", " *") for line in f.locals]), *indent(f.body), "}"])

    def make(self) -> Group:
        f = self.entry()
        f.body = self.region(f, 2)
        if self.chance(0.4):
            f.body += self.region(f, 1)
        if self.chance(0.3):
            f.body = self.write(f) + f.body
        texts: tuple[list[str], list[str]] = ([], [])
        for helper in self.helpers:
            self.protos.append(helper.head + ";")
            texts[helper.file].append(self.text(helper))
        protos = list(self.protos)
        if self.outside:
            protos.append(f"VOID {self.g}Elsewhere(ULONG *Place);")
        protos.append(f.head + ";" if self.plain else f"HW_DPC_ROUTINE {self.g}Entry;")
        fields = list(FIELDS)
        self.rng.shuffle(fields)
        types = TYPES.format(g=self.g, fields="\n".join("  " + t.format(g=self.g) for t in fields))
        files = ("\n\n".join([*self.raw[0], *texts[0], self.text(f)]) + "\n",
                 "\n\n".join([*self.raw[1], *texts[1]]) + "\n")
        self.escapes = any(
            re.search(r"\bIrqls?\d", line) and not re.search(r"MSISpinLock|Lock\d+\(|Drop\d+\(|^ +ULONG |(Kirql\d+|Hold\d+\.\w+) =", line)
            for text in files for line in text.splitlines())
        self.escapes |= self.known
        return Group(self.g, sorted(self.kinds), types + "\n" + "\n".join(protos) + "\n", files, self.harness(f), self.plain,
                     self.mutations, escapes=self.escapes)

    POOLS = {"BOOLEAN": "0, 1, 2, 255", "UCHAR": "0, 1, 2, 3, 4, 127, 128, 255", "CHAR": "0, 1, 2, 127, 128, 255",
             "USHORT": "0, 1, 2, 3, 255, 256, 257, 32767, 65535", "SHORT": "0, 1, 2, 255, 256, 32768, 65535",
             "LONG": "0, 1, 2, 3, 255, 256, 0x7fffffff, 0x80000000, 0xffffffff",
             "ULONG": "0, 1, 2, 3, 4, 255, 256, 257, 65535, 65536, 0x10001, 0x80000000, 0xffffff00, 0xffffffff",
             "ULONGLONG": "0, 1, 2, 255, 256, 0x100000000ull, 0x100000001ull, 0x8000000000000000ull, 0xffffffffffffffffull"}

    def inputs(self) -> tuple[list[str], bool]:
        """Statements that set what the group reads, and whether they leave values out."""
        lines, sampled = [], False
        whole = sum(cell.type in ("BOOLEAN", "UCHAR", "CHAR") for cell in self.used.values()) <= 1
        for name in sorted(self.used):
            cell = self.used[name]
            if cell.type.startswith("bit"):
                lines.append(f"Ext.{name} = MockPick({1 << int(cell.type[3:])});")
            elif cell.size == 1 and whole:
                lines.append(f"Ext.{name} = ({cell.type})MockPick(256);")
            else:
                sampled = True
                lines += self.from_pool(f"Ext.{name}", cell.type)
        return lines, sampled

    def from_pool(self, place: str, type_: str) -> list[str]:
        return ["{", f"  static const unsigned long long V[] = {{{self.POOLS[type_]}}};",
                f"  {place} = ({type_})MockValue(V, sizeof(V) / sizeof(*V));", "}"]

    def harness(self, entry: Function) -> str:
        """Sets the inputs, and runs the entry or a helper once."""
        g = self.g
        inputs, sampled = self.inputs()
        out = [f"static VOID {g}Nothing({g}Ext *Ext, ULONG Value) {{ (void)Ext; (void)Value; }}", ""]
        if self.outside:
            out += [f"VOID {g}Elsewhere(ULONG *Place) {{",
                    "  static const unsigned long long V[] = {0, 1, 2, 0xffffffff, ~0ull};",
                    "  ULONG Old = *Place; unsigned long long New = MockValue(V, 5);",
                    "  *Place = New == ~0ull ? Old : (ULONG)New;", "}", ""]
        out += [f"static {g}Ext {g}Ext_;", "static ULONG " + f"{g}Register, {g}Outside, {g}Number, {g}Place;",
                f"static void {g}Setup(void) {{", f"  {g}Ext *E = &{g}Ext_;",
                *indent([f"RtlFillMemory(E, sizeof(*E), 0x11);", f"E->Pointer = &{g}Outside;",
                         "E->Current = &E->Queues[2];", f"E->Register = &{g}Register;", f"E->Box.Target = &{g}Outside;",
                         "E->Box.Queue = &E->Queues[2];", f"E->Notify = {g}Nothing;",
                         *(line.replace("Ext.", "E->") for line in inputs)]), "}", ""]
        runs = []
        for f in [entry, *self.helpers]:
            work = f is not entry
            flags = ["0"]
            flags += ["MOCK_CALLBACK"] if not work and not self.plain else []
            flags += ["MOCK_FAILURES"] if self.status else []
            lines = [f"{g}Setup();"]
            if work or self.plain:
                lines += self.from_pool(f"{g}Number", "ULONG")
            if work:
                lines += self.from_pool(f"{g}Place", "ULONG")
            flags += ["MOCK_SAMPLED"] if sampled or self.outside or work or self.plain else []
            arguments = f"&{g}Ext_, &{g}Place, {g}Number" if work else f"&{g}Ext_, {g}Number" if self.plain else \
                f"NULL, &{g}Ext_, NULL, NULL"
            out += [f"static void {f.name}Once(void) {{", *indent([*lines, f"{f.name}({arguments});"]), "}"]
            runs.append(f'  MockRun("{f.name}", {" | ".join(flags)}, {f.name}Once);')
        return "\n".join([*out, f"static void {g}Run(void) {{", *runs, "}", ""])

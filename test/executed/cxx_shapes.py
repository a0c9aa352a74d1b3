"""The same in C++: guards, temporaries, lambdas, references, templates and member functions around the locks."""
from __future__ import annotations

from random import Random

from shapes import Cell, Function, Group, Maker, indent

CXX_KINDS = ("guards", "temporaries", "lambdas", "references", "templates", "members")

ACQUIRE, RELEASE = "StorPortAcquireMSISpinLock", "StorPortReleaseMSISpinLock"


class CxxMaker(Maker):

    def __init__(self, rng: Random, number: int, kinds: list[str]) -> None:
        super().__init__(rng, number, [*kinds, *rng.sample(CXX_KINDS, rng.choice((1, 2, 3)))])
        self.classes: list[str] = []
        self.made: dict[str, str] = {}

    def local(self, f: Function, type_: str, stem: str, init: str = "") -> str:
        return super().local(f, type_, stem, "{}" if init == "{0}" else init)

    # -- classes

    def member(self, owner: str, head: str, body: list[str], init: str = "", result: str = "") -> str:
        """A member function: in the class, or declared there and defined in the second file. Returns what the class has."""
        result = result + " " if result else ""
        if self.chance(0.6):
            return f"  {result}{head}{init} {{ {' '.join(body)} }}"
        self.raw[1].append("\n".join([f"{result}{owner}::{head}{init} {{", *indent(body), "}"]))
        return f"  {result}{head};"

    def guard(self, kind: str) -> str:
        """A class that takes a lock when it is made and gives it back when it is destroyed."""
        if kind in self.made:
            return self.made[kind]
        g = self.g
        name = g + self.name("Guard")
        self.made[kind] = name
        data = f"  {g}Ext *Adapter;\n  ULONG Message;\n  ULONG Irql;\n  bool Held;"
        take = [f"{ACQUIRE}(Adapter, Message, &Irql);"]
        give = [f"{RELEASE}(Adapter, Message, Irql);"]
        if self.mutation("guard without release", 0.15):
            give = [";"]
        init = " : Adapter(A), Message(M), Irql(0), Held(true)"
        copies = f"  {name}(const {name} &) = delete;\n  {name} &operator=(const {name} &) = delete;"
        destroy = self.member(name, f"~{name}()", [f"if (Held) {{ {' '.join(give)} }}"] if kind != "plain" else give)
        make = self.member(name, f"{name}({g}Ext *A, ULONG M)", take, init)
        members = [data, make, destroy]
        if kind == "optional":
            members += [copies, self.member(name, f"{name}({g}Ext *A, ULONG M, bool Want)",
                                            ["if (Held) " + take[0]], " : Adapter(A), Message(M), Irql(0), Held(Want)"),
                        self.member(name, "Unlock()", [*give, "Held = false;"] if not self.mutation("still held", 0.2)
                                    else give, result="void"),
                        self.member(name, "Lock()", [*take, "Held = true;"], result="void")]
        elif kind == "moved":
            move = f" : Adapter(Other.Adapter), Message(Other.Message), Irql(Other.Irql), Held(Other.Held)"
            members += [self.member(name, f"{name}({name} &&Other)",
                                    [] if self.mutation("moved twice", 0.2) else ["Other.Held = false;"], move)]
        else:
            members += [copies]
        self.classes.append("\n".join([f"struct {name} {{", *members, "};"]))
        return name

    def holder(self) -> str:
        """A structure with a guard for a member or a base."""
        guard = self.guard("plain")
        name = self.g + self.name("Holder")
        if self.chance(0.5):
            self.classes.append(f"struct {name} {{\n  ULONG Before;\n  {guard} Inner;\n  {name}({self.g}Ext *A, ULONG M)"
                                f" : Before(1), Inner(A, M) {{}}\n}};")
        else:
            self.classes.append(f"struct {name} : {guard} {{\n  ULONG After;\n  {name}({self.g}Ext *A, ULONG M)"
                                f" : {guard}(A, M), After(1) {{}}\n}};")
        return name

    def device(self) -> str:
        if "device" not in self.made:
            name = self.made["device"] = self.g + self.name("Device")
            members = [f"  {self.g}Ext *Adapter;\n  ULONG Irql;\n  ULONG Message;",
                       self.member(name, "Lock(ULONG M)", ["Message = M;", f"{ACQUIRE}(Adapter, M, &Irql);"], result="void"),
                       self.member(name, "Unlock()", [f"{RELEASE}(Adapter, Message, Irql);"], result="void"),
                       self.member(name, "Change(ULONG V)", ["Message = V;"], result="void"),
                       self.member(name, "Touch(ULONG V)", ["Adapter->Count += V;"], result="void")]
            self.classes.append("\n".join([f"struct {name} {{", *members, "};"]))
        return self.made["device"]

    # -- regions

    def region(self, f: Function, depth: int) -> list[str]:
        if self.chance(0.3):
            return super().region(f, depth)
        before, symbolic, messages = len(self.relevant), self.symbolic, len(self.messages)
        ways = [getattr(self, "region_" + kind) for kind in CXX_KINDS if self.has(kind) and hasattr(self, "region_" + kind)]
        lines = self.rng.choice(ways)(f, depth) if ways else super().region(f, depth)
        del self.relevant[before:]
        del self.messages[messages:]
        self.symbolic = symbolic
        return lines

    def inside(self, f: Function, depth: int) -> list[str]:
        lines = self.body(f, depth, 1)
        if self.chance(0.4):
            lines += [f"if ({self.condition(f)})", f"  {f.leave}"]
        return lines + self.body(f, depth, 1)

    def region_guards(self, f: Function, depth: int) -> list[str]:
        x, m = f.ext, self.message(f)
        v = self.name("Guard")
        way = self.rng.randrange(4)
        if way == 0:
            return ["{", *indent([f"{self.guard('plain')} {v}({x}, {m});", *self.inside(f, depth)]), "}"]
        if way == 1:
            lines = [f"{self.guard('optional')} {v}({x}, {m}{', ' + self.condition(f) if self.chance(0.5) else ''});",
                     *self.body(f, depth)]
            if self.chance(0.5):
                lines += [f"if ({v}.Held)", f"  {v}.Unlock();"]
                if self.chance(0.3) or self.mutation("unlocked twice", 0.3):
                    lines += [f"{v}.Unlock();" if self.mutations and self.mutations[-1] == "unlocked twice" else
                              f"{v}.Lock();"]
            return ["{", *indent([*lines, *self.body(f, 0, 1)]), "}"]
        if way == 2:
            w = self.name("Guard")
            return ["{", *indent([f"{self.guard('moved')} {v}({x}, {m});",
                                  f"{self.guard('moved')} {w}(static_cast<{self.guard('moved')} &&>({v}));",
                                  *self.inside(f, depth)]), "}"]
        return ["{", *indent([f"{self.holder()} {v}({x}, {m});", *self.inside(f, depth)]), "}"]

    def region_temporaries(self, f: Function, depth: int) -> list[str]:
        x, m, v = f.ext, self.message(f), self.name("Kept")
        guard = self.guard("plain" if self.chance(0.5) else "optional")
        way = self.rng.randrange(4)
        if way == 0:
            return [f"{guard}({x}, {m}), {x}->Count++;"]
        if way == 1:
            return ["{", *indent([f"const {guard} &{v} = {guard}({x}, {m});", f"(void){v};", *self.inside(f, depth)]), "}"]
        if way == 2:
            f.floor += 1
            n = f"{1000 + f.floor}"
            return [f"{guard}({x}, {m}), {guard}({x}, {m if self.mutation('the same lock twice', 0.4) else n});"]
        self.helper_text(f, f"ULONG {(h := self.g + self.name('Sum'))}(const {guard} &A, ULONG Value)",
                         ["return A.Message + Value;"], False)
        return [f"{x}->Count = {h}({guard}({x}, {m}), {x}->Count);"]

    def region_lambdas(self, f: Function, depth: int) -> list[str]:
        x, m = f.ext, self.message(f)
        irql, lock, unlock = self.name("Irql"), self.name("Take"), self.name("Give")
        cell = Cell(irql, "ULONG", slot=True)
        capture = self.rng.choice(["&", f"&{irql}, {x}"]) if m.isdigit() else "&"
        back = self.rng.choice([capture, f"={''}"])
        give = [f"{unlock}();"]
        if self.mutation("release left out", 0.2):
            give = []
        f.cells.append(cell)
        self.relevant.append(cell)
        inner = self.body(f, depth)
        f.cells.remove(cell)
        if self.chance(0.5):
            give = [f"if ({(c := self.condition(f))}) {{", *indent([*give, f.leave]), "}", *give] if give else give
        declared = [f"ULONG {irql} = 0;", f"auto {lock} = [{capture}] {{ {ACQUIRE}({x}, {m}, &{irql}); }};"]
        late = [f"auto {unlock} = [{back}] {{ {RELEASE}({x}, {m}, {irql}); }};"]
        early = back == capture and self.chance(0.5)
        return ["{", *indent([*declared, *(late if early else []), f"{lock}();", *([] if early else late), *inner, *give]), "}"]

    def region_templates(self, f: Function, depth: int) -> list[str]:
        g, x, m = self.g, f.ext, self.message(f)
        if "with" not in self.made:
            name = self.made["with"] = g + "With"
            self.classes.append(f"template <typename Body> void {name}({g}Ext *Adapter, ULONG Message, Body Run) {{\n"
                                f"  ULONG Irql;\n  {ACQUIRE}(Adapter, Message, &Irql);\n  Run();\n"
                                f"  {RELEASE}(Adapter, Message, Irql);\n}}")
        inner = self.inside(f, depth)
        if self.mutation("the lock again", 0.3):
            inner += [f"{self.made['with']}({x}, {m}, [] {{}});"]
        return [f"{self.made['with']}({x}, {m}, [&] {{", *indent(inner), "});"]

    def region_members(self, f: Function, depth: int) -> list[str]:
        x, m, v = f.ext, self.message(f), self.name("Device")
        give = [] if self.mutation("release left out", 0.2) else [f"{v}.Unlock();"]
        touch = [self.rng.choice([f"{v}.Touch(1);"] * 4 + [f"{v}.Change({m});", f"{v}.Change(7);"])]
        return ["{", *indent([f"{self.device()} {v} = {{{x}, 0, 0}};", f"{v}.Lock({m});", *self.body(f, depth), *touch,
                              *give]), "}"]

    # -- writes

    def write_references(self, f: Function, cell: Cell, value: str) -> list[str]:
        if not cell.address:
            return []
        r, x, v = self.rng, f.ext, self.cast(cell, value)
        ref, other = self.name("Ref"), self.other(f, cell)
        ways = [["{", f"  {cell.type} &{ref} = {cell.text};", f"  {ref} = {v};", "}"],
                ["{", f"  auto &[A, B, C, D] = {x}->Hold;", f"  C = {self.constant()};", "  (void)A, (void)B, (void)D;", "}"],
                ["{", f"  auto [A, B, C, D] = {x}->Hold;", f"  C = {self.constant()};", "  (void)A, (void)B, (void)D;", "}"],
                [f"for (auto &Q : {x}->Queues)", f"  Q.MessageId = {self.constant()};"],
                [f"for (auto Q : {x}->Queues)", f"  Q.MessageId = {self.constant()};"]]
        if other:
            ways += [[f"({self.condition(f)} ? {cell.text} : {other.text}) = {v};"],
                     [f"({self.condition(f)} ? {other.text} : {cell.text}) = {v};"]]
        self.helper_text(f, f"VOID {(h := self.g + self.name('Put'))}({cell.type} &Place, ULONG Value)",
                         [f"Place = {self.cast(cell, 'Value')};"], self.chance(0.4))
        ways += [[f"{h}({cell.text}, {value});"]] * 3
        return r.choice(ways)

    def write_lambdas(self, f: Function, cell: Cell, value: str) -> list[str]:
        v, name = self.cast(cell, value), self.name("Change")
        text = f"{cell.text} = {v};"
        plain = not cell.field and "->" not in cell.text and "." not in cell.text and "*" not in cell.text
        ways = [["{", f"  auto {name} = [&] {{ {text} }};", f"  {name}();", "}"]]
        if plain:
            ways += [["{", f"  auto {name} = [=]() mutable {{ {text} }};", f"  {name}();", "}"],
                     ["{", f"  auto {name} = [=, P = &{cell.text}] {{ *P = {v}; }};", f"  {name}();", "}"] if
                     not set(v) & set("VN") else ways[0]]
        return self.rng.choice(ways)

    # -- the whole

    def make(self) -> Group:
        group = super().make()
        group.types += "\n" + "\n\n".join(self.classes) + "\n"
        group.kinds = sorted([*group.kinds, "c++"])
        group.cxx = True
        return group

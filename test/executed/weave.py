"""Lock calls woven into programs of Csmith: an acquire where a function's statements begin, its release at each way out.

Nobody wrote these programs, and their pointers, unions and loops are stranger than a driver's. What an acquire and its
release depend on are Csmith's own variables, which the code between them writes as it likes. Csmith's programs have no
input; what its global integers begin with is chosen here, run by run. A finding says nothing then, for a caller may have
other values; so these are judged for what is wrongly proved only.
"""
from __future__ import annotations

import re
import subprocess
from random import Random

from shapes import Group

OPTIONS = ["--no-volatiles", "--no-argc", "--nomain", "--no-checksum", "--quiet", "--concise", "--no-packed-struct",
           "--max-block-depth", "2", "--max-array-len-per-dim", "4", "--max-array-dim", "2", "--max-struct-fields", "5"]
INTEGER = r"u?int(?:8|16|32|64)_t"
BYTES = {"8": "0, 1, 2, 127, 128, 255", "16": "0, 1, 255, 256, 32768, 65535", "32": "0, 1, 2, 255, 65536, 0x80000000, 0xffffffff",
         "64": "0, 1, 2, 0x100000000ull, 0xffffffffffffffffull"}


def csmith(rng: Random) -> str:
    options = [*OPTIONS, "--max-funcs", str(rng.choice((2, 3, 4))), "--max-expr-complexity", str(rng.choice((2, 3, 5))),
               "--max-block-size", str(rng.choice((3, 4, 5)))]
    return subprocess.run(["csmith", "--seed", str(rng.randrange(1 << 31)), *options], capture_output=True, text=True,
                          timeout=60, check=True).stdout


def split(text: str) -> tuple[list[str], list[tuple[str, str, str, str]], str]:
    """Types, globals (type, name, dimensions, initialiser), and functions."""
    text = text[text.index("static long __undefined;") + len("static long __undefined;"):]
    first = re.search(r"^static (?!const (?:volatile )?struct S\d+ \{)", text, re.M)
    types = text[:first.start()] if first else text
    rest = text[first.start():] if first else ""
    variables, functions = [], []
    for line in rest.splitlines():
        found = re.match(r"static (.*?)\b(g_\d+)((?:\[\d+\])*) = (.*);$", line)
        if found and not functions:
            variables.append((found.group(1), found.group(2), found.group(3), found.group(4)))
        else:
            functions.append(line)
    return types.splitlines(), variables, "\n".join(functions)


def declaration(line: str) -> bool:
    return bool(re.match(rf"    (?:const |static |struct |union |{INTEGER}\b|int )", line))


def beginning(body: list[str]) -> int:
    """Where the declarations and the loops that fill local arrays end."""
    n = 0
    while n < len(body):
        if re.match(r"    for \([ijkl] = 0", body[n]):
            n += 1
            if body[n].startswith("    {"):
                n = next(i for i in range(n, len(body)) if body[i].startswith("    }"))
            else:
                while n + 1 < len(body) and body[n].rstrip().endswith(")"):
                    n += 1
        elif body[n].strip() and not declaration(body[n]):
            break
        n += 1
    return n


def weave(body: list[str], rng: Random, globals_: list[tuple[str, str]], number: int) -> list[str]:
    """A lock in one function: BODY is its lines between the braces."""
    start = beginning(body)
    locals_ = [(m.group(1), m.group(2)) for line in body[:start]
               if (m := re.match(rf"    ({INTEGER}) (l_\d+) = ", line))]
    scalars = [n for t, n in globals_ + locals_ * 2]
    slots = [n for t, n in globals_ + locals_ if t == "uint32_t"]
    slot = rng.choice(slots) if slots and rng.random() < 0.4 else f"irql_{number}"
    scalar = rng.choice(scalars) if scalars else "0"
    condition = rng.choice([None, None, f"{scalar}", f"{scalar} & 1", f"{scalar} > 0", f"(uint8_t){scalar} == 1"])
    other = rng.choice(scalars) if scalars else "1"
    message = rng.choice([str(1000 + number), str(1000 + number), f"(ULONG){other}"])
    ask = f"if ({condition}) " if condition else ""
    if condition and rng.random() < 0.4:             # asked once
        held = f"held_{number}"
        take = [f"    int {held} = 0;", f"    {ask}{{", f"        StorPortAcquireMSISpinLock(&X_Ext, {message}, &{slot});",
                f"        {held} = 1;", "    }"]
        give = f"if ({held}) StorPortReleaseMSISpinLock(&X_Ext, {message}, {slot});"
    else:
        take = [f"    {ask}StorPortAcquireMSISpinLock(&X_Ext, {message}, &{slot});"]
        give = f"{ask}StorPortReleaseMSISpinLock(&X_Ext, {message}, {slot});"
    if slot.startswith("irql_"):
        take.insert(0, f"    ULONG {slot};")
    if rng.random() < 0.15:
        give = rng.choice([";", give + " " + give])
    out = [*body[:start], *take]
    returns = [n for n in range(start, len(body)) if re.match(r"\s+return\b", body[n])]
    forgotten = rng.choice(returns) if len(returns) > 1 and rng.random() < 0.15 else -1
    for n in range(start, len(body)):
        if n in returns and n != forgotten:
            indent = re.match(r"\s*", body[n]).group()
            out += [f"{indent}{give}"]
        out.append(body[n])
    if not returns or returns[-1] != max((n for n, l in enumerate(body) if l.strip()), default=-1):
        out.append(f"    {give}")
    return out


def make(rng: Random, number: int) -> Group | None:
    """A group from a program of Csmith, or None if that has no place for a lock."""
    types, variables, functions = split(csmith(rng))
    integers = [(t.strip(), n) for t, n, d, _ in variables if not d and re.fullmatch(INTEGER, t.strip())]
    pieces = re.split(r"^(?=static (?!.*;$))", functions, flags=re.M)
    heads = [n for n, piece in enumerate(pieces) if "\n{" in piece]
    if not heads or not integers:
        return None
    for k, n in enumerate(rng.sample(heads, min(len(heads), rng.choice((1, 1, 2))))):
        head, _, rest = pieces[n].partition("\n{")
        lines = rest.split("\n")
        end = next(i for i in range(len(lines) - 1, -1, -1) if lines[i].startswith("}"))
        pieces[n] = head + "\n{" + lines[0] + "\n" + "\n".join([*weave(lines[1:end], rng, integers, k + 1), *lines[end:]])
    g = f"G{number}"

    def named(text: str) -> str:
        text = re.sub(r"\bfunc_(\d+)\b", rf"{g}Func\1", text)
        text = re.sub(r"\b([SU])(\d+)\b", rf"{g}\1\2", text)
        return re.sub(r"\bg_(\d+)\b", rf"{g}Var\1", text).replace("X_Ext", f"{g}Ext")
    header = [*types, *(f"extern {t}{n}{d};" for t, n, d, _ in variables), "extern ULONG X_Ext;",
              f"HW_DPC_ROUTINE {g}Entry;"]
    first = ["ULONG X_Ext;", *(f"{t}{n}{d} = {v};" for t, n, d, v in variables), *pieces,
             f"VOID {g}Entry(PSTOR_DPC Dpc, PVOID DeviceExtension, PVOID Argument1, PVOID Argument2) {{", "  func_1();", "}"]
    plain = [(t, n) for t, n, _, _ in variables if "const" not in t.split("*")[-1]]
    save = [f"static unsigned char {g}Kept{n[2:]}[sizeof({n})];" for _, n in plain]
    once = ["static int Kept;", "if (!Kept) {", "  Kept = 1;",
            *(f"  memcpy({g}Kept{n[2:]}, (void *)&{n}, sizeof({n}));" for _, n in plain), "}",
            *(f"memcpy((void *)&{n}, {g}Kept{n[2:]}, sizeof({n}));" for _, n in plain)]
    chosen = rng.sample(integers, min(len(integers), 4))
    for t, n in chosen:
        bits = re.search(r"\d+", t).group()
        once += ["{", f"  static const unsigned long long V[] = {{{BYTES[bits]}, ~0ull}};",
                 f"  unsigned long long New = MockValue(V, sizeof(V) / sizeof(*V));",
                 f"  if (New != ~0ull) {n} = ({t})New;", "}"]
    harness = ["#include <string.h>", *save, f"static void {g}Once(void) {{", *("  " + line for line in once),
               f"  {g}Entry(NULL, NULL, NULL, NULL);", "}",
               f'static void {g}Run(void) {{ MockRun("{g}Entry", MOCK_CALLBACK | MOCK_SAMPLED, {g}Once); }}', ""]
    return Group(g, ["csmith"], named("\n".join(header)) + "\n", (named("\n".join(first)) + "\n", ""),
                 named("\n".join(harness)), only_wrong=True,
                 include="#include <csmith/csmith.h>\n")

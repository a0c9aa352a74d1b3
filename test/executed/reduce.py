"""Makes a group that disagrees smaller, for as long as it disagrees in the same way: by lines, then by creduce."""
from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Callable

Files = dict[str, list[str]]


def blocks(lines: list[str]) -> dict[int, int]:
    """From each line that opens a block to the one that closes it."""
    stack, pairs = [], {}
    for n, line in enumerate(lines):
        code = re.sub(r'"[^"]*"', "", line)
        for c in code:
            if c == "{":
                stack.append(n)
            elif c == "}" and stack:
                opened = stack.pop()
                if opened != n:
                    pairs[opened] = n
    return pairs


def steps(lines: list[str], n: int) -> list[set[int]]:
    """What may be taken out at once, beginning at line N."""
    if not lines[n].strip() or lines[n].startswith("#include"):
        return []
    closing = blocks(lines).get(n)
    if closing is not None:
        return [set(range(n, closing + 1)), {n, closing}]
    if lines[n].strip() in ("}", "};"):
        return []
    taken = re.match(r"\s*StorPortAcquire(MSI|)SpinLock\((\w+, [^,]+),(?:.*&([^&)]+)\);)?", lines[n])
    if taken:                        # with its release
        what = re.escape(taken.group(2)) if taken.group(1) else r".*&" + re.escape(taken.group(3) or "")
        back = re.compile(rf"\s*StorPortRelease{taken.group(1)}SpinLock\({what}[,)]")
        ends = [i for i in range(n + 1, len(lines)) if back.match(lines[i])]
        return [{n, *ends[:1]}, {n, *ends}, {n}]
    follows = lines[n].lstrip().startswith(("if ", "for ", "while ", "else")) and n + 1 < len(lines)
    return [{n, n + 1}, {n}] if follows else [{n}]


def by_lines(files: Files, holds: Callable[[Files], bool]) -> Files:
    """Passes over the files, from the last line to the first, until nothing more can go."""
    changed = True
    while changed:
        changed = False
        for name in sorted(files):
            n = len(files[name]) - 1
            while n >= 0:
                for step in steps(files[name], n):
                    smaller = {**files, name: [line for i, line in enumerate(files[name]) if i not in step]}
                    if holds(smaller):
                        files, changed = smaller, True
                        n = min(n, len(files[name]))
                        break
                n -= 1
    return files


def by_creduce(folder: Path, names: list[str], test: list[str], run: Callable[..., object]) -> None:
    """creduce over the files of a folder. The test is this script again."""
    script = folder / "still.sh"
    quoted = " ".join(f"'{part}'" for part in test)
    script.write_text(f"#!/bin/sh\nexec {quoted} \"$PWD\" >/dev/null 2>&1\n")
    script.chmod(0o755)
    if not shutil.which("creduce"):
        print("creduce is not installed; what was reduced by lines is left", file=sys.stderr)
        return
    run(["creduce", "--n", "2", "--timeout", "60", str(script), *names], cwd=folder)
    script.unlink()

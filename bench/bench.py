#!/usr/bin/env python3
"""Measures what spinpair costs: for each file of a compilation database, the
CPU time of a plain parse, of the stock analyzer, of the stock analyzer with the
plugin, and of the plugin alone, in one run, each the least of several; and for the
whole database that of the command spinpair: with its extraction alone, when nothing or
one file changed since the last run, by two processes, and its memory. Prints a table
and the ratios that matter.

usage: ./dev bench [--database compile_commands.json] [--only REGEX] [--runs N] [--tool]
       ./dev bench --editor [--database compile_commands.json] [--only REGEX]
       ./dev bench --growth

Without a database it measures the example miniport. Entries must be in the
`arguments` form, written for clang."""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'test/tool/Inputs'))
from lsp_client import Client  # noqa: E402
CLANG = '/usr/lib/llvm-19/bin/clang'
PLUGIN = ROOT / 'build/lib/spinpair-19.so'
TOOL = ROOT / 'build/bin/spinpair'

LOAD = ['-Xclang', '-load', '-Xclang', str(PLUGIN)]
CHECK = ['-Xclang', '-analyzer-checker=storport']
MODES = {
    'parse': ['-fsyntax-only'],
    'stock': ['--analyze'],
    'plugin': ['--analyze', *LOAD, *CHECK],
    'alone': ['--analyze', *LOAD, '-Xclang', '-analyzer-disable-checker=core,unix,'
              'deadcode,nullability,security,cplusplus,apiModeling,fuchsia',
              *CHECK, '-Xclang', '-analyzer-config', '-Xclang',
              'storport:Alone=true'],
}


class Cost(NamedTuple):
    """What a command and its processes took."""
    cpu: float  # seconds
    wall: float  # seconds
    peak: float  # MiB, of the largest process
    status: int


def cost(command: list[str], folder: str) -> Cost:
    begin = time.monotonic()
    with open(os.devnull, 'w') as nowhere:
        child = subprocess.Popen(command, cwd=folder, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss / 1024,
                child.returncode)


def clang(entry: dict, mode: list[str]) -> Cost:
    spent = cost([CLANG, *mode, '-o', os.devnull, *entry['arguments'][1:]], entry['directory'])
    if spent.status != 0:
        sys.exit(f"bench: {entry['file']} was not analysed ({' '.join(mode)})")
    return spent


class Tool:
    """The command over a database in a folder of its own."""

    def __init__(self, folder: str, entries: list[dict]):
        self.folder = folder
        (Path(folder) / 'compile_commands.json').write_text(json.dumps(entries))

    def run(self, *arguments: str) -> Cost:
        spent = cost([str(TOOL), *arguments, '-p', self.folder], self.folder)
        if spent.status not in (0, 2):
            sys.exit(f"bench: spinpair {' '.join(arguments)} did not analyse everything")
        return spent

    def times(self) -> str:
        """What the steps of one run take."""
        said = subprocess.run([str(TOOL), '--times', '--no-cache', '--quiet', '-p', self.folder], cwd=self.folder,
                              capture_output=True, text=True).stderr
        return next(line for line in said.splitlines() if 'seconds of CPU' in line)

    def least(self, runs: int, *arguments: str) -> Cost:
        return min(self.run(*arguments) for _ in range(runs))


def movable(entry: dict, folder: str) -> tuple[dict, Path]:
    """The same entry for a copy of its file, which may be changed."""
    file = Path(entry['directory']) / entry['file']
    copy = Path(folder) / file.name
    copy.write_bytes(file.read_bytes().removeprefix(b'\xef\xbb\xbf'))
    same = (entry['file'], str(file))
    return {'directory': entry['directory'], 'file': str(copy),
            'arguments': [str(copy) if argument in same else argument
                          for argument in entry['arguments']] + ['-iquote', str(file.parent)]}, copy


def measure_tool(entries: list[dict], runs: int, parse: float) -> None:
    """Prints what spinpair costs over all entries, whose plain parse takes \p parse."""
    with tempfile.TemporaryDirectory(prefix='spinpair-bench-') as folder:
        tool = Tool(folder, entries)
        extract = tool.least(runs, 'extract', '--no-cache').cpu
        check = tool.least(runs, 'check', '--no-cache').cpu
        print(tool.times() + f'   plain parse {parse:.3f}')
        print(f'spinpair: {check:.2f}, of which extraction {extract:.2f}   '
              f'spinpair / parse: {check / parse:.2f}   extraction / parse: {extract / parse:.2f}')
        tool.run('check')
        unchanged = tool.least(max(runs, 5), 'check').cpu
        empty = min(cost([str(TOOL), '--version'], folder).cpu for _ in range(max(runs, 5)))
        print(f'unchanged: {unchanged:.3f}, of which {empty:.3f} to load the program   '
              f'unchanged / parse: {unchanged / parse:.3f}')
        one, two = (tool.least(runs, 'extract', '--no-cache', '-j', count).wall for count in '12')
        print(f'extraction by one process {one:.2f} s, by two {two:.2f} s   one / two: {one / two:.2f}')
        one, two = (tool.least(1, 'check', '--no-cache', '-j', count).wall for count in '12')
        print(f'all of it by one process {one:.2f} s, by two {two:.2f} s   one / two: {one / two:.2f}')
        peak = max(clang(entry, MODES['parse']).peak for entry in entries)
        ours = [tool.run(command, '--no-cache', '-j', '1').peak for command in ('extract', 'check')]
        print(f'peak memory: parse {peak:.0f} MiB, extraction {ours[0]:.0f} MiB, all of it {ours[1]:.0f} MiB   '
              f'extraction / parse: {ours[0] / peak:.2f}   all / parse: {ours[1] / peak:.2f}')


def measure_change(entries: list[dict], changed: dict) -> None:
    """Prints what a run costs after one file has changed."""
    with tempfile.TemporaryDirectory(prefix='spinpair-bench-') as folder:
        entry, copy = movable(changed, folder)
        tool = Tool(folder, [entry if each is changed else each for each in entries])
        tool.run('check')
        parse = min(clang(entry, MODES['parse']).cpu for _ in range(3))
        text = copy.read_bytes()
        print(f'{copy.name} changed, whose parse takes {parse:.3f}:')
        for what, before, after in (('a comment at its end', b'', b'\n/* %d */\n'),
                                    ('a line at its begin', b'/* %d */\n', b'')):
            spent = {}
            for number, command in enumerate(('extract', 'check')):
                number = str(number).encode()
                copy.write_bytes(before.replace(b'%d', number) + text + after.replace(b'%d', number))
                spent[command] = tool.run(command).cpu
            print(f"  {what}: extraction {spent['extract']:.3f}, all of it {spent['check']:.3f}   "
                  f"extraction / parse: {spent['extract'] / parse:.2f}   "
                  f"all / parse: {spent['check'] / parse:.2f}")


def tree_memory(pid: int) -> float:
    """What a process and its descendants have of memory, in MiB; shared pages are divided."""
    total, todo = 0.0, [pid]
    while todo:
        each = todo.pop()
        try:
            rollup = Path(f'/proc/{each}/smaps_rollup').read_text()
            total += int(re.search(r'^Pss:\s+(\d+)', rollup, re.M)[1]) / 1024
            for task in Path(f'/proc/{each}/task').iterdir():
                todo += map(int, (task / 'children').read_text().split())
        except (OSError, TypeError):
            pass                # it has ended
    return total


class Peak(threading.Thread):
    """Watches the memory of a server until it is told to end."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self.pid, self.most, self.done = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.done.wait(0.01):
            self.most = max(self.most, tree_memory(self.pid))

    def end(self) -> float:
        self.done.set()
        self.join()
        return self.most


def keystrokes(command: list[str], folder: str, path: Path, count: int, settings: dict) -> tuple[float, float, float]:
    """Opens a file in a server, and changes one number in a function of it, again and again. From
    opening it to diagnostics, the median from a change to those, in seconds; and memory."""
    text = path.read_text(errors='replace')
    # The body of the last function with a lock, or else of the last one.
    ends = [m.start() for m in re.finditer(r'^}', text, re.M)]
    end = max((e for e in ends if re.search(r'Lock\w*\(', text[text.rfind('\n}', 0, e - 1) + 1:e])), default=ends[-1])
    client = Client(command, cwd=folder)
    peak = Peak(client.process.pid)
    client.start(folder, **settings)

    def published(version: int, begin: float) -> float:
        client.until(lambda: client.versions.get(str(path)) == version, timeout=300,
                     what=f'diagnostics of {path.name}')
        return time.monotonic() - begin

    begin = time.monotonic()
    client.open(path, text, version=1, language='cpp' if path.suffix == '.cpp' else 'c')
    first = published(1, begin)
    line = text[:end].count('\n')
    spent = []
    for version in range(2, count + 2):
        changes = {'range': {'start': {'line': line, 'character': 0},
                             'end': {'line': line, 'character': 0 if version == 2 else 12}},
                   'text': f'(void){version:05};'}
        begin = time.monotonic()
        client.change(path, version, changes)
        spent.append(published(version, begin))
    client.stop()
    return first, statistics.median(spent), peak.end()


def measure_editor(entries: list[dict], count: int = 15) -> None:
    """Prints what the language server takes from a keystroke to diagnostics, beside the parse of
    the file, and its memory beside clangd's."""
    clangd = next(filter(None, map(shutil.which, ('clangd-19', 'clangd', 'clangd-14'))), None)
    with tempfile.TemporaryDirectory(prefix='spinpair-bench-') as folder:
        written = [movable(entry, folder) for entry in entries]
        Tool(folder, [entry for entry, _ in written])
        all_of = []
        for entry, path in written:
            parse = statistics.median(clang(entry, MODES['parse']).wall for _ in range(7))
            first, ours, memory = keystrokes([str(TOOL), 'lsp'], folder, path, count, {'debounce': 0})
            all_of.append(ours / parse)
            print(f'{path.name:24} parse {parse:.3f} s, opened {first:.3f} s, a keystroke {ours:.3f} s   '
                  f'keystroke / parse: {ours / parse:.2f}', flush=True)
            if clangd:
                _, theirs, its = keystrokes([clangd, '--background-index=0', '--log=error'], folder, path, count, {})
                print(f"{'':24} memory {memory:.0f} MiB, clangd's {its:.0f} MiB   ours / clangd's: {memory / its:.2f}   "
                      f"a keystroke of clangd's {theirs:.3f} s", flush=True)
            else:
                print(f"{'':24} memory {memory:.0f} MiB; no clangd to compare with")
        print(f'keystroke / parse, median of the files: {statistics.median(all_of):.2f}')


def example() -> list[dict]:
    return [{'directory': str(ROOT), 'file': str(path),
             'arguments': ['clang', '-Iinclude/wdk', str(path)]}
            for path in sorted((ROOT / 'examples/miniport-clean').glob('*.c'))]


UNIT = """#include <storport.h>
ULONG Lock{next}(PVOID Ext, ULONG Id);
VOID Unlock{next}(PVOID Ext, ULONG Id, ULONG Irql);
ULONG Lock{own}(PVOID Ext, ULONG Id) {{
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  return Irql;
}}
VOID Unlock{own}(PVOID Ext, ULONG Id, ULONG Irql) {{
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}}
VOID Work{own}(PVOID Ext, ULONG Id) {{
  ULONG Irql = Lock{next}(Ext, Id);
  StorPortStallExecution(1);
  Unlock{next}(Ext, Id, Irql);
}}
"""


def growth(counts: list[int]) -> None:
    """Prints what a unit costs in programs of several sizes. Each takes its lock by
    the helpers of the next."""
    for count in counts:
        with tempfile.TemporaryDirectory(prefix='spinpair-bench-') as folder:
            files = []
            for i in range(count):
                files.append(str(Path(folder) / f'unit{i}.c'))
                Path(files[-1]).write_text(UNIT.format(own=i, next=(i + 1) % count))
            spent = cost([str(TOOL), *files, '--', f"-I{ROOT / 'include/wdk'}"], folder)
            if spent.status != 0:
                sys.exit(f'bench: a program of {count} units is not right')
        print(f'{count:5} units: {1000 * spent.cpu / count:.1f} ms for each', flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--database', type=Path)
    parser.add_argument('--only', default='', help='files whose path matches')
    parser.add_argument('--runs', type=int, default=3)
    parser.add_argument('--tool', action='store_true',
                        help='only the parse and the command spinpair: it takes much less time')
    parser.add_argument('--editor', action='store_true',
                        help='measure the language server instead: keystrokes and memory')
    parser.add_argument('--growth', action='store_true',
                        help='measure generated programs of several sizes instead')
    args = parser.parse_args()
    if args.growth:
        growth([100, 300, 1000])
        return
    try:
        entries = json.loads(args.database.read_text()) if args.database \
            else example()
    except (OSError, ValueError) as error:
        sys.exit(f'bench: {args.database} cannot be read: {error}')
    entries = [entry for entry in entries if re.search(args.only, entry['file'])]
    if not entries:
        sys.exit('bench: no file to measure')

    if args.editor:
        measure_editor(entries)
        return
    modes = {'parse': MODES['parse']} if args.tool else MODES
    total = dict.fromkeys(modes, 0.0)
    print(f"{'CPU seconds':32}" + ''.join(f'{mode:>9}' for mode in modes))
    for entry in entries:
        # Runs of the modes alternate, so that a slow moment hits all alike.
        best = dict.fromkeys(modes, float('inf'))
        for _ in range(args.runs):
            for mode, flags in modes.items():
                best[mode] = min(best[mode], clang(entry, flags).cpu)
        for mode in modes:
            total[mode] += best[mode]
        print(f"{Path(entry['file']).name:32}" +
              ''.join(f'{best[mode]:9.2f}' for mode in modes), flush=True)
    print(f"{'total':32}" + ''.join(f'{total[mode]:9.2f}' for mode in modes))
    if not args.tool:
        print(f"plugin / stock: {total['plugin'] / total['stock']:.2f}   "
              f"alone / parse: {total['alone'] / total['parse']:.2f}   "
              f"stock / parse: {total['stock'] / total['parse']:.2f}")
    measure_tool(entries, args.runs, total['parse'])
    measure_change(entries, entries[0])


if __name__ == '__main__':
    main()

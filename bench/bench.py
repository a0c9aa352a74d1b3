#!/usr/bin/env python3
"""Measures what spinpair costs: for each file of a compilation database, the
CPU time of a plain parse, of the stock analyzer, of the stock analyzer with the
plugin, and of the plugin alone, in one run, each the least of several; and for the
whole database that of the command spinpair, with its extraction alone. Prints a table
and the ratios that matter.

usage: ./dev bench [--database compile_commands.json] [--only REGEX] [--runs N]
       ./dev bench --growth

Without a database it measures the example miniport. Entries must be in the
`arguments` form, written for clang."""
import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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


def run_cpu(command: list[str], folder: str) -> tuple[float, int]:
    """CPU seconds of a command, and its exit status."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ((after.ru_utime + after.ru_stime) -
            (before.ru_utime + before.ru_stime), run.returncode)


def cpu_seconds(entry: dict, mode: list[str]) -> float:
    seconds, status = run_cpu([CLANG, *mode, '-o', os.devnull,
                               *entry['arguments'][1:]], entry['directory'])
    if status != 0:
        sys.exit(f"bench: {entry['file']} was not analysed ({' '.join(mode)})")
    return seconds


def tool_seconds(entries: list[dict], runs: int) -> tuple[float, float]:
    """CPU seconds of spinpair over all entries: extraction, and all of it."""
    with tempfile.TemporaryDirectory(prefix='spinpair-bench-') as folder:
        database = Path(folder) / 'compile_commands.json'
        database.write_text(json.dumps(entries))
        best = []
        for command in ('extract', 'check'):
            times = [run_cpu([str(TOOL), command, '-p', str(database)], folder)
                     for _ in range(runs)]
            if any(status == 1 for _, status in times):
                sys.exit(f'bench: spinpair {command} did not run')
            best.append(min(seconds for seconds, _ in times))
    return best[0], best[1]


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
            seconds, status = run_cpu([str(TOOL), *files, '--',
                                       f"-I{ROOT / 'include/wdk'}"], folder)
            if status != 0:
                sys.exit(f'bench: a program of {count} units is not right')
        print(f'{count:5} units: {1000 * seconds / count:.1f} ms for each', flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--database', type=Path)
    parser.add_argument('--only', default='', help='files whose path matches')
    parser.add_argument('--runs', type=int, default=3)
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

    total = dict.fromkeys(MODES, 0.0)
    print(f"{'CPU seconds':32}" + ''.join(f'{mode:>9}' for mode in MODES))
    for entry in entries:
        # Runs of the modes alternate, so that a slow moment hits all alike.
        best = dict.fromkeys(MODES, float('inf'))
        for _ in range(args.runs):
            for mode, flags in MODES.items():
                best[mode] = min(best[mode], cpu_seconds(entry, flags))
        for mode in MODES:
            total[mode] += best[mode]
        print(f"{Path(entry['file']).name:32}" +
              ''.join(f'{best[mode]:9.2f}' for mode in MODES), flush=True)
    print(f"{'total':32}" + ''.join(f'{total[mode]:9.2f}' for mode in MODES))
    print(f"plugin / stock: {total['plugin'] / total['stock']:.2f}   "
          f"alone / parse: {total['alone'] / total['parse']:.2f}   "
          f"stock / parse: {total['stock'] / total['parse']:.2f}")
    extract, check = tool_seconds(entries, args.runs)
    print(f'spinpair: {check:.2f}, of which extraction {extract:.2f}   '
          f"spinpair / parse: {check / total['parse']:.2f}   "
          f"extraction / parse: {extract / total['parse']:.2f}")


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Functions that are too much to explore: each must end within a minute, and
either have its mistake found or be named as not finished, or both. Exit status
1 and a sentence for each that does neither."""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HEAD = '''typedef unsigned int ULONG;
ULONG StorPortAcquireMSISpinLock(void *E, ULONG M, ULONG *O);
ULONG StorPortReleaseMSISpinLock(void *E, ULONG M, ULONG O);
void Step(int);
'''
SECONDS = 60


def branches(count: int) -> str:
    """Independent branches between acquire and release; one path leaks."""
    body = ''.join(f'  if (A[{i}]) Step({i});\n' for i in range(count))
    return (f'void F(void *E, int *A) {{\n  ULONG Old;\n'
            f'  StorPortAcquireMSISpinLock(E, 0, &Old);\n{body}'
            f'  if (A[{count}]) return;\n'
            f'  StorPortReleaseMSISpinLock(E, 0, Old);\n}}\n')


def lines(count: int) -> str:
    body = ''.join(f'  Step({i});\n' for i in range(count))
    return (f'void F(void *E, int A) {{\n  ULONG Old;\n'
            f'  StorPortAcquireMSISpinLock(E, 0, &Old);\n{body}'
            f'  if (A) return;\n  StorPortReleaseMSISpinLock(E, 0, Old);\n}}\n')


def acquires(count: int) -> str:
    take = ''.join(f'  StorPortAcquireMSISpinLock(E, {i}, &Old[{i}]);\n'
                   for i in range(count))
    give = ''.join(f'  StorPortReleaseMSISpinLock(E, {i}, Old[{i}]);\n'
                   for i in reversed(range(1, count)))
    return f'void F(void *E) {{\n  ULONG Old[{count}];\n{take}{give}}}\n'


CASES = {'40 branches': branches(40), '10,000 lines': lines(10_000),
         '200 acquires': acquires(200)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--clang', required=True)
    parser.add_argument('--plugin', required=True)
    args = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in CASES.items():
            source = Path(folder) / 'load.c'
            source.write_text(HEAD + text)
            try:
                run = subprocess.run(
                    [args.clang, '-cc1', '-load', args.plugin, '-analyze',
                     '-setup-static-analyzer', '-analyzer-checker=core,storport',
                     '-analyzer-config', 'storport:Coverage=true', source],
                    capture_output=True, text=True, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                print(f'{name}: not at an end after {SECONDS} s')
                wrong += 1
                continue
            found = '[storport.msi.Leak]' in run.stderr
            named = "'F' is undecided" in run.stderr
            print(f'{name}: {"found" if found else "not found"}, '
                  f'{"named as not finished" if named else "finished"}')
            wrong += run.returncode != 0 or not (found or named)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

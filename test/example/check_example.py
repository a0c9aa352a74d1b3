#!/usr/bin/env python3
"""Analyses both twins of the example miniport, file by file as a compiler sees
it, and compares what is reported with the table in its README: each mistake
that one file shows is reported once, in its function, and nothing else is. The
clean twin must be silent. Exit status 1 and a sentence for each difference."""
import argparse
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROW = re.compile(r'^\| `(\w+\.c)` \| `(\w+)` \|.*\| (storport\.\S+) \|$')
REPORT = re.compile(r'^(.+?):(\d+):\d+: warning: (.+) \[(\S+)\]$')
FUNCTION = re.compile(r'^(?!\s)(?:[\w*]+\s+)*\**(\w+)\(')


def function_at(source: Path, line: int) -> str:
    """The function whose body holds the line, by the layout of the example."""
    name = '?'
    for text in source.read_text().splitlines()[:line]:
        if match := FUNCTION.match(text):
            name = match.group(1)
    return name


def reports(args: argparse.Namespace, folder: Path) -> Counter:
    found: Counter = Counter()
    for source in sorted(folder.glob('*.c')):
        run = subprocess.run(
            [args.clang, '--analyze', '-Xclang', '-load', '-Xclang', args.plugin,
             '-Xclang', '-analyzer-checker=storport', '--analyzer-output', 'text',
             '-I', args.source / 'include/wdk', source],
            capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f'{source} was not analysed:\n{run.stderr}')
        for line in run.stderr.splitlines():
            if match := REPORT.match(line):
                place = function_at(Path(match.group(1)), int(match.group(2)))
                found[Path(match.group(1)).name, place, match.group(4)] += 1
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--clang', required=True)
    parser.add_argument('--plugin', required=True)
    parser.add_argument('--source', required=True, type=Path)
    args = parser.parse_args()
    seeded = args.source / 'examples/miniport'
    expected = Counter(match.groups() for line in
                       (seeded / 'README.md').read_text().splitlines()
                       if (match := ROW.match(line)))
    if len(expected) < 5:
        sys.exit('examples/miniport/README.md lists fewer than 5 mistakes')
    wrong = 0
    for twin, want in ((seeded, expected),
                       (args.source / 'examples/miniport-clean', Counter())):
        got = reports(args, twin)
        for what in sorted((want - got).keys()):
            print(f'{twin.name}: not reported: {what}')
            wrong += 1
        for what in sorted((got - want).keys()):
            print(f'{twin.name}: reported, but not expected: {what}')
            wrong += 1
    print(f'example: {sum(expected.values())} mistakes, {wrong} differences')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

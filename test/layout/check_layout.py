#!/usr/bin/env python3
"""Rules of the house that a compiler does not check: conditionals on the LLVM
version stand in one header; the core knows nothing of LLVM; no adapter names a
rule or a routine; the plugin links nothing of LLVM. Exit status 1 and a sentence
for each place that breaks one."""
import re
import subprocess
import sys
from pathlib import Path


def main() -> int:
    root, plugin = Path(sys.argv[1]), sys.argv[2]
    wrong = []
    sources = [path for path in sorted((root / 'checker').rglob('*'))
               if path.suffix in ('.c', '.h', '.cpp', '.inc')]
    if len(sources) < 10:
        wrong.append('fewer than 10 sources below checker/')
    for path in sources + sorted((root / 'include/spinpair').glob('*.h')):
        name = path.relative_to(root)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            where = f'{name}:{number}'
            if re.match(r'\s*#.*\b(CLANG|LLVM)_VERSION', line) \
                    and path.name != 'Compat.h':
                wrong.append(f'{where}: a conditional on the LLVM version '
                             'belongs into checker/analyzer/Compat.h')
            core = 'core' in path.parts or 'spinpair' in path.parts[-2:]
            if core and re.search(r'#\s*include\s*[<"](clang|llvm)', line):
                wrong.append(f'{where}: the core knows nothing of LLVM')
            if 'analyzer' in path.parts and path.suffix == '.cpp' \
                    and re.search(r'"(StorPort\w+|ExtFunction\w+)"', line):
                wrong.append(f'{where}: routines are named in the core only')
    needed = subprocess.run(['readelf', '-d', plugin], capture_output=True,
                            text=True, check=True).stdout
    for line in needed.splitlines():
        if 'NEEDED' in line and re.search(r'LLVM|clang', line):
            wrong.append(f'the plugin links LLVM: {line.strip()}')
    print(*wrong, f'layout: {len(wrong)} breaches', sep='\n')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

"""Edits the files of an example at random, and compares runs with and without a cache.

usage: check_edits.py SPINPAIR FOLDER WDK EXAMPLE [ROUNDS [SEED]]
"""
import difflib
import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

SPINPAIR, FOLDER, WDK, EXAMPLE = sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
shutil.rmtree(FOLDER, ignore_errors=True)
shutil.copytree(EXAMPLE, FOLDER, ignore=shutil.ignore_patterns('*.md'))
FILES = sorted(FOLDER.glob('*.c'))
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 24
SEED = int(sys.argv[6]) if len(sys.argv) > 6 else 1
pick = random.Random(SEED)


def run(*arguments):
    done = subprocess.run([SPINPAIR, *(file.name for file in FILES), *arguments, '--report', 'json=out.json',
                           '--report', 'text', '--', f'-I{WDK}'],
                          cwd=FOLDER, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and not done.stderr, (SEED, done)
    report = json.loads((FOLDER / 'out.json').read_text())
    report.pop('seconds', None)
    return done.stdout, report


def check():
    """Returns how much was explored by the run with a cache."""
    before = set(FOLDER.glob('cache/llvmcache-search-*'))
    kept, plain = run('--cache', 'cache'), run('--no-cache')
    assert kept[0] == plain[0], '\n'.join([str(SEED), *difflib.unified_diff(*(text.splitlines() for text, _ in (kept, plain)))])
    assert kept[1] == plain[1], (SEED, kept[1], plain[1])
    return len(set(FOLDER.glob('cache/llvmcache-search-*')) - before)


def edited(name, before, after):
    """Is the same found of a file by itself, with a cache that knows it before an edit?"""
    file = FOLDER / name
    for text in before, after:
        file.write_text('#include <storport.h>\n' + text)
        found = [subprocess.run([SPINPAIR, name, *cache, '--', f'-I{WDK}'], cwd=FOLDER, capture_output=True, text=True,
                                timeout=60) for cache in (['--cache', 'alone'], ['--no-cache'])]
        assert found[0].stdout == found[1].stdout and found[0].returncode == found[1].returncode, (text, found)
    file.unlink()


LEAK = ('VOID %s(PVOID E, ULONG M, int a) { ULONG I; StorPortAcquireMSISpinLock(E, %s, &I); if (%s) return; '
        'StorPortReleaseMSISpinLock(E, %s, I); }')


def leak(name, message='M', condition='a'):
    return LEAK % (name, message, condition, message)


# Code that knows its line, and a directive that says it.
known = 'struct S { int l; };\nstatic const struct S K = {__LINE__};\n' + leak('One', condition='K.l > 3') + '\n'
edited('line.c', known, '\n' + known)
edited('line.c', '\n' + known, known)
for mark in 'line 2', '2 "line.c"':
    edited('line.c', f'#{mark}\n' + leak('One') + '\n', f'\n\n\n#{mark}\n' + leak('One') + '\n')

# What stood in one line, and text of the source that looks like clang's.
one, two = leak('One'), leak('Two')
edited('line.c', f'{one} {two}\n', f'{one}\n{"":{len(one) + 1}}{two}\n')
text = leak('One', 'M /* on line 5 */ + 1').replace('; ', ';\n') + '\n'
edited('line.c', text, '\n\n' + text)


def lines_of(file):
    return file.read_text().splitlines(keepends=True)


def between(lines):
    """The lines before which nothing of a function is open."""
    starts = [number for number, line in enumerate(lines) if line == '}\n']
    return [0] + [number + 1 for number in starts]


MORE = ['\n', '// more\n', '/* more */\n', '\n\n\n', '/* more\n   of it */\n']
explored = check()
assert explored > 1, explored
for number in range(ROUNDS):
    file = pick.choice(FILES)
    lines = lines_of(file)
    kind = pick.choice(['between', 'between', 'inside', 'less', 'end', 'function'])
    if kind == 'between':
        lines.insert(pick.choice(between(lines)), pick.choice(MORE))
    elif kind == 'inside':
        lines.insert(pick.choice([n for n in range(1, len(lines)) if not lines[n - 1].endswith('\\\n')]),
                     pick.choice(['\n', '// more\n']))
    elif kind == 'less':
        blank = [n for n, line in enumerate(lines) if line in ('\n', '// more\n')]
        if blank:
            del lines[pick.choice(blank)]
    elif kind == 'end':
        lines.append(pick.choice(MORE))
    else:
        lines.insert(pick.choice(between(lines)), f'static int Unused{number}(int a) {{ return a + 1; }}\n')
    file.write_text(''.join(lines))
    explored = check()
    assert not explored or kind not in ('between', 'end'), (SEED, number, kind, file.name, explored)

# What matters is explored anew.
file = next(file for file in FILES if 'StorPortReleaseMSISpinLock' in file.read_text())
file.write_text(re.sub(r'( *StorPortReleaseMSISpinLock\(.*;\n)', r'  ;\n\1', file.read_text(), count=1))
check()

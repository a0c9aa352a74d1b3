#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the commands that the documents show, and compares what comes out with what they
show of it: check_commands.py BUILD ROOT FOLDER LLVM

A fenced block without a language is a list of commands, unless OUTPUT or PICTURES has
it. Each command is run in a project with the example miniport, or NOT_RUN says why not.
What a block of OUTPUT shows must have come out of the commands before it on the page, or
of those that OUTPUT gives: each of its lines, in this order, with others in between.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

BUILD, ROOT, FOLDER = (Path(each).resolve() for each in sys.argv[1:4])
LLVM = sys.argv[4]
BLOCK = re.compile(r'^ *```(\w*)\n(.*?)^ *```', re.MULTILINE | re.DOTALL)

# Commands that match, from their beginning, and why they are not run here.
NOT_RUN = {
    r'\./dev ': 'installs packages, and runs this test',
    r'(cmake|ninja|cpack|apt-get|for N in) ': 'the test install does that, and needs to build all',
    r'~/spinpair/bin/spinpair ': 'the test install does that',
    r'podman ': 'wants the network',
    r'pre-commit ': 'the lit test tool/pre-commit does that; the hooks are on the network',
    r'mkdir -p results\n|parallel ': 'the lit test tool/scale-out does that, with two machines',
    r'sbatch ': 'wants a cluster',
    r'CodeChecker ': 'is not packaged in Debian',
    r'spinpair\n|(build/bin/)?spinpair (driver/|driver\n|driver\.vcxproj|storage|dirs|-p x64)': 'the lit test tool/projects does that',
    r'(build/bin/)?spinpair diff ': 'the lit test tool/diff does that',
    r'spinpair merge reports ': 'wants what CodeChecker writes',
}
# Blocks that are no commands and no output, by their beginnings.
PICTURES = ('include/spinpair/     C interface', 'unit --parse--> lock programs',
            '--analyzer-no-default-checks -Xclang', '(pointer "')
# Blocks that are output, by their beginnings, and what comes before if it is not on the page.
OUTPUT = {
    'examples/miniport/io.c:30:5: warning: ': 'spinpair examples/miniport/*.c',
    'spinpair: 14 findings; ': 'spinpair examples/miniport/*.c',
    'spinpair: driver.c: its command would load code': '''
        sed 's/-c driver.c/-fplugin=x.so -c driver.c/' driver/compile_commands.json > loads.json
        spinpair -p loads.json''',
    '# configuration file: .spinpair.yaml': '''
        printf 'rules:\\n  - -storport.msi.FailedAcquire\\n' > .spinpair.yaml
        spinpair config -p build --wdk /opt/wdk/Include
        rm .spinpair.yaml''',
    'spinpair: .spinpair.yaml:1:1: there is no key': '''
        echo 'rule: Leak' > .spinpair.yaml
        spinpair -p build
        rm .spinpair.yaml''',
    '(block': 'spinpair extract *.c',
    'locks.h:7:16: warning: ': '''
        mkdir -p stated && cd stated
        printf '\\n\\n\\n\\n\\n\\n__attribute__((annotate("spinpair::balances")))\\nvoid LibTrace(void *adapter);\\n' > locks.h
        printf '#include "locks.h"\\nvoid trace(void *adapter) { LibTrace(adapter); }\\n' > trace.c
        spinpair trace.c 2>&1 | sed "s,$PWD/,,"''',
    '(callback': 'spinpair extract *.c',
    "'SqLockEvents', locks.c:43, is proved": 'spinpair explain-function SqLockEvents -p build',
    'io.c:30:5: warning: ': '',
    '28:3 call of SqLockQueue (block 0)': '',
    'spinpair: 1 finding, 1 suppressed, ': '''
        cp io.c kept
        sed -i 's/return SRB_STATUS_BUSY;/& \\/\\/ NOLINT/' io.c
        spinpair -p build --baseline some.json --update-baseline
        python3 -c "import json; b = json.load(open('some.json')); b['findings'].pop(); json.dump(b, open('some.json', 'w'))"
        spinpair -p build --baseline some.json
        mv kept io.c''',
    'spinpair: src/queue.c: no result has it': '''
        mkdir -p src && cp io.c src/queue.c && cp *.h src
        spinpair io.c src/queue.c --shard 1/2 --result one
        spinpair merge one''',
    'spinpair: 2 findings with 1 cause; ': '''
        mkdir -p drops && cd drops
        printf '#include <storport.h>\\nvoid Drop(void *e, void *p) {\\n  StorPortFreePool(e, p);\\n}\\n' > drop.c
        for F in a b; do
          printf '#include <storport.h>\\nvoid Drop(void *e, void *p);\\nvoid %s(void *e, ULONG i, void *p) {\\n  ULONG q;\\n  StorPortAcquireMSISpinLock(e, i, &q);\\n  Drop(e, p);\\n  StorPortReleaseMSISpinLock(e, i, q);\\n}\\n' $F > $F.c
        done
        spinpair a.c b.c drop.c''',
    "spinpair: 11 findings; 5 results of clang's": '',
}
# What stands for something else, in commands and in output.
STANDS_FOR = [(r'\bBUILD\b', 'build'), (r'(?<=--wdk )DIR\b', 'kit'), ('/opt/wdk/Include', '{folder}/kit'),
              (r'(?<=-load-plugin )PLUGIN\b|(?<=-Xclang )PLUGIN\b', '{plugin}'),
              (r'(clang|scan-build|analyze-build|spinpair)-19\b', r'\1-{llvm}')]
# Where commands of a page are run, if not in the root of the project.
WHERE = {'examples/miniport/README.md': 'examples/miniport'}
# What is built there, if not the sources in the root.
SOURCES = {'docs/compilation-databases.md': 'drivers/*/*.c'}
ENVIRONMENT = {
    **os.environ, 'PATH': f'{BUILD}/bin:{os.environ["PATH"]}', 'HOME': str(FOLDER / 'home'),
    'LC_ALL': 'C.UTF-8', 'GITHUB_STEP_SUMMARY': str(FOLDER / 'summary'),
    'PLUGIN': str(BUILD / f'lib/spinpair-{LLVM}.so'),
    **{f'GIT_{who}_{what}': 'a@example.org' for who in ('AUTHOR', 'COMMITTER') for what in ('NAME', 'EMAIL')}}
for name in 'CC', 'CXX', 'NO_COLOR':
    ENVIRONMENT.pop(name, None)
MAKEFILE = 'all: $(patsubst %.c,%.o,$(filter-out driver.c,$(wildcard *.c)))\n%.o: %.c\n' \
           f'\t$(CC) -I{ROOT}/include/wdk -c $< -o $@\n'
used = set()


def pages():
    """All but those of single rules, whose examples the test docs compiles."""
    found = [path for path in ROOT.glob('*.md') if path.name != 'CHANGELOG.md']
    found += [path for path in (ROOT / 'docs').rglob('*.md')
              if path.parent.name != 'rules' or path.name == 'README.md']
    found += (ROOT / 'examples').rglob('*.md')
    return sorted(found)


def make_project(page):
    """The example miniport, in a repository, built where pages have builds."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name in 'examples', 'home/.zfunc', 'home/.config/fish/completions', 'build', 'driver':
        (FOLDER / name).mkdir(parents=True)
    example = ROOT / 'examples/miniport'
    shutil.copytree(example, FOLDER, dirs_exist_ok=True)
    shutil.copytree(example, FOLDER / 'examples/miniport', dirs_exist_ok=True)
    shutil.copy(example / 'init.c', FOLDER / 'driver.c')
    for name in '.', 'examples/miniport':
        (FOLDER / name / 'Makefile').write_text(MAKEFILE)
    (FOLDER / 'include').symlink_to(ROOT / 'include')
    for name in 'bin', 'lib':
        (FOLDER / 'build' / name).symlink_to(BUILD / name)
    kit = FOLDER / 'kit/km'
    shutil.copytree(ROOT / 'include/wdk', kit)
    for name, twin in ('disk', 'miniport'), ('raid', 'miniport-clean'):
        shutil.copytree(ROOT / 'examples' / twin, FOLDER / 'drivers' / name)
    sources = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob(SOURCES.get(page, '*.c'))
                     if path.name != 'driver.c')
    for folder, files in ('build', sources), ('driver', ['driver.c']):
        (FOLDER / folder / 'compile_commands.json').write_text(json.dumps(
            [{'directory': str(FOLDER), 'file': file, 'command': f'cc -I{ROOT}/include/wdk -c {file}'}
             for file in files]))
    run('git init -q .')
    (FOLDER / '.git/info/exclude').write_text('/kit/\n/build/\n/home/\n')
    run('git add -A && git commit -qm x && git update-ref refs/remotes/origin/main HEAD')


def run(script, where='.'):
    done = subprocess.run(['bash', '-c', script], cwd=FOLDER / where, env=ENVIRONMENT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def commands(block):
    """The commands of a block, each with all of its lines."""
    text = ''
    for line in block.splitlines(keepends=True):
        text += line
        whole = subprocess.run(['bash', '-n', '-c', text], capture_output=True).returncode == 0
        if whole and not line.endswith('\\\n'):
            if text.strip():
                yield text
            text = ''
    assert not text, f'this is no whole command:\n{text}'


def meant(text):
    for pattern, what in STANDS_FOR:
        text = re.sub(pattern, what.format(folder=FOLDER, llvm=LLVM, plugin=ENVIRONMENT['PLUGIN'])
                      if '{' in what else what, text)
    return text


def beginning(text, table):
    """What of the table the text begins with, or None."""
    for each in table:
        if text.startswith(each):
            used.add(each)
            return each
    return None


def reason(command):
    for pattern in NOT_RUN:
        if re.match(pattern, command):
            used.add(pattern)
            return pattern
    return None


def compare(block, said):
    """The first line that did not come out, or None."""
    def bare(line):  # of blanks, and of brackets around what the block is a part of
        return line.strip().rstrip(')')
    rest = map(bare, said.splitlines())
    for line in map(bare, meant(block).splitlines()):
        if line and line != '...' and line not in rest:
            return line
    return None


def last(said):
    return '\n'.join(said.splitlines()[-12:])


def check(page):
    name = page.relative_to(ROOT).as_posix()
    wrong, count, said = [], 0, ''
    make_project(name)
    for language, block in BLOCK.findall(page.read_text()):
        if language or beginning(block, PICTURES):
            continue
        if (output := beginning(block, OUTPUT)) is not None:
            if OUTPUT[output]:
                said = run(meant(OUTPUT[output]))[1]
            elif output.startswith('io.c'):
                said = run('spinpair -p build')[1]
            if line := compare(block, said):
                wrong.append(f'{name}: this did not come out:\n{line}\nbut this:\n{last(said)}')
            continue
        for command in commands(block):
            if reason(command):
                continue
            if match := re.fullmatch(r'(\w+)=(\S+)\s*', command):
                ENVIRONMENT[match[1]] = run(f'echo "{meant(match[2])}"')[1].strip()
                continue
            status, said = run(meant(command), WHERE.get(name, '.'))
            count += 1
            if status not in (0, 2):
                wrong.append(f'{name}: status {status} of\n{command}{last(said)}')
    return wrong, count


wrong, total = [], 0
for page in pages():
    more, count = check(page)
    wrong += more
    total += count
for each in [*NOT_RUN, *PICTURES, *OUTPUT]:
    if each not in used:
        wrong.append(f'no page has what check_commands.py lists as: {each}')
print(*wrong, sep='\n')
print(f'{total} commands, {len(wrong)} differences')
sys.exit(1 if wrong or total < 30 else 0)

"""Projects of several kinds under 'spinpair init'. usage: check_init.py SPINPAIR LLVM"""
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from program import Program

SPINPAIR, LLVM = sys.argv[1:]
# Where no folder above is a repository or has a .spinpair.yaml.
temporary = tempfile.TemporaryDirectory()
program = Program(SPINPAIR, Path(temporary.name) / 'driver')
KINDS = ['configuration', 'compilation database', 'Windows Kit', 'LLVM', 'git', 'pre-commit']
for name in 'WDKContentRoot', 'WindowsSdkDir':
    os.environ.pop(name, None)
NO_DATABASE = 'missing: the build can write it'


def init(folder='.'):
    """The rows by what they are of, and the next command."""
    out, said = program.run('init', status=0, folder=folder)
    assert not said, said
    rows, next_one = out.rstrip('\n').rsplit('\n\nnext: ', 1)
    found = {}
    for row in rows.split('\n'):
        found.setdefault(row[:21].rstrip(), []).append(row[22:])
    assert list(found) == KINDS, out
    return {kind: rows[0] if len(rows) == 1 else rows for kind, rows in found.items()}, next_one


# An empty folder.
found, then = init()
assert found['configuration'] == '.spinpair.yaml is written' and then == 'spinpair FILE ... -- CLANG ARGUMENT ...'
assert found['compilation database'] == NO_DATABASE
assert re.fullmatch(rf"{LLVM}\.\S+, clang's headers in /\S+", found['LLVM'])
assert found['git'] in ('not installed; --changed-since needs it',
                        'no repository here; reports name files from the current folder')

# What is written changes nothing, and every line that it suggests is right.
template = (program.folder / '.spinpair.yaml').read_text()
program.write('wrong.yaml', 'keyless: 1\n')
keys = program.run('config', '--config', 'wrong.yaml', status=1)[1].rsplit('there are ')[1].strip().split(', ')
assert set(keys) == set(re.findall('^#([a-z-]+): ', template, re.MULTILINE)), keys
(program.folder / 'wrong.yaml').unlink()
assert all(line.startswith('#') or not line for line in template.splitlines())
defaults = program.run('config', status=0)[0]
assert defaults.startswith('# configuration file: .spinpair.yaml\n')
program.write('.spinpair.yaml', re.sub('^#(?=[a-z])', '', template, flags=re.M))
program.write('kit/km/storport.h', '')
changed = program.run('config', status=0)[0]
shutil.rmtree(program.folder / 'kit')
for line in ('# off: storport.msi.FailedAcquire ', '"MyTrace": DISPATCH_LEVEL', f'wdk: "{program.folder}/kit"',
             '"-Icommon"', '"-DDBG=1"', 'effort: 4', '"C:\\\\src=/home/me/src"', '"tools/"'):
    assert line in changed and line not in defaults, (line, changed)

# It is never written over, nor is one of a folder above passed by.
program.write('.spinpair.yaml', '# mine\n')
found, then = init()
assert found['configuration'] == '.spinpair.yaml is in force, and stays as it is'
assert (program.folder / '.spinpair.yaml').read_text() == '# mine\n'
(program.folder / 'sub').mkdir()
found, then = init(folder='sub')
assert found['configuration'] == f'{program.folder}/.spinpair.yaml is in force, and stays as it is'
assert not list((program.folder / 'sub').iterdir())
program.write('.spinpair.yaml', 'wdkk: x\n')
out, said = program.run('init', status=1)
assert not out and said == "spinpair: .spinpair.yaml:1:1: there is no key 'wdkk'; did you mean 'wdk'?\n"
(program.folder / '.spinpair.yaml').unlink()
(program.folder / '.spinpair.yaml').symlink_to('nowhere')
out, said = program.run('init', status=1)
assert not out and said == "spinpair: '.spinpair.yaml' cannot be read: No such file or directory\n", said
(program.folder / '.spinpair.yaml').unlink()

(program.folder / '.spinpair.yaml').mkdir()
for words in ['init'], ['config'], []:
    out, said = program.run(*words, status=1)
    assert not out and said == "spinpair: '.spinpair.yaml' cannot be read: Is a directory\n", said
(program.folder / '.spinpair.yaml').rmdir()

# How the database is to be made.
for file, command in (('Makefile', 'bear -- make'), ('meson.build', 'meson setup build'),
                      ('CMakeLists.txt', 'cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON')):
    program.write(file, '')
    assert init()[1] == command

# Databases, where people have them; the newest is the one to take.
program.write('driver.c')
entries = json.dumps([program.entry('driver.c', 'cc -c driver.c')])
for age, folder in enumerate(('out/x64', 'cmake-build-debug', 'build', '.')):
    name = f'{folder}/compile_commands.json'
    program.write(name, entries)
    os.utime(program.folder / name, (10 ** 9, 10 ** 9 - age))
program.write('node_modules/deep/compile_commands.json', entries)
program.write('.hidden/compile_commands.json', entries)
found, then = init()
assert then == 'spinpair -p out/x64' and found['compilation database'] == [
    f'{folder}compile_commands.json: 1 file' for folder in ('out/x64/', 'cmake-build-debug/', 'build/', '')], found
assert program.run('-p', 'nowhere', status=1)[1] == (
    "spinpair: there is no 'nowhere'; there is a compilation database in 'out/x64': spinpair -p out/x64\n")
assert '1 finding;' in program.run(*then.split()[1:], status=2)[0]
program.write('out/x64/compile_commands.json', '[')
program.write('build/compile_commands.json', '[]')
found, then = init()
damaged, = [row for row in found['compilation database'] if row.startswith('out/')]
assert len(damaged) > 40 and 'build/compile_commands.json: it lists no files' in found['compilation database']
assert then == 'spinpair -p cmake-build-debug', then

# A kit of the project is taken, one of the machine only shown.
(program.folder / '.spinpair.yaml').unlink()
program.write('elsewhere/km/storport.h', '')
os.environ['WDKContentRoot'] = str(program.folder / 'elsewhere')
assert init()[0]['Windows Kit'] == f"{program.folder}/elsewhere; --wdk '{program.folder}/elsewhere' takes it"
assert 'wdk:' not in program.run('config', status=0)[0]
(program.folder / '.spinpair.yaml').unlink()
program.write('kit/km/storport.h', '')
assert init()[0]['Windows Kit'] == 'kit, now in .spinpair.yaml'
assert f'wdk: "{program.folder}/kit" # .spinpair.yaml:' in program.run('config', status=0)[0]
assert init()[0]['Windows Kit'].startswith('kit, from .spinpair.yaml:')

# git and pre-commit.
(program.folder / '.git').mkdir()
program.write('.pre-commit-config.yaml', 'repos: [{repo: x, hooks: [{id: spinpair}]}]\n')
found, then = init(folder='.')
assert found['pre-commit'] == 'runs spinpair'
assert found['git'] in ('not installed; --changed-since needs it', f'the repository is {program.folder}')

for arguments in (['.'], ['-p', 'build']):
    assert program.run('init', *arguments, status=1)[1] == (
        "spinpair: 'init' takes no argument; it looks at the current folder\n")

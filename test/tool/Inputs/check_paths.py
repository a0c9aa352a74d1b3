"""What cannot be read or written. usage: check_paths.py SPINPAIR FOLDER"""
import json
import os
import shutil
import subprocess
import sys

from program import Program

SPINPAIR = sys.argv[1]
program = Program(SPINPAIR, sys.argv[2])
program.write('a.c')
program.write('empty', '')
program.write('build/compile_commands.json', json.dumps([program.entry('a.c', 'cc -c a.c')]))
program.write('full/compile_commands.json/x', '')
(program.folder / 'dir').mkdir()


def wrong(why, *arguments):
    out, said = program.run(*arguments, status=1)
    assert not out and said == f'spinpair: {why}\n', (arguments, out, said)


wrong("'dir' is a folder; there is no project of Visual Studio and no 'sources' file in it or below; "
      'name the files in it, or a compilation database with -p BUILD', 'dir')
wrong("'build' is a folder; the compilation database in it is analysed with -p build", 'a.c', 'build')
wrong("'full/compile_commands.json' cannot be read: Is a directory", '-p', 'full')
wrong("'empty' is not a compilation database: it is empty", '-p', 'empty')
wrong("'empty' is not a baseline of spinpair: it is empty", 'a.c', '--baseline', 'empty')
wrong("-p takes one value, and has 'build' and 'dir'", '-p', 'build', '-p', 'dir')
wrong("--baseline takes one value, and has 'x' and 'y'", 'a.c', '--baseline=x', '--baseline', 'y')
program.run('-p', 'build', '-p', 'build', '-j', '1', '-j2', status=2)
program.run('-p', 'build/compile_commands.json', status=2)

# Before any work: nothing is parsed, and no report is there.
program.write('bad.c', '#error\n')
for kind in 'json', 'html':
    wrong("'no/x' cannot be written: No such file or directory", 'bad.c', '--report', f'{kind}=no/x',
          '--report', 'sarif=x.sarif')
    wrong("'a.c/x' cannot be written: Not a directory", 'bad.c', '--report', f'{kind}=a.c/x')
wrong("'dir' cannot be written: Is a directory", 'bad.c', '--report', 'json=dir')
wrong("'no/x' cannot be written: No such file or directory", 'bad.c', '--baseline', 'no/x', '--update-baseline')
wrong("'no/x' cannot be written: No such file or directory", 'bad.c', '--shard', '1/1', '--result', 'no/x')
wrong("two reports go to './x'; give each a file of its own", 'bad.c', '--report', 'json=x', '--report', 'sarif=./x')
assert not [name for name in program.files() if name.startswith('x')]
program.run('a.c', '--report', 'json=/dev/null', '--report', 'sarif=/dev/null', status=2)
for folder in 'dir', 'new/deep/':
    program.run('a.c', '--report', f'html={folder}', status=2)
    assert (program.folder / folder / 'index.html').is_file()

# A cache that cannot be kept is named, and takes nothing away.
for folder, why in (('empty', "'empty/"), ('empty/x', "'empty/x' cannot be made: Not a directory")):
    out, said = program.run('a.c', '--cache', folder, status=2)
    assert said.startswith(f'spinpair: the cache is not kept: {why}') and said.count('\n') == 1, said

# What another user may not read or write. Root may all.
program.write('locked/a.c')
program.write('secret.c')
program.write('secret.yaml', 'rules: [-Leak]\n')
program.write('known.json', '{"version": 1, "findings": []}\n')
program.write('all.json', json.dumps([program.entry(name, f'cc -c {name}')
                                      for name in ('a.c', 'secret.c', 'locked/a.c')]))
program.write('below.json', json.dumps([{**program.entry('a.c', 'cc -c a.c'),
                                         'directory': str(program.folder / 'locked/sub')}]))
shutil.copytree(program.folder / 'build', program.folder / 'sealed', ignore=lambda *_: ['.spinpair-cache'])
CLOSED = 'locked', 'secret.c', 'secret.yaml', 'known.json'
os.chmod(program.folder, 0o777)
for name in CLOSED:
    os.chmod(program.folder / name, 0)
os.chmod(program.folder / 'sealed', 0o555)
if os.getuid() == 0:
    other = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', SPINPAIR]
    works = shutil.which('setpriv') and not subprocess.run(
        other + ['config', 'a.c'], cwd=program.folder, capture_output=True).returncode
else:
    other, works = [SPINPAIR], True


def as_other(status, *arguments):
    done = subprocess.run([*other, *arguments], cwd=program.folder, capture_output=True, text=True)
    assert done.returncode == status, (arguments, done)
    return done.stderr


if works:
    DENIED = 'cannot be read: Permission denied\n'
    assert as_other(1, 'locked/a.c') == f"spinpair: 'locked/a.c' {DENIED}"
    assert as_other(1, '-p', 'locked') == f"spinpair: 'locked/compile_commands.json' {DENIED}"
    assert as_other(1, 'a.c', '--config', 'secret.yaml') == f"spinpair: 'secret.yaml' {DENIED}"
    assert as_other(1, 'a.c', '--baseline', 'known.json') == f"spinpair: 'known.json' {DENIED}"
    said = as_other(3, '-p', 'all.json', '--no-cache')
    assert f'spinpair: locked/a.c: it {DENIED}spinpair: locked/a.c is not analysed\n' in said, said
    assert 'spinpair: secret.c is not analysed\n' in said, said
    said = as_other(3, '-p', 'below.json', '--no-cache')
    assert f"the folder '{program.folder}/locked/sub' that it is compiled in {DENIED}" in said, said
    assert as_other(1, 'a.c', '--report', 'json=sealed/x.json') == (
        "spinpair: 'sealed/x.json' cannot be written: Permission denied\n")
    assert as_other(2, '-p', 'sealed') == (
        "spinpair: the cache is not kept: 'sealed/.spinpair-cache' cannot be made: Permission denied; name "
        'another folder with --cache, or give --no-cache\n')
for name in 'sealed', *CLOSED:
    os.chmod(program.folder / name, 0o755)

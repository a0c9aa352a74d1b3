"""The hooks, run by pre-commit in repositories of their own, without network."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

spinpair, source = sys.argv[1:]
# Where no folder above has a compilation database.
temporary = tempfile.TemporaryDirectory()
folder = pathlib.Path(temporary.name)
HOOKS, DRIVER, TOOLS = folder / 'hooks', folder / 'driver', folder / 'tools'
for each in (HOOKS, DRIVER, TOOLS, folder / 'home'):
    each.mkdir(parents=True)
# Nothing of the user's, and of the machine no spinpair that may be installed.
for tool in pathlib.Path('/usr/bin').iterdir():
    if tool.name != 'spinpair':
        os.symlink(tool, TOOLS / tool.name)
os.symlink(spinpair, TOOLS / 'spinpair')
ENVIRONMENT = {'PATH': str(TOOLS), 'HOME': str(folder / 'home'), 'LC_ALL': 'C.UTF-8',
               'PRE_COMMIT_HOME': str(folder / 'home/pre-commit'),
               'GIT_CONFIG_NOSYSTEM': '1', 'GIT_CONFIG_GLOBAL': str(folder / 'home/gitconfig'),
               'GIT_CEILING_DIRECTORIES': str(folder), 'PRE_COMMIT_COLOR': 'never'}
for who in ('AUTHOR', 'COMMITTER'):
    ENVIRONMENT |= {f'GIT_{who}_NAME': 'A', f'GIT_{who}_EMAIL': 'a@example.org'}


def run(*command, cwd=DRIVER, status=0):
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == status, (command, done.returncode, done.stdout)
    return done.stdout


def hook(name, *arguments, status):
    """What comes after the head of try-repo, which shows its configuration."""
    said = run('pre-commit', 'try-repo', str(HOOKS), name, *arguments, status=status)
    said = said.rsplit('=' * 79 + '\n', 1)[1]
    return said[said.index('spinpair'):]  # behind what pre-commit sets up once


def database(*files):
    (DRIVER / 'build').mkdir(exist_ok=True)
    (DRIVER / 'build/compile_commands.json').write_text(json.dumps(
        [{'directory': str(DRIVER), 'file': file, 'command': f'cc -c {file}'}
         for file in files]))


def edit(file, old, new):
    text = (DRIVER / file).read_text()
    assert old in text
    (DRIVER / file).write_text(text.replace(old, new, 1))
    run('git', 'add', file)


shutil.copy(os.path.join(source, '.pre-commit-hooks.yaml'), HOOKS)
clean = os.path.join(source, 'examples/miniport-clean')
shutil.copytree(clean, DRIVER, dirs_exist_ok=True)
(DRIVER / '.gitignore').write_text('build/\n')
for each in (HOOKS, DRIVER):
    run('git', 'init', '-q', '-b', 'main', cwd=each)
    run('git', 'add', '.', cwd=each)
    run('git', 'commit', '-q', '-m', 'Start', cwd=each)
UNITS = sorted(path.name for path in DRIVER.glob('*.c'))
assert len(UNITS) > 2

# No database yet.
edit('io.c', '\n', ' \n')
said = hook('spinpair', status=1)
assert said.startswith('spinpair...') and '- exit code: 1\n\nspinpair: there is no '\
    'compile_commands.json and no build/compile_commands.json here or in a folder above; '\
    'let the build write it' in said, said

# Clean code; and nothing of ours is changed.
database(*UNITS)
assert hook('spinpair', status=0).rstrip().endswith('Passed')
assert hook('spinpair-all', '--hook-stage', 'push', status=0).rstrip().endswith('Passed')

# A mistake: the first line tells it, and the last one counts.
run('git', 'commit', '-q', '-a', '-m', 'Clean')
edit('io.c', 'SqUnlockQueue(Adapter, Queue, &Handle);\n', '\n')
said = hook('spinpair', status=1)
assert "- exit code: 2\n\nio.c:31:5: warning: MSI spin lock for message 'Queue->MessageId' is still "\
    'held on return [storport.msi.Leak] (high)\n' in said, said
assert said.rstrip().splitlines()[-1].startswith('spinpair: 1 finding; '), said
# It is the change that is checked, not the program.
edit('reset.c', '\n', ' \n')
run('git', 'commit', '-q', '-m', 'Wrong', 'io.c')
assert hook('spinpair', status=0).rstrip().endswith('Passed')
said = hook('spinpair-all', '--hook-stage', 'manual', status=1)
assert '[storport.msi.Leak] (high)\n' in said, said

# A header stands for the units that include it.
edit('locks.h', '\n', ' \n')
assert '\nio.c:' in hook('spinpair', '--files', 'locks.h', status=1)

# A file that the database does not know, and one that is gone.
(DRIVER / 'new.c').write_text('int New;\n')
said = hook('spinpair', '--files', 'new.c', status=1)
assert '- exit code: 3\n\nspinpair: new.c: no unit of the compilation database is or '\
    'includes it; make the database anew, or exclude the file from the hook ' in said, said
database(*UNITS, 'moved.c')
said = hook('spinpair', '--files', 'reset.c', status=1)
assert '- exit code: 3\n\nspinpair: moved.c: the file is missing; let the build write the '\
    'compilation database anew\n' in said, said

# The program is not installed.
(TOOLS / 'spinpair').unlink()
said = hook('spinpair', '--files', 'reset.c', status=1)
assert '- exit code: 127\n' in said and 'spinpair: not found\n' in said, said

# A signal ends it.
(TOOLS / 'spinpair').write_text('#!/bin/sh\nkill -9 $$\n')
(TOOLS / 'spinpair').chmod(0o755)
said = hook('spinpair', '--files', 'reset.c', status=1)
assert '- exit code: 137\n' in said, said
(TOOLS / 'spinpair').unlink()
os.symlink(spinpair, TOOLS / 'spinpair')

# As a project has it: a configuration, and a commit that is refused.
os.rename(DRIVER / 'build', DRIVER / 'out')
(DRIVER / '.gitignore').write_text('out/\n')
database(*UNITS)
os.rename(DRIVER / 'build/compile_commands.json', DRIVER / 'out/compile_commands.json')
revision = run('git', 'rev-parse', 'HEAD', cwd=HOOKS).strip()
(DRIVER / '.pre-commit-config.yaml').write_text(f'''repos:
  - repo: {HOOKS}
    rev: {revision}
    hooks:
      - id: spinpair
        args: [-p, out, --]
''')
run('git', 'add', '.')
run('pre-commit', 'install')
said = run('git', 'commit', '-q', '-m', 'Refused', status=1)
assert '[storport.msi.Leak] (high)\n' in said, said

# What the page says to install covers merges, and names a version.
page = pathlib.Path(source, 'docs/pre-commit.md').read_text()
version = re.search(r'project\(spinpair VERSION ([\d.]+)',
                    pathlib.Path(source, 'CMakeLists.txt').read_text())[1]
assert f'rev: v{version}\n' in page
line, = re.findall('^pre-commit install .*', page, re.MULTILINE)
run(*line.split())
assert {'pre-commit', 'pre-merge-commit', 'pre-push'} <= \
    {path.name for path in (DRIVER / '.git/hooks').iterdir()}

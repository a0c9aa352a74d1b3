"""From an empty repository to a gated change. usage: check_adopting.py SPINPAIR"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from program import SOURCE, Program

temporary = tempfile.TemporaryDirectory()
program = Program(sys.argv[1], Path(temporary.name) / 'driver')
os.environ |= {'GIT_CONFIG_NOSYSTEM': '1', 'GIT_CONFIG_GLOBAL': '/dev/null'}
for who in 'AUTHOR', 'COMMITTER':
    os.environ |= {f'GIT_{who}_NAME': 'A', f'GIT_{who}_EMAIL': 'a@example.org'}
GATE = '-p', 'build', '--baseline', 'spinpair-baseline.json'


def git(*arguments):
    done = subprocess.run(['git', *arguments], cwd=program.folder, capture_output=True, text=True)
    assert done.returncode == 0, done
    return done.stdout


def gate(status, summary):
    out, said = program.run(*GATE, status=status)
    assert not said and f'spinpair: {summary}; ' in out, (out, said)
    return [line for line in out.splitlines() if ': warning: ' in line]


# The old code: three files, two with the same mistake, never looked at.
git('init', '-q', '.')
for number in range(3):
    program.write(f'old{number}.c', SOURCE.replace('leaks', f'old{number}'))
program.write('old2.c', '#define RIGHT\n' + SOURCE.replace('leaks', 'old2'))
program.write('.gitignore', 'build/\n')
program.write('build/compile_commands.json', json.dumps(
    [program.entry(f'old{number}.c', f'cc -c old{number}.c') for number in range(3)]))
git('add', '.')
git('commit', '-qm', 'Old code')

# Setting up: what there is, and one line for what is known.
out, said = program.run('init', status=0)
assert out.endswith('\nnext: spinpair -p build\n') and not said, out
out, said = program.run(*GATE, '--update-baseline', '--quiet', status=0)
assert not out and not said, (out, said)
git('add', '.')
git('commit', '-qm', 'Check with spinpair')
assert 'spinpair-baseline.json' in git('ls-files') and 'build' not in git('ls-files')
assert gate(0, '0 findings, 2 known') == []

# Another clone, at another place, is gated by the same file.
other = program.folder.parent / 'clone'
git('clone', '-q', '.', str(other))
(other / 'build').mkdir()
text = (program.folder / 'build/compile_commands.json').read_text()
(other / 'build/compile_commands.json').write_text(text.replace(str(program.folder), str(other)))
out, said = program.run(*GATE, status=0, folder=other)
assert 'spinpair: 0 findings, 2 known; ' in out, out

# Old code moves, and stays known; a new mistake fails, and is the only one shown.
program.write('old0.c', '/* More. */\n\n' + SOURCE.replace('leaks', 'old0'))
gate(0, '0 findings, 2 known')
program.write('old2.c', SOURCE.replace('leaks', 'old2'))
found, = gate(2, '1 finding, 2 known')
assert found.startswith('old2.c:8:3: warning: ') and found.endswith('[storport.msi.Leak] (high)'), found

# Fixed, it passes; an old one that is fixed may leave the baseline, and fails if it returns.
git('checkout', '-q', 'old2.c')
program.write('old0.c', '#define RIGHT\n' + SOURCE.replace('leaks', 'old0'))
gate(0, '0 findings, 1 known')
program.run(*GATE, '--update-baseline', status=0)
program.write('old0.c', SOURCE.replace('leaks', 'old0'))
found, = gate(2, '1 finding, 1 known')
assert found.startswith('old0.c:8:3: '), found

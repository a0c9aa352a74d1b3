"""Standard streams that are full, closed, or read by nobody. usage: check_output.py SPINPAIR FOLDER"""
import json
import subprocess
import sys

from program import Program

SPINPAIR = sys.argv[1]
program = Program(SPINPAIR, sys.argv[2])
program.write('a.c')
program.database(program.entry('a.c', ['cc', 'a.c']))
COMMANDS = ('rules', 'rules --format json', '--help', '--help-all', '--version', 'explain Leak', 'man',
            'completion bash', 'config -p .', 'extract -p .', 'explain-function leaks -p .', '-p .',
            '-p . --report json', '-p . --report sarif=report.sarif', 'init')


def run(arguments, redirection):
    """The status, and what is said on both streams, if they are not redirected."""
    done = subprocess.run(['bash', '-c', f'"$0" {arguments} {redirection}', SPINPAIR], cwd=program.folder,
                          capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


for arguments in COMMANDS:
    for redirection, why in (('>/dev/full', 'No space left on device'), ('>&-', 'Bad file descriptor')):
        status, _, said = run(arguments, redirection)
        assert (status, said) == (1, f'spinpair: cannot write the output: {why}\n'), (arguments, status, said)
    # Nobody reads on: no more is said, and nothing crashes.
    status, _, said = run(arguments, '| head -c 1; exit ${PIPESTATUS[0]}')
    assert status in (0, 2, 141) and not said, (arguments, status, said)
# The other reports are there all the same.
assert json.loads((program.folder / 'report.sarif').read_text())['runs']

# A device that takes nothing is named before anything is analysed.
for target in 'json=/dev/full', 'html=/dev/full', 'text=linked':
    (program.folder / 'linked').unlink(missing_ok=True)
    (program.folder / 'linked').symlink_to('/dev/full')
    status, out, said = run(f'-p . --report {target}', '')
    assert (status, out) == (1, ''), (target, status, out)
    assert said == f"spinpair: '{target.split('=')[1]}' cannot be written: No space left on device\n", said

# What cannot be said on standard error changes no status, and gets into no file.
program.write('b.c', '#error\n')
before = program.files()
for redirection in '2>/dev/full', '2>&-', '<&- 2>&-':
    assert run('explain Leek', redirection)[0] == 1
    assert run('--no-cache a.c', redirection)[0] == 2
    assert run('--no-cache b.c', redirection)[0] == 3
assert run('-p . --cache fresh', '<&- >&- 2>&-')[0] == 1
assert program.run('-p', '.', '--cache', 'fresh', status=2)[0] == program.run('-p', '.', status=2)[0]

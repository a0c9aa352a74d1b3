"""The completion scripts in their shells, and the manual page in man."""
import pathlib
import re
import shutil
import subprocess
import sys

spinpair, folder = sys.argv[1], pathlib.Path(sys.argv[2])
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)


def run(*command, status=0):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == status, (command, done)
    return done


def script(shell):
    text = run(spinpair, 'completion', shell).stdout
    (folder / shell).write_text(text)
    return text


RULES = {'Leak', 'storport.msi.Leak', 'LockOrder', 'storport.msi.LockOrder'}
manual = run(spinpair, 'man').stdout
OPTIONS = set(re.findall(r'^\.TP\n\\fB(-\S+)\\fR', manual.replace(r'\-', '-'),
                         re.MULTILINE))
assert {'-p', '-j', '--report', '--help'} <= OPTIONS, OPTIONS

# Bash, which calls the function with the words so far.
script('bash')


def bash(*words):
    return run('bash', '-uc', 'source ./bash; COMP_WORDS=("$@"); '
               'COMP_CWORD=$(($# - 1)); _spinpair; '
               'printf "%s\\n" "${COMPREPLY[@]}"', 'spinpair', *words).stdout.split()


assert bash('spinpair', 'expl') == ['explain-function', 'explain']
assert set(bash('spinpair', '-')) == OPTIONS - {'--format', '--lock-program'} | {'-h'}
assert bash('spinpair', 'rules', '-') == ['--format', '--help', '-h']
assert bash('spinpair', 'explain-function', '--l') == ['--lock-program']
assert not bash('spinpair', 'hook', '--shard')
assert bash('spinpair', 'check', '-p', 'build', '--upd') == ['--update-baseline']
assert RULES <= set(bash('spinpair', 'explain', 'L') +
                    bash('spinpair', 'explain', 'storport.msi.L'))
assert RULES <= set(bash('spinpair', '--rules', ''))
assert bash('spinpair', 'completion', '') == ['bash', 'zsh', 'fish']
assert bash('spinpair', 'debug', 's') == ['states', 'summary', 'slice']
assert bash('spinpair', '--color', 'al') == ['always']
assert bash('spinpair', '--color', '=', 'al') == ['always']
assert 'never' in bash('spinpair', '--color', '=')
# A file: bash has its own way then.
assert not bash('spinpair', '-p', '-')
assert not bash('spinpair', '--report', 'sarif', '=', 'sar')
assert not bash('spinpair', 'fil')
assert not bash('spinpair', 'a.c', '--', '-D')
# Each format that is offered is one, and each one is offered.
formats = bash('spinpair', '--report', '')
for name in formats:
    assert 'no report format' not in run(spinpair, '--report', name, 'none.c',
                                         status=1).stderr
known = run(spinpair, '--report', '?', status=1).stderr.split('there are ')[1]
assert set(re.findall(r'\w+', known)) - {'and'} == set(formats), (known, formats)
# What readline is told.
typed = run('bash', '-c', 'source ./bash; complete -p spinpair').stdout
assert '-o default' in typed and '-F _spinpair' in typed, typed

# The others, where they are.
for shell in ('zsh', 'fish'):
    text = script(shell)
    for option in OPTIONS:
        assert re.search(rf'(-[sl] |\*-*){option.lstrip("-")}\b', text), option
    if shutil.which(shell):
        run(shell, '-n', shell)
if shutil.which('fish'):
    def fish(line):
        said = run('fish', '--no-config', '-c', 'source ./fish; complete -C $argv[1]',
                   line).stdout
        return [each.split('\t')[0] for each in said.splitlines()]
    assert fish('spinpair expl') == ['explain', 'explain-function']
    assert fish('spinpair --report s') == ['sarif']
    assert {'LockOrder', 'Leak'} <= set(fish('spinpair explain L'))

for arguments, why in (([], "'completion' wants a shell: bash, zsh or fish"),
                       (['tcsh'], 'there is completion for bash, zsh and fish, '
                        "not for 'tcsh'")):
    said = run(spinpair, 'completion', *arguments, status=1).stderr
    assert said == f'spinpair: {why}\n', said

# The manual page: no warnings, and what the tables hold.
(folder / 'spinpair.1').write_text(manual)
done = run('groff', '-ww', '-man', '-Tutf8', '-P-cbou', 'spinpair.1')
assert not done.stderr, done.stderr
done = run('man', '--warnings', '-l', 'spinpair.1')
assert not done.stderr, done.stderr
shown = re.sub(r'\s+', ' ', done.stdout)
for text in ('spinpair - check how StorPort miniports use the MSI spin locks',
             'explain RULE say what a rule means', '--report FORMAT[=PATH] text,',
             "--rules '-*,storport.msi.Leak'", 'storport.msi.Leak A path ends',
             '3 Something could not be analysed'):
    assert text in shown, (text, shown)
assert run(spinpair, 'man', 'x', status=1).stderr == (
    "spinpair: 'man' takes no argument\n")

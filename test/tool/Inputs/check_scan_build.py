"""Builds under 'spinpair scan-build'. usage: check_scan_build.py SPINPAIR FOLDER SOURCE"""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from program import Program

SPINPAIR, FOLDER, ROOT = sys.argv[1:]
program = Program(SPINPAIR, FOLDER)
TEMPORARY = program.folder / 'temporary folder'
TEMPORARY.mkdir()
os.environ['TMPDIR'] = str(TEMPORARY)
for name in 'CC', 'CXX':
    os.environ.pop(name, None)
RULE = f'\t$(CC) -I{ROOT}/include/wdk -c $< -o $@\n'


def build(*arguments, status, command=('make', '-B')):
    """What is reported, and what the build and scan-build said."""
    out, said = program.run('scan-build', *arguments, '--', *command, status=status)
    assert not list(TEMPORARY.iterdir()), list(TEMPORARY.iterdir())
    return out, said


# Two folders, each built where it is; in one of them the mistake is in a header's helper.
for source in sorted((Path(ROOT) / 'examples/miniport').glob('*.[ch]')):
    program.write(f'disk/{source.name}', source.read_text())
program.write('disk/Makefile', 'all: io.o reset.o\n%.o: %.c\n' + RULE)
program.write('Makefile', 'all: leaks.o\n\t$(MAKE) -C disk\n%.o: %.c\n' + RULE)
program.write('leaks.c')
out, said = build(status=2)
assert out.endswith("\nspinpair: 7 findings; 3 results of clang's analyzer\n"), out
assert 'disk/io.c:30:5: warning: ' in out and '\nleaks.c:8:3: warning: ' in out, out
assert 'make' not in out and '-c leaks.c' in said, (out, said)
report = json.loads(build('--report', 'json', status=2)[0])
assert len(report['findings']) == 7
build('--baseline', 'known', '--update-baseline', status=0)
out, said = build('--baseline', 'known', status=0)
assert "spinpair: 0 findings, 7 known; 3 results of clang's analyzer\n" == out, out
assert len(json.loads(build('--rules', '-*,Leak', '--report', 'json', status=2)[0])['findings']) == 2
# The same findings to the command itself: it knows them by that baseline.
program.database(*(program.entry(name, f'cc -c {name}') for name in ('leaks.c', 'disk/io.c', 'disk/reset.c')))
assert 'spinpair: 0 findings, 7 known' in program.run('-p', '.', '--baseline', 'known', status=0)[0]

# Nothing is passed over in silence.
out, said = build(status=3, command=['true'])
assert not out and said.endswith('spinpair: the build compiled nothing under scan-build; clean it '
                                 'first, and let it take its compiler from CC or CXX\n'), said
program.write('leaks.c', 'int broken(\n')
out, said = build(status=3, command=['make', '-B', '-k'])
assert said.endswith('spinpair: the build ended with status 2; what it did not compile is not analysed\n'), said
# What gcc takes and clang does not.
program.write('leaks.c', 'int outer(int a) { int inner(int b) { return a + b; } return inner(1); }\n')
out, said = build(status=3)
assert said.endswith('spinpair: leaks.c: it was not analysed; clang says: leaks.c:1:37: error: function '
                     'definition is not allowed here\n'), said
assert out.endswith('; 1 file not parsed\n'), out
program.write('leaks.c')
out, said = build(status=3, command=['sh', '-c', 'make -B; exit 7'])
assert 'the build ended with status 7; ' in said and 'spinpair: 7 findings; ' in out, (out, said)
build(status=3, command=['no-such-command'])

# What is wrong is said before anything is built.
for arguments, why in (
        ((), "'scan-build' wants a build command behind '--', as in 'spinpair scan-build -- make'"),
        (('make',), "'scan-build' wants a build command behind '--', as in 'spinpair scan-build -- make'"),
        (('-p', '.', '--', 'make'), "'scan-build' compiles as the build does; -p, --wdk and --extra-arg "
                                    "are for 'check'"),
        (('--', '-j2', 'make'), "'-j2' is no build command"),
        (('--baseline', 'none', '--', 'make'), "'none' is not there; --update-baseline makes it")):
    out, said = program.run('scan-build', *arguments, status=1)
    assert not out and said == f'spinpair: {why}\n', (arguments, said)

# A copy of the command alone has no plugin beside it.
copy = program.folder / 'bin/spinpair'
copy.parent.mkdir()
shutil.copy(SPINPAIR, copy)
done = subprocess.run([copy, 'scan-build', '--', 'make'], cwd=program.folder, capture_output=True, text=True)
assert done.returncode == 1 and not done.stdout, done
assert done.stderr.startswith('spinpair: the plugin for clang ') and done.stderr.count('\n') == 1, done

"""spinpair hook: which units are checked for which files, and with which database."""
import os
import sys
import tempfile

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
program.write('src/a.c', '#include "locks.h"\n' + SOURCE)
program.write('src/b.c', '#include "locks.h"\n')
program.write('src/right.c', 'int right;\n')
program.write('src/part.c', SOURCE.replace('leaks', 'part'))
program.write('src/whole.c', '#include "part.c"\n')
program.write('src/locks.h', '#ifndef ONCE\n#define ONCE\n#include "inner.h"\n#endif\n')
program.write('src/inner.h', '\n')
program.write('src/strange+(.c', SOURCE.replace('leaks', 'strange'))
program.write('src/unknown.c')
program.write('src/unused.h', '')
program.write('-p.c', '#include "src/inner.h"\n' + SOURCE.replace('leaks', 'dashes'))
os.symlink('src', program.folder / 'link')
UNITS = ['src/a.c', 'src/b.c', 'src/right.c', 'src/whole.c', 'src/strange+(.c',
         './-p.c']


def database(*more, where='build'):
    program.database(*[program.entry(file, ['cc', '-c', file])
                       for file in (*UNITS, *more)])
    (program.folder / where).mkdir(exist_ok=True)
    os.replace(program.folder / 'compile_commands.json',
               program.folder / where / 'compile_commands.json')


def hook(*arguments, status, errors=''):
    """The functions with findings."""
    out, said = program.run('hook', *arguments, status=status)
    assert said == errors, said
    return sorted(line.split(':')[0] for line in out.splitlines()
                  if ': warning: ' in line)


A, PART, STRANGE, DASHES = 'src/a.c', 'src/part.c', 'src/strange+(.c', '-p.c'
database()
assert hook(status=2) == [DASHES, A, PART, STRANGE]
assert hook('src/a.c', status=2) == [A]
assert hook('src/right.c', status=0) == []
# Names are no patterns, options, or places of their own.
assert hook('--', 'src/strange+(.c', '-p.c', status=2) == [DASHES, STRANGE]
assert hook('link/a.c', 'link/a.c', status=2) == [A]
# A header, also one that a header includes, or a source that is included.
assert hook('src/locks.h', status=2) == [A]
assert hook('link/inner.h', status=2) == [DASHES, A]
assert hook('src/part.c', 'src/right.c', status=2) == [PART]
# The summary counts what was checked.
out, _ = program.run('hook', 'src/b.c', 'src/part.c', status=2)
assert out.endswith('1 finding; 1 function with locks: 0 proved, 0 clean, 1 reported, '
                    '0 undecided\n'), out

# What the program has nothing to do with, and what is not there.
NONE = ('spinpair: {0}: no unit of the compilation database is or includes it; make the '
        "database anew, or exclude the file from the hook ('exclude' in .spinpair.yaml)\n"
        'spinpair: {0} is not analysed\n')
assert hook('src/unused.h', 'src/a.c', 'src/unknown.c', status=3,
            errors=NONE.format('src/unknown.c') + NONE.format('src/unused.h')) == [A]
assert hook('gone.c', status=3, errors='spinpair: gone.c: there is no such file\n'
            'spinpair: gone.c is not analysed\n') == []

# What the project excludes is not asked for.
program.write('.spinpair.yaml', 'exclude: ["src/unk*", src/unused.h]\n')
assert hook('src/unused.h', 'src/a.c', 'src/unknown.c', status=2) == [A]
assert hook('src/unused.h', status=0) == []
program.write('.spinpair.yaml', 'exclude: [src/]\n')
assert hook('--', 'src/a.c', '-p.c', status=2) == [DASHES]
os.remove(program.folder / '.spinpair.yaml')

# A stale database; and a unit that does not parse does not hide what it includes.
database('src/moved.c')
STALE = ('spinpair: src/moved.c: the file is missing; let the build write the compilation '
         'database anew\nspinpair: src/moved.c is not analysed\n')
assert hook('src/right.c', status=3, errors=STALE) == []
assert hook('src/moved.c', status=3, errors=STALE) == []
program.write('src/b.c', '#include "locks.h"\n#error\n')
database()
_, said = program.run('hook', 'src/locks.h', status=3)
assert said.count('error:') == 1 and said.endswith(
    'spinpair: src/b.c has errors, and what has one is not analysed\n'), said
program.write('src/b.c', '#include "locks.h"\n')

# What a unit includes is kept, until that changes.
assert hook('src/inner.h', status=2) == [DASHES, A]
program.write('src/right.c', '#include "inner.h"\n' + SOURCE.replace('leaks', 'wrong'))
for _ in range(2):
    assert hook('src/inner.h', status=2) == [DASHES, A, 'src/right.c']
program.write('src/right.c', 'int right;\n')
assert hook('src/inner.h', status=2) == [DASHES, A]

# The nearest database: compile_commands.json, then build, then above.
(program.folder / 'src/deeper').mkdir()
out, _ = program.run('hook', status=2, folder='src/deeper')
assert 'spinpair: 4 findings; ' in out, out
program.write('compile_commands.json', '{')
_, said = program.run('hook', 'src/a.c', status=1)
assert said.startswith("spinpair: './compile_commands.json' is not a comp"), said
assert hook('-p', 'build', 'src/a.c', status=2) == [A]
os.remove(program.folder / 'compile_commands.json')

# None, far from the build folder of this project; and one that does not list the program.
with tempfile.TemporaryDirectory() as empty:
    _, said = program.run('hook', str(program.folder / 'src/a.c'), status=1, folder=empty)
assert said == (
    'spinpair: there is no compile_commands.json and no build/compile_commands.json here '
    'or in a folder above; let the build write it (cmake '
    '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or bear -- make), or say where it is: -p '
    'BUILD\n'), said
program.write('flags/compile_flags.txt', '-DX\n')
assert hook('-p', 'flags', 'src/a.c', status=1, errors=(
    "spinpair: the compile_flags.txt in 'flags' does not tell which files the program "
    'has; a hook wants a compile_commands.json, which the build can write (cmake '
    '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or bear -- make)\n')) == []

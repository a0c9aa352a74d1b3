"""Files beside those that are analysed. usage: check_left_out.py SPINPAIR FOLDER"""
import sys

from program import SOURCE, Program
from vcxproj import project

program = Program(sys.argv[1], sys.argv[2])
write, run = program.write, program.run
HELPERS = ('#include "storport.h"\nvoid take(void *ext, ULONG *irql) { StorPortAcquireMSISpinLock(ext, 1, irql); }\n'
           'void give(void *ext, ULONG irql) { StorPortReleaseMSISpinLock(ext, 1, irql); }\n')
USER = ('#include "storport.h"\nvoid take(void *ext, ULONG *irql);\nvoid give(void *ext, ULONG irql);\n'
        'void user(void *ext, int *busy) {\n  ULONG irql;\n  take(ext, &irql);\n  if (*busy)\n    return;\n'
        '  give(ext, irql);\n}\n')

# A project beside the file, or above it in the repository.
write('.git/HEAD', '')
write('disk/src/io.c', USER)
write('disk/src/lock.c', HELPERS)
write('disk/src/other.c')
write('disk/disk.vcxproj', project('src/lock.c', 'src/io.c'))
NOTE = "spinpair: 'disk/disk.vcxproj' lists 'io.c'; give that to have the whole program\n"
said = run('disk/src/io.c', status=0)[1]
assert said.startswith(NOTE), said
assert 'nothing here calls a lock routine that spinpair knows; if helpers in other files of the driver do' in said
assert "spinpair: 'disk.vcxproj' lists 'io.c'" in run('src/io.c', status=0, folder='disk')[1]
for words in (['disk/src/other.c'], ['disk/src/io.c', '--'], ['disk/src/io.c', '--quiet']):
    assert "' lists '" not in run(*words, status=None)[1], words
assert 'io.c:8:5: warning: ' in run('disk/disk.vcxproj', status=2)[0]

# A database is for the files that it lists, whatever else is given.
write('ke.c', SOURCE.replace('leaks', 'apart'))
write('io.c', USER)
write('lock.c', HELPERS)
program.database(*(program.entry(name, ['cc', name]) for name in ('io.c', 'lock.c')))
for words in ['io.c', 'ke.c'], ['ke.c', 'io.c']:
    out, said = run(*words, status=2)
    assert said == ("spinpair: 'ke.c' is not in the database in '.', which has the others; it is read on its own\n")
    assert out.count(': warning: ') == 2 and 'io.c:' in out and 'ke.c:' in out, out
assert "' lists '" not in run('ke.c', status=2)[1]
assert 'Leak' in run('explain-function', 'user', 'io.c', 'ke.c', status=None)[0]

# Exclusions that leave nothing, or match nothing.
write('.spinpair.yaml', 'exclude: ["*.c"]\n')
out, said = run('-p', '.', status=3)
assert not out and said == ('spinpair: all 2 files of the program are excluded, by .spinpair.yaml:1:11; '
                            'nothing is analysed\n'), said
run('hook', 'io.c', status=3)
write('.spinpair.yaml', 'exclude: [lock.c, disk/, "tset/*"]\n')
said = run('-p', '.', status=None)[1]
assert said == "spinpair: .spinpair.yaml:1:26: no file is 'tset/*' or matches it\n", said
assert not run('-p', '.', '--quiet', status=None)[1].count('tset')
assert run('-p', '.', 'lock.c', status=3)[1] == (
    "spinpair: what is named is excluded, by 'exclude' in .spinpair.yaml; nothing is analysed\n")
run('hook', 'lock.c', status=0)  # it is told to leave that alone

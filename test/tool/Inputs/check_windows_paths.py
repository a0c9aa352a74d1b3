"""Databases and logs that were made on Windows: drives, shares, backslashes, case."""
import json
import shutil
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
write, run = program.write, program.run


def entries(*rows):
    write('db/compile_commands.json', json.dumps(
        [{'directory': where, 'command': command, 'file': file} for where, command, file in rows]))


def leaks(*arguments, status=2, folder='.'):
    out, said = run(*arguments, status=status, folder=folder)
    return sorted(line.split(':')[0] for line in out.splitlines() if ': warning: ' in line), said


write('tree/.git/HEAD', '')
write('tree/Drv/Io.c', '#include "Locks.h"\n#ifndef FROM_SHARE\n#error\n#endif\n' + SOURCE)
write('tree/Drv/Sub/Queue.c', '#include <locks.h>\n' + SOURCE.replace('leaks', 'queue'))
write('tree/Include/locks.h', '#define LOCKS\n')
write('tree/share/x.h', '#define FROM_SHARE\n')
for name in 'Drv/Io.c', 'Drv/Sub/Queue.c':
    text = (program.folder / 'tree' / name).read_text()
    write('tree/' + name, '#ifndef LOCKS\n#include "locks.h"\n#endif\n' + text if 'Queue' in name else text)

# Nothing says where they are: that is what is said, and no name is made up of both.
entries(('C:/src/drv', 'cl.exe /c C:\\src\\drv\\a.c', 'C:\\src\\drv\\a.c'),
        ('D:\\b', 'cl.exe /c b.c', 'b.c'), ('C:\\x', 'cl.exe /c \\\\srv\\s\\c.c', '\\\\srv\\s\\c.c'))
_, said = leaks('-p', 'db', status=3)
for name in 'C:\\src\\drv\\a.c', 'D:\\b\\b.c', '\\\\srv\\s\\c.c':
    assert f"'{name}' is a path of Windows, and nothing says where it is here; --path-map" in said, said
assert f'{program.folder}/' not in said, said

# By --path-map: drives and shares, in any case, both separators, longest first, with dots.
ROWS = [('c:\\work\\TREE\\Build', 'cl.exe /c /I..\\include /FI\\\\Server\\Pub\\X.H c:\\WORK\\tree\\drv\\io.c',
         'C:\\Work\\Tree\\Drv\\io.c'),
        ('C:/Work/Tree/Build', 'C:\\VC\\bin\\CL.exe -c /IC:/work/tree/drv/../Include ../TREE/drv/sub/QUEUE.C',
         '../drv/sub/queue.c')]
entries(*ROWS)
MAPS = ['--path-map', f'C:\\work\\tree={program.folder}/tree', f'--path-map=C:/wor={program.folder}/db',
        '--path-map', f'\\\\server\\pub={program.folder}/tree/share', '--path-map', f'C:\\={program.folder}/db']
(program.folder / 'tree/BUILD').mkdir()
found, said = leaks('-p', 'db', *MAPS)
assert found == ['tree/Drv/Io.c', 'tree/Drv/Sub/Queue.c'] and not said, (found, said)
# Another map is another program, whatever the cache knows.
_, said = leaks('-p', 'db', *MAPS[:3], status=3)
assert 'X.H' in said or 'x.h' in said.lower(), said
assert run('-p', 'db', '--path-map', 'src=/src', status=1)[1] == (
    "spinpair: --path-map wants a folder of Windows and one of here, as in 'C:\\src=/home/me/src', not 'src=/src'\n")
# The same in the configuration.
write('.spinpair.yaml', f"path-map: ['C:\\work\\tree=tree', '\\\\server\\pub=tree/share']\n")
found, said = leaks('-p', 'db')
assert found == ['tree/Drv/Io.c', 'tree/Drv/Sub/Queue.c'] and not said, (found, said)
write('.spinpair.yaml', 'path-map: [here]\n')
assert run('-p', 'db', status=1)[1].startswith('spinpair: .spinpair.yaml:1:12: path-map wants a folder of Windows')
(program.folder / '.spinpair.yaml').unlink()
# And back: text names files as Windows does.
out, _ = run('-p', 'db', *MAPS, '--windows-paths', '--color', 'never', status=2)
assert '\nC:\\work\\tree\\Drv\\Sub\\Queue.c:' in '\n' + out and f'{program.folder}' not in out, out
assert '      ' in out  # the source is shown all the same
for form, behind in (('line', ':'), ('msvc', '(')):
    out, _ = run('-p', 'db', *MAPS, '--windows-paths', '--report', form, status=2)
    assert f'\nC:\\work\\tree\\Drv\\Sub\\Queue.c{behind}' in '\n' + out, out
    assert str(program.folder) not in out, out

# In the tree of the database itself: what it has in common with the names.
write('tree/out/compile_commands.json', (program.folder / 'db/compile_commands.json').read_text()
      .replace('/FI\\\\\\\\Server\\\\Pub\\\\X.H', '/DFROM_SHARE'))
found, said = leaks('-p', 'tree/out')
assert found == ['tree/Drv/Io.c', 'tree/Drv/Sub/Queue.c'], (found, said)
assert said == (f"spinpair: 'C:\\Work\\Tree' of Windows is taken for '{program.folder}/tree'; --path-map says where "
                'else it is\n'), said

# To cl.exe, A.C is C.
write('tree/UP.C', SOURCE.replace('leaks', 'up') + 'void c(void *p) { int *class = p; (void)class; }\n')
write('tree/Plus.CPP', '#include "storport.h"\ntemplate <class T> void plus(T *e) { }\nvoid f() { plus((int *)0); }\n'
      + SOURCE.replace('leaks', 'cpp').replace('#include "storport.h"', ''))
program.database(program.entry('tree/UP.C', 'cl.exe /c tree\\UP.C'), program.entry('tree/Plus.CPP', ['cl', 'tree/Plus.CPP']))
found, said = leaks('-p', '.')
assert found == ['tree/Plus.CPP', 'tree/UP.C'] and not said, said
# What is in front of the precompiled header is passed over.
write('tree/pre.h', '#pragma once\n#include <storport.h>\n')
write('tree/p.c', 'none of this is read\n#if 0\n#endif\n  #  include "Pre.h"\n' + SOURCE.replace('leaks', 'p'))
write('tree/q.c', '#error\n#include <pre.h>\n' + SOURCE.replace('leaks', 'q'))
program.database(*[program.entry(f'tree/{name}.c', f'cl.exe /c /Yupre.h /Itree tree/{name}.c') for name in 'pq'])
found, said = leaks('-p', '.')
assert found == ['tree/p.c', 'tree/q.c'] and not said, said

# A log of MSBuild, with a project above it; upper case, UTF-16, and UTF-8 too.
for folder in 'proj/inc dir', 'proj/src':
    (program.folder / folder).mkdir(parents=True)
write('proj/p.VcxProj', '<Project/>')
write('proj/inc dir/Own.h', '#define OWN\n')
write('proj/src/one.c', '#include "own.h"\n#if !defined(OWN) || DBG != 1\n#error\n#endif\n' + SOURCE)
write('proj/src/Two.c', SOURCE.replace('leaks', 'two'))
LOG = ('^C:\\REPO\\PROJ\\SRC\\ONE.C\r\n/c /I"C:\\REPO\\PROJ\\INC DIR\\\\" /IX64\\DEBUG\\ /nologo /D DBG=1 /D "T=\\"x y\\"" '
       '/kernel /Fo"X64\\DEBUG\\\\" /Gd C:\\REPO\\PROJ\\SRC\\ONE.C\r\n'
       '^C:\\REPO\\PROJ\\SRC\\TWO.C\r\n/c /kernel C:\\REPO\\PROJ\\SRC\\TWO.C\r\n')
TLOG = 'proj/x64/Debug/p.tlog'
said = program.run('-p', TLOG, status=1)[1]
assert said == f"spinpair: '{program.folder}/{TLOG}' cannot be read: No such file or directory\n", said
write('proj/.git/HEAD', '')
for name, text in (('CL.command.1.tlog', b'\xff\xfe' + LOG.encode('utf-16-le')), ('cl.command.1.tlog', LOG.encode()),
                   ('CL.command.1.tlog', LOG.encode('utf-16-le'))):
    shutil.rmtree(program.folder / TLOG, ignore_errors=True)
    write(f'{TLOG}/{name}', text)
    write(f'{TLOG}/CL.read.1.tlog', 'not this')
    for given in TLOG, f'{TLOG}/{name}':
        found, said = leaks('-p', given)
        assert found == ['proj/src/Two.c', 'proj/src/one.c'], (given, found, said)
        assert said.startswith("spinpair: 'C:\\REPO\\PROJ' of Windows is taken for "), said
write('proj/empty.tlog/CL.write.1.tlog', '')
assert 'there is no CL.command.1.tlog in' in run('-p', 'proj/empty.tlog', status=1)[1]
write('proj/empty.tlog/CL.command.1.tlog', 'nothing\n')
assert 'has no commands of cl.exe' in run('-p', 'proj/empty.tlog', status=1)[1]

# A kit by the name that Windows has for it.
shutil.copytree(program.folder / 'tree/Include', program.folder / 'k/Windows Kits/10/Include/10.0.1.0/km')
write('k/Windows Kits/10/Include/10.0.1.0/km/storport.h', '#error "of the kit"\n')
_, said = leaks('tree/UP.C', '--wdk', 'C:\\Program Files (x86)\\Windows Kits\\10', '--path-map',
                f'C:\\Program Files (x86)={program.folder}/k', status=3)
assert 'of the kit' in said, said
write('.spinpair.yaml', "wdk: 'Q:\\Windows Kits\\10'\n")
write('tree/up2.c', SOURCE)
found, said = leaks('tree/up2.c')
assert found and "'Q:\\Windows Kits\\10' is not on this machine; model headers stand in for it" in said, said

"""Headers: a Windows Kit, names in any case, those of the tracing preprocessor, and
the model headers when there is nothing else."""
import json
import pathlib
import shutil
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
model = pathlib.Path(sys.argv[3])
KIT = 'Windows Kits/10/Include'
NEWEST = f'{KIT}/10.0.22621.0'
shutil.copytree(model, program.folder / NEWEST / 'km')
program.write(f'{NEWEST}/km/crt/marker.h', '#define CRT\n')
program.write(f'{NEWEST}/shared/Sub/Thing.h', '#define NEWEST\n')
# Older, by number and not by name; newer, but of no driver; not a version.
program.write(f'{KIT}/10.0.9600.0/km/storport.h', '#error "an old kit"\n')
program.write(f'{KIT}/10.0.26100.0/um/windows.h', '#error\n')
program.write(f'{KIT}/wdf/kmdf/1.9/wdf.h', '#error\n')

WINDOWS = '''#include <StorPort.H>
#include <sub\\thing.h>
#include "MARKER.h"
#if !defined(_WIN32) || !defined(_MSC_VER) || !defined(NEWEST) || !defined(CRT)
#error
#endif
'''
program.write('w.c', '#ifndef _AMD64_\n#error\n#endif\n' + WINDOWS + SOURCE)
program.write('arm.c', '#ifndef _ARM64_\n#error\n#endif\n' + WINDOWS
              + SOURCE.replace('leaks', 'arm'))
program.write('linux.c', '#ifdef _WIN32\n#error\n#endif\n'
              + SOURCE.replace('leaks', 'elsewhere'))

for folder in ('Windows Kits', 'Windows Kits/10', KIT, NEWEST, f'{NEWEST}/km'):
    out, said = program.run('w.c', '--wdk', folder, status=2)
    assert '1 finding' in out and not said, (out, said)
# Without its version folder.
shutil.copytree(program.folder / NEWEST, program.folder / 'flat')
program.run('w.c', '--wdk=flat', status=2)
# As cl.exe, and with targets of their own.
program.database(
    program.entry('w.c', ['cl.exe', '/kernel', '/c', 'w.c']),
    program.entry('arm.c', ['clang-cl', '--target=arm64-pc-windows-msvc', 'arm.c']),
    program.entry('linux.c', ['clang', '--target=x86_64-linux-gnu', 'linux.c']))
out, said = program.run('-p', '.', '--wdk', KIT, status=2)
assert '3 findings' in out and not said, (out, said)

# None, none with a driver's headers, and none there.
program.write('empty/10.0.1.0/um/windows.h', '')
for folder in ('empty', 'nowhere', 'w.c'):
    out, said = program.run('w.c', '--wdk', folder, status=1)
    assert not out and said == (
        f"spinpair: --wdk: '{folder}' has no headers of a Windows Kit, neither "
        'km/storport.h nor a version folder with it; give the Include folder of the '
        'WDK\n'), said
assert program.run('w.c', '--wdk', status=1)[1] == (
    'spinpair: --wdk wants the Include folder of a Windows Kit\n')

# The model headers, unless there is another storport.h.
program.write('model.c', '#include <STORPORT.h>\n' + SOURCE)
assert '1 finding' in program.run('model.c', status=2)[0]
assert '1 finding' in program.run('model.c', '--', '--target=x86_64-pc-windows-msvc',
                                  status=2)[0]
program.write('own/storport.h', '#error "my own"\n')
_, said = program.run('model.c', '--', '-Iown', status=3)
assert 'my own' in said, said

# What the tracing preprocessor would have made, in code that wants it.
program.write('Trace.h', '''
#define WPP_CONTROL_GUIDS \\
  WPP_DEFINE_CONTROL_GUID(Driver, (1,2,3,4,5), WPP_DEFINE_BIT(TRACE_INIT))
// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// end_wpp
/* begin_wpp config
 * USEPREFIX (Custom, "%!STDPREFIX!");
 * FUNC Custom{PREFIX=1}(LEVEL, MSG, ...);
   end_wpp */
// FUNC NotOutside(MSG);
''')
TRACED = '''#include "trace.h"
#include "%s"
unsigned DriverEntry(void *object, void *path) {
  WPP_INIT_TRACING(object, path);
  TraceEvents(TRACE_LEVEL_ERROR, TRACE_INIT, "%%d", 1);
  if (object)
    Custom(TRACE_LEVEL_ERROR, "%%d", 1);
  DoTraceMessage(TRACE_INIT, "done");
  WPP_CLEANUP(object);
  return 0;
}
'''
for name in ('t.tmh', 'T.TMH', 'sub\\t.tmh'):
    program.write('t.c', TRACED % name + SOURCE)
    out, said = program.run('t.c', '--wdk', 'flat', status=2)
    assert '1 finding' in out and not said, (out, said)
# One that is there is taken.
program.write('obj/t.tmh', '#error "from the build"\n')
program.write('t.c', TRACED % 't.tmh' + SOURCE)
_, said = program.run('t.c', '--', '-Iobj', status=3)
assert 'from the build' in said, said
# No other header is made up.
for name in ('t.h', 'vector', 'sub/t.h'):
    program.write('t.c', f'#include "{name}"\n' + SOURCE)
    _, said = program.run('t.c', status=3)
    assert f"'{name}' file not found" in said, said
program.write('t.c', '#include "none.tmh"\nvoid f(void) { NotOutside(NO_FLAG); }\n'
              + SOURCE)
_, said = program.run('t.c', status=3)
assert 'NO_FLAG' in said, said

# A header has one name, whatever it is called.
program.write('Helper.h', SOURCE.replace('void', 'static void', 1))
for number, name in enumerate(('Helper.h', 'HELPER.H', '.\\\\helper.h')):
    program.write(f'h{number}.c', f'#include "{name}"\n'
                  f'void f{number}(void *e) {{ leaks(e, 1); }}\n')
out, said = program.run('h0.c', 'h1.c', 'h2.c', status=2)
assert out.count('Helper.h:8:3: warning: ') == 1
assert out.count('warning:') == 1 and '4 functions' in out and not said, (out, said)

# A map of names, as Windows kits on Linux bring one.
program.write('real.h', '#define RIGHT\n')
program.write('map.yaml', json.dumps({
    'version': 0, 'roots': [{'type': 'file', 'name': str(program.folder / 'virtual.h'),
                             'external-contents': str(program.folder / 'real.h')}]}))
program.write('v.c', '#include "virtual.h"\n' + SOURCE)
program.run('v.c', '--', '-ivfsoverlay', 'map.yaml', status=0)
assert "'none.yaml' not found" in program.run(
    'v.c', '--', '-ivfsoverlay', 'none.yaml', status=3)[1]

# An installed command has its own model headers.
program.write('prefix/share/spinpair/wdk/storport.h', '#error "installed"\n')
(program.folder / 'prefix/bin').mkdir()
installed = shutil.copy2(program.spinpair, program.folder / 'prefix/bin')
program.spinpair = installed
assert 'installed' in program.run('model.c', status=3)[1]

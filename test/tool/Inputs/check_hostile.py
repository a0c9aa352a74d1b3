"""A database whose commands want to run code or write files. Each is tried with a
library that leaves a file when it is loaded, and each is analysed all the same."""
import os
import subprocess
import sys

from program import Program

spinpair, clang, folder = sys.argv[1:]
program = Program(spinpair, folder)
program.write('src/a.c')
program.write('library.c', '''#include <stdio.h>
#include <stdlib.h>
__attribute__((constructor)) static void load(void) {
  FILE *file = fopen(getenv("LOADED"), "w");
  if (file)
    fclose(file);
}
''')
library = str(program.folder / 'library.so')
subprocess.run([clang, '-shared', '-fPIC', '-o', library, program.folder / 'library.c'],
               check=True)
program.write('inner.rsp', '-fplugin=' + library)
program.write('outer.rsp', '@inner.rsp')
program.write('plugin.cfg', '-fplugin=' + library)
# A program that clang would run to know the machine.
program.write('amdgpu-arch', '#!/bin/sh\n: > "$LOADED"\n')
os.chmod(program.folder / 'amdgpu-arch', 0o755)
loaded = program.folder / 'loaded'
os.environ['LOADED'] = str(loaded)

# The library does leave a file, or this would show nothing.
subprocess.run([clang, '-fsyntax-only', '-fplugin=' + library, '-x', 'c', os.devnull])
assert loaded.exists()
loaded.unlink()

LOADS = 'its command would load code into the analyzer; left out: '
CONFIG = 'its command names a configuration file, which could load code; left out: '


def harmless(command, said=None):
    before = program.files()
    program.database(program.entry('src/a.c', [*command, '-c', 'src/a.c']))
    out, errors = program.run('-p', '.', status=2)
    assert '1 finding' in out, out
    assert errors == (f'spinpair: src/a.c: {said}\n' if said else ''), errors
    assert program.files() == before, (command, program.files())


program.database()
for command, left_out in (
        (['clang', '-Xclang', '-load', '-Xclang', library], '-load ' + library),
        (['clang', '-fplugin=' + library], '-fplugin=' + library),
        (['clang', '-fpass-plugin=' + library], '-fpass-plugin=' + library),
        (['clang', '-fplugin-arg-x-y'], '-fplugin-arg-x-y'),
        (['clang', '-mllvm', '-load=' + library], '-mllvm -load=' + library),
        (['clang', '-Xclang', '-mllvm', '-Xclang', '-load=' + library],
         '-mllvm -load=' + library),
        (['clang', '--analyze', '-Xanalyzer', '-load', '-Xanalyzer', library],
         '-load ' + library),
        (['clang', '-Wp,-load,' + library], '-load ' + library),
        (['clang', '-Xpreprocessor', '-load', '-Xpreprocessor', library],
         '-load ' + library),
        (['clang', '-Xclang', '-load', '-Xclang', library, '-Xclang', '-plugin',
          '-Xclang', 'x'], f'-load {library}, -plugin x'),
        (['clang', '-cc1', '-load', library], '-load ' + library),
        (['clang', '@outer.rsp'], '-fplugin=' + library),
        (['clang-cl', '-Xclang', '-load', '-Xclang', library], '-load ' + library),
        (['cl.exe', '/clang:-fplugin=' + library], '-fplugin=' + library),
        (['clang-cl', '/clang:-Xclang', '/clang:-load', '/clang:-Xclang',
          '/clang:' + library], '-load ' + library)):
    harmless(command, LOADS + left_out)
for name in (['--config', 'plugin.cfg'], ['--config=plugin.cfg']):
    harmless(['clang'] + name, CONFIG + ' '.join(name))
for command in (
        ['-march=native'],
        ['-x', 'hip', '--offload-arch=native', '--amdgpu-arch-tool=./amdgpu-arch',
         '-x', 'c'],
        ['-B.', '-ccc-install-dir', '.', '-no-integrated-cpp', '-fno-integrated-cc1']):
    harmless(['clang'] + command)

# For this target, clang asks that program what the machine is.
before = program.files()
program.database(program.entry('src/a.c', [
    'clang', '--target=amdgcn-amd-amdhsa', '-mcpu=native', 'src/a.c']))
subprocess.run([spinpair, '-p', '.'], cwd=program.folder, capture_output=True)
assert program.files() == before

# Files that would be written.
for command in (
        ['-o', 'x.o'], ['-MD', '-MF', 'x.d'], ['-MMD'], ['-MJ', 'x.json'], ['-E'],
        ['-S'], ['-M'], ['-save-temps'], ['-emit-llvm'], ['-emit-ast'],
        ['--precompile'], ['--serialize-diagnostics', 'x.dia'], ['-ftime-trace'],
        ['-ftime-trace=x'], ['-g', '-gsplit-dwarf'], ['-fprofile-generate=x'],
        ['-fcrash-diagnostics-dir=x'], ['-fmodules', '-fmodules-cache-path=x'],
        ['-fmodule-output=x'], ['-fsave-optimization-record'], ['-fstack-usage'],
        ['-fproc-stat-report=x'], ['-Wp,-MD,x.d'], ['-dependency-file', 'x'],
        ['-Xclang', '-dependency-dot', '-Xclang', 'x'], ['-H'],
        ['-Xclang', '-header-include-file', '-Xclang', 'x'],
        ['-Xclang', '-stats-file=x'], ['-Xclang', '-diagnostic-log-file', '-Xclang', 'x'],
        ['-Xclang', '-module-dependency-dir', '-Xclang', 'x'],
        ['-Xclang', '-emit-obj', '-Xclang', '-o', '-Xclang', 'x'],
        ['-index-store-path', 'x'], ['--analyze', '--analyzer-output', 'html', '-o', 'x'],
        ['-v'], ['-###'], ['--version'], ['--help'], ['-print-search-dirs']):
    harmless(['clang'] + command)
harmless(['clang', '-cc1', '-emit-obj', '-o', 'x', '-dependency-file', 'y', '-MT', 'z'])
harmless(['cl', '/Fox.obj', '/Fdx.pdb', '/FRx.sbr', '/Fax.asm', '/FAcs', '/Ycstdafx.h',
          '/Fpx.pch', '/Fix.i', '/P', '/sourceDependencies', 'x.json', '/doc',
          '/showIncludes', '/clang:-MD', '/clang:-MFx.d'])

# The analyzer would believe a file of this name about what a routine does.
program.write('src/a.c', '''#include "storport.h"
ULONG Get(void);
void leaks(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (Get())
    return;
  StorPortReleaseMSISpinLock(ext, id, irql);
}
''')
program.write('Get.model', 'unsigned long Get(void) { return 0; }\n')
harmless(['clang'])

# .spinpair.yaml comes with the sources too.
program.write('.spinpair.yaml', f'extra-args: ["-fplugin={library}"]\n')
harmless(['clang'], LOADS + '-fplugin=' + library)
assert not loaded.exists()

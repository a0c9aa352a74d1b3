"""Reads units together and alone, and compares what is kept of them.

usage: check_shared_start.py SPINPAIR FOLDER WDK
"""
import ctypes
import os
import struct
import subprocess
import sys
import time

from program import Program

SPINPAIR, FOLDER, WDK = sys.argv[1:]
BODY = '''
VOID Use%s(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, NUMBER, &Irql);
  StorPortReleaseMSISpinLock(Ext, NUMBER, Irql);
}
'''
IN_OPEN, IN_NONBLOCK = 0x20, 0o4000
libc = ctypes.CDLL(None, use_errno=True)


class Opened:
    """How often a file is opened, each time after one of others."""

    def __init__(self, path, others):
        self.path, self.others = path, others

    def watch(self, path):
        number = libc.inotify_add_watch(self.queue, os.fsencode(path), IN_OPEN)
        assert number > 0
        return number

    def __enter__(self):
        self.queue = libc.inotify_init1(IN_NONBLOCK)
        self.number = self.watch(self.path)
        for other in self.others:
            self.watch(other)
        return self

    def __exit__(self, *_):
        events = os.read(self.queue, 1 << 16)
        assert len(events) % 16 == 0  # there are no names in them
        self.times = sum(number == self.number for number, *_ in struct.iter_unpack('iIII', events))
        os.close(self.queue)


def spinpair(program, *arguments):
    return subprocess.run([SPINPAIR, *arguments, '-p', '.'], cwd=program.folder, capture_output=True, text=True,
                          timeout=100)


def entries(program, folder):
    """What the cache has, by name."""
    return {each.name: each.read_bytes() for each in (program.folder / folder).glob('llvmcache-*')}


def check(files, begins, times, *arguments, status=0):
    """Units begin with the texts \\p begins; a header of the system, system.h, is opened so many times if all
    are read together."""
    program = Program(SPINPAIR, FOLDER)
    files = {'system/system.h': '#ifndef SYSTEM\n#define SYSTEM\n#include <storport.h>\n#endif\n', **files}
    for name, text in files.items():
        program.write(name, text)
    units = [f'u{number}.c' for number in range(len(begins))]
    for number, begin in enumerate(begins):
        program.write(units[number], begin + BODY % number)
    program.database(*(program.entry(unit, ['clang', f'-I{WDK}', '-isystem', 'system', '-DNUMBER=1', *arguments, unit])
                       for unit in units))
    alone = [spinpair(program, 'extract', unit, '--cache', 'alone') for unit in units]
    with Opened(program.folder / 'system/system.h', [program.folder / unit for unit in units]) as opened:
        together = spinpair(program, 'extract', '-j1', '--cache', 'together')
    assert together.returncode == max(each.returncode for each in alone) == status, (together, alone)
    said = [[line for line in each.splitlines() if not line.startswith('spinpair: what is missing, by ')]
            for each in (together.stderr, ''.join(each.stderr for each in alone))]  # that counts units
    assert sorted(said[0]) == sorted(said[1]), said
    assert opened.times == times, opened.times
    kept = entries(program, 'alone')
    assert len(kept) == len(units) or status, kept
    if kept != entries(program, 'together'):
        # Times are kept only of files that are two seconds old, which they became between the two.
        for folder in 'alone', 'together':
            for name in entries(program, folder):
                (program.folder / folder / name).unlink()
        time.sleep(2.1)
        for unit in units:
            spinpair(program, 'extract', unit, '--cache', 'alone')
        spinpair(program, 'extract', '-j1', '--cache', 'together')
        again, together_again = entries(program, 'alone'), entries(program, 'together')
        assert again.keys() == kept.keys(), again.keys()
        assert again == together_again, [name for name in again if again[name] != together_again.get(name)]
    # Whatever the number of processes.
    for jobs in '23':
        again = spinpair(program, 'extract', '-j', jobs, '--no-cache')
        assert (again.stdout, again.stderr) == (together.stdout, together.stderr), again
    return together


SYSTEM = '#include <system.h>\n'
GUARDED = '#ifndef OWN_H\n#define OWN_H\n' + SYSTEM + '#define MORE 1\nstatic int more(void) { return MORE; }\n#endif\n'

# Alone there is nothing to share.
check({}, [SYSTEM], 1)
check({}, [SYSTEM] * 3, 1)
check({}, ['/* says what it is */\n#if _MSC_VER\n#pragma warning(disable: 1)\n#endif\n' + SYSTEM, SYSTEM, SYSTEM], 1)

# Headers of the driver's own, guarded or not, and some that differ.
check({'own.h': GUARDED}, ['#include "own.h"\n'] * 3, 1)
check({'own.h': '#pragma once\n' + SYSTEM, 'b.h': '#pragma once\n#include "own.h"\nint b;\n'},
      ['#include "own.h"\n', '#include "b.h"\n', SYSTEM], 1)
check({'own.h': SYSTEM + 'typedef struct OWN { int a; } OWN;\n'}, ['#include "own.h"\n'] * 2, 1)
check({'include/own.h': GUARDED}, ['#include "own.h"\n'] * 2, 1, '-Iinclude')

# What opens and closes, and what is meant to be read more than once.
check({'open.h': '#pragma pack(push, 1)\n', 'close.h': '#pragma pack(pop)\n'},
      [SYSTEM + '#include "open.h"\nstruct S { char c; int i; };\n#include "close.h"\n'
       'int size[sizeof(struct S) == 5 ? 1 : -1]; struct T { char c; int i; };\n'
       'int size2[sizeof(struct T) == 8 ? 1 : -1];\n'] * 2, 1)
check({'list.h': SYSTEM + 'int NAME(void);\n#undef NAME\n#define NAME other\n'},
      ['#define NAME first\n#include "list.h"\n', '#include "list.h"\n#include "list.h"\nint a = sizeof(other());\n'], 2)
check({'list.h': 'ITEM(one) ITEM(two)\n', 'own.h': SYSTEM},
      ['#include "own.h"\n#define ITEM(a) int a;\n#include "list.h"\n#undef ITEM\n#define ITEM(a) int *p_##a = &a;\n'
       '#include "list.h"\n'] * 2, 1)
check({'list.h': SYSTEM + '#ifdef SECOND\nint second;\n#endif\n#define SECOND\n'},
      ['#include "list.h"\n#include "list.h"\nint *b = &second;\n'] * 2, 1)

# A header that asks for the guard of who includes it.
OWN = '#ifndef %s_H\n#define %s_H\n#include "asks.h"\n#endif\n'
check({'a.h': OWN % ('A', 'A'), 'b.h': OWN % ('B', 'B'), 'asks.h': '#ifdef A_H\n' + SYSTEM + '#endif\n'},
      ['#include "a.h"\n', '#include "b.h"\n' + SYSTEM], 2)
check({'a.h': OWN % ('A', 'A'), 'b.h': OWN % ('B', 'B'), 'asks.h': SYSTEM}, ['#include "a.h"\n', '#include "b.h"\n'], 1)

# One that asks for the guard of the unit, or a unit whose guard is defined already.
UNIT = '#ifndef DRV\n#define DRV\n#include "a.h"\n#endif\n'
check({'a.h': SYSTEM + '#ifdef DRV\nenum { N = 1 };\n#else\nenum { N = 2 };\n#endif\n'}, [UNIT] * 2, 3)
check({'a.h': SYSTEM + 'enum { M = 1 };\n'}, [UNIT + SYSTEM + 'enum { M = 2 };\n'] * 2, 3, '-DDRV')

# Conditions before the headers that have another value behind them.
check({'a.h': SYSTEM + '#define ZZ (\n'}, ['#if ZZ\n#endif\n#include "a.h"\n'] * 2, 3)
check({'a.h': SYSTEM + '#undef ZZ\n'}, ['#if ZZ + 1\n#endif\n#include "a.h"\n'] * 2, 3, '-DZZ')
check({'a.h': SYSTEM + 'enum { N = __COUNTER__ };\n'}, ['#if __COUNTER__\n#endif\n#include "a.h"\n'] * 2, 2)
check({'a.h': SYSTEM + 'enum { N = sizeof(__BASE_FILE__) };\n'}, ['#include "a.h"\n'] * 2, 3)

# Clang drops folders that are named twice: what is read is not what seems to be.
check({'a/x.h': 'enum { N = 1 };\n', 'b/x.h': 'enum { N = 2 };\n'}, [SYSTEM + '#include <x.h>\n'] * 2, 3,
      '-Ia', '-Ib', '-isystem', 'a')

# Headers that are looked into, and come again: in another one, by themselves.
for once in '#pragma once\n', '':
    check({'a.h': once + SYSTEM, 'b.h': '#pragma once\n#include "a.h"\nint b;\n'},
          ['#include "a.h"\n#include "b.h"\n', SYSTEM + '#include "b.h"\n'], 3)
    check({'a.h': once + '#include "open.h"\n', 'open.h': '#pragma pack(push, 1)\n', 'close.h': '#pragma pack(pop)\n'},
          ['#include "a.h"\n#include "a.h"\n#include "open.h"\n#include "close.h"\n' + SYSTEM +
           'struct S { char c; int i; }; int size[sizeof(struct S) == 5 ? 1 : -1];\n',
           '#include "open.h"\n' + SYSTEM], 2)

# As with cl.exe, a header may include what is where a file is that includes it.
MSVC = '--target=x86_64-pc-windows-msvc', '-fms-extensions', '-fms-compatibility', '-ffreestanding'
OUTER = {'system/outer.h': '#include "inner.h"\n' + SYSTEM}
check({**OUTER, 'inner.h': 'int inner;\n'}, ['#include <outer.h>\nint *a = &inner;\n'] * 2, 1, *MSVC)
check({**OUTER, 'inner.h': 'int inner;\n', 'sub/inner.h': 'int other;\n', 'sub/own.h': '#include <outer.h>\n'},
      ['#include "sub/own.h"\nint *a = &other;\n', '#include <outer.h>\nint *a = &inner;\n'], 2, *MSVC)
check({**OUTER, 'sub/inner.h': 'int other;\n', 'sub/own.h': '#include <outer.h>\n'},
      ['#include "sub/own.h"\nint *a = &other;\n'] * 2, 1, *MSVC)

# Folders that are named from the one that is compiled in.
check({'include/a.h': SYSTEM + '#include "b.h"\n', 'include/b.h': 'static int b(void) { return 1; }\n'},
      ['#include <a.h>\n', '#include "a.h"\n'], 1, '-Iinclude')
check({'include/a.h': '#include "b.h"\n', 'include/b.h': SYSTEM}, ['#include <a.h>\n', '#include <b.h>\n'], 2, '-Iinclude')

# Other arguments, other text.
check({'forced.h': '#define FORCED\n'}, [SYSTEM] * 2, 1, '-include', 'forced.h')
check({}, [SYSTEM, '#define NUMBER_TWO 2\n' + SYSTEM], 2)

# What is wrong with a header is said for each unit.
broken = check({'own.h': SYSTEM + 'int x = ;\n'}, ['#include "own.h"\n'] * 2, 3, status=3)
assert broken.stderr.count('own.h:2:9: error: expected expression') == 2, broken.stderr
missing = check({'own.h': '#include <none.h>\n' + SYSTEM}, ['#include "own.h"\n'] * 2, 3, status=3)
assert missing.stderr.count("'none.h' file not found") == 2, missing.stderr
late = check({'own.h': SYSTEM + 'struct U; static struct U x;\n'}, ['#include "own.h"\n'] * 2, 3, status=3)
assert late.stderr.count('In file included from') == late.stderr.count('/u0.c:1:') + late.stderr.count('/u1.c:1:') == 2, late
crash = check({'own.h': SYSTEM + '#pragma clang __debug llvm_fatal_error\n'}, ['#include "own.h"\n'] * 2, 3, status=3)
assert crash.stderr.count('u0.c is not analysed') == crash.stderr.count('u1.c is not analysed') == 1, crash.stderr

# What it traces by is in the units themselves.
check({'own.h': '/*\nbegin_wpp config\nFUNC Trace(MSG, ...);\nend_wpp\n*/\n' + SYSTEM},
      ['#include "own.h"\n#include "u.tmh"\nVOID f(VOID) { Trace("a", 1); }\n'] * 2, 1)
check({'own.h': SYSTEM + '#include "own.tmh"\n'},
      ['/* begin_wpp config\nFUNC Trace%s(MSG, ...);\nend_wpp\n*/\n#include "own.h"\nVOID f(VOID) { Trace%s("a", 1); }\n'
       % (each, each) for each in 'ab'], 3)

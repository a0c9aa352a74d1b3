"""Changes what units are read from, damages the cache, and runs spinpair again.

With so few open files that no process can be started for a unit, it is named: so
`parsed` tells which units a run does not take from the cache.

usage: check_cache.py SPINPAIR FOLDER WDK
"""
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

from program import Program

SPINPAIR, FOLDER, WDK = sys.argv[1:]
program = Program(SPINPAIR, FOLDER)
CACHE = program.folder / '.spinpair-cache'
UNIT = '''#include "%s"
#include <storport.h>
ULONG Get(PVOID);
VOID Use%s(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, MESSAGE, &Irql);
  if (Get(Ext)) return;
  StorPortReleaseMSISpinLock(Ext, MESSAGE, Irql);
}
'''
OPEN = '''#include <storport.h>
struct S { PVOID (*Next)(struct S *); ULONG Id[4]; };
VOID Open(struct S *s, ULONG n) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(s, s->Id[n & 3], &Irql);
  StorPortReleaseMSISpinLock(s, s->Id[n & 3], Irql);
}
'''


def run(*arguments, **more):
    return subprocess.run([SPINPAIR, '-p', '.', *arguments], cwd=FOLDER, capture_output=True, text=True,
                          timeout=60, **more)


def result(*arguments, **more):
    done = run(*arguments, **more)
    return done.stdout, done.stderr, done.returncode


def alone():
    resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))


def parsed(*arguments, **more):
    """The units that are not in the cache."""
    errors = run(*arguments, preexec_fn=alone, **more).stderr
    return re.findall(r'^spinpair: (\S+): no process can be started for it', errors, re.MULTILINE)


def same(*arguments, **more):
    """With the cache and without, it is the same. Afterwards nothing is to be parsed."""
    without = result('--no-cache', *arguments, **more)
    assert result(*arguments, **more) == without, (result(*arguments, **more), without)
    again = result(*arguments, preexec_fn=alone, **more)
    assert again == without, (again, without)
    return without


def changed(name, text, expected):
    program.write(name, text)
    assert parsed() == expected, (name, parsed(), expected)
    return same()


program.write('second/shared.h', '#define MESSAGE 1\n')
program.write('second/Own.h', '#define MESSAGE 2\n')
(program.folder / 'first').mkdir()
program.write('a.c', UNIT % ('shared.h', 'A'))
program.write('b.c', UNIT % ('shared.h', 'B') + '#include "trace.tmh"\n')
program.write('c.c', UNIT % ('own.h', 'C') + '#if __has_include("extra.h")\n#include "extra.h"\n#endif\n')
program.write('open.c', OPEN)
UNITS = ['a.c', 'b.c', 'c.c', 'open.c']
program.database(*[program.entry(unit, ['clang', '-Ifirst', '-Isecond', '-I' + WDK, '-c', unit]) for unit in UNITS])

# Nothing is kept where that is not asked for.
plain = result('--no-cache')
assert plain[2] == 2 and plain[0].count('warning:') == 3, plain
assert not CACHE.exists()
named = subprocess.run([SPINPAIR, 'a.c', '--', '-Isecond', '-I' + WDK], cwd=FOLDER, capture_output=True, text=True)
assert named.returncode == 2 and not CACHE.exists()

# Each unit once, and whatever is to be reported.
assert parsed() == UNITS
assert same() == plain
assert (CACHE / '.gitignore').read_text() == '*\n'
for format in ('json', 'sarif'):
    same('--report', format)
same('--rules', '-storport.msi.Leak')
same('a.c')
same('--program', 'a.c')
assert result('extract') == result('extract', '--no-cache')
there = subprocess.run([SPINPAIR, '-p', 'compile_commands.json'], cwd=FOLDER, capture_output=True, text=True,
                       preexec_fn=alone)
assert (there.stdout, there.stderr, there.returncode) == plain, there
assert result('explain-function', 'UseA') == result('explain-function', 'UseA', '--no-cache')

# Another file's date is no change; another text is, with the date of the old one too.
os.utime(program.folder / 'second/shared.h', (1, 1))
assert parsed() == [] and same() == plain
os.utime(program.folder / 'second/shared.h')
assert parsed() == [] and same() == plain
dates = os.stat(program.folder / 'second/shared.h')
changed('second/shared.h', '#define MESSAGE 3\n', ['a.c', 'b.c'])
os.utime(program.folder / 'second/shared.h', ns=(dates.st_atime_ns, dates.st_mtime_ns))
changed('second/shared.h', '#define MESSAGE 1\n', ['a.c', 'b.c'])
moved = changed('a.c', '\n' + UNIT % ('shared.h', 'A'), ['a.c'])
assert 'a.c:8:' in moved[0], moved
# A comment alone changes no lock program; here it silences.
silenced = changed('a.c', (UNIT % ('shared.h', 'A')).replace('return;', 'return; // NOLINT'), ['a.c'])
assert '2 findings, 1 suppressed' in silenced[0], silenced
assert changed('a.c', UNIT % ('shared.h', 'A') + '// seen\n', ['a.c']) == plain
changed('open.c', OPEN + '// seen\n', ['open.c'])

# So is a file that would be found before another one, or at all.
NEARER = (('first/shared.h', '#define MESSAGE 4\n#define if(x) if (0)\n', ['a.c', 'b.c']), ('second/own.h', '#define MESSAGE 5\n', ['c.c']),
          ('extra.h', '#define EXTRA\n', ['c.c']), ('trace.tmh', '#define TRACE\n', ['b.c']))
for name, text, units in NEARER:
    program.write(name, text)
    assert parsed() == units, (name, parsed())
    (program.folder / name).unlink()
    assert parsed() == [], (name, parsed())
for name, text, _ in NEARER:
    program.write(name, text)
assert same() != plain
for name, _, _ in NEARER:
    (program.folder / name).unlink()
assert parsed() == ['a.c', 'b.c', 'c.c'], parsed()
assert same() == plain

# What explores a unit is the process that has parsed it, or another one that parses it
# again since the cache has the unit: both say the same.
for entry in CACHE.iterdir():
    if entry.name.startswith('llvmcache-') and not entry.name.startswith('llvmcache-unit-'):
        entry.unlink()
assert result() == plain and same() == plain

# The model headers are headers as any: those beside the program.
prefix = program.folder / 'prefix'
(prefix / 'bin').mkdir(parents=True)
os.link(os.path.realpath(SPINPAIR), prefix / 'bin/spinpair')
shutil.copytree(WDK, prefix / 'share/spinpair/wdk')
model = prefix / 'share/spinpair/wdk/storport.h'
(prefix / 'src').mkdir()
(prefix / 'src/m.c').write_text((UNIT % ('storport.h', 'M')).replace('MESSAGE', '1').replace(
    'if (Get(Ext)) return;', '\n#ifdef IN_THE_MODEL\n  if (Get(Ext)) return;\n#endif\n'))


def by_model(*more):
    done = subprocess.run([prefix / 'bin/spinpair', 'm.c', *more], cwd=prefix / 'src', capture_output=True, text=True)
    return done.stdout, done.stderr, done.returncode


text = model.read_text()
for inside in '', '#define IN_THE_MODEL\n', '':
    model.write_text(inside + text)
    kept = [by_model('--cache', 'kept') for _ in range(2)]
    assert kept == [by_model('--no-cache')] * 2 and kept[0][2] == (2 if inside else 0), (inside, kept)
shutil.rmtree(prefix)

# And what clang takes from the environment.
program.write('third/extra.h', '#define EXTRA\n')
assert parsed(env={**os.environ, 'CPATH': 'third'}) == UNITS

# What is said of a unit that does not parse is said again.
broken = changed('b.c', 'int x = ;\n', ['b.c'])
assert broken[2] == 3 and 'b.c:1:9: error: ' in broken[1] and 'b.c has errors' in broken[1], broken
changed('b.c', UNIT % ('shared.h', 'B') + '#include "trace.tmh"\n', ['b.c'])

# A unit that crashes, or wants too much, is tried again.
crash = UNIT % ('shared.h', 'B') + '#pragma clang __debug crash\n'
program.write('b.c', crash)
out, errors, status = result()
assert status == 3 and 'b.c: clang crashed on it' in errors, errors
assert parsed() == ['b.c']
program.write('b.c', UNIT % ('shared.h', 'B') + '#include "trace.tmh"\n')
assert same() == plain

# Damaged entries count for nothing, nor do those of another spinpair.
for damage in (lambda data: data[:len(data) // 2], lambda data: data[:-1] + bytes([data[-1] ^ 1]),
               lambda data: data.replace(b'spinpair 0', b'spinpair 9', 1)):
    shutil.rmtree(CACHE)
    assert result() == plain
    entries = {entry.name.split('-')[1]: entry for entry in CACHE.glob('llvmcache-*')}
    assert sorted(entries) == ['program', 'run', 'search', 'survey', 'unit'], entries
    for kind in ('unit', 'search', 'survey', 'program', 'run'):  # each is asked for if the next is damaged
        entries[kind].write_bytes(damage(entries[kind].read_bytes()))
    assert result() == plain
    for entry in CACHE.glob('llvmcache-*'):
        entry.write_bytes(b'' if entry in entries.values() else damage(entry.read_bytes()))
    assert parsed() == UNITS, parsed()
    assert result() == plain

# An entry by the name of another one is none, whichever two these are.
shutil.rmtree(CACHE)
assert result() == plain
KEPT = {entry: entry.read_bytes() for entry in CACHE.glob('llvmcache-*')}
for entry in KEPT:
    for other in KEPT:
        if entry.name.split('-')[1] != other.name.split('-')[1]:
            entry.write_bytes(KEPT[other])
            break
assert result() == plain

# Other runs may come in between, or delete it.
NEVER = program.folder / 'never.h'


def interrupted(what):
    """The result of a run during which, while c.c waits for its header, \\p what is done."""
    shutil.rmtree(CACHE)
    NEVER.unlink(missing_ok=True)
    os.mkfifo(NEVER)
    program.write('c.c', '#include "never.h"\n' + UNIT % ('own.h', 'C'))
    process = subprocess.Popen([SPINPAIR, '-p', '.', '-j4'], cwd=FOLDER, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while len([entry for entry in CACHE.glob('llvmcache-unit-*') if entry.suffix != '.tmp']) < 3:
        assert time.monotonic() < deadline and process.poll() is None, 'the other units are not kept'
        time.sleep(0.01)
    what(process)
    if process.poll() is None:
        with open(NEVER, 'w') as pipe:
            NEVER.unlink()
            NEVER.write_text('\n')
            pipe.write('\n')
    return process.communicate(timeout=30), process.returncode


(killed, _), status = interrupted(lambda process: (process.kill(), process.wait()))
assert status == -signal.SIGKILL and not killed
NEVER.unlink()
NEVER.write_text('\n')
assert parsed() == ['c.c']
(out, errors), status = interrupted(lambda _: shutil.rmtree(CACHE))
assert status == 2 and not errors and out.count('warning:') == 3, (out, errors)
# What came through a pipe may be something else the next time.
assert 'c.c' in parsed(), parsed()
same()
program.write('c.c', UNIT % ('own.h', 'C') + '#if __has_include("extra.h")\n#include "extra.h"\n#endif\n')
shutil.rmtree(CACHE)
results = []
runs = [threading.Thread(target=lambda: results.append(result())) for _ in range(3)]
for each in runs:
    each.start()
for each in runs:
    each.join()
assert results == [plain] * 3, results
assert same() == plain

# A folder that cannot be written is named once, and the run goes on.
program.write('file', '')
out, errors, status = result('--cache', 'file/cache')
assert (out, status) == (plain[0], plain[2]) and errors.count('\n') == 1, (out, errors)
assert errors.startswith("spinpair: the cache is not kept: 'file/cache' cannot be made: "), errors
assert errors.endswith('; name another folder with --cache, or give --no-cache\n'), errors


def full():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


out, errors, status = result('--cache', 'other', preexec_fn=full)
assert (out, status) == (plain[0], plain[2]) and errors.count('the cache is not kept') == 1, (out, errors)
assert not [path for path in (program.folder / 'other').glob('llvmcache-*') if path.stat().st_size], 'half an entry'

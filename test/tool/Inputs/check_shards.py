"""Analyses a program in shards, and compares with one run.

usage: check_shards.py SPINPAIR FOLDER WDK
"""
import hashlib
import itertools
import re
import resource
import subprocess
import sys

from program import SOURCE, Program

SPINPAIR, FOLDER, WDK = sys.argv[1:]
program = Program(SPINPAIR, FOLDER)
FORMATS = ['--report', 'json=%s.json', '--report', 'sarif=%s.sarif']
UNDECIDED = '''#include "storport.h"
ULONG Lock(PVOID Ext, ULONG Id);
VOID Unlock(PVOID Ext, ULONG Id, ULONG Irql);
VOID Uses(PVOID Ext, ULONG Id) {
  ULONG Irql = Lock(Ext, Id);
  if (Id == 7) return;
  Unlock(Ext, Id, Irql);
}
'''
HELPERS = '''#include "storport.h"
ULONG Lock(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  return Irql;
}
VOID Unlock(PVOID Ext, ULONG Id, ULONG Irql) {
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}
'''


def alone():
    resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))


def run(*arguments, cwd=FOLDER, **more):
    done = subprocess.run([SPINPAIR, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, **more)
    return done.stdout, done.stderr, done.returncode


def reports(name, *arguments):
    """All that is said and written."""
    said = run(*arguments, *[each.replace('%s', name) for each in FORMATS])
    return said, *[(program.folder / (name + end)).read_bytes() for end in ('.json', '.sarif')]


def shard(number, of, *more):
    said = run('-p', '.', '--shard', f'{number}/{of}', '--result', f'r{number}', *more)
    assert said[0] == '' and said[2] == 0, said
    return (program.folder / f'r{number}').read_bytes()


def refused(sentence, *results, **more):
    out, errors, status = run('merge', *results, **more)
    assert status == 1 and not out and re.fullmatch(f'spinpair: {sentence}\n', errors), (errors, sentence)


program.write('a.c', SOURCE)
program.write('helpers.c', HELPERS)
program.write('uses.c', UNDECIDED)
program.write('other.c', SOURCE.replace('leaks', 'leaks_too'))
program.write('kernel.c', SOURCE.replace('leaks', 'kernel').replace('RIGHT', '_KERNEL_MODE'))
program.write('broken.c', 'int x = ;\n')
program.write('crash.c', SOURCE + '#pragma clang __debug crash\n')
for name in ('missing', 'response'):
    program.write(name + '.c', SOURCE)
CLANG = ['clang', '-I' + WDK, '-fms-extensions', '-Xclang', '-fshort-enums']
program.database(*[program.entry(name, [*CLANG, '-c', name]) for name in
                   ('a.c', 'helpers.c', 'uses.c', 'broken.c', 'crash.c', 'missing.c', 'other.c')],
                 program.entry('kernel.c', ['cl.exe', '/kernel', '/Zp8', '/I' + WDK, '/c', 'kernel.c']),
                 program.entry('response.c', ['clang', '@none.rsp', 'response.c']))
(program.folder / 'missing.c').unlink()
single = reports('single', '-p', '.', '--no-cache')
assert single[0][2] == 3 and single[0][0].count('warning:') == 3, single[0]

# Each shard writes the same, whatever it had in its cache.
first = [shard(number, 3, '--no-cache') for number in (1, 2, 3)]
assert first == [shard(number, 3) for number in (1, 2, 3)] == [shard(number, 3) for number in (1, 2, 3)]

# Merged in any order they say what one run says, and so do parts that overlap.
assert reports('merged', 'merge', 'r1', 'r2', 'r3') == single
for order in itertools.permutations(['r1', 'r2', 'r3']):
    assert run('merge', *order) == single[0], order
assert run('merge', 'r1', 'r3', 'r2', 'r1') == single[0]
assert run('merge', 'r1', 'r2', 'r3', '--cache', 'merge-cache') == single[0]
assert run('merge', 'r1', 'r2', 'r3', '--cache', 'merge-cache') == single[0]

# What is open can be explored by several machines, too.
for number in (1, 2):
    said = run('merge', 'r1', 'r2', 'r3', '--shard', f'{number}/2', '--result', f's{number}')
    assert said[0] == '' and said[2] == 0, said
for results in (['r1', 'r2', 'r3', 's1', 's2'], ['s2', 'r3', 'r1', 's1', 'r2'], ['s2', 'r1', 'r2', 'r3']):
    assert run('merge', *results) == single[0], results
# With both, nothing is left to explore: no process could be started for it.
for found, explored in (['s1', 's2'], True), (['s1'], False), (['s2'], False):
    said = run('merge', 'r1', 'r2', 'r3', *found, preexec_fn=alone)
    assert ('not explored: ' not in said[0]) == explored, said

# A shard that was lost never looks clean.
units = ['a.c', 'broken.c', 'crash.c', 'helpers.c', 'kernel.c', 'missing.c', 'other.c', 'response.c', 'uses.c']
for lost in (1, 2, 3):
    out, errors, status = run('merge', *[f'r{number}' for number in (1, 2, 3) if number != lost])
    assert status == 3, status
    named = re.findall(r'spinpair: (\S+): no result has it; its shard is missing\n', errors)
    assert named == [unit for unit in units[lost - 1::3] if unit not in ('missing.c', 'response.c')], (lost, errors)
    assert 'files not parsed' in out, out

# Nor does one that read something else than there is now.
for name in ('a.c', 'missing.c'):
    before = (program.folder / name).read_text() if name == 'a.c' else None
    program.write(name, SOURCE + '/* changed */')
    out, errors, status = run('merge', 'r1', 'r2', 'r3')
    wanted = {'a.c': f"spinpair: a.c: '{program.folder}/a.c' is not what it was for its shard\n",
              'missing.c': 'spinpair: missing.c: no result has it; its shard is missing\n'}[name]
    assert status == 3 and wanted in errors, errors
    (program.folder / name).unlink() if before is None else program.write(name, before)
assert run('merge', 'r1', 'r2', 'r3') == single[0]

# Options of the report are those of the merge.
for more in (['--rules', '-*,storport.msi.DoubleAcquire'], ['--quiet'], ['--program', 'a.c'], ['--report', 'gitlab']):
    assert run('merge', 'r1', 'r2', 'r3', *more) == run('-p', '.', *more), more
program.write('.spinpair.yaml', 'rules: {storport.msi.Leak: off}\n')
assert run('merge', 'r1', 'r2', 'r3') == run('-p', '.') != single[0]
(program.folder / '.spinpair.yaml').unlink()

# A result is as little to be trusted as a database: what would load code is left out.
for number, data in enumerate(first, 1):
    head, _, body = data.split(b'\n', 2)
    body = body.replace(b'-fms-extensions', b'-fplugin=/no.so')
    program.write(f'f{number}', b'\n'.join([head, hashlib.sha256(body).hexdigest().encode(), body]))
out, errors, status = run('merge', 'f1', 'f2', 'f3')
assert status == 3 and 'a.c: no result has it' in errors, errors
assert 'spinpair: a.c: its command would load code into the analyzer; left out: -fplugin=/no.so\n' in errors, errors

# Bad results.
refused("'none' cannot be read: No such file or directory", 'r1', 'none')
refused(r"'a\.c' is no result of 'spinpair --shard'", 'r1', 'a.c')
for name, damage in (('half', lambda data: data[:len(data) // 2]), ('flipped', lambda data: data[:-9] + b'~' + data[-8:]),
                     ('longer', lambda data: data + b'x')):
    program.write(name, damage(first[1]))
    refused(f"'{name}' is damaged; run its shard again", 'r1', name, 'r3')
program.write('older', first[1].replace(b'spinpair 0.', b'spinpair 9.', 1))
refused("'older' is the result of another build of spinpair or clang than this one, 'spinpair .*'; "
        'use the same one on all machines', 'r1', 'older', 'r3')
(program.folder / 'sub').mkdir()
refused(f"'../r1' was made in the folder '{program.folder}'; merge there, with the same sources",
        '../r1', cwd=program.folder / 'sub')
program.database(program.entry('a.c', [*CLANG, '-c', 'a.c']))
shard(2, 3)
refused("'r1' and 'r2' are results of different databases or commands; merge the shards of one", 'r1', 'r2', 'r3')

# A part may have nothing to do.
shard(1, 3)
shard(3, 3)
assert run('merge', 'r1', 'r2', 'r3') == run('-p', '.', '--no-cache')
out, errors, status = run('-p', '.', '--shard', '1/1', '--result', 'none/r')
assert status == 1 and errors.startswith("spinpair: 'none/r' cannot be written: "), errors

"""check_fix_limits.py SPINPAIR WDK SCRATCH: an edit that is proved may still change what a
function does. Each of REFUSED has one finding, and no fix; each of MADE has one."""
import subprocess
import sys
from pathlib import Path

HEAD = '''#include <storport.h>
typedef struct { ULONG Used; PVOID Block; ULONG Lengths[4]; } POOL, *PPOOL;
'''
TAKE = '  StorPortAcquireMSISpinLock(Pool, Id, &Old);\n'
GIVE = '  StorPortReleaseMSISpinLock(Pool, Id, Old);\n'


def function(body, result='VOID', more='ULONG Kind'):
    return f'{HEAD}{result} Uses(PPOOL Pool, ULONG Id, {more}) {{\n  ULONG Old;\n{body}}}\n'


def under_lock(text, **more):
    return function(TAKE + text + GIVE, **more)


FREE = '    StorPortFreePool(Pool, Block);\n'
BLOCK = {'more': 'ULONG Kind, PVOID Block'}

REFUSED = {
    'if': under_lock(f'  if (Kind) {{\n    Pool->Used++;\n{FREE}  }}\n', **BLOCK),
    'else': under_lock(f'  if (Kind)\n    Pool->Used++;\n  else {{\n{FREE}  }}\n', **BLOCK),
    'bare': under_lock(f'  if (Kind)\n{FREE}', **BLOCK),
    'switch': under_lock('  switch (Kind) {\n  case 1:\n' + FREE +
                         '    break;\n  default:\n    Pool->Used++;\n  }\n', **BLOCK),
    'loop': under_lock(f'  while (Pool->Used) {{\n    Pool->Used--;\n{FREE}  }}\n', **BLOCK),
    'label': under_lock(f'  if (Kind)\n    goto Out;\n{FREE}Out:\n', **BLOCK),
    'assigned': under_lock(f'{FREE}  Block = 0;\n', **BLOCK),
    'address': under_lock(f'  Fill(&Block);\n{FREE}', **BLOCK).replace(
        'VOID Uses', 'VOID Fill(PVOID *To);\nVOID Uses'),
    'field': under_lock('  StorPortFreePool(Pool, Pool->Block);\n'),
    'element': under_lock('  StorPortFreePool(Pool, (PVOID)Pool->Lengths[Kind]);\n'),
    'global': under_lock('  StorPortFreePool(Pool, Spare);\n').replace(
        'VOID Uses', 'PVOID Spare;\nVOID Uses'),
    'seen': under_lock(f'{FREE}  Pool->Block = Block;\n', **BLOCK),
    'read': under_lock('  Log(Pool);\n  Pool->Used--;\n').replace(
        'VOID Uses', 'static VOID Log(PPOOL Pool) { StorPortFreePool(Pool, Pool->Block); }\n'
        'VOID Uses'),
    'result': under_lock('  Kind = StorPortFreePool(Pool, Block);\n  if (Kind)\n'
                         '    Pool->Used++;\n', **BLOCK),
    'directive': under_lock(f'#ifndef KEEPS\n{FREE}#endif\n', **BLOCK),
    'skipped': function(
        TAKE + '  Pool->Used++;\n' + GIVE + '  if (Kind)\n    goto Out;\n' + TAKE +
        'Out:\n' + GIVE + '  StorPortNotification(RequestComplete, Pool, 0);\n  return Kind;\n',
        result='ULONG'),
    'returns': function(TAKE + '  if (Kind)\n    return Pool->Used++;\n' + GIVE +
                        '  return 0;\n', result='ULONG'),
    'calls': function(TAKE + '  if (Kind)\n    return Count(Pool);\n' + GIVE +
                      '  return 0;\n', result='ULONG').replace(
                          'ULONG Uses', 'static ULONG Count(PPOOL Pool) { return Pool->Used; }\n'
                          'ULONG Uses'),
}

MADE = {
    'before': (under_lock('  Pool->Used--;\n' + FREE, **BLOCK), GIVE + FREE[2:]),
    'locals': (under_lock(f'{FREE}  Kind = 0;\n', **BLOCK), '  Kind = 0;\n' + GIVE + FREE[2:]),
    'returns-local': (function(TAKE + '  if (Kind)\n    return Kind;\n' + GIVE + '  return 0;\n',
                               result='ULONG'), '  ' + GIVE + '    return Kind;\n'),
    'returns-constant': (function(TAKE + '  if (Kind)\n    return FALSE;\n' + GIVE +
                                  '  return TRUE;\n', result='ULONG'),
                         '  ' + GIVE + '    return FALSE;\n'),
    'leaves': (function(TAKE + '  Pool->Used++;\n' + GIVE + '  if (Kind)\n    goto Out;\n' + TAKE +
                        '  Pool->Used--;\nOut:\n' + GIVE + '  return Kind;\n', result='ULONG'),
               '  if (Kind)\n    return Kind;\n'),
}


def fixed(spinpair, wdk, folder, name, text):
    file = folder / f'{name}.c'
    file.write_text(text)
    done = subprocess.run([spinpair, '--fix', file.name, '--', f'-I{wdk}'], cwd=folder,
                          capture_output=True, text=True, check=False)
    return file.read_text(), done


def main():
    spinpair, wdk, folder = sys.argv[1], *(Path(a).resolve() for a in sys.argv[2:4])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in REFUSED.items():
        after, done = fixed(spinpair, wdk, folder, name, text)
        assert done.returncode == 2 and '0 findings have a fix' in done.stderr, \
            (name, done, after)
        assert after == text, (name, after)
    for name, (text, part) in MADE.items():
        after, done = fixed(spinpair, wdk, folder, name, text)
        assert done.returncode == 0 and part in after, (name, done, after)


if __name__ == '__main__':
    main()

"""Moves and changes a function of another file, and runs spinpair again.

usage: check_moved.py SPINPAIR FOLDER WDK
"""
import subprocess
import sys
from pathlib import Path

SPINPAIR, FOLDER, WDK = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
CALLER = '''#include <storport.h>
VOID Helper(PVOID Ext);
VOID Use(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, MESSAGE, &Irql);
  Helper(Ext);
  StorPortReleaseMSISpinLock(Ext, MESSAGE, Irql);
}
'''
HELPER = '''#include <storport.h>
static VOID Inner(PVOID Ext) {
%s  StorPortFreePool(Ext, Ext);
}
VOID Helper(PVOID Ext) {
  Inner(Ext);
}
'''


def run(*arguments, message='1'):
    done = subprocess.run([SPINPAIR, 'caller.c', 'helper.c', *arguments, '--', f'-I{WDK}', f'-DMESSAGE={message}'],
                          cwd=FOLDER, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and not done.stderr, done
    return done.stdout


def searches():
    return {each.name for each in (FOLDER / 'cache').glob('llvmcache-search-*')}


def check(helper, expected):
    (FOLDER / 'helper.c').write_text(helper)
    found = run('--cache', 'cache')
    assert found == run('--no-cache'), found
    assert f"in 'Inner' (helper.c:{expected}), by way of 'Helper' (helper.c:" in found, found
    return searches()


(FOLDER / 'caller.c').write_text(CALLER)
first = check(HELPER % '', 3)
assert len(first) == 1, first
assert check('\n\n/* moved */\n' + HELPER % '', 6) == first
assert check(HELPER % '', 3) == first
assert len(check(HELPER % '\n', 4)) == 2

# Another command makes another unit of it, even if the lock programs are the same.
assert run('--cache', 'cache', message='(1)') == run('--no-cache', message='(1)')
assert len(searches()) == 3

"""Two drivers in one call of spinpair, whose helpers have the same names.

usage: check_programs.py SPINPAIR FOLDER WDK
"""
import re
import subprocess
import sys
from pathlib import Path

SPINPAIR, FOLDER, WDK = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
LOCK = '''ULONG Lock(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  return Irql;
}
'''
UNLOCK = '''VOID Unlock(PVOID Ext, ULONG Id, ULONG Irql) {
  %s
}
'''
MAIN = '''ULONG Lock(PVOID Ext, ULONG Id);
VOID Unlock(PVOID Ext, ULONG Id, ULONG Irql);
VOID %s(PVOID Ext, ULONG Id) {
  ULONG Irql = Lock(Ext, Id);
  Unlock(Ext, Id, Irql);
}
'''


def write(name, text):
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('#include <storport.h>\n' + text)
    return str(path)


def run(*arguments):
    return subprocess.run([SPINPAIR, *arguments, '--', f'-I{WDK}'], capture_output=True, text=True, timeout=60)


right = [write('right/main.c', MAIN % 'Right'),
         write('right/locks.c', LOCK + UNLOCK % 'StorPortReleaseMSISpinLock(Ext, Id, Irql);')]
wrong = [write('wrong/main.c', MAIN % 'Wrong'), write('wrong/locks.c', LOCK + UNLOCK % '/* forgotten */')]

# By their folders, and whatever the order.
for files in (right + wrong, wrong + right):
    both = run(*files)
    assert both.returncode == 2 and not both.stderr, both
    assert both.stdout.count('warning:') == 1, both.stdout
    # LLVM 22 puts the end of a function at its last statement.
    assert re.search("wrong/main.c:[67]:[13]: warning: MSI spin lock for message 'Id' is still held", both.stdout), both
    assert re.search("wrong/main.c:.* in 'Lock' \\((Output/)?[^/]*/wrong/locks.c:4\\)\n", both.stdout), both.stdout
    assert both.stdout.endswith('5 functions with locks: 4 proved, 0 clean, 1 reported, 0 undecided\n'), both.stdout

# By what they are told, where folders do not tell.
flat = [write('flat/right_main.c', MAIN % 'Right'), write('flat/wrong_main.c', MAIN % 'Wrong'),
        write('flat/right_locks.c', Path(right[1]).read_text()), write('flat/wrong_locks.c', Path(wrong[1]).read_text())]
unclear = run(*flat)
assert unclear.returncode == 3, unclear
assert re.search(r"^spinpair: 'Lock' of .*flat/wrong_locks\.c is another function than that of .*flat/right_locks\.c, "
                 r'which alone is analysed; --program tells drivers apart$', unclear.stderr, re.M), unclear.stderr
told = run(*flat, '--program', '/right_', '--program=/wrong_')
assert told.returncode == 2 and told.stdout.count('warning:') == 1 and not told.stderr, told
assert re.search('flat/wrong_main.c:[67]:[13]: warning:', told.stdout), told.stdout

nobody = run(*flat, '--program', 'nobody')
assert nobody.returncode == 1 and not nobody.stdout, nobody
assert nobody.stderr == "spinpair: no unit that is left matches --program 'nobody'\n", nobody.stderr
broken = run(*flat, '--program', '(')
assert broken.returncode == 1 and "--program '(' is no regular expression: " in broken.stderr, broken

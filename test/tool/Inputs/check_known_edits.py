"""A table of edits: check_known_edits.py SPINPAIR WDK FOLDER. After each of the first kind
all findings are known; after each of the second one at least one is new."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

spinpair, wdk, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])

FILES = {
    'lock.h': '''#include <storport.h>
typedef struct { ULONG Id, Other; int Busy, Dead; PVOID Ext; } RING;
static __inline ULONG Take(PVOID Ext, ULONG Id) {
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  return Irql;
}
void Kick(RING *Ring);
''',
    'ring.c': '''#include "lock.h"
int Push(PVOID Ext, RING *Ring) {
  ULONG Old = Take(Ext, Ring->Id);
  if (Ring->Busy)
    return 1;
  if (Ring->Dead)
    return 1;
  StorPortReleaseMSISpinLock(Ext, Ring->Id, Old);
  return 0;
}

int Pop(PVOID Ext, RING *Ring) {
  int Status = 0;
  ULONG Old = Take(Ext, Ring->Id);
  if (Ring->Busy) {
    Status = 2;
    goto Out;
  }
  if (Ring->Dead) {
    Status = 3;
    goto Out;
  }
  StorPortReleaseMSISpinLock(Ext, Ring->Id, Old);
Out:
  return Status;
}
''',
    'twice.c': '''#include "lock.h"
void Twice(PVOID Ext, int Again) {
  ULONG Saved, Inner;
  StorPortAcquireMSISpinLock(Ext, 1, &Saved);
  if (Again)
    StorPortAcquireMSISpinLock(Ext, 1, &Inner);
  StorPortReleaseMSISpinLock(Ext, 1, Saved);
}

void Back(PVOID Ext, int Again) {
  ULONG Saved;
  StorPortAcquireMSISpinLock(Ext, 4, &Saved);
  StorPortReleaseMSISpinLock(Ext, 4, Saved);
  if (Again)
    StorPortReleaseMSISpinLock(Ext, 4, Saved);
}

void Never(PVOID Ext, int Now, int Then) {
  if (Now)
    StorPortReleaseMSISpinLock(Ext, 5, 0);
}
''',
}
COUNT = 7


def check(name, edit, moved=None):
    """How many findings are new after an edit."""
    project = folder / 'one'
    shutil.rmtree(project, ignore_errors=True)
    (project / '.git').mkdir(parents=True)
    shutil.copy(folder / 'known.json', project)
    files = {**FILES}
    edit(files)
    assert files != FILES or name == 'nothing', name
    for file, text in files.items():
        (project / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    done = subprocess.run(
        [spinpair, *sorted(file for file in files if file.endswith('.c')), '--no-cache',
         '--report', 'json', '--baseline', 'known.json', '--', '-I' + wdk],
        cwd=project, capture_output=True, text=True)
    log = json.loads(done.stdout)
    new = [(f['function'], f['line']) for f in log['findings']
           if not f.get('known') and not f.get('suppressed')]
    assert done.returncode == (2 if new else 0), done
    return new, len(log['findings'])


def sub(file, what, by, count=0):
    def edit(files):
        for each in [file] if file else list(files):
            files[each] = re.sub(what, by, files[each], count=count, flags=re.M)
    return edit


def rename_file(files):
    files['queue.c'] = files.pop('ring.c')


def rename_both(files):
    files['queue.c'] = re.sub(r'\bOld\b', 'OldIrql', files.pop('ring.c'))


def move_function(files):
    text = files['twice.c']
    at = text.index('void Back')
    end = text.index('void Never')
    files['twice.c'] = text[:at] + text[end:]
    files['back.c'] = '#include "lock.h"\n' + text[at:end]


def reorder(files):
    text = files['ring.c']
    at = text.index('int Pop')
    start = text.index('int Push')
    files['ring.c'] = text[:start] + text[at:] + '\n' + text[start:at]


def wrap(files):
    for each in files:
        files[each] = re.sub(r', (?=[^{}\n]*\);)', ',\n                  ', files[each])


def allman(files):
    for each in files:
        files[each] = re.sub(r' \{$', '\n{', files[each], flags=re.M)


def wide(files):
    for each in files:
        files[each] = re.sub(r'^( +)', r'\1\1', files[each].replace('(', '( ')
                             .replace(')', ' )'), flags=re.M)


def crlf(files):
    for each in files:
        files[each] = files[each].replace('\n', '\r\n').encode()


def braces(files):
    for each in files:
        files[each] = re.sub(r'^( +if \([^)]*\))\n +([^;{]*;)', r'\1 {\n    \2\n  }',
                             files[each], flags=re.M)


# What leaves the mistakes as they are.
SAME = {
    'nothing': lambda files: None,
    'comments': sub(None, r';$', '; // so it is'),
    'a comment in a call': sub(None, r'\(Ext, ', '(Ext /* the adapter */, '),
    'lines above': sub(None, r'\A(#include.*)', r'\1\n\n\n// A head\n'),
    'tabs': sub(None, r'^ +', '\t'),
    'two lines between': sub(None, r';\n', ';\n\n'),
    'carriage returns': crlf,
    'calls wrapped over lines': wrap,
    'braces on lines of their own': allman,
    'another indentation, blanks in brackets': wide,
    'braces around one statement': braces,
    'a cast in the shared helper': sub('lock.h', '  StorPortAcquire', '  (void)StorPortAcquire'),
    'a line more in the shared helper': sub('lock.h', '  ULONG Irql = 0;', '  ULONG Irql = 0;\n  Irql = 0;'),
    'the local of the helper renamed': sub('lock.h', r'\bIrql\b', 'Saved'),
    'declarations split': sub('ring.c', r'  ULONG Old = Take', '  ULONG Old;\n  Old = Take'),
    'declarations joined': sub('twice.c', r'ULONG Saved;', 'ULONG Saved = 0, Unused = 0;\n  (void)Unused;'),
    'a local renamed': sub(None, r'\bOld\b', 'OldIrql'),
    'a parameter renamed': sub('ring.c', r'\bRing\b', 'Queue'),
    'another local renamed': sub('twice.c', r'\bSaved\b', 'Irql'),
    'a function renamed': sub('ring.c', r'\bPush\b', 'RingPush'),
    'all functions renamed': sub('twice.c', r'\b(Twice|Back|Never)\b', r'Drv\1'),
    'the helper renamed': sub(None, r'\bTake\b', 'LockRing'),
    'a file renamed': rename_file,
    'a function moved to a file of its own': move_function,
    'a file renamed, and locals in it': rename_both,
    'functions in another order': reorder,
    'a cast in a call': sub('twice.c', r'\(Ext, 4,', '(Ext, (ULONG)4,'),
    'another return value': sub('ring.c', 'return 1;', 'return -1;', 1),
    'a condition that asks for more': sub('ring.c', r'Ring->Busy\)', 'Ring->Busy > 2)'),
    'statements around it': sub('ring.c', '  ULONG Old', '  Kick(Ring);\n  ULONG Old'),
    'a function between': sub('twice.c', r'^void Back', 'int Free(void) { return 3; }\n\nvoid Back'),
}

# Another mistake, often where a known one was.
OTHER = {
    'another message': sub('twice.c', 'MSISpinLock\\(Ext, 5, 0', 'MSISpinLock(Ext, 7, 0'),
    'another message, wrapped': sub('twice.c', r'\(Ext, 5, 0', '(Ext,\n        7, 0'),
    'a return more': sub('ring.c', r'^  StorPortRel', '  if (Ring->Other)\n    return 1;\n  StorPortRel', 1),
    'a return before the known ones': sub('ring.c', r'^  if \(Ring->Busy\)\n', '  if (Ring->Other)\n    return 1;\n  if (Ring->Busy)\n', 1),
    'one mended, another one made': sub('ring.c', r'^  if \(Ring->Dead\)\n    return 1;', '  if (Ring->Other)\n    return 1;'),
    'a goto more': sub('ring.c', r'^(  StorPortRel.*\n)Out', r'  if (Ring->Other)\n    goto Out;\n\1Out'),
    'a second release more': sub('twice.c', r'^(  if \(Again\)\n    StorPortRel.*\n)', r'\1  if (Again > 5)\n    Kick(0);\n  else\n    StorPortReleaseMSISpinLock(Ext, 4, Saved);\n'),
    'the same mistake in another function': sub('twice.c', r'\Z', '\nvoid More(PVOID Ext, int Again) {\n  ULONG Saved;\n  StorPortAcquireMSISpinLock(Ext, 4, &Saved);\n  StorPortReleaseMSISpinLock(Ext, 4, Saved);\n  if (Again)\n    StorPortReleaseMSISpinLock(Ext, 4, Saved);\n}\n'),
    'the other branch': sub('ring.c', r'  if \(Ring->Dead\)\n    return 1;', '  if (Ring->Dead)\n    StorPortReleaseMSISpinLock(Ext, Ring->Id, Old);\n  return 1;', 1),
    'another condition': sub('twice.c', r'if \(Again\)\n    StorPortAcq.*', 'if (Again)\n    StorPortAcquireMSISpinLock(Ext, 1, &Saved);'),
}

(folder / 'first/.git').mkdir(parents=True)
for file, text in FILES.items():
    (folder / 'first' / file).write_text(text)
done = subprocess.run([spinpair, 'ring.c', 'twice.c', '--no-cache', '--baseline',
                       '../known.json', '--update-baseline', '--', '-I' + wdk],
                      cwd=folder / 'first', capture_output=True, text=True)
assert done.returncode == 0 and f'{COUNT} known' in done.stdout, done

failed = []
for name, edit in SAME.items():
    new, count = check(name, edit)
    if new or count != COUNT:
        failed.append((name, new, count))
for name, edit in OTHER.items():
    new, count = check(name, edit)
    if len(new) != 1:
        failed.append((name, new, count))
assert len(SAME) >= 20 and not failed, '\n'.join(map(str, failed))

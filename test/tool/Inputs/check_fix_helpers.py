"""check_fix_helpers.py SPINPAIR WDK SCRATCH: fixes beyond the call that is wrong: in helpers, of
the acquire, and of the place where a release stands. What would leave something unlocked that
may need it is not offered."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

HEAD = """#include <storport.h>
typedef struct { ULONG Id, Count; PVOID Block; } QUEUE;
"""
HELPERS = """static ULONG LockQueue(PVOID Adapter, QUEUE *Queue) {
  ULONG Old = 0;
  StorPortAcquireMSISpinLock(Adapter, Queue->Id, &Old);
  return Old;
}
static VOID UnlockQueue(PVOID Adapter, QUEUE *Queue, ULONG Old) {
  StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old);
}
VOID First(PVOID Adapter, QUEUE *Queue) {
  ULONG Old = LockQueue(Adapter, Queue);
  Queue->Count++;
  UnlockQueue(Adapter, Queue, Old);
}
VOID Second(PVOID Adapter, QUEUE *Queue) {
  ULONG Old = LockQueue(Adapter, Queue);
  Queue->Count--;
  UnlockQueue(Adapter, Queue, Old);
}
"""
RIGHT = """VOID Own(PVOID Adapter, QUEUE *Queue) {
  ULONG Old;
  PVOID Block;
  StorPortAcquireMSISpinLock(Adapter, Queue->Id, &Old);
  Block = Queue->Block;
  StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old);
  if (Block)
    StorPortFreePool(Adapter, Block);
}
VOID Start(PVOID Adapter, QUEUE *Queue) {
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Handle);
  Queue->Count++;
  StorPortReleaseSpinLock(Adapter, &Handle);
}
"""


class Driver:
    def __init__(self, spinpair, wdk, folder):
        self.command = [spinpair, '--no-cache', '--fix-dry-run', '--report', 'json=report.json', 'a.c',
                        '--', f'-I{wdk}', '-w', '-Werror=incompatible-pointer-types']
        self.folder = folder

    def fixes(self, text):
        """The fixes, as the texts after each, with how many findings it is one of."""
        (self.folder / 'a.c').write_text(HEAD + text)
        subprocess.run(self.command, cwd=self.folder, capture_output=True, check=False)
        report = json.loads((self.folder / 'report.json').read_text())
        result = []
        for fix in report.get('fixes', []):
            whole = (HEAD + text).encode()
            for edit in reversed(fix['edits']):
                begin = edit['offset']
                whole = whole[:begin] + edit['text'].encode() + whole[begin + edit['length']:]
            result.append((whole.decode().removeprefix(HEAD), len(fix['findings'])))
        return result, len(report['findings'])


def main():
    spinpair, wdk, folder = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    driver = Driver(spinpair, wdk, folder)

    def comes_back(right, *changes):
        wrong = right
        for old, new in changes:
            assert wrong.count(old) == 1, (old, wrong)
            wrong = wrong.replace(old, new)
        fixes, count = driver.fixes(wrong)
        assert [text for text, _ in fixes] == [right], (changes, fixes)
        assert fixes[0][1] == count and count >= 1, (changes, fixes, count)

    # One edit of a helper for all that call it.
    comes_back(HELPERS, ('StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old)',
                         'StorPortReleaseMSISpinLock(Adapter, Old, Queue->Id)'))
    comes_back(HELPERS, ('  StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old);\n',
                         '  StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old);\n' * 2))
    # A helper that others use rightly is not what is edited.
    one = HELPERS.replace('Queue->Count--;', 'UnlockQueue(Adapter, Queue, Old);')
    fixes, count = driver.fixes(one)
    assert count == 1 and len(fixes) == 1, fixes
    assert fixes[0][0].startswith(HELPERS[:HELPERS.index('VOID Second')]), fixes
    # The acquire is made to pair: its value, its arguments.
    comes_back(HELPERS, ('Old = LockQueue(Adapter, Queue);\n  Queue->Count--', 'Old = 0;\n  Queue->Count--'))
    comes_back(RIGHT, ('NULL, &Handle', 'NULL, NULL'))
    # The release stands before what is only about locals: StorPortFreePool must not be called
    # under the lock.
    comes_back(RIGHT, ('  StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old);\n', ''))
    # If that reads what the lock protects, the place is left to the author.
    shared = RIGHT.replace('if (Block)', 'if (Queue->Count)')
    fixes, count = driver.fixes(shared.replace('  StorPortReleaseMSISpinLock(Adapter, Queue->Id, Old);\n', ''))
    for text, _ in fixes:
        assert text.index('StorPortReleaseMSISpinLock') > text.index('if (Queue->Count)'), text


if __name__ == '__main__':
    main()

"""check_lsp_hover.py SPINPAIR EXAMPLE WDK SCRATCH [--write]: what 'spinpair lsp' says of the
locks of the example miniport. Hover on each line is compared with hover.txt beside this file;
--write makes that anew, to be read before it is committed."""
import shutil
import sys
from pathlib import Path

from check_lsp import project, session
from lsp_client import document, path_of

FILES = ('io.c', 'locks.c', 'locks.h')
TABLE = Path(__file__).with_name('hover.txt')


def table():
    """By file and line: what is said there."""
    result = {name: {} for name in FILES}
    lines = None
    for line in TABLE.read_text().splitlines():
        if line.startswith('  '):
            lines.append(line[2:])
        elif line and not line.startswith('#'):
            name, _, number = line.partition(':')
            lines = result[name].setdefault(int(number.split(':')[0]), [])
    return {name: {number: '\n'.join(said) for number, said in its.items()}
            for name, its in result.items()}


def hover(client, path, line, character=0):
    answer = client.ask('textDocument/hover', {
        **document(path), 'position': {'line': line - 1, 'character': character}})['result']
    return answer and answer['contents']['value']


def hovers(client, folder):
    found = {}
    for name in FILES:
        path = folder / name
        client.open(path)
        client.current(path, 1)
        count = len(path.read_text().splitlines())
        found[name] = {line: said for line in range(1, count + 1)
                       if (said := hover(client, path, line))}
    return found


def write(found, folder):
    with TABLE.open('w') as out:
        out.write('# What hover says of the lines of examples/miniport: FILE:LINE: the line, and '
                  'below it what is said.\n# Made by check_lsp_hover.py --write.\n')
        for name, its in found.items():
            text = (folder / name).read_text().splitlines()
            for number, said in its.items():
                out.write(f'\n{name}:{number}: {text[number - 1].strip()}\n')
                out.writelines(f'  {line}\n' for line in said.split('\n'))


def line_of(text, part, after=''):
    return text[:text.index(part, text.index(after))].count('\n') + 1


def places(answer):
    return sorted((Path(path_of(each['uri'])).name, each['range']['start']['line'] + 1)
                  for each in answer['result'])


def references(client, folder):
    """From an acquire to its releases, through helpers, and back."""
    def ask(name, line, itself=False):
        text = (folder / name).read_text().splitlines()[line - 1]
        return places(client.ask('textDocument/references', {
            **document(folder / name), 'context': {'includeDeclaration': itself},
            'position': {'line': line - 1, 'character': len(text) - len(text.lstrip())}}))
    text = (folder / 'interrupt.c').read_text()
    take = line_of(text, 'StorPortAcquireMSISpinLock', 'SqTuneQueue(PSQ')
    give = line_of(text, 'StorPortReleaseMSISpinLock', 'SqTuneQueue(PSQ')
    assert ask('interrupt.c', take) == [('interrupt.c', give)]
    assert ask('interrupt.c', take, True) == [('interrupt.c', take), ('interrupt.c', give)]
    assert ask('interrupt.c', give) == [('interrupt.c', take)]
    assert ask('interrupt.c', take + 1) == []
    # By helpers: the calls, and the lock operations that they lead to.
    io, locks = (folder / 'io.c').read_text(), (folder / 'locks.h').read_text()
    call = line_of(io, 'SqLockQueue(', 'SqSubmit(PSQ')
    end = line_of(io, 'SqUnlockQueue(', 'SqSubmit(PSQ')
    found = ask('io.c', call)
    assert found == [('io.c', end), ('locks.h', line_of(locks, 'StorPortReleaseMSISpinLock')),
                     ('locks.h', line_of(locks, 'StorPortReleaseSpinLock'))], found
    found = ask('locks.h', line_of(locks, 'StorPortAcquireSpinLock'))
    assert ('io.c', end) in found and len(found) > 3, found


def hints(client, folder):
    def ask(name):
        answer = client.ask('textDocument/inlayHint', {
            **document(folder / name), 'range': {'start': {'line': 0, 'character': 0},
                                                 'end': {'line': 9999, 'character': 0}}})
        return {each['position']['line'] + 1: each['label'] for each in answer['result']}
    assert ask('locks.c') == {}                             # they are off
    client.notify('workspace/didChangeConfiguration',
                  {'settings': {'spinpair': {'inlayHints': True}}})
    text = (folder / 'locks.c').read_text()
    pair, adapter = text.index('SqLockPair(PSQ'), text.index('SqUnlockPair(PSQ')
    assert pair < adapter
    found = ask('locks.c')
    line = line_of(text, 'SqLockMessage(Adapter, Pair->First')
    assert found[line] == 'held: Pair->First->MessageId', found
    line = line_of(text, 'SqLockMessage(Adapter, Pair->Second')
    assert found[line] == 'held: Pair->First->MessageId, Pair->Second->MessageId', found
    line = line_of(text, 'StorPortAcquireSpinLock')
    assert found[line] == 'held: InterruptLock', found
    line = line_of(text, 'StorPortReleaseSpinLock', 'SqUnlockAdapter(PSQ')
    assert found[line] == 'nothing held', found
    # Of a function with a mistake not all paths are followed to their ends.
    line = line_of((folder / 'io.c').read_text(), 'SqUnlockQueue(', 'SqSubmit(PSQ')
    assert ask('io.c')[line] == 'nothing held (on paths that were followed)'
    # The client is told when they are other ones.
    assert [m for m in client.notes if m['method'] == 'workspace/inlayHint/refresh']


def changes(client, folder):
    """What is not saved counts, and a text that has changed gets no old answer."""
    path = folder / 'interrupt.c'
    text = path.read_text()
    take = line_of(text, 'StorPortAcquireMSISpinLock', 'SqTuneQueue(PSQ')
    moved = text.replace('static VOID SqTuneQueue', '\n\n\nstatic VOID SqTuneQueue')
    before = hover(client, path, take + 1)
    client.change(path, 2, {'text': moved})
    after = hover(client, path, take + 4)
    assert after == before.replace(f'line {take}', f'line {take + 3}'), after
    late = client.ask('textDocument/hover', {
        **document(path), 'position': {'line': take, 'character': 0}}, wait=False)
    client.change(path, 3, {'text': text})
    answer = client.answer(late)    # either it was there, or it is refused
    assert answer.get('error', {}).get('code') == -32801 or answer['result'], answer
    # Without the release it is left to the caller; and with a text that does not parse.
    client.change(path, 4, {'text': text.replace(
        '  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, Adapter->TuneIrql);', '')})
    said = hover(client, path, take)
    assert 'no release is known to pair with it' in said, said
    client.change(path, 5, {'text': text.replace('  BOOLEAN Busy;', '  BOOLEAN Busy = ((;')})
    assert hover(client, path, take + 1) is None
    client.change(path, 6, {'text': text})
    assert hover(client, path, take + 1) == before
    assert hover(client, path, 99999, -5) is None


def odd_code(spinpair, wdk, scratch):
    """Statements that hide where control goes: nothing wrong is said of them."""
    folder = scratch / 'odd'
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / 'odd.c').write_text(ODD)
    project_file = folder / 'compile_commands.json'
    project_file.write_text('[{"directory": "%s", "file": "odd.c", "command": "cc -I%s -c odd.c"}]'
                            % (folder, wdk))
    client = session(spinpair, folder, capabilities={
        'textDocument': {'hover': {'contentFormat': ['markdown', 'plaintext']}}})
    client.open(folder / 'odd.c')
    client.current(folder / 'odd.c', 1)
    for number, line in enumerate(ODD.splitlines(), 1):
        said = hover(client, folder / 'odd.c', number) or ''
        held = ('unknown' if 'Before this line' not in said else
                'nothing' if 'holds no lock' in said else
                'maybe' if '- maybe' in said else 'lock')
        for mark in ('unknown', 'nothing', 'maybe', 'lock'):
            if f'/* {mark} */' in line:
                assert held == mark, (number, line, said)
    assert 'Queue\\-' not in said
    assert '`' not in said.replace('\\`', '')
    assert client.stop() == 0


# What is to be known before a line stands at its end.
ODD = """#include <storport.h>
typedef struct { KSPIN_LOCK Lock; int A, B; } QUEUE;
int Some(void);

VOID Waits(QUEUE *Queue) {
  KIRQL Old;
  do {                                  /* nothing */
    KeAcquireSpinLock(&Queue->Lock, &Old);
    Queue->A++;                         /* lock */
    if (Queue->B)                       /* lock */
      Queue->B = 0;                     /* lock */
    KeReleaseSpinLock(&Queue->Lock, Old);
    Queue->A = 0;                       /* nothing */
  } while (Some());                     /* nothing */
  Queue->A = 1;                         /* nothing */
}                                       /* nothing */

VOID Leaves(QUEUE *Queue, int Kind) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Lock, &Old);
  switch (Kind) {                       /* lock */
  case 1:
    Queue->A = 1;                       /* lock */
    KeReleaseSpinLock(&Queue->Lock, Old);
    Queue->B = 1;                       /* nothing */
    break;                              /* nothing */
  case 2:
    Queue->A = 2;                       /* lock */
    goto Out;                           /* lock */
  default:
    Queue->A = 3;                       /* lock */
    KeReleaseSpinLock(&Queue->Lock, Old);
    return;                             /* nothing */
  }
  Queue->A = 4;                         /* nothing */
  return;                               /* nothing */
Out:
  KeReleaseSpinLock(&Queue->Lock, Old); /* lock */
}

VOID Tries(QUEUE *Queue) {
  BOOLEAN Has = KeTryToAcquireSpinLockAtDpcLevel(&Queue->Lock);
  if (!Has) {                           /* maybe */
    Queue->A++;                         /* nothing */
    return;                             /* nothing */
  }
  Queue->B++;                           /* lock */
  KeReleaseSpinLockFromDpcLevel(&Queue->Lock);
}

VOID Chooses(QUEUE *Queue) {            /* unknown */
  KIRQL Old;                            /* unknown */
#if 1
  KeAcquireSpinLock(&Queue->Lock, &Old);
#else
  Queue->B = 0;                         /* unknown */
#endif
  Queue->A++;                           /* lock */
  ;                                     /* unknown */
  KeReleaseSpinLock(&Queue->Lock, Old); /* lock */
}

VOID Splits(QUEUE *Queue) {
  KIRQL Old;
#if 1
  if (Queue->A) {
#else
  if (Queue->B) {
#endif
    KeAcquireSpinLock(&Queue->Lock, &Old);
    Queue->A++;                         /* unknown */
    KeReleaseSpinLock(&Queue->Lock, Old);
  }
}
"""


def main():
    spinpair, example, wdk, scratch = sys.argv[1], *map(Path, sys.argv[2:5])
    wdk, scratch = wdk.resolve(), scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    folder = project(example, wdk, scratch / 'driver')
    client = session(spinpair, folder, capabilities={
        'workspace': {'inlayHint': {'refreshSupport': True}}})
    found = hovers(client, folder)
    if '--write' in sys.argv:
        write(found, folder)
    expected = table()
    for name in FILES:
        for line in found[name].keys() | expected[name].keys():
            assert found[name].get(line) == expected[name].get(line), (
                f'{name}:{line}', found[name].get(line), expected[name].get(line))
    client.open(folder / 'interrupt.c')
    client.current(folder / 'interrupt.c', 1)
    references(client, folder)
    hints(client, folder)
    changes(client, folder)
    assert client.stop() == 0
    odd_code(spinpair, wdk, scratch)


if __name__ == '__main__':
    main()

"""check_lsp_calls.py SPINPAIR EXAMPLE WDK SCRATCH: the call hierarchy of 'spinpair lsp'. Each
call of a lock helper that stands in the text of the example miniport is there, from whatever
file, and no other one."""
import json
import re
import shutil
import sys
from pathlib import Path

from check_lsp import project, session
from lsp_client import document, path_of, uri_of


def calls_in_text(folder, name):
    """File, line and column, from 0, of each call as it is written."""
    found = set()
    for path in sorted(folder.glob('*.[ch]')):
        code = re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group()), path.read_text(),
                      flags=re.S)
        for number, line in enumerate(code.split('\n')):
            if line[:1].isspace() and (at := re.search(rf'\b{name}\(', line)):
                found.add((path.name, number, at.start()))
    return found


def prepare(client, path, text, part, inside=0, after=''):
    at = text.index(part, text.index(after)) + inside
    line = text[:at].count('\n')
    return client.ask('textDocument/prepareCallHierarchy', {
        **document(path), 'position': {'line': line, 'character': at - text.rfind('\n', 0, at) - 1}
    })['result']


def incoming(client, item):
    """The callers, and the places of the calls."""
    answer = client.ask('callHierarchy/incomingCalls', {'item': item})['result']
    return ([each['from']['name'] for each in answer],
            {(Path(path_of(each['from']['uri'])).name, r['start']['line'], r['start']['character'])
             for each in answer for r in each['fromRanges']})


def outgoing(client, item):
    answer = client.ask('callHierarchy/outgoingCalls', {'item': item})['result']
    return {each['to']['name']: len(each['fromRanges']) for each in answer}


def spelled(item, key='selectionRange'):
    """What stands in the file in a range of an item."""
    lines = Path(path_of(item['uri'])).read_text().split('\n')
    begin, end = item[key]['start'], item[key]['end']
    rows = lines[begin['line']:end['line'] + 1]
    rows[-1] = rows[-1][:end['character']]
    return '\n'.join(rows)[begin['character']:]


def example(client, folder):
    io = folder / 'io.c'
    text = io.read_text()
    [queue] = prepare(client, io, text, 'SqLockQueue(Adapter', inside=3)
    assert (queue['name'], queue['kind']) == ('SqLockQueue', 12), queue
    assert Path(path_of(queue['uri'])).name == 'locks.h', queue
    assert queue['detail'] == 'locks.h, locks: proved', queue
    assert spelled(queue) == 'SqLockQueue'
    whole = spelled(queue, 'range')
    assert whole.startswith('static inline VOID SqLockQueue(') and whole.endswith('\n}'), whole
    assert whole.count('StorPortAcquireSpinLock') == 1, whole
    # Down: what it calls, if that uses locks; up: to callbacks, through all files.
    assert outgoing(client, queue) == {'SqLockMessage': 1}
    names, places = incoming(client, queue)
    assert places == calls_in_text(folder, 'SqLockQueue'), places
    assert 'SqSubmit' in names and len(names) == len(set(names)), names
    [message] = [each['to'] for each in client.ask(
        'callHierarchy/outgoingCalls', {'item': queue})['result']]
    assert outgoing(client, message) == {}
    for helper in ('SqLockMessage', 'SqUnlockMessage', 'SqUnlockQueue', 'SqLockPair', 'SqSubmit'):
        name = 'locks.h' if 'Message' in helper or 'Queue' in helper else \
            'locks.c' if 'Pair' in helper else 'io.c'
        path = folder / name
        [item] = prepare(client, path, path.read_text(), f'{helper}(PSQ')
        assert item['name'] == helper
        names, places = incoming(client, item)
        assert places == calls_in_text(folder, helper) and places, (helper, places)
    # What uses no lock, or is no name, is for other servers to tell of.
    assert prepare(client, io, text, 'Queue->Stopped') is None
    assert client.ask('textDocument/prepareCallHierarchy', {
        **document(io), 'position': {'line': 99999, 'character': -3}})['result'] is None
    # A routine has no body, and is none of the program's functions.
    interrupt = folder / 'interrupt.c'
    assert prepare(client, interrupt, interrupt.read_text(), 'StorPortAcquireMSISpinLock') is None
    # Items that no answer had.
    strange = {**queue, 'name': 'Nobody'}
    for method in ('incomingCalls', 'outgoingCalls'):
        assert client.ask(f'callHierarchy/{method}', {'item': strange})['result'] is None
        assert client.ask(f'callHierarchy/{method}', {})['error']['code'] == -32602
        del_data = {k: v for k, v in queue.items() if k != 'data'}
        assert client.ask(f'callHierarchy/{method}', {'item': del_data})['result']
    # An item of a text that has changed since stands for the function where it is now.
    moved = '\n\n\n' + text.replace('SqUnlockQueue(Adapter, Queue, &Handle);', '/* ä */ SqUnlockQueue(Adapter, Queue, &Handle);')
    [submit] = prepare(client, io, text, 'SqSubmit(PSQ')
    client.change(io, 2, {'text': moved})
    answer = client.ask('callHierarchy/outgoingCalls', {'item': submit})['result']
    lines = moved.split('\n')
    for each in answer:
        for place in each['fromRanges']:
            line = lines[place['start']['line']]
            assert line[place['start']['character']:place['end']['character']] == each['to']['name']
    assert len(answer) >= 2, answer
    client.change(io, 3, {'text': text})


POINTERS = """#include <storport.h>
typedef struct { KSPIN_LOCK Lock; int Count; } QUEUE;
typedef VOID TAKE(QUEUE *Queue, KIRQL *Old);
static VOID Take(QUEUE *Queue, KIRQL *Old) { KeAcquireSpinLock(&Queue->Lock, Old); }
static VOID Give(QUEUE *Queue, KIRQL Old) { KeReleaseSpinLock(&Queue->Lock, Old); }
static VOID Idle(QUEUE *Queue) { Queue->Count++; }
static TAKE *const Taker = Take;
VOID Direct(QUEUE *Queue) {
  KIRQL Old;
  Take(Queue, &Old); Idle(Queue); Give(Queue, Old);
}
VOID ByPointer(QUEUE *Queue) {
  KIRQL Old;
  Taker(Queue, &Old);
  Give(Queue, Old);
}
"""


def pointers(spinpair, wdk, scratch):
    """A call by a pointer counts, in text that is not saved."""
    folder = scratch / 'pointers'
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / 'a.c').write_text('int x;\n')
    (folder / 'compile_commands.json').write_text(json.dumps([
        {'directory': str(folder), 'file': 'a.c', 'command': f'cc -I{wdk} -c a.c'}]))
    client = session(spinpair, folder)
    client.open(folder / 'a.c', POINTERS)
    client.current(folder / 'a.c', 1)
    [take] = prepare(client, folder / 'a.c', POINTERS, 'Take(Queue, &Old)')
    names, _ = incoming(client, take)
    assert sorted(names) == ['ByPointer', 'Direct'], names
    [by] = prepare(client, folder / 'a.c', POINTERS, 'Taker(Queue')
    assert by == take
    assert prepare(client, folder / 'a.c', POINTERS, 'Idle(Queue)') is None
    assert client.ask('callHierarchy/incomingCalls', {
        'item': {**take, 'uri': uri_of(folder / 'other.c')}})['result'] is None
    assert client.stop() == 0


def main():
    spinpair, wdk, scratch = sys.argv[1], Path(sys.argv[3]).resolve(), Path(sys.argv[4]).resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    folder = project(Path(sys.argv[2]), wdk, scratch / 'driver')
    client = session(spinpair, folder)
    client.open(folder / 'io.c')
    client.current(folder / 'io.c', 1)
    example(client, folder)
    assert client.stop() == 0
    pointers(spinpair, wdk, scratch)


if __name__ == '__main__':
    main()

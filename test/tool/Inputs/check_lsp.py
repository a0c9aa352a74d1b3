"""check_lsp.py SPINPAIR EXAMPLE WDK SCRATCH: drives 'spinpair lsp' over a copy of the
example miniport. Its findings are those of the command, for saved and for unsaved text,
and nothing that a client does wrong ends the session without a word."""
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from lsp_client import Client, document, uri_of

SEVERITIES = {'high': 1, 'medium': 2, 'low': 3}


def project(example, wdk, folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(example, folder)
    (folder / 'compile_commands.json').write_text(json.dumps([
        {'directory': str(folder), 'file': path.name,
         'command': f'cc -I{wdk} -c {path.name}'} for path in sorted(folder.glob('*.c'))]))
    return folder


def of_command(spinpair, folder):
    """What the command finds, without a cache: by path, as diagnostics are."""
    run = subprocess.run([spinpair, '--no-cache', '--quiet', '--report', 'json'], cwd=folder,
                         capture_output=True, text=True, check=False)
    found = {}
    for each in json.loads(run.stdout)['findings']:
        found.setdefault(str(folder / each['file']), set()).add(
            (each['line'], each['column'], each['checker'], each['message'],
             SEVERITIES[each['severity']], len(each['notes'])))
    return found


def of_server(client):
    return {path: {(d['range']['start']['line'] + 1, d['range']['start']['character'] + 1,
                    d['code'], d['message'], d['severity'], len(d.get('relatedInformation', [])))
                   for d in all_of if d['code'].startswith('storport')}
            for path, all_of in client.diagnostics.items()
            if any(d['code'].startswith('storport') for d in all_of)}


def session(spinpair, folder, **options):
    client = Client([spinpair, 'lsp'], cwd='/')
    client.start(folder, debounce=1, **options)
    return client


def saved_and_unsaved(spinpair, folder):
    client = session(spinpair, folder, capabilities={'window': {'workDoneProgress': True}})
    client.open(folder / 'io.c')
    client.current(folder / 'io.c', 1)
    expected = of_command(spinpair, folder)
    assert sum(map(len, expected.values())) == 14, expected
    assert of_server(client) == expected, (of_server(client), expected)
    kinds = [m['params']['value']['kind'] for m in client.notes if m['method'] == '$/progress']
    assert kinds == ['begin', 'end'], kinds

    # The release that is missing is written, and not saved.
    text = (folder / 'io.c').read_text()
    line = text[:text.index('    return SRB_STATUS_BUSY;')].count('\n')
    old = text.splitlines()[line]
    new = '  {\n    SqUnlockQueue(Adapter, Queue, &Handle);\n' + old + '\n  }'
    client.change(folder / 'io.c', 2, {
        'range': {'start': {'line': line, 'character': 0},
                  'end': {'line': line, 'character': len(old)}}, 'text': new})
    left = client.current(folder / 'io.c', 2)
    assert not any(d['code'] == 'storport.msi.Leak' for d in left), left
    assert 'SqUnlockQueue(Adapter, Queue, &Handle);\n    return' not in (folder / 'io.c').read_text()
    lenses = client.ask('textDocument/codeLens', document(folder / 'io.c'))['result']
    titles = {lens['range']['start']['line'] + 1: lens['command'] for lens in lenses}
    assert titles[24]['title'] == 'locks: proved', titles
    told = client.ask('workspace/executeCommand', {
        'command': titles[24]['command'], 'arguments': titles[24]['arguments']})['result']
    assert "'SqSubmit', io.c:24, is proved" in told, told

    assert client.stop() == 0


def header(spinpair, folder):
    """A header counts as well; closed without being saved, it is as on the disk."""
    client = session(spinpair, folder)
    client.open(folder / 'user.c')
    client.current(folder / 'user.c', 1)
    expected = of_command(spinpair, folder)
    assert of_server(client) == expected
    text = (folder / 'fixable.h').read_text()
    client.open(folder / 'fixable.h', text.replace(
        '  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, OldIrql);', ''))
    client.current(folder / 'fixable.h', 1)
    assert of_server(client) != expected
    client.notify('textDocument/didClose', document(folder / 'fixable.h'))
    client.change(folder / 'user.c', 3, {'text': (folder / 'user.c').read_text()})
    client.current(folder / 'user.c', 3)
    assert of_server(client) == expected, of_server(client)
    assert client.stop() == 0


def small_driver(wdk, folder):
    """Two units and a header: what the fixes are tested on, and a user of it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    inputs = Path(__file__).parent
    for name in ('fixable.c', 'fixable.h'):
        shutil.copy(inputs / name, folder)
    (folder / 'user.c').write_text("""#include "fixable.h"

ULONG LeaksByHelper(PVOID Adapter, PQUEUE Queue);

VOID Uses(PVOID Adapter, PQUEUE Queue) {
  CountOne(Adapter, Queue);
  LeaksByHelper(Adapter, Queue);
}
""")
    (folder / 'compile_commands.json').write_text(json.dumps([
        {'directory': str(folder), 'file': name, 'command': f'cc -I{wdk} -c {name}'}
        for name in ('fixable.c', 'user.c')]))
    return folder


def edit(chance, lines, original):
    """Other lines, as somebody may type them."""
    lines = list(lines)
    at = chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:       # a call of a lock goes
        calls = [i for i, line in enumerate(lines)
                 if 'ock' in line and line.rstrip().endswith(');')]
        lines[chance.choice(calls or [at])] = ''
    elif kind == 1:
        lines.insert(at, '/* ä𝄞 */')
    elif kind == 2:     # all of it comes back
        return list(original)
    else:               # it moves to the right
        lines[at] = '/*𝄞*/ ' + lines[at] if lines[at].strip() and '#' not in lines[at] else ''
    return lines


def change_of(chance, before, after):
    """The change of the document, as a whole or as the lines that differ."""
    first = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), None)
    if first is None or chance.randrange(3) == 0:
        return {'text': '\n'.join(after)}
    return {'range': {'start': {'line': first, 'character': 0},
                      'end': {'line': len(before), 'character': 0}},
            'text': '\n'.join(after[first:])}


def edits(spinpair, wdk, scratch, count):
    """After each of some edits the server says what a cold run says of that text."""
    folder = small_driver(wdk, scratch / 'edited')
    copy = small_driver(wdk, scratch / 'cold')
    client = session(spinpair, folder)
    chance = random.Random(20)
    names = ['fixable.c', 'fixable.h', 'user.c']
    original = {name: (folder / name).read_text().split('\n') for name in names}
    texts = dict(original)
    for name in names:
        client.open(folder / name)
    for version in range(2, count + 2):
        name = chance.choice(names)
        after = edit(chance, texts[name], original[name])
        client.change(folder / name, version, change_of(chance, texts[name], after))
        texts[name] = after
        client.current(folder / name, version)
        (copy / name).write_text('\n'.join(after))
        cold = {path.replace(str(copy), str(folder)): found
                for path, found in of_command(spinpair, copy).items()}
        warm = in_bytes(of_server(client), texts, folder)
        assert warm == cold, (version, warm, cold)
    assert client.stop() == 0


def in_bytes(found, texts, folder):
    """With columns in bytes, as the command has them, in place of UTF-16."""
    def column(path, line, character):
        name = str(Path(path).relative_to(folder))
        units = texts[name][line - 1].encode('utf-16-le')[:2 * (character - 1)]
        return len(units.decode('utf-16-le').encode()) + 1
    return {path: {(l, column(path, l, c), k, m, s, n) for l, c, k, m, s, n in all_of}
            for path, all_of in found.items()}


def hostile(spinpair, folder, scratch):
    client = Client([spinpair, 'lsp'], cwd='/')
    answer = client.ask('textDocument/codeLens', document(folder / 'fixable.c'))
    assert answer['error']['code'] == -32002, answer
    client.start(folder, debounce=1, arguments=['--no-such-option'])
    client.until(lambda: any('no-such-option' in str(m) for m in client.notes))
    for bad, code in ((b'{"jsonrpc": ', -32700), (b'[' * 2000000, -32700), (b'[1, 2]', -32600), (b'{}', -32600),
                      (b'{"id": [1], "method": "x"}', -32600), (b'\xff\xfe', -32700)):
        client.answers.pop(None, None)
        client.raw(b'Content-Length: %d\r\n\r\n' % len(bad) + bad)
        assert client.answer(None)['error']['code'] == code, bad
    assert client.ask('textDocument/nothing', {})['error']['code'] == -32601
    client.send({'id': 'of-nobody', 'result': 7})           # a response to nothing
    client.notify('$/cancelRequest', {'id': 4711})
    client.notify('textDocument/didChange', {'textDocument': {'uri': 'file:///nowhere.c'},
                                             'contentChanges': [{'text': ''}]})
    client.until(lambda: any('passed over' in str(m) for m in client.notes))
    assert 'error' in client.ask('textDocument/codeLens', {'textDocument': {'uri': 'http://x/y'}})
    assert 'error' in client.ask('workspace/executeCommand', {'command': 'rm', 'arguments': [{}]})
    # A place that the text does not have is the nearest one that it has.
    client.open(folder / 'fixable.c', version=1)
    client.change(folder / 'fixable.c', 2, {
        'range': {'start': {'line': 99999, 'character': 9}, 'end': {'line': 99999, 'character': 10}},
        'text': '/* end */'})
    client.change(folder / 'fixable.c', 3, {
        'range': {'start': {'line': 0, 'character': 99999}, 'end': {'line': -5, 'character': -1}},
        'text': ''})
    client.current(folder / 'fixable.c', 2)
    # A document of a megabyte, and one that is in no unit.
    other = folder / 'other.c'
    other.write_text('int x;\n')
    client.open(other, 'int y;\n' * 150000, version=7)
    assert [d['code'] for d in client.current(other, 7)] == ['no-unit']
    client.open(folder / 'notes.txt', 'text', version=2, language='plaintext')
    assert client.current(folder / 'notes.txt', 2) == []
    assert client.stop() == 0

    # No project: a message, and the session goes on.
    empty = scratch / 'empty'
    shutil.rmtree(empty, ignore_errors=True)
    empty.mkdir()
    client = session(spinpair, empty)
    client.until(lambda: any(m['method'] == 'window/showMessage' and 'nothing to analyse'
                             in m['params']['message'] for m in client.notes))
    assert client.ask('textDocument/codeLens', document(empty / 'x.c'))['result'] is None
    # A header without a length is passed over, a broken one ends it; each with a sentence.
    client.raw(b'Content-Type: x\r\n\r\nContent-Type: x\r\n\r\n')
    client.raw(b'Content-Length: many\r\n\r\n')
    assert client.answer(None)['error']['code'] == -32700
    assert client.process.wait(10) == 1
    said = client.process.stderr.read()
    assert b"Content-Length 'many' is no number" in said, said
    assert said.count(b'a header of the client has no Content-Length, and is passed over\n') == 1, said
    # A client that is gone ends it, too, and all its processes.
    client = session(spinpair, folder)
    client.process.stdin.close()
    assert client.process.wait(10) == 1


def crash(spinpair, folder):
    """An analysis that is killed costs no more than itself."""
    client = session(spinpair, folder)
    client.open(folder / 'fixable.c')
    client.current(folder / 'fixable.c', 1)
    before = of_server(client)
    text = (folder / 'fixable.c').read_text() + 'int Grown;\n'
    for version in range(2, 40):
        client.change(folder / 'fixable.c', version, {'text': text + f'int G{version};\n'})
        time.sleep(0.02)
        children = subprocess.run(['pgrep', '-P', str(client.process.pid)], capture_output=True,
                                  text=True, check=False).stdout.split()
        if children:
            subprocess.run(['kill', '-SEGV', *children], check=False)
            break
    else:
        raise AssertionError('no analysis was seen')
    client.until(lambda: any('crashed' in str(m) for m in client.notes)
                 or client.versions[str(folder / 'fixable.c')] == version)
    client.change(folder / 'fixable.c', 99, {'text': text})
    client.current(folder / 'fixable.c', 99)
    assert of_server(client) == before
    assert client.stop() == 0


def applied(text, edit):
    """A text after the edits of a code action for one document."""
    [changed] = edit['documentChanges']
    lines = text.split('\n')
    def offset(place):
        units = lines[place['line']].encode('utf-16-le')[:2 * place['character']]
        return sum(len(line) + 1 for line in lines[:place['line']]) + len(units.decode('utf-16-le'))
    for each in sorted(changed['edits'], key=lambda e: -offset(e['range']['start'])):
        begin, end = (offset(each['range'][at]) for at in ('start', 'end'))
        text = text[:begin] + each['newText'] + text[end:]
    return text, changed['textDocument']


def actions(spinpair, folder):
    """Fixes and suppressions, applied and analysed again, in text that is not saved."""
    client = session(spinpair, folder, arguments=['--baseline', 'known.json'], capabilities={
        'workspace': {'workspaceEdit': {'documentChanges': True}}})
    path = folder / 'fixable.c'
    text = '/* ä𝄞 */ ' + path.read_text()
    (folder / 'known.json').write_text('{"version": 1, "findings": []}')
    client.open(path, text)
    found = {d['code']: d for d in client.current(path, 1)}
    leak = next(d for d in client.diagnostics[str(path)] if d['range']['start']['line'] == 6)
    offered = client.ask('textDocument/codeAction', {
        **document(path), 'range': leak['range'], 'context': {'diagnostics': [leak]}})['result']
    fix, quiet, baseline = offered
    assert fix['isPreferred'] and fix['title'] == (
        "Release before this: UnlockQueue(Adapter, Queue, Old) ('LeaksByHelper' is proved then)"), fix
    assert fix['diagnostics'][0]['message'] == leak['message']
    after, of = applied(text, fix['edit'])
    assert of == {'uri': uri_of(path), 'version': 1}
    assert '  if (Queue->Stopped) {\n    UnlockQueue(Adapter, Queue, Old);\n    return 1;\n  }\n' in after
    client.change(path, 2, {'text': after})
    assert len(client.current(path, 2)) == 8, client.diagnostics
    # In the place of that: a comment.
    after, _ = applied(text, quiet['edit'])
    assert '    return 1; // NOLINT(storport.msi.Leak)\n' in after
    client.change(path, 3, {'text': after})
    faded = [d for d in client.current(path, 3) if d.get('tags') == [1]]
    assert [d['severity'] for d in faded] == [4] and faded[0]['range']['start']['line'] == 6
    # A request whose text has changed since is not answered by that of another one.
    client.change(path, 4, {'text': text})
    late = client.ask('textDocument/codeAction', {**document(path), 'range': leak['range'],
                                                  'context': {'diagnostics': []}}, wait=False)
    client.change(path, 5, {'text': text + '\n'})
    assert client.answer(late)['error']['code'] == -32801
    # One that is cancelled is said to be so, and its work ends.
    client.current(path, 5)
    late = client.ask('textDocument/codeAction', {**document(path), 'range': leak['range'],
                                                  'context': {'diagnostics': []}}, wait=False)
    client.notify('$/cancelRequest', {'id': late})
    answer = client.answer(late)
    assert answer.get('error', {}).get('code') == -32800 or answer['result'], answer
    assert found['storport.msi.Leak']['relatedInformation'], found
    told = client.ask('workspace/executeCommand', {
        'command': baseline['command']['command'],
        'arguments': baseline['command']['arguments']})['result']
    assert '9 known' in told, told
    assert client.stop() == 0


def run(parts):
    """Runs each, and says how long it took."""
    for number, part in enumerate(parts):
        begin = time.monotonic()
        part()
        print(f'part {number}: {time.monotonic() - begin:.1f} s')


def main():
    spinpair, example, wdk, scratch = sys.argv[1], *map(Path, sys.argv[2:5])
    wdk, scratch = wdk.resolve(), scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    parts = (lambda: saved_and_unsaved(spinpair, project(example, wdk, scratch / 'driver')),
             lambda: header(spinpair, small_driver(wdk, scratch / 'header')),
             lambda: edits(spinpair, wdk, scratch, 50),
             lambda: hostile(spinpair, small_driver(wdk, scratch / 'hostile'), scratch),
             lambda: crash(spinpair, small_driver(wdk, scratch / 'crash')),
             lambda: actions(spinpair, small_driver(wdk, scratch / 'actions')))
    run(parts)


if __name__ == '__main__':
    main()

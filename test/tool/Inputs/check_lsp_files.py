"""check_lsp_files.py SPINPAIR EXAMPLE WDK SCRATCH: files that are renamed, made and deleted while
'spinpair lsp' runs, and what a client does wrong. Answers are those of a cold run, and nothing
ends the session without a word."""
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from check_lsp import of_command, of_server, project, run, session, small_driver
from lsp_client import Client, document, uri_of


def database(folder, wdk):
    (folder / 'compile_commands.json').write_text(json.dumps([
        {'directory': str(folder), 'file': path.name, 'command': f'cc -I{wdk} -c {path.name}'}
        for path in sorted(folder.glob('*.c'))]))


def rename(client, old, new, version, tell):
    """As editors do that: the text comes under its new name. \\p tell says what else they send."""
    text = old.read_text()
    client.notify('textDocument/didClose', document(old))
    old.rename(new)
    client.open(new, text, version=version)
    if 'operation' in tell:
        client.notify('workspace/didRenameFiles', {
            'files': [{'oldUri': uri_of(old), 'newUri': uri_of(new)}]})
    if 'watched' in tell:
        client.notify('workspace/didChangeWatchedFiles', {'changes': [
            {'uri': uri_of(old), 'type': 3}, {'uri': uri_of(new), 'type': 1}]})


def settled(client, path, version, expected):
    """Waits for what a cold run says; an analysis may come before all is written."""
    client.current(path, version)
    client.until(lambda: of_server(client) == expected, what=f'{expected}')


def renamed(spinpair, folder, wdk):
    client = session(spinpair, folder)
    for tell, version in ((('operation',), 2), (('watched',), 3)):
        old, new = folder / 'io.c', folder / 'submit.c'
        client.open(old)
        client.current(old, 1)
        before = of_command(spinpair, folder)
        settled(client, old, 1, before)
        # The database still has the old name: the new one is in no unit.
        client.notify('textDocument/didClose', document(old))
        rename(client, old, new, version, tell)
        settled(client, new, version, of_command(spinpair, folder))
        assert str(old) not in of_server(client)
        assert [d['code'] for d in client.diagnostics[str(new)]] == ['no-unit']
        # It is made anew, and the server told as clients tell it.
        database(folder, wdk)
        after = of_command(spinpair, folder)
        client.notify('workspace/didChangeWatchedFiles', {
            'changes': [{'uri': uri_of(folder / 'compile_commands.json'), 'type': 2}]})
        client.until(lambda: of_server(client) == after, what='the findings of the new name')
        assert {(Path(p).name if p != str(new) else 'io.c'): found for p, found in after.items()} == \
            {Path(p).name: found for p, found in before.items()}
        said = client.ask('textDocument/codeLens', document(new))['result']
        assert said and client.ask('textDocument/codeLens', document(old))['result'] == []
        # And back.
        client.notify('textDocument/didClose', document(new))
        new.rename(old)
        database(folder, wdk)
        client.notify('workspace/didChangeWatchedFiles', {
            'changes': [{'uri': uri_of(folder / 'compile_commands.json'), 'type': 2}]})
        client.until(lambda: of_server(client) == before, what='the findings of the old name')
    # A header, of which the including text is not saved yet.
    old, new, user = folder / 'locks.h', folder / 'queues.h', folder / 'io.c'
    client.open(user, version=5)
    client.open(old, version=5)
    client.current(user, 5)
    rename(client, old, new, 6, ('operation',))
    for path in sorted(folder.glob('*.c')):
        text = path.read_text().replace('"locks.h"', '"queues.h"')
        if path == user:
            client.change(path, 6, {'text': text})
        else:
            path.write_text(text)
    client.notify('workspace/didRenameFiles', {
        'files': [{'oldUri': uri_of(old), 'newUri': uri_of(new)}]})
    client.current(user, 6)
    unsaved = of_server(client)
    user.write_text(user.read_text().replace('"locks.h"', '"queues.h"'))
    assert unsaved == of_command(spinpair, folder), unsaved
    assert sum(map(len, unsaved.values())) == 14
    # Closed, deleted, and gone from the database: nothing is left of it.
    client.notify('textDocument/didClose', document(user))
    user.unlink()
    database(folder, wdk)
    client.notify('workspace/didDeleteFiles', {'files': [{'uri': uri_of(user)}]})
    client.until(lambda: not client.diagnostics[str(user)], what='no findings in what is gone')
    rest = of_command(spinpair, folder)
    client.until(lambda: of_server(client) == rest, what='the rest')
    assert client.stop() == 0


def capabilities(spinpair, folder):
    """Clients ask these which operations to tell of."""
    client = Client([spinpair, 'lsp'], cwd='/')
    told = client.start(folder)['capabilities']['workspace']['fileOperations']
    for each in ('didCreate', 'didRename', 'didDelete'):
        assert '**/*.{c,h' in told[each]['filters'][0]['pattern']['glob'], told
    assert client.stop() == 0


def ids(spinpair, folder):
    """Ids as a client likes them: downwards, words, twice at once; each is answered as asked."""
    client = session(spinpair, folder)
    path = folder / 'fixable.c'
    client.open(path)
    given = [900, 7, -3, 'word', 'ä', 7, 0, 4.5, 'word']
    got = []
    take = client._take
    client._take = lambda message: (got.append(message['id']) if 'method' not in message
                                    and message['id'] in given else None, take(message))
    for number, each in enumerate(given):
        method = ('textDocument/codeLens', 'textDocument/hover', 'textDocument/nothing')[number % 3]
        client.send({'id': each, 'method': method, 'params': {
            **document(path), 'position': {'line': 4, 'character': 0}}})
    client.until(lambda: len(got) == len(given), what='an answer to each')
    assert sorted(map(str, got)) == sorted(map(str, given)), got
    # A response that nobody waits for, a cancellation of what is answered, and of both of two.
    client.send({'id': 900, 'result': None})
    client.send({'id': 'of-nobody', 'error': {'code': 1, 'message': 'x'}})
    client.notify('$/cancelRequest', {'id': 900})
    client.notify('$/cancelRequest', {})
    client.change(path, 2, {'text': path.read_text() + '\n'})
    got.clear()
    for _ in range(2):
        client.send({'id': 7, 'method': 'textDocument/codeLens', 'params': document(path)})
    client.notify('$/cancelRequest', {'id': 7})
    client.until(lambda: len(got) == 2, what='two answers')
    assert client.stop() == 0


def places(spinpair, folder):
    """Places that a document does not have, in all that asks of a place."""
    client = session(spinpair, folder, inlayHints=True)
    path = folder / 'fixable.c'
    client.open(path)
    client.current(path, 1)
    odd = [{'line': line, 'character': character}
           for line in (-1, 0, 10**6, 2**31, 2**62) for character in (-7, 0, 10**6, 2**62)]
    odd += [{}, {'line': 'x', 'character': None}, None, 7]
    for place in odd:
        for method in ('hover', 'references', 'prepareCallHierarchy'):
            answer = client.ask(f'textDocument/{method}', {**document(path), 'position': place,
                                                           'context': {'includeDeclaration': True}})
            assert 'result' in answer, (method, place, answer)
        for other in odd[::5]:
            for method in ('codeAction', 'inlayHint'):
                answer = client.ask(f'textDocument/{method}', {
                    **document(path), 'range': {'start': other, 'end': place},
                    'context': {'diagnostics': []}}, timeout=300)
                assert 'result' in answer, (method, place, answer)
    # Changes there are made at the nearest place; the text is still one text.
    for version, place in enumerate(odd[:8], 2):
        client.change(path, version, {'range': {'start': place, 'end': place}, 'text': '/* x */'})
        client.current(path, version)
    # What has no path, as an editor's new text, is none of ours, and nothing is said of it.
    before = len([m for m in client.notes if m['method'] == 'window/showMessage'])
    new = {'uri': 'untitled:Untitled-1', 'languageId': 'c', 'version': 1, 'text': 'int x;'}
    client.notify('textDocument/didOpen', {'textDocument': new})
    client.notify('textDocument/didChange', {'textDocument': {'uri': new['uri'], 'version': 2},
                                             'contentChanges': [{'text': ''}]})
    client.notify('textDocument/didClose', {'textDocument': {'uri': new['uri']}})
    assert client.ask('textDocument/hover', {'textDocument': {'uri': new['uri']}})['error']['code'] \
        == -32602
    assert len([m for m in client.notes if m['method'] == 'window/showMessage']) == before
    assert client.stop() == 0


def megabyte(spinpair, folder):
    """A unit of a megabyte, with locks at its end, edited there."""
    client = session(spinpair, folder)
    path = folder / 'fixable.c'
    head, include, rest = path.read_text().partition('#include "fixable.h"\n')
    filler = ''.join(f'extern int Filler{n}{"x" * 70};\n' for n in range(12000))
    text = head + include + filler + rest
    assert include and len(text) > 10**6
    client.open(path, text)
    found = client.current(path, 1)
    (folder / 'fixable.c').write_text(text)
    assert of_server(client) == of_command(spinpair, folder)
    assert len(found) == 9, found
    line = found[0]['range']['start']['line']
    assert client.ask('textDocument/hover', {
        **document(path), 'position': {'line': line, 'character': 0}})['result']
    end = text.count('\n')
    for version in range(2, 6):     # quickly, at the end
        client.change(path, version, {'range': {'start': {'line': end, 'character': 0},
                                                'end': {'line': end, 'character': 0}},
                                      'text': f'int Last{version};\n'})
    assert client.current(path, 5) == found
    assert client.stop() == 0


def children(group):
    return subprocess.run(['pgrep', '-g', str(group)], capture_output=True, text=True,
                          check=False).stdout.split()


def gone(group):
    """Waits until no process of a server is left."""
    end = time.monotonic() + 30
    while children(group):
        assert time.monotonic() < end, children(group)
        time.sleep(0.05)


def dies(spinpair, folder):
    """A client that dies: in the middle of a message, of an analysis, and while somebody else
    holds its pipe. The server ends with all of its processes."""
    text = (folder / 'fixable.c').read_text()
    for half in (b'Content-Le', b'Content-Length: 1000\r\n\r\n{"jsonrpc"', b''):
        client = Client(['setsid', spinpair, 'lsp'], cwd='/')
        client.start(folder, debounce=0)
        client.open(folder / 'fixable.c', text + 'int Other;\n')
        group = client.process.pid
        client.raw(half)
        client.process.stdin.close()
        assert client.process.wait(30) == 1, half
        gone(group)
    # The editor is killed; its pipes are held by another process of its.
    keeper = subprocess.Popen(['sleep', '100'])
    client = Client(['setsid', spinpair, 'lsp'], cwd='/')
    client.ask('initialize', {'processId': keeper.pid, 'rootUri': uri_of(folder), 'capabilities': {}})
    client.notify('initialized', {})
    client.open(folder / 'fixable.c')
    client.current(folder / 'fixable.c', 1)
    group = client.process.pid
    keeper.send_signal(signal.SIGKILL)
    keeper.wait()
    assert client.process.wait(30) == 1
    gone(group)
    # A server that is told to end takes its processes with it.
    client = Client(['setsid', spinpair, 'lsp'], cwd='/')
    client.start(folder, debounce=0)
    client.open(folder / 'fixable.c', text + 'int More;\n')
    group = client.process.pid
    client.process.send_signal(signal.SIGTERM)
    client.process.wait(30)
    gone(group)


def main():
    spinpair, example, wdk, scratch = sys.argv[1], *(Path(a).resolve() for a in sys.argv[2:5])
    scratch.mkdir(parents=True, exist_ok=True)
    parts = (lambda: capabilities(spinpair, small_driver(wdk, scratch / 'capabilities')),
             lambda: renamed(spinpair, project(example, wdk, scratch / 'renamed'), wdk),
             lambda: ids(spinpair, small_driver(wdk, scratch / 'ids')),
             lambda: places(spinpair, small_driver(wdk, scratch / 'places')),
             lambda: megabyte(spinpair, small_driver(wdk, scratch / 'megabyte')),
             lambda: dies(spinpair, small_driver(wdk, scratch / 'dies')))
    run(parts)


if __name__ == '__main__':
    main()

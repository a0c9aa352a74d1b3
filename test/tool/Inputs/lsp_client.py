"""A client of the Language Server Protocol, as small as tests want it: it speaks to
'spinpair lsp' by its standard input and output, and keeps what comes."""
import json
import os
import queue
import subprocess
import threading
import time
from pathlib import Path


class Client:
    def __init__(self, command, cwd=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, cwd=cwd)
        self.inbox = queue.Queue()
        self.ids = 0
        self.answers = {}       # by id
        self.diagnostics = {}   # by path: those of the last publication
        self.versions = {}      # by path: of the document, then
        self.notes = []         # all other messages of the server
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        out = self.process.stdout
        while True:
            length = None
            while True:
                line = out.readline()
                if not line:
                    self.inbox.put(None)
                    return
                if not line.strip():
                    break
                name, _, value = line.decode().partition(':')
                if name.lower() == 'content-length':
                    length = int(value)
            self.inbox.put(json.loads(out.read(length)))

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({'jsonrpc': '2.0', **message}).encode()
        self.raw(b'Content-Length: %d\r\n\r\n' % len(body) + body)

    def notify(self, method, params):
        self.send({'method': method, 'params': params})

    def ask(self, method, params, wait=True, timeout=60):
        self.ids += 1
        self.send({'id': self.ids, 'method': method, 'params': params})
        return self.answer(self.ids, timeout) if wait else self.ids

    def answer(self, ident, timeout=60):
        self.until(lambda: ident in self.answers, timeout, f'the answer to {ident}')
        return self.answers.pop(ident)

    def until(self, condition, timeout=60, what='it'):
        end = time.monotonic() + timeout
        while not condition():
            left = end - time.monotonic()
            try:
                message = self.inbox.get(timeout=max(left, 0.001))
            except queue.Empty:
                raise AssertionError(f'waited {timeout} s for {what} in vain; '
                                     f'notes: {self.notes[-5:]}') from None
            if message is None:
                raise AssertionError(f'the server ended: {self.process.stderr.read()!r}')
            self._take(message)

    def _take(self, message):
        if 'method' not in message:
            self.answers[message['id']] = message
            return
        if 'id' in message:     # the server asks for something
            self.send({'id': message['id'], 'result': None})
        if message['method'] == 'textDocument/publishDiagnostics':
            params = message['params']
            path = path_of(params['uri'])
            self.diagnostics[path] = params['diagnostics']
            self.versions[path] = params.get('version')
        self.notes.append(message)

    def start(self, root, **options):
        answer = self.ask('initialize', {
            'processId': os.getpid(), 'rootUri': uri_of(root),
            'capabilities': options.pop('capabilities', {}), 'initializationOptions': options})
        self.notify('initialized', {})
        return answer['result']

    def open(self, path, text=None, version=1, language='c'):
        text = Path(path).read_text() if text is None else text
        self.notify('textDocument/didOpen', {'textDocument': {
            'uri': uri_of(path), 'languageId': language, 'version': version, 'text': text}})

    def change(self, path, version, *changes):
        self.notify('textDocument/didChange', {
            'textDocument': {'uri': uri_of(path), 'version': version},
            'contentChanges': list(changes)})

    def current(self, path, version):
        """Waits for the diagnostics of that version of a document."""
        path = str(path)
        self.until(lambda: self.versions.get(path) == version, what=f'{path}, version {version}')
        # One analysis is published as a whole: an answer comes behind all of it.
        self.ask('spinpair/noSuchMethod', {})
        return self.diagnostics[path]

    def stop(self):
        self.ask('shutdown', None)
        self.notify('exit', None)
        return self.process.wait(10)


def uri_of(path):
    return Path(path).resolve().as_uri()


def path_of(uri):
    from urllib.parse import unquote, urlparse
    return unquote(urlparse(uri).path)


def document(path):
    return {'textDocument': {'uri': uri_of(path)}}

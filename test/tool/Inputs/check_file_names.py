"""Files with names that scripts stumble over."""
import json
import os
import re
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
folder = os.fsencode(program.folder)
NAMES = [b'-DX.c', b'<b>.c', b'@at.c', b'a\nb.c', b'a b.c', b'a"b.c', b'a$(touch x).c',
         b"a'b.c", b'a\\b.c', b'a\xc3\xbc.c', b'a\xff\xe9.c']


def quote(name):
    escaped = name.replace(b'\\', b'\\\\').replace(b'"', b'\\"').replace(b'\n', b'\\n')
    return b'"' + escaped + b'"'


entries = []
for number, name in enumerate(NAMES):
    with open(os.path.join(folder, name), 'w') as out:
        out.write(SOURCE.replace('leaks', f'leaks{number}'))
    entries.append(b'{"directory": %s, "file": %s, "arguments": ["cc", "-c", %s]}'
                   % (quote(folder), quote(b'./' + name), quote(b'./' + name)))
program.write('compile_commands.json', b'[' + b','.join(entries) + b']')

out, said = program.run('-p', '.', '--report', 'text', '--report', 'json=report.json',
                        status=2)
assert not said, said
found = [os.fsencode(line) for line in out.splitlines() if ' warning: ' in line]
assert [re.match(rb'(.*):\d+:\d+: warning: ', line)[1] for line in found] == [
    name.replace(b'\n', b'\\n') for name in NAMES], found
report = json.loads((program.folder / 'report.json').read_text())
# JSON cannot have the bytes that are no UTF-8.
assert [each['file'] for each in report['findings']] == [
    name.decode(errors='replace') for name in NAMES], report['findings']

# Chosen by name; without a database; and missing.
for name in NAMES:
    out, _ = program.run('-p', '.', '--quiet', b'./' + name, status=2)
    assert out.count('warning:') == 1, out
    out, _ = program.run('--quiet', b'./' + name, status=2)
    assert out.count('warning:') == 1, out
os.remove(os.path.join(folder, b'a\nb.c'))
_, said = program.run('-p', '.', status=3)
assert said.startswith('spinpair: a\\nb.c: the file is missing; '), said

"""What is shown of lines that are hard to show: check_excerpts.py SPINPAIR FOLDER"""
import sys

from program import Program

program = Program(*sys.argv[1:])
HEAD = b'#include "storport.h"\nvoid leaks(void *ext, ULONG id) {\n  ULONG irql;\n'
TAKE = b'StorPortAcquireMSISpinLock(ext, id, &irql);'


def shown(line, file='a.c'):
    """The first excerpt: of the acquire, which is on line 4."""
    program.write('a.c', HEAD + line + b'\n}\n')
    out, _ = program.run('a.c', status=2)
    lines = out.splitlines()
    at, = [i for i, each in enumerate(lines) if 'is acquired here' in each]
    assert lines[at].startswith(f'{file}:4:'), lines[at]
    code, mark = lines[at + 1:at + 3]
    # The whole call is marked.
    assert mark.endswith('^' + '~' * (len(TAKE) - 2)), mark
    return code, mark.rstrip('~')


def expect(line, code, before):
    assert shown(line) == ('    4 | ' + code, '      | ' + ' ' * before + '^'), shown(line)


take = TAKE.decode()
expect(b'  ' + TAKE, '  ' + take, 2)
expect(b'\t' + TAKE, '        ' + take, 8)
expect(b' \t /**/' + TAKE, '         /**/' + take, 13)
expect(TAKE + b'\r', take, 0)
# A wide character has two columns, a combining one none.
expect('/* ä漢é */ '.encode() + TAKE, '/* ä漢é */ ' + take, 11)
# What would turn the line round, end it, or steer a terminal is named.
expect('/* \u202e\u2028\x1b[2J */ '.encode() + TAKE,
       '/* <U+202E><U+2028><U+001B>[2J */ ' + take, 34)
expect(b'/* \xff\xe4 */ ' + TAKE, '/* <FF><E4> */ ' + take, 15)
# Of a long line what is around.
code, mark = shown(b'/*' + b'a' * 500 + b'*/' + TAKE + b'/*' + b'b' * 500 + b'*/')
assert code.startswith('    4 | ...aaa') and code.endswith('bbb...'), code
assert len(code) < 250 and code[mark.index('^'):].startswith(take), (code, mark)

# Nothing of a comment is a command for a CI that reads the text.
expect(b'/* ##vso[a]b ##[c] ## */ ' + TAKE, '/* # #vso[a]b # #[c] ## */ ' + take, 27)
expect(b'/* ##VSO[a] :: */ ' + TAKE, '/* # #VSO[a] :: */ ' + take, 19)
program.write('::error::a.c', HEAD + TAKE + b'\n}\n')
for form in ('text', 'line', 'msvc'):
    out, _ = program.run('::error::a.c', '--report', form, status=2)
    assert './::error::a.c' in out, out
    assert not [line for line in out.splitlines() if line.lstrip().startswith('::')], out

# Of a file that is not there it is the text that was read.
program.write('a.c', HEAD + b'#line 7 "none.c"\n' + TAKE + b'\n}\n')
out, _ = program.run('a.c', status=2)
assert 'none.c:7:1: note: ' in out and f'    7 | {take}\n      | ^~~~' in out, out
assert out.count(' | ') == 4 and 'none.c:8:1: warning: ' in out and '    8 | }\n      | ^\n' in out, out
# Colours do not change the text, and the caret has one.
program.write('a.c', HEAD + TAKE + b'\n}\n')
out, _ = program.run('--color=always', 'a.c', status=2)
assert '\x1b[0;1;32m^' + '~' * (len(TAKE) - 2) + '\x1b[0m\n' in out, out

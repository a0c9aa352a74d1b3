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
    return lines[at + 1:at + 3]


def expect(line, code, before):
    assert shown(line) == ['    4 | ' + code, '      | ' + ' ' * before + '^'], shown(line)


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

# #line calls a place otherwise; what is shown is the text that the unit has there.
program.write('a.c', HEAD + b'#line 7 "none.c"\n' + TAKE + b'\n}\n')
out, _ = program.run('a.c', status=2)
assert 'none.c:7:1: note: ' in out and '\n    7 | ' + take + '\n' in out, out
# Colours do not change the text, and the caret has one.
program.write('a.c', HEAD + TAKE + b'\n}\n')
out, _ = program.run('--color=always', 'a.c', status=2)
assert '\x1b[0;1;32m^\x1b[0m\n' in out, out

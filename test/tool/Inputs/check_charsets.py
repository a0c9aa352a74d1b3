"""Sources that are not in UTF-8, as cl.exe reads them."""
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
LEAK = ('#include <storport.h>\nVOID f(PVOID e, int b) {\n  ULONG i; %s\n'
        '  StorPortAcquireMSISpinLock(e, 1, &i);\n  if (b)\n    return;\n  StorPortReleaseMSISpinLock(e, 1, i);\n}\n')


def check(text, *flags, status=2, command='cl.exe'):
    program.write('a.c', text)
    program.database(program.entry('a.c', [command, '/c' if command == 'cl.exe' else '-c', *flags, 'a.c']))
    out, said = program.run('--no-cache', '-p', '.', status=status)
    return [line for line in out.splitlines() if ': warning: ' in line], said


# The last byte of a character is that of a backslash: in a comment, in a string, before a quote.
for number, (page, text) in enumerate((('932', '// \u8868'), ('936', '// \u8d4c'), ('950', '// \u529f'))):
    raw = (LEAK % 'PLACE').encode().replace(b'PLACE', text.encode('cp' + page))
    found, said = check(raw, f'/source-charset:.{page}')
    assert len(found) == 1 and found[0].startswith('a.c:6:5: warning: ') and not said, (found, said)
STRING = (LEAK % 'PLACE').encode().replace(b'PLACE', 'const char *s = "\u8868"; (void)s;'.encode('cp932'))
for flag in '/source-charset:.932', '/source-charset:shift_jis', '-source-charset:windows-932':
    found, said = check(STRING, flag, '/execution-charset:.936')
    assert len(found) == 1 and not said, (flag, found, said)
assert len(check(STRING, '-finput-charset=CP932', command='gcc')[0]) == 1
# A mark of UTF-8 says more than the flag; ASCII needs neither.
found, said = check(b'\xef\xbb\xbf' + (LEAK % '// \u8868\u00e9').encode(), '/source-charset:.1252')
assert len(found) == 1 and not said
for flag in '/utf-8', '/source-charset:utf-8', '/source-charset:.65001', '/source-charset:windows-1252', \
        '/source-charset:iso-8859-1', '/execution-charset:.1250':
    found, said = check(LEAK % '', flag)
    assert len(found) == 1 and not said, (flag, said)
# So does one of UTF-16, of the source and of a header, and the source is quoted as it reads.
program.write('wide.h', b'\xff\xfe' + '#define WIDE 1 // \u8868\r\n'.encode('utf-16-le'))
for name in 'utf-16-le', 'utf-16-be':
    for flags in ([], ['/source-charset:.932']):
        raw = ('\ufeff#include "wide.h"\n#ifndef WIDE\n#error\n#endif\n' + LEAK % '// \u8868').encode(name)
        found, said = check(raw, *flags)
        assert len(found) == 1 and found[0].startswith('a.c:10:5: warning: ') and not said, (name, found, said)
out, _ = program.run('--no-cache', '-p', '.', status=2)
assert '   10 |     return;\n' in out, out
# Nobody says which: the line ends, and that is said.
found, said = check((LEAK % 'PLACE').encode().replace(b'PLACE', b'// \x95\x5c'))
assert len(found) == 1 and 'a.c:3: it ends with a character whose last byte is that of a backslash' in said, said
# A real backslash goes on, whatever is in front of it.
found, said = check((LEAK % 'PLACE').encode().replace(b'PLACE', '// \u8868 \\'.encode('cp932')), '/source-charset:.932',
                    status=None)
assert 'ReleaseNotHeld' in ''.join(found), found
# Headers too, with their sizes.
program.write('h.h', '#define HERE 1 /* \u8868\u8868\u8868 */ // \u8868\nint after;\n'.encode('cp932'))
found, said = check('#include "h.h"\nint *use = &after;\n' + LEAK % '', '/source-charset:.932')
assert len(found) == 1 and not said, said
# One that is not known is the reason.
found, said = check(LEAK % '', '/source-charset:.99999', status=3)
assert "its sources are in the charset '.99999', which is not known here" in said, said

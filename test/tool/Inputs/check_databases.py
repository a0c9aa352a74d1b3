"""Compilation databases as build systems write them, and as they should not be."""
import json
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
program.write('src/a.c')
program.write('src/b.c', SOURCE.replace('leaks', 'other'))
program.write('flags.rsp', '-DRIGHT @deeper.rsp')
program.write('deeper.rsp', '"-DSPACE=a b"')
program.write('cl.rsp', '/DRIGHT /I..\\x "/DSPACE=a b"')
program.write('wide.rsp', '\ufeff/DRIGHT'.encode('utf-16-le'))
program.write('loop.rsp', '-DRIGHT @loop.rsp')
program.write('pre.h', '#define RIGHT\n')
program.write('no-kernel.c', '#ifndef _KERNEL_MODE\n#error\n#endif\n'
              'struct s { char c; long long l; };\n'
              '_Static_assert(sizeof(struct s) == 9, "/Zp1");\n' + SOURCE)

ANEW = '; let the build write the compilation database anew\n'


def findings(command, file='src/a.c', **more):
    return len(program.check(program.entry(file, command), **more))


# Both forms, and the paths as they are.
assert findings(['cc', '-c', 'src/a.c']) == 1
assert findings('cc -c "src/a.c"') == 1
assert findings(['cc', '-DRIGHT', '-c', './src/../src/a.c'], status=0) == 0
assert findings(['cc', '-c', str(program.folder / 'src/a.c')]) == 1
assert findings(['cc', '-c', 'a.c'], file='../src/src/a.c', status=3, errors=(
    f'spinpair: {program.folder.parent}/src/src/a.c: the file is missing{ANEW}'
    f'spinpair: {program.folder.parent}/src/src/a.c is not analysed\n')) == 0
# A folder counts from the database.
entry = program.entry('a.c', ['cc', '-c', 'a.c'])
assert len(program.check({**entry, 'directory': 'src'})) == 1
# One file twice: the first command counts. Two sources in one command are two.
right = program.entry('src/a.c', ['cc', '-DRIGHT', 'src/a.c'])
wrong = program.entry('src/a.c', ['cc', 'src/a.c'])
OTHERS = ("spinpair: 'src/a.c' is compiled by another command, too, which is not analysed: of each file the first "
          'one counts\n')
assert program.check(right, wrong, status=0, errors=OTHERS) == []
assert len(program.check(wrong, right, errors=OTHERS)) == 1
# One that means the same is none.
assert len(program.check(wrong, program.entry('src/a.c', ['cc', '-o', 'b.o', '-c', 'src/a.c']))) == 1
both = ['cc', 'src/a.c', 'src/b.c']
assert len(program.check(program.entry('src/a.c', both),
                         program.entry('src/b.c', both))) == 2
# What is no source is no unit.
assert len(program.check(wrong, program.entry('boot.s', ['as', 'boot.s']))) == 1

program.write('boot.s', '')
program.database(program.entry('boot.s', ['as', 'boot.s']))
NOTHING = " assembly, a resource or a module definition; there is nothing in it to analyse\n"
assert program.run('-p', '.', status=1)[1] == f"spinpair: all that the compilation database in '.' lists is{NOTHING}"
assert program.run('boot.s', status=1)[1] == f"spinpair: 'boot.s' is{NOTHING}"

# Bytes that no text has.
program.write('zero.c', b'int a;\0\0')
program.database(program.entry('zero.c', ['cc', 'zero.c']))
assert program.run('-p', '.', status=3)[1] == (
    'spinpair: zero.c: it contains NUL bytes, as no source does\nspinpair: zero.c is not analysed\n')

# Response files, one in another; in UTF-16 and split as cl.exe does.
assert findings(['cc', '@flags.rsp', '-c', 'src/a.c'], status=0) == 0
assert findings(['cl.exe', '@cl.rsp', '/c', 'src\\a.c'], status=0) == 0
assert findings(['cl.exe', '@wide.rsp', '/c', 'src\\a.c'], status=0) == 0
for file, why in (('gone.rsp', "its response file 'gone.rsp' cannot be read"),
                  ('/dev/zero', "its response file '/dev/zero' cannot be read"),
                  ('loop.rsp', "its response files do not end; 'loop.rsp' was the "
                   'last one read')):
    assert findings(['cc', '@' + file, 'src/a.c'], status=3, errors=(
        f'spinpair: src/a.c: {why}\n'
        'spinpair: src/a.c is not analysed\n')) == 0

# cl.exe, by any of its names.
flags = ['/nologo', '/kernel', '/Zp1', '/std:c11', '/W4', '/WX', '/Zi', '/GS', '/Gy',
         '/MP8', '/Ox', '/sdl', '/EHs-c-', '/GR-', '/analyze-', '/c']
for name in ('cl', 'CL.EXE', 'C:\\Program Files\\VC\\bin\\cl.exe', 'clang-cl-19'):
    assert findings([name, *flags, 'no-kernel.c'], file='no-kernel.c') == 1
assert findings('"C:\\Program Files\\VC\\cl.exe" /FIpre.h /c src\\a.c',
                file='src\\a.c', status=0) == 0
assert findings(['cl', '/FI', 'pre.h', '/Tcsrc\\a.c'], status=0) == 0
program.write('cxx.c', '#ifndef __cplusplus\n#error\n#endif\n' + SOURCE)
for file in ('cxx.c', '.\\cxx.c', str(program.folder / 'cxx.c')):
    for command in (['/Tp', file, '/c'], ['/Tp' + file], ['/TP', file],
                    ['-Tp', file, '/c']):
        assert findings(['cl', *command], file='cxx.c') == 1
assert findings(['clang', '--driver-mode=cl', '/DRIGHT', 'src/a.c'], status=0) == 0
assert findings(['clang-cl', '/clang:-DRIGHT', '--', 'src/a.c'], status=0) == 0
# A precompiled header is the header; what CMake passes with it too.
assert findings(['cl', '/Yupre.h', '/Fppre.pch', '/FIpre.h', 'src/a.c'], status=0) == 0
program.write('pre.h.gch', b'gpch')
assert findings(['gcc', '-include', 'pre.h', 'src/a.c'], status=0) == 0
assert findings(['clang', '-Xclang', '-include-pch', '-Xclang', 'pre.h.gch', '-Xclang',
                 '-include', '-Xclang', 'pre.h', 'src/a.c'], status=0) == 0

# gcc, with what clang has not, and behind other programs.
assert findings(['ccache', '/usr/bin/x86_64-linux-gnu-gcc-12', '-DRIGHT', '-Wno-frob',
                 '-fno-var-tracking-assignments', '-fconserve-stack', '-Werror',
                 '-fplan9-extensions', '-mindirect-branch=thunk-extern',
                 '-mrecord-mcount', '-Wa,--foo', '-specs=x', '--param=x=1',
                 '-frandom-seed=1', '-c', 'src/a.c'], status=0) == 0
assert findings(['g++', '-std=gnu++17', '-x', 'c++', 'src/a.c']) == 1
# A standard that nobody has is named.
program.database(program.entry('src/a.c', ['cc', '-std=c99x', 'src/a.c']))
_, said = program.run('-p', '.', status=3)
assert "invalid value 'c99x' in '-std=c99x'" in said, said
assert 'spinpair: src/a.c: its command makes no sense to clang\n' in said, said

# What is missing is named, and the others are analysed.
gone = program.folder / 'gone'
assert len(program.check(
    wrong, program.entry('src/lost.c', 'cc -c src/lost.c'),
    program.entry('src', 'cc -c src'),
    {'directory': str(gone), 'file': 'x.c', 'command': 'cc x.c'}, status=3, errors=(
        f"spinpair: gone/x.c: the folder '{gone}' that it is compiled in is missing{ANEW}"
        'spinpair: gone/x.c is not analysed\n'
        'spinpair: src: it is no file\n'
        'spinpair: src is not analysed\n'
        f'spinpair: src/lost.c: the file is missing{ANEW}'
        'spinpair: src/lost.c is not analysed\n'))) == 1

# Flags for any file.
program.write('fixed/compile_flags.txt', '-DRIGHT\n')
program.run('-p', 'fixed', 'src/a.c', status=0)

# As Windows has it.
for encoding in 'utf-8-sig', 'utf-16', 'utf-16-be':
    program.write('compile_commands.json', json.dumps([right]).encode(encoding))
    program.write('fixed/compile_flags.txt', '-DRIGHT\r\n'.encode(encoding))
    for folder in '.', 'fixed':
        file = folder + '/compile_' + ('commands.json' if folder == '.' else 'flags.txt')
        out, said = program.run('-p', folder, 'src/a.c', status=0 if encoding == 'utf-8-sig' else 1)
        if encoding != 'utf-8-sig':
            assert not out and said == (f"spinpair: '{file}' is in UTF-16, as Windows PowerShell's '>' writes; "
                                        'save it as UTF-8\n'), said

# No database.
for text, why in (
        ('', 'it is empty'), ('\n', 'it is empty'), ('[', 'Unexpected EOF'), ('{}', 'it is no array'),
        ('[' * 100000, 'it is nested too deeply'), ('[1]', 'entry 1 is no object'),
        ('[{"directory": "/"}]', 'entry 1 has no "file"'),
        ('[{"file": "a.c"}]', 'entry 1 has no "directory"'),
        ([wrong, {'directory': '.', 'file': 'a.c'}],
         'entry 2 has neither "arguments" nor a "command"'),
        ([{**wrong, 'arguments': []}], 'entry 1 has an empty command'),
        ([{**wrong, 'arguments': ['cc', 1]}],
         'entry 1 has an argument that is no string')):
    program.write('compile_commands.json',
                  text if isinstance(text, str) else json.dumps(text))
    out, said = program.run('-p', '.', status=1)
    assert not out and said.endswith(why + '\n'), said
    assert said.startswith("spinpair: './compile_commands.json' is not a "
                           'compilation database: '), said
program.write('compile_commands.json', '[]')
assert 'lists no files' in program.run('-p', '.', status=1)[1]

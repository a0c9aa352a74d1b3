"""Outputs over what a run reads, and over one another. usage: check_kept_inputs.py SPINPAIR FOLDER"""
import json
import os
import sys

from program import SOURCE, Program
from vcxproj import project

program = Program(sys.argv[1], sys.argv[2])
write, run = program.write, program.run
SAYS = '; a report is not written over it, give it another name\n'


def text_of_all():
    return {name: (program.folder / name).read_bytes() for name in program.files()}


def refused(*arguments, said=SAYS, folder='.'):
    """One sentence, before anything is read by clang; and no file is another one, or new."""
    before = text_of_all()
    out, errors = run(*arguments, status=1, folder=folder)
    assert not out and errors.endswith(said), (arguments, out, errors)
    assert 'warning' not in errors and text_of_all() == before, (arguments, errors)
    return errors


def kept(*names, program_words, folder='.', also=()):
    """Each file, by its name and by links to it, stays what it is, whatever is written."""
    for name in names:
        for link in ('soft', 'hard'):
            (program.folder / folder / link).unlink(missing_ok=True)
        os.symlink(program.folder / folder / name, program.folder / folder / 'soft')
        os.link(program.folder / folder / name, program.folder / folder / 'hard')
        absolute = str((program.folder / folder / name).resolve())
        for file in (name, absolute, 'soft', 'hard'):
            for output in (['--report', f'json={file}'], ['--report', f'html={file}'],
                           ['--export-fixes', file], ['--shard', '1/1', '--result', file], *also):
                refused(*output, *program_words, folder=folder)
        for link in ('soft', 'hard'):
            (program.folder / folder / link).unlink()


# A database, in each way that it is found.
write('a.c')
write('arguments.rsp', '-DSOMETHING')
write('below/b.c')
program.database(program.entry('a.c', ['cc', '@arguments.rsp', 'a.c']))
for words in ([], ['-p', '.'], ['-p', str(program.folder)], ['-p', 'compile_commands.json'], ['a.c']):
    kept('compile_commands.json', 'arguments.rsp', 'a.c', program_words=words)
kept('../compile_commands.json', program_words=[], folder='below')
for words in ([], ['a.c'], ['-p', '.']):
    refused('hook', '--report', 'json=compile_commands.json', *words)
# What units include, whatever it is called: nothing is written then.
write('table.def', '#define TABLE\n')
write('a.c', '#include "table.def"\n' + SOURCE)
before = text_of_all()
said = run('-p', '.', '--report', 'json=new.json', '--report', 'json=table.def', status=1)[1]
assert said.endswith("'table.def' is a source that is analysed" + SAYS) and text_of_all() == before, said
# Another database is nobody's input.
write('other/compile_commands.json', '[]')
run('-p', '.', '--report', 'json=other/compile_commands.json', status=2)

# Projects of Visual Studio.
write('vs/driver/d.c')
for sheet in 'Directory.Build.props', 'driver/own.props':
    write(f'vs/{sheet}', '<Project />')
write('vs/driver/d.vcxproj', project('d.c', more='<Import Project="own.props" />'))
write('vs/all.sln', '''
Microsoft Visual Studio Solution File, Format Version 12.00
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "d", "driver\\d.vcxproj", "{1}"
EndProject
Global
GlobalSection(SolutionConfigurationPlatforms) = preSolution
Debug|x64 = Debug|x64
EndGlobalSection
EndGlobal
''')
for words in (['all.sln'], ['driver'], ['-p', 'driver/d.vcxproj']):
    kept('driver/d.vcxproj', 'driver/own.props', 'Directory.Build.props', 'driver/d.c',
         program_words=words, folder='vs')
kept('all.sln', program_words=['all.sln'], folder='vs')
write('vs/.spinpair.yaml', 'project: all.sln\n')
kept('driver/own.props', 'all.sln', '.spinpair.yaml', program_words=[], folder='vs')

# 'dirs' and 'sources'.
write('old/dirs', 'DIRS=part\n')
write('old/common.inc', 'C_DEFINES=-DX\n')
write('old/part/p.c')
write('old/part/sources', '!INCLUDE ..\\common.inc\nTARGETNAME=p\nTARGETTYPE=DRIVER\nSOURCES=p.c\n')
kept('dirs', 'common.inc', 'part/sources', program_words=['dirs'], folder='old')

# Results of shards, and runs that are compared.
(program.folder / 'compile_commands.json').unlink()
write('a.c')
run('a.c', '--shard', '1/1', '--result', 'r1', status=0)
refused('merge', 'r1', '--report', 'json=r1')
run('a.c', '--report', 'json=old.json', status=2)
refused('diff', 'old.json', 'old.json', '--report', 'markdown=old.json')
os.symlink('old.json', program.folder / 'link.json')
refused('diff', 'old.json', 'old.json', '--report', 'markdown=link.json')

# One output over another one.
for second in (['--report', 'sarif=out'], ['--report', 'html=./out'], ['--export-fixes', 'out'],
               ['--baseline', 'out', '--update-baseline']):
    refused('a.c', '--report', 'json=out', *second, said="; give each a file of its own\n")
assert "the file of fixes and the baseline go to 'b'" in refused(
    'a.c', '--export-fixes', 'b', '--baseline', 'b', '--update-baseline', said='; give each a file of its own\n')
run('a.c', '--baseline', 'b', '--update-baseline', status=0)
for other in 'b', './b', str(program.folder / 'b'):
    refused('a.c', '--report', f'json={other}', '--baseline', 'b', '--update-baseline',
            said='; give each a file of its own\n')

# A link stays one, and what it leads to is written; a folder is made for a page that is to be in it.
os.symlink('target.json', program.folder / 'named.json')
run('a.c', '--report', 'json=named.json', status=2)
assert (program.folder / 'named.json').is_symlink() and json.loads((program.folder / 'target.json').read_text())
for target in 'json=none/x', 'html=none/x', 'sarif=none/x':
    refused('a.c', '--report', target, said='cannot be written: No such file or directory\n')
refused('a.c', '--report', 'html=a.c/', said="'a.c/index.html' cannot be written: Not a directory\n")
refused('a.c', '--report', 'html=a.c/b/c/', said="'a.c/b/c/index.html' cannot be written: Not a directory\n")
run('a.c', '--report', 'html=made/page/', status=2)
assert (program.folder / 'made/page/index.html').exists()

"""The words of the command line. usage: check_words.py SPINPAIR FOLDER"""
import json
import re
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
write, run = program.write, program.run
write('a.c')


def says(*arguments, said, status=1, folder='.'):
    out, errors = run(*arguments, status=status, folder=folder)
    assert said in errors, (arguments, errors)
    assert status != 1 or (not out and errors.count('\n') == 1), (arguments, out, errors)


# An unset variable in quotes.
for arguments in ([''], ['check', ''], ['help', ''], ['a.c', ''], ['', 'a.c'], ['hook', ''], ['hook', '--', ''],
                  ['explain-function', ''], ['explain', ''], ['merge', ''], ['rules', ''], ['diff', '', 'a.c'],
                  ['a.c', '--quiet', ''], ['scan-build', '', '--', 'true']):
    says(*arguments, said='is empty and names nothing; is a variable unset?')
says('-p', '', said='-p wants')
says('--report', '', 'a.c', said='--report wants')

# Options that do nothing for a command are refused; those of its help are not.
for arguments in (['rules', '--baseline', 'x'], ['init', '--report', 'json'], ['merge', '--configuration', 'x', 'r'],
                  ['hook', '--shard', '1/2', '--result', 'x'], ['diff', '--effort', '3', 'a', 'b'],
                  ['config', '--report', 'json=x'], ['explain-function', 'x', '--report', 'json=x'],
                  ['debug', 'events', 'x', '--fix'], ['completion', 'bash', '--quiet'], ['man', '--quiet'],
                  ['extract', '--baseline', 'x', 'a.c'], ['lsp', '--fail-on-undecided'],
                  ['scan-build', '--effort', '3', '--', 'true'], ['explain', 'Leak', '--rules', 'Leak']):
    out, errors = run(*arguments, status=1)
    assert 'does nothing with' in errors or ' for ' in errors, (arguments, errors)
says('rules', '--baseline', 'x', said="'rules' does nothing with --baseline; 'spinpair help rules' lists what it takes")
says('completion', 'bash', '--quiet', said="'completion' does nothing with --quiet; it takes no option")
values = {'N': '1', 'S': '1', 'MIB': '4000', 'RULE': 'Leak', 'WHEN': 'auto', 'K/N': '1/1', 'FORMAT': 'json',
          'FORMAT[=PATH]': 'line', 'WIN=DIR': 'C:\\x=/x', 'URL': 'x://{path}', 'ARG': '-DX', 'GLOBS': 'Leak'}
for command in ('check', 'init', 'hook', 'merge', 'diff', 'scan-build', 'lsp', 'explain-function', 'debug',
                'extract', 'config', 'rules', 'explain', 'completion', 'man'):
    text = run('help', command, status=0)[0]
    assert ('[OPTION ...]' in text) == ('\noptions:\n' in text), text
    for option, value in re.findall(r'^  (-\S+)(?: (\S+))? ', text, re.MULTILINE):
        words = [command, option] + ([values.get(value, 'x')] if value else [])
        assert 'does nothing with' not in run(*words, status=None)[1], words

# Standard output by its other name.
assert json.loads(run('a.c', '--report', 'json=-', status=2)[0])['findings']
out = run('a.c', '--export-fixes', '-', status=2)[0]
assert out.startswith('---') and 'Diagnostics:' in out and 'Replacements:' in out, out
for more in ['--report', 'json'], ['--report', 'json=-'], ['--fix-dry-run']:
    says('a.c', '--export-fixes', '-', *more, said='can go to standard output')
assert '-' not in program.files()

# What other tools call it.
for words, meant in ((['--export'], '--export-fixes'), (['--checks=x'], '--rules'), (['--list-checks'], 'spinpair rules'),
                     (['--jobs', '3'], '-j'), (['-o', 'x'], '--report'), (['lsp', '--wkd'], '--wdk')):
    says(*words, said=f"; did you mean '{meant}'?")
says('lsp', '--reprot', said="there is no option '--reprot'; 'spinpair --help-all' lists them")
says('a.c', '--', '--quiet', said="'--quiet' is an option of spinpair, and what is behind '--' is for clang; "
                                  "give it before '--'")

# Help.
assert 'usage: spinpair scan-build [OPTION ...] -- COMMAND\n' in run('help', 'scan-build', status=0)[0]
for command in 'check', 'explain-function', 'debug', 'extract', 'lsp', 'config':
    text = run('help', command, status=0)[0]
    assert 'PROJECT.vcxproj | SOLUTION.sln | FOLDER' in text and '--configuration' in text and '--path-map' in text
assert '.vcxproj, .sln or folder' in run('help', 'hook', status=0)[0]
assert run('help', '--help-all', status=0) == run('--help-all', status=0)
listed = [line for line in run('rules', status=0)[0].splitlines() if 'off by default: ' in line]
assert len(listed) == 1 and listed[0].startswith('optin.storport.msi.UncheckedStatus '), listed

# A project here is the next command.
write('vs/storage.sln', 'Microsoft Visual Studio Solution File\n')
says(said="; there is the solution 'storage.sln': spinpair storage.sln", folder='vs')
says('hook', said="there is the solution 'storage.sln': spinpair hook -p storage.sln; or let", folder='vs')
says('explain-function', 'leaks', folder='vs',
     said="'explain-function' wants a program: -p BUILD, files, or a project; there is the solution 'storage.sln': "
          "spinpair explain-function leaks storage.sln")

# The last line says that silence is no proof; a gate may want more.
write('slow.c', '#include "storport.h"\nvoid slow(void *ext, ULONG id, ULONG *v) {\n  ULONG irql;\n'
      '  StorPortAcquireMSISpinLock(ext, id, &irql);\n' + ''.join(
          f'  if (v[{i}])\n    v[{i + 1}]++;\n' for i in range(29)) +
      '  if (v[7] == 3)\n    return;\n  StorPortReleaseMSISpinLock(ext, id, irql);\n}\n')
assert run('slow.c', status=0)[0].endswith('1 undecided\n')
for command in [], ['check']:
    says(*command, 'slow.c', '--fail-on-undecided', status=2,
         said='spinpair: 1 function undecided, which --fail-on-undecided does not let pass\n')
run('slow.c', '--shard', '1/1', '--result', 'r', status=0)
run('merge', 'r', '--fail-on-undecided', status=2)
program.database(program.entry('slow.c', ['cc', 'slow.c']))
run('hook', '--fail-on-undecided', status=2)
run('hook', status=0)
for more in ['--summary'], ['--report', 'line']:
    out = run('slow.c', *more, status=0)[0]
    assert re.search(r"^slow\.c:2: remark: 'slow' is undecided: \w+", out, re.MULTILINE), out
assert 'remark' not in run('slow.c', '--quiet', '--report', 'line', status=0)[0]
write('slow.c', SOURCE.replace('#ifdef RIGHT', '#if 1'))
run('slow.c', '--fail-on-undecided', status=0)

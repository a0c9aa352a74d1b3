"""Findings whose cause is in a callee: check_callee.py SPINPAIR WDK FOLDER"""
import json
import sys
import xml.etree.ElementTree

from program import Program

spinpair, wdk, folder = sys.argv[1:]
program = Program(spinpair, folder)
program.write('.git/HEAD', '')
HELPERS = '''#include "storport.h"
static void Give(void *ext, void *memory) {
  StorPortFreePool(ext, memory);
}
void Drop(void *ext, void *memory) {
  if (memory)
    Give(ext, memory);
}
'''
USER = '''void {0}(void *ext, ULONG id, void *memory) {{
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  Drop(ext, memory);
  StorPortReleaseMSISpinLock(ext, id, irql);
}}
'''
HEAD = '#include "storport.h"\nvoid Drop(void *ext, void *memory);\n'
USERS = HEAD + ''.join(USER.format(name) for name in ('first', 'second', 'third'))
program.write('helpers.c', HELPERS)
program.write('users.c', USERS)
FORMATS = ('json', 'sarif', 'gitlab', 'github', 'markdown', 'html', 'msvc', 'line', 'junit')
FILES = ('users.c', 'helpers.c', '--', '-I' + wdk)


def run(*more, status=2):
    arguments = [each for kind in FORMATS for each in ('--report', f'{kind}=out.{kind}')]
    out, said = program.run('--report', 'text', *arguments, *more, *FILES, status=status)
    return out, {kind: (program.folder / f'out.{kind}').read_text() for kind in FORMATS}


text, out = run()
report = json.loads(out['json'])
assert len(report['findings']) == 3
for finding in report['findings']:
    cause = finding['cause']
    assert (cause['file'], cause['line'], cause['column']) == ('helpers.c', 3, 3), cause
    assert cause['message'] == 'StorPortFreePool is called here', cause
    assert finding['file'] == 'users.c'
    steps = [(note['file'], note['line'], note['depth']) for note in finding['notes']]
    at = finding['line']
    assert steps == [('users.c', at - 1, 0), ('helpers.c', 7, 1), ('helpers.c', 3, 2),
                     ('users.c', at, 0)], steps
group, = report['groups']
assert group['cause']['file'] == 'helpers.c'
assert group['findings'] == [each['fingerprint'] for each in report['findings']]

# The way is told once; each finding has its place, and no note says the same again.
assert text.count(': warning: ') == 3 and text.count('helpers.c:3:3: note: ') == 2, text
assert "helpers.c:7:5: note: Calling 'Give'\n    7 |     Give(ext, memory);\n      |     ^~~~~~~~~~~~~~~~~\n" in text, text
assert 'This call is the cause of 2 more findings, which follow without the way to it' in text
assert text.count('is acquired here') == 3, text
assert text.splitlines()[-1].startswith('spinpair: 3 findings with 1 cause; '), text

results = json.loads(out['sarif'])['runs'][0]['results']
for result in results:
    assert '[helpers.c:3](2)' in result['message']['text'], result['message']
    flow = result['codeFlows'][0]['threadFlows'][0]['locations']
    assert [step['nestingLevel'] for step in flow] == [0, 1, 2, 0]
rows = json.loads(out['gitlab'])
assert all('helpers.c:3' in row['description'] and 'helpers.c' in row['content']['body']
           for row in rows)
assert any(place['path'] == 'helpers.c' for place in rows[0]['other_locations'])
command, _ = out['github'].splitlines()
assert 'helpers.c:3: StorPortFreePool is called here' in command, command
assert "The same cause, in 'third'" in command, command
line, = [each for each in out['markdown'].splitlines() if 'StorPortFreePool' in each]
assert 'at helpers.c:3<br>The same cause: ' in line and line.endswith('first, second, third |'), line
assert '3 findings, one cause' in out['html'] and 'StorPortFreePool(ext, memory)</mark>' in out['html']
assert out['msvc'].count('helpers.c(3,3): note: StorPortFreePool is called here') == 3, out['msvc']
assert 'users.c(6,3): warning storport.msi.IrqlTooHigh: StorPortFreePool is limited' in out['msvc']
assert out['line'].count('\n') == 4 and out['line'].count(', at helpers.c:3 [storport.msi.') == 3
suite, = xml.etree.ElementTree.fromstring(out['junit'])
assert suite.get('name') == 'users.c' and suite.get('failures') == '3', out['junit']
assert suite.find('testcase/failure').get('type') == 'storport.msi.IrqlTooHigh'

# In one file it is the same, and the plugin's own notes say it.
program.write('one.c', USERS.replace('void Drop(void *ext, void *memory);\n', HELPERS.split('\n', 1)[1]))
said, _ = program.run('one.c', '--report', 'json', '--', '-I' + wdk, status=2)
report = json.loads(said)
assert len(report['groups']) == 1 and len(report['groups'][0]['findings']) == 3
assert all(each['cause']['line'] == 3 for each in report['findings'])
assert "Calling 'Drop'" in said and "Returning from 'Drop'" in said, said

# A helper of a message that is named by a macro has that name in the other file, too.
program.write('lock.c', '''#include "storport.h"
#define ADMIN 0
ULONG Lock(void *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, ADMIN, &irql);
  return irql;
}
''')
program.write('leak.c', '''#include "storport.h"
ULONG Lock(void *ext);
void leaks(void *ext) { ULONG irql = Lock(ext); }
''')
said, _ = program.run('leak.c', 'lock.c', '--', '-I' + wdk, status=2)
assert "for message 'ADMIN' is still held" in said, said
assert 'lock.c:5:3: note: The lock is taken here' in said, said

# What was found moves with its lines, in both files; a group that is known in part goes on.
program.database(*(program.entry(name, ['cc', '-I' + wdk, '-c', name])
                   for name in ('users.c', 'helpers.c')))


def places(*more, status=2):
    said, _ = program.run('-p', '.', '--report', 'json', *more, status=status)
    return [(each['line'], each['cause']['line'], each['known'])
            for each in json.loads(said)['findings']]


assert places() == [(6, 3, False), (12, 3, False), (18, 3, False)], places()
program.write('helpers.c', '\n\n' + HELPERS)
assert places() == [(6, 5, False), (12, 5, False), (18, 5, False)], places()
program.write('users.c', USERS.replace('void first', '\n\nvoid first'))
assert places() == [(8, 5, False), (14, 5, False), (20, 5, False)], places()
assert places('--no-cache') == places()
said, _ = program.run('-p', '.', '--summary', status=2)
assert said.startswith('     3  high    storport.msi.IrqlTooHigh\nspinpair: 3 findings'), said

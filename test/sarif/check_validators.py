#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What others say of the SARIF logs: check_validators.py SPINPAIR ROOT MODULES FOLDER

Writes logs of several kinds below FOLDER and has them judged by the multitool of
the SARIF SDK, with its rules for GitHub and Azure DevOps, and by the published
JSON schema. MODULES is the node_modules folder that test/sarif/package.json
describes. Logs with a mistake show that both do find some.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from pathlib import Path

spinpair, root, modules, folder = (os.path.abspath(each) for each in sys.argv[1:])
root, modules, folder = Path(root), Path(modules), Path(folder)
TOOL = modules / '@microsoft/sarif-multitool-linux/Sarif.Multitool'
SCHEMA = TOOL.parent / 'sarif-2.1.0.json'
if not SCHEMA.exists():
    sys.exit(f'The SARIF validators are missing in {modules}: run ./dev build, '
             'which installs them from the npm registry.')

# Which pipeline of Azure DevOps it was: the log is the same wherever it is made.
NOT_FOR_US = ('GHAzDO1019', 'GHAzDO1020',
              'SARIF2005')  # where the docs are: who publishes them builds with SPINPAIR_DOCS
# A place without a line: all that is known of a finding that is no more.
NO_LINE = 'SARIF2017'

LEAK = '''#include "storport.h"
void {name}(void *ext, ULONG id, int stop) {{
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (stop)
    return;{comment}
  StorPortReleaseMSISpinLock(ext, id, irql);
}}
'''
HELPER = '''#include "storport.h"
void Drop(void *ext, void *memory) {
  StorPortFreePool(ext, memory);
}
'''
CALLERS = '''#include "storport.h"
void Drop(void *ext, void *memory);
''' + ''.join(f'''void drops{number}(void *ext, ULONG id, void *memory) {{
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  Drop(ext, memory);
  StorPortReleaseMSISpinLock(ext, id, irql);
}}
''' for number in range(2))
HOSTILE = b'a b"\'<i>&|`*_[x](y),%:,\n::error::\xff\xc3\xa4#?.c'


def write(name, function, comment=''):
    path = os.path.join(os.fsencode(project), os.fsencode(name))
    with open(path, 'w', encoding='utf-8') as out:
        out.write(LEAK.format(name=function, comment=comment))


def report(name, *arguments, status):
    """Writes the log FOLDER/name.sarif of the project."""
    log = folder / f'{name}.sarif'
    command = [spinpair, '--report', f'sarif={log}',
               '--report', f'json={folder}/{name}.json', *arguments, '--',
               f'-I{root}/include/wdk']
    done = subprocess.run(command, cwd=project, capture_output=True)
    assert done.returncode == status, (name, done)
    run, = json.loads(log.read_text(encoding='utf-8'))['runs']
    return run


def states(run):
    return sorted(result['baselineState'] for result in run['results'])


def told(run):
    return {each['descriptor']['id']
            for each in run['invocations'][0]['toolExecutionNotifications']}


def write_logs():
    """Logs of all kinds, each seen to be of its kind."""
    write('leaks.c', 'leaks')
    write('späte.c', 'late', ' // späte Rückgabe')
    write('right.c', 'right')
    right = project / 'right.c'
    right.write_text(right.read_text().replace('    return;', '    id = id;'))
    (project / 'broken.c').write_text('#include "storport.h"\nint broken(\n')
    write('quiet.c', 'quiet', ' // NOLINT(storport.msi.Leak): wanted')
    write('useless.c', 'useless')
    with open(project / 'useless.c', 'a') as out:
        out.write('// NOLINTNEXTLINE(storport.msi.Leak)\nint none;\n')
    write(HOSTILE, 'hostile')

    assert len(report('findings', 'leaks.c', 'späte.c', status=2)['results']) == 2
    run = report('none', 'right.c', status=0)
    assert run['results'] == [] and not told(run)
    run = report('suppressed', 'quiet.c', status=0)
    assert run['results'][0]['suppressions']
    run = report('unread', 'leaks.c', 'broken.c', status=3)
    assert len(run['results']) == 1 and 'not-parsed' in told(run), told(run)
    assert 'suppression' in told(report('remark', 'useless.c', status=2))
    run = report('hostile', HOSTILE, status=2)
    assert '%FF' in json.dumps(run['results'])

    # A callee of another file is what is wrong in two functions.
    (project / 'helper.c').write_text(HELPER)
    (project / 'callers.c').write_text(CALLERS)
    run = report('group', 'helper.c', 'callers.c', status=2)
    assert len({each['properties']['group'] for each in run['results']}) == 1
    assert [each['properties']['groupSize'] for each in run['results']] == [2, 2]
    for result in run['results']:
        flow = result['codeFlows'][0]['threadFlows'][0]['locations']
        deepest = max(flow, key=lambda step: step['nestingLevel'])['location']
        assert deepest['physicalLocation']['artifactLocation']['uri'] == 'helper.c', deepest
        assert deepest['physicalLocation']['region']['startLine'] == 3, deepest
        assert '[helper.c:3](2)' in result['message']['text'], result['message']

    known = ['--baseline', 'known.json']
    report('update', 'leaks.c', 'quiet.c', 'useless.c', *known, '--update-baseline',
           status=0)
    shutil.copy(right, project / 'useless.c')
    run = report('baseline', 'leaks.c', 'späte.c', 'useless.c', *known, status=2)
    assert states(run) == ['absent', 'new', 'unchanged'], states(run)


def multitool(logs):
    """Log -> what the multitool says of it. Its exit status is always 0."""
    answer = folder / 'answer' / 'multitool.json'
    answer.parent.mkdir()
    # It would ask for each address in a log; a test needs no network. Notes are
    # advice, such as other names for rules.
    environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT='1',
                       https_proxy='http://127.0.0.1:9', no_proxy='')
    done = subprocess.run(
        [TOOL, 'validate', *logs, '--output', answer, '--rule-kind',
         'Sarif;Ghas;GHAzDO', '--level', 'Error;Warning'],
        capture_output=True, text=True, env=environment)
    assert answer.exists(), done
    run, = json.loads(answer.read_text(encoding='utf-8-sig'))['runs']
    assert run['invocations'][0]['executionSuccessful'], done
    assert f'{len(logs)} files scanned' in done.stdout, done
    said = {log: [] for log in logs}
    for result in run['results']:
        rule, message = result['ruleId'].split('/')[0], result['message']
        place = result['locations'][0]['physicalLocation']
        uri = urllib.parse.urlparse(place['artifactLocation']['uri'])
        log = folder / Path(urllib.parse.unquote(uri.path)).name
        if rule in NOT_FOR_US or rule == NO_LINE and is_gone(log, message):
            continue
        said[log].append(f"{rule} {message['id']} {message['arguments']}")
    return said


def is_gone(log, message):
    """Does it speak of a result that is in the baseline only?"""
    index = re.match(r'runs\[0\]\.results\[(\d+)\]', message['arguments'][0])
    run, = json.loads(log.read_text(encoding='utf-8'))['runs']
    return run['results'][int(index[1])].get('baselineState') == 'absent'


def schema(logs, of=SCHEMA):
    """Lines that say what is wrong with the logs."""
    done = subprocess.run(
        ['node', root / 'test/sarif/schema.js', modules, of, *logs],
        capture_output=True, text=True)
    assert done.returncode == (1 if done.stdout else 0) and not done.stderr, done
    return done.stdout.splitlines()


shutil.rmtree(folder, ignore_errors=True)
project = folder / 'project'
(project / '.git').mkdir(parents=True)
write_logs()
logs = sorted(folder.glob('*.sarif'))

# Logs with a mistake, which the validators must see.
wrong, nowhere = folder / 'wrong.sarif', folder / 'nowhere.sarif'
log = json.loads((folder / 'findings.sarif').read_text(encoding='utf-8'))
result = log['runs'][0]['results'][0]
del result['locations']
nowhere.write_text(json.dumps(log))
del result['message']
wrong.write_text(json.dumps(log))

complaints = schema(logs)
assert any('message' in line for line in schema([wrong])), 'the schema sees nothing'
said = multitool([*logs, nowhere])
assert any(line.startswith('GH1') for line in said.pop(nowhere)), \
    'the rules of the multitool for GitHub see nothing'
for log, lines in said.items():
    complaints += [f'{log.name}: {line}' for line in lines]

# Our own report, by our own schema; and one that it must not take.
OWN = root / 'docs/report.schema.json'
reports = sorted(folder.glob('*.json'))
assert len(reports) == len(logs), reports
complaints += schema(reports, OWN)
report = json.loads((folder / 'group.json').read_text())
assert len(report['groups']) == 1 and len(report['groups'][0]['findings']) == 2, report['groups']
report['findings'][0]['notes'][0]['depth'] = -1
(folder / 'wrong.json').write_text(json.dumps(report))
assert schema([folder / 'wrong.json'], OWN), 'the schema of ours sees nothing'
print(*complaints, f'{len(logs)} logs, {len(complaints)} complaints', sep='\n')
sys.exit(1 if complaints else 0)

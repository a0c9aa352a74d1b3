#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Do the workflows of docs/ci work? check_ci.py SPINPAIR ROOT FOLDER

Runs their commands as they stand, apart from those that install spinpair or make the
database, in a project with a finding, in one without, and in one that does not parse.
The exit status must be that of spinpair, and each file that a workflow uploads must
have been written, as its reader wants it.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

try:
    import yaml
except ImportError:
    sys.exit('python3-yaml is missing: install it, or run ./dev build.')

spinpair, root, folder = (os.path.abspath(each) for each in sys.argv[1:])
root, folder = Path(root), Path(folder)
CLEAN = '''#include "storport.h"
void locks(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}
'''
LEAK = re.sub('.*Release.*\n', '', CLEAN)
BROKEN = CLEAN + 'int broken(\n'
PROJECTS = {'leak': (LEAK, 2), 'clean': (CLEAN, 0), 'broken': (BROKEN, 3)}
SETUP = ('Install spinpair', 'Compilation database')


def make_project(source):
    """A project with a database of five units; the last one is the one to look at."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / '.git').mkdir(parents=True)
    (folder / 'build').mkdir()
    entries = []
    for number in range(5):
        name = f'unit{number}.c'
        (folder / name).write_text(
            source if number == 4 else CLEAN.replace('locks', f'locks{number}'))
        entries.append({'directory': str(folder), 'file': name, 'arguments':
                        ['clang', f'-I{root}/include/wdk', '-c', name]})
    (folder / 'build/compile_commands.json').write_text(json.dumps(entries))


def run(script, **environment):
    """The exit status and the output of a step, run as the CI systems do."""
    path = f'{os.path.dirname(spinpair)}:{os.environ["PATH"]}'
    done = subprocess.run(['bash', '-e', '-c', script], cwd=folder, text=True,
                          capture_output=True,
                          env={**os.environ, 'PATH': path, **environment})
    return done.returncode, done.stdout


def checks(steps, key):
    """The scripts of a job, without those that prepare it. There are some."""
    scripts = [step[key] for step in steps if key in step and
               (step.get('name') or step.get('displayName')) not in SETUP]
    assert scripts and all('apt-get' not in each for each in scripts), steps
    return scripts


def the_step(steps, uses):
    step, = [each for each in steps if
             (each.get('uses') or each.get('task') or '').startswith(uses)]
    return step


def results(log):
    run, = json.loads((folder / log).read_text())['runs']
    return len(run['results'])


def check_github_report(steps, status):
    """What the last job of a workflow for GitHub does."""
    first, second = checks(steps, 'run')
    ended, said = run(first)
    assert ended == status, (ended, said)
    shown = [line for line in said.splitlines() if ',line=' in line and 'Leak' in line]
    assert len(shown) == (status == 2), said
    for line in shown:
        assert re.match(r'::error file=unit4\.c,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,'
                        r'title=[\w.]+::\S', line), line
    assert ('::error file=unit4.c,title=' in said) == (status == 3), said
    page = folder / 'page.md'
    assert run(second, GITHUB_STEP_SUMMARY=str(page))[0] == 0
    assert page.read_text().startswith('## spinpair\n'), page.read_text()
    upload = the_step(steps, 'github/codeql-action/upload-sarif@')
    assert 'cancelled' in upload['if']
    assert results(upload['with']['sarif_file']) == (status == 2)


def check_github(workflow, status):
    assert workflow['permissions']['security-events'] == 'write'
    check_github_report(workflow['jobs']['spinpair']['steps'], status)


def check_github_shards(workflow, status):
    shard, report = workflow['jobs']['shard'], workflow['jobs']['report']
    assert report['needs'] == 'shard' and 'cancelled' in report['if']
    script, = checks(shard['steps'], 'run')
    upload = the_step(shard['steps'], 'actions/upload-artifact@')['with']
    download = the_step(report['steps'], 'actions/download-artifact@')['with']
    shards = shard['strategy']['matrix']['shard']
    assert f'/{len(shards)} ' in script, script
    to = folder / download['path']
    to.mkdir()
    for number in shards:
        def fill(text):
            return text.replace('${{ matrix.shard }}', str(number))
        assert run(fill(script))[0] == 0, number
        assert Path(fill(upload['name'])).match(download['pattern'])
        shutil.move(folder / fill(upload['path']), to)
    check_github_report(report['steps'], status)


def check_gitlab(workflow, status):
    job = workflow['spinpair']
    ended, said = run('\n'.join(job['script']))
    assert ended == status, (ended, said)
    artifacts = job['artifacts']
    assert artifacts['when'] == 'always'
    for path in artifacts['paths']:
        assert '<html' in (folder / path).read_text()
    rows = json.loads((folder / artifacts['reports']['codequality']).read_text())
    assert len(rows) == (status == 2), rows
    for row in rows:
        assert all(isinstance(row[key], str) and row[key] for key in
                   ('description', 'check_name', 'fingerprint'))
        assert row['severity'] in ('info', 'minor', 'major', 'critical', 'blocker')
        assert row['location']['path'] == 'unit4.c'
        assert row['location']['lines']['begin'] == 5, row


def check_azure(workflow, status):
    steps = workflow['steps']
    first, second = checks(steps, 'bash')
    ended, said = run(first)
    assert ended == status, (ended, said)
    ended, said = run(second)
    assert ended == 0, said
    page = re.fullmatch(r'##vso\[task\.uploadsummary\](/.*)\n', said)[1]
    assert Path(page).read_text().startswith('## spinpair\n')
    publish = the_step(steps, 'PublishBuildArtifacts@')
    assert publish['condition'] == 'succeededOrFailed()'
    # The name that the Scans tab looks for.
    assert publish['inputs']['ArtifactName'] == 'CodeAnalysisLogs'
    assert results(publish['inputs']['PathtoPublish']) == (status == 2)


CHECKS = {'github-actions.yml': check_github,
          'github-actions-shards.yml': check_github_shards,
          'gitlab-ci.yml': check_gitlab,
          'azure-pipelines.yml': check_azure}
page = (root / 'docs/ci/README.md').read_text()
files = sorted(path.name for path in (root / 'docs/ci').glob('*.yml'))
assert files == sorted(CHECKS), files
for name, check in CHECKS.items():
    assert f'({name})' in page, f'docs/ci/README.md does not name {name}'
    workflow = yaml.safe_load((root / 'docs/ci' / name).read_text())
    for source, status in PROJECTS.values():
        make_project(source)
        check(workflow, status)

# What ./dev installs for a build without tests is what each recipe that builds installs, and
# so do the image and our own workflow; and the README tells of each package.
needed = re.search(r'need (cmake [^\n]*(?:\\\n[^\n]*)*)\n  \[ "\$testing"', (root / 'dev').read_text())[1]
needed = set(re.sub(r'["\\\n]', ' ', needed).split())
assert {'libxml2-dev', 'clang-$major'} <= needed, needed
told = (root / 'README.md').read_text()
for package in needed:
    assert package.replace('$major', 'N') in told, f'README.md does not tell of {package}'
for name in [*(f'docs/ci/{each}' for each in CHECKS), 'packaging/Containerfile',
             '.github/workflows/release.yml']:
    text = (root / name).read_text()
    blocks = [block for block in re.findall(r'apt-get install((?:[^\n]*\\\n)*[^\n]*)', text)
              if 'llvm-' in block]
    assert blocks, name
    for block in blocks:
        words = set(re.sub(r'\$\{\{ matrix.llvm \}\}|\$LLVM|(?<=-)19\b', 'N', block).split())
        missing = {each.replace('$major', 'N') for each in needed} - words - {'python3'}
        assert not missing, (name, missing)

# The other files for GitHub are what it takes them for.
for path in sorted((root / '.github').rglob('*.yml')) + [root / 'action.yml']:
    parsed = yaml.safe_load(path.read_text())
    if path.parent.name == 'workflows':
        assert parsed['jobs'] and all('runs-on' in job for job in parsed['jobs'].values()), path
    elif path.parent.name == 'ISSUE_TEMPLATE' and path.name != 'config.yml':
        assert parsed['name'] and parsed['description'], path
        assert any(field.get('validations', {}).get('required') for field in parsed['body'])
        ids = [field['id'] for field in parsed['body']]
        assert len(ids) == len(set(ids)), path

# The action, with the spinpair that is here.
step, = [each for each in yaml.safe_load((root / 'action.yml').read_text())['runs']['steps']
         if each['name'] == 'Check']
for source, status in PROJECTS.values():
    make_project(source)
    page = folder / 'page.md'
    ended, said = run(step['run'], ARGUMENTS='-p build', SARIF='log.sarif', RUNNER_TEMP=str(folder),
                      GITHUB_STEP_SUMMARY=str(page))
    assert ended == status, (ended, said)
    assert page.read_text().startswith('## spinpair\n') and results('log.sarif') == (status == 2)
print(f'{len(CHECKS)} workflows')

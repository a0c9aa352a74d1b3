"""What 'spinpair merge' makes of the property lists of clang's analyzer.

usage: check_analyzer_results.py SPINPAIR FOLDER CLANG PLUGIN SOURCE
"""
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from program import Program

SPINPAIR, FOLDER, CLANG, PLUGIN, ROOT = sys.argv[1:]
WDK = Path(ROOT) / 'include/wdk'
program = Program(SPINPAIR, FOLDER)
RUN = program.folder / 'run'
RUN.mkdir()
OURS = ['--analyzer-no-default-checks', '-Xclang', '-analyzer-config', '-Xclang', 'storport:Alone=true']


def analyze(source, result, *more, folder='.', form='plist-multi-file'):
    """Runs the plugin as scan-build and others do."""
    subprocess.run([CLANG, '--analyze', '-Xclang', '-load', '-Xclang', PLUGIN, '-Xclang',
                    '-analyzer-checker=storport', '--analyzer-output', form, f'-I{WDK}',
                    *more, '-o', result, source],
                   cwd=program.folder / folder, check=True, capture_output=True)


def merge(*arguments, status, **more):
    return program.run('merge', *arguments, status=status, **more)


def report(*arguments, status, command='merge'):
    """The JSON report; what came on standard error is none."""
    out, said = program.run(command, *arguments, '--report', 'json', status=status)
    assert not said, said
    return json.loads(out)


def refused(why, *arguments):
    """One sentence, and nothing else."""
    out, said = merge(*arguments, status=1)
    assert not out and said == f'spinpair: {why}\n', (why, said)


# The findings of the command, down to the fingerprints: one baseline serves both.
miniport = Path(ROOT) / 'examples/miniport'
expected = []
for source in sorted(miniport.glob('*.[ch]')):
    shutil.copy(source, program.folder)
for source in sorted(program.folder.glob('*.c')):
    analyze(source.name, RUN / f'{source.name}.plist', *OURS)
    expected += report(source.name, '--no-cache', status=None, command='check')['findings']
whole = report('run', status=2)
KEYS = 'checker', 'file', 'line', 'column', 'message', 'severity', 'fingerprint'


def rows(findings):
    # What the linker calls a function, only the command knows.
    return sorted([each[key] for key in KEYS] + [each['function'].split('@')[0]] for each in findings)


assert len(expected) == 11 and rows(whole['findings']) == rows(expected)
assert whole['counts']['analyzerResults'] == 5 and whole['counts']['findings'] == 11
for each in whole['findings']:
    taken = 'is acquired here', 'The port driver holds', 'is acquired in HwStorInitialize'
    assert any(words in note['message'] for note in each['notes'] for words in taken), each
    assert each['notes'][-1]['message'].startswith(each['message'])
program.write('spin.c', '''#include <storport.h>
static void take(void *ext, PSTOR_LOCK_HANDLE handle) {
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, handle);
}
void leaks(void *ext, int *count) {
  STOR_LOCK_HANDLE handle = {0};
  take(ext, &handle);
  if (*count)
    return;
  StorPortReleaseSpinLock(ext, &handle);
}
''')
analyze('spin.c', program.folder / 'spin.plist', *OURS)
assert rows(report('spin.plist', status=2)['findings']) == rows(
    report('spin.c', '--no-cache', status=2, command='check')['findings'])

# All formats, and what else goes with findings.
out, said = merge('run', '--report', 'text', '--report', 'sarif=s', '--report', 'gitlab=g',
                  '--report', 'markdown=m', '--report', 'html=h', status=2)
assert not said and out.endswith("\nspinpair: 11 findings; 5 results of clang's analyzer\n"), out
assert '\n   30 |     return SRB_STATUS_BUSY;\n' in out
log, = json.loads((program.folder / 's').read_text())['runs']
assert len(log['results']) == 11 and log['results'][0]['codeFlows']
assert len(json.loads((program.folder / 'g').read_text())) == 11
page = (program.folder / 'h').read_text()
assert '<dl class="cards"' not in page and 'id="ledger"' not in page and 'id="functions"' not in page
assert "made of clang's own results, which do not tell what is proved of functions" in page
assert "5 results of clang&#39;s analyzer" in page
assert (program.folder / 'm').read_text().count(', high | ') == 10
merge('run', '--baseline', 'known', '--update-baseline', status=0)
assert "spinpair: 0 findings, 11 known; 5 results" in merge('run', '--baseline', 'known', status=0)[0]
# What is fixed stays in: nobody knows whether all was compiled.
merge('run/init.c.plist', '--baseline', 'known', '--update-baseline', status=0)
assert 'spinpair: 0 findings, 11 known' in merge('run', '--baseline', 'known', status=0)[0]
assert len(report('run', '--rules', '-*,Leak', status=2)['findings']) == 1
program.write('.spinpair.yaml', 'severities: {Leak: low}\n')
leak, = report('run', '--rules', '-*,Leak', status=2)['findings']
assert leak['severity'] == 'low'
(program.folder / '.spinpair.yaml').unlink()
io = (program.folder / 'io.c').read_text()
program.write('io.c', io.replace('return SRB_STATUS_BUSY;', 'return SRB_STATUS_BUSY; // NOLINT', 1))
assert report('run', status=2)['counts']['suppressed'] == 1
program.write('io.c', io)

# One finding in a header, whatever the number of units that show it.
program.write('shared.h', '''#include "storport.h"
static inline void twice(void *ext) {
  ULONG irql, other;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortAcquireMSISpinLock(ext, 1, &other);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
''')
header = program.folder / 'header'
header.mkdir()
for unit in 'a', 'b':
    program.write(f'{unit}.c', f'#include "shared.h"\nvoid {unit}(void *ext) {{ twice(ext); }}\n')
    analyze(f'{unit}.c', header / f'{unit}.plist')
found, = report('header', status=2)['findings']
assert (found['file'], found['line'], found['function']) == ('shared.h', 5, 'twice')

# Those of other checkers are counted.
program.write('zero.c', '''#include "storport.h"
int zero(int a) { return a == 0 ? 1 / a : 1; }
void leaks(void *ext) { ULONG irql; StorPortAcquireMSISpinLock(ext, 1, &irql); }
''')
analyze('zero.c', program.folder / 'zero.plist')
out, said = merge('zero.plist', status=2)
assert out.endswith("spinpair: 1 finding; 1 result of clang's analyzer, "
                    '1 finding of other checkers passed over\n') and not said, out
assert report('zero.plist', status=2)['counts']['ofOtherCheckers'] == 1

# A name that is none from here: the page beside it tells where clang ran.
program.write('below/deep.c', (program.folder / 'zero.c').read_text())
pages = program.folder / 'pages'
pages.mkdir()
analyze('deep.c', pages / 'report-1.plist', folder='below', form='plist-html')
found, = report('pages', status=2)['findings']
assert found['file'] == 'below/deep.c', found
for page in pages.glob('*.html'):
    page.unlink()
refused("'pages/report-1.plist' has a finding in 'deep.c', which is not there; merge where the "
        'sources are, in the folder that clang ran in', 'pages')

# Folders.
program.write('runs/2026-01-01/report.plist', (program.folder / 'zero.plist').read_text())
merge('runs', status=2)
program.write('runs/2026-01-02/report.plist', '')
refused("'runs' has the results of 2 runs; give one of them, such as 'runs/2026-01-02'", 'runs')
out, said = merge('runs/2026-01-02', status=3)
assert said == ('spinpair: runs/2026-01-02/report.plist is empty: clang did not come to the end of '
                'its file\n'), said
program.write('none/index.html', '')
refused("'none' has no result of the analyzer, no file *.plist; scan-build writes them with "
        '-plist-html, analyze-build with --plist-multi-file', 'none')
program.write('failed/failures/x.info.txt', f'{program.folder}/lost.c\nCrash\n-cc1\n')
program.write('failed/report.plist', (program.folder / 'zero.plist').read_text())
out, said = merge('failed', status=3)
assert said == 'spinpair: lost.c: it was not analysed\n' and '; 1 file not parsed\n' in out, (out, said)
program.write('failed/failures/x.stderr.txt', 'In file included\nlost.c:1:2: error: lost\nmore\n')
assert merge('failed', status=3)[1] == ('spinpair: lost.c: it was not analysed; clang says: '
                                        'lost.c:1:2: error: lost\n')

# Two kinds of results.
program.run('zero.c', '--shard', '1/1', '--result', 'shard', status=0)
refused('results of shards and those of the analyzer do not go together; merge them apart',
        'shard', 'zero.plist')
refused('--shard explores with results of shards; those of the analyzer are explored',
        'zero.plist', '--shard', '1/2', '--result', 'x')

# What is damaged, is none, or was made to do harm.
GOOD = plistlib.loads((program.folder / 'zero.plist').read_bytes())
OURS_AT, = [i for i, each in enumerate(GOOD['diagnostics']) if each['check_name'] == 'storport.msi.Leak']
TEXT = (program.folder / 'zero.plist').read_text()


def broken(text, why):
    program.write('bad.plist', text)
    refused(f"'bad.plist' {why}", 'bad.plist')


def changed(change):
    copy = plistlib.loads(plistlib.dumps(GOOD))
    change(copy, copy['diagnostics'][OURS_AT])
    return plistlib.dumps(copy)


def place(**values):
    return changed(lambda _, finding: finding['location'].update(values))


def remove(key):
    return changed(lambda _, finding: finding.pop(key))


def document(body, head=''):
    return f'<?xml version="1.0"?>\n{head}<plist version="1.0">{body}</plist>\n'


WHOLE, RESULT = 'is no whole result of the analyzer: ', 'is no result of the analyzer: '
NONE = RESULT + "it has no 'diagnostics', or no 'files'"
NUMBER = OURS_AT + 1
for text in (b'bplist00\xd0\x08\x09\n', '{}', TEXT[:len(TEXT) // 2], TEXT.replace('</plist>', '</list>'),
             TEXT.replace('zero.c', 'zero\1.c'), TEXT.encode().replace(b'zero.c', b'zero\xff.c'),
             document('&x;', '<!DOCTYPE plist SYSTEM "https://example.org/x.dtd">\n')):
    program.write('bad.plist', text)
    out, said = merge('bad.plist', status=1)
    # The words behind the line are libxml2's.
    assert re.fullmatch(rf"spinpair: 'bad.plist' {WHOLE}line \d+: .+\n", said) and not out, said
broken('<html/>', WHOLE + "line 1: it begins with 'html'")
broken(document(''), WHOLE + 'it has no values')
broken(document('<dict/><dict/>'), WHOLE + 'line 2: a second value follows the first')
broken(document('<dict><string>x</string></dict>'), WHOLE + 'line 2: a value has no key')
broken(document('<dict><key>x</key></dict>'), WHOLE + 'line 2: a key has no value')
broken(document('<array><key>x</key></array>'), WHOLE + 'line 2: a key stands where none belongs')
broken(document('<array>x</array>'), WHOLE + 'line 2: text stands between values')
broken(document('<integer>1x</integer>'), WHOLE + "line 2: '1x' is no integer")
broken(document('<integer>99999999999999999999</integer>'), WHOLE + "line 2: '99999999999999999999' is no integer")
broken(document('<set/>'), WHOLE + "line 2: there is no 'set' in a property list")
broken(document('<string><dict/></string>'), WHOLE + "line 2: 'dict' stands in 'string'")
broken(document('<array>' * 65), WHOLE + 'line 2: it nests deeper than 64 levels')
broken(document('<dict/>'), NONE)
broken(document('<string>x</string>'), NONE)
broken(document('<dict><key>diagnostics</key><array/><key>files</key><true/></dict>'), NONE)
broken(changed(lambda whole, _: whole['diagnostics'].insert(0, 'x')), 'is damaged: finding 1 is no dict')
for each in ({'file': 9}, {'file': -1}, {'line': -1}, {'line': 1 << 40}, {'col': 'x'}):
    broken(place(**each), f'is damaged: a place of finding {NUMBER} is none in its files')
broken(remove('location'), f'is damaged: a place of finding {NUMBER} is none in its files')
broken(remove('path'), f"is damaged: finding {NUMBER} has no 'description', or no 'path'")
broken(changed(lambda _, finding: finding.update(check_name='storport.msi.Later')),
       "has a finding of 'storport.msi.Later', a rule that this spinpair does not have; merge with "
       'the spinpair that the plugin is from')
# Neither a file of the machine nor any amount of text comes in by way of an entity.
program.write('secret', '<string>secret</string>')
for head in ('<!DOCTYPE plist [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n',
             f'<!DOCTYPE plist [<!ENTITY x SYSTEM "file://{program.folder}/secret">]>\n',
             '<!DOCTYPE plist [<!ENTITY % x "<!ELEMENT a ANY>">%x;]>\n'):
    broken(document('<dict/>', head), WHOLE + 'line 2: it declares entities')
refused("'missing.plist' cannot be read: No such file or directory", 'missing.plist')
# A name can neither end a line nor be a device.
program.write('bad.plist', changed(lambda whole, _: whole.update(files=['/dev/zero'])))
refused("'bad.plist' has a finding in '/dev/zero', which is not there; merge where the sources are, "
        'in the folder that clang ran in', 'bad.plist')
program.write('bad.plist', changed(lambda whole, _: whole.update(files=['a\nb'])))
assert "finding in 'a\\nb', " in merge('bad.plist', status=1)[1]
os.mkfifo(program.folder / 'fifo')
program.write('bad.plist', changed(lambda whole, _: whole.update(files=['fifo'])))
assert "finding in 'fifo', " in merge('bad.plist', status=1)[1]

"""check_fix.py SPINPAIR WDK SCRATCH: fixes are found, proved, written in each form, and
made; the files keep their line ends, and one that has changed is left alone."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

INPUTS = Path(__file__).parent


def run(spinpair, folder, *arguments, wdk, expect):
    done = subprocess.run([spinpair, *arguments, 'fixable.c', '--', f'-I{wdk}'], cwd=folder,
                          capture_output=True, check=False)
    assert done.returncode == expect, (arguments, done.returncode, done.stderr.decode())
    return done.stdout.decode(newline=None) if False else done.stdout.decode(), done.stderr.decode()


def fresh(folder, change=lambda text: text):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ('fixable.c', 'fixable.h'):
        (folder / name).write_bytes(change((INPUTS / name).read_bytes()))
    return folder


def main():
    spinpair, wdk, scratch = sys.argv[1], *(Path(a).resolve() for a in sys.argv[2:4])

    # A dry run changes nothing. What it prints is a patch for what --fix does.
    dry = fresh(scratch / 'dry')
    before = (dry / 'fixable.c').read_bytes()
    diff, said = run(spinpair, dry, '--fix-dry-run', '--export-fixes', 'fixes.yaml',
                     '--report', 'json=report.json', '--report', 'sarif=report.sarif',
                     wdk=wdk, expect=2)
    assert said.endswith('spinpair: 9 findings have a fix that is proved; 0 have none\n'), said
    assert (dry / 'fixable.c').read_bytes() == before
    expected = (INPUTS / 'fixable.diff').read_text()
    assert diff == expected, diff
    report = json.loads((dry / 'report.json').read_text())
    assert sorted(f['fingerprint'] for f in report['findings']) == \
        sorted(p for fix in report['fixes'] for p in fix['findings'])
    for fix in report['fixes']:
        assert fix['title'].endswith("is proved then)") and not fix['needsOthers'], fix

    made = fresh(scratch / 'made')
    shown, said = run(spinpair, made, '--fix', wdk=wdk, expect=0)
    assert 'which is made' in said and 'storport.msi.Leak' in shown, said
    fixed = (made / 'fixable.c').read_bytes()
    text, _ = run(spinpair, made, wdk=wdk, expect=0)
    assert '0 findings' in text and '0 reported, 0 undecided' in text, text
    subprocess.run(['patch', '-p1', '--quiet'], cwd=dry, input=diff.encode(), check=True)
    assert (dry / 'fixable.c').read_bytes() == fixed

    # SARIF: each by itself, by bytes.
    results = json.loads((dry / 'report.sarif').read_text())['runs'][0]['results']
    assert len(results) == 9 and all(len(r['fixes']) == 1 for r in results)
    whole = before
    for result in sorted(results, key=lambda r: -first(r)):
        [change] = result['fixes'][0]['artifactChanges']
        for each in sorted(change['replacements'], key=lambda r: -r['deletedRegion']['byteOffset']):
            begin = each['deletedRegion']['byteOffset']
            end = begin + each['deletedRegion']['byteLength']
            whole = whole[:begin] + each['insertedContent']['text'].encode() + whole[end:]
    assert whole == fixed

    # clang-apply-replacements takes the exported ones, where it is installed.
    yaml = (dry / 'fixes.yaml').read_text()
    assert yaml.count('DiagnosticName:') == 9 and 'storport.msi.OldIrqlMismatch' in yaml, yaml
    tools = sorted(Path('/usr/lib').glob('llvm-*/bin/clang-apply-replacements'))
    if tools:
        (dry / 'fixable.c').write_bytes(before)
        subprocess.run([tools[-1], str(dry)], check=True)
        assert (dry / 'fixable.c').read_bytes() == fixed

    # Files of Windows, indented by tabs, with braces on lines of their own.
    windows = fresh(scratch / 'windows', lambda text: text.replace(b'  ', b'\t')
                    .replace(b') {', b')\n{').replace(b'Stopped)\n{', b'Stopped)\n\t{')
                    .replace(b'\n', b'\r\n'))
    run(spinpair, windows, '--fix', '--quiet', wdk=wdk, expect=0)
    text = (windows / 'fixable.c').read_bytes()
    assert text.count(b'\n') == text.count(b'\r\n')
    assert b'\tif (Queue->Stopped)\r\n\t{\r\n\t\tUnlockQueue(Adapter, Queue, Old);\r\n' \
        b'\t\treturn 1;\r\n\t}\r\n' in text, text.decode()

    # Some have a fix, others none: these count.
    some = fresh(scratch / 'some')
    with open(some / 'fixable.c', 'a', encoding='utf-8') as out:
        out.write('\nULONG Macro(PVOID Adapter, ULONG Message) {\n  ULONG Irql;\n'
                  '#define TAKE StorPortAcquireMSISpinLock(Adapter, Message, &Irql)\n'
                  '#define LEAVE return 1\n  TAKE;\n  LEAVE;\n}\n')
    _, said = run(spinpair, some, '--fix', wdk=wdk, expect=2)
    assert '9 findings have a fix that is proved, which is made; 1 has none' in said, said

    # Options that do not go together are named, and nothing is edited.
    wrongly = fresh(scratch / 'wrongly')
    for wrong, sentence in (
            (['--fix', '--fix-dry-run'], 'give one of the two'),
            (['--fix-dry-run', '--report', 'text'], 'give the report a file'),
            (['--fix', '--shard', '1/2', '--result', 'x'], 'a shard knows a part'),
            (['--export-fixes', 'none/fixes.yaml'], 'cannot be written')):
        _, said = run(spinpair, wrongly, *wrong, wdk=wdk, expect=1)
        assert sentence in said, said
        assert (wrongly / 'fixable.c').read_bytes() == before


def first(result):
    return result['fixes'][0]['artifactChanges'][0]['replacements'][0]['deletedRegion']['byteOffset']


if __name__ == '__main__':
    main()

"""check_kept.py SPINPAIR SCRATCH: findings of undecided functions, of rules that are off, of
files that are not analysed and of other configurations stay known."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

LEAK = ('#include <storport.h>\nULONG {0}(PVOID Adapter, ULONG Id, PULONG V) {{\n  ULONG Old;\n'
        '  StorPortAcquireMSISpinLock(Adapter, Id, &Old);\n{1}  if (V[7] == 3)\n    return 1;\n'
        '  StorPortReleaseMSISpinLock(Adapter, Id, Old);\n  return 0;\n}}\n')
TWICE = ('#include <storport.h>\nVOID Twice(PVOID Adapter, ULONG Id) {\n  ULONG Old;\n'
         '  StorPortAcquireMSISpinLock(Adapter, Id, &Old);\n'
         '  StorPortReleaseMSISpinLock(Adapter, Id, Old);\n'
         '  StorPortReleaseMSISpinLock(Adapter, Id, Old);\n}\n')


def leak(name, branches=0):
    """With many branches it is not explored to its end."""
    return LEAK.format(name, ''.join(f'  if (V[{i}])\n    V[{i + 1}]++;\n'
                                     for i in range(branches)))


def main():
    spinpair, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / '.git').mkdir(parents=True)

    def run(*arguments, expect):
        done = subprocess.run([spinpair, *arguments], cwd=folder, capture_output=True, text=True,
                              check=False)
        assert done.returncode == expect, (arguments, done)
        return done.stdout + done.stderr

    def write(**texts):
        for name, text in texts.items():
            (folder / f'{name}.c').write_text(text)

    def update(*arguments):
        run(*arguments[:1], '--baseline', 'known.json', '--update-baseline', *arguments[1:],
            expect=0)
        known = json.loads((folder / 'known.json').read_text())['findings']
        return sorted(each['function'] for each in known)

    def states(file):
        [results] = [each['results'] for each in json.loads((folder / file).read_text())['runs']]
        return [each['baselineState'] for each in results]

    # What is in an undecided function may still be there.
    write(a=leak('Slow'))
    run('a.c', '--report', 'json=old.json', '--report', 'sarif=old.sarif', expect=2)
    assert update('a.c') == ['Slow']
    write(a=leak('Slow', 29))
    said = run('a.c', '--report', 'json=new.json', '--report', 'sarif=new.sarif', '--report',
               'text', expect=0)
    assert '1 undecided' in said, said
    for old in ('old.json', 'old.sarif'):
        for new in ('new.json', 'new.sarif'):
            said = run('diff', old, new, expect=3)
            assert "a.c: not found again, in 'Slow'" in said, said
            assert '0 new findings, 0 mended, 1 not found again, 0 unchanged' in said, said
    run('diff', 'old.json', 'new.json', '--report', 'json=diff.json', '--report',
        'sarif=diff.sarif', '--quiet', expect=3)
    diff = json.loads((folder / 'diff.json').read_text())
    assert diff['gone'] == [] and [each['name'] for each in diff['notFoundAgain']] == ['Slow']
    assert states('diff.sarif') == []
    run('a.c', '--baseline', 'known.json', '--report', 'sarif=checked.sarif', expect=0)
    assert states('checked.sarif') == []
    assert update('a.c') == ['Slow']
    # Where it is decided again, it is mended, or known.
    write(a=leak('Slow'))
    assert update('a.c') == ['Slow']
    write(a=leak('Slow').replace('    return 1;', '    V[0]++;'))
    run('a.c', '--baseline', 'known.json', '--report', 'sarif=checked.sarif', expect=0)
    assert states('checked.sarif') == ['absent']
    assert update('a.c') == []

    # Rules that are off, and files that were not named.
    write(a=leak('First'), b=TWICE)
    assert update('a.c', 'b.c') == ['First', 'Twice']
    assert update('a.c', 'b.c', '--rules', '-*,Leak') == ['First', 'Twice']
    assert update('b.c') == ['First', 'Twice']
    run('b.c', '--baseline', 'known.json', '--report', 'sarif=checked.sarif', expect=0)
    assert states('checked.sarif') == ['unchanged']
    (folder / 'a.c').unlink()
    assert update('b.c') == ['Twice']

    # Another configuration.
    write(b='#ifdef TWO\n' + TWICE + '#endif\n' + leak('Always'))
    assert update('b.c', '--', '-DTWO') == ['Always', 'Twice']
    assert update('b.c') == ['Always', 'Twice']
    write(b=leak('Always'))
    assert update('b.c') == ['Always']


if __name__ == '__main__':
    main()

"""Ways out of functions with the lock held, in a baseline and in the changes of git:
check_ways_out.py SPINPAIR WDK FOLDER."""
import json
import os
import pathlib
import subprocess
import sys

spinpair, wdk, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
folder.mkdir()
HEAD = '#include <storport.h>\ntypedef struct { int a, b, c, n; } Q;\nint More(Q *q);\n'
TAKE = '  ULONG irql;\n  StorPortAcquireMSISpinLock(ext, 1, &irql);\n'
GIVE = 'StorPortReleaseMSISpinLock(ext, 1, irql);'

# Each with a marker where a way out comes in, which is mended by the second text.
CASES = {
    'return': (TAKE + '''  if (q->a)
    return 1;
@  if (q->c)
    return 3;
  %s
  return 0;
''' % GIVE, '  if (More(q))\n    return 1;\n'),
    'goto': (TAKE + '''  if (q->a)
    goto out;
@  %s
out:
  return q->n;
''' % GIVE, '  if (More(q))\n    goto out;\n'),
    'goto that is forgotten about at once': (TAKE + '''  if (More(q))
    goto out;
@  %s
out:
  return 0;
''' % GIVE, '  if (More(q + 1))\n    goto out;\n'),
    'break': (TAKE + '''  while (q->n--) {
    if (q->a)
      break;
@    if (More(q)) {
      %s
      return 1;
    }
  }
  return 0;
''' % GIVE, '    if (q->b)\n      break;\n'),
    'end of a branch': (TAKE + '''  if (q->a) {
    if (q->b)
      %s
  } else {
@    %s
  }
  return 0;
''' % (GIVE, GIVE), '    if (q->c)\n      return 5;\n'),
    'no release at all': (TAKE + '''  if (q->a)
    return 1;
@  return 0;
''', '  if (q->b)\n    return 2;\n'),
    'case of a switch': (TAKE + '''  switch (q->n) {
  case 1:
    break;
@  default:
    %s
  }
  return 0;
''' % GIVE, '  case 2:\n    More(q);\n    break;\n'),
    'release that comes again': ('''  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  %s
  if (q->a)
    %s
@  return 0;
''' % (GIVE, GIVE), '  else if (q->b) {\n    More(q);\n    %s\n  }\n' % GIVE),
    'acquire that comes again': (TAKE + '''  if (q->a)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
@  %s
  return 0;
''' % GIVE, '  else if (q->b) {\n    ULONG other;\n    StorPortAcquireMSISpinLock(ext, 1, &other);\n  }\n'),
}


def run(*arguments):
    done = subprocess.run([spinpair, 'f.c', '--no-cache', '--report', 'json', *arguments, '--',
                           '-I' + wdk], capture_output=True, text=True)
    assert done.returncode in (0, 2), done
    found = json.loads(done.stdout)['findings']
    return done.returncode, found, [each for each in found if not each['known']]


def write(body, more):
    text = HEAD + 'int f(void *ext, Q *q) {\n' + body.replace('@', more) + '}\n'
    pathlib.Path('f.c').write_text(text)


def git(*arguments):
    subprocess.run(['git', '-c', 'user.name=n', '-c', 'user.email=n@example.com',
                    *arguments], check=True, stdout=subprocess.DEVNULL)


def baseline_states():
    subprocess.run([spinpair, 'f.c', '--no-cache', '--report', 'sarif=log.sarif',
                    '--baseline', 'known.json', '--', '-I' + wdk], stdout=subprocess.DEVNULL)
    results = json.loads(pathlib.Path('log.sarif').read_text())['runs'][0]['results']
    assert len({each['partialFingerprints']['spinpair/v1'] for each in results}) == len(results)
    return sorted(each['baselineState'] for each in results)


for number, (name, (body, more)) in enumerate(CASES.items()):
    os.chdir(folder)
    os.makedirs(str(number))
    os.chdir(str(number))
    git('init', '-q')
    write(body, '')
    _, known, _ = run('--baseline', 'known.json', '--update-baseline')
    assert known, name
    git('add', '.')
    git('commit', '-qm', 'one')

    # One more: it is new, and nothing else is.
    write(body, more)
    first = (HEAD + 'int f(void *ext, Q *q) {\n' + body.split('@')[0]).count('\n') + 1
    added = range(first, first + more.count('\n'))
    status, found, new = run('--baseline', 'known.json')
    assert status == 2 and len(new) == 1 and len(found) == len(known) + 1, (name, new, found)
    assert any(note['line'] in added for note in new[0]['notes']) or \
        new[0]['line'] in added, (name, new, added)
    assert baseline_states() == ['new'] + ['unchanged'] * len(known), name
    status, found, _ = run('--changed-since', 'HEAD')
    assert status == 2 and any(
        each['line'] in added or any(note['line'] in added for note in each['notes'])
        for each in found), (name, found)

    # Known from then on; without it, it is gone and the others stay.
    run('--baseline', 'known.json', '--update-baseline')
    assert run('--baseline', 'known.json')[0] == 0, name
    write(body, '')
    assert run('--baseline', 'known.json')[0] == 0, name
    assert baseline_states() == ['absent'] + ['unchanged'] * len(known), name

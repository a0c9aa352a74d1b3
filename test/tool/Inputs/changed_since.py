"""Changes files in a git repository and looks at what is reported:
changed_since.py SPINPAIR WDK INPUTS FOLDER"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

spinpair, wdk, inputs, folder = sys.argv[1:]
os.chdir(folder)
# The user's settings must not matter; these are the worst.
with open('config', 'w') as out:
    out.write('[user]\nname = t\nemail = t@example.com\n'
              '[diff]\nnoprefix = true\nmnemonicPrefix = true\n'
              'external = false\n[color]\nui = always\n'
              '[core]\nquotePath = true\n[init]\ndefaultBranch = main\n')
environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.path.abspath('config'),
                   GIT_CONFIG_NOSYSTEM='1', HOME=folder)
for name in [name for name in environment if name in ('GIT_DIR', 'GIT_WORK_TREE')]:
    del environment[name]


def git(*arguments):
    subprocess.run(['git', *arguments], check=True, env=environment,
                   stdout=subprocess.DEVNULL)


def run(*arguments, env=environment, cwd='.'):
    done = subprocess.run([spinpair, *arguments, '--', '-I' + wdk], cwd=cwd,
                          env=env, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def check(lines, revision='HEAD', files=('many.c',), cwd='.', outside=None):
    status, out, err = run('--changed-since', revision, *files, cwd=cwd)
    found = [int(line.split(':')[1]) for line in out.split('\n')
             if ': warning: ' in line]
    assert found == lines, (found, out, err)
    assert status == (2 if lines else 0), (status, out, err)
    if outside is None:
        outside = 2 - len(lines)
    assert ((f', {outside} outside the changes;') in out) == (outside > 0), out


os.mkdir('repository')
os.chdir('repository')

# Before there is a repository.
shutil.copy(os.path.join(inputs, 'many.c'), 'many.c')
status, out, err = run('--changed-since', 'HEAD', 'many.c',
                       env=dict(environment, GIT_CEILING_DIRECTORIES=folder))
assert status == 1 and not out, (status, out)
assert err.startswith('spinpair: --changed-since looks for a git repository'), err

git('init', '-q')
git('add', 'many.c')
git('commit', '-qm', 'one')
text = open('many.c').read()


def edit(what, by, name='many.c'):
    changed = open(name).read()
    assert what in changed
    with open(name, 'w') as out:
        out.write(changed.replace(what, by))


check([])
edit('// FIRST', '// here')
check([7])  # in the work tree
git('add', 'many.c')
check([7])  # staged
git('commit', '-qm', 'two')
check([])
check([7], 'HEAD~1')  # committed
edit('// BELOW', '// below')
check([])  # no path goes there

# A release that went away is on no path, and is what is wrong.
git('checkout', '-q', 'many.c')
edit('  if (early)', '  if (early > 1)\n    StorPortReleaseMSISpinLock(ext, id, irql);\n'
     '  if (early)')
git('commit', '-qam', 'three')
edit('    StorPortReleaseMSISpinLock(ext, id, irql);\n', '    early++;\n')
check([9])
git('checkout', '-q', 'many.c')
edit('  if (early > 1)\n    StorPortReleaseMSISpinLock(ext, id, irql);\n', '')
check([7])
git('checkout', '-q', 'HEAD~2', 'many.c')
git('commit', '-qam', 'four')

# A helper's file is on the path too: it is the whole program that is analysed.
for name in ('locks.h', 'locks.c', 'wrong.c'):
    shutil.copy(os.path.join(inputs, name), name)
git('add', '.')
git('commit', '-qm', 'five')
files = ('wrong.c', 'locks.c')
check([], files=files, outside=1)
edit('StorPortAcquireMSISpinLock(', 'StorPortAcquireMSISpinLock( ', 'locks.c')
status, out, err = run('--changed-since', 'HEAD', *files)
assert status == 2 and 'wrong.c:' in out, (out, err)
git('checkout', '-q', '.')

# From a folder below, names that git quotes, new files, and renamed ones.
os.mkdir('below')
check([], cwd='below', files=('../many.c',))
edit('// FIRST', '// here')
check([7], cwd='below', files=('../many.c',))
git('checkout', '-q', '.')
odd = 'a "b"\n\t\xe4.c'
shutil.copy('many.c', odd)
check([7, 16], files=(odd,))  # not tracked: all of it is new
git('add', odd)
git('commit', '-qm', 'six')
check([], files=(odd,))
edit('// FIRST', '// here', odd)
check([7], files=(odd,))
git('commit', '-qam', 'seven')
git('mv', odd, 'renamed.c')
check([], files=('renamed.c',))

# Lines that look like a diff when they are added.
edit('// BELOW', '// BELOW\n#if 0\n++ b/many.c\n#endif')
check([])
git('checkout', '-q', 'many.c')

# The others of the baseline stay known, whatever changed.
status, out, err = run('--baseline', 'known.json', '--update-baseline',
                       '--changed-since', 'HEAD', 'many.c')
assert status == 0, (out, err)
assert len(json.load(open('known.json'))['findings']) == 2

# Revisions that are none.
for revision in ('nothing', '--output=out', '-h', 'HEAD:many.c', 'HEAD..HEAD'):
    status, out, err = run('--changed-since=' + revision, 'many.c')
    assert status == 1 and not out, (revision, status, out)
    assert err.startswith(f"spinpair: '{revision}' is no commit of this repository"), err
    assert err.count('\n') == 1, err
assert not os.path.exists('out')

status, out, err = run('--changed-since', 'HEAD', 'many.c',
                       env=dict(environment, PATH='/nowhere'))
assert status == 1 and err == \
    'spinpair: --changed-since needs git, which is not installed\n', err

# What changed and is in no unit is named, unless the project excludes it.
git('add', '.')
git('commit', '-qm', 'eight')
os.mkdir('test')
for name in ('test/alone.c', 'inner.h'):
    open(name, 'w').write('int Alone;\n')
open('notes.txt', 'w').write('none of a program\n')
status, out, err = run('--changed-since', 'HEAD', 'many.c')
assert status == 3 and 'spinpair: 0 findings, 2 outside the changes; ' in out, (out, err)
assert [line.split(':')[1] for line in err.splitlines()] == [' inner.h', ' test/alone.c'], err
assert 'no unit is or includes it' in err and 'exclude' in err, err
assert '2 files whose changes were not looked at' in out, out
edit('#include "storport.h"', '#include "storport.h"\n#include "inner.h"')
open('.spinpair.yaml', 'w').write('exclude: [test/]\n')
status, out, err = run('--changed-since', 'HEAD', 'many.c')
assert status == 0 and not err, (status, out, err)
git('add', '.')
git('commit', '-qm', 'nine')

# Another work tree of the repository.
git('worktree', 'add', '-q', '../tree', 'HEAD')
edit('// FIRST', '// here')
status, out, err = run('--changed-since', 'HEAD', '../tree/many.c')
assert status == 3 and 'many.c: it is of another work tree, ' in err, (status, out, err)
assert run('--changed-since', 'HEAD', 'many.c', cwd='../tree')[0] == 0
git('checkout', '-q', 'many.c')

# A file of no repository: nobody knows what changed.
with tempfile.TemporaryDirectory() as outside:
    loose = os.path.join(outside, 'loose.c')
    shutil.copy('many.c', loose)
    shutil.copy('inner.h', outside)
    status, out, err = run('--changed-since', 'HEAD', loose)
    assert status == 2 and out.count(': warning: ') == 2 and not err, (status, err)

# A submodule counts from the commit that the revision has of it.
os.mkdir('../part')
shutil.copy('many.c', '../part/part.c')
shutil.copy('inner.h', '../part/inner.h')
for arguments in (['init', '-q'], ['add', '.'], ['commit', '-qm', 'part']):
    git('-C', '../part', *arguments)
git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../part', 'sub')
git('commit', '-qm', 'ten')
check([], files=('sub/part.c',))
check([8, 17], 'HEAD~1', files=('sub/part.c',), outside=0)  # it is new
edit('// FIRST', '// here', 'sub/part.c')
check([8], files=('sub/part.c',))
git('-C', 'sub', 'commit', '-qam', 'inner')
check([8], files=('sub/part.c',))
git('commit', '-qam', 'eleven')
check([], files=('sub/part.c',))
check([8], 'HEAD~1', files=('sub/part.c',))

# A clone without the base.
git('clone', '-q', '--depth', '1', 'file://' + os.getcwd(), '../shallow')
revision = subprocess.run(['git', 'rev-parse', 'HEAD~1'], capture_output=True, text=True,
                          check=True, env=environment).stdout.strip()
status, out, err = run('--changed-since', revision, 'many.c', cwd='../shallow')
assert status == 3 and not out, (status, out, err)
assert 'shallow clone' in err and 'fetch-depth: 0' in err and err.count('\n') == 1, err

# #line: it is the text that changed.
text = open('many.c').read()
open('many.c', 'w').write(text.replace('void first', '#line 700 "made.y"\nvoid first'))
git('commit', '-qam', 'twelve')
edit('// FIRST', '// here')
status, out, err = run('--changed-since', 'HEAD', 'many.c')
assert status == 2 and out.count(': warning: ') == 1 and 'made.y:704:' in out, (out, err)

"""Changes files in a git repository and looks at what is reported:
changed_since.py SPINPAIR WDK INPUTS FOLDER"""
import json
import os
import shutil
import subprocess
import sys

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

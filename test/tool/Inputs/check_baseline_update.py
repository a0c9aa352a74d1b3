"""What --update-baseline does, and says. usage: check_baseline_update.py SPINPAIR FOLDER"""
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
write, run = program.write, program.run
UPDATE = '--baseline', 'known.json', '--update-baseline'
(program.folder / '.git').mkdir()


def functions(name, *names):
    write(name, ''.join(SOURCE.replace('leaks', each) for each in names))


def counts(added, gone, kept, *words, file='known.json', status=0):
    said = run(*words, '--baseline', file, '--update-baseline', status=status)[1]
    assert said == f'spinpair: {file}: {added} added, {gone} taken out, {kept} kept\n', said


functions('a.c', 'a1', 'a2', 'a3')
counts(3, 0, 0, 'a.c')
counts(0, 0, 3, 'a.c')
write('a.c', SOURCE.replace('leaks', 'a1') + SOURCE.replace('leaks', 'new').replace('id, &irql', 'id + 1, &irql'))
known = (program.folder / 'known.json').read_bytes()
# A run that writes nothing says what is to be taken out.
out = run('a.c', '--baseline', 'known.json', status=2)[0]
SAYS = "spinpair: 2 entries of 'known.json' are not found any more; --update-baseline takes them out\n"
assert out.count(SAYS) == 1, out
assert SAYS not in run('a.c', '--baseline', 'known.json', '--quiet', status=2)[0]
assert (program.folder / 'known.json').read_bytes() == known
counts(1, 2, 1, 'a.c')
assert 'any more' not in run('a.c', '--baseline', 'known.json', status=0)[0]
assert not run('a.c', '--quiet', *UPDATE, status=0)[1]

# Of another program: nothing in it is here, and none of its files is a part of this one.
functions('other/o.c', 'o')
known = (program.folder / 'known.json').read_bytes()
for words in (['other/o.c'], ['other/o.c', '--quiet']):
    out, said = run(*words, *UPDATE, status=1)
    assert not out and said == (
        "spinpair: 'known.json' is of another program: no finding of it is here, and none of its files, such as "
        "'a.c', is a part of this program; remove it to start anew, or give --baseline another file\n"), said
    assert (program.folder / 'known.json').read_bytes() == known
# One that was mended to the last is not, nor one with a finding that is here or was moved here.
functions('other/o.c', 'a1')
(program.folder / 'a.c').unlink()
counts(0, 1, 1, 'other/o.c')
write('other/o.c', '#define RIGHT\n' + SOURCE)
counts(0, 1, 0, 'other/o.c')
counts(0, 0, 0, 'other/o.c')

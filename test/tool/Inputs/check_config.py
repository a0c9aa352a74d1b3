"""What .spinpair.yaml and the command line set, and every way to get it wrong."""
import json
import sys

from program import SOURCE, Program

program = Program(sys.argv[1], sys.argv[2])
wdk = sys.argv[3]
program.write('project/driver/src/a.c')
program.write('project/driver/src/b.c', SOURCE.replace('leaks', 'other'))
program.write('build/none', '')
A = 'project/driver/src/a.c'


def config(text, name='project/driver/.spinpair.yaml'):
    program.write(name, text)


def wrong(text, why, *arguments):
    config(text, 'c.yaml')
    out, said = program.run(A, '--config', 'c.yaml', *arguments, status=1)
    assert not out and said == f'spinpair: {why}\n', said


# Found upwards from what the sources have in common, and nearest first.
config('rules: [-Leak]\n')
program.run(A, status=0)
program.database(program.entry(A, ['cc', A]),
                 program.entry('project/driver/src/b.c', ['cc', 'project/driver/src/b.c']))
program.run('-p', '.', status=0)
config('extra-args: [-DRIGHT]\n', 'project/driver/src/.spinpair.yaml')
out, _ = program.run(A, status=0)
assert '1 proved' in out, out
(program.folder / 'project/driver/src/.spinpair.yaml').unlink()
out, _ = program.run(A, '--config', 'build/../c.yaml', status=1)
config('', 'c.yaml')
program.run(A, '--config', 'c.yaml', status=2)

# A rule that is off is neither shown nor counted; later ones win, the command line
# last; both names of a rule do.
for rules, status in (("'-storport.*'", 0), ("['-*', Leak]", 2),
                      ("'-storport.*,storport.msi.Leak'", 2), ('-*Le?k', 0),
                      ("-Double*", 2)):
    config(f'rules: {rules}\n')
    out, _ = program.run(A, status=status)
    assert ('0 findings' in out) == (status == 0), out
# Packages, as the analyzer has them.
for rules, status in (('-storport', 0), ('-storport.msi', 0), ('-windows', 2), ('-storport.spinlock', 2)):
    config(f'rules: [{rules}]\n')
    program.run(A, status=status)
config('rules: -*\n')
program.run(A, '--rules', 'storport', status=2)
config("rules: [Leak, '-*']\n")
assert "rules' turns all rules off" in program.run(A, status=1)[1]
config('rules: -Leak\n')
program.run(A, '--rules', 'Leak', status=2)
program.run(A, '--rules', 'storport.*', '--rules=-Leak', status=0)

# Functions with a limit of their own, with a body or without, and through a helper.
LIMITED = '''#include <storport.h>
VOID MyTrace(PVOID ext);
VOID MyPage(PVOID ext) { (void)ext; }
static VOID helper(PVOID ext) { MyPage(ext); }
VOID direct(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  MyTrace(ext);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  MyTrace(ext);
}
VOID below(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  helper(ext);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
'''
program.write('limited.c', LIMITED)
config('routines: {MyTrace: DISPATCH_LEVEL, MyPage: PASSIVE_LEVEL}\n', 'limits.yaml')
program.run('limited.c', status=0)
out, _ = program.run('limited.c', '--config', 'limits.yaml', status=2)
assert 'limited.c:8:3: warning: MyTrace is limited to DISPATCH_LEVEL' in out, out
assert 'limited.c:15:3: warning: MyPage is limited to PASSIVE_LEVEL' in out, out
assert '2 findings' in out, out

# Severities, arguments and the kit; that one is relative to the file.
config(f'''severities:
  Leak: low
extra-args-before: [-DBEFORE=1, '-DQUOTED="a b"']
extra-args: -DAFTER
wdk: {wdk}
''')
program.write(A, '#if BEFORE != 1 || !defined(AFTER) || !defined(_WIN32)\n#error\n#endif\n'
              'const char *q = QUOTED;\n' + SOURCE)
out, said = program.run(A, '--report=json', status=2)
assert json.loads(out)['findings'][0]['severity'] == 'low' and not said, (out, said)
program.run(A, '--extra-arg', '-UAFTER', '--extra-arg=-DAFTER', '--extra-arg-before',
            '-DBEFORE=2', status=3)

# What is in force says where it is from, and is a configuration itself.
out, said = program.run('config', A, '--rules=-Double*', '--extra-arg', '-DX', status=0)
lines = [' '.join(line.split()) for line in out.splitlines()]
FILE = 'project/driver/.spinpair.yaml'
for line in (f'# configuration file: {FILE}', '- storport.msi.ReleaseOrder # default',
             '# off: storport.msi.DoubleRelease # --rules',
             f'storport.msi.Leak: low # {FILE}:2:9',
             'storport.msi.ReleaseOrder: high # default', f'wdk: "{wdk}" # {FILE}:5:6',
             f'- "-DBEFORE=1" # {FILE}:3:21', f'- "-DQUOTED=\\"a b\\"" # {FILE}:3:33',
             f'- "-DAFTER" # {FILE}:4:13', '- "-DX" # --extra-arg'):
    assert line in lines, (line, out)
assert 'UncheckedStatus' not in out
for part in out.split('severities:\n'):  # the places are in one column
    rows = [line for line in part.splitlines() if line.startswith('  ') and 'storport.' in line]
    assert len({line.rindex(' # ') for line in rows}) == 1, part
program.write('again.yaml', out)
again, _ = program.run('config', '--config', 'again.yaml', status=0)
plain = [[line.split(' #')[0] for line in text.splitlines() if '# off' not in line][1:]
         for text in (out, again)]
assert plain[0] == plain[1], again
assert '# configuration file: none' in program.run('config', status=0)[0]

# Mistakes, each with its place.
NO_RULE = "; 'spinpair rules' lists them"
KEYS = ('rules, severities, routines, effort, wdk, project, configuration, path-map, extra-args, '
        'extra-args-before, exclude')
for text, why in (
        ('rule: x', "1:1: there is no key 'rule'; did you mean 'rules'?"),
        ('wdk: x\nother: 1', f"2:1: there is no key 'other'; there are {KEYS}"),
        ('wdk: x\nwdk: y', "2:1: 'wdk' is there twice"),
        ('rules: [storport.x]', "1:9: there is no rule 'storport.x'" + NO_RULE),
        ('rules: [Leak, -Leek]', "1:15: there is no rule 'Leek'; did you mean 'Leak'?"),
        ('rules: {a: b}', '1:8: this wants rules, as in [storport.*, '
         "'-storport.msi.FailedAcquire']"),
        ('rules: [[Leak]]', '1:9: this wants rules, as in [storport.*, '
         "'-storport.msi.FailedAcquire']"),
        ('severities: [Leak]', '1:13: this wants rules and their severities, as in '
         '{storport.msi.Leak: high}'),
        ('severities: {Leka: high}', "1:14: there is no rule 'Leka'" + NO_RULE),
        ('severities: {Leak: hi}',
         "1:20: there is no severity 'hi'; there are high, medium and low"),
        ('wdk: [x]', '1:6: this wants the Include folder of a Windows Kit'),
        ('wdk: nowhere', "1:6: 'nowhere' has no headers of a Windows Kit, neither "
         'km/storport.h nor a version folder with it; give the Include folder of the WDK'),
        ('extra-args: [-DX, -frob]', "1:19: clang has no option '-frob'"),
        ('- rules', "1:1: a configuration has keys, as in 'wdk: FOLDER'"),
        ('functions: []', f"1:1: there is no key 'functions'; there are {KEYS}"),
        ('routines: []', '1:11: this wants functions and the highest IRQL that they may be called at, as in '
         '{MyLog: DISPATCH_LEVEL}, or what they do to locks, as in {MyLog: {effect: balanced}}'),
        ('routines: {StorPortFreePool: PASSIVE_LEVEL}', "1:12: 'StorPortFreePool' is known, as the DDI "
         'reference has it'),
        ('routines: {Log: DIRQL}', "1:17: there is no limit 'DIRQL'; there are PASSIVE_LEVEL, APC_LEVEL and "
         'DISPATCH_LEVEL'),
        ('routines: {Log: APC_LEVEL, Log: APC_LEVEL}', "1:28: 'Log' is there twice"),
        # What LLVM's parser says, in words that tell what to do.
        ('rules: "x', '1:10: a quote is opened here or above, and never closed'),
        ('rules: [Leak', '1:13: a bracket is opened here or above, and never closed'),
        ('rules: *', "1:8: what begins with '*' or '&' has to stand in quotes, as in '*'"),
        ('wdk: x\nrules: *Leak', "2:1: what begins with '*' or '&' has to stand in quotes, as in '*'"),
        ('rules:\n  - *Leak', "2:3: what begins with '*' or '&' has to stand in quotes, as in '*'"),
        ('wdk: @x', '1:6: what begins with this character has to stand in quotes'),
        ('severities:\n  Leak: high\n Double: low', "3:8: keys that belong together begin in one column, and a value "
         "with ': ' in it has to stand in quotes"),
        ('wdk: x\nrules:', "2:1: 'rules' has no value; write one behind 'rules:', or leave the key out"),
        ('severities:\n  Leak:', '2:3: this wants high, medium or low'),
        ('---\nrules: Leak\n---\nwdk: x', "4:1: a configuration ends at '---' or '...': nothing stands behind it")):
    wrong(text + '\n', 'c.yaml:' + why)
for text in ('rules: "x\n', 'rules: [*]\n', 'rules: ["[a"]\n', '\trules: [}\n',
             b'rules: "\xff"\n', b'rules: {3\0\0 a', 'rules: ' + '[' * 100000):
    config(text, 'c.yaml')
    _, said = program.run(A, '--config=c.yaml', status=1)
    assert said.startswith('spinpair: c.yaml:1:') and said.count('\n') == 1, said
# What is in force is printed so that it can be read again.
config('project: driver.vcxproj\npath-map: ["C:\\\\one=/one"]\n')
shown = program.run('config', '--path-map', 'D:\\two=/usr', status=0, folder='project/driver/src')[0]
assert 'project: "driver.vcxproj" # ' in shown, shown
assert '- "C:\\\\one=/one" # ' in shown and '- "D:\\\\two=/usr" # --path-map\n' in shown, shown
config('')
# As Windows has it.
program.write(A)
config('\ufeffrules: [-Leak]\r\n')
program.run(A, status=0)
wrong('\ufeffrules: [Leek]\n', "c.yaml:1:9: there is no rule 'Leek'; did you mean 'Leak'?")
for encoding, named in (('utf-16', "UTF-16, as Windows PowerShell's '>' writes"),
                        ('utf-16-le', "UTF-16, as Windows PowerShell's '>' writes"),
                        ('utf-16-be', "UTF-16, as Windows PowerShell's '>' writes"), ('utf-32', 'UTF-32')):
    wrong('rules: [-Leak]\n'.encode(encoding), f"'c.yaml' is in {named}; save it as UTF-8")
config('')

for arguments, why in (
        (['--config', 'none.yaml'], "'none.yaml' cannot be read: No such file"),
        (['--config', 'project'], "'project' cannot be read: Is a directory"),
        (['--config'], '--config wants a configuration file'),
        (['--rules', 'x*'], "there is no rule 'x*'" + NO_RULE),
        (['--rules', '-Leek'], "there is no rule 'Leek'; did you mean 'Leak'?"),
        (['--rules'], '--rules wants patterns of rules'),
        (['--extra-arg', '-frob'], "--extra-arg: clang has no option '-frob'"),
        (['--', '-frob'], "clang has no option '-frob'")):
    out, said = program.run(A, *arguments, status=1)
    assert not out and said.startswith('spinpair: ' + why), said

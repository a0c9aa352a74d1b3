"""Functions whose effect their author says, in .spinpair.yaml and by attributes."""
import sys

from program import Program

program = Program(sys.argv[1], sys.argv[2])
USER = '''#include "storport.h"
#include "locks.h"
BOOLEAN leaks(PVOID ext, ULONG id, BOOLEAN busy) {
  ULONG irql;
  Take(ext, id, &irql);
  Log(ext, &irql);
  if (busy)
    return FALSE;
  Give(id, ext, &irql);
  return TRUE;
}
VOID right(PVOID ext) {
  UCHAR irql = Enter(ext, 1);
  Log(ext, NULL);
  Leave(ext, 1, irql);
}
VOID tries(PVOID ext) {
  ULONG irql;
  if (Try(ext, 2, &irql) == 0)
    Give(2, ext, &irql);
}
'''
HEADER = '''
VOID Take(PVOID ext, ULONG id, PULONG irql);
VOID Give(ULONG id, PVOID ext, PULONG irql);
UCHAR Enter(PVOID ext, ULONG id);
VOID Leave(PVOID ext, ULONG id, UCHAR irql);
ULONG Try(PVOID ext, ULONG id, PULONG irql);
VOID Log(PVOID ext, PULONG irql);
'''
# Bodies that say otherwise, and could not be followed.
BODIES = '''#include "storport.h"
#include "locks.h"
static ULONG Kept[9];
ULONG Pick(PVOID ext);
VOID Take(PVOID ext, ULONG id, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, Pick(ext), &Kept[id]);
}
VOID Log(PVOID ext, PULONG irql) {
  if (irql)
    StorPortReleaseMSISpinLock(ext, Pick(ext), *irql);
}
'''
YAML = '''routines:
  Take: {effect: acquires, adapter: 1, message: 2, irql: 3}
  Give:
    effect: releases
    message: 1
    adapter: 2
    irql: 3
  Enter: {effect: acquires, adapter: 1, message: 2, irql: result}
  Leave: {effect: releases, adapter: 1, message: 2, irql: 3}
  Try: {effect: acquires, adapter: 1, message: 2, irql: 3, status: result}
  Log: {effect: balanced}
'''
LEAK = ["user.c:8:5: warning: MSI spin lock for message 'id' is still held on return "
        '[storport.msi.Leak] (high)']
USE = program.entry('user.c', ['cc', 'user.c'])
LOCKS = program.entry('locks.c', ['cc', 'locks.c'])
program.write('user.c', USER)
program.write('locks.h', HEADER)
program.write('locks.c', BODIES)


def check(*entries, status=2, errors=''):
    return program.check(*entries, status=status, errors=errors)


# Without a word nothing is known of functions that have no bodies. What is said is
# heeded at once: the cache knows it for another analysis.
assert check(USE, status=0, errors='spinpair: nothing here calls a lock routine that spinpair knows; '
             "'routines' in .spinpair.yaml describes helpers of a library, and docs/locks.md lists what is "
             'known\n') == []
program.write('.spinpair.yaml', YAML)
assert check(USE) == LEAK
out, _ = program.run('-p', '.', status=2)
assert '3 functions with locks: 2 proved, 0 clean, 1 reported, 0 undecided' in out, out
# With their bodies in another file what is said goes before.
assert check(USE, LOCKS) == LEAK
out, _ = program.run('-p', '.', status=2)
assert '3 functions with locks: 2 proved, 0 clean, 1 reported, 0 undecided' in out, out
program.write('.spinpair.yaml', YAML.replace('irql: 3, status: result', 'irql: 3'))
assert check(USE) != LEAK  # now it is taken whatever it returns
# A limit, too, for one that says its effect and for one that does not.
for log in ('{effect: balanced, limit: PASSIVE_LEVEL}', '{limit: PASSIVE_LEVEL}',
            'PASSIVE_LEVEL'):
    program.write('.spinpair.yaml', YAML.replace('{effect: balanced}', log))
    found = check(USE)
    assert 'user.c:6:3: warning: Log is limited to PASSIVE_LEVEL, and is called while the ' \
        "MSI spin lock for message 'id' is held [storport.msi.IrqlTooHigh] (high)" in found, found


def given_again(lines, findings):
    """What is in force has these lines, and can be given again."""
    out, _ = program.run('config', '-p', '.', status=0)
    for line in lines:
        assert line in out, out
    program.write('.spinpair.yaml', out)
    assert check(USE) == findings


program.write('.spinpair.yaml', YAML)
given_again(('"Enter": {effect: acquires, adapter: 1, message: 2, irql: result} # .spinpair.yaml:8:10',
             '"Give": {effect: releases, adapter: 2, message: 1, irql: 3} # .spinpair.yaml:4:5',
             '"Log": {effect: balanced} # .spinpair.yaml:11:8',
             '"Try": {effect: acquires, adapter: 1, message: 2, irql: 3, status: result}'), LEAK)

# Where no declaration has the argument, the line of the configuration is wrong.
program.write('.spinpair.yaml', YAML.replace('message: 2, irql: result', 'message: 3, irql: result'))
program.database(USE, LOCKS)
out, said = program.run('-p', '.', status=1)
assert not out and said.endswith("spinpair: .spinpair.yaml:8:10: 'Enter' cannot be called so: it has no argument 3\n"), said
# A name that is none is told, as in exclusions; of single files, one that looks misspelt.
IDLE = "spinpair: .spinpair.yaml:12:9: no file declares or calls 'Tske'; did you mean 'Take'?\n"
program.write('.spinpair.yaml', YAML + '  Tske: {effect: balanced}\n  Foreign: {effect: balanced}\n')
for again in range(2): # also from the cache
    _, said = program.run('-p', '.', status=2)
    assert said == "spinpair: .spinpair.yaml:13:12: no file declares or calls 'Foreign'\n" + IDLE, said

# Mistakes, each with its place.
for said, why in (
        ('{effect: takes}', "14: there is no effect 'takes'; there are acquires, releases and balanced"),
        ('{efect: balanced}', "6: there is no key 'efect'; did you mean 'effect'?"),
        ('{effect: balanced, effect: balanced}', "24: 'effect' is there twice"),
        ('{adapter: 1}', '2: it does not say which effect it has: acquires, releases or balanced'),
        ('{effect: balanced, irql: 1}', '2: a balanced function has nothing more to say'),
        ('{effect: acquires, adapter: 1, message: 2}', '2: it does not say where the irql is'),
        ('{effect: acquires, adapter: 0}', "33: '0' is no number of an argument; these count from 1"),
        ('{effect: acquires, adapter: result}',
         "33: 'result' is no number of an argument; these count from 1"),
        ('{effect: acquires, adapter: [1]}', '33: this wants the number of an argument'),
        ('{effect: acquires}', '2: it does not say which argument is the lock, or which are the adapter '
         'and the message'),
        ('{effect: acquires, adapter: 1, lock: 2}', '42: a lock is that of an adapter and a message, or '
         'an object of its own, not both'),
        ('{effect: acquires, lock: 1, message: 2}', '42: a lock is that of an adapter and a message, or '
         'an object of its own, not both'),
        ('{effect: acquires, lock: 1, irql: 2, handle: 3}', '50: the irql is in the handle, or elsewhere, '
         'not both'),
        ('{effect: acquires, lock: 0}', "30: '0' is no number of an argument; these count from 1"),
        ('{effect: acquires, lok: 1}', "24: there is no key 'lok'; did you mean 'lock'?"),
        ('{effect: acquires, handle: 1}', '2: it does not say which argument is the lock'),
        ('{effect: releases, lock: 1, handle: 2}', '2: a release by the handle is not told the lock'),
        ('{effect: acquires, lock: 1, irql: 1}', '2: it gives one argument two meanings'),
        ('{effect: acquires, lock: 1, taken: 1}', '40: what says that the lock is taken can be the '
         'result only'),
        ('{effect: releases, lock: 1, taken: result}', '2: only an acquire has a status'),
        ('{limit: DIRQL}', "13: there is no limit 'DIRQL'; there are PASSIVE_LEVEL, APC_LEVEL "
         'and DISPATCH_LEVEL')):
    program.write('.spinpair.yaml', f'routines:\n {"F"}: {said}\n')
    out, errors = program.run('-p', '.', status=1)
    assert not out and errors == f'spinpair: .spinpair.yaml:2:{why}\n', errors
program.write('.spinpair.yaml', 'routines:\n StorPortNotification: {effect: balanced}\n')
_, errors = program.run('-p', '.', status=1)
assert errors == "spinpair: .spinpair.yaml:2:2: 'StorPortNotification' is known, as the DDI " \
    'reference has it\n', errors

# By attributes in the header: the same, with the bodies and without.
program.write('.spinpair.yaml', '')
SAYS = {'VOID Take': 'acquires(adapter=1, message=2, irql=3)',
        'VOID Give': 'releases(adapter=2, message=1, irql=3)',
        'UCHAR Enter': 'acquires(adapter=1, message=2, irql=result)',
        'VOID Leave': 'releases(adapter=1, message=2, irql=3)',
        'ULONG Try': 'acquires(adapter=1, message=2, irql=3, status=result)',
        'VOID Log': 'balanced'}
header = HEADER
for name, text in SAYS.items():
    header = header.replace(name, f'__attribute__((annotate("spinpair::{text}"))) {name}')
program.write('locks.h', header)
assert check(USE) == LEAK
assert check(USE, LOCKS) == LEAK
# Also where the file with the bodies does not see them. It is looked at for itself then.
program.write('plain.h', HEADER)
program.write('locks.c', BODIES.replace('locks.h', 'plain.h'))
assert LEAK[0] in check(USE, LOCKS)
# One that cannot be meant is named at its place.
program.write('locks.h', header.replace('balanced', 'balances'))
program.database(USE)
out, said = program.run('-p', '.', '--no-cache', status=0)
assert said.count("spinpair does not take 'spinpair::balances' for 'Log': there is no effect "
                  "'balances'") == 1, said

# Spin locks of an API of their own, named by an object.
SPIN_HEADER = '''
typedef struct _LIBLOCK { ULONG_PTR Word; } LIBLOCK, *PLIBLOCK;
typedef struct _EXT { LIBLOCK Lock, Other; BOOLEAN Busy; } EXT;
VOID LibLock(PLIBLOCK lock, PKIRQL irql);
KIRQL LibEnter(PLIBLOCK lock);
VOID LibUnlock(KIRQL irql, PLIBLOCK lock);
BOOLEAN LibTry(PLIBLOCK lock, PKLOCK_QUEUE_HANDLE handle);
VOID LibQueue(PLIBLOCK lock, PKLOCK_QUEUE_HANDLE handle);
VOID LibUnqueue(PKLOCK_QUEUE_HANDLE handle);
VOID LibTake(PLIBLOCK lock);
VOID LibGive(PLIBLOCK lock);
'''
SPIN_USER = '''#include "storport.h"
#include "locks.h"
BOOLEAN leaks(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  if (ext->Busy)
    return FALSE;
  LibUnlock(irql, &ext->Lock);
  return TRUE;
}
VOID mismatch(EXT *ext) {
  KIRQL irql = LibEnter(&ext->Lock);
  LibUnlock(irql, &ext->Other);
}
VOID right(EXT *ext) {
  KIRQL irql = LibEnter(&ext->Lock);
  KLOCK_QUEUE_HANDLE handle;
  LibUnlock(irql, &ext->Lock);
  if (LibTry(&ext->Lock, &handle))
    LibUnqueue(&handle);
  LibQueue(&ext->Lock, &handle);
  LibUnqueue(&handle);
  LibTake(&ext->Lock);
  LibGive(&ext->Lock);
}
'''
SPIN_YAML = '''routines:
  LibLock: {effect: acquires, lock: 1, irql: 2}
  LibEnter: {effect: acquires, irql: result, lock: 1}
  LibUnlock: {effect: releases, irql: 1, lock: 2}
  LibTry: {effect: acquires, lock: 1, handle: 2, taken: result}
  LibQueue: {effect: acquires, handle: 2, lock: 1}
  LibUnqueue: {effect: releases, handle: 1}
  LibTake: {effect: acquires, lock: 1}
  LibGive: {effect: releases, lock: 1, limit: DISPATCH_LEVEL}
'''
SPIN = ["user.c:7:5: warning: Spin lock 'ext->Lock' is still held on return [windows.spinlock.Leak] (high)",
        "user.c:13:3: warning: Spin lock 'ext->Other' is released, but the one held is spin lock 'ext->Lock' "
        '[windows.spinlock.LockMismatch] (high)']
program.write('locks.h', SPIN_HEADER)
program.write('user.c', SPIN_USER)
program.write('.spinpair.yaml', SPIN_YAML)
assert check(USE) == SPIN
out, _ = program.run('-p', '.', status=2)
assert '3 functions with locks: 1 proved, 0 clean, 2 reported, 0 undecided' in out, out
given_again(('"LibEnter": {effect: acquires, lock: 1, irql: result}',
             '"LibTake": {effect: acquires, lock: 1}',
             '"LibTry": {effect: acquires, lock: 1, handle: 2, taken: result}',
             '"LibUnqueue": {effect: releases, handle: 1}'), SPIN)
# The cache knows each setting apart: of another argument, of none, of another meaning.
for old, new in (('irql: 1, lock: 2}', 'lock: 2}'), ('taken: result', 'status: result'),
                 ('LibEnter: {effect: acquires, irql: result, lock: 1}', 'LibEnter: {effect: balanced}')):
    program.write('.spinpair.yaml', SPIN_YAML.replace(old, new))
    assert check(USE) != SPIN, (old, new)
program.write('.spinpair.yaml', SPIN_YAML.replace('handle: 2, lock: 1', 'irql: 2, lock: 1'))
_, said = program.run('-p', '.', status=2)
assert "'LibQueue' is declared here otherwise than the configuration says: argument 2, the irql, is no pointer " \
    'to an integer; what it says does not count' in said, said
program.write('.spinpair.yaml', SPIN_YAML)
assert check(USE) == SPIN
# A declaration that does not fit is named.
program.write('.spinpair.yaml', SPIN_YAML.replace('irql: result, lock: 1', 'irql: result, lock: 2'))
program.database(USE)
_, said = program.run('-p', '.', status=1)
assert "'LibEnter' cannot be called so: it has no argument 2\n" in said, said
# A limit, as for any function.
program.write('.spinpair.yaml', SPIN_YAML.replace('lock: 1, irql: 2}', 'lock: 1, irql: 2, limit: PASSIVE_LEVEL}'))
program.write('user.c', SPIN_USER.replace('LibLock(&ext->Lock, &irql);',
                                          'LibTake(&ext->Other); LibLock(&ext->Lock, &irql);'))
found = check(USE)
assert ("user.c:5:25: warning: LibLock is limited to PASSIVE_LEVEL, and is called while spin lock "
        "'ext->Other' is held [windows.spinlock.IrqlTooHigh] (high)") in found, found

# Helpers of them in another file: what they take is the caller's, in the form that it was taken in.
program.write('.spinpair.yaml', SPIN_YAML)
program.write('user.c', '''#include "storport.h"
#include "locks.h"
VOID HelpTake(EXT *ext, PKIRQL irql);
VOID HelpGive(EXT *ext, KIRQL irql);
VOID right(EXT *ext) {
  KIRQL irql;
  HelpTake(ext, &irql);
  HelpGive(ext, irql);
}
BOOLEAN leaks(EXT *ext) {
  KIRQL irql;
  HelpTake(ext, &irql);
  if (ext->Busy)
    return FALSE;
  HelpGive(ext, irql);
  return TRUE;
}
VOID form(EXT *ext) {
  KIRQL irql;
  HelpTake(ext, &irql);
  LibGive(&ext->Lock);
}
''')
program.write('locks.c', '''#include "storport.h"
#include "locks.h"
VOID HelpTake(EXT *ext, PKIRQL irql) { LibLock(&ext->Lock, irql); }
VOID HelpGive(EXT *ext, KIRQL irql) { LibUnlock(irql, &ext->Lock); }
''')
assert check(USE, LOCKS) == [
    "user.c:14:5: warning: Spin lock 'ext->Lock' is still held on return [windows.spinlock.Leak] (high)",
    "user.c:21:3: warning: Spin lock 'ext->Lock' is acquired by a routine with an IRQL, and released by LibGive "
    '[windows.spinlock.WrongForm] (high)']
out, _ = program.run('-p', '.', status=2)
assert '5 functions with locks: 3 proved, 0 clean, 2 reported, 0 undecided' in out, out

"""Where callbacks are registered, and what is known of them then."""
import re
import subprocess
import sys

from program import Program

program = Program(sys.argv[1], sys.argv[2])
plugin = sys.argv[3:]
EXT = 'typedef struct _EXT { ULONG Irql; STOR_DPC Dpc; PVOID Worker; BOOLEAN Line; } EXT;\n'
FIND = ('ULONG', 'PVOID ext, PVOID a, PVOID b, PCHAR c, PPORT_CONFIGURATION_INFORMATION d, PBOOLEAN e')
VIRTUAL = ('ULONG', 'PVOID ext, PVOID a, PVOID b, PVOID c, PCHAR d, '
           'PPORT_CONFIGURATION_INFORMATION e, PBOOLEAN f')
EXTENSION = ('BOOLEAN', 'PVOID ext')
SRB = ('BOOLEAN', 'PVOID ext, PSCSI_REQUEST_BLOCK srb')
MESSAGE = ('BOOLEAN', 'PVOID ext, ULONG id')
CONFIG = 'PORT_CONFIGURATION_INFORMATION config = {0}; '
DATA = 'HW_INITIALIZATION_DATA data = {0}; '
# In each, F is the callback. What comes before the body of a function, the body, the
# type of the callback, and in which callback it takes a lock that it may not take.
FORMS = [
    ('', DATA + 'data.HwFindAdapter = F;', FIND, 'HwStorFindAdapter'),
    ('', DATA + 'data.HwInitialize = F;', EXTENSION, 'HwStorInitialize'),
    ('', DATA + 'data.HwInterrupt = F;', EXTENSION, 'HwStorInterrupt'),
    ('', DATA + 'data.HwStartIo = F;', SRB, ''),
    ('', DATA + 'data.HwBuildIo = &F;', SRB, ''),
    ('', DATA + 'data.HwResetBus = (F);', ('BOOLEAN', 'PVOID ext, ULONG path'), ''),
    ('', DATA + 'data.HwAdapterControl = F;',
     ('SCSI_ADAPTER_CONTROL_STATUS', 'PVOID ext, SCSI_ADAPTER_CONTROL_TYPE t, PVOID p'), ''),
    ('', DATA + 'data.HwUnitControl = F;',
     ('SCSI_UNIT_CONTROL_STATUS', 'PVOID ext, SCSI_UNIT_CONTROL_TYPE t, PVOID p'), ''),
    ('', DATA + 'data.HwTracingEnabled = F;', ('VOID', 'PVOID ext, BOOLEAN on'), ''),
    # Of a virtual miniport.
    ('', 'VIRTUAL_HW_INITIALIZATION_DATA data = {0}; data.HwFindAdapter = F;', VIRTUAL,
     'HwStorFindAdapter'),
    ('', 'VIRTUAL_HW_INITIALIZATION_DATA data = {.HwStartIo = F};', SRB, ''),
    # By an initialiser, a pointer, a local, a parameter, a choice.
    ('', 'HW_INITIALIZATION_DATA data = {sizeof data, Internal, F};', EXTENSION,
     'HwStorInitialize'),
    ('', 'HW_INITIALIZATION_DATA data = {.HwInterrupt = F};', EXTENSION, 'HwStorInterrupt'),
    ('static HW_INITIALIZATION_DATA Data = {.HwInterrupt = F};\n', '', EXTENSION,
     'HwStorInterrupt'),
    ('static VIRTUAL_HW_INITIALIZATION_DATA Data = {0, Internal, F};\n', '', EXTENSION,
     'HwStorInitialize'),
    ('', DATA + 'PHW_INITIALIZATION_DATA p = &data; p->HwInterrupt = F;', EXTENSION,
     'HwStorInterrupt'),
    ('', DATA + 'PHW_INTERRUPT f = F; data.HwInterrupt = f;', EXTENSION, 'HwStorInterrupt'),
    ('', DATA + 'PHW_INTERRUPT f; f = ext->Line ? F : NULL; PHW_INTERRUPT g = f; '
     'data.HwInterrupt = g;', EXTENSION, 'HwStorInterrupt'),
    ('static PHW_INTERRUPT Chosen = F;\n', DATA + 'data.HwInterrupt = Chosen;', EXTENSION,
     'HwStorInterrupt'),
    ('static VOID fill(PHW_INITIALIZATION_DATA d, PHW_INTERRUPT f) { d->HwInterrupt = f; }\n',
     DATA + 'fill(&data, F);', EXTENSION, 'HwStorInterrupt'),
    ('', DATA + 'data.HwInterrupt = ext->Line ? F : NULL;', EXTENSION, 'HwStorInterrupt'),
    # In the configuration.
    ('', CONFIG + 'config.HwMSInterruptRoutine = F;', MESSAGE, 'message'),
    ('', CONFIG + 'config.HwMSInterruptRoutine = ext->Line ? NULL : F;', MESSAGE, 'message'),
    ('static VOID use(PPORT_CONFIGURATION_INFORMATION c) { if (c->NumberOfBuses) '
     'c->HwMSInterruptRoutine = F; }\n', CONFIG + 'use(&config);', MESSAGE, 'message'),
    # By routines.
    ('', 'StorPortInitializeDpc(ext, &ext->Dpc, F);',
     ('VOID', 'PSTOR_DPC dpc, PVOID ext, PVOID a, PVOID b'), ''),
    ('', 'StorPortRequestTimer(ext, ext->Worker, F, NULL, 1, 0);', ('VOID', 'PVOID ext, PVOID c'),
     ''),
    ('', 'StorPortNotification(RequestTimerCall, ext, F, 1000);', ('VOID', 'PVOID ext'), ''),
    ('', 'PHW_TIMER f = F; StorPortNotification(RequestTimerCall, ext, f, 1000);',
     ('VOID', 'PVOID ext'), ''),
    ('', 'StorPortEnablePassiveInitialization(ext, F);', EXTENSION,
     'HwStorPassiveInitializeRoutine'),
    ('', 'StorPortQueueWorkItem(ext, F, ext->Worker, NULL);',
     ('VOID', 'PVOID ext, PVOID c, PVOID w'), ''),
    ('', 'StorPortStateChangeDetected(ext, 0, 0, 0, F, NULL);',
     ('VOID', 'PVOID ext, PVOID c, SHORT a, PVOID p, ULONG b'), ''),
    # What is run before the routine returns may hand its lock over, and so may what
    # nobody registers, or what the driver calls, too.
    ('', 'StorPortSynchronizeAccess(ext, F, NULL);', ('BOOLEAN', 'PVOID ext, PVOID c'), None),
    ('', '', EXTENSION, None),
    ('', DATA + 'data.HwStartIo = F; F(ext, NULL);\n'
     '  StorPortReleaseMSISpinLock(ext, N, ext->Irql);', SRB, None),
]

callbacks = '#include <storport.h>\n' + EXT
declared = ''
users = ('VOID ask(PPORT_CONFIGURATION_INFORMATION config) { config->InterruptSynchronizationMode = '
         'InterruptSynchronizePerMessage; }\n')
wanted = []
for n, (before, body, (result, parameters), kind) in enumerate(FORMS, 1):
    # One that takes the lock of its own message must give it back, too.
    lock = 'id' if kind == 'message' else n
    back = f' StorPortReleaseMSISpinLock(ext, id, irql);' if kind == 'message' else ''
    where = '&irql' if kind == 'message' else '&((EXT *)ext)->Irql'
    said = {None: '', '': f"MSI spin lock for message '{n}' is still held on return [storport.msi.Leak]",
            'message': "MSI spin lock for message 'id' is acquired in the interrupt routine of the "
            'message, which runs with it held [storport.msi.DoubleAcquire]'}.get(
                kind, f"MSI spin lock for message '{n}' is acquired in {kind}, which may take no lock "
                '[storport.msi.ForbiddenCallback]')
    callbacks += (f'{result} Callback{n}({parameters}) {{ ULONG irql = 0; (void)irql;\n'
                  f'  StorPortAcquireMSISpinLock(ext, {lock}, {where});{back}\n'
                  f'  return{"" if result == "VOID" else " (" + result + ")0"};\n}}\n')
    line = callbacks.count('\n')
    if said:
        wanted.append((line - 2 + (kind == ''), said))
    declared += f'{result} Callback{n}({parameters});\n'
    users += re.sub(r'\bF\b', f'Callback{n}', before + f'VOID register{n}(EXT *ext) {{ {body} (void)ext; }}\n'
                    ).replace('N,', f'{n},').replace('fill(', f'fill{n}(').replace(
                        'use(', f'use{n}(').replace('Chosen', f'Chosen{n}').replace('Data =', f'Data{n} =')

program.write('callbacks.c', callbacks)
program.write('driver.c', '#include <storport.h>\n' + EXT + declared + users)
program.write('all.c', callbacks + users)


def found(text, file):
    return sorted({(int(line), said) for line, said in
                   re.findall(rf'{file}:(\d+):\d+: warning: (MSI .*\])', text)})


def compare(text, file):
    missing, other = set(wanted) - set(found(text, file)), set(found(text, file)) - set(wanted)
    assert not missing and not other, (file, missing, other, text[-3000:])


done = subprocess.run([*plugin, str(program.folder / 'all.c')], capture_output=True, text=True)
assert 'error:' not in done.stderr, done.stderr
compare(done.stderr, 'all.c')
out, _ = program.run('all.c', status=2)
compare(out, 'all.c')
program.database(program.entry('callbacks.c', ['cc', 'callbacks.c']),
                 program.entry('driver.c', ['cc', 'driver.c']))
out, _ = program.run('-p', '.', status=2)
compare(out, 'callbacks.c')
# Without the file that registers them none is known to be one.
out, _ = program.run('callbacks.c', '--', status=0)
assert ' 0 undecided' in out, out

# The interrupt routine of a message holds its lock: by way of helpers in other files, and
# with what a third file says of the mode.
ISR = '''#include <storport.h>
VOID Helper(PVOID ext, ULONG id);
VOID GiveBack(PVOID ext, ULONG id, ULONG irql);
BOOLEAN Takes(PVOID ext, ULONG id) {
  Helper(ext, id);
  return TRUE;
}
BOOLEAN Gives(PVOID ext, ULONG id) {
  GiveBack(ext, id, 5);
  return TRUE;
}
BOOLEAN Fine(PVOID ext, ULONG id) {
  Helper(ext, id + 1);
  return TRUE;
}
'''
HELPERS = '''#include <storport.h>
VOID Helper(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}
VOID GiveBack(PVOID ext, ULONG id, ULONG irql) { StorPortReleaseMSISpinLock(ext, id, irql); }
'''
DRIVER = '''#include <storport.h>
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Takes, Gives, Fine;
VOID Configure(PPORT_CONFIGURATION_INFORMATION config, int which) {
  config->HwMSInterruptRoutine = which ? Takes : which > 1 ? Gives : Fine;
  %s
}
'''
TAKEN = [(5, "MSI spin lock for message 'id' is acquired in the interrupt routine of the message, "
          "which runs with it held [storport.msi.DoubleAcquire]"),
         (9, "MSI spin lock for message 'id' is released in the interrupt routine of the message, "
          "for which the port driver holds it [storport.msi.ReleaseNotHeld]")]
program.write('isr.c', ISR)
program.write('helpers.c', HELPERS)
program.database(*(program.entry(file, ['cc', file]) for file in ('isr.c', 'helpers.c', 'driver.c')))
MODE = 'config->InterruptSynchronizationMode = '
for mode, expected in ((MODE + 'InterruptSynchronizePerMessage;', TAKEN), ('', TAKEN),
                       (MODE + 'InterruptSynchronizeAll;',
                        [(9, "MSI spin lock for message 'id' is released, but was never acquired "
                          '[storport.msi.ReleaseNotHeld]')]),
                       (MODE + 'which ? InterruptSynchronizeAll : InterruptSynchronizePerMessage;',
                        TAKEN)):
    program.write('driver.c', DRIVER % mode)
    out, _ = program.run('-p', '.', status=2)
    assert found(out, 'isr.c') == expected, (mode, out)
    note = "isr.c:4:1: note: The port driver holds the MSI spin lock for message 'id' while it runs 'Takes'"
    assert (note in out) == (expected is TAKEN), out

# A header that drivers share says which callbacks they have. A unit that only reads it
# belongs to none of them for that.
program.write('roles.h', '#include <storport.h>\nHW_STARTIO Start;\n')
for driver, more in (('a', ''), ('b', '  (void)srb;\n')):
    program.write(f'{driver}/driver.c', f'''#include "../roles.h"
BOOLEAN Start(PVOID ext, PSCSI_REQUEST_BLOCK srb) {{
{more}  StorPortAcquireMSISpinLock(ext, 1, (PULONG)ext);
  return TRUE;
}}
''')
program.write('c/common.c', '#include "../roles.h"\nULONG Common(ULONG a) { return a; }\n')
program.database(*(program.entry(file, ['cc', file])
                   for file in ('a/driver.c', 'b/driver.c', 'c/common.c')))
out, said = program.run('-p', '.', status=2)
assert not said and '2 findings; 2 functions with locks' in out, (out, said)

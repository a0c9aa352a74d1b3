"""Compiles the model headers alone and in several orders, and what drivers do with them, as C and C++."""
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CLANG, WDK, WORK = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
WORK.mkdir(parents=True, exist_ok=True)
TARGET = 'x86_64-pc-windows-msvc'
KERNEL = ['-fms-extensions', '-fms-compatibility', '-D_AMD64_', '-DAMD64', '-D_WIN64']
LANGUAGES = ['c', 'c++']
ORDERS = 8
# These begin or end a region, so they stand where their user puts them.
REGIONS = {'pshpack1.h', 'pshpack2.h', 'pshpack4.h', 'pshpack8.h', 'poppack.h'}
TARGETS = [TARGET, 'aarch64-pc-windows-msvc', 'i686-pc-windows-msvc', 'x86_64-linux-gnu']

HEADERS = sorted(path.relative_to(WDK).as_posix() for path in WDK.rglob('*.h'))
GUARDED = [name for name in HEADERS if name not in REGIONS]


def compile(text, language, what, *options, target=TARGET):
    """Compiles the text with no header but the model's; returns what is wrong, or None."""
    run = subprocess.run(
        [CLANG, f'--target={target}', *KERNEL, '-x', language, '-nostdinc', '-fsyntax-only',
         '-isystem', str(WDK), '-Wsystem-headers', '-Wno-everything',
         '-Werror=macro-redefined', *options, '-'], input=text, capture_output=True, text=True)
    if run.returncode:
        return f'{what}, as {language} for {target}:\n{run.stderr[:4000]}'
    return None


def including(names):
    return ''.join(f'#include <{name}>\n' for name in names)


def alone():
    for name in HEADERS:
        for language in LANGUAGES:
            # Twice: the second time, the guard is at work.
            yield including([name, name]), language, f'{name} alone', ['-w'], TARGET
    for target in TARGETS:
        for language in LANGUAGES:
            yield including(GUARDED), language, 'all headers', ['-w'], target


def orders():
    for seed in range(ORDERS):
        names = list(GUARDED)
        random.Random(seed).shuffle(names)
        for language in LANGUAGES:
            options = ['-w', '-DDBG=1'] + ['-DINITGUID'] * (seed % 2)
            # Drivers are built with /Zc:wchar_t-, which says something in C++ only.
            if seed % 4 > 1 and language == 'c++':
                options += ['-Xclang', '-fno-wchar']
            yield including(names), language, f'order {seed}: {" ".join(names)}', options, TARGET


def facts():
    for language in LANGUAGES:
        yield FACTS, language, 'facts', ['-Werror=incompatible-pointer-types'], TARGET


def drivers():
    """What drivers of several kinds do with them."""
    for path in sorted((Path(__file__).parent / 'model-headers').glob('*.c')):
        for language in LANGUAGES:
            yield path.read_text(), language, path.name, ['-Werror=incompatible-pointer-types'], TARGET


def check_compiles():
    units = [*alone(), *orders(), *facts(), *drivers()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for wrong in pool.map(lambda unit: compile(*unit[:3], *unit[3], target=unit[4]), units):
            if wrong:
                sys.exit(wrong)


def check_no_host():
    """Also where clang may look at the host's headers, it finds none of them."""
    source = WORK / 'host.c'
    source.write_text(including(GUARDED))
    run = subprocess.run([CLANG, f'--target={TARGET}', *KERNEL, '-M', '-idirafter', str(WDK),
                          str(source)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f'with the folders of the host:\n{run.stderr[:4000]}')
    resources = subprocess.run([CLANG, '-print-resource-dir'], capture_output=True,
                               text=True).stdout.strip()
    known = [str(WDK), str(WORK.resolve()), str(WORK), resources,
             str(Path(resources).resolve())]
    for word in run.stdout.replace('\\\n', ' ').split()[1:]:
        path = str(Path(word).resolve())
        if not any(word.startswith(each) or path.startswith(each) for each in known):
            sys.exit(f'a header of the host gets in: {word}')


FACTS = '''
#include <storport.h>
#include <ata.h>
#include <ntdddisk.h>
#include <nvme.h>
#include <stdarg.h>
#define WORD_OF(Field) (FIELD_OFFSET(IDENTIFY_DEVICE_DATA, Field) / 2)
C_ASSERT(sizeof(ULONG) == 4 && sizeof(PVOID) == 8 && sizeof(WCHAR) == 2);
C_ASSERT(sizeof(CDB) == 16 && sizeof(SENSE_DATA) == 18 && sizeof(INQUIRYDATA) == 104);
C_ASSERT(sizeof(IDEREGS) == 8 && sizeof(SENDCMDINPARAMS) == 33);
C_ASSERT(WORD_OF(SerialNumber) == 10 && WORD_OF(ModelNumber) == 27);
C_ASSERT(WORD_OF(Capabilities) == 49 && WORD_OF(UserAddressableSectors) == 60);
C_ASSERT(WORD_OF(SerialAtaCapabilities) == 76 && WORD_OF(CommandSetSupport) == 82);
C_ASSERT(WORD_OF(CommandSetActive) == 85 && WORD_OF(PhysicalLogicalSectorSize) == 106);
C_ASSERT(WORD_OF(WordsPerLogicalSector) == 117 && WORD_OF(SecurityStatus) == 128);
C_ASSERT(WORD_OF(DataSetManagementFeature) == 169 && WORD_OF(BlockAlignment) == 209);
C_ASSERT(WORD_OF(NominalMediaRotationRate) == 217 && WORD_OF(TransportMajorVersion) == 222);
C_ASSERT(sizeof(VPD_BLOCK_LIMITS_PAGE) == 64 && sizeof(VPD_EXTENDED_INQUIRY_DATA_PAGE) == 64);
C_ASSERT(sizeof(GP_LOG_NCQ_COMMAND_ERROR) == 512);
C_ASSERT(sizeof(CURRENT_DEVICE_INTERNAL_STATUS_LOG) == 512);
C_ASSERT(sizeof(NVME_COMMAND) == 64 && sizeof(NVME_COMPLETION_ENTRY) == 16);
C_ASSERT(sizeof(NVME_IDENTIFY_CONTROLLER_DATA) == 4096);
C_ASSERT(sizeof(NVME_IDENTIFY_NAMESPACE_DATA) == 4096);
/* What virtual miniports do with requests, threads and the registry. */
DRIVER_DISPATCH Dispatch;
NTSTATUS Dispatch(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->MajorFunction == IRP_MJ_DEVICE_CONTROL &&
      Stack->Parameters.DeviceIoControl.IoControlCode == CTL_CODE(FILE_DEVICE_DISK, 1, METHOD_BUFFERED, FILE_ANY_ACCESS))
    Irp->IoStatus.Status = Device->DriverObject->MajorFunction[IRP_MJ_PNP](Device, Irp);
  Irp->IoStatus.Information = sizeof(intptr_t) - sizeof(uintptr_t);
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Irp->IoStatus.Status;
}
KDEFERRED_ROUTINE Deferred;
KSTART_ROUTINE Thread;
void Start(PDRIVER_OBJECT Driver, PKDPC Dpc, HANDLE *Made, PUNICODE_STRING Name) {
  OBJECT_ATTRIBUTES Attributes;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Dispatch;
  KeInitializeDpc(Dpc, Deferred, Driver);
  if (PsCreateSystemThread(Made, SYNCHRONIZE, &Attributes, NULL, NULL, Thread, NULL) != STATUS_SUCCESS)
    ZwClose(*Made);
}
/* Compiles for one type only, since a pointer goes to no other. */
unsigned long *Long(ULONG *Given) { return Given; }
'''


def check_heads():
    for name in HEADERS:
        text = (WDK / name).read_text()
        for wanted in ('SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception',
                       f'{name.split("/")[-1]}: spinpair model header.', 'Source: ', 'Do not build drivers'):
            if wanted not in text:
                sys.exit(f'{name} does not say: {wanted}')


check_heads()
check_compiles()
check_no_host()
print(f'{len(HEADERS)} headers')

// A static variable that is a copy of DumpMode tells of dump mode as a member
// does: what it guards is not checked. It does not if it is also written
// otherwise, if it is the other way round, or if somebody has its address.
// RUN: %spinpair %s -- -I%wdk "-DDUMPS=Config->DumpMode != 0" 2>&1 | %filecheck %s --check-prefix=RIGHT
// RUN: %not %spinpair %s -- -I%wdk "-DDUMPS=Config->DumpMode == 0" 2>&1 | %filecheck %s --check-prefix=WRONG
// RUN: %not %spinpair %s -- -I%wdk "-DDUMPS=Config->DumpMode != 0" "-DEXTRA=Direct = Config->NumberOfBuses > 1" 2>&1 | %filecheck %s --check-prefix=WRONG
// RUN: %not %spinpair %s -- -I%wdk "-DDUMPS=Config->DumpMode != 0" "-DEXTRA=fill(&Direct)" 2>&1 | %filecheck %s --check-prefix=WRONG
// RIGHT: spinpair: 0 findings
// WRONG: spinpair: 1 finding;
#include <storport.h>

#ifndef EXTRA
#define EXTRA
#endif

typedef struct _EXT {
  STOR_DPC Dpc;
} EXT, *PEXT;

static BOOLEAN Direct;

VOID fill(PBOOLEAN Where);
HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Interrupt;
HW_DPC_ROUTINE Complete;

static VOID work(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Handle);
  StorPortReleaseSpinLock(Ext, &Handle);
}

VOID Complete(PSTOR_DPC Dpc, PVOID Extension, PVOID First, PVOID Second) { work(Extension); }
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }
BOOLEAN Initialize(PVOID Extension) { return TRUE; }

BOOLEAN Interrupt(PVOID Extension) {
  PEXT Ext = Extension;
  if (Direct)
    work(Ext);
  else
    StorPortIssueDpc(Ext, &Ext->Dpc, NULL, NULL);
  return TRUE;
}

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  PEXT Ext = Extension;
  Direct = (BOOLEAN)(DUMPS);
  EXTRA;
  StorPortInitializeDpc(Ext, &Ext->Dpc, Complete);
  return SP_RETURN_FOUND;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Interrupt;
  return StorPortInitialize(Driver, Path, &Data, NULL);
}

// Whether the port driver holds StartIoLock while it runs HwStorStartIo depends on the adapter: of a
// virtual one it does not, of another one it does unless that has concurrent channels. So a driver
// that is not known to be of virtual adapters alone is not proved to take it there.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json takes=undecided byHelper=undecided anyLock=undecided count=proved interrupt=proved builds=proved
// RUN: %spinpair %s --report json=%t.json -- -I%wdk -DVIRTUAL
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json takes=proved byHelper=proved count=proved interrupt=proved builds=proved
// RUN: %spinpair %s --report json=%t.json -- -I%wdk -DVIRTUAL -DPHYSICAL
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json takes=undecided byHelper=undecided
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
} EXT, *PEXT;

#ifdef VIRTUAL
VIRTUAL_HW_FIND_ADAPTER findVirtual;
ULONG findVirtual(PVOID Hw, PVOID Context, PVOID Bus, PVOID Pdo, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  return SP_RETURN_FOUND;
}
#endif
#ifdef PHYSICAL
HW_FIND_ADAPTER findPhysical;
ULONG findPhysical(PVOID Hw, PVOID Context, PVOID Bus, PCHAR Arguments,
                   PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  return SP_RETURN_FOUND;
}
#endif

HW_STARTIO takes, byHelper, anyLock, interrupt;
BOOLEAN takes(PVOID Hw, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Handle);
  ((PEXT)Hw)->Count++;
  StorPortReleaseSpinLock(Hw, &Handle);
  return TRUE;
}
static void count(PVOID Hw) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Handle);
  ((PEXT)Hw)->Count++;
  StorPortReleaseSpinLock(Hw, &Handle);
}
BOOLEAN byHelper(PVOID Hw, PSCSI_REQUEST_BLOCK Srb) {
  count(Hw);
  return TRUE;
}
BOOLEAN anyLock(PVOID Hw, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Hw, (STOR_SPINLOCK)Srb->PathId, NULL, &Handle);
  StorPortReleaseSpinLock(Hw, &Handle);
  return TRUE;
}
BOOLEAN interrupt(PVOID Hw, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Hw, InterruptLock, NULL, &Handle);
  ((PEXT)Hw)->Count++;
  StorPortReleaseSpinLock(Hw, &Handle);
  return TRUE;
}
HW_BUILDIO builds;
BOOLEAN builds(PVOID Hw, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Handle);
  StorPortReleaseSpinLock(Hw, &Handle);
  return TRUE;
}

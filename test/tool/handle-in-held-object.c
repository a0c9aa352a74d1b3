// What a lock handle's routines write is the handle, not the object around it,
// also where that object holds an IRQL that a held lock saved.
// RUN: %not %spinpair %s -- -I%wdk 2>&1 | %filecheck %s --implicit-check-not=storport.msi.Leak --implicit-check-not=ReleaseNotHeld
#include <storport.h>

typedef struct _EXT {
  ULONG Irqls[4];
  STOR_LOCK_HANDLE Handle;
  UCHAR Flags;
  ULONG Id;
} EXT, *PEXT;

VOID twice(PEXT Ext) {
  ULONG Irql = 0;
  if (Ext->Flags & 2)
    StorPortAcquireMSISpinLock(Ext, Ext->Id, &Irql);
  // CHECK: [[#@LINE+1]]:3: {{.*}} [storport.msi.LockOrder]
  StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Ext->Handle);
  StorPortReleaseSpinLock(Ext, &Ext->Handle);
  if (Ext->Flags & 2)
    StorPortReleaseMSISpinLock(Ext, Ext->Id, Irql);
}

// Two paths leave the lock held at one place. That the first cannot happen, bit
// by bit, says nothing of the second.
// RUN: %analyze -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Id, Low, High; } EXT, *PEXT;

VOID narrow(PEXT Ext) {
  ULONG Irql = 0, Id = Ext->Id;
  if ((UCHAR)Id == 2)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Id > 1) // not so: then the lock was not taken
    Ext->High = 0;
} // expected-warning {{MSI spin lock for message '1' is still held on return}}
// CHECK: one-of-two-paths.c:[[@LINE-1]]:1: warning: MSI spin lock for message '1' is still held on return

VOID masked(PEXT Ext) {
  ULONG Irql = 0, Id = Ext->Id;
  if (Id & 4)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Id < 4)
    Ext->Low = 0;
} // expected-warning {{MSI spin lock for message '1' is still held on return}}
// CHECK: one-of-two-paths.c:[[@LINE-1]]:1: warning: MSI spin lock for message '1' is still held on return
// CHECK: 2 reported

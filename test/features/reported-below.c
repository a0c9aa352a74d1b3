// What is wrong below a call is reported when it happens. What the callee does
// after that has too many paths to come back from each, and need not come back.
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Port, A[24]; PVOID Memory; } EXT, *PEXT;

#define ASK(I)                                                                 \
  if (Ext->A[I] & 4)                                                           \
    Ext->A[(I + 1) % 24] += Ext->A[I];
#define ASK4(I) ASK(I) ASK(I + 1) ASK(I + 2) ASK(I + 3)

static VOID note(PEXT Ext) {
  do {
    ASK4(0) ASK4(4) ASK4(8) ASK4(12) ASK4(16) ASK4(20)
  } while (Ext->A[0] != Ext->A[1]);
}

static VOID complete(PEXT Ext, ULONG Bytes) {
  if (Ext->Memory == NULL)
    StorPortAllocatePool(Ext, Bytes, 'tseT', &Ext->Memory);
  note(Ext);
}

VOID drain(PEXT Ext) {
  ULONG Irql, I;
  StorPortAcquireMSISpinLock(Ext, Ext->Port, &Irql);
  for (I = 0; I < 8; ++I)
    complete(Ext, I);
  StorPortReleaseMSISpinLock(Ext, Ext->Port, Irql);
}
// CHECK: reported-below.c:[[@LINE-3]]:5: warning: StorPortAllocatePool is limited to DISPATCH_LEVEL
// CHECK: reported-below.c:21:5: note: StorPortAllocatePool is called here
// CHECK-NOT: warning:
// CHECK: 1 reported, 0 undecided

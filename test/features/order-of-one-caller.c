// That the inner lock of a wrong order is only leaked is told of the caller that
// leaks it; of the helper, which may have others, the order is told.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk >%t 2>&1; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json work=reported entry=reported
// RUN: %filecheck %s < %t
// CHECK-DAG: order-of-one-caller.c:[[@LINE+16]]:3: warning: MSI spin lock for message '1' is released with its own saved IRQL while the inner one for message '2' is held
// CHECK-DAG: order-of-one-caller.c:[[@LINE+25]]:1: warning: MSI spin lock for message '2' is still held on return
#include <storport.h>

typedef struct _EXT {
  ULONG irql, id;
} EXT;

void work(EXT *ext, ULONG *place) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (*place)
    StorPortAcquireMSISpinLock(ext, 2, &ext->irql);
  place++;
  if (*place)
    StorPortReleaseMSISpinLock(ext, 2, ext->irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

HW_DPC_ROUTINE entry;
void entry(PSTOR_DPC dpc, PVOID context, PVOID argument1, PVOID argument2) {
  EXT *ext = (EXT *)context;
  work(ext, &ext->id);
  (void)dpc;
  (void)argument1;
  (void)argument2;
}

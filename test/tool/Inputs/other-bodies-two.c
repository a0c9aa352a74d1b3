#define GIVES_BACK
#define OTHER_MESSAGE 2
#include "other-bodies.h"

VOID Gives(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  GiveBack(Ext, Irql);
}

VOID Takes(PVOID Ext) {
  ULONG Irql;
  TakeOne(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 2, Irql);
}

VOID TakesSame(PVOID Ext) {
  ULONG Irql;
  TakeSame(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 4, Irql);
}

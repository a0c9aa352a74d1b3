#include <storport.h>
#ifndef OTHER_MESSAGE
#define OTHER_MESSAGE 1
#endif
static __inline VOID GiveBack(PVOID Ext, ULONG Irql) {
#ifdef GIVES_BACK
  StorPortReleaseMSISpinLock(Ext, 3, Irql);
#else
  (void)Ext, (void)Irql;
#endif
}
static __inline VOID TakeOne(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, OTHER_MESSAGE, Irql);
}
static __inline VOID TakeSame(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 4, Irql);
}

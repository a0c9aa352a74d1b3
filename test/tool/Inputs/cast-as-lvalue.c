// cl.exe takes a cast for an lvalue, clang does not.
#include <storport.h>
typedef struct {
  UCHAR *Data;
  ULONG Irql;
} EXTENSION;

void advances(EXTENSION *Extension, ULONG Count) {
  (ULONG_PTR)Extension->Data += Count;
}

void locksAndAdvances(EXTENSION *Extension, ULONG Count) {
  StorPortAcquireMSISpinLock(Extension, 0, &Extension->Irql);
  (ULONG_PTR)Extension->Data += Count;
}

void leaks(EXTENSION *Extension) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Extension, 0, &Irql);
}

void pairs(EXTENSION *Extension) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Extension, 0, &Irql);
  StorPortReleaseMSISpinLock(Extension, 0, Irql);
}

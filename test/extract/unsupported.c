// What cannot be expressed is said at the function's start. A file with errors
// is named.
// RUN: %spinpair extract %s -- -I%wdk -fms-extensions --target=x86_64-pc-windows-msvc | %filecheck %s
// RUN: %not %spinpair extract %s -- -I%wdk -DBROKEN 2>&1 | %filecheck -check-prefix=BROKEN %s
#include <storport.h>

#ifdef BROKEN
int broken(;
#endif
VOID guarded(PVOID ext) {
  ULONG irql;
  __try {
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  } __except (1) {
    StorPortReleaseMSISpinLock(ext, 0, irql);
  }
}
// CHECK-LABEL: (function "guarded"
// CHECK:        (block
// CHECK-NEXT:     (10 6 (unsupported "__try"))
// BROKEN: spinpair: {{.*}}unsupported.c has errors

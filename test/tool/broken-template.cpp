// A broken function and a broken initialiser in a class template, whose member has no type
// yet: clang says what is wrong, and the rest is analysed.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk >%t.out 2>&1; test $? = 3'
// RUN: grep "use of undeclared identifier" %t.out
// RUN: sh -c '! grep crash %t.out'
// RUN: %python %S/Inputs/check_verdicts.py %t.json right=proved
#include <storport.h>

UNKNOWN broken(int A) : Member(A) {}
template <typename T> class Lock {
  using Kind = T;
  Kind Held = UNKNOWN_NAME;
};
void right(PVOID Ext) {
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Ext, 0, &Irql);
  StorPortReleaseMSISpinLock(Ext, 0, Irql);
}

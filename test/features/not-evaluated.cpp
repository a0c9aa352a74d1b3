// An operand that is not evaluated takes no lock and gives none back, and an object that is static
// is not destroyed when its function returns: who takes a lock so is not proved. The
// analyzer of clang 22 passes over what is assumed, too; that of the others evaluates it.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; case $? in 0|2) ;; *) exit 1; esac'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byAssume=reported,undecided byCall=reported,undecided byNoexcept=undecided byConstant=undecided made=undecided plain=proved
#include <storport.h>

static bool take(PVOID Adapter, PULONG Irql) {
  return StorPortAcquireMSISpinLock(Adapter, 1, Irql) == STOR_STATUS_SUCCESS;
}
void byAssume(PVOID Adapter) {
  ULONG Irql = 0;
  __assume(StorPortAcquireMSISpinLock(Adapter, 1, &Irql) == STOR_STATUS_SUCCESS);
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
void byCall(PVOID Adapter) {
  ULONG Irql = 0;
  NT_ANALYSIS_ASSUME(take(Adapter, &Irql));
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
void byNoexcept(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  (void)noexcept((StorPortReleaseMSISpinLock(Adapter, 1, Irql), true));
}
void byConstant(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  (void)__builtin_constant_p((StorPortReleaseMSISpinLock(Adapter, 1, Irql), 1));
}
struct Guard {
  PVOID Adapter;
  ULONG Irql;
  explicit Guard(PVOID Adapter) : Adapter(Adapter) {
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  }
  ~Guard() { StorPortReleaseMSISpinLock(Adapter, 1, Irql); }
};
void made(PVOID Adapter) { static Guard Held(Adapter); }
void plain(PVOID Adapter, ULONG Count) {
  __assume(Count < 8);
  Guard Held(Adapter);
}

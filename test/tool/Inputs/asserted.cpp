#include <storport.h>

// What an assertion evaluates and then assumes runs once.
#define ASSERTED(Condition)                                                    \
  do {                                                                         \
    if (!(Condition))                                                          \
      KeBugCheck(1);                                                           \
    __assume(Condition);                                                       \
  } while (0)
static bool giveOnce(PVOID Adapter, ULONG Irql) {
  return StorPortReleaseMSISpinLock(Adapter, 1, Irql) == STOR_STATUS_SUCCESS;
}
void asserted(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  ASSERTED(giveOnce(Adapter, Irql));
}

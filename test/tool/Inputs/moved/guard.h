#include <storport.h>
struct Guard {
  PVOID Adapter;
  ULONG Irql;
  bool Held;
  Guard(PVOID A) : Adapter(A), Irql(0), Held(true) {
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  }
  ~Guard();
  Guard(Guard &&Other);
};

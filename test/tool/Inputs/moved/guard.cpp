#include "guard.h"

Guard::Guard(Guard &&Other)
    : Adapter(Other.Adapter), Irql(Other.Irql), Held(Other.Held) {
  Other.Held = false;
}

Guard::~Guard() {
  if (Held)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

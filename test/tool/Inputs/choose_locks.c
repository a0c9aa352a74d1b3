#include "choose.h"

ULONG Quiet, Verbose;

void take_if_per_vector(PORT *port, PULONG irql) {
  if (port->PerVector)
    StorPortAcquireMSISpinLock(port, 3, irql);
}

void take(PORT *port, PULONG irql) {
  StorPortAcquireMSISpinLock(port, 3, irql);
}

void give(PORT *port, ULONG irql) {
  StorPortReleaseMSISpinLock(port, 3, irql);
}

void give_unless_quiet(PORT *port, ULONG irql) {
  if (Quiet)
    return;
  StorPortReleaseMSISpinLock(port, 3, irql);
}

void turn_verbose(void) {
  Verbose = !Verbose;
}

void set_quiet(ULONG value) {
  Quiet = value;
}

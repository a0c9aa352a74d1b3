#include "choose.h"

void sometimes_taken(PORT *port) {
  ULONG irql = 0;
  take_if_per_vector(port, &irql);
  port->Depth = 0;
  give(port, irql);
}

void never_set(PORT *port) {
  ULONG irql;
  take_if_per_vector(port, &irql);
  give(port, irql);
}

void sometimes_given(PORT *port) {
  ULONG irql = 0;
  take(port, &irql);
  give_unless_quiet(port, irql);
}

void given_when_loud(PORT *port) {
  ULONG irql = 0;
  if (Quiet)
    return;
  take(port, &irql);
  give_unless_quiet(port, irql);
}

void as_taken(PORT *port) {
  ULONG irql = 0;
  take_if_per_vector(port, &irql);
  port->Depth = 0;
  if (port->PerVector)
    give(port, irql);
}

void global_changes(PORT *port) {
  ULONG irql = 0;
  if (Verbose)
    StorPortAcquireMSISpinLock(port, 4, &irql);
  turn_verbose();
  if (Verbose)
    StorPortReleaseMSISpinLock(port, 4, irql);
}

void configure(PORT *port) {
  set_quiet(port->Depth);
}

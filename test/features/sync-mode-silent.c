// Silent, as long as somebody may ask for the mode.
// RUN: %analyze -verify -DDIRECT %s
// RUN: %analyze -verify -DELSEWHERE %s
// RUN: %analyze -verify -DCHOSEN %s
// RUN: %analyze -verify -DNOT_HERE %s
// RUN: %analyze -verify=never -DNEVER %s
// expected-no-diagnostics
#include <storport.h>

VOID elsewhere(PPORT_CONFIGURATION_INFORMATION config);

#ifndef NOT_HERE
HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID ext, PVOID context, PVOID bus, PCHAR arguments, PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
#ifdef DIRECT
  config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
#endif
#ifdef ELSEWHERE
  elsewhere(config);
#endif
#ifdef CHOSEN
  config->InterruptSynchronizationMode = config->NumberOfBuses ? InterruptSynchronizePerMessage : InterruptSynchronizeAll;
#endif
  return SP_RETURN_FOUND;
}
#endif

VOID Dpc(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // never-warning {{MSI spin lock for message 'id' is acquired, but the driver never asks for InterruptSynchronizePerMessage}}
  StorPortReleaseMSISpinLock(ext, id, irql);
}

#include "storport.h"

#define PER_MESSAGE 0x100

/* Flags & PER_MESSAGE has no bit that a BOOLEAN has. */
void narrowed(void *ext, ULONG flags) {
  ULONG irql = 0;
  BOOLEAN per_message = (BOOLEAN)(flags & PER_MESSAGE);
  if (flags & PER_MESSAGE)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (per_message) {
    StorPortReleaseMSISpinLock(ext, 1, irql);
  }
  return;
}

void wide(void *ext, ULONG flags) {
  ULONG irql = 0;
  ULONG per_message = flags & PER_MESSAGE;
  if (flags & PER_MESSAGE)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (per_message)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void shifted(void *ext, ULONG messages, ULONG id) {
  ULONG irql = 0;
  if (messages & (1u << id))
    StorPortAcquireMSISpinLock(ext, id, &irql);
  if ((messages >> id) & 1)
    StorPortReleaseMSISpinLock(ext, id, irql);
}

// The status of an acquire: ignored means taken; tested in any form, it splits.
// RUN: %analyze -verify %s
#include <storport.h>

void log_(ULONG status);
void complete(PVOID ext);

void ignored(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

int direct(PVOID ext) {
  ULONG irql;
  if (StorPortAcquireMSISpinLock(ext, 1, &irql) == STOR_STATUS_SUCCESS) {
    StorPortReleaseMSISpinLock(ext, 1, irql);
    return 1;
  }
  return 0;
}

int negated(PVOID ext) {
  ULONG irql;
  if (!StorPortAcquireMSISpinLock(ext, 1, &irql)) {
    complete(ext);
    return 0; // expected-warning {{MSI spin lock for message '1' is still held on return}}
  }
  return 1;
}

void throughVariable(PVOID ext) {
  ULONG irql, status;
  status = StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (status == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void throughBoolean(PVOID ext) {
  ULONG irql;
  BOOLEAN taken = StorPortAcquireMSISpinLock(ext, 1, &irql) == STOR_STATUS_SUCCESS;
  complete(ext);
  if (taken)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void throughBooleanSetInBranch(PVOID ext) {
  ULONG irql;
  BOOLEAN taken = FALSE;
  if (StorPortAcquireMSISpinLock(ext, 1, &irql) == STOR_STATUS_SUCCESS)
    taken = TRUE;
  complete(ext);
  if (taken)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void throughBooleanInverted(PVOID ext) {
  ULONG irql = 0;
  BOOLEAN failed = StorPortAcquireMSISpinLock(ext, 1, &irql) != STOR_STATUS_SUCCESS;
  if (failed)
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released, but its acquire failed}}
  else
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void throughSwitch(PVOID ext) {
  ULONG irql;
  switch (StorPortAcquireMSISpinLock(ext, 1, &irql)) {
  case STOR_STATUS_SUCCESS:
    StorPortReleaseMSISpinLock(ext, 1, irql);
    break;
  case STOR_STATUS_NOT_IMPLEMENTED:
  case STOR_STATUS_INVALID_PARAMETER:
    break;
  default:
    break;
  }
}

void throughSwitchForgets(PVOID ext) {
  ULONG irql;
  switch (StorPortAcquireMSISpinLock(ext, 1, &irql)) {
  case STOR_STATUS_SUCCESS:
    complete(ext);
    break;
  default:
    log_(1);
  }
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void oneFailureNamed(PVOID ext) {
  ULONG irql;
  if (StorPortAcquireMSISpinLock(ext, 1, &irql) == STOR_STATUS_INVALID_PARAMETER)
    return;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void fallback(PVOID ext, ULONG id) {
  ULONG irql = 0, status;
  STOR_LOCK_HANDLE handle = {InterruptLock};
  status = StorPortAcquireMSISpinLock(ext, id, &irql);
  if (status != STOR_STATUS_SUCCESS)
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  complete(ext);
  if (status == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(ext, id, irql);
  else
    StorPortReleaseSpinLock(ext, &handle);
}

void fallbackMixedUp(PVOID ext, ULONG id) {
  ULONG irql = 0, status;
  STOR_LOCK_HANDLE handle = {InterruptLock};
  status = StorPortAcquireMSISpinLock(ext, id, &irql);
  if (status != STOR_STATUS_SUCCESS)
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  complete(ext);
  if (status == STOR_STATUS_SUCCESS)
    StorPortReleaseSpinLock(ext, &handle); // expected-warning {{Lock of handle 'handle' is released, but no acquire filled the handle}}
  else
    StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released, but its acquire failed}}
  return; // expected-warning {{MSI spin lock for message 'id' is still held on return}} expected-warning {{InterruptLock is still held on return}}
}

static BOOLEAN tryLock(PVOID ext, PULONG irql) {
  return StorPortAcquireMSISpinLock(ext, 1, irql) == STOR_STATUS_SUCCESS;
}

void tried(PVOID ext) {
  ULONG irql;
  if (!tryLock(ext, &irql))
    return;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void triedAndForgot(PVOID ext) {
  ULONG irql;
  if (!tryLock(ext, &irql))
    return;
  complete(ext);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void statusOfRelease(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (StorPortReleaseMSISpinLock(ext, 1, irql) != STOR_STATUS_SUCCESS)
    log_(2);
}

void logged(PVOID ext) {
  ULONG irql = 0, status;
  status = StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (status != STOR_STATUS_SUCCESS)
    StorPortDebugPrint(0, "%x", status);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released, but its acquire failed}}
}

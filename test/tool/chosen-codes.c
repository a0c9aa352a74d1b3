// StorPortExtendedFunction and StorPortNotification, asked by a code that is no
// constant: where the code is known on a path, it is that routine; else it may
// be any of them, and the function is one with locks.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json lost=undecided,reported either=undecided,reported wrapped=undecided,reported converted=undecided table=undecided notified=undecided lostByHandle=undecided,reported notAlways=undecided,reported paired=proved wrappedRight=proved pairedByHandle=proved
// RUN: grep "line 6[0-9] is not followed: a function code that is no constant" %t.json
#include <storport.h>

VOID lost(PVOID Ext, ULONG Failed) {
  ULONG Irql;
  STORPORT_FUNCTION_CODE Code = ExtFunctionAcquireMSISpinLock;
  StorPortExtendedFunction(Code, Ext, 1, &Irql);
  if (Failed)
    return;
  Code = ExtFunctionReleaseMSISpinLock;
  StorPortExtendedFunction(Code, Ext, 1, Irql);
}

VOID paired(PVOID Ext) {
  ULONG Irql;
  STORPORT_FUNCTION_CODE Code = ExtFunctionAcquireMSISpinLock;
  StorPortExtendedFunction(Code, Ext, 1, &Irql);
  Code = ExtFunctionReleaseMSISpinLock;
  StorPortExtendedFunction(Code, Ext, 1, Irql);
}

VOID either(PVOID Ext, ULONG Which) {
  ULONG Irql;
  StorPortExtendedFunction(Which ? ExtFunctionAcquireMSISpinLock
                                 : ExtFunctionReleaseMSISpinLock,
                           Ext, 1, &Irql);
}

static ULONG ask(STORPORT_FUNCTION_CODE Code, PVOID Ext, ULONG Message,
                 PULONG Irql) {
  return StorPortExtendedFunction(Code, Ext, Message, Irql);
}

static ULONG give(STORPORT_FUNCTION_CODE Code, PVOID Ext, ULONG Message,
                  ULONG Irql) {
  return StorPortExtendedFunction(Code, Ext, Message, Irql);
}

VOID wrapped(PVOID Ext, ULONG Failed) {
  ULONG Irql;
  ask(ExtFunctionAcquireMSISpinLock, Ext, 1, &Irql);
  if (Failed)
    return;
  give(ExtFunctionReleaseMSISpinLock, Ext, 1, Irql);
}

VOID wrappedRight(PVOID Ext) {
  ULONG Irql;
  ask(ExtFunctionAcquireMSISpinLock, Ext, 1, &Irql);
  give(ExtFunctionReleaseMSISpinLock, Ext, 1, Irql);
}

VOID converted(PVOID Ext, ULONG Code) {
  ULONG Irql;
  StorPortExtendedFunction((STORPORT_FUNCTION_CODE)Code, Ext, 1, &Irql);
}

VOID table(PVOID Ext, ULONG I) {
  static const STORPORT_FUNCTION_CODE Codes[2] = {
      ExtFunctionAcquireMSISpinLock, ExtFunctionReleaseMSISpinLock};
  ULONG Irql;
  StorPortExtendedFunction(Codes[I & 1], Ext, 1, &Irql);
}

STORPORT_FUNCTION_CODE codeOf(PVOID Ext);

VOID unknown(PVOID Ext) {
  ULONG Irql;
  StorPortExtendedFunction(codeOf(Ext) + 0, Ext, 1, &Irql);
}

VOID notified(PVOID Ext, SCSI_NOTIFICATION_TYPE Type) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortNotification(Type, Ext, InterruptLock, NULL, &Handle);
}

VOID lostByHandle(PVOID Ext, ULONG Failed) {
  STOR_LOCK_HANDLE Handle = {0};
  SCSI_NOTIFICATION_TYPE Type = AcquireSpinLock;
  StorPortNotification(Type, Ext, InterruptLock, NULL, &Handle);
  if (Failed)
    return;
  Type = ReleaseSpinLock;
  StorPortNotification(Type, Ext, &Handle);
}

VOID pairedByHandle(PVOID Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  SCSI_NOTIFICATION_TYPE Type = AcquireSpinLock;
  StorPortNotification(Type, Ext, InterruptLock, NULL, &Handle);
  Type = ReleaseSpinLock;
  StorPortNotification(Type, Ext, &Handle);
}

VOID notAlways(PVOID Ext, ULONG Which) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortNotification(Which ? AcquireSpinLock : RequestComplete, Ext,
                       InterruptLock, NULL, &Handle);
}

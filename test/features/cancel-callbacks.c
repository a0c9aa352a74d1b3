// WdfRequestMarkCancelableEx never calls the function that it is given, so it may be called under
// the lock that this one takes; WdfRequestMarkCancelable may call it before it returns.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json later=proved Cancel=proved atOnce=undecided,reported
#include <wdf.h>

typedef struct _BOX {
  WDFSPINLOCK Lock;
  WDFREQUEST Pending;
} BOX, *PBOX;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(BOX, GetBox)

EVT_WDF_REQUEST_CANCEL Cancel;
void Cancel(WDFREQUEST Request) {
  PBOX Box = GetBox(WdfRequestGetFileObject(Request));
  WdfSpinLockAcquire(Box->Lock);
  Box->Pending = NULL;
  WdfSpinLockRelease(Box->Lock);
  WdfRequestComplete(Request, STATUS_CANCELLED);
}
NTSTATUS later(PBOX Box, WDFREQUEST Request) {
  NTSTATUS Status;
  WdfSpinLockAcquire(Box->Lock);
  Status = WdfRequestMarkCancelableEx(Request, Cancel);
  if (NT_SUCCESS(Status))
    Box->Pending = Request;
  WdfSpinLockRelease(Box->Lock);
  return Status;
}
void atOnce(PBOX Box, WDFREQUEST Request) {
  WdfSpinLockAcquire(Box->Lock);
  WdfRequestMarkCancelable(Request, Cancel);
  WdfSpinLockRelease(Box->Lock);
}

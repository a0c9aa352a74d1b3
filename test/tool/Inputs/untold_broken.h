#include <storport.h>

typedef struct _EXT {
  ULONG Queues, Busy;
  STOR_DPC Dpc[4];
} EXT, *PEXT;

/* NOT_DECLARED is not declared. */
static __inline ULONG Index(PEXT Ext, ULONG MessageId) {
  if (MessageId >= Ext->Queues)
    StorPortDebugPrint(NOT_DECLARED, "bad message\n");
  return MessageId;
}

VOID LockQueue(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle);
VOID UnlockQueue(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle);

#include <storport.h>

typedef struct _EXT {
  BOOLEAN Live, PerMessage;
  ULONG Busy, Queues;
  STOR_DPC Dpc[4];
} EXT, *PEXT;

typedef struct _LOCK {
  BOOLEAN Taken, ByMessage;
  ULONG MessageId, OldIrql;
  STOR_LOCK_HANDLE Handle;
} LOCK, *PLOCK;

/* Cleared as a whole. */
VOID TakeCleared(PEXT Ext, ULONG MessageId, PLOCK Lock);
VOID GiveTaken(PEXT Ext, PLOCK Lock);
/* Assigned as a whole. */
VOID TakeAssigned(PEXT Ext, ULONG MessageId, PLOCK Lock);
/* Gives up messages on one way. */
VOID Enter(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle);
VOID Leave(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle);
/* Says what it did by what cannot be told. */
ULONG TryTake(PEXT Ext, PULONG Irql, PULONG How);
VOID GiveBack(PEXT Ext, ULONG Irql);

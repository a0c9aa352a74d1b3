#include <ntddk.h>
typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  KIRQL Irql;
  ULONG Depth;
} QUEUE, *PQUEUE;

// Has a body in sal-bodies.c, which does not do what is said here.
_Acquires_lock_(Queue->Lock) _IRQL_raises_(DISPATCH_LEVEL) VOID QueueLook(PQUEUE Queue);
// Has none.
_Acquires_lock_(Queue->Lock) _IRQL_saves_ KIRQL QueueLock(PQUEUE Queue);
_Releases_lock_(Queue->Lock) VOID QueueUnlock(PQUEUE Queue, _IRQL_restores_ KIRQL Irql);
DRIVER_DISPATCH QueueRead;
VOID QueueCancel(PDEVICE_OBJECT Device, PIRP Irp);
VOID QueueForget(PDEVICE_OBJECT Device, PIRP Irp);

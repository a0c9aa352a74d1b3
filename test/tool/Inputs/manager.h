#include <storport.h>

typedef struct _QUEUE {
  ULONG MessageId;
  ULONG OldIrql; /* of the holder */
  BOOLEAN Empty;
} QUEUE, *PQUEUE;

/* One function for both directions. */
VOID ManageLock(PVOID Extension, PQUEUE Queue, BOOLEAN Take);
#define HOLD(Extension, Queue) ManageLock(Extension, Queue, TRUE)
#define DROP(Extension, Queue) ManageLock(Extension, Queue, FALSE)

/* Lets the lock go in between. The caller holds it. */
VOID CompleteOutside(PVOID Extension, PQUEUE Queue);
/* Gives the lock to its caller unless the queue is empty. */
BOOLEAN HoldUnlessEmpty(PVOID Extension, PQUEUE Queue);

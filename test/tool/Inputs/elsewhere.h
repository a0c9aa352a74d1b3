#include <storport.h>
typedef struct _QUEUE {
  ULONG Message, Irql;
  BOOLEAN Held;
} QUEUE;
typedef struct _EXT {
  QUEUE *Current;
  KSPIN_LOCK *First, *Second;
  QUEUE Queues[4];
} EXT;
QUEUE *currentOf(EXT *Ext);
VOID clear(QUEUE *Queue);
VOID takesSecond(EXT *Ext);
KSPIN_LOCK *lockOf(EXT *Ext); // not in the program
VOID shut(KIRQL *Irql);

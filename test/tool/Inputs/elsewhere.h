#include <storport.h>
typedef struct _QUEUE {
  ULONG Message, Irql;
  BOOLEAN Held;
} QUEUE;
typedef struct _EXT {
  QUEUE *Current;
  QUEUE Queues[4];
} EXT;
QUEUE *currentOf(EXT *Ext);
VOID clear(QUEUE *Queue);

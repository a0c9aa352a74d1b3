#include "elsewhere.h"
QUEUE *currentOf(EXT *Ext) { return Ext->Current; }
VOID clear(QUEUE *Queue) {
  Queue->Irql = 0;
  Queue->Held = FALSE;
}

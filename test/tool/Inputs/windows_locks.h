#include <storport.h>

struct Queue {
  KSPIN_LOCK Lock;
  ULONG Depth;
};

void TakeQueue(struct Queue *queue, PKIRQL irql);
void GiveQueue(struct Queue *queue, KIRQL irql);

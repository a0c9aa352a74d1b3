#include "storport.h"

typedef struct {
  ULONG id;
} queue;

void holds(void *ext, void *of);

void holds(void *ext, queue *of) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, of->id, &irql);
  return;
}

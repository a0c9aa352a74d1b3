#include "storport.h"

typedef struct Adapter {
  ULONG Stopped;
} Adapter;

ULONG lock(Adapter *ext, ULONG id);
void unlock(Adapter *ext, ULONG id, ULONG irql);

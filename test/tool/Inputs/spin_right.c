#include "spin.h"

void pair(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle = {0};
  lockStart(adapter, &handle);
  adapter->Stopped = 0;
  unlock(adapter, &handle);
}

void nested(ADAPTER *adapter) {
  STOR_LOCK_HANDLE start, queue;
  lockStart(adapter, &start);
  lockQueue(adapter, 1, &queue);
  touchMessage(adapter, 1);
  unlock(adapter, &queue);
  unlock(adapter, &start);
}

void either(ADAPTER *adapter, BOOLEAN isr) {
  STOR_LOCK_HANDLE handle = {0};
  if (!isr)
    lockEither(adapter, &handle);
  adapter->Stopped = 0;
  if (!isr)
    unlockEither(adapter, &handle);
}

void eachQueue(ADAPTER *adapter) {
  for (ULONG queue = 0; queue < 4; ++queue) {
    STOR_LOCK_HANDLE handle;
    lockQueue(adapter, queue, &handle);
    adapter->Stopped |= 1u << queue;
    unlock(adapter, &handle);
  }
}

#include <storport.h>

typedef struct _ADAPTER {
  BOOLEAN PerMessage;
  ULONG Stopped;
  STOR_DPC Dpc[4];
} ADAPTER;

/* spin_locks.c */
void lockStart(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle);
void lockQueue(ADAPTER *adapter, ULONG queue, PSTOR_LOCK_HANDLE handle);
void unlock(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle);
void lockEither(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle);
void unlockEither(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle);
void count(ADAPTER *adapter);
void touchMessage(ADAPTER *adapter, ULONG message);

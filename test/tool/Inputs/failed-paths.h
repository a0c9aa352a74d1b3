#include <storport.h>

struct Adapter {
  BOOLEAN Error;
  ULONG Count;
};

VOID Complete(struct Adapter *Ext, PVOID Dpc, ULONG Message);
BOOLEAN LockOrFail(struct Adapter *Ext, ULONG Message, ULONG *Old,
                   BOOLEAN MayFail);

#include <storport.h>

typedef struct _DEVICE *PDEVICE;
typedef VOID (*PHOOK)(PDEVICE Device, ULONG Id);
typedef struct _DEVICE {
  UCHAR DumpMode;
  BOOLEAN Failed, Dumping;
  PHOOK Hook;
} DEVICE;

VOID Touch(PDEVICE Device, ULONG Id);
VOID Work(PDEVICE Device, ULONG Id, BOOLEAN Held);
ULONG TryLock(PDEVICE Device, ULONG Id, PULONG Irql);
BOOLEAN IsDump(PDEVICE Device);
VOID Middle(PDEVICE Device, ULONG Id);

#include <storport.h>

typedef struct _EXT {
  ULONG Irql;
} EXT, *PEXT;

PUCHAR bytesOf(PULONG Given) { return (PUCHAR)Given; }
PUCHAR bytesBehind(PULONG Given) { return (PUCHAR)(Given + 1); }
PUSHORT halfOf(PEXT Ext) { return (PUSHORT)&Ext->Irql; }
PUCHAR bytesKept(PULONG Given) {
  PUCHAR Bytes = (PUCHAR)Given;
  return Bytes;
}
PUCHAR bytesByVoid(PULONG Given) {
  PVOID Any = Given;
  return Any;
}

#include <ntddk.h>
typedef struct _BOX {
  KSPIN_LOCK Lock;
  LONG Count;
} BOX;
static __inline VOID helper(BOX *Box) { Box->Count++; }

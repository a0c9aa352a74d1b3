#include <ntddk.h>
typedef struct _BOX {
  KSPIN_LOCK Lock;
  BOOLEAN Ready;
} BOX;
typedef struct _OP {
  BOX *Box;
  KIRQL Irql;
} OP;
VOID begin(OP *Op, BOX *Box);
VOID end(OP *Op);
VOID take(BOX *Box, KIRQL *Irql);
VOID giveGuarded(BOX *Box, KIRQL Irql);

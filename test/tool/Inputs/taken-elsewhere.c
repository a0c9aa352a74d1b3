#include "taken-elsewhere.h"
VOID begun(BOX *Box) {
  OP Op;
  begin(&Op, Box);
  end(&Op);
}
VOID guarded(BOX *Box) {
  KIRQL Irql;
  take(Box, &Irql);
  giveGuarded(Box, Irql);
}

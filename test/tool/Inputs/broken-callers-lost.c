#include "broken-callers.h"
VOID lost(BOX *Box) {
  Unknown_t Value;
  helper(Box);
}

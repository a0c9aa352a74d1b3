#include "guard.h"

VOID RightGuards(PVOID Ext) {
  Guard First(Ext);
  Guard Second(static_cast<Guard &&>(First));
}

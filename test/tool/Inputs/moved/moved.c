#include "moved.h"

VOID Move(PHOLD To, PHOLD From) {
  To->Irql = From->Irql;
  To->Held = From->Held;
  From->Held = FALSE;
}

VOID Count(PHOLD Hold) { Hold->Count++; }

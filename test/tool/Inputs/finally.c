#include "storport.h"

void pairs(void *ext, ULONG id, BOOLEAN take, ULONG n) {
  ULONG irql = 0;
  __try {
    if (take)
      StorPortAcquireMSISpinLock(ext, id, &irql);
    if (n == 3)
      __leave;
    while (n--) {
      if (n == 7)
        break;
      if (n == 8)
        __leave;
    }
    n++;
  } __finally {
    if (take)
      StorPortReleaseMSISpinLock(ext, id, irql);
  }
}

void leaks(void *ext, ULONG id, ULONG n) {
  ULONG irql;
  __try {
    StorPortAcquireMSISpinLock(ext, id, &irql);
    if (n == 3)
      __leave;
    StorPortReleaseMSISpinLock(ext, id, irql);
  } __finally {
    n = 3;
  }
  return;
}

/* Each __leave ends its own block. */
void nested(void *ext, ULONG id, ULONG n) {
  ULONG irql;
  __try {
    __try {
      if (n)
        __leave;
      n = 2;
    } __finally {
      StorPortAcquireMSISpinLock(ext, id, &irql);
    }
    if (n)
      __leave;
    n = 4;
  } __finally {
    StorPortReleaseMSISpinLock(ext, id, irql);
  }
}

/* Not followed, as yet. */
void returns(void *ext, ULONG id, ULONG n) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  __try {
    if (n)
      return;
  } __finally {
    StorPortReleaseMSISpinLock(ext, id, irql);
  }
}

void calls(void *ext) { returns(ext, 1, 2); }

void handles(void *ext, ULONG id, ULONG n) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  __try {
    n = 2;
  } __except (1) {
    n = 3;
  }
  StorPortReleaseMSISpinLock(ext, id, irql);
}

/* Nothing is raised, so no block was left in another way than by its end. */
void asks(void *ext, ULONG id, ULONG n) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  __try {
    if (n == 3)
      __leave;
    n = 2;
  } __finally {
    BOOLEAN abnormal = AbnormalTermination() != 0;
    if (abnormal)
      StorPortReleaseMSISpinLock(ext, id, irql);
    __try {
      n++;
    } __finally {
      if (!_abnormal_termination())
        StorPortReleaseMSISpinLock(ext, id, irql);
    }
  }
}

void asksWrongly(void *ext, ULONG id, ULONG n) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  __try {
    n = 2;
  } __finally {
    if (AbnormalTermination())
      StorPortReleaseMSISpinLock(ext, id, irql);
  }
}

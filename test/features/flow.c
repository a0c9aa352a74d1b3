// Control flow of real drivers.
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE {
  ULONG MessageId;
  int Busy, Head, Tail;
} QUEUE;
typedef struct _EXT {
  QUEUE Queues[8];
  ULONG Count;
} EXT;

void complete(EXT *ext, int what);
int next(EXT *ext);

int earlyReturn(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  if (q->Busy) {
    StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
    return 1;
  }
  q->Busy = 1;
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
  return 0;
}

int earlyReturnForgets(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  if (q->Busy)
    return 1; // expected-warning {{MSI spin lock for message 'q->MessageId' is still held on return}}
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
  return 0;
}

int gotoOut(EXT *ext, int a, int b) {
  ULONG irql;
  int result = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (a)
    goto out;
  if (b) {
    result = 1;
    goto out;
  }
  complete(ext, 1);
out:
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return result;
}

int gotoPastRelease(EXT *ext, int a) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (a)
    goto out;
  StorPortReleaseMSISpinLock(ext, 1, irql);
out:
  return 0; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void switchPairs(EXT *ext, int kind) {
  ULONG irql = 0;
  switch (kind) {
  case 0:
  case 1:
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    break;
  case 2:
    StorPortAcquireMSISpinLock(ext, 2, &irql);
    break;
  default:
    return;
  }
  complete(ext, kind);
  switch (kind) {
  case 0:
  case 1:
    StorPortReleaseMSISpinLock(ext, 1, irql);
    break;
  case 2:
    StorPortReleaseMSISpinLock(ext, 2, irql);
    break;
  }
}

void switchFallsThrough(EXT *ext, int kind) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  switch (kind) {
  case 0:
    StorPortReleaseMSISpinLock(ext, 1, irql);
    // break is missing
  case 1:
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released again}}
    break;
  default:
    StorPortReleaseMSISpinLock(ext, 1, irql);
  }
}

void breakAndContinue(EXT *ext, int count) {
  ULONG irql;
  for (int i = 0; i < count; ++i) {
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    if (i == 3) {
      StorPortReleaseMSISpinLock(ext, 1, irql);
      continue;
    }
    if (next(ext)) {
      StorPortReleaseMSISpinLock(ext, 1, irql);
      break;
    }
    StorPortReleaseMSISpinLock(ext, 1, irql);
  }
}

void breakForgets(EXT *ext, int count) {
  ULONG irql;
  for (int i = 0; i < count; ++i) {
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    if (next(ext))
      break;
    StorPortReleaseMSISpinLock(ext, 1, irql);
  }
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void continueForgets(EXT *ext, int count) {
  ULONG irql;
  for (int i = 0; i < count; ++i) {
    StorPortAcquireMSISpinLock(ext, 1, &irql); // expected-warning {{MSI spin lock for message '1' is acquired again while it is held}}
    if (next(ext) == 5)
      continue;
    StorPortReleaseMSISpinLock(ext, 1, irql);
  }
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void nestedLoops(EXT *ext, QUEUE *q) {
  ULONG irql, inner;
  for (ULONG i = 0; i < ext->Count; ++i) {
    StorPortAcquireMSISpinLock(ext, i, &irql);
    while (q->Head != q->Tail) {
      StorPortAcquireMSISpinLock(ext, i + 1, &inner);
      q->Head = next(ext);
      StorPortReleaseMSISpinLock(ext, i + 1, inner);
    }
    StorPortReleaseMSISpinLock(ext, i, irql);
  }
}

void nestedLoopsWrong(EXT *ext, QUEUE *q) {
  ULONG irql, inner;
  for (ULONG i = 0; i < ext->Count; ++i) {
    StorPortAcquireMSISpinLock(ext, i, &irql);
    while (q->Head != q->Tail) {
      StorPortAcquireMSISpinLock(ext, i, &inner); // expected-warning {{MSI spin lock for message 'i' is acquired again while it is held}}
      q->Head = next(ext);
      StorPortReleaseMSISpinLock(ext, i, inner);
    }
    StorPortReleaseMSISpinLock(ext, i, irql);
  }
}

void dropAndRetake(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  while (q->Head != q->Tail) {
    int what = q->Head++;
    StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
    complete(ext, what);
    StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  }
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
}

void dropAndBreak(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  while (q->Head != q->Tail) {
    StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
    if (next(ext))
      break;
    StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  }
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql); // expected-warning {{MSI spin lock for message 'q->MessageId' is released again}}
}

void arrayOfSavedIrqls(EXT *ext) {
  ULONG irql[3];
  StorPortAcquireMSISpinLock(ext, 0, &irql[0]);
  StorPortAcquireMSISpinLock(ext, 1, &irql[1]);
  StorPortAcquireMSISpinLock(ext, 2, &irql[2]);
  StorPortReleaseMSISpinLock(ext, 2, irql[2]);
  StorPortReleaseMSISpinLock(ext, 1, irql[1]);
  StorPortReleaseMSISpinLock(ext, 0, irql[0]);
}

void arrayMixedUp(EXT *ext) {
  ULONG irql[2];
  StorPortAcquireMSISpinLock(ext, 0, &irql[0]);
  StorPortAcquireMSISpinLock(ext, 1, &irql[1]);
  StorPortReleaseMSISpinLock(ext, 1, irql[0]); // expected-warning {{MSI spin lock for message '1' is released with the IRQL saved for message '0', not with its own}}
  StorPortReleaseMSISpinLock(ext, 0, irql[1]);
}

void lockAllUnlockAll(EXT *ext) {
  ULONG irql[3];
  for (int i = 0; i < 3; ++i)
    StorPortAcquireMSISpinLock(ext, i, &irql[i]);
  complete(ext, 0);
  for (int i = 2; i >= 0; --i)
    StorPortReleaseMSISpinLock(ext, i, irql[i]);
}

void lockAllUnlockSome(EXT *ext) {
  ULONG irql[3];
  for (int i = 0; i < 3; ++i)
    StorPortAcquireMSISpinLock(ext, i, &irql[i]);
  for (int i = 2; i > 0; --i)
    StorPortReleaseMSISpinLock(ext, i, irql[i]);
  return; // expected-warning {{MSI spin lock for message 'i' is still held on return}}
}

void lockEachUnlockEach(EXT *ext, PULONG irqls) {
  for (ULONG i = 0; i < ext->Count; ++i)
    StorPortAcquireMSISpinLock(ext, ext->Queues[i].MessageId, &irqls[i]);
  for (ULONG i = ext->Count; i-- > 0;)
    StorPortReleaseMSISpinLock(ext, ext->Queues[i].MessageId, irqls[i]);
}

int recursive(EXT *ext, int depth) {
  ULONG irql;
  if (depth == 0)
    return 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Count++;
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return recursive(ext, depth - 1);
}

int recursiveUnderLock(EXT *ext, int depth) {
  ULONG irql;
  int result = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (depth == 2)
    result = recursiveUnderLock(ext, depth - 1); // expected-warning {{MSI spin lock for message '1' is acquired again while it is held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return result;
}

static void lockOne(EXT *ext, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, 1, irql);
}
static void unlockOne(EXT *ext, ULONG irql) {
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
static const struct {
  void (*Lock)(EXT *, PULONG);
  void (*Unlock)(EXT *, ULONG);
} ops = {lockOne, unlockOne};

void throughTable(EXT *ext) {
  ULONG irql;
  ops.Lock(ext, &irql);
  ops.Unlock(ext, irql);
}

static void (*const takers[])(EXT *, PULONG) = {lockOne, lockOne};

void throughArray(EXT *ext) {
  ULONG irql;
  takers[1](ext, &irql);
  unlockOne(ext, irql);
}

void retryOnStatus(EXT *ext) {
  ULONG irql, status;
  do {
    status = StorPortAcquireMSISpinLock(ext, 1, &irql);
  } while (status != STOR_STATUS_SUCCESS);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void retryAFewTimes(EXT *ext) {
  ULONG irql;
  int tries = 0;
  while (StorPortAcquireMSISpinLock(ext, 1, &irql) != STOR_STATUS_SUCCESS)
    if (++tries > 2)
      return;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

int conditional(EXT *ext, int which) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, which ? 1 : 2, &irql);
  complete(ext, 3);
  StorPortReleaseMSISpinLock(ext, which ? 1 : 2, irql);
  return which && next(ext) ? 1 : 0;
}

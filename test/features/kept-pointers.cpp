// An acquire writes nothing but what it saves, though the driver keeps a pointer
// somewhere: what that leads to is as it was.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json token=proved,clean stored=proved,clean searched=proved,clean maybe=proved,clean twice=reported other=reported guards=reported
// RUN: %analyze -verify %s
#include <storport.h>

struct Queue {
  PVOID Adapter;
  ULONG Message, Depth, Spare;
  bool PerMessage;
};
struct Token {
  Queue *Of;
  ULONG Irql;
};
struct Adapter {
  Queue *Active;
};

void token(Queue *Q) {
  Token T = {Q, 0};
  if (Q->PerMessage)
    StorPortAcquireMSISpinLock(Q->Adapter, 1, &T.Irql);
  Q->Depth++;
  if (Q->PerMessage)
    StorPortReleaseMSISpinLock(Q->Adapter, 1, T.Irql);
}

void stored(Adapter *A, Queue *Q) {
  ULONG Irql;
  A->Active = Q;
  if (Q->PerMessage)
    StorPortAcquireMSISpinLock(A, 1, &Irql);
  if (Q->PerMessage)
    StorPortReleaseMSISpinLock(A, 1, Irql);
}

void searched(Queue *Q, ULONG Alone) {
  Token T = {Q, 0};
  if (Alone ? Q->PerMessage : Q->Spare)
    StorPortAcquireMSISpinLock(Q->Adapter, 1, &T.Irql);
  Q->Depth++;
  if (Alone ? Q->PerMessage : Q->Spare)
    StorPortReleaseMSISpinLock(Q->Adapter, 1, T.Irql);
}

void twice(Adapter *A, Queue *Q) {
  ULONG First, Second;
  A->Active = Q;
  StorPortAcquireMSISpinLock(A, Q->Message, &First);
  StorPortAcquireMSISpinLock(A, Q->Message, &Second); // expected-warning{{is acquired again while it is held}}
  StorPortReleaseMSISpinLock(A, Q->Message, Second);
  StorPortReleaseMSISpinLock(A, Q->Message, First);
}

void other(Adapter *A, Queue *Q) {
  ULONG Irql;
  A->Active = Q;
  StorPortAcquireMSISpinLock(A, Q->Message, &Irql);
  StorPortReleaseMSISpinLock(A, Q->Message + 1, Irql); // expected-warning{{but the one held is for message 'Q->Message'}}
}

class Guard {
public:
  explicit Guard(Queue *Of) : Q(Of) {
    StorPortAcquireMSISpinLock(Q->Adapter, Q->Message, &Irql);
  }
  ~Guard() { StorPortReleaseMSISpinLock(Q->Adapter, Q->Message, Irql); }

private:
  Queue *Q;
  ULONG Irql;
};

void guards(Queue *Q) {
  Guard First(Q);
  Guard Second(Q); // expected-warning{{is acquired again while it is held}}
}

class MaybeGuard {
public:
  explicit MaybeGuard(Queue *Of) : Q(Of) {
    if (Q->PerMessage)
      StorPortAcquireMSISpinLock(Q->Adapter, 1, &Irql);
  }
  ~MaybeGuard() {
    if (Q->PerMessage)
      StorPortReleaseMSISpinLock(Q->Adapter, 1, Irql);
  }

private:
  Queue *Q;
  ULONG Irql;
};

void maybe(Queue *Q) {
  MaybeGuard Held(Q);
  Q->Depth++;
}

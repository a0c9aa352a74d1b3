// Expressions that are nested too deep for a term are not understood, and crash
// nobody.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json chain=undecided,clean sum=undecided,clean choice=undecided,clean
// RUN: %analyze %s
// RUN: %python -c "print('#include <storport.h>'); print('ULONG f(PVOID e, ULONG n) { ULONG i; StorPortAcquireMSISpinLock(e, n, &i); return ' + ' + '.join(['n'] * 20000) + '; }')" > %t.c
// RUN: %analyze %t.c 2>&1 | %filecheck --check-prefix=DEEP %s
// DEEP: is still held on return [storport.msi.Leak]
#include <storport.h>

typedef struct _NODE {
  struct _NODE *Next;
  ULONG Id;
} NODE, *PNODE;

#define TEN(X) X X X X X X X X X X
#define HUNDRED(X) TEN(TEN(X))

VOID chain(PVOID Ext, PNODE Node) {
  ULONG Irql;
  const ULONG Id = Node HUNDRED(->Next) HUNDRED(->Next) HUNDRED(->Next)->Id;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID sum(PVOID Ext, PNODE Node) {
  ULONG Irql;
  const ULONG Id = 1 HUNDRED(+Node->Id) HUNDRED(+Node->Next->Id) HUNDRED(+Node->Id);
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID choice(PVOID Ext, PNODE Node) {
  ULONG Irql;
  const ULONG Id = HUNDRED(Node->Id == 3 ? 5 :) HUNDRED(Node->Id == 7 ? 2 :) 4;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

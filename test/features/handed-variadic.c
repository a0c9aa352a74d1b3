// A function with variable arguments is not stepped into. Where its caller hands it
// a function that may use locks, nobody calls the caller clean.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json variadicWrong=undecided,reported inTurn=reported
#include <stdarg.h>
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
} EXT, *PEXT;
typedef VOID (*PROUTINE)(PEXT);

static VOID locks(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Count = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID counts(PEXT Ext) { Ext->Count++; }

static VOID calls(PEXT Ext, ULONG Count, ...) {
  va_list Rest;
  va_start(Rest, Count);
  va_arg(Rest, PROUTINE)(Ext);
  va_end(Rest);
}

VOID variadicWrong(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  calls(Ext, 1, locks);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID takes(PEXT Ext) { StorPortAcquireMSISpinLock(Ext, 2, &Ext->Count); }
static VOID gives(PEXT Ext) { StorPortReleaseMSISpinLock(Ext, 2, Ext->Count); }

VOID inTurn(PEXT Ext) {
  PROUTINE Routines[] = {takes, counts, locks, takes};
  ULONG I;
  for (I = 0; I < 4; I++)
    Routines[I](Ext);
}

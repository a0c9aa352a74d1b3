// longjmp leaves a function, and setjmp comes back to it, in ways that no path
// shows: a function with locks that does either is not proved.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json marked=undecided,reported leaves=undecided,reported wrong=reported right=proved
#include <setjmp.h>
#include <storport.h>

typedef struct _EXT {
  ULONG Flags;
} EXT, *PEXT;

static jmp_buf Place;

VOID marked(PEXT Ext) {
  ULONG Irql;
  if (setjmp(Place))
    return;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Flags)
    longjmp(Place, 1);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID leaves(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Flags)
    longjmp(Place, 1);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID wrong(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 2, &Irql);
}

VOID right(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 2, &Irql);
  StorPortReleaseMSISpinLock(Ext, 2, Irql);
}

// A helper may leave the address of one local in another one, or where that leads to.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2 -o $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json stored=undecided,reported inMember=undecided,reported inElement=undecided,reported copied=undecided,reported later=undecided,reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json apart=proved readOnly=proved
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
} EXT, *PEXT;
typedef struct _BOX {
  ULONG Number;
  PULONG Where;
} BOX;

static VOID store(PULONG *Out, PULONG In) { *Out = In; }
static VOID put(BOX *Box, PULONG In) { Box->Where = In; }
static VOID copy(BOX *To, const BOX *From) { *To = *From; }
static ULONG read(const ULONG *From) { return *From; }

#define LOCKED(Ext, Irql, Do)                                                            \
  StorPortAcquireMSISpinLock(Ext, 1, &(Irql));                                           \
  Do;                                                                                    \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID stored(PEXT Ext) {
  ULONG Irql;
  PULONG Where;
  store(&Where, &Irql);
  LOCKED(Ext, Irql, *Where = 0);
}
VOID later(PEXT Ext) {
  ULONG Irql, Other;
  PULONG Where;
  store(&Where, &Other);
  Where = &Irql;
  LOCKED(Ext, Irql, *Where = 0);
}
VOID inMember(PEXT Ext) {
  ULONG Irql;
  BOX Box = {0};
  put(&Box, &Irql);
  LOCKED(Ext, Irql, *Box.Where = 0);
}
VOID inElement(PEXT Ext, ULONG I) {
  ULONG Irql;
  PULONG Where[2] = {NULL, NULL};
  store(&Where[I & 1], &Irql);
  LOCKED(Ext, Irql, if (Where[1]) *Where[1] = 0);
}
VOID copied(PEXT Ext) {
  ULONG Irql;
  BOX Box = {0}, Other;
  Box.Where = &Irql;
  copy(&Other, &Box);
  LOCKED(Ext, Irql, *Other.Where = 0);
}
VOID apart(PEXT Ext) {
  ULONG Irql, Other;
  PULONG Where;
  store(&Where, &Other);
  LOCKED(Ext, Irql, *Where = 0);
}
VOID readOnly(PEXT Ext) {
  ULONG Irql;
  LOCKED(Ext, Irql, Ext->Count += read(&Irql));
}

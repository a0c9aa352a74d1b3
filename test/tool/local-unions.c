// A local variable, parameter or copy that is a union: a write to one member
// changes what the others are, also where the whole was assigned before. What
// is assigned as a whole after that is what it was assigned.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/Inputs/check_verdicts.py %t.json copyThenWord=reported parameterThenWord=reported parameterThenBits=reported largeInteger=reported cleared=reported throughPointer=reported byHelper=reported inRounds=reported messageOfParts=undecided,reported inStructure=reported
// RUN: %python %S/Inputs/check_verdicts.py %t.json otherHalf=proved assignedAgain=proved eachRound=proved bitsOfNumber=proved neighbour=proved
#include <storport.h>

typedef struct {
  ULONG Flags;
} EXT, *PEXT;

typedef union _CONTROL {
  ULONG Word;
  struct {
    ULONG Enabled : 1, Ready : 1, Vector : 6, Rest : 24;
  } Bits;
} CONTROL, *PCONTROL;

typedef struct _PORT {
  CONTROL Control;
  ULONG Errors;
} PORT, *PPORT;

VOID copyThenWord(PEXT Ext, PPORT Port) {
  ULONG Irql = 0;
  CONTROL Now = Port->Control;
  if (Now.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Now.Word = 0;
  if (Now.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID parameterThenWord(PEXT Ext, CONTROL Now) {
  ULONG Irql = 0;
  if (Now.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Now.Word = StorPortReadRegisterUlong(Ext, &Ext->Flags);
  if (Now.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID parameterThenBits(PEXT Ext, CONTROL Now) {
  ULONG Irql = 0;
  if (Now.Word)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Now.Bits.Ready = 1;
  if (Now.Word)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID largeInteger(PEXT Ext, LARGE_INTEGER Due) {
  ULONG Irql = 0;
  if (Due.LowPart)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Due.QuadPart = 0;
  if (Due.LowPart)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID cleared(PEXT Ext, CONTROL Now) {
  ULONG Irql = 0;
  if (Now.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(&Now, sizeof(Now));
  if (Now.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID throughPointer(PEXT Ext, PPORT Port, BOOLEAN First) {
  ULONG Irql = 0;
  CONTROL One = Port->Control, Two = Port->Control;
  PCONTROL Chosen = First ? &One : &Two;
  if (One.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Chosen->Word = 0;
  if (One.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID reset(PCONTROL Control) { Control->Word = 0; }
VOID byHelper(PEXT Ext, CONTROL Now) {
  ULONG Irql = 0;
  if (Now.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  reset(&Now);
  if (Now.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID inRounds(PEXT Ext, CONTROL Now, ULONG Count) {
  ULONG Irql = 0;
  while (Count--) {
    if (Now.Bits.Enabled)
      StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    Now.Word >>= 1;
    if (Now.Bits.Enabled)
      StorPortReleaseMSISpinLock(Ext, 1, Irql);
  }
}

VOID messageOfParts(PEXT Ext, CONTROL Now) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Now.Bits.Vector, &Irql);
  Now.Word >>= 2;
  StorPortReleaseMSISpinLock(Ext, Now.Bits.Vector, Irql);
}

VOID inStructure(PEXT Ext, PORT Port) {
  ULONG Irql = 0;
  if (Port.Control.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Port.Control.Word = 0;
  if (Port.Control.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID otherHalf(PEXT Ext, LARGE_INTEGER Due) {
  ULONG Irql = 0;
  if (Due.LowPart)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Due.HighPart = 0;
  if (Due.LowPart)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID assignedAgain(PEXT Ext, PPORT Port) {
  ULONG Irql = 0;
  CONTROL Now = Port->Control;
  Now.Word = 1;
  Now = Port->Control;
  if (Now.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Port->Errors = 0;
  if (Now.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID eachRound(PEXT Ext, PPORT Port, ULONG Count) {
  ULONG Irql = 0;
  CONTROL Now;
  while (Count--) {
    Now = Port->Control;
    if (Now.Bits.Enabled)
      StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    if (Now.Bits.Enabled)
      StorPortReleaseMSISpinLock(Ext, 1, Irql);
    Now.Word = 0;
  }
}

VOID bitsOfNumber(PEXT Ext) {
  ULONG Irql = 0;
  CONTROL Now;
  Now.Word = StorPortReadRegisterUlong(Ext, &Ext->Flags);
  if (Now.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Now.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID neighbour(PEXT Ext, PORT Port) {
  ULONG Irql = 0;
  if (Port.Control.Bits.Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Port.Errors = 0;
  if (Port.Control.Bits.Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

// A union, or what holds one, is returned by value, or copied into another
// object: of what is asked for in the copy, another member may have been written
// since the last copy, by itself.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json bits=reported bitsOfElement=reported byteByPointer=reported bytesInHelper=reported wholeThenBits=reported wholeByCast=reported,undecided inRecord=reported intoMember=reported copied=reported
// RUN: %python %S/Inputs/check_verdicts.py %t.json unchanged=proved otherObject=proved keptCopy=proved otherMember=proved,clean
#include <storport.h>

typedef union _CONTROL {
  ULONG Word;
  struct {
    ULONG Enabled : 1, Ready : 1, Rest : 30;
  } Bits;
  UCHAR Bytes[4];
} CONTROL, *PCONTROL;

typedef struct _PORT {
  CONTROL Control;
  ULONG Number;
} PORT;

typedef struct _ADAPTER {
  CONTROL Control, Controls[3], Copy;
  PORT Port;
  ULONG Count;
} ADAPTER, *PADAPTER;

static CONTROL control(PADAPTER A) { return A->Control; }
static CONTROL second(PADAPTER A) { return A->Controls[1]; }
static CONTROL behind(PCONTROL Control) { return *Control; }
static PORT port(PADAPTER A) { return A->Port; }
static VOID enable(PADAPTER A) { A->Control.Bytes[0] = 1; }

// One that is not enabled is enabled, and taken for one that was.
#define ENABLED(NAME, ASKED, DOES)                                             \
  VOID NAME(PADAPTER A) {                                                      \
    ULONG Irql = 0;                                                            \
    if (ASKED)                                                                 \
      StorPortAcquireMSISpinLock(A, 1, &Irql);                                 \
    else                                                                       \
      DOES;                                                                    \
    if (ASKED)                                                                 \
      StorPortReleaseMSISpinLock(A, 1, Irql);                                  \
  }

ENABLED(bits, control(A).Word & 1, A->Control.Bits.Enabled = 1)
ENABLED(bitsOfElement, second(A).Word & 1, A->Controls[1].Bits.Enabled = 1)
ENABLED(byteByPointer, behind(&A->Control).Word & 1, A->Control.Bytes[0] = 1)
ENABLED(bytesInHelper, control(A).Word & 1, enable(A))
ENABLED(wholeThenBits, control(A).Bits.Enabled, A->Control.Word |= 1)
ENABLED(wholeByCast, control(A).Word & 1, *(PULONG)&A->Control = 1)
ENABLED(inRecord, port(A).Control.Word & 1, A->Port.Control.Bits.Enabled = 1)

VOID intoMember(PADAPTER A, PADAPTER B) {
  ULONG Irql = 0;
  B->Copy = A->Control;
  if (B->Copy.Word & 1)
    StorPortAcquireMSISpinLock(A, 1, &Irql);
  else
    A->Control.Bits.Enabled = 1;
  B->Copy = A->Control;
  if (B->Copy.Word & 1)
    StorPortReleaseMSISpinLock(A, 1, Irql);
}

VOID copied(PADAPTER A) {
  ULONG Irql = 0;
  CONTROL Now = A->Control;
  if (Now.Word & 1)
    StorPortAcquireMSISpinLock(A, 1, &Irql);
  else
    A->Control.Bits.Enabled = 1;
  Now = A->Control;
  if (Now.Word & 1)
    StorPortReleaseMSISpinLock(A, 1, Irql);
}

ENABLED(unchanged, control(A).Word & 1, (void)0)
ENABLED(otherObject, control(A).Word & 1, A->Count = 1)
ENABLED(otherMember, port(A).Control.Word & 1, A->Port.Number = 1)

VOID keptCopy(PADAPTER A) {
  ULONG Irql = 0;
  CONTROL Now = control(A);
  if (Now.Word & 1)
    StorPortAcquireMSISpinLock(A, 1, &Irql);
  A->Control.Bits.Enabled = 1;
  if (Now.Word & 1)
    StorPortReleaseMSISpinLock(A, 1, Irql);
}

// The members of a union share their bits, whichever of them is written or asked:
// a register as a number, as bits and as bytes. The analyzer of LLVM 14 takes the
// whole for a new value.
// REQUIRES: union-members
// RUN: %spinpair %s --report json=%t.json -- -I%wdk || true
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json oneBit=proved,clean,undecided wholeThenBits=proved,clean,undecided halves=proved,clean bytes=proved,clean otherBit=reported,undecided sign=proved,clean
#include <storport.h>

typedef union _REGISTER {
  ULONG AsUlong;
  struct {
    ULONG Enabled : 1;
    ULONG Mode : 3;
    ULONG Rest : 28;
  };
  struct {
    USHORT Low, High;
  } Words;
  UCHAR Bytes[4];
} REGISTER, *PREGISTER;

VOID oneBit(PVOID Ext, PREGISTER Reg) {
  ULONG Irql = 0;
  if (Reg->AsUlong & 2)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Reg->Enabled = 0;
  if (Reg->AsUlong & 2)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID wholeThenBits(PVOID Ext, ULONG Value) {
  REGISTER Reg;
  ULONG Irql = 0;
  Reg.AsUlong = Value;
  if (Reg.Mode == 2)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (((Value >> 1) & 7) == 2)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID halves(PVOID Ext, PREGISTER Reg) {
  ULONG Irql = 0;
  if (Reg->Words.High)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Reg->AsUlong > 0xFFFF)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID bytes(PVOID Ext, PREGISTER Reg) {
  ULONG Irql = 0;
  if (Reg->Bytes[0] & 1)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Reg->Enabled)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID otherBit(PVOID Ext, PREGISTER Reg) {
  ULONG Irql = 0;
  if (Reg->Enabled)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Reg->AsUlong & 2)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID sign(PVOID Ext, LARGE_INTEGER *Left) {
  ULONG Irql = 0;
  if (Left->QuadPart < 0)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Left->HighPart < 0)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

// A member of a union whose bytes were all written by way of other members. The
// analyzer has no value for it; that of LLVM 14 takes the whole for a new value.
// REQUIRES: union-members
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -verify %s
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
} REGISTER;

// Silent.

void wordsToWhole(void *ext, REGISTER *reg) {
  ULONG irql = 0;
  reg->Words.Low = 0x1234;
  reg->Words.High = 0xF678;
  if (reg->AsUlong == 0xF6781234)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  reg->Words.Low = 0x1235;
  if (reg->AsUlong == 0xF6781235)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void wholeToBits(void *ext, REGISTER *reg) {
  ULONG irql = 0;
  reg->AsUlong = 5;
  if (reg->Enabled && reg->Mode == 2)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (reg->Enabled)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void bitsToWord(void *ext) {
  REGISTER reg;
  ULONG irql = 0;
  reg.Rest = 0x100000;
  if (reg.Words.High == 0x100)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (reg.Words.High)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Wrong, in one way only.

void clearsBits(void *ext, REGISTER *reg) {
  ULONG irql = 0;
  if (reg->AsUlong)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  reg->Enabled = 0;
  reg->Mode = 0;
  reg->Rest = 0;
  if (reg->AsUlong)
    StorPortReleaseMSISpinLock(ext, 1, irql);
} // expected-warning {{is still held}}

void clearsWords(void *ext, ULONG value) {
  REGISTER reg;
  ULONG irql = 0;
  reg.AsUlong = value;
  if (reg.AsUlong)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  reg.Words.Low = 0;
  reg.Words.High = 0;
  if (reg.AsUlong)
    StorPortReleaseMSISpinLock(ext, 1, irql);
} // expected-warning {{is still held}}

void setsABit(void *ext, REGISTER *reg) {
  ULONG irql = 0;
  reg->AsUlong = 0;
  if (reg->AsUlong)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  reg->Words.Low = 8;
  reg->Words.High = 0;
  if (reg->AsUlong)
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{was never acquired}}
}

// What was written last, of two members, is not known: both may be.
void contradicts(void *ext, REGISTER *reg, USHORT low) {
  ULONG irql = 0;
  reg->Enabled = 0;
  reg->Mode = 0;
  reg->Rest = 0;
  reg->Words.Low = low;
  if (reg->AsUlong)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
} // expected-warning {{is still held}}

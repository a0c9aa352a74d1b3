// A path is shown only if its conditions can hold together, bit by bit.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk > %t
// RUN: %filecheck --implicit-check-not=warning: %s < %t
#include <storport.h>

typedef struct _PORT {
  struct _PORT *Peer;
  ULONG Bits, Count, Line;
  ULONG Enabled : 1;
  ULONG Depth : 3;
  LONG Delta : 2;
} PORT, *PPORT;

#define ALL_SET(Word, Mask) (((Word) & (Mask)) == (Mask))

// Masks.
VOID one_bit_two_ways(PPORT Port) {
  ULONG Irql = 0;
  if (Port->Bits & 0x20)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  Port->Count++;
  if (ALL_SET(Port->Bits, 0x20))
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID three_bits_one_by_one(PVOID Port, ULONG Word) {
  ULONG Irql = 0;
  if ((Word & 0x70) == 0x70)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if ((Word & 0x10) && (Word & 0x20) && (Word & 0x40))
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID another_bit(PVOID Port, ULONG Word) {
  ULONG Irql = 0;
  if (Word & 0x10)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  // CHECK: feasibility.c:[[#@LINE+3]]:{{.*}}MSI spin lock for message '3' is still held on return
  if ((Word & 0x30) == 0x30)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
} // expected-warning {{MSI spin lock for message '3' is still held on return}}

// Shifts, % and /.
VOID shifted(PVOID Port, ULONG Word) {
  ULONG Irql = 0;
  if (Word >> 12)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Word > 0xFFF)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID remainder_and_mask(PVOID Port, ULONG Lba) {
  ULONG Irql = 0;
  if (Lba % 8 != 0)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Lba & 7)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID quotient(PVOID Port, ULONG Lba) {
  ULONG Irql = 0;
  if (Lba / 16 == 2)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Lba >= 32 && Lba < 48)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID other_remainder(PVOID Port, ULONG Lba) {
  ULONG Irql = 0;
  if (Lba % 8 != 0)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  // CHECK: feasibility.c:[[#@LINE+3]]:{{.*}}MSI spin lock for message '3' is still held on return
  if (Lba & 3)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
} // expected-warning {{MSI spin lock for message '3' is still held on return}}

// Sums and chains of comparisons.
VOID sum(PVOID Port, ULONG Produced, ULONG Consumed) {
  ULONG Irql = 0;
  if (Produced - Consumed == 16)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Produced == Consumed + 16)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID chain(PVOID Port, ULONG A, ULONG B, ULONG C, ULONG D) {
  ULONG Irql = 0;
  if (A <= B && B < C && C <= D) {
    if (A < D)
      StorPortAcquireMSISpinLock(Port, 3, &Irql);
    StorPortReleaseMSISpinLock(Port, 3, Irql);
  }
}

VOID open_chain(PVOID Port, ULONG A, ULONG B, ULONG C) {
  ULONG Irql = 0;
  if (A <= B && B <= C) {
    if (A < C)
      StorPortAcquireMSISpinLock(Port, 3, &Irql);
    // CHECK: feasibility.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '3' is released, but was never acquired
    StorPortReleaseMSISpinLock(Port, 3, Irql); // expected-warning {{MSI spin lock for message '3' is released, but was never acquired}}
  }
}

// Conversions that do not keep the number.
VOID low_byte(PVOID Port, ULONG Code) {
  ULONG Irql = 0;
  if ((UCHAR)Code == 9)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if ((Code & 0xFF) == 9)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID sign(PVOID Port, ULONG Word) {
  ULONG Irql = 0;
  if ((LONG)Word >= 0)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (!(Word & 0x80000000))
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID narrow_copy(PVOID Port, ULONG Code) {
  ULONG Irql = 0;
  UCHAR Low;
  if (Code < 0x300 || Code > 0x302)
    return;
  Low = (UCHAR)Code;
  StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Low <= 2)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

// Bit-fields have few values.
VOID one_bit(PPORT Port) {
  ULONG Irql = 0;
  if (!Port->Enabled)
    return;
  StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Port->Enabled == 1)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID three_bits(PPORT Port) {
  ULONG Irql = 0;
  if (Port->Depth < 7)
    return;
  StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Port->Depth == 7)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID signed_bits(PPORT Port) {
  ULONG Irql = 0;
  if (Port->Delta >= 0)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if (Port->Delta == 0 || Port->Delta == 1)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
}

VOID three_bits_one_left(PPORT Port) {
  ULONG Irql = 0;
  if (Port->Depth < 6)
    return;
  StorPortAcquireMSISpinLock(Port, 3, &Irql);
  // CHECK: feasibility.c:[[#@LINE+3]]:{{.*}}MSI spin lock for message '3' is still held on return
  if (Port->Depth == 7)
    StorPortReleaseMSISpinLock(Port, 3, Irql);
} // expected-warning {{MSI spin lock for message '3' is still held on return}}

// What equal pointers lead to is equal.
VOID same_port(PVOID Ext, PPORT First, PPORT Second) {
  ULONG Irql;
  if (First != Second)
    return;
  StorPortAcquireMSISpinLock(Ext, First->Line, &Irql);
  StorPortReleaseMSISpinLock(Ext, Second->Line, Irql);
}

VOID same_peer(PVOID Ext, PPORT First, PPORT Second) {
  ULONG Irql;
  if (First == Second) {
    StorPortAcquireMSISpinLock(Ext, First->Peer->Line, &Irql);
    StorPortReleaseMSISpinLock(Ext, Second->Peer->Line, Irql);
  }
}

VOID other_port(PVOID Ext, PPORT First, PPORT Second) {
  ULONG Irql;
  if (First == Second)
    return;
  StorPortAcquireMSISpinLock(Ext, First->Line, &Irql);
  // CHECK: feasibility.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message 'Second->Line' is released, but the one held is for message 'First->Line'
  StorPortReleaseMSISpinLock(Ext, Second->Line, Irql); // expected-warning {{MSI spin lock for message 'Second->Line' is released, but the one held is for message 'First->Line'}}
}

// The message and the IRQL may be a part of something.
VOID from_pointer(PSTOR_DPC Dpc, PVOID Ext, PVOID Arg1, PVOID Arg2) {
  ULONG Irql, Id = PtrToUlong(Arg2);
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  if (Id < 5)
    ((PPORT)Ext)->Count++;
  if (Id != 0)
    ((PPORT)Ext)->Line++;
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID packed(PVOID Ext) {
  ULONG Irql, Word;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  Word = (Irql << 16) | 0x8003;
  StorPortReleaseMSISpinLock(Ext, Word & 0xFF, (Word >> 16) & 0x1F);
}

VOID badly_packed(PVOID Ext) {
  ULONG Irql, Word;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  Word = Irql | 0x1;
  // CHECK: feasibility.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '3' is released with
  StorPortReleaseMSISpinLock(Ext, 3, Word); // expected-warning {{MSI spin lock for message '3' is released with}}
}

// The right path is shown, where another one that cannot happen comes first.
VOID one_way_only(PPORT Port, ULONG Word) {
  ULONG Irql = 0;
  if (Word & 4)
    StorPortAcquireMSISpinLock(Port, 3, &Irql);
  if ((Word & 4) == 4) {
    if (Port->Count)
      // CHECK: feasibility.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '3' is still held on return
      return; // expected-warning {{MSI spin lock for message '3' is still held on return}}
    StorPortReleaseMSISpinLock(Port, 3, Irql);
  }
}

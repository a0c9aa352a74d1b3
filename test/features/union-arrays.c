// A write of one element of a union's array, or of one word, changes these bits
// of the other members, and no others. So does clearing and copying memory.
// REQUIRES: union-members
// RUN: %spinpair %s --report json=%t.json -- -I%wdk || true
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json otherByte=proved,clean,undecided sameByte=reported otherElement=proved,clean,undecided sameElement=reported counted=proved,clean,undecided otherWord=proved,clean,undecided sameWord=reported inLocal=proved,clean,undecided overBytes=proved,clean,undecided overBytesOther=reported cleared=proved,clean,undecided filled=proved,clean,undecided filledOther=reported copied=proved,clean,undecided copiedOther=reported fromMember=proved,clean,undecided fromMemberOnly=reported clearedLocal=proved,clean,undecided halfCleared=reported keptOverCall=proved,clean,undecided
#include <storport.h>

typedef union _FRAME {
  UCHAR Raw[12];
  ULONG Words[3];
  struct {
    UCHAR Op, Unit;
    USHORT Size;
    ULONG Tag, Left;
  } Head;
} FRAME, *PFRAME;

typedef struct _BLOCK {
  ULONG Kind;
  UCHAR Bytes[12];
} BLOCK, *PBLOCK;

#define WHILE(Condition, Change)                                               \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);                                 \
  Change;                                                                      \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID otherByte(PVOID Ext, PFRAME F) { WHILE(F->Head.Op == 7, F->Raw[1] = 0); }
VOID sameByte(PVOID Ext, PFRAME F) { WHILE(F->Head.Op == 7, F->Raw[0] = 0); }
VOID otherElement(PVOID Ext, PFRAME F) { WHILE(F->Raw[2], F->Raw[3] = 9); }
VOID sameElement(PVOID Ext, PFRAME F) { WHILE(F->Head.Tag & 0x200, F->Raw[5] = 1); }
VOID counted(PVOID Ext, PFRAME F) { WHILE(F->Head.Tag == 5, F->Raw[8]++); }
VOID otherWord(PVOID Ext, PFRAME F) { WHILE(F->Head.Left, F->Words[1] = 0); }
VOID sameWord(PVOID Ext, PFRAME F) { WHILE(F->Head.Left, F->Words[2] = 0); }

VOID inLocal(PVOID Ext) {
  FRAME F;
  F.Head.Op = 3;
  F.Raw[1] = 1;
  WHILE(F.Head.Op == 3, F.Raw[2] = 1);
}

VOID overBytes(PVOID Ext, PBLOCK Block) {
  ULONG Irql = 0;
  PFRAME F = (PFRAME)Block->Bytes;
  Block->Bytes[4] = 5;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (F->Raw[4] == 5)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID overBytesOther(PVOID Ext, PBLOCK Block) {
  ULONG Irql = 0;
  PFRAME F = (PFRAME)Block->Bytes;
  Block->Bytes[4] = 5;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (F->Raw[5] == 5)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

#define LOCKED_UNLESS(Condition)                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);                                   \
  if (Condition)                                                               \
    return;                                                                    \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID cleared(PVOID Ext, PFRAME F) {
  ULONG Irql;
  RtlZeroMemory(F->Raw, sizeof(F->Raw));
  LOCKED_UNLESS(F->Head.Tag);
}

VOID filled(PVOID Ext, PFRAME F) {
  ULONG Irql;
  RtlFillMemory(F->Raw, sizeof(F->Raw), 0x11);
  LOCKED_UNLESS(F->Words[2] != 0x11111111);
}

VOID filledOther(PVOID Ext, PFRAME F) {
  ULONG Irql;
  RtlFillMemory(F->Raw, sizeof(F->Raw), 0x11);
  LOCKED_UNLESS(F->Words[2] != 0x11111112);
}

VOID copied(PVOID Ext, PFRAME F) {
  ULONG Irql, From[3] = {1, 0x203, 0};
  RtlCopyMemory(F->Raw, From, sizeof(From));
  LOCKED_UNLESS(F->Raw[4] != 3 || F->Head.Op != 1);
}

VOID copiedOther(PVOID Ext, PFRAME F) {
  ULONG Irql, From[3] = {1, 0x203, 0};
  RtlCopyMemory(F->Raw, From, sizeof(From));
  LOCKED_UNLESS(F->Raw[5] != 3);
}

typedef struct _RECORD {
  ULONG First, Second, Third;
} RECORD;

VOID fromMember(PVOID Ext) {
  ULONG Irql;
  RECORD R = {1, 2, 3};
  RtlZeroMemory(&R.Second, sizeof(R) - FIELD_OFFSET(RECORD, Second));
  LOCKED_UNLESS(R.Third || !R.First);
}

VOID fromMemberOnly(PVOID Ext) {
  ULONG Irql;
  RECORD R = {1, 2, 3};
  RtlZeroMemory(&R.Second, sizeof(R.Second));
  LOCKED_UNLESS(R.Third);
}

VOID clearedLocal(PVOID Ext) {
  ULONG Irql;
  FRAME F;
  F.Words[0] = F.Words[1] = F.Words[2] = 0;
  LOCKED_UNLESS(F.Head.Left);
}

VOID halfCleared(PVOID Ext, PFRAME F) {
  ULONG Irql;
  RtlZeroMemory(F->Raw, 6);
  LOCKED_UNLESS(F->Head.Tag);
}

VOID keptOverCall(PVOID Ext, PFRAME F) {
  ULONG Irql = 0;
  F->Raw[4] = 1;
  StorPortStallExecution(1);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (F->Head.Tag)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

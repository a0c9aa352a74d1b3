// What a copy has put in a local variable, as numbers of other widths, are the
// bits that are in the source, which it leaves as it is.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json low=clean,proved lowWrong=reported high=clean,proved highWrong=reported halves=clean,proved bytes=clean,proved bytesWrong=reported members=clean,proved membersWrong=reported lastMembers=undecided,clean,proved bytesOfMembers=clean,proved part=undecided,clean,proved middle=clean,proved behindPointer=clean,proved variable=undecided,clean,proved written=clean,proved
#include <storport.h>

typedef struct _PAIR {
  ULONG First, Second, Third;
} PAIR, *PPAIR;

typedef struct _ADAPTER {
  ULONG Count;
  ULONGLONG Wide;
  USHORT Halves[2];
  UCHAR Bytes[16];
  PAIR Pair;
} ADAPTER, *PADAPTER;

// The lock is kept if the condition holds.
#define KEPT_IF(Condition)                                                     \
  do {                                                                         \
    ULONG Irql;                                                                \
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);                             \
    if (Condition)                                                             \
      return;                                                                  \
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);                              \
  } while (0)

VOID low(PADAPTER Adapter) {
  ULONG Words[2];
  RtlCopyMemory(Words, &Adapter->Wide, sizeof(Words));
  KEPT_IF(Words[0] != (ULONG)Adapter->Wide);
}

VOID lowWrong(PADAPTER Adapter) {
  ULONG Words[2];
  RtlCopyMemory(Words, &Adapter->Wide, sizeof(Words));
  KEPT_IF(Words[0] == (ULONG)Adapter->Wide);
}

VOID high(PADAPTER Adapter) {
  ULONG Words[2];
  RtlCopyMemory(Words, &Adapter->Wide, sizeof(Words));
  KEPT_IF(Words[1] != (ULONG)(Adapter->Wide >> 32));
}

VOID highWrong(PADAPTER Adapter) {
  ULONG Words[2];
  RtlCopyMemory(Words, &Adapter->Wide, sizeof(Words));
  KEPT_IF(Words[1] == (ULONG)(Adapter->Wide >> 32));
}

VOID halves(PADAPTER Adapter) {
  ULONG Word;
  RtlCopyMemory(&Word, Adapter->Halves, sizeof(Word));
  KEPT_IF((USHORT)Word != Adapter->Halves[0]);
}

VOID bytes(PADAPTER Adapter) {
  UCHAR Bytes[8];
  RtlCopyMemory(Bytes, &Adapter->Wide, sizeof(Bytes));
  KEPT_IF(Bytes[7] != (UCHAR)(Adapter->Wide >> 56));
}

VOID bytesWrong(PADAPTER Adapter) {
  UCHAR Bytes[8];
  RtlCopyMemory(Bytes, &Adapter->Wide, sizeof(Bytes));
  KEPT_IF(Bytes[7] == (UCHAR)(Adapter->Wide >> 56));
}

VOID members(PADAPTER Adapter, PPAIR Pair) {
  ULONG Words[3];
  RtlCopyMemory(Words, Pair, sizeof(*Pair));
  KEPT_IF(Words[2] != Pair->Third);
}

VOID membersWrong(PADAPTER Adapter, PPAIR Pair) {
  ULONG Words[3];
  RtlCopyMemory(Words, Pair, sizeof(*Pair));
  KEPT_IF(Words[2] == Pair->Third);
}

VOID lastMembers(PADAPTER Adapter, PPAIR Pair) {
  ULONG Words[2];
  RtlCopyMemory(Words, &Pair->Second, sizeof(Words));
  KEPT_IF(Words[1] != Pair->Third);
}

VOID bytesOfMembers(PADAPTER Adapter) {
  UCHAR Bytes[sizeof(PAIR)];
  RtlCopyMemory(Bytes, &Adapter->Pair, sizeof(Bytes));
  KEPT_IF(Bytes[4] != (UCHAR)Adapter->Pair.Second);
}

VOID part(PADAPTER Adapter) {
  UCHAR Bytes[16];
  RtlCopyMemory(Bytes, Adapter->Bytes, 8);
  KEPT_IF(Bytes[3] != Adapter->Bytes[3]);
}

VOID middle(PADAPTER Adapter) {
  ULONG Word;
  RtlCopyMemory(&Word, &Adapter->Bytes[4], sizeof(Word));
  KEPT_IF((UCHAR)Word != Adapter->Bytes[4]);
}

VOID behindPointer(PADAPTER Adapter, PULONGLONG Wide) {
  ULONG Words[2];
  RtlCopyMemory(Words, Wide, sizeof(Words));
  KEPT_IF(Words[0] != (ULONG)*Wide);
}

VOID variable(PADAPTER Adapter, PPAIR Pair, ULONG Length) {
  UCHAR Bytes[sizeof(PAIR)];
  RtlCopyMemory(Bytes, Pair, Length);
  KEPT_IF(Length == sizeof(PAIR) && Bytes[0] != (UCHAR)Pair->First);
}

VOID written(PADAPTER Adapter) {
  ULONG Words[2];
  Adapter->Wide = 0x200000001;
  RtlCopyMemory(Words, &Adapter->Wide, sizeof(Words));
  KEPT_IF(Words[0] != 1 || Words[1] != 2);
}

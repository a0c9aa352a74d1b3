// A local variable that is read, written, filled or copied as another type than
// its own has the bits that are there.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byteRead=undecided,clean,proved byteReadWrong=reported halfWritten=undecided,clean,proved halfWrittenWrong=reported wholeRead=undecided,clean,proved wholeReadWrong=reported swapped=undecided,clean,proved bitField=undecided,clean,proved filled=clean,proved filledWrong=reported filledMembers=clean,proved filledPart=undecided,clean,proved filledPartWrong=reported copiedByte=clean,proved copiedByteWrong=reported copiedHalves=clean,proved joined=undecided,clean,proved joinedWrong=reported
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
} EXT, *PEXT;

#define UNDER_LOCK_IF(Condition)                                               \
  do {                                                                         \
    ULONG Irql;                                                                \
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);                                 \
    if (Condition)                                                             \
      StorPortReleaseMSISpinLock(Ext, 1, Irql);                                \
  } while (0)

VOID byteRead(PEXT Ext) {
  ULONG Word = 0x04030201;
  PUCHAR Bytes = (PUCHAR)&Word;
  UNDER_LOCK_IF(Bytes[2] == 3);
}

VOID byteReadWrong(PEXT Ext) {
  ULONG Word = 0x04030201;
  PUCHAR Bytes = (PUCHAR)&Word;
  UNDER_LOCK_IF(Bytes[2] == 2);
}

VOID halfWritten(PEXT Ext) {
  ULONG Word = 0;
  ((PUSHORT)&Word)[1] = 1;
  UNDER_LOCK_IF(Word == 0x10000);
}

VOID halfWrittenWrong(PEXT Ext) {
  ULONG Word = 0;
  ((PUSHORT)&Word)[1] = 1;
  UNDER_LOCK_IF(Word == 0);
}

VOID wholeRead(PEXT Ext) {
  UCHAR Bytes[4] = {1, 2, 3, 4};
  UNDER_LOCK_IF(*(PULONG)Bytes == 0x04030201);
}

VOID wholeReadWrong(PEXT Ext) {
  UCHAR Bytes[4] = {1, 2, 3, 4};
  UNDER_LOCK_IF(*(PULONG)Bytes == 1);
}

VOID swapped(PEXT Ext) {
  ULONG Word = 0x11223344, Other;
  PUCHAR From = (PUCHAR)&Word, To = (PUCHAR)&Other;
  To[0] = From[3];
  To[1] = From[2];
  To[2] = From[1];
  To[3] = From[0];
  UNDER_LOCK_IF(Other == 0x44332211);
}

VOID bitField(PEXT Ext) {
  struct {
    UCHAR Low : 4, High : 4;
  } Bits = {3, 3};
  *(PUCHAR)&Bits = 0x50;
  UNDER_LOCK_IF(Bits.High == 5);
}

VOID filled(PEXT Ext) {
  ULONG Word;
  RtlFillMemory(&Word, sizeof(Word), 0xFF);
  UNDER_LOCK_IF(Word == 0xFFFFFFFF);
}

VOID filledWrong(PEXT Ext) {
  ULONG Word;
  RtlFillMemory(&Word, sizeof(Word), 0xFF);
  UNDER_LOCK_IF(Word == 0xFF);
}

VOID filledMembers(PEXT Ext) {
  struct {
    UCHAR First, Second;
    USHORT Third;
  } Members;
  memset(&Members, 2, sizeof(Members));
  UNDER_LOCK_IF(Members.Second == 2 && Members.Third == 0x202);
}

VOID filledPart(PEXT Ext) {
  ULONG Words[4] = {1, 1, 1, 1};
  memset(&Words[1], 0, 2 * sizeof(ULONG));
  UNDER_LOCK_IF(Words[0] && !Words[1] && !Words[2] && Words[3]);
}

VOID filledPartWrong(PEXT Ext) {
  ULONG Words[4] = {1, 1, 1, 1};
  memset(&Words[1], 0, 2 * sizeof(ULONG));
  UNDER_LOCK_IF(Words[2]);
}

VOID copiedByte(PEXT Ext) {
  ULONG From = 0x0101, To = 0;
  RtlCopyMemory(&To, &From, 1);
  UNDER_LOCK_IF(To == 1);
}

VOID copiedByteWrong(PEXT Ext) {
  ULONG From = 0x0101, To = 0;
  RtlCopyMemory(&To, &From, 1);
  UNDER_LOCK_IF(To == 0x0101);
}

VOID copiedHalves(PEXT Ext) {
  USHORT Halves[2] = {1, 2};
  ULONG Word;
  RtlCopyMemory(&Word, Halves, sizeof(Word));
  UNDER_LOCK_IF(Word == 0x20001);
}

VOID joined(PEXT Ext) {
  union {
    UCHAR Bytes[4];
    ULONG Word;
  } Both;
  Both.Bytes[0] = 1;
  Both.Bytes[1] = Both.Bytes[2] = Both.Bytes[3] = 0;
  UNDER_LOCK_IF(Both.Word == 1);
}

VOID joinedWrong(PEXT Ext) {
  union {
    UCHAR Bytes[4];
    ULONG Word;
  } Both;
  Both.Bytes[0] = 1;
  Both.Bytes[1] = Both.Bytes[2] = Both.Bytes[3] = 0;
  UNDER_LOCK_IF(Both.Word == 0);
}

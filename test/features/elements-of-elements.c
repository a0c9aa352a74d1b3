// An element by several indices, or a member of one, is what it was when it is
// asked again, however the indices are spelled.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json twoIndices=proved,clean,undecided twoIndicesOther=reported spelledOtherwise=proved,clean,undecided spelledOtherwiseOther=reported member=proved,clean,undecided memberOther=reported elementOfMember=proved,clean,undecided elementOfMemberOther=reported oneNumber=proved,clean,undecided writtenBetween=reported
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
  UCHAR Grid[3][4];
  struct {
    ULONG On;
    UCHAR Bytes[4];
  } Rows[3];
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);                                 \
  Ext->Count++
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID twoIndices(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Grid[I][J]); UNLOCKED_IF(Ext->Grid[I][J] != 0); }
VOID twoIndicesOther(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Grid[I][J]); UNLOCKED_IF(Ext->Grid[J][I] != 0); }
VOID spelledOtherwise(PEXT Ext, ULONG I, ULONG J) { if (I > 1 || J > 1) return; LOCKED_IF(Ext->Grid[I & 1][J & 1]); UNLOCKED_IF(Ext->Grid[I][J] != 0); }
VOID spelledOtherwiseOther(PEXT Ext, ULONG I, ULONG J) { if (I > 1 || J > 2) return; LOCKED_IF(Ext->Grid[I & 1][J & 1]); UNLOCKED_IF(Ext->Grid[I][J] != 0); }
VOID member(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Rows[I].On); UNLOCKED_IF(Ext->Rows[I].On != 0); }
VOID memberOther(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Rows[I].On); UNLOCKED_IF(Ext->Rows[J].On != 0); }
VOID elementOfMember(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Rows[I].Bytes[J]); UNLOCKED_IF(Ext->Rows[I].Bytes[J] != 0); }
VOID elementOfMemberOther(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Rows[I].Bytes[J]); UNLOCKED_IF(Ext->Rows[I].Bytes[I] != 0); }
VOID oneNumber(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Rows[I].Bytes[1]); UNLOCKED_IF(Ext->Rows[I].Bytes[1] != 0); }
VOID writtenBetween(PEXT Ext, ULONG I, ULONG J) { LOCKED_IF(Ext->Rows[I].Bytes[1]); Ext->Rows[I].Bytes[1] = 0; UNLOCKED_IF(Ext->Rows[I].Bytes[1]); }

// What is written to a bit-field is what it has room for, and no more; so is a
// MessageId that went through a narrow type.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json wraps=reported counts=proved,clean signed1=proved,clean throughBits=undecided,reported throughUchar=undecided,reported throughSign=undecided,reported increased=undecided,reported kept=proved,clean
#include <storport.h>

typedef struct _EXT {
  ULONG Mode : 2;
  LONG Flag : 1;
  UCHAR Depth;
} EXT, *PEXT;

VOID wraps(PEXT Ext) {
  ULONG Irql;
  Ext->Mode = 3;
  Ext->Mode++;
  if (Ext->Mode)
    return;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
}

VOID counts(PEXT Ext) {
  ULONG Irql = 0;
  Ext->Mode = 7;
  if (Ext->Mode == 3)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID signed1(PEXT Ext) {
  ULONG Irql = 0;
  Ext->Flag = 1;
  if (Ext->Flag == -1)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID throughBits(PEXT Ext, ULONG Message) {
  ULONG Irql;
  Ext->Mode = Message;
  StorPortAcquireMSISpinLock(Ext, Message, &Irql);
  StorPortReleaseMSISpinLock(Ext, Ext->Mode, Irql);
}

VOID throughUchar(PEXT Ext, ULONG Message) {
  ULONG Irql;
  Ext->Depth = (UCHAR)Message;
  StorPortAcquireMSISpinLock(Ext, Message, &Irql);
  StorPortReleaseMSISpinLock(Ext, Ext->Depth, Irql);
}

VOID throughSign(PEXT Ext, UCHAR Message) {
  ULONG Irql;
  CHAR Same = (CHAR)Message;
  StorPortAcquireMSISpinLock(Ext, Message, &Irql);
  StorPortReleaseMSISpinLock(Ext, (ULONG)Same, Irql);
}

VOID increased(PEXT Ext, UCHAR Message) {
  ULONG Irql;
  UCHAR Next = Message;
  StorPortAcquireMSISpinLock(Ext, (ULONG)Message + 1, &Irql);
  Next++;
  StorPortReleaseMSISpinLock(Ext, Next, Irql);
}

VOID kept(PEXT Ext, UCHAR Message) {
  ULONG Irql;
  ULONG Wide = Message;
  StorPortAcquireMSISpinLock(Ext, Message, &Irql);
  StorPortReleaseMSISpinLock(Ext, Wide, Irql);
}

// What is cleared, copied, or filled by code that is not seen, is as many bytes
// as the call says: the members behind, and the other elements, are in it.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json toTheEnd=reported copyOver=reported,undecided toTheEndOfAnother=reported,undecided byHelper=reported,undecided perhapsFurther=undecided busData=undecided registers=undecided whole=undecided element=reported fromHere=proved oneMember=proved atMost=proved lastMember=proved restOfArray=proved
#include <storport.h>

typedef struct _SLOT {
  ULONG Id;
  UCHAR Name[8];
  ULONG Irql, Taken;
  UCHAR Tail[4];
} SLOT, *PSLOT;

VOID FillHolder(PSLOT Slots);

VOID toTheEnd(PVOID Ext) {
  SLOT Slot;
  StorPortAcquireMSISpinLock(Ext, 1, &Slot.Irql);
  RtlZeroMemory(&Slot.Name, sizeof(Slot) - FIELD_OFFSET(SLOT, Name));
  StorPortReleaseMSISpinLock(Ext, 1, Slot.Irql);
}

VOID copyOver(PVOID Ext, PSLOT From) {
  SLOT Slot;
  StorPortAcquireMSISpinLock(Ext, 1, &Slot.Irql);
  RtlCopyMemory(Slot.Name, From->Name, 12);
  StorPortReleaseMSISpinLock(Ext, 1, Slot.Irql);
}

VOID toTheEndOfAnother(PVOID Ext, PSLOT Slot) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Slot->Name, sizeof(*Slot) - FIELD_OFFSET(SLOT, Name));
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID Clear(PVOID Memory, SIZE_T Length) {
  RtlZeroMemory(Memory, Length);
}

VOID byHelper(PVOID Ext, PSLOT Slot) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Clear(&Slot->Irql, 8);
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID perhapsFurther(PVOID Ext, PSLOT Slot, ULONG Length) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Slot->Name, Length);
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID busData(PVOID Ext) {
  SLOT Slot;
  ULONG Irql;
  Slot.Taken = 1;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  StorPortGetBusData(Ext, PCIConfiguration, 0, 0, &Slot.Id, sizeof(Slot));
  StorPortReleaseMSISpinLock(Ext, Slot.Taken, Irql);
}

VOID registers(PVOID Ext, PULONG From) {
  SLOT Slot;
  ULONG Irql;
  Slot.Taken = 1;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  StorPortReadRegisterBufferUlong(Ext, From, &Slot.Id, 6);
  StorPortReleaseMSISpinLock(Ext, Slot.Taken, Irql);
}

VOID whole(PVOID Ext) {
  SLOT Slots[3];
  ULONG Irql;
  Slots[2].Id = 1;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  FillHolder(Slots);
  StorPortReleaseMSISpinLock(Ext, Slots[2].Id, Irql);
}

VOID element(PVOID Ext) {
  ULONG Irqls[4] = {0};
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[3]);
  memset(Irqls + 2, 0, 8);
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[3]);
}

// What lies before stays.
VOID fromHere(PVOID Ext, PSLOT Slot) {
  ULONG Irql = 0;
  if (Slot->Id)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Slot->Name, sizeof(*Slot) - FIELD_OFFSET(SLOT, Name));
  if (Slot->Id)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID oneMember(PVOID Ext, PSLOT Slot) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Slot->Name, sizeof(Slot->Name));
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID atMost(PVOID Ext, PSLOT Slot, ULONG Length) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Slot->Name, Length < 8 ? Length : 8);
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID lastMember(PVOID Ext, PSLOT Slot, ULONG Length) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Slot->Tail, Length);
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID restOfArray(PVOID Ext, PSLOT Slot) {
  ULONG Irql = 0;
  if (Slot->Taken)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(&Slot->Name[2], 6);
  if (Slot->Taken)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

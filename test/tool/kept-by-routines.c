// Routines keep the address of what they are given: the entry of a list, the
// buffer of a counted string, the memory that an MDL describes. What is found
// there again, or written by way of it, is what was given.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? -lt 3'
// RUN: %python %S/Inputs/check_verdicts.py %t.json tail=undecided,reported pushed=undecided,reported sequenced=undecided,reported ofPort=undecided,reported ofDevice=undecided,reported walked=undecided,reported copied=undecided,reported appended=undecided,reported ofMember=undecided,reported printed=undecided,reported described=undecided,reported describedAll=undecided,reported ofMdl=undecided,reported queuedBeside=proved textBeside=proved describedBeside=proved
#include <ntddk.h>
#include <storport.h>
#include <ntstrsafe.h>

typedef struct _ITEM {
  LIST_ENTRY Entry;
  SINGLE_LIST_ENTRY Single;
  SLIST_ENTRY Sequenced;
  KDEVICE_QUEUE_ENTRY Device;
  ULONG Irql, Count;
} ITEM, *PITEM;

typedef struct _EXT {
  ULONG Count, Irql;
  KSPIN_LOCK Lock;
  LIST_ENTRY List;
  SINGLE_LIST_ENTRY Singles;
  SLIST_HEADER Sequence;
  KDEVICE_QUEUE Devices;
  UNICODE_STRING Name;
  WCHAR Text[8];
  ULONG Words[4];
} EXT, *PEXT;

#define TAKE(n, slot) StorPortAcquireMSISpinLock(Ext, n, slot)
#define GIVE(n, irql) StorPortReleaseMSISpinLock(Ext, n, irql)

VOID tail(PEXT Ext) {
  ITEM Own;
  PLIST_ENTRY Found;
  ExInterlockedInsertTailList(&Ext->List, &Own.Entry, &Ext->Lock);
  TAKE(1, &Own.Irql);
  Found = ExInterlockedRemoveHeadList(&Ext->List, &Ext->Lock);
  if (Found)
    CONTAINING_RECORD(Found, ITEM, Entry)->Irql = 0;
  GIVE(1, Own.Irql);
}

VOID pushed(PEXT Ext) {
  ITEM Own;
  PSINGLE_LIST_ENTRY Found;
  ExInterlockedPushEntryList(&Ext->Singles, &Own.Single, &Ext->Lock);
  TAKE(1, &Own.Irql);
  Found = ExInterlockedPopEntryList(&Ext->Singles, &Ext->Lock);
  if (Found)
    CONTAINING_RECORD(Found, ITEM, Single)->Irql = 0;
  GIVE(1, Own.Irql);
}

VOID sequenced(PEXT Ext) {
  ITEM Own;
  PSLIST_ENTRY Found;
  InterlockedPushEntrySList(&Ext->Sequence, &Own.Sequenced);
  TAKE(1, &Own.Irql);
  Found = InterlockedPopEntrySList(&Ext->Sequence);
  if (Found)
    CONTAINING_RECORD(Found, ITEM, Sequenced)->Irql = 0;
  GIVE(1, Own.Irql);
}

VOID ofPort(PEXT Ext, PSTOR_SLIST_HEADER Head) {
  ITEM Own;
  PSTOR_SLIST_ENTRY Found = NULL;
  StorPortInterlockedPushEntrySList(Ext, Head,
                                    (PSTOR_SLIST_ENTRY)&Own.Sequenced, &Found);
  StorPortInterlockedPopEntrySList(Ext, Head, &Found);
  TAKE(1, &Own.Irql);
  if (Found)
    CONTAINING_RECORD((PSLIST_ENTRY)Found, ITEM, Sequenced)->Irql = 0;
  GIVE(1, Own.Irql);
}

VOID ofDevice(PEXT Ext) {
  ITEM Own;
  PKDEVICE_QUEUE_ENTRY Found;
  KeInsertDeviceQueue(&Ext->Devices, &Own.Device);
  Found = KeRemoveDeviceQueue(&Ext->Devices);
  TAKE(1, &Own.Irql);
  if (Found)
    CONTAINING_RECORD(Found, ITEM, Device)->Irql = 0;
  GIVE(1, Own.Irql);
}

VOID walked(PEXT Ext) {
  ITEM Own;
  PLIST_ENTRY Each;
  ExInterlockedInsertHeadList(&Ext->List, &Own.Entry, &Ext->Lock);
  TAKE(1, &Own.Irql);
  for (Each = Ext->List.Flink; Each != &Ext->List; Each = Each->Flink)
    CONTAINING_RECORD(Each, ITEM, Entry)->Irql = 0;
  GIVE(1, Own.Irql);
}

VOID queuedBeside(PEXT Ext, PITEM Item) {
  ULONG Irql;
  TAKE(1, &Irql);
  ExInterlockedInsertTailList(&Ext->List, &Item->Entry, &Ext->Lock);
  Item->Count = 1;
  GIVE(1, Irql);
}

VOID copied(PEXT Ext) {
  WCHAR Text[4] = L"a";
  UNICODE_STRING To, From;
  ULONG Irql;
  RtlInitUnicodeString(&To, Text);
  RtlInitUnicodeString(&From, L"b");
  TAKE(Text[0], &Irql);
  RtlCopyUnicodeString(&To, &From);
  GIVE(Text[0], Irql);
}

VOID appended(PEXT Ext) {
  WCHAR Text[4] = {1};
  UNICODE_STRING To = {0, sizeof Text, Text};
  ULONG Irql;
  TAKE(1, &Irql);
  RtlAppendUnicodeToString(&To, L"b");
  GIVE(Text[0], Irql);
}

VOID ofMember(PEXT Ext) {
  ULONG Irql;
  RtlInitEmptyUnicodeString(&Ext->Name, Ext->Text, sizeof Ext->Text);
  TAKE(Ext->Text[0], &Irql);
  RtlAppendUnicodeStringToString(&Ext->Name, &Ext->Name);
  GIVE(Ext->Text[0], Irql);
}

VOID printed(PEXT Ext) {
  WCHAR Text[4] = {1};
  UNICODE_STRING To = {0, sizeof Text, Text};
  ULONG Irql;
  TAKE(Text[0], &Irql);
  RtlUnicodeStringCopyString(&To, L"b");
  GIVE(Text[0], Irql);
}

VOID textBeside(PEXT Ext) {
  WCHAR Text[8];
  UNICODE_STRING To;
  ULONG Irql;
  RtlInitEmptyUnicodeString(&To, Text, sizeof Text);
  TAKE(1, &Irql);
  RtlAppendUnicodeToString(&To, L"b");
  RtlCopyUnicodeString(&Ext->Name, &To);
  GIVE(1, Irql);
}

VOID described(PEXT Ext) {
  PMDL Mdl = IoAllocateMdl(&Ext->Irql, sizeof Ext->Irql, FALSE, FALSE, NULL);
  PULONG Mapped = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
  TAKE(1, &Ext->Irql);
  *Mapped = 0;
  GIVE(1, Ext->Irql);
}

VOID describedAll(PEXT Ext) {
  PMDL Mdl = IoAllocateMdl(Ext, sizeof *Ext, FALSE, FALSE, NULL);
  PULONG Mapped = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
  TAKE(1, &Ext->Irql);
  RtlZeroMemory(Mapped, sizeof *Ext);
  GIVE(1, Ext->Irql);
}

VOID ofMdl(PEXT Ext) {
  ULONG Irql;
  PMDL Mdl = IoAllocateMdl(&Irql, sizeof Irql, FALSE, FALSE, NULL);
  PULONG Mapped = MmGetMdlVirtualAddress(Mdl);
  TAKE(1, &Irql);
  *Mapped = 0;
  GIVE(1, Irql);
}

VOID describedBeside(PEXT Ext) {
  ULONG Irql;
  PMDL Mdl = IoAllocateMdl(Ext->Words, sizeof Ext->Words, FALSE, FALSE, NULL);
  PULONG Mapped = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
  TAKE(1, &Irql);
  *Mapped = 0;
  GIVE(1, Irql);
}

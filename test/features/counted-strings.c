// What makes a counted string of a text says where it leads, and how long it is.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json literal=proved,clean,undecided literalOther=reported none=proved,clean,undecided noneOther=reported given=proved,clean,undecided givenOther=reported bytes=proved,clean,undecided bytesOther=reported empty=proved,clean,undecided emptyOther=reported
#include <ntddk.h>
#include <storport.h>

typedef struct _EXT {
  UNICODE_STRING Name;
  ANSI_STRING Model;
  WCHAR Room[8];
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID literal(PEXT Ext) { RtlInitUnicodeString(&Ext->Name, L"abc"); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Name.Length == 6 && Ext->Name.MaximumLength == 8); }
VOID literalOther(PEXT Ext) { RtlInitUnicodeString(&Ext->Name, L"abc"); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Name.Length == 3); }
VOID none(PEXT Ext) { UNICODE_STRING Name; RtlInitUnicodeString(&Name, NULL); LOCKED_IF(TRUE); UNLOCKED_IF(Name.Length == 0 && !Name.Buffer); }
VOID noneOther(PEXT Ext) { UNICODE_STRING Name; RtlInitUnicodeString(&Name, NULL); LOCKED_IF(TRUE); UNLOCKED_IF(Name.Length || Name.Buffer); }
VOID given(PEXT Ext, PCWSTR Text) { RtlInitUnicodeString(&Ext->Name, Text); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Name.Buffer == Text); }
VOID givenOther(PEXT Ext, PCWSTR Text) { RtlInitUnicodeString(&Ext->Name, Text); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Name.Length == 4); }
VOID bytes(PEXT Ext) { RtlInitAnsiString(&Ext->Model, "abcd"); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Model.Length == 4); }
VOID bytesOther(PEXT Ext) { RtlInitAnsiString(&Ext->Model, "abcd"); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Model.Length == 5); }
VOID empty(PEXT Ext) { RtlInitEmptyUnicodeString(&Ext->Name, Ext->Room, sizeof(Ext->Room)); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Name.Length == 0 && Ext->Name.MaximumLength == 16); }
VOID emptyOther(PEXT Ext) { RtlInitEmptyUnicodeString(&Ext->Name, Ext->Room, sizeof(Ext->Room)); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Name.Length == 16); }

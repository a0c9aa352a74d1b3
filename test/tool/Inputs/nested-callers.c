/* Who calls the helper of nested-helpers.c, and with which locks. */
#include <storport.h>

VOID Outer(PVOID Ext, ULONG First, ULONG Second);

VOID WrongSame(PVOID Ext) { Outer(Ext, 1, 1); }

static VOID Between(PVOID Ext, ULONG First) { Outer(Ext, First, 1); }

VOID WrongByAnother(PVOID Ext) { Between(Ext, 1); }

VOID RightTwo(PVOID Ext) { Outer(Ext, 2, 1); }

VOID RightByAnother(PVOID Ext) { Between(Ext, 2); }

VOID UntoldOuter(PVOID Ext, ULONG First, ULONG Second) {
  Outer(Ext, First, Second);
}

#include <ntddk.h>
#include <storport.h>

typedef struct _EXT {
  ULONG Flags;
} EXT, *PEXT;

VOID SetBit(PULONG Where, ULONG Bit);
VOID SetAtOnce(volatile LONG *Where, LONG Mask);
VOID SetSigned(LONG *Where, LONG Mask);

#define TAKE StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define GIVE StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID set(PEXT Ext) { ULONG Irql; SetBit(&Ext->Flags, 2); TAKE; if (Ext->Flags & 4) GIVE; }
VOID setOther(PEXT Ext) { ULONG Irql; SetBit(&Ext->Flags, 2); TAKE; if (Ext->Flags & 2) GIVE; }
VOID kept(PEXT Ext) { ULONG Irql = 0; if (Ext->Flags & 4) TAKE; SetAtOnce((volatile LONG *)&Ext->Flags, 8); if (Ext->Flags & 4) GIVE; }
VOID keptOther(PEXT Ext) { ULONG Irql = 0; if (Ext->Flags & 4) TAKE; SetAtOnce((volatile LONG *)&Ext->Flags, 8); if (Ext->Flags & 2) GIVE; }
VOID interlocked(PEXT Ext) { ULONG Irql; SetAtOnce((volatile LONG *)&Ext->Flags, 8); TAKE; if (Ext->Flags & 8) GIVE; }
VOID interlockedOther(PEXT Ext) { ULONG Irql; SetAtOnce((volatile LONG *)&Ext->Flags, 8); TAKE; if (Ext->Flags & 4) GIVE; }
VOID cast(PEXT Ext) { ULONG Irql; SetSigned((LONG *)&Ext->Flags, 8); TAKE; if (Ext->Flags & 8) GIVE; }
VOID castOther(PEXT Ext) { ULONG Irql; SetSigned((LONG *)&Ext->Flags, 8); TAKE; if (Ext->Flags & 4) GIVE; }

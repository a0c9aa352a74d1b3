#include <ntddk.h>
#include <storport.h>

VOID SetBit(PULONG Where, ULONG Bit) { *Where |= 1u << Bit; }
VOID SetAtOnce(volatile LONG *Where, LONG Mask) { InterlockedOr(Where, Mask); }
VOID SetSigned(LONG *Where, LONG Mask) { *Where |= Mask; }

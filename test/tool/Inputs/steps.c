/* More paths than the steps of a search by default, and a pair of locks that
 * nobody can tell apart on any of them. */
#include <storport.h>

typedef struct _EXT { ULONG Port, Flags, Sum; } EXT, *PEXT;

#define ASK(Bit)                                                               \
  if (Ext->Flags & (1u << (Bit)))                                              \
    Ext->Sum += StorPortReadRegisterUlong(Ext, &Ext->Sum);
#define ASK4(Bit) ASK(Bit) ASK(Bit + 1) ASK(Bit + 2) ASK(Bit + 3)

VOID asks(PEXT Ext, ULONG Other) {
  ULONG Irql, Inner;
  StorPortAcquireMSISpinLock(Ext, Ext->Port, &Irql);
  ASK4(0) ASK4(4) ASK4(8)
  StorPortAcquireMSISpinLock(Ext, Other, &Inner);
  StorPortReleaseMSISpinLock(Ext, Other, Inner);
  StorPortReleaseMSISpinLock(Ext, Ext->Port, Irql);
}

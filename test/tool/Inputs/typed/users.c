#include <storport.h>

typedef struct _EXT {
  BOOLEAN Stopped;
  ULONG Flags;
} EXT;

VOID takeIfNegative(EXT *ext, ULONG code, PULONG irql);
VOID takeUnlessMinusOne(EXT *ext, LONGLONG code, PULONG irql);
VOID takeIfShort(EXT *ext, USHORT code, PULONG irql);
VOID takeIfLess(EXT *ext, ULONG code, PULONG irql);
BOOLEAN tryTake(EXT *ext, PULONG irql);
BOOLEAN failsToTake(EXT *ext, PULONG irql);
NTSTATUS takeUnlessStopped(EXT *ext, PULONG irql);

#define GIVE StorPortReleaseMSISpinLock(ext, 1, irql)

/* A lock that keeps the prover from deciding, so that the search has to. */
#define UNDECIDED                                                              \
  do {                                                                         \
    ULONG own;                                                                 \
    StorPortAcquireMSISpinLock(ext, 77, &own);                                 \
    own ^= ext->Flags;                                                         \
    own ^= ext->Flags;                                                         \
    StorPortReleaseMSISpinLock(ext, 77, own);                                  \
  } while (0)

VOID negative(EXT *ext, ULONG code) {
  ULONG irql;
  takeIfNegative(ext, code, &irql);
  if (code & 0x80000000)
    GIVE;
}

VOID notMinusOne(EXT *ext) {
  ULONG irql;
  takeUnlessMinusOne(ext, 0xffffffff, &irql);
}

VOID positive(EXT *ext, USHORT code) {
  ULONG irql;
  takeIfShort(ext, code, &irql);
  if (code < 0x8000)
    GIVE;
}

VOID less(EXT *ext) {
  ULONG irql;
  takeIfLess(ext, 4, &irql);
  GIVE;
}

VOID lessLeft(EXT *ext) {
  ULONG irql;
  takeIfLess(ext, 0, &irql);
}

VOID tried(EXT *ext) {
  ULONG irql;
  UNDECIDED;
  if (!tryTake(ext, &irql))
    return;
  GIVE;
}

VOID failed(EXT *ext) {
  ULONG irql;
  UNDECIDED;
  if (failsToTake(ext, &irql))
    return;
  GIVE;
}

VOID triedLeft(EXT *ext) {
  ULONG irql;
  UNDECIDED;
  if (!tryTake(ext, &irql))
    return;
  if (ext->Flags)
    return;
  GIVE;
}

VOID succeeded(EXT *ext) {
  ULONG irql;
  UNDECIDED;
  if (!NT_SUCCESS(takeUnlessStopped(ext, &irql)))
    return;
  GIVE;
}

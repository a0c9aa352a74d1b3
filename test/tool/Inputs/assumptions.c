/* What proofs rest on, one of a kind in each function. */
#include <storport.h>

typedef struct _UNIT {
  ULONG Old;
  ULONG Count;
  BOOLEAN Dumping;
  VOID (*Note)(PVOID, ULONG, SHORT);
} UNIT, *PUNIT;

VOID SeenNowhere(PUNIT Unit);
__attribute__((annotate("spinpair::balanced"))) VOID SaidBalanced(PUNIT Unit);

static BOOLEAN Take(PUNIT Unit, PULONG Old) {
  return StorPortAcquireMSISpinLock(Unit, 1, Old) == STOR_STATUS_SUCCESS;
}

VOID LooksAtAll(PUNIT Unit) {
  ULONG Old;
  if (!Take(Unit, &Old))
    return;
  Unit->Count++;
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

VOID IgnoresTheStatus(PUNIT Unit) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Unit, 1, &Old);
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

VOID CallsOutside(PUNIT Unit) {
  ULONG Old;
  if (!Take(Unit, &Old))
    return;
  SeenNowhere(Unit);
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

VOID CallsAPointer(PUNIT Unit) {
  ULONG Old;
  if (!Take(Unit, &Old))
    return;
  Unit->Note(Unit, 1, 2);
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

VOID CallsWhatIsStated(PUNIT Unit) {
  ULONG Old;
  if (!Take(Unit, &Old))
    return;
  SaidBalanced(Unit);
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

__attribute__((annotate("spinpair::acquires(lock=1)"))) VOID SaidToTake(PVOID Lock);
__attribute__((annotate("spinpair::releases(lock=1)"))) VOID SaidToGive(PVOID Lock);
VOID TakesWhatIsStated(PUNIT Unit) {
  SaidToTake(Unit);
  SaidToGive(Unit);
}

VOID TellsTheCompiler(PUNIT Unit, ULONG First, ULONG Second) {
  ULONG Old, Inner;
  NT_ANALYSIS_ASSUME(First != Second);
  if (StorPortAcquireMSISpinLock(Unit, First, &Old) != STOR_STATUS_SUCCESS)
    return;
  if (StorPortAcquireMSISpinLock(Unit, Second, &Inner) == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(Unit, Second, Inner);
  StorPortReleaseMSISpinLock(Unit, First, Old);
}

VOID TellsNobody(PUNIT Unit, ULONG First, ULONG Second) {
  ULONG Old, Inner;
  if (StorPortAcquireMSISpinLock(Unit, First, &Old) != STOR_STATUS_SUCCESS)
    return;
  if (StorPortAcquireMSISpinLock(Unit, Second, &Inner) == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(Unit, Second, Inner);
  StorPortReleaseMSISpinLock(Unit, First, Old);
}

ULONG FindsDumpMode(PVOID Ext, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ((PUNIT)Ext)->Dumping = Config->DumpMode != 0;
  return SP_RETURN_FOUND;
}

VOID NotInDumpMode(PUNIT Unit) {
  ULONG Old;
  if (Unit->Dumping)
    StorPortReleaseMSISpinLock(Unit, 1, Unit->Old);
  if (!Take(Unit, &Old))
    return;
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

static VOID Touch(PUNIT Unit, ULONG Bits) {
  ULONG Old;
  if (!Take(Unit, &Old))
    return;
  switch (Bits) { /* too wide a range to be followed by the proof */
  case 0 ... 1000:
    Unit->Count++;
    break;
  default:
    break;
  }
  StorPortReleaseMSISpinLock(Unit, 1, Old);
}

VOID CallsWhatIsExplored(PUNIT Unit, ULONG Bits) {
  Touch(Unit, Bits);
}

/* What it says is written over before anybody asks. */
VOID OverwritesTheStatus(PUNIT Unit) {
  ULONG Old, Status = StorPortAcquireMSISpinLock(Unit, 1, &Old);
  Status = STOR_STATUS_SUCCESS;
  if (Status == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(Unit, 1, Old);
}

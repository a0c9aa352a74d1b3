// The address of a variable in the initialiser of another one, and what a
// constructor is given, are kept: a write there writes the variable.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byTable=undecided byPointer=undecided byReference=undecided byStaticLocal=undecided,reported byRegistry=undecided savedThere=undecided ofArray=undecided otherType=proved notKept=proved byConstructor=undecided
#include <storport.h>

static ULONG gMode, gPointed, gReferred, gLocal, gVoid, gIrql, gMany[4], gAlone;
static USHORT gNarrow;

static const struct {
  PCSTR Name;
  PULONG Value;
} Parameters[] = {{"Mode", &gMode}, {"Many", gMany}};
static PULONG const gPointer = &gPointed;
static ULONG &gReference = gReferred;
static ULONG *const gSlot = &gIrql;
static PUSHORT gWide = &gNarrow;
struct Entry {
  PCSTR Name;
  PVOID Place;
} Entries[] = {{"Void", &gVoid}};

static void set(ULONG Number, ULONG To) { *Parameters[Number].Value = To; }

#define CHECKED(name, flag, between)                                           \
  void name(PVOID Adapter, ULONG Number) {                                     \
    ULONG Irql = 0;                                                            \
    if (flag)                                                                  \
      StorPortAcquireMSISpinLock(Adapter, 1, &Irql);                           \
    between;                                                                   \
    if (flag)                                                                  \
      StorPortReleaseMSISpinLock(Adapter, 1, Irql);                            \
    (void)Number;                                                              \
  }

CHECKED(byTable, gMode, set(Number, 0))
CHECKED(byPointer, gPointed, *gPointer = 0)
CHECKED(byReference, gReferred, gReference = 0)
CHECKED(byRegistry, gVoid, *(PULONG)Entries[Number].Place = 0)
CHECKED(ofArray, gMany[2], *Parameters[Number].Value = 0)
CHECKED(otherType, gMode, *gWide = 0)
CHECKED(notKept, gAlone, *Parameters[Number].Value = 0)

void byStaticLocal(PVOID Adapter) {
  static PULONG const Kept = &gLocal;
  ULONG Irql = 0;
  if (gLocal)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  *Kept = 0;
  if (gLocal)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

void savedThere(PVOID Adapter) {
  StorPortAcquireMSISpinLock(Adapter, 1, &gIrql);
  *gSlot = 0;
  StorPortReleaseMSISpinLock(Adapter, 1, gIrql);
}

struct Queue {
  ULONG PerMessage;
};
struct Watch {
  ULONG &Flag;
  explicit Watch(ULONG &Of) : Flag(Of) {}
  void stop() { Flag = 0; }
};
Watch *watch(Queue *Q) { return new Watch(Q->PerMessage); }

void byConstructor(PVOID Adapter, Queue *Q, Watch *W) {
  ULONG Irql = 0;
  if (Q->PerMessage)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  W->stop();
  if (Q->PerMessage)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

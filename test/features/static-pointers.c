// What a static initialiser has a pointer lead to may be written through that.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byConstant=undecided,reported byMember=undecided,reported byElement=undecided,reported ofLocal=undecided,reported ofRecord=undecided,reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json otherType=proved otherFlag=proved otherMember=proved
#include <storport.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  ULONG Count;
} EXT, *PEXT;
typedef struct _MODE {
  ULONG Locks, Traces;
} MODE;

static ULONG Flag = 1, Second = 1, Apart = 1, Flags[4];
static MODE Mode = {1, 1};
static ULONG *const Constant = &Flag;
static struct {
  PVOID Owner;
  ULONG *Where;
} Table = {NULL, &Second};
static ULONG *Elements[] = {&Flags[0], &Flags[2]};
static UCHAR Byte, *const Other = &Byte;
static ULONG *const Locks = &Mode.Locks;

#define LOCKED_IF(Ext, Condition, Do)                                                    \
  KIRQL Old = 0;                                                                         \
  if (Condition)                                                                         \
    KeAcquireSpinLock(&(Ext)->Lock, &Old);                                               \
  Do;                                                                                    \
  if (Condition)                                                                         \
    KeReleaseSpinLock(&(Ext)->Lock, Old)

static void clear(void) { *Constant = 0; }
static void clearMember(void) { *Table.Where = 0; }
static void clearElement(ULONG Index) { *Elements[Index] = 0; }
static void clearByte(void) { *Other = 0; }

void byConstant(PEXT Ext) { LOCKED_IF(Ext, Flag, clear()); }
void byMember(PEXT Ext) { LOCKED_IF(Ext, Second, clearMember()); }
void byElement(PEXT Ext) { LOCKED_IF(Ext, Flags[2], clearElement(1)); }
void ofRecord(PEXT Ext) { LOCKED_IF(Ext, Mode.Locks, *Locks = 0); }
void ofLocal(PEXT Ext) {
  static ULONG Here = 1;
  static ULONG *const There = &Here;
  LOCKED_IF(Ext, Here, *There = 0);
}
void otherType(PEXT Ext) { LOCKED_IF(Ext, Flag, clearByte()); }
void otherFlag(PEXT Ext) { LOCKED_IF(Ext, Apart, clear()); }
void otherMember(PEXT Ext) { LOCKED_IF(Ext, Mode.Traces, Mode.Locks = 0); }

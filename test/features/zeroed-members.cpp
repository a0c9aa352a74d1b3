// A member that is set to 0 by `()` leaves the members beside it as they are; clang's
// analyzer forgets them. A function that returns an object made by a constructor may hand a lock
// over by it.
// RUN: %analyze_only -analyzer-checker=windows -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json member=proved,clean,undecided list=proved,clean,undecided zero=proved,clean,undecided lost=reported pair=proved,clean,undecided token=proved,clean,undecided converted=proved,clean,undecided chosen=proved,clean,undecided made=proved,clean,undecided
#include <ntddk.h>

struct EXT {
  KSPIN_LOCK Lock;
  ULONG Count;
};
struct PART {
  ULONG First, Second;
};
#define GIVE(Ext, Irql) KeReleaseSpinLock(&(Ext)->Lock, (KIRQL)((Irql)&0xff))

struct WithPart {
  EXT *Ext;
  PART Part;
  WithPart(EXT *Ext) : Ext(Ext), Part() {}
};
void member(EXT *Ext) {
  KIRQL Irql;
  WithPart Made(Ext);
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (Made.Ext)
    GIVE(Ext, Irql);
}
void zero(EXT *Ext) {
  KIRQL Irql;
  WithPart Made(Ext);
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (!Made.Part.Second)
    GIVE(Ext, Irql);
}
void lost(EXT *Ext) {
  KIRQL Irql;
  WithPart Made(Ext);
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (Made.Part.Second)
    GIVE(Ext, Irql);
} // expected-warning {{still held}}
struct WithList {
  EXT *Ext;
  LIST_ENTRY List;
  WithList(EXT *Ext) : Ext(Ext), List() { InitializeListHead(&List); }
};
void list(EXT *Ext) {
  KIRQL Irql;
  WithList Made(Ext);
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (Made.Ext == Ext)
    GIVE(Ext, Irql);
}
struct Pair {
  EXT *Ext;
  KIRQL Irql;
  Pair(EXT *Ext, KIRQL Irql) : Ext(Ext), Irql(Irql) {}
};
Pair pair(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  return {Ext, Irql};
}
struct Token {
  KIRQL Irql;
  Token(KIRQL Irql) : Irql(Irql) {}
};
Token token(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  return Token(Irql);
}
Token converted(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  return Irql;
}
Token chosen(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  return Ext->Count ? Token(Irql) : Token((KIRQL)(Irql + 0));
}
static Token make(KIRQL Irql) { return Token(Irql); }
Token made(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  return make(Irql);
}

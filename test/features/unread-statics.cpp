// The same in C++: references, unnamed namespaces, templates and lambdas.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byReference=undecided unnamed=undecided 'inTemplate<3>=undecided' usesTemplate=undecided inLambda=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json readByReference=proved giveByReference=proved scoped=proved readUnnamed=proved giveUnnamed=proved member=proved twoLambdas=proved
#include <storport.h>

struct EXT {
  KSPIN_LOCK Lock;
  KIRQL Old;
};
static KIRQL First, Second, Third;
namespace {
KIRQL Fourth, Fifth;
}
struct GUARD {
  EXT *Ext;
  KIRQL &Old;
  GUARD(EXT *Given, KIRQL &Where) : Ext(Given), Old(Where) {
    KeAcquireSpinLock(&Ext->Lock, &Old);
  }
  ~GUARD() { KeReleaseSpinLock(&Ext->Lock, Old); }
};
struct SHARED {
  static KIRQL Old; // of another unit
};

static void take(EXT *Ext, KIRQL &Old) { KeAcquireSpinLock(&Ext->Lock, &Old); }
static void give(EXT *Ext, const KIRQL &Old) { KeReleaseSpinLock(&Ext->Lock, Old); }
void byReference(EXT *Ext) { take(Ext, First); }
void readByReference(EXT *Ext) { take(Ext, Second); }
void giveByReference(EXT *Ext) { give(Ext, Second); }
void scoped(EXT *Ext) {
  GUARD Guard(Ext, Third);
  Ext->Old = 1;
}
void unnamed(EXT *Ext) { KeAcquireSpinLock(&Ext->Lock, &Fourth); }
void readUnnamed(EXT *Ext) { KeAcquireSpinLock(&Ext->Lock, &Fifth); }
void giveUnnamed(EXT *Ext) { KeReleaseSpinLock(&Ext->Lock, Fifth); }
void member(EXT *Ext) { KeAcquireSpinLock(&Ext->Lock, &SHARED::Old); }
template <int I> void inTemplate(EXT *Ext) {
  static KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
}
void usesTemplate(EXT *Ext) { inTemplate<3>(Ext); }
void inLambda(EXT *Ext) {
  static KIRQL Old;
  auto Take = [Ext] { KeAcquireSpinLock(&Ext->Lock, &Old); };
  Take();
}
void twoLambdas(EXT *Ext) {
  static KIRQL Old;
  auto Take = [Ext] { KeAcquireSpinLock(&Ext->Lock, &Old); };
  auto Give = [Ext] { KeReleaseSpinLock(&Ext->Lock, Old); };
  Take();
  Give();
}

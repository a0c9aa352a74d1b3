// Out-parameters, status tests, function tables, callbacks, assertions.
// RUN: %extract | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Id; } EXT;
ULONG next(EXT *ext, ULONG *id, const ULONG *limit, EXT *other);

VOID outParameter(EXT *ext) {
  ULONG id = 1, limit = 2;
  next(ext, &id, &limit, ext);
  next(ext, &ext->Id, NULL, NULL);
}
// CHECK-LABEL: (function "outParameter"
// CHECK:          (10 3 (call - (fn "next") (load (var 0)) (addr (var 1)) (addr (var 2)) (load (var 0))))
// CHECK-NEXT:     (11 3 (call - (fn "next")
// CHECK-NEXT:     (return

VOID status(EXT *ext) {
  ULONG irql, result;
  if (StorPortAcquireMSISpinLock(ext, 0, &irql) != STOR_STATUS_SUCCESS)
    return;
  result = StorPortReleaseMSISpinLock(ext, 0, irql);
  if (result)
    StorPortLogError(ext, NULL, 0, 0, 0, 0, result);
}
// CHECK-LABEL: (function "second@{{.*}}" "second" "(_EXT *)" {{.*}} (internal address-taken)
// CHECK-LABEL: (function "status"
// CHECK:          (acquire (var [[STATUS:[0-9]+]]) (load (var 0)) (int 0) (addr (var 1)) "0")
// CHECK:          (branch (ne (load (var [[STATUS]])) (int 0))
// CHECK:          (release (var 2) (load (var 0)) (int 0) (load (var 1)) "0")

typedef VOID TURN(EXT *ext);
static VOID first(EXT *ext) { ext->Id = next(ext, NULL, NULL, NULL); }
static VOID second(EXT *ext) { ext->Id = 2; }
static TURN *const Turns[] = {first, second};
static const struct { TURN *Run; } Table = {second};

VOID turns(EXT *ext, ULONG i, TURN *given) {
  Turns[1](ext);
  Table.Run(ext);
  Turns[i](ext);
  given(ext);
}
// CHECK-LABEL: (function "turns"
// CHECK:          (call - (fn "second@{{.*}}") (load (var 0)))
// CHECK:          (call - (fn "second@{{.*}}") (load (var 0)))
// CHECK:          (call - (load (elem (global "Turns@{{.*}}") (load (var 1)))) "(_EXT *)" (load (var 0)))
// CHECK:          (call - (load (var 2)) "(_EXT *)" (load (var 0)))

// Loops, switches, && as a value, conditions whose value is kept.
// Functions are printed in the order of their names.
// RUN: %extract | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Count; ULONG Mode; BOOLEAN Ready; } EXT;
ULONG take(EXT *ext, ULONG id);

ULONG aLoop(EXT *ext) {
  for (ULONG i = 0; i < ext->Count; i++)
    take(ext, i);
  return 0;
}
// CHECK-LABEL: (function "aLoop" "aLoop"
// CHECK:        (block
// CHECK-NEXT:     (10 14 (set (var 1) (int 0)))
// CHECK-NEXT:     ({{.*}} (goto [[HEAD:1]])))
// CHECK-NEXT:   (block
// CHECK-NEXT:     (10 21 (branch (lt (load (var 1)) (load (field (deref (load (var 0))) "_EXT.Count"))) 2 4)))
// CHECK-NEXT:   (block
// CHECK-NEXT:     (11 5 (call - (fn "take") (load (var 0)) (load (var 1))))
// CHECK-NEXT:     ({{.*}} (goto 3)))
// CHECK-NEXT:   (block
// CHECK-NEXT:     (10 37 (set (var 1) (u32 (add (load (var 1)) (int 1)))))
// CHECK-NEXT:     ({{.*}} (goto [[HEAD]])))
// CHECK-NEXT:   (block
// CHECK-NEXT:     (12 3 (return (int 0)))))

ULONG bChoose(EXT *ext) {
  switch (ext->Mode) {
  case 1:
  case 3 ... 4:
    return take(ext, 1);
  default:
    return 7;
  }
}
// CHECK-LABEL: (function "bChoose" "bChoose"
// CHECK:          (switch (load (field (deref (load (var 0))) "_EXT.Mode")) [[DEFAULT:[0-9]+]] (1 [[ONE:[0-9]+]]) (3 [[ONE]]) (4 [[ONE]]))
// CHECK:          (call (var 1) (fn "take") (load (var 0)) (int 1))
// CHECK-NEXT:     {{.*}} (return (load (var 1)))

// The first operand may change in the second: it is kept.
ULONG cBoth(EXT *ext) {
  ULONG ok = ext->Ready && take(ext, 2);
  return ok;
}
// CHECK-LABEL: (function "cBoth" "cBoth"
// CHECK:          (set (var 2) (load (field (deref (load (var 0))) "_EXT.Ready")))
// CHECK-NEXT:     {{.*}} (branch (load (var 2)) 1 2)
// CHECK:          (call (var 3) (fn "take") (load (var 0)) (int 2))
// CHECK:          (set (var 1) (and (load (var 2)) (load (var 3))))

// As a condition, it is two branches and no value.
VOID dGuarded(EXT *ext) {
  if (ext->Ready && ext->Count >= 2)
    take(ext, 3);
}
// CHECK-LABEL: (function "dGuarded" "dGuarded"
// CHECK-NOT:   and
// CHECK:          (branch (load (field (deref (load (var 0))) "_EXT.Ready")) 1 3)
// CHECK:          (branch (le (int 2) (load (field (deref (load (var 0))) "_EXT.Count"))) 2 3)

// The condition of do is a value.
VOID eRepeat(EXT *ext) {
  do {
    ext->Count--;
  } while (ext->Count && take(ext, 4));
}
// CHECK-LABEL: (function "eRepeat" "eRepeat"
// CHECK:          (set (var [[KEPT:[0-9]+]]) (load (field (deref (load (var 0))) "_EXT.Count")))
// CHECK:          (call (var [[TAKEN:[0-9]+]]) (fn "take") (load (var 0)) (int 4))
// CHECK:          (branch (and (load (var [[KEPT]])) (load (var [[TAKEN]]))) 0 {{[0-9]+}})

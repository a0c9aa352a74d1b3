// Constructors and destructors are calls.
// RUN: %extract | %filecheck %s
#include <storport.h>

struct Ext { ULONG Id; };
class Guard {
public:
  Guard(Ext *ext, ULONG id) : ext(ext), id(id) {
    StorPortAcquireMSISpinLock(ext, id, &irql);
  }
  ~Guard() { StorPortReleaseMSISpinLock(ext, id, irql); }

private:
  Ext *ext;
  ULONG id, irql;
};

ULONG use(Ext *ext) {
  Guard guard(ext, 1);
  return ext->Id;
}
// CHECK:       "Guard::Guard"
// CHECK:          (set (field (deref (load (var 0))) "Guard.ext") (load (var 1)))
// CHECK:          (acquire - (load (var 1)) (load (var 2)) (addr (field (deref (load (var 0))) "Guard.irql")) "id")
// CHECK:       "Guard::~Guard"
// CHECK:       "use" "(Ext *)"
// CHECK:          (call - (fn "{{.*}}Guard{{.*}}") (addr (var 1)) (load (var 0)) (int 1))
// CHECK:          (set (var 2) (load (field (deref (load (var 0))) "Ext.Id")))
// CHECK:          (call - (fn "{{.*}}Guard{{.*}}") (addr (var 1)))
// CHECK:          (return (load (var 2)))

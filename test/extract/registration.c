// Callbacks of the port driver, and one that runs before the routine returns.
// RUN: %extract | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Id; } EXT;

HW_INTERRUPT onInterrupt;
BOOLEAN onInterrupt(PVOID ext) { return FALSE; }

BOOLEAN start(PVOID ext, PVOID context) {
  *(PULONG)context = ((EXT *)ext)->Id;
  return TRUE;
}

BOOLEAN onInitialize(PVOID ext) {
  ULONG id;
  return StorPortSynchronizeAccess(ext, start, &id);
}

ULONG DriverEntry(PVOID driver, PVOID path) {
  HW_INITIALIZATION_DATA data = {0};
  data.HwInitialize = onInitialize;
  NT_ASSERT(path);
  return StorPortInitialize(driver, path, &data, NULL);
}

// An entry point is called by nobody else, and a failed assertion is nobody's.
// CHECK-LABEL: (function "DriverEntry"
// CHECK:          (set (field (var 2) "_HW_INITIALIZATION_DATA.HwInitialize") (fn "onInitialize"))
// CHECK-LABEL: (function "onInitialize" {{.*}} (entry address-taken lockless unfollowed)
// CHECK:          (call (var 2) (fn "start") (load (var 0)) (addr (var 1)))
// CHECK:          (return (load (var 2)))
// CHECK-LABEL: (function "onInterrupt" {{.*}} (entry lockless holds-interrupt)
// CHECK-LABEL: (function "start" {{.*}} (address-taken)
// CHECK:          (set (deref (load (var 1))) (load (field (deref (load (var 0))) "_EXT.Id")) "type u32")

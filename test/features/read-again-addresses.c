// An address that a number was computed of, and that is read again behind a
// write to the memory that it leads to. Computed anew, it is an address held
// against a number, which the analyzer crashed on.
// RUN: sh -c '%spinpair %s -- -I%wdk >%t 2>&1; test $? = 2'
// RUN: %filecheck %s < %t
// CHECK-NOT: crashed
// CHECK: read-again-addresses.c:[[@LINE+25]]:1: warning: MSI spin lock for message 'ext->message' is still held on return
#include <storport.h>

typedef struct _TABLE {
  PVOID device;
  UCHAR rest[20];
} TABLE;
typedef struct _REQUEST {
  TABLE table;
} REQUEST;
typedef struct _EXT {
  ULONG message;
} EXT;

static void prepare(REQUEST *request, EXT *ext) {
  TABLE *table = &request->table;
  if ((ULONG_PTR)table & 7)
    table->rest[0] = 1;
  StorPortMoveMemory(&table->device, &ext, sizeof ext);
}

void startIo(EXT *ext, REQUEST *request) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ext->message, &irql);
  prepare(request, ext);
}

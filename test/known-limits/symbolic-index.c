// A field is written between two reads of an element at a symbolic index: the
// analyzer then forgets that the two reads are of one cell.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE { ULONG MessageId, Other, Depth; } QUEUE;
typedef struct _EXT { QUEUE Queues[8]; } EXT;

void f(EXT *ext, ULONG i) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ext->Queues[i].MessageId, &irql);
  ext->Queues[i].Depth = 1;
  StorPortReleaseMSISpinLock(ext, ext->Queues[i].Other, irql); // expected-warning {{is released, but the one held is for message}}
}

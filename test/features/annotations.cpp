// What the author says of member functions, and of functions in namespaces.
// RUN: %analyze -x c++ -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

class Queue {
public:
  SAYS("acquires(adapter=1, message=2, irql=result)") UCHAR enter(PVOID ext, ULONG id);
  SAYS("releases(adapter=1, message=2, irql=3)") void leave(PVOID ext, ULONG id, UCHAR irql);
  SAYS("balanced") void trace(ULONG &depth);
  SAYS("balanced") static void log(const char *text);
};

namespace driver {
SAYS("acquires(adapter=1, message=2, irql=3)") void lock(PVOID ext, ULONG id, ULONG *irql);
SAYS("releases(adapter=1, message=2, irql=3)") void unlock(PVOID ext, ULONG id, ULONG irql);
}

bool early(Queue &queue, PVOID ext, bool busy) {
  UCHAR irql = queue.enter(ext, 1);
  Queue::log("entered");
  // CHECK: annotations.cpp:[[#@LINE+2]]:5: warning: MSI spin lock for message '1' is still held on return
  if (busy)
    return false; // expected-warning {{MSI spin lock for message '1' is still held on return}}
  queue.leave(ext, 1, irql);
  return true;
}

void twice(PVOID ext) {
  ULONG irql;
  driver::lock(ext, 2, &irql);
  driver::unlock(ext, 2, irql);
  driver::unlock(ext, 2, irql); // expected-warning {{MSI spin lock for message '2' is released again}}
  // CHECK: annotations.cpp:[[#@LINE-1]]:3: warning: MSI spin lock for message '2' is released again
}

// What it is given by reference, it may fill.
void right(Queue *queue, PVOID ext) {
  ULONG depth = 0;
  UCHAR irql = queue->enter(ext, 3);
  queue->trace(depth);
  if (depth != 0)
    queue->leave(ext, 3, irql);
  else
    queue->leave(ext, 3, irql);
}
// CHECK: 2 findings; 3 functions with locks: 1 proved, 0 clean, 2 reported, 0 undecided

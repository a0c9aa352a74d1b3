// What the author says of the lock routines of classes and namespaces.
// RUN: %analyze -x c++ -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

struct Lock { ULONG_PTR word; };

class Locks {
public:
  SAYS("acquires(lock=1, irql=result)") static KIRQL enter(Lock *lock);
  SAYS("releases(lock=1, irql=2)") static void leave(Lock *lock, KIRQL irql);
  SAYS("acquires(lock=2, irql=1, taken=result)") bool tryEnter(KIRQL *irql, Lock *lock);
};

namespace driver {
SAYS("acquires(lock=1)") void take(Lock *lock);
SAYS("releases(lock=1)") void give(Lock *lock);
}

struct Queue { Lock lock; bool busy; };

bool early(Queue &queue) {
  KIRQL irql = Locks::enter(&queue.lock);
  // CHECK: described-locks.cpp:[[#@LINE+2]]:5: warning: Spin lock 'queue.lock' is still held on return
  if (queue.busy)
    return false; // expected-warning {{Spin lock 'queue.lock' is still held on return}}
  Locks::leave(&queue.lock, irql);
  return true;
}

void twice(Queue &queue) {
  driver::take(&queue.lock);
  driver::give(&queue.lock);
  driver::give(&queue.lock); // expected-warning {{Spin lock 'queue.lock' is released again}}
  // CHECK: described-locks.cpp:[[#@LINE-1]]:3: warning: Spin lock 'queue.lock' is released again
}

// A scope that holds the lock.
class Held {
public:
  explicit Held(Lock *lock) : lock(lock), irql(Locks::enter(lock)) {}
  ~Held() { Locks::leave(lock, irql); }

private:
  Lock *lock;
  KIRQL irql;
};

void right(Queue &queue, Locks &locks) {
  KIRQL irql;
  if (locks.tryEnter(&irql, &queue.lock))
    Locks::leave(&queue.lock, irql);
  Held held(&queue.lock);
  queue.busy = true;
}
// CHECK: 2 findings; 5 functions with locks: 3 proved, 0 clean, 2 reported, 0 undecided

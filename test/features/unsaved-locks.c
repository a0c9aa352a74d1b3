// RUN: %not %spinpair %s --report=text -- -I%wdk 2>&1 | %filecheck %s
// Of a lock whose acquire saves nothing, a release says only which lock it is.
// One after the function's own is not its caller's, who cannot have had it.
#include <storport.h>

struct queue {
  KSPIN_LOCK lock, other;
  ULONG depth;
};

void work(struct queue *q);

// CHECK: [[@LINE+4]]:3: warning: Spin lock 'q->lock' is released again
void twice(struct queue *q) {
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLockFromDpcLevel(&q->lock);
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

static void step(struct queue *q) {
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  q->depth++;
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}
// CHECK: [[@LINE+3]]:3: warning: Spin lock 'q->lock' is released again
void afterStep(struct queue *q) {
  step(q);
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

void take(struct queue *q) { KeAcquireSpinLockAtDpcLevel(&q->lock); }
void give(struct queue *q) { KeReleaseSpinLockFromDpcLevel(&q->lock); }
void pair(struct queue *q) {
  take(q);
  q->depth++;
  give(q);
}

// The caller's lock is let go of for a while.
void pause(struct queue *q) {
  KeReleaseSpinLockFromDpcLevel(&q->lock);
  q->depth++;
  KeAcquireSpinLockAtDpcLevel(&q->lock);
}

// Another lock is another lock.
void giveAfterOther(struct queue *q) {
  KeAcquireSpinLockAtDpcLevel(&q->other);
  q->depth--;
  KeReleaseSpinLockFromDpcLevel(&q->other);
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}
// CHECK: spinpair: 2 findings; 8 functions with locks: 6 proved, 0 clean, 2 reported, 0 undecided

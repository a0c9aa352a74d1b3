// What is written to a part of a local is read by its other names, too: by the
// pointers that may lead to it, as an element whose index is a number or is
// not, and as a part of what was copied or cleared as a whole.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byChoice=reported,undecided byPaths=reported,undecided afterClear=reported,undecided parameters=reported,undecided kept=undecided slotOfLocal=reported,undecided guards=reported,undecided parameterJoined=reported,undecided copiedThenElement=reported,undecided byValue=reported,undecided rows=reported,undecided rereadElement=reported,undecided nested=reported,undecided byHelper=reported,undecided nullChosen=reported,undecided indexChosen=reported,undecided clearedByHelper=undecided bits=reported,undecided someByLookup=undecided ownElement=proved otherLocal=proved cleared=proved,clean heldPointer=proved
#include <ntddk.h>

typedef struct _ITEM {
  ULONG flag, flags[4];
} ITEM;

typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  ULONG Number;
  struct _QUEUE *Next;
  KIRQL Irql;
} QUEUE;

typedef struct _DEVICE {
  KSPIN_LOCK Lock;
  ITEM item, *other;
  QUEUE queues[4], *first;
  ULONG flag;
} DEVICE;

#define TAKE KeAcquireSpinLock(&device->Lock, &irql)
#define GIVE KeReleaseSpinLock(&device->Lock, irql)

void byChoice(DEVICE *device, ULONG c) {
  KIRQL irql = 0;
  ITEM local, *p;
  local.flag = 0;
  p = c ? &local : device->other;
  if (p->flag)
    TAKE;
  local.flag = 1;
  if (p->flag)
    GIVE;
}

void byPaths(DEVICE *device, ULONG c, ITEM *from) {
  KIRQL irql = 0;
  ITEM local, *p;
  local.flag = 1;
  if (c)
    p = &local;
  else
    p = device->other;
  if (p->flag)
    TAKE;
  local = *from;
  if (p->flag)
    GIVE;
}

void afterClear(DEVICE *device, ULONG c) {
  KIRQL irql = 0;
  ITEM local, *p = device->other;
  local.flag = 1;
  if (c)
    p = &local;
  if (p->flag)
    TAKE;
  RtlZeroMemory(&local, sizeof local);
  if (p->flag)
    GIVE;
}

void parameters(DEVICE *device, ITEM one, ITEM two) {
  KIRQL irql = 0;
  ITEM *p;
  if (device->flag)
    p = &one;
  else
    p = &two;
  if (p->flag)
    TAKE;
  one.flag = 0;
  if (p->flag)
    GIVE;
}

void kept(DEVICE *device, DEVICE *same) {
  KIRQL irql = 0;
  ITEM local;
  local.flag = 0;
  device->other = &local;
  if (same->other->flag)
    TAKE;
  local.flag = 1;
  if (same->other->flag)
    GIVE;
  device->other = NULL;
}

typedef struct _PLACE {
  PKIRQL slot;
} PLACE;

// The saved IRQL is in a local that is gone, if c.
void slotOfLocal(DEVICE *device, PLACE *place, ULONG c) {
  PLACE local, *p;
  KIRQL irql = 0;
  local.slot = &irql;
  if (c)
    p = &local;
  else
    p = place;
  KeAcquireSpinLock(&device->Lock, p->slot);
}

typedef struct _GUARD {
  PKSPIN_LOCK held;
  KIRQL irql;
} GUARD;

static void begin(GUARD *guard, PKSPIN_LOCK lock) {
  KeAcquireSpinLock(lock, &guard->irql);
  guard->held = lock;
}

static void end(GUARD *guard) {
  if (guard->held)
    KeReleaseSpinLock(guard->held, guard->irql);
}

void guards(DEVICE *device, ULONG c) {
  GUARD one = {0}, two = {0}, *p;
  p = c ? &one : &two;
  begin(p, &device->Lock);
  one.held = NULL;
  end(p);
}

void parameterJoined(DEVICE *device, ULONG one, ULONG two, ULONG c) {
  KIRQL irql = 0;
  ULONG *p = c ? &one : &two;
  if (*p)
    TAKE;
  one = 0;
  if (device->flag)
    device->flag++;
  if (*p)
    GIVE;
}

void copiedThenElement(DEVICE *device, ULONG i) {
  KIRQL irql = 0;
  ITEM local = device->item;
  local.flags[i & 3] = 0;
  if (device->item.flags[2])
    TAKE;
  if (local.flags[2])
    GIVE;
}

void byValue(DEVICE *device, ULONG i, ITEM item) {
  KIRQL irql = 0;
  if (item.flags[2] == 0)
    TAKE;
  item.flags[i & 3] = 1;
  if (item.flags[2] == 0)
    GIVE;
}

void rows(DEVICE *device, ULONG i) {
  KIRQL irql;
  ULONG table[2][4] = {{0}};
  table[1][i & 3] = 1;
  TAKE;
  if (table[1][2] == 0)
    GIVE;
}

void rereadElement(DEVICE *device, ULONG i) {
  KIRQL irql = 0;
  ULONG table[2];
  table[0] = device->flag;
  table[1] = device->item.flag;
  if (table[i & 1])
    TAKE;
  table[1] = 0;
  if (table[i & 1])
    GIVE;
}

void nested(DEVICE *device, ULONG i) {
  KIRQL irql;
  ITEM table[1] = {{0}};
  table[0].flags[i & 1] = 1;
  TAKE;
  if (table[0].flags[1] == 0)
    GIVE;
}

ULONG outside(void);
static void setElement(ITEM *item) { item->flags[1] = outside(); }

void byHelper(DEVICE *device) {
  KIRQL irql;
  ITEM local;
  local.flags[1] = 0;
  setElement(&local);
  TAKE;
  if (local.flags[1] == 0)
    GIVE;
}

// The lock is behind p if p is not NULL: that says nothing of p.
void nullChosen(DEVICE *device, QUEUE *p) {
  KIRQL irql;
  PKSPIN_LOCK lock = p ? &p->Lock : &device->Lock;
  KeAcquireSpinLock(lock, &irql);
  if (p)
    KeReleaseSpinLock(lock, irql);
}

void indexChosen(DEVICE *device, QUEUE *p) {
  KIRQL irql;
  ULONG i = p ? p->Number : 0;
  KeAcquireSpinLock(&device->queues[i].Lock, &irql);
  if (p)
    KeReleaseSpinLock(&device->queues[i].Lock, irql);
}

static void clear(ITEM *item) { RtlZeroMemory(item, sizeof *item); }

void clearedByHelper(DEVICE *device, DEVICE *same) {
  KIRQL irql = 0;
  if (device->item.flag) {
    clear(&same->item);
    TAKE;
  }
  if (device->item.flag)
    GIVE;
}

typedef struct _BITS {
  unsigned three : 3;
} BITS;

void bits(DEVICE *device, ULONG n) {
  KIRQL irql = 0;
  BITS local = {.three = n};
  if (n)
    TAKE;
  if (local.three)
    GIVE;
}

static QUEUE *find(DEVICE *device, ULONG number) {
  KIRQL irql;
  for (QUEUE *queue = device->first; queue; queue = queue->Next) {
    KeAcquireSpinLock(&queue->Lock, &irql);
    if (queue->Number == number) {
      queue->Irql = irql;
      return queue;
    }
    KeReleaseSpinLock(&queue->Lock, irql);
  }
  return NULL;
}

// Nobody can tell afterwards whether it left the lock held.
void someByLookup(DEVICE *device, ULONG number) {
  QUEUE *queue = find(device, number);
  if (queue && device->flag)
    KeReleaseSpinLock(&queue->Lock, queue->Irql);
}

void ownElement(DEVICE *device, ULONG i) {
  KIRQL irql = 0;
  ITEM local = device->item;
  local.flags[i & 3] = 1;
  if (local.flags[i & 3])
    TAKE;
  if (local.flags[i & 3])
    GIVE;
}

void otherLocal(DEVICE *device, ULONG c) {
  KIRQL irql = 0;
  ITEM one, two, *p;
  one.flag = device->flag;
  p = c ? &one : device->other;
  if (p->flag)
    TAKE;
  two.flag = 1;
  device->item.flags[0] = two.flag;
  if (p->flag)
    GIVE;
}

void cleared(DEVICE *device, ULONG i) {
  KIRQL irql;
  ULONG table[4] = {0};
  table[1] = i;
  TAKE;
  if (table[2] == 0)
    GIVE;
}

void heldPointer(DEVICE *device, QUEUE *queue) {
  KIRQL irql;
  KeAcquireSpinLock(&queue->Lock, &irql);
  device->flag++;
  if (queue)
    KeReleaseSpinLock(&queue->Lock, irql);
}

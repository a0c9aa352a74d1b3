// A lookup returns what it found with its lock held, and the caller gives that back.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json findLocked=proved usesIt=proved findThenLock=proved usesThat=proved here=proved noneToGive=undecided,reported forgets=undecided,reported otherOne=undecided,reported knows=proved
#include <wdm.h>

typedef struct _ENTRY {
  LIST_ENTRY Link;
  ULONG Id, Users;
  KSPIN_LOCK Lock;
} ENTRY;

typedef struct _TABLE {
  LIST_ENTRY List;
  ENTRY *First;
  ULONG Count;
} TABLE;

static ENTRY *findLocked(TABLE *table, ULONG id, KIRQL *irql) {
  for (LIST_ENTRY *at = table->List.Flink; at != &table->List; at = at->Flink) {
    ENTRY *entry = CONTAINING_RECORD(at, ENTRY, Link);
    KeAcquireSpinLock(&entry->Lock, irql);
    if (entry->Id == id)
      return entry;
    KeReleaseSpinLock(&entry->Lock, *irql);
  }
  return NULL;
}

void usesIt(TABLE *table) {
  KIRQL irql;
  ENTRY *entry = findLocked(table, 3, &irql);
  if (!entry)
    return;
  entry->Users++;
  KeReleaseSpinLock(&entry->Lock, irql);
}

static ENTRY *findThenLock(TABLE *table, ULONG id, KIRQL *irql) {
  ENTRY *found = NULL;
  for (LIST_ENTRY *at = table->List.Flink; at != &table->List; at = at->Flink) {
    found = CONTAINING_RECORD(at, ENTRY, Link);
    if (found->Id == id)
      break;
    found = NULL;
  }
  if (found)
    KeAcquireSpinLock(&found->Lock, irql);
  return found;
}

void usesThat(TABLE *table) {
  KIRQL irql;
  ENTRY *entry = findThenLock(table, 3, &irql);
  if (!entry)
    return;
  entry->Users++;
  KeReleaseSpinLock(&entry->Lock, irql);
}

void here(TABLE *table) {
  KIRQL irql;
  ENTRY *found = NULL;
  for (ULONG i = 0; i < table->Count; i++) {
    ENTRY *entry = &table->First[i];
    KeAcquireSpinLock(&entry->Lock, &irql);
    if (entry->Id == 3) {
      found = entry;
      break;
    }
    KeReleaseSpinLock(&entry->Lock, irql);
  }
  if (found) {
    found->Users++;
    KeReleaseSpinLock(&found->Lock, irql);
  }
}

// There may be none.
void noneToGive(TABLE *table) {
  KIRQL irql;
  ENTRY *entry = findLocked(table, 3, &irql);
  KeReleaseSpinLock(&entry->Lock, irql);
}

void forgets(TABLE *table) {
  KIRQL irql;
  ENTRY *entry = findLocked(table, 3, &irql);
  if (!entry)
    return;
  if (entry->Users)
    return;
  KeReleaseSpinLock(&entry->Lock, irql);
}

void otherOne(TABLE *table, ENTRY *other) {
  KIRQL irql;
  ENTRY *entry = findLocked(table, 3, &irql);
  if (!entry)
    return;
  KeReleaseSpinLock(&other->Lock, irql);
}

// Whatever it finds has that number.
void knows(TABLE *table) {
  KIRQL irql;
  ENTRY *entry = findLocked(table, 3, &irql);
  if (!entry)
    return;
  if (entry->Id == 3)
    KeReleaseSpinLock(&entry->Lock, irql);
}

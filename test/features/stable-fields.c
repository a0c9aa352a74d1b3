// Conditions that agree, read again after calls. With core enabled, so no
// "uninitialized argument" of the stock analyzer either.
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _EXT EXT;
typedef void NOTIFY(EXT *);
typedef int CHANGE(EXT *, int);
struct _EXT {
  BOOLEAN PerMessage, Dump, Changing, Retargeted, Crashing;
  ULONG Flags, MessageId;
  NOTIFY *Notify;
  CHANGE *Change;
  struct _EXT *Self;
  struct { ULONG Mode; } Config;
};
BOOLEAN Global;
static BOOLEAN Hidden;

void complete(EXT *ext);
int ask(EXT *ext, int what);

// Silent.

void field(EXT *ext, ULONG id) {
  ULONG irql;
  if (ext->PerMessage)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  complete(ext);
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, id, irql);
}

void fieldThroughPointer(EXT *ext, ULONG id) {
  ULONG irql;
  if (ext->PerMessage)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  ext->Notify(ext);
  complete(ext);
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, id, irql);
}

void twoKinds(EXT *ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {InterruptLock};
  if (ext->PerMessage)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  else
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  complete(ext);
  StorPortNotification(RequestComplete, ext, NULL);
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, id, irql);
  else
    StorPortReleaseSpinLock(ext, &handle);
}

void flags(EXT *ext) {
  ULONG irql;
  if ((ext->Flags & 2) && !ext->Dump)
    StorPortAcquireMSISpinLock(ext, ext->MessageId, &irql);
  complete(ext);
  if ((ext->Flags & 2) && !ext->Dump)
    StorPortReleaseMSISpinLock(ext, ext->MessageId, irql);
}

void nestedField(EXT *ext) {
  ULONG irql;
  if (ext->Config.Mode == 3)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ext->Config.Mode == 3)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void parameter(EXT *ext, BOOLEAN atDirql) {
  ULONG irql;
  if (!atDirql)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (!atDirql)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void localFlag(EXT *ext) {
  ULONG irql;
  BOOLEAN needed = ask(ext, 7) > 3;
  if (needed)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (needed)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void copiedFlag(EXT *ext) {
  ULONG irql;
  BOOLEAN needed = ext->PerMessage;
  if (needed)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void askedAgain(EXT *ext) {
  ULONG irql = 0;
  if (ask(ext, 7))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ask(ext, 7))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void throughSelf(EXT *ext) {
  ULONG irql;
  if (ext->Self->PerMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ext->Self->PerMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void global(EXT *ext) {
  ULONG irql;
  if (Hidden)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (Hidden)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void inLoop(EXT *ext, int count) {
  ULONG irql;
  for (int i = 0; i < count; ++i) {
    if (ext->PerMessage)
      StorPortAcquireMSISpinLock(ext, 1, &irql);
    complete(ext);
    if (ext->PerMessage)
      StorPortReleaseMSISpinLock(ext, 1, irql);
  }
}

static void touchesOthers(EXT *ext) { ext->Flags++; complete(ext); }

void visibleCalleeWritesAnother(EXT *ext) {
  ULONG irql;
  if (ext->PerMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  touchesOthers(ext);
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

// A change that the conditions follow.
void changedToKnown(EXT *ext) {
  ULONG irql;
  ext->Dump = TRUE;
  if (ext->Dump)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ext->Dump)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Reported.

void differentConditions(EXT *ext) {
  ULONG irql = 0;
  if (ext->PerMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ext->Dump)
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released, but was never acquired}}
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void changedHere(EXT *ext) {
  ULONG irql = 0;
  if (!ext->Changing)
    return;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  ext->Changing = FALSE;
  if (ext->Changing)
    StorPortReleaseMSISpinLock(ext, 1, irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

static void stopChanging(EXT *ext) {
  complete(ext);
  ext->Changing = FALSE;
}

void changedByVisibleWriter(EXT *ext) {
  ULONG irql = 0;
  if (ext->Changing)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  stopChanging(ext);
  if (ext->Changing)
    StorPortReleaseMSISpinLock(ext, 1, irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

// May be what ext->Change points to: it is of that type, and its address is
// taken. Whether it is cannot be seen, so nothing is said.
static int retarget(EXT *ext, int to) {
  ext->Retargeted = to == 4;
  return to;
}
void setUp(EXT *ext) { ext->Change = retarget; }

void changedThroughPointer(EXT *ext) {
  ULONG irql = 0;
  if (ext->Retargeted)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Change(ext, 1);
  if (ext->Retargeted)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

// A pointer of another type cannot lead there.
void notChangedThroughPointer(EXT *ext) {
  ULONG irql = 0;
  if (ext->Retargeted)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Notify(ext);
  if (ext->Retargeted)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

// A driver that stops the machine on purpose writes through a null pointer; the
// field keeps its value as far as anybody can see.
void complain(int line);
static int checkQueue(EXT *ext, int *queue) {
  for (int i = 0; queue[i]; ++i)
    if (queue[i] < 0) {
      complain(i);
      ext = 0;
      ext->Crashing++; // expected-warning {{dereference of a null pointer}}
    }
  return queue[0];
}

void crashesOnPurpose(EXT *ext, int *queue) {
  ULONG irql = 0;
  if (ext->Crashing)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  checkQueue(ext, queue);
  if (ext->Crashing)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

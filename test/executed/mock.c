/* The lock routines of StorPort as a checked mock, and the enumeration of a program's inputs.
 *
 * Written from what the lock functions promise. It shares nothing with spinpair but the model headers, which give it the
 * types. A misuse ends the run that it happens in. The saved IRQLs of a run differ from each other while they matter, and
 * from run to run, so that one which is taken for another, or made up, shows in some run.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "mock.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <storport.h>

enum { MAX_LOCKS = 64, MAX_PICKS = 4096, MAX_KINDS = 16 };

typedef struct Lock {
  const void *ext;
  unsigned message; /* of a message, or the STOR_SPINLOCK */
  const STOR_LOCK_HANDLE *handle; /* NULL: the lock of a message, or of a pointer */
  const void *spin;               /* the KSPIN_LOCK */
  const KLOCK_QUEUE_HANDLE *queued;
  int raises;                     /* its acquire saved the IRQL */
  unsigned saved, due; /* due differs from saved after hand-over-hand */
} Lock;

static Lock held[MAX_LOCKS];
static unsigned held_count;
static Lock released[MAX_LOCKS]; /* a ring: what this run released */
static unsigned released_count;

static unsigned picks[MAX_PICKS], choices[MAX_PICKS];
static unsigned pick_count, known_count;
static int random_picks;
static unsigned long long random_state;
static unsigned long run;
static unsigned flags;

static jmp_buf end_of_run;
static const char *misuse; /* of this run */
static unsigned long crashes;
static volatile sig_atomic_t too_long;
static int open_end;       /* this run did what may be right or wrong, by its caller */

static unsigned long long Random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

unsigned MockPick(unsigned Count) {
  unsigned answer = 0;

  if (Count <= 1)
    return 0;
  if (pick_count >= MAX_PICKS) /* too many for one run: the last answers are all the same */
    return 0;
  if (random_picks) {
    /* Half of the answers for a byte are its small values, and its largest. */
    answer = (unsigned)(Random() % (Count > 16 && (Random() & 64) ? 4 : Count));
    if (Count > 16 && answer == 3)
      answer = Count - 1;
  } else if (pick_count < known_count) {
    answer = picks[pick_count];
  }
  picks[pick_count] = answer;
  choices[pick_count] = Count;
  pick_count++;
  return answer;
}

unsigned long long MockValue(const unsigned long long *Values, unsigned Count) {
  return Values[MockPick(Count)];
}

/* The next answers in order; 0 if these were the last. */
static int Next(void) {
  while (pick_count && picks[pick_count - 1] + 1 >= choices[pick_count - 1])
    pick_count--;
  if (!pick_count)
    return 0;
  picks[pick_count - 1]++;
  known_count = pick_count;
  return 1;
}

static void Misuse(const char *kind) {
  misuse = kind;
  longjmp(end_of_run, 1);
}

static void Open(void) {
  open_end = 1;
  longjmp(end_of_run, 1);
}

/* An IRQL that no lock which matters has, from 0 to 15. */
static unsigned FreshIrql(void) {
  unsigned tries, i, irql;

  for (tries = 0; tries < 64; tries++) {
    irql = (unsigned)(Random() >> 20) & 15;
    for (i = 0; i < held_count; i++)
      if (held[i].saved == irql || held[i].due == irql)
        break;
    if (i < held_count)
      continue;
    for (i = released_count > 4 ? released_count - 4 : 0; i < released_count; i++)
      if (released[i % MAX_LOCKS].saved == irql || released[i % MAX_LOCKS].due == irql)
        break;
    if (i == released_count)
      break;
  }
  return irql;
}

static Lock *Find(const void *ext, unsigned message) {
  unsigned i;

  for (i = 0; i < held_count; i++)
    if (!held[i].handle && !held[i].spin && held[i].ext == ext && held[i].message == message)
      return &held[i];
  return NULL;
}

static Lock *FindSpin(const void *spin) {
  unsigned i;

  for (i = 0; i < held_count; i++)
    if (held[i].spin == spin)
      return &held[i];
  return NULL;
}

static void Take(Lock lock) {
  if (held_count == MAX_LOCKS)
    abort();
  held[held_count++] = lock;
}

static void Give(Lock *lock) {
  released[released_count++ % MAX_LOCKS] = *lock;
  memmove(lock, lock + 1, sizeof(*lock) * (size_t)(&held[held_count] - (lock + 1)));
  held_count--;
}

static ULONG AcquireMessage(const void *ext, ULONG message, ULONG *irql) {
  Lock lock = {.ext = ext, .message = message};

  if (!ext || !irql)
    Misuse("NullArgument");
  if ((flags & MOCK_FAILURES) && message >= 3000 && message < 4000 && MockPick(2))
    return STOR_STATUS_NOT_IMPLEMENTED;
  if (Find(ext, message))
    Misuse("DoubleAcquire");
  lock.saved = lock.due = FreshIrql();
  *irql = lock.saved;
  Take(lock);
  return STOR_STATUS_SUCCESS;
}

static int WasReleased(const void *ext, unsigned message, const STOR_LOCK_HANDLE *handle) {
  unsigned i;

  for (i = 0; i < released_count && i < MAX_LOCKS; i++)
    if (!released[i].spin && released[i].handle == handle &&
        (handle || (released[i].ext == ext && released[i].message == message)))
      return 1;
  return 0;
}

/* Nothing of this name is held: whose mistake that is depends on the caller of a plain function. */
static void NotHeld(int twice) {
  if (twice)
    Misuse("DoubleRelease");
  if (flags & MOCK_CALLBACK)
    Misuse("ReleaseNotHeld");
  Open();
}

static ULONG ReleaseMessage(const void *ext, ULONG message, ULONG irql) {
  Lock *lock = Find(ext, message), *inner;

  if (!ext)
    Misuse("NullArgument");
  if (!lock) {
    unsigned i;
    for (i = 0; i < held_count; i++)
      if (!held[i].handle && !held[i].spin && held[i].due == irql)
        Misuse(held[i].ext == ext ? "MessageIdMismatch" : "ExtensionMismatch");
    NotHeld(WasReleased(ext, message, NULL));
  }
  inner = lock + 1 < &held[held_count] ? lock + 1 : NULL;
  if (irql == lock->due) {
    if (inner && !inner->spin)
      Misuse("ReleaseOrder");
    if (inner) /* whose holder may have been at DISPATCH_LEVEL before: nothing is said of that */
      Open();
  } else if (inner && irql == inner->due) {
    inner->due = lock->due; /* hand-over-hand */
  } else {
    Misuse("OldIrqlMismatch");
  }
  Give(lock);
  return STOR_STATUS_SUCCESS;
}

ULONG StorPortExtendedFunction(STORPORT_FUNCTION_CODE FunctionCode, PVOID HwDeviceExtension, ...) {
  va_list arguments;
  ULONG message, status;

  va_start(arguments, HwDeviceExtension);
  message = va_arg(arguments, ULONG);
  if (FunctionCode == ExtFunctionAcquireMSISpinLock)
    status = AcquireMessage(HwDeviceExtension, message, va_arg(arguments, PULONG));
  else
    status = ReleaseMessage(HwDeviceExtension, message, va_arg(arguments, ULONG));
  va_end(arguments);
  return status;
}

static char queue_lock; /* LockQueue.Lock of a handle that is in use */

VOID StorPortAcquireSpinLock(PVOID DeviceExtension, STOR_SPINLOCK SpinLock, PVOID LockContext,
                             PSTOR_LOCK_HANDLE LockHandle) {
  Lock lock = {.ext = DeviceExtension, .message = (unsigned)SpinLock, .handle = LockHandle};
  unsigned i;

  (void)LockContext;
  for (i = 0; i < held_count; i++)
    if (held[i].handle && held[i].ext == DeviceExtension && held[i].message == (unsigned)SpinLock)
      Misuse("spinlock.DoubleAcquire");
  lock.saved = lock.due = FreshIrql();
  LockHandle->Lock = SpinLock;
  LockHandle->Context.LockQueue.Next = NULL;
  LockHandle->Context.LockQueue.Lock = &queue_lock;
  LockHandle->Context.OldIrql = (KIRQL)lock.saved;
  Take(lock);
}

VOID StorPortReleaseSpinLock(PVOID DeviceExtension, PSTOR_LOCK_HANDLE LockHandle) {
  unsigned i, j;

  for (i = 0; i < held_count && held[i].handle != LockHandle; i++)
    ;
  if (i == held_count) {
    for (j = 0; j < held_count; j++)
      if (held[j].handle && LockHandle->Context.LockQueue.Lock == &queue_lock &&
          LockHandle->Lock == held[j].handle->Lock && LockHandle->Context.OldIrql == held[j].due)
        Open(); /* a copy of a handle: nothing is said of that */
    NotHeld(WasReleased(NULL, 0, LockHandle));
  }
  if (held[i].ext != DeviceExtension || (unsigned)LockHandle->Lock != held[i].message ||
      LockHandle->Context.OldIrql != held[i].due || LockHandle->Context.LockQueue.Lock != &queue_lock)
    Misuse("spinlock.HandleMismatch");
  for (j = i + 1; j < held_count; j++)
    if (!held[j].spin && (!held[j].handle || held[j].message == InterruptLock))
      Misuse("spinlock.ReleaseOrder");
  Give(&held[i]);
}

/* Locks that a pointer names. */
enum { NO_IRQL = 0x10000 }; /* of one whose acquire saves none */

static KIRQL TakeSpin(const void *spin, const KLOCK_QUEUE_HANDLE *queued, int raises) {
  Lock lock = {.spin = spin, .queued = queued, .raises = raises};

  if (FindSpin(spin))
    Misuse("windows.DoubleAcquire");
  lock.saved = lock.due = raises ? FreshIrql() : NO_IRQL;
  Take(lock);
  return (KIRQL)lock.saved;
}

static int WasGiven(const void *spin, const KLOCK_QUEUE_HANDLE *queued) {
  unsigned i;

  for (i = 0; i < released_count && i < MAX_LOCKS; i++)
    if (queued ? released[i].queued == queued : released[i].spin == spin)
      return 1;
  return 0;
}

/* One that is given back before an inner one: right for who was at DISPATCH_LEVEL before. */
static void GiveSpin(Lock *lock) {
  if (lock->raises && lock + 1 < &held[held_count])
    Open();
  Give(lock);
}

VOID KeAcquireSpinLock(PKSPIN_LOCK SpinLock, PKIRQL OldIrql) { *OldIrql = TakeSpin(SpinLock, NULL, 1); }
KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock) { return TakeSpin(SpinLock, NULL, 1); }
VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock) { TakeSpin(SpinLock, NULL, 0); }

VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql) {
  Lock *lock = FindSpin(SpinLock);
  unsigned i;

  if (!lock) {
    for (i = 0; i < held_count; i++)
      if (held[i].spin && held[i].raises && held[i].due == NewIrql)
        Misuse("windows.LockMismatch");
    NotHeld(WasGiven(SpinLock, NULL));
  }
  if (!lock->raises) /* KeRaiseIrql may have found the IRQL */
    Open();
  if (lock->queued)
    Misuse("windows.WrongForm");
  if (NewIrql != lock->due)
    Misuse("windows.OldIrqlMismatch");
  GiveSpin(lock);
}

VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock) {
  Lock *lock = FindSpin(SpinLock);

  if (!lock)
    NotHeld(WasGiven(SpinLock, NULL));
  if (lock->raises)
    Misuse("windows.WrongForm");
  GiveSpin(lock);
}

VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle) {
  LockHandle->OldIrql = TakeSpin(SpinLock, LockHandle, 1);
  LockHandle->LockQueue.Next = NULL;
  LockHandle->LockQueue.Lock = SpinLock;
}

VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle) {
  unsigned i;

  for (i = 0; i < held_count && held[i].queued != LockHandle; i++)
    ;
  if (i == held_count)
    NotHeld(WasGiven(NULL, LockHandle));
  if (LockHandle->OldIrql != held[i].due || LockHandle->LockQueue.Lock != held[i].spin)
    Misuse("windows.HandleMismatch");
  GiveSpin(&held[i]);
}

/* Other routines that programs call. */
ULONG StorPortReadRegisterUlong(PVOID h, volatile ULONG *r) {
  static const unsigned long long values[] = {0, 1, 2, 3, 0x80000000u, 0xffffffffu};
  (void)h;
  (void)r;
  return (ULONG)MockValue(values, sizeof(values) / sizeof(*values));
}
VOID StorPortWriteRegisterUlong(PVOID h, volatile ULONG *r, ULONG v) {
  (void)h;
  (void)r;
  (void)v;
}
VOID StorPortStallExecution(ULONG Delay) { (void)Delay; }
VOID StorPortDebugPrint(ULONG DebugPrintLevel, PCCHAR DebugMessage, ...) {
  (void)DebugPrintLevel;
  (void)DebugMessage;
}
VOID StorPortQuerySystemTime(PLARGE_INTEGER CurrentTime) {
  static const unsigned long long values[] = {0, 1, 0x100000000ull};
  CurrentTime->QuadPart = (LONGLONG)MockValue(values, 3);
}

/* A run that has no meaning, as programs of Csmith may have with other values than they were made for. */
static void Crash(int signal) {
  crashes++;
  too_long |= signal == SIGALRM;
  longjmp(end_of_run, 1);
}

static void CatchCrashes(void) {
  static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGALRM};
  struct sigaction action;
  unsigned i;

  memset(&action, 0, sizeof(action));
  action.sa_handler = Crash;
  action.sa_flags = SA_NODEFER;
  for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
    sigaction(signals[i], &action, NULL);
}

typedef struct Seen {
  const char *kind;
  unsigned long count;
  char picks[160];
} Seen;

static void Note(Seen *seen) {
  unsigned i, n;
  size_t length = 0;

  for (i = 0; seen[i].kind && strcmp(seen[i].kind, misuse) != 0; i++)
    ;
  if (!seen[i].kind) {
    seen[i].kind = misuse;
    for (n = 0; n < pick_count && length + 12 < sizeof(seen[i].picks); n++)
      length += (size_t)snprintf(seen[i].picks + length, sizeof(seen[i].picks) - length, "%s%u", n ? "," : "", picks[n]);
  }
  seen[i].count++;
}

static void OneRun(void (*once)(void)) {
  held_count = released_count = pick_count = 0;
  misuse = NULL;
  if (!setjmp(end_of_run)) {
    once();
    if (held_count) {
      if (flags & MOCK_CALLBACK)
        misuse = held[0].handle ? "spinlock.Leak" : held[0].spin ? "windows.Leak" : "Leak";
      else
        open_end = 2; /* the generator knows whether a caller can release it */
    }
  }
}

void MockRun(const char *Name, unsigned Flags, void (*Once)(void)) {
  unsigned long limit = getenv("MOCK_RUNS") ? strtoul(getenv("MOCK_RUNS"), NULL, 10) : 4096;
  Seen seen[MAX_KINDS] = {{0}};
  unsigned long opens = 0, leaks = 0;
  int complete = 0, more = 1;
  unsigned i;

  flags = Flags;
  random_state = 0x9E3779B97F4A7C15ull;
  known_count = 0;
  random_picks = 0;
  crashes = 0;
  too_long = 0;
  CatchCrashes();
  for (run = 0; more && !too_long && run < 2 * limit; run++) {
    open_end = 0;
    if (run % 64 == 0)
      alarm(5);
    OneRun(Once);
    if (misuse)
      Note(seen);
    opens += open_end == 1;
    leaks += open_end == 2;
    if (run + 1 == limit)
      random_picks = 1;
    if (!random_picks && !Next()) {
      complete = 1;
      /* The same again with other IRQLs: a coincidence must not hide a misuse. */
      if (run >= 8)
        more = 0;
      known_count = 0;
    }
  }
  printf("{\"name\": \"%s\", \"runs\": %lu, \"complete\": %d, \"open\": %lu, \"held\": %lu, \"crashes\": %lu, \"misuse\": {", Name,
         run,
         complete && !(Flags & MOCK_SAMPLED), opens, leaks, crashes);
  alarm(0);
  for (i = 0; seen[i].kind; i++)
    printf("%s\"%s\": [%lu, \"%s\"]", i ? ", " : "", seen[i].kind, seen[i].count, seen[i].picks);
  printf("}}\n");
  fflush(stdout);
}

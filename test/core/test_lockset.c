/* The lock-set automaton, one event and its verdict to a line.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The automaton knows of values only what it asks. Here a table answers: a
 * value is the same as itself and different from the other values that are
 * known, and of the opaque ones (NAME_X) nothing is known until a test says so.
 */
#include "spinpair/lockset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum value {
  NOTHING,
  /* Adapters; the first is NULL. */
  NO_EXT,
  EXT,
  EXT2,
  EXT_X,
  /* Messages. */
  M1,
  M2,
  M3,
  M_X,
  /* IRQLs: saved by an acquire, given by the caller, made on the path. */
  A,
  B,
  C,
  D,
  GIVEN,
  GIVEN2,
  CONST,
  IRQL_X,
  /* OldIrql pointers; the first is NULL. */
  NO_SLOT,
  SLOT,
  SLOT_X,
  /* Results of acquires. */
  STATUS,
  STATUS2,
  VALUES
};

static const char *const names[VALUES] = {
    [EXT] = "EXT",       [EXT2] = "EXT2",   [EXT_X] = "EXT_X",
    [M1] = "M1",         [M2] = "M2",       [M3] = "M3",
    [M_X] = "M_X",       [A] = "A",         [B] = "B",
    [C] = "C",           [D] = "D",         [GIVEN] = "GIVEN",
    [GIVEN2] = "GIVEN2", [CONST] = "CONST", [IRQL_X] = "IRQL_X",
};

/* The verdicts that a test expects: a rule, or these two. */
enum { FINE = SP_RULE_NONE, UNCLEAR };
#define RULE(name) name = SP_RULE_##name
enum {
  RULE(LEAK),
  RULE(LOCK_ORDER),
  RULE(IRQL_TOO_HIGH),
  RULE(FORBIDDEN_CALLBACK),
  RULE(DOUBLE_ACQUIRE),
  RULE(DOUBLE_RELEASE),
  RULE(RELEASE_NOT_HELD),
  RULE(FAILED_ACQUIRE),
  RULE(MESSAGE_ID_MISMATCH),
  RULE(EXTENSION_MISMATCH),
  RULE(OLD_IRQL_MISMATCH),
  RULE(RELEASE_ORDER),
  RULE(NULL_ARGUMENT),
  RULE(SPIN_LEAK),
  RULE(SPIN_DOUBLE_ACQUIRE),
  RULE(SPIN_DOUBLE_RELEASE),
  RULE(SPIN_RELEASE_NOT_HELD),
  RULE(SPIN_HANDLE_MISMATCH),
  RULE(SPIN_RELEASE_ORDER),
  RULE(SPIN_LOCK_ORDER),
  RULE(KERNEL_LEAK),
  RULE(KERNEL_DOUBLE_ACQUIRE),
  RULE(KERNEL_DOUBLE_RELEASE),
  RULE(KERNEL_RELEASE_NOT_HELD),
  RULE(KERNEL_LOCK_MISMATCH),
  RULE(KERNEL_OLD_IRQL_MISMATCH),
  RULE(KERNEL_HANDLE_MISMATCH),
  RULE(KERNEL_WRONG_FORM),
  RULE(KERNEL_RELEASE_ORDER),
  RULE(KERNEL_IRQL_TOO_HIGH),
  RULE(KERNEL_FORBIDDEN_CALL)
};

static const sp_answer answers[] = {SP_YES, SP_NO, SP_UNKNOWN};

/* ---- the fake oracle ---- */

enum { MOST_LOCKS = 16 };

static struct world {
  sp_answer same[VALUES][VALUES];
  sp_answer null[VALUES], failed[VALUES], handed_in[VALUES], reachable[VALUES];
  sp_lock locks[MOST_LOCKS], before[MOST_LOCKS];
  sp_lockset set;
  sp_value site; /* of the last event */
  sp_verdict verdict;
} world;

static bool is_opaque(sp_value v) {
  return v == EXT_X || v == M_X || v == IRQL_X || v == SLOT_X;
}

/* Nothing is held, nobody can test a status and no saved IRQL is in reach. */
static void begin(void) {
  memset(&world, 0, sizeof world);
  world.set.locks = world.locks;
  for (int a = 0; a < VALUES; a++) {
    for (int b = 0; b < VALUES; b++)
      world.same[a][b] = a == b                         ? SP_YES
                         : is_opaque(a) || is_opaque(b) ? SP_UNKNOWN
                                                        : SP_NO;
    world.null[a] = a == NO_EXT || a == NO_SLOT ? SP_YES
                    : is_opaque(a)              ? SP_UNKNOWN
                                                : SP_NO;
    world.handed_in[a] = a == GIVEN || a == GIVEN2 ? SP_YES
                         : is_opaque(a)            ? SP_UNKNOWN
                                                   : SP_NO;
    world.reachable[a] = SP_NO;
  }
}

static int setup(void **state) {
  (void)state;
  begin();
  return 0;
}

/* From now on the path knows whether a and b are the same. */
static void relate(enum value a, enum value b, sp_answer answer) {
  world.same[a][b] = world.same[b][a] = answer;
}

/* A question about a value of the wrong kind is a mistake of the automaton. */
static void check_question(void *context, sp_value v, enum value first,
                           enum value last) {
  assert_ptr_equal(context, &world);
  assert_in_range(v, first, last);
}

static sp_answer same_adapter(void *context, sp_value a, sp_value b) {
  check_question(context, a, NO_EXT, EXT_X);
  check_question(context, b, NO_EXT, EXT_X);
  return world.same[a][b];
}

static sp_answer same_message(void *context, sp_value a, sp_value b) {
  check_question(context, a, M1, M_X);
  check_question(context, b, M1, M_X);
  return world.same[a][b];
}

static sp_answer is_saved(void *context, sp_value irql, sp_value saved) {
  /* A message is asked for, too: it may be given in the place of the IRQL. */
  if (irql < M1 || irql > M_X)
    check_question(context, irql, A, IRQL_X);
  if (saved != NOTHING)
    check_question(context, saved, A, IRQL_X);
  return world.same[irql][saved];
}

static sp_answer failed(void *context, sp_value status) {
  check_question(context, status, STATUS, STATUS2);
  return world.failed[status];
}

static sp_answer is_null(void *context, sp_value pointer) {
  if (pointer < NO_SLOT)
    check_question(context, pointer, NO_EXT, EXT_X);
  else
    check_question(context, pointer, NO_SLOT, SLOT_X);
  return world.null[pointer];
}

static sp_answer handed_in(void *context, sp_value irql) {
  check_question(context, irql, A, IRQL_X);
  return world.handed_in[irql];
}

static sp_answer reachable(void *context, sp_value saved) {
  check_question(context, saved, A, IRQL_X);
  return world.reachable[saved];
}

static sp_answer caller_knows(void *context, sp_value object) {
  check_question(context, object, NO_EXT, EXT_X);
  return world.reachable[object];
}

static const sp_questions ask = {&world,    same_adapter, same_message,
                                 is_saved,  failed,       is_null,
                                 handed_in, reachable,    caller_knows};

/* ---- events ---- */

typedef sp_verdict function(sp_lockset *, const sp_event *,
                            const sp_questions *);

/* Runs an event with room for exactly one more lock, which is what the header
 * says is enough. */
static sp_verdict run(function *change, sp_event event) {
  static const sp_lock untouched = {.phase = SP_FAILED, .flags = 0xa5a5};
  size_t count = world.set.count;
  assert_true(count + 1 < MOST_LOCKS);
  world.set.capacity = count + 1;
  world.locks[count + 1] = untouched;
  memcpy(world.before, world.locks, sizeof world.before);
  event.site = ++world.site;
  world.verdict = change(&world.set, &event, &ask);
  assert_memory_equal(&world.locks[count + 1], &untouched, sizeof untouched);
  assert_ptr_equal(world.set.locks, world.locks);
  assert_int_equal(world.set.capacity, count + 1);
  assert_true(world.set.count <= count + 1);
  return world.verdict;
}

static sp_verdict acquire_all(enum value ext, enum value message,
                              enum value irql, enum value slot,
                              enum value status) {
  return run(sp_lockset_acquire, (sp_event){.adapter = ext,
                                            .message = message,
                                            .irql = irql,
                                            .slot = slot,
                                            .status = status});
}

static sp_verdict acquire_on(enum value ext, enum value message,
                             enum value irql) {
  return acquire_all(ext, message, irql, SLOT, NOTHING);
}

static sp_verdict acquire(enum value message, enum value irql) {
  return acquire_on(EXT, message, irql);
}

static sp_verdict acquire_status(enum value message, enum value irql,
                                 enum value status) {
  return acquire_all(EXT, message, irql, SLOT, status);
}

static sp_verdict release_on(enum value ext, enum value message,
                             enum value irql) {
  return run(sp_lockset_release,
             (sp_event){.adapter = ext, .message = message, .irql = irql});
}

static sp_verdict release(enum value message, enum value irql) {
  return release_on(EXT, message, irql);
}

/* The lock of a message of EXT that was taken or remembered last. */
static size_t index_of(enum value message) {
  for (size_t i = world.set.count; i-- > 0;)
    if (world.locks[i].adapter == EXT && world.locks[i].message == message)
      return i;
  fail_msg("no lock of %s in the set", names[message]);
  return SP_NO_LOCK;
}

static sp_verdict leave(enum value message) {
  return world.verdict = sp_lockset_leave(&world.set, index_of(message), &ask);
}

static bool doubt(enum value message) {
  return sp_lockset_doubt(&world.set, index_of(message));
}

static bool settle_status(void) {
  return sp_lockset_settle_status(&world.set, &ask);
}

static sp_verdict call_with(sp_rule message, sp_rule interrupt,
                            sp_rule dispatch) {
  const sp_ruling ruling = {message, interrupt, dispatch};
  return world.verdict = sp_lockset_call(&world.set, &ruling, &ask);
}

static sp_verdict call_under(sp_rule message, sp_rule interrupt) {
  return call_with(message, interrupt, SP_RULE_NONE);
}

static sp_verdict call(sp_rule rule) {
  return call_under(rule, rule == SP_RULE_IRQL_TOO_HIGH ? SP_RULE_IRQL_TOO_HIGH
                                                        : SP_RULE_NONE);
}

static void abandon(void) { sp_lockset_abandon(&world.set); }

/* ---- expectations ---- */

static const char *verdict_name(int verdict) {
  return verdict == FINE      ? "fine"
         : verdict == UNCLEAR ? "unclear"
                              : sp_rule_get((sp_rule)verdict)->name;
}

static void check_verdict(sp_verdict got, int wanted, const char *event,
                          int line) {
  int verdict = got.outcome == SP_UNCLEAR ? UNCLEAR : (int)got.rule;
  if (verdict != wanted)
    fail_msg("line %d: %s is %s, not %s", line, event, verdict_name(verdict),
             verdict_name(wanted));
  if ((got.outcome == SP_WRONG) != (got.rule != SP_RULE_NONE))
    fail_msg("line %d: %s has a rule without a mistake", line, event);
}

/* Runs the event and compares its verdict. */
#define expect(event, verdict) check_verdict(event, verdict, #event, __LINE__)

/* The locks that explain the verdict of the last event, by their messages. */
static void about(enum value lock, enum value other) {
  assert_int_equal(world.verdict.lock.message, lock);
  assert_int_equal(world.verdict.other.message, other);
}

static void irql_from(sp_irql_origin origin) {
  assert_int_equal(world.verdict.origin, origin);
}

/* The set as text: message/saved IRQL, phase and flags of each lock. */
static void check_locks(const char *wanted, int line) {
  static const char *const phases[] = {"held", "released", "failed"};
  char text[400];
  size_t end = 0;
  text[0] = 0;
  for (size_t i = 0; i < world.set.count; i++) {
    const sp_lock *lock = &world.locks[i];
    end += (size_t)snprintf(text + end, sizeof text - end, "%s%s/%s %s%s%s%s",
                            i ? ", " : "", names[lock->message],
                            names[lock->saved], phases[lock->phase],
                            lock->flags & SP_LOCK_UNCERTAIN ? " uncertain" : "",
                            lock->flags & SP_LOCK_SETTLED ? " settled" : "",
                            lock->flags & SP_LOCK_OUTRUN ? " outrun" : "");
    assert_true(end < sizeof text);
  }
  if (strcmp(text, wanted) != 0)
    fail_msg("line %d: the set is \"%s\", not \"%s\"", line, text, wanted);
}
#define locks(text) check_locks(text, __LINE__)

/* How many are held for certain, and not the subject of a report. */
static int locks_held(void) {
  int held = 0;
  for (size_t i = 0; i < world.set.count; i++)
    held += world.locks[i].phase == SP_HELD && world.locks[i].flags == 0;
  return held;
}

/* ---- locks of STOR_SPINLOCK: named by M1..M3, with a kind each ---- */

static sp_verdict take(sp_lock_kind kind, enum value named, enum value irql) {
  return run(sp_lockset_acquire, (sp_event){.adapter = EXT,
                                            .message = named,
                                            .irql = irql,
                                            .slot = SLOT,
                                            .kind = kind,
                                            .context = EXT});
}

static sp_verdict take_of(enum value dpc, enum value irql) {
  return run(sp_lockset_acquire, (sp_event){.adapter = EXT,
                                            .message = M1,
                                            .irql = irql,
                                            .slot = SLOT,
                                            .kind = SP_KIND_DPC,
                                            .context = dpc});
}

static sp_verdict take_status(enum value irql) {
  return run(sp_lockset_acquire, (sp_event){.adapter = EXT,
                                            .message = M1,
                                            .irql = irql,
                                            .slot = SLOT,
                                            .status = STATUS,
                                            .kind = SP_KIND_START_IO,
                                            .context = EXT});
}

/* By the handle that holds the IRQL. */
static sp_verdict give_on(enum value ext, enum value irql) {
  return run(sp_lockset_release,
             (sp_event){.adapter = ext, .irql = irql, .kind = SP_KIND_SPIN});
}

static sp_verdict give(enum value irql) { return give_on(EXT, irql); }

/* ---- locks that a pointer names: EXT and EXT2 are two objects ---- */

static sp_verdict grab(sp_lock_kind kind, enum value object, enum value irql) {
  return run(sp_lockset_acquire,
             (sp_event){.irql = irql, .kind = kind, .context = object});
}

static sp_verdict drop(sp_lock_kind kind, enum value object, enum value irql) {
  return run(
      sp_lockset_release,
      (sp_event){.irql = irql,
                 .kind = kind,
                 .context = sp_kind_has_handle(kind) ? NOTHING : object});
}

#define PLAIN SP_KIND_EXECUTIVE
#define AT_DPC SP_KIND_EXECUTIVE_DPC
#define QUEUED SP_KIND_QUEUED
#define QUEUED_AT_DPC SP_KIND_QUEUED_DPC

/* All forms pair, one after the other and nested. */
static void test_pointed_pairs(void **state) {
  (void)state;
  for (int k = 0; k < SP_KIND_COUNT; k++) {
    const sp_lock_kind kind = (sp_lock_kind)k;
    if (!sp_kind_has_pointer(kind))
      continue;
    const enum value a = sp_kind_saves(kind) ? A : NOTHING;
    const enum value b = sp_kind_saves(kind) ? B : NOTHING;
    begin();
    expect(grab(kind, EXT, a), FINE);
    expect(grab(AT_DPC, EXT2, NOTHING), FINE);
    expect(drop(AT_DPC, EXT2, NOTHING), FINE);
    expect(drop(kind, EXT, a), FINE);
    expect(grab(kind, EXT, b), FINE);
    expect(drop(kind, EXT, b), FINE);
    assert_int_equal(locks_held(), 0);
  }
}

/* One that keeps the IRQL itself goes back to it, whatever was taken since. */
static void test_pointed_kept(void **state) {
  (void)state;
  expect(grab(SP_KIND_FRAMEWORK, EXT, NOTHING), FINE);
  expect(grab(SP_KIND_FRAMEWORK, EXT, NOTHING), KERNEL_DOUBLE_ACQUIRE);
  begin();
  expect(grab(SP_KIND_FRAMEWORK, EXT, NOTHING), FINE);
  expect(grab(SP_KIND_FRAMEWORK, EXT2, NOTHING), FINE);
  expect(drop(SP_KIND_FRAMEWORK, EXT, NOTHING), UNCLEAR);
  begin();
  expect(grab(SP_KIND_NETWORK, EXT, NOTHING), FINE);
  expect(drop(SP_KIND_NETWORK_DPC, EXT, NOTHING), KERNEL_WRONG_FORM);
  begin();
  expect(grab(SP_KIND_SHARED, EXT, A), FINE);
  expect(drop(SP_KIND_EXCLUSIVE, EXT, A), UNCLEAR); /* it may be one by now */
  begin();
  expect(grab(SP_KIND_EXCLUSIVE, EXT, A), FINE);
  expect(drop(SP_KIND_SHARED, EXT, A), KERNEL_WRONG_FORM);
}

/* Of routines that the author of a driver describes: as those of a type, and if
 * one pointer names a lock of the kernel's, too, nobody tells. */
static void test_pointed_stated(void **state) {
  (void)state;
  static const sp_lock_kind forms[] = {SP_KIND_STATED, SP_KIND_STATED_PLAIN,
                                       SP_KIND_STATED_QUEUED};
  static const sp_lock_kind others[] = {PLAIN, AT_DPC, QUEUED,
                                        SP_KIND_FRAMEWORK};
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < 3; k++) {
      begin();
      expect(grab(forms[i], EXT, A), FINE);
      expect(grab(forms[k], EXT, B), KERNEL_DOUBLE_ACQUIRE);
    }
    for (int k = 0; k < 4; k++) {
      begin();
      expect(grab(forms[i], EXT, A), FINE);
      expect(grab(others[k], EXT, B), UNCLEAR);
      begin();
      expect(grab(others[k], EXT, B), FINE);
      expect(grab(forms[i], EXT, A), UNCLEAR);
      begin(); /* of another type, for all that is known */
      expect(grab(forms[i], EXT, A), FINE);
      expect(grab(others[k], EXT_X, B), FINE);
    }
  }
  begin();
  expect(grab(SP_KIND_STATED, EXT, A), FINE);
  expect(drop(PLAIN, EXT, A), UNCLEAR);
  assert_int_equal(locks_held(), 0);
  begin();
  expect(grab(SP_KIND_STATED, EXT, A), FINE);
  expect(drop(PLAIN, EXT2, A), UNCLEAR); /* its IRQL says which it is */
  assert_int_equal(locks_held(), 0);
  begin();
  expect(grab(SP_KIND_STATED_QUEUED, EXT, A), FINE);
  expect(drop(QUEUED, NOTHING, A), UNCLEAR);
  assert_int_equal(locks_held(), 0);
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(drop(SP_KIND_STATED, EXT, A), UNCLEAR);
  assert_int_equal(locks_held(), 0);
  begin();
  expect(grab(SP_KIND_STATED, EXT, A), FINE);
  expect(drop(SP_KIND_STATED_PLAIN, EXT, NOTHING), KERNEL_WRONG_FORM);
  begin();
  expect(grab(SP_KIND_STATED, EXT, A), FINE);
  expect(drop(SP_KIND_STATED, EXT2, A), KERNEL_LOCK_MISMATCH);
  begin(); /* KeRaiseIrql may have saved it */
  relate(IRQL_X, NOTHING, SP_UNKNOWN);
  expect(grab(SP_KIND_STATED_PLAIN, EXT, NOTHING), FINE);
  expect(drop(SP_KIND_STATED, EXT, IRQL_X), UNCLEAR);
}

static void test_pointed_numbers(void **state) {
  (void)state;
  for (int k = 0; k < SP_KIND_COUNT; k++) {
    const sp_lock_kind kind = (sp_lock_kind)k;
    if (!sp_kind_has_pointer(kind))
      continue;
    assert_true(sp_number_of_kind(kind) < 0);
    assert_int_equal(sp_lock_kind_of(sp_number_of_kind(kind)), kind);
  }
  assert_int_equal(sp_number_of_kind(SP_KIND_INTERRUPT), 3);
  assert_int_equal(sp_lock_kind_of(-SP_KIND_COUNT), SP_KIND_SPIN);
  assert_int_equal(sp_lock_kind_of(5), SP_KIND_SPIN); /* of STOR_SPINLOCK */
}

static void test_pointed_double_acquire(void **state) {
  (void)state;
  static const sp_lock_kind kinds[] = {PLAIN, AT_DPC, QUEUED, QUEUED_AT_DPC};
  for (int i = 0; i < 4; i++)
    for (int k = 0; k < 4; k++) {
      begin();
      expect(grab(kinds[i], EXT, A), FINE);
      expect(grab(kinds[k], EXT, B), KERNEL_DOUBLE_ACQUIRE);
    }
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(grab(PLAIN, EXT_X, B), UNCLEAR); /* it may be the same */
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(acquire(M1, B), FINE);                   /* a lock of another family */
  expect(take(SP_KIND_START_IO, M1, C), UNCLEAR); /* see is_under_message */
}

static void test_pointed_double_release(void **state) {
  (void)state;
  expect(grab(PLAIN, EXT, A), FINE);
  expect(drop(PLAIN, EXT, A), FINE);
  expect(drop(PLAIN, EXT, A), KERNEL_DOUBLE_RELEASE);
  begin();
  expect(grab(QUEUED, EXT, A), FINE);
  expect(drop(QUEUED, EXT, A), FINE);
  expect(drop(QUEUED, EXT, A), KERNEL_DOUBLE_RELEASE);
  begin();
  expect(grab(AT_DPC, EXT, NOTHING), FINE);
  expect(drop(AT_DPC, EXT, NOTHING), FINE);
  expect(drop(AT_DPC, EXT, NOTHING), KERNEL_DOUBLE_RELEASE);
}

/* Who can have taken it before: whoever gave the IRQL, or knows the lock. */
static void test_pointed_release_not_held(void **state) {
  (void)state;
  expect(drop(PLAIN, EXT, A), KERNEL_RELEASE_NOT_HELD);
  begin();
  expect(drop(PLAIN, EXT, GIVEN), FINE);
  begin();
  expect(drop(PLAIN, EXT, IRQL_X), UNCLEAR);
  for (int i = 0; i < 3; i++) {
    begin();
    world.reachable[EXT] = answers[i];
    expect(drop(AT_DPC, EXT, NOTHING), answers[i] == SP_YES ? FINE
                                       : answers[i] == SP_NO
                                           ? KERNEL_RELEASE_NOT_HELD
                                           : UNCLEAR);
  }
  begin();
  expect(drop(QUEUED, NOTHING, A), KERNEL_RELEASE_NOT_HELD);
  begin();
  expect(drop(QUEUED, NOTHING, GIVEN), FINE);
}

static void test_pointed_mismatches(void **state) {
  (void)state;
  expect(grab(PLAIN, EXT, A), FINE);
  expect(drop(PLAIN, EXT2, A), KERNEL_LOCK_MISMATCH);
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(grab(PLAIN, EXT2, B), FINE);
  expect(drop(PLAIN, EXT2, A), KERNEL_OLD_IRQL_MISMATCH);
  irql_from(SP_IRQL_OTHER_LOCK);
  begin();
  expect(grab(QUEUED, EXT, A), FINE);
  expect(drop(QUEUED, NOTHING, B), KERNEL_HANDLE_MISMATCH);
  begin();
  expect(grab(PLAIN, EXT, A), FINE); /* perhaps the same lock, with its IRQL */
  expect(drop(PLAIN, EXT_X, A), UNCLEAR);
}

static void test_pointed_wrong_form(void **state) {
  (void)state;
  expect(grab(PLAIN, EXT, A), FINE);
  expect(drop(AT_DPC, EXT, NOTHING), KERNEL_WRONG_FORM);
  begin();
  expect(grab(QUEUED, EXT, A), FINE);
  expect(drop(QUEUED_AT_DPC, NOTHING, A), KERNEL_WRONG_FORM);
  begin();
  expect(grab(QUEUED_AT_DPC, EXT, A), FINE);
  expect(drop(QUEUED, NOTHING, A), KERNEL_WRONG_FORM);
  begin();
  expect(grab(QUEUED, EXT, A), FINE);
  expect(drop(PLAIN, EXT, A), KERNEL_WRONG_FORM);
  /* KeRaiseIrql may have saved it. */
  begin();
  relate(IRQL_X, NOTHING, SP_UNKNOWN);
  expect(grab(AT_DPC, EXT, NOTHING), FINE);
  expect(drop(PLAIN, EXT, IRQL_X), UNCLEAR);
  /* Hand-over-hand: the inner lock has the IRQL from then on. */
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(grab(AT_DPC, EXT2, NOTHING), FINE);
  expect(drop(AT_DPC, EXT, NOTHING), UNCLEAR);
  expect(drop(PLAIN, EXT2, A), UNCLEAR);
  assert_int_equal(locks_held(), 0);
}

static void test_pointed_release_order(void **state) {
  (void)state;
  expect(grab(QUEUED, EXT, A), FINE);
  expect(grab(QUEUED, EXT2, B), FINE);
  expect(drop(QUEUED, NOTHING, A), KERNEL_RELEASE_ORDER);
  expect(drop(QUEUED, NOTHING, B), UNCLEAR); /* it was said */
  begin();
  expect(grab(QUEUED_AT_DPC, EXT, A), FINE); /* keeps the IRQL */
  expect(grab(QUEUED, EXT2, B), FINE);
  expect(drop(QUEUED_AT_DPC, NOTHING, A), FINE);
  begin();
  expect(acquire(M1, C), FINE); /* who holds it is above that IRQL */
  expect(grab(QUEUED, EXT, A), FINE);
  expect(grab(QUEUED, EXT2, B), FINE);
  expect(drop(QUEUED, NOTHING, A), FINE);
  /* Plain ones: it depends on where the caller was. */
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(grab(PLAIN, EXT2, B), FINE);
  expect(drop(PLAIN, EXT, A), UNCLEAR);
  begin();
  expect(grab(PLAIN, EXT, A), FINE);
  expect(grab(PLAIN, EXT2, B), FINE);
  expect(drop(PLAIN, EXT, B), FINE); /* hand-over-hand */
  expect(drop(PLAIN, EXT2, A), FINE);
}

static void test_pointed_leaves(void **state) {
  (void)state;
  for (int i = 0; i < 3; i++) {
    const int wanted = answers[i] == SP_YES  ? FINE
                       : answers[i] == SP_NO ? KERNEL_LEAK
                                             : UNCLEAR;
    begin();
    expect(grab(PLAIN, EXT, A), FINE);
    world.reachable[A] = answers[i];
    expect(world.verdict = sp_lockset_leave(&world.set, 0, &ask), wanted);
    begin();
    expect(grab(AT_DPC, EXT, NOTHING), FINE);
    world.reachable[EXT] = answers[i];
    expect(world.verdict = sp_lockset_leave(&world.set, 0, &ask), wanted);
  }
}

static void test_pointed_calls(void **state) {
  (void)state;
  expect(grab(AT_DPC, EXT, NOTHING), FINE);
  expect(call_with(SP_RULE_IRQL_TOO_HIGH, SP_RULE_IRQL_TOO_HIGH,
                   SP_RULE_IRQL_TOO_HIGH),
         KERNEL_IRQL_TOO_HIGH);
  expect(call_under(SP_RULE_IRQL_TOO_HIGH, SP_RULE_IRQL_TOO_HIGH), FINE);
}

static void test_spin_kinds(void **state) {
  (void)state;
  assert_int_equal(sp_lock_kind_of(1), SP_KIND_DPC);
  assert_int_equal(sp_lock_kind_of(2), SP_KIND_START_IO);
  assert_int_equal(sp_lock_kind_of(3), SP_KIND_INTERRUPT);
  assert_int_equal(sp_lock_kind_of(0), SP_KIND_SPIN);
  assert_int_equal(sp_lock_kind_of(4), SP_KIND_SPIN);
  assert_int_equal(sp_lock_kind_of(-1), SP_KIND_SPIN);
}

static void test_spin_pair(void **state) {
  (void)state;
  expect(take(SP_KIND_START_IO, M1, A), FINE);
  expect(take(SP_KIND_INTERRUPT, M2, B), FINE);
  expect(give(B), FINE);
  expect(give(A), FINE);
  locks("M1/A released, M2/B released");
  expect(take(SP_KIND_START_IO, M1, C), FINE);
  expect(leave(M1), SPIN_LEAK);
  expect(leave(M1), UNCLEAR);
}

static void test_spin_double_acquire(void **state) {
  (void)state;
  expect(take(SP_KIND_INTERRUPT, M1, A), FINE);
  expect(take(SP_KIND_INTERRUPT, M1, B), SPIN_DOUBLE_ACQUIRE);
  expect(give(A), UNCLEAR); /* all is said */
}

/* In a loop: the handles of both acquires stay known. */
static void test_spin_double_acquire_again(void **state) {
  (void)state;
  expect(take(SP_KIND_INTERRUPT, M1, A), FINE);
  expect(take(SP_KIND_INTERRUPT, M1, B), SPIN_DOUBLE_ACQUIRE);
  expect(give(B), UNCLEAR);
  expect(give(A), UNCLEAR);
  expect(take(SP_KIND_INTERRUPT, M1, C), UNCLEAR);
  expect(take(SP_KIND_INTERRUPT, M1, D), UNCLEAR);
  expect(give(D), UNCLEAR);
  expect(give(C), UNCLEAR);
}

static void test_spin_of_two_dpcs(void **state) {
  (void)state;
  expect(take_of(EXT, A), FINE);
  expect(take_of(EXT2, B), FINE);
  expect(take_of(EXT_X, C), UNCLEAR);
  expect(take_of(EXT2, D), SPIN_DOUBLE_ACQUIRE);
}

static void test_spin_double_release(void **state) {
  (void)state;
  expect(take(SP_KIND_START_IO, M1, A), FINE);
  expect(give(A), FINE);
  expect(give(A), SPIN_DOUBLE_RELEASE);
  expect(give(A), UNCLEAR);
}

static void test_spin_release_by_a_given_handle(void **state) {
  (void)state;
  expect(give(GIVEN), FINE);
  expect(give(GIVEN2), FINE);
  expect(give(GIVEN), SPIN_DOUBLE_RELEASE);
}

static void test_spin_release_not_held(void **state) {
  (void)state;
  expect(give(CONST), SPIN_RELEASE_NOT_HELD);
  begin();
  expect(give(IRQL_X), UNCLEAR);
}

static void test_spin_release_after_failure(void **state) {
  (void)state;
  world.failed[STATUS] = SP_YES;
  expect(take_status(A), FINE);
  expect(give(A), SPIN_RELEASE_NOT_HELD);
  assert_int_equal(world.verdict.lock.phase, SP_FAILED);
}

static void test_spin_handle_mismatch(void **state) {
  (void)state;
  expect(take(SP_KIND_INTERRUPT, M1, A), FINE);
  expect(give(CONST), SPIN_HANDLE_MISMATCH);
  about(M1, NOTHING);
  expect(leave(M1), FINE); /* that was meant to be its release */
}

static void test_spin_unknown_handle(void **state) {
  (void)state;
  expect(take(SP_KIND_INTERRUPT, M1, A), FINE);
  expect(give(IRQL_X), UNCLEAR);
  locks("M1/A held uncertain");
  expect(give(A), UNCLEAR);
}

static void test_spin_on_another_adapter(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    begin();
    expect(take(SP_KIND_INTERRUPT, M1, A), FINE);
    expect(give_on(i ? EXT2 : EXT_X, A), UNCLEAR);
    expect(leave(M1), FINE);
  }
}

static void test_spin_crossing(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(give(A), SPIN_HANDLE_MISMATCH); /* a message's, by a handle */
  begin();
  expect(take(SP_KIND_INTERRUPT, M1, A), FINE);
  expect(release(M2, A), SPIN_HANDLE_MISMATCH); /* the reverse */
  about(M1, M2);
}

static void test_spin_release_order(void **state) {
  (void)state;
  expect(take(SP_KIND_START_IO, M1, A), FINE);
  expect(take(SP_KIND_INTERRUPT, M2, B), FINE);
  expect(give(A), SPIN_RELEASE_ORDER);
  about(M1, M2);
  expect(give(B), UNCLEAR);
  begin();
  expect(take(SP_KIND_START_IO, M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(give(A), SPIN_RELEASE_ORDER);
  begin();
  expect(take(SP_KIND_START_IO, M2, A), FINE);
  expect(take_of(EXT2, B), FINE);
  expect(give(A), UNCLEAR); /* who was at DISPATCH_LEVEL already stays there */
  expect(give(B), FINE);
  begin();
  expect(grab(SP_KIND_EXECUTIVE, EXT, A), FINE);
  expect(take(SP_KIND_START_IO, M2, B), FINE);
  expect(take_of(EXT2, C), FINE);
  expect(give(B), FINE); /* at DISPATCH_LEVEL by the first one */
}

static void test_spin_lent(void **state) {
  (void)state;
  sp_lockset_lend(&world.set, SP_KIND_START_IO, EXT, M1);
  expect(take(SP_KIND_START_IO, M1, A), SPIN_DOUBLE_ACQUIRE);
  assert_int_equal(world.verdict.lock.flags, SP_LOCK_LENT);
  expect(give(A), UNCLEAR);
  begin();
  sp_lockset_lend(&world.set, SP_KIND_INTERRUPT, EXT, M1);
  expect(take(SP_KIND_START_IO, M2, A), SPIN_LOCK_ORDER);
  assert_int_equal(world.verdict.lock.flags, SP_LOCK_LENT);
  expect(give(A), UNCLEAR);
  begin();
  sp_lockset_lend(&world.set, SP_KIND_START_IO, EXT, M1);
  expect(take(SP_KIND_INTERRUPT, M2, A), FINE);
  expect(give(A), FINE);
  expect(leave(M1), FINE);
  expect(give(GIVEN), FINE);
}

static void test_spin_lock_order(void **state) {
  (void)state;
  expect(take(SP_KIND_INTERRUPT, M3, A), FINE);
  expect(take(SP_KIND_START_IO, M1, B), SPIN_LOCK_ORDER);
  about(M3, M1);
  expect(give(B), UNCLEAR);
  expect(give(A), UNCLEAR);
  begin();
  expect(take(SP_KIND_INTERRUPT, M3, A), FINE);
  expect(acquire(M1, B), SPIN_LOCK_ORDER);
  begin();
  expect(take(SP_KIND_INTERRUPT, M3, A), FINE);
  expect(acquire_on(EXT2, M1, B), FINE);
  expect(acquire_on(EXT_X, M2, C), UNCLEAR);
  begin();
  expect(take(SP_KIND_INTERRUPT, M3, A), FINE);
  expect(take(SP_KIND_SPIN, M_X, B), UNCLEAR);
}

/* What may not be taken under the lock of a message is said of the call. */
static void test_spin_under_a_message(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(call(SP_RULE_LOCK_ORDER), LOCK_ORDER);
  expect(take(SP_KIND_START_IO, M2, B), UNCLEAR);
  expect(leave(M2), UNCLEAR);
  expect(release(M1, A), FINE);
}

static void test_call_under_spin(void **state) {
  (void)state;
  expect(take(SP_KIND_START_IO, M2, A), FINE);
  expect(call(SP_RULE_IRQL_TOO_HIGH), FINE); /* not at device IRQL */
  expect(take(SP_KIND_INTERRUPT, M1, B), FINE);
  expect(call(SP_RULE_IRQL_TOO_HIGH), IRQL_TOO_HIGH);
  assert_int_equal(world.verdict.lock.message, M1);
  expect(call(SP_RULE_LOCK_ORDER), FINE); /* of messages' locks */
  expect(call_under(SP_RULE_LOCK_ORDER, SP_RULE_SPIN_LOCK_ORDER),
         SPIN_LOCK_ORDER);
  assert_true(doubt(M1));
  expect(call(SP_RULE_IRQL_TOO_HIGH), UNCLEAR);
}

/* The port driver holds InterruptLock and runs a callback. */
static void test_call_under_lent_spin(void **state) {
  (void)state;
  sp_lockset_lend(&world.set, SP_KIND_INTERRUPT, EXT, M1);
  expect(call(SP_RULE_IRQL_TOO_HIGH), IRQL_TOO_HIGH);
  expect(call_under(SP_RULE_LOCK_ORDER, SP_RULE_SPIN_LOCK_ORDER),
         SPIN_LOCK_ORDER);
  assert_int_equal(world.verdict.lock.flags, SP_LOCK_LENT);
}

/* In a callback that may take no lock. */
static void test_forbidden_spin(void **state) {
  (void)state;
  sp_event event = {.adapter = EXT,
                    .message = M1,
                    .irql = A,
                    .site = 1,
                    .forbidden = true,
                    .kind = SP_KIND_START_IO};
  expect(run(sp_lockset_acquire, event), FORBIDDEN_CALLBACK);
  assert_int_equal(world.verdict.lock.kind, SP_KIND_START_IO);
  expect(run(sp_lockset_acquire, event), UNCLEAR); /* it was said */
}

static void test_spin_answers_to_reachable(void **state) {
  (void)state;
  for (int i = 0; i < 3; i++) {
    begin();
    expect(take(SP_KIND_START_IO, M1, A), FINE);
    world.reachable[A] = answers[i];
    expect(leave(M1), answers[i] == SP_YES  ? FINE
                      : answers[i] == SP_NO ? SPIN_LEAK
                                            : UNCLEAR);
  }
}

/* ---- acquire and release ---- */

static void test_pair(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  locks("M1/A held");
  expect(release(M1, A), FINE);
  locks("M1/A released");
  expect(acquire(M1, B), FINE); /* again: the old one is forgotten */
  locks("M1/B held");
  expect(release(M1, B), FINE);
  locks("M1/B released");
}

static void test_nested(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire_on(EXT2, M1, C), FINE);
  expect(release_on(EXT2, M1, C), FINE);
  expect(release(M2, B), FINE);
  expect(release(M1, A), FINE);
  locks("M1/A released, M2/B released, M1/C released");
}

static void test_lock_remembers_its_event(void **state) {
  (void)state;
  expect(acquire_all(EXT2, M3, D, SLOT, STATUS), FINE);
  const sp_lock held = {.adapter = EXT2,
                        .message = M3,
                        .saved = D,
                        .status = STATUS,
                        .acquired_at = 1,
                        .phase = SP_HELD};
  assert_memory_equal(&world.locks[0], &held, sizeof held);
  expect(release_on(EXT2, M3, D), FINE);
  sp_lock released = held;
  released.released_at = 2;
  released.phase = SP_RELEASED;
  assert_memory_equal(&world.locks[0], &released, sizeof released);
  expect(release(M1, GIVEN), FINE);
  const sp_lock given = {.adapter = EXT,
                         .message = M1,
                         .saved = GIVEN,
                         .released_at = 3,
                         .phase = SP_RELEASED};
  assert_memory_equal(&world.locks[1], &given, sizeof given);
}

/* Is the lock of the event the one that is held? It takes both to be the same,
 * and one to be different. */
static void test_answers_to_acquire(void **state) {
  (void)state;
  /* A row for each answer to same_adapter, in it one for same_message. */
  static const int verdicts[3][3] = {{DOUBLE_ACQUIRE, FINE, UNCLEAR},
                                     {FINE, FINE, FINE},
                                     {UNCLEAR, FINE, UNCLEAR}};
  for (int ext = 0; ext < 3; ext++)
    for (int message = 0; message < 3; message++) {
      begin();
      expect(acquire(M1, A), FINE);
      relate(EXT, EXT_X, answers[ext]);
      relate(M1, M_X, answers[message]);
      expect(acquire_on(EXT_X, M_X, B), verdicts[ext][message]);
      assert_int_equal(world.set.count,
                       verdicts[ext][message] == DOUBLE_ACQUIRE ? 1 : 2);
    }
}

static void test_answers_to_release(void **state) {
  (void)state;
  static const int verdicts[3][3] = {
      {FINE, MESSAGE_ID_MISMATCH, UNCLEAR},
      {EXTENSION_MISMATCH, EXTENSION_MISMATCH, EXTENSION_MISMATCH},
      {UNCLEAR, MESSAGE_ID_MISMATCH, UNCLEAR}};
  for (int ext = 0; ext < 3; ext++)
    for (int message = 0; message < 3; message++) {
      begin();
      expect(acquire(M1, A), FINE);
      relate(EXT, EXT_X, answers[ext]);
      relate(M1, M_X, answers[message]);
      expect(release_on(EXT_X, M_X, A), verdicts[ext][message]);
      assert_int_equal(world.set.count, 1);
      assert_int_equal(world.locks[0].phase, SP_RELEASED);
    }
}

static void test_answers_to_saved(void **state) {
  (void)state;
  static const int verdicts[] = {FINE, OLD_IRQL_MISMATCH, UNCLEAR};
  static const char *const after[] = {"M1/A released", "M1/A released settled",
                                      "M1/A released"};
  for (int saved = 0; saved < 3; saved++) {
    begin();
    expect(acquire(M1, A), FINE);
    relate(A, IRQL_X, answers[saved]);
    expect(release(M1, IRQL_X), verdicts[saved]);
    locks(after[saved]);
  }
}

static void test_null_arguments(void **state) {
  (void)state;
  static const int verdicts[] = {NULL_ARGUMENT, FINE, FINE};
  for (int null = 0; null < 3; null++) {
    begin();
    world.null[EXT_X] = answers[null];
    expect(acquire_on(EXT_X, M1, A), verdicts[null]);
    assert_int_equal(locks_held(), null == 0 ? 0 : 1);
    begin();
    world.null[SLOT_X] = answers[null];
    expect(acquire_all(EXT, M1, A, SLOT_X, NOTHING), verdicts[null]);
    begin();
    expect(acquire_on(EXT_X, M1, A), FINE);
    world.null[EXT_X] = answers[null];
    expect(release_on(EXT_X, M1, A), verdicts[null]);
    assert_int_equal(world.locks[0].phase, null == 0 ? SP_HELD : SP_RELEASED);
  }
}

static void test_null_argument_leaves_the_others_alone(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire_on(NO_EXT, M2, B), NULL_ARGUMENT);
  about(M2, NOTHING);
  expect(acquire_all(EXT, M2, B, NO_SLOT, NOTHING), NULL_ARGUMENT);
  about(M2, NOTHING);
  expect(release_on(NO_EXT, M1, A), NULL_ARGUMENT);
  about(M1, NOTHING);
  expect(release(M1, A), FINE);
}

/* ---- double acquire, double release, stray release ---- */

static void test_double_acquire_then_release(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M1, B), DOUBLE_ACQUIRE);
  about(M1, NOTHING);
  assert_int_equal(world.verdict.lock.acquired_at, 1);
  assert_int_equal(world.verdict.lock.flags, 0); /* as it was before */
  locks("M1/A held settled");
  expect(acquire(M1, C), UNCLEAR); /* all is said of this lock */
  locks("M1/C held settled");
  expect(release(M1, C), UNCLEAR);
  expect(release(M1, C), UNCLEAR);
  locks("M1/C released settled");
}

/* The port driver holds the lock of M1 and runs a callback. */
static void test_lent_lock(void **state) {
  (void)state;
  sp_lockset_lend(&world.set, SP_KIND_MESSAGE, EXT, M1);
  expect(acquire(M2, A), FINE);
  expect(release(M2, A), FINE);
  expect(leave(M1), FINE);
  expect(call(SP_RULE_IRQL_TOO_HIGH), IRQL_TOO_HIGH);
  assert_false(sp_lockset_doubt(&world.set, index_of(M1)));
  expect(acquire(M1, B), DOUBLE_ACQUIRE);
  assert_int_equal(world.verdict.lock.flags, SP_LOCK_LENT);
  expect(acquire(M1, B), UNCLEAR); /* all is said */
  expect(leave(M1), UNCLEAR);
}

static void test_release_of_a_lent_lock(void **state) {
  (void)state;
  sp_lockset_lend(&world.set, SP_KIND_MESSAGE, EXT, M1);
  expect(release(M1, A), RELEASE_NOT_HELD);
  assert_int_equal(world.verdict.lock.flags, SP_LOCK_LENT);
  expect(release(M1, A), UNCLEAR);
}

static void test_forbidden_acquire(void **state) {
  (void)state;
  sp_event event = {.adapter = EXT,
                    .message = M1,
                    .irql = A,
                    .slot = SLOT,
                    .forbidden = true};
  expect(run(sp_lockset_acquire, event), FORBIDDEN_CALLBACK);
  expect(release(M1, A), UNCLEAR);
  expect(run(sp_lockset_acquire, event), UNCLEAR);
}

static void test_double_acquire_then_leak(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M1, B), DOUBLE_ACQUIRE);
  expect(leave(M1), UNCLEAR);
}

static void test_double_acquire_of_the_outer_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M_X, B), UNCLEAR);
  expect(acquire(M2, C), UNCLEAR);
  expect(acquire(M1, D), DOUBLE_ACQUIRE);
  locks("M1/A held settled, M_X/B held, M2/C held");
}

static void test_double_release(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(release(M1, A), DOUBLE_RELEASE);
  about(M1, NOTHING);
  assert_int_equal(world.verdict.lock.released_at, 2);
  expect(release(M1, A), UNCLEAR); /* one mistake, one report */
  locks("M1/A released settled");
}

/* The settled flag outlives a retake, and ends with the path only. */
static void test_retake_after_a_mistake(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(release(M1, A), DOUBLE_RELEASE);
  expect(acquire(M1, B), UNCLEAR);
  locks("M1/B held settled");
  expect(acquire(M2, C), FINE); /* another lock has its own mistakes */
  expect(release(M2, CONST), OLD_IRQL_MISMATCH);
  expect(leave(M1), UNCLEAR);
  expect(release(M1, CONST), UNCLEAR);
  locks("M1/B released settled, M2/C released settled");
}

/* Two remembered locks turn out to be one: either one's mistake counts. */
static void test_retake_of_two_that_are_one(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    begin();
    expect(acquire(M1, A), FINE);
    expect(release(M1, i == 0 ? A : CONST), i == 0 ? FINE : OLD_IRQL_MISMATCH);
    expect(acquire(M_X, B), FINE);
    expect(release(M_X, i == 0 ? CONST : B), i == 0 ? OLD_IRQL_MISMATCH : FINE);
    relate(M1, M_X, SP_YES);
    expect(acquire(M1, C), UNCLEAR);
    locks("M1/C held settled");
  }
}

static void test_double_release_past_other_locks(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M2, B), DOUBLE_RELEASE);
  about(M2, NOTHING);
  locks("M1/A held, M2/B released settled, M3/C held");
}

static void test_answers_to_handed_in(void **state) {
  (void)state;
  static const int stray[] = {FINE, RELEASE_NOT_HELD, UNCLEAR};
  static const int second[] = {DOUBLE_RELEASE, DOUBLE_RELEASE, UNCLEAR};
  static const char *const after[] = {
      "M1/IRQL_X released", "M1/IRQL_X released settled", "M1/IRQL_X released"};
  for (int given = 0; given < 3; given++) {
    begin();
    world.handed_in[IRQL_X] = answers[given];
    expect(release(M1, IRQL_X), stray[given]);
    locks(after[given]);
    begin();
    expect(acquire(M1, A), FINE);
    expect(release(M1, A), FINE);
    world.handed_in[IRQL_X] = answers[given];
    expect(release(M1, IRQL_X), second[given]);
  }
}

static void test_release_for_the_caller(void **state) {
  (void)state;
  expect(release(M1, GIVEN), FINE);
  expect(acquire(M1, A), FINE); /* drop and retake */
  locks("M1/A held");
  expect(release(M1, A), FINE);
  expect(release(M2, GIVEN2), FINE);
  expect(release(M2, GIVEN2), DOUBLE_RELEASE);
  assert_int_equal(world.verdict.lock.acquired_at, 0);
}

static void test_release_not_held(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M2, CONST), RELEASE_NOT_HELD);
  about(M2, NOTHING);
  assert_int_equal(world.verdict.lock.acquired_at, 0);
  expect(release(M2, CONST), UNCLEAR);
  locks("M1/A held, M2/CONST released settled");
  expect(acquire(M2, B), UNCLEAR);
  locks("M1/A held, M2/B held settled");
}

/* A lock released before may be the one of the event, or may not. */
static void test_stray_release_of_an_opaque_message(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  /* It is not held either way. */
  expect(release(M_X, CONST), RELEASE_NOT_HELD);
  locks("M1/A released, M_X/CONST released settled");
  expect(release(M_X, CONST), UNCLEAR); /* all is said of it */
}

/* ---- failed acquires ---- */

static void test_answers_to_failed(void **state) {
  (void)state;
  static const int verdicts[] = {FAILED_ACQUIRE, FINE, FINE};
  for (int fails = 0; fails < 3; fails++) {
    begin();
    expect(acquire_status(M1, A, STATUS), FINE);
    world.failed[STATUS] = answers[fails];
    expect(release(M1, A), verdicts[fails]);
  }
}

static void test_settle_status(void **state) {
  (void)state;
  expect(acquire_status(M1, A, STATUS), FINE);
  expect(acquire(M2, B), FINE);
  assert_false(settle_status());
  world.failed[STATUS] = SP_NO;
  assert_false(settle_status());
  world.failed[STATUS] = SP_YES;
  assert_true(settle_status());
  locks("M1/A failed, M2/B held");
  assert_false(settle_status());
  assert_false(doubt(M1)); /* no lock to be released by anybody */
  expect(leave(M1), FINE);
}

static void test_every_event_settles_the_status(void **state) {
  (void)state;
  expect(acquire_status(M1, A, STATUS), FINE);
  expect(acquire_status(M2, B, STATUS2), FINE);
  world.failed[STATUS] = SP_YES;
  expect(leave(M2), LEAK);
  locks("M1/A failed, M2/B held settled");
  world.failed[STATUS2] = SP_YES;
  expect(acquire(M3, C), FINE);
  locks("M1/A failed, M2/B failed settled, M3/C held");
}

static void test_retake_after_failure(void **state) {
  (void)state;
  expect(acquire_status(M1, A, STATUS), FINE);
  world.failed[STATUS] = SP_YES;
  expect(acquire(M1, B), FINE);
  locks("M1/B held");
  expect(release(M1, B), FINE);
}

static void test_release_after_failure(void **state) {
  (void)state;
  expect(acquire_status(M1, A, STATUS), FINE);
  world.failed[STATUS] = SP_YES;
  expect(release(M1, A), FAILED_ACQUIRE);
  about(M1, NOTHING);
  expect(release(M1, A), UNCLEAR);
  expect(acquire(M1, B), UNCLEAR);
  locks("M1/B held settled");
}

/* Once released it was held: a status learnt later says nothing of it. */
static void test_status_after_release(void **state) {
  (void)state;
  expect(acquire_status(M1, A, STATUS), FINE);
  expect(release(M1, A), FINE);
  world.failed[STATUS] = SP_YES;
  assert_false(settle_status());
  expect(release(M1, A), DOUBLE_RELEASE);
}

static void test_failure_of_an_uncertain_lock(void **state) {
  (void)state;
  expect(acquire_status(M1, A, STATUS), FINE);
  assert_true(doubt(M1));
  world.failed[STATUS] = SP_YES;
  expect(release(M1, A), UNCLEAR);
  locks("M1/A failed uncertain");
}

/* ---- another message, another adapter ---- */

static void test_message_mismatch(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M2, A), MESSAGE_ID_MISMATCH);
  about(M1, M2);
  locks("M1/A released settled"); /* the release was meant for it */
  expect(release(M1, A), UNCLEAR);
}

static void test_exchanged_arguments(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(A, M1), MESSAGE_ID_MISMATCH);
  about(M1, A);
  locks("M1/A released settled, M2/B held");
}

static void test_extension_mismatch(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release_on(EXT2, M1, A), EXTENSION_MISMATCH);
  about(M1, M1);
  assert_int_equal(world.verdict.lock.adapter, EXT);
  assert_int_equal(world.verdict.other.adapter, EXT2);
  locks("M1/A released settled");
}

static void test_mismatch_needs_the_saved_irql(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M2, IRQL_X), UNCLEAR);
  locks("M1/A held, M2/IRQL_X released");
  expect(release(M3, CONST), RELEASE_NOT_HELD);
  expect(release(M1, A), FINE);
}

static void test_mismatch_among_several(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M3, A), MESSAGE_ID_MISMATCH);
  about(M1, M3);
  expect(release(M2, B), FINE);
}

static void test_mismatch_after_a_mistake(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M1, B), DOUBLE_ACQUIRE);
  expect(release(M2, A), UNCLEAR); /* all is said of M1 */
  locks("M1/A released settled");
  expect(acquire(M2, C), FINE);
  expect(release(M3, CONST), RELEASE_NOT_HELD);
  expect(release(M3, C), UNCLEAR); /* all is said of M3 */
  locks("M1/A released settled, M2/C released settled, "
        "M3/CONST released settled");
}

static void test_mismatch_after_a_mistake_on_another_lock(void **state) {
  (void)state;
  expect(release(M3, CONST), RELEASE_NOT_HELD);
  expect(acquire(M1, A), FINE);
  expect(release(M2, A), MESSAGE_ID_MISMATCH);
}

static void test_mismatch_of_an_uncertain_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  assert_true(doubt(M1));
  expect(release(M2, A), UNCLEAR);
  locks("M1/A released settled");
}

static void test_mismatch_with_a_remembered_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, B), MESSAGE_ID_MISMATCH);
  about(M2, M1);
}

/* ---- the saved IRQL ---- */

static void test_irql_of_the_outer_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M2, A), OLD_IRQL_MISMATCH);
  about(M2, M1);
  irql_from(SP_IRQL_OTHER_LOCK);
  locks("M1/A held settled, M2/B released settled");
  expect(release(M1, B), UNCLEAR); /* the other half of the same mistake */
}

static void test_irql_of_an_uncertain_outer_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  assert_true(doubt(M1));
  expect(release(M2, A), OLD_IRQL_MISMATCH);
  about(M2, M1);
  locks("M1/A held uncertain settled, M2/B released settled");
}

static void test_irql_of_a_released_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M2, A), OLD_IRQL_MISMATCH);
  about(M2, M1);
  irql_from(SP_IRQL_STALE);
  locks("M1/A released, M2/B released settled");
}

static void test_irql_from_elsewhere(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M2, CONST), OLD_IRQL_MISMATCH);
  about(M2, NOTHING);
  irql_from(SP_IRQL_ELSEWHERE);
  expect(release(M1, GIVEN), OLD_IRQL_MISMATCH);
  irql_from(SP_IRQL_ELSEWHERE);
}

/* The IRQL of an acquire before the last one is no longer remembered. */
static void test_irql_of_an_earlier_round(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(acquire(M1, B), FINE);
  expect(release(M1, A), OLD_IRQL_MISMATCH);
  irql_from(SP_IRQL_ELSEWHERE);
}

/* Nobody may ask whether an IRQL is "no value". */
static void test_lock_without_saved_irql(void **state) {
  (void)state;
  expect(acquire(M1, NOTHING), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M2, CONST), OLD_IRQL_MISMATCH);
  irql_from(SP_IRQL_ELSEWHERE);
}

/* ---- order of releases, hand-over-hand ---- */

static void test_release_order(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, A), RELEASE_ORDER);
  about(M1, M2);
  locks("M1/A released settled, M2/B held outrun");
  expect(release(M2, B), UNCLEAR);
  expect(leave(M2), FINE);
}

/* The inner lock is another lock: that it is never released is its own mistake.
 */
static void test_release_order_then_leak(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, A), RELEASE_ORDER);
  expect(leave(M2), LEAK);
}

static void test_release_order_names_the_innermost(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M1, A), RELEASE_ORDER);
  about(M1, M3);
  expect(release(M2, B), FINE); /* M3 was in the report */
}

static void test_release_order_past_a_released_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M3, C), FINE);
  expect(release(M1, A), RELEASE_ORDER);
  about(M1, M2);
}

/* An inner lock that may be gone already is no witness. */
static void test_release_order_needs_certainty(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  assert_true(doubt(M2));
  expect(release(M1, A), FINE);
  locks("M1/A released, M2/B held uncertain");
}

static void test_hand_over_hand(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, B), FINE);
  locks("M1/B released, M2/A held"); /* M2 gives back A in the end */
  expect(release(M2, A), FINE);
}

static void test_hand_over_hand_with_its_own_irql(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, B), FINE);
  expect(release(M2, B), OLD_IRQL_MISMATCH);
  irql_from(SP_IRQL_STALE);
}

static void test_hand_over_hand_down_a_chain(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M2, C), FINE);
  locks("M1/B released, M2/C released, M3/A held");
  expect(acquire(M1, D), FINE); /* around the ring */
  expect(release(M3, D), FINE);
  expect(release(M1, A), FINE);
}

static void test_hand_over_hand_of_three_from_the_outside(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M1, B), FINE);
  locks("M1/B released, M2/A held, M3/C held");
  expect(release(M2, C), FINE);
  locks("M1/B released, M2/C released, M3/A held");
  expect(release(M3, A), FINE);
}

static void test_hand_over_hand_of_three_from_the_middle(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M2, C), FINE);
  expect(release(M3, B), FINE);
  expect(release(M1, A), FINE);
}

static void test_hand_over_hand_then_wrong_order(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M1, B), FINE);
  expect(release(M2, A), RELEASE_ORDER); /* M3 is held, and A is the lowest */
  about(M2, M3);
}

static void test_hand_over_hand_then_leak(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, B), FINE);
  world.reachable[B] = SP_YES;
  expect(leave(M2), LEAK); /* A is what its release needs */
}

static void test_hand_over_hand_past_silenced_locks(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  assert_true(doubt(M1));
  expect(release(M1, B), UNCLEAR);
  locks("M1/B released, M2/A held");
  expect(release(M2, A), FINE);
  begin();
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  assert_true(doubt(M2));
  expect(release(M1, B), FINE);
  locks("M1/B released, M2/A held uncertain");
}

/* ---- unclear which lock is released ---- */

static void test_one_candidate(void **state) {
  (void)state;
  static const int later[] = {DOUBLE_RELEASE, UNCLEAR};
  static const enum value irqls[] = {A, IRQL_X};
  for (int i = 0; i < 2; i++) {
    begin();
    expect(acquire(M1, A), FINE);
    expect(release(M_X, irqls[i]), UNCLEAR);
    locks(i == 0 ? "M1/A released" : "M1/A released settled");
    expect(release(M1, A), later[i]); /* it was M1 only if the IRQL says so */
  }
}

static void test_one_candidate_and_a_known_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  relate(M2, M_X, SP_NO);
  expect(release(M_X, A), UNCLEAR);
  locks("M1/A released, M2/B held");
  expect(release(M2, B), FINE);
}

static void test_one_candidate_but_the_irql_of_another(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  relate(M2, M_X, SP_NO);
  relate(M3, M_X, SP_NO);
  expect(release(M_X, B), UNCLEAR); /* M1 hand-over-hand, or M2 by mistake */
  locks("M1/A held uncertain, M2/B held uncertain, M3/C held");
}

static void test_one_candidate_that_is_settled(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M1, B), DOUBLE_ACQUIRE);
  expect(release(M_X, A), UNCLEAR);
  locks("M1/A released settled");
}

static void test_candidates_that_the_irql_tells_apart(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M_X, A), UNCLEAR);
  locks("M1/A released, M2/B held, M3/C held");
  relate(M_X, M2, SP_NO);
  expect(release(M_X, C), UNCLEAR); /* M3 is the only candidate left */
  locks("M1/A released, M2/B held, M3/C released");
  expect(release(M2, B), FINE);
}

static void test_candidates_that_nothing_tells_apart(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  relate(M_X, M3, SP_NO);
  expect(release(M_X, IRQL_X), UNCLEAR);
  locks("M1/A held uncertain, M2/B held uncertain, M3/C held");
  expect(release(M3, C), FINE);
  expect(release(M2, CONST), UNCLEAR);
  expect(leave(M1), UNCLEAR);
}

static void test_candidates_stay_settled(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M1, C), DOUBLE_ACQUIRE);
  expect(release(M_X, IRQL_X), UNCLEAR);
  locks("M1/A held uncertain settled, M2/B held uncertain");
}

static void test_candidates_with_one_irql(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  relate(A, B, SP_YES);
  expect(acquire(M3, C), FINE);
  expect(release(M3, C), FINE);
  expect(release(M_X, A), UNCLEAR);
  locks("M1/A held uncertain, M2/B held uncertain, M3/C released");
}

/* A lock that is the one of the event beats one that may be. */
static void test_certain_lock_beats_candidates(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M_X, B), UNCLEAR);
  expect(release(M_X, B), FINE);
  expect(release(M1, A), FINE);
  begin();
  expect(acquire(M1, A), FINE);
  expect(acquire(M_X, B), UNCLEAR);
  expect(release(M1, B), FINE); /* hand-over-hand */
  locks("M1/B released, M_X/A held");
}

static void test_candidates_of_an_opaque_adapter(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release_on(EXT_X, M1, A), UNCLEAR);
  locks("M1/A released");
}

/* ---- doubt, abandon, leave ---- */

static void test_doubt(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  assert_true(doubt(M1));
  assert_false(doubt(M1));
  locks("M1/A held uncertain");
  expect(leave(M1), UNCLEAR);
  expect(release(M1, CONST), UNCLEAR);
  locks("M1/A released"); /* a release of it is still its release */
  assert_false(doubt(M1));
  expect(release(M1, A), DOUBLE_RELEASE);
}

static void test_retake_of_an_uncertain_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  assert_true(doubt(M1));
  expect(acquire(M1, C), UNCLEAR); /* it was released where nobody could see */
  locks("M2/B held, M1/C held");   /* the new one is certain, and innermost */
  expect(release(M1, C), FINE);
  expect(release(M2, B), FINE);
}

static void test_retake_of_an_uncertain_settled_lock(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M1, B), DOUBLE_ACQUIRE);
  assert_true(doubt(M1));
  locks("M1/A held uncertain settled");
  expect(acquire(M1, C), UNCLEAR);
  locks("M1/C held settled");
}

static void test_call(void **state) {
  (void)state;
  expect(call(SP_RULE_IRQL_TOO_HIGH), FINE); /* nothing is held */
  expect(acquire_status(M1, A, STATUS), FINE);
  expect(call(SP_RULE_IRQL_TOO_HIGH), IRQL_TOO_HIGH);
  expect(acquire(M2, B), FINE);
  expect(call(SP_RULE_LOCK_ORDER), LOCK_ORDER);
  assert_int_equal(world.verdict.lock.message, M2); /* the innermost */
  locks("M1/A held, M2/B held");                    /* nothing has changed */
  assert_true(doubt(M2));
  expect(call(SP_RULE_LOCK_ORDER), LOCK_ORDER);
  assert_int_equal(world.verdict.lock.message, M1);
  world.failed[STATUS] = SP_YES; /* it never was held */
  expect(call(SP_RULE_LOCK_ORDER), UNCLEAR);
  expect(release(M2, B), UNCLEAR);
  expect(call(SP_RULE_LOCK_ORDER), FINE);
}

static void test_abandon(void **state) {
  (void)state;
  abandon(); /* an empty set */
  expect(acquire_status(M1, A, STATUS), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  assert_true(doubt(M3));
  world.failed[STATUS] = SP_YES;
  assert_true(settle_status());
  abandon();
  locks("M1/A failed settled, M2/B released settled, "
        "M3/C held uncertain settled");
  expect(release(M1, A), UNCLEAR);
  expect(release(M2, B), UNCLEAR);
  expect(release(M3, CONST), UNCLEAR);
  expect(acquire_on(EXT2, M1, D), FINE); /* no lock of before */
}

static void test_answers_to_reachable(void **state) {
  (void)state;
  static const int verdicts[] = {FINE, LEAK, UNCLEAR};
  static const char *const after[] = {"M1/A held", "M1/A held settled",
                                      "M1/A held"};
  for (int reach = 0; reach < 3; reach++) {
    begin();
    expect(acquire(M1, A), FINE);
    world.reachable[A] = answers[reach];
    expect(leave(M1), verdicts[reach]);
    locks(after[reach]);
  }
}

static void test_leak_is_said_once(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(leave(M1), LEAK);
  about(M1, NOTHING);
  expect(leave(M1), UNCLEAR);
  expect(leave(M2), LEAK);
}

static void test_leave_after_release(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(leave(M1), FINE);
}

/* ---- combinations ---- */

/* The outer lock may have been released hand-over-hand, with B. */
static void test_outer_with_opaque_irql(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M1, IRQL_X), UNCLEAR);
  expect(release(M2, A), UNCLEAR);
}

static void test_candidate_with_opaque_irql(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  relate(M_X, M2, SP_NO);
  expect(release(M_X, IRQL_X), UNCLEAR);
  expect(release(M2, A), UNCLEAR);
}

/* The IRQL of the inner candidate may release the outer one, hand-over-hand. */
static void test_candidates_hand_over_hand(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(release(M_X, B), UNCLEAR);
  expect(release(M2, A), UNCLEAR);
}

/* M1, M2 and M3 saved A < B <= C. Once M1 gave back C, the two that stay have
 * A and B to give back, and A must be the last. */
static void test_skip_then_own(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M1, C), FINE);
  expect(release(M2, B), FINE);
  expect(release(M3, A), FINE);
}

static void test_skip_then_inside_out(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M1, C), FINE);
  expect(release(M3, B), FINE);
  expect(release(M2, A), FINE);
}

static void test_skip_then_lowest_first(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(acquire(M2, B), FINE);
  expect(acquire(M3, C), FINE);
  expect(release(M1, C), FINE);
  expect(release(M2, A), RELEASE_ORDER);
}

/* One mistake, one report: the release repeats what was wrong. */
static void test_release_after_null_slot(void **state) {
  (void)state;
  expect(acquire_all(EXT, M1, A, NO_SLOT, NOTHING), NULL_ARGUMENT);
  expect(release(M1, CONST), UNCLEAR);
}

static void test_release_after_null_adapter(void **state) {
  (void)state;
  expect(acquire_on(NO_EXT, M1, A), NULL_ARGUMENT);
  expect(release_on(NO_EXT, M1, A), UNCLEAR);
}

/* M1 is not held, whatever M_X was. */
static void test_double_release_past_an_opaque_one(void **state) {
  (void)state;
  expect(acquire(M1, A), FINE);
  expect(release(M1, A), FINE);
  expect(acquire(M_X, B), FINE);
  expect(release(M_X, B), FINE);
  expect(release(M1, A), DOUBLE_RELEASE);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_pair),
      TEST(test_nested),
      TEST(test_lock_remembers_its_event),
      TEST(test_answers_to_acquire),
      TEST(test_answers_to_release),
      TEST(test_answers_to_saved),
      TEST(test_null_arguments),
      TEST(test_null_argument_leaves_the_others_alone),
      TEST(test_double_acquire_then_release),
      TEST(test_double_acquire_then_leak),
      TEST(test_double_acquire_of_the_outer_lock),
      TEST(test_lent_lock),
      TEST(test_release_of_a_lent_lock),
      TEST(test_forbidden_acquire),
      TEST(test_double_release),
      TEST(test_retake_after_a_mistake),
      TEST(test_retake_of_two_that_are_one),
      TEST(test_double_release_past_other_locks),
      TEST(test_answers_to_handed_in),
      TEST(test_release_for_the_caller),
      TEST(test_release_not_held),
      TEST(test_stray_release_of_an_opaque_message),
      TEST(test_answers_to_failed),
      TEST(test_settle_status),
      TEST(test_every_event_settles_the_status),
      TEST(test_retake_after_failure),
      TEST(test_release_after_failure),
      TEST(test_status_after_release),
      TEST(test_failure_of_an_uncertain_lock),
      TEST(test_message_mismatch),
      TEST(test_exchanged_arguments),
      TEST(test_extension_mismatch),
      TEST(test_mismatch_needs_the_saved_irql),
      TEST(test_mismatch_among_several),
      TEST(test_mismatch_after_a_mistake),
      TEST(test_mismatch_after_a_mistake_on_another_lock),
      TEST(test_mismatch_of_an_uncertain_lock),
      TEST(test_mismatch_with_a_remembered_lock),
      TEST(test_irql_of_the_outer_lock),
      TEST(test_irql_of_an_uncertain_outer_lock),
      TEST(test_irql_of_a_released_lock),
      TEST(test_irql_from_elsewhere),
      TEST(test_irql_of_an_earlier_round),
      TEST(test_lock_without_saved_irql),
      TEST(test_release_order),
      TEST(test_release_order_then_leak),
      TEST(test_release_order_names_the_innermost),
      TEST(test_release_order_past_a_released_lock),
      TEST(test_release_order_needs_certainty),
      TEST(test_hand_over_hand),
      TEST(test_hand_over_hand_with_its_own_irql),
      TEST(test_hand_over_hand_down_a_chain),
      TEST(test_hand_over_hand_of_three_from_the_outside),
      TEST(test_hand_over_hand_of_three_from_the_middle),
      TEST(test_hand_over_hand_then_wrong_order),
      TEST(test_hand_over_hand_then_leak),
      TEST(test_hand_over_hand_past_silenced_locks),
      TEST(test_one_candidate),
      TEST(test_one_candidate_and_a_known_lock),
      TEST(test_one_candidate_but_the_irql_of_another),
      TEST(test_one_candidate_that_is_settled),
      TEST(test_candidates_that_the_irql_tells_apart),
      TEST(test_candidates_that_nothing_tells_apart),
      TEST(test_candidates_stay_settled),
      TEST(test_candidates_with_one_irql),
      TEST(test_certain_lock_beats_candidates),
      TEST(test_candidates_of_an_opaque_adapter),
      TEST(test_doubt),
      TEST(test_retake_of_an_uncertain_lock),
      TEST(test_retake_of_an_uncertain_settled_lock),
      TEST(test_call),
      TEST(test_abandon),
      TEST(test_answers_to_reachable),
      TEST(test_leak_is_said_once),
      TEST(test_leave_after_release),
      TEST(test_outer_with_opaque_irql),
      TEST(test_candidate_with_opaque_irql),
      TEST(test_candidates_hand_over_hand),
      TEST(test_skip_then_own),
      TEST(test_skip_then_inside_out),
      TEST(test_skip_then_lowest_first),
      TEST(test_release_after_null_slot),
      TEST(test_release_after_null_adapter),
      TEST(test_double_release_past_an_opaque_one),
      TEST(test_spin_kinds),
      TEST(test_pointed_pairs),
      TEST(test_pointed_kept),
      TEST(test_pointed_stated),
      TEST(test_pointed_numbers),
      TEST(test_pointed_double_acquire),
      TEST(test_pointed_double_release),
      TEST(test_pointed_release_not_held),
      TEST(test_pointed_mismatches),
      TEST(test_pointed_wrong_form),
      TEST(test_pointed_release_order),
      TEST(test_pointed_leaves),
      TEST(test_pointed_calls),
      TEST(test_spin_pair),
      TEST(test_spin_double_acquire),
      TEST(test_spin_double_acquire_again),
      TEST(test_spin_of_two_dpcs),
      TEST(test_spin_double_release),
      TEST(test_spin_release_by_a_given_handle),
      TEST(test_spin_release_not_held),
      TEST(test_spin_release_after_failure),
      TEST(test_spin_handle_mismatch),
      TEST(test_spin_unknown_handle),
      TEST(test_spin_on_another_adapter),
      TEST(test_spin_crossing),
      TEST(test_spin_release_order),
      TEST(test_spin_lent),
      TEST(test_spin_lock_order),
      TEST(test_spin_under_a_message),
      TEST(test_call_under_spin),
      TEST(test_call_under_lent_spin),
      TEST(test_forbidden_spin),
      TEST(test_spin_answers_to_reachable),
  };
  return cmocka_run_group_tests_name("core.lockset", tests, NULL, NULL);
}

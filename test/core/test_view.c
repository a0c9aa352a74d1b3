/* Tests of what the prover shows of a function to people who look into it.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/memory.h"
#include "spinpair/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(name)                                                             \
  "(function \"" name "\" \"" name "\" \"\" \"a.c\" 1 1 () (params \"ext\" "   \
  "\"q\") (locals \"irql\" \"x\" \"\") "
#define EXT "(load (var 0))"
#define MEMBER(name) "(load (field (deref (load (var 1))) \"QUEUE." name "\"))"
#define ID MEMBER("Id")
#define AT(line, what) "(" #line " 1 " what ") "
#define TAKE(line, id, slot)                                                   \
  AT(line, "(acquire - " EXT " " id " " slot " \"q->Id\")")
#define GIVE(line, id, irql)                                                   \
  AT(line, "(release - " EXT " " id " " irql " \"q->Id\")")
#define SLOT(n) "(addr (var " #n "))"
#define V(n) "(load (var " #n "))"
#define BLOCK(steps) "(block " steps ")"
/* A helper that leaves the lock of q to its caller. */
#define LOCK                                                                   \
  HEAD("lock")                                                                 \
  "(block " TAKE(1, ID, SLOT(2)) AT(2, "(return " V(2) ")") "))\n"

static sp_program *program;
static sp_proofs *proofs;

static void prove(const char *functions) {
  char text[4096];
  int length =
      snprintf(text, sizeof text, "(spinpair-program 4)\n%s", functions);
  assert_true(length > 0 && (size_t)length < sizeof text);
  program = sp_program_new();
  assert_non_null(program);
  sp_text_error error;
  if (!sp_program_read(program, text, (size_t)length, &error))
    fail_msg("%u:%u: %s", error.line, error.column, error.message);
  assert_true(sp_program_link(program));
  proofs = sp_prove(program);
  assert_non_null(proofs);
}

static int teardown(void **state) {
  (void)state;
  sp_proofs_free(proofs);
  sp_program_free(program);
  proofs = NULL;
  program = NULL;
  return 0;
}

static void shows(const char *name, sp_view view, const char *wanted) {
  char *text = sp_proofs_view(proofs, sp_program_find(program, name), view);
  assert_non_null(text);
  assert_string_equal(text, wanted);
  sp_memory_free(text);
}

/* The lock is leaked if q->Early, and the write to x is nothing. */
#define LEAKS                                                                  \
  HEAD("leaks")                                                                \
  BLOCK(TAKE(5, ID, SLOT(2)) AT(6, "(set (var 3) (int 1))")                    \
            AT(7, "(branch " MEMBER("Early") " 1 2)"))                         \
  BLOCK(AT(8, "(return)"))                                                     \
  BLOCK(GIVE(9, ID, V(2)) AT(10, "(return)"))                                  \
  ")\n"

static void shows_states_by_block(void **state) {
  (void)state;
  prove(LEAKS);
  shows("leaks", SP_VIEW_STATES,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks; results and stores, which callers see, are "
        "followed, too\n"
        "block 0, at 7:1 branches on q->Early: block 1, else block 2\n"
        "  state 1 arrives\n"
        "    no lock\n"
        "  state 1 leaves\n"
        "    lock: (ext, q->Id), acquired at 5:1, IRQL saved in irql\n"
        "    value: irql = irql@5:1\n"
        "block 1, at 8:1 returns\n"
        "  state 1 arrives\n"
        "    lock: (ext, q->Id), acquired at 5:1, IRQL saved in irql\n"
        "    condition: q->Early != 0\n"
        "    value: irql = irql@5:1\n"
        "  state 1 leaves as it came\n"
        "    not shown: a path ends with an MSI spin lock held\n"
        "block 2, at 10:1 returns\n"
        "  state 1 arrives\n"
        "    lock: (ext, q->Id), acquired at 5:1, IRQL saved in irql\n"
        "    condition: q->Early == 0\n"
        "    value: irql = irql@5:1\n"
        "  state 1 leaves\n"
        "    no lock\n"
        "    condition: q->Early == 0\n"
        "    value: irql = irql@5:1\n");
}

static void shows_events_by_place(void **state) {
  (void)state;
  prove(LEAKS);
  shows(
      "leaks", SP_VIEW_EVENTS,
      "followed with conditions that keep states apart, also those on which "
      "callees take locks; results and stores, which callers see, are "
      "followed, too\n"
      "5:1 acquire 'q->Id' (block 0)\n"
      "  no lock held: then (ext, q->Id) held\n"
      "8:1 returns (block 1)\n"
      "  (ext, q->Id) held: not shown: a path ends with an MSI spin lock held\n"
      "9:1 release 'q->Id' with irql (block 2)\n"
      "  (ext, q->Id) held: then no lock held\n"
      "10:1 returns (block 2)\n"
      "  no lock held: nothing is left\n");
}

static void shows_the_slice(void **state) {
  (void)state;
  prove(LEAKS);
  shows("leaks", SP_VIEW_SLICE,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks; results and stores, which callers see, are "
        "followed, too\n"
        "kept:    parameter ext\n"
        "kept:    parameter q\n"
        "kept:    variable irql\n"
        "dropped: variable x\n"
        "dropped: variable $4\n"
        "kept:    member QUEUE.Early\n"
        "kept:    member QUEUE.Id\n"
        "kept:    memory behind pointers that is no member\n"
        "kept:    branch at 7:1 on q->Early\n");
}

/* Calls the helper, and gives the lock back with what that returns; asserts
 * afterwards, and never gets further, if q->Bad. */
#define CALLS                                                                  \
  HEAD("calls")                                                                \
  BLOCK(AT(3, "(call (var 3) (fn \"lock\") " EXT " " V(1) ")")                 \
            AT(4, "(branch " MEMBER("Bad") " 1 2)"))                           \
  BLOCK(AT(5, "(abandon)") AT(5, "(stop)"))                                    \
  BLOCK(GIVE(6, ID, V(3)) AT(7, "(return)"))                                   \
  ")\n"

static void shows_calls(void **state) {
  (void)state;
  prove(LOCK CALLS);
  shows(
      "calls", SP_VIEW_EVENTS,
      "followed with states that hold the same locks joined where paths meet\n"
      "3:1 call of lock (block 0)\n"
      "  of lock: if anything: acquires (ext, q->Id) and saves irql#1; returns "
      "irql#1\n"
      "  of lock: may take (ext, q->Id) while it runs\n"
      "  no lock held: then (ext, q->Id) held\n"
      "5:1 failed assertion (block 1)\n"
      "  (ext, q->Id) held: the path ends\n"
      "6:1 release 'q->Id' with x (block 2)\n"
      "  (ext, q->Id) held: then no lock held\n"
      "7:1 returns (block 2)\n"
      "  no lock held: nothing is left\n");
}

static void shows_what_callers_are_told(void **state) {
  (void)state;
  prove(LOCK CALLS LEAKS);
  shows("lock", SP_VIEW_SUMMARY,
        "if anything: acquires (ext, q->Id) and saves irql#1; returns irql#1\n"
        "may take (ext, q->Id) while it runs\n");
  shows("calls", SP_VIEW_SUMMARY,
        "if anything: no lock\n"
        "may take (ext, q->Id) while it runs\n");
  shows("leaks", SP_VIEW_SUMMARY,
        "if anything: no lock\n"
        "may take (ext, q->Id) while it runs\n"
        "is not proved if q->Early != 0\n");
}

/* What is open in a callee is told where it is called; the path goes on. */
static void shows_what_is_open_below(void **state) {
  (void)state;
  prove(LEAKS HEAD("above") BLOCK(AT(3, "(call - (fn \"leaks\") " EXT
                                        " " V(1) ")") AT(4, "(return)")) ")\n");
  shows("above", SP_VIEW_EVENTS,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks\n"
        "3:1 call of leaks (block 0)\n"
        "  of leaks: if anything: no lock\n"
        "  of leaks: may take (ext, q->Id) while it runs\n"
        "  of leaks: is not proved if q->Early != 0\n"
        "  no lock held: stays so; rests on leaks, which is not proved\n"
        "4:1 returns (block 0)\n"
        "  no lock held: nothing is left\n");
  shows("above", SP_VIEW_STATES,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks\n"
        "block 0, at 4:1 returns\n"
        "  state 1 arrives\n"
        "    no lock\n"
        "  state 1 leaves as it came\n"
        "    on the way: rests on leaks, which is not proved\n");
}

/* A lock that a pointer names, and one that the port driver holds. */
static void shows_how_locks_are_named(void **state) {
  (void)state;
  prove("(function \"dpc\" \"dpc\" \"\" \"a.c\" 1 1 (entry holds-start-io) "
        "(params \"ext\") (locals \"irql\") " BLOCK(
            AT(3, "(acquire - (int 0) (spin (int -5) (addr (field (deref (load "
                  "(var 0))) \"EXT.Lock\"))) "
                  "(addr (var 1)) \"lock\")") AT(4, "(return)")) ")\n");
  shows("dpc", SP_VIEW_EVENTS,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks; results and stores, which callers see, are "
        "followed, too\n"
        "3:1 acquire 'lock' (block 0)\n"
        "  (ext, StartIoLock) of the port driver held: then (ext, StartIoLock) "
        "of the port driver, spin lock ext->Lock held\n"
        "4:1 returns (block 0)\n"
        "  (ext, StartIoLock) of the port driver, spin lock ext->Lock held: "
        "not shown: a path ends with a spin lock of the driver held\n");
}

/* A run that is given up is shown up to there. */
static void shows_what_was_given_up(void **state) {
  (void)state;
  prove(HEAD("odd") BLOCK(AT(3, "(unsupported \"why not\")") AT(4, "(goto 1)"))
            BLOCK(TAKE(5, ID, SLOT(2)) AT(6, "(return)")) ")\n");
  shows("odd", SP_VIEW_EVENTS,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks; results and stores, which callers see, are "
        "followed, too\n"
        "given up at 3:1: why not; what follows is what was found so far\n"
        "3:1 cannot be expressed: why not (block 0)\n"
        "  no lock held: not shown: why not\n");
  shows("odd", SP_VIEW_STATES,
        "followed with conditions that keep states apart, also those on which "
        "callees take locks; results and stores, which callers see, are "
        "followed, too\n"
        "given up at 3:1: why not; what follows is what was found so far\n"
        "block 0, at 4:1 goes on with block 1\n"
        "  state 1 arrives\n"
        "    no lock\n"
        "  state 1 does not leave: not shown: why not\n"
        "block 1, at 6:1 returns; no state arrives\n");
}

/* Who looks changes nothing: what is told of a function stays. */
static void changes_nothing(void **state) {
  (void)state;
  static const sp_view views[] = {SP_VIEW_STATES, SP_VIEW_EVENTS,
                                  SP_VIEW_SLICE};
  prove(LOCK CALLS LEAKS);
  for (size_t f = 0; f < sp_program_count(program); f++) {
    const sp_proof proof = *sp_proofs_get(proofs, f);
    char *before = sp_proofs_view(proofs, f, SP_VIEW_SUMMARY);
    for (int i = 0; i < 3; i++) {
      char *first = sp_proofs_view(proofs, f, views[i]);
      char *again = sp_proofs_view(proofs, f, views[i]);
      assert_string_equal(first, again);
      sp_memory_free(first);
      sp_memory_free(again);
    }
    char *behind = sp_proofs_view(proofs, f, SP_VIEW_SUMMARY);
    assert_string_equal(before, behind);
    sp_memory_free(before);
    sp_memory_free(behind);
    assert_memory_equal(&proof, sp_proofs_get(proofs, f), sizeof proof);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(shows_states_by_block, teardown),
      cmocka_unit_test_teardown(shows_events_by_place, teardown),
      cmocka_unit_test_teardown(shows_the_slice, teardown),
      cmocka_unit_test_teardown(shows_calls, teardown),
      cmocka_unit_test_teardown(shows_what_callers_are_told, teardown),
      cmocka_unit_test_teardown(shows_what_is_open_below, teardown),
      cmocka_unit_test_teardown(shows_how_locks_are_named, teardown),
      cmocka_unit_test_teardown(shows_what_was_given_up, teardown),
      cmocka_unit_test_teardown(changes_nothing, teardown),
  };
  return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}

/* Tests of the prover, from lock programs written as text.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/families.h"
#include "spinpair/prove.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- short names for what most programs have ---- */

#define FUNCTION(name, parameters, locals, blocks)                             \
  "(function \"" name "\" \"" name                                             \
  "\" \"\" \"a.c\" 1 1 () (params " parameters ") (locals " locals ") " blocks \
  ")\n"
#define ENTRY(name, parameters, locals, blocks)                                \
  "(function \"" name "\" \"" name                                             \
  "\" \"\" \"a.c\" 1 1 (entry) (params " parameters ") (locals " locals        \
  ") " blocks ")\n"
#define V(n) "(load (var " #n "))"
#define ADDR(n) "(addr (var " #n "))"
#define PER "(load (field (deref (load (var 0))) \"EXT.Per\"))"
#define AT(line, what) "(" #line " 1 " what ") "
#define TAKE(line, slot)                                                       \
  AT(line, "(acquire - " V(0) " " V(1) " " slot " \"id\")")
#define GIVE(line, irql)                                                       \
  AT(line, "(release - " V(0) " " V(1) " " irql " \"id\")")
#define RETURN(line) AT(line, "(return)")
#define BLOCK(what) "(block " what ") "

/* Parameters ext and id, local irql. */
#define ON_EXT(name, blocks)                                                   \
  FUNCTION(name, "\"ext\" \"id\"", "\"irql\" \"x\"", blocks)

static sp_program *program;
static sp_proofs *proofs;

static void prove(const char *functions) {
  size_t length = strlen(functions) + 32;
  char *text = malloc(length);
  assert_non_null(text);
  snprintf(text, length, "(spinpair-program 4)\n%s", functions);
  program = sp_program_new();
  assert_non_null(program);
  sp_text_error error;
  if (!sp_program_read(program, text, strlen(text), &error))
    fail_msg("%u:%u: %s", error.line, error.column, error.message);
  free(text);
  assert_true(sp_program_link(program));
  proofs = sp_prove(program);
  assert_non_null(proofs);
}

static const sp_proof *proof_of(const char *name) {
  size_t index = sp_program_find(program, name);
  assert_true(index != SIZE_MAX);
  return sp_proofs_get(proofs, index);
}

static void proved(const char *name) {
  const sp_proof *proof = proof_of(name);
  if (proof->kind != SP_PROOF_PROVED)
    fail_msg("%s is not proved: line %u: %s", name, proof->line,
             proof->why ? proof->why : "no lock");
}

static void is_open(const char *name, unsigned line, const char *why) {
  const sp_proof *proof = proof_of(name);
  assert_int_equal(proof->kind, SP_PROOF_OPEN);
  assert_int_equal(proof->line, line);
  if (!strstr(proof->why, why))
    fail_msg("%s is open for \"%s\", not for \"%s\"", name, proof->why, why);
}

static void has_summary(const char *name, const char *wanted) {
  char *text = sp_proofs_summary(proofs, sp_program_find(program, name));
  assert_non_null(text);
  assert_string_equal(text, wanted);
  free(text);
}

static void rests_on(const char *name, const char *callee) {
  const sp_proof *proof = proof_of(name);
  assert_int_equal(proof->rest_count, 1);
  assert_int_equal(proof->rests[0], sp_program_find(program, callee));
}

static int teardown(void **state) {
  (void)state;
  sp_proofs_free(proofs);
  sp_program_free(program);
  proofs = NULL;
  program = NULL;
  return 0;
}

/* ---- locks of STOR_SPINLOCK: parameters ext and handle ---- */

#define HANDLE_AT(place) "(field " place " \"HANDLE.Irql\")"
#define THEIR_CELL HANDLE_AT("(deref " V(1) ")")
#define OWN_CELL HANDLE_AT("(var 2)")
#define OTHER_CELL HANDLE_AT("(var 3)")
#define TAKE_SPIN(line, kind, of, handle)                                      \
  AT(line, "(acquire - " V(0) " (spin (int " #kind ") " of ") (addr " handle   \
                              ") \"lock\")")
#define GIVE_SPIN(line, handle)                                                \
  AT(line, "(release - " V(0) " (spin (int 0) (int 0)) (load " handle          \
                              ") \"handle\")")
#define NO_DPC "(int 0)"
#define ON_HANDLE(name, blocks)                                                \
  FUNCTION(name, "\"ext\" \"handle\"", "\"own\" \"other\"", blocks)

static void test_spin_pair(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 2, NO_DPC, OWN_CELL)
                                 GIVE_SPIN(2, OWN_CELL) RETURN(3))));
  proved("f");
  assert_int_equal(proof_of("f")->nesting, 1);
}

static void test_spin_nested(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 2, NO_DPC, OWN_CELL) TAKE_SPIN(
                           2, 3, NO_DPC, OTHER_CELL) GIVE_SPIN(3, OTHER_CELL)
                                 GIVE_SPIN(4, OWN_CELL) RETURN(5))));
  proved("f");
}

static void test_spin_of_one_dpc_and_another(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 1, V(1), OWN_CELL)
                                 TAKE_SPIN(2, 1, V(1), OTHER_CELL) RETURN(3))));
  is_open("f", 2, "while it is held");
}

static void test_spin_wrong_handle(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 2, NO_DPC, OWN_CELL)
                                 GIVE_SPIN(2, OTHER_CELL) RETURN(3))));
  assert_int_equal(proof_of("f")->kind, SP_PROOF_OPEN);
}

static void test_spin_leak(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 3, NO_DPC, OWN_CELL) RETURN(2))));
  is_open("f", 2, "held");
}

static void test_spin_order(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 3, NO_DPC, OWN_CELL) TAKE_SPIN(
                           2, 2, NO_DPC, OTHER_CELL) RETURN(3))));
  is_open("f", 2, "InterruptLock");
}

static void test_spin_message_under_interrupt_lock(void **state) {
  (void)state;
  prove(ON_HANDLE("f", BLOCK(TAKE_SPIN(1, 3, NO_DPC, OWN_CELL) TAKE(2, ADDR(3))
                                 RETURN(3))));
  is_open("f", 2, "InterruptLock");
}

/* A helper in either mode, and who uses it. */
static void test_spin_helpers(void **state) {
  (void)state;
  const char *const lock = ON_HANDLE(
      "lock", BLOCK(AT(1, "(branch " PER " 1 2)"))
                  BLOCK(AT(2, "(acquire - " V(0) " (int 1) (addr " THEIR_CELL
                                                 ") \"1\")") RETURN(3))
                      BLOCK(TAKE_SPIN(4, 3, NO_DPC, THEIR_CELL) RETURN(5)));
  const char *const unlock = ON_HANDLE(
      "unlock", BLOCK(AT(1, "(branch " PER " 1 2)"))
                    BLOCK(AT(2, "(release - " V(0) " (int 1) (load " THEIR_CELL
                                                   ") \"1\")") RETURN(3))
                        BLOCK(GIVE_SPIN(4, THEIR_CELL) RETURN(5)));
  const char *const user = ON_HANDLE(
      "f", BLOCK(AT(1, "(call - (fn \"lock\") " V(0) " " ADDR(2) ")") AT(
               2, "(call - (fn \"unlock\") " V(0) " " ADDR(2) ")") RETURN(3)));
  char text[4096];
  snprintf(text, sizeof text, "%s%s%s", lock, unlock, user);
  prove(text);
  proved("lock");
  proved("unlock");
  proved("f");
  has_summary("unlock",
              "if ext->Per == 0: releases (ext, the handle's lock) with "
              "handle->Irql\n"
              "if ext->Per != 0: releases (ext, 1) with handle->Irql\n");
}

/* A callee that takes one of another class is no matter. */
static void test_spin_touch(void **state) {
  (void)state;
  const char *const callee =
      ON_HANDLE("g", BLOCK(TAKE_SPIN(1, 3, NO_DPC, OWN_CELL)
                               GIVE_SPIN(2, OWN_CELL) RETURN(3)));
  const char *const call = "(call - (fn \"g\") " V(0) " (int 0))";
  char text[4096], under[1024], over[1024];
  snprintf(
      under, sizeof under,
      ON_HANDLE("under", BLOCK(TAKE_SPIN(1, 2, NO_DPC,
                                         OWN_CELL) "(2 1 "
                                                   "%s) " GIVE_SPIN(3, OWN_CELL)
                                                       RETURN(4))),
      call);
  snprintf(
      over, sizeof over,
      ON_HANDLE("over", BLOCK(TAKE_SPIN(1, 3, NO_DPC,
                                        OWN_CELL) "(2 1 "
                                                  "%s) " GIVE_SPIN(3, OWN_CELL)
                                                      RETURN(4))),
      call);
  snprintf(text, sizeof text, "%s%s%s", callee, under, over);
  prove(text);
  proved("g");
  proved("under");
  is_open("over", 2, "while it is held");
}

/* ---- one function ---- */

static void test_pair(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3))));
  proved("f");
  assert_false(proof_of("f")->is_helper);
  assert_int_equal(proof_of("f")->nesting, 1);
}

static void test_no_locks(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(RETURN(1))));
  assert_int_equal(proof_of("f")->kind, SP_PROOF_IRRELEVANT);
}

static void test_leak(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(branch " V(3) " 1 2)"))
                        BLOCK(GIVE(3, V(2)) RETURN(4)) BLOCK(RETURN(5))));
  is_open("f", 5, "held");
}

static void test_double_acquire(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) TAKE(2, ADDR(3)) RETURN(3))));
  is_open("f", 2, "while it is held");
}

static void test_double_release(void **state) {
  (void)state;
  prove(ON_EXT("f",
               BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) GIVE(3, V(2)) RETURN(4))));
  assert_int_equal(proof_of("f")->kind, SP_PROOF_OPEN);
  assert_int_equal(proof_of("f")->line, 3);
}

static void test_wrong_irql(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) GIVE(2, "(int 2)") RETURN(3))));
  is_open("f", 2, "IRQL");
}

static void test_overwritten_irql(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(forget (var 2))")
                              GIVE(3, V(2)) RETURN(4))));
  is_open("f", 3, "cannot be told");
}

static void test_copied_irql(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(set (var 3) " V(2) ")")
                              GIVE(3, V(3)) RETURN(4))));
  proved("f");
}

static void test_irql_in_a_field(void **state) {
  (void)state;
#define SLOT "(field (deref " V(0) ") \"EXT.Irql\")"
  prove(ON_EXT("f", BLOCK(TAKE(1, "(addr " SLOT ")") GIVE(2, "(load " SLOT ")")
                              RETURN(3))));
  proved("f");
}

static void test_field_that_is_stored_to(void **state) {
  (void)state;
  prove(FUNCTION("f", "\"ext\" \"id\" \"other\"", "\"irql\"",
                 BLOCK(TAKE(1, "(addr " SLOT ")") AT(
                     2, "(set (field (deref " V(2) ") \"EXT.Irql\") (int 1))")
                           GIVE(3, "(load " SLOT ")") RETURN(4))));
  is_open("f", 3, "cannot be told");
}

static void test_unknown_message(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(call (var 1) (fn \"g\"))")
                              GIVE(3, V(2)) RETURN(4))));
  is_open("f", 3, "cannot be told");
}

static void test_equal_by_a_branch(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(AT(1, "(branch (eq " V(1) " " V(3) ") 1 2)"))
                        BLOCK(TAKE(2, ADDR(2)) AT(
                            3, "(release - " V(0) " " V(3) " " V(2) " \"x\")")
                                  RETURN(4)) BLOCK(RETURN(5))));
  /* x is a local that was never set: nothing is known of it. */
  is_open("f", 3, "cannot be told");
  teardown(NULL);
  prove(FUNCTION("f", "\"ext\" \"id\" \"other\"", "\"irql\"",
                 BLOCK(AT(1, "(branch (eq " V(1) " " V(2) ") 1 2)"))
                     BLOCK(TAKE(2, ADDR(3)) AT(
                         3, "(release - " V(0) " " V(2) " " V(3) " \"other\")")
                               RETURN(4)) BLOCK(RETURN(5))));
  proved("f");
}

static void test_choice_made_twice(void **state) {
  (void)state;
#define CHOICE "(if " PER " (int 0) " V(1) ")"
  prove(ON_EXT(
      "f", BLOCK(AT(1, "(acquire - " V(0) " " CHOICE " " ADDR(2) " \"\")") AT(
               2, "(release - " V(0) " " CHOICE " " V(2) " \"\")") RETURN(3))));
  proved("f");
}

/* ---- conditions that agree ---- */

#define IF_PER(line, block, yes, no)                                           \
  AT(line, "(branch " PER " " #yes " " #no ")")

static void test_field_asked_twice(void **state) {
  (void)state;
  prove(ON_EXT(
      "f",
      BLOCK(IF_PER(1, 0, 1, 2)) BLOCK(TAKE(2, ADDR(2)) AT(3, "(goto 2)"))
          BLOCK(AT(4, "(call - (fn \"unseen\") " V(0) ")") IF_PER(5, 2, 3, 4))
              BLOCK(GIVE(6, V(2)) RETURN(7)) BLOCK(RETURN(8))));
  proved("f");
}

static void test_field_written_in_between(void **state) {
  (void)state;
  prove(ON_EXT(
      "f", BLOCK(IF_PER(1, 0, 1, 2)) BLOCK(TAKE(2, ADDR(2)) AT(3, "(goto 2)"))
               BLOCK(AT(4, "(set (field (deref " V(0) ") \"EXT.Per\") (int 0))")
                         IF_PER(5, 2, 3, 4)) BLOCK(GIVE(6, V(2)) RETURN(7))
                   BLOCK(RETURN(8))));
  is_open("f", 8, "held");
}

static void test_field_written_by_a_callee(void **state) {
  (void)state;
  prove(ON_EXT(
      "f",
      BLOCK(IF_PER(1, 0, 1, 2)) BLOCK(TAKE(2, ADDR(2)) AT(3, "(goto 2)")) BLOCK(
          AT(4, "(call - (fn \"g\") " V(0) ")") IF_PER(5, 2, 3, 4))
          BLOCK(GIVE(6, V(2)) RETURN(7)) BLOCK(RETURN(
              8))) "(function \"g\" \"g\" \"\" \"a.c\" 1 1 () (params \"ext\") "
                   "(writes \"field EXT.Per\") (block (1 1 (return))))");
  assert_int_equal(proof_of("f")->kind, SP_PROOF_OPEN);
}

static void test_local_flag(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(AT(1, "(set (var 3) (or " V(1) " (not " PER ")))")
                              AT(2, "(branch " V(3) " 1 2)"))
                        BLOCK(TAKE(3, ADDR(2)) AT(4, "(goto 2)"))
                            BLOCK(AT(5, "(branch " V(3) " 3 4)")) BLOCK(
                                GIVE(6, V(2)) RETURN(7)) BLOCK(RETURN(8))));
  proved("f");
}

static void test_status(void **state) {
  (void)state;
  prove(ON_EXT(
      "f", BLOCK(AT(1, "(acquire (var 3) " V(0) " " V(1) " " ADDR(2) " \"id\")")
                     AT(2, "(branch " V(3) " 2 1)"))
               BLOCK(GIVE(3, V(2)) RETURN(4)) BLOCK(RETURN(5))));
  proved("f");
}

static void test_release_after_failure(void **state) {
  (void)state;
  prove(ON_EXT(
      "f", BLOCK(AT(1, "(acquire (var 3) " V(0) " " V(1) " " ADDR(2) " \"id\")")
                     AT(2, "(branch " V(3) " 1 2)")) BLOCK(AT(3, "(goto 2)"))
               BLOCK(GIVE(4, V(2)) RETURN(5))));
  assert_int_equal(proof_of("f")->kind, SP_PROOF_OPEN);
}

static void test_assertion(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(branch " V(3) " 1 2)"))
                        BLOCK(AT(3, "(abandon)") RETURN(4))
                            BLOCK(GIVE(5, V(2)) RETURN(6))));
  proved("f");
}

static void test_unsupported(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(AT(1, "(unsupported \"it uses __try\")")
                              TAKE(2, ADDR(2)) GIVE(3, V(2)) RETURN(4))));
  is_open("f", 1, "__try");
}

static void test_switch(void **state) {
  (void)state;
#define MODE(line, a, b)                                                       \
  AT(line, "(switch " V(3) " " #b " (1 " #a ") (2 " #a "))")
  prove(FUNCTION("f", "\"ext\" \"id\" \"p\" \"mode\"", "\"irql\"",
                 BLOCK(MODE(1, 1, 2)) BLOCK(TAKE(2, ADDR(4)) AT(3, "(goto 2)"))
                     BLOCK(MODE(4, 3, 4)) BLOCK(GIVE(5, V(4)) RETURN(6))
                         BLOCK(RETURN(7))));
  proved("f");
}

/* ---- loops ---- */

static void test_loop_with_a_pair(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(AT(1, "(set (var 3) (int 0))") AT(2, "(goto 1)"))
                        BLOCK(AT(3, "(branch (lt " V(3) " " V(1) ") 2 3)"))
                            BLOCK(TAKE(4, ADDR(2)) GIVE(5, V(2)) AT(
                                6, "(set (var 3) (add " V(3) " (int 1)))")
                                      AT(7, "(goto 1)")) BLOCK(RETURN(8))));
  proved("f");
}

static void test_drop_and_retake(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(goto 1)")) BLOCK(
                        AT(3, "(branch (load (global \"more\")) 2 3)"))
                        BLOCK(GIVE(4, V(2)) TAKE(5, ADDR(2)) AT(6, "(goto 1)"))
                            BLOCK(GIVE(7, V(2)) RETURN(8))));
  proved("f");
}

static void test_leak_in_a_later_round(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(AT(1, "(goto 1)"))
                        BLOCK(AT(2, "(branch (load (global \"more\")) 2 3)"))
                            BLOCK(TAKE(3, ADDR(2)) AT(4, "(goto 1)"))
                                BLOCK(RETURN(5))));
  assert_int_equal(proof_of("f")->kind, SP_PROOF_OPEN);
}

static void test_many_branches(void **state) {
  (void)state;
  char text[16384];
  size_t at = 0;
  int count = 40;
  at += (size_t)snprintf(text, sizeof text,
                         "(function \"f\" \"f\" \"\" \"a.c\" 1 1 () (params "
                         "\"ext\" \"id\") (locals \"irql\") (block " TAKE(
                             1, ADDR(2)) "(1 1 (goto 1)))\n");
  for (int i = 0; i < count; i++)
    at += (size_t)snprintf(
        text + at, sizeof text - at,
        "(block (2 1 (branch (load (field (deref " V(
            0) ") \"EXT.F%d\")) %d %d)))"
               "(block (3 1 (call - (fn \"g\"))) (3 1 (goto %d)))\n",
        i, 2 * i + 2, 2 * i + 3, 2 * i + 3);
  snprintf(text + at, sizeof text - at, "(block " GIVE(4, V(2)) RETURN(5) "))");
  prove(text);
  proved("f");
}

/* ---- several functions ---- */

#define LOCK ON_EXT("lock", BLOCK(TAKE(1, ADDR(2)) AT(2, "(return " V(2) ")")))
#define UNLOCK                                                                 \
  FUNCTION("unlock", "\"ext\" \"id\" \"irql\"", "",                            \
           BLOCK(GIVE(1, V(2)) RETURN(2)))
#define CALL_LOCK(line)                                                        \
  AT(line, "(call (var 2) (fn \"lock\") " V(0) " " V(1) ")")
#define CALL_UNLOCK(line)                                                      \
  AT(line, "(call - (fn \"unlock\") " V(0) " " V(1) " " V(2) ")")

static void test_helpers(void **state) {
  (void)state;
  prove(LOCK UNLOCK ON_EXT("f", BLOCK(CALL_LOCK(1) CALL_UNLOCK(2) RETURN(3))));
  proved("lock");
  proved("unlock");
  proved("f");
  assert_true(proof_of("lock")->is_helper);
  assert_true(proof_of("unlock")->is_helper);
  assert_false(proof_of("f")->is_helper);
  has_summary(
      "lock",
      "if anything: acquires (ext, id) and saves irql#1; returns irql#1\n"
      "may take (ext, id) while it runs\n");
  has_summary("unlock", "if anything: releases (ext, id) with irql\n");
}

static void test_pairings(void **state) {
  (void)state;
  /* One acquire, two releases; and a pair of helper calls. */
  prove(LOCK UNLOCK ON_EXT(
      "f", BLOCK(TAKE(1, ADDR(2)) IF_PER(2, 0, 1, 2))
               BLOCK(GIVE(3, V(2)) AT(4, "(goto 3)"))
                   BLOCK(GIVE(5, V(2)) AT(6, "(goto 3)"))
                       BLOCK(CALL_LOCK(7) CALL_UNLOCK(8) RETURN(9))));
  proved("f");
  size_t count = 0;
  const sp_pairing *pairings =
      sp_proofs_pairings(proofs, sp_program_find(program, "f"), &count);
  static const uint32_t lines[][2] = {{1, 3}, {1, 5}, {7, 8}};
  assert_int_equal(count, 3);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(pairings[i].acquire_line, lines[i][0]);
    assert_int_equal(pairings[i].release_line, lines[i][1]);
  }
  sp_proofs_pairings(proofs, sp_program_find(program, "lock"), &count);
  assert_int_equal(count, 0);
}

static void test_helper_that_is_not_undone(void **state) {
  (void)state;
  prove(LOCK UNLOCK ON_EXT("f", BLOCK(CALL_LOCK(1) RETURN(2))));
  is_open("f", 2, "held");
}

static void test_lock_taken_again_below(void **state) {
  (void)state;
  prove(LOCK UNLOCK ON_EXT("g", BLOCK(CALL_LOCK(1) CALL_UNLOCK(2) RETURN(3)))
            ON_EXT("f", BLOCK(CALL_LOCK(4)
                                  AT(5, "(call - (fn \"g\") " V(0) " " V(1) ")")
                                      CALL_UNLOCK(6) RETURN(7))));
  proved("g");
  is_open("f", 5, "while it is held");
}

static void test_out_parameter(void **state) {
  (void)state;
  prove(FUNCTION("lock", "\"ext\" \"id\" \"out\"", "",
                 BLOCK(TAKE(1, V(2)) RETURN(2)))
            ON_EXT("f",
                   BLOCK(AT(1, "(call - (fn \"lock\") " V(0) " " V(1) " " ADDR(
                                   2) ")") GIVE(2, V(2)) RETURN(3))));
  proved("f");
}

static void test_try_lock(void **state) {
  (void)state;
  prove(FUNCTION(
      "try", "\"ext\" \"id\" \"out\"", "\"status\"",
      BLOCK(AT(1, "(acquire (var 3) " V(0) " " V(1) " " V(2) " \"id\")")
                AT(2, "(branch " V(3) " 1 2)")) BLOCK(AT(3, "(return (int 0))"))
          BLOCK(AT(4, "(return (int 1))")))
            ON_EXT("f", BLOCK(AT(1, "(call (var 3) (fn \"try\") " V(0) " " V(
                                        1) " " ADDR(2) ")")
                                  AT(2, "(branch " V(3) " 1 2)"))
                            BLOCK(GIVE(3, V(2)) RETURN(4)) BLOCK(RETURN(5))));
  proved("try");
  proved("f");
}

static void test_helper_with_a_branch_per_kind(void **state) {
  (void)state;
  prove(
      ON_EXT("acq", BLOCK(IF_PER(1, 0, 1, 2))
                        BLOCK(AT(2, "(branch (eq " V(1) " (int -1)) 2 3)"))
                            BLOCK(RETURN(3))
                                BLOCK(TAKE(4, "(addr " SLOT ")") RETURN(5)))
          ON_EXT("rel", BLOCK(IF_PER(1, 0, 1, 2))
                            BLOCK(AT(2, "(branch (eq " V(1) " (int -1)) 2 3)"))
                                BLOCK(RETURN(3))
                                    BLOCK(GIVE(4, "(load " SLOT ")") RETURN(5)))
              ON_EXT("f", BLOCK(AT(1, "(call - (fn \"acq\") " V(0) " " V(1) ")")
                                    AT(2, "(call - (fn \"unseen\") " V(0) ")")
                                        AT(3, "(call - (fn \"rel\") " V(
                                                  0) " " V(1) ")") RETURN(4))));
  proved("acq");
  proved("rel");
  proved("f");
}

static void test_callback_in_a_table(void **state) {
  (void)state;
  prove("(function \"a\" \"a\" \"(P)\" \"a.c\" 1 1 (address-taken) (params "
        "\"ext\" \"id\") (locals \"irql\") (block " TAKE(1, ADDR(2))
            RETURN(2) "))" ON_EXT(
                "f", BLOCK(AT(3, "(call - (load (global "
                                 "\"table\")) \"(P)\" " V(0) " " V(1) ")")
                               RETURN(4))));
  is_open("a", 2, "held");
  proved("f"); /* if the other one leaves all locks as they were */
  rests_on("f", "a");
}

static void test_rests_on_what_is_not_followed(void **state) {
  (void)state;
  const char *open = "an unknown construct";
  prove(ON_EXT("x", BLOCK(AT(1, "(unsupported \"an unknown construct\")")
                              TAKE(2, ADDR(2)) GIVE(3, V(2)) RETURN(4)))
            ON_EXT("y", BLOCK(AT(5, "(call - (fn \"x\") " V(0) " " V(1) ")")
                                  RETURN(6)))
                ON_EXT("z", BLOCK(AT(7, "(call - (fn \"y\") " V(0) " " V(1) ")")
                                      RETURN(8)))
                    ON_EXT("other",
                           BLOCK(TAKE(9, ADDR(2)) GIVE(10, V(2)) RETURN(11))));
  is_open("x", 1, open);
  assert_int_equal(proof_of("x")->rest_count, 0);
  proved("y");
  rests_on("y", "x");
  proved("z");
  rests_on("z", "x"); /* by way of y */
  proved("other");
  assert_int_equal(proof_of("other")->rest_count, 0);
}

static void test_rests_no_further_than_the_next_open_one(void **state) {
  (void)state;
  prove(ON_EXT("x", BLOCK(AT(1, "(unsupported \"x\")") TAKE(2, ADDR(2))
                              GIVE(3, V(2)) RETURN(4)))
            ON_EXT("y", BLOCK(AT(5, "(unsupported \"y\")")
                                  AT(6, "(call - (fn \"x\") " V(0) " " V(1) ")")
                                      RETURN(7)))
                ON_EXT("z", BLOCK(AT(8, "(call - (fn \"y\") " V(0) " " V(1) ")")
                                      RETURN(9))));
  /* Nothing is known of y from its first step on. */
  assert_int_equal(proof_of("y")->rest_count, 0);
  rests_on("z", "y");
}

#define ON_ID_OR_NOT(then, otherwise)                                          \
  BLOCK(AT(1, "(branch " V(1) " 1 2)")) BLOCK(then) BLOCK(otherwise)
#define CALL(line, callee, id)                                                 \
  AT(line, "(call - (fn \"" callee "\") " V(0) " " id ")")

/* Callers have nothing to do with a path that failed if it is ruled out. */
static void test_a_failed_path_that_callers_rule_out(void **state) {
  (void)state;
  prove(ON_EXT("loses", ON_ID_OR_NOT(TAKE(2, ADDR(2)) RETURN(3), RETURN(4)))
            ON_EXT("never", BLOCK(CALL(5, "loses", "(int 0)") RETURN(6)))
                ON_EXT("always", BLOCK(CALL(7, "loses", "(int 1)") RETURN(8)))
                    ON_EXT("hands", BLOCK(CALL(9, "loses", V(1)) RETURN(10)))
                        ON_EXT("above",
                               BLOCK(CALL(11, "hands", "(int 0)") RETURN(12))));
  is_open("loses", 3, "held");
  assert_true(proof_of("loses")->is_unsettled);
  proved("never");
  assert_int_equal(proof_of("never")->rest_count, 0);
  rests_on("always", "loses");
  rests_on("hands", "loses");
  proved("above");
  assert_int_equal(proof_of("above")->rest_count, 0);
}

/* What the other paths do is known as well. */
static void test_what_is_done_beside_a_failed_path(void **state) {
  (void)state;
  prove(FUNCTION("lock", "\"ext\" \"id\" \"old\"", "\"irql\"",
                 ON_ID_OR_NOT(TAKE(2, ADDR(3)) RETURN(3),
                              TAKE(4, "(load (var 2))") RETURN(5)))
            ON_EXT("f", BLOCK(AT(6, "(call - (fn \"lock\") " V(
                                        0) " (int 0) " ADDR(2) ")")
                                  AT(7, "(release - " V(0) " (int 0) " V(
                                            2) " \"id\")") RETURN(8))));
  is_open("lock", 3, "held");
  assert_false(proof_of("lock")->is_helper);
  proved("f");
  assert_int_equal(proof_of("f")->rest_count, 0);
}

/* Of two locks that may be one, callers say whether they are. */
static void test_two_names_of_locks(void **state) {
  (void)state;
  prove(FUNCTION(
      "both", "\"ext\" \"id\" \"other\"", "\"irql\" \"second\"",
      BLOCK(TAKE(1, ADDR(3))
                AT(2, "(acquire - " V(0) " " V(2) " " ADDR(4) " \"other\")")
                    AT(3, "(release - " V(0) " " V(2) " " V(4) " \"other\")")
                        GIVE(4, V(3)) RETURN(5)))
            ON_EXT("two", BLOCK(AT(6, "(call - (fn \"both\") " V(
                                          0) " (int 1) (int 2))") RETURN(7)))
                ON_EXT("one",
                       BLOCK(AT(8, "(call - (fn \"both\") " V(
                                       0) " (int 1) (int 1))") RETURN(9))));
  is_open("both", 2, "which lock");
  proved("two");
  assert_int_equal(proof_of("two")->rest_count, 0);
  rests_on("one", "both");
}

static void test_rests_on_what_only_its_call_makes_wrong(void **state) {
  (void)state;
  prove(ON_EXT(
      "x",
      BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(
          3))) "(function \"y\" \"y\" \"\" \"a.c\" 1 1 () "
               "(params \"ext\" \"id\" \"other\") (locals \"irql\") " BLOCK(
                   AT(4, "(acquire - " V(0) " " V(2) " " ADDR(3) " \"other\")")
                       AT(5, "(call - (fn \"x\") " V(0) " " V(1) ")") AT(
                           6,
                           "(release - " V(0) " " V(2) " " V(3) " \"other\")")
                           RETURN(7)) ")\n" ON_EXT("z",
                                                   BLOCK(AT(
                                                       8, "(call - (fn "
                                                          "\"y\") " V(0) " " V(
                                                              1) " " V(1) ")")
                                                             RETURN(9))));
  is_open("y", 5, "which lock");
  rests_on("z", "y");
}

/* A function whose address is taken, of a signature. */
#define TAKEN(name, signature, blocks)                                         \
  "(function \"" name "\" \"" name "\" \"" signature                           \
  "\" \"a.c\" 1 1 (address-taken) (params \"ext\" \"id\") (locals \"irql\" "   \
  "\"x\") " blocks ")\n"
#define BY_POINTER(line, signature)                                            \
  AT(line,                                                                     \
     "(call - (load (global \"table\")) \"" signature "\" " V(0) " " V(1) ")")

static void test_pointer_of_another_type(void **state) {
  (void)state;
  const char *functions =
      TAKEN("takes", "(A)", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3)))
          ON_EXT("f", BLOCK(TAKE(4, ADDR(2)) BY_POINTER(5, "(B)") GIVE(6, V(2))
                                RETURN(7)));
  prove(functions);
  proved("f"); /* nothing makes one of the other */
  teardown(state);
  const char *ways[] = {"(pointer \"(A)\" \"(B)\")",
                        "(pointer \"(A)\" \"*\")(pointer \"*\" \"(B)\")",
                        "(pointer \"(A)\" \"(C)\")(pointer \"(C)\" \"(B)\")",
                        "(pointer \"fn takes\" \"(B)\")"};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    char text[2048];
    snprintf(text, sizeof text, "%s%s", ways[i], functions);
    prove(text);
    is_open("f", 5, "held");
    teardown(state);
  }
  char text[2048];
  snprintf(text, sizeof text, "(pointer \"(B)\" \"(A)\")%s", functions);
  prove(text); /* the other way round */
  proved("f");
}

static void test_pointer_to_a_lock_routine(void **state) {
  (void)state;
  const char *calls =
      ON_EXT("f", BLOCK(BY_POINTER(1, "(void *, unsigned int, unsigned int *)")
                            RETURN(2)))
          ON_EXT("g", BLOCK(AT(3, "(call - (fn \"f\") " V(0) " " V(1) ")")
                                RETURN(4)));
  const char *taken =
      "(pointer \"fn StorPortAcquireMSISpinLock\" \"(void *, unsigned int, "
      "unsigned int *)\")";
  const char *found =
      "(pointer \"routine StorPortAcquireMSISpinLock\" \"(void *, unsigned "
      "int, unsigned int *)\")(pointer \"*\" \"(void *, unsigned int, unsigned "
      "int *)\")";
  for (int i = 0; i < 2; i++) {
    char text[2048];
    snprintf(text, sizeof text, "%s%s", i ? taken : found, calls);
    prove(text);
    is_open("f", 1, "may be one of StorPortAcquireMSISpinLock");
    rests_on("g", "f");
    teardown(state);
  }
  /* Without either, the routine is nowhere. */
  prove(calls);
  assert_int_equal(proof_of("f")->kind, SP_PROOF_IRRELEVANT);
}

static void test_pointer_that_the_state_knows(void **state) {
  (void)state;
  prove(
      TAKEN("takes", "(A)", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3)))
          TAKEN("counts", "(A)", BLOCK(RETURN(4))) ON_EXT(
              "f", BLOCK(AT(5, "(set (var 3) (fn \"counts\"))") TAKE(6, ADDR(2))
                             AT(7, "(call - " V(3) " \"(A)\" " V(0) " " V(
                                       1) ")") GIVE(8, V(2)) RETURN(9)))
              ON_EXT(
                  "g",
                  BLOCK(AT(5, "(set (var 3) (fn \"takes\"))") TAKE(6, ADDR(2))
                            AT(7, "(call - " V(3) " \"(A)\" " V(0) " " V(1) ")")
                                GIVE(8, V(2)) RETURN(9))));
  proved("f");
  is_open("g", 7, "held");
}

static void test_function_given_to_unseen_code(void **state) {
  (void)state;
#define GIVES(line, name) AT(line, "(call - (fn \"unseen\") (fn \"" name "\"))")
  prove(ON_EXT("takes", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3)))
            ON_EXT("counts", BLOCK(RETURN(4)))
                ON_EXT("keeps", BLOCK(TAKE(5, "(addr " SLOT ")") RETURN(6)))
                    ON_EXT("under", BLOCK(TAKE(7, ADDR(2)) GIVES(8, "takes")
                                              GIVE(9, V(2)) RETURN(10)))
                        ON_EXT("alone", BLOCK(GIVES(11, "takes") RETURN(12)))
                            ON_EXT("harmless",
                                   BLOCK(TAKE(13, ADDR(2)) GIVES(14, "counts")
                                             GIVE(15, V(2)) RETURN(16)))
                                ON_EXT("helper",
                                       BLOCK(GIVES(17, "keeps") RETURN(18))));
  is_open("under", 8, "cannot be told");
  proved("alone");
  proved("harmless");
  is_open("helper", 17, "is given to code that is not in the program");
}

static void test_entry_point_hands_nothing_over(void **state) {
  (void)state;
  prove(ENTRY("f", "\"ext\" \"id\"", "\"irql\"",
              BLOCK(TAKE(1, "(addr " SLOT ")") RETURN(2)))
            ON_EXT("g", BLOCK(TAKE(3, "(addr " SLOT ")") RETURN(4))));
  is_open("f", 2, "held");
  proved("g");
}

static void test_recursion(void **state) {
  (void)state;
  prove(ON_EXT("f",
               BLOCK(AT(1, "(branch " V(1) " 1 2)"))
                   BLOCK(TAKE(2, ADDR(2)) GIVE(3, V(2)) AT(
                       4, "(call - (fn \"f\") " V(0) " (sub " V(1) " (int 1)))")
                             AT(5, "(goto 2)")) BLOCK(RETURN(6))));
  proved("f");
}

static void test_recursion_with_the_lock_held(void **state) {
  (void)state;
  prove(ON_EXT(
      "f", BLOCK(AT(1, "(branch (load (global \"more\")) 1 2)")) BLOCK(
               TAKE(2, ADDR(2)) AT(3, "(call - (fn \"f\") " V(0) " " V(1) ")")
                   GIVE(4, V(2)) AT(5, "(goto 2)")) BLOCK(RETURN(6))));
  is_open("f", 3, "");
}

static void test_saved_irql_given_away(void **state) {
  (void)state;
  prove(ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(
                        2, "(call - (fn \"unseen\") " ADDR(2) ")") RETURN(3))));
  is_open("f", 2, "not in the program");
}

static void test_long_chain(void **state) {
  (void)state;
  enum { COUNT = 1000 };
  char *text = malloc(COUNT * 200), *at = text;
  assert_non_null(text);
  at += sprintf(at, "%s",
                ON_EXT("f0", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3))));
  for (int i = 1; i < COUNT; i++)
    at +=
        sprintf(at,
                "(function \"f%d\" \"f%d\" \"\" \"a.c\" 1 1 () (params \"ext\" "
                "\"id\") (block (1 1 (call - (fn \"f%d\") " V(0) " " V(
                    1) ")) (2 1 (return))))\n",
                i, i, i - 1);
  prove(text);
  free(text);
  proved("f999");
}

/* ---- modes ---- */

/* Takes and gives back its lock, unless its third argument says that it is
 * held. */
#define WORKER                                                                 \
  FUNCTION("worker", "\"ext\" \"id\" \"held\"", "\"irql\"",                    \
           BLOCK(AT(1, "(branch " V(2) " 1 2)")) BLOCK(RETURN(2))              \
               BLOCK(TAKE(3, ADDR(3)) GIVE(4, V(3)) RETURN(5)))
#define CALL_WORKER(line, held)                                                \
  AT(line, "(call - (fn \"worker\") " V(0) " " V(1) " " held ")")

static void test_lock_taken_below_in_another_mode(void **state) {
  (void)state;
  prove(WORKER ON_EXT("f", BLOCK(TAKE(6, ADDR(2)) CALL_WORKER(7, "(int 1)")
                                     GIVE(8, V(2)) RETURN(9)))
            ON_EXT("g", BLOCK(TAKE(6, ADDR(2)) CALL_WORKER(7, "(int 0)")
                                  GIVE(8, V(2)) RETURN(9)))
                ON_EXT("h", BLOCK(TAKE(6, ADDR(2)) CALL_WORKER(7, V(3))
                                      GIVE(8, V(2)) RETURN(9))));
  proved("f");
  is_open("g", 7, "while it is held");
  is_open("h", 7, "while it is held");
  has_summary("worker", "if anything: no lock\n"
                        "may take (ext, id) while it runs if held == 0\n");
}

static void test_mode_handed_down(void **state) {
  (void)state;
#define MIDDLE(mode)                                                           \
  FUNCTION("middle", "\"ext\" \"id\" \"held\"", "",                            \
           BLOCK(CALL_WORKER(10, mode) RETURN(11)))
#define OUTER                                                                  \
  ON_EXT("f", BLOCK(TAKE(6, ADDR(2)) AT(                                       \
                  7, "(call - (fn \"middle\") " V(0) " " V(1) " (int 1))")     \
                        GIVE(8, V(2)) RETURN(9)))
  prove(WORKER MIDDLE("(if " V(2) " (int 1) (int 0))") OUTER);
  proved("f");
  has_summary("middle", "if anything: no lock\n"
                        "may take (ext, id) while it runs if held == 0\n");
}

static void test_mode_turned_round(void **state) {
  (void)state;
  prove(WORKER MIDDLE("(not " V(2) ")") OUTER);
  is_open("f", 7, "while it is held");
}

static void test_mode_in_a_field(void **state) {
  (void)state;
#define MODE_FIELD "(field (deref " V(0) ") \"EXT.AtDirql\")"
#define SET_MODE(line, to) AT(line, "(set " MODE_FIELD " " to ")")
#define UNLESS_MODE                                                            \
  ON_EXT("worker",                                                             \
         BLOCK(AT(1, "(branch (load " MODE_FIELD ") 1 2)")) BLOCK(RETURN(2))   \
             BLOCK(TAKE(3, ADDR(2)) GIVE(4, V(2)) RETURN(5)))
#define WITH_MODE(name, to)                                                    \
  ON_EXT(name, BLOCK(SET_MODE(5, to) TAKE(6, ADDR(2))                          \
                         AT(7, "(call - (fn \"worker\") " V(0) " " V(1) ")")   \
                             GIVE(8, V(2)) RETURN(9)))
  prove(UNLESS_MODE WITH_MODE("f", "(int 1)") WITH_MODE("g", "(int 0)"));
  proved("f");
  is_open("g", 7, "while it is held");
}

static void test_mode_that_somebody_changes(void **state) {
  (void)state;
  prove(UNLESS_MODE ON_EXT(
      "f", BLOCK(SET_MODE(5, "(int 1)") TAKE(6, ADDR(2))
                     AT(7, "(call - (fn \"other\") " V(0) ")")
                         AT(8, "(call - (fn \"worker\") " V(0) " " V(1) ")")
                             GIVE(9, V(2)) RETURN(10)))
            FUNCTION("other", "\"ext\"", "",
                     "(writes \"field EXT.AtDirql\") " BLOCK(
                         SET_MODE(1, "(load (global \"x\"))") RETURN(2))));
  is_open("f", 8, "while it is held");
}

static void test_recursion_in_a_mode(void **state) {
  (void)state;
  /* Takes the lock unless it is held, and calls itself in the same mode. */
  prove(
      FUNCTION("step", "\"ext\" \"id\" \"held\"", "\"irql\"",
               BLOCK(AT(1, "(branch " V(2) " 2 1)"))
                   BLOCK(TAKE(2, ADDR(3)) GIVE(3, V(3)) AT(4, "(goto 2)"))
                       BLOCK(AT(5, "(branch (load (global \"more\")) 3 4)"))
                           BLOCK(AT(6, "(call - (fn \"step\") " V(0) " (add " V(
                                           1) " (int 1)) " V(2) ")")
                                     AT(7, "(goto 4)")) BLOCK(RETURN(8)))
          ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) AT(
                          2, "(call - (fn \"step\") " V(0) " " V(1) " (int 1))")
                                GIVE(3, V(2)) RETURN(4)))
              ON_EXT("g", BLOCK(TAKE(1, ADDR(2)) AT(
                              2, "(call - (fn \"step\") " V(0) " " V(
                                     1) " (int 0))") GIVE(3, V(2)) RETURN(4))));
  proved("step");
  proved("f");
  is_open("g", 2, "");
}

/* ---- routines that a lock rules out ---- */

#define FREE(line) AT(line, "(routine \"StorPortFreePool\")")

static void test_routine_under_a_lock(void **state) {
  (void)state;
  prove(
      ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) FREE(2) GIVE(3, V(2)) RETURN(4)))
          ON_EXT("g", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) FREE(3) RETURN(4))));
  is_open("f", 2, "may not be called");
  proved("g");
}

#define CALLS(line, name) AT(line, "(routine \"" name "\")")
#define UNDER_SPIN(name, kind, call)                                           \
  ON_HANDLE(name, BLOCK(TAKE_SPIN(1, kind, NO_DPC, OWN_CELL)                   \
                            call GIVE_SPIN(3, OWN_CELL) RETURN(4)))

static void test_routine_under_a_spin_lock(void **state) {
  (void)state;
  prove(UNDER_SPIN("frees", 3, FREE(2)) UNDER_SPIN("right", 2, FREE(2))
            UNDER_SPIN("waits", 3, CALLS(2, "StorPortSynchronizeAccess"))
                UNDER_SPIN("asks", 3, CALLS(2, "StorPortGetLogicalUnit"))
                    FUNCTION("clean", "\"ext\"", "",
                             BLOCK(CALLS(1, "StorPortSynchronizeAccess") CALLS(
                                 2, "StorPortFreeMdl") FREE(3) RETURN(4)))
                        UNDER_SPIN("below", 3,
                                   AT(2, "(call - (fn \"clean\") " V(0) ")")));
  is_open("frees", 2, "may not be called");
  proved("right"); /* StartIoLock */
  is_open("waits", 2, "may not be called");
  proved("asks");
  is_open("below", 2, "may not be called");
  /* One for each kind of routine. */
  has_summary("clean", "if anything: no lock\n"
                       "may call what no lock may be held for\n"
                       "may call what no lock may be held for\n");
}

static void test_routine_below(void **state) {
  (void)state;
  /* Frees, unless its third argument says that a lock is held. */
#define CALL_CLEAN(line, held)                                                 \
  AT(line, "(call - (fn \"clean\") " V(0) " " V(1) " " held ")")
  prove(FUNCTION("clean", "\"ext\" \"id\" \"held\"", "",
                 BLOCK(AT(1, "(branch " V(2) " 2 1)"))
                     BLOCK(FREE(2) AT(3, "(goto 2)")) BLOCK(RETURN(4)))
            ON_EXT("f", BLOCK(TAKE(5, ADDR(2)) CALL_CLEAN(6, "(int 1)") GIVE(
                            7, V(2)) CALL_CLEAN(8, "(int 0)") RETURN(9)))
                ON_EXT("g", BLOCK(TAKE(5, ADDR(2)) CALL_CLEAN(6, "(int 0)")
                                      GIVE(7, V(2)) RETURN(8))));
  proved("f");
  is_open("g", 6, "may not be called");
  has_summary("clean", "if anything: no lock\n"
                       "may call what no lock may be held for if held == 0\n");
}

static void test_calls_that_are_open(void **state) {
  (void)state;
  prove(ON_EXT("f",
               BLOCK(TAKE(1, ADDR(2)) FREE(2) FREE(3) GIVE(4, V(2)) RETURN(5)))
            ON_EXT("g", BLOCK(AT(7, "(call - (fn \"f\") " V(0) " " V(1) ")")
                                  RETURN(8)))
                ON_EXT("h", BLOCK(TAKE(1, ADDR(2)) RETURN(2))));
  /* All is known of what f does to locks, */
  assert_true(proof_of("f")->is_followed);
  assert_int_equal(proof_of("f")->site_count, 2);
  assert_int_equal(proof_of("f")->sites[0].line, 2);
  assert_int_equal(proof_of("f")->sites[1].line, 3);
  proved("g");
  /* so that it can be told what its caller does; */
  size_t f = sp_program_find(program, "f"), g = sp_program_find(program, "g");
  size_t count;
  sp_extent extent;
  const sp_way *ways = sp_proofs_ways(proofs, g, &count, &extent);
  assert_non_null(ways);
  assert_int_equal(extent, SP_ALL);
  assert_int_equal(count, 1);
  assert_int_equal(ways[0].effect_count, 2);
  const sp_summary_effect *effect = &ways[0].effects[0];
  assert_int_equal(effect->kind, SP_CALLS_ROUTINE);
  assert_int_equal(effect->trail_count, 2);
  assert_int_equal(effect->trail[0].function, g);
  assert_int_equal(effect->trail[0].line, 7);
  assert_int_equal(effect->trail[1].function, f);
  assert_int_equal(effect->trail[1].line, 2);
  /* not so of h, which loses its lock. */
  assert_false(proof_of("h")->is_followed);
  assert_null(
      sp_proofs_ways(proofs, sp_program_find(program, "h"), &count, &extent));
}

/* Of too many ways, some are told. */
static void test_too_many_ways(void **state) {
  (void)state;
  enum { COUNT = 8 };
  static char text[16384];
  size_t at = (size_t)snprintf(
      text, sizeof text,
      "(function \"many\" \"many\" \"\" \"a.c\" 1 1 () (params \"ext\"");
  for (int i = 0; i < COUNT; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, " \"p%d\"", i);
  at += (size_t)snprintf(text + at, sizeof text - at, ") (locals \"irql\")\n");
  for (int i = 0; i < COUNT; i++)
    at += (size_t)snprintf(
        text + at, sizeof text - at,
        "(block (1 1 (branch (load (var %d)) %d %d)))\n"
        "(block (2 1 (acquire - " V(
            0) " (int %d) (addr (var %d)) \"\")) "
               "(3 1 (release - " V(0) " (int %d) (load (var %d)) \"\")) "
                                       "(3 1 (goto %d)))\n",
        i + 1, 2 * i + 1, 2 * i + 2, i, COUNT + 1, i, COUNT + 1, 2 * i + 2);
  snprintf(text + at, sizeof text - at,
           BLOCK(FREE(4) RETURN(5)) ")\n" ON_EXT(
               "f", BLOCK(TAKE(1, ADDR(2)) AT(2, "(call - (fn \"many\"))")
                              GIVE(3, V(2)) RETURN(4))));
  prove(text);
  proved("many");
  is_open("f", 2, "");
  size_t count;
  sp_extent extent;
  const sp_way *ways =
      sp_proofs_ways(proofs, sp_program_find(program, "many"), &count, &extent);
  assert_non_null(ways);
  assert_int_equal(extent, SP_SOME);
  assert_in_range(count, 2, 8);
  for (size_t i = 0; i < count; i++) {
    bool calls = false;
    for (size_t e = 0; e < ways[i].effect_count; e++)
      calls |= ways[i].effects[e].kind == SP_CALLS_ROUTINE;
    assert_true(calls);
  }
}

/* ---- callbacks ---- */

#define CALLBACK(name, flags, blocks)                                          \
  "(function \"" name "\" \"" name "\" \"\" \"a.c\" 1 1 (entry " flags         \
  ") (params \"ext\" \"id\") (locals \"irql\" \"x\") " blocks ")\n"

static void test_interrupt_routine_of_a_message(void **state) {
  (void)state;
  prove(CALLBACK("own", "of-message",
                 BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3)))
            CALLBACK("other", "of-message",
                     BLOCK(AT(1, "(acquire - " V(0) " (add " V(
                                     1) " (int 1)) " ADDR(2) " \"\")")
                               AT(2, "(release - " V(0) " (add " V(
                                         1) " (int 1)) " V(2) " \"\")")
                                   RETURN(3)))
                CALLBACK("none", "of-message", BLOCK(RETURN(1)))
                    CALLBACK("plain", "",
                             BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3))));
  is_open("own", 1, "");
  proved("other");
  proved("plain");
}

static void test_callback_without_locks(void **state) {
  (void)state;
  prove(CALLBACK("direct", "lockless",
                 BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3)))
            ON_EXT("f", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2)) RETURN(3)))
                CALLBACK("below", "lockless",
                         BLOCK(AT(7, "(call - (fn \"f\") " V(0) " " V(1) ")")
                                   RETURN(8))));
  is_open("direct", 1, "may take none");
  assert_true(proof_of("direct")->is_followed);
  is_open("below", 7, "may take none");
  proved("f");
}

static void test_callback_without_spin_locks(void **state) {
  (void)state;
#define SPIN_PAIR                                                              \
  BLOCK(TAKE_SPIN(1, 2, NO_DPC, OWN_CELL) GIVE_SPIN(2, OWN_CELL) RETURN(3))
  prove(CALLBACK("direct", "lockless", SPIN_PAIR) ON_HANDLE("f", SPIN_PAIR)
            CALLBACK("below", "lockless",
                     BLOCK(AT(7, "(call - (fn \"f\") " V(0) " " V(1) ")")
                               RETURN(8))));
  is_open("direct", 1, "may take none");
  is_open("below", 7, "may take none");
  proved("f");
}

#define IN_IRP "(load (field (deref " V(1) ") \"_IRP.CancelIrql\"))"
#define CANCEL_LOCK "(int 0) (spin (int -21) (int 1)) "
#define TAKE_CANCEL(line, slot)                                                \
  AT(line, "(acquire - " CANCEL_LOCK slot " \"cancel\")")
#define GIVE_CANCEL(line, irql)                                                \
  AT(line, "(release - " CANCEL_LOCK irql " \"cancel\")")
#define IS_CANCEL(name) "(callback (fn \"" name "\") \"Cancel\")\n"

/* One begins with the lock that it is to give back, and not in a loop. */
static void test_cancel_routine(void **state) {
  (void)state;
  assert_int_equal(sp_number_of_kind(SP_KIND_CANCEL), -21);
  prove(ON_EXT("fine", BLOCK(GIVE_CANCEL(1, IN_IRP) RETURN(2))) ON_EXT(
      "kept", BLOCK(RETURN(1)))
            ON_EXT("wrong", BLOCK(GIVE_CANCEL(1, "(int 0)") RETURN(2))) ON_EXT(
                "twice",
                BLOCK(TAKE_CANCEL(1, ADDR(2)) GIVE_CANCEL(2, V(2)) RETURN(3)))
                ON_EXT("loop", BLOCK(AT(1, "(branch " V(2) " 0 1)"))
                                   BLOCK(GIVE_CANCEL(2, IN_IRP) RETURN(3)))
                    ON_EXT("other", BLOCK(TAKE(1, ADDR(2)) GIVE(2, V(2))
                                              GIVE_CANCEL(3, IN_IRP) RETURN(4)))
                        IS_CANCEL("fine") IS_CANCEL("kept") IS_CANCEL("wrong")
                            IS_CANCEL("twice") IS_CANCEL("loop")
                                IS_CANCEL("other"));
  proved("fine");
  is_open("kept", 1, "ends with");
  is_open("wrong", 1, "");
  is_open("twice", 1, "");
  proved("loop");
  proved("other");
}

/* One that the program calls, too, may be called without the lock; and so may
 * one be by a pointer. */
static void test_cancel_routine_called(void **state) {
  (void)state;
  prove(ON_EXT("called", BLOCK(GIVE_CANCEL(1, IN_IRP) RETURN(2))) ON_EXT(
      "calls",
      BLOCK(AT(1, "(call - (fn \"called\") " V(0) " " V(1) ")") RETURN(2)))
            ON_EXT("helper", BLOCK(GIVE_CANCEL(1, IN_IRP) RETURN(2)))
                ON_EXT("takes", BLOCK(TAKE_CANCEL(1, ADDR(2)) GIVE_CANCEL(
                                    2, V(2)) RETURN(3))) IS_CANCEL("called"));
  is_open("called", 1, "a cancel routine that the driver calls itself, too");
  rests_on("calls", "called");
  proved("helper");
  proved("takes");
}

/* What is declared counts where no body is there, and in one way only. */
static void test_declared_functions(void **state) {
  (void)state;
#define DECLARED(name, blocks)                                                 \
  "(function \"declared " name "\" \"" name                                    \
  "\" \"\" \"\" 1 1 (declared) (params \"ext\" \"id\") (locals \"irql\" "      \
  "\"x\") " blocks ")\n"
#define CALLING(caller, name)                                                  \
  ON_EXT(caller, BLOCK(AT(1, "(call - (fn \"" name "\") " V(0) " " V(1) ")")   \
                           RETURN(2)))
#define TAKES_AGAIN BLOCK(TAKE(1, ADDR(2)) TAKE(2, ADDR(3)) RETURN(3))
#define TAKES_NONE BLOCK(RETURN(1))
  prove(DECLARED("here", TAKES_AGAIN) ON_EXT("here", TAKES_NONE)
            CALLING("a", "here") DECLARED("there", TAKES_NONE)
                CALLING("b", "there") DECLARED("both", TAKES_NONE)
                    DECLARED("both", TAKES_AGAIN) CALLING("c", "both"));
  assert_int_equal(proof_of("a")->kind, SP_PROOF_IRRELEVANT);
  assert_int_equal(sp_program_find(program, "there"),
                   sp_program_find(program, "declared there"));
  assert_int_not_equal(sp_program_find(program, "here"),
                       sp_program_find(program, "declared here"));
  is_open("both", 1, "annotated in one way and in another");
  rests_on("c", "both");
}

/* ---- dump mode ---- */

#define CONFIG_DUMP                                                            \
  "(load (field (deref " V(1) ") "                                             \
                              "\"_PORT_CONFIGURATION_INFORMATION.DumpMode\"))"
#define DUMP "(field (deref " V(0) ") \"EXT.Dump\")"
#define FIND_ADAPTER(more)                                                     \
  FUNCTION("find", "\"ext\" \"config\"", "",                                   \
           "(writes \"field EXT.Dump\") " BLOCK(                               \
               AT(1, "(set " DUMP " " CONFIG_DUMP ")") more RETURN(2)))
#define IS_DUMP                                                                \
  FUNCTION("IsDump", "\"ext\"", "",                                            \
           BLOCK(AT(1, "(return (lt (int 0) (load " DUMP ")))")))
/* With the lock held, does at once what the DPC would do, in dump mode. */
#define COMPLETES                                                              \
  WORKER ON_EXT("f",                                                           \
                BLOCK(TAKE(6, ADDR(2))                                         \
                          AT(7, "(call (var 3) (fn \"IsDump\") " V(0) ")")     \
                              AT(8, "(branch " V(3) " 1 2)"))                  \
                    BLOCK(CALL_WORKER(9, "(int 0)") AT(10, "(goto 2)"))        \
                        BLOCK(GIVE(11, V(2)) RETURN(12)))

static void test_dump_mode(void **state) {
  (void)state;
  prove(FIND_ADAPTER("") IS_DUMP COMPLETES);
  proved("f");
}

static void test_field_that_is_not_only_of_dump_mode(void **state) {
  (void)state;
  prove(FIND_ADAPTER(AT(1, "(set " DUMP " (int 1))")) IS_DUMP COMPLETES);
  is_open("f", 9, "while it is held");
}

/* ---- handles ---- */

/* Takes the lock, and puts the saved IRQL in the handle. */
#define HANDLE_LOCK(more)                                                      \
  FUNCTION("lock", "\"ext\" \"id\" \"handle\"", "\"irql\"",                    \
           BLOCK(TAKE(1, ADDR(3)) AT(                                          \
               2, "(set (field (deref " V(2) ") \"HANDLE.Irql\") " V(3) ")")   \
                     more RETURN(3)))
#define OTHER_HANDLE                                                           \
  FUNCTION("other", "\"handle\"", "",                                          \
           "(writes \"field HANDLE.Irql\") " BLOCK(                            \
               AT(1, "(set (field (deref " V(0) ") \"HANDLE.Irql\") (int 0))") \
                   RETURN(2)))
#define WITH_HANDLE                                                            \
  ON_EXT("f",                                                                  \
         BLOCK(AT(4, "(call - (fn \"lock\") " V(0) " " V(1) " " ADDR(2) ")")   \
                   AT(5, "(call - (fn \"other\") (load (global \"x\")))")      \
                       GIVE(6, "(load (field (var 2) \"HANDLE.Irql\"))")       \
                           RETURN(7)))

static void test_handle_of_ones_own(void **state) {
  (void)state;
  prove(HANDLE_LOCK("") OTHER_HANDLE WITH_HANDLE);
  proved("f");
}

static void test_handle_that_a_helper_keeps(void **state) {
  (void)state;
  prove(HANDLE_LOCK(AT(3, "(set (global \"x\") " V(2) ")"))
            OTHER_HANDLE WITH_HANDLE);
  is_open("f", 6, "did not save"); /* who keeps it writes there */
}

/* ---- what is not known ---- */

static void test_message_and_the_next(void **state) {
  (void)state;
#define NEXT "(add " V(1) " (int 1))"
  prove(ON_EXT(
      "f", BLOCK(TAKE(1, ADDR(2)) AT(
               2, "(acquire - " V(0) " " NEXT " " ADDR(3) " \"id + 1\")")
                     AT(3, "(release - " V(0) " " NEXT " " V(3) " \"id + 1\")")
                         GIVE(4, V(2)) RETURN(5)))
            ON_EXT("g", BLOCK(AT(1, "(acquire - " V(0) " " NEXT " " ADDR(
                                        2) " \"id + 1\")")
                                  AT(2, "(acquire - " V(0) " (add (int 1) " V(
                                            1) ") " ADDR(3) " \"1 + id\")")
                                      RETURN(3))));
  proved("f");
  is_open("g", 2, "while it is held");
}

static void test_message_of_which_nothing_is_known(void **state) {
  (void)state;
  prove(ON_EXT(
      "f", BLOCK(AT(1, "(set (var 3) (load (deref (add " V(0) " (any)))))")
                     AT(2, "(acquire - " V(0) " " V(3) " " ADDR(2) " \"\")")
                         AT(3, "(release - " V(0) " " V(3) " " V(2) " \"\")")
                             RETURN(4)))
            ON_EXT("g",
                   BLOCK(AT(1, "(acquire - " V(0) " (any) " ADDR(2) " \"\")")
                             AT(2, "(release - " V(0) " (any) " V(2) " \"\")")
                                 RETURN(3))));
  proved("f"); /* a variable is at least the same as itself */
  is_open("g", 2, "certain");
}

static void test_condition_on_what_a_local_keeps(void **state) {
  (void)state;
  /* The field is not read again after it was copied. */
#define SRB_ID "(load (field (deref (load (global \"srb\"))) \"SRB.Id\"))"
#define IF_ID(line, yes, no)                                                   \
  AT(line, "(branch (eq " V(3) " (int 7)) " #yes " " #no ")")
  prove(ON_EXT("f", BLOCK(AT(1, "(set (var 3) " SRB_ID ")") IF_ID(2, 2, 1))
                        BLOCK(TAKE(3, ADDR(2)) AT(4, "(goto 2)")) BLOCK(
                            AT(5, "(call - (fn \"unseen\"))") AT(6, "(goto 3)"))
                            BLOCK(IF_ID(7, 5, 4)) BLOCK(GIVE(8, V(2)) RETURN(9))
                                BLOCK(RETURN(10))));
  proved("f");
}

/* Many states that differ in what does not matter in the end. */
static char *many_states(const char *last) {
  static char text[32768];
  enum { COUNT = 9 };
  size_t at = 0;
  at += (size_t)snprintf(
      text, sizeof text,
      "(function \"note\" \"note\" \"\" \"a.c\" 1 1 () (params \"ext\" "
      "\"flag\") (writes \"field EXT.Flag\") (block " RETURN(
          1) "))\n"
             "(function \"f\" \"f\" \"\" \"a.c\" 1 1 () (params \"ext\" "
             "\"id\") "
             "(locals \"irql\"");
  for (int i = 0; i < COUNT; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, " \"v%d\"", i);
  at += (size_t)snprintf(text + at, sizeof text - at,
                         ") (block " TAKE(1, ADDR(2)) "(1 1 (goto 1)))\n");
  for (int i = 0; i < COUNT; i++)
    at += (size_t)snprintf(
        text + at, sizeof text - at,
        "(block (2 1 (call (var %d) (fn \"unseen\"))) (2 1 (branch (load (var "
        "%d)) %d %d))) (block (3 1 (goto %d)))\n",
        i + 3, i + 3, 2 * i + 2, 2 * i + 3, 2 * i + 3);
  at += (size_t)snprintf(text + at, sizeof text - at, "(block (4 1 (branch ");
  for (int i = 0; i < COUNT; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, "(and (load (var %d)) ",
                           i + 3);
  at += (size_t)snprintf(text + at, sizeof text - at, "(int 1)");
  for (int i = 0; i < COUNT; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, ")");
  at += (size_t)snprintf(text + at, sizeof text - at,
                         " %d %d)))\n(block %s (goto %d)))"
                         "(block " GIVE(6, V(2)) RETURN(7) "))",
                         2 * COUNT + 2, 2 * COUNT + 3, last, 2 * COUNT + 3);
  return text;
}

static void test_many_states(void **state) {
  (void)state;
  prove(many_states(GIVE(5, V(2)) TAKE(5, ADDR(2)) "(5 1"));
  proved("f");
}

static void test_one_wrong_state_among_many(void **state) {
  (void)state;
  prove(many_states(GIVE(5, V(2)) "(5 1"));
  is_open("f", 6, "");
}

#define TEST(name) cmocka_unit_test_teardown(name, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_pair),
      TEST(test_no_locks),
      TEST(test_leak),
      TEST(test_double_acquire),
      TEST(test_double_release),
      TEST(test_wrong_irql),
      TEST(test_overwritten_irql),
      TEST(test_copied_irql),
      TEST(test_irql_in_a_field),
      TEST(test_field_that_is_stored_to),
      TEST(test_unknown_message),
      TEST(test_equal_by_a_branch),
      TEST(test_choice_made_twice),
      TEST(test_field_asked_twice),
      TEST(test_field_written_in_between),
      TEST(test_field_written_by_a_callee),
      TEST(test_local_flag),
      TEST(test_status),
      TEST(test_release_after_failure),
      TEST(test_assertion),
      TEST(test_unsupported),
      TEST(test_switch),
      TEST(test_loop_with_a_pair),
      TEST(test_drop_and_retake),
      TEST(test_leak_in_a_later_round),
      TEST(test_many_branches),
      TEST(test_helpers),
      TEST(test_pairings),
      TEST(test_helper_that_is_not_undone),
      TEST(test_lock_taken_again_below),
      TEST(test_out_parameter),
      TEST(test_try_lock),
      TEST(test_helper_with_a_branch_per_kind),
      TEST(test_callback_in_a_table),
      TEST(test_entry_point_hands_nothing_over),
      TEST(test_recursion),
      TEST(test_recursion_with_the_lock_held),
      TEST(test_saved_irql_given_away),
      TEST(test_long_chain),
      TEST(test_lock_taken_below_in_another_mode),
      TEST(test_mode_handed_down),
      TEST(test_mode_turned_round),
      TEST(test_mode_in_a_field),
      TEST(test_mode_that_somebody_changes),
      TEST(test_recursion_in_a_mode),
      TEST(test_routine_under_a_lock),
      TEST(test_routine_under_a_spin_lock),
      TEST(test_routine_below),
      TEST(test_calls_that_are_open),
      TEST(test_rests_on_what_is_not_followed),
      TEST(test_rests_no_further_than_the_next_open_one),
      TEST(test_a_failed_path_that_callers_rule_out),
      TEST(test_what_is_done_beside_a_failed_path),
      TEST(test_two_names_of_locks),
      TEST(test_rests_on_what_only_its_call_makes_wrong),
      TEST(test_pointer_of_another_type),
      TEST(test_pointer_to_a_lock_routine),
      TEST(test_pointer_that_the_state_knows),
      TEST(test_function_given_to_unseen_code),
      TEST(test_too_many_ways),
      TEST(test_interrupt_routine_of_a_message),
      TEST(test_callback_without_locks),
      TEST(test_callback_without_spin_locks),
      TEST(test_cancel_routine),
      TEST(test_cancel_routine_called),
      TEST(test_declared_functions),
      TEST(test_dump_mode),
      TEST(test_field_that_is_not_only_of_dump_mode),
      TEST(test_handle_of_ones_own),
      TEST(test_handle_that_a_helper_keeps),
      TEST(test_message_and_the_next),
      TEST(test_message_of_which_nothing_is_known),
      TEST(test_condition_on_what_a_local_keeps),
      TEST(test_many_states),
      TEST(test_one_wrong_state_among_many),
      TEST(test_spin_pair),
      TEST(test_spin_nested),
      TEST(test_spin_of_one_dpc_and_another),
      TEST(test_spin_wrong_handle),
      TEST(test_spin_leak),
      TEST(test_spin_order),
      TEST(test_spin_message_under_interrupt_lock),
      TEST(test_spin_helpers),
      TEST(test_spin_touch),
  };
  return cmocka_run_group_tests_name("core.prove", tests, NULL, NULL);
}

/* Tests of the survey. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/memory.h"
#include "spinpair/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define V(n) "(load (var " #n "))"
#define MODE(config)                                                           \
  "(field (deref " config                                                      \
  ") \"_PORT_CONFIGURATION_INFORMATION.InterruptSynchronizationMode\")"
#define FUNCTION(name, flags, parameters, steps)                               \
  "(function \"" name "\" \"" name "\" \"\" \"a.c\" 1 1 (" flags               \
  ") (params " parameters ") (locals \"x\") (block " steps                     \
  " (9 1 (return))))\n"
#define FIND(steps)                                                            \
  FUNCTION("find", "entry finds-adapter",                                      \
           "\"ext\" \"context\" \"bus\" \"text\" \"config\" \"again\"", steps)
#define TAKES                                                                  \
  FUNCTION("takes", "", "\"ext\"",                                             \
           "(4 3 (acquire - " V(0) " (int 1) (addr (var 1)) \"ID\"))"          \
                                   "(5 3 (release - " V(0) " (int 1) " V(      \
                                       1) " \"ID\"))")
#define SETS(value)                                                            \
  FUNCTION("sets", "", "\"config\"",                                           \
           "(7 3 (set " MODE(V(0)) " (int " #value ")))")

/* How many breaches the program has; *first is one of them. */
static size_t survey(const char *functions, sp_breach *first) {
  char text[8192];
  snprintf(text, sizeof text, "(spinpair-program 4)\n%s", functions);
  sp_program *program = sp_program_new();
  assert_non_null(program);
  sp_text_error error;
  if (!sp_program_read(program, text, strlen(text), &error))
    fail_msg("%u:%u: %s", error.line, error.column, error.message);
  assert_true(sp_program_link(program));
  size_t count;
  sp_breach *found = sp_survey(program, &count);
  if (count) { /* its strings go with the program */
    *first = found[0];
    assert_string_equal(first->message, "ID");
    first->message = first->other = first->slot = NULL;
  }
  sp_memory_free(found);
  sp_program_free(program);
  return count;
}

static void test_mode_never_asked_for(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(FIND("") TAKES, &first), 1);
  assert_int_equal(first.rule, SP_RULE_SYNC_MODE);
  assert_int_equal(first.line, 4);
  assert_int_equal(first.note_count, 0);
}

static void test_other_mode(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(FIND("(2 1 (call - (fn \"sets\") " V(4) "))") SETS(1)
                              TAKES,
                          &first),
                   1);
  assert_int_equal(first.note_count, 1);
  assert_int_equal(first.notes[0].function, 1); /* find, sets, takes */
  assert_int_equal(first.notes[0].line, 7);
}

static void test_mode_asked_for(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(FIND("(2 1 (call - (fn \"sets\") " V(4) "))") SETS(2)
                              TAKES,
                          &first),
                   0);
  assert_int_equal(survey(FIND("(2 1 (forget " MODE(V(4)) "))") TAKES, &first),
                   0);
}

static void test_configuration_out_of_sight(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(TAKES, &first), 0);
  assert_int_equal(
      survey(FIND("(2 1 (call - (fn \"unseen\") " V(4) "))") TAKES, &first), 0);
  assert_int_equal(survey(FIND("(2 1 (set (var 6) " V(
                              4) "))"
                                 "(3 1 (call - (fn \"unseen\") " V(6) "))")
                              TAKES,
                          &first),
                   0);
  assert_int_equal(
      survey(FIND("(2 1 (forget (deref " V(4) ")))") TAKES, &first), 0);
  assert_int_equal(survey(FIND("(2 1 (set (field (deref " V(
                              0) ") \"EXT.Config\") " V(4) "))") TAKES,
                          &first),
                   0);
  assert_int_equal(
      survey(FIND("(2 1 (set (var 6) (addr " MODE(V(4)) ")))") TAKES, &first),
      0);
  /* What a DDI routine is given, it does not set the mode of; and that the
   * adapter is given away says nothing. */
  assert_int_equal(
      survey(FIND("(2 1 (call - (fn \"StorPortGetBusData\") " V(0) " " V(
                 4) "))"
                    "(3 1 (call - (fn \"unseen\") " V(0) "))") TAKES,
             &first),
      1);
}

/* ---- where IRQLs are saved ---- */

#define CALLBACK(name, flags, steps)                                           \
  FUNCTION(name, "entry " flags, "\"ext\" \"id\"", steps)
#define SLOT "(field (deref " V(0) ") \"EXT.Irql\")"
#define USES(line, message)                                                    \
  "(" #line " 3 (acquire - " V(0) " " message " (addr " SLOT ") \"ID\"))"      \
                                  "(" #line                                    \
                                  " 5 (release - " V(0) " " message            \
                                                        " (load " SLOT         \
                                                        ") \"ID\"))"
#define CALLS(name) "(1 1 (call - (fn \"" name "\")))"

static void test_slot_of_two_messages(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(CALLBACK("one", "concurrent", USES(3, "(int 1)"))
                              CALLBACK("two", "concurrent", USES(5, "(int 2)")),
                          &first),
                   1);
  assert_int_equal(first.rule, SP_RULE_SHARED_OLD_IRQL);
  assert_int_equal(first.line, 3);
  assert_int_equal(first.note_count, 1);
  assert_int_equal(first.notes[0].function, 1);
  assert_int_equal(first.notes[0].line, 5);
  /* The same message. */
  assert_int_equal(survey(CALLBACK("one", "concurrent", USES(3, "(int 1)"))
                              CALLBACK("two", "concurrent", USES(5, "(int 1)")),
                          &first),
                   0);
}

static void test_slot_of_any_message(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(CALLBACK("one", "concurrent", USES(3, V(1))), &first),
                   1);
  assert_int_equal(first.note_count, 1); /* itself, on another processor */
  assert_int_equal(first.notes[0].reason, SP_SAME_CALL);
  assert_int_equal(first.notes[0].line, 3);
  /* Not beside itself; and of a function of which nobody knows who calls it. */
  assert_int_equal(survey(CALLBACK("one", "start-io", USES(3, V(1))), &first),
                   0);
  assert_int_equal(survey(CALLBACK("one", "", USES(3, V(1))), &first), 0);
  /* Beside itself only for another argument. */
  assert_int_equal(survey(CALLBACK("one", "queued", USES(3, V(1))), &first), 1);
  assert_int_equal(
      survey(CALLBACK("one", "queued", USES(3, "(int 1)") USES(5, "(int 2)")),
             &first),
      0);
  assert_int_equal(survey(CALLBACK("one", "concurrent",
                                   USES(3, "(int 1)") USES(5, "(int 2)")),
                          &first),
                   1);
  /* Beside another one. */
  assert_int_equal(survey(CALLBACK("one", "start-io", USES(3, "(int 1)"))
                              CALLBACK("two", "start-io", USES(5, "(int 2)")),
                          &first),
                   0);
  assert_int_equal(survey(CALLBACK("one", "start-io", USES(3, "(int 1)"))
                              CALLBACK("two", "concurrent", USES(5, "(int 2)")),
                          &first),
                   1);
}

static void test_slot_under_another_lock(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(CALLBACK("one", "concurrent",
                                   CALLS("KeAcquireSpinLock") USES(3, V(1))
                                       CALLS("KeReleaseSpinLock")),
                          &first),
                   0);
  assert_int_equal(survey(CALLBACK("one", "concurrent",
                                   CALLS("KeAcquireSpinLock") CALLS(
                                       "KeReleaseSpinLock") USES(3, V(1))),
                          &first),
                   1);
  assert_int_equal(
      survey(CALLBACK("one", "concurrent", CALLS("unseen") USES(3, V(1))),
             &first),
      0);
  assert_int_equal(
      survey(CALLBACK("one", "concurrent", CALLS("locks") USES(3, V(1)))
                 FUNCTION("locks", "", "", CALLS("KeAcquireSpinLock")),
             &first),
      0);
  assert_int_equal(
      survey(CALLBACK("one", "concurrent", CALLS("locks") USES(3, V(1)))
                 FUNCTION("locks", "", "",
                          CALLS("KeAcquireSpinLock")
                              CALLS("KeReleaseSpinLock")),
             &first),
      1);
}

/* ---- the order of locks ---- */

#define TAKE(line, message)                                                    \
  "(" #line " 3 (acquire - " V(0) " " message " (addr (var 2)) \"ID\"))"
#define GIVE(message) "(9 5 (release - " V(0) " " message " " V(2) " \"ID\"))"
#define NEST(name, flags, outer, inner)                                        \
  FUNCTION(name, flags, "\"ext\" \"id\"",                                      \
           TAKE(3, outer) TAKE(4, inner) GIVE(inner) GIVE(outer))
#define NUMBER(n) "(int " #n ")"
#define FIELD(name) "(load (field (deref " V(0) ") \"EXT." name "\"))"

static void test_both_orders(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(NEST("one", "", NUMBER(1), NUMBER(2))
                              NEST("two", "", NUMBER(2), NUMBER(1)),
                          &first),
                   1);
  assert_int_equal(first.rule, SP_RULE_LOCK_ORDER);
  assert_int_equal(first.function, 0);
  assert_int_equal(first.line, 4);
  assert_int_equal(first.note_count, 3);
  assert_int_equal(first.notes[0].line, 3);
  assert_int_equal(first.notes[2].function, 1);
  assert_int_equal(survey(NEST("one", "", FIELD("A"), FIELD("B"))
                              NEST("two", "", FIELD("B"), FIELD("A")),
                          &first),
                   1);
  /* One order; parameters; a number and a field, which may be the same. */
  assert_int_equal(survey(NEST("one", "", NUMBER(1), NUMBER(2))
                              NEST("two", "", NUMBER(1), NUMBER(2)),
                          &first),
                   0);
  assert_int_equal(survey(NEST("one", "", V(1), NUMBER(2))
                              NEST("two", "", NUMBER(2), V(1)),
                          &first),
                   0);
  assert_int_equal(survey(NEST("one", "", FIELD("A"), NUMBER(2))
                              NEST("two", "", NUMBER(2), FIELD("A")),
                          &first),
                   0);
}

static void test_orders_that_do_not_meet(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(
      survey(NEST("one", "entry start-io", NUMBER(1), NUMBER(2))
                 NEST("two", "entry start-io", NUMBER(2), NUMBER(1)),
             &first),
      0);
  assert_int_equal(
      survey(NEST("one", "entry start-io", NUMBER(1), NUMBER(2))
                 NEST("two", "entry concurrent", NUMBER(2), NUMBER(1)),
             &first),
      1);
  assert_int_equal(
      survey(FUNCTION("up", "", "\"ext\"",
                      CALLS("KeAcquireSpinLock") "(2 1 (call - (fn \"one\") " V(
                          0) "))")
                 FUNCTION(
                     "down", "", "\"ext\"",
                     CALLS("KeAcquireSpinLock") "(2 1 (call - (fn \"two\") " V(
                         0) "))") NEST("one", "", NUMBER(1), NUMBER(2))
                     NEST("two", "", NUMBER(2), NUMBER(1)),
             &first),
      0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_mode_never_asked_for),
      cmocka_unit_test(test_other_mode),
      cmocka_unit_test(test_mode_asked_for),
      cmocka_unit_test(test_configuration_out_of_sight),
      cmocka_unit_test(test_slot_of_two_messages),
      cmocka_unit_test(test_slot_of_any_message),
      cmocka_unit_test(test_slot_under_another_lock),
      cmocka_unit_test(test_both_orders),
      cmocka_unit_test(test_orders_that_do_not_meet),
  };
  return cmocka_run_group_tests_name("core.survey", tests, NULL, NULL);
}

/* Tests of the survey. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
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
  snprintf(text, sizeof text, "(spinpair-program 3)\n%s", functions);
  sp_program *program = sp_program_new();
  assert_non_null(program);
  sp_text_error error;
  if (!sp_program_read(program, text, strlen(text), &error))
    fail_msg("%u:%u: %s", error.line, error.column, error.message);
  assert_true(sp_program_link(program));
  size_t count;
  sp_breach *found = sp_survey(program, &count);
  if (count) {
    assert_string_equal(found[0].message, "ID");
    *first = found[0];
    first->message = NULL;
  }
  free(found);
  sp_program_free(program);
  return count;
}

static void test_mode_never_asked_for(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(FIND("") TAKES, &first), 1);
  assert_int_equal(first.rule, SP_RULE_SYNC_MODE);
  assert_int_equal(first.line, 4);
  assert_int_equal(first.because, SIZE_MAX);
}

static void test_other_mode(void **state) {
  (void)state;
  sp_breach first;
  assert_int_equal(survey(FIND("(2 1 (call - (fn \"sets\") " V(4) "))") SETS(1)
                              TAKES,
                          &first),
                   1);
  assert_int_equal(first.because, 1); /* find, sets, takes */
  assert_int_equal(first.because_line, 7);
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_mode_never_asked_for),
      cmocka_unit_test(test_other_mode),
      cmocka_unit_test(test_mode_asked_for),
      cmocka_unit_test(test_configuration_out_of_sight),
  };
  return cmocka_run_group_tests_name("core.survey", tests, NULL, NULL);
}

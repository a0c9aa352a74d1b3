/* Tests of what a reviewer is told of locks: which are held where, and the text
 * of nodes.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/prove.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(name)                                                             \
  "(function \"" name "\" \"" name                                             \
  "\" \"\" \"a.c\" 1 1 () (params \"ext\" \"q\") (locals \"irql\" \"x\") "
#define EXT "(load (var 0))"
#define MEMBER(base, name) "(field (deref " base ") \"QUEUE." name "\")"
#define ID "(load " MEMBER("(load (var 1))", "Id") ")"
#define AT(line, what) "(" #line " 1 " what ") "
#define TAKE(line, id, slot)                                                   \
  AT(line, "(acquire - " EXT " " id " " slot " \"id\")")
#define GIVE(line, id, irql)                                                   \
  AT(line, "(release - " EXT " " id " " irql " \"id\")")
#define SLOT(n) "(addr (var " #n "))"
#define V(n) "(load (var " #n "))"
/* A helper that leaves the lock of q to its caller, and one that takes it. */
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

/* ---- what is held ---- */

typedef struct row {
  unsigned line, leaves, acquire_line, count;
} row;

static void holds(const char *name, const row *rows, size_t row_count) {
  size_t count;
  const sp_held *held =
      sp_proofs_held(proofs, sp_program_find(program, name), &count);
  assert_int_equal(count, row_count);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(held[i].line, rows[i].line);
    assert_int_equal(held[i].leaves, rows[i].leaves);
    assert_int_equal(held[i].acquire_line, rows[i].acquire_line);
    assert_int_equal(held[i].count, rows[i].count);
  }
}

#define HOLDS(name, ...)                                                       \
  holds(name, (const row[]){__VA_ARGS__},                                      \
        sizeof((const row[]){__VA_ARGS__}) / sizeof(row))

static void test_nested(void **state) {
  (void)state;
  prove(HEAD("f") "(block " TAKE(1, "(int 1)", SLOT(2))
            TAKE(2, "(int 2)", SLOT(3)) GIVE(3, "(int 2)", V(3))
                GIVE(4, "(int 1)", V(2)) AT(5, "(return)") "))\n");
  HOLDS("f", {2, 0, 1, 1}, {3, 0, 1, 2}, {3, 0, 2, 2}, {4, 0, 1, 1});
}

/* Branches, what is behind a step, and places without a lock have rows here,
 * and it shows what is held whenever a path comes there. */
static void test_seen(void **state) {
  (void)state;
  /* Taken on one of two ways, and released on both. */
  prove(HEAD("f") "(block " AT(
      1,
      "(branch " V(
          1) " 1 2)") ")"
                      "(block " TAKE(2, "(int 1)", SLOT(2)) AT(
                          3,
                          "(goto 2)") ")"
                                      "(block " TAKE(4, "(int 2)",
                                                     SLOT(3)) GIVE(5, "(int 2)",
                                                                   V(3))
                                          AT(6,
                                             "(branch " V(
                                                 1) " 3 4)") ")"
                                                             "(block " GIVE(
                                                                 7, "(int 1)",
                                                                 V(2))
                                                                 AT(8,
                                                                    "(return"
                                                                    ")") ")"
                                                                         "(bl"
                                                                         "ock"
                                                                         " " AT(
                                                                             9,
                                                                             "("
                                                                             "r"
                                                                             "e"
                                                                             "t"
                                                                             "u"
                                                                             "r"
                                                                             "n"
                                                                             ")") "))\n");
  static const struct seen_row {
    unsigned line, at, acquire_line, always;
  } wanted[] = {{1, SP_HELD_AT_BRANCH, 0, 0}, {2, SP_HELD_BEFORE, 0, 0},
                {2, SP_HELD_BEHIND, 0, 0},    {2, SP_HELD_BEHIND, 2, 1},
                {4, SP_HELD_BEFORE, 0, 0},    {4, SP_HELD_BEFORE, 2, 0},
                {4, SP_HELD_BEHIND, 0, 0},    {4, SP_HELD_BEHIND, 2, 0},
                {4, SP_HELD_BEHIND, 4, 1},    {5, SP_HELD_BEFORE, 0, 0},
                {5, SP_HELD_BEFORE, 2, 0},    {5, SP_HELD_BEFORE, 4, 1},
                {5, SP_HELD_BEHIND, 0, 0},    {5, SP_HELD_BEHIND, 2, 0},
                {6, SP_HELD_AT_BRANCH, 0, 0}, {6, SP_HELD_AT_BRANCH, 2, 0},
                {7, SP_HELD_BEFORE, 0, 0},    {7, SP_HELD_BEFORE, 2, 1},
                {7, SP_HELD_BEHIND, 0, 0},    {8, SP_HELD_AT_RETURN, 0, 0},
                {9, SP_HELD_AT_RETURN, 0, 0}};
  size_t count;
  const sp_held *seen = sp_proofs_seen(proofs, 0, &count);
  assert_int_equal(count, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(seen[i].line, wanted[i].line);
    assert_int_equal(seen[i].at, wanted[i].at);
    assert_int_equal(seen[i].acquire_line, wanted[i].acquire_line);
    if (wanted[i].acquire_line)
      assert_int_equal(seen[i].always, wanted[i].always);
  }
  HOLDS("f", {4, 0, 2, 1}, {5, 0, 2, 2}, {5, 0, 4, 2}, {7, 0, 2, 1});
}

/* An acquire whose status is kept may have failed until that is looked at. */
static void test_seen_of_status(void **state) {
  (void)state;
  prove(
      HEAD("f") "(block " AT(1, "(acquire (var 3) " EXT
                                " (int 1) " SLOT(2) " \"id\")")
          AT(2,
             "(branch (ne " V(
                 3) " (int 0)) 1 2)") ")"
                                      "(block " AT(
                                          3,
                                          "(return)") ")"
                                                      "(block " GIVE(
                                                          4, "(int 1)", V(2))
                                                          AT(5,
                                                             "(return)") "))"
                                                                         "\n");
  size_t count, rows = 0;
  const sp_held *seen = sp_proofs_seen(proofs, 0, &count);
  for (size_t i = 0; i < count; i++)
    if (seen[i].acquire_line) {
      rows++;
      assert_int_equal(seen[i].always, seen[i].line == 4);
    }
  assert_int_equal(rows, 3); /* behind the acquire, at the branch, there */
}

/* Steps of one place, as a macro makes them, are one: it is told what is held
 * before the first and behind the last. */
static void test_seen_of_macro(void **state) {
  (void)state;
  prove(HEAD("f") "(block " TAKE(1, "(int 1)", SLOT(2))
            AT(1, "(set (var 3) (int 2))") GIVE(2, "(int 1)", V(2))
                AT(3, "(return)") "))\n");
  static const unsigned wanted[][3] = {
      {1, SP_HELD_BEFORE, 0},   {1, SP_HELD_BEHIND, 0}, {1, SP_HELD_BEHIND, 1},
      {2, SP_HELD_BEFORE, 0},   {2, SP_HELD_BEFORE, 1}, {2, SP_HELD_BEHIND, 0},
      {3, SP_HELD_AT_RETURN, 0}};
  size_t count;
  const sp_held *seen = sp_proofs_seen(proofs, 0, &count);
  assert_int_equal(count, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(seen[i].line, wanted[i][0]);
    assert_int_equal(seen[i].at, wanted[i][1]);
    assert_int_equal(seen[i].acquire_line, wanted[i][2]);
  }
  HOLDS("f", {2, 0, 1, 1});
}

/* Of steps of one place it is told what is held before those that change locks:
 * what an acquire stores is no lock under its own. */
static void test_further_steps(void **state) {
  (void)state;
  prove(HEAD("f") "(block " TAKE(1, "(int 1)", SLOT(2))
            AT(1, "(set (var 1) (int 2))") AT(2, "(set (var 1) (int 2))")
                TAKE(2, "(int 2)", SLOT(3)) GIVE(3, "(int 2)", V(3))
                    GIVE(4, "(int 1)", V(2)) AT(5, "(return)") "))\n");
  HOLDS("f", {2, 0, 1, 1}, {3, 0, 1, 2}, {3, 0, 2, 2}, {4, 0, 1, 1});
}

static void test_most_of_all_ways(void **state) {
  (void)state;
  prove(HEAD("f") "(block " AT(
      1,
      "(branch " V(
          1) " 1 2)") ")"
                      "(block " TAKE(2, "(int 1)", SLOT(2)) AT(
                          3,
                          "(goto 3)") ")"
                                      "(block " AT(
                                          4,
                                          "(goto 3)") ")"
                                                      "(block " TAKE(
                                                          5, "(int 2)",
                                                          SLOT(3)) GIVE(6,
                                                                        "(int "
                                                                        "2)",
                                                                        V(3))
                                                          AT(7,
                                                             "(branch " V(
                                                                 1) " 4 5)") ")"
                                                                             "("
                                                                             "b"
                                                                             "l"
                                                                             "o"
                                                                             "c"
                                                                             "k"
                                                                             " " GIVE(
                                                                                 8,
                                                                                 "(int 1)",
                                                                                 V(2))
                                                                                 AT(9,
                                                                                    "(return)") ")"
                                                                                                "(block " AT(
                                                                                                    10,
                                                                                                    "(return)") "))\n");
  HOLDS("f", {5, 0, 2, 1}, {6, 0, 2, 2}, {6, 0, 5, 2}, {8, 0, 2, 1});
}

static void test_left_to_the_caller(void **state) {
  (void)state;
  prove(LOCK HEAD("f") "(block " AT(11, "(call (var 2) (fn \"lock\") " EXT
                                        " " V(1) ")")
            AT(12, "(call - (fn \"other\"))") GIVE(13, ID, V(2))
                AT(14, "(return)") "))\n");
  HOLDS("lock", {2, 1, 1, 1});
  HOLDS("f", {12, 0, 11, 1}, {13, 0, 11, 1});
}

static void test_locks_of_callers_are_theirs(void **state) {
  (void)state;
  prove("(function \"unlock\" \"unlock\" \"\" \"a.c\" 1 1 () (params \"ext\" "
        "\"q\" \"old\") (locals) (block " GIVE(1, ID, V(2))
            AT(2, "(return)") "))\n");
  size_t count;
  assert_null(sp_proofs_held(proofs, 0, &count));
  assert_int_equal(count, 0);
}

static void test_a_failed_proof_tells_what_was_followed(void **state) {
  (void)state;
  prove(HEAD("f") "(block " TAKE(1, ID, SLOT(2)) TAKE(2, ID, SLOT(3))
            GIVE(3, ID, V(3)) AT(4, "(return)") "))\n");
  assert_int_equal(sp_proofs_get(proofs, 0)->kind, SP_PROOF_OPEN);
  HOLDS("f", {2, 0, 1, 1});
}

/* ---- text ---- */

static const sp_step *step(const char *name, size_t number) {
  const sp_function *f =
      sp_program_get(program, sp_program_find(program, name));
  assert_true(number < f->blocks[0].step_count);
  return &f->blocks[0].steps[number];
}

static void reads(const char *name, const sp_step *call, sp_node node,
                  const char *wanted) {
  char buffer[128];
  size_t length = sp_program_c_text(
      program, sp_program_get(program, sp_program_find(program, name)), call,
      node, buffer, sizeof buffer);
  assert_string_equal(buffer, wanted);
  assert_int_equal(length, strlen(wanted));
}

static void test_text(void **state) {
  (void)state;
  prove(HEAD("f") "(block " AT(
      1, "(call - (fn \"g\") " ID " (addr (var 2)) (any) "
         "(addr (elem (deref (load (var 0))) (load (var 3)))) "
         "(eq (load (field (elem (field (deref (load (var 1))) \"QUEUE.Sub\") "
         "(int -1)) \"SUB.Per\")) (neg (load (global \"g@a.c\")))) "
         "(not (if (load (deref (load (var 1)))) (fn \"h\") (int 0))) "
         "(addr (deref (load (var 0)))))") AT(2, "(return)") "))\n");
  const sp_step *call = step("f", 0);
  static const char *const wanted[] = {
      "q->Id",         "&irql", "?", "&ext[x]", "(q->Sub[-1].Per == -g)",
      "!(*q ? h : 0)", "ext"};
  for (size_t i = 0; i < call->argument_count; i++)
    reads("f", NULL, call->arguments[i], wanted[i]);
}

static void test_text_at_a_call(void **state) {
  (void)state;
  prove(LOCK HEAD("f") "(block " AT(
      1, "(call (var 2) (fn \"lock\") " EXT
         " (addr (field (deref (load (var 1))) \"BOTH.First\")))")
            AT(2, "(call (var 3) (fn \"lock\") " EXT
                  " (load (field (deref (load (var 1))) \"BOTH.Second\")))")
                AT(3, "(call - (fn \"lock\") " EXT ")")
                    AT(4, "(return)") "))\n");
  const sp_step *acquire = step("lock", 0);
  reads("lock", NULL, acquire->arguments[1], "q->Id");
  reads("f", step("f", 0), acquire->arguments[0], "ext");
  reads("f", step("f", 0), acquire->arguments[1], "q->First.Id");
  reads("f", step("f", 1), acquire->arguments[1], "q->Second->Id");
  /* A local of the callee, and an argument that is not given. */
  reads("f", step("f", 0), acquire->arguments[2], "&?");
  reads("f", step("f", 2), acquire->arguments[1], "?->Id");
}

static void test_text_is_cut_off(void **state) {
  (void)state;
  prove(LOCK);
  const sp_function *f = sp_program_get(program, 0);
  sp_node id = step("lock", 0)->arguments[1];
  char buffer[4] = "abc";
  assert_int_equal(sp_program_c_text(program, f, NULL, id, buffer, 4), 5);
  assert_string_equal(buffer, "q->");
  assert_int_equal(sp_program_c_text(program, f, NULL, id, NULL, 0), 5);
}

#define TEST(name) cmocka_unit_test_teardown(name, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_nested),
      TEST(test_seen),
      TEST(test_seen_of_macro),
      TEST(test_further_steps),
      TEST(test_seen_of_status),
      TEST(test_most_of_all_ways),
      TEST(test_left_to_the_caller),
      TEST(test_locks_of_callers_are_theirs),
      TEST(test_a_failed_proof_tells_what_was_followed),
      TEST(test_text),
      TEST(test_text_at_a_call),
      TEST(test_text_is_cut_off),
  };
  return cmocka_run_group_tests_name("core.held", tests, NULL, NULL);
}

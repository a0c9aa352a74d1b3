/* Lock programs: text, memory, linking.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define VERSION "(spinpair-program 4)\n"

/* ---- helpers ---- */

static sp_program *program;

static int setup(void **state) {
  (void)state;
  program = sp_program_new();
  return program ? 0 : -1;
}

static int teardown(void **state) {
  (void)state;
  sp_program_free(program);
  return 0;
}

static bool read_into(sp_program *p, const char *text, sp_text_error *error) {
  return sp_program_read(p, text, strlen(text), error);
}

static void read_good(const char *text) {
  sp_text_error error;
  if (!read_into(program, text, &error))
    fail_msg("%u:%u: %s", error.line, error.column, error.message);
}

static void assert_text(const sp_program *p, const char *text) {
  char *written = sp_program_write(p);
  assert_non_null(written);
  assert_string_equal(written, text);
  free(written);
}

/* Text that is refused with this message, wherever it stands. */
static void assert_refused(const char *text, size_t length, uint32_t line,
                           uint32_t column, const char *message) {
  sp_text_error error;
  char *before = sp_program_write(program);
  assert_false(sp_program_read(program, text, length, &error));
  assert_string_equal(error.message, message);
  assert_int_equal(error.line, line);
  assert_int_equal(error.column, column);
  assert_text(program, before);
  free(before);
  assert_false(sp_program_read(program, text, length, NULL));
}

static size_t find(const char *name) {
  size_t index = sp_program_find(program, name);
  assert_true(index < sp_program_count(program));
  return index;
}

static const sp_function *get(const char *name) {
  return sp_program_get(program, find(name));
}

static sp_node node(sp_node_kind kind, const char *name, sp_node a, sp_node b) {
  sp_node_data data = {
      .kind = kind, .name = name, .a = a, .b = b, .c = SP_NO_NODE};
  return sp_program_node(program, &data);
}

static sp_node variable(int64_t index) {
  sp_node_data data = {.kind = SP_VARIABLE, .number = index};
  return sp_program_node(program, &data);
}

/* A function with one block and no step. */
static sp_function make(const char *name, sp_block *block) {
  sp_function f;
  memset(&f, 0, sizeof f);
  memset(block, 0, sizeof *block);
  block->exit = SP_RETURN;
  block->value = SP_NO_NODE;
  f.name = f.shown = name;
  f.signature = "void (void)";
  f.where.file = "a.c";
  f.blocks = block;
  f.block_count = 1;
  return f;
}

/* ---- text ---- */

/* Every kind of everything. */
static const char everything[] = VERSION
    "(function \"SqLockMessage@locks.h\" \"SqLockMessage\" "
    "\"ULONG (PSQ_ADAPTER, ULONG)\" \"examples/miniport/locks.h\" 33 7 "
    "(internal)\n"
    "  (params \"Adapter\" \"MessageId\")\n"
    "  (locals \"OldIrql\" \"\")\n"
    "  (escapes 0 3)\n"
    "  (writes \"field SQ_QUEUE.Head\" \"type ULONG\")\n"
    "  (block\n"
    "    (35 3 (acquire - (load (var 0)) (load (var 1)) (addr (var 2)) "
    "\"MessageId\"))\n"
    "    (36 3 (return (load (var 2))))))\n"
    "(function \"all\" \"all\" \"void (void)\" \"a.c\" 1 2 "
    "(internal entry address-taken variadic)\n"
    "  (locals \"a\" \"b\")\n"
    "  (block\n"
    "    (1 1 (set (var 0) (any)))\n"
    "    (2 1 (set (global \"g\") (int -9223372036854775808)))\n"
    "    (3 1 (call - (fn \"f\")))\n"
    "    (4 1 (call (var 1) (load (var 0)) \"void (PVOID)\" (fn \"f\") "
    "(any)))\n"
    "    (5 1 (acquire (var 1) (any) (int 9223372036854775807) "
    "(addr (field (deref (load (var 0))) \"Rec.m\")) \"id\"))\n"
    "    (6 1 (release - (any) (any) (load (elem (global \"g\") (int 0))) "
    "\"id\"))\n"
    "    (7 1 (forget (deref (load (var 1)))))\n"
    "    (8 1 (abandon))\n"
    "    (8 2 (routine \"StorPortFreePool\"))\n"
    "    (9 1 (unsupported \"goto into a statement expression\"))\n"
    "    (10 1 (switch (if (any) (int 1) (int 2)) 5 (-1 1) (7 2))))\n"
    "  (block\n"
    "    (11 1 (branch (not (neg (compl (any)))) 2 3)))\n"
    "  (block\n"
    "    (12 1 (set (var 0) (eq (ne (any) (any)) (lt (any) (le (any) "
    "(any))))))\n"
    "    (13 1 (set (var 0) (and (or (any) (any)) (add (any) (sub (any) (mul "
    "(any) (div (any) (rem (any) (any)))))))))\n"
    "    (14 1 (set (var 0) (band (bor (any) (any)) (bxor (any) (shl (any) "
    "(shr (any) (any)))))))\n"
    "    (15 1 (goto 0)))\n"
    "  (block\n"
    "    (16 1 (return)))\n"
    "  (block\n"
    "    (17 1 (switch (any) 0)))\n"
    "  (block\n"
    "    (18 1 (stop))))\n";

static void test_round_trip(void **state) {
  (void)state;
  read_good(everything);
  assert_int_equal(sp_program_count(program), 2);
  assert_text(program, everything);
}

static void test_empty(void **state) {
  (void)state;
  assert_text(program, VERSION);
  read_good("(spinpair-program 4)");
  assert_int_equal(sp_program_count(program), 0);
  assert_null(sp_program_get(program, 0));
  assert_null(sp_program_write_function(program, 0));
  assert_true(sp_program_find(program, "f") == SIZE_MAX);
  assert_true(sp_program_link(program));
}

static void test_what_is_read(void **state) {
  (void)state;
  read_good(everything);
  const sp_function *f = get("SqLockMessage@locks.h");
  assert_string_equal(f->shown, "SqLockMessage");
  assert_string_equal(f->signature, "ULONG (PSQ_ADAPTER, ULONG)");
  assert_string_equal(f->where.file, "examples/miniport/locks.h");
  assert_int_equal(f->where.line, 33);
  assert_int_equal(f->where.column, 7);
  assert_int_equal(f->flags, SP_FUNCTION_INTERNAL);
  assert_int_equal(f->parameter_count, 2);
  assert_int_equal(f->variable_count, 4);
  assert_string_equal(f->variables[2], "OldIrql");
  assert_true(f->escapes[0] && !f->escapes[1] && f->escapes[3]);
  assert_int_equal(f->write_count, 2);
  const sp_step *acquire = &f->blocks[0].steps[0];
  assert_int_equal(acquire->kind, SP_ACQUIRE);
  assert_int_equal(acquire->target, SP_NO_NODE);
  assert_int_equal(acquire->argument_count, 3);
  assert_int_equal(acquire->arguments[2],
                   node(SP_ADDRESS, NULL, variable(2), SP_NO_NODE));
  assert_ptr_equal(acquire->text, sp_program_intern(program, "MessageId"));

  f = get("all");
  const sp_step *call = &f->blocks[0].steps[3];
  assert_string_equal(call->signature, "void (PVOID)");
  assert_int_equal(call->argument_count, 2);
  assert_null(f->blocks[0].steps[2].signature);
  const sp_block *choice = &f->blocks[0];
  assert_int_equal(choice->exit, SP_SWITCH);
  assert_int_equal(choice->next, 5);
  assert_int_equal(choice->case_count, 2);
  assert_int_equal(choice->cases[0].value, -1);
  assert_int_equal(choice->cases[1].block, 2);
  assert_int_equal(f->blocks[1].next, 2);
  assert_int_equal(f->blocks[1].otherwise, 3);
  assert_int_equal(f->blocks[3].value, SP_NO_NODE);
}

/* ---- callbacks ---- */

#define PLAIN_FUNCTION(name, flags, steps)                                     \
  "(function \"" name "\" \"" name "\" \"s\" \"a.c\" 1 1 (" flags ")\n"        \
  "  (params \"a\" \"b\")\n"                                                   \
  "  (block\n" steps "    (1 1 (return))))\n"
#define ASKS(mode) ASKS_IN("(deref (load (var 0)))", mode)
#define ASKS_IN(place, mode)                                                   \
  "    (1 1 (set (field " place " "                                            \
  "\"_PORT_CONFIGURATION_INFORMATION.InterruptSynchronizationMode\") " mode    \
  "))\n"

static void test_callbacks_in_text(void **state) {
  (void)state;
  /* Sorted, and once each. */
  read_good(VERSION "(callback (fn \"g\") \"HwStorTimer\")\n"
                    "(callback (fn \"f\") \"\")\n"
                    "(callback (fn \"g\") \"HwStorStartIo\")\n"
                    "(callback (fn \"f\") \"\")\n");
  assert_int_equal(sp_program_count(program), 0);
  assert_text(program, VERSION "(callback (fn \"f\") \"\")\n"
                               "(callback (fn \"g\") \"HwStorStartIo\")\n"
                               "(callback (fn \"g\") \"HwStorTimer\")\n");
  /* Of a text with a mistake nothing is added. */
  const char *wrong =
      VERSION "(callback (fn \"h\") \"\")\n(callback (fn \"h\"))";
  assert_false(sp_program_read(program, wrong, strlen(wrong), NULL));
  char *text = sp_program_write(program);
  assert_null(strstr(text, "\"h\""));
  free(text);
  assert_true(sp_program_register(program, "h", "HwStorTimer"));
  assert_true(sp_program_link(program));
  assert_false(sp_program_register(program, "i", "HwStorTimer"));
}

static void test_pointers_in_text(void **state) {
  (void)state;
  /* Sorted, and once each. */
  read_good(VERSION "(pointer \"fn f\" \"(B)\")\n"
                    "(pointer \"(A)\" \"*\")\n"
                    "(pointer \"fn f\" \"(B)\")\n"
                    "(pointer \"(A)\" \"(B)\")\n");
  assert_text(program, VERSION "(pointer \"(A)\" \"(B)\")\n"
                               "(pointer \"(A)\" \"*\")\n"
                               "(pointer \"fn f\" \"(B)\")\n");
  /* Of a text with a mistake nothing is added. */
  const char *wrong = VERSION "(pointer \"(C)\" \"*\")\n(pointer \"(C)\")";
  assert_false(sp_program_read(program, wrong, strlen(wrong), NULL));
  char *text = sp_program_write(program);
  assert_null(strstr(text, "(C)"));
  free(text);
  assert_true(sp_program_flow(program, "(C)", "(A)"));
  assert_true(sp_program_link(program));
  assert_false(sp_program_flow(program, "(C)", "(D)"));
}

static void check_callback(const char *name, const char *callback,
                           unsigned flags) {
  const char *is = sp_program_callback(program, find(name));
  assert_int_equal(is != NULL, callback != NULL);
  if (callback)
    assert_string_equal(is, callback);
  assert_int_equal(get(name)->flags, flags);
}

static void test_callbacks_of_other_units(void **state) {
  (void)state;
  const unsigned entry = SP_FUNCTION_ENTRY,
                 lockless = entry | SP_FUNCTION_LOCKLESS;
  read_good(VERSION "(callback (fn \"init\") \"HwStorInitialize\")\n"
                    "(callback (fn \"find\") \"HwStorFindAdapter\")\n"
                    "(callback (fn \"isr\") \"HwMSInterruptRoutine\")\n"
                    "(callback (fn \"both\") \"HwStorInitialize\")\n"
                    "(callback (fn \"both\") \"HwStorInterrupt\")\n"
                    "(callback (fn \"mixed\") \"HwStorInitialize\")\n"
                    "(callback (fn \"mixed\") \"HwStorTimer\")\n"
                    "(callback (fn \"called\") \"HwStorTimer\")\n"
                    "(callback (fn \"later\") \"\")\n"
                    "(callback (fn \"other mode\") \"HwMSInterruptRoutine\")\n"
                    "(callback (fn \"elsewhere\") \"HwStorTimer\")\n");
  read_good(
      VERSION PLAIN_FUNCTION("init", "", "") PLAIN_FUNCTION("find", "", "")
          PLAIN_FUNCTION("isr", "", "") PLAIN_FUNCTION("both", "", "")
              PLAIN_FUNCTION("mixed", "", "") PLAIN_FUNCTION("called", "", "")
                  PLAIN_FUNCTION("later", "internal", "") PLAIN_FUNCTION(
                      "other mode", "entry",
                      "") PLAIN_FUNCTION("flagged", "entry lockless", "")
                      PLAIN_FUNCTION("flagged and called", "entry lockless", "")
                          PLAIN_FUNCTION("caller", "",
                                         "    (1 1 (call - (fn "
                                         "\"called\")))\n"
                                         "    (1 1 (call - (fn \"flagged "
                                         "and called\")))\n"));
  assert_null(sp_program_callback(program, find("init")));
  assert_true(sp_program_link(program));
  check_callback("init", "HwStorInitialize", lockless);
  check_callback("find", "HwStorFindAdapter",
                 lockless | SP_FUNCTION_FINDS_ADAPTER);
  check_callback("isr", "HwMSInterruptRoutine", entry | SP_FUNCTION_OF_MESSAGE);
  check_callback("both", "", lockless);
  check_callback("mixed", "", entry);
  check_callback("called", NULL, 0);
  check_callback("later", "", SP_FUNCTION_INTERNAL | entry);
  check_callback("other mode", "HwMSInterruptRoutine", entry);
  check_callback("flagged", "", lockless);
  check_callback("flagged and called", NULL, 0);
  check_callback("caller", NULL, 0);
}

static void test_mode_of_other_units(void **state) {
  (void)state;
  static const struct {
    const char *asks;
    unsigned flag;
  } rows[] = {
      {"", SP_FUNCTION_OF_MESSAGE},
      {ASKS("(int 2)"), SP_FUNCTION_OF_MESSAGE},
      {ASKS("(int 1)"), SP_FUNCTION_HOLDS_INTERRUPT},
      {ASKS_IN("(var 0)", "(int 0)"), SP_FUNCTION_OF_MESSAGE},
      {ASKS("(int 1)") ASKS("(int 2)"), SP_FUNCTION_OF_MESSAGE},
      {ASKS("(int 1)") ASKS("(any)"), SP_FUNCTION_OF_MESSAGE},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char text[2048];
    snprintf(
        text, sizeof text,
        VERSION
        "(callback (fn \"isr\") \"HwMSInterruptRoutine\")\n" PLAIN_FUNCTION(
            "isr", "", "") PLAIN_FUNCTION("set", "", "%s"),
        rows[i].asks);
    sp_program *p = sp_program_new();
    assert_true(sp_program_read(p, text, strlen(text), NULL));
    assert_true(sp_program_link(p));
    assert_int_equal(sp_program_get(p, sp_program_find(p, "isr"))->flags,
                     SP_FUNCTION_ENTRY | rows[i].flag);
    sp_program_free(p);
  }
}

/* ---- text again ---- */

static void test_free_form(void **state) {
  (void)state;
  read_good("; a comment (\n ( spinpair-program\t4 ; \"\r\n)(function\"f\"\"f\""
            "\"s\"\"a.c\"1 1()(params)(locals)(escapes)(writes \"b\" \"a\" "
            "\"b\")(block(1 1(return))));end");
  assert_text(program, VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 ()\n"
                               "  (writes \"a\" \"b\")\n"
                               "  (block\n"
                               "    (1 1 (return))))\n");
}

static void test_strings(void **state) {
  (void)state;
  char name[256];
  for (int i = 0; i < 255; i++)
    name[i] = (char)(i + 1);
  name[255] = '\0';
  sp_block block;
  sp_function f = make(name, &block);
  assert_true(sp_program_add(program, &f));
  char *text = sp_program_write(program);
  assert_non_null(strstr(text, "\\x09\\n\\x0b"));
  assert_non_null(strstr(text, "!\\\"#"));
  assert_non_null(strstr(text, "[\\\\]"));
  assert_non_null(strstr(text, "~\\x7f\\x80"));
  for (const char *p = text; *p; p++)
    assert_true((unsigned char)*p < 0x7f);

  sp_program *other = sp_program_new();
  assert_true(read_into(other, text, NULL));
  assert_string_equal(sp_program_get(other, 0)->name, name);
  assert_text(other, text);
  sp_program_free(other);
  free(text);

  /* Bytes need not be escaped. */
  read_good(VERSION
            "(function \"\xff\n\x80\" \"\\xfF\\x0A\" \"s\" \"a\" 1 1 () "
            "(block (1 1 (stop))))");
  assert_string_equal(get("\xff\n\x80")->shown, "\xff\n");
}

static void test_function_text(void **state) {
  (void)state;
  read_good(everything);
  char *first = sp_program_write_function(program, 0);
  char *second = sp_program_write_function(program, 1);
  char both[sizeof everything];
  snprintf(both, sizeof both, "%s%s%s", VERSION, first, second);
  assert_string_equal(both, everything);
  free(first);
  free(second);
}

static void test_any_order(void **state) {
  (void)state;
  enum { MANY = 3000 };
  sp_program *other = sp_program_new();
  for (int i = 0; i < MANY; i++) {
    char name[20];
    sp_block block;
    sp_function f = make(name, &block);
    snprintf(name, sizeof name, "f%d", i);
    assert_true(sp_program_add(program, &f));
    snprintf(name, sizeof name, "f%d", (MANY - i) * 7 % MANY);
    sp_program_add(other, &f);
    snprintf(name, sizeof name, "f%d", MANY - 1 - i);
    assert_true(sp_program_add(other, &f));
    assert_true(sp_program_find(other, name) != SIZE_MAX);
  }
  assert_int_equal(sp_program_count(program), MANY);
  char *text = sp_program_write(program);
  assert_text(other, text);
  free(text);
  sp_program_free(other);
  for (size_t i = 0; i < MANY; i++) {
    const sp_function *f = sp_program_get(program, i);
    assert_int_equal(sp_program_find(program, f->name), i);
    if (i)
      assert_true(strcmp(sp_program_get(program, i - 1)->name, f->name) < 0);
  }
}

#define F(name, line, body)                                                    \
  "(function \"" name "\" \"" name "\" \"s\" \"a.c\" " line                    \
  " 1 () (block " body "))\n"

/* Functions that have moved have the same movable text; what moved inside of
 * one has not. */
static void test_movable(void **state) {
  (void)state;
  char *texts[3];
  const char *programs[] = {
      VERSION F("f", "1", "(1 1 (return))") F("g", "5", "(6 1 (return))"),
      VERSION F("f", "11", "(11 1 (return))") F("g", "3", "(4 1 (return))"),
      VERSION F("f", "1", "(1 1 (return))") F("g", "5", "(7 1 (return))")};
  for (int i = 0; i < 3; i++) {
    read_good(programs[i]);
    texts[i] = sp_program_write_movable(program);
    assert_non_null(texts[i]);
    sp_program_free(program);
    program = sp_program_new();
  }
  assert_string_equal(texts[0], texts[1]);
  assert_string_not_equal(texts[0], texts[2]);
  for (int i = 0; i < 3; i++)
    free(texts[i]);
}

static void test_duplicates(void **state) {
  (void)state;
  read_good(VERSION F("f", "1", "(1 1 (return))"));
  char *text = sp_program_write(program);
  read_good(text);
  read_good(VERSION F("f", "1", "(1 1 (return))")
                F("f", "1", "(1 1 (return))"));
  assert_text(program, text);
  assert_int_equal(sp_program_count(program), 1);
  free(text);

  sp_function f = *get("f");
  assert_true(sp_program_add(program, &f));
  f.where.line = 2;
  assert_false(sp_program_add(program, &f));
  assert_int_equal(get("f")->where.line, 1);

  /* One unit may take the address of what another one only calls. */
  f = *get("f");
  f.flags |= SP_FUNCTION_ADDRESS_TAKEN;
  assert_true(sp_program_add(program, &f));
  assert_true(get("f")->flags & SP_FUNCTION_ADDRESS_TAKEN);
  f.flags = f.flags & ~(unsigned)SP_FUNCTION_ADDRESS_TAKEN;
  assert_true(sp_program_add(program, &f));
  assert_true(get("f")->flags & SP_FUNCTION_ADDRESS_TAKEN);
  f.flags |= SP_FUNCTION_VARIADIC;
  assert_false(sp_program_add(program, &f));
  assert_int_equal(sp_program_count(program), 1);

  const char *refused[] = {
      VERSION F("a", "1", "(1 1 (stop))") F("f", "2", "(1 1 (return))"),
      VERSION F("a", "1", "(1 1 (stop))") F("f", "1", "(1 2 (return))"),
      VERSION F("a", "1", "(1 1 (stop))") F("f", "1", "(1 1 (return (any)))"),
      VERSION F("a", "1", "(1 1 (stop))")
          F("f", "1", "(0 1 (abandon)) (1 1 (return))"),
  };
  for (size_t i = 0; i < COUNT(refused); i++)
    assert_refused(refused[i], strlen(refused[i]), 3, 1,
                   "function 'f' is there already and differs");
  const char *within =
      VERSION F("a", "1", "(1 1 (stop))") F("a", "2", "(1 1 (stop))");
  assert_refused(within, strlen(within), 3, 1,
                 "function 'a' is there already and differs");
  /* What was taken back may come another time. */
  read_good(VERSION F("a", "2", "(1 1 (stop))"));
  assert_int_equal(sp_program_count(program), 2);
}

static void test_malformed(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"", 1, 1, "expected (spinpair-program 4), found the end of the text"},
      {"x", 1, 1, "expected (spinpair-program 4), found 'x'"},
      {"(program 1)", 1, 2, "expected (spinpair-program 4), found 'program'"},
      {"(spinpair-program 2)", 1, 19,
       "the text is of version 2, and only 4 can be read"},
      {"(spinpair-program one)", 1, 19, "expected the version, found 'one'"},
      {"(spinpair-program 4", 1, 20, "expected ')', found the end of the text"},
      {VERSION ")", 2, 1, "expected a function, found ')'"},
      {VERSION "(f\x80\x01)", 2, 2, "expected a function, found 'f?\?'"},
      {VERSION "(function f", 2, 11,
       "expected the name of the function in quotes, found 'f'"},
      {VERSION "(function \"f\n", 2, 11, "the string does not end"},
      {VERSION "(function \"f\\", 2, 13, "the string has an unknown escape"},
      {VERSION "(function \"\n\\q\"", 3, 1, "the string has an unknown escape"},
      {VERSION "(function \"\\x4\"", 2, 12,
       "\\x lacks its two hexadecimal digits"},
      {VERSION "(function \"\\x00\"", 2, 12, "the string has a NUL"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 -1 ()", 2, 31,
       "expected a column number, found '-1'"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 4294967296 1 ()", 2, 29,
       "expected a line number, found '4294967296'"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 (odd)", 2, 34,
       "expected a flag, found 'odd'"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 ())", 2, 35,
       "the function has no block"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 () (locals))", 2, 44,
       "expected a block, found ')'"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 () (what))", 2, 37,
       "expected a block, found 'what'"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 () (params a", 2, 44,
       "expected the name of a parameter in quotes, found 'a'"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 () (escapes 0", 2, 45,
       "variable 0 is out of range, the function has 0"},
      {VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 ()\n(block\n(1 1 "
               "(stop)))\n(locals))",
       5, 2, "expected a block, found 'locals'"},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_refused(rows[i].text, strlen(rows[i].text), rows[i].line,
                   rows[i].column, rows[i].message);
  assert_int_equal(sp_program_count(program), 0);
}

/* The same for what a block holds, which starts at 4:1. */
static void test_malformed_blocks(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t column;
    const char *message;
  } rows[] = {
      {")", 1, "the block has no exit"},
      {"(1 1 (abandon)))", 16, "the block has no exit"},
      {"(1 1 (stop)) (1 1 (abandon)))", 14, "the block goes on after its exit"},
      {"stop", 1, "expected a step, found 'stop'"},
      {"(stop)", 2, "expected a line number, found 'stop'"},
      {"(1 1 stop)", 6, "expected what the step does, found 'stop'"},
      {"(1 1 (wait))", 7, "expected a step or an exit, found 'wait'"},
      {"(1 1 (stop 1))", 12, "expected ')', found '1'"},
      {"(1 1 (stop) 1)", 13, "expected ')', found '1'"},
      {"(1 1 (goto 2))))", 12, "block 2 is out of range, the function has 1"},
      {"(1 1 (goto -1))))", 12, "expected the number of a block, found '-1'"},
      {"(1 1 (branch (any) 0))))", 21,
       "expected the number of a block, found ')'"},
      {"(1 1 (branch (any) 0 1))))", 22,
       "block 1 is out of range, the function has 1"},
      {"(1 1 (switch (any) 0 (3 9)))))", 25,
       "block 9 is out of range, the function has 1"},
      {"(1 1 (switch (any) 0 3))))", 22, "expected a case, found '3'"},
      {"(1 1 (switch (any) 0 (x 0)))))", 23,
       "expected the value of a case, found 'x'"},
      {"(1 1 (return (var 0)))", 14, "expected a value, found a place"},
      {"(1 1 (set (any) (any)))", 11, "expected a place, found a value"},
      {"(1 1 (set - (any)))", 11, "expected a place, found '-'"},
      {"(1 1 (set (var 2) (any)))", 16,
       "variable 2 is out of range, the function has 2"},
      {"(1 1 (set (var 0)))", 18, "expected a value, found ')'"},
      {"(1 1 (set (var 0) (any) (any)))", 25, "expected ')', found '('"},
      {"(1 1 (forget (var x)))", 19,
       "expected the number of a variable, found 'x'"},
      {"(1 1 (forget (field (any) \"R.m\")))", 21,
       "expected a place, found a value"},
      {"(1 1 (forget (global g)))", 22, "expected a name in quotes, found 'g'"},
      {"(1 1 (forget (deref (var 0))))", 21, "expected a value, found a place"},
      {"(1 1 (forget (place)))", 15, "expected a place, found 'place'"},
      {"(1 1 (call (fn \"f\")))", 12, "expected a place, found a value"},
      {"(1 1 (call x (fn \"f\")))", 12, "expected a place or -, found 'x'"},
      {"(1 1 (call - (any)))", 19,
       "expected the signature of the call in quotes, found ')'"},
      {"(1 1 (call - (fn \"f\") \"s\"))", 23,
       "expected a value, found a string"},
      {"(1 1 (call - (fn \"f\") (var 0)))", 23,
       "expected a value, found a place"},
      {"(1 1 (acquire - (any) (any) \"m\"))", 29,
       "expected a value, found a string"},
      {"(1 1 (release - (any) (any) (any)))", 34,
       "expected the message in quotes, found ')'"},
      {"(1 1 (unsupported))", 18, "expected the reason in quotes, found ')'"},
      {"(1 1 (return (int 9223372036854775808)))", 19,
       "expected a number of 64 bits, found '9223372036854775808'"},
      {"(1 1 (return (int -)))", 19, "expected a number of 64 bits, found '-'"},
      {"(1 1 (return (int 1x)))", 19,
       "expected a number of 64 bits, found '1x'"},
      {"(1 1 (return (add (any))))", 24, "expected a value, found ')'"},
      {"(1 1 (return (maybe)))", 15, "expected a value, found 'maybe'"},
  };
  /* A good function before: it is taken back, too. */
  for (size_t i = 0; i < COUNT(rows); i++) {
    char text[400];
    snprintf(
        text, sizeof text, "%s%s%s\n%s", VERSION, F("g", "1", "(1 1 (stop))"),
        "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 () (params \"a\") (locals "
        "\"b\") (block",
        rows[i].text);
    assert_refused(text, strlen(text), 4, rows[i].column, rows[i].message);
  }
  assert_int_equal(sp_program_count(program), 0);
}

static void test_nul(void **state) {
  (void)state;
  static const char outside[] = "(spinpair-program 4)\0";
  assert_refused(outside, sizeof outside - 1, 1, 21, "the text has a NUL");
  static const char inside[] = "(spinpair-program 4) (function \"a\0b\"";
  assert_refused(inside, sizeof inside - 1, 1, 34, "the string has a NUL");
}

/* Every text that ends too early is refused, without reading past its end. */
static void test_truncated(void **state) {
  (void)state;
  size_t whole = sizeof everything - 1;
  for (size_t length = 0; length + 1 < whole; length++) {
    char *text = malloc(length ? length : 1);
    memcpy(text, everything, length);
    sp_program *p = sp_program_new();
    bool fine = sp_program_read(p, text, length, NULL);
    size_t end = strlen(VERSION) - 1;
    const char *second = strstr(everything, "(function \"all\"");
    assert_int_equal(fine, length == end || length == end + 1 ||
                               everything + length == second ||
                               everything + length + 1 == second);
    if (!fine)
      assert_int_equal(sp_program_count(p), 0);
    sp_program_free(p);
    free(text);
  }
}

static char *nested(unsigned depth) {
  size_t size = 400 + depth * 12;
  char *text = malloc(size);
  strcpy(text, VERSION "(function \"f\" \"f\" \"s\" \"a.c\" 1 1 ()\n  (block\n"
                       "    (1 1 (return");
  for (unsigned i = 0; i + 1 < depth; i++)
    strcat(text, " (not");
  strcat(text, " (any)");
  for (unsigned i = 0; i + 1 < depth; i++)
    strcat(text, ")");
  strcat(text, "))))\n");
  return text;
}

static void test_nesting(void **state) {
  (void)state;
  char *text = nested(SP_NODE_NESTING);
  read_good(text);
  assert_text(program, text);
  free(text);
  text = nested(SP_NODE_NESTING + 1);
  assert_refused(text, strlen(text), 4, 18 + 5 * SP_NODE_NESTING,
                 "parentheses are nested deeper than 200");
  free(text);

  enum { DEEP = 1000000 };
  text = malloc(DEEP);
  memset(text, '(', DEEP);
  assert_refused(text, DEEP, 1, 2, "expected (spinpair-program 4), found '('");
  free(text);
  text = nested(10000);
  assert_refused(text, strlen(text), 4, 18 + 5 * SP_NODE_NESTING,
                 "parentheses are nested deeper than 200");
  free(text);

  sp_node value = sp_program_int(program, 0);
  for (int i = 1; i < SP_NODE_NESTING; i++) {
    value = sp_program_op(program, SP_NOT, value, SP_NO_NODE);
    assert_int_not_equal(value, SP_NO_NODE);
  }
  assert_int_equal(sp_program_op(program, SP_NOT, value, SP_NO_NODE),
                   SP_NO_NODE);

  /* A text has no sharing. */
  value = sp_program_int(program, 0);
  int doubled = 0;
  while (value != SP_NO_NODE && doubled < 100) {
    value = sp_program_op(program, SP_ADD, value, value);
    doubled++;
  }
  assert_int_equal(doubled, 16);
}

/* The text of a sum of 2^depth values. */
static void append_sum(char **end, int depth) {
  if (depth == 0) {
    *end += sprintf(*end, "(any)");
    return;
  }
  *end += sprintf(*end, "(add ");
  append_sum(end, depth - 1);
  append_sum(end, depth - 1);
  *end += sprintf(*end, ")");
}

static void test_size(void **state) {
  (void)state;
  for (int depth = 15; depth <= 16; depth++) {
    char *text = malloc(1000000), *end = text;
    end += sprintf(end, VERSION "(function \"f\" \"f\" \"s\" \"a\" 1 1 () "
                                "(block\n(1 1 (return ");
    append_sum(&end, depth);
    strcpy(end, "))))");
    if (depth == 15)
      assert_true(sp_program_read(program, text, strlen(text), NULL));
    else
      assert_refused(text, strlen(text), 3, 14,
                     "the expression has more than 65536 parts");
    free(text);
  }
}

/* ---- memory ---- */

static void test_interning(void **state) {
  (void)state;
  char name[] = "name";
  const char *interned = sp_program_intern(program, name);
  assert_ptr_not_equal(interned, name);
  assert_ptr_equal(sp_program_intern(program, "name"), interned);
  for (int i = 0; i < 5000; i++) {
    char text[20];
    snprintf(text, sizeof text, "%d", i);
    assert_string_equal(sp_program_intern(program, text), text);
  }
  assert_ptr_equal(sp_program_intern(program, "name"), interned);
  assert_ptr_not_equal(sp_program_intern(program, ""), interned);
}

static void test_nodes(void **state) {
  (void)state;
  sp_node one = sp_program_int(program, 1);
  const sp_node_data *data = sp_program_data(program, one);
  assert_int_equal(sp_program_int(program, 1), one);
  assert_int_not_equal(sp_program_int(program, -1), one);
  assert_int_not_equal(sp_program_int(program, (int64_t)1 << 32 | 1), one);
  sp_node v = variable(1);
  assert_int_not_equal(v, one);
  sp_node loaded = node(SP_LOAD, NULL, v, SP_NO_NODE);
  /* What a kind has no use for does not count. */
  assert_int_equal(node(SP_LOAD, "name", v, one), loaded);
  assert_null(sp_program_data(program, loaded)->name);
  assert_int_equal(sp_program_data(program, loaded)->b, SP_NO_NODE);
  char name[] = "R.m";
  sp_node field = node(SP_FIELD, name, v, SP_NO_NODE);
  assert_int_equal(node(SP_FIELD, "R.m", v, SP_NO_NODE), field);
  assert_int_not_equal(node(SP_FIELD, "R.n", v, SP_NO_NODE), field);
  assert_ptr_equal(sp_program_data(program, field)->name,
                   sp_program_intern(program, "R.m"));
  assert_int_not_equal(sp_program_op(program, SP_ADD, one, loaded),
                       sp_program_op(program, SP_ADD, loaded, one));
  assert_int_not_equal(sp_program_op(program, SP_ADD, one, one),
                       sp_program_op(program, SP_SUB, one, one));

  sp_node first = sp_program_int(program, 100);
  for (int i = 0; i < 5000; i++)
    assert_int_equal(sp_program_int(program, 100 + i), first + (sp_node)i);
  for (int i = 0; i < 5000; i++)
    assert_int_equal(sp_program_int(program, 100 + i), first + (sp_node)i);
  /* Data stay where they are. */
  assert_ptr_equal(sp_program_data(program, one), data);
  assert_null(sp_program_data(program, SP_NO_NODE));
}

static void test_refused_nodes(void **state) {
  (void)state;
  sp_node one = sp_program_int(program, 1), v = variable(0);
  assert_int_equal(node(SP_LOAD, NULL, one, SP_NO_NODE), SP_NO_NODE);
  assert_int_equal(node(SP_LOAD, NULL, SP_NO_NODE, SP_NO_NODE), SP_NO_NODE);
  assert_int_equal(node(SP_DEREF, NULL, v, SP_NO_NODE), SP_NO_NODE);
  assert_int_equal(node(SP_ELEMENT, NULL, v, v), SP_NO_NODE);
  assert_int_equal(node(SP_FIELD, NULL, v, SP_NO_NODE), SP_NO_NODE);
  assert_int_equal(node(SP_CHOICE, NULL, one, one), SP_NO_NODE);
  assert_int_equal(sp_program_op(program, SP_ADD, one, SP_NO_NODE), SP_NO_NODE);
  assert_int_equal(variable(-1), SP_NO_NODE);
  assert_int_equal(variable(UINT32_MAX), SP_NO_NODE);
}

static void test_refused_functions(void **state) {
  (void)state;
  sp_block block;
  sp_function f = make("f", &block);
  sp_node one = sp_program_int(program, 1), v = variable(0);
  f.block_count = 0;
  assert_false(sp_program_add(program, &f));
  f.block_count = 1;
  f.name = NULL;
  assert_false(sp_program_add(program, &f));
  f.name = "f";
  f.flags = 1u << 10;
  assert_false(sp_program_add(program, &f));
  f.flags = 0;
  f.parameter_count = 1;
  assert_false(sp_program_add(program, &f));
  f.parameter_count = 0;
  block.value = v;
  assert_false(sp_program_add(program, &f));
  block.value = node(SP_LOAD, NULL, v, SP_NO_NODE);
  assert_false(sp_program_add(program, &f)); /* no variable */
  block.value = 1000;
  assert_false(sp_program_add(program, &f));
  block.value = SP_NO_NODE;
  block.exit = SP_BRANCH;
  assert_false(sp_program_add(program, &f));
  block.value = one;
  block.otherwise = 1;
  assert_false(sp_program_add(program, &f));
  block.exit = SP_RETURN;
  sp_step step;
  memset(&step, 0, sizeof step);
  block.steps = &step;
  block.step_count = 1;
  step.kind = SP_SET;
  step.target = one;
  step.arguments = &one;
  step.argument_count = 1;
  assert_false(sp_program_add(program, &f));
  step.kind = SP_ACQUIRE;
  step.target = SP_NO_NODE;
  assert_false(sp_program_add(program, &f));
  assert_int_equal(sp_program_count(program), 0);

  step.kind = SP_CALL;
  step.callee = one;
  f.variable_count = 1;
  assert_true(sp_program_add(program, &f));
  assert_text(program,
              VERSION "(function \"f\" \"f\" \"void (void)\" \"a.c\" 0 0 ()\n"
                      "  (locals \"\")\n"
                      "  (block\n"
                      "    (0 0 (call - (int 1) \"\" (int 1)))\n"
                      "    (0 0 (return (int 1)))))\n");
}

/* ---- linking ---- */

#define G(name, signature, flags, rest, steps)                                 \
  "(function \"" name "\" \"" name "\" \"" signature "\" \"a.c\" 1 1 (" flags  \
  ") " rest "(block " steps "(1 1 (return))))\n"
#define CALL(name) "(1 1 (call - (fn \"" name "\")))"
#define POINTER(signature) "(1 1 (call - (any) \"" signature "\"))"
#define LOCK "(1 1 (acquire - (any) (any) (any) \"m\"))"

static void link_good(const char *text) {
  read_good(text);
  assert_true(sp_program_link(program));
}

/* What the first step of a function calls: these, and no other. */
static void assert_callees(const char *name, size_t count,
                           const char *const *names) {
  sp_callees callees =
      sp_program_callees(program, &get(name)->blocks[0].steps[0]);
  assert_int_equal(callees.count, count);
  for (size_t i = 0; i < count; i++)
    assert_string_equal(sp_program_get(program, callees.functions[i])->name,
                        names[i]);
}

static void test_callees(void **state) {
  (void)state;
  link_good(VERSION G("direct", "s", "", "", CALL("c"))
                G("gone", "s", "", "", CALL("nobody")) G("through", "s", "", "",
                                                         POINTER("t"))
                    G("stranger", "s", "", "", POINTER("u"))
                        G("unknown", "s", "", "", POINTER("v")) G("locker", "t",
                                                                  "", "", LOCK)
                            G("c", "t", "address-taken", "", "")
                                G("b", "t", "", "", "") /* address not taken */
            G("a", "t", "entry address-taken", "", "")
                G("d", "u2", "address-taken", "", ""));
  assert_callees("direct", 1, (const char *[]){"c"});
  assert_callees("gone", 0, NULL);
  assert_callees("through", 2, (const char *[]){"a", "c"});
  assert_callees("stranger", 0, NULL);
  assert_callees("unknown", 0, NULL);
  assert_callees("locker", 0, NULL);
}

static void assert_order(const char *const *names, const uint32_t *parts) {
  const uint32_t *order = sp_program_order(program);
  for (size_t i = 0; i < sp_program_count(program); i++) {
    assert_string_equal(sp_program_get(program, order[i])->name, names[i]);
    assert_int_equal(sp_program_parts(program)[order[i]], parts[i]);
  }
}

static void test_order(void **state) {
  (void)state;
  /* top -> even <-> odd -> self -> self, odd -> leaf */
  static const char *const functions[] = {
      G("even", "s", "", "", CALL("odd")),
      G("leaf", "s", "", "", ""),
      G("odd", "s", "", "", CALL("even") CALL("self") CALL("leaf")),
      G("self", "s", "", "", CALL("self") CALL("self")),
      G("top", "s", "", "", CALL("even") CALL("leaf") CALL("elsewhere")),
  };
  for (size_t start = 0; start < COUNT(functions); start++) {
    if (start) {
      sp_program_free(program);
      program = sp_program_new();
    }
    for (size_t i = 0; i < COUNT(functions); i++) {
      char text[500];
      snprintf(text, sizeof text, "%s%s", VERSION,
               functions[(start + i * 2) % COUNT(functions)]);
      read_good(text);
    }
    assert_true(sp_program_link(program));
    assert_order((const char *[]){"leaf", "self", "even", "odd", "top"},
                 (const uint32_t[]){0, 1, 2, 2, 3});
  }
  assert_true(sp_program_is_recursive(program, find("even")));
  assert_true(sp_program_is_recursive(program, find("odd")));
  assert_true(sp_program_is_recursive(program, find("self")));
  assert_false(sp_program_is_recursive(program, find("leaf")));
  assert_false(sp_program_is_recursive(program, find("top")));
}

static void test_recursion_through_pointers(void **state) {
  (void)state;
  link_good(VERSION G("a", "s", "address-taken", "", POINTER("s"))
                G("b", "t", "address-taken", "", "")
                    G("c", "s", "", "", POINTER("t"))
                        G("d", "w", "address-taken", "", CALL("e"))
                            G("e", "s", "", "", POINTER("w")));
  assert_order((const char *[]){"a", "b", "c", "d", "e"},
               (const uint32_t[]){0, 1, 2, 3, 3});
  assert_true(sp_program_is_recursive(program, find("a")));
  assert_false(sp_program_is_recursive(program, find("b")));
  assert_false(sp_program_is_recursive(program, find("c")));
  assert_true(sp_program_is_recursive(program, find("d")));
}

static void test_relevance(void **state) {
  (void)state;
  link_good(
      VERSION G("lock", "t", "address-taken", "", LOCK)
          G("unlock", "s", "", "", "(1 1 (release - (any) (any) (any) \"m\"))")
              G("calls", "s", "", "", CALL("unlock"))
                  G("points", "s", "", "", POINTER("t"))
                      G("ping", "s", "", "", CALL("pong"))
                          G("pong", "s", "", "", CALL("ping") CALL("calls"))
                              G("idle", "s", "", "", CALL("other") POINTER("s"))
                                  G("other", "s", "", "", "(1 1 (abandon))"));
  static const char *const relevant[] = {"lock",   "unlock", "calls",
                                         "points", "ping",   "pong"};
  for (size_t i = 0; i < COUNT(relevant); i++)
    assert_true(sp_program_is_relevant(program, find(relevant[i])));
  assert_false(sp_program_is_relevant(program, find("idle")));
  assert_false(sp_program_is_relevant(program, find("other")));
  assert_false(sp_program_is_relevant(program, SIZE_MAX));
}

static void test_writes(void **state) {
  (void)state;
  link_good(VERSION G("a", "s", "", "(writes \"type A\")",
                      CALL("b")) G("b", "s", "", "", CALL("c") POINTER("t"))
                G("c", "s", "", "(writes \"global c\")", CALL("b"))
                    G("p", "t", "address-taken", "(writes \"field R.m\")", "")
                        G("q", "t", "address-taken", "", CALL("r"))
                            G("r", "s", "", "(writes \"record R\")", "")
                                G("z", "s", "", "", CALL("nobody")));
  static const char *const what[] = {"type A",   "global c", "field R.m",
                                     "record R", "type s",   "nothing"};
  static const struct {
    const char *name;
    bool may[COUNT(what)];
  } rows[] = {
      {"a", {true, true, true, true}},
      {"b", {false, true, true, true}},
      {"c", {false, true, true, true}},
      {"p", {false, false, true, false}},
      {"q", {false, false, false, true}},
      {"r", {false, false, false, true}},
      {"z", {false}},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    for (size_t w = 0; w < COUNT(what); w++)
      assert_int_equal(
          sp_program_may_write(program, find(rows[i].name), what[w]),
          rows[i].may[w]);
}

static void test_after_linking(void **state) {
  (void)state;
  read_good(everything);
  sp_block block;
  sp_function f = make("f", &block);
  assert_null(sp_program_order(program));
  assert_null(sp_program_parts(program));
  assert_false(sp_program_is_relevant(program, 0));
  assert_false(sp_program_may_write(program, 0, "type ULONG"));
  assert_true(sp_program_link(program));
  assert_true(sp_program_link(program));
  assert_false(sp_program_add(program, &f));
  assert_refused(everything, strlen(everything), 1, 1,
                 "the program is linked already");
  assert_text(program, everything);
  assert_true(sp_program_may_write(program, 0, "type ULONG"));
}

/* f0 calls f1 and so on; each writes something of its own, and the last one
 * calls whom the first is called by if round. */
static void add_chain(unsigned count, bool round) {
  for (unsigned i = 0; i < count; i++) {
    char name[20], callee[20], what[20];
    const char *writes[] = {what};
    sp_block block;
    sp_step step;
    sp_function f = make(name, &block);
    memset(&step, 0, sizeof step);
    snprintf(name, sizeof name, "f%u", i);
    snprintf(callee, sizeof callee, "f%u", round ? (i + 1) % count : i + 1);
    snprintf(what, sizeof what, "global g%u", i);
    step.kind = SP_CALL;
    step.target = SP_NO_NODE;
    step.callee = node(SP_FUNCTION, callee, SP_NO_NODE, SP_NO_NODE);
    f.writes = writes;
    f.write_count = 1;
    block.steps = &step;
    block.step_count = 1;
    assert_true(sp_program_add(program, &f));
  }
}

static void test_long_chain(void **state) {
  (void)state;
  add_chain(10000, false);
  assert_true(sp_program_link(program));
  assert_int_equal(sp_program_order(program)[0], find("f9999"));
  assert_int_equal(sp_program_order(program)[9999], find("f0"));
  assert_int_equal(sp_program_parts(program)[find("f0")], 9999);
  assert_true(sp_program_may_write(program, find("f0"), "global g9999"));
  assert_true(sp_program_may_write(program, find("f5000"), "global g5000"));
  assert_false(sp_program_may_write(program, find("f5000"), "global g4999"));
}

static void test_long_circle(void **state) {
  (void)state;
  add_chain(10000, true);
  assert_true(sp_program_link(program));
  for (uint32_t i = 0; i < 10000; i++) {
    assert_int_equal(sp_program_order(program)[i], i);
    assert_int_equal(sp_program_parts(program)[i], 0);
    assert_true(sp_program_is_recursive(program, i));
  }
  assert_true(sp_program_may_write(program, find("f9999"), "global g0"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_round_trip),
      TEST(test_empty),
      TEST(test_what_is_read),
      TEST(test_callbacks_in_text),
      TEST(test_pointers_in_text),
      TEST(test_callbacks_of_other_units),
      TEST(test_mode_of_other_units),
      TEST(test_free_form),
      TEST(test_strings),
      TEST(test_function_text),
      TEST(test_any_order),
      TEST(test_movable),
      TEST(test_duplicates),
      TEST(test_malformed),
      TEST(test_malformed_blocks),
      TEST(test_nul),
      TEST(test_truncated),
      TEST(test_nesting),
      TEST(test_size),
      TEST(test_interning),
      TEST(test_nodes),
      TEST(test_refused_nodes),
      TEST(test_refused_functions),
      TEST(test_callees),
      TEST(test_order),
      TEST(test_recursion_through_pointers),
      TEST(test_relevance),
      TEST(test_writes),
      TEST(test_after_linking),
      TEST(test_long_chain),
      TEST(test_long_circle),
  };
  return cmocka_run_group_tests_name("core.program", tests, NULL, NULL);
}

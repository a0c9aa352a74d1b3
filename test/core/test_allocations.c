/* Tests of what the core does when memory runs out: whatever it is at, it says
 * so as its headers promise, keeps nothing, and can be asked again.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A small driver is read, linked, surveyed and proved, and all that is known of
 * it asked for. Each of these steps is done with its n-th allocation failing,
 * for each n until it gets by with fewer.
 */
#include "spinpair/memory.h"
#include "spinpair/program_doubt.h"
#include "spinpair/survey.h"
#include "spinpair/view.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- memory that runs out ---- */

typedef union header {
  size_t size;
  max_align_t align;
} header;

static size_t asked, fails_at; /* counted from 1; 0: none fails */
static bool stays_out;         /* all after that one fail, too */
static bool ran_out;           /* since it was last reset */
static size_t live;            /* blocks */

/* Blocks always move, and what is freed is written over: who keeps a pointer
 * into one sees something else there. */
static void *resize(void *block, size_t size) {
  header *old = block ? (header *)block - 1 : NULL;
  header *made = NULL;
  if (size) {
    asked++;
    if (fails_at && (stays_out ? asked >= fails_at : asked == fails_at)) {
      ran_out = true;
      return NULL;
    }
    made = malloc(sizeof *made + size);
    assert_non_null(made);
    made->size = size;
    memset(made + 1, 0xa5, size);
    if (old)
      memcpy(made + 1, old + 1, old->size < size ? old->size : size);
    live++;
  }
  if (old) {
    memset(old + 1, 0x5a, old->size);
    free(old);
    live--;
  }
  return made ? made + 1 : NULL;
}

/* ---- the driver ---- */

#define HEAD(name, signature, flags)                                           \
  "(function \"" name "\" \"" name "\" \"" signature "\" \"a.c\" 1 1 (" flags  \
  ") (params \"ext\" \"q\") (locals \"irql\" \"n\" \"status\") "
#define BLOCK(steps) "(block " steps ")"
#define AT(line, what) "(" #line " 1 " what ") "
#define V(n) "(load (var " #n "))"
#define PLACE(name) "(field (deref " V(1) ") \"QUEUE." name "\")"
#define MEMBER(name) "(load " PLACE(name) ")"
#define TAKE(line, status, slot)                                               \
  AT(line, "(acquire " status " " V(0) " " MEMBER("Id") " (addr " slot         \
                                                        ") \"q->Id\")")
#define GIVE(line, irql)                                                       \
  AT(line, "(release - " V(0) " " MEMBER("Id") " " irql " \"q->Id\")")
#define CALL(line, result, name)                                               \
  AT(line, "(call " result " (fn \"" name "\") " V(0) " " V(1) ")")
#define RETURN(line) AT(line, "(return)")
#define CONFIG                                                                 \
  "(field (deref " V(0) ") \"_PORT_CONFIGURATION_INFORMATION."                 \
                        "InterruptSynchronizationMode\")"
/* Of the lock that is the member of q. */
#define SPIN(name) "(int 0) (spin (int -1) (addr " PLACE(name) "))"
#define TAKE_SPIN(line, name)                                                  \
  AT(line, "(acquire - " SPIN(name) " (addr (var 2)) \"" name "\")")
#define GIVE_SPIN(line, name)                                                  \
  AT(line, "(release - " SPIN(name) " " V(2) " \"" name "\")")

/* Takes the lock for its caller, unless q->Off; the IRQL is kept in q. */
static const char helpers[] =
    "(spinpair-program 4)\n"
    "(alias \"field QUEUE.Irql\" \"field QUEUE.Whole\")\n"
    "(alias \"record QUEUE\" \"type u8\")\n"
    "(pointer \"fn indirect\" \"(void *, struct QUEUE *)\")\n" HEAD(
        "lock", "",
        "") "(writes \"field QUEUE.Taken\")" BLOCK(AT(10,
                                                      "(branch " MEMBER(
                                                          "Off") " 1 2)"))
        BLOCK(AT(11, "(return (int 1))")) BLOCK(
            TAKE(12, "(var 4)", PLACE("Irql")) AT(13, "(branch " V(4) " 1 3)"))
            BLOCK(AT(14, "(set " PLACE("Taken") " (add (int 1) " MEMBER(
                             "Taken") "))")
                      AT(15, "(return (int 0))")) ")\n" HEAD("unlock", "", "")
                BLOCK(GIVE(20, MEMBER("Irql")) RETURN(21)) ")\n" HEAD(
                    "indirect", "(void *, struct QUEUE *)", "address-taken")
                    BLOCK(AT(25, "(routine \"KeWaitForSingleObject\")")
                              AT(26, "(forget " PLACE("Count") ")")
                                  RETURN(27)) ")\n" HEAD("again", "", "")
                        BLOCK(AT(30, "(branch " MEMBER("Count") " 1 2)"))
                            BLOCK(CALL(31, "-", "again") AT(32, "(goto 2)"))
                                BLOCK(TAKE(33, "-", "(var 2)") GIVE(34, V(2))
                                          RETURN(35)) ")\n";

static const char callers[] =
    "(spinpair-program 4)\n"
    "(callback (fn \"message\") \"HwMSInterruptRoutine\")\n" HEAD(
        "message", "",
        "entry") BLOCK(CALL(40, "(var 3)", "lock")
                           AT(41, "(branch " V(3) " 1 2)")) BLOCK(RETURN(42))
        BLOCK(AT(43,
                 "(call - (load " PLACE(
                     "Call") ") "
                             "\"(void *, struct QUEUE *)\" " V(0) " " V(1) ")")
                  CALL(44, "-", "unlock") RETURN(
                      45)) ")\n" HEAD("leaks", "",
                                      "entry") BLOCK(TAKE(50, "-", "(var 2)")
                                                         AT(51, "(branch " V(
                                                                    1) " 1 2)"))
            BLOCK(RETURN(52)) BLOCK(
                GIVE(53, V(2)) CALL(54, "-", "again")
                    CALL(55, "(var 3)", "unseen")
                        RETURN(56)) ")\n" HEAD("saves", "", "entry concurrent")
                BLOCK(
                    AT(60,
                       "(acquire - " V(0) " (int 1) (addr (field (deref " V(
                           0) ") \"EXT.Irql\")) \"1\")")
                        AT(61,
                           "(release - " V(0) " (int 1) (load (field (deref " V(
                               0) ") \"EXT.Irql\")) \"1\")")
                            RETURN(62)) ")\n" HEAD("saves too", "",
                                                   "entry concurrent")
                    BLOCK(
                        AT(65,
                           "(acquire - " V(0) " (int 2) (addr (field (deref " V(
                               0) ") \"EXT.Irql\")) \"2\")")
                            AT(66, "(release - " V(0) " (int 2) (load (field "
                                                      "(deref " V(
                                                          0) ") \"EXT.Irql\")) "
                                                             "\"2\")")
                                RETURN(67)) ")\n" HEAD("nests", "",
                                                       "entry concurrent")
                        BLOCK(
                            AT(70, "(acquire - " V(
                                       0) " (int 1) (addr (var 2)) \"1\")")
                                AT(71, "(acquire - " V(
                                           0) " (int 2) (addr (var 3)) \"2\")")
                                    AT(72, "(release - " V(0) " (int 2) " V(
                                               3) " \"2\")")
                                        AT(73, "(release - " V(0) " (int 1) " V(
                                                   2) " \"1\")")
                                            RETURN(74)) ")\n" HEAD("nests back",
                                                                   "",
                                                                   "entry "
                                                                   "concurrent")
                            BLOCK(
                                AT(75, "(acquire - " V(
                                           0) " (int 2) (addr (var 2)) \"2\")")
                                    AT(76,
                                       "(acquire - " V(
                                           0) " (int 1) (addr (var 3)) \"1\")")
                                        AT(77, "(release - " V(0) " (int 1) " V(
                                                   3) " \"1\")")
                                            AT(78,
                                               "(release - " V(0) " (int 2) " V(
                                                   2) " \"2\")")
                                                RETURN(
                                                    79)) ")\n" HEAD("pointed",
                                                                    "", "entry")
                                BLOCK(TAKE_SPIN(80, "A") CALL(
                                    81, "-", "doubted") GIVE_SPIN(82, "A")
                                          CALL(83, "-", "leaks") RETURN(
                                              84)) ")\n" HEAD("doubted", "", "")
                                    BLOCK(RETURN(85)) ")\n" HEAD(
                                        "odd",
                                        "", "") BLOCK(AT(90,
                                                         "(switch " MEMBER(
                                                             "Count") " 0 (1 "
                                                                      "1) (2 "
                                                                      "1))"))
                                        BLOCK(
                                            AT(91, "(unsupported \"why not\")")
                                                TAKE(92, "-", "(var 2)") RETURN(
                                                    93)) ")\n"
                                                         "(function \"find\" "
                                                         "\"find\" \"\" "
                                                         "\"a.c\" 1 1 (entry "
                                                         "finds-adapter) "
                                                         "(params \"ext\" "
                                                         "\"a\" \"b\" \"c\" "
                                                         "\"config\" "
                                                         "\"again\") "
                                                         "(locals) " BLOCK(
                                                             AT(95,
                                                                "(set (field "
                                                                "(deref " V(
                                                                    4) ") "
                                                                       "\"_"
                                                                       "PORT_"
                                                                       "CONFIGU"
                                                                       "RATION_"
                                                                       "INFORMA"
                                                                       "TION."
                                                                       "Interru"
                                                                       "ptSynch"
                                                                       "ronizat"
                                                                       "ionMode"
                                                                       "\") "
                                                                       "(int "
                                                                       "1))")
                                                                 RETURN(
                                                                     96)) ")\n";

/* ---- a run ---- */

static char *lines;
static size_t line_count;

static sp_program *program;
static sp_proofs *proofs;

static void forget(void) {
  sp_proofs_free(proofs);
  sp_program_free(program);
  proofs = NULL;
  program = NULL;
}

static void add_line(const char *format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  assert_true(length >= 0);
  lines = realloc(lines, line_count + (size_t)length + 2);
  assert_non_null(lines);
  if ((size_t)length >= sizeof line)
    length = sizeof line - 1;
  memcpy(lines + line_count, line, (size_t)length);
  line_count += (size_t)length;
  lines[line_count++] = '\n';
  lines[line_count] = '\0';
}

/* Takes a text of the core. */
static bool add_text(char *text) {
  if (!text)
    return false;
  size_t length = strlen(text);
  lines = realloc(lines, line_count + length + 1);
  assert_non_null(lines);
  memcpy(lines + line_count, text, length + 1);
  line_count += length;
  sp_memory_free(text);
  return true;
}

/* What is asked of the core, in this order, of each function where it says so.
 * False if it reports that memory ran out; else what it says is in lines. */
typedef bool question(size_t function);

static bool make(size_t function) {
  (void)function;
  sp_program_free(program);
  program = sp_program_new();
  return program;
}

static bool read_text(const char *text) {
  sp_text_error error = {.message = ""};
  if (sp_program_read(program, text, strlen(text), &error))
    return true;
  assert_string_equal(error.message, "memory ran out");
  return false;
}

static bool read_helpers(size_t function) {
  (void)function;
  return read_text(helpers);
}

static bool read_callers(size_t function) {
  (void)function;
  return read_text(callers);
}

/* So much that arrays and arenas grow. */
static bool state_facts(size_t function) {
  (void)function;
  char name[2048];
  for (int i = 0; i < 40; i++) {
    snprintf(name, sizeof name, "global %0*d", (int)sizeof name - 16, i);
    if (!sp_program_alias(program, "field QUEUE.Count", name) ||
        !sp_program_register(program, name, "HwStorTimer") ||
        !sp_program_flow(program, name, "(void *, struct QUEUE *)"))
      return false;
  }
  return sp_program_doubt(program, "doubted", "nobody knows");
}

static bool write_text(size_t function) {
  (void)function;
  return add_text(sp_program_write(program)) &&
         add_text(sp_program_write_movable(program));
}

static bool link_program(size_t function) {
  (void)function;
  if (!sp_program_link(program))
    return false;
  for (size_t i = 0; i < sp_program_count(program); i++) {
    const sp_function *f = sp_program_get(program, i);
    const char *callback = sp_program_callback(program, i);
    add_line("%s: %x, %s, part %" PRIu32 ", %d %d %d", f->name, f->flags,
             callback ? callback : "no entry", sp_program_parts(program)[i],
             sp_program_is_relevant(program, i),
             sp_program_is_restricted(program, i),
             sp_program_may_write(program, i, "field QUEUE.Taken"));
  }
  return true;
}

static bool survey(size_t function) {
  (void)function;
  size_t count = 0;
  sp_breach *found = sp_survey(program, &count);
  if (count == SIZE_MAX) {
    assert_null(found);
    return false;
  }
  for (size_t i = 0; i < count; i++)
    add_line("rule %d at %" PRIu32 ": %s, %s, %s, %zu", (int)found[i].rule,
             found[i].line, found[i].message,
             found[i].other ? found[i].other : "-",
             found[i].slot ? found[i].slot : "-", found[i].note_count);
  sp_memory_free(found);
  return true;
}

static bool prove(size_t function) {
  (void)function;
  sp_proofs_free(proofs);
  proofs = sp_prove(program);
  return proofs;
}

static bool tell_proof(size_t function) {
  const sp_proof *proof = sp_proofs_get(proofs, function);
  assert_non_null(proof);
  size_t pairings, held, seen;
  sp_proofs_pairings(proofs, function, &pairings);
  sp_proofs_held(proofs, function, &held);
  sp_proofs_seen(proofs, function, &seen);
  add_line("%s: %d at %" PRIu32 ": %s, nested %u, rests on %zu, pairs %zu, "
           "held %zu of %zu",
           sp_program_get(program, function)->name, (int)proof->kind,
           proof->line, proof->why ? proof->why : "-", proof->nesting,
           proof->rest_count, pairings, held, seen);
  return true;
}

static void add_node(size_t function, const char *what, sp_node node) {
  char text[256];
  sp_program_c_text(program, sp_program_get(program, function), NULL, node,
                    text, sizeof text);
  add_line("  %s %s", what, text);
}

static bool tell_ways(size_t function) {
  size_t count = 0;
  sp_extent extent = SP_ALL;
  const sp_way *ways = sp_proofs_ways(proofs, function, &count, &extent);
  if (!ways) {
    assert_int_equal(extent, SP_SOME);
    return !ran_out;
  }
  add_line("%zu ways, %d", count, (int)extent);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < ways[i].fact_count; k++)
      add_node(function, ways[i].facts[k].holds ? "if" : "if not",
               ways[i].facts[k].condition);
    for (size_t k = 0; k < ways[i].effect_count; k++)
      add_node(function, "lock", ways[i].effects[k].adapter);
    for (size_t k = 0; k < ways[i].store_count; k++)
      add_node(function, "store", ways[i].stores[k].place);
  }
  return true;
}

static bool tell_touches(size_t function) {
  size_t count = 0;
  const sp_touch *touches = sp_proofs_touches(proofs, function, &count);
  if (!touches)
    return !ran_out;
  for (size_t i = 0; i < count; i++)
    add_line("  may take %d", touches[i].adapter != SP_NO_NODE);
  return true;
}

static bool tell_summary(size_t function) {
  return add_text(sp_proofs_summary(proofs, function));
}

static bool view(size_t function, sp_view view) {
  return !sp_program_is_relevant(program, function) ||
         add_text(sp_proofs_view(proofs, function, view));
}

static bool view_states(size_t function) {
  return view(function, SP_VIEW_STATES);
}

static bool view_events(size_t function) {
  return view(function, SP_VIEW_EVENTS);
}

static bool view_summary(size_t function) {
  return view(function, SP_VIEW_SUMMARY);
}

static bool view_slice(size_t function) {
  return view(function, SP_VIEW_SLICE);
}

static const struct {
  const char *name;
  question *ask;
  bool of_each; /* function of the program */
  bool once;    /* nobody may ask again */
} questions[] = {
    {"new", make, false, false},
    {"read", read_helpers, false, false},
    {"read more", read_callers, false, false},
    {"state", state_facts, false, false},
    {"write", write_text, false, false},
    {"link", link_program, false, true},
    {"survey", survey, false, false},
    {"prove", prove, false, false},
    {"proof", tell_proof, true, false},
    {"ways", tell_ways, true, false},
    {"touches", tell_touches, true, false},
    {"summary", tell_summary, true, false},
    {"states", view_states, true, false},
    {"events", view_events, true, false},
    {"view of summary", view_summary, true, false},
    {"slice", view_slice, true, false},
};

enum { QUESTIONS = sizeof questions / sizeof *questions };

static size_t times(size_t i) {
  return questions[i].of_each ? sp_program_count(program) : 1;
}

/* Asks the first of them, with enough memory. */
static void ask_first(size_t count) {
  fails_at = 0;
  for (size_t i = 0; i < count; i++)
    for (size_t f = 0; f < times(i); f++)
      assert_true(questions[i].ask(f));
}

static int setup(void **unused) {
  (void)unused;
  sp_memory_use(resize);
  fails_at = 0;
  return 0;
}

static int teardown(void **unused) {
  (void)unused;
  forget();
  free(lines);
  lines = NULL;
  line_count = 0;
  stays_out = false;
  sp_memory_use(NULL);
  return 0;
}

/* The driver has something of everything. */
static void has_what_is_asked_for(void **unused) {
  (void)unused;
  ask_first(QUESTIONS);
  static const char *const shown[] = {
      "rule 1", "not shown: a path ends with an MSI spin lock held",
      "given up at 91:1: why not", "  lock ", "rests on doubted"};
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
    if (!strstr(lines, shown[i]))
      fail_msg("nothing says '%s'", shown[i]);
  forget();
  assert_int_equal(live, 0);
}

static void check_lines(const char *wanted, size_t before, size_t i) {
  const char *said = line_count > before ? lines + before : "";
  const size_t length = line_count - before;
  wanted += before;
  if (strncmp(said, wanted, length) == 0)
    return;
  size_t same = 0;
  while (said[same] == wanted[same])
    same++;
  fail_msg("'%s' says '%.80s', not '%.80s'", questions[i].name, said + same,
           wanted + same);
}

/* Asks with the n-th allocation failing, and counted from here. */
static bool ask_without(size_t n, size_t i, size_t function) {
  asked = 0;
  fails_at = n;
  ran_out = false;
  const bool answered = questions[i].ask(function);
  fails_at = 0;
  if (!answered && !ran_out)
    fail_msg("'%s' of function %zu fails, and memory was there",
             questions[i].name, function);
  return answered;
}

/* Asks one question until no allocation of it fails any more; returns how many
 * did. Who may not ask again, or does not want to, gives all up and starts
 * anew; of a proof for which memory ran out, that is the proof. */
static size_t fail_each(const char *wanted, size_t i, size_t function,
                        bool anew) {
  const size_t before = line_count;
  for (size_t n = 1;; n++) {
    const bool answered = ask_without(n, i, function);
    if (answered && !(ran_out && questions[i].of_each))
      check_lines(wanted, before, i);
    if (!ran_out)
      return n - 1;
    line_count = before;
    if (questions[i].of_each) {
      if (!prove(0))
        fail_msg("no proof behind '%s'", questions[i].name);
    } else if (!answered &&
               (questions[i].once || (anew && questions[i].ask != prove))) {
      forget();
      assert_int_equal(live, 0);
      line_count = 0;
      ask_first(i);
      assert_int_equal(line_count, before);
    }
  }
}

static void fail_all(bool anew) {
  ask_first(QUESTIONS);
  char *const wanted = lines;
  lines = NULL;
  line_count = 0;
  forget();
  for (size_t i = 0; i < QUESTIONS; i++) {
    size_t failed = 0;
    for (size_t f = 0; f < times(i); f++)
      failed += fail_each(wanted, i, f, anew);
    if (!failed && questions[i].ask != tell_proof)
      fail_msg("nothing of '%s' failed", questions[i].name);
  }
  assert_string_equal(lines, wanted);
  free(wanted);
  forget();
  assert_int_equal(live, 0);
}

static void one_allocation_fails(void **unused) {
  (void)unused;
  fail_all(false);
}

static void no_more_is_left(void **unused) {
  (void)unused;
  stays_out = true;
  fail_all(true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(has_what_is_asked_for, setup, teardown),
      cmocka_unit_test_setup_teardown(one_allocation_fails, setup, teardown),
      cmocka_unit_test_setup_teardown(no_more_is_left, setup, teardown),
  };
  return cmocka_run_group_tests_name("allocations", tests, NULL, NULL);
}

/* Where pointers to functions lead: which functions a call through a pointer of
 * a type may reach, whatever types the pointer had before.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"
#include "support/memory.h"

#include "spinpair/routines.h"

#include <string.h>

static int compare(const sp_flow *a, const char *from, const char *to) {
  int order = strcmp(a->from, from);
  return order ? order : strcmp(a->to, to);
}

/* Where the first flow is that is not less. */
static size_t find_flow(const sp_program *program, const char *from,
                        const char *to) {
  size_t at = 0, end = program->flow_count;
  while (at < end) {
    size_t middle = at + (end - at) / 2;
    if (compare(&program->flows[middle], from, to) < 0)
      at = middle + 1;
    else
      end = middle;
  }
  return at;
}

bool sp_program_flow(sp_program *program, const char *from, const char *to) {
  from = sp_program_intern(program, from);
  to = sp_program_intern(program, to);
  if (!from || !to || program->linked ||
      !sp_reserve((void **)&program->flows, &program->flow_capacity,
                  program->flow_count + 1, sizeof *program->flows))
    return false;
  size_t at = find_flow(program, from, to);
  sp_flow *list = program->flows;
  if (at < program->flow_count && compare(&list[at], from, to) == 0)
    return true;
  memmove(&list[at + 1], &list[at],
          (program->flow_count++ - at) * sizeof *list);
  list[at] = (sp_flow){from, to};
  return true;
}

/* The name in "fn NAME" or "routine NAME"; NULL if it is something else. */
static const char *name_after(const char *text, const char *kind) {
  size_t length = strlen(kind);
  return strncmp(text, kind, length) == 0 ? text + length : NULL;
}

void sp_program_settle_pointers(sp_program *program) {
  for (size_t i = 0; i < program->flow_count; i++) {
    const char *name = name_after(program->flows[i].from, "fn ");
    const sp_string *string = name ? sp_string_find(program, name) : NULL;
    if (string && string->function)
      string->function->function.flags |= SP_FUNCTION_ADDRESS_TAKEN;
  }
}

/* Parameter types, one after the other, of "(A, B (*)(C, D), ...)". */
static bool next_parameter(const char **at, const char **text, size_t *length) {
  const char *from = *at + 1; /* after "(" or "," */
  if (**at == ')' || !**at)
    return false;
  from += *from == ' ';
  const char *end = from;
  for (int depth = 0; *end && (depth || (*end != ',' && *end != ')')); end++)
    depth += *end == '(' ? 1 : *end == ')' ? -1 : 0;
  *at = end;
  *text = from;
  *length = (size_t)(end - from);
  return end > from;
}

/* Can a value of one parameter be meant for the other? */
static bool parameters_match(const char *a, size_t a_length, const char *b,
                             size_t b_length) {
  if (a_length == b_length && memcmp(a, b, a_length) == 0)
    return true;
  bool a_points = a[a_length - 1] == '*', b_points = b[b_length - 1] == '*';
  if (!a_points || !b_points)
    return a_points == b_points && a[a_length - 1] != ')' &&
           b[b_length - 1] != ')';
  const char *any = "void *";
  return (a_length == strlen(any) && memcmp(a, any, a_length) == 0) ||
         (b_length == strlen(any) && memcmp(b, any, b_length) == 0);
}

/* Is the text a pointer to a number that can be written? */
static bool is_cell_pointer(const char *text, size_t length) {
  static const char *const words[] = {"volatile", "unsigned", "signed", "char",
                                      "short",    "int",      "long",   "_Bool",
                                      "bool",     "__int64"};
  const char *end = text + length;
  bool is_number = false;
  while (text < end && *text != '*') {
    const size_t word = strcspn(text, " *");
    size_t i = 0;
    while (i < sizeof words / sizeof *words &&
           (strlen(words[i]) != word || memcmp(text, words[i], word) != 0))
      i++;
    if (i == sizeof words / sizeof *words)
      return false;
    is_number = true;
    text += word;
    text += *text == ' ';
  }
  return is_number && text + 1 == end;
}

bool sp_function_takes_cell(const sp_function *function, size_t parameter) {
  const char *at = function->signature, *text = NULL;
  size_t length = 0;
  for (size_t i = 0; at && i <= parameter; i++)
    if (!next_parameter(&at, &text, &length))
      return false;
  return at && is_cell_pointer(text, length);
}

/* May a pointer of which no more is known than this type be to a function of
 * the other? */
static bool signatures_match(const char *a, const char *b) {
  for (;;) {
    const char *x = NULL, *y = NULL;
    size_t x_length = 0, y_length = 0;
    bool more = next_parameter(&a, &x, &x_length);
    if (more != next_parameter(&b, &y, &y_length))
      return false;
    if (!more)
      return true;
    if (!parameters_match(x, x_length, y, y_length))
      return false;
  }
}

/* What a walk along the flows knows. */
typedef struct walk {
  sp_program *program;
  const char **reached; /* as many as there are flows, and one */
  size_t count;
} walk;

static void reach(walk *w, const char *type) {
  for (size_t i = 0; i < w->count; i++)
    if (w->reached[i] == type)
      return;
  w->reached[w->count++] = type;
}

static void follow(walk *w, const char *first) {
  const sp_program *program = w->program;
  w->count = 0;
  if (!name_after(first, "fn ") && !name_after(first, "routine "))
    w->reached[w->count++] = first;
  for (size_t i = find_flow(program, first, "");
       i < program->flow_count && program->flows[i].from == first; i++)
    reach(w, program->flows[i].to);
  for (size_t next = 0; next < w->count; next++)
    for (size_t i = find_flow(program, w->reached[next], "");
         i < program->flow_count && program->flows[i].from == w->reached[next];
         i++)
      reach(w, program->flows[i].to);
}

static sp_pointees *group_of(sp_program *program, const char *type) {
  sp_string *string = sp_string_of(type);
  if (!string->group)
    string->group = (uint32_t)++program->group_count;
  return &program->groups[string->group - 1];
}

/* Adds a function to the groups of all types that a pointer to it may have. */
static void add_function(walk *w, const char *first, uint32_t function,
                         bool counts) {
  follow(w, first);
  for (size_t i = 0; i < w->count; i++) {
    if (w->reached[i][0] == '*')
      continue;
    sp_pointees *group = group_of(w->program, w->reached[i]);
    bool is_there = false;
    for (size_t k = 0; !counts && k < group->count; k++)
      is_there |= group->functions[k] == function;
    if (counts)
      group->count++; /* or less */
    else if (!is_there)
      ((uint32_t *)(uintptr_t)group->functions)[group->count++] = function;
  }
}

/* The same for all functions. */
static void add_functions(walk *w, bool counts) {
  sp_program *program = w->program;
  for (uint32_t i = 0; i < program->entry_count; i++) {
    const sp_function *f = &program->entries[i]->function;
    if (f->flags & SP_FUNCTION_ADDRESS_TAKEN)
      add_function(w, f->signature, i, counts);
  }
  for (size_t i = 0; i < program->flow_count; i++) {
    const char *from = program->flows[i].from, *name = name_after(from, "fn ");
    const sp_string *string = name ? sp_string_find(program, name) : NULL;
    if (string && string->function)
      add_function(w, from, string->function->index, counts);
  }
}

/* Each type that a lock routine's address gets, and that has values of which
 * nobody says where they come from while it fits one. */
static void add_routines(walk *w) {
  sp_program *program = w->program;
  for (size_t i = 0; i < program->flow_count; i++) {
    const sp_flow *f = &program->flows[i];
    const char *name = name_after(f->from, "fn ");
    const sp_routine *row = name ? sp_routine_find(name) : NULL;
    if (row && sp_routine_is_lock(row)) {
      follow(w, f->from);
      for (size_t k = 0; k < w->count; k++)
        if (w->reached[k][0] != '*')
          group_of(program, w->reached[k])->routine = name;
    }
    name = name_after(f->from, "routine ");
    if (!name)
      continue;
    const char *any = sp_program_intern(program, "*");
    if (!any)
      return;
    follow(w, any);
    for (size_t k = 0; k < w->count; k++)
      if (w->reached[k][0] != '*' && signatures_match(w->reached[k], f->to))
        group_of(program, w->reached[k])->routine = name;
  }
}

bool sp_program_make_groups(sp_program *program) {
  uint32_t count = (uint32_t)program->entry_count;
  /* Each flow leads to one type, and each function has one. */
  size_t most = program->flow_count + count + 1;
  walk w = {.program = program};
  sp_arena_mark mark = {NULL, 0};
  sp_arena scratch = {0};
  program->group_count = 0;
  program->groups =
      sp_arena_new(&program->functions, most, sizeof *program->groups);
  w.reached =
      sp_arena_new(&scratch, program->flow_count + 2, sizeof *w.reached);
  bool ok = program->groups && w.reached;
  for (int pass = 0; ok && pass < 2; pass++) {
    add_functions(&w, pass == 0);
    for (size_t g = 0; ok && pass == 0 && g < program->group_count; g++) {
      sp_pointees *group = &program->groups[g];
      group->functions = sp_arena_new(&program->functions, group->count,
                                      sizeof *group->functions);
      ok = group->functions != NULL;
      group->count = 0;
    }
  }
  if (ok)
    add_routines(&w);
  sp_arena_back(&scratch, mark);
  return ok;
}

static const sp_pointees *pointees_of(const sp_program *program,
                                      const char *signature) {
  const sp_string *string =
      program->linked ? sp_string_find(program, signature) : NULL;
  return string && string->group ? &program->groups[string->group - 1] : NULL;
}

sp_callees sp_program_pointees(const sp_program *program,
                               const char *signature) {
  const sp_pointees *group = pointees_of(program, signature);
  sp_callees found = {NULL, 0};
  if (group)
    found = (sp_callees){group->functions, group->count};
  return found;
}

const char *sp_program_pointed_routine(const sp_program *program,
                                       const sp_step *call) {
  const sp_pointees *group = call->kind == SP_CALL && call->signature
                                 ? pointees_of(program, call->signature)
                                 : NULL;
  return group ? group->routine : NULL;
}

const char *sp_program_may_lead(const sp_program *program,
                                const char *signature) {
  const sp_pointees *group = pointees_of(program, signature);
  if (!group)
    return NULL;
  for (size_t i = 0; i < group->count; i++)
    if (sp_program_is_relevant(program, group->functions[i]))
      return sp_program_get(program, group->functions[i])->shown;
  return group->routine;
}

size_t sp_program_given(const sp_program *program, const sp_step *call,
                        size_t argument) {
  if (call->kind != SP_CALL || argument >= call->argument_count ||
      sp_program_callees(program, call).count)
    return SIZE_MAX;
  const sp_node_data *data =
      sp_program_data(program, call->arguments[argument]);
  const sp_entry *entry =
      data->kind == SP_FUNCTION ? sp_string_of(data->name)->function : NULL;
  return entry ? entry->index : SIZE_MAX;
}

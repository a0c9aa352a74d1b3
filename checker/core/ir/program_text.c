/* Lock programs as text.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"
#include "support/memory.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  unsigned flag;
} flag_names[] = {
    {"internal", SP_FUNCTION_INTERNAL},
    {"entry", SP_FUNCTION_ENTRY},
    {"address-taken", SP_FUNCTION_ADDRESS_TAKEN},
    {"variadic", SP_FUNCTION_VARIADIC},
    {"lockless", SP_FUNCTION_LOCKLESS},
    {"of-message", SP_FUNCTION_OF_MESSAGE},
    {"finds-adapter", SP_FUNCTION_FINDS_ADAPTER},
    {"concurrent", SP_FUNCTION_CONCURRENT},
    {"queued", SP_FUNCTION_QUEUED},
    {"start-io", SP_FUNCTION_START_IO},
    {"holds-start-io", SP_FUNCTION_HOLDS_START_IO},
    {"holds-interrupt", SP_FUNCTION_HOLDS_INTERRUPT},
    {"locks-unread", SP_FUNCTION_LOCKS_UNREAD},
    {"unfollowed", SP_FUNCTION_UNFOLLOWED},
    {"declared", SP_FUNCTION_DECLARED},
};
enum { FLAGS = sizeof flag_names / sizeof *flag_names };

enum { STEPS = SP_UNSUPPORTED + 1, EXITS = SP_STOP + 1 };
static const char *const step_names[STEPS] = {
    [SP_SET] = "set",         [SP_CALL] = "call",
    [SP_ACQUIRE] = "acquire", [SP_RELEASE] = "release",
    [SP_FORGET] = "forget",   [SP_ABANDON] = "abandon",
    [SP_ROUTINE] = "routine", [SP_UNSUPPORTED] = "unsupported",
};
static const char *const exit_names[EXITS] = {
    [SP_GOTO] = "goto",     [SP_BRANCH] = "branch", [SP_SWITCH] = "switch",
    [SP_RETURN] = "return", [SP_STOP] = "stop",
};

/* ---- writing ---- */

typedef struct writer {
  const sp_program *program;
  char *text;
  size_t length, capacity;
  bool failed;
  bool movable;       /* lines are counted from that of their function, ... */
  int64_t first_line; /* which is this one; else 0 */
} writer;

static void put_bytes(writer *w, const char *bytes, size_t count) {
  if (w->failed ||
      !sp_reserve((void **)&w->text, &w->capacity, w->length + count + 1, 1)) {
    w->failed = true;
    return;
  }
  memcpy(w->text + w->length, bytes, count);
  w->length += count;
  w->text[w->length] = '\0';
}

static void put(writer *w, const char *text) {
  put_bytes(w, text, strlen(text));
}

static void put_number(writer *w, int64_t number) {
  char text[32];
  snprintf(text, sizeof text, " %" PRId64, number);
  put(w, text);
}

static void put_string(writer *w, const char *text) {
  put(w, " \"");
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    char escape[8];
    if (c == '\n') {
      put(w, "\\n");
    } else if (c == '"' || c == '\\') {
      snprintf(escape, sizeof escape, "\\%c", c);
      put(w, escape);
    } else if (c < 0x20 || c >= 0x7f) {
      snprintf(escape, sizeof escape, "\\x%02x", c);
      put(w, escape);
    } else {
      put_bytes(w, text, 1);
    }
  }
  put(w, "\"");
}

/* No deeper than SP_NODE_NESTING. */
static void put_node(writer *w, sp_node node) {
  const sp_node_data *data = sp_program_data(w->program, node);
  const sp_form *form = sp_form_of(data->kind, data->op);
  const sp_node operands[] = {data->a, data->b, data->c};
  const sp_node *next = operands;
  put(w, " (");
  put(w, form->name);
  for (const char *p = form->operands; *p; p++) {
    if (*p == 's')
      put_string(w, data->name);
    else if (*p == 'n' || *p == 'i')
      put_number(w, data->number);
    else
      put_node(w, *next++);
  }
  put(w, ")");
}

static void put_result(writer *w, sp_node node) {
  if (node == SP_NO_NODE)
    put(w, " -");
  else
    put_node(w, node);
}

static void put_head(writer *w, uint32_t line, uint32_t column,
                     const char *name) {
  char text[64];
  snprintf(text, sizeof text, "\n    (%" PRId64 " %" PRIu32 " (%s",
           (int64_t)line - w->first_line, column, name);
  put(w, text);
}

static void put_step(writer *w, const sp_step *step) {
  put_head(w, step->line, step->column, step_names[step->kind]);
  if (step->kind == SP_SET || step->kind == SP_FORGET)
    put_node(w, step->target);
  if (step->kind == SP_CALL || step->kind == SP_ACQUIRE ||
      step->kind == SP_RELEASE)
    put_result(w, step->target);
  if (step->kind == SP_CALL) {
    put_node(w, step->callee);
    if (step->signature)
      put_string(w, step->signature);
  }
  for (size_t i = 0; i < step->argument_count; i++)
    put_node(w, step->arguments[i]);
  if (step->text)
    put_string(w, step->text);
  put(w, "))");
}

static void put_exit(writer *w, const sp_block *block) {
  put_head(w, block->line, block->column, exit_names[block->exit]);
  if (block->value != SP_NO_NODE)
    put_node(w, block->value);
  if (block->exit == SP_GOTO || block->exit == SP_BRANCH ||
      block->exit == SP_SWITCH)
    put_number(w, block->next);
  if (block->exit == SP_BRANCH)
    put_number(w, block->otherwise);
  for (size_t i = 0; i < block->case_count; i++) {
    char text[64];
    snprintf(text, sizeof text, " (%" PRId64 " %" PRIu32 ")",
             block->cases[i].value, block->cases[i].block);
    put(w, text);
  }
  put(w, "))");
}

static void put_strings(writer *w, const char *head, const char **strings,
                        size_t count) {
  if (count == 0)
    return;
  put(w, "\n  (");
  put(w, head);
  for (size_t i = 0; i < count; i++)
    put_string(w, strings[i]);
  put(w, ")");
}

static void put_function(writer *w, const sp_function *f) {
  put(w, "(function");
  put_string(w, f->name);
  put_string(w, f->shown);
  put_string(w, f->signature);
  put_string(w, f->where.file);
  w->first_line = w->movable ? f->where.line : 0;
  put_number(w, f->where.line - w->first_line);
  put_number(w, f->where.column);
  const char *gap = " (";
  for (size_t i = 0; i < FLAGS; i++)
    if (f->flags & flag_names[i].flag) {
      put(w, gap);
      put(w, flag_names[i].name);
      gap = " ";
    }
  put(w, f->flags ? ")" : " ()");
  put_strings(w, "params", f->variables, f->parameter_count);
  put_strings(w, "locals", f->variables + f->parameter_count,
              f->variable_count - f->parameter_count);
  bool any = false;
  for (uint32_t i = 0; i < f->variable_count; i++)
    if (f->escapes[i]) {
      if (!any)
        put(w, "\n  (escapes");
      any = true;
      put_number(w, i);
    }
  if (any)
    put(w, ")");
  put_strings(w, "writes", f->writes, f->write_count);
  for (size_t i = 0; i < f->block_count; i++) {
    put(w, "\n  (block");
    for (size_t k = 0; k < f->blocks[i].step_count; k++)
      put_step(w, &f->blocks[i].steps[k]);
    put_exit(w, &f->blocks[i]);
    put(w, ")");
  }
  put(w, ")\n");
}

static char *finish(writer *w) {
  if (!w->failed)
    return w->text;
  free(w->text);
  return NULL;
}

static void put_registration(writer *w, const sp_registration *r) {
  put(w, "(callback (fn");
  put_string(w, r->function);
  put(w, ")");
  put_string(w, r->callback);
  put(w, ")\n");
}

/* Of the two directions, the one. */
static void put_alias(writer *w, const sp_alias *a) {
  if (strcmp(a->cell, a->other) > 0)
    return;
  put(w, "(alias");
  put_string(w, a->cell);
  put_string(w, a->other);
  put(w, ")\n");
}

static void put_flow(writer *w, const sp_flow *f) {
  put(w, "(pointer");
  put_string(w, f->from);
  put_string(w, f->to);
  put(w, ")\n");
}

static char *write_program(const sp_program *program, bool movable) {
  writer w = {.program = program, .movable = movable};
  char version[48];
  snprintf(version, sizeof version, "(spinpair-program %d)\n",
           SP_PROGRAM_VERSION);
  put(&w, version);
  for (size_t i = 0; i < program->registration_count && !w.failed; i++)
    put_registration(&w, &program->registrations[i]);
  for (size_t i = 0; i < program->alias_count && !w.failed; i++)
    put_alias(&w, &program->aliases[i]);
  for (size_t i = 0; i < program->flow_count && !w.failed; i++)
    put_flow(&w, &program->flows[i]);
  for (size_t i = 0; i < sp_program_count(program) && !w.failed; i++)
    put_function(&w, sp_program_get(program, i));
  return finish(&w);
}

char *sp_program_write(const sp_program *program) {
  return write_program(program, false);
}

char *sp_program_write_movable(const sp_program *program) {
  return write_program(program, true);
}

char *sp_program_write_function(const sp_program *program, size_t index) {
  writer w = {.program = program};
  const sp_function *function = sp_program_get(program, index);
  if (!function)
    return NULL;
  put_function(&w, function);
  return finish(&w);
}

/* ---- reading: tokens ---- */

typedef enum token { END, OPEN, CLOSE, STRING, ATOM } token;

/* A block that an exit names, until their number is known. */
typedef struct target {
  uint32_t block, line, column;
} target;

/* A growing array. */
typedef struct list {
  void *items;
  size_t count, capacity;
} list;

typedef struct reader {
  sp_program *program;
  const char *at, *end;
  uint32_t line, column; /* of at */
  /* The token ahead, and where it starts. */
  token token;
  const char *start;
  size_t length;
  uint32_t token_line, token_column;
  list string; /* STRING: decoded, with a NUL */
  unsigned nesting;

  bool failed;
  sp_text_error *error;

  /* Of the function that is being read. */
  sp_arena arena;
  uint32_t variable_count;
  list variables, writes, blocks, steps, arguments, cases, targets;
  list registrations, aliases, flows;
} reader;

/* The first error stays. Returns false. */
static bool fail_at(reader *r, uint32_t line, uint32_t column,
                    const char *format, ...) {
  if (!r->failed && r->error) {
    va_list arguments;
    va_start(arguments, format);
    r->error->line = line;
    r->error->column = column;
    vsnprintf(r->error->message, sizeof r->error->message, format, arguments);
    va_end(arguments);
  }
  r->failed = true;
  return false;
}

static bool fail_memory(reader *r) {
  return fail_at(r, r->token_line, r->token_column, "memory ran out");
}

static void *push(reader *r, list *list, size_t size) {
  if (!sp_reserve(&list->items, &list->capacity, list->count + 1, size)) {
    fail_memory(r);
    return NULL;
  }
  return memset((char *)list->items + list->count++ * size, 0, size);
}

/* The list's items, kept until the function is read; the list is empty then. */
static void *take(reader *r, list *list, size_t *count, size_t size) {
  void *items = sp_arena_new(&r->arena, list->count, size);
  if (!items) {
    fail_memory(r);
    return NULL;
  }
  if (list->count)
    memcpy(items, list->items, list->count * size);
  *count = list->count;
  list->count = 0;
  return items;
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void step_over(reader *r) {
  if (*r->at++ == '\n') {
    r->line++;
    r->column = 1;
  } else {
    r->column++;
  }
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

static bool push_char(reader *r, char c) {
  char *place = push(r, &r->string, 1);
  if (!place)
    return false;
  *place = c;
  return true;
}

/* After the backslash, which was at the given place. */
static bool scan_escape(reader *r, uint32_t line, uint32_t column) {
  char c = r->at < r->end ? *r->at : '\0';
  if (c == '"' || c == '\\' || c == 'n') {
    step_over(r);
    return push_char(r, c == 'n' ? '\n' : c);
  }
  if (c != 'x')
    return fail_at(r, line, column, "the string has an unknown escape");
  step_over(r);
  int high = r->at < r->end ? hex_digit(*r->at) : -1;
  int low = high >= 0 && r->end - r->at > 1 ? hex_digit(r->at[1]) : -1;
  if (low < 0)
    return fail_at(r, line, column, "\\x lacks its two hexadecimal digits");
  if (high == 0 && low == 0)
    return fail_at(r, line, column, "the string has a NUL");
  step_over(r);
  step_over(r);
  return push_char(r, (char)(high * 16 + low));
}

static bool scan_string(reader *r) {
  r->token = STRING;
  r->string.count = 0;
  step_over(r);
  for (;;) {
    if (r->at == r->end)
      return fail_at(r, r->token_line, r->token_column,
                     "the string does not end");
    uint32_t line = r->line, column = r->column;
    char c = *r->at;
    if (c == '\0')
      return fail_at(r, line, column, "the string has a NUL");
    step_over(r);
    if (c == '"')
      return push_char(r, '\0');
    if (!(c == '\\' ? scan_escape(r, line, column) : push_char(r, c)))
      return false;
  }
}

/* Goes to the next token. */
static bool advance(reader *r) {
  if (r->failed)
    return false;
  while (r->at < r->end && (is_space(*r->at) || *r->at == ';')) {
    if (*r->at == ';')
      while (r->at < r->end && *r->at != '\n')
        step_over(r);
    else
      step_over(r);
  }
  r->start = r->at;
  r->token_line = r->line;
  r->token_column = r->column;
  if (r->at == r->end) {
    r->token = END;
  } else if (*r->at == '"') {
    return scan_string(r);
  } else if (*r->at == '(' || *r->at == ')') {
    r->token = *r->at == '(' ? OPEN : CLOSE;
    step_over(r);
  } else {
    r->token = ATOM;
    while (r->at < r->end && !is_space(*r->at) && !strchr("();\"", *r->at))
      step_over(r);
    r->length = (size_t)(r->at - r->start);
    if (r->length == 0) /* strchr() finds NUL, too. */
      return fail_at(r, r->line, r->column, "the text has a NUL");
  }
  return true;
}

/* ---- reading: parts ---- */

enum { QUOTED = 48 };

/* Text of the input for a message: short, and printable. */
static void quote(char result[QUOTED], const char *text, size_t length) {
  size_t at = 0;
  result[at++] = '\'';
  for (size_t i = 0; i < length && at < QUOTED - 2; i++)
    result[at++] = text[i] >= ' ' && text[i] < 0x7f ? text[i] : '?';
  result[at++] = '\'';
  result[at] = '\0';
}

/* Fails: what was wanted is not the token ahead. */
static bool fail_wanted(reader *r, const char *wanted) {
  char found[QUOTED];
  switch (r->token) {
  case END:
    strcpy(found, "the end of the text");
    break;
  case OPEN:
    strcpy(found, "'('");
    break;
  case CLOSE:
    strcpy(found, "')'");
    break;
  case STRING:
    strcpy(found, "a string");
    break;
  case ATOM:
    quote(found, r->start, r->length);
    break;
  }
  return fail_at(r, r->token_line, r->token_column, "expected %s, found %s",
                 wanted, found);
}

static bool is_atom(const reader *r, const char *text) {
  return r->token == ATOM && r->length == strlen(text) &&
         memcmp(r->start, text, r->length) == 0;
}

static bool read_open(reader *r, const char *wanted) {
  if (r->failed)
    return false;
  if (r->token != OPEN)
    return fail_wanted(r, wanted);
  if (r->nesting >= SP_TEXT_NESTING)
    return fail_at(r, r->token_line, r->token_column,
                   "parentheses are nested deeper than %d", SP_TEXT_NESTING);
  r->nesting++;
  return advance(r);
}

static bool read_close(reader *r) {
  if (r->failed)
    return false;
  if (r->token != CLOSE)
    return fail_wanted(r, "')'");
  r->nesting--;
  return advance(r);
}

static bool read_head(reader *r, const char *text, const char *wanted) {
  if (r->failed)
    return false;
  return is_atom(r, text) ? advance(r) : fail_wanted(r, wanted);
}

/* The interned string; NULL on an error. */
static const char *read_string(reader *r, const char *wanted) {
  if (r->failed)
    return NULL;
  if (r->token != STRING) {
    fail_wanted(r, wanted);
    return NULL;
  }
  const char *text = sp_program_intern(r->program, r->string.items);
  if (!text)
    fail_memory(r);
  return text && advance(r) ? text : NULL;
}

static bool read_number(reader *r, int64_t least, int64_t most,
                        const char *wanted, int64_t *number) {
  if (r->failed)
    return false;
  if (r->token != ATOM)
    return fail_wanted(r, wanted);
  bool negative = r->start[0] == '-';
  uint64_t value = 0, limit = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
  size_t i = negative;
  if (i == r->length)
    return fail_wanted(r, wanted);
  for (; i < r->length; i++) {
    unsigned digit = (unsigned)(r->start[i] - '0');
    if (r->start[i] < '0' || r->start[i] > '9' || value > (limit - digit) / 10)
      return fail_wanted(r, wanted);
    value = value * 10 + digit;
  }
  /* Without ever negating the smallest one. */
  *number = !negative ? (int64_t)value : value ? -(int64_t)(value - 1) - 1 : 0;
  if (*number < least || *number > most)
    return fail_wanted(r, wanted);
  return advance(r);
}

static uint32_t read_small(reader *r, const char *wanted) {
  int64_t number = 0;
  read_number(r, 0, UINT32_MAX, wanted, &number);
  return (uint32_t)number;
}

static bool is_named(const reader *r, const sp_form *form) {
  return form->name && is_atom(r, form->name);
}

/* The kind of the node whose name is ahead. */
static bool find_form(const reader *r, sp_node_data *data) {
  for (size_t i = 0; i < SP_NODE_KINDS; i++)
    if (is_named(r, &sp_kind_forms[i])) {
      data->kind = (sp_node_kind)i;
      return true;
    }
  for (size_t i = 0; i < SP_OPS; i++)
    if (is_named(r, &sp_op_forms[i])) {
      data->kind = SP_OP;
      data->op = (sp_op)i;
      return true;
    }
  return false;
}

/* Recursion ends with read_open(), at SP_TEXT_NESTING. */
static sp_node read_node(reader *r, bool place) {
  const char *wanted = place ? "a place" : "a value";
  uint32_t line = r->token_line, column = r->token_column;
  if (!read_open(r, wanted))
    return SP_NO_NODE;
  sp_node_data data = {.kind = SP_UNKNOWN_VALUE};
  if (!find_form(r, &data)) {
    fail_wanted(r, wanted);
    return SP_NO_NODE;
  }
  if (sp_is_place(data.kind) != place) {
    fail_at(r, line, column, "expected %s, found %s", wanted,
            place ? "a value" : "a place");
    return SP_NO_NODE;
  }
  advance(r);

  sp_node operands[3] = {SP_NO_NODE, SP_NO_NODE, SP_NO_NODE}, *next = operands;
  for (const char *p = sp_form_of(data.kind, data.op)->operands;
       *p && !r->failed; p++) {
    uint32_t at_line = r->token_line, at_column = r->token_column;
    switch (*p) {
    case 's':
      data.name = read_string(r, "a name in quotes");
      break;
    case 'n':
      read_number(r, INT64_MIN, INT64_MAX, "a number of 64 bits", &data.number);
      break;
    case 'i':
      data.number = read_small(r, "the number of a variable");
      if (!r->failed && data.number >= r->variable_count)
        fail_at(r, at_line, at_column,
                "variable %" PRId64 " is out of range, the function has "
                "%" PRIu32,
                data.number, r->variable_count);
      break;
    default:
      *next++ = read_node(r, *p == 'p');
    }
  }
  if (!read_close(r))
    return SP_NO_NODE;
  data.a = operands[0];
  data.b = operands[1];
  data.c = operands[2];
  sp_node node = sp_program_node(r->program, &data);
  if (node == SP_NO_NODE) {
    uint64_t size = 1;
    for (size_t i = 0; i < 3; i++)
      if (operands[i] != SP_NO_NODE)
        size += r->program->nodes[operands[i]]->size;
    if (size > SP_NODE_SIZE)
      fail_at(r, line, column, "the expression has more than %d parts",
              SP_NODE_SIZE);
    else
      fail_memory(r);
  }
  return node;
}

static sp_node read_result(reader *r) {
  if (!r->failed && is_atom(r, "-")) {
    advance(r);
    return SP_NO_NODE;
  }
  if (!r->failed && r->token != OPEN) {
    fail_wanted(r, "a place or -");
    return SP_NO_NODE;
  }
  return read_node(r, true);
}

/* Values, up to count or the end of the list. */
static void read_arguments(reader *r, sp_step *step, size_t count) {
  while (!r->failed && r->arguments.count < count &&
         (count != SIZE_MAX || r->token != CLOSE)) {
    sp_node node = read_node(r, false);
    sp_node *place = push(r, &r->arguments, sizeof node);
    if (place)
      *place = node;
  }
  step->arguments =
      take(r, &r->arguments, &step->argument_count, sizeof(sp_node));
}

static void read_type(reader *r, sp_step *step) {
  if (!r->failed && r->token == STRING)
    step->text = read_string(r, "the type that is written in quotes");
}

static void read_step(reader *r, sp_step *step) {
  switch (step->kind) {
  case SP_SET:
    step->target = read_node(r, true);
    read_arguments(r, step, 1);
    read_type(r, step);
    break;
  case SP_CALL:
    step->target = read_result(r);
    step->callee = read_node(r, false);
    if (!r->failed &&
        sp_program_data(r->program, step->callee)->kind != SP_FUNCTION)
      step->signature = read_string(r, "the signature of the call in quotes");
    read_arguments(r, step, SIZE_MAX);
    break;
  case SP_ACQUIRE:
  case SP_RELEASE:
    step->target = read_result(r);
    read_arguments(r, step, 3);
    step->text = read_string(r, "the message in quotes");
    break;
  case SP_FORGET:
    step->target = read_node(r, true);
    read_type(r, step);
    break;
  case SP_ABANDON:
    break;
  case SP_ROUTINE:
    if (!r->failed && r->token == OPEN)
      read_arguments(r, step, 1);
    step->text = read_string(r, "the name of the routine in quotes");
    break;
  case SP_UNSUPPORTED:
    step->text = read_string(r, "the reason in quotes");
    break;
  }
}

static uint32_t read_target(reader *r) {
  target t = {0, r->token_line, r->token_column};
  t.block = read_small(r, "the number of a block");
  target *place = r->failed ? NULL : push(r, &r->targets, sizeof t);
  if (place)
    *place = t;
  return t.block;
}

static void read_exit(reader *r, sp_block *block) {
  switch (block->exit) {
  case SP_GOTO:
    block->next = read_target(r);
    break;
  case SP_BRANCH:
    block->value = read_node(r, false);
    block->next = read_target(r);
    block->otherwise = read_target(r);
    break;
  case SP_SWITCH:
    block->value = read_node(r, false);
    block->next = read_target(r);
    while (!r->failed && r->token != CLOSE) {
      sp_case *c = push(r, &r->cases, sizeof *c);
      if (c && read_open(r, "a case")) {
        read_number(r, INT64_MIN, INT64_MAX, "the value of a case", &c->value);
        c->block = read_target(r);
        read_close(r);
      }
    }
    block->cases = take(r, &r->cases, &block->case_count, sizeof(sp_case));
    break;
  case SP_RETURN:
    if (!r->failed && r->token != CLOSE)
      block->value = read_node(r, false);
    break;
  case SP_STOP:
    break;
  }
}

static size_t find_name(const reader *r, const char *const *names,
                        size_t count) {
  size_t i = 0;
  while (i < count && !is_atom(r, names[i]))
    i++;
  return i;
}

/* A step or the exit. Returns whether it was the exit. */
static bool read_entry(reader *r, sp_block *block) {
  if (!read_open(r, "a step"))
    return false;
  uint32_t line = read_small(r, "a line number");
  uint32_t column = read_small(r, "a column number");
  if (!read_open(r, "what the step does"))
    return false;
  bool is_exit = false;
  size_t kind = find_name(r, step_names, STEPS);
  if (kind < STEPS) {
    sp_step step = {.kind = (sp_step_kind)kind, .line = line, .column = column};
    step.target = step.callee = SP_NO_NODE;
    advance(r);
    read_step(r, &step);
    sp_step *place = push(r, &r->steps, sizeof step);
    if (place)
      *place = step;
  } else if ((kind = find_name(r, exit_names, EXITS)) < EXITS) {
    is_exit = true;
    block->exit = (sp_exit_kind)kind;
    block->line = line;
    block->column = column;
    block->value = SP_NO_NODE;
    advance(r);
    read_exit(r, block);
  } else {
    return fail_wanted(r, "a step or an exit");
  }
  return read_close(r) && read_close(r) && is_exit;
}

/* After "(block". */
static void read_block(reader *r) {
  sp_block block = {.value = SP_NO_NODE};
  bool done = false;
  while (!r->failed && !done) {
    if (r->token == CLOSE)
      fail_at(r, r->token_line, r->token_column, "the block has no exit");
    else
      done = read_entry(r, &block);
  }
  if (!r->failed && r->token != CLOSE)
    fail_at(r, r->token_line, r->token_column,
            "the block goes on after its exit");
  block.steps = take(r, &r->steps, &block.step_count, sizeof(sp_step));
  sp_block *place = push(r, &r->blocks, sizeof block);
  if (place)
    *place = block;
  read_close(r);
}

/* ---- reading: functions ---- */

/* Is the list of that name ahead? Goes past its name then. */
static bool enter(reader *r, const char *name) {
  if (r->failed || !is_atom(r, name))
    return false;
  return advance(r);
}

/* The rest of a list of strings, and what opens the next list. */
static void read_strings(reader *r, list *strings, const char *wanted) {
  while (!r->failed && r->token != CLOSE) {
    const char *text = read_string(r, wanted);
    const char **place = text ? push(r, strings, sizeof text) : NULL;
    if (place)
      *place = text;
  }
  read_close(r);
  read_open(r, "a block");
}

static unsigned read_flags(reader *r) {
  unsigned flags = 0;
  read_open(r, "the flags");
  while (!r->failed && r->token != CLOSE) {
    size_t i = 0;
    while (i < FLAGS && !is_atom(r, flag_names[i].name))
      i++;
    if (i == FLAGS) {
      fail_wanted(r, "a flag");
    } else {
      flags |= flag_names[i].flag;
      advance(r);
    }
  }
  read_close(r);
  return flags;
}

static void read_escapes(reader *r, bool *escapes) {
  while (!r->failed && r->token != CLOSE) {
    uint32_t line = r->token_line, column = r->token_column;
    uint32_t variable = read_small(r, "the number of a variable");
    if (r->failed)
      return;
    if (variable >= r->variable_count)
      fail_at(r, line, column,
              "variable %" PRIu32 " is out of range, the function has "
              "%" PRIu32,
              variable, r->variable_count);
    else
      escapes[variable] = true;
  }
  read_close(r);
  read_open(r, "a block");
}

static void check_targets(reader *r) {
  const target *targets = r->targets.items;
  for (size_t i = 0; i < r->targets.count && !r->failed; i++)
    if (targets[i].block >= r->blocks.count)
      fail_at(r, targets[i].line, targets[i].column,
              "block %" PRIu32 " is out of range, the function has %zu",
              targets[i].block, r->blocks.count);
  r->targets.count = 0;
}

static void read_body(reader *r, sp_function *f) {
  read_open(r, "a block");
  if (enter(r, "params"))
    read_strings(r, &r->variables, "the name of a parameter in quotes");
  f->parameter_count = (uint32_t)r->variables.count;
  if (enter(r, "locals"))
    read_strings(r, &r->variables, "the name of a local in quotes");
  size_t count = 0;
  f->variables = take(r, &r->variables, &count, sizeof *f->variables);
  f->variable_count = r->variable_count = (uint32_t)count;
  f->escapes = sp_arena_new(&r->arena, count, sizeof *f->escapes);
  if (!f->escapes)
    fail_memory(r);
  if (enter(r, "escapes"))
    read_escapes(r, f->escapes);
  if (enter(r, "writes"))
    read_strings(r, &r->writes, "what is written in quotes");
  f->writes = take(r, &r->writes, &f->write_count, sizeof *f->writes);
  for (;;) {
    read_head(r, "block", "a block");
    read_block(r);
    if (r->failed || r->token == CLOSE)
      break;
    read_open(r, "a block");
  }
  check_targets(r);
  f->blocks = take(r, &r->blocks, &f->block_count, sizeof *f->blocks);
}

/* After "(callback". */
static void read_registration(reader *r) {
  sp_registration read = {NULL, NULL};
  read_open(r, "a function");
  read_head(r, "fn", "a function");
  read.function = read_string(r, "the name of the function in quotes");
  read_close(r);
  read.callback = read_string(r, "the name of the callback in quotes");
  if (!read_close(r))
    return;
  sp_registration *place = push(r, &r->registrations, sizeof read);
  if (place)
    *place = read;
}

/* After "(alias". */
static void read_alias(reader *r) {
  sp_alias read;
  read.cell = read_string(r, "a cell in quotes");
  read.other = read_string(r, "a cell in quotes");
  if (!read_close(r))
    return;
  sp_alias *place = push(r, &r->aliases, sizeof read);
  if (place)
    *place = read;
}

/* After "(pointer". */
static void read_flow(reader *r) {
  sp_flow read = {NULL, NULL};
  read.from = read_string(r, "what the pointer was in quotes");
  read.to = read_string(r, "what it becomes in quotes");
  if (!read_close(r))
    return;
  sp_flow *place = push(r, &r->flows, sizeof read);
  if (place)
    *place = read;
}

static bool read_function(reader *r) {
  uint32_t line = r->token_line, column = r->token_column;
  sp_function f = {0};
  char name[QUOTED];
  read_open(r, "a function");
  if (enter(r, "callback")) {
    read_registration(r);
    return !r->failed;
  }
  if (enter(r, "alias")) {
    read_alias(r);
    return !r->failed;
  }
  if (enter(r, "pointer")) {
    read_flow(r);
    return !r->failed;
  }
  read_head(r, "function", "a function");
  f.name = read_string(r, "the name of the function in quotes");
  f.shown = read_string(r, "the name in the source in quotes");
  f.signature = read_string(r, "the signature in quotes");
  f.where.file = read_string(r, "the file in quotes");
  f.where.line = read_small(r, "a line number");
  f.where.column = read_small(r, "a column number");
  f.flags = read_flags(r);
  if (!r->failed && r->token == CLOSE)
    fail_at(r, r->token_line, r->token_column, "the function has no block");
  read_body(r, &f);
  if (!read_close(r))
    return false;
  switch (sp_program_insert(r->program, &f)) {
  case SP_ADDED:
  case SP_THERE:
    break;
  case SP_DIFFERS:
    quote(name, f.name, strlen(f.name));
    fail_at(r, line, column, "function %s is there already and differs", name);
    break;
  case SP_MALFORMED:
    fail_at(r, line, column, "the function cannot be added");
    break;
  case SP_NO_MEMORY:
    fail_memory(r);
    break;
  }
  sp_arena_mark start = {NULL, 0};
  sp_arena_back(&r->arena, start);
  return !r->failed;
}

static void read_version(reader *r) {
  int64_t version = 0;
  char expected[48];
  snprintf(expected, sizeof expected, "(spinpair-program %d)",
           SP_PROGRAM_VERSION);
  read_open(r, expected);
  read_head(r, "spinpair-program", expected);
  uint32_t line = r->token_line, column = r->token_column;
  read_number(r, INT64_MIN, INT64_MAX, "the version", &version);
  if (!r->failed && version != SP_PROGRAM_VERSION)
    fail_at(r, line, column,
            "the text is of version %" PRId64 ", and only %d can be read",
            version, SP_PROGRAM_VERSION);
  read_close(r);
}

bool sp_program_read(sp_program *program, const char *text, size_t length,
                     sp_text_error *error) {
  reader r = {.program = program,
              .at = text,
              .end = text + length,
              .line = 1,
              .column = 1,
              .error = error};
  if (error)
    memset(error, 0, sizeof *error);
  size_t count = program->entry_count;
  bool sorted = program->sorted;
  sp_arena_mark mark = sp_arena_here(&program->functions);

  if (program->linked)
    fail_at(&r, 1, 1, "the program is linked already");
  advance(&r);
  read_version(&r);
  while (!r.failed && r.token != END)
    read_function(&r);
  const sp_registration *read = r.registrations.items;
  for (size_t i = 0; i < r.registrations.count && !r.failed; i++)
    if (!sp_program_register(program, read[i].function, read[i].callback))
      fail_memory(&r);
  const sp_alias *pairs = r.aliases.items;
  for (size_t i = 0; i < r.aliases.count && !r.failed; i++)
    if (!sp_program_alias(program, pairs[i].cell, pairs[i].other))
      fail_memory(&r);
  const sp_flow *flows = r.flows.items;
  for (size_t i = 0; i < r.flows.count && !r.failed; i++)
    if (!sp_program_flow(program, flows[i].from, flows[i].to))
      fail_memory(&r);
  if (r.failed && !program->linked)
    sp_program_take_back(program, count, sorted, mark);

  sp_arena_mark start = {NULL, 0};
  sp_arena_back(&r.arena, start);
  list *lists[] = {&r.string,        &r.variables, &r.writes, &r.blocks,
                   &r.steps,         &r.arguments, &r.cases,  &r.targets,
                   &r.registrations, &r.aliases,   &r.flows};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    free(lists[i]->items);
  return !r.failed;
}

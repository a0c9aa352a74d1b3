/* Lock programs in memory.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"
#include "support/hash.h"
#include "support/memory.h"

#include <string.h>

/* ---- memory ---- */

struct sp_chunk {
  sp_chunk *below;
  size_t used, size;
  max_align_t data[];
};

enum { CHUNK_SIZE = 1 << 16 };

void *sp_arena_new(sp_arena *arena, size_t count, size_t size) {
  const size_t align = _Alignof(max_align_t);
  if (size && count > (SIZE_MAX / 2) / size)
    return NULL;
  size_t bytes = (count * size + align - 1) / align * align;
  if (bytes == 0)
    bytes = align;
  sp_chunk *chunk = arena->top;
  if (!chunk || chunk->size - chunk->used < bytes) {
    size_t room = bytes > CHUNK_SIZE ? bytes : CHUNK_SIZE;
    chunk = malloc(sizeof *chunk + room);
    if (!chunk)
      return NULL;
    chunk->below = arena->top;
    chunk->used = 0;
    chunk->size = room;
    arena->top = chunk;
  }
  void *result = (char *)chunk->data + chunk->used;
  chunk->used += bytes;
  return memset(result, 0, bytes);
}

sp_arena_mark sp_arena_here(const sp_arena *arena) {
  sp_arena_mark mark = {arena->top, arena->top ? arena->top->used : 0};
  return mark;
}

void sp_arena_back(sp_arena *arena, sp_arena_mark mark) {
  while (arena->top != mark.top) {
    sp_chunk *chunk = arena->top;
    arena->top = chunk->below;
    free(chunk);
  }
  if (mark.top)
    mark.top->used = mark.used;
}

static void arena_free(sp_arena *arena) {
  sp_arena_mark start = {NULL, 0};
  sp_arena_back(arena, start);
}

bool sp_reserve(void **array, size_t *capacity, size_t count, size_t size) {
  if (count <= *capacity)
    return true;
  size_t wanted = *capacity ? *capacity : 16;
  while (wanted < count) {
    if (wanted > SIZE_MAX / 2)
      return false;
    wanted *= 2;
  }
  if (wanted > (SIZE_MAX / 2) / size)
    return false;
  void *bigger = realloc(*array, wanted * size);
  if (!bigger)
    return false;
  *array = bigger;
  *capacity = wanted;
  return true;
}

/* Is a hash table of this capacity too full for one more? */
static bool is_full(size_t count, size_t capacity) {
  return count >= capacity / 4 * 3;
}

static size_t next_capacity(size_t capacity) {
  return capacity ? capacity * 2 : 1024;
}

sp_program *sp_program_new(void) {
  sp_program *program = calloc(1, sizeof *program);
  if (program)
    program->sorted = true;
  return program;
}

void sp_program_free(sp_program *program) {
  if (!program)
    return;
  arena_free(&program->names_and_nodes);
  arena_free(&program->functions);
  free(program->strings);
  free(program->nodes);
  free(program->node_table);
  free(program->entries);
  free(program->registrations);
  free(program->aliases);
  free(program->flows);
  free(program);
}

/* ---- strings ---- */

static uint32_t hash_text(const char *text) {
  uint32_t hash = 2166136261u;
  for (; *text; text++)
    hash = (hash ^ (unsigned char)*text) * 16777619u;
  return hash_mix(hash, 0);
}

/* Where the string is or would be. The table has room. */
static size_t string_slot(const sp_program *program, const char *text,
                          uint32_t hash) {
  size_t mask = program->string_capacity - 1, slot = hash & mask;
  const sp_string *there;
  while ((there = program->strings[slot]) &&
         (there->hash != hash || strcmp(there->text, text) != 0))
    slot = (slot + 1) & mask;
  return slot;
}

static bool grow_strings(sp_program *program) {
  size_t capacity = next_capacity(program->string_capacity);
  sp_string **strings = calloc(capacity, sizeof(sp_string *));
  if (!strings)
    return false;
  for (size_t i = 0; i < program->string_capacity; i++) {
    sp_string *string = program->strings[i];
    if (!string)
      continue;
    size_t slot = string->hash & (capacity - 1);
    while (strings[slot])
      slot = (slot + 1) & (capacity - 1);
    strings[slot] = string;
  }
  free(program->strings);
  program->strings = strings;
  program->string_capacity = capacity;
  return true;
}

sp_string *sp_string_find(const sp_program *program, const char *text) {
  if (!program->string_capacity)
    return NULL;
  return program->strings[string_slot(program, text, hash_text(text))];
}

sp_string *sp_string_of(const char *text) {
  return (sp_string *)(void *)((char *)text - offsetof(sp_string, text));
}

const char *sp_program_intern(sp_program *program, const char *text) {
  if (is_full(program->string_count, program->string_capacity) &&
      !grow_strings(program))
    return NULL;
  uint32_t hash = hash_text(text);
  size_t slot = string_slot(program, text, hash);
  if (program->strings[slot])
    return program->strings[slot]->text;
  size_t length = strlen(text);
  sp_string *string =
      sp_arena_new(&program->names_and_nodes, 1, sizeof *string + length + 1);
  if (!string)
    return NULL;
  string->hash = hash;
  memcpy(string->text, text, length + 1);
  program->strings[slot] = string;
  program->string_count++;
  return string->text;
}

/* ---- nodes ---- */

const sp_form sp_kind_forms[SP_NODE_KINDS] = {
    [SP_UNKNOWN_VALUE] = {"any", ""},  [SP_INT] = {"int", "n"},
    [SP_FUNCTION] = {"fn", "s"},       [SP_LOAD] = {"load", "p"},
    [SP_ADDRESS] = {"addr", "p"},      [SP_CHOICE] = {"if", "vvv"},
    [SP_ACQUIRED] = {"acquired", "n"}, [SP_VARIABLE] = {"var", "i"},
    [SP_GLOBAL] = {"global", "s"},     [SP_DEREF] = {"deref", "v"},
    [SP_FIELD] = {"field", "ps"},      [SP_ELEMENT] = {"elem", "pv"},
};

const sp_form sp_op_forms[SP_OPS] = {
    [SP_NOT] = {"not", "v"},
    [SP_NEGATE] = {"neg", "v"},
    [SP_COMPLEMENT] = {"compl", "v"},
    [SP_EQ] = {"eq", "vv"},
    [SP_NE] = {"ne", "vv"},
    [SP_LT] = {"lt", "vv"},
    [SP_LE] = {"le", "vv"},
    [SP_AND] = {"and", "vv"},
    [SP_OR] = {"or", "vv"},
    [SP_ADD] = {"add", "vv"},
    [SP_SUB] = {"sub", "vv"},
    [SP_MUL] = {"mul", "vv"},
    [SP_DIV] = {"div", "vv"},
    [SP_REM] = {"rem", "vv"},
    [SP_BITAND] = {"band", "vv"},
    [SP_BITOR] = {"bor", "vv"},
    [SP_BITXOR] = {"bxor", "vv"},
    [SP_SHL] = {"shl", "vv"},
    [SP_SHR] = {"shr", "vv"},
    [SP_U8] = {"u8", "v"},
    [SP_U16] = {"u16", "v"},
    [SP_U32] = {"u32", "v"},
    [SP_S8] = {"s8", "v"},
    [SP_S16] = {"s16", "v"},
    [SP_S32] = {"s32", "v"},
    [SP_SPIN] = {"spin", "vv"},
};

static bool is_node(const sp_program *program, sp_node node, bool place) {
  return node < program->node_count &&
         sp_is_place(program->nodes[node]->data.kind) == place;
}

/* Makes of data a node in its only form; false if there is none. name is not
 * interned yet. */
static bool shape_node(const sp_program *program, const sp_node_data *data,
                       sp_node_entry *entry) {
  memset(entry, 0, sizeof *entry);
  if ((unsigned)data->kind >= SP_NODE_KINDS ||
      (data->kind == SP_OP && (unsigned)data->op >= SP_OPS))
    return false;
  entry->data.kind = data->kind;
  if (data->kind == SP_OP)
    entry->data.op = data->op;
  sp_node given[3] = {data->a, data->b, data->c};
  sp_node taken[3] = {SP_NO_NODE, SP_NO_NODE, SP_NO_NODE};
  size_t count = 0;
  entry->size = 1;
  for (const char *p = sp_form_of(data->kind, data->op)->operands; *p; p++) {
    if (*p == 's') {
      if (!data->name)
        return false;
      entry->data.name = data->name;
    } else if (*p == 'n') {
      entry->data.number = data->number;
    } else if (*p == 'i') {
      if (data->number < 0 || data->number >= UINT32_MAX)
        return false;
      entry->data.number = data->number;
      entry->variables = (uint32_t)data->number + 1;
    } else {
      if (!is_node(program, given[count], *p == 'p'))
        return false;
      const sp_node_entry *operand = program->nodes[given[count]];
      taken[count] = given[count];
      count++;
      if (operand->nesting > entry->nesting)
        entry->nesting = operand->nesting;
      if (operand->variables > entry->variables)
        entry->variables = operand->variables;
      entry->size += operand->size;
    }
  }
  entry->nesting++;
  entry->data.a = taken[0];
  entry->data.b = taken[1];
  entry->data.c = taken[2];
  return entry->nesting <= SP_NODE_NESTING && entry->size <= SP_NODE_SIZE;
}

static uint32_t hash_node(const sp_node_data *data) {
  uint32_t hash = hash_mix((uint32_t)data->kind, (uint32_t)data->op);
  hash = hash_mix(hash, (uint32_t)data->number);
  hash = hash_mix(hash, (uint32_t)((uint64_t)data->number >> 32));
  hash = hash_mix(hash, data->name ? sp_string_of(data->name)->hash : 0);
  hash = hash_mix(hash, data->a);
  hash = hash_mix(hash, data->b);
  return hash_mix(hash, data->c);
}

static bool same_node(const sp_node_data *a, const sp_node_data *b) {
  return a->kind == b->kind && a->op == b->op && a->number == b->number &&
         a->name == b->name && a->a == b->a && a->b == b->b && a->c == b->c;
}

static bool grow_node_table(sp_program *program) {
  size_t capacity = next_capacity(program->node_table_capacity);
  sp_node *table = malloc(capacity * sizeof *table);
  if (!table)
    return false;
  memset(table, 0xff, capacity * sizeof *table); /* SP_NO_NODE */
  for (size_t i = 0; i < program->node_count; i++) {
    size_t slot = program->nodes[i]->hash & (capacity - 1);
    while (table[slot] != SP_NO_NODE)
      slot = (slot + 1) & (capacity - 1);
    table[slot] = (sp_node)i;
  }
  free(program->node_table);
  program->node_table = table;
  program->node_table_capacity = capacity;
  return true;
}

sp_node sp_program_node(sp_program *program, const sp_node_data *data) {
  sp_node_entry entry;
  if (!shape_node(program, data, &entry))
    return SP_NO_NODE;
  if (entry.data.name &&
      !(entry.data.name = sp_program_intern(program, entry.data.name)))
    return SP_NO_NODE;
  if (is_full(program->node_count, program->node_table_capacity) &&
      !grow_node_table(program))
    return SP_NO_NODE;

  entry.hash = hash_node(&entry.data);
  size_t mask = program->node_table_capacity - 1, slot = entry.hash & mask;
  sp_node there;
  while ((there = program->node_table[slot]) != SP_NO_NODE) {
    if (same_node(&program->nodes[there]->data, &entry.data))
      return there;
    slot = (slot + 1) & mask;
  }

  if (program->node_count >= SP_NO_NODE ||
      !sp_reserve((void **)&program->nodes, &program->node_capacity,
                  program->node_count + 1, sizeof *program->nodes))
    return SP_NO_NODE;
  sp_node_entry *node =
      sp_arena_new(&program->names_and_nodes, 1, sizeof *node);
  if (!node)
    return SP_NO_NODE;
  *node = entry;
  there = (sp_node)program->node_count++;
  program->nodes[there] = node;
  program->node_table[slot] = there;
  return there;
}

const sp_node_data *sp_program_data(const sp_program *program, sp_node node) {
  return node < program->node_count ? &program->nodes[node]->data : NULL;
}

sp_node sp_program_unconverted(const sp_program *program, sp_node node) {
  for (;;) {
    const sp_node_data *d = sp_program_data(program, node);
    if (d->kind != SP_OP || !sp_op_converts(d->op))
      return node;
    node = d->a;
  }
}

sp_node sp_program_int(sp_program *program, int64_t number) {
  sp_node_data data = {.kind = SP_INT, .number = number};
  return sp_program_node(program, &data);
}

bool sp_program_is_of_message(const sp_program *program, const sp_step *step) {
  const sp_node_data *named = sp_program_data(program, step->arguments[1]);
  return named->kind != SP_OP || named->op != SP_SPIN;
}

sp_node sp_program_op(sp_program *program, sp_op op, sp_node a, sp_node b) {
  sp_node_data data = {.kind = SP_OP, .op = op, .a = a, .b = b};
  return sp_program_node(program, &data);
}

/* ---- functions ---- */

/* Copies a function into its only form: strings interned, writes sorted, what
 * has no meaning cleared. The first failure stays. */
typedef struct copier {
  sp_program *program;
  const sp_function *from;
  sp_added outcome; /* SP_ADDED while all is well */
} copier;

static void fail(copier *c, sp_added outcome) {
  if (c->outcome == SP_ADDED)
    c->outcome = outcome;
}

static void *allocate(copier *c, size_t count, size_t size) {
  void *memory = sp_arena_new(&c->program->functions, count, size);
  if (!memory)
    fail(c, SP_NO_MEMORY);
  return memory;
}

static const char *copy_string(copier *c, const char *text) {
  const char *copy = sp_program_intern(c->program, text ? text : "");
  if (!copy)
    fail(c, SP_NO_MEMORY);
  return copy;
}

static sp_node copy_node(copier *c, sp_node node, bool place) {
  if (!is_node(c->program, node, place) ||
      c->program->nodes[node]->variables > c->from->variable_count)
    fail(c, SP_MALFORMED);
  return node;
}

static sp_node copy_optional(copier *c, sp_node node, bool place) {
  return node == SP_NO_NODE ? node : copy_node(c, node, place);
}

static uint32_t copy_target(copier *c, uint32_t block) {
  if (block >= c->from->block_count)
    fail(c, SP_MALFORMED);
  return block;
}

static void copy_arguments(copier *c, sp_step *to, const sp_step *from,
                           size_t count) {
  if (from->argument_count != count) {
    fail(c, SP_MALFORMED);
    return;
  }
  to->argument_count = count;
  to->arguments = allocate(c, count, sizeof *to->arguments);
  for (size_t i = 0; to->arguments && i < count; i++)
    to->arguments[i] = copy_node(c, from->arguments[i], false);
}

static void copy_type(copier *c, sp_step *to, const sp_step *from) {
  if (from->text && *from->text)
    to->text = copy_string(c, from->text);
}

static void copy_step(copier *c, sp_step *to, const sp_step *from) {
  to->kind = from->kind;
  to->line = from->line;
  to->column = from->column;
  to->target = to->callee = SP_NO_NODE;
  switch (from->kind) {
  case SP_SET:
    to->target = copy_node(c, from->target, true);
    copy_arguments(c, to, from, 1);
    copy_type(c, to, from);
    return;
  case SP_CALL:
    to->target = copy_optional(c, from->target, true);
    to->callee = copy_node(c, from->callee, false);
    if (c->outcome == SP_ADDED &&
        c->program->nodes[to->callee]->data.kind != SP_FUNCTION)
      to->signature = copy_string(c, from->signature);
    copy_arguments(c, to, from, from->argument_count);
    return;
  case SP_ACQUIRE:
  case SP_RELEASE:
    to->target = copy_optional(c, from->target, true);
    copy_arguments(c, to, from, 3);
    to->text = copy_string(c, from->text);
    return;
  case SP_FORGET:
    to->target = copy_node(c, from->target, true);
    copy_type(c, to, from);
    return;
  case SP_ABANDON:
    return;
  case SP_ROUTINE:
    copy_arguments(c, to, from, from->argument_count ? 1 : 0);
    to->text = copy_string(c, from->text);
    return;
  case SP_UNSUPPORTED:
    to->text = copy_string(c, from->text);
    return;
  }
  fail(c, SP_MALFORMED);
}

static void copy_exit(copier *c, sp_block *to, const sp_block *from) {
  to->exit = from->exit;
  to->line = from->line;
  to->column = from->column;
  to->value = SP_NO_NODE;
  switch (from->exit) {
  case SP_GOTO:
    to->next = copy_target(c, from->next);
    return;
  case SP_BRANCH:
    to->value = copy_node(c, from->value, false);
    to->next = copy_target(c, from->next);
    to->otherwise = copy_target(c, from->otherwise);
    return;
  case SP_SWITCH:
    to->value = copy_node(c, from->value, false);
    to->next = copy_target(c, from->next);
    to->case_count = from->case_count;
    to->cases = allocate(c, from->case_count, sizeof *to->cases);
    for (size_t i = 0; to->cases && i < from->case_count; i++) {
      to->cases[i].value = from->cases[i].value;
      to->cases[i].block = copy_target(c, from->cases[i].block);
    }
    return;
  case SP_RETURN:
    to->value = copy_optional(c, from->value, false);
    return;
  case SP_STOP:
    return;
  }
  fail(c, SP_MALFORMED);
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void copy_writes(copier *c, sp_function *to) {
  const sp_function *from = c->from;
  to->writes = allocate(c, from->write_count, sizeof *to->writes);
  if (!to->writes)
    return;
  for (size_t i = 0; i < from->write_count; i++)
    if (!(to->writes[i] = copy_string(c, from->writes[i])))
      return;
  qsort(to->writes, from->write_count, sizeof *to->writes, compare_texts);
  for (size_t i = 0; i < from->write_count; i++)
    if (i == 0 || to->writes[i] != to->writes[i - 1])
      to->writes[to->write_count++] = to->writes[i];
}

static void copy_function(copier *c, sp_function *to) {
  const sp_function *from = c->from;
  const unsigned flags =
      SP_FUNCTION_INTERNAL | SP_FUNCTION_ENTRY | SP_FUNCTION_ADDRESS_TAKEN |
      SP_FUNCTION_VARIADIC | SP_FUNCTION_LOCKLESS | SP_FUNCTION_OF_MESSAGE |
      SP_FUNCTION_FINDS_ADAPTER | SP_FUNCTION_CONCURRENT | SP_FUNCTION_QUEUED |
      SP_FUNCTION_START_IO | SP_FUNCTION_HOLDS_START_IO |
      SP_FUNCTION_HOLDS_INTERRUPT | SP_FUNCTION_LOCKS_UNREAD |
      SP_FUNCTION_UNFOLLOWED | SP_FUNCTION_DECLARED;
  if (!from->name || (from->flags & ~flags) || from->block_count == 0 ||
      ((from->flags & SP_FUNCTION_OF_MESSAGE) && from->parameter_count < 2) ||
      ((from->flags &
        (SP_FUNCTION_HOLDS_START_IO | SP_FUNCTION_HOLDS_INTERRUPT)) &&
       from->parameter_count < 1) ||
      from->block_count > UINT32_MAX ||
      from->parameter_count > from->variable_count) {
    fail(c, SP_MALFORMED);
    return;
  }
  to->name = copy_string(c, from->name);
  to->shown = copy_string(c, from->shown);
  to->signature = copy_string(c, from->signature);
  to->where.file = copy_string(c, from->where.file);
  to->where.line = from->where.line;
  to->where.column = from->where.column;
  to->flags = from->flags;
  to->parameter_count = from->parameter_count;
  to->variable_count = from->variable_count;
  to->variables = allocate(c, from->variable_count, sizeof *to->variables);
  to->escapes = allocate(c, from->variable_count, sizeof *to->escapes);
  to->block_count = from->block_count;
  to->blocks = allocate(c, from->block_count, sizeof *to->blocks);
  copy_writes(c, to);
  if (c->outcome != SP_ADDED)
    return;
  for (uint32_t i = 0; i < from->variable_count; i++) {
    to->variables[i] =
        copy_string(c, from->variables ? from->variables[i] : NULL);
    to->escapes[i] = from->escapes && from->escapes[i];
  }
  for (size_t i = 0; i < from->block_count; i++) {
    const sp_block *source = &from->blocks[i];
    sp_block *block = &to->blocks[i];
    block->step_count = source->step_count;
    block->steps = allocate(c, source->step_count, sizeof *block->steps);
    for (size_t k = 0; block->steps && k < source->step_count; k++)
      copy_step(c, &block->steps[k], &source->steps[k]);
    copy_exit(c, block, source);
    if (c->outcome != SP_ADDED)
      return;
  }
}

/* Comparing copies: equal strings are one pointer, equal nodes one index. */
static bool same_step(const sp_step *a, const sp_step *b) {
  if (a->kind != b->kind || a->line != b->line || a->column != b->column ||
      a->text != b->text || a->target != b->target || a->callee != b->callee ||
      a->signature != b->signature || a->argument_count != b->argument_count)
    return false;
  for (size_t i = 0; i < a->argument_count; i++)
    if (a->arguments[i] != b->arguments[i])
      return false;
  return true;
}

static bool same_block(const sp_block *a, const sp_block *b) {
  if (a->step_count != b->step_count || a->exit != b->exit ||
      a->line != b->line || a->column != b->column || a->value != b->value ||
      a->next != b->next || a->otherwise != b->otherwise ||
      a->case_count != b->case_count)
    return false;
  for (size_t i = 0; i < a->case_count; i++)
    if (a->cases[i].value != b->cases[i].value ||
        a->cases[i].block != b->cases[i].block)
      return false;
  for (size_t i = 0; i < a->step_count; i++)
    if (!same_step(&a->steps[i], &b->steps[i]))
      return false;
  return true;
}

/* Whether its address is taken is a matter of the unit. */
static bool same_function(const sp_function *a, const sp_function *b) {
  if (a->name != b->name || a->shown != b->shown ||
      a->signature != b->signature || a->where.file != b->where.file ||
      a->where.line != b->where.line || a->where.column != b->where.column ||
      ((a->flags ^ b->flags) & ~(unsigned)SP_FUNCTION_ADDRESS_TAKEN) ||
      a->parameter_count != b->parameter_count ||
      a->variable_count != b->variable_count ||
      a->write_count != b->write_count || a->block_count != b->block_count)
    return false;
  for (uint32_t i = 0; i < a->variable_count; i++)
    if (a->variables[i] != b->variables[i] || a->escapes[i] != b->escapes[i])
      return false;
  for (size_t i = 0; i < a->write_count; i++)
    if (a->writes[i] != b->writes[i])
      return false;
  for (size_t i = 0; i < a->block_count; i++)
    if (!same_block(&a->blocks[i], &b->blocks[i]))
      return false;
  return true;
}

sp_added sp_program_insert(sp_program *program, const sp_function *function) {
  copier c = {program, function, SP_ADDED};
  if (program->linked)
    return SP_MALFORMED;
  sp_arena_mark mark = sp_arena_here(&program->functions);
  sp_entry *entry = allocate(&c, 1, sizeof *entry);
  if (entry)
    copy_function(&c, &entry->function);
  if (c.outcome == SP_ADDED) {
    sp_entry *there = sp_string_of(entry->function.name)->function;
    if (there && (there->function.flags & SP_FUNCTION_DECLARED) &&
        !same_function(&there->function, &entry->function))
      fail(&c, sp_program_contradict(program, &there->function) ? SP_THERE
                                                                : SP_NO_MEMORY);
    else if (there && !same_function(&there->function, &entry->function))
      fail(&c, SP_DIFFERS);
    else if (there) {
      there->function.flags |= entry->function.flags;
      fail(&c, SP_THERE);
    } else if (program->entry_count >= UINT32_MAX / 2 ||
               !sp_reserve((void **)&program->entries, &program->entry_capacity,
                           program->entry_count + 1, sizeof *program->entries))
      fail(&c, SP_NO_MEMORY);
  }
  if (c.outcome != SP_ADDED) {
    sp_arena_back(&program->functions, mark);
    return c.outcome;
  }
  sp_string_of(entry->function.name)->function = entry;
  program->entries[program->entry_count++] = entry;
  program->sorted = false;
  return SP_ADDED;
}

void sp_program_take_back(sp_program *program, size_t count, bool sorted,
                          sp_arena_mark mark) {
  while (program->entry_count > count) {
    const sp_entry *entry = program->entries[--program->entry_count];
    sp_string_of(entry->function.name)->function = NULL;
  }
  program->sorted = sorted;
  sp_arena_back(&program->functions, mark);
}

bool sp_program_add(sp_program *program, const sp_function *function) {
  sp_added added = sp_program_insert(program, function);
  return added == SP_ADDED || added == SP_THERE;
}

static int compare_entries(const void *a, const void *b) {
  return strcmp((*(sp_entry *const *)a)->function.name,
                (*(sp_entry *const *)b)->function.name);
}

void sp_program_sort(const sp_program *constant) {
  sp_program *program = (sp_program *)constant;
  if (program->sorted)
    return;
  qsort(program->entries, program->entry_count, sizeof *program->entries,
        compare_entries);
  for (size_t i = 0; i < program->entry_count; i++)
    program->entries[i]->index = (uint32_t)i;
  program->sorted = true;
}

size_t sp_program_count(const sp_program *program) {
  return program->entry_count;
}

const sp_function *sp_program_get(const sp_program *program, size_t index) {
  if (index >= program->entry_count)
    return NULL;
  sp_program_sort(program);
  return &program->entries[index]->function;
}

size_t sp_program_find(const sp_program *program, const char *name) {
  const sp_string *string = sp_string_find(program, name);
  if (!string || !string->function)
    return SIZE_MAX;
  sp_program_sort(program);
  return string->function->index;
}

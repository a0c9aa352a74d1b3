/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "reading.h"
#include "ir/places.h"
#include "support/memory.h"

#include <string.h>

/* What is done with a value. */
typedef enum use {
  USE_KNOWN,  /* who gets it may give it back, or read what it leads to */
  USE_WRITTEN /* it is compared, or leads to what is only written */
} use;

struct reading {
  const sp_program *program;
  /* By function, then variable: may be read what a pointer in it leads to. */
  bool **through;
  /* Places that start in a global; SP_GLOBAL alone: the whole of it. */
  sp_node *places;
  size_t count, capacity;
  bool changed, failed;
};

/* Behind the name stands the file then; linkage names of Microsoft have no
 * folder, and end in what a type is called by. */
static bool is_internal(const char *global) {
  const char *file = strrchr(global, '@');
  return file && (*global != '?' || strchr(file, '.'));
}

static void add_place(reading *r, sp_node place) {
  if (!is_internal(place_root(r->program, place)->name))
    return;
  for (size_t i = 0; i < r->count; i++)
    if (r->places[i] == place)
      return;
  if (r->count == r->capacity) {
    const size_t capacity = r->capacity ? 2 * r->capacity : 16;
    sp_node *more = realloc(r->places, capacity * sizeof *more);
    if (!more) {
      r->failed = true;
      return;
    }
    r->places = more;
    r->capacity = capacity;
  }
  r->places[r->count++] = place;
  r->changed = true;
}

static void mark_variable(reading *r, size_t function, int64_t variable) {
  if (r->through[function][variable])
    return;
  r->through[function][variable] = r->changed = true;
}

static void see_value(reading *r, size_t function, sp_node node, use how);

/* The indices of a place are read, and so is the pointer that leads to it. */
static void see_place(reading *r, size_t function, sp_node place, use pointer) {
  const sp_node_data *d = sp_program_data(r->program, place);
  for (; d->kind == SP_FIELD || d->kind == SP_ELEMENT;
       d = sp_program_data(r->program, d->a))
    if (d->kind == SP_ELEMENT)
      see_value(r, function, d->b, USE_KNOWN);
  if (d->kind == SP_DEREF)
    see_value(r, function, d->a, pointer);
}

static void see_load(reading *r, size_t function, sp_node place, use how) {
  const sp_node_data *d = place_root(r->program, place);
  see_place(r, function, place, USE_KNOWN);
  if (how != USE_KNOWN)
    return;
  if (d->kind == SP_GLOBAL)
    add_place(r, place);
  else if (d->kind == SP_VARIABLE)
    mark_variable(r, function, d->number);
}

static void see_address(reading *r, size_t function, sp_node place, use how) {
  const sp_node_data *d = place_root(r->program, place);
  see_place(r, function, place, how);
  /* By the address of a part, as CONTAINING_RECORD does, one gets to all. */
  if (d->kind == SP_GLOBAL && how == USE_KNOWN)
    add_place(r, place_whole(r->program, place));
  else if (d->kind == SP_VARIABLE && how == USE_KNOWN)
    mark_variable(r, function, d->number);
}

static bool only_compares(sp_op op) {
  return op == SP_NOT || (op >= SP_EQ && op <= SP_OR);
}

static void see_value(reading *r, size_t function, sp_node node, use how) {
  if (node == SP_NO_NODE)
    return;
  const sp_node_data *d = sp_program_data(r->program, node);
  switch (d->kind) {
  case SP_LOAD:
    see_load(r, function, d->a, how);
    break;
  case SP_ADDRESS:
    see_address(r, function, d->a, how);
    break;
  case SP_OP:
    if (only_compares(d->op))
      how = USE_WRITTEN;
    else if (d->op != SP_SPIN)
      how = USE_KNOWN;
    see_value(r, function, d->a, how);
    see_value(r, function, d->b, how);
    break;
  case SP_CHOICE:
    see_value(r, function, d->a, USE_WRITTEN);
    see_value(r, function, d->b, how);
    see_value(r, function, d->c, how);
    break;
  default:
    break;
  }
}

/* What becomes of what is put into a place: of a local, what is done with that.
 * A handle knows its lock, and is released as a whole. */
static use use_stored(const reading *r, size_t function, sp_node place) {
  const sp_node_data *root = place_root(r->program, place),
                     *d = sp_program_data(r->program, place);
  if (root->kind == SP_VARIABLE)
    return r->through[function][root->number] ? USE_KNOWN : USE_WRITTEN;
  return d->kind == SP_FIELD &&
                 strcmp(d->name, "_KLOCK_QUEUE_HANDLE.LockQueue.Lock") == 0
             ? USE_WRITTEN
             : USE_KNOWN;
}

static void see_call(reading *r, size_t function, const sp_step *step) {
  const sp_callees callees = sp_program_callees(r->program, step);
  see_value(r, function, step->callee, USE_KNOWN);
  for (size_t a = 0; a < step->argument_count; a++) {
    use how = callees.count ? USE_WRITTEN : USE_KNOWN;
    for (size_t c = 0; c < callees.count; c++) {
      const size_t callee = callees.functions[c];
      const sp_function *f = sp_program_get(r->program, callee);
      if (a >= f->parameter_count || r->through[callee][a])
        how = USE_KNOWN;
    }
    see_value(r, function, step->arguments[a], how);
  }
}

static void see_step(reading *r, size_t function, const sp_step *step) {
  if (step->target != SP_NO_NODE)
    see_place(r, function, step->target, USE_WRITTEN);
  switch (step->kind) {
  case SP_SET:
    see_value(r, function, step->arguments[0],
              use_stored(r, function, step->target));
    break;
  case SP_CALL:
    see_call(r, function, step);
    break;
  case SP_ACQUIRE:
  case SP_ROUTINE:
    for (size_t a = 0; a < step->argument_count; a++)
      see_value(r, function, step->arguments[a], USE_WRITTEN);
    break;
  default: /* who gives back a lock knows it */
    for (size_t a = 0; a < step->argument_count; a++)
      see_value(r, function, step->arguments[a], USE_KNOWN);
    break;
  }
}

static void see_function(reading *r, size_t function) {
  const sp_function *f = sp_program_get(r->program, function);
  for (size_t b = 0; b < f->block_count; b++) {
    const sp_block *block = &f->blocks[b];
    for (size_t i = 0; i < block->step_count; i++)
      see_step(r, function, &block->steps[i]);
    if (block->value != SP_NO_NODE)
      see_value(r, function, block->value,
                block->exit == SP_RETURN ? USE_KNOWN : USE_WRITTEN);
  }
}

reading *reading_new(const sp_program *program) {
  const size_t count = sp_program_count(program);
  reading *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  r->program = program;
  r->through = calloc(count + 1, sizeof *r->through);
  r->failed = !r->through;
  for (size_t i = 0; !r->failed && i < count; i++) {
    const sp_function *f = sp_program_get(program, i);
    r->through[i] = calloc(f->variable_count + 1, sizeof **r->through);
    r->failed = !r->through[i];
    for (uint32_t v = 0; !r->failed && v < f->variable_count; v++)
      r->through[i][v] = f->escapes && f->escapes[v];
  }
  /* Callees first, until no cycle has more to say. */
  const uint32_t *order = sp_program_order(program);
  for (r->changed = true; r->changed && !r->failed;) {
    r->changed = false;
    for (size_t i = 0; i < count && !r->failed; i++)
      see_function(r, order[i]);
  }
  if (!r->failed)
    return r;
  reading_free(r);
  return NULL;
}

void reading_free(reading *r) {
  if (!r)
    return;
  const size_t count = sp_program_count(r->program);
  for (size_t i = 0; r->through && i < count; i++)
    free(r->through[i]);
  free(r->through);
  free(r->places);
  free(r);
}

enum { MOST_NAMES = 16 };

/* The members that lead from a global to a place, the outermost first; elements
 * are not told apart. Negative if there are too many. */
static int names_of_value(const values *values, value place,
                          const char **names) {
  const value_data *d = values_get(values, place);
  int count = 0;
  for (; d->kind == PLACE_FIELD || d->kind == PLACE_ELEMENT;
       d = values_get(values, d->a)) {
    if (d->kind == PLACE_FIELD && count == MOST_NAMES)
      return -1;
    if (d->kind == PLACE_FIELD)
      names[count++] = d->name;
  }
  return count;
}

static int names_of_node(const sp_program *program, sp_node place,
                         const char **names) {
  const sp_node_data *d = sp_program_data(program, place);
  int count = 0;
  for (; d->kind == SP_FIELD || d->kind == SP_ELEMENT;
       d = sp_program_data(program, d->a)) {
    if (d->kind == SP_FIELD && count == MOST_NAMES)
      return -1;
    if (d->kind == SP_FIELD)
      names[count++] = d->name;
  }
  return count;
}

/* May the two share bytes: is one a part of the other, or do they part at
 * members of a union? */
static bool may_meet(const reading *r, const char **a, int a_count,
                     const char **b, int b_count) {
  while (a_count > 0 && b_count > 0 && a[a_count - 1] == b[b_count - 1])
    a_count--, b_count--;
  if (a_count <= 0 || b_count <= 0)
    return true;
  char cell[256];
  size_t count;
  const char *name = a[a_count - 1];
  if (strlen(name) + sizeof "field " > sizeof cell)
    return true;
  strcpy(cell, "field ");
  strcat(cell, name);
  const sp_alias *list = sp_program_aliases(r->program, cell, &count);
  for (size_t i = 0; i < count; i++)
    if (strncmp(list[i].other, "type ", 5) != 0)
      return true;
  return false;
}

/* Is it named where lock programs do not tell: in a static initialiser, or
 * where memory is copied? */
static bool is_named_elsewhere(const reading *r, const char *global) {
  char cell[512];
  size_t count;
  if (strlen(global) + sizeof "global " > sizeof cell)
    return true;
  strcpy(cell, "global ");
  strcat(cell, global);
  const sp_alias *list = sp_program_aliases(r->program, cell, &count);
  for (size_t i = 0; i < count; i++)
    if (strcmp(list[i].other, "elsewhere") == 0)
      return true;
  return false;
}

bool reading_place(const reading *r, const values *values, value place) {
  const char *global = values_get(values, values_base(values, place))->name;
  if (!is_internal(global) || is_named_elsewhere(r, global))
    return true;
  const char *a[MOST_NAMES], *b[MOST_NAMES];
  const int a_count = names_of_value(values, place, a);
  for (size_t i = 0; i < r->count; i++)
    if (place_root(r->program, r->places[i])->name == global &&
        may_meet(r, a, a_count, b, names_of_node(r->program, r->places[i], b)))
      return true;
  return false;
}

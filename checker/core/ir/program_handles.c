/* Members and globals that hold handles of their own.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The driver framework's locks are objects that a handle stands for, which
 * WdfSpinLockCreate puts where it is told. A member that is given nothing else,
 * in no function of the program, but 0, holds a handle that no other such
 * member holds: what is taken by the one is not what is taken by the other.
 */
#include "alias.h"
#include "program_internal.h"

#include <string.h>

typedef struct finder {
  sp_program *program;
  aliases *aliases;
  const char **cells; /* that were made somewhere; interned */
  bool *spoilt;       /* of each: it is given something else, too */
  size_t count;
} finder;

/* The member, or the global, that a place is, or an element of; NULL if it is
 * none. */
static const char *cell_of(const sp_program *program, sp_node place) {
  if (place == SP_NO_NODE)
    return NULL;
  const sp_node_data *d = sp_program_data(program, place);
  while (d->kind == SP_ELEMENT)
    d = sp_program_data(program, d->a);
  return d->kind == SP_FIELD || d->kind == SP_GLOBAL ? d->name : NULL;
}

static bool makes(const sp_program *program, const sp_step *step) {
  if (step->kind != SP_CALL)
    return false;
  const sp_node_data *callee = sp_program_data(program, step->callee);
  return callee->kind == SP_FUNCTION &&
         strcmp(callee->name, SP_FRESH_MEMORY) == 0;
}

/* Is the cell a member of the record that "record R" names? */
static bool is_in_record(const char *cell, const char *record) {
  const char *name = record + strlen("record ");
  const size_t length = strlen(name);
  return strncmp(cell, name, length) == 0 && cell[length] == '.';
}

static bool clears(const sp_program *program, const sp_step *step) {
  if (step->kind != SP_SET)
    return false;
  const sp_node_data *d = sp_program_data(
      program, sp_program_unconverted(program, step->arguments[0]));
  return d->kind == SP_INT && d->number == 0;
}

/* Does a step of the same place of the source, which comes behind it, put 0
 * into the cell? So memory is cleared. */
static bool is_cleared(const sp_program *program, const sp_block *block,
                       size_t step, const char *cell) {
  const sp_step *first = &block->steps[step];
  for (size_t i = step + 1; i < block->step_count; i++) {
    const sp_step *next = &block->steps[i];
    if (next->line != first->line || next->column != first->column)
      return false;
    if (clears(program, next) && cell_of(program, next->target) == cell)
      return true;
  }
  return false;
}

static void spoil(finder *f, const char *cell) {
  for (size_t i = 0; cell && i < f->count; i++)
    if (cell == f->cells[i])
      f->spoilt[i] = true;
}

/* The cell whose address the value is; NULL if there is none. */
static const char *given_cell(const sp_program *program, sp_node value) {
  const sp_node_data *d =
      sp_program_data(program, sp_program_unconverted(program, value));
  return d->kind == SP_ADDRESS ? cell_of(program, d->a) : NULL;
}

static void look_at(finder *f, const sp_block *block, size_t index) {
  const sp_step *step = &block->steps[index];
  if (step->kind != SP_SET && step->kind != SP_FORGET && step->kind != SP_CALL)
    return;
  if (makes(f->program, step) || clears(f->program, step))
    return;
  if (step->kind == SP_CALL)
    for (size_t a = 0; a < step->argument_count; a++)
      spoil(f, given_cell(f->program, step->arguments[a]));
  const char *cell = cell_of(f->program, step->target);
  const char *record = step->kind == SP_FORGET && step->text &&
                               strncmp(step->text, "record ", 7) == 0
                           ? step->text
                           : NULL;
  for (size_t i = 0; i < f->count; i++)
    if ((cell == f->cells[i] ||
         (record && is_in_record(f->cells[i], record))) &&
        !is_cleared(f->program, block, index, f->cells[i]))
      f->spoilt[i] = true;
}

/* May something that has another name, or a pointer, be the cell? */
static bool is_aliased(const finder *f, const char *cell) {
  bool ok;
  const alias_set *set = aliases_of(f->aliases, cell, &ok);
  if (!ok || !set)
    return !ok;
  return set->name_count || set->record_count ||
         alias_by_any_pointer(set, f->program);
}

typedef void (*look)(finder *f, const sp_block *block, size_t index);

static void each_step(finder *f, look look) {
  for (size_t i = 0; i < f->program->entry_count; i++) {
    const sp_function *in = &f->program->entries[i]->function;
    for (size_t b = 0; b < in->block_count; b++)
      for (size_t s = 0; s < in->blocks[b].step_count; s++)
        look(f, &in->blocks[b], s);
  }
}

static void count_made(finder *f, const sp_block *block, size_t index) {
  const sp_step *step = &block->steps[index];
  f->count += makes(f->program, step) && cell_of(f->program, step->target);
}

static void add_made(finder *f, const sp_block *block, size_t index) {
  const sp_step *step = &block->steps[index];
  const char *cell =
      makes(f->program, step) ? cell_of(f->program, step->target) : NULL;
  for (size_t i = 0; cell && i < f->count; i++)
    if (f->cells[i] == cell)
      return;
  if (cell)
    f->cells[f->count++] = cell;
}

static bool settle(finder *f, sp_arena *scratch) {
  each_step(f, count_made);
  if (f->count == 0)
    return true;
  const size_t most = f->count;
  f->count = 0;
  f->cells = sp_arena_new(&f->program->functions, most, sizeof *f->cells);
  f->spoilt = sp_arena_new(scratch, most, sizeof *f->spoilt);
  f->aliases = aliases_new(f->program);
  if (!f->cells || !f->spoilt || !f->aliases)
    return false;
  each_step(f, add_made);
  each_step(f, look_at);
  size_t kept = 0;
  for (size_t i = 0; i < f->count; i++)
    if (!f->spoilt[i] && !is_aliased(f, f->cells[i]))
      f->cells[kept++] = f->cells[i];
  f->program->handles = f->cells;
  f->program->handle_count = kept;
  return true;
}

bool sp_program_settle_handles(sp_program *program) {
  finder f = {.program = program};
  sp_arena scratch = {0};
  program->handle_count = 0;
  const bool ok = settle(&f, &scratch);
  aliases_free(f.aliases);
  sp_arena_mark start = {NULL, 0};
  sp_arena_back(&scratch, start);
  return ok;
}

bool sp_program_owns_handle(const sp_program *program, const char *cell) {
  for (size_t i = 0; program->linked && cell && i < program->handle_count; i++)
    if (strcmp(program->handles[i], cell) == 0)
      return true;
  return false;
}

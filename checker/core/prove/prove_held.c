/* Which locks a function holds where: for people who review it.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"

#include <stdlib.h>
#include <string.h>

uint32_t run_block_of(const run *r, uint32_t number) {
  uint32_t from = 0, to = (uint32_t)r->f->block_count;
  while (to - from > 1) { /* the last block that does not begin behind it */
    uint32_t middle = from + (to - from) / 2;
    if (r->first_step[middle] <= number)
      from = middle;
    else
      to = middle;
  }
  return from;
}

const sp_step *run_step_of(const run *r, int64_t site) {
  uint32_t number = (uint32_t)(site / VALUES_SPAN);
  if (number < r->first_step[0] || number >= r->first_step[r->f->block_count])
    return NULL;
  const uint32_t block = run_block_of(r, number);
  return &r->f->blocks[block].steps[number - r->first_step[block]];
}

/* Of the places: which comes first. */
static int compare_places(const sp_held *a, const sp_held *b) {
  const uint32_t x[] = {a->line, a->column, a->at};
  const uint32_t y[] = {b->line, b->column, b->at};
  for (int i = 0; i < 3; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

static int compare(const sp_held *a, const sp_held *b) {
  const int places = compare_places(a, b);
  if (places)
    return places;
  if (a->acquire_line != b->acquire_line)
    return a->acquire_line < b->acquire_line ? -1 : 1;
  if (a->acquire_column != b->acquire_column)
    return a->acquire_column < b->acquire_column ? -1 : 1;
  return 0;
}

/* Adds a row, or raises the count of the one that is there. Which one it is;
 * is_new says whether it was added. UINT32_MAX if memory ran out. */
static uint32_t add(run *r, sp_held one, bool *is_new) {
  held *list = &r->seen;
  uint32_t from = 0, to = list->count;
  while (from < to) {
    uint32_t middle = from + (to - from) / 2;
    if (compare(&list->items[middle], &one) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  *is_new = from == list->count || compare(&list->items[from], &one) != 0;
  if (!*is_new) {
    if (list->items[from].count < one.count)
      list->items[from].count = one.count;
    return from;
  }
  if (!list_reserve((void **)&list->items, &list->capacity, list->count,
                    sizeof *list->items)) {
    r->p->failed = true;
    return UINT32_MAX;
  }
  memmove(&list->items[from + 1], &list->items[from],
          (list->count++ - from) * sizeof *list->items);
  list->items[from] = one;
  return from;
}

/* Is the value made of the other one? Not asked of what is nested deeper. */
static bool is_made_of(const run *r, value v, value part, int depth) {
  const value_data *d = values_get(r->values, v);
  return v == part || (depth > 0 && d->kind == VALUE_OP &&
                       (is_made_of(r, d->a, part, depth - 1) ||
                        (d->b && is_made_of(r, d->b, part, depth - 1))));
}

/* Is it kept whether the acquire of the lock succeeded, and not looked at yet?
 * One whose status nobody keeps is assumed to have. */
static bool is_undecided(run *r, const state *s, const sp_lock *lock) {
  if (!lock->status)
    return false;
  const sp_questions ask = locks_questions(r, s);
  if (ask.failed(ask.context, lock->status) != SP_UNKNOWN)
    return false;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (is_made_of(r, s->bindings.items[i].to, (value)lock->status, 3))
      return true;
  return false;
}

/* Is the lock of the row held in the state, for certain? */
static bool is_held(run *r, const state *s, const sp_held *row) {
  for (size_t i = 0; i < s->lock_count; i++) {
    const sp_step *step = s->locks[i].phase == SP_HELD
                              ? run_step_of(r, (int64_t)s->locks[i].acquired_at)
                              : NULL;
    if (step && step->line == row->acquire_line &&
        step->column == row->acquire_column &&
        !is_undecided(r, s, &s->locks[i]))
      return true;
  }
  return false;
}

void held_note(run *r, const state *s, uint32_t line, uint32_t column,
               sp_held_at at) {
  if ((r->purpose != FOR_LOCKS && r->purpose != FOR_CALLERS) ||
      !sp_program_is_relevant(r->p->program, r->index))
    return;
  unsigned count = 0, own = 0;
  for (size_t i = 0; i < s->lock_count; i++) {
    count += s->locks[i].phase == SP_HELD;
    own += s->locks[i].phase == SP_HELD && !(s->locks[i].flags & SP_LOCK_LENT);
  }
  sp_held row = {.line = line,
                 .column = column,
                 .count = own,
                 .leaves = at == SP_HELD_AT_RETURN,
                 .at = at};
  bool is_first, is_new;
  uint32_t place = add(r, row, &is_first);
  row.count = count;
  row.always = is_first;
  for (size_t i = 0; i < s->lock_count && place != UINT32_MAX; i++) {
    const sp_step *step = s->locks[i].phase == SP_HELD
                              ? run_step_of(r, (int64_t)s->locks[i].acquired_at)
                              : NULL;
    if (!step)
      continue;
    row.acquire_line = step->line;
    row.acquire_column = step->column;
    add(r, row, &is_new);
  }
  for (uint32_t i = place; i < r->seen.count; i++) {
    sp_held *other = &r->seen.items[i];
    if (compare_places(other, &row) != 0)
      break;
    other->always = other->always && is_held(r, s, other);
  }
}

static int compare_held(const void *one, const void *other) {
  const sp_held *a = one, *b = other;
  const uint32_t x[] = {a->line, a->column, a->leaves, a->acquire_line,
                        a->acquire_column};
  const uint32_t y[] = {b->line, b->column, b->leaves, b->acquire_line,
                        b->acquire_column};
  for (int i = 0; i < 5; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

bool held_pick(held *to, held *from) {
  uint32_t left = 0, once = 0;
  to->count = 0;
  for (uint32_t i = 0; i < from->count; i++) {
    sp_held row = from->items[i];
    const bool is_further = row.at == (sp_held_at)HELD_BEFORE_FURTHER;
    if (!is_further)
      from->items[left++] = row;
    else
      row.at = SP_HELD_BEFORE;
    if (row.at == SP_HELD_BEHIND || row.at == SP_HELD_AT_BRANCH ||
        !row.acquire_line)
      continue;
    if (!list_reserve((void **)&to->items, &to->capacity, to->count,
                      sizeof *to->items))
      return false;
    to->items[to->count++] = row;
  }
  from->count = left;
  if (to->count == 0)
    return true;
  /* What further steps at a place hold is to stand with the first. */
  qsort(to->items, to->count, sizeof *to->items, compare_held);
  for (uint32_t i = 1; i < to->count; i++) {
    sp_held *last = &to->items[once];
    const sp_held *row = &to->items[i];
    if (compare_held(last, row) != 0)
      to->items[++once] = *row;
    else if (last->count < row->count)
      last->count = row->count;
  }
  to->count = once + 1;
  return true;
}

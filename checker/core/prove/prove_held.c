/* Which locks a function holds where: for people who review it.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"

#include <string.h>

const sp_step *run_step_of(const run *r, int64_t site) {
  uint32_t number = (uint32_t)(site / VALUES_SPAN);
  uint32_t from = 0, to = (uint32_t)r->f->block_count;
  if (number < r->first_step[0] || number >= r->first_step[to])
    return NULL;
  while (to - from > 1) { /* the last block that does not begin behind it */
    uint32_t middle = from + (to - from) / 2;
    if (r->first_step[middle] <= number)
      from = middle;
    else
      to = middle;
  }
  return &r->f->blocks[from].steps[number - r->first_step[from]];
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

/* Is the lock of the row held in the state? */
static bool is_held(const run *r, const state *s, const sp_held *row) {
  for (size_t i = 0; i < s->lock_count; i++) {
    const sp_step *step = s->locks[i].phase == SP_HELD
                              ? run_step_of(r, (int64_t)s->locks[i].acquired_at)
                              : NULL;
    if (step && step->line == row->acquire_line &&
        step->column == row->acquire_column)
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

bool held_pick(held *to, const held *from) {
  to->count = 0;
  for (uint32_t i = 0; i < from->count; i++) {
    const sp_held_at at = from->items[i].at;
    if (at == SP_HELD_BEHIND || at == SP_HELD_AT_BRANCH ||
        !from->items[i].acquire_line)
      continue;
    if (!list_reserve((void **)&to->items, &to->capacity, to->count,
                      sizeof *to->items))
      return false;
    to->items[to->count++] = from->items[i];
  }
  return true;
}

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

static int compare(const sp_held *a, const sp_held *b) {
  const uint32_t x[] = {a->line, a->column, a->leaves, a->acquire_line,
                        a->acquire_column};
  const uint32_t y[] = {b->line, b->column, b->leaves, b->acquire_line,
                        b->acquire_column};
  for (int i = 0; i < 5; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

static void add(run *r, sp_held one) {
  held *list = &r->held;
  uint32_t from = 0, to = list->count;
  while (from < to) {
    uint32_t middle = from + (to - from) / 2;
    if (compare(&list->items[middle], &one) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  if (from < list->count && compare(&list->items[from], &one) == 0) {
    if (list->items[from].count < one.count)
      list->items[from].count = one.count;
    return;
  }
  if (!list_reserve((void **)&list->items, &list->capacity, list->count,
                    sizeof *list->items)) {
    r->p->failed = true;
    return;
  }
  memmove(&list->items[from + 1], &list->items[from],
          (list->count++ - from) * sizeof *list->items);
  list->items[from] = one;
}

void held_note(run *r, const state *s, uint32_t line, uint32_t column,
               bool leaves) {
  if (r->purpose != FOR_LOCKS && r->purpose != FOR_CALLERS)
    return;
  unsigned count = 0;
  for (size_t i = 0; i < s->lock_count; i++)
    count += s->locks[i].phase == SP_HELD;
  for (size_t i = 0; i < s->lock_count; i++) {
    if (s->locks[i].phase != SP_HELD)
      continue;
    const sp_step *step = run_step_of(r, (int64_t)s->locks[i].acquired_at);
    if (step)
      add(r, (sp_held){line, column, leaves, step->line, step->column, count});
  }
}

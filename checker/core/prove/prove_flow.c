/* Runs one function: its steps, its branches, and its blocks in order.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "ir/places.h"
#include "ir/successors.h"
#include "prove_run.h"
#include "spinpair/assumptions.h"
#include "spinpair/limits.h"
#include "support/memory.h"

#include <string.h>

/* ---- steps ---- */

/* The adapter of a lock operation; NULL must be ruled out where the function
 * thinks of it. */
static value adapter_of(run *r, const state *s, const sp_step *step) {
  value adapter = state_eval(r, s, step->arguments[0]);
  if (!prove_step_names_pointer(r->p->program, step) &&
      r->purpose != FOR_TOUCHES && r->deciding.tests_null &&
      state_truth(r, s,
                  values_op(r->values, SP_EQ, adapter,
                            values_int(r->values, 0))) == UNDECIDED)
    run_fail(r, step->line, step->column,
             "HwDeviceExtension is tested for NULL, and may be NULL here");
  return adapter;
}

/* Is it a record that is written as a whole? */
static bool is_of_record(const sp_step *step) {
  return step->text && strncmp(step->text, "record ", 7) == 0;
}

/* May a write to the place of the step change something else that decides? */
static bool disturbs(const run *r, const sp_step *step) {
  return r->deciding.has_aliases || r->deciding.deref ||
         aliases_are_over_numbers(r->p->aliases) ||
         (step->text && !is_of_record(step));
}

/* Is the place that a step finds through a pointer a variable of the function?
 */
static bool finds_variable(const run *r, const sp_step *step, value place) {
  return place_root(r->p->program, step->target)->kind == SP_DEREF &&
         run_kind(r, values_base(r->values, place)) == PLACE_VARIABLE;
}

/* May members of a record be something else than its value says, as they were
 * written on their own? */
static bool has_changed_members(const run *r, const state *s, value v) {
  const value_data *d = values_get(r->values, v);
  const bool outside =
      d->kind == VALUE_LOAD &&
      run_kind(r, values_base(r->values, d->a)) != PLACE_VARIABLE;
  for (uint32_t i = 0; i < s->changes.count; i++)
    if (!outside || s->changes.items[i].key < LOCAL_KEY(r))
      return true;
  return false;
}

/* A set or forget. */
static void write_place(run *r, state *s, const sp_step *step, bool stored) {
  if (!stored && !disturbs(r, step))
    return;
  const value place = state_eval_place(r, s, step->target);
  const bool stores = stored || finds_variable(r, step, place);
  const value v = stores && step->kind == SP_SET
                      ? run_storable(r, state_eval(r, s, step->arguments[0]))
                      : 0;
  if (step->kind == SP_SET)
    rereads_learn(r, s, step->arguments[0]);
  if (disturbs(r, step))
    state_disturb(r, s, place, step->text);
  rereads_learn_written(r, s, place);
  if (!stores) {
    s->blind |= place_is_nameless(r, place);
    return;
  }
  if (!v)
    state_forget(r, s, place, 0);
  else if (is_of_record(step) && has_changed_members(r, s, v))
    state_store(r, s, place, values_at(r->values, VALUE_SYMBOL, r->site, 0));
  else
    state_store(r, s, place, v);
}

bool run_asks_status(run *r) {
  const uint32_t number = (uint32_t)(r->site / VALUES_SPAN);
  if (!r->asked[number]) {
    const uint32_t block = run_block_of(r, number);
    r->asked[number] =
        sp_program_status_use(r->p->program, r->f, block,
                              number - r->first_step[block]) == SP_STATUS_ASKED
            ? 2
            : 1;
  }
  return r->asked[number] == 2;
}

/* Does the acquire only try, so that nobody may take it for successful? Of the
 * locks that a pointer names, those have a status. */
static bool fails_as_a_rule(const run *r, const sp_step *step) {
  return step->target != SP_NO_NODE &&
         prove_step_names_pointer(r->p->program, step);
}

/* Are they at one place? So are those that a macro makes. */
static bool is_same_place(const sp_step *a, const sp_step *b) {
  return a->line == b->line && a->column == b->column;
}

/* Runs a step on a state, which it consumes. */
static void run_step(run *r, state *s, const sp_step *step, continuing *out) {
  const sp_program *program = r->p->program;
  const int64_t number = r->site / VALUES_SPAN;
  if (step->kind == SP_CALL || step->kind == SP_ACQUIRE)
    state_retire_but_acquired(r, s, number);
  else
    state_retire(r, s, number);
  if (step->kind == SP_ACQUIRE)
    state_rename_acquired(r, s, number);
  bool stored = step->target != SP_NO_NODE &&
                deciding_place(&r->deciding, program, step->target);
  switch (step->kind) {
  case SP_CALL:
    run_call(r, s, step, out);
    return;
  case SP_SET:
  case SP_FORGET:
    write_place(r, s, step, stored);
    break;
  case SP_ACQUIRE: {
    rereads_lose(r, s, r->site);
    value slot = state_eval(r, s, step->arguments[2]);
    if (locks_acquire(r, s, adapter_of(r, s, step),
                      state_eval(r, s, step->arguments[1]), slot, r->site)) {
      state_disturb(r, s, values_deref(r->values, slot), "type u32");
      state_store(r, s, values_deref(r->values, slot),
                  values_at(r->values, VALUE_SAVED, r->site, 0));
      if (stored)
        state_store(r, s, state_eval_place(r, s, step->target),
                    values_at(r->values, VALUE_STATUS, r->site, 0));
      if (fails_as_a_rule(r, step) || run_asks_status(r))
        locks_doubt_acquire(r, s);
    }
    break;
  }
  case SP_RELEASE:
    if (!locks_release(r, s, adapter_of(r, s, step),
                       state_eval(r, s, step->arguments[1]),
                       state_eval(r, s, step->arguments[2])))
      break;
    rereads_let_go(r, s);
    if (stored)
      state_store(r, s, state_eval_place(r, s, step->target),
                  values_at(r->values, VALUE_SYMBOL, r->site, 0));
    break;
  case SP_ABANDON:
    state_free(s); /* what follows happens to nobody */
    return;
  case SP_ROUTINE:
    if (locks_step_sets_level(step)) {
      if (strcmp(step->text, SP_RESETS_IRQL) == 0)
        locks_reset_level(r, s);
      else
        locks_set_level(r, s, state_eval(r, s, step->arguments[0]));
      break;
    }
    if (step->argument_count) {
      locks_end(r, s,
                strcmp(step->text, SP_ENDS_LOCK) ? ENDS_MEMORY : ENDS_LOCK,
                state_eval(r, s, step->arguments[0]), SIZE_MAX);
      break;
    }
    locks_call(r, s, values_named(r->values, VALUE_FUNCTION, step->text),
               SIZE_MAX);
    break;
  case SP_UNSUPPORTED:
    if (r->purpose == FOR_TOUCHES)
      locks_note_touch(r, s, values_any(r->values), values_any(r->values));
    else
      run_give_up(r, r->line, r->column, step->text);
    break;
  }
  if (!run_drop_failed(r, s))
    continuing_add(r, out, s);
}

/* ---- blocks ---- */

/* The ways on from a block, each with a state, which it consumes. */

static void take_branch(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  value v = state_eval(r, s, block->value);
  int truth = state_truth(r, s, v);
  bool decides = r->deciding.branches[index];
  if (truth != UNDECIDED)
    rereads_dead(r, rereads_at_exit(index), truth == TRUE_FACT, s, block->value,
                 v);
  rereads_learn(r, s, block->value);
  for (int holds = 1; holds >= 0; holds--) {
    if (truth == (holds ? FALSE_FACT : TRUE_FACT))
      continue;
    bool both = holds && truth == UNDECIDED;
    state *next = both ? state_copy(r, s) : s;
    if (next && decides && !state_assume(r, next, v, holds)) {
      rereads_dead(r, rereads_at_exit(index), !holds, next, block->value, v);
      state_free(next);
      continue;
    }
    if (next && decides)
      locks_settle(r, next);
    rereads_live(r, rereads_at_exit(index), !holds);
    run_arrive(r, index, holds ? block->next : block->otherwise, next);
  }
}

static void take_switch(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  value v = state_eval(r, s, block->value);
  bool decides = r->deciding.branches[index];
  state *rest = s;
  rereads_learn(r, s, block->value);
  for (size_t i = 0; i < block->case_count && rest && !run_stopped(r); i++) {
    value equal = values_op(r->values, SP_EQ, v,
                            values_int(r->values, block->cases[i].value));
    state *next = state_copy(r, rest);
    if (next && (decides ? state_assume(r, next, equal, true)
                         : state_truth(r, next, equal) != FALSE_FACT)) {
      if (decides)
        locks_settle(r, next);
      rereads_live(r, rereads_at_exit(index), (uint32_t)i + 1);
      run_arrive(r, index, block->cases[i].block, next);
    } else {
      rereads_dead(r, rereads_at_exit(index), (uint32_t)i + 1, rest,
                   block->value, v);
      state_free(next);
    }
    if (decides ? !state_assume(r, rest, equal, false)
                : state_truth(r, rest, equal) == TRUE_FACT) {
      rereads_dead(r, rereads_at_exit(index), 0, rest, block->value, v);
      state_free(rest);
      rest = NULL;
    }
  }
  if (rest)
    rereads_live(r, rereads_at_exit(index), 0);
  if (rest && decides)
    locks_settle(r, rest);
  if (rest && !run_stopped(r))
    run_arrive(r, index, block->next, rest);
  else
    state_free(rest);
}

static void leave_block(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  if (run_stopped(r)) {
    state_free(s);
    return;
  }
  if (view_leave(r, index, s))
    return;
  if (block->exit == SP_BRANCH || block->exit == SP_SWITCH)
    held_note(r, s, block->line, block->column, SP_HELD_AT_BRANCH);
  switch (block->exit) {
  case SP_GOTO:
    run_arrive(r, index, block->next, s);
    return;
  case SP_BRANCH:
    take_branch(r, index, s);
    break;
  case SP_SWITCH:
    take_switch(r, index, s);
    break;
  case SP_RETURN:
    locks_leave_level(r, s);
    run_finish(r, s, block);
    run_drop(r, s);
    break;
  case SP_STOP:
    state_free(s);
    break;
  }
}

static bool changes_locks(const sp_step *step) {
  return step->kind == SP_ACQUIRE || step->kind == SP_RELEASE ||
         step->kind == SP_CALL;
}

/* Is one of the steps at the place of that step, the last one there, an
 * acquire, a release or a call? */
static bool place_changes_locks(const sp_block *block, size_t last) {
  for (size_t i = last + 1; i-- > 0;) {
    const sp_step *step = &block->steps[i];
    if (!is_same_place(step, &block->steps[last]))
      return false;
    if (changes_locks(step))
      return true;
  }
  return false;
}

static void run_block(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  continuing now = {NULL, 0, 0}, next = {NULL, 0, 0};
  continuing_add(r, &now, s);
  for (size_t i = 0; i < block->step_count && !run_stopped(r); i++) {
    const sp_step *step = &block->steps[i];
    r->line = step->line;
    r->column = step->column;
    r->site = ((int64_t)r->first_step[index] + (int64_t)i) * VALUES_SPAN;
    next.count = 0;
    const bool is_further = i > 0 && is_same_place(step, step - 1);
    /* What an acquire stores, it stores with its lock held: it takes none. */
    const bool is_noted = !is_further || changes_locks(step);
    for (uint32_t k = 0; k < now.count; k++) {
      if (run_stopped(r)) {
        state_free(now.items[k]);
        continue;
      }
      if (is_noted)
        held_note(r, now.items[k], step->line, step->column,
                  is_further ? HELD_BEFORE_FURTHER : SP_HELD_BEFORE);
      const uint32_t before = next.count;
      view_before_step(r, now.items[k]);
      run_step(r, now.items[k], step, &next);
      view_behind_step(r, index, (uint32_t)i,
                       next.items ? next.items + before : NULL,
                       next.count - before);
    }
    const bool is_last =
        i + 1 == block->step_count || !is_same_place(step, step + 1);
    if (is_last && place_changes_locks(block, i))
      for (uint32_t k = 0; k < next.count; k++)
        held_note(r, next.items[k], step->line, step->column, SP_HELD_BEHIND);
    continuing swap = now;
    now = next;
    next = swap;
    while (r->purpose == FOR_TOUCHES && now.count > 1) {
      state_join(r, r->site / VALUES_SPAN, now.items[0],
                 now.items[now.count - 1]);
      state_free(now.items[--now.count]);
    }
    run_join_many(r, &now);
    while (r->samples && now.count > run_most_states(r)) {
      uint32_t dull =
          sample_dullest(r->values, now.items, now.count, state_sample);
      state_free(now.items[dull]);
      now.items[dull] = now.items[--now.count];
    }
    if (now.count > run_most_states(r))
      run_give_up(r, step->line, step->column,
                  "there are too many cases to follow");
  }
  for (uint32_t k = 0; k < now.count; k++)
    leave_block(r, index, now.items[k]);
  free(now.items);
  free(next.items);
}

/* ---- the function ---- */

/* Numbers the blocks in reverse post-order. */
static bool rank_blocks(run *r) {
  uint32_t count = (uint32_t)r->f->block_count, depth = 0, number = count;
  uint32_t *stack = calloc(2 * (size_t)count + 2, sizeof *stack);
  if (!stack)
    return false;
  stack[depth++] = 0;
  r->blocks[0].reached = true;
  uint32_t *next = stack + count + 1;
  while (depth) {
    uint32_t b = stack[depth - 1];
    const sp_block *block = &r->f->blocks[b];
    const uint32_t i = next[b]++;
    if (i >= successor_count(block)) {
      r->blocks[b].rank = --number;
      depth--;
      continue;
    }
    const uint32_t to = successor(block, i);
    if (!r->blocks[to].reached) {
      r->blocks[to].reached = true;
      stack[depth++] = to;
    }
  }
  free(stack);
  return true;
}

static uint32_t next_block(const run *r) {
  uint32_t best = UINT32_MAX, rank = UINT32_MAX;
  for (uint32_t b = 0; b < r->f->block_count; b++) {
    const block_states *here = &r->blocks[b];
    if (!here->reached || here->rank >= rank)
      continue;
    for (uint32_t i = 0; i < here->count; i++)
      if (here->items[i].s->pending) {
        best = b;
        rank = here->rank;
        break;
      }
  }
  return best;
}

void run_function(run *r) {
  size_t count = r->f->block_count;
  r->p->runs++;
  r->blocks = calloc(count + 1, sizeof *r->blocks);
  r->first_step = calloc(count + 1, sizeof *r->first_step);
  size_t steps = 1;
  for (size_t b = 0; b < count; b++)
    steps += r->f->blocks[b].step_count;
  r->asked = calloc(steps + 1, sizeof *r->asked);
  bool ok = r->blocks && r->first_step && r->asked && rank_blocks(r) &&
            deciding_find(&r->deciding, r->p, r->index, r->purpose, r->guards);
  if (ok) {
    r->first_step[0] = 1;
    for (size_t b = 0; b < count; b++)
      r->first_step[b + 1] =
          r->first_step[b] + (uint32_t)r->f->blocks[b].step_count;
    state *entry = calloc(1, sizeof *entry);
    if (entry)
      locks_lend(r, entry);
    else
      r->p->failed = true;
    run_arrive(r, UINT32_MAX, 0, entry);
    uint32_t b;
    while (!run_stopped(r) && (b = next_block(r)) != UINT32_MAX) {
      for (uint32_t i = 0; i < r->blocks[b].count && !run_stopped(r); i++) {
        if (!r->blocks[b].items[i].s->pending)
          continue;
        r->blocks[b].items[i].s->pending = false;
        state *copy = state_copy(r, r->blocks[b].items[i].s);
        if (copy)
          run_block(r, b, copy);
      }
    }
  }
  if (ok)
    rereads_settle(r);
  else
    r->p->failed = true;
  view_run(r, run_block);
  for (size_t b = 0; r->blocks && b < count; b++) {
    for (uint32_t i = 0; i < r->blocks[b].count; i++)
      state_free(r->blocks[b].items[i].s);
    free(r->blocks[b].items);
  }
  free(r->blocks);
  free(r->first_step);
  free(r->asked);
  deciding_free(&r->deciding);
}

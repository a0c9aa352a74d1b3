/* Where paths meet: what a state forgets there, and with which it is joined.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"

#include <stddef.h>

enum {
  FEW_STATES = 48, /* at one block; of more, some are joined */
  UNROLLED = 24,   /* rounds of a loop before its variables are widened */
  GIVEN_UP = 400   /* rounds of a loop before the proof fails */
};

/* A step that no step of the function has: what is made where paths meet in the
 * block. */
static int64_t join_step(const run *r, uint32_t block) {
  return (int64_t)r->first_step[r->f->block_count] + 1 + block;
}

/* The variables that differ from those of an earlier arrival are anything. */
static void widen_state(run *r, state *s, uint32_t block,
                        const block_states *here) {
  const state *first = NULL;
  for (uint32_t i = 0; i < here->count && !first; i++)
    if (state_locks_equal(here->items[i], s))
      first = here->items[i];
  if (!first)
    return;
  int64_t step = join_step(r, block);
  state_retire(r, s, step);
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair *b = &s->bindings.items[i];
    value old = pairs_get(&first->bindings, b->key);
    if (old != b->to && run_kind(r, b->to) != VALUE_SAVED)
      b->to = values_at(r->values, VALUE_SYMBOL, step * VALUES_SPAN, b->key);
  }
  /* What a round makes is different in each; what was there at the entry is
   * not. */
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (values_is_of_entry(r->values, s->facts.items[i].key) ||
        pairs_get(&first->facts, s->facts.items[i].key) == s->facts.items[i].to)
      s->facts.items[kept++] = s->facts.items[i];
  s->facts.count = kept;
}

/* Can a value be read again, from the block on, from where it came from? */
static bool is_live(const run *r, uint32_t block, value v) {
  if (!v)
    return true;
  note *known = run_note(r, r->p->live, block, v);
  if (known->run)
    return known->answer;
  const value_data *d = values_get(r->values, v);
  bool live = ((d->kind != PLACE_FIELD && d->kind != PLACE_GLOBAL) ||
               deciding_name_live(&r->deciding, block, d->name)) &&
              is_live(r, block, d->a) && is_live(r, block, d->b) &&
              is_live(r, block, d->c);
  *known = (note){r->p->runs, block, v, live};
  return live;
}

/* The same, or from where the state keeps it. */
static bool is_live_in(const run *r, uint32_t block, const state *s, value v) {
  if (is_live(r, block, v))
    return true;
  const value_data *d = values_get(r->values, v);
  for (uint32_t i = 0; d->kind == VALUE_LOAD && i < s->bindings.count; i++)
    if (s->bindings.items[i].to == v)
      return true;
  if ((d->kind == PLACE_FIELD || d->kind == PLACE_GLOBAL) &&
      !deciding_name_live(&r->deciding, block, d->name))
    return false;
  return is_live_in(r, block, s, d->a) && is_live_in(r, block, s, d->b) &&
         is_live_in(r, block, s, d->c);
}

/* Is what is bound to the place read from the block on? */
static bool is_place_live(const run *r, uint32_t block, value place) {
  const value_data *base = values_get(r->values, values_base(r->values, place));
  if (base->kind == PLACE_VARIABLE)
    return deciding_variable_live(&r->deciding, block, base->number);
  uint32_t key = place_change_key(r, place);
  return key == DEREF_KEY ? deciding_deref_live(&r->deciding, block)
                          : is_live(r, block, place);
}

/* Forgets what nothing that comes can ask for, so that states become the same.
 * Of a function that may be a helper its caller asks, too. */
static void prune_state(run *r, uint32_t block, state *s) {
  if (r->purpose != FOR_LOCKS)
    return;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (is_place_live(r, block, s->bindings.items[i].key))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (is_live_in(r, block, s, s->facts.items[i].key) ||
        values_mentions_status(r->values, s->facts.items[i].key))
      s->facts.items[kept++] = s->facts.items[i];
  s->facts.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < s->changes.count; i++) {
    uint32_t key = s->changes.items[i].key;
    if (key == DEREF_KEY
            ? deciding_deref_live(&r->deciding, block)
            : deciding_name_live(&r->deciding, block,
                                 r->deciding.names[key - NAME_KEY]))
      s->changes.items[kept++] = s->changes.items[i];
  }
  s->changes.count = kept;
}

bool state_join(run *r, int64_t step, state *one, const state *other) {
  uint32_t site = (uint32_t)(step * VALUES_SPAN), facts = one->facts.count;
  one->steps |= other->steps; /* of the places that only that one binds */
  pairs_keep_common(&one->facts, &other->facts);
  bool changed = one->facts.count != facts;
  run_check(r, pairs_blend(&one->bindings, &other->bindings,
                           values_any(r->values), &changed) &&
                   pairs_blend(&one->changes, &other->changes, site, &changed));
  return changed;
}

/* The state that a new one is to be joined to; NULL if it is to stand alone. */
static state *find_like(const run *r, const block_states *here, state *s) {
  if (r->purpose == FOR_TOUCHES)
    return here->count ? here->items[0] : NULL;
  for (uint32_t i = 0; here->count > FEW_STATES && i < here->count; i++)
    if (state_same_at_entry(r, here->items[i], s))
      return here->items[i];
  return NULL;
}

void run_arrive(run *r, uint32_t from, uint32_t block, state *s) {
  if (!s)
    return;
  block_states *here = &r->blocks[block];
  prune_state(r, block, s);
  state *like = find_like(r, here, s);
  if (like) {
    int64_t step = join_step(r, block);
    like->pending |= state_retire(r, like, step);
    state_retire(r, s, step);
    like->pending |= state_join(r, step, like, s);
    state_unhash(like);
    state_free(s);
    return;
  }
  bool again = from != UINT32_MAX && r->blocks[from].rank >= here->rank;
  if (again && here->rounds > UNROLLED) {
    widen_state(r, s, block, here);
    state_unhash(s);
  }
  for (uint32_t i = 0; i < here->count;) {
    state *old = here->items[i];
    if (state_same_but_facts(old, s)) {
      joint how = facts_join(&old->facts, &s->facts);
      if (how == WITHIN) {
        state_free(s);
        return;
      }
      if (how == JOINED) { /* it may have one fact less */
        state_unhash(s);
        state_free(old);
        here->items[i] = here->items[--here->count];
        i = 0;
        continue;
      }
    }
    i++;
  }
  if (!list_reserve((void **)&here->items, &here->capacity, here->count,
                    sizeof *here->items)) {
    r->p->failed = true;
    state_free(s);
    return;
  }
  s->pending = true;
  here->items[here->count++] = s;
  here->rounds += again;
  if (r->samples &&
      (here->count > run_most_states(r) || here->rounds > UNROLLED)) {
    uint32_t dull =
        here->rounds > UNROLLED
            ? here->count - 1
            : sample_dullest(r->values, here->items, here->count, state_sample);
    state_free(here->items[dull]);
    here->items[dull] = here->items[--here->count];
    return;
  }
  const sp_block *at = &r->f->blocks[block];
  if (here->count > run_most_states(r))
    run_fail(r, at->line, at->column, "there are too many cases to follow");
  if (here->rounds > GIVEN_UP)
    run_fail(r, at->line, at->column, "a loop does not settle");
}

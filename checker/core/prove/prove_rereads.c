/* Fields that are asked again behind an acquire, such as the flag of a
 * double-checked lock.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A run takes it that no other processor changes a field between two reads. A
 * lock that is taken under a condition and given back under the same condition
 * relies on that. But code that no path gets to, because the field was asked
 * before the acquire, too, is there for the case that it did change: its author
 * asks twice because another processor had the lock in between. So the function
 * is followed once more, and forgets the fields that leave such code dead where
 * a lock is taken.
 */
#include "prove_run.h"

#include "support/memory.h"

enum {
  WAYS_ON = 1 << 10 /* from one place, that are told apart */
};

static uint32_t edge_of(uint32_t place, uint32_t way) {
  return place * WAYS_ON + (way < WAYS_ON ? way : WAYS_ON - 1);
}

static void add_key(run *r, uint32_t edge, uint32_t key) {
  rereads *found = &r->rereads;
  for (uint32_t i = found->count; i-- > 0;)
    if (found->items[i].key == edge && found->items[i].to == key)
      return;
  if (!list_reserve((void **)&found->items, &found->capacity, found->count,
                    sizeof *found->items)) {
    r->p->failed = true;
    return;
  }
  found->items[found->count++] = (pair){edge, key};
}

/* What is read of memory in a value. */
static void add_value(run *r, uint32_t edge, value v) {
  if (!v)
    return;
  const value_data d = *values_get(r->values, v);
  const uint32_t key = d.kind == VALUE_LOAD ? place_change_key(r, d.a) : 0;
  if (key)
    add_key(r, edge, key);
  add_value(r, edge, d.a);
  add_value(r, edge, d.b);
  add_value(r, edge, d.c);
}

/* The same in a node, of which the value may be what was stored there. */
static void add_node(run *r, uint32_t edge, const state *s, sp_node node) {
  if (node == SP_NO_NODE)
    return;
  const sp_node_data *d = sp_program_data(r->p->program, node);
  const uint32_t key = d->kind == SP_LOAD
                           ? place_change_key(r, state_eval_place(r, s, d->a))
                           : 0;
  if (key)
    add_key(r, edge, key);
  if (d->kind != SP_OP && d->kind != SP_CHOICE)
    return;
  add_node(r, edge, s, d->a);
  add_node(r, edge, s, d->b);
  add_node(r, edge, s, d->c);
}

static bool is_live(const run *r, uint32_t edge) {
  return pairs_get(&r->rereads.live, edge);
}

/* Only of a verdict it matters, and of the runs for it the last one asks. */
static bool is_noted(const run *r) {
  return (r->purpose == FOR_LOCKS || r->purpose == FOR_CALLERS) && !r->lost;
}

void rereads_live(run *r, uint32_t place, uint32_t way) {
  if (is_noted(r) && !is_live(r, edge_of(place, way)))
    run_check(r, pairs_set(&r->rereads.live, edge_of(place, way), 1));
}

void rereads_dead(run *r, uint32_t place, uint32_t way, const state *s,
                  sp_node node, value v) {
  const uint32_t edge = edge_of(place, way);
  if (!is_noted(r) || is_live(r, edge))
    return;
  add_node(r, edge, s, node);
  add_value(r, edge, v);
}

/* Does any function of the program write what changes under the key? */
static bool is_written(const run *r, uint32_t key) {
  if (key == DEREF_KEY)
    return true;
  const uint32_t name = key - NAME_KEY;
  const uint32_t *cells = r->deciding.cells[name];
  return cells[0] || cells[1] || cells[2] || r->deciding.aliases[name];
}

void rereads_settle(run *r) {
  for (uint32_t i = 0; i < r->rereads.count; i++) {
    const pair found = r->rereads.items[i];
    if (!is_live(r, found.key) && is_written(r, found.to))
      run_check(r, pairs_set(&r->rereads.keys, found.to, 1));
  }
}

void rereads_free(rereads *found) {
  free(found->live.items);
  free(found->keys.items);
  free(found->items);
  *found = (rereads){{NULL, 0, 0}, {NULL, 0, 0}, NULL, 0, 0};
}

void rereads_lose(run *r, state *s, int64_t site) {
  for (uint32_t i = 0; r->lost && i < r->lost->count; i++)
    /* What the path itself has written stays. */
    run_check(r, pairs_set(&s->changes, r->lost->items[i].key, (uint32_t)site));
}

void rereads_let_go(run *r, state *s) {
  for (uint32_t i = 0; r->lost && !s->lock_count && i < r->lost->count; i++)
    state_change(r, s, r->lost->items[i].key, 0, r->site);
}

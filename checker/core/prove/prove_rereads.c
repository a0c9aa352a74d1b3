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
 *
 * The same goes for a single path. What it learnt of a field under a lock, be
 * it by asking or by writing, holds until it has given back all locks that it
 * held then. A loop that takes a lock, asks, and gives it back asks something
 * new in each round. So if such a path asks again under a lock that it took
 * later, and what it learnt before leaves it one way only, the field is
 * forgotten by paths that learnt of it so. Who asks while no lock is held takes
 * the field for one that does not change, such as a mode, and that stays.
 */
#include "prove_run.h"

#include "support/memory.h"

enum {
  WAYS_ON = 1 << 10 /* from one place, that are told apart */
};

static uint32_t edge_of(uint32_t place, uint32_t way) {
  return place * WAYS_ON + (way < WAYS_ON ? way : WAYS_ON - 1);
}

/* What is done with a key under which something that is read changes. */
typedef struct key_use {
  void (*use)(run *r, const struct key_use *to, uint32_t key);
  uint32_t edge;
  state *s;
  const outcome *o;
} key_use;

static void add_key(run *r, const key_use *to, uint32_t key) {
  rereads *found = &r->rereads;
  for (uint32_t i = found->count; i-- > 0;)
    if (found->items[i].key == to->edge && found->items[i].to == key)
      return;
  if (!list_reserve((void **)&found->items, &found->capacity, found->count,
                    sizeof *found->items)) {
    r->p->failed = true;
    return;
  }
  found->items[found->count++] = (pair){to->edge, key};
}

/* What is read of memory in a value. */
static void use_value(run *r, const key_use *to, value v) {
  if (!v)
    return;
  const value_data d = *values_get(r->values, v);
  const uint32_t key = d.kind == VALUE_LOAD ? place_change_key(r, d.a) : 0;
  if (key)
    to->use(r, to, key);
  use_value(r, to, d.a);
  use_value(r, to, d.b);
  use_value(r, to, d.c);
}

/* The same in a node, of which the value may be what was stored there. */
static void use_node(run *r, const key_use *to, const state *s, sp_node node) {
  if (node == SP_NO_NODE)
    return;
  const sp_node_data *d = sp_program_data(r->p->program, node);
  const uint32_t key = d->kind == SP_LOAD
                           ? place_change_key(r, state_eval_place(r, s, d->a))
                           : 0;
  if (key)
    to->use(r, to, key);
  if (d->kind != SP_OP && d->kind != SP_CHOICE)
    return;
  use_node(r, to, s, d->a);
  use_node(r, to, s, d->b);
  use_node(r, to, s, d->c);
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

/* Does any function of the program write what changes under the key? */
static bool is_written(const run *r, uint32_t key) {
  if (key == DEREF_KEY)
    return true;
  const uint32_t name = key - NAME_KEY;
  const uint32_t *cells = r->deciding.cells[name];
  return cells[0] || cells[1] || cells[2] || r->deciding.aliases[name];
}

/* ---- what a path learnt under a lock ---- */

/* In state.learnt. Where paths meet, the greater one stays. */
enum {
  MOST_HELD = 64,      /* less by the number of locks, of those that were held
                        * then, that still are */
  GIVEN = MOST_HELD,   /* none of them is */
  RETAKEN = GIVEN + 1, /* and one was taken since */
  IF_LEARNT = 2        /* in rereads.keys: forgotten by such paths only */
};

static bool follows_learnt(const run *r) {
  return r->purpose == FOR_LOCKS || r->purpose == FOR_CALLERS;
}

static void learn_key(run *r, const key_use *to, uint32_t key) {
  state *s = to->s;
  const uint32_t held =
      s->lock_count < MOST_HELD ? (uint32_t)s->lock_count : MOST_HELD - 1;
  const uint32_t known = pairs_get(&s->learnt, key);
  if (!held)
    run_check(r, pairs_set(&s->learnt, key, 0));
  else if (!known)
    run_check(r, pairs_set(&s->learnt, key, MOST_HELD - held));
}

void rereads_learn(run *r, state *s, sp_node node) {
  if (follows_learnt(r) && (s->lock_count || s->learnt.count))
    use_node(r, &(key_use){learn_key, 0, s, NULL}, s, node);
}

/* What an outcome says of a key has this one in place of it. */
static value exported_key(const run *r, uint32_t key) {
  return key == DEREF_KEY
             ? 0
             : values_named(r->values, VALUE_FUNCTION, run_key_name(r, key));
}

static void learn_but_told(run *r, const key_use *to, uint32_t key) {
  if (!pairs_get(&to->o->learnt, exported_key(r, key)))
    learn_key(r, to, key);
}

void rereads_learn_fact(run *r, state *s, value fact, const outcome *o) {
  if (follows_learnt(r) && (s->lock_count || s->learnt.count))
    use_value(r, &(key_use){learn_but_told, 0, s, o}, fact);
}

bool rereads_export(run *r, const state *s, pairs *learnt) {
  bool ok = true;
  for (uint32_t i = 0; ok && i < s->learnt.count; i++)
    ok = pairs_set(learnt, exported_key(r, s->learnt.items[i].key), 1);
  return ok;
}

void rereads_import(run *r, state *s, const outcome *o) {
  if (!follows_learnt(r))
    return;
  const bool takes = outcome_has(o, EVENT_ACQUIRE);
  for (uint32_t i = 0; i < o->learnt.count; i++) {
    const value name = o->learnt.items[i].key;
    const uint32_t index =
        name ? deciding_name(&r->deciding, values_get(r->values, name)->name)
             : 0;
    if (index == UINT32_MAX)
      continue;
    const uint32_t key = name ? NAME_KEY + index : DEREF_KEY;
    if (pairs_get(&s->learnt, key))
      continue;
    if (takes)
      learn_key(r, &(key_use){learn_key, 0, s, NULL}, key);
    else
      run_check(r, pairs_set(&s->learnt, key, GIVEN));
  }
}

void rereads_learn_written(run *r, state *s, value place) {
  const uint32_t key = follows_learnt(r) ? place_change_key(r, place) : 0;
  if (!key)
    return;
  run_check(r, pairs_set(&s->learnt, key, 0)); /* it knows anew */
  learn_key(r, &(key_use){learn_key, 0, s, NULL}, key);
}

void rereads_give_back(state *s, size_t lock) {
  for (uint32_t i = 0; i < s->learnt.count; i++) {
    uint32_t *known = &s->learnt.items[i].to;
    *known += *known < GIVEN && lock < MOST_HELD - *known;
  }
}

bool rereads_join(run *r, state *one, const state *other) {
  bool changed = false;
  for (uint32_t i = 0; i < other->learnt.count; i++) {
    const pair known = other->learnt.items[i];
    if (pairs_get(&one->learnt, known.key) >= known.to)
      continue;
    run_check(r, pairs_set(&one->learnt, known.key, known.to));
    changed = true;
  }
  return changed;
}

/* By what it learnt under a lock it had before. */
static void forget_later(run *r, const key_use *to, uint32_t key) {
  if (pairs_get(&to->s->learnt, key) == RETAKEN && is_written(r, key) &&
      !pairs_get(&r->rereads.keys, key))
    run_check(r, pairs_set(&r->rereads.keys, key, IF_LEARNT));
}

void rereads_dead(run *r, uint32_t place, uint32_t way, state *s, sp_node node,
                  value v) {
  const uint32_t edge = edge_of(place, way);
  if (!is_noted(r))
    return;
  if (s->learnt.count) {
    const key_use later = {forget_later, 0, s, NULL};
    use_node(r, &later, s, node);
    use_value(r, &later, v);
  }
  if (is_live(r, edge))
    return;
  const key_use to = {add_key, edge, s, NULL};
  use_node(r, &to, s, node);
  use_value(r, &to, v);
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

/* Of what the path learnt under a lock that it has given back. */
static void lose_learnt(run *r, state *s, int64_t site) {
  for (uint32_t i = s->learnt.count; i-- > 0;) {
    const pair known = s->learnt.items[i];
    if (known.to < GIVEN)
      continue;
    const bool loses = r->lost && pairs_get(r->lost, known.key) == IF_LEARNT;
    if (loses)
      state_change(r, s, known.key, 0, site);
    run_check(r, pairs_set(&s->learnt, known.key, loses ? 0 : RETAKEN));
  }
}

void rereads_lose(run *r, state *s, int64_t site) {
  lose_learnt(r, s, site);
  for (uint32_t i = 0; r->lost && i < r->lost->count; i++)
    /* What the path itself has written stays. */
    if (r->lost->items[i].to != IF_LEARNT)
      run_check(r,
                pairs_set(&s->changes, r->lost->items[i].key, (uint32_t)site));
}

void rereads_let_go(run *r, state *s) {
  for (uint32_t i = 0; r->lost && !s->lock_count && i < r->lost->count; i++)
    if (r->lost->items[i].to != IF_LEARNT)
      state_change(r, s, r->lost->items[i].key, 0, r->site);
}

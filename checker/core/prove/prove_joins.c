/* Where paths meet: what a state forgets there, and with which it is joined.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "support/hash.h"

#include <stddef.h>
#include <stdlib.h>

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
    if (state_locks_equal(here->items[i].s, s))
      first = here->items[i].s;
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
  if (base->kind == PLACE_VARIABLE) /* a parameter held something at first */
    return deciding_variable_live(&r->deciding, block, base->number) ||
           (base->number < (int64_t)r->f->parameter_count &&
            keeping_variable(r->p->keeping, r->index, base->number));
  uint32_t key = place_change_key(r, place);
  return key == DEREF_KEY ? deciding_deref_live(&r->deciding, block)
                          : is_live(r, block, place);
}

/* Of keys of what can be read from the block on, those that are left. */
static void prune_keys(const run *r, uint32_t block, pairs *keys) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < keys->count; i++) {
    uint32_t key = keys->items[i].key;
    if (key == DEREF_KEY
            ? deciding_deref_live(&r->deciding, block)
            : deciding_name_live(&r->deciding, block, run_key_name(r, key)))
      keys->items[kept++] = keys->items[i];
  }
  keys->count = kept;
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
  prune_keys(r, block, &s->changes);
  prune_keys(r, block, &s->learnt);
}

/* Where states are joined. */
typedef struct meeting {
  run *r;
  int64_t step;
} meeting;

static value join_to_anything(const void *context, value place) {
  (void)place;
  return values_any(((const meeting *)context)->r->values);
}

/* A phi function: whatever the place holds, it is the same value as long as
 * nothing is written, and until paths meet there again. */
static value join_to_phi(const void *context, value place) {
  const meeting *at = context;
  return values_at(at->r->values, VALUE_SYMBOL, at->step * VALUES_SPAN, place);
}

static uint32_t join_to_change(const void *context, uint32_t key) {
  (void)key;
  return (uint32_t)(((const meeting *)context)->step * VALUES_SPAN);
}

static bool join(run *r, int64_t step, state *one, const state *other,
                 value (*otherwise)(const void *, value)) {
  const meeting at = {r, step};
  uint32_t facts = one->facts.count;
  one->steps |= other->steps; /* of the places that only that one binds */
  pairs_keep_common(&one->facts, &other->facts);
  bool changed = one->facts.count != facts || (other->blind && !one->blind) ||
                 (other->blind_members && !one->blind_members);
  if (one->level != other->level)
    one->level = LEVEL_UNKNOWN; /* of a run that asks for none */
  one->blind |= other->blind;
  one->blind_members |= other->blind_members;
  one->guesses |= other->guesses;
  run_check(r, pairs_blend(&one->bindings, &other->bindings, otherwise, &at,
                           &changed) &&
                   pairs_blend(&one->changes, &other->changes, join_to_change,
                               &at, &changed));
  return rereads_join(r, one, other) || changed;
}

bool state_join(run *r, int64_t step, state *one, const state *other) {
  return join(r, step, one, other, join_to_anything);
}

/* ---- arrivals ---- */

static uint32_t mix_pairs(uint32_t hash, const pairs *list) {
  for (uint32_t i = 0; i < list->count; i++)
    hash = hash_mix(hash_mix(hash, list->items[i].key), list->items[i].to);
  return hash_mix(hash, list->count);
}

static uint32_t hash_locks_and_log(const state *s) {
  uint32_t hash = 0;
  for (size_t i = 0; i < s->lock_count; i++)
    hash = hash_mix(hash_mix(hash, (uint32_t)s->locks[i].message),
                    (uint32_t)s->locks[i].acquired_at);
  for (uint32_t i = 0; i < s->log.count; i++)
    hash = hash_mix(hash_mix(hash, s->log.items[i].adapter),
                    s->log.items[i].message);
  return hash;
}

static uint32_t hash_but_facts(arrival *a) {
  if (!a->hash) {
    const state *s = a->s;
    uint32_t hash = mix_pairs(hash_locks_and_log(s), &s->bindings);
    a->hash = mix_pairs(hash, &s->changes) | 1;
  }
  return a->hash;
}

static uint32_t hash_at_entry(const run *r, arrival *a) {
  if (a->entry_hash)
    return a->entry_hash;
  uint32_t hash = hash_locks_and_log(a->s);
  for (uint32_t i = 0; i < a->s->facts.count; i++) {
    pair fact = a->s->facts.items[i];
    if (values_is_of_entry(r->values, fact.key))
      hash = hash_mix(hash_mix(hash, fact.key), fact.to);
  }
  return a->entry_hash = hash | 1;
}

static bool same_locks_and_log(const state *a, const state *b) {
  return a->level == b->level && a->blind == b->blind &&
         a->blind_members == b->blind_members && state_locks_equal(a, b) &&
         events_equal(&a->log, &b->log) && events_equal(&a->taken, &b->taken);
}

/* Do they differ in nothing but their facts? */
static bool same_but_facts(arrival *a, arrival *b) {
  return hash_but_facts(a) == hash_but_facts(b) &&
         same_locks_and_log(a->s, b->s) &&
         pairs_equal(&a->s->bindings, &b->s->bindings) &&
         pairs_equal(&a->s->changes, &b->s->changes);
}

/* The next fact from *at on that dates from the entry; NULL if there is none.
 */
static const pair *next_of_entry(const run *r, const pairs *facts,
                                 uint32_t *at) {
  while (*at < facts->count) {
    const pair *fact = &facts->items[(*at)++];
    if (values_is_of_entry(r->values, fact->key))
      return fact;
  }
  return NULL;
}

/* Are their locks and logs the same, and the facts that date from the entry of
 * the function? */
static bool same_at_entry(const run *r, arrival *a, arrival *b) {
  if (hash_at_entry(r, a) != hash_at_entry(r, b) ||
      !same_locks_and_log(a->s, b->s))
    return false;
  uint32_t i = 0, k = 0;
  const pair *x, *y;
  do {
    x = next_of_entry(r, &a->s->facts, &i);
    y = next_of_entry(r, &b->s->facts, &k);
  } while (x && y && x->key == y->key && x->to == y->to);
  return !x && !y;
}

/* Of these, the one that a new one is the same as in what keeps states apart,
 * if they are many or the run is coarse; NULL if there is none. */
static arrival *find_alike(const run *r, arrival *items, uint32_t count,
                           arrival *new) {
  for (uint32_t i = 0; i < count; i++)
    if (r->coarse ? same_locks_and_log(items[i].s, new->s)
                  : same_at_entry(r, &items[i], new))
      return &items[i];
  return NULL;
}

/* Are new states at a block joined to old ones that are alike? */
static bool joins_alike(const run *r, const block_states *here) {
  return r->purpose != FOR_TOUCHES && (r->coarse || here->count > FEW_STATES);
}

/* The one that a new one is to be joined to; NULL if it is to stand alone. */
static arrival *find_like(const run *r, const block_states *here,
                          arrival *new) {
  if (r->purpose == FOR_TOUCHES)
    return here->count ? &here->items[0] : NULL;
  return joins_alike(r, here) ? find_alike(r, here->items, here->count, new)
                              : NULL;
}

/* Of a state that comes to where paths meet: what dates from when they met
 * there before is of another time; what a place holds of which nothing is known
 * gets a name. */
static void rename_joined(run *r, int64_t step, state *s) {
  const meeting at = {r, step};
  state_retire(r, s, step);
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair *b = &s->bindings.items[i];
    if (values_is_vague(r->values, b->to))
      b->to = join_to_phi(&at, b->key);
  }
}

/* Joins a new state, which it consumes, to an old one. One that was renamed has
 * nothing left that dates from when paths met there before, so that what does
 * in the old one is of now. */
static void join_arrival(run *r, int64_t step, arrival *old, state *s,
                         bool is_renamed) {
  if (is_renamed) {
    old->s->pending |= join(r, step, old->s, s, join_to_phi);
  } else {
    old->s->pending |= state_retire(r, old->s, step);
    state_retire(r, s, step);
    old->s->pending |= state_join(r, step, old->s, s);
  }
  old->hash = old->entry_hash = 0;
  state_free(s);
}

void run_join_many(run *r, continuing *now) {
  if (r->purpose == FOR_WAYS || now->count <= FEW_STATES)
    return;
  arrival *kept = calloc(now->count, sizeof *kept);
  uint32_t count = 0;
  if (!kept) {
    r->p->failed = true;
    return;
  }
  for (uint32_t i = 0; i < now->count; i++) {
    arrival one = {now->items[i], 0, 0};
    arrival *like = find_alike(r, kept, count, &one);
    if (!like) {
      kept[count++] = one;
      continue;
    }
    state_join(r, r->site / VALUES_SPAN, like->s, one.s);
    like->hash = like->entry_hash = 0;
    state_free(one.s);
  }
  for (uint32_t i = 0; i < count; i++)
    now->items[i] = kept[i].s;
  now->count = count;
  free(kept);
}

static sample arrival_sample(const void *arrivals, uint32_t index) {
  const state *s = ((const arrival *)arrivals)[index].s;
  return (sample){&s->log, &s->facts};
}

void run_arrive(run *r, uint32_t from, uint32_t block, state *s) {
  if (!s)
    return;
  block_states *here = &r->blocks[block];
  prune_state(r, block, s);
  const bool is_renamed = joins_alike(r, here);
  if (is_renamed)
    rename_joined(r, join_step(r, block), s);
  arrival new = {s, 0, 0}, *like = find_like(r, here, &new);
  if (like) {
    join_arrival(r, join_step(r, block), like, s, is_renamed);
    return;
  }
  bool again = from != UINT32_MAX && r->blocks[from].rank >= here->rank;
  if (again && here->rounds > UNROLLED) {
    widen_state(r, s, block, here);
    new.hash = new.entry_hash = 0;
  }
  for (uint32_t i = 0; i < here->count;) {
    state *old = here->items[i].s;
    if (same_but_facts(&here->items[i], &new)) {
      joint how = facts_join(&old->facts, &s->facts);
      if (how == WITHIN) {
        old->pending |= rereads_join(r, old, s);
        state_free(s);
        return;
      }
      if (how == JOINED) {
        rereads_join(r, s, old);
        new.entry_hash = 0; /* it may have one fact less */
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
  here->items[here->count++] = new;
  here->rounds += again;
  if (r->samples &&
      (here->count > run_most_states(r) || here->rounds > UNROLLED)) {
    uint32_t dull = here->rounds > UNROLLED
                        ? here->count - 1
                        : sample_dullest(r->values, here->items, here->count,
                                         arrival_sample);
    state_free(here->items[dull].s);
    here->items[dull] = here->items[--here->count];
    return;
  }
  const sp_block *at = &r->f->blocks[block];
  if (here->count > run_most_states(r))
    run_give_up(r, at->line, at->column, "there are too many cases to follow");
  if (here->rounds > GIVEN_UP)
    run_give_up(r, at->line, at->column, "a loop does not settle");
}

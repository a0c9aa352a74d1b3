/* The state of a run: places, what they hold, and what is made anew.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "memory.h"
#include "prove_run.h"

#include <string.h>

/* ---- states ---- */

void state_free(state *s) {
  if (!s)
    return;
  free(s->bindings.items);
  free(s->facts.items);
  free(s->changes.items);
  free(s->log.items);
  free(s->locks);
  free(s);
}

state *state_copy(run *r, const state *from) {
  state *s = calloc(1, sizeof *s);
  if (s)
    s->steps = from->steps;
  bool ok = s && pairs_copy(&s->bindings, &from->bindings) &&
            pairs_copy(&s->facts, &from->facts) &&
            pairs_copy(&s->changes, &from->changes);
  if (ok && from->log.count) {
    s->log.items = malloc(from->log.count * sizeof *s->log.items);
    ok = s->log.items != NULL;
    if (ok)
      memcpy(s->log.items, from->log.items,
             from->log.count * sizeof *s->log.items);
    s->log.count = s->log.capacity = from->log.count;
  }
  if (ok && from->lock_count) {
    s->locks = calloc(from->lock_count, sizeof *s->locks);
    ok = s->locks != NULL;
    if (ok)
      memcpy(s->locks, from->locks, from->lock_count * sizeof *s->locks);
    s->lock_count = from->lock_count;
  }
  if (ok)
    return s;
  r->p->failed = true;
  state_free(s);
  return NULL;
}

bool state_locks_equal(const state *a, const state *b) {
  if (a->lock_count != b->lock_count)
    return false;
  for (size_t i = 0; i < a->lock_count; i++) {
    const sp_lock *x = &a->locks[i], *y = &b->locks[i];
    if (x->adapter != y->adapter || x->message != y->message ||
        x->context != y->context || x->kind != y->kind ||
        x->saved != y->saved || x->status != y->status ||
        x->acquired_at != y->acquired_at || x->phase != y->phase ||
        x->flags != y->flags)
      return false;
  }
  return true;
}

sample state_sample(const void *states, uint32_t index) {
  const state *s = ((state *const *)states)[index];
  return (sample){&s->log, &s->facts};
}

void run_fail(run *r, uint32_t line, uint32_t column, const char *why) {
  if (r->why)
    return;
  r->why = why;
  r->line = line;
  r->column = column;
}

void run_note_open(run *r, size_t callee, const char *why) {
  struct open_calls *open = &r->open_calls;
  if (!open->why) {
    open->why = why;
    open->line = r->line;
    open->column = r->column;
    open->callee = callee;
  } else if (open->callee != callee) {
    open->callee = SIZE_MAX;
  }
  open->by_pointer |= r->by_pointer;
  for (uint32_t i = 0; i < open->site_count; i++)
    if (open->sites[i].line == r->line && open->sites[i].column == r->column)
      return;
  if (list_reserve((void **)&open->sites, &open->site_capacity,
                   open->site_count, sizeof *open->sites))
    open->sites[open->site_count++] = (sp_site){r->line, r->column};
  else
    r->p->failed = true;
}

uint32_t run_most_states(const run *r) {
  return r->samples               ? MAX_SAMPLED
         : r->purpose == FOR_WAYS ? MAX_IN_WAYS
                                  : MAX_STATES;
}

void run_forgive(run *r) {
  if (r->samples)
    r->why = NULL;
}

bool run_stopped(const run *r) {
  return r->why || r->p->failed || values_failed(r->values);
}

void run_check(run *r, bool ok) {
  if (!ok)
    r->p->failed = true;
}

/* ---- places ---- */

value_kind run_kind(const run *r, value v) {
  return values_get(r->values, v)->kind;
}

bool place_is_inside(const run *r, value place, value outer) {
  if (values_base(r->values, place) != values_base(r->values, outer))
    return false;
  while (place != outer) {
    value_kind kind = run_kind(r, place);
    if (kind != PLACE_FIELD && kind != PLACE_ELEMENT)
      return false;
    place = values_get(r->values, place)->a;
  }
  return true;
}

note *run_note(const run *r, note *notes, uint32_t block, value v) {
  note *at = &notes[(v ^ block << 5) % NOTES];
  if (at->run == r->p->runs && at->block == block && at->v == v)
    return at;
  *at = (note){0, block, v, 0};
  return at;
}

static uint32_t find_change_key(const run *r, value place) {
  for (value at = place;;) {
    const value_data *d = values_get(r->values, at);
    if (d->kind == PLACE_FIELD || d->kind == PLACE_GLOBAL) {
      uint32_t name = deciding_name(&r->deciding, d->name);
      if (name != UINT32_MAX)
        return NAME_KEY + name;
      if (d->kind == PLACE_GLOBAL)
        return 0;
    } else if (d->kind == PLACE_DEREF) {
      return run_kind(r, place) == PLACE_FIELD ? 0 : DEREF_KEY;
    } else if (d->kind == PLACE_VARIABLE) {
      return 0;
    }
    at = d->a;
  }
}

uint32_t place_change_key(const run *r, value place) {
  note *known = run_note(r, r->p->change_keys, 0, place);
  if (!known->run) {
    known->answer = find_change_key(r, place);
    known->run = r->p->runs;
  }
  return known->answer;
}

/* What is known to be in a place from an assignment; 0 if nothing was assigned.
 */
static value assigned(run *r, const state *s, value place) {
  value v = pairs_get(&s->bindings, place);
  if (v)
    return v;
  value_data d = *values_get(r->values, place);
  if (d.kind != PLACE_FIELD && d.kind != PLACE_ELEMENT)
    return 0;
  value whole = assigned(r, s, d.a);
  if (!whole)
    return 0;
  const value_data *w = values_get(r->values, whole);
  if (w->kind != VALUE_LOAD)
    return values_any(r->values);
  value from = w->a;
  int64_t site = w->number;
  value part = d.kind == PLACE_FIELD ? values_field(r->values, from, d.name)
                                     : values_element(r->values, from, d.b);
  return values_load(r->values, part, site);
}

value state_load(run *r, const state *s, value place) {
  value v = assigned(r, s, place);
  if (v)
    return v;
  value base = values_base(r->values, place);
  const value_data *b = values_get(r->values, base);
  if (b->kind == PLACE_VARIABLE) {
    if (b->number < (int64_t)r->f->parameter_count)
      return values_load(r->values, place, 0);
    return values_any(r->values); /* never assigned */
  }
  uint32_t key = place_change_key(r, place);
  return values_load(r->values, place, key ? pairs_get(&s->changes, key) : 0);
}

/* Removes what is bound inside of a place, and itself. */
static void unbind(run *r, state *s, value place) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (!place_is_inside(r, s->bindings.items[i].key, place))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
}

/* Is the place in a local whose address nobody keeps? */
static bool is_private(const run *r, value place) {
  const value_data *base = values_get(r->values, values_base(r->values, place));
  return base->kind == PLACE_VARIABLE &&
         !keeping_variable(r->p->keeping, r->index, base->number);
}

void state_change(run *r, state *s, uint32_t key, int64_t site) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (place_change_key(r, s->bindings.items[i].key) != key ||
        is_private(r, s->bindings.items[i].key))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
  run_check(r, pairs_set(&s->changes, key, (uint32_t)site));
}

static bool has_index(const run *r, value place) {
  for (;
       run_kind(r, place) == PLACE_FIELD || run_kind(r, place) == PLACE_ELEMENT;
       place = values_get(r->values, place)->a)
    if (run_kind(r, place) == PLACE_ELEMENT &&
        run_kind(r, values_get(r->values, place)->b) != VALUE_INT)
      return true;
  return false;
}

void state_store(run *r, state *s, value place, value v) {
  value base = values_base(r->values, place);
  uint32_t key = place_change_key(r, place);
  if (run_kind(r, base) != PLACE_VARIABLE) {
    if (!key)
      return; /* decides nothing */
    state_change(r, s, key, r->site);
  } else {
    /* An element whose number is not known may be any. */
    for (uint32_t i = 0; i < s->bindings.count; i++) {
      value other = s->bindings.items[i].key;
      if (values_base(r->values, other) == base && other != base &&
          (has_index(r, place) || has_index(r, other)))
        s->bindings.items[i].to = values_any(r->values);
    }
  }
  unbind(r, s, place);
  if (!values_is_vague(r->values, place))
    run_check(r, pairs_set(&s->bindings, place, v));
}

/* ---- things made anew ---- */

typedef struct retiring {
  run *r;
  int64_t step;
} retiring;

static value retire_part(void *context, value part) {
  retiring *c = context;
  const value_data *d = values_get(c->r->values, part);
  bool made = d->kind == VALUE_LOAD || d->kind == VALUE_SYMBOL ||
              d->kind == VALUE_SAVED || d->kind == VALUE_STATUS;
  return made && d->number / VALUES_SPAN == c->step ? values_any(c->r->values)
                                                    : 0;
}

/* Of a value in a state. Did it change? */
static bool retire_value(retiring *c, uint32_t *v) {
  value old = *v;
  if (!values_may_mention(c->r->values, old, c->step) ||
      !values_mentions(c->r->values, old, c->step))
    return false;
  *v = values_map(c->r->values, old, retire_part, c);
  return *v != old;
}

static bool retire_handle(retiring *c, sp_value *v) {
  value now = (value)*v;
  bool changed = retire_value(c, &now);
  *v = now;
  return changed;
}

bool state_retire(run *r, state *s, int64_t step) {
  const uint64_t bit = (uint64_t)1 << (step % 64);
  const bool possible = s->steps & bit;
  s->steps |= bit; /* of what is made now */
  if (!possible)
    return false;
  retiring c = {r, step};
  bool changed = false;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair b = s->bindings.items[i];
    changed |= retire_value(&c, &b.to);
    if (!values_mentions(r->values, b.key, step)) /* else it has no name now */
      s->bindings.items[kept++] = b;
  }
  changed |= kept != s->bindings.count;
  s->bindings.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (!values_mentions(r->values, s->facts.items[i].key, step))
      s->facts.items[kept++] = s->facts.items[i];
  changed |= kept != s->facts.count;
  s->facts.count = kept;
  for (size_t i = 0; i < s->lock_count; i++) {
    sp_lock *lock = &s->locks[i];
    changed |= retire_handle(&c, &lock->adapter);
    changed |= retire_handle(&c, &lock->message);
    changed |= retire_handle(&c, &lock->context);
    changed |= retire_handle(&c, &lock->saved);
    changed |= retire_handle(&c, &lock->status);
    if ((int64_t)lock->acquired_at / VALUES_SPAN == step) {
      lock->acquired_at = (sp_value)-1;
      changed = true;
    }
  }
  for (uint32_t i = 0; i < s->log.count; i++) {
    event *e = &s->log.items[i];
    changed |= retire_value(&c, &e->adapter);
    changed |= retire_value(&c, &e->message);
    changed |= retire_value(&c, &e->irql);
    if (e->site / VALUES_SPAN == step) {
      e->site = 0;
      changed = true;
    }
  }
  return changed;
}

value run_storable(run *r, value v) {
  return values_is_vague(r->values, v)
             ? values_at(r->values, VALUE_SYMBOL, r->site, 0)
             : v;
}

void state_forget(run *r, state *s, value place, uint32_t which) {
  state_store(r, s, place,
              values_at(r->values, VALUE_SYMBOL, r->site,
                        values_int(r->values, which)));
}

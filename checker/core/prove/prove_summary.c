/* Summaries: what a function leaves to its callers at its end.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "support/memory.h"

#include <string.h>

enum {
  MAX_OUTCOMES = 64, /* of one function */
  MAX_SAMPLES = 8,   /* the same of a run that samples; more are dropped */
  MAX_NAMED = 4      /* symbols that an outcome has names for */
};

/* ---- the end of a function ---- */

/* Symbols of the function mean nothing to its callers. Those by which a lock is
 * named that is left to them get a number, from 1: the object that is returned
 * may be the one whose lock is held. */
typedef struct exporting {
  run *r;
  const state *s;
  bool names; /* number the symbols that come by */
  value named[MAX_NAMED];
  uint32_t named_count;
} exporting;

/* The symbol by its number in the outcome; anything if it has none. */
static value export_symbol(exporting *c, value symbol) {
  for (uint32_t i = 0; i <= c->named_count && i < MAX_NAMED; i++) {
    if (i == c->named_count && !c->names)
      break;
    if (i == c->named_count)
      c->named[c->named_count++] = symbol;
    if (c->named[i] == symbol)
      return values_at(c->r->values, VALUE_SYMBOL, (int64_t)i + 1, 0);
  }
  return values_any(c->r->values);
}

/* A member of an object that is not known, of one that is: locks of different
 * members are told apart all the same. 0 if place is no member. */
static value member_of_any(run *r, value place) {
  const value_data d = *values_get(r->values, place);
  switch (d.kind) {
  case PLACE_FIELD: {
    const value outer = member_of_any(r, d.a);
    return values_field(
        r->values,
        outer ? outer : values_deref(r->values, values_any(r->values)), d.name);
  }
  case PLACE_ELEMENT: {
    const value outer = member_of_any(r, d.a);
    return outer ? values_element(r->values, outer, values_any(r->values)) : 0;
  }
  default:
    return 0;
  }
}

/* What is in a place at some time: of a member, which one it is stays known. */
static value load_at_any_time(run *r, value place) {
  const value member = member_of_any(r, place);
  return member ? values_load(r->values, member, 0) : values_any(r->values);
}

/* Anything but what is the same when the function is entered, and what its log
 * leaves to the caller. */
static value export_part(void *context, value part) {
  exporting *c = context;
  run *r = c->r;
  value_data d = *values_get(r->values, part);
  switch (d.kind) {
  case VALUE_LOAD:
    return d.number == 0 ? 0 : load_at_any_time(r, d.a);
  case VALUE_SYMBOL:
    return export_symbol(c, part);
  case VALUE_SAVED:
  case VALUE_STATUS:
    for (uint32_t i = 0; i < c->s->log.count; i++)
      if (c->s->log.items[i].kind == EVENT_ACQUIRE &&
          c->s->log.items[i].site == d.number && i + 2 < VALUES_ROUND)
        return values_at(r->values, d.kind, (int64_t)i + 1, 0);
    return values_any(r->values);
  case VALUE_ADDRESS:
    return run_kind(r, values_base(r->values, d.a)) == PLACE_VARIABLE
               ? values_any(r->values)
               : 0;
  default:
    return 0;
  }
}

static value exported(exporting *c, value v) {
  if (values_is_of_entry(c->r->values, v) &&
      !values_has(c->r->values, v, TRAIT_LOCAL_ADDRESS))
    return v;
  return values_map(c->r->values, v, export_part, c);
}

value state_exported(run *r, const state *s, value v) {
  exporting c = {.r = r, .s = s};
  return exported(&c, v);
}

/* Nobody took a lock that NULL leads to. */
static bool export_not_null(exporting *c, outcome *out, int64_t number) {
  values *table = c->r->values;
  const value symbol = values_at(table, VALUE_SYMBOL, number, 0);
  for (uint32_t i = 0; i < out->log.count; i++)
    if (out->log.items[i].kind == EVENT_ACQUIRE &&
        value_leads_through(table, out->log.items[i].message, symbol))
      return pairs_set(&out->facts,
                       values_op(table, SP_EQ, symbol, values_int(table, 0)),
                       FALSE_FACT);
  return true;
}

/* The events of an outcome. */
static bool export_log(exporting *c, outcome *out) {
  bool ok = true;
  for (uint32_t i = 0; ok && i < c->s->log.count; i++) {
    event e = c->s->log.items[i];
    c->names = e.kind == EVENT_ACQUIRE;
    e.adapter = exported(c, e.adapter);
    e.message = exported(c, e.message);
    c->names = false;
    e.irql = e.irql ? exported(c, e.irql) : 0;
    e.site = 0;
    ok = events_add(&out->log, e);
  }
  for (uint32_t i = 0; ok && i < c->named_count; i++)
    ok = export_not_null(c, out, (int64_t)i + 1);
  return ok;
}

static bool make_outcome(run *r, const state *s, value result, outcome *out) {
  memset(out, 0, sizeof *out);
  exporting c = {.r = r, .s = s};
  bool ok = export_log(&c, out);
  for (uint32_t i = 0; ok && i < s->facts.count; i++) {
    value atom = exported(&c, s->facts.items[i].key);
    if (!values_is_vague(r->values, atom) && run_kind(r, atom) == VALUE_OP)
      ok = pairs_set(&out->facts, atom, s->facts.items[i].to);
  }
  for (uint32_t i = 0; ok && i < s->bindings.count; i++) {
    value place = s->bindings.items[i].key;
    if (run_kind(r, values_base(r->values, place)) == PLACE_VARIABLE)
      continue;
    place = exported(&c, place);
    value to = exported(&c, s->bindings.items[i].to);
    const bool nameless = place_is_nameless(r, s->bindings.items[i].key);
    if (values_is_vague(r->values, place)) {
      out->changes_cells |= nameless;
      out->changes_members |= !nameless;
    } else if (nameless || !values_is_vague(r->values, to)) {
      ok = pairs_set(&out->stores, place, to);
    } else {
      out->changes_members = true;
    }
  }
  ok &= rereads_export(r, s, &out->learnt);
  out->is_guess = s->guesses;
  out->level = s->level;
  out->result = result ? exported(&c, state_number(r, s, result)) : 0;
  out->changes_cells |= s->blind;
  out->changes_members |= s->blind_members;
  return ok;
}

bool outcome_has(const outcome *o, event_kind kind) {
  for (uint32_t e = 0; e < o->log.count; e++)
    if (o->log.items[e].kind == kind)
      return true;
  return false;
}

static void outcome_free(outcome *o) {
  free(o->facts.items);
  free(o->log.items);
  free(o->stores.items);
  free(o->learnt.items);
  memset(o, 0, sizeof *o);
}

void summary_free(summary *s) {
  for (uint32_t i = 0; i < s->count; i++)
    outcome_free(&s->outcomes[i]);
  free(s->outcomes);
  touches_free(&s->touches);
  touches_free(&s->failures);
  memset(s, 0, sizeof *s);
}

static bool same_effect(const outcome *a, const outcome *b) {
  return a->result == b->result && a->changes_cells == b->changes_cells &&
         a->changes_members == b->changes_members && a->level == b->level &&
         events_equal(&a->log, &b->log) && pairs_equal(&a->stores, &b->stores);
}

static void add_outcome(run *r, outcome o) {
  summary *s = &r->found;
  for (uint32_t i = 0; i < s->count;) {
    outcome *old = &s->outcomes[i];
    if (same_effect(old, &o)) {
      if (r->p->widens)
        pairs_keep_common(&o.facts, &old->facts);
      joint how = facts_join(&old->facts, &o.facts);
      if (how == WITHIN) {
        old->is_guess &= o.is_guess;
        run_check(r, pairs_add_all(&old->learnt, &o.learnt));
        outcome_free(&o);
        return;
      }
      if (how == JOINED) {
        o.is_guess |= old->is_guess;
        run_check(r, pairs_add_all(&o.learnt, &old->learnt));
        outcome_free(old);
        *old = s->outcomes[--s->count];
        i = 0;
        continue;
      }
    }
    i++;
  }
  if (!list_reserve((void **)&s->outcomes, &s->capacity, s->count,
                    sizeof *s->outcomes)) {
    r->p->failed = true;
    outcome_free(&o);
    return;
  }
  s->outcomes[s->count++] = o;
}

static sample outcome_sample(const void *outcomes, uint32_t index) {
  const outcome *o = (const outcome *)outcomes + index;
  return (sample){&o->log, &o->facts};
}

void run_finish(run *r, state *s, const sp_block *block) {
  if (r->purpose == FOR_TOUCHES)
    return;
  value result = 0;
  if (block->value != SP_NO_NODE)
    result = state_chosen(r, s, state_eval(r, s, block->value));
  r->line = block->line;
  r->column = block->column;
  r->leaving = result;
  sp_lockset set = {s->locks, s->lock_count, s->lock_count};
  sp_questions ask = locks_questions(r, s);
  locks_settle(r, s);
  locks_drop_failed(r, s);
  locks_drop_released(s);
  set.count = s->lock_count;
  held_note(r, s, block->line, block->column, SP_HELD_AT_RETURN);
  for (size_t i = 0; i < s->lock_count; i++) {
    if (s->locks[i].flags & SP_LOCK_LENT)
      continue;
    sp_verdict v = sp_lockset_leave(&set, i, &ask);
    if (v.outcome != SP_FINE) {
      run_fail(r, block->line, block->column, locks_why_open(&v));
      return;
    }
    if (run_kind(r, (value)s->locks[i].saved) != VALUE_SAVED ||
        (sp_value)values_get(r->values, (value)s->locks[i].saved)->number !=
            s->locks[i].acquired_at) {
      run_fail(
          r, block->line, block->column,
          "the lock that is handed over has the saved IRQL of another one");
      return;
    }
  }
  outcome o;
  run_check(r, make_outcome(r, s, r->purpose != FOR_LOCKS ? result : 0, &o));
  if (s->log.count + 2 >= VALUES_ROUND) { /* a call has sites for no more */
    outcome_free(&o);
    run_fail(r, block->line, block->column, "one path takes too many locks");
    return;
  }
  if (r->samples && o.log.count == 0) { /* that it may do nothing is known */
    outcome_free(&o);
    return;
  }
  add_outcome(r, o);
  if (r->samples && r->found.count > MAX_SAMPLES) {
    uint32_t dull = sample_dullest(r->values, r->found.outcomes, r->found.count,
                                   outcome_sample);
    outcome_free(&r->found.outcomes[dull]);
    r->found.outcomes[dull] = r->found.outcomes[--r->found.count];
  }
  if (r->found.count > MAX_OUTCOMES)
    run_give_up(r, block->line, block->column,
                "there are too many ways through the function");
}

/* ---- whole summaries ---- */

bool summary_same(const summary *a, const summary *b) {
  if (a->known != b->known || a->count != b->count ||
      !touches_equal(&a->touches, &b->touches) ||
      !touches_equal(&a->failures, &b->failures))
    return false;
  for (uint32_t i = 0; i < a->count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < b->count && !found; k++)
      found = same_effect(&a->outcomes[i], &b->outcomes[k]) &&
              pairs_equal(&a->outcomes[i].facts, &b->outcomes[k].facts) &&
              pairs_equal(&a->outcomes[i].learnt, &b->outcomes[k].learnt);
    if (!found)
      return false;
  }
  return true;
}

static bool same_trails(const events *a, const events *b) {
  for (uint32_t i = 0; i < a->count; i++)
    if (a->items[i].trail != b->items[i].trail)
      return false;
  return true;
}

bool summary_identical(const summary *a, const summary *b) {
  if (a->known != b->known || a->follows_out != b->follows_out ||
      a->count != b->count || !touches_equal(&a->touches, &b->touches) ||
      !touches_equal(&a->failures, &b->failures))
    return false;
  for (uint32_t i = 0; i < a->count; i++) {
    const outcome *x = &a->outcomes[i], *y = &b->outcomes[i];
    if (!same_effect(x, y) || !pairs_equal(&x->facts, &y->facts) ||
        !pairs_equal(&x->learnt, &y->learnt) || !same_trails(&x->log, &y->log))
      return false;
  }
  return true;
}

bool summary_assume_balanced(summary *s) {
  summary_free(s);
  s->known = true;
  s->outcomes = calloc(1, sizeof *s->outcomes);
  if (!s->outcomes)
    return false;
  s->count = s->capacity = 1;
  return true;
}

level summary_level(const summary *s) {
  level all = s->count ? s->outcomes[0].level : LEVEL_UNKNOWN;
  for (uint32_t i = 1; i < s->count; i++)
    if (s->outcomes[i].level != all)
      all = LEVEL_UNKNOWN;
  return all;
}

void summary_collapse(summary *s) {
  const level all = summary_level(s);
  while (s->count > 1)
    outcome_free(&s->outcomes[--s->count]);
  for (uint32_t i = 0; i < s->count; i++) {
    s->outcomes[i].facts.count = 0;
    s->outcomes[i].stores.count = 0;
    s->outcomes[i].learnt.count = 0;
    s->outcomes[i].result = 0;
    s->outcomes[i].level = all;
  }
}

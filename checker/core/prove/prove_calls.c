/* Calls: the summaries of the callees, as the caller sees them.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "spinpair/routines.h"
#include "support/memory.h"

#include <stdio.h>
#include <string.h>

enum {
  IMPORTED = 64,
  OF_OUTCOME = 1 << 20 /* and more: symbols of a callee's outcome, by number */
};

typedef struct substitution {
  run *r;
  const state *s;
  const value *arguments;
  size_t count;
  /* The last values that were imported: the ways of a call are much alike. */
  struct {
    value from, to;
  } imported[IMPORTED];
} substitution;

static value import_value(substitution *c, value v);

static value import_part(void *context, value part) {
  substitution *c = context;
  run *r = c->r;
  value_data d = *values_get(r->values, part);
  switch (d.kind) {
  case VALUE_LOAD: {
    const value_data *place = values_get(r->values, d.a);
    if (place->kind == PLACE_VARIABLE)
      return place->number < (int64_t)c->count ? c->arguments[place->number]
                                               : values_any(r->values);
    return state_load(r, c->s, import_value(c, d.a));
  }
  case VALUE_SAVED:
  case VALUE_STATUS: /* numbered by the callee's log, from 1 */
    return values_at(r->values, d.kind, r->site + d.number, 0);
  case VALUE_SYMBOL: /* numbered by the outcome, from 1 */
    return values_at(r->values, VALUE_SYMBOL, r->site,
                     values_int(r->values, OF_OUTCOME + d.number));
  case PLACE_VARIABLE: /* a member of a structure that is passed by value */
    if (d.number < (int64_t)c->count) {
      const value_data *a = values_get(r->values, c->arguments[d.number]);
      if (a->kind == VALUE_LOAD && a->number == 0)
        return a->a;
    }
    return values_deref(r->values, values_any(r->values));
  default:
    return 0;
  }
}

/* A value of a callee's summary, as its caller sees it at the call. */
static value import_value(substitution *c, value v) {
  const unsigned slot = v % IMPORTED;
  if (c->imported[slot].from != v) {
    value to = values_map(c->r->values, v, import_part, c);
    c->imported[slot].to = to; /* it may have been used for a part of v */
    c->imported[slot].from = v;
  }
  return c->imported[slot].to;
}

static bool holds_saved(const run *r, const state *s, value v) {
  for (size_t i = 0; i < s->lock_count; i++) {
    if ((value)s->locks[i].saved == v ||
        (!sp_kind_saves(s->locks[i].kind) && (value)s->locks[i].context == v))
      return true;
    const value_data *d = values_get(r->values, v);
    if (d->kind != VALUE_ADDRESS)
      continue;
    for (uint32_t b = 0; b < s->bindings.count; b++)
      if (s->bindings.items[b].to == (value)s->locks[i].saved &&
          place_is_inside(r, s->bindings.items[b].key, d->a))
        return true;
  }
  return false;
}

static bool reads(const values *table, value v, value place) {
  if (!v)
    return false;
  const value_data *d = values_get(table, v);
  return (d->kind == VALUE_LOAD && d->a == place) ||
         reads(table, d->a, place) || reads(table, d->b, place) ||
         reads(table, d->c, place);
}

/* Does anything that s knows of locks and conditions come from place? */
static bool is_read(const run *r, const state *s, value place) {
  for (size_t i = 0; i < s->lock_count; i++)
    if (reads(r->values, (value)s->locks[i].adapter, place) ||
        reads(r->values, (value)s->locks[i].message, place))
      return true;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (reads(r->values, s->facts.items[i].key, place))
      return true;
  return false;
}

/* Is the pointer one that the caller gave, to a cell and not to a structure? */
static bool leads_to_callers_cell(const run *r, const value_data *pointer) {
  const value_data *from = values_get(r->values, pointer->a);
  return from->kind == PLACE_VARIABLE && from->number >= 0 &&
         sp_function_takes_cell(r->f, (size_t)from->number);
}

/* Who has the address of an element may write as many as it likes. */
static value whole_array(const run *r, value place) {
  while (run_kind(r, place) == PLACE_ELEMENT)
    place = values_get(r->values, place)->a;
  return place;
}

/* What code that is not in the program may write: what it is given the address
 * of, or the array that this is an element of, and a cell that it is given a
 * pointer to. Of a pointer only what was read there as a whole is a cell, or
 * what its type says is one; structures keep their members. */
static void fill_arguments(run *r, state *s, const value *arguments,
                           size_t count) {
  for (size_t i = 0; i < count; i++) {
    const value_data argument = *values_get(r->values, arguments[i]);
    value place = 0;
    if (argument.kind == VALUE_ADDRESS)
      place = argument.a;
    else if (argument.kind == VALUE_LOAD)
      place = values_deref(r->values, arguments[i]);
    if (!place || (argument.kind == VALUE_LOAD && !is_read(r, s, place) &&
                   !leads_to_callers_cell(r, &argument)))
      continue;
    place = whole_array(r, place);
    state_disturb(r, s, place, NULL);
    state_forget(r, s, place, (uint32_t)i);
  }
  state_disturb_locals(r, s); /* it may find their addresses */
}

/* Takes note of what a run of the callee may write of what has name i; typed:
 * through pointers, too. Does it? */
static bool change_name(run *r, state *s, size_t callee, uint32_t i,
                        bool typed) {
  const sp_program *program = r->p->program;
  /* Whoever explores paths does not see that, even if the outcome says it. */
  if (alias_written_by(r->deciding.aliases[i], program, callee, true))
    run_note_alias(r);
  if (!deciding_written_by(&r->deciding, program, i, callee, typed))
    return false;
  if (pairs_get(&s->changes, NAME_KEY + i) != (uint32_t)r->site)
    state_change(r, s, NAME_KEY + i, 0, r->site);
  return true;
}

/* What the call may change beside its outcomes. aimless: one of its stores goes
 * through a pointer that may point to more than one place. */
static void apply_writes(run *r, state *s, size_t callee, const outcome *o,
                         bool aimless, const value *arguments, size_t count) {
  /* What it stores through pointers is in the outcome. */
  const bool told =
      summary_for(r->p, r->purpose, callee)->follows_out && !o->changes_cells;
  const bool exact = told && !aimless;
  for (uint32_t i = 0; i < r->deciding.name_count; i++) {
    const char *name = r->deciding.names[i];
    if (!change_name(r, s, callee, i, !exact) || (exact && !o->changes_members))
      continue; /* what it stores in locals is in the outcome */
    /* Members of locals that the callee has a pointer to. */
    for (uint32_t b = 0; b < s->bindings.count; b++) {
      if (!place_has_member(r, s->bindings.items[b].key, name))
        continue;
      value base = values_base(r->values, s->bindings.items[b].key);
      for (size_t a = 0; a < count; a++) {
        const value_data *given = values_get(r->values, arguments[a]);
        if (given->kind == VALUE_ADDRESS &&
            values_base(r->values, given->a) == base)
          s->bindings.items[b].to = values_any(r->values);
      }
    }
  }
  if (r->deciding.deref &&
      (!exact || aliases_exposed_written_by(r->p->aliases, callee)))
    state_change(r, s, DEREF_KEY, 0, r->site);
  if ((!exact || o->changes_members) &&
      aliases_written_over_numbers(r->p->aliases, callee))
    state_disturb_locals(r, s);
  if (exact)
    return;
  s->blind |= !told;
  s->blind_members |= !told || o->changes_members;
  const bool through = aliases_written_through(r->p->aliases, callee);
  for (size_t a = 0; a < count; a++) {
    const value_data *given = values_get(r->values, arguments[a]);
    if (given->kind != VALUE_ADDRESS)
      continue;
    const value place = whole_array(r, given->a);
    if (through)
      state_disturb(r, s, place, NULL);
    if (through || run_kind(r, place) == PLACE_VARIABLE)
      state_forget(r, s, place, (uint32_t)a);
  }
  if (through)
    state_disturb_locals(r, s);
}

void continuing_add(run *r, continuing *list, state *s) {
  if (!s)
    return;
  if (!list_reserve((void **)&list->items, &list->capacity, list->count,
                    sizeof *list->items)) {
    r->p->failed = true;
    state_free(s);
    return;
  }
  list->items[list->count++] = s;
}

/* The callee may take the lock on the path of a state. */
static void meet_lock(run *r, state *s, value adapter, value message,
                      size_t callee) {
  if (locks_split(r, s, adapter, message))
    run_note_open(r, s, callee, locks_unclear);
  locks_acquire(r, s, adapter, message, values_any(r->values), r->site);
  if (!r->why)
    return;
  run_note_open(r, s, callee, r->why);
  /* Who calls this function may say that the two locks are one, or two. */
  if (r->why == locks_unclear && !values_is_vague(r->values, adapter) &&
      !values_is_vague(r->values, message))
    run_note_failure(r, s);
  r->why = NULL;
}

/* Can the callee take the lock of a touch, for all that the state knows? */
static bool may_touch(substitution *c, const state *s, const touch *t) {
  run *r = c->r;
  if (!t->adapter || prove_ending(r->values, t->message, NULL))
    return false;
  for (uint32_t f = 0; f < t->facts.count; f++) {
    const int truth = state_truth(r, s, import_value(c, t->facts.items[f].key));
    if (truth != UNDECIDED && truth != (int)t->facts.items[f].to)
      return false;
  }
  return true;
}

/* What matters of a touch where no lock is held. */
static void meet_without_lock(run *r, substitution *c, size_t callee,
                              const touch *t) {
  state level = {.level = c->s->level};
  if (!t->adapter || prove_ending(r->values, t->message, NULL))
    return;
  const value message = import_value(c, t->message);
  locks_note_retaking(r, c->s, import_value(c, t->adapter), message);
  if (may_touch(c, c->s, t))
    locks_note_start_io(r, c->s, message, callee);
  locks_lose_level(r, &level, callee);
  if (level.level == LEVEL_BELOW && may_touch(c, c->s, t) &&
      locks_are_below(r, c->s, message))
    run_note_open(r, c->s, callee,
                  "a lock for DISPATCH_LEVEL is taken below that level");
}

/* The callee may take a lock: none may be held that could be it. */
static void meet_touch(run *r, substitution *c, size_t callee, const touch *t) {
  if (r->purpose == FOR_WAYS) /* proved to be right */
    return;
  if (r->purpose != FOR_TOUCHES && c->s->lock_count == 0 && !r->is_lockless &&
      c->s->level != LEVEL_DISPATCH && c->s->level != LEVEL_ABOVE) {
    meet_without_lock(r, c, callee, t);
    return;
  }
  state *s = state_copy(r, c->s);
  bool possible = s != NULL;
  if (s)
    locks_lose_level(r, s, callee);
  for (uint32_t f = 0; possible && f < t->facts.count; f++)
    possible = state_assume(r, s, import_value(c, t->facts.items[f].key),
                            t->facts.items[f].to == TRUE_FACT);
  value ended = 0;
  const ending ends =
      t->adapter ? prove_ending(r->values, t->message, &ended) : ENDS_NOTHING;
  if (possible && ends)
    locks_end(r, s, ends, import_value(c, ended), callee);
  else if (possible && t->adapter && locks_are_forbidden(r, t->message))
    run_note_open(r, s, callee,
                  "a lock may be taken in a callback that may take none");
  else if (possible && !t->adapter)
    locks_call(r, s, t->message, callee);
  else if (possible)
    meet_lock(r, s, import_value(c, t->adapter), import_value(c, t->message),
              callee);
  state_free(s);
}

/* What the callee takes and gives back, or leaves to this function. */
static void note_taken(run *r, state *s, substitution *c, size_t callee) {
  const touches *list = &summary_for(r->p, r->purpose, callee)->touches;
  if (r->purpose == FOR_TOUCHES || r->purpose == FOR_WAYS)
    return;
  r->takes |= list->count > 0;
  for (uint32_t t = 0; r->tells_taken && t < list->count; t++)
    if (may_touch(c, s, &list->items[t]))
      locks_note_taken(r, s, import_value(c, list->items[t].adapter),
                       import_value(c, list->items[t].message));
}

/* The callee gives back a lock of this function's caller. If it may take it,
 * too, and does not know that it is the same, nobody tells which comes first.
 */
static bool may_take_before(run *r, const state *s, substitution *c,
                            size_t callee, const event *given) {
  const touches *list = &summary_for(r->p, r->purpose, callee)->touches;
  const event *now = &s->log.items[s->log.count - 1];
  for (uint32_t t = 0; r->tells_taken && t < list->count; t++) {
    const touch *each = &list->items[t];
    if (each->message == given->message || !may_touch(c, s, each))
      continue;
    const event taken = {.kind = EVENT_TOUCH,
                         .adapter = import_value(c, each->adapter),
                         .message = import_value(c, each->message)};
    if (!values_is_vague(r->values, taken.message) &&
        locks_are_one(r, s, &taken, now->adapter, now->message, now->irql))
      return true;
  }
  return false;
}

/* Is it all the same to the caller which way a call of a callee goes? */
static bool is_indifferent(substitution *c, const summary *s) {
  run *r = c->r;
  if (hands_locks(s))
    return false;
  for (uint32_t i = 0; i < s->count; i++)
    for (uint32_t k = 0; k < s->outcomes[i].stores.count; k++) {
      value place = import_value(c, s->outcomes[i].stores.items[k].key);
      if (place_change_key(r, place) ||
          run_kind(r, values_base(r->values, place)) == PLACE_VARIABLE)
        return false;
    }
  return true;
}

/* Is what a callee tells of an acquire asked for: what it returns here, and
 * what it stores anywhere? */
static bool asks_for_status(run *r, const outcome *o) {
  if (o->result && values_mentions_status(r->values, o->result) &&
      run_asks_status(r))
    return true;
  for (uint32_t k = 0; k < o->stores.count; k++)
    if (values_mentions_status(r->values, o->stores.items[k].to))
      return true;
  return false;
}

/* Can a call go the way of an outcome? Of those that lead on from the call it
 * has a number. */
static bool assume_facts(run *r, state *s, substitution *c, const outcome *o,
                         uint32_t number) {
  for (uint32_t f = 0; f < o->facts.count; f++) {
    const value fact = import_value(c, o->facts.items[f].key);
    if (state_assume(r, s, fact, o->facts.items[f].to == TRUE_FACT)) {
      rereads_learn_fact(r, s, fact, o);
      continue;
    }
    rereads_dead(r, rereads_at_call(r), number, s, SP_NO_NODE, fact);
    return false;
  }
  rereads_live(r, rereads_at_call(r), number);
  return true;
}

/* One way that a call can go. False if it cannot. */
static bool apply_outcome(run *r, state *s, substitution *c, size_t callee,
                          const outcome *o, uint32_t number, value target) {
  if (!assume_facts(r, s, c, o, number))
    return false;
  locks_lose_level(r, s, callee);
  bool possible = true;
  s->guesses |= o->log.count && (r->is_guess || o->is_guess);
  for (uint32_t e = 0; possible && e < o->log.count; e++) {
    const event *event = &o->log.items[e];
    value adapter = import_value(c, event->adapter);
    value message = import_value(c, event->message);
    r->trail = event->trail;
    if (event->kind == EVENT_RELEASE) {
      const uint32_t before = s->log.count;
      possible =
          locks_release(r, s, adapter, message, import_value(c, event->irql));
      if (possible && r->purpose != FOR_TOUCHES && s->log.count > before &&
          may_take_before(r, s, c, callee, event)) {
        locks_fail_taken(r);
        possible = false;
      }
      if (possible)
        rereads_let_go(r, s);
    } else if (event->kind == EVENT_ACQUIRE) {
      possible = locks_acquire(r, s, adapter, message, values_any(r->values),
                               r->site + 1 + (int64_t)e);
      if (possible && (event->is_doubtful || asks_for_status(r, o)))
        locks_doubt_acquire(r, s);
    } else if (event->kind == EVENT_TOUCH)
      locks_log_touch(r, s, adapter, message, locks_trail(r));
    else
      locks_call(r, s, event->adapter, SIZE_MAX);
    r->trail = 0;
  }
  if (!possible)
    return false;
  rereads_import(r, s, o);
  note_taken(r, s, c, callee);
  if (o->level != LEVEL_UNKNOWN && locks_set_levels(r, callee))
    s->level = o->level;
  value result = o->result ? import_value(c, o->result) : values_any(r->values);
  pairs stores = {NULL, 0, 0};
  bool aimless = false;
  for (uint32_t b = 0; b < o->stores.count; b++) {
    value place = state_chosen(r, s, import_value(c, o->stores.items[b].key));
    aimless |= place_is_nameless(r, place);
    if (run_is_elsewhere(r, callee) &&
        run_kind(r, values_base(r->values, place)) != PLACE_VARIABLE)
      run_note_elsewhere(r);
    run_check(
        r, pairs_set(&stores, place, import_value(c, o->stores.items[b].to)));
  }
  apply_writes(r, s, callee, o, aimless, c->arguments, c->count);
  for (uint32_t b = 0; b < stores.count; b++) {
    /* Whoever explores paths does not see that, either. */
    const value_data *base =
        values_get(r->values, values_base(r->values, stores.items[b].key));
    if (base->kind == PLACE_VARIABLE &&
        keeping_variable(r->p->keeping, r->index, base->number))
      run_note_alias(r);
    state_disturb(r, s, stores.items[b].key, NULL);
    /* A variable that decides nothing is not followed: what is assigned to it
     * later is not seen. */
    const bool followed = base->kind != PLACE_VARIABLE ||
                          base->number >= (int64_t)r->f->variable_count ||
                          r->deciding.variables[base->number];
    state_store(r, s, stores.items[b].key,
                followed ? stores.items[b].to : values_any(r->values));
  }
  free(stores.items);
  if (target)
    state_store(r, s, target, run_storable(r, result));
  return true;
}

enum { MOST_ARGUMENTS = 32 };

/* A state before a call, as it is where the call takes a lock; renamed is NULL
 * if it gives that back, too. Else, what it took when the same step ran before
 * has another name, and renamed has room for the arguments. NULL if memory ran
 * out. */
static state *make_room(run *r, const state *before, substitution *entry,
                        value *renamed) {
  state *s = state_copy(r, before);
  if (!s)
    return NULL;
  rereads_lose(r, s, r->site);
  if (renamed) {
    const int64_t step = r->site / VALUES_SPAN;
    state_rename_acquired(r, s, step);
    for (size_t i = 0; i < entry->count; i++)
      renamed[i] = value_renamed(r, entry->arguments[i], step);
  }
  *entry = (substitution){.r = r,
                          .s = s,
                          .arguments = renamed ? renamed : entry->arguments,
                          .count = entry->count};
  return s;
}

/* The number of an outcome: there are few callees, with few outcomes each. */
static uint32_t way_of(size_t callee, uint32_t outcome) {
  return (uint32_t)(callee % 32 * 32) + outcome % 32;
}

/* Can the call be one on which something of the callee is open? Then whether
 * this path is right rests on the callee, and the call leaves all locks as they
 * are. Where is_same, one state is enough for all ways that the call can go,
 * and none is added. */
static bool meet_failure(run *r, substitution *c, size_t callee,
                         const touch *failure, value target, bool is_same,
                         continuing *out) {
  const outcome any = {
      .facts = failure->facts, .changes_cells = true, .changes_members = true};
  state *s = state_copy(r, c->s);
  const bool possible =
      s && apply_outcome(r, s, c, callee, &any, UINT32_MAX, target);
  if (possible)
    run_note_rest(r, s, failure);
  if (possible && !is_same)
    continuing_add(r, out, s);
  else
    state_free(s);
  return possible;
}

static void apply_summary(run *r, const state *before, size_t callee,
                          value target, const value *arguments, size_t count,
                          continuing *out) {
  const summary *summary = summary_for(r->p, r->purpose, callee);
  if (r->purpose == FOR_WAYS && summary->touches.count && !r->samples) {
    run_give_up(r, r->line, r->column, "what a callee does cannot be told");
    return;
  }
  substitution entry = {
      .r = r, .s = before, .arguments = arguments, .count = count};
  for (uint32_t t = 0; t < summary->touches.count && !run_stopped(r); t++)
    meet_touch(r, &entry, callee, &summary->touches.items[t]);
  const touches *failures = &summary->failures;
  const bool is_same = summary->count + failures->count > 1 && !target &&
                       !r->samples && is_indifferent(&entry, summary);
  bool fails = false;
  for (uint32_t i = 0; i < failures->count && !run_stopped(r); i++)
    fails |= meet_failure(r, &entry, callee, &failures->items[i], target,
                          is_same, out);
  if (is_same && (summary->count || fails)) {
    outcome any = {.changes_cells = fails, .changes_members = fails};
    for (uint32_t i = 0; i < summary->count; i++) {
      any.changes_cells |= summary->outcomes[i].changes_cells;
      any.changes_members |= summary->outcomes[i].changes_members ||
                             summary->outcomes[i].stores.count;
    }
    state *s = state_copy(r, before);
    if (s) {
      note_taken(r, s, &entry, callee);
      if (locks_set_levels(r, callee))
        s->level = fails ? LEVEL_UNKNOWN : summary_level(summary);
      apply_writes(r, s, callee, &any, false, arguments, count);
    }
    continuing_add(r, out, s);
    return;
  }
  if (summary->count == 0 && !r->samples)
    return;
  const struct summary *samples =
      r->samples && !r->p->ways[callee].known ? &r->p->samples[callee] : NULL;
  uint32_t more = samples ? samples->count : 0;
  substitution taking = entry, asking = entry;
  value renamed[MOST_ARGUMENTS];
  state *room = make_room(r, before, &taking, renamed), *room_to_ask = NULL;
  for (uint32_t i = 0; room && i < summary->count + more && !run_stopped(r);
       i++) {
    const outcome *o =
        i < more ? &samples->outcomes[i] : &summary->outcomes[i - more];
    const bool takes = outcome_has(o, EVENT_ACQUIRE);
    const bool asks = !takes && o->learnt.count;
    if (asks && !room_to_ask)
      room_to_ask = make_room(r, before, &asking, NULL);
    if (asks && !room_to_ask)
      break;
    substitution *as = takes ? &taking : asks ? &asking : &entry;
    state *s = state_copy(r, as->s);
    if (!s)
      break;
    const bool possible =
        apply_outcome(r, s, as, callee, o, way_of(callee, i), target);
    if (possible && as == &taking)
      rereads_lose(r, s, r->site + 1);
    if (possible && !r->why)
      continuing_add(r, out, s);
    else
      run_drop(r, s);
  }
  state_free(room);
  state_free(room_to_ask);
}

/* Which function a call through a pointer leads to, if the state knows; else
 * what it may lead to. */
static sp_callees callees_of(const run *r, const state *s, const sp_step *step,
                             uint32_t *known) {
  sp_callees callees = sp_program_callees(r->p->program, step);
  if (!step->signature || callees.count < 2)
    return callees;
  const value_data *d =
      values_get(r->values, state_eval((run *)(uintptr_t)r, s, step->callee));
  for (size_t i = 0; d->kind == VALUE_FUNCTION && i < callees.count; i++)
    if (strcmp(sp_program_get(r->p->program, callees.functions[i])->name,
               d->name) == 0) {
      *known = callees.functions[i];
      return (sp_callees){known, 1};
    }
  return callees;
}

/* What a function writes that may run in the call, with whatever arguments. */
static void apply_given_writes(run *r, state *s, size_t given) {
  for (uint32_t i = 0; i < r->deciding.name_count; i++)
    change_name(r, s, given, i, true);
  if (r->deciding.deref)
    state_change(r, s, DEREF_KEY, 0, r->site);
  if (aliases_written_through(r->p->aliases, given) ||
      aliases_written_over_numbers(r->p->aliases, given))
    state_disturb_locals(r, s);
  s->blind = s->blind_members = true;
}

/* Does one way of the function end with a lock taken, or given back, for its
 * caller? */
static bool leaves(const summary *s, event_kind kind) {
  for (uint32_t i = 0; i < s->count; i++)
    if (outcome_has(&s->outcomes[i], kind))
      return true;
  return false;
}

/* The summary of the function that is argument i of a call, if it bears on
 * locks; else NULL. */
static const summary *given_summary(const run *r, const sp_step *step,
                                    size_t i) {
  const size_t given = sp_program_given(r->p->program, step, i);
  return given != SIZE_MAX && sp_program_is_relevant(r->p->program, given)
             ? summary_for(r->p, r->purpose, given)
             : NULL;
}

/* Is code that is not seen given a function that takes a lock for its caller,
 * and another that gives one back? It is taken to use them in pairs. */
static bool gives_pair(const run *r, const sp_step *step) {
  bool takes = false, gives = false;
  for (size_t i = 0; i < step->argument_count; i++) {
    const summary *s = given_summary(r, step, i);
    takes |= s && leaves(s, EVENT_ACQUIRE);
    gives |= s && leaves(s, EVENT_RELEASE);
  }
  return takes && gives;
}

/* What a function takes for code that is not seen, which gives it back. */
static void meet_pair(run *r, substitution *c, size_t given,
                      const summary *summary) {
  for (uint32_t i = 0; i < summary->count; i++)
    for (uint32_t e = 0; e < summary->outcomes[i].log.count; e++) {
      const event *one = &summary->outcomes[i].log.items[e];
      const touch taken = {.adapter = one->adapter, .message = one->message};
      if (one->kind == EVENT_ACQUIRE && !run_stopped(r))
        meet_touch(r, c, given, &taken);
    }
}

/* Code that is not seen may run the functions that it is given, with whatever
 * arguments. */
static void run_given(run *r, state *s, const sp_step *step) {
  for (size_t i = 0; i < step->argument_count && !run_stopped(r); i++) {
    size_t given = sp_program_given(r->p->program, step, i);
    if (given == SIZE_MAX)
      continue;
    apply_given_writes(r, s, given);
    const summary *summary = given_summary(r, step, i);
    if (!summary)
      continue;
    const bool hands = hands_locks(summary) && r->purpose != FOR_TOUCHES;
    if (hands && !gives_pair(r, step)) {
      run_fail(r, r->line, r->column,
               "a function that takes a lock for its caller, or gives one "
               "back, is given to code that is not in the program");
      return;
    }
    substitution none = {.r = r, .s = s};
    r->is_given = true;
    if (hands)
      meet_pair(r, &none, given, summary);
    for (uint32_t t = 0; t < summary->touches.count && !run_stopped(r); t++)
      meet_touch(r, &none, given, &summary->touches.items[t]);
    for (uint32_t i = 0; i < summary->failures.count; i++)
      run_note_rest(r, s, &summary->failures.items[i]);
    r->is_given = false;
  }
}

/* Why a call through a pointer is not followed: it may be one of the routine.
 */
static const char *why_pointed(run *r, const char *routine) {
  char text[160];
  snprintf(text, sizeof text, "the call through a pointer may be one of %s",
           routine);
  const char *why = sp_program_intern(r->p->program, text);
  if (!why)
    r->p->failed = true;
  return why ? why : "memory ran out";
}

/* Does the call run code that the caller of the function chose: by a pointer,
 * or as a closure? */
static bool runs_what_is_given(run *r, const state *s, const sp_step *step,
                               const value *arguments, size_t count) {
  if (step->signature) {
    const value_data *d = values_get(r->values, state_eval(r, s, step->callee));
    return d->kind == VALUE_LOAD && run_kind(r, d->a) == PLACE_VARIABLE;
  }
  for (size_t i = 0; i < count; i++) {
    const value_data *d = values_get(r->values, arguments[i]);
    if (d->kind != VALUE_ADDRESS)
      continue;
    const value_data *place = values_get(r->values, d->a);
    if (place->kind == PLACE_VARIABLE &&
        place->number < (int64_t)r->f->parameter_count)
      return true;
  }
  return false;
}

const char *run_called(const run *r, const sp_step *step) {
  const sp_node_data *callee =
      step->kind == SP_CALL ? sp_program_data(r->p->program, step->callee)
                            : NULL;
  return callee && callee->kind == SP_FUNCTION ? callee->name : NULL;
}

bool run_makes_memory(const run *r, const sp_step *step) {
  const char *called = run_called(r, step);
  return called && strcmp(called, SP_FRESH_MEMORY) == 0;
}

/* May the call, through a pointer, be one of a cancel routine, which is proved
 * for the system, as if it took the lock that it gives back? */
static bool may_be_cancel(const run *r, const sp_step *step,
                          const sp_callees *callees) {
  for (size_t i = 0; step->signature && i < callees->count; i++) {
    const char *callback =
        sp_program_callback(r->p->program, callees->functions[i]);
    if (callback && strcmp(callback, SP_CANCEL_CALLBACK) == 0)
      return true;
  }
  return false;
}

void run_call(run *r, state *s, const sp_step *step, continuing *out) {
  value arguments[MOST_ARGUMENTS];
  size_t count = step->argument_count;
  if (count > MOST_ARGUMENTS) {
    run_fail(r, r->line, r->column,
             "a call has more arguments than can be followed");
    run_drop(r, s);
    return;
  }
  for (size_t i = 0; i < count; i++)
    arguments[i] = state_eval(r, s, step->arguments[i]);
  bool stored = step->target != SP_NO_NODE &&
                deciding_place(&r->deciding, r->p->program, step->target);
  value target = stored ? state_eval_place(r, s, step->target) : 0;
  const char *routine = sp_program_pointed_routine(r->p->program, step);
  if (routine && r->purpose == FOR_TOUCHES) {
    locks_note_touch(r, s, values_any(r->values), values_any(r->values));
  } else if (routine) {
    run_fail(r, r->line, r->column, why_pointed(r, routine));
    run_drop(r, s);
    return;
  }
  uint32_t known;
  sp_callees callees = callees_of(r, s, step, &known);
  if (r->purpose != FOR_TOUCHES && may_be_cancel(r, step, &callees)) {
    run_fail(r, r->line, r->column,
             "the call through a pointer may be one of a cancel routine");
    run_drop(r, s);
    return;
  }
  if (callees.count == 0 && run_makes_memory(r, step)) {
    if (target)
      state_store(r, s, target, values_at(r->values, VALUE_SYMBOL, r->site, 0));
    continuing_add(r, out, s);
    return;
  }
  if (callees.count == 0) {
    run_given(r, s, step);
    if (run_drop_failed(r, s))
      return;
    for (size_t i = 0; i < count; i++)
      if (holds_saved(r, s, arguments[i])) {
        run_fail(r, r->line, r->column,
                 "the saved IRQL, or the lock, is given to code that is not in "
                 "the program");
        run_drop(r, s);
        return;
      }
    fill_arguments(r, s, arguments, count);
    if (target)
      state_store(r, s, target, values_at(r->values, VALUE_SYMBOL, r->site, 0));
    continuing_add(r, out, s);
    return;
  }
  r->is_given = runs_what_is_given(r, s, step, arguments, count);
  r->is_guess = step->signature && callees.functions != &known;
  for (size_t i = 0; i < callees.count && !run_stopped(r); i++)
    apply_summary(r, s, callees.functions[i], target, arguments, count, out);
  r->is_given = r->is_guess = false;
  state_free(s);
}

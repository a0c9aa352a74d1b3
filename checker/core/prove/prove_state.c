/* The state of a run: places, what they hold, and what is made anew.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "support/memory.h"

#include <string.h>

/* ---- states ---- */

void state_free(state *s) {
  if (!s)
    return;
  free(s->bindings.items);
  free(s->facts.items);
  free(s->changes.items);
  free(s->learnt.items);
  free(s->log.items);
  free(s->taken.items);
  free(s->locks);
  free(s);
}

state *state_copy(run *r, const state *from) {
  state *s = calloc(1, sizeof *s);
  if (s) {
    s->level = from->level;
    s->steps = from->steps;
    s->blind = from->blind;
    s->blind_members = from->blind_members;
    s->guesses = from->guesses;
  }
  bool ok = s && pairs_copy(&s->bindings, &from->bindings) &&
            pairs_copy(&s->facts, &from->facts) &&
            pairs_copy(&s->changes, &from->changes) &&
            pairs_copy(&s->learnt, &from->learnt) &&
            events_copy(&s->log, &from->log) &&
            events_copy(&s->taken, &from->taken);
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

void run_note_alias(run *r) {
  r->unseen = "a write through a pointer, or by another name, may change what "
              "decides about the lock";
}

static const char elsewhere_unseen[] =
    "what a function of another file writes may change what decides about the "
    "lock";

void run_note_elsewhere(run *r) {
  if (!r->unseen)
    r->unseen = elsewhere_unseen;
}

bool run_is_unseen_elsewhere(const run *r) {
  return r->unseen == elsewhere_unseen;
}

void run_note_doubt(run *r) {
  r->unseen = "paths do not tell whether the acquire of a lock failed";
}

uint32_t run_most_states(const run *r) {
  return r->samples               ? MAX_SAMPLED
         : r->purpose == FOR_WAYS ? MAX_IN_WAYS
                                  : MAX_STATES;
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

/* Does the place have a member's name? */
static bool has_member(const run *r, value place) {
  for (;; place = values_get(r->values, place)->a) {
    value_kind kind = run_kind(r, place);
    if (kind == PLACE_FIELD)
      return true;
    if (kind != PLACE_ELEMENT)
      return false;
  }
}

bool place_is_nameless(const run *r, value place) {
  return run_kind(r, values_base(r->values, place)) == PLACE_DEREF &&
         !has_member(r, place);
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

const char *run_key_name(const run *r, uint32_t key) {
  return r->deciding.names[(key - NAME_KEY) % r->deciding.name_count];
}

/* Under which key the members of a name change in a local. */
static uint32_t local_key(const run *r, int64_t variable, uint32_t name) {
  return LOCAL_KEY(r) + (uint32_t)variable * r->deciding.name_count + name;
}

/* The site at which bytes of the place, in a local, were written by another
 * name, since that was assigned as a whole; 0 if it holds what it was assigned
 * itself, or nothing was written. */
static int64_t disturbed_at(const run *r, const state *s, value place,
                            int64_t variable) {
  const uint32_t key = place_change_key(r, place);
  return key < NAME_KEY || pairs_get(&s->bindings, place)
             ? 0
             : pairs_get(&s->changes, local_key(r, variable, key - NAME_KEY));
}

/* The local is assigned as a whole. */
static void forget_disturbed(const run *r, state *s, int64_t variable) {
  const uint32_t first = local_key(r, variable, 0),
                 names = r->deciding.name_count;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->changes.count; i++) {
    const uint32_t key = s->changes.items[i].key;
    if (key < first || key - first >= names)
      s->changes.items[kept++] = s->changes.items[i];
  }
  s->changes.count = kept;
}

/* Was the name of a part of what is copied as a whole, as it was at a site,
 * written since by itself? The site of that; 0 if it was not. */
static int64_t part_changed_at(const state *s, uint32_t key, int64_t copied) {
  const int64_t site = key ? pairs_get(&s->changes, key) : 0;
  return site == copied ? 0 : site;
}

/* The local is assigned what was in a place as a whole. That tells the time by
 * the name of the whole: a member that was written by its own name, or by that
 * of another one in its union, may have been so before the copy. */
static void note_changed_members(run *r, state *s, int64_t variable, value v) {
  const value_data *whole = values_get(r->values, v);
  if (whole->kind != VALUE_LOAD)
    return;
  const int64_t copied = whole->number;
  for (uint32_t i = 0; i < r->deciding.name_count; i++)
    if (part_changed_at(s, NAME_KEY + i, copied))
      run_check(r, pairs_set(&s->changes, local_key(r, variable, i),
                             (uint32_t)r->site));
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
  if (w->kind == VALUE_INT && w->number == 0)
    return whole; /* cleared */
  if (w->kind != VALUE_LOAD)
    return values_any(r->values);
  value from = w->a;
  int64_t site = w->number;
  if (run_kind(r, values_base(r->values, place)) != PLACE_VARIABLE &&
      part_changed_at(s, place_change_key(r, place), site))
    return values_any(r->values); /* before it was copied, or behind */
  value part = d.kind == PLACE_FIELD ? values_field(r->values, from, d.name)
                                     : values_element(r->values, from, d.b);
  return values_load(r->values, part, site);
}

/* Is the place in a local whose address nobody keeps? */
static bool is_private(const run *r, value place) {
  const value_data *base = values_get(r->values, values_base(r->values, place));
  return base->kind == PLACE_VARIABLE &&
         !keeping_variable(r->p->keeping, r->index, base->number);
}

/* Was a part of the place written on its own? What it holds as a whole, such as
 * another member of a union, is not known then. */
static bool has_written_part(const run *r, const state *s, value place) {
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (s->bindings.items[i].key != place &&
        place_is_inside(r, s->bindings.items[i].key, place))
      return true;
  return false;
}

bool run_is_elsewhere(const run *r, size_t callee) {
  const sp_function *f = sp_program_get(r->p->program, callee);
  return !(f->flags & SP_FUNCTION_INTERNAL) &&
         strcmp(f->where.file, r->f->where.file) != 0;
}

/* Does an argument of a call lead elsewhere than to the base, and be it only by
 * another name? */
static bool leads_elsewhere(run *r, const state *s, sp_node argument,
                            value base) {
  const value v = state_eval(r, s, argument);
  const value_data d = *values_get(r->values, v);
  if (d.kind == VALUE_ADDRESS) {
    const value to = values_base(r->values, d.a);
    return to != base && run_kind(r, to) != PLACE_VARIABLE;
  }
  return d.kind != VALUE_INT && values_deref(r->values, v) != base;
}

/* Something of the name of a place with that base was written at a site. Takes
 * note if exploring paths does not show whether it was this place: if it was
 * another name of it, or code of another file, or behind a pointer of which
 * nothing is known.
 */
static void note_writer(run *r, const state *s, int64_t site, value base) {
  const sp_step *writer = run_step_of(r, site);
  if (!writer || writer->kind != SP_CALL) {
    run_note_alias(r);
    return;
  }
  const sp_callees callees = sp_program_callees(r->p->program, writer);
  for (size_t i = 0; i < callees.count; i++)
    if (sp_program_may_write(r->p->program, callees.functions[i],
                             SP_WRITES_ANY))
      run_note_alias(r);
    else if (run_is_elsewhere(r, callees.functions[i]))
      run_note_elsewhere(r);
  for (size_t i = 0; i < writer->argument_count; i++)
    if (leads_elsewhere(r, s, writer->arguments[i], base))
      run_note_alias(r);
}

/* The outermost array of which the place is an element by an index that is not
 * a number; 0 if it is none. */
static value array_of_any(const run *r, value place) {
  value found = 0;
  for (;
       run_kind(r, place) == PLACE_FIELD || run_kind(r, place) == PLACE_ELEMENT;
       place = values_get(r->values, place)->a) {
    const value_data *d = values_get(r->values, place);
    if (d->kind == PLACE_ELEMENT && run_kind(r, d->b) != VALUE_INT)
      found = d->a;
  }
  return found;
}

value state_load(run *r, const state *s, value place) {
  if (has_written_part(r, s, place))
    return values_any(r->values);
  value v = assigned(r, s, place);
  value base = values_base(r->values, place);
  if (run_kind(r, base) == PLACE_VARIABLE) {
    const int64_t site =
        disturbed_at(r, s, place, values_get(r->values, base)->number);
    if (site)
      return values_load(r->values, place, site);
  }
  if (v) {
    /* A part of what was copied as a whole, from a place that is not known; or
     * any element of a local. */
    if (values_is_vague(r->values, v) &&
        (run_kind(r, base) == PLACE_VARIABLE ? array_of_any(r, place) != 0
                                             : !pairs_get(&s->bindings, place)))
      run_note_alias(r);
    return v;
  }
  const value_data *b = values_get(r->values, base);
  uint32_t key = place_change_key(r, place);
  if (b->kind == PLACE_VARIABLE) {
    if (b->number >= (int64_t)r->f->parameter_count) {
      if (array_of_any(r, place))
        run_note_alias(r);
      return values_any(r->values); /* never assigned */
    }
    if (is_private(r, place))
      key = 0;
  }
  const int64_t change = key ? pairs_get(&s->changes, key) : 0;
  if (change && (!r->unseen || run_is_unseen_elsewhere(r)) &&
      !r->looks_at_writer) {
    r->looks_at_writer = true;
    note_writer(r, s, change, base); /* maybe it was this place */
    r->looks_at_writer = false;
  }
  return values_load(r->values, place, change);
}

/* Removes what is bound inside of a place, and itself. */
static void unbind(run *r, state *s, value place) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (!place_is_inside(r, s->bindings.items[i].key, place))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
}

static bool has_other_names(run *r, const char *name) {
  bool ok;
  const alias_set *set = aliases_of(r->p->aliases, name, &ok);
  run_check(r, ok);
  return !ok || (set && (set->name_count || set->record_count));
}

static bool is_variable(const value_data *place) {
  return place->kind == PLACE_VARIABLE || place->kind == PLACE_GLOBAL;
}

/* Are two places that are not the same two variables? A global may be another
 * one by name only. */
static bool are_two_variables(run *r, const value_data *x,
                              const value_data *y) {
  if (!is_variable(x) || !is_variable(y))
    return false;
  if (x->kind == PLACE_VARIABLE || y->kind == PLACE_VARIABLE)
    return true;
  bool ok;
  const alias_set *set = aliases_of(r->p->aliases, x->name, &ok);
  run_check(r, ok);
  return ok && !(set && alias_by_name(set, y->name));
}

/* Are two places that end in the same names surely apart? Those within
 * different variables or members are, those within different elements of one
 * array, and the same parts of what two pointers lead to that differ. */
static bool are_apart(run *r, const state *s, value a, value b) {
  bool same_part = true;
  while (a != b) {
    const value_data *x = values_get(r->values, a),
                     *y = values_get(r->values, b);
    if (x->kind == PLACE_DEREF && y->kind == PLACE_DEREF)
      return same_part && state_differ(r, s, x->a, y->a);
    if (are_two_variables(r, x, y))
      return true;
    if (x->kind == PLACE_ELEMENT || y->kind == PLACE_ELEMENT)
      same_part &= x->kind == y->kind && x->b == y->b &&
                   !values_is_vague(r->values, x->b);
    if (x->kind == PLACE_FIELD && y->kind == PLACE_FIELD && x->name != y->name)
      return !has_other_names(r, x->name) && !has_other_names(r, y->name);
    if (x->kind == PLACE_ELEMENT && y->kind == PLACE_ELEMENT && x->a == y->a)
      return run_kind(r, x->b) == VALUE_INT && run_kind(r, y->b) == VALUE_INT;
    /* An array of its own type may be what the other one is an element of. */
    const bool x_steps = x->kind == PLACE_ELEMENT || y->kind != PLACE_ELEMENT,
               y_steps = y->kind == PLACE_ELEMENT || x->kind != PLACE_ELEMENT;
    if ((x_steps && x->kind != PLACE_FIELD && x->kind != PLACE_ELEMENT) ||
        (y_steps && y->kind != PLACE_FIELD && y->kind != PLACE_ELEMENT))
      return false;
    a = x_steps ? x->a : a;
    b = y_steps ? y->a : b;
  }
  return false;
}

void state_change(run *r, state *s, uint32_t key, value written, int64_t site) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair b = s->bindings.items[i];
    if (place_change_key(r, b.key) == key && !is_private(r, b.key) &&
        !(written && are_apart(r, s, b.key, written))) {
      if (run_kind(r, values_base(r->values, b.key)) != PLACE_VARIABLE) {
        if (place_is_nameless(r, b.key))
          s->blind = true;
        else
          s->blind_members = true;
        continue;
      }
      run_note_alias(r);
      b.to = values_any(r->values); /* what a local held at first is gone */
    }
    s->bindings.items[kept++] = b;
  }
  s->bindings.count = kept;
  run_check(r, pairs_set(&s->changes, key, (uint32_t)site));
}

/* A local may be what a pointer that paths or conditions choose leads to: what
 * was written to a member of it by name changes what is read there. */
static void change_behind_pointers(run *r, state *s, value place) {
  if (is_private(r, place))
    return;
  const uint32_t key = place_change_key(r, place);
  if (key)
    state_change(r, s, key, place, r->site);
}

/* A part of a local is written: what is known of it by other names, such as
 * that of an element whose number is not known, or of the whole. */
static void forget_elements(run *r, state *s, value place) {
  const value base = values_base(r->values, place),
              array = array_of_any(r, place);
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    const value other = s->bindings.items[i].key;
    if (values_base(r->values, other) == base && other != base &&
        (array || array_of_any(r, other)))
      s->bindings.items[i].to = values_any(r->values);
  }
  if (!array)
    return;
  run_note_alias(r); /* exploring paths does not show all of it */
  if (!values_is_vague(r->values, array))
    run_check(r, pairs_set(&s->bindings, array, values_any(r->values)));
}

void state_store(run *r, state *s, value place, value v) {
  value base = values_base(r->values, place);
  uint32_t key = place_change_key(r, place);
  if (run_kind(r, base) != PLACE_VARIABLE) {
    /* What decides nothing here may decide for a caller, and what has no name
     * there is nothing that the summary could say. */
    const bool lost = values_is_vague(r->values, place);
    s->blind |= lost && place_is_nameless(r, place);
    s->blind_members |= !key || (lost && !place_is_nameless(r, place));
    if (!key)
      return;
    unbind(r, s, place);
    state_change(r, s, key, place, r->site);
  } else {
    if (place == base) {
      const int64_t number = values_get(r->values, base)->number;
      forget_disturbed(r, s, number);
      note_changed_members(r, s, number, v);
    }
    forget_elements(r, s, place);
    change_behind_pointers(r, s, place);
  }
  unbind(r, s, place);
  if (!values_is_vague(r->values, place))
    run_check(r, pairs_set(&s->bindings, place, v));
}

/* ---- writes that may change another place ---- */

/* Is the place in a record that is laid over numbers somewhere, so that it may
 * be in a local array of these? */
static bool is_over_numbers(run *r, value place) {
  bool ok = true, found = false;
  while (ok && !found) {
    const value_data *d = values_get(r->values, place);
    if (d->kind == PLACE_FIELD)
      found = alias_is_over_numbers(aliases_of(r->p->aliases, d->name, &ok));
    else if (d->kind != PLACE_ELEMENT)
      break;
    place = d->a;
  }
  run_check(r, ok);
  return found;
}

/* Does a name of the place, from the inside out, alias the set? */
static bool names_alias(const run *r, value place, const alias_set *set) {
  for (;; place = values_get(r->values, place)->a) {
    const value_data *d = values_get(r->values, place);
    if ((d->kind == PLACE_FIELD || d->kind == PLACE_GLOBAL) &&
        alias_by_name(set, d->name))
      return true;
    if (d->kind != PLACE_FIELD && d->kind != PLACE_ELEMENT)
      return false;
  }
}

bool place_has_member(const run *r, value place, const char *name) {
  for (;; place = values_get(r->values, place)->a) {
    const value_data *d = values_get(r->values, place);
    if (d->kind == PLACE_FIELD && d->name == name)
      return true;
    if (d->kind != PLACE_FIELD && d->kind != PLACE_ELEMENT)
      return false;
  }
}

/* Does the pointer point to memory that the caller handed in, and so to no
 * local of this call? */
static bool points_outside(const run *r, value pointer) {
  const value_data *d = values_get(r->values, pointer);
  if (d->kind == VALUE_INT)
    return true; /* a fixed address */
  if (d->kind == VALUE_LOAD)
    return d->number == 0 && run_kind(r, d->a) == PLACE_VARIABLE;
  if (d->kind != VALUE_ADDRESS)
    return false;
  const value_data *base = values_get(r->values, values_base(r->values, d->a));
  return base->kind == PLACE_DEREF && points_outside(r, base->a);
}

void state_disturb_locals(run *r, state *s) {
  for (uint32_t v = 0; v < r->f->variable_count; v++) {
    if (!r->deciding.variables[v] ||
        !keeping_variable(r->p->keeping, r->index, v))
      continue;
    value place = values_at(r->values, PLACE_VARIABLE, v, 0);
    run_note_alias(r);
    unbind(r, s, place);
    run_check(r, pairs_set(&s->bindings, place, values_any(r->values)));
  }
}

void state_disturb(run *r, state *s, value place, const char *type) {
  const value base = values_base(r->values, place);
  const value_data b = *values_get(r->values, base);
  const deciding *d = &r->deciding;
  const bool nameless = place_is_nameless(r, place);
  for (uint32_t i = 0; d->has_aliases && i < d->name_count; i++) {
    if (!d->aliases[i] ||
        !((nameless && type && alias_by_type(d->aliases[i], type)) ||
          names_alias(r, place, d->aliases[i])))
      continue;
    run_note_alias(r);
    if (!is_private(r, place))
      state_change(r, s, NAME_KEY + i, 0, r->site);
    if (b.kind == PLACE_VARIABLE)
      run_check(r, pairs_set(&s->changes, local_key(r, b.number, i),
                             (uint32_t)r->site));
    /* The same bytes of one local, under another name. */
    for (uint32_t k = 0; k < s->bindings.count; k++)
      if (values_base(r->values, s->bindings.items[k].key) == base &&
          place_has_member(r, s->bindings.items[k].key, d->names[i]))
        s->bindings.items[k].to = values_any(r->values);
  }
  if (b.kind == PLACE_DEREF && !points_outside(r, b.a) &&
      (nameless || is_over_numbers(r, place)))
    state_disturb_locals(r, s);
  if (!d->deref || nameless || is_private(r, place))
    return;
  bool ok = true, exposed = b.kind == PLACE_VARIABLE;
  for (value at = place; !exposed && ok;) {
    const value_data *part = values_get(r->values, at);
    if (part->kind == PLACE_FIELD || part->kind == PLACE_GLOBAL)
      exposed = alias_is_exposed(aliases_of(r->p->aliases, part->name, &ok));
    if (part->kind != PLACE_FIELD && part->kind != PLACE_ELEMENT)
      break;
    at = part->a;
  }
  run_check(r, ok);
  if (exposed)
    state_change(r, s, DEREF_KEY, 0, r->site);
}

/* ---- things made anew ---- */

/* What becomes of what a step made when it last ran. */
typedef enum fate {
  FORGOTTEN,     /* all of it is anything */
  FORGOTTEN_BUT, /* the same, but for what acquires made */
  RENAMED /* what acquires made has the name of a round before; what the first
           * of these made is anything */
} fate;

typedef struct retiring {
  run *r;
  int64_t step;
  fate fate;
} retiring;

static bool has_round_before(int64_t site) {
  return site % VALUES_SPAN + VALUES_ROUND < VALUES_SPAN;
}

static value retire_part(void *context, value part) {
  retiring *c = context;
  const value_data *d = values_get(c->r->values, part);
  bool acquired = d->kind == VALUE_SAVED || d->kind == VALUE_STATUS;
  bool made = acquired || d->kind == VALUE_LOAD || d->kind == VALUE_SYMBOL;
  if (!made || d->number / VALUES_SPAN != c->step ||
      (c->fate != FORGOTTEN && acquired != (c->fate == RENAMED)))
    return 0;
  if (c->fate == RENAMED && has_round_before(d->number))
    return values_at(c->r->values, d->kind, d->number + VALUES_ROUND, 0);
  return values_any(c->r->values);
}

/* The site of an acquire, as it is called now; lost if there is no name. */
static int64_t retire_site(const retiring *c, int64_t site, int64_t lost) {
  if (site / VALUES_SPAN != c->step || site <= 0 || c->fate == FORGOTTEN_BUT)
    return site;
  return c->fate == RENAMED && has_round_before(site) ? site + VALUES_ROUND
                                                      : lost;
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

static bool retire(run *r, state *s, int64_t step, fate fate) {
  const uint64_t bit = (uint64_t)1 << (step % 64);
  const bool possible = s->steps & bit;
  s->steps |= bit; /* of what is made now */
  if (!possible)
    return false;
  retiring c = {r, step, fate};
  bool changed = false;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair b = s->bindings.items[i];
    changed |= retire_value(&c, &b.to);
    if (!values_mentions(r->values, b.key, step)) {
      s->bindings.items[kept++] = b;
    } else if (run_kind(r, values_base(r->values, b.key)) != PLACE_VARIABLE) {
      /* It has no name now, but the caller may have one. */
      if (place_is_nameless(r, b.key))
        s->blind = true;
      else
        s->blind_members = true;
    }
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
    sp_value site =
        (sp_value)retire_site(&c, (int64_t)lock->acquired_at, (int64_t)-1);
    changed |= site != lock->acquired_at;
    lock->acquired_at = site;
  }
  for (uint32_t i = 0; i < s->log.count; i++) {
    event *e = &s->log.items[i];
    changed |= retire_value(&c, &e->adapter);
    changed |= retire_value(&c, &e->message);
    changed |= retire_value(&c, &e->irql);
    int64_t site = retire_site(&c, e->site, 0);
    changed |= site != e->site;
    e->site = site;
  }
  for (uint32_t i = 0; i < s->taken.count; i++) {
    changed |= retire_value(&c, &s->taken.items[i].adapter);
    changed |= retire_value(&c, &s->taken.items[i].message);
  }
  return changed;
}

bool state_retire(run *r, state *s, int64_t step) {
  return retire(r, s, step, FORGOTTEN);
}

void state_retire_but_acquired(run *r, state *s, int64_t step) {
  retire(r, s, step, FORGOTTEN_BUT);
}

value value_renamed(run *r, value v, int64_t step) {
  retiring c = {r, step, RENAMED};
  retire_value(&c, &v);
  return v;
}

void state_rename_acquired(run *r, state *s, int64_t step) {
  retire(r, s, step, RENAMED);
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

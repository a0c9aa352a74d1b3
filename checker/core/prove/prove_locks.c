/* The lock-set automaton on a state: the answers to its questions, and the lock
 * operations.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "spinpair/limits.h"
#include "spinpair/routines.h"
#include "support/memory.h"

#include <string.h>

/* ---- what the automaton asks ---- */

/* May one of two members share bytes with the other? */
static bool may_overlap(run *r, const char *name, const char *other) {
  bool ok = true;
  const alias_set *set = aliases_of(r->p->aliases, name, &ok);
  if (!ok)
    r->p->failed = true;
  return !ok || (set && alias_by_name(set, other));
}

/* Is the step a call of operator new, by its linkage name? */
static bool is_of_new(const run *r, const sp_step *step) {
  static const char *const begins[] = {"_Znw", "_Zna", "??2@", "??_U@"};
  const char *called = run_called(r, step);
  for (size_t i = 0; called && i < 4; i++)
    if (strncmp(called, begins[i], strlen(begins[i])) == 0)
      return true;
  return false;
}

/* Did the function allocate what the place, a base, is in? */
static bool is_fresh(const run *r, value base) {
  const value_data *d = values_get(r->values, base);
  if (d->kind != PLACE_DEREF)
    return false;
  d = values_get(r->values, d->a);
  const sp_step *step =
      d->kind == VALUE_SYMBOL ? run_step_of(r, d->number) : NULL;
  return step && (run_makes_memory(r, step) || is_of_new(r, step));
}

/* Can what was there at the entry not lead to the place, a base: is it a
 * variable, or memory that the function allocated? */
static bool is_own(const run *r, value base) {
  return run_kind(r, base) == PLACE_VARIABLE || is_fresh(r, base);
}

static bool is_of_entry(const run *r, value base) {
  const value_data *d = values_get(r->values, base);
  return d->kind == PLACE_GLOBAL ||
         (d->kind == PLACE_DEREF && values_is_of_entry(r->values, d->a) &&
          !values_has(r->values, base, TRAIT_LOCAL_ADDRESS));
}

/* Do the two bases, of which the same members are asked for, start in different
 * places: are they behind two pointers that differ? */
static bool bases_differ(run *r, value x, value y) {
  const value_data a = *values_get(r->values, x), b = *values_get(r->values, y);
  return a.kind == PLACE_DEREF && b.kind == PLACE_DEREF &&
         state_differ(r, r->asking, a.a, b.a);
}

/* Are these different objects for certain: other members, other variables,
 * other elements or the same member behind other pointers? */
static bool places_differ(run *r, value x, value y) {
  const value in_x = values_base(r->values, x),
              in_y = values_base(r->values, y);
  if ((is_own(r, in_x) && is_of_entry(r, in_y)) ||
      (is_own(r, in_y) && is_of_entry(r, in_x)))
    return true;
  const value_data a = *values_get(r->values, x), b = *values_get(r->values, y);
  if (a.kind == PLACE_FIELD && b.kind == PLACE_FIELD)
    return a.name == b.name ? places_differ(r, a.a, b.a)
                            : !may_overlap(r, a.name, b.name);
  if (a.kind == PLACE_ELEMENT && b.kind == PLACE_ELEMENT) {
    if (a.a == b.a && !values_is_vague(r->values, a.a) &&
        state_differ(r, r->asking, a.b, b.b))
      return true;
    /* Element 1 behind one pointer may be element 0 behind another. */
    const bool is_base = run_kind(r, a.a) == PLACE_DEREF;
    return (!is_base || (a.b == b.b && !values_is_vague(r->values, a.b))) &&
           places_differ(r, a.a, b.a);
  }
  if (a.kind == PLACE_DEREF && b.kind == PLACE_DEREF)
    return bases_differ(r, x, y);
  if (a.kind == PLACE_GLOBAL && b.kind == PLACE_GLOBAL)
    return a.name != b.name && !may_overlap(r, a.name, b.name);
  if (a.kind == PLACE_VARIABLE && b.kind == PLACE_VARIABLE)
    return a.number != b.number;
  /* A global that is a lock is no member of a structure. */
  if (a.kind == PLACE_FIELD && b.kind == PLACE_GLOBAL)
    return in_x != y && !may_overlap(r, a.name, b.name);
  if (a.kind == PLACE_GLOBAL && b.kind == PLACE_FIELD)
    return in_y != x && !may_overlap(r, b.name, a.name);
  return (a.kind == PLACE_GLOBAL && b.kind == PLACE_VARIABLE) ||
         (a.kind == PLACE_VARIABLE && b.kind == PLACE_GLOBAL);
}

/* The cell with a handle of its own that the value is read from; 0 if it is
 * from none. */
static value handle_cell(const run *r, value v) {
  const value_data *d = values_get(r->values, v);
  if (d->kind != VALUE_LOAD)
    return 0;
  const value cell = d->a;
  d = values_get(r->values, cell);
  while (d->kind == PLACE_ELEMENT)
    d = values_get(r->values, d->a);
  return (d->kind == PLACE_FIELD || d->kind == PLACE_GLOBAL) &&
                 sp_program_owns_handle(r->p->program, d->name)
             ? cell
             : 0;
}

/* Are these handles of different objects for certain? */
static bool handles_differ(run *r, value a, value b) {
  const value x = handle_cell(r, a), y = x ? handle_cell(r, b) : 0;
  return y && places_differ(r, x, y);
}

/* Do they lead to different objects for certain? Of what is not known as a
 * whole, the members tell. */
static bool name_other_objects(run *r, value a, value b) {
  if (run_kind(r, a) == VALUE_ADDRESS && run_kind(r, b) == VALUE_ADDRESS)
    return places_differ(r, values_get(r->values, a)->a,
                         values_get(r->values, b)->a);
  return handles_differ(r, a, b);
}

static sp_answer same_value(void *context, sp_value x, sp_value y) {
  run *r = context;
  value a = state_chosen(r, r->asking, (value)x),
        b = state_chosen(r, r->asking, (value)y);
  if (values_is_vague(r->values, a) || values_is_vague(r->values, b))
    return name_other_objects(r, a, b) ? SP_NO : SP_UNKNOWN;
  if (a == b)
    return SP_YES;
  int truth = state_truth(r, r->asking, values_op(r->values, SP_EQ, a, b));
  if (truth == UNDECIDED && name_other_objects(r, a, b))
    return SP_NO;
  return truth == TRUE_FACT ? SP_YES : truth == FALSE_FACT ? SP_NO : SP_UNKNOWN;
}

static sp_answer is_saved(void *context, sp_value irql, sp_value saved) {
  run *r = context;
  value a = state_chosen(r, r->asking, (value)irql);
  if (values_is_vague(r->values, a) || values_is_vague(r->values, (value)saved))
    return SP_UNKNOWN;
  if (a == (value)saved)
    return SP_YES;
  value_kind kind = run_kind(r, a);
  return kind == VALUE_INT || kind == VALUE_SAVED ? SP_NO : SP_UNKNOWN;
}

static sp_answer has_failed(void *context, sp_value status) {
  run *r = context;
  value zero = values_int(r->values, 0);
  int success = state_truth(r, r->asking,
                            values_op(r->values, SP_EQ, (value)status, zero));
  if (success == UNDECIDED) { /* it has no sign */
    const int above = state_truth(
        r, r->asking, values_op(r->values, SP_LT, zero, (value)status));
    if (above != UNDECIDED)
      success = above == TRUE_FACT ? FALSE_FACT : TRUE_FACT;
  }
  if (success == UNDECIDED)
    success = state_truth(
        r, r->asking,
        values_op(r->values, SP_LT, (value)status, values_int(r->values, 1)));
  return success == TRUE_FACT    ? SP_NO
         : success == FALSE_FACT ? SP_YES
                                 : SP_UNKNOWN;
}

static sp_answer is_null(void *context, sp_value pointer) {
  run *r = context;
  value null =
      values_op(r->values, SP_EQ, (value)pointer, values_int(r->values, 0));
  return state_truth(r, r->asking, null) == TRUE_FACT ? SP_YES : SP_NO;
}

static sp_answer handed_in(void *context, sp_value irql) {
  run *r = context;
  const value_data *d = values_get(r->values, (value)irql);
  if (d->kind == VALUE_SAVED || d->kind == VALUE_INT)
    return SP_NO;
  return d->kind == VALUE_LOAD && d->number == 0 && !r->is_entry ? SP_YES
                                                                 : SP_UNKNOWN;
}

/* Does the value lead to what the place, a base, is in? */
static bool leads_into(const run *r, value v, value base) {
  const value_data *d = values_get(r->values, v);
  return d->kind == VALUE_ADDRESS ? values_base(r->values, d->a) == base
                                  : v == values_get(r->values, base)->a;
}

enum { MOST_FRESH = 4 }; /* memory that is known by other fresh memory only */

/* Does anybody read what is in the place, in a global? */
static bool is_read_anywhere(run *r, value place) {
  if (!r->p->reading)
    r->p->reading = reading_new(r->p->program);
  if (!r->p->reading)
    r->p->failed = true;
  return r->p->failed || reading_place(r->p->reading, r->values, place);
}

/* Is a base behind a pointer of which paths that met have one each, or behind
 * one that is found through such a pointer? One may be the address of a local.
 */
static bool is_joined(const run *r, value base) {
  const value_data *d = values_get(r->values, base);
  while (d->kind == PLACE_DEREF) {
    d = values_get(r->values, d->a);
    if (d->kind == VALUE_SYMBOL)
      return !run_step_of(r, d->number);
    if (d->kind != VALUE_LOAD && d->kind != VALUE_ADDRESS)
      return false;
    d = values_get(r->values, values_base(r->values, d->a));
  }
  return false;
}

/* Can somebody who has a pointer of the caller's, or what is returned, come to
 * the place? Nobody comes to a local. */
static sp_answer is_reached(run *r, value place, unsigned depth) {
  const value base = values_base(r->values, place);
  if (run_kind(r, base) == PLACE_GLOBAL && !is_read_anywhere(r, place)) {
    r->unseen = "paths do not tell whether anybody reads a static variable";
    return SP_NO;
  }
  /* A pointer to one of several places may point to a local. */
  if (run_kind(r, base) == PLACE_VARIABLE ||
      values_has(r->values, base, TRAIT_LOCAL_ADDRESS))
    return SP_NO;
  if (r->leaving && leads_into(r, r->leaving, base))
    return SP_YES;
  if (is_joined(r, base))
    return SP_UNKNOWN;
  if (!is_fresh(r, base))
    return SP_YES;
  const pairs *bindings = &r->asking->bindings;
  for (uint32_t i = 0; depth < MOST_FRESH && i < bindings->count; i++)
    if (leads_into(r, bindings->items[i].to, base)) {
      const value by = bindings->items[i].key;
      if (values_base(r->values, by) != base &&
          is_reached(r, by, depth + 1) == SP_YES)
        return SP_YES;
    }
  r->unseen =
      "paths do not tell whether anybody comes to know of memory that a "
      "function allocated";
  return SP_UNKNOWN;
}

static sp_answer can_reach(void *context, sp_value saved) {
  run *r = context;
  if (r->is_entry)
    return SP_NO;
  if (r->leaving == (value)saved)
    return SP_YES;
  const pairs *bindings = &r->asking->bindings;
  sp_answer answer = SP_NO;
  for (uint32_t i = 0; answer != SP_YES && i < bindings->count; i++)
    if (bindings->items[i].to == (value)saved) {
      const sp_answer one = is_reached(r, bindings->items[i].key, 0);
      answer = one == SP_NO ? answer : one;
    }
  return answer;
}

/* Is there somebody above who may know the object? */
static sp_answer caller_knows(void *context, sp_value object) {
  run *r = context;
  if (r->is_entry)
    return SP_NO;
  const value_data *d = values_get(r->values, (value)object);
  if (d->kind == VALUE_ADDRESS)
    return values_is_vague(r->values, (value)object) &&
                   run_kind(r, values_base(r->values, d->a)) != PLACE_VARIABLE
               ? SP_UNKNOWN
               : is_reached(r, d->a, 0);
  return values_is_vague(r->values, (value)object) ? SP_UNKNOWN : SP_YES;
}

void locks_name(run *r, const state *s, value named, sp_event *e) {
  const value_data *d = values_get(r->values, named);
  e->message = (sp_value)named;
  if (d->kind != VALUE_OP || d->op != SP_SPIN)
    return;
  value which = state_chosen(r, s, d->a);
  const value of = state_chosen(r, s, values_get(r->values, named)->b);
  e->context = (sp_value)of;
  e->message = (sp_value)which;
  e->kind = SP_KIND_SPIN;
  const value_data *k = values_get(r->values, which);
  if (k->kind != VALUE_INT)
    return;
  e->kind = sp_lock_kind_of(k->number);
  if (k->number == 0) /* by the handle */
    e->message = 0;
  const value_data *c = values_get(r->values, of);
  if ((sp_kind_has_pointer(e->kind) || k->number == 0) &&
      c->kind == VALUE_INT && c->number == 0)
    e->context = 0; /* which says nothing of it */
}

sp_questions locks_questions(run *r, const state *s) {
  r->asking = s;
  return (sp_questions){r,         same_value, same_value,
                        is_saved,  has_failed, is_null,
                        handed_in, can_reach,  caller_knows};
}

/* ---- lock operations ---- */

const char locks_unclear[] =
    "which lock or which saved IRQL this is cannot be told for certain";

const char *locks_why_open(const sp_verdict *v) {
  if (v->outcome == SP_WRONG)
    return sp_rule_get(v->rule)->summary;
  return locks_unclear;
}

void locks_drop_released(state *s) {
  size_t kept = 0;
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_HELD)
      s->locks[kept++] = s->locks[i];
  s->lock_count = kept;
}

void locks_drop_failed(run *r, state *s) {
  for (size_t i = 0; i < s->lock_count; i++) {
    if (s->locks[i].phase != SP_FAILED)
      continue;
    uint32_t kept = 0;
    for (uint32_t e = 0; e < s->log.count; e++) {
      const event *one = &s->log.items[e];
      if (one->kind == EVENT_ACQUIRE &&
          (sp_value)one->site == s->locks[i].acquired_at)
        /* If it failed, the caller does not have it, either. */
        locks_note_taken(r, s, one->adapter, one->message);
      else
        s->log.items[kept++] = *one;
    }
    s->log.count = kept;
  }
}

/* The acquire in the log of a state that took the lock; NULL if it is of the
 * caller. */
static event *acquire_of(const state *s, const sp_lock *lock) {
  for (uint32_t e = s->log.count; e-- > 0;)
    if (s->log.items[e].kind == EVENT_ACQUIRE &&
        (sp_value)s->log.items[e].site == lock->acquired_at)
      return &s->log.items[e];
  return NULL;
}

/* An acquire that is known to have succeeded is doubtful no more. */
static void believe_acquires(run *r, state *s) {
  sp_questions ask = locks_questions(r, s);
  for (size_t i = 0; i < s->lock_count; i++) {
    event *of =
        s->locks[i].phase == SP_HELD ? acquire_of(s, &s->locks[i]) : NULL;
    if (of && of->is_doubtful &&
        ask.failed(ask.context, s->locks[i].status) == SP_NO)
      of->is_doubtful = false;
  }
}

void locks_doubt_acquire(run *r, state *s) {
  if (r->purpose == FOR_TOUCHES || !s->lock_count)
    return;
  event *of = acquire_of(s, &s->locks[s->lock_count - 1]);
  if (of)
    of->is_doubtful = true;
  believe_acquires(r, s);
}

static bool room_for_lock(run *r, state *s, sp_lockset *set) {
  sp_lock *more = realloc(s->locks, (s->lock_count + 1) * sizeof *more);
  if (!more) {
    r->p->failed = true;
    return false;
  }
  s->locks = more;
  *set = (sp_lockset){more, s->lock_count, s->lock_count + 1};
  return true;
}

static bool is_listed(run *r, const state *s, const events *list,
                      event_kind kind, const event *lock);

/* Does the step that runs take again what every path gave back for the caller?
 */
static bool is_retaking(const run *r, value adapter, value message) {
  const run *before = r->before;
  const int64_t step = r->site / VALUES_SPAN;
  bool found = false;
  for (uint32_t i = 0; before && i < before->retaking_count; i++) {
    const retaking *each = &before->retakings[i];
    if (each->step != step || (each->message && (each->adapter != adapter ||
                                                 each->message != message)))
      continue;
    if (each->is_new)
      return false;
    found = true;
  }
  return found;
}

void locks_note_retaking(run *r, const state *s, value adapter, value message) {
  const int64_t step = r->site / VALUES_SPAN;
  const event own = {
      .kind = EVENT_RELEASE, .adapter = adapter, .message = message};
  bool gives = false;
  for (uint32_t i = 0; i < s->log.count; i++)
    gives |= s->log.items[i].kind == EVENT_RELEASE;
  if (!gives) /* whatever it takes */
    adapter = message = 0;
  const retaking now = {step, adapter, message,
                        !gives ||
                            !is_listed(r, s, &s->log, EVENT_RELEASE, &own)};
  for (uint32_t i = 0; i < r->retaking_count; i++) {
    const retaking *each = &r->retakings[i];
    if (each->step == step && each->adapter == adapter &&
        each->message == message && each->is_new == now.is_new)
      return;
  }
  if (list_reserve((void **)&r->retakings, &r->retaking_capacity,
                   r->retaking_count, sizeof now))
    r->retakings[r->retaking_count++] = now;
  else
    r->p->failed = true;
}

void locks_note_touch(run *r, const state *s, value adapter, value message) {
  if (adapter && is_retaking(r, adapter, message))
    return;
  if (adapter)
    adapter = prove_plain_adapter(r->values, adapter, message);
  touch t = {state_exported(r, s, adapter),
             state_exported(r, s, message),
             {NULL, 0, 0}};
  for (uint32_t i = 0; i < s->facts.count; i++) {
    value atom = state_exported(r, s, s->facts.items[i].key);
    if (!values_is_vague(r->values, atom) && run_kind(r, atom) == VALUE_OP)
      run_check(r, pairs_set(&t.facts, atom, s->facts.items[i].to));
  }
  run_check(r, touches_add(&r->found.touches, r->values, t));
}

value locks_trail(run *r) {
  return values_at(r->values, VALUE_CALL,
                   (int64_t)r->index << 32 | (int64_t)r->line, r->trail);
}

sp_ruling prove_ruled_out(const values *values, value routine) {
  const char *name = values_get(values, routine)->name;
  const sp_routine *row = sp_routine_find(name);
  if (!row)
    row = sp_routine_added(name);
  if (!row)
    return (sp_ruling){SP_RULE_IRQL_TOO_HIGH, SP_RULE_NONE,
                       SP_RULE_IRQL_TOO_HIGH};
  return (sp_ruling){sp_routine_under_lock(row, SP_INTERRUPT_LOCK),
                     sp_routine_under_interrupt_lock(row),
                     sp_routine_under_dispatch(row)};
}

/* Is it the same which of the routines is called? */
static bool are_alike(const run *r, value a, value b) {
  const sp_ruling x = prove_ruled_out(r->values, a),
                  y = prove_ruled_out(r->values, b);
  return x.under_message == y.under_message &&
         x.under_interrupt == y.under_interrupt &&
         x.under_dispatch == y.under_dispatch;
}

static void log_once(run *r, state *s, event e) {
  for (uint32_t i = 0; i < s->log.count; i++)
    if (event_equal(&s->log.items[i], &e) ||
        (e.kind == EVENT_ROUTINE && s->log.items[i].kind == EVENT_ROUTINE &&
         are_alike(r, s->log.items[i].adapter, e.adapter)))
      return; /* one of its kind is enough to be wrong */
  run_check(r, events_add(&s->log, e));
}

/* Is it a lock that the system may hold, too, while it runs the driver's code?
 * Of that, paths know nothing. */
static bool is_of_interrupt(sp_lock_kind kind) {
  return kind == SP_KIND_DEVICE || kind == SP_KIND_OF_INTERRUPT;
}

static const char interrupt_unseen[] =
    "paths do not tell that the lock of an interrupt is held where its routine "
    "runs";

/* Does the driver ask for interrupts that are handled at PASSIVE_LEVEL? The
 * lock of one is no spin lock then, and nobody tells which it is
 * (ns-wdfinterrupt-_wdf_interrupt_config). */
static bool asks_for_passive(const sp_program *program) {
  for (size_t f = 0; f < sp_program_count(program); f++) {
    const sp_function *function = sp_program_get(program, f);
    for (size_t b = 0; b < function->block_count; b++)
      for (size_t i = 0; i < function->blocks[b].step_count; i++) {
        const sp_step *step = &function->blocks[b].steps[i];
        const sp_node_data *to = step->kind == SP_SET
                                     ? sp_program_data(program, step->target)
                                     : NULL;
        if (!to || to->kind != SP_FIELD ||
            strcmp(to->name, "_WDF_INTERRUPT_CONFIG.PassiveHandling") != 0)
          continue;
        const sp_node_data *v = sp_program_data(program, step->arguments[0]);
        if (v->kind != SP_INT || v->number)
          return true;
      }
  }
  return false;
}

/* Is the lock of an interrupt of the framework held, at device IRQL? */
static bool is_above_dispatch(run *r, const state *s) {
  bool found = false;
  for (size_t i = 0; i < s->lock_count; i++)
    found |= s->locks[i].phase == SP_HELD &&
             s->locks[i].kind == SP_KIND_OF_INTERRUPT;
  if (!found)
    return false;
  if (!r->p->is_passive_known) {
    r->p->is_passive = asks_for_passive(r->p->program);
    r->p->is_passive_known = true;
  }
  return !r->p->is_passive;
}

/* The path is above DISPATCH_LEVEL. */
static void note_too_high(run *r, const state *s, size_t callee) {
  r->unseen = "paths do not tell at which IRQL they are";
  run_note_open(r, s, callee,
                "a routine is called above the IRQL that it is limited to");
}

/* Does the routine release a lock, and leave the IRQL as it is? */
static bool is_plain_release(const value_data *routine) {
  const sp_routine *row = sp_routine_find(routine->name);
  return row && row->effect == SP_EFFECT_RELEASE && !sp_kind_raises(row->kind);
}

void locks_call(run *r, state *s, value routine, size_t callee) {
  if ((r->purpose == FOR_TOUCHES || r->purpose == FOR_WAYS) &&
      strcmp(values_get(r->values, routine)->name, SP_RESTORES_IRQL) == 0)
    return; /* of what a caller holds, that says nothing */
  if (r->purpose == FOR_TOUCHES) {
    for (uint32_t i = 0; i < r->found.touches.count; i++) {
      const touch *t = &r->found.touches.items[i];
      if (!t->adapter && are_alike(r, t->message, routine)) {
        routine = t->message; /* which stands for all of its kind */
        break;
      }
    }
    locks_note_touch(r, s, 0, routine);
    return;
  }
  if (r->purpose == FOR_WAYS) {
    log_once(r, s,
             (event){EVENT_ROUTINE, routine, 0, 0, 0, locks_trail(r), false});
    return;
  }
  sp_lockset set = {s->locks, s->lock_count, s->lock_count};
  sp_questions ask = locks_questions(r, s);
  const sp_ruling ruling = prove_ruled_out(r->values, routine);
  sp_verdict v = sp_lockset_call(&set, &ruling, &ask);
  if (v.outcome == SP_WRONG && is_of_interrupt(v.lock.kind))
    r->unseen = interrupt_unseen;
  if (v.outcome == SP_WRONG && is_plain_release(values_get(r->values, routine)))
    r->unseen =
        "paths do not tell whether a release that leaves the IRQL as it is "
        "may be made above DISPATCH_LEVEL, which the reference limits it to";
  if (v.outcome == SP_WRONG &&
      sp_limit_is_named(values_get(r->values, routine)->name))
    r->unseen =
        "paths do not tell whether a routine is given what it may not be "
        "given at the IRQL of the lock";
  locks_drop_failed(r, s);
  locks_drop_released(s);
  const sp_rule by_level = s->level == LEVEL_ABOVE      ? ruling.under_interrupt
                           : s->level == LEVEL_DISPATCH ? ruling.under_dispatch
                                                        : SP_RULE_NONE;
  if (v.outcome == SP_FINE && by_level == SP_RULE_IRQL_TOO_HIGH &&
      !sp_limit_lowers(values_get(r->values, routine)->name)) {
    note_too_high(r, s, callee);
    return;
  }
  if (v.outcome == SP_FINE && ruling.under_interrupt == SP_RULE_IRQL_TOO_HIGH &&
      is_above_dispatch(r, s)) {
    r->unseen =
        "paths do not tell at which IRQL the lock of an interrupt is held";
    v.outcome = SP_WRONG;
  }
  if (v.outcome != SP_FINE)
    run_note_open(
        r, s, callee,
        "a routine is called that may not be called while the lock is held");
}

/* ---- memory that ends ---- */

/* Does the one pointer lead where the other does? */
static sp_answer leads_there(run *r, value pointer, value other) {
  if (run_kind(r, pointer) == VALUE_ADDRESS &&
      run_kind(r, other) == VALUE_ADDRESS &&
      places_differ(r, values_get(r->values, pointer)->a,
                    values_get(r->values, other)->a))
    return SP_NO;
  return same_value(r, pointer, other);
}

/* Is the place in what a pointer leads to: is it that, or one of those that it
 * is a part of? */
static bool is_in_memory(run *r, value place, value memory) {
  for (;;) {
    if (leads_there(r, values_address(r->values, place), memory) == SP_YES)
      return true;
    const value_data *d = values_get(r->values, place);
    if (d->kind != PLACE_FIELD && d->kind != PLACE_ELEMENT)
      return false;
    place = d->a;
  }
}

/* Does what a pointer of a lock leads to, the lock or its handle, end? */
static sp_answer ends_at(run *r, value of_lock, ending what, value pointer) {
  if (what == ENDS_LOCK)
    return leads_there(r, of_lock, pointer);
  const bool is_inside =
      run_kind(r, of_lock) == VALUE_ADDRESS
          ? is_in_memory(r, values_get(r->values, of_lock)->a, pointer)
          : leads_there(r, of_lock, pointer) == SP_YES;
  return is_inside ? SP_YES : SP_NO;
}

/* Does the handle end in which the acquire of the lock saved the IRQL? */
static bool ends_saved(run *r, const state *s, const sp_lock *lock,
                       value pointer) {
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (s->bindings.items[i].to == (value)lock->saved &&
        run_kind(r, s->bindings.items[i].key) == PLACE_FIELD &&
        is_in_memory(r, s->bindings.items[i].key, pointer))
      return true;
  return false;
}

static sp_answer ends_lock(run *r, const state *s, const sp_lock *lock,
                           ending what, value pointer) {
  const bool has_handle = sp_kind_has_handle(lock->kind);
  if (!sp_kind_has_pointer(lock->kind))
    return has_handle && lock->saved && ends_saved(r, s, lock, pointer) ? SP_YES
                                                                        : SP_NO;
  sp_answer answer = SP_NO;
  if (lock->context && !(what == ENDS_LOCK && sp_kind_has_opaque(lock->kind)))
    answer = ends_at(r, (value)lock->context, what, pointer);
  if (answer == SP_YES || !has_handle || !lock->adapter)
    return answer;
  const sp_answer handle = ends_at(r, (value)lock->adapter, what, pointer);
  return handle == SP_NO ? answer : handle;
}

/* Nobody finds there what an acquire saved, either. */
static void forget_saved(run *r, state *s, value pointer) {
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    const pair at = s->bindings.items[i];
    bool is_saved = false;
    for (size_t k = 0; k < s->lock_count; k++)
      is_saved |= s->locks[k].phase == SP_HELD && s->locks[k].saved &&
                  at.to == (value)s->locks[k].saved;
    if (!is_saved || !is_in_memory(r, at.key, pointer))
      continue;
    s->bindings.items[i].to = values_any(r->values);
    r->unseen =
        "paths do not tell whether a saved IRQL is in memory that is freed "
        "or written over";
  }
}

void locks_end(run *r, state *s, ending what, value pointer, size_t callee) {
  if (r->purpose == FOR_TOUCHES) {
    if (!values_is_vague(r->values, state_exported(r, s, pointer)))
      locks_note_touch(
          r, s, values_int(r->values, 0),
          values_op(r->values, SP_SPIN, values_int(r->values, what), pointer));
    return;
  }
  if (r->purpose == FOR_WAYS)
    return;
  locks_questions(r, s); /* are of this state from here on */
  if (what == ENDS_MEMORY)
    forget_saved(r, s, pointer);
  for (size_t i = 0; i < s->lock_count; i++) {
    const sp_answer ends = s->locks[i].phase == SP_HELD
                               ? ends_lock(r, s, &s->locks[i], what, pointer)
                               : SP_NO;
    if (ends == SP_NO)
      continue;
    r->unseen =
        "paths do not tell whether the memory of a lock ends while it is "
        "held";
    run_note_open(r, s, callee,
                  ends == SP_YES
                      ? "a lock that is held, or its handle, is freed or "
                        "written over"
                      : locks_unclear);
    return;
  }
}

bool locks_are_forbidden(const run *r, value message) {
  const value_data *d = values_get(r->values, message);
  const bool spin = d->kind == VALUE_OP && d->op == SP_SPIN;
  const value_data *which = spin ? values_get(r->values, d->a) : NULL;
  if (which && which->kind == VALUE_INT && which->number < 0)
    return false; /* a lock of the driver's own */
  /* See sp_callback_forbids. */
  return r->is_lockless &&
         !(spin && (r->f->flags & SP_FUNCTION_HOLDS_INTERRUPT));
}

/* An interrupt lock that the system holds while it runs a callback. */
typedef struct lent_lock {
  const char *callback;
  sp_lock_kind kind;
  bool is_of_argument; /* of the interrupt object that is the first argument */
} lent_lock;

/* That of a callback; NULL if there is none
 * (nc-wdfinterrupt-evt_wdf_interrupt_isr, -evt_wdf_interrupt_enable,
 * -evt_wdf_interrupt_disable, -evt_wdf_interrupt_synchronize,
 * nc-wdm-kservice_routine, nc-wdm-kmessage_service_routine,
 * nc-wdm-ksynchronize_routine). */
static const lent_lock *interrupt_held(const run *r) {
  static const lent_lock lent[] = {
      {"EvtInterruptIsr", SP_KIND_OF_INTERRUPT, true},
      {"EvtInterruptEnable", SP_KIND_OF_INTERRUPT, true},
      {"EvtInterruptDisable", SP_KIND_OF_INTERRUPT, true},
      {"EvtInterruptSynchronize", SP_KIND_OF_INTERRUPT, true},
      {"InterruptService", SP_KIND_DEVICE, true},
      {"InterruptMessageService", SP_KIND_DEVICE, true},
      {"SynchCritSection", SP_KIND_DEVICE, false},
  };
  const char *callback = sp_program_callback(r->p->program, r->index);
  for (size_t i = 0; callback && i < sizeof lent / sizeof *lent; i++)
    if (strcmp(callback, lent[i].callback) == 0)
      return r->f->parameter_count ? &lent[i] : NULL;
  static const lent_lock unnamed = {"", SP_KIND_DEVICE, false};
  return irql_of_callback(r) == SP_IRQL_DIRQL ? &unnamed : NULL;
}

static void lend_interrupt(run *r, state *s, const lent_lock *lent) {
  sp_lockset set;
  if (r->purpose == FOR_TOUCHES || !room_for_lock(r, s, &set))
    return;
  const value object =
      lent->is_of_argument
          ? values_load(r->values, values_at(r->values, PLACE_VARIABLE, 0, 0),
                        0)
          : values_any(r->values);
  sp_lockset_lend(&set, lent->kind, 0, 0);
  set.locks[set.count - 1].context = object;
  s->lock_count = set.count;
}

void locks_lend(run *r, state *s) {
  const unsigned flags = r->f->flags;
  if (irql_of_callback(r) == SP_IRQL_PASSIVE)
    locks_set_level(r, s, values_int(r->values, 0));
  const lent_lock *of_interrupt = interrupt_held(r);
  if (of_interrupt) {
    lend_interrupt(r, s, of_interrupt);
    return;
  }
  sp_lock_kind kind = flags & SP_FUNCTION_HOLDS_START_IO    ? SP_KIND_START_IO
                      : flags & SP_FUNCTION_HOLDS_INTERRUPT ? SP_KIND_INTERRUPT
                                                            : SP_KIND_MESSAGE;
  if (kind == SP_KIND_MESSAGE && !(flags & SP_FUNCTION_OF_MESSAGE))
    return;
  sp_lockset set;
  if (r->purpose == FOR_TOUCHES || !room_for_lock(r, s, &set))
    return;
  value given[2];
  for (int i = 0; i < 2; i++)
    given[i] =
        values_load(r->values, values_at(r->values, PLACE_VARIABLE, i, 0), 0);
  if (kind != SP_KIND_MESSAGE)
    given[1] = values_int(r->values, (int64_t)kind);
  sp_lockset_lend(&set, kind, given[0], given[1]);
  s->lock_count = set.count;
}

/* Callers name few locks; a loop may take any number. */
enum { MAX_SPLIT = 3 };

/* The condition under which two names of a lock are one, if only callers can
 * tell; 0 if it is decided, as *same says, or if nobody can. */
static value equality(run *r, const state *s, value a, value b,
                      sp_answer *same) {
  sp_questions ask = locks_questions(r, s);
  *same = ask.same_message(ask.context, a, b);
  return *same == SP_UNKNOWN && values_is_of_entry(r->values, a) &&
                 values_is_of_entry(r->values, b)
             ? values_op(r->values, SP_EQ, a, b)
             : 0;
}

bool locks_split(run *r, state *s, value adapter, value message) {
  if ((r->purpose != FOR_LOCKS && r->purpose != FOR_CALLERS) ||
      s->lock_count > MAX_SPLIT)
    return false;
  sp_event e = {0};
  locks_name(r, s, message, &e);
  bool found = false;
  for (size_t i = 0; i < s->lock_count; i++) {
    const sp_lock *lock = &s->locks[i];
    if (lock->phase != SP_HELD || lock->kind != e.kind ||
        !sp_kind_is_of_message(e.kind))
      continue;
    sp_answer same_adapter, same_message;
    value adapters =
              equality(r, s, adapter, (value)lock->adapter, &same_adapter),
          messages = equality(r, s, (value)e.message, (value)lock->message,
                              &same_message);
    if (same_adapter != SP_YES ? same_message != SP_YES || !adapters
                               : !messages)
      continue;
    value both = adapters ? adapters : messages;
    state *is_same = state_copy(r, s);
    if (is_same && state_assume(r, is_same, both, true)) {
      run_note_failure(r, is_same);
      view_note(r, VIEW_FAIL, SIZE_MAX, locks_unclear);
      found = true;
    }
    state_free(is_same);
    state_assume(r, s, both, false);
  }
  return found;
}

bool locks_acquire(run *r, state *s, value adapter, value message, value slot,
                   int64_t site) {
  if (r->purpose == FOR_TOUCHES) {
    locks_note_touch(r, s, adapter, message);
    return true;
  }
  if (r->purpose != FOR_WAYS)
    locks_note_retaking(r, s, adapter, message);
  if (locks_split(r, s, adapter, message) && !r->failed_path.why)
    r->failed_path = (struct failed_path){locks_unclear, r->line, r->column};
  sp_lockset set;
  if (!room_for_lock(r, s, &set))
    return false;
  value saved = values_at(r->values, VALUE_SAVED, site, 0);
  sp_event e = {.adapter = adapter,
                .irql = saved,
                .slot = slot,
                .status = values_at(r->values, VALUE_STATUS, site, 0),
                .site = (sp_value)site};
  locks_name(r, s, message, &e);
  if (locks_are_below(r, s, message))
    run_note_open(r, s, SIZE_MAX,
                  "a lock for DISPATCH_LEVEL is taken below that level");
  locks_note_start_io(r, s, message, SIZE_MAX);
  if (locks_are_forbidden(r, message))
    run_note_open(r, s, SIZE_MAX,
                  "a lock is taken in a callback that may take none");
  sp_questions ask = locks_questions(r, s);
  sp_verdict v = sp_lockset_acquire(&set, &e, &ask);
  s->lock_count = set.count;
  locks_drop_failed(r, s);
  locks_drop_released(s);
  if (v.outcome != SP_FINE) {
    if (is_of_interrupt(e.kind))
      r->unseen = interrupt_unseen;
    run_fail(r, r->line, r->column, locks_why_open(&v));
    return false;
  }
  if (s->lock_count > r->nesting)
    r->nesting = (unsigned)s->lock_count;
  run_check(r,
            events_add(&s->log, (event){EVENT_ACQUIRE, adapter, message, saved,
                                        site, locks_trail(r), false}));
  return true;
}

void locks_note_taken(run *r, state *s, value adapter, value message) {
  r->takes = true;
  if (!r->tells_taken || values_is_vague(r->values, adapter) ||
      values_is_vague(r->values, message))
    return;
  const event e = {EVENT_TOUCH, adapter, message, 0, 0, 0, false};
  for (uint32_t i = 0; i < s->taken.count; i++)
    if (event_equal(&s->taken.items[i], &e))
      return;
  run_check(r, events_add(&s->taken, e));
}

void locks_log_touch(run *r, state *s, value adapter, value message,
                     value trail) {
  adapter = prove_plain_adapter(r->values, adapter, message);
  if (r->purpose != FOR_WAYS) {
    locks_note_taken(r, s, adapter, message);
    return;
  }
  if (values_is_vague(r->values, adapter) ||
      values_is_vague(r->values, message))
    return;
  /* What the caller held and does not hold now may be taken. */
  const event taken = {EVENT_TOUCH, adapter, message, 0, 0, trail, false};
  if (!is_listed(r, s, &s->log, EVENT_RELEASE, &taken))
    log_once(r, s, taken);
}

static int compare_pairings(const sp_pairing *a, const sp_pairing *b) {
  const uint32_t x[] = {a->acquire_line, a->acquire_column, a->release_line,
                        a->release_column};
  const uint32_t y[] = {b->acquire_line, b->acquire_column, b->release_line,
                        b->release_column};
  for (int i = 0; i < 4; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

void locks_note_pairing(run *r, int64_t site) {
  const sp_step *step = run_step_of(r, site);
  if (!step)
    return;
  sp_pairing p = {step->line, step->column, r->line, r->column};
  pairings *list = &r->pairings;
  uint32_t at = 0;
  while (at < list->count && compare_pairings(&list->items[at], &p) < 0)
    at++;
  if (at < list->count && compare_pairings(&list->items[at], &p) == 0)
    return;
  if (!list_reserve((void **)&list->items, &list->capacity, list->count,
                    sizeof *list->items)) {
    r->p->failed = true;
    return;
  }
  memmove(&list->items[at + 1], &list->items[at],
          (list->count++ - at) * sizeof *list->items);
  list->items[at] = p;
}

bool locks_are_one(run *r, const state *s, const event *e, value adapter,
                   value message, value irql) {
  sp_questions ask = locks_questions(r, s);
  sp_event now = {0}, before = {0};
  locks_name(r, s, message, &now);
  locks_name(r, s, e->message, &before);
  if (sp_kind_has_pointer(now.kind) && now.context && before.context)
    return sp_kind_may_share(now.kind, before.kind) &&
           ask.same_adapter(ask.context, before.context, now.context) == SP_YES;
  if (sp_kind_has_handle(now.kind) && irql)
    return irql == e->irql && !values_is_vague(r->values, irql);
  return !sp_kind_has_pointer(now.kind) && now.kind == before.kind &&
         ask.same_adapter(ask.context, e->adapter, adapter) == SP_YES &&
         ask.same_message(ask.context, e->message, message) == SP_YES;
}

/* Is the lock one of the list, of what was given back, or taken? */
static bool is_listed(run *r, const state *s, const events *list,
                      event_kind kind, const event *lock) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].kind == kind &&
        locks_are_one(r, s, &list->items[i], lock->adapter, lock->message,
                      lock->irql))
      return true;
  return false;
}

/* Does a pointer name both the lock and one of the list, so that nobody tells
 * whether they are one? */
static bool may_be_listed(run *r, const state *s, const events *list,
                          event_kind kind, const event *lock) {
  const sp_questions ask = locks_questions(r, s);
  sp_event now = {0};
  locks_name(r, s, lock->message, &now);
  if (!sp_kind_has_pointer(now.kind) || !now.context)
    return false;
  for (uint32_t i = 0; i < list->count; i++) {
    sp_event before = {0};
    if (list->items[i].kind != kind)
      continue;
    locks_name(r, s, list->items[i].message, &before);
    if (sp_kind_may_wrap(now.kind, before.kind) && before.context &&
        ask.same_adapter(ask.context, before.context, now.context) == SP_YES)
      return true;
  }
  return false;
}

void locks_fail_taken(run *r) {
  r->gives_taken = true;
  r->unseen =
      "a lock that is given back as the caller's may have been taken here "
      "before";
  run_fail(r, r->line, r->column,
           "a lock of the caller is given back, and was taken here before");
}

bool locks_release(run *r, state *s, value adapter, value message, value irql) {
  if (r->purpose == FOR_TOUCHES)
    return true;
  sp_lockset set;
  if (!room_for_lock(r, s, &set))
    return false;
  believe_acquires(r, s);
  sp_event e = {
      .adapter = adapter, .irql = irql, .site = (sp_value)(r->site + 1)};
  locks_name(r, s, message, &e);
  if (sp_kind_has_pointer(e.kind) && sp_kind_has_handle(e.kind))
    e.slot = adapter; /* the handle */
  else if (sp_kind_has_handle(e.kind))
    e.slot = e.context; /* what it says */
  sp_questions ask = locks_questions(r, s);
  sp_verdict v = sp_lockset_release(&set, &e, &ask);
  s->lock_count = set.count;
  if (v.outcome != SP_FINE) {
    if (v.outcome == SP_WRONG && v.lock.phase == SP_FAILED)
      run_note_doubt(r);
    if (sp_kind_has_handle(e.kind))
      r->unseen =
          "paths do not tell whether a handle is the one that was filled, "
          "and as it was then";
    run_fail(r, r->line, r->column, locks_why_open(&v));
    return false;
  }
  if (s->level == LEVEL_ABOVE &&
      sp_lock_form_of(e.kind)->held == SP_IRQL_DISPATCH)
    note_too_high(r, s, SIZE_MAX);
  locks_drop_failed(r, s);
  sp_value acquired_at = 0;
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_RELEASED) {
      acquired_at = s->locks[i].acquired_at;
      rereads_give_back(s, i);
      const event *of = acquire_of(s, &s->locks[i]);
      if (of && of->is_doubtful) {
        run_note_doubt(r);
        run_fail(r, r->line, r->column,
                 "the lock is given back, and its acquire may have failed");
        return false;
      }
    }
  locks_drop_released(s);
  const event own = {EVENT_RELEASE, adapter, message, irql, 0, 0, false};
  if (!acquired_at && is_listed(r, s, &s->log, EVENT_RELEASE, &own)) {
    run_fail(r, r->line, r->column, "a lock of the caller is given back twice");
    return false;
  }
  if (!acquired_at && is_listed(r, s, &s->taken, EVENT_TOUCH, &own)) {
    locks_fail_taken(r);
    return false;
  }
  if (!acquired_at && (may_be_listed(r, s, &s->log, EVENT_RELEASE, &own) ||
                       may_be_listed(r, s, &s->taken, EVENT_TOUCH, &own))) {
    run_fail(r, r->line, r->column, locks_unclear);
    return false;
  }
  if (!acquired_at && !locks_may_be_saved(r, message, irql)) {
    r->unseen = "paths do not tell whether any acquire saved an IRQL there";
    run_fail(r, r->line, r->column,
             "the IRQL is read from a member that nothing in the program "
             "writes");
    return false;
  }
  if (!acquired_at) {
    r->gives = true;
    run_check(r, events_add(&s->log, (event){EVENT_RELEASE, adapter, message,
                                             irql, 0, locks_trail(r), false}));
    return true;
  }
  for (uint32_t i = s->log.count; i-- > 0;) {
    event *old = &s->log.items[i];
    if (old->kind != EVENT_ACQUIRE || (sp_value)old->site != acquired_at)
      continue;
    event was = *old;
    memmove(old, old + 1, (--s->log.count - i) * sizeof *old);
    locks_log_touch(r, s, was.adapter, was.message, was.trail);
    locks_note_pairing(r, was.site);
    return true;
  }
  run_fail(r, r->line, r->column,
           "the lock was taken in an earlier round of a loop");
  return false;
}

void locks_settle(run *r, state *s) {
  sp_lockset set = {s->locks, s->lock_count, s->lock_count};
  sp_questions ask = locks_questions(r, s);
  if (sp_lockset_settle_status(&set, &ask))
    locks_drop_failed(r, s);
  believe_acquires(r, s);
}

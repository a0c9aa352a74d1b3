/* The IRQL along a path, and what follows from it: which locks may not be taken
 * there, and whether the function leaves it raised.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "spinpair/limits.h"
#include "spinpair/routines.h"
#include "support/memory.h"

#include <string.h>

enum { DISPATCH_IRQL = 2 };

static level level_of(const run *r, value irql) {
  const value_data *d = values_get(r->values, irql);
  if (d->kind == VALUE_CHOICE) {
    const level yes = level_of(r, d->b);
    return yes == level_of(r, d->c) ? yes : LEVEL_UNKNOWN;
  }
  return d->kind != VALUE_INT         ? LEVEL_UNKNOWN
         : d->number < DISPATCH_IRQL  ? LEVEL_BELOW
         : d->number == DISPATCH_IRQL ? LEVEL_DISPATCH
                                      : LEVEL_ABOVE;
}

void locks_set_level(run *r, state *s, value irql) {
  if (r->purpose == FOR_LOCKS || r->purpose == FOR_CALLERS)
    s->level = level_of(r, state_chosen(r, s, irql));
}

sp_irql irql_of_callback(const run *r) {
  const char *name = sp_program_callback(r->p->program, r->index);
  const sp_callback *callback = name ? sp_callback_named(name) : NULL;
  return callback ? callback->irql : SP_IRQL_UNKNOWN;
}

/* Is the function a callback that is called at PASSIVE_LEVEL? */
static bool begins_passive(const run *r) {
  return irql_of_callback(r) == SP_IRQL_PASSIVE;
}

void locks_reset_level(run *r, state *s) {
  locks_set_level(r, s,
                  begins_passive(r) ? values_int(r->values, 0)
                                    : values_any(r->values));
}

bool locks_step_sets_level(const sp_step *step) {
  return step->kind == SP_ROUTINE && (strcmp(step->text, SP_SETS_IRQL) == 0 ||
                                      strcmp(step->text, SP_RAISES_IRQL) == 0 ||
                                      strcmp(step->text, SP_RESETS_IRQL) == 0);
}

/* Is any step of the function such a one? */
static bool any_step(const sp_function *f, bool (*is)(const sp_step *)) {
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t i = 0; i < f->blocks[b].step_count; i++)
      if (is(&f->blocks[b].steps[i]))
        return true;
  return false;
}

/* Does a callee of the function? */
static bool is_set_below(const prover *p, size_t function) {
  const sp_function *f = sp_program_get(p->program, function);
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t i = 0; i < f->blocks[b].step_count; i++) {
      if (f->blocks[b].steps[i].kind != SP_CALL)
        continue;
      sp_callees callees =
          sp_program_callees(p->program, &f->blocks[b].steps[i]);
      for (size_t c = 0; c < callees.count; c++)
        if (p->sets_level[callees.functions[c]])
          return true;
    }
  return false;
}

/* Which functions set the IRQL, by callees, too. */
static void find_setters(prover *p) {
  const size_t count = sp_program_count(p->program);
  const uint32_t *order = sp_program_order(p->program);
  p->sets_level = calloc(count + 1, sizeof *p->sets_level);
  if (!p->sets_level) {
    p->failed = true;
    return;
  }
  bool changed = false;
  for (size_t i = 0; i < count; i++)
    changed |= p->sets_level[i] =
        any_step(sp_program_get(p->program, i), locks_step_sets_level);
  while (changed) {
    changed = false;
    for (size_t i = 0; i < count; i++)
      if (!p->sets_level[order[i]] && is_set_below(p, order[i]))
        changed = p->sets_level[order[i]] = true;
  }
}

bool locks_set_levels(run *r, size_t callee) {
  if (!r->p->sets_level)
    find_setters(r->p);
  return r->p->failed || r->p->sets_level[callee];
}

void locks_lose_level(run *r, state *s, size_t callee) {
  if (s->level != LEVEL_UNKNOWN && locks_set_levels(r, callee))
    s->level = LEVEL_UNKNOWN;
}

/* Is the lock taken by a routine that is only for those of DPCs
 * (nf-wdm-keacquirespinlockfordpc, "Synchronization and Threaded DPCs")? */
static bool is_for_dpc(sp_lock_kind kind) {
  return kind == SP_KIND_FOR_DPC || kind == SP_KIND_QUEUED_FOR_DPC;
}

bool locks_are_below(run *r, const state *s, value message) {
  sp_event e = {0};
  if (s->level != LEVEL_BELOW)
    return false;
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_HELD)
      return false;
  locks_name(r, s, message, &e);
  /* What is for DPCs need not raise the IRQL elsewhere. */
  const bool is_for_above = sp_kind_has_pointer(e.kind) &&
                            (!sp_kind_raises(e.kind) || is_for_dpc(e.kind));
  const sp_routine *row =
      is_for_above ? sp_routine_of_kind(e.kind, true) : NULL;
  if (!row)
    return false;
  r->unseen = "paths do not tell at which IRQL they are";
  return true;
}

/* Does the step raise the IRQL where no code but that of the function knows
 * what it was before? */
static bool keeps_found_irql(const sp_step *step) {
  return step->kind == SP_ROUTINE && strcmp(step->text, SP_RAISES_IRQL) == 0;
}

void locks_leave_level(run *r, const state *s) {
  if ((s->level != LEVEL_DISPATCH && s->level != LEVEL_ABOVE) ||
      (!r->is_entry && !any_step(r->f, keeps_found_irql)))
    return;
  r->unseen = "paths do not tell whether the IRQL is brought down again";
  run_note_open(r, s, SIZE_MAX,
                "a path ends with the IRQL raised, and nobody lowers it");
}

void locks_note_start_io(run *r, const state *s, value message, size_t callee) {
  const char *callback = sp_program_callback(r->p->program, r->index);
  sp_event e = {0};
  if ((r->purpose != FOR_LOCKS && r->purpose != FOR_CALLERS) || !callback ||
      strcmp(callback, "HwStorStartIo") != 0)
    return;
  locks_name(r, s, message, &e);
  if ((e.kind != SP_KIND_START_IO && e.kind != SP_KIND_SPIN) ||
      sp_program_is_virtual(r->p->program))
    return;
  r->unseen = "paths do not tell whether StartIoLock is held while "
              "HwStorStartIo runs, as for most adapters that are not virtual";
  run_note_open(r, s, callee,
                "StartIoLock is taken where the port driver may hold it");
}

/* Is the place the member, or in it? */
static bool is_in_member(const sp_program *program, sp_node place,
                         const char *member) {
  for (;;) {
    const sp_node_data *d = sp_program_data(program, place);
    if (d->kind == SP_FIELD && d->name == member)
      return true;
    if (d->kind != SP_FIELD && d->kind != SP_ELEMENT)
      return false;
    place = d->a;
  }
}

/* May the step, or what it calls, write the member? */
static bool may_write(const sp_program *program, const sp_step *step,
                      const char *member) {
  if (step->target != SP_NO_NODE && is_in_member(program, step->target, member))
    return true;
  for (size_t i = 0; i < step->argument_count; i++) {
    const sp_node_data *d = sp_program_data(program, step->arguments[i]);
    if (d->kind == SP_ADDRESS && is_in_member(program, d->a, member))
      return true;
  }
  return false;
}

/* Does the step acquire a lock of that name: in a member of that name, or of
 * the message of that number? */
static bool acquires_named(const run *r, const sp_step *step, value message) {
  if (step->kind != SP_ACQUIRE)
    return false;
  const sp_program *program = r->p->program;
  const sp_node_data *named = sp_program_data(program, step->arguments[1]);
  const value_data *d = values_get(r->values, message);
  if (d->kind == VALUE_INT)
    return named->kind == SP_INT && named->number == d->number;
  if (d->kind != VALUE_OP || d->op != SP_SPIN || named->kind != SP_OP ||
      named->op != SP_SPIN)
    return false;
  d = values_get(r->values, d->b);
  named = sp_program_data(program, named->b);
  if (d->kind != VALUE_ADDRESS || named->kind != SP_ADDRESS)
    return false;
  d = values_get(r->values, d->a);
  named = sp_program_data(program, named->a);
  return d->kind == PLACE_FIELD && named->kind == SP_FIELD &&
         d->name == named->name;
}

/* Does the acquire save its IRQL in a member? That of a lock by a pointer is
 * stored there by the next step. */
static bool saves_in_member(const sp_program *program, const sp_step *step,
                            const sp_step *next) {
  const sp_node_data *slot = sp_program_data(program, step->arguments[2]);
  if (slot->kind != SP_ADDRESS)
    return false;
  if (sp_program_data(program, slot->a)->kind == SP_FIELD)
    return true;
  if (!next || next->kind != SP_SET ||
      sp_program_data(program, next->target)->kind != SP_FIELD)
    return false;
  const sp_node_data *stored = sp_program_data(program, next->arguments[0]);
  return stored->kind == SP_LOAD && stored->a == slot->a;
}

bool locks_may_be_saved(run *r, value message, value irql) {
  const value_data *d = values_get(r->values, irql);
  if (d->kind != VALUE_LOAD || run_kind(r, d->a) != PLACE_FIELD)
    return true;
  const char *member = values_get(r->values, d->a)->name;
  bool ok = true, is_elsewhere = false;
  /* Code that has a record by a pointer to void names its members, too. */
  const alias_set *set = aliases_of(r->p->aliases, member, &ok);
  if (!ok || (set && (set->name_count || set->record_count || set->is_bytes)))
    return true;
  for (size_t f = 0; f < sp_program_count(r->p->program); f++) {
    const sp_function *function = sp_program_get(r->p->program, f);
    for (size_t b = 0; b < function->block_count; b++)
      for (size_t i = 0; i < function->blocks[b].step_count; i++) {
        const sp_step *step = &function->blocks[b].steps[i];
        if (may_write(r->p->program, step, member))
          return true;
        is_elsewhere |=
            acquires_named(r, step, message) &&
            saves_in_member(r->p->program, step,
                            i + 1 < function->blocks[b].step_count ? step + 1
                                                                   : NULL);
      }
  }
  return !is_elsewhere;
}

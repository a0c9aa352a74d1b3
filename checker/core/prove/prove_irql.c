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

static bool sets_level(const sp_program *program, size_t function) {
  const sp_function *f = sp_program_get(program, function);
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t i = 0; i < f->blocks[b].step_count; i++)
      if (locks_step_sets_level(&f->blocks[b].steps[i]))
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
    changed |= p->sets_level[i] = sets_level(p->program, i);
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

bool locks_are_below(run *r, const state *s, value message) {
  sp_event e = {0};
  if (s->level != LEVEL_BELOW)
    return false;
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_HELD)
      return false;
  locks_name(r, s, message, &e);
  const sp_routine *row = sp_kind_has_pointer(e.kind) && !sp_kind_raises(e.kind)
                              ? sp_routine_of_kind(e.kind, true)
                              : NULL;
  if (!row)
    return false;
  r->unseen = "paths do not tell at which IRQL they are";
  return true;
}

/* Does the function raise the IRQL where no code but its own knows what it was
 * before? */
static bool keeps_found_irql(const sp_function *f) {
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t i = 0; i < f->blocks[b].step_count; i++)
      if (f->blocks[b].steps[i].kind == SP_ROUTINE &&
          strcmp(f->blocks[b].steps[i].text, SP_RAISES_IRQL) == 0)
        return true;
  return false;
}

void locks_leave_level(run *r, const state *s) {
  if ((s->level != LEVEL_DISPATCH && s->level != LEVEL_ABOVE) ||
      (!r->is_entry && !keeps_found_irql(r->f)))
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

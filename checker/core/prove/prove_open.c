/* What a run leaves open: the paths on which something could not be shown, and
 * when they can happen, for those who call the function.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "support/memory.h"

void run_fail(run *r, uint32_t line, uint32_t column, const char *why) {
  if (r->why)
    return;
  r->why = why;
  r->line = line;
  r->column = column;
  view_note(r, VIEW_FAIL, SIZE_MAX, why);
}

void run_give_up(run *r, uint32_t line, uint32_t column, const char *why) {
  run_fail(r, line, column, why);
  r->is_given_up = true;
}

/* Does the run tell callers on which paths it fails? One that looks for all
 * that a function does has none that may fail. */
static bool tells_failures(const run *r) {
  return r->purpose == FOR_LOCKS || r->purpose == FOR_CALLERS;
}

/* The path of the state is one on which the function has something open. What
 * is known of the path holds then; callers can tell what is of the entry. */
static void add_failure(run *r, const state *s, value function) {
  touch failure = {0, function, {NULL, 0, 0}};
  for (uint32_t i = 0; i < s->facts.count; i++) {
    const pair *fact = &s->facts.items[i];
    if (values_is_of_entry(r->values, fact->key) &&
        !values_has(r->values, fact->key, TRAIT_LOCAL_ADDRESS) &&
        run_kind(r, fact->key) == VALUE_OP)
      run_check(r, pairs_set(&failure.facts, fact->key, fact->to));
  }
  run_check(r, touches_add(&r->found.failures, r->values, failure));
}

void run_note_failure(run *r, const state *s) {
  if (tells_failures(r))
    add_failure(r, s, values_int(r->values, (int64_t)r->index));
}

bool run_drop_failed(run *r, state *s) {
  if (!r->why || r->is_given_up || !(r->samples || tells_failures(r)))
    return false;
  if (!r->samples) {
    run_note_failure(r, s);
    if (!r->failed_path.why)
      r->failed_path = (struct failed_path){r->why, r->line, r->column};
  }
  r->why = NULL;
  state_free(s);
  return true;
}

void run_drop(run *r, state *s) {
  if (!run_drop_failed(r, s))
    state_free(s);
}

void run_note_open(run *r, const state *s, size_t callee, const char *why) {
  struct open_calls *open = &r->open_calls;
  view_note(r, VIEW_OPEN, callee, why);
  if (!open->why) {
    open->why = why;
    open->line = r->line;
    open->column = r->column;
    open->callee = callee;
  } else if (open->callee != callee) {
    open->callee = SIZE_MAX;
  }
  if (r->is_given)
    run_note_failure(r, s); /* who calls the function may make it right */
  for (uint32_t i = 0; i < open->site_count; i++)
    if (open->sites[i].line == r->line && open->sites[i].column == r->column)
      return;
  if (list_reserve((void **)&open->sites, &open->site_capacity,
                   open->site_count, sizeof *open->sites))
    open->sites[open->site_count++] = (sp_site){r->line, r->column};
  else
    r->p->failed = true;
}

void run_note_rest(run *r, const state *s, const touch *failure) {
  if (!tells_failures(r))
    return;
  r->could_refine |= failure->facts.count != 0;
  view_note(r, VIEW_REST,
            (size_t)values_get(r->values, failure->message)->number, NULL);
  add_failure(r, s, failure->message);
}

bool summary_own_failures(prover *p, summary *s, size_t function) {
  touches own = {NULL, 0, 0};
  bool ok = true;
  for (uint32_t i = 0; i < s->failures.count; i++) {
    touch failure = s->failures.items[i];
    failure.message = values_int(p->values, (int64_t)function);
    ok = touches_add(&own, p->values, failure) && ok; /* which consumes it */
  }
  s->failures.count = 0;
  touches_free(&s->failures);
  s->failures = own;
  return ok;
}

bool summary_give_up(prover *p, summary *s, size_t function) {
  summary_free(s);
  s->known = true;
  return touches_add(
      &s->failures, p->values,
      (touch){0, values_int(p->values, (int64_t)function), {NULL, 0, 0}});
}

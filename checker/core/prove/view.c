/* Writes down what the prover sees of a function, for people who look into it.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/view.h"
#include "prove_run.h"
#include "prove_words.h"
#include "spinpair/limits.h"
#include "support/memory.h"

#include <stdio.h>
#include <string.h>

/* What a step or the end of a block does, from states with the same locks. */
typedef struct viewed {
  uint32_t line, column, block, step;
  char *title;  /* "acquire 'id'" */
  char *effect; /* lines */
  uint32_t order;
} viewed;

struct viewer {
  sp_view what;
  bool is_on;    /* the run is at its fixpoint, and goes through it once more */
  text out;      /* what is asked for */
  text before;   /* the locks, or the state, before what is followed */
  text notes;    /* what could not be shown of it */
  uint32_t fail; /* where the last note of run_fail() begins */
  const char *why_fail; /* and what it says; NULL if there is none */
  uint32_t state, left; /* number of the state; how many it has left as */
  viewed *items;
  uint32_t count, capacity;
};

enum {
  MOST_TEXT = 512, /* of a node; the rest is cut off */
  MOST_SHOWN = 48  /* states at one block; nobody reads more */
};

/* ---- summaries ---- */

static char *view_summary(prover *p, size_t function) {
  text t = {.values = p->values, .f = sp_program_get(p->program, function)};
  const summary *s = &p->summaries[function];
  if (s->count == 0 && s->failures.count == 0)
    text_put(&t, "never returns\n");
  text_summary(&t, s);
  for (uint32_t i = 0; i < s->failures.count; i++) {
    const touch *failure = &s->failures.items[i];
    const size_t of = (size_t)values_get(p->values, failure->message)->number;
    if (of == function)
      text_put(&t, "is not proved");
    else
      text_put(&t, "rests on %s", sp_program_get(p->program, of)->shown);
    text_facts(&t, " if ", &failure->facts);
    text_put(&t, "%s\n", failure->facts.count ? "" : ", whoever calls it");
  }
  return text_take(&t);
}

/* ---- words ---- */

static void put_place(text *t, int64_t site) {
  const sp_step *step = run_step_of(t->context, site);
  if (step)
    text_put(t, "@%u:%u", step->line, step->column);
  else
    text_put(t, "@join");
}

static text text_of(const run *r) {
  return (text){
      .values = r->values, .f = r->f, .place = put_place, .context = r};
}

static void text_clear(text *t) {
  t->length = 0;
  if (t->data)
    *t->data = 0;
}

static const char *chars(const text *t) { return t->data ? t->data : ""; }

static void put_node(const run *r, text *t, sp_node node) {
  char buffer[MOST_TEXT];
  const sp_node_data *d = sp_program_data(r->p->program, node);
  const sp_node_data *place =
      d->kind == SP_LOAD ? sp_program_data(r->p->program, d->a) : NULL;
  if (place && place->kind == SP_VARIABLE && !*r->f->variables[place->number]) {
    text_put(t, "$%lld", (long long)place->number);
    return;
  }
  sp_program_c_text(r->p->program, r->f, NULL, node, buffer, sizeof buffer);
  text_put(t, "%s", buffer);
}

static void put_lock(const run *r, text *t, const sp_lock *lock) {
  value message = (value)lock->message;
  const value zero = values_int(r->values, 0);
  if (lock->kind != SP_KIND_MESSAGE)
    message =
        values_op(r->values, SP_SPIN,
                  sp_kind_has_pointer(lock->kind) && !message
                      ? values_int(r->values, sp_number_of_kind(lock->kind))
                  : message ? message
                            : zero,
                  lock->context ? (value)lock->context : zero);
  if (sp_kind_has_pointer(lock->kind)) /* the pointer says it all */
    text_value(t, message);
  else
    text_lock(t, lock->adapter ? (value)lock->adapter : zero, message,
              EVENT_ACQUIRE);
  if (lock->flags & SP_LOCK_LENT)
    text_put(t, " of the port driver");
}

/* "(ext, id), (ext, 1)" or "no lock". */
static void put_locks(const run *r, text *t, const state *s) {
  bool any = false;
  for (size_t i = 0; i < s->lock_count; i++) {
    if (s->locks[i].phase != SP_HELD)
      continue;
    text_put(t, "%s", any ? ", " : "");
    put_lock(r, t, &s->locks[i]);
    any = true;
  }
  text_put(t, "%s held", any ? "" : "no lock");
}

static void put_lock_line(const run *r, text *t, const state *s,
                          const sp_lock *lock) {
  static const char *const phases[] = {"lock", "released lock", "failed lock"};
  text_put(t, "    %s: ", phases[lock->phase]);
  put_lock(r, t, lock);
  if (lock->acquired_at) {
    const sp_step *step = run_step_of(r, (int64_t)lock->acquired_at);
    if (step)
      text_put(t, ", acquired at %u:%u", step->line, step->column);
    else
      text_put(t, ", acquired in a round before");
  }
  bool any = false;
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    if (!lock->saved || s->bindings.items[i].to != (value)lock->saved)
      continue;
    text_put(t, "%s", any ? " and " : ", IRQL saved in ");
    text_value(t, s->bindings.items[i].key);
    any = true;
  }
  text_put(t, "\n");
}

static void put_change(const run *r, text *t, const pair *change) {
  text_put(t, "    written: %s",
           change->key == DEREF_KEY ? "cells that are no member"
                                    : run_key_name(r, change->key));
  if (change->key >= LOCAL_KEY(r))
    text_put(t, " of a local");
  put_place(t, change->to);
  text_put(t, "\n");
}

/* A line for each thing that a state knows. */
static void put_state(const run *r, text *t, const state *s) {
  static const char *const levels[] = {
      "", "below DISPATCH_LEVEL", "DISPATCH_LEVEL", "above DISPATCH_LEVEL"};
  for (size_t i = 0; i < s->lock_count; i++)
    put_lock_line(r, t, s, &s->locks[i]);
  if (s->lock_count == 0)
    text_put(t, "    no lock\n");
  for (uint32_t i = 0; i < s->log.count; i++) {
    const event *e = &s->log.items[i];
    if (e->kind != EVENT_RELEASE)
      continue;
    text_put(t, "    released for the caller: ");
    text_lock(t, e->adapter, e->message, e->kind);
    text_put(t, "\n");
  }
  if (s->level != LEVEL_UNKNOWN)
    text_put(t, "    IRQL: %s\n", levels[s->level]);
  for (uint32_t i = 0; i < s->facts.count; i++) {
    text_put(t, "    condition: ");
    text_fact(t, &s->facts.items[i]);
    text_put(t, "\n");
  }
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    text_put(t, "    value: ");
    text_value(t, s->bindings.items[i].key);
    text_put(t, " = ");
    text_value(t, s->bindings.items[i].to);
    text_put(t, "\n");
  }
  for (uint32_t i = 0; i < s->changes.count; i++)
    put_change(r, t, &s->changes.items[i]);
}

static void put_how(const run *r, text *t) {
  text_put(t, "followed with %s",
           r->coarse ? "states that hold the same locks joined where paths meet"
                     : "conditions that keep states apart");
  if (r->guards)
    text_put(t, ", also those on which callees take locks");
  if (r->purpose == FOR_CALLERS)
    text_put(t, "; results and stores, which callers see, are followed, too");
  if (r->tells_taken)
    text_put(t, "; what was taken and given back is remembered");
  text_put(t, "\n");
}

static void put_exit(const run *r, text *t, const sp_block *block) {
  switch (block->exit) {
  case SP_GOTO:
    text_put(t, "goes on with block %u", block->next);
    break;
  case SP_BRANCH:
    text_put(t, "branches on ");
    put_node(r, t, block->value);
    text_put(t, ": block %u, else block %u", block->next, block->otherwise);
    break;
  case SP_SWITCH:
    text_put(t, "switches on ");
    put_node(r, t, block->value);
    text_put(t, ":");
    for (size_t i = 0; i < block->case_count; i++)
      text_put(t, " %lld block %u,", (long long)block->cases[i].value,
               block->cases[i].block);
    text_put(t, " else block %u", block->next);
    break;
  case SP_RETURN:
    text_put(t, "returns");
    if (block->value != SP_NO_NODE) {
      text_put(t, " ");
      put_node(r, t, block->value);
    }
    break;
  case SP_STOP:
    text_put(t, "ends: execution never gets further");
    break;
  }
}

static void put_callees(const run *r, text *t, const sp_step *step) {
  const sp_callees callees = sp_program_callees(r->p->program, step);
  const char *called = run_called(r, step);
  if (!step->signature && callees.count)
    called = sp_program_get(r->p->program, callees.functions[0])->shown;
  text_put(t, "call %s", step->signature ? "through " : "of ");
  if (step->signature)
    put_node(r, t, step->callee);
  else
    text_put(t, "%s", called ? called : "?");
  for (size_t i = 0; step->signature && i < callees.count; i++)
    text_put(t, "%s%s", i ? ", " : ", which may be ",
             sp_program_get(r->p->program, callees.functions[i])->shown);
}

/* What callers are told of the callees, below the call. */
static void put_told(const run *r, text *t, const sp_step *step) {
  const sp_callees callees = sp_program_callees(r->p->program, step);
  for (size_t i = 0; i < callees.count; i++) {
    const sp_function *callee =
        sp_program_get(r->p->program, callees.functions[i]);
    char *told = view_summary(r->p, callees.functions[i]);
    t->failed |= !told;
    for (const char *line = told; line && *line;) {
      const int length = (int)strcspn(line, "\n");
      text_put(t, "  of %s: %.*s\n", callee->shown, length, line);
      line += length + (line[length] != 0);
    }
    free(told);
  }
}

static void put_step(const run *r, text *t, const sp_step *step) {
  switch (step->kind) {
  case SP_ACQUIRE:
    text_put(t, "acquire '%s'", step->text);
    break;
  case SP_RELEASE:
    text_put(t, "release '%s' with ", step->text);
    put_node(r, t, step->arguments[2]);
    break;
  case SP_CALL:
    put_callees(r, t, step);
    break;
  case SP_ROUTINE:
    if (locks_step_sets_level(step))
      text_put(t, "sets the IRQL");
    else if (step->argument_count)
      text_put(t, "ends %s", step->text);
    else
      text_put(t, "call of %s, which is limited", step->text);
    break;
  case SP_ABANDON:
    text_put(t, "failed assertion");
    break;
  case SP_UNSUPPORTED:
    text_put(t, "cannot be expressed: %s", step->text);
    break;
  case SP_SET:
  case SP_FORGET:
    text_put(t, "write");
    break;
  }
}

/* What could not be shown, in a callee if it has a name. Summaries of rules are
 * sentences, and are not here. */
static void put_why(text *t, const char *why, const char *name) {
  size_t capitals = 0;
  for (const char *c = why; *c && *c != ' '; c++)
    capitals += *c >= 'A' && *c <= 'Z';
  const bool is_sentence = capitals == 1 && *why >= 'A' && *why <= 'Z';
  text_put(t, "not shown: %c%s%s%s", is_sentence ? *why - 'A' + 'a' : *why,
           why + 1, name ? ", in " : "", name ? name : "");
}

/* ---- what the run tells ---- */

void view_note(run *r, view_note_kind kind, size_t function, const char *why) {
  struct viewer *v = r->viewer;
  if (!v || !v->is_on)
    return;
  /* What fails in a callee is told once, as that. */
  if (kind == VIEW_OPEN && v->why_fail == why && v->notes.length > v->fail) {
    v->notes.length = v->fail;
    v->notes.data[v->fail] = 0;
  }
  v->fail = (uint32_t)v->notes.length;
  v->why_fail = kind == VIEW_FAIL ? why : NULL;
  const char *name = function == SIZE_MAX
                         ? NULL
                         : sp_program_get(r->p->program, function)->shown;
  text line = text_of(r);
  if (kind == VIEW_REST)
    text_put(&line, "rests on %s, which is not proved", name ? name : "?");
  else
    put_why(&line, why, name);
  if (!strstr(chars(&v->notes), chars(&line)))
    text_put(&v->notes, "%s%s", v->notes.length ? "; " : "", chars(&line));
  v->notes.failed |= line.failed;
  free(line.data);
}

static void start_notes(struct viewer *v) {
  text_clear(&v->notes);
  v->why_fail = NULL;
}

/* Adds what a step, or an exit, does; takes title and effect. */
static void add_viewed(run *r, viewed row, text *title, text *effect) {
  struct viewer *v = r->viewer;
  row.title = text_take(title);
  row.effect = text_take(effect);
  row.order = v->count;
  for (uint32_t i = 0; i < v->count && row.effect && row.title; i++) {
    const viewed *old = &v->items[i];
    if (old->block == row.block && old->step == row.step &&
        strcmp(old->effect, row.effect) == 0) {
      free(row.title);
      free(row.effect);
      return;
    }
  }
  if (row.title && row.effect &&
      list_reserve((void **)&v->items, &v->capacity, v->count,
                   sizeof *v->items)) {
    v->items[v->count++] = row;
    return;
  }
  free(row.title);
  free(row.effect);
  r->p->failed = true;
}

static bool concerns_locks(const run *r, const sp_step *step) {
  if (step->kind == SP_SET || step->kind == SP_FORGET)
    return false;
  if (step->kind != SP_CALL)
    return true;
  const sp_program *program = r->p->program;
  const sp_callees callees = sp_program_callees(program, step);
  for (size_t i = 0; i < callees.count; i++)
    if (sp_program_is_relevant(program, callees.functions[i]) ||
        sp_program_is_restricted(program, callees.functions[i]))
      return true;
  return sp_program_pointed_routine(program, step) != NULL;
}

void view_before_step(run *r, const state *s) {
  struct viewer *v = r->viewer;
  if (!v || !v->is_on || v->what != SP_VIEW_EVENTS)
    return;
  text_clear(&v->before);
  put_locks(r, &v->before, s);
  start_notes(v);
}

void view_behind_step(run *r, uint32_t block, uint32_t step,
                      state *const *states, uint32_t count) {
  struct viewer *v = r->viewer;
  if (!v || !v->is_on || v->what != SP_VIEW_EVENTS)
    return;
  const sp_step *done = &r->f->blocks[block].steps[step];
  if (r->why) /* given up */
    count = 0;
  bool changed = v->notes.length != 0;
  for (uint32_t i = 0; i < count || i == 0; i++) {
    text effect = text_of(r), title = text_of(r);
    text_put(&effect, "  %s: ", chars(&v->before));
    text now = text_of(r);
    if (i < count)
      put_locks(r, &now, states[i]);
    const bool same = strcmp(chars(&now), chars(&v->before)) == 0;
    changed |= i < count && !same;
    if (i < count)
      text_put(&effect, "%s%s%s", same ? "stays so" : "then ",
               same ? "" : chars(&now), v->notes.length ? "; " : "");
    else if (!v->notes.length)
      text_put(&effect, "the path ends");
    text_put(&effect, "%s\n", chars(&v->notes));
    free(now.data);
    if (!changed && !concerns_locks(r, done)) {
      free(effect.data);
      continue;
    }
    put_step(r, &title, done);
    text_put(&title, " (block %u)\n", block);
    if (done->kind == SP_CALL)
      put_told(r, &title, done);
    add_viewed(r, (viewed){done->line, done->column, block, step, 0, 0, 0},
               &title, &effect);
  }
}

bool view_leave(run *r, uint32_t index, state *s) {
  struct viewer *v = r->viewer;
  if (!v || !v->is_on)
    return false;
  const sp_block *block = &r->f->blocks[index];
  v->left++;
  if (v->what == SP_VIEW_STATES) {
    text now = text_of(r);
    put_state(r, &now, s);
    const bool same = strcmp(chars(&now), chars(&v->before)) == 0;
    text_put(&v->out, "  state %u leaves%s\n%s", v->state,
             same ? " as it came" : "", same ? "" : chars(&now));
    if (v->notes.length) /* of a callee: the path goes on */
      text_put(&v->out, "    on the way: %s\n", chars(&v->notes));
    free(now.data);
  }
  if (block->exit != SP_RETURN) {
    state_free(s);
    return true;
  }
  start_notes(v);
  text effect = text_of(r), title = text_of(r);
  text_put(&effect, "  ");
  put_locks(r, &effect, s);
  run_finish(r, s, block);
  bool leaves = false;
  for (size_t i = 0; i < s->lock_count; i++)
    leaves |= !(s->locks[i].flags & SP_LOCK_LENT);
  run_drop(r, s);
  if (v->what == SP_VIEW_STATES && v->notes.length)
    text_put(&v->out, "    %s\n", chars(&v->notes));
  text_put(&effect, ": %s\n",
           v->notes.length ? chars(&v->notes)
           : leaves        ? "left to the caller"
                           : "nothing is left");
  put_exit(r, &title, block);
  text_put(&title, " (block %u)\n", index);
  add_viewed(r,
             (viewed){block->line, block->column, index,
                      (uint32_t)block->step_count, 0, 0, 0},
             &title, &effect);
  return true;
}

/* ---- the slice ---- */

static void note_names(const run *r, sp_node node, const char ***names,
                       uint32_t *count, uint32_t *capacity) {
  if (node == SP_NO_NODE)
    return;
  const sp_node_data *d = sp_program_data(r->p->program, node);
  if (d->kind == SP_FIELD || d->kind == SP_GLOBAL) {
    uint32_t at = 0;
    while (at < *count && strcmp((*names)[at], d->name) < 0)
      at++;
    if (at == *count || (*names)[at] != d->name) {
      if (!list_reserve((void **)names, capacity, *count, sizeof **names)) {
        r->p->failed = true;
        return;
      }
      memmove(&(*names)[at + 1], &(*names)[at],
              ((*count)++ - at) * sizeof **names);
      (*names)[at] = d->name;
    }
  }
  note_names(r, d->a, names, count, capacity);
  note_names(r, d->b, names, count, capacity);
  note_names(r, d->c, names, count, capacity);
}

static void put_kept(text *t, bool kept, const char *what) {
  text_put(t, "%s %s", kept ? "kept:   " : "dropped:", what);
}

static void put_slice(const run *r, text *t) {
  const sp_function *f = r->f;
  const deciding *d = &r->deciding;
  for (uint32_t i = 0; i < f->variable_count; i++) {
    put_kept(t, d->variables[i],
             i < f->parameter_count ? "parameter " : "variable ");
    if (*f->variables[i])
      text_put(t, "%s", f->variables[i]);
    else
      text_put(t, "$%u", i);
    text_put(t, "%s\n",
             d->statuses[i] ? ", which holds the status of an acquire" : "");
  }
  const char **names = NULL;
  uint32_t count = 0, capacity = 0;
  for (uint32_t i = 0; i < d->name_count; i++) {
    const sp_node_data named = {.kind = SP_GLOBAL,
                                .name = d->names[i],
                                .a = SP_NO_NODE,
                                .b = SP_NO_NODE,
                                .c = SP_NO_NODE};
    note_names(r, sp_program_node(r->p->program, &named), &names, &count,
               &capacity);
  }
  for (size_t b = 0; b < f->block_count; b++) {
    const sp_block *block = &f->blocks[b];
    for (size_t i = 0; i < block->step_count; i++) {
      const sp_step *step = &block->steps[i];
      note_names(r, step->target, &names, &count, &capacity);
      note_names(r, step->callee, &names, &count, &capacity);
      for (size_t a = 0; a < step->argument_count; a++)
        note_names(r, step->arguments[a], &names, &count, &capacity);
    }
    note_names(r, block->value, &names, &count, &capacity);
  }
  for (uint32_t i = 0; i < count; i++) {
    put_kept(t, deciding_name(d, names[i]) != UINT32_MAX,
             strchr(names[i], '.') ? "member " : "global ");
    text_put(t, "%s\n", names[i]);
  }
  free((void *)names);
  put_kept(t, d->deref, "memory behind pointers that is no member\n");
  for (size_t b = 0; b < f->block_count; b++) {
    const sp_block *block = &f->blocks[b];
    if (block->exit != SP_BRANCH && block->exit != SP_SWITCH)
      continue;
    put_kept(t, d->branches[b], block->exit == SP_BRANCH ? "branch" : "switch");
    text_put(t, " at %u:%u on ", block->line, block->column);
    put_node(r, t, block->value);
    text_put(t, "\n");
  }
}

/* ---- the run once more ---- */

static void view_block(run *r, uint32_t index,
                       void (*run_block)(run *, uint32_t, state *)) {
  struct viewer *v = r->viewer;
  const block_states *here = &r->blocks[index];
  const bool prints = v->what == SP_VIEW_STATES;
  if (prints) {
    text_put(&v->out, "block %u, at %u:%u ", index, r->f->blocks[index].line,
             r->f->blocks[index].column);
    put_exit(r, &v->out, &r->f->blocks[index]);
    text_put(&v->out, "%s\n", here->count ? "" : "; no state arrives");
  }
  const uint32_t shown = here->count < MOST_SHOWN ? here->count : MOST_SHOWN;
  for (uint32_t i = 0; i < shown && !r->p->failed; i++) {
    const state *s = here->items[i].s;
    v->state = i + 1;
    v->left = 0;
    start_notes(v);
    if (prints) {
      text_clear(&v->before);
      put_state(r, &v->before, s);
      text_put(&v->out, "  state %u arrives\n%s", v->state, chars(&v->before));
    }
    state *copy = state_copy(r, s);
    if (copy)
      run_block(r, index, copy);
    if (prints && v->left == 0)
      text_put(&v->out, "  state %u does not leave%s%s\n", v->state,
               v->notes.length ? ": " : "", chars(&v->notes));
    r->why = NULL;
    r->is_given_up = false;
  }
  if (shown < here->count)
    text_put(&v->out, "%u more states come to block %u, and are not shown\n",
             here->count - shown, index);
}

void view_run(run *r, void (*run_block)(run *, uint32_t, state *)) {
  struct viewer *v = r->viewer;
  if (!v || r->p->failed)
    return;
  v->out = text_of(r);
  v->before = text_of(r);
  v->notes = text_of(r);
  put_how(r, &v->out);
  if (v->what == SP_VIEW_SLICE) {
    put_slice(r, &v->out);
    return;
  }
  if (r->why)
    text_put(&v->out,
             "given up at %u:%u: %s; what follows is what was found so far\n",
             r->line, r->column, r->why);
  r->why = NULL;
  r->is_given_up = false;
  v->is_on = true;
  for (uint32_t b = 0; b < r->f->block_count; b++)
    view_block(r, b, run_block);
  v->is_on = false;
}

static int compare_viewed(const void *one, const void *other) {
  const viewed *a = one, *b = other;
  const uint32_t x[] = {a->line, a->column, a->block, a->step, a->order};
  const uint32_t y[] = {b->line, b->column, b->block, b->step, b->order};
  for (int i = 0; i < 5; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

static void put_events(struct viewer *v) {
  if (v->count)
    qsort(v->items, v->count, sizeof *v->items, compare_viewed);
  for (uint32_t i = 0; i < v->count; i++) {
    const viewed *each = &v->items[i];
    if (i == 0 || each[-1].block != each->block || each[-1].step != each->step)
      text_put(&v->out, "%u:%u %s", each->line, each->column, each->title);
    text_put(&v->out, "%s", each->effect);
  }
}

/* ---- the whole ---- */

char *sp_proofs_view(sp_proofs *proofs, size_t function, sp_view what) {
  prover *p = prove_prover(proofs);
  if (p->failed)
    return NULL;
  if (what == SP_VIEW_SUMMARY)
    return view_summary(p, function);
  struct viewer v = {.what = what};
  prove_again(p, function, &v);
  if (what == SP_VIEW_EVENTS)
    put_events(&v);
  for (uint32_t i = 0; i < v.count; i++) {
    free(v.items[i].title);
    free(v.items[i].effect);
  }
  free(v.items);
  v.out.failed |= v.before.failed || v.notes.failed || p->failed;
  free(v.before.data);
  free(v.notes.data);
  return text_take(&v.out);
}

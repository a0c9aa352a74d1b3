/* The proof of the whole program: its functions, callees first.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "support/memory.h"

enum {
  MAX_RESULTS = 4, /* of a lock-free function whose result is followed */
  MAX_GETTER = 24, /* blocks of a lock-free function whose result is followed */
  ROUNDS = 12,     /* through a recursive part */
  SAMPLE_ROUNDS = 3
};

/* Is a callee told of in another way than when the function was looked at? If
 * not, to look again would find the same. */
static bool has_news(const prover *p, size_t index) {
  const sp_function *f = sp_program_get(p->program, index);
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t i = 0; i < f->blocks[b].step_count; i++) {
      const sp_step *step = &f->blocks[b].steps[i];
      if (step->kind != SP_CALL)
        continue;
      sp_callees callees = sp_program_callees(p->program, step);
      for (size_t c = 0; c < callees.count; c++)
        if (p->changed_at[callees.functions[c]] > p->looked_at[index])
          return true;
    }
  return false;
}

/* Frees what a run has found. */
static void run_forget(run *r) {
  summary_free(&r->found);
  free(r->pairings.items);
  free(r->seen.items);
  free(r->open_calls.sites);
  free(r->retakings);
  rereads_free(&r->rereads);
}

static bool is_entry(const prover *p, size_t index) {
  return sp_program_get(p->program, index)->flags & SP_FUNCTION_ENTRY;
}

/* Is something left that could not be shown? */
static bool is_open(const run *r) {
  return r->why || r->failed_path.why || r->open_calls.why;
}

/* Finds which locks the function may take while a caller may have them. before
 * is the run that showed that all its paths are right; NULL if none did. */
static touches find_touches(prover *p, size_t index, const run *before) {
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = sp_program_get(p->program, index),
           .before = before,
           .purpose = FOR_TOUCHES};
  run_function(&r);
  touches found = r.found.touches;
  r.found.touches = (touches){NULL, 0, 0};
  run_forget(&r);
  value any = values_any(p->values);
  if (r.why) {
    touches_free(&found);
    run_check(&r,
              touches_add(&found, p->values, (touch){any, any, {NULL, 0, 0}}));
  } else if (p->widens) { /* a recursion adds some in each round */
    run_check(&r, touches_widen(&found, p->values, p->widens > 1));
  }
  return found;
}

/* How little a run has shown. */
static int rank_of(const run *r) { return r->why ? 2 : is_open(r); }

/* A run that is still to be made, through the same function and as closely. */
static run run_like(const run *r) {
  return (run){.p = r->p,
               .values = r->values,
               .index = r->index,
               .f = r->f,
               .is_entry = r->is_entry,
               .is_lockless = r->is_lockless,
               .purpose = r->purpose,
               .guards = r->guards,
               .coarse = r->coarse,
               .tells_taken = r->tells_taken};
}

/* Follows the function once more, in another way: what shows less than before
 * is dropped, and of coarse runs what shows no more. The first reason why the
 * proof is open stays: it is the simpler one. */
static void run_again(run *r, purpose purpose, bool guards, bool coarse) {
  if (r->p->failed)
    return;
  run again = run_like(r);
  again.purpose = purpose;
  again.guards = guards;
  again.coarse = coarse;
  run_function(&again);
  const int before = rank_of(r), now = rank_of(&again);
  run *loser = now > before || (coarse && now && now == before) ? &again : r;
  if (loser == r && again.why) {
    again.why = r->why;
    again.line = r->line;
    again.column = r->column;
  }
  run_forget(loser);
  if (loser == r)
    *r = again;
}

/* Could more be shown if the function were followed more closely? */
static bool wants_more(const run *r) { return is_open(r) || r->could_refine; }

/* What a run says of its function; takes its sites. */
static sp_proof conclude(run *r) {
  const struct failed_path failed =
      r->why ? (struct failed_path){r->why, r->line, r->column}
             : r->failed_path;
  sp_proof proof = {.unseen = r->unseen,
                    .unseen_elsewhere = run_is_unseen_elsewhere(r),
                    .gives_taken = r->gives_taken,
                    .nesting = r->nesting,
                    .is_followed = !failed.why,
                    .callee = SIZE_MAX};
  if (failed.why) {
    proof.kind = SP_PROOF_OPEN;
    proof.why = failed.why;
    proof.line = failed.line;
    proof.column = failed.column;
  } else if (r->open_calls.why) {
    proof.kind = SP_PROOF_OPEN;
    proof.why = r->open_calls.why;
    proof.line = r->open_calls.line;
    proof.column = r->open_calls.column;
    proof.callee = r->open_calls.callee;
    proof.sites = r->open_calls.sites;
    proof.site_count = r->open_calls.site_count;
    r->open_calls.sites = NULL;
  } else if (r->changed_path.why) {
    proof.kind = SP_PROOF_OPEN;
    proof.why = r->changed_path.why;
    proof.line = r->changed_path.line;
    proof.column = r->changed_path.column;
  } else {
    proof.kind = SP_PROOF_PROVED;
  }
  const value self = values_int(r->values, (int64_t)r->index);
  proof.is_unsettled = !proof.is_followed;
  for (uint32_t i = 0; i < r->found.failures.count; i++)
    proof.is_unsettled |= proof.kind == SP_PROOF_OPEN &&
                          r->found.failures.items[i].message == self;
  return proof;
}

/* Follows the function as before, and tells which locks it took and gave back:
 * the caller had none of these, and it cannot give them back for him. What that
 * shows counts, whatever was shown before. */
static void run_for_taken(run *r) {
  for (bool again = true; again && !r->p->failed;) {
    run closer = run_like(r);
    closer.coarse = r->coarse && !r->tells_taken;
    closer.tells_taken = true;
    run_function(&closer);
    run_forget(r);
    *r = closer;
    again = r->coarse && is_open(r);
  }
}

/* Of a function that is right as long as no other processor changes a field:
 * is it also right if one does, where the function thinks of that? */
static void run_for_changes(run *r) {
  const pairs *lost = &r->rereads.keys;
  if (lost->count == 0)
    return;
  run again = run_like(r);
  again.lost = lost;
  run_function(&again);
  if (is_open(&again)) {
    const bool is_path = !again.why && again.failed_path.why;
    r->changed_path = (struct failed_path){
        "it asks again, behind the acquire, what it asked before, and is right "
        "only if no other processor changed that in between",
        is_path ? again.failed_path.line : again.line,
        is_path ? again.failed_path.column : again.column};
    r->unseen = "paths do not tell what another processor may change before a "
                "lock is taken";
  }
  run_forget(&again);
}

/* Follows a function that has to do with locks, as closely as it takes. */
static void follow(run *r) {
  r->purpose = FOR_LOCKS;
  r->coarse = true;
  run_function(r);
  bool guards = false;
  if (wants_more(r)) {
    /* Refined: conditions tell states apart. */
    run_again(r, FOR_LOCKS, false, false);
    if (wants_more(r))
      run_again(r, FOR_LOCKS, guards = true, false);
  }
  /* What it returns and stores may say which way it went. */
  if (is_open(r) || hands_locks(&r->found)) {
    run_again(r, FOR_CALLERS, guards, false);
    if (is_open(r))
      run_again(r, FOR_CALLERS, guards, true);
  }
  if (!r->why && r->gives && r->takes)
    run_for_taken(r);
  if (!is_open(r))
    run_for_changes(r);
}

/* Proves one function with the summaries there are. True if its summary
 * changed. */
static bool prove_function(prover *p, size_t index) {
  const sp_function *f = sp_program_get(p->program, index);
  sp_proof *proof = &p->proofs[index];
  bool relevant = sp_program_is_relevant(p->program, index);
  touches taken = {NULL, 0, 0};
  summary found = {0};
  p->looked_at[index] = p->time;
  proof->is_followed = true;
  if (!relevant && f->block_count > MAX_GETTER) {
    run_check(&(run){.p = p}, summary_assume_balanced(&found));
  } else {
    run r = {.p = p, .values = p->values, .index = index, .f = f};
    r.is_entry = is_entry(p, index);
    r.is_lockless = (f->flags & SP_FUNCTION_LOCKLESS) != 0;
    r.purpose = FOR_CALLERS;
    if (relevant)
      follow(&r);
    else
      run_function(&r);
    p->followed[index] =
        (closeness){r.purpose, r.guards, r.coarse, r.tells_taken};
    found = r.found;
    found.known = true;
    found.follows_out = r.purpose == FOR_CALLERS;
    if (relevant && !hands_locks(&found)) {
      summary_collapse(&found);
      found.follows_out = false;
    }
    if (relevant) {
      free((void *)proof->sites);
      free(proof->rests);
      *proof = conclude(&r);
      run_check(&r, prove_rests(p, index, &found.failures));
    }
    if (relevant && !p->failed)
      taken = find_touches(p, index, is_open(&r) ? NULL : &r);
    free(r.open_calls.sites);
    free(r.retakings);
    rereads_free(&r.rereads);
    free(p->pairings[index].items);
    p->pairings[index] = r.pairings;
    run_check(&r, held_pick(&p->held[index], &r.seen));
    free(p->seen[index].items);
    p->seen[index] = r.seen;
    if (!relevant && (r.why || found.count > MAX_RESULTS))
      run_check(&r, summary_assume_balanced(&found));
    else if (r.why)
      run_check(&r, summary_give_up(p, &found, index));
    else if (proof->is_unsettled)
      run_check(&r, summary_own_failures(p, &found, index));
    if (p->widens)
      run_check(&r, touches_widen(&found.failures, p->values, true));
  }
  if (!relevant && sp_program_is_restricted(p->program, index) && !p->failed)
    taken = find_touches(p, index, NULL);
  touches_free(&found.touches);
  found.touches = taken;
  proof->is_helper = !proof->is_unsettled && hands_locks(&found);
  bool changed = !summary_same(&found, &p->summaries[index]);
  if (!summary_identical(&found, &p->summaries[index]))
    p->changed_at[index] = ++p->time;
  summary_free(&p->summaries[index]);
  p->summaries[index] = found;
  return changed;
}

/* Finds all that a call of a proved function can do, unless it is too much.
 * What its callees do is known. */
static void find_ways(prover *p, size_t index) {
  summary *out = &p->ways[index];
  const sp_proof *proof = &p->proofs[index];
  if (out->known || p->without_ways[index] || !proof->is_followed)
    return;
  const sp_function *f = sp_program_get(p->program, index);
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = f,
           .is_entry = is_entry(p, index),
           .purpose = FOR_WAYS};
  run_function(&r);
  if (r.why) {
    p->without_ways[index] = true;
  } else {
    *out = r.found;
    out->known = out->follows_out = true;
    r.found = (summary){0};
  }
  run_forget(&r);
}

/* Finds some of that, if all is too much. Known once they are to stay. */
static void find_samples(prover *p, size_t index, bool first, bool last) {
  summary *out = &p->samples[index];
  if (p->ways[index].known || out->known)
    return;
  if (p->proofs[index].is_followed && !p->proofs[index].is_helper &&
      (first || has_news(p, index))) {
    p->looked_at[index] = p->time;
    run r = {.p = p,
             .values = p->values,
             .index = index,
             .f = sp_program_get(p->program, index),
             .is_entry = is_entry(p, index),
             .purpose = FOR_WAYS,
             .samples = true};
    run_function(&r);
    if (!summary_identical(out, &r.found))
      p->changed_at[index] = ++p->time;
    summary_free(out);
    *out = r.found;
    r.found = (summary){0};
    run_forget(&r);
  }
  out->known = last;
}

/* The same for its callees first. */
static bool find_ways_below(prover *p, size_t index) {
  if (p->ways[index].known || p->samples[index].known)
    return true;
  size_t count = sp_program_count(p->program);
  bool *wanted = calloc(count + 1, sizeof *wanted);
  if (!wanted)
    return false;
  wanted[index] = true;
  const uint32_t *order = sp_program_order(p->program);
  for (size_t at = count; at-- > 0;) { /* callers come last */
    const sp_function *f = sp_program_get(p->program, order[at]);
    for (size_t b = 0; wanted[order[at]] && b < f->block_count; b++)
      for (size_t i = 0; i < f->blocks[b].step_count; i++) {
        if (f->blocks[b].steps[i].kind != SP_CALL)
          continue;
        sp_callees callees =
            sp_program_callees(p->program, &f->blocks[b].steps[i]);
        for (size_t c = 0; c < callees.count; c++)
          if (sp_program_is_relevant(p->program, callees.functions[c]) ||
              sp_program_is_restricted(p->program, callees.functions[c]))
            wanted[callees.functions[c]] = true;
      }
  }
  for (size_t at = 0; at < count && !p->failed; at++)
    if (wanted[order[at]])
      find_ways(p, order[at]);
  /* In a recursion, a callee may come after its caller. */
  const uint32_t *parts = sp_program_parts(p->program);
  for (size_t from = 0, to; from < count && !p->ways[index].known; from = to) {
    to = from + 1;
    while (to < count && parts[order[to]] == parts[order[from]])
      to++;
    int rounds =
        sp_program_is_recursive(p->program, order[from]) ? SAMPLE_ROUNDS : 1;
    for (int round = 1; round <= rounds; round++)
      for (size_t at = from; at < to && !p->failed; at++)
        if (wanted[order[at]])
          find_samples(p, order[at], round == 1, round == rounds);
  }
  free(wanted);
  return !p->failed && !values_failed(p->values);
}

struct sp_proofs {
  prover p;
  /* By function; NULL if not asked for yet. */
  sp_way **ways;
  size_t *way_counts;
  sp_touch **touches;
};

static void prove_part(prover *p, const uint32_t *members, size_t count) {
  bool recursive = count > 1 || sp_program_is_recursive(p->program, members[0]);
  unsigned widened = 0;
  for (int round = 0;; round++) {
    bool changed = false;
    unsigned widens = round <= ROUNDS / 3 ? 0 : round <= ROUNDS * 2 / 3 ? 1 : 2;
    bool all = round == 0 || widens != widened;
    p->widens = widened = widens;
    for (size_t i = 0; i < count && !p->failed; i++)
      if (all || has_news(p, members[i]))
        changed |= prove_function(p, members[i]);
    p->widens = 0;
    if (!recursive || !changed || p->failed)
      return;
    if (round < ROUNDS)
      continue;
    for (size_t i = 0; i < count; i++) {
      sp_proof *proof = &p->proofs[members[i]];
      const sp_function *f = sp_program_get(p->program, members[i]);
      if (!sp_program_is_relevant(p->program, members[i]))
        continue;
      proof->kind = SP_PROOF_OPEN;
      proof->is_followed = false;
      proof->site_count = 0;
      proof->callee = SIZE_MAX;
      proof->is_unsettled = true;
      proof->is_helper = false;
      proof->why = "the recursion does not settle";
      proof->line = f->where.line;
      proof->column = f->where.column;
      value any = values_any(p->values);
      summary *s = &p->summaries[members[i]];
      if (!summary_give_up(p, s, members[i]) ||
          !touches_add(&s->touches, p->values, (touch){any, any, {NULL, 0, 0}}))
        p->failed = true;
    }
    return;
  }
}

sp_proofs *sp_prove(sp_program *program) {
  sp_proofs *proofs = calloc(1, sizeof *proofs);
  if (!proofs)
    return NULL;
  prover *p = &proofs->p;
  size_t count = sp_program_count(program);
  p->program = program;
  p->anything =
      sp_program_node(program, &(sp_node_data){.kind = SP_UNKNOWN_VALUE});
  p->values = values_new();
  p->keeping = keeping_new(program);
  p->aliases = aliases_new(program);
  p->summaries = calloc(count + 1, sizeof *p->summaries);
  p->ways = calloc(count + 1, sizeof *p->ways);
  p->samples = calloc(count + 1, sizeof *p->samples);
  p->without_ways = calloc(count + 1, sizeof *p->without_ways);
  p->pairings = calloc(count + 1, sizeof *p->pairings);
  p->held = calloc(count + 1, sizeof *p->held);
  p->seen = calloc(count + 1, sizeof *p->seen);
  p->looked_at = calloc(count + 1, sizeof *p->looked_at);
  p->changed_at = calloc(count + 1, sizeof *p->changed_at);
  p->proofs = calloc(count + 1, sizeof *p->proofs);
  p->followed = calloc(count + 1, sizeof *p->followed);
  p->failed = p->anything == SP_NO_NODE || !p->values || !p->keeping ||
              !p->aliases || !p->summaries || !p->ways || !p->without_ways ||
              !p->samples || !p->pairings || !p->held || !p->seen ||
              !p->looked_at || !p->changed_at || !p->proofs || !p->followed;
  const uint32_t *order = sp_program_order(program);
  const uint32_t *parts = sp_program_parts(program);
  for (size_t from = 0, to; from < count && !p->failed; from = to) {
    to = from + 1;
    while (to < count && parts[order[to]] == parts[order[from]])
      to++;
    prove_part(p, order + from, to - from);
  }
  proofs->ways = calloc(count + 1, sizeof *proofs->ways);
  proofs->way_counts = calloc(count + 1, sizeof *proofs->way_counts);
  proofs->touches = calloc(count + 1, sizeof *proofs->touches);
  p->failed |= !proofs->ways || !proofs->way_counts || !proofs->touches;
  if (p->failed || values_failed(p->values)) {
    sp_proofs_free(proofs);
    return NULL;
  }
  return proofs;
}

void sp_proofs_free(sp_proofs *proofs) {
  if (!proofs)
    return;
  size_t count = proofs->p.summaries ? sp_program_count(proofs->p.program) : 0;
  for (size_t i = 0; i < count; i++) {
    if (proofs->ways && proofs->ways[i])
      prove_ways_free(proofs->ways[i], proofs->way_counts[i]);
    if (proofs->touches)
      prove_touches_free(proofs->touches[i],
                         proofs->p.summaries[i].touches.count);
    if (proofs->p.ways)
      summary_free(&proofs->p.ways[i]);
    if (proofs->p.samples)
      summary_free(&proofs->p.samples[i]);
    if (proofs->p.proofs) {
      free((void *)proofs->p.proofs[i].sites);
      free(proofs->p.proofs[i].rests);
    }
    if (proofs->p.pairings)
      free(proofs->p.pairings[i].items);
    if (proofs->p.held)
      free(proofs->p.held[i].items);
    if (proofs->p.seen)
      free(proofs->p.seen[i].items);
    summary_free(&proofs->p.summaries[i]);
  }
  free(proofs->ways);
  free(proofs->way_counts);
  free(proofs->touches);
  free(proofs->p.ways);
  free(proofs->p.samples);
  free(proofs->p.without_ways);
  free(proofs->p.pairings);
  free(proofs->p.held);
  free(proofs->p.seen);
  free(proofs->p.looked_at);
  free(proofs->p.changed_at);
  free(proofs->p.summaries);
  free(proofs->p.proofs);
  free(proofs->p.followed);
  keeping_free(proofs->p.keeping);
  reading_free(proofs->p.reading);
  free(proofs->p.sets_level);
  aliases_free(proofs->p.aliases);
  values_free(proofs->p.values);
  free(proofs);
}

prover *prove_prover(sp_proofs *proofs) { return &proofs->p; }

void prove_again(prover *p, size_t index, struct viewer *viewer) {
  const closeness *how = &p->followed[index];
  const sp_function *f = sp_program_get(p->program, index);
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = f,
           .is_entry = is_entry(p, index),
           .is_lockless = (f->flags & SP_FUNCTION_LOCKLESS) != 0,
           .purpose = how->purpose,
           .guards = how->guards,
           .coarse = how->coarse,
           .tells_taken = how->tells_taken,
           .viewer = viewer};
  run_function(&r);
  run_forget(&r);
}

const sp_proof *sp_proofs_get(const sp_proofs *proofs, size_t function) {
  return &proofs->p.proofs[function];
}

const sp_way *sp_proofs_ways(sp_proofs *proofs, size_t function, size_t *count,
                             sp_extent *extent) {
  prover *p = &proofs->p;
  *count = 0;
  *extent = SP_SOME;
  if (p->failed || values_failed(p->values) ||
      !p->proofs[function].is_followed || !find_ways_below(p, function))
    return NULL;
  const summary *from = &p->samples[function];
  if (p->ways[function].known) {
    *extent = SP_ALL;
    from = &p->ways[function];
  } else if (p->proofs[function].is_helper) {
    *extent = SP_HANDED;
    from = &p->summaries[function];
  }
  if (!proofs->ways[function]) {
    proofs->ways[function] = prove_ways(p, from);
    proofs->way_counts[function] = proofs->ways[function] ? from->count : 0;
  }
  if (!proofs->ways[function])
    *extent = SP_SOME;
  *count = proofs->way_counts[function];
  return proofs->ways[function];
}

const sp_pairing *sp_proofs_pairings(const sp_proofs *proofs, size_t function,
                                     size_t *count) {
  *count = proofs->p.pairings[function].count;
  return proofs->p.pairings[function].items;
}

const sp_held *sp_proofs_held(const sp_proofs *proofs, size_t function,
                              size_t *count) {
  *count = proofs->p.held[function].count;
  return proofs->p.held[function].items;
}

const sp_held *sp_proofs_seen(const sp_proofs *proofs, size_t function,
                              size_t *count) {
  *count = proofs->p.seen[function].count;
  return proofs->p.seen[function].items;
}

const sp_touch *sp_proofs_touches(sp_proofs *proofs, size_t function,
                                  size_t *count) {
  const touches *from = &proofs->p.summaries[function].touches;
  if (!proofs->touches[function])
    proofs->touches[function] = prove_touches(&proofs->p, from);
  *count = proofs->touches[function] ? from->count : 0;
  return proofs->touches[function];
}

char *sp_proofs_summary(const sp_proofs *proofs, size_t function) {
  return prove_text(&proofs->p, function);
}

/* The proof of the whole program: its functions, callees first.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"

#include <stdlib.h>

enum {
  MAX_RESULTS = 4, /* of a lock-free function whose result is followed */
  MAX_GETTER = 24, /* blocks of a lock-free function whose result is followed */
  ROUNDS = 12      /* through a recursive part */
};

/* Finds which locks the function may take. */
static touches find_touches(prover *p, size_t index) {
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = sp_program_get(p->program, index),
           .purpose = FOR_TOUCHES};
  run_function(&r);
  touches found = r.found.touches;
  r.found.touches = (touches){NULL, 0, 0};
  summary_free(&r.found);
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

/* Follows the function. What callees do comes last among the reasons. */
static void follow(run *r) {
  run_function(r);
  if (r->why || !r->below.why) {
    r->below.callee = SIZE_MAX;
    return;
  }
  r->why = r->below.why;
  r->line = r->below.line;
  r->column = r->below.column;
}

/* Follows the function once more, more closely. If that fails where less did
 * before, the first reason stays: it is the simpler one. */
static void run_again(run *r, purpose purpose, bool guards) {
  if (r->p->failed)
    return;
  run again = {.p = r->p,
               .values = r->values,
               .index = r->index,
               .f = r->f,
               .is_entry = r->is_entry,
               .purpose = purpose,
               .guards = guards};
  follow(&again);
  if (r->why && again.why) {
    again.below.callee = r->below.callee;
    again.why = r->why;
    again.line = r->line;
    again.column = r->column;
  }
  summary_free(&r->found);
  free(r->pairings.items);
  free(r->held.items);
  *r = again;
}

/* Proves one function with the summaries there are. True if its summary
 * changed. */
static bool prove_function(prover *p, size_t index) {
  const sp_function *f = sp_program_get(p->program, index);
  sp_proof *proof = &p->proofs[index];
  bool relevant = sp_program_is_relevant(p->program, index);
  summary found = {0};
  if (!relevant && f->block_count > MAX_GETTER) {
    run_check(&(run){.p = p}, summary_assume_balanced(&found));
  } else {
    run r = {.p = p, .values = p->values, .index = index, .f = f};
    r.is_entry = (f->flags & SP_FUNCTION_ENTRY) != 0;
    r.purpose = relevant ? FOR_LOCKS : FOR_CALLERS;
    follow(&r);
    if (relevant && r.why)
      run_again(&r, FOR_LOCKS, true);
    /* What it returns and stores may say which way it went. */
    if (relevant && (r.why || hands_locks(&r.found)))
      run_again(&r, FOR_CALLERS, false);
    found = r.found;
    found.known = true;
    found.follows_out = r.purpose == FOR_CALLERS;
    if (relevant && !hands_locks(&found)) {
      summary_collapse(&found);
      found.follows_out = false;
    }
    if (relevant) {
      proof->kind = r.why ? SP_PROOF_OPEN : SP_PROOF_PROVED;
      proof->why = r.why;
      proof->line = r.line;
      proof->column = r.column;
      proof->nesting = r.nesting;
      proof->callee = r.below.callee;
    }
    free(p->pairings[index].items);
    p->pairings[index] = r.pairings;
    free(p->held[index].items);
    p->held[index] = r.held;
    if (r.why || (!relevant && found.count > MAX_RESULTS))
      run_check(&r, summary_assume_balanced(&found));
  }
  if ((relevant || sp_program_is_restricted(p->program, index)) && !p->failed)
    found.touches = find_touches(p, index);
  proof->is_helper = hands_locks(&found);
  bool changed = !summary_same(&found, &p->summaries[index]);
  summary_free(&p->summaries[index]);
  p->summaries[index] = found;
  return changed;
}

/* Finds all that a call of a proved function can do, unless it is too much.
 * What its callees do is known. */
static void find_ways(prover *p, size_t index) {
  summary *out = &p->ways[index];
  const sp_proof *proof = &p->proofs[index];
  if (out->known || p->without_ways[index] || proof->kind == SP_PROOF_OPEN)
    return;
  const sp_function *f = sp_program_get(p->program, index);
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = f,
           .is_entry = (f->flags & SP_FUNCTION_ENTRY) != 0,
           .purpose = FOR_WAYS};
  run_function(&r);
  free(r.pairings.items);
  free(r.held.items);
  if (r.why) {
    p->without_ways[index] = true;
    summary_free(&r.found);
    return;
  }
  *out = r.found;
  out->known = out->follows_out = true;
}

/* The same for its callees first. */
static bool find_ways_below(prover *p, size_t index) {
  if (p->ways[index].known || p->without_ways[index])
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
  free(wanted);
  return !p->failed && !values_failed(p->values);
}

struct sp_proofs {
  prover p;
  /* By function; NULL if not asked for yet. */
  sp_way **ways;
  sp_touch **touches;
};

static void prove_part(prover *p, const uint32_t *members, size_t count) {
  bool recursive = count > 1 || sp_program_is_recursive(p->program, members[0]);
  for (int round = 0;; round++) {
    bool changed = false;
    p->widens = round <= ROUNDS / 3 ? 0 : round <= ROUNDS * 2 / 3 ? 1 : 2;
    for (size_t i = 0; i < count && !p->failed; i++)
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
      proof->callee = SIZE_MAX;
      proof->why = "the recursion does not settle";
      proof->line = f->where.line;
      proof->column = f->where.column;
      value any = values_any(p->values);
      summary *s = &p->summaries[members[i]];
      if (!summary_assume_balanced(s) ||
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
  p->values = values_new();
  p->keeping = keeping_new(program);
  p->summaries = calloc(count + 1, sizeof *p->summaries);
  p->ways = calloc(count + 1, sizeof *p->ways);
  p->without_ways = calloc(count + 1, sizeof *p->without_ways);
  p->pairings = calloc(count + 1, sizeof *p->pairings);
  p->held = calloc(count + 1, sizeof *p->held);
  p->proofs = calloc(count + 1, sizeof *p->proofs);
  p->failed = !p->values || !p->keeping || !p->summaries || !p->ways ||
              !p->without_ways || !p->pairings || !p->held || !p->proofs;
  const uint32_t *order = sp_program_order(program);
  const uint32_t *parts = sp_program_parts(program);
  for (size_t from = 0, to; from < count && !p->failed; from = to) {
    to = from + 1;
    while (to < count && parts[order[to]] == parts[order[from]])
      to++;
    prove_part(p, order + from, to - from);
  }
  proofs->ways = calloc(count + 1, sizeof *proofs->ways);
  proofs->touches = calloc(count + 1, sizeof *proofs->touches);
  p->failed |= !proofs->ways || !proofs->touches;
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
      prove_ways_free(proofs->ways[i], proofs->p.ways[i].known
                                           ? proofs->p.ways[i].count
                                           : proofs->p.summaries[i].count);
    if (proofs->touches)
      prove_touches_free(proofs->touches[i],
                         proofs->p.summaries[i].touches.count);
    if (proofs->p.ways)
      summary_free(&proofs->p.ways[i]);
    if (proofs->p.pairings)
      free(proofs->p.pairings[i].items);
    if (proofs->p.held)
      free(proofs->p.held[i].items);
    summary_free(&proofs->p.summaries[i]);
  }
  free(proofs->ways);
  free(proofs->touches);
  free(proofs->p.ways);
  free(proofs->p.without_ways);
  free(proofs->p.pairings);
  free(proofs->p.held);
  free(proofs->p.summaries);
  free(proofs->p.proofs);
  keeping_free(proofs->p.keeping);
  values_free(proofs->p.values);
  free(proofs);
}

const sp_proof *sp_proofs_get(const sp_proofs *proofs, size_t function) {
  return &proofs->p.proofs[function];
}

const sp_way *sp_proofs_ways(sp_proofs *proofs, size_t function, size_t *count,
                             bool *all) {
  prover *p = &proofs->p;
  *count = 0;
  *all = false;
  if (p->failed || p->proofs[function].kind == SP_PROOF_OPEN ||
      !find_ways_below(p, function))
    return NULL;
  *all = p->ways[function].known;
  if (!*all && !p->proofs[function].is_helper)
    return NULL;
  const summary *from = *all ? &p->ways[function] : &p->summaries[function];
  if (!proofs->ways[function])
    proofs->ways[function] = prove_ways(p, from);
  if (proofs->ways[function])
    *count = from->count;
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

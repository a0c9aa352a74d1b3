/* On which functions that are not proved a proof rests: those that its function
 * calls, by itself or by others, and that are taken to leave locks as they
 * were.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "memory.h"
#include "prove_internal.h"

#include <string.h>

/* Who calls whom, from the callee's side: those of function f are
 * callers[first[f]] to callers[first[f + 1] - 1]. */
typedef struct callers {
  size_t *first;
  uint32_t *callers;
  size_t count; /* of the edges */
} callers;

typedef void (*edge_taker)(callers *c, size_t caller, size_t callee);

static void count_edge(callers *c, size_t caller, size_t callee) {
  (void)caller;
  c->first[callee + 1]++;
  c->count++;
}

static void put_edge(callers *c, size_t caller, size_t callee) {
  c->callers[c->first[callee]++] = (uint32_t)caller;
}

/* Calls that lead to no lock do not count. */
static void each_edge(const sp_program *program, callers *c, edge_taker take) {
  size_t count = sp_program_count(program);
  for (size_t i = 0; i < count; i++) {
    const sp_function *f = sp_program_get(program, i);
    if (!sp_program_is_relevant(program, i))
      continue;
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++) {
        const sp_step *step = &f->blocks[b].steps[s];
        sp_callees callees = sp_program_callees(program, step);
        for (size_t k = 0; k < callees.count; k++)
          if (sp_program_is_relevant(program, callees.functions[k]))
            take(c, i, callees.functions[k]);
        for (size_t a = 0; !callees.count && a < step->argument_count; a++) {
          size_t given = sp_program_given(program, step, a);
          if (given != SIZE_MAX && sp_program_is_relevant(program, given))
            take(c, i, given);
        }
      }
  }
}

static bool callers_find(callers *c, const sp_program *program) {
  size_t count = sp_program_count(program);
  c->first = calloc(count + 2, sizeof *c->first);
  if (!c->first)
    return false;
  each_edge(program, c, count_edge);
  for (size_t i = 0; i < count; i++)
    c->first[i + 1] += c->first[i];
  c->callers = calloc(c->count + 1, sizeof *c->callers);
  if (!c->callers)
    return false;
  each_edge(program, c, put_edge); /* moves each first to the next one's */
  memmove(c->first + 1, c->first, count * sizeof *c->first);
  c->first[0] = 0;
  return true;
}

static bool add_rest(sp_proof *proof, size_t function) {
  size_t *more = realloc(proof->rests, (proof->rest_count + 1) * sizeof *more);
  if (!more)
    return false;
  proof->rests = more;
  more[proof->rest_count++] = function;
  return true;
}

/* Tells all that reach a function, but not by way of another unsettled one. */
static bool tell_callers(prover *p, const callers *c, size_t function,
                         uint32_t *stack, uint32_t *seen, uint32_t mark) {
  size_t depth = 0;
  stack[depth++] = (uint32_t)function;
  seen[function] = mark;
  while (depth) {
    size_t at = stack[--depth];
    for (size_t e = c->first[at]; e < c->first[at + 1]; e++) {
      uint32_t caller = c->callers[e];
      if (seen[caller] == mark)
        continue;
      seen[caller] = mark;
      if (!add_rest(&p->proofs[caller], function))
        return false;
      if (!p->proofs[caller].is_unsettled)
        stack[depth++] = caller;
    }
  }
  return true;
}

bool prove_rests(prover *p) {
  size_t count = sp_program_count(p->program);
  bool any = false;
  for (size_t i = 0; i < count; i++) {
    sp_proof *proof = &p->proofs[i];
    proof->is_unsettled =
        proof->kind == SP_PROOF_OPEN &&
        (proof->is_unsettled || !proof->is_followed);
    any |= proof->is_unsettled;
  }
  if (!any)
    return true;
  callers c = {NULL, NULL, 0};
  uint32_t *stack = calloc(count + 1, sizeof *stack),
           *seen = calloc(count + 1, sizeof *seen);
  bool ok = stack && seen && callers_find(&c, p->program);
  uint32_t mark = 0;
  for (size_t i = 0; ok && i < count; i++)
    if (p->proofs[i].is_unsettled)
      ok = tell_callers(p, &c, i, stack, seen, ++mark);
  free(stack);
  free(seen);
  free(c.first);
  free(c.callers);
  return ok;
}

/* Which numbers a function can return.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/results.h"

#include "places.h"

enum { MAX_DEPTH = 8 };

typedef struct finding {
  const sp_program *program;
  const sp_function *f;
  int64_t *results;
  size_t count;
} finding;

static bool find(finding *s, sp_node node, int depth);

static bool add(finding *s, int64_t number) {
  for (size_t i = 0; i < s->count; i++)
    if (s->results[i] == number)
      return true;
  if (s->count == SP_MOST_RESULTS)
    return false;
  s->results[s->count++] = number;
  return true;
}

static bool is_variable(const finding *s, sp_node node, int64_t variable) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *d = sp_program_data(s->program, node);
  return d->kind == SP_VARIABLE && d->number == variable;
}

static bool takes_address(const finding *s, sp_node node, int64_t variable) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *d = sp_program_data(s->program, node);
  if (d->kind == SP_ADDRESS) {
    const sp_node_data *root = place_root(s->program, d->a);
    if (root->kind == SP_VARIABLE && root->number == variable)
      return true;
  }
  return takes_address(s, d->a, variable) || takes_address(s, d->b, variable) ||
         takes_address(s, d->c, variable);
}

/* All that a local, which nothing else can write, is given. */
static bool find_in_local(finding *s, int64_t variable, int depth) {
  if (variable < (int64_t)s->f->parameter_count || s->f->escapes[variable])
    return false;
  for (size_t b = 0; b < s->f->block_count; b++)
    for (size_t i = 0; i < s->f->blocks[b].step_count; i++) {
      const sp_step *step = &s->f->blocks[b].steps[i];
      for (size_t a = 0; a < step->argument_count; a++)
        if (takes_address(s, step->arguments[a], variable))
          return false;
      if (is_variable(s, step->target, variable) &&
          (step->kind != SP_SET || !find(s, step->arguments[0], depth + 1)))
        return false;
    }
  return true;
}

/* A conversion keeps a number that the narrowest type has. */
static bool find_converted(finding *s, sp_node operand, int depth) {
  finding narrow = {s->program, s->f, (int64_t[SP_MOST_RESULTS]){0}, 0};
  if (!find(&narrow, operand, depth + 1))
    return false;
  for (size_t i = 0; i < narrow.count; i++)
    if (narrow.results[i] < 0 || narrow.results[i] > INT8_MAX ||
        !add(s, narrow.results[i]))
      return false;
  return true;
}

static bool find(finding *s, sp_node node, int depth) {
  if (node == SP_NO_NODE || depth > MAX_DEPTH)
    return false;
  const sp_node_data *d = sp_program_data(s->program, node);
  switch (d->kind) {
  case SP_INT:
    return add(s, d->number);
  case SP_CHOICE:
    return find(s, d->b, depth + 1) && find(s, d->c, depth + 1);
  case SP_LOAD: {
    const sp_node_data *place = sp_program_data(s->program, d->a);
    return place->kind == SP_VARIABLE && find_in_local(s, place->number, depth);
  }
  case SP_OP:
    if (d->op == SP_NOT || d->op == SP_EQ || d->op == SP_NE || d->op == SP_LT ||
        d->op == SP_LE || d->op == SP_AND || d->op == SP_OR)
      return add(s, 0) && add(s, 1);
    return sp_op_converts(d->op) && find_converted(s, d->a, depth);
  default:
    return false;
  }
}

bool sp_program_results(const sp_program *program, size_t function,
                        int64_t results[SP_MOST_RESULTS], size_t *count) {
  finding s = {program, sp_program_get(program, function), results, 0};
  for (size_t b = 0; b < s.f->block_count; b++)
    if (s.f->blocks[b].exit == SP_RETURN && !find(&s, s.f->blocks[b].value, 0))
      return false;
  *count = s.count;
  return s.count > 0;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "keeping.h"
#include "ir/places.h"
#include "support/memory.h"

struct keeping {
  const sp_program *program;
  /* By function, then variable. */
  bool **values;   /* what the variable held when the function was entered, or a
                    * pointer made from it, is kept somewhere */
  bool **contents; /* what the variable pointed to then is */
  bool **addresses; /* the address of the variable is */
};

static bool mark(bool *flags, int64_t variable) {
  return !flags[variable] && (flags[variable] = true);
}

/* What is pointed to is kept, or, as for a copy of a structure, a part of it.
 */
static bool keep_contents(const keeping *k, size_t function, sp_node pointer) {
  const sp_node_data *d = sp_program_data(k->program, pointer);
  if (d->kind != SP_LOAD && d->kind != SP_ADDRESS)
    return false;
  const sp_node_data *root = place_root(k->program, d->a);
  if (root->kind == SP_DEREF)
    return keep_contents(k, function, root->a);
  if (root->kind != SP_VARIABLE)
    return false;
  return mark(d->kind == SP_LOAD ? k->contents[function] : k->values[function],
              root->number);
}

/* What is kept: the value of a variable, or the address of one. */
static bool keep(const keeping *k, size_t function, sp_node node) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *d = sp_program_data(k->program, node);
  if (d->kind == SP_LOAD) {
    const sp_node_data *from = place_root(k->program, d->a);
    if (from->kind == SP_DEREF)
      return keep_contents(k, function, from->a);
    return from->kind == SP_VARIABLE && mark(k->values[function], from->number);
  }
  if (d->kind == SP_ADDRESS) {
    const sp_node_data *p = place_root(k->program, d->a);
    if (p->kind == SP_DEREF)
      return keep(k, function, p->a);
    return p->kind == SP_VARIABLE && mark(k->addresses[function], p->number);
  }
  if (d->kind != SP_OP && d->kind != SP_CHOICE)
    return false;
  bool a = keep(k, function, d->a), b = keep(k, function, d->b);
  return keep(k, function, d->c) || a || b;
}

/* The local that the place is, or is part of; -1 if it is in other memory. */
static int64_t local_of(const sp_program *program, sp_node place) {
  const sp_node_data *root = place_root(program, place);
  return root->kind == SP_VARIABLE ? root->number : -1;
}

static bool look_at_step(keeping *k, size_t function, const sp_step *step) {
  if (step->kind == SP_SET) {
    int64_t local = local_of(k->program, step->target);
    return (local < 0 || k->values[function][local]) &&
           keep(k, function, step->arguments[0]);
  }
  if (step->kind != SP_CALL)
    return false;
  bool changed = false;
  sp_callees callees = sp_program_callees(k->program, step);
  for (size_t c = 0; c < callees.count; c++) {
    size_t callee = callees.functions[c];
    size_t count = sp_program_get(k->program, callee)->parameter_count;
    for (size_t a = 0; a < count && a < step->argument_count; a++) {
      if (k->values[callee][a])
        changed |= keep(k, function, step->arguments[a]);
      if (k->contents[callee][a])
        changed |= keep_contents(k, function, step->arguments[a]);
    }
  }
  return changed;
}

static bool look_at(keeping *k, size_t function) {
  const sp_function *f = sp_program_get(k->program, function);
  bool changed = false;
  for (size_t b = 0; b < f->block_count; b++) {
    const sp_block *block = &f->blocks[b];
    for (size_t i = 0; i < block->step_count; i++)
      changed |= look_at_step(k, function, &block->steps[i]);
    if (block->exit == SP_RETURN) /* the caller may keep it */
      changed |= keep(k, function, block->value);
  }
  return changed;
}

keeping *keeping_new(const sp_program *program) {
  size_t count = sp_program_count(program);
  keeping *k = calloc(1, sizeof *k);
  if (!k)
    return NULL;
  k->program = program;
  k->values = calloc(count + 1, sizeof *k->values);
  k->contents = calloc(count + 1, sizeof *k->contents);
  k->addresses = calloc(count + 1, sizeof *k->addresses);
  bool ok = k->values && k->contents && k->addresses;
  for (size_t i = 0; ok && i < count; i++) {
    const sp_function *f = sp_program_get(program, i);
    k->values[i] = calloc(f->variable_count + 1, sizeof **k->values);
    k->addresses[i] = calloc(f->variable_count + 1, sizeof **k->addresses);
    k->contents[i] = calloc(f->variable_count + 1, sizeof **k->contents);
    ok = k->values[i] && k->contents[i] && k->addresses[i];
    for (uint32_t v = 0; ok && v < f->variable_count; v++)
      k->addresses[i][v] = f->escapes[v];
  }
  if (!ok) {
    keeping_free(k);
    return NULL;
  }
  /* Callees first, until no cycle has more to say. */
  const uint32_t *order = sp_program_order(program);
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < count; i++)
      while (look_at(k, order[i]))
        changed = true;
  }
  return k;
}

void keeping_free(keeping *k) {
  if (!k)
    return;
  size_t count = sp_program_count(k->program);
  for (size_t i = 0; i < count; i++) {
    if (k->values)
      free(k->values[i]);
    if (k->contents)
      free(k->contents[i]);
    if (k->addresses)
      free(k->addresses[i]);
  }
  free(k->values);
  free(k->contents);
  free(k->addresses);
  free(k);
}

bool keeping_variable(const keeping *k, size_t function, int64_t variable) {
  return k->addresses[function][variable];
}

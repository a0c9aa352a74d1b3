/* Who asks what became of an acquire: whether a condition may rest on what a
 * step returned.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/assumptions.h"

#include "successors.h"
#include "support/memory.h"

enum { MOST_CARRIERS = 32 };

/* The places that the status may be in, a bit for each in a mask. */
typedef struct carriers {
  const sp_program *program;
  sp_node places[MOST_CARRIERS];
  uint32_t count;
  bool is_full; /* there are more */
} carriers;

static const sp_node_data *data_of(const carriers *c, sp_node node) {
  return sp_program_data(c->program, node);
}

/* The array that an element is of, or the place itself: elements are not told
 * apart. */
static sp_node without_index(const carriers *c, sp_node place) {
  while (data_of(c, place)->kind == SP_ELEMENT)
    place = data_of(c, place)->a;
  return place;
}

/* May a place be the other one? Members are told by their names, whatever the
 * object. */
static bool may_be(const carriers *c, sp_node place, sp_node other) {
  const sp_node_data *a = data_of(c, without_index(c, place)),
                     *b = data_of(c, without_index(c, other));
  if (a->kind != b->kind)
    return false;
  return a->kind == SP_DEREF ||
         (a->kind == SP_VARIABLE ? a->number == b->number : a->name == b->name);
}

/* Does the node read a carrier, or have its address? */
static bool reads(const carriers *c, uint32_t mask, sp_node node) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *d = data_of(c, node);
  if (d->kind == SP_LOAD || d->kind == SP_ADDRESS)
    for (uint32_t i = 0; i < c->count; i++)
      if ((mask >> i & 1) && may_be(c, d->a, c->places[i]))
        return true;
  return reads(c, mask, d->a) || reads(c, mask, d->b) || reads(c, mask, d->c);
}

/* Is there an operator ?: in the node that asks for a carrier? */
static bool chooses(const carriers *c, uint32_t mask, sp_node node) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *d = data_of(c, node);
  return (d->kind == SP_CHOICE && reads(c, mask, d->a)) ||
         chooses(c, mask, d->a) || chooses(c, mask, d->b) ||
         chooses(c, mask, d->c);
}

static uint32_t add(carriers *c, uint32_t mask, sp_node place) {
  for (uint32_t i = 0; i < c->count; i++)
    if (c->places[i] == place)
      return mask | 1u << i;
  if (c->count == MOST_CARRIERS) {
    c->is_full = true;
    return mask;
  }
  c->places[c->count++] = place;
  return mask | 1u << (c->count - 1);
}

static uint32_t without(const carriers *c, uint32_t mask, sp_node place) {
  for (uint32_t i = 0; i < c->count; i++)
    if (c->places[i] == place)
      mask &= ~(1u << i);
  return mask;
}

/* What carries the status after a step, or the rest of a block. *use is the
 * most that becomes of it. */
static uint32_t after_step(carriers *c, uint32_t mask, const sp_step *step,
                           sp_status_use *use) {
  bool given = false;
  for (size_t a = 0; a < step->argument_count; a++) {
    given |= reads(c, mask, step->arguments[a]);
    if (chooses(c, mask, step->arguments[a]))
      *use = SP_STATUS_ASKED;
  }
  if (step->target == SP_NO_NODE)
    return mask;
  mask = without(c, mask, step->target);
  return given && (step->kind == SP_SET || step->kind == SP_CALL)
             ? add(c, mask, step->target)
             : mask;
}

static uint32_t after_block(carriers *c, uint32_t mask, const sp_block *block,
                            size_t first, sp_status_use *use) {
  for (size_t i = first; i < block->step_count; i++)
    mask = after_step(c, mask, &block->steps[i], use);
  if (block->value == SP_NO_NODE || !reads(c, mask, block->value))
    return mask;
  if (block->exit != SP_RETURN || chooses(c, mask, block->value))
    *use = SP_STATUS_ASKED;
  else if (*use == SP_STATUS_IGNORED)
    *use = SP_STATUS_RETURNED;
  return mask;
}

/* Adds to what comes into a block. Is there anything new? */
static bool enter(uint32_t *into, uint32_t block, uint32_t mask) {
  const bool is_new = (mask & ~into[block]) != 0;
  into[block] |= mask;
  return is_new;
}

static bool leave(uint32_t *into, const sp_block *block, uint32_t mask) {
  bool is_new = false;
  for (uint32_t i = 0; i < successor_count(block); i++)
    is_new |= enter(into, successor(block, i), mask);
  return is_new;
}

sp_status_use sp_program_status_use(const sp_program *program,
                                    const sp_function *f, size_t block,
                                    size_t step) {
  carriers c = {.program = program};
  const sp_node target = f->blocks[block].steps[step].target;
  if (target == SP_NO_NODE)
    return SP_STATUS_IGNORED;
  uint32_t *into = calloc(f->block_count + 1, sizeof *into);
  if (!into)
    return SP_STATUS_ASKED; /* the most */
  sp_status_use use = SP_STATUS_IGNORED;
  uint32_t mask =
      after_block(&c, add(&c, 0, target), &f->blocks[block], step + 1, &use);
  bool changed = leave(into, &f->blocks[block], mask);
  while (changed && use != SP_STATUS_ASKED && !c.is_full) {
    changed = false;
    for (size_t b = 0; b < f->block_count; b++)
      if (into[b])
        changed |= leave(into, &f->blocks[b],
                         after_block(&c, into[b], &f->blocks[b], 0, &use));
  }
  free(into);
  return c.is_full ? SP_STATUS_ASKED : use;
}

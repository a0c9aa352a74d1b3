/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "prove_internal.h"
#include "support/memory.h"

#include <string.h>

enum {
  MAX_TOUCHES = 16, /* told apart in a summary */
  MAX_GUARDS = 4,   /* of one lock */
  MAX_FACTS = 16    /* of one touch */
};

static void remove_at(touches *list, uint32_t i) {
  free(list->items[i].facts.items);
  memmove(&list->items[i], &list->items[i + 1],
          (--list->count - i) * sizeof *list->items);
}

/* Takes out what the touch at i covers, and that itself if another covers it.
 */
static void tidy(touches *list, uint32_t i) {
  for (uint32_t k = list->count; k-- > 0;) {
    const touch *a = &list->items[i], *b = &list->items[k];
    if (k == i || a->adapter != b->adapter || a->message != b->message)
      continue;
    if (pairs_within(&b->facts, &a->facts)) {
      remove_at(list, i);
      return;
    }
    if (pairs_within(&a->facts, &b->facts)) {
      remove_at(list, k);
      i -= k < i;
    }
  }
}

/* Joins the touches of one lock to one, if there are many of them. */
static void join_guards(touches *list, uint32_t first, uint32_t most) {
  uint32_t found = 0;
  for (int joins = 0; joins < 2 && (!joins || found > most); joins++)
    for (uint32_t k = list->count; k-- > 0;) {
      touch *a = &list->items[first], *b = &list->items[k];
      if (a->adapter != b->adapter || a->message != b->message)
        continue;
      found += !joins;
      if (joins && k != first) {
        pairs_keep_common(&a->facts, &b->facts);
        remove_at(list, k);
        first -= k < first;
      }
    }
}

/* Any lock, of a message or of the STOR_SPINLOCK that the one of the touch is.
 */
static void forget_lock(touch *t, values *values) {
  const value_data *named = values_get(values, t->message);
  bool spin = named->kind == VALUE_OP && named->op == SP_SPIN;
  value which = spin ? named->a : 0;
  t->adapter = t->message = values_any(values);
  if (!spin)
    return;
  if (values_get(values, which)->kind != VALUE_INT)
    which = t->message;
  t->message = values_op(values, SP_SPIN, which, t->message);
}

static void forget_locks(touches *list, values *values) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].adapter)
      forget_lock(&list->items[i], values);
  for (uint32_t i = list->count; i-- > 0;)
    if (i < list->count)
      tidy(list, i);
}

bool touches_widen(touches *list, values *values, bool to_one) {
  forget_locks(list, values);
  for (uint32_t i = 0; to_one && i < list->count; i++)
    join_guards(list, i, 1);
  return !values_failed(values);
}

/* Does the message name a lock that is a member, or whose handle or address is
 * in one, of whatever object? Others are told apart by that. */
static bool names_member(const values *values, value message) {
  const value_data *d = values_get(values, message);
  if (d->kind != VALUE_OP || d->op != SP_SPIN)
    return false;
  d = values_get(values, d->b);
  return (d->kind == VALUE_ADDRESS || d->kind == VALUE_LOAD) &&
         values_get(values, d->a)->kind == PLACE_FIELD;
}

bool touches_add(touches *list, values *values, touch t) {
  if ((values_is_vague(values, t.adapter) ||
       values_is_vague(values, t.message)) &&
      !names_member(values, t.message))
    forget_lock(&t, values);
  if (t.facts.count > MAX_FACTS)
    t.facts.count = MAX_FACTS;
  if (list->count == list->capacity) {
    uint32_t capacity = list->capacity ? list->capacity * 2 : 8;
    touch *more = realloc(list->items, capacity * sizeof *more);
    if (!more) {
      free(t.facts.items);
      return false;
    }
    list->items = more;
    list->capacity = capacity;
  }
  list->items[list->count++] = t;
  tidy(list, list->count - 1);
  if (list->count <= MAX_TOUCHES)
    return !values_failed(values);
  for (uint32_t i = 0; i < list->count; i++)
    join_guards(list, i, MAX_GUARDS);
  if (list->count > MAX_TOUCHES)
    forget_locks(list, values);
  return list->count <= MAX_TOUCHES || touches_widen(list, values, true);
}

bool touches_equal(const touches *a, const touches *b) {
  if (a->count != b->count)
    return false;
  for (uint32_t i = 0; i < a->count; i++) {
    const touch *x = &a->items[i], *y = &b->items[i];
    if (x->adapter != y->adapter || x->message != y->message ||
        !pairs_equal(&x->facts, &y->facts))
      return false;
  }
  return true;
}

void touches_free(touches *list) {
  for (uint32_t i = 0; i < list->count; i++)
    free(list->items[i].facts.items);
  free(list->items);
  *list = (touches){NULL, 0, 0};
}

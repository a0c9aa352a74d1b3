/* The small vectors of the prover: pairs, events, and facts that are joined.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"
#include "support/memory.h"

#include <string.h>

bool list_reserve(void **items, uint32_t *capacity, uint32_t count,
                  size_t size) {
  if (count < *capacity)
    return true;
  uint32_t more = *capacity ? *capacity * 2 : 8;
  while (more <= count)
    more *= 2;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  *items = grown;
  *capacity = more;
  return true;
}

static uint32_t position(const pairs *list, uint32_t key) {
  uint32_t low = 0, high = list->count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (list->items[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t pairs_get(const pairs *list, uint32_t key) {
  uint32_t at = position(list, key);
  return at < list->count && list->items[at].key == key ? list->items[at].to
                                                        : 0;
}

bool pairs_set(pairs *list, uint32_t key, uint32_t to) {
  uint32_t at = position(list, key);
  bool there = at < list->count && list->items[at].key == key;
  if (to && there) {
    list->items[at].to = to;
    return true;
  }
  if (there) {
    memmove(&list->items[at], &list->items[at + 1],
            (--list->count - at) * sizeof *list->items);
    return true;
  }
  if (!to)
    return true;
  if (!list_reserve((void **)&list->items, &list->capacity, list->count,
                    sizeof *list->items))
    return false;
  memmove(&list->items[at + 1], &list->items[at],
          (list->count++ - at) * sizeof *list->items);
  list->items[at] = (pair){key, to};
  return true;
}

bool pairs_equal(const pairs *a, const pairs *b) {
  return a->count == b->count &&
         (a->count == 0 ||
          memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

bool pairs_copy(pairs *to, const pairs *from) {
  *to = (pairs){NULL, 0, 0};
  if (from->count == 0)
    return true;
  to->items = malloc(from->count * sizeof *to->items);
  if (!to->items)
    return false;
  memcpy(to->items, from->items, from->count * sizeof *to->items);
  to->count = to->capacity = from->count;
  return true;
}

bool pairs_within(const pairs *a, const pairs *b) {
  uint32_t k = 0;
  for (uint32_t i = 0; i < a->count; i++, k++) {
    while (k < b->count && b->items[k].key < a->items[i].key)
      k++;
    if (k == b->count || b->items[k].key != a->items[i].key ||
        b->items[k].to != a->items[i].to)
      return false;
  }
  return true;
}

void pairs_keep_common(pairs *a, const pairs *b) {
  uint32_t kept = 0, k = 0;
  for (uint32_t i = 0; i < a->count; i++) {
    while (k < b->count && b->items[k].key < a->items[i].key)
      k++;
    if (k < b->count && b->items[k].key == a->items[i].key &&
        b->items[k].to == a->items[i].to)
      a->items[kept++] = a->items[i];
  }
  a->count = kept;
}

/* How many keys of b are not in a. */
static uint32_t count_missing(const pairs *a, const pairs *b) {
  uint32_t missing = 0, i = 0;
  for (uint32_t k = 0; k < b->count; k++) {
    while (i < a->count && a->items[i].key < b->items[k].key)
      i++;
    missing += i == a->count || a->items[i].key != b->items[k].key;
  }
  return missing;
}

bool pairs_add_all(pairs *a, const pairs *b) {
  bool ok = true;
  for (uint32_t i = 0; ok && i < b->count; i++)
    if (!pairs_get(a, b->items[i].key))
      ok = pairs_set(a, b->items[i].key, b->items[i].to);
  return ok;
}

bool pairs_blend(pairs *a, const pairs *b,
                 uint32_t (*otherwise)(const void *context, uint32_t key),
                 const void *context, bool *changed) {
  uint32_t i = a->count, k = b->count, to = i + count_missing(a, b);
  if (to &&
      !list_reserve((void **)&a->items, &a->capacity, to - 1, sizeof *a->items))
    return false;
  a->count = to;
  while (to > 0) { /* from the end, so that none is overwritten too early */
    bool of_b = k > 0 && (i == 0 || b->items[k - 1].key > a->items[i - 1].key);
    pair was = of_b ? (pair){b->items[--k].key, 0} : a->items[--i];
    if (!of_b && k > 0 && b->items[k - 1].key == was.key &&
        b->items[--k].to == was.to) {
      a->items[--to] = was;
      continue;
    }
    const uint32_t now = otherwise(context, was.key);
    *changed |= was.to != now;
    a->items[--to] = (pair){was.key, now};
  }
  return true;
}

bool events_add(events *list, event e) {
  if (!list_reserve((void **)&list->items, &list->capacity, list->count,
                    sizeof *list->items))
    return false;
  list->items[list->count++] = e;
  return true;
}

bool event_equal(const event *a, const event *b) {
  return a->kind == b->kind && a->adapter == b->adapter &&
         a->message == b->message && a->irql == b->irql && a->site == b->site &&
         a->is_doubtful == b->is_doubtful;
}

bool events_equal(const events *a, const events *b) {
  if (a->count != b->count)
    return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!event_equal(&a->items[i], &b->items[i]))
      return false;
  return true;
}

bool events_copy(events *to, const events *from) {
  if (!from->count)
    return true;
  to->items = malloc(from->count * sizeof *to->items);
  if (!to->items)
    return false;
  memcpy(to->items, from->items, from->count * sizeof *to->items);
  to->count = to->capacity = from->count;
  return true;
}

static uint32_t mix(uint32_t hash, uint32_t part) {
  return (hash ^ part) * 16777619u;
}

/* The same for samples with the same log, and the same facts on arguments. */
static uint32_t kind_of(const values *table, sample s) {
  uint32_t hash = 2166136261u;
  for (uint32_t i = 0; i < s.log->count; i++) {
    const event *e = &s.log->items[i];
    hash = mix(mix(mix(hash, e->kind), e->adapter), e->message);
  }
  for (uint32_t i = 0; i < s.facts->count; i++)
    if (values_is_of_arguments(table, s.facts->items[i].key))
      hash = mix(mix(hash, s.facts->items[i].key), s.facts->items[i].to);
  return hash;
}

/* The longer the way there, and the more it takes to go it, the worse a sample
 * tells what can happen. */
static uint32_t length_of(const values *table, sample s) {
  uint32_t length = s.facts->count;
  for (uint32_t i = 0; i < s.log->count; i++)
    length += 4 * values_depth(table, s.log->items[i].trail);
  return length;
}

uint32_t sample_dullest(const values *table, const void *samples,
                        uint32_t count, sample_getter get) {
  uint32_t dullest = 0, commonest = 0, longest = 0;
  uint32_t kinds[MAX_SAMPLED + 1];
  if (count > MAX_SAMPLED + 1)
    count = MAX_SAMPLED + 1;
  for (uint32_t i = 0; i < count; i++)
    kinds[i] = kind_of(table, get(samples, i));
  for (uint32_t i = 0; i < count; i++) {
    uint32_t alike = 0, length = length_of(table, get(samples, i));
    for (uint32_t k = 0; k < count; k++)
      alike += kinds[k] == kinds[i];
    if (alike > commonest || (alike == commonest && length > longest)) {
      dullest = i;
      commonest = alike;
      longest = length;
    }
  }
  return dullest;
}

/* The one fact in which they differ, and only in its truth; 0 if there is none.
 */
static uint32_t opposite_fact(const pairs *a, const pairs *b) {
  uint32_t found = 0;
  if (a->count != b->count)
    return 0;
  for (uint32_t i = 0; i < a->count; i++) {
    if (a->items[i].key != b->items[i].key)
      return 0;
    if (a->items[i].to != b->items[i].to) {
      if (found)
        return 0;
      found = a->items[i].key;
    }
  }
  return found;
}

joint facts_join(const pairs *old, pairs *now) {
  if (pairs_within(old, now))
    return WITHIN;
  uint32_t fact = opposite_fact(old, now);
  if (fact)
    pairs_set(now, fact, 0);
  return fact || pairs_within(now, old) ? JOINED : APART;
}

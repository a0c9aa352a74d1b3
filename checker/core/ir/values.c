/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "values.h"
#include "support/memory.h"

#include <string.h>

/* How deep a value may be nested, and how large it may be when written down,
 * before it counts as unknown. What a loop computes from what it computed
 * twice, as a checksum does, doubles with each round. */
#define MAX_DEPTH 128
#define MAX_SIZE 1024

/* Of the hash table. Most slots that are looked at in vain tell so by the hash.
 */
typedef struct value_slot {
  uint32_t hash;
  value v; /* 0 if empty */
} value_slot;

values *values_new(void) {
  values *table = calloc(1, sizeof *table);
  if (!table)
    return NULL;
  table->capacity = 256;
  table->slot_count = 1024;
  table->entries = calloc(table->capacity, sizeof *table->entries);
  table->slots = calloc(table->slot_count, sizeof *table->slots);
  if (!table->entries || !table->slots) {
    values_free(table);
    return NULL;
  }
  table->count = 1; /* 0 is no value */
  return table;
}

void values_free(values *table) {
  if (!table)
    return;
  free(table->entries);
  free(table->slots);
  free(table);
}

bool values_failed(const values *table) { return table->failed; }

/* The factors are odd, and have no pattern. */
static uint32_t hash_of(const value_data *d) {
  uint64_t hash = ((uint64_t)d->kind << 32 | d->op) * 0x9e3779b97f4a7c15u;
  hash ^= (uint64_t)d->number * 0xff51afd7ed558ccdu;
  hash ^= (uint64_t)(uintptr_t)d->name * 0xc4ceb9fe1a85ec53u;
  hash ^= ((uint64_t)d->a << 32 | d->b) * 0xbf58476d1ce4e5b9u;
  hash ^= d->c * 0x94d049bb133111ebu;
  hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93u;
  return (uint32_t)(hash >> 32);
}

static bool same(const value_data *x, const value_data *y) {
  return x->kind == y->kind && x->op == y->op && x->number == y->number &&
         x->name == y->name && x->a == y->a && x->b == y->b && x->c == y->c;
}

/* The slot of a value, or where it would be. */
static value_slot *slot_of(const values *table, const value_data *data,
                           uint32_t hash) {
  const uint32_t mask = table->slot_count - 1;
  for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
    value_slot *slot = &table->slots[at];
    if (!slot->v ||
        (slot->hash == hash && same(&table->entries[slot->v].data, data)))
      return slot;
  }
}

static bool grow_slots(values *table) {
  const uint32_t count = table->slot_count * 2, mask = count - 1;
  value_slot *slots = calloc(count, sizeof *slots);
  if (!slots)
    return false;
  for (uint32_t i = 0; i < table->slot_count; i++) {
    if (!table->slots[i].v)
      continue;
    uint32_t at = table->slots[i].hash & mask;
    while (slots[at].v)
      at = (at + 1) & mask;
    slots[at] = table->slots[i];
  }
  free(table->slots);
  table->slots = slots;
  table->slot_count = count;
  return true;
}

/* Makes room for one more. */
static bool grow(values *table) {
  if (table->count == table->capacity) {
    value_entry *more =
        realloc(table->entries, sizeof *more * table->capacity * 2);
    if (!more)
      return false;
    table->entries = more;
    table->capacity *= 2;
  }
  return table->count * 2 < table->slot_count || grow_slots(table);
}

static bool is_of_site(value_kind kind) {
  return kind == VALUE_LOAD || kind == VALUE_SYMBOL || kind == VALUE_SAVED ||
         kind == VALUE_STATUS;
}

/* The traits that a value has if one of its parts has them, or all have. */
enum {
  TRAITS_OF_ANY =
      TRAIT_VAGUE | TRAIT_STATUS | TRAIT_CHOICE | TRAIT_LOCAL_ADDRESS,
  TRAITS_OF_ALL = TRAIT_OF_ENTRY | TRAIT_OF_ARGUMENTS
};

/* The traits of its own, whatever its parts are. */
static unsigned own_traits(const values *table, const value_data *d) {
  const value_data *a = values_get(table, d->a);
  switch (d->kind) {
  case VALUE_ANY:
    return TRAIT_VAGUE;
  case VALUE_SYMBOL:
  case VALUE_SAVED:
    return 0;
  case VALUE_STATUS:
    return TRAIT_STATUS;
  case VALUE_CHOICE:
    return TRAIT_OF_ENTRY | TRAIT_CHOICE;
  case VALUE_ADDRESS:
    return values_get(table, values_base(table, d->a))->kind == PLACE_VARIABLE
               ? TRAIT_OF_ENTRY | TRAIT_LOCAL_ADDRESS
               : TRAIT_OF_ENTRY;
  case VALUE_LOAD:
    if (d->number)
      return 0;
    return a->kind == PLACE_VARIABLE ? TRAIT_OF_ENTRY | TRAIT_OF_ARGUMENTS
                                     : TRAIT_OF_ENTRY;
  case VALUE_INT:
  case VALUE_OP:
    return TRAIT_OF_ENTRY | TRAIT_OF_ARGUMENTS;
  default:
    return TRAIT_OF_ENTRY;
  }
}

/* Notes of a new entry what is asked of it often. */
static void sum_up(const values *table, value_entry *e, value itself) {
  const value_data *d = &e->data;
  unsigned any = own_traits(table, d), all = any;
  e->first = INT64_MAX;
  e->last = INT64_MIN;
  if (is_of_site(d->kind))
    e->first = e->last = d->number / VALUES_SPAN;
  const value parts[] = {d->a, d->b, d->c};
  for (int i = 0; i < 3; i++) {
    const value_entry *part = &table->entries[parts[i]];
    if (!parts[i])
      continue;
    any |= part->traits;
    all &= part->traits | (d->kind == VALUE_LOAD ? TRAIT_OF_ARGUMENTS : 0);
    if (part->first < e->first)
      e->first = part->first;
    if (part->last > e->last)
      e->last = part->last;
  }
  e->traits = (uint8_t)((any & TRAITS_OF_ANY) | (all & TRAITS_OF_ALL));
  e->base = d->kind == PLACE_FIELD || d->kind == PLACE_ELEMENT
                ? values_base(table, d->a)
                : itself;
}

/* Of a place with many indices, that is more than what a value may have. */
static uint32_t size_of(const values *table, const value_data *data) {
  const value parts[] = {data->a, data->b, data->c};
  uint32_t size = 1;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i])
      size += table->entries[parts[i]].size;
  return size < MAX_SIZE ? size : MAX_SIZE;
}

static value add(values *table, value_data data) {
  if (table->failed)
    return 0;
  uint32_t depth = values_depth(table, data.a);
  if (values_depth(table, data.b) > depth)
    depth = values_depth(table, data.b);
  if (values_depth(table, data.c) > depth)
    depth = values_depth(table, data.c);
  bool is_place = data.kind >= PLACE_VARIABLE;
  const uint32_t size = size_of(table, &data);
  if ((depth >= MAX_DEPTH || size >= MAX_SIZE) && !is_place)
    return values_any(table);
  const uint32_t hash = hash_of(&data);
  value_slot *slot = slot_of(table, &data, hash);
  if (slot->v)
    return slot->v;
  if (!grow(table)) {
    table->failed = true;
    return 0;
  }
  const value v = table->count++;
  value_entry *e = &table->entries[v];
  e->data = data;
  e->depth = depth + 1;
  e->size = size;
  sum_up(table, e, v);
  *slot_of(table, &data, hash) = (value_slot){hash, v};
  return v;
}

value values_any(values *table) {
  if (!table->any)
    table->any = add(table, (value_data){.kind = VALUE_ANY});
  return table->any;
}

value values_int(values *table, int64_t number) {
  if (!number && table->zero)
    return table->zero;
  value v = add(table, (value_data){.kind = VALUE_INT, .number = number});
  if (!number)
    table->zero = v;
  return v;
}

value values_at(values *table, value_kind kind, int64_t number, value a) {
  return add(table, (value_data){.kind = kind, .number = number, .a = a});
}

value values_named(values *table, value_kind kind, const char *name) {
  return add(table, (value_data){.kind = kind, .name = name});
}

value values_load(values *table, value place, int64_t site) {
  return values_at(table, VALUE_LOAD, site, place);
}

value values_address(values *table, value place) {
  const value_data *d = values_get(table, place);
  return d->kind == PLACE_DEREF ? d->a
                                : values_at(table, VALUE_ADDRESS, 0, place);
}

value values_deref(values *table, value pointer) {
  const value_data *d = values_get(table, pointer);
  return d->kind == VALUE_ADDRESS ? d->a
                                  : values_at(table, PLACE_DEREF, 0, pointer);
}

value values_field(values *table, value place, const char *name) {
  return add(table,
             (value_data){.kind = PLACE_FIELD, .name = name, .a = place});
}

value values_element(values *table, value place, value index) {
  return add(table,
             (value_data){.kind = PLACE_ELEMENT, .a = place, .b = index});
}

/* Whichever element of an array of arrays. */
static value any_element(values *table, value place) {
  const value_data *d = values_get(table, place);
  return d->kind == PLACE_ELEMENT
             ? values_element(table, any_element(table, d->a),
                              values_any(table))
             : place;
}

value values_step(values *table, value place, value index) {
  value_data d = *values_get(table, place);
  const value_data *i = values_get(table, index);
  if (i->kind == VALUE_INT && i->number == 0)
    return place;
  if (d.kind == PLACE_ELEMENT && values_get(table, d.a)->kind == PLACE_ELEMENT)
    return any_element(table, place); /* it may walk into another row */
  if (d.kind == PLACE_ELEMENT)
    return values_element(table, d.a, values_op(table, SP_ADD, d.b, index));
  if (d.kind == PLACE_DEREF)
    return values_element(table, place, index);
  /* Of a single object, that is itself, or points behind it, or before it. */
  return i->kind == VALUE_INT
             ? values_at(table, PLACE_DEREF, 0, values_any(table))
             : place;
}

/* How many bits an operation keeps, and whether the highest is a sign. False if
 * it is no conversion. */
static bool conversion_of(sp_op op, unsigned *bits, bool *is_signed) {
  if (!sp_op_converts(op))
    return false;
  *bits = op == SP_U8 || op == SP_S8     ? 8
          : op == SP_U16 || op == SP_S16 ? 16
                                         : 32;
  *is_signed = op >= SP_S8;
  return true;
}

static int64_t convert(int64_t number, unsigned bits, bool is_signed) {
  uint64_t kept = (uint64_t)number & (((uint64_t)1 << bits) - 1);
  uint64_t sign = is_signed ? (uint64_t)1 << (bits - 1) : 0;
  return (int64_t)((kept ^ sign) - sign);
}

/* A conversion that does not change a, or that another one comes before; 0 if
 * it is neither. */
static value simplify_conversion(values *table, sp_op op, value a) {
  unsigned bits, inner;
  bool is_signed, inner_signed;
  const value_data *d = values_get(table, a);
  if (!conversion_of(op, &bits, &is_signed))
    return 0;
  if (d->kind == VALUE_SAVED) /* an IRQL is below 32 */
    return a;
  if (d->kind == VALUE_STATUS)
    return op == SP_U32 ? a : 0;
  if (d->kind == VALUE_CHOICE) {
    value condition = d->a, yes = d->b, no = d->c;
    yes = values_op(table, op, yes, 0);
    return values_choice(table, condition, yes, values_op(table, op, no, 0));
  }
  if (d->kind != VALUE_OP)
    return 0;
  if (d->op <= SP_OR && (d->op == SP_NOT || d->op >= SP_EQ))
    return a; /* 0 or 1 */
  if (d->op == SP_BITAND)
    for (int i = 0; i < 2; i++) {
      const value_data *mask = values_get(table, i ? d->b : d->a);
      if (mask->kind != VALUE_INT || mask->number < 0)
        continue;
      if (mask->number >> (bits - is_signed) == 0)
        return a;
      if ((mask->number & (((int64_t)1 << bits) - 1)) == 0)
        return values_int(table, 0);
    }
  if (!conversion_of(d->op, &inner, &inner_signed))
    return 0;
  if (inner >= bits) /* the outer one decides */
    return values_op(table, op, d->a, 0);
  return !inner_signed || is_signed ? a : 0;
}

bool values_fold(sp_op op, int64_t a, int64_t b, int64_t *out) {
  uint64_t x = (uint64_t)a, y = (uint64_t)b;
  switch (op) {
  case SP_NOT:
    *out = !a;
    return true;
  case SP_NEGATE:
    *out = (int64_t)(0 - x);
    return true;
  case SP_COMPLEMENT:
    *out = ~a;
    return true;
  case SP_EQ:
    *out = a == b;
    return true;
  case SP_NE:
    *out = a != b;
    return true;
  case SP_LT:
    *out = a < b;
    return true;
  case SP_LE:
    *out = a <= b;
    return true;
  case SP_AND:
    *out = a && b;
    return true;
  case SP_OR:
    *out = a || b;
    return true;
  case SP_ADD:
    *out = (int64_t)(x + y);
    return true;
  case SP_SUB:
    *out = (int64_t)(x - y);
    return true;
  case SP_MUL:
    *out = (int64_t)(x * y);
    return true;
  case SP_DIV:
  case SP_REM:
    if (b == 0 || b == -1)
      return false;
    *out = op == SP_DIV ? a / b : a % b;
    return true;
  case SP_BITAND:
    *out = a & b;
    return true;
  case SP_BITOR:
    *out = a | b;
    return true;
  case SP_BITXOR:
    *out = a ^ b;
    return true;
  case SP_SHL:
  case SP_SHR:
    if (b < 0 || b > 62)
      return false;
    *out = op == SP_SHL ? (int64_t)(x << b) : (int64_t)(x >> b);
    return true;
  case SP_SPIN:
    return false;
  case SP_U8:
  case SP_U16:
  case SP_U32:
  case SP_S8:
  case SP_S16:
  case SP_S32: {
    unsigned bits;
    bool is_signed;
    conversion_of(op, &bits, &is_signed);
    *out = convert(a, bits, is_signed);
    return true;
  }
  }
  return false;
}

/* A converted status that is held against a number: the status itself is. */
static value bare_status(const values *table, sp_op op, value a, value b) {
  const value_data *d = values_get(table, a);
  if ((op != SP_EQ && op != SP_NE) || d->kind != VALUE_OP || d->op != SP_S32 ||
      values_get(table, d->a)->kind != VALUE_STATUS)
    return 0;
  const value_data *number = values_get(table, b);
  return number->kind == VALUE_INT && number->number >= 0 ? d->a : 0;
}

/* A comparison of one of two numbers, (c ? 1 : 0) == 0, is c or its negation; 0
 * if it is not that. */
static value compare_choice(values *table, sp_op op, value a, value b) {
  if ((op != SP_EQ && op != SP_NE && op != SP_LT && op != SP_LE) || !b)
    return 0;
  bool left = values_get(table, a)->kind == VALUE_CHOICE;
  const value_data *choice = values_get(table, left ? a : b);
  const value_data *number = values_get(table, left ? b : a);
  if (choice->kind != VALUE_CHOICE || number->kind != VALUE_INT)
    return 0;
  int64_t results[2];
  for (int i = 0; i < 2; i++) {
    const value_data *arm = values_get(table, i ? choice->c : choice->b);
    if (arm->kind != VALUE_INT ||
        !values_fold(op, left ? arm->number : number->number,
                     left ? number->number : arm->number, &results[i]))
      return 0;
  }
  if (results[0] == results[1])
    return values_int(table, results[0]);
  value condition = choice->a;
  return results[0] ? values_op(table, SP_NE, condition, values_int(table, 0))
                    : values_op(table, SP_NOT, condition, 0);
}

/* Is the value the result of a comparison or of a logical operator, 0 or 1? */
static bool is_truth(const values *table, value v) {
  const value_data *d = values_get(table, v);
  return d->kind == VALUE_OP &&
         (d->op == SP_NOT || (d->op >= SP_EQ && d->op <= SP_OR));
}

/* 0 or 1, and with a mask: itself, or 0. */
static value mask_truth(values *table, value v, value mask) {
  const value_data *y = values_get(table, mask);
  if (!is_truth(table, v) || y->kind != VALUE_INT)
    return 0;
  return y->number & 1 ? v : values_int(table, 0);
}

/* 0 or 1, compared with a number: itself, its negation, or a number. 0 if it is
 * no such comparison. */
static value compare_truth(values *table, sp_op op, value v, value with) {
  const value_data *y = values_get(table, with);
  if ((op != SP_EQ && op != SP_NE) || !is_truth(table, v) ||
      y->kind != VALUE_INT)
    return 0;
  if (y->number != 0 && y->number != 1)
    return values_int(table, op == SP_NE);
  return (y->number == 1) == (op == SP_EQ) ? v : values_op(table, SP_NOT, v, 0);
}

/* (x & BIT) == BIT is (x & BIT) != 0, if it is one bit; 0 if that is not it. */
static value compare_bit(values *table, sp_op op, value v, value with) {
  const value_data *x = values_get(table, v), *y = values_get(table, with);
  if ((op != SP_EQ && op != SP_NE) || y->kind != VALUE_INT || y->number <= 0 ||
      (y->number & (y->number - 1)) || x->kind != VALUE_OP ||
      x->op != SP_BITAND || (x->a != with && x->b != with))
    return 0;
  return values_op(table, op == SP_EQ ? SP_NE : SP_EQ, v, values_int(table, 0));
}

value values_op(values *table, sp_op op, value a, value b) {
  const value_data *x = values_get(table, a),
                   *y = b ? values_get(table, b) : NULL;
  int64_t number;
  if (x->kind == VALUE_INT && (!y || y->kind == VALUE_INT) &&
      values_fold(op, x->number, y ? y->number : 0, &number))
    return values_int(table, number);
  value simpler = compare_choice(table, op, a, b);
  for (int i = 0; b && !simpler && i < 2; i++) {
    simpler = compare_truth(table, op, i ? b : a, i ? a : b);
    if (!simpler)
      simpler = compare_bit(table, op, i ? b : a, i ? a : b);
  }
  if (!simpler)
    simpler = simplify_conversion(table, op, a);
  if (!simpler && op == SP_BITAND)
    simpler = mask_truth(table, a, b);
  if (!simpler && op == SP_BITAND)
    simpler = mask_truth(table, b, a);
  if (simpler)
    return simpler;
  value status = b ? bare_status(table, op, a, b) : 0;
  if (status)
    a = status;
  else if (b && (status = bare_status(table, op, b, a)))
    b = status;
  x = values_get(table, a); /* the table may have grown */
  y = b ? values_get(table, b) : NULL;
  if ((op == SP_ADD || op == SP_SUB) && y && y->kind == VALUE_INT &&
      y->number == 0)
    return a;
  if ((op == SP_EQ || op == SP_ADD || op == SP_BITAND || op == SP_BITOR) &&
      a > b) {
    value swap = a; /* one order for what has none */
    a = b;
    b = swap;
  }
  return add(table, (value_data){.kind = VALUE_OP, .op = op, .a = a, .b = b});
}

value values_choice(values *table, value condition, value yes, value no) {
  const value_data *d = values_get(table, condition);
  if (d->kind == VALUE_INT)
    return d->number ? yes : no;
  if (yes == no)
    return yes;
  /* c ? t : 0 is c && t, and c ? 1 : t is c || t, where t is 0 or 1. */
  const value_data *y = values_get(table, yes), *n = values_get(table, no);
  if (is_truth(table, yes) && n->kind == VALUE_INT && n->number == 0)
    return values_op(table, SP_AND, condition, yes);
  if (is_truth(table, no) && y->kind == VALUE_INT && y->number == 1)
    return values_op(table, SP_OR, condition, no);
  return add(
      table,
      (value_data){.kind = VALUE_CHOICE, .a = condition, .b = yes, .c = no});
}

bool values_mentions(const values *table, value v, int64_t step) {
  if (!v || !values_may_mention(table, v, step))
    return false;
  if (step == table->entries[v].first || step == table->entries[v].last)
    return true;
  const value_data *d = values_get(table, v);
  return values_mentions(table, d->a, step) ||
         values_mentions(table, d->b, step) ||
         values_mentions(table, d->c, step);
}

value values_map(values *table, value v, values_replace replace,
                 void *context) {
  if (!v)
    return 0;
  value whole = replace(context, v);
  if (whole)
    return whole;
  value_data d = *values_get(table, v);
  value a = values_map(table, d.a, replace, context);
  value b = values_map(table, d.b, replace, context);
  value c = values_map(table, d.c, replace, context);
  if (table->failed || (a == d.a && b == d.b && c == d.c))
    return v;
  switch (d.kind) {
  case VALUE_OP:
    return values_op(table, d.op, a, b);
  case VALUE_CHOICE:
    return values_choice(table, a, b, c);
  case VALUE_ADDRESS:
    return values_address(table, a);
  case PLACE_DEREF:
    return values_deref(table, a);
  case PLACE_ELEMENT:
    if (values_get(table, d.a)->kind == PLACE_DEREF)
      return values_step(table, a, b);
    return values_element(table, a, b);
  default:
    d.a = a;
    d.b = b;
    d.c = c;
    return add(table, d);
  }
}

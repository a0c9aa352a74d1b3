/*
 * bits.c - words of bits as clauses.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "bits_internal.h"

#include <assert.h>
#include <string.h>

/* The literal that is always true; its negation is always false. */
enum { YES = 1, NO = -1 };

bool sp_ints_push(sp_ints *list, int value) {
  if (list->count == list->room) {
    size_t room = list->room ? 2 * list->room : 64;
    int *at = realloc(list->at, room * sizeof *at);
    if (!at)
      return false;
    list->at = at;
    list->room = room;
  }
  list->at[list->count++] = value;
  return true;
}

static void push(sp_bits *bits, sp_ints *list, int value) {
  if (!sp_ints_push(list, value))
    bits->failed = true;
}

sp_bits *sp_bits_new(void) {
  sp_bits *bits = calloc(1, sizeof *bits);
  if (bits)
    bits->variables = YES;
  return bits;
}

void sp_bits_free(sp_bits *bits) {
  if (!bits)
    return;
  free(bits->clauses.at);
  free(bits->words.at);
  free(bits);
}

/* Adds a clause of up to three literals; 0 is none. */
static void clause(sp_bits *bits, int a, int b, int c) {
  int literals[3], count = 0;
  for (int i = 0; i < 3; i++) {
    int each = i == 0 ? a : i == 1 ? b : c;
    if (each == YES)
      return;
    if (each != 0 && each != NO)
      literals[count++] = each;
  }
  push(bits, &bits->clauses, count);
  for (int i = 0; i < count; i++)
    push(bits, &bits->clauses, literals[i]);
}

static int both(sp_bits *bits, int a, int b) {
  if (a == NO || b == NO || a == -b)
    return NO;
  if (a == YES || a == b)
    return b;
  if (b == YES)
    return a;
  int c = ++bits->variables;
  clause(bits, -c, a, 0);
  clause(bits, -c, b, 0);
  clause(bits, c, -a, -b);
  return c;
}

static int either(sp_bits *bits, int a, int b) { return -both(bits, -a, -b); }

static int differ(sp_bits *bits, int a, int b) {
  if (a == NO || b == NO)
    return a == NO ? b : a;
  if (a == YES || b == YES)
    return a == YES ? -b : -a;
  if (a == b || a == -b)
    return a == b ? NO : YES;
  int c = ++bits->variables;
  clause(bits, -c, a, b);
  clause(bits, -c, -a, -b);
  clause(bits, c, -a, b);
  clause(bits, c, a, -b);
  return c;
}

/* Are at least two of them true? */
static int majority(sp_bits *bits, int a, int b, int c) {
  if (a == b || b == -c)
    return a;
  if (a == c || a == -b)
    return c;
  if (b == c || a == -c)
    return b;
  if (a == YES || a == NO)
    return a == YES ? either(bits, b, c) : both(bits, b, c);
  if (b == YES || b == NO)
    return b == YES ? either(bits, a, c) : both(bits, a, c);
  if (c == YES || c == NO)
    return c == YES ? either(bits, a, b) : both(bits, a, b);
  int m = ++bits->variables;
  for (int sign = -1; sign <= 1; sign += 2) {
    clause(bits, sign * m, -sign * a, -sign * b);
    clause(bits, sign * m, -sign * a, -sign * c);
    clause(bits, sign * m, -sign * b, -sign * c);
  }
  return m;
}

static int choose(sp_bits *bits, int which, int yes, int no) {
  return yes == no
             ? yes
             : either(bits, both(bits, which, yes), both(bits, -which, no));
}

/*===----------------------------------------------------------------------===
 * Words, as arrays of literals, the lowest bit first
 *===----------------------------------------------------------------------===*/

enum { MOST = 128 }; /* twice the width of a word, for products */

static sp_word keep(sp_bits *bits, const int *literals, unsigned width) {
  sp_word word = {bits->words.count, width};
  for (unsigned i = 0; i < width; i++)
    push(bits, &bits->words, literals[i]);
  return word;
}

static void load(const sp_bits *bits, sp_word word, int *literals) {
  for (unsigned i = 0; i < word.width; i++)
    literals[i] = bits->failed ? NO : bits->words.at[word.first + i];
}

/* sum = a + b + carry; returns the carry out. */
static int add(sp_bits *bits, const int *a, const int *b, int carry, int *sum,
               unsigned width) {
  for (unsigned i = 0; i < width; i++) {
    int half = differ(bits, a[i], b[i]);
    int out = majority(bits, a[i], b[i], carry);
    sum[i] = differ(bits, half, carry);
    carry = out;
  }
  return carry;
}

static void negate(const int *a, int *out, unsigned width) {
  for (unsigned i = 0; i < width; i++)
    out[i] = -a[i];
}

/* out = is ? -a : a */
static void negate_if(sp_bits *bits, int is, const int *a, int *out,
                      unsigned width) {
  int flipped[MOST], zero[MOST];
  for (unsigned i = 0; i < width; i++) {
    flipped[i] = differ(bits, a[i], is);
    zero[i] = NO;
  }
  add(bits, flipped, zero, is, out, width);
}

static int equal(sp_bits *bits, const int *a, const int *b, unsigned width) {
  int same = YES;
  for (unsigned i = 0; i < width; i++)
    same = both(bits, same, -differ(bits, a[i], b[i]));
  return same;
}

/* a < b; the carry of a - b tells. */
static int less(sp_bits *bits, const int *a, const int *b, unsigned width) {
  int carry = YES;
  for (unsigned i = 0; i < width; i++)
    carry = majority(bits, a[i], -b[i], carry);
  return -carry;
}

static void multiply(sp_bits *bits, const int *a, const int *b, int *out,
                     unsigned width) {
  for (unsigned i = 0; i < width; i++)
    out[i] = NO;
  for (unsigned shift = 0; shift < width; shift++) {
    if (b[shift] == NO)
      continue;
    int part[MOST];
    for (unsigned i = 0; i < width; i++)
      part[i] = i < shift ? NO : both(bits, a[i - shift], b[shift]);
    add(bits, out, part, NO, out, width);
  }
}

static void shift(sp_bits *bits, sp_bits_op op, const int *a, const int *by,
                  int *out, unsigned width) {
  const int fill = op == SP_BITS_ASHR ? a[width - 1] : NO;
  int far = NO;
  for (unsigned i = 0; i < width; i++)
    out[i] = a[i];
  for (unsigned stage = 0; stage < width; stage++) {
    if (stage >= 7 || (1u << stage) >= width) {
      far = either(bits, far, by[stage]);
      continue;
    }
    const unsigned step = 1u << stage;
    int next[MOST];
    for (unsigned i = 0; i < width; i++) {
      int from = op == SP_BITS_SHL ? (i >= step ? out[i - step] : fill)
                                   : (i + step < width ? out[i + step] : fill);
      next[i] = choose(bits, by[stage], from, out[i]);
    }
    for (unsigned i = 0; i < width; i++)
      out[i] = next[i];
  }
  for (unsigned i = 0; i < width; i++)
    out[i] = choose(bits, far, fill, out[i]);
}

/* The k of b == 1 << k, if b is such a constant; else width. */
static unsigned power_of_two(const int *b, unsigned width) {
  unsigned found = width;
  for (unsigned i = 0; i < width; i++) {
    if (b[i] == NO)
      continue;
    if (b[i] != YES || found != width)
      return width;
    found = i;
  }
  return found;
}

/* a == quotient * b + rest, and rest < b, unless b is 0. */
static void divide(sp_bits *bits, const int *a, const int *b, int *quotient,
                   int *rest, unsigned width) {
  const unsigned power = power_of_two(b, width);
  if (power < width) {
    for (unsigned i = 0; i < width; i++) {
      quotient[i] = i + power < width ? a[i + power] : NO;
      rest[i] = i < power ? a[i] : NO;
    }
    return;
  }
  int q[MOST] = {0}, r[MOST] = {0}, d[MOST] = {0}, n[MOST] = {0};
  int product[MOST], sum[MOST], zero[MOST] = {0};
  for (unsigned i = 0; i < 2 * width; i++) {
    const bool low = i < width;
    q[i] = low ? ++bits->variables : NO;
    r[i] = low ? ++bits->variables : NO;
    d[i] = low ? b[i] : NO;
    n[i] = low ? a[i] : NO;
    zero[i] = NO;
  }
  multiply(bits, q, d, product, 2 * width);
  add(bits, product, r, NO, sum, 2 * width);
  const int by_zero = equal(bits, b, zero, width);
  clause(bits, by_zero, equal(bits, sum, n, 2 * width), 0);
  clause(bits, by_zero, less(bits, r, d, width), 0);
  for (unsigned i = 0; i < width; i++) {
    quotient[i] = q[i];
    rest[i] = r[i];
  }
}

static void divide_signed(sp_bits *bits, bool wants_rest, const int *a,
                          const int *b, int *out, unsigned width) {
  const int negative = a[width - 1], other = b[width - 1];
  int positive_a[MOST], positive_b[MOST], quotient[MOST], rest[MOST];
  negate_if(bits, negative, a, positive_a, width);
  negate_if(bits, other, b, positive_b, width);
  divide(bits, positive_a, positive_b, quotient, rest, width);
  if (wants_rest)
    negate_if(bits, negative, rest, out, width);
  else
    negate_if(bits, differ(bits, negative, other), quotient, out, width);
}

/*===----------------------------------------------------------------------===
 * The interface
 *===----------------------------------------------------------------------===*/

sp_word sp_bits_constant(sp_bits *bits, uint64_t value, unsigned width) {
  assert(width >= 1 && width <= 64);
  int literals[64];
  for (unsigned i = 0; i < width; i++)
    literals[i] = (value >> i) & 1 ? YES : NO;
  return keep(bits, literals, width);
}

sp_word sp_bits_variable(sp_bits *bits, unsigned width) {
  assert(width >= 1 && width <= 64);
  int literals[64];
  for (unsigned i = 0; i < width; i++)
    literals[i] = ++bits->variables;
  return keep(bits, literals, width);
}

sp_word sp_bits_resize(sp_bits *bits, sp_word a, unsigned width, bool sign) {
  assert(width >= 1 && width <= 64);
  int literals[MOST];
  load(bits, a, literals);
  for (unsigned i = a.width; i < width; i++)
    literals[i] = sign ? literals[a.width - 1] : NO;
  return keep(bits, literals, width);
}

/* The number of a word among those that are kept in order; SP_BITS_ORDERED if
 * there is no more room. */
static unsigned number_of(sp_bits *bits, const int *a, unsigned width) {
  int known[MOST];
  for (unsigned i = 0; i < bits->ordered_count; i++) {
    if (bits->ordered[i].width != width)
      continue;
    load(bits, bits->ordered[i], known);
    if (memcmp(known, a, width * sizeof *a) == 0)
      return i;
  }
  if (bits->ordered_count == SP_BITS_ORDERED)
    return SP_BITS_ORDERED;
  bits->ordered[bits->ordered_count] = keep(bits, a, width);
  return bits->ordered_count++;
}

static int less_of(sp_bits *bits, unsigned i, unsigned j) {
  int a[MOST], b[MOST];
  if (i == j)
    return NO;
  if (!bits->less[i][j]) {
    load(bits, bits->ordered[i], a);
    load(bits, bits->ordered[j], b);
    bits->less[i][j] = less(bits, a, b, bits->ordered[i].width);
  }
  return bits->less[i][j];
}

void sp_bits_order(sp_bits *bits) {
  const unsigned count = bits->ordered_count;
  for (unsigned i = 0; i < count; i++)
    for (unsigned j = 0; j < count; j++) {
      if (i == j || bits->ordered[i].width != bits->ordered[j].width)
        continue;
      clause(bits, -less_of(bits, i, j), -less_of(bits, j, i), 0);
      for (unsigned k = 0; k < count; k++) {
        if (k == i || k == j ||
            bits->ordered[i].width != bits->ordered[k].width)
          continue;
        /* i < j and j <= k, or i <= j and j < k: i < k */
        clause(bits, -less_of(bits, i, j), less_of(bits, k, j),
               less_of(bits, i, k));
        clause(bits, less_of(bits, j, i), -less_of(bits, j, k),
               less_of(bits, i, k));
      }
    }
}

/* Those whose result has one bit. */
static int compare(sp_bits *bits, sp_bits_op op, int *a, int *b,
                   unsigned width) {
  if (op == SP_BITS_EQUAL)
    return equal(bits, a, b, width);
  if (op == SP_BITS_SLESS || op == SP_BITS_SLESS_EQUAL) {
    /* With the signs turned, order is that of unsigned numbers. */
    a[width - 1] = -a[width - 1];
    b[width - 1] = -b[width - 1];
  }
  const bool or_equal = op == SP_BITS_ULESS_EQUAL || op == SP_BITS_SLESS_EQUAL;
  const unsigned i = number_of(bits, or_equal ? b : a, width);
  const unsigned j = number_of(bits, or_equal ? a : b, width);
  const int result = i == SP_BITS_ORDERED || j == SP_BITS_ORDERED
                         ? less(bits, or_equal ? b : a, or_equal ? a : b, width)
                         : less_of(bits, i, j);
  return or_equal ? -result : result;
}

sp_word sp_bits_apply(sp_bits *bits, sp_bits_op op, sp_word left,
                      sp_word right) {
  assert(left.width == right.width);
  const unsigned width = left.width;
  int a[MOST], b[MOST], out[MOST], other[MOST];
  load(bits, left, a);
  load(bits, right, b);
  switch (op) {
  case SP_BITS_ADD:
    add(bits, a, b, NO, out, width);
    break;
  case SP_BITS_SUB:
    negate(b, other, width);
    add(bits, a, other, YES, out, width);
    break;
  case SP_BITS_MUL:
    multiply(bits, a, b, out, width);
    break;
  case SP_BITS_UDIV:
    divide(bits, a, b, out, other, width);
    break;
  case SP_BITS_UREM:
    divide(bits, a, b, other, out, width);
    break;
  case SP_BITS_SDIV:
  case SP_BITS_SREM:
    divide_signed(bits, op == SP_BITS_SREM, a, b, out, width);
    break;
  case SP_BITS_SHL:
  case SP_BITS_LSHR:
  case SP_BITS_ASHR:
    shift(bits, op, a, b, out, width);
    break;
  case SP_BITS_AND:
  case SP_BITS_OR:
  case SP_BITS_XOR:
    for (unsigned i = 0; i < width; i++)
      out[i] = op == SP_BITS_AND  ? both(bits, a[i], b[i])
               : op == SP_BITS_OR ? either(bits, a[i], b[i])
                                  : differ(bits, a[i], b[i]);
    break;
  default:
    out[0] = compare(bits, op, a, b, width);
    return keep(bits, out, 1);
  }
  return keep(bits, out, width);
}

void sp_bits_require(sp_bits *bits, sp_word bit) {
  assert(bit.width == 1);
  int literal[MOST];
  load(bits, bit, literal);
  clause(bits, literal[0], 0, 0);
}

/* Words of bits: every operation on all small words, and searches that need to
 * learn, against what brute force says.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/bits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ENOUGH = 100000 };

static uint64_t cut(uint64_t value, unsigned width) {
  return width < 64 ? value & ((UINT64_C(1) << width) - 1) : value;
}

static int64_t with_sign(uint64_t value, unsigned width) {
  const uint64_t sign = UINT64_C(1) << (width - 1);
  return (int64_t)((cut(value, width) ^ sign) - sign);
}

static uint64_t computed(sp_bits_op op, uint64_t a, uint64_t b,
                         unsigned width) {
  const int64_t x = with_sign(a, width), y = with_sign(b, width);
  switch (op) {
  case SP_BITS_ADD:
    return cut(a + b, width);
  case SP_BITS_SUB:
    return cut(a - b, width);
  case SP_BITS_MUL:
    return cut(a * b, width);
  case SP_BITS_UDIV:
    return a / b;
  case SP_BITS_UREM:
    return a % b;
  case SP_BITS_SDIV:
    return cut((uint64_t)(x / y), width);
  case SP_BITS_SREM:
    return cut((uint64_t)(x % y), width);
  case SP_BITS_SHL:
    return b < width ? cut(a << b, width) : 0;
  case SP_BITS_LSHR:
    return b < width ? a >> b : 0;
  case SP_BITS_ASHR:
    return cut((uint64_t)(x >> (b < width ? b : width - 1)), width);
  case SP_BITS_AND:
    return a & b;
  case SP_BITS_OR:
    return a | b;
  case SP_BITS_XOR:
    return a ^ b;
  case SP_BITS_EQUAL:
    return a == b;
  case SP_BITS_ULESS:
    return a < b;
  case SP_BITS_ULESS_EQUAL:
    return a <= b;
  case SP_BITS_SLESS:
    return x < y;
  case SP_BITS_SLESS_EQUAL:
    return x <= y;
  }
  return 0;
}

static bool divides(sp_bits_op op) {
  return op >= SP_BITS_UDIV && op <= SP_BITS_SREM;
}

static sp_word same(sp_bits *bits, sp_word a, uint64_t value) {
  return sp_bits_apply(bits, SP_BITS_EQUAL, a,
                       sp_bits_constant(bits, value, a.width));
}

static sp_word negated(sp_bits *bits, sp_word bit) {
  return sp_bits_apply(bits, SP_BITS_XOR, bit, sp_bits_constant(bits, 1, 1));
}

/* The operation on variables, or constants, can have this result, and no
 * other. */
static void check(sp_bits_op op, uint64_t a, uint64_t b, unsigned width,
                  bool as_constants) {
  const uint64_t expected = computed(op, a, b, width);
  for (int right = 0; right < 2; right++) {
    sp_bits *bits = sp_bits_new();
    assert_non_null(bits);
    sp_word x = as_constants ? sp_bits_constant(bits, a, width)
                             : sp_bits_variable(bits, width);
    sp_word y = as_constants ? sp_bits_constant(bits, b, width)
                             : sp_bits_variable(bits, width);
    sp_word result = sp_bits_apply(bits, op, x, y);
    sp_bits_require(bits, same(bits, x, a));
    sp_bits_require(bits, same(bits, y, b));
    sp_word is = same(bits, result, expected);
    sp_bits_require(bits, right ? is : negated(bits, is));
    assert_int_equal(sp_bits_satisfiable(bits, ENOUGH), right ? SP_YES : SP_NO);
    sp_bits_free(bits);
  }
}

static void operations(void **state) {
  (void)state;
  for (int op = SP_BITS_ADD; op <= SP_BITS_SLESS_EQUAL; op++)
    for (unsigned width = 1; width <= 4; width++)
      for (uint64_t a = 0; a < 1u << width; a++)
        for (uint64_t b = 0; b < 1u << width; b++)
          if (b != 0 || !divides((sp_bits_op)op)) {
            check((sp_bits_op)op, a, b, width, false);
            check((sp_bits_op)op, a, b, width, true);
          }
}

static uint64_t next(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  return *seed ^= *seed << 17;
}

static void wide_operations(void **state) {
  (void)state;
  uint64_t seed = 88172645463325252u;
  for (int op = SP_BITS_ADD; op <= SP_BITS_SLESS_EQUAL; op++)
    for (int round = 0; round < 6; round++) {
      const unsigned width = divides((sp_bits_op)op) ? 10 : round < 3 ? 32 : 64;
      uint64_t a = cut(next(&seed), width), b = cut(next(&seed), width);
      if (op >= SP_BITS_SHL && op <= SP_BITS_ASHR)
        b %= width + 3;
      if (divides((sp_bits_op)op))
        b = cut(b >> (width / 2), width) | 1;
      check((sp_bits_op)op, a, b, width, true);
      if (!divides((sp_bits_op)op) && op != SP_BITS_MUL)
        check((sp_bits_op)op, a, b, width, false);
    }
}

static void division_by_zero_is_anything(void **state) {
  (void)state;
  for (int op = SP_BITS_UDIV; op <= SP_BITS_SREM; op++) {
    sp_bits *bits = sp_bits_new();
    sp_word result =
        sp_bits_apply(bits, (sp_bits_op)op, sp_bits_constant(bits, 5, 8),
                      sp_bits_constant(bits, 0, 8));
    sp_bits_require(bits, same(bits, result, 77));
    assert_int_equal(sp_bits_satisfiable(bits, ENOUGH), SP_YES);
    sp_bits_free(bits);
  }
}

static void resized(void **state) {
  (void)state;
  sp_bits *bits = sp_bits_new();
  sp_word byte = sp_bits_constant(bits, 0x9c, 8);
  sp_bits_require(bits,
                  same(bits, sp_bits_resize(bits, byte, 16, true), 0xff9c));
  sp_bits_require(bits,
                  same(bits, sp_bits_resize(bits, byte, 16, false), 0x9c));
  sp_bits_require(bits, same(bits, sp_bits_resize(bits, byte, 4, true), 0xc));
  assert_int_equal(sp_bits_satisfiable(bits, ENOUGH), SP_YES);
  sp_bits_free(bits);
}

/* Squares are 0, 1 or 4 modulo 8: to find that none is 3 takes a search. */
static void no_square(void **state) {
  (void)state;
  for (unsigned value = 0; value < 8; value++) {
    sp_bits *bits = sp_bits_new();
    sp_word x = sp_bits_variable(bits, 12);
    sp_word square = sp_bits_apply(bits, SP_BITS_MUL, x, x);
    sp_bits_require(bits,
                    same(bits, sp_bits_resize(bits, square, 3, false), value));
    assert_int_equal(sp_bits_satisfiable(bits, ENOUGH),
                     value == 0 || value == 1 || value == 4 ? SP_YES : SP_NO);
    sp_bits_free(bits);
  }
}

/* Chains of comparisons of wide words are decided at once. */
static void chains(void **state) {
  (void)state;
  for (int closed = 0; closed < 2; closed++)
    for (int op = SP_BITS_ULESS; op <= SP_BITS_SLESS_EQUAL; op++) {
      sp_bits *bits = sp_bits_new();
      sp_word word[6];
      for (int i = 0; i < 6; i++)
        word[i] = sp_bits_variable(bits, 64);
      for (int i = 0; i < 5; i++)
        sp_bits_require(
            bits, sp_bits_apply(bits, (sp_bits_op)op, word[i], word[i + 1]));
      if (closed)
        sp_bits_require(
            bits, sp_bits_apply(bits,
                                op == SP_BITS_ULESS || op == SP_BITS_ULESS_EQUAL
                                    ? SP_BITS_ULESS
                                    : SP_BITS_SLESS,
                                word[5], word[0]));
      assert_int_equal(sp_bits_satisfiable(bits, 2000),
                       closed ? SP_NO : SP_YES);
      sp_bits_free(bits);
    }
}

/* Without enough conflicts it is not decided. */
static void budget(void **state) {
  (void)state;
  sp_bits *bits = sp_bits_new();
  sp_word x = sp_bits_variable(bits, 24), y = sp_bits_variable(bits, 24);
  sp_word one = sp_bits_constant(bits, 1, 24);
  sp_bits_require(bits, sp_bits_apply(bits, SP_BITS_ULESS, one, x));
  sp_bits_require(bits, sp_bits_apply(bits, SP_BITS_ULESS, one, y));
  sp_word product =
      sp_bits_apply(bits, SP_BITS_MUL, sp_bits_resize(bits, x, 48, false),
                    sp_bits_resize(bits, y, 48, false));
  sp_bits_require(bits, same(bits, product, 16769023)); /* a prime */
  assert_int_equal(sp_bits_satisfiable(bits, 3), SP_UNKNOWN);
  sp_bits_free(bits);
}

/* Random conditions on two words, against all their values. */
static void conditions(void **state) {
  (void)state;
  enum { WIDTH = 4, TERMS = 6, CONDITIONS = 4 };
  uint64_t seed = 2463534242u;
  for (int round = 0; round < 400; round++) {
    sp_bits_op ops[TERMS + CONDITIONS];
    unsigned left[TERMS + CONDITIONS], right[TERMS + CONDITIONS];
    bool wanted[CONDITIONS];
    for (int i = 0; i < TERMS + CONDITIONS; i++) {
      do
        ops[i] = (sp_bits_op)(i < TERMS ? next(&seed) % SP_BITS_EQUAL
                                        : SP_BITS_EQUAL + next(&seed) % 5);
      while (divides(ops[i]));
      const unsigned made = 2 + (unsigned)(i < TERMS ? i : TERMS);
      left[i] = (unsigned)(next(&seed) % made);
      right[i] = (unsigned)(next(&seed) % made);
      if (i >= TERMS)
        wanted[i - TERMS] = next(&seed) % 2;
    }
    bool possible = false;
    for (unsigned values = 0; values < 1u << 2 * WIDTH && !possible; values++) {
      uint64_t word[2 + TERMS] = {cut(values, WIDTH), values >> WIDTH};
      for (int i = 0; i < TERMS; i++)
        word[2 + i] = computed(ops[i], word[left[i]], word[right[i]], WIDTH);
      possible = true;
      for (int i = 0; i < CONDITIONS; i++)
        possible &= computed(ops[TERMS + i], word[left[TERMS + i]],
                             word[right[TERMS + i]], WIDTH) == wanted[i];
    }
    sp_bits *bits = sp_bits_new();
    sp_word word[2 + TERMS];
    word[0] = sp_bits_variable(bits, WIDTH);
    word[1] = sp_bits_variable(bits, WIDTH);
    for (int i = 0; i < TERMS; i++)
      word[2 + i] = sp_bits_apply(bits, ops[i], word[left[i]], word[right[i]]);
    for (int i = 0; i < CONDITIONS; i++) {
      sp_word bit = sp_bits_apply(bits, ops[TERMS + i], word[left[TERMS + i]],
                                  word[right[TERMS + i]]);
      sp_bits_require(bits, wanted[i] ? bit : negated(bits, bit));
    }
    assert_int_equal(sp_bits_satisfiable(bits, ENOUGH),
                     possible ? SP_YES : SP_NO);
    sp_bits_free(bits);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(operations),
      cmocka_unit_test(wide_operations),
      cmocka_unit_test(division_by_zero_is_anything),
      cmocka_unit_test(resized),
      cmocka_unit_test(no_square),
      cmocka_unit_test(chains),
      cmocka_unit_test(budget),
      cmocka_unit_test(conditions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

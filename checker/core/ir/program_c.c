/* Nodes as C, for people.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"
#include "spinpair/routines.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct text {
  const sp_program *program;
  const sp_function *function;
  const sp_step *call; /* NULL: the node is the function's own */
  char *buffer;
  size_t size, length;
} text;

static void put_until(text *t, const char *what, char end) {
  for (; *what && *what != end; what++, t->length++)
    if (t->length + 1 < t->size)
      t->buffer[t->length] = *what;
}

static void put(text *t, const char *what) { put_until(t, what, 0); }

static const char *const operators[] = {
    [SP_NOT] = "!",   [SP_NEGATE] = "-", [SP_COMPLEMENT] = "~",
    [SP_EQ] = "==",   [SP_NE] = "!=",    [SP_LT] = "<",
    [SP_LE] = "<=",   [SP_AND] = "&&",   [SP_OR] = "||",
    [SP_ADD] = "+",   [SP_SUB] = "-",    [SP_MUL] = "*",
    [SP_DIV] = "/",   [SP_REM] = "%",    [SP_BITAND] = "&",
    [SP_BITOR] = "|", [SP_BITXOR] = "^", [SP_SHL] = "<<",
    [SP_SHR] = ">>",  [SP_SPIN] = "of"};

static void put_node(text *t, sp_node node);

static void put_variable(text *t, const sp_node_data *d) {
  const char *name = "";
  if (!t->call && (uint64_t)d->number < t->function->variable_count)
    name = t->function->variables[d->number];
  put(t, *name ? name : "?");
}

/* What is in a place: of a callee's parameter what the call gives it. */
static void put_load(text *t, sp_node place) {
  const sp_node_data *d = sp_program_data(t->program, place);
  if (!t->call || d->kind != SP_VARIABLE) {
    put_node(t, place);
  } else if ((uint64_t)d->number < t->call->argument_count) {
    text given = *t;
    given.call = NULL;
    put_node(&given, t->call->arguments[d->number]);
    t->length = given.length;
  } else {
    put(t, "?");
  }
}

/* The pointer that a place is reached through; SP_NO_NODE if it is none. What a
 * call gives the address of is reached without one. */
static sp_node pointer_to(const text *t, sp_node place, bool *direct) {
  const sp_node_data *d = sp_program_data(t->program, place);
  *direct = false;
  if (d->kind != SP_DEREF)
    return SP_NO_NODE;
  const sp_node_data *a = sp_program_data(t->program, d->a);
  if (!t->call || a->kind != SP_LOAD)
    return d->a;
  const sp_node_data *v = sp_program_data(t->program, a->a);
  if (v->kind != SP_VARIABLE || (uint64_t)v->number >= t->call->argument_count)
    return d->a;
  const sp_node_data *given =
      sp_program_data(t->program, t->call->arguments[v->number]);
  *direct = given->kind == SP_ADDRESS;
  return *direct ? given->a : d->a;
}

/* A place, and what leads on to a part of it: through a pointer or within; no
 * part if through is NULL. */
static void put_place(text *t, sp_node place, const char *through,
                      const char *within) {
  bool direct;
  sp_node pointer = pointer_to(t, place, &direct);
  if (direct) {
    text given = *t;
    given.call = NULL;
    put_node(&given, pointer);
    t->length = given.length;
    put(t, within);
  } else if (pointer != SP_NO_NODE) {
    put(t, through ? "" : "*");
    put_node(t, pointer);
    put(t, through ? through : "");
  } else {
    put_node(t, place);
    put(t, within);
  }
}

/* What StorPortAcquireSpinLock takes: "StartIoLock", "DpcLock of &Dpc"; and
 * what a pointer names: "spin lock 'Queue->Lock'". */
static void put_spin_lock(text *t, const sp_node_data *d) {
  const sp_node_data *which = sp_program_data(t->program, d->a);
  const sp_node_data *of = sp_program_data(t->program, d->b);
  const char *single = which->kind == SP_INT && which->number < 0
                           ? sp_kind_name(sp_lock_kind_of(which->number))
                           : NULL;
  if (single) {
    put(t, single);
    return;
  }
  if (which->kind == SP_INT && which->number < 0) {
    put(t, "spin lock '");
    if (of->kind == SP_ADDRESS) {
      put_node(t, of->a);
    } else {
      put(t, "*");
      put_node(t, d->b);
    }
    put(t, "'");
    return;
  }
  const char *name =
      which->kind == SP_INT ? sp_spin_lock_name(which->number) : "";
  put(t, name);
  if (!*name)
    put_node(t, d->a);
  if (of->kind == SP_INT && of->number == 0)
    return;
  put(t, " of ");
  put_node(t, d->b);
}

static void put_binary(text *t, const sp_node_data *d) {
  put(t, "(");
  put_node(t, d->a);
  put(t, " ");
  put(t, operators[d->op]);
  put(t, " ");
  put_node(t, d->b);
  put(t, ")");
}

static void put_node(text *t, sp_node node) {
  const sp_node_data *d = sp_program_data(t->program, node);
  const sp_node_data *place;
  char number[24];
  const char *dot;
  switch (d->kind) {
  case SP_UNKNOWN_VALUE:
  case SP_ACQUIRED:
    put(t, "?");
    break;
  case SP_INT:
    snprintf(number, sizeof number, "%" PRId64, d->number);
    put(t, number);
    break;
  case SP_FUNCTION:
  case SP_GLOBAL: /* of one unit: "name@file" */
    put_until(t, d->name, '@');
    break;
  case SP_LOAD:
    put_load(t, d->a);
    break;
  case SP_ADDRESS:
    place = sp_program_data(t->program, d->a);
    if (place->kind != SP_DEREF) {
      put(t, "&");
      put_node(t, d->a);
    } else {
      put_node(t, place->a);
    }
    break;
  case SP_OP:
    if (d->op == SP_SPIN) {
      put_spin_lock(t, d);
    } else if (sp_op_converts(d->op)) { /* as one reads it */
      put_node(t, d->a);
    } else if (d->op > SP_COMPLEMENT) {
      put_binary(t, d);
    } else {
      put(t, operators[d->op]);
      put_node(t, d->a);
    }
    break;
  case SP_CHOICE:
    put(t, "(");
    put_node(t, d->a);
    put(t, " ? ");
    put_node(t, d->b);
    put(t, " : ");
    put_node(t, d->c);
    put(t, ")");
    break;
  case SP_VARIABLE:
    put_variable(t, d);
    break;
  case SP_DEREF:
    put_place(t, node, NULL, "");
    break;
  case SP_FIELD:
    put_place(t, d->a, "->", ".");
    dot = strrchr(d->name, '.');
    put(t, dot ? dot + 1 : d->name);
    break;
  case SP_ELEMENT:
    put_place(t, d->a, "", "");
    put(t, "[");
    put_node(t, d->b);
    put(t, "]");
    break;
  }
}

size_t sp_program_c_text(const sp_program *program, const sp_function *function,
                         const sp_step *call, sp_node node, char *buffer,
                         size_t size) {
  text t = {program, function, call, buffer, size, 0};
  put_node(&t, node);
  if (size)
    buffer[t.length < size ? t.length : size - 1] = 0;
  return t.length;
}

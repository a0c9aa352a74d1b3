/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "prove_internal.h"
#include "spinpair/routines.h"
#include "support/memory.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct text {
  values *values;
  const sp_function *f;
  char *data;
  size_t length, capacity;
  bool failed;
} text;

static void put(text *t, const char *format, ...) {
  for (;;) {
    size_t room = t->capacity - t->length;
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(t->data ? t->data + t->length : NULL, room, format,
                      arguments);
    va_end(arguments);
    if (n < 0) {
      t->failed = true;
      return;
    }
    if ((size_t)n < room) {
      t->length += (size_t)n;
      return;
    }
    size_t capacity = (t->capacity + (size_t)n + 1) * 2;
    char *more = realloc(t->data, capacity);
    if (!more) {
      t->failed = true;
      return;
    }
    t->data = more;
    t->capacity = capacity;
  }
}

static const char *const operators[] = {
    [SP_NOT] = "!",   [SP_NEGATE] = "-", [SP_COMPLEMENT] = "~",
    [SP_EQ] = "==",   [SP_NE] = "!=",    [SP_LT] = "<",
    [SP_LE] = "<=",   [SP_AND] = "&&",   [SP_OR] = "||",
    [SP_ADD] = "+",   [SP_SUB] = "-",    [SP_MUL] = "*",
    [SP_DIV] = "/",   [SP_REM] = "%",    [SP_BITAND] = "&",
    [SP_BITOR] = "|", [SP_BITXOR] = "^", [SP_SHL] = "<<",
    [SP_SHR] = ">>",  [SP_SPIN] = "of"};

static const char *member(const char *name) {
  const char *dot = name;
  for (const char *c = name; *c; c++)
    if (*c == '.')
      dot = c + 1;
  return dot;
}

static void put_value(text *t, value v);

/* The lock of a STOR_SPINLOCK. */
static void put_spin_lock(text *t, const value_data *d) {
  const value_data *which = values_get(t->values, d->a);
  const value_data *of = values_get(t->values, d->b);
  if (which->kind == VALUE_INT && which->number < 0) { /* by a pointer */
    const bool is_known = of->kind != VALUE_INT || of->number != 0;
    put(t, is_known ? "spin lock " : "the handle's lock");
    if (is_known && of->kind != VALUE_ADDRESS)
      put(t, "*");
    if (is_known)
      put_value(t, of->kind == VALUE_ADDRESS ? of->a : d->b);
    return;
  }
  bool by_handle = which->kind == VALUE_INT && which->number == 0;
  const char *name =
      which->kind == VALUE_INT ? sp_spin_lock_name(which->number) : "";
  put(t, "%s", by_handle ? "the handle's lock" : name);
  if (!by_handle && !*name)
    put_value(t, d->a);
  if (of->kind != VALUE_INT || of->number != 0) {
    put(t, " of ");
    put_value(t, d->b);
  }
}

static void put_value(text *t, value v) {
  const value_data *d = values_get(t->values, v);
  switch (d->kind) {
  case VALUE_NONE:
    break;
  case VALUE_ANY:
  case VALUE_SYMBOL:
    put(t, "?");
    break;
  case VALUE_INT:
    put(t, "%" PRId64, d->number);
    break;
  case VALUE_FUNCTION:
  case PLACE_GLOBAL:
    put(t, "%s", d->name);
    break;
  case VALUE_ADDRESS:
    put(t, "&");
    put_value(t, d->a);
    break;
  case VALUE_LOAD:
    put_value(t, d->a);
    break;
  case VALUE_SAVED:
    put(t, "irql#%" PRId64, d->number);
    break;
  case VALUE_CALL: /* is no value */
    break;
  case VALUE_STATUS:
    put(t, "status#%" PRId64, d->number);
    break;
  case VALUE_OP:
    if (d->op == SP_SPIN) {
      put_spin_lock(t, d);
      break;
    }
    if (sp_op_converts(d->op)) { /* as one reads it */
      put_value(t, d->a);
      break;
    }
    put(t, d->b ? "(" : "%s", operators[d->op]);
    put_value(t, d->a);
    if (d->b) {
      put(t, " %s ", operators[d->op]);
      put_value(t, d->b);
      put(t, ")");
    }
    break;
  case VALUE_CHOICE:
    put(t, "(");
    put_value(t, d->a);
    put(t, " ? ");
    put_value(t, d->b);
    put(t, " : ");
    put_value(t, d->c);
    put(t, ")");
    break;
  case PLACE_VARIABLE:
    if (d->number < (int64_t)t->f->variable_count)
      put(t, "%s", t->f->variables[d->number]);
    break;
  case PLACE_DEREF:
    put(t, "*");
    put_value(t, d->a);
    break;
  case PLACE_FIELD: {
    const value_data *base = values_get(t->values, d->a);
    put_value(t, base->kind == PLACE_DEREF ? base->a : d->a);
    put(t, "%s%s", base->kind == PLACE_DEREF ? "->" : ".", member(d->name));
    break;
  }
  case PLACE_ELEMENT:
    put_value(t, d->a);
    put(t, "[");
    put_value(t, d->b);
    put(t, "]");
    break;
  }
}

static void put_fact(text *t, const pair *fact) {
  const value_data *d = values_get(t->values, fact->key);
  bool holds = fact->to == 1, equal = d->op == SP_EQ;
  if (!equal && d->op != SP_LT) {
    put(t, holds ? "" : "!");
    put_value(t, fact->key);
    return;
  }
  bool turned = values_get(t->values, d->a)->kind == VALUE_INT;
  const char *how = equal    ? (holds ? "==" : "!=")
                    : turned ? (holds ? ">" : "<=")
                             : (holds ? "<" : ">=");
  put_value(t, turned ? d->b : d->a);
  put(t, " %s ", how);
  put_value(t, turned ? d->a : d->b);
}

static void put_facts(text *t, const char *before, const pairs *facts) {
  for (uint32_t i = 0; i < facts->count; i++) {
    put(t, "%s", i ? " and " : before);
    put_fact(t, &facts->items[i]);
  }
}

static void put_outcome(text *t, const outcome *o) {
  put(t, "if ");
  put_facts(t, "", &o->facts);
  put(t, o->facts.count ? ":" : "anything:");
  for (uint32_t i = 0; i < o->log.count; i++) {
    static const char *const names[] = {"acquires", "releases"};
    const event *e = &o->log.items[i];
    put(t, "%s %s (", i ? "," : "", names[e->kind]);
    put_value(t, prove_plain_adapter(t->values, e->adapter, e->message));
    put(t, ", ");
    put_value(t, prove_plain_message(t->values, e->message, e->kind));
    put(t, ")");
    if (e->kind == EVENT_RELEASE) {
      put(t, " with ");
      put_value(t, e->irql);
    } else if (e->kind == EVENT_ACQUIRE) {
      put(t, " and saves irql#%u", i + 1);
    }
  }
  if (o->log.count == 0)
    put(t, " no lock");
  for (uint32_t i = 0; i < o->stores.count; i++) {
    if (prove_marks_handle(t->values, &o->stores.items[i]))
      continue;
    put(t, "; ");
    put_value(t, o->stores.items[i].key);
    put(t, " = ");
    put_value(t, o->stores.items[i].to);
  }
  if (o->result) {
    put(t, "; returns ");
    put_value(t, o->result);
  }
  put(t, "\n");
}

char *prove_text(const prover *p, size_t function) {
  text t = {p->values, sp_program_get(p->program, function), NULL, 0, 0, false};
  const summary *s = &p->summaries[function];
  put(&t, "%s", "");
  for (uint32_t i = 0; i < s->count; i++)
    put_outcome(&t, &s->outcomes[i]);
  if (s->count == 0)
    put(&t, "never returns\n");
  for (uint32_t i = 0; i < s->touches.count; i++) {
    value ended = 0;
    if (s->touches.items[i].adapter &&
        prove_ending(p->values, s->touches.items[i].message, &ended)) {
      put(&t, "frees or writes over what ");
      put_value(&t, ended);
      put(&t, " leads to");
    } else if (s->touches.items[i].adapter) {
      put(&t, "may take (");
      put_value(&t, s->touches.items[i].adapter);
      put(&t, ", ");
      put_value(&t, s->touches.items[i].message);
      put(&t, ") while it runs");
    } else {
      const sp_ruling ruling =
          prove_ruled_out(p->values, s->touches.items[i].message);
      put(&t, "may call what no lock %smay be held for",
          ruling.under_interrupt == SP_RULE_NONE ? "of a message " : "");
    }
    put_facts(&t, " if ", &s->touches.items[i].facts);
    put(&t, "\n");
  }
  if (t.failed) {
    free(t.data);
    return NULL;
  }
  return t.data;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "prove_words.h"
#include "spinpair/routines.h"
#include "support/memory.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

void text_put(text *t, const char *format, ...) {
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

char *text_take(text *t) {
  char *data = t->data;
  t->data = NULL;
  if (!t->failed)
    return data;
  free(data);
  return NULL;
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

/* Since when it is so, if whoever wants the text can tell. */
static void put_site(text *t, int64_t site) {
  if (t->place && site)
    t->place(t, site);
}

/* The lock of a STOR_SPINLOCK. */
static void put_spin_lock(text *t, const value_data *d) {
  const value_data *which = values_get(t->values, d->a);
  const value_data *of = values_get(t->values, d->b);
  if (which->kind == VALUE_INT && which->number < 0) { /* by a pointer */
    const bool is_known = of->kind != VALUE_INT || of->number != 0;
    text_put(t, is_known ? "spin lock " : "the handle's lock");
    if (is_known && of->kind != VALUE_ADDRESS)
      text_put(t, "*");
    if (is_known)
      text_value(t, of->kind == VALUE_ADDRESS ? of->a : d->b);
    return;
  }
  bool by_handle = which->kind == VALUE_INT && which->number == 0;
  const char *name =
      which->kind == VALUE_INT ? sp_spin_lock_name(which->number) : "";
  text_put(t, "%s", by_handle ? "the handle's lock" : name);
  if (!by_handle && !*name)
    text_value(t, d->a);
  if (of->kind != VALUE_INT || of->number != 0) {
    text_put(t, " of ");
    text_value(t, d->b);
  }
}

static void put_operation(text *t, const value_data *d) {
  if (d->op == SP_SPIN) {
    put_spin_lock(t, d);
    return;
  }
  if (sp_op_converts(d->op)) { /* as one reads it */
    text_value(t, d->a);
    return;
  }
  text_put(t, d->b ? "(" : "%s", operators[d->op]);
  text_value(t, d->a);
  if (d->b) {
    text_put(t, " %s ", operators[d->op]);
    text_value(t, d->b);
    text_put(t, ")");
  }
}

static void put_variable(text *t, int64_t number) {
  if (number >= (int64_t)t->f->variable_count)
    return;
  const char *name = t->f->variables[number];
  if (t->place && !*name) /* a temporary */
    text_put(t, "$%" PRId64, number);
  else
    text_put(t, "%s", name);
}

void text_value(text *t, value v) {
  const value_data *d = values_get(t->values, v);
  switch (d->kind) {
  case VALUE_NONE:
    break;
  case VALUE_ANY:
    text_put(t, "?");
    break;
  case VALUE_SYMBOL:
    text_put(t, "?");
    put_site(t, d->number);
    break;
  case VALUE_INT:
    text_put(t, "%" PRId64, d->number);
    break;
  case VALUE_FUNCTION:
  case PLACE_GLOBAL:
    text_put(t, "%s", d->name);
    break;
  case VALUE_ADDRESS:
    text_put(t, "&");
    text_value(t, d->a);
    break;
  case VALUE_LOAD:
    text_value(t, d->a);
    put_site(t, d->number);
    break;
  case VALUE_SAVED:
  case VALUE_STATUS: {
    const char *what = d->kind == VALUE_SAVED ? "irql" : "status";
    text_put(t, "%s", what);
    if (t->place)
      put_site(t, d->number);
    else
      text_put(t, "#%" PRId64, d->number);
    break;
  }
  case VALUE_CALL: /* is no value */
    break;
  case VALUE_OP:
    put_operation(t, d);
    break;
  case VALUE_CHOICE:
    text_put(t, "(");
    text_value(t, d->a);
    text_put(t, " ? ");
    text_value(t, d->b);
    text_put(t, " : ");
    text_value(t, d->c);
    text_put(t, ")");
    break;
  case PLACE_VARIABLE:
    put_variable(t, d->number);
    break;
  case PLACE_DEREF:
    text_put(t, "*");
    text_value(t, d->a);
    break;
  case PLACE_FIELD: {
    const value_data *base = values_get(t->values, d->a);
    text_value(t, base->kind == PLACE_DEREF ? base->a : d->a);
    text_put(t, "%s%s", base->kind == PLACE_DEREF ? "->" : ".",
             member(d->name));
    break;
  }
  case PLACE_ELEMENT:
    text_value(t, d->a);
    text_put(t, "[");
    text_value(t, d->b);
    text_put(t, "]");
    break;
  }
}

void text_fact(text *t, const pair *fact) {
  const value_data *d = values_get(t->values, fact->key);
  bool holds = fact->to == 1, equal = d->op == SP_EQ;
  if (!equal && d->op != SP_LT) {
    text_put(t, holds ? "" : "!");
    text_value(t, fact->key);
    return;
  }
  bool turned = values_get(t->values, d->a)->kind == VALUE_INT;
  const char *how = equal    ? (holds ? "==" : "!=")
                    : turned ? (holds ? ">" : "<=")
                             : (holds ? "<" : ">=");
  text_value(t, turned ? d->b : d->a);
  text_put(t, " %s ", how);
  text_value(t, turned ? d->a : d->b);
}

void text_facts(text *t, const char *before, const pairs *facts) {
  for (uint32_t i = 0; i < facts->count; i++) {
    text_put(t, "%s", i ? " and " : before);
    text_fact(t, &facts->items[i]);
  }
}

void text_lock(text *t, value adapter, value message, event_kind kind) {
  text_put(t, "(");
  text_value(t, prove_plain_adapter(t->values, adapter, message));
  text_put(t, ", ");
  text_value(t, prove_plain_message(t->values, message, kind));
  text_put(t, ")");
}

static void put_outcome(text *t, const outcome *o) {
  text_put(t, "if ");
  text_facts(t, "", &o->facts);
  text_put(t, o->facts.count ? ":" : "anything:");
  for (uint32_t i = 0; i < o->log.count; i++) {
    static const char *const names[] = {"acquires", "releases"};
    const event *e = &o->log.items[i];
    text_put(t, "%s %s ", i ? "," : "", names[e->kind]);
    text_lock(t, e->adapter, e->message, e->kind);
    if (e->kind == EVENT_RELEASE) {
      text_put(t, " with ");
      text_value(t, e->irql);
    } else if (e->kind == EVENT_ACQUIRE) {
      text_put(t, " and saves irql#%u", i + 1);
    }
  }
  if (o->log.count == 0)
    text_put(t, " no lock");
  for (uint32_t i = 0; i < o->stores.count; i++) {
    if (prove_marks_handle(t->values, &o->stores.items[i]))
      continue;
    text_put(t, "; ");
    text_value(t, o->stores.items[i].key);
    text_put(t, " = ");
    text_value(t, o->stores.items[i].to);
  }
  if (o->result) {
    text_put(t, "; returns ");
    text_value(t, o->result);
  }
  text_put(t, "\n");
}

static void put_touch(text *t, const touch *each) {
  value ended = 0;
  if (each->adapter && prove_ending(t->values, each->message, &ended)) {
    text_put(t, "frees or writes over what ");
    text_value(t, ended);
    text_put(t, " leads to");
  } else if (each->adapter) {
    text_put(t, "may take (");
    text_value(t, each->adapter);
    text_put(t, ", ");
    text_value(t, each->message);
    text_put(t, ") while it runs");
  } else {
    const sp_ruling ruling = prove_ruled_out(t->values, each->message);
    text_put(t, "may call what no lock %smay be held for",
             ruling.under_interrupt == SP_RULE_NONE ? "of a message " : "");
  }
  text_facts(t, " if ", &each->facts);
  text_put(t, "\n");
}

void text_summary(text *t, const summary *s) {
  for (uint32_t i = 0; i < s->count; i++)
    put_outcome(t, &s->outcomes[i]);
  for (uint32_t i = 0; i < s->touches.count; i++)
    put_touch(t, &s->touches.items[i]);
}

char *prove_text(const prover *p, size_t function) {
  text t = {.values = p->values, .f = sp_program_get(p->program, function)};
  const summary *s = &p->summaries[function];
  text_put(&t, "%s", s->count ? "" : "never returns\n");
  text_summary(&t, s);
  return text_take(&t);
}

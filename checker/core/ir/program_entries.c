/* Callbacks of the port driver, wherever they are registered.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"

#include "spinpair/routines.h"

#include <string.h>

/* InterruptSynchronizePerMessage of INTERRUPT_SYNCHRONIZATION_MODE. */
enum { PER_MESSAGE = 2 };

static const unsigned kinds =
    SP_FUNCTION_LOCKLESS | SP_FUNCTION_OF_MESSAGE | SP_FUNCTION_FINDS_ADAPTER |
    SP_FUNCTION_HOLDS_START_IO | SP_FUNCTION_HOLDS_INTERRUPT;

static int compare(const sp_registration *a, const char *function,
                   const char *callback) {
  int order = strcmp(a->function, function);
  return order ? order : strcmp(a->callback, callback);
}

bool sp_program_register(sp_program *program, const char *function,
                         const char *callback) {
  function = sp_program_intern(program, function);
  callback = sp_program_intern(program, callback);
  if (!function || !callback || program->linked ||
      !sp_reserve(
          (void **)&program->registrations, &program->registration_capacity,
          program->registration_count + 1, sizeof *program->registrations))
    return false;
  sp_registration *list = program->registrations;
  size_t at = 0, end = program->registration_count;
  while (at < end) {
    size_t middle = at + (end - at) / 2;
    if (compare(&list[middle], function, callback) < 0)
      at = middle + 1;
    else
      end = middle;
  }
  if (at < program->registration_count &&
      compare(&list[at], function, callback) == 0)
    return true;
  memmove(&list[at + 1], &list[at],
          (program->registration_count++ - at) * sizeof *list);
  list[at] = (sp_registration){function, callback};
  return true;
}

sp_mode sp_step_asks(const sp_program *program, const sp_step *step) {
  const sp_node_data *place = step->kind == SP_SET || step->kind == SP_FORGET
                                  ? sp_program_data(program, step->target)
                                  : NULL;
  if (!place || place->kind != SP_FIELD ||
      strcmp(place->name, SP_SYNCHRONIZATION_FIELD) != 0)
    return SP_MODE_NONE;
  const sp_node_data *value = step->kind == SP_SET
                                  ? sp_program_data(program, step->arguments[0])
                                  : NULL;
  if (!value || value->kind != SP_INT)
    return SP_MODE_UNKNOWN;
  if (value->number == PER_MESSAGE)
    return SP_MODE_PER_MESSAGE;
  /* A local configuration, which may be set up with zeros, is not the one that
   * counts. */
  return sp_program_data(program, place->a)->kind == SP_VARIABLE
             ? SP_MODE_NONE
             : SP_MODE_OTHER;
}

static unsigned flags_of(const char *callback, uint32_t parameter_count) {
  const sp_callback *row = sp_callback_named(callback);
  const int holds = row && parameter_count ? sp_callback_holds(row) : 0;
  const unsigned held = holds == SP_START_IO_LOCK ? SP_FUNCTION_HOLDS_START_IO
                        : holds == SP_INTERRUPT_LOCK
                            ? SP_FUNCTION_HOLDS_INTERRUPT
                            : 0;
  switch (row ? row->kind : SP_CALLBACK_PLAIN) {
  case SP_CALLBACK_LOCKLESS:
    return SP_FUNCTION_LOCKLESS | held;
  case SP_CALLBACK_FIND_ADAPTER:
    return SP_FUNCTION_LOCKLESS | SP_FUNCTION_FINDS_ADAPTER;
  case SP_CALLBACK_OF_MESSAGE:
    return parameter_count >= 2 ? SP_FUNCTION_OF_MESSAGE : 0;
  case SP_CALLBACK_PLAIN:
    break;
  }
  return held;
}

/* What a function is by one more of the ways that it is called. */
static void settle_registration(sp_program *program, const sp_registration *r) {
  sp_entry *entry = sp_string_of(r->function)->function;
  if (!entry)
    return; /* not in the program */
  if (strcmp(r->callback, SP_CALLBACK_UNREAD) == 0) {
    entry->may_be_callback = true;
    return;
  }
  sp_function *f = &entry->function;
  unsigned flags = flags_of(r->callback, f->parameter_count);
  if (!entry->callback) {
    /* Its own unit knows best in which mode it runs. */
    if (f->flags & SP_FUNCTION_ENTRY) {
      const unsigned held = flags & SP_FUNCTION_OF_MESSAGE
                                ? f->flags & SP_FUNCTION_HOLDS_INTERRUPT
                                : 0;
      flags = (flags & f->flags) | held;
    }
    f->flags = (f->flags & ~kinds) | SP_FUNCTION_ENTRY | flags;
    entry->callback = r->callback;
  } else if (entry->callback != r->callback) {
    /* Only what holds for all. */
    f->flags &= ~kinds | flags;
    entry->callback = sp_program_intern(program, "");
  }
}

static void settle_step(const sp_program *program, const sp_step *step,
                        bool *asks) {
  asks[sp_step_asks(program, step)] = true;
  if (step->kind != SP_CALL)
    return;
  const sp_node_data *callee = sp_program_data(program, step->callee);
  sp_entry *entry =
      callee->kind == SP_FUNCTION ? sp_string_of(callee->name)->function : NULL;
  if (entry) {
    /* The driver calls it itself, too. */
    entry->is_called_cancel |= sp_is_cancel(entry->callback);
    entry->function.flags &= ~(kinds | SP_FUNCTION_ENTRY);
    entry->callback = NULL;
  }
}

void sp_program_settle_entries(sp_program *program) {
  for (size_t i = 0; i < program->registration_count; i++)
    settle_registration(program, &program->registrations[i]);
  bool asks[SP_MODE_UNKNOWN + 1] = {false};
  for (size_t i = 0; i < program->entry_count; i++) {
    const sp_function *f = &program->entries[i]->function;
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++)
        settle_step(program, &f->blocks[b].steps[s], asks);
  }
  if (!asks[SP_MODE_OTHER] || asks[SP_MODE_PER_MESSAGE] ||
      asks[SP_MODE_UNKNOWN])
    return;
  /* InterruptLock is what keeps the interrupt routines apart then. */
  for (size_t i = 0; i < program->entry_count; i++) {
    unsigned *flags = &program->entries[i]->function.flags;
    if (*flags & SP_FUNCTION_OF_MESSAGE)
      *flags = (*flags & ~(unsigned)SP_FUNCTION_OF_MESSAGE) |
               SP_FUNCTION_HOLDS_INTERRUPT;
  }
}

const char *sp_program_callback(const sp_program *program, size_t index) {
  if (!program->linked || index >= program->entry_count)
    return NULL;
  const sp_entry *entry = program->entries[index];
  if (!(entry->function.flags & SP_FUNCTION_ENTRY))
    return NULL;
  return entry->callback ? entry->callback : "";
}

/* Is the function, by its interned name, registered for the callback? */
static bool is_registered_for(const sp_program *program, const char *function,
                              const char *callback) {
  for (size_t i = 0; i < program->registration_count; i++)
    if (program->registrations[i].function == function &&
        strcmp(program->registrations[i].callback, callback) == 0)
      return true;
  return false;
}

bool sp_program_is_virtual(const sp_program *program) {
  static const char ours[] = "VirtualHwStorFindAdapter";
  bool found = false;
  for (size_t i = 0; i < program->registration_count; i++) {
    const char *callback = program->registrations[i].callback;
    if (strcmp(callback, ours) == 0)
      found = true;
    else if (strcmp(callback, "HwStorFindAdapter") == 0 &&
             !is_registered_for(program, program->registrations[i].function,
                                ours)) /* by its type only */
      return false;
  }
  return found;
}

bool sp_program_may_be_callback(const sp_program *program, size_t index) {
  return program->linked && index < program->entry_count &&
         program->entries[index]->may_be_callback &&
         !sp_program_callback(program, index);
}

/* Survey: what runs beside a root.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "ir/program_internal.h"
#include "survey_internal.h"

#include <string.h>

/* Values of WDF_SYNCHRONIZATION_SCOPE and WDF_IO_QUEUE_DISPATCH_TYPE. */
enum { INHERITED_SCOPE = 1, NO_SCOPE = 4, SEQUENTIAL = 1 };

#define SCOPE_FIELD "_WDF_OBJECT_ATTRIBUTES.SynchronizationScope"
#define DISPATCH_FIELD "_WDF_IO_QUEUE_CONFIG.DispatchType"
#define QUEUE_SETUP "WDF_IO_QUEUE_CONFIG_INIT"

/* The number that is stored in the field; -1 if that is not known. False if it
 * is no such step. */
static bool stores_in(const sp_program *program, const sp_step *step,
                      const char *field, int64_t *number) {
  if (step->kind != SP_SET && step->kind != SP_FORGET)
    return false;
  const sp_node_data *place = sp_program_data(program, step->target);
  if (place->kind != SP_FIELD || strcmp(place->name, field) != 0)
    return false;
  const sp_node_data *value = step->kind == SP_SET
                                  ? sp_program_data(program, step->arguments[0])
                                  : NULL;
  *number = value && value->kind == SP_INT ? value->number : -1;
  return true;
}

/* Is a queue set up that hands out requests one at a time? */
static bool sets_up_sequential(const sp_program *program, const sp_step *step) {
  int64_t number = 0;
  if (stores_in(program, step, DISPATCH_FIELD, &number))
    return number == SEQUENTIAL;
  if (step->kind != SP_CALL || step->argument_count < 2)
    return false;
  const sp_node_data *callee = sp_program_data(program, step->callee);
  const sp_node_data *type = sp_program_data(program, step->arguments[1]);
  return callee->kind == SP_FUNCTION &&
         strncmp(callee->name, QUEUE_SETUP, sizeof QUEUE_SETUP - 1) == 0 &&
         type->kind == SP_INT && type->number == SEQUENTIAL;
}

framework_use framework_of(const sp_program *program) {
  framework_use found = {.has_scope = false};
  for (size_t i = 0; i < sp_program_count(program); i++) {
    const sp_function *f = sp_program_get(program, i);
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++) {
        const sp_step *step = &f->blocks[b].steps[s];
        int64_t scope = 0;
        if (stores_in(program, step, SCOPE_FIELD, &scope))
          found.has_scope |=
              scope != 0 && scope != INHERITED_SCOPE && scope != NO_SCOPE;
        found.is_sequential |= sets_up_sequential(program, step);
      }
  }
  return found;
}

static sp_beside beside_by_flags(unsigned flags, const framework_use *use) {
  if (flags & (SP_FUNCTION_CONCURRENT | SP_FUNCTION_QUEUED)) {
    /* Which callback it is, nobody knows: the driver calls it itself, too. */
    if (use->has_scope || use->is_sequential)
      return SP_BESIDE_OTHERS;
    return flags & SP_FUNCTION_CONCURRENT ? SP_BESIDE_ALL : SP_BESIDE_QUEUED;
  }
  if (flags & SP_FUNCTION_START_IO)
    return SP_BESIDE_OTHERS;
  return flags & SP_FUNCTION_ENTRY ? SP_BESIDE_NOBODY : SP_BESIDE_UNKNOWN;
}

sp_beside beside_of(const sp_program *program, size_t function,
                    const framework_use *use) {
  const char *name = sp_program_callback(program, function);
  const sp_callback *row = name && *name ? sp_callback_named(name) : NULL;
  if (!row)
    return beside_by_flags(sp_program_get(program, function)->flags, use);
  const sp_serial serial = sp_callback_serial(row);
  if ((use->has_scope && serial != SP_SERIAL_NEVER) ||
      (use->is_sequential && serial == SP_SERIAL_BY_QUEUE))
    return SP_BESIDE_OTHERS;
  return sp_callback_beside(row);
}

/* Cancel routines: what the system does before it calls one.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The system takes the cancel spin lock, puts the IRQL that it found into the
 * IRP, and calls the routine, which is to give the lock back with that IRQL
 * (nc-wdm-driver_cancel, "Implementing a Cancel Routine"). Here that becomes
 * the first step of the routine, as if it took the lock itself: then whatever
 * is asked of a lock that a callback takes is asked of this one.
 */
#include "program_internal.h"

#include "spinpair/families.h"

#include <string.h>

#define IRQL_FIELD "_IRP." SP_CANCEL_IRQL

bool sp_is_cancel(const char *callback) {
  return callback && strcmp(callback, SP_CANCEL_CALLBACK) == 0;
}

/* Kept even if the program cannot be linked: functions lead there. */
static void *new_in(sp_program *program, size_t count, size_t size) {
  return sp_arena_new(&program->names_and_nodes, count, size);
}

static sp_node unary(sp_program *program, sp_node_kind kind, sp_node a,
                     const char *name) {
  return sp_program_node(program, &(sp_node_data){.kind = kind,
                                                  .a = a,
                                                  .b = SP_NO_NODE,
                                                  .c = SP_NO_NODE,
                                                  .name = name});
}

static sp_node variable(sp_program *program, uint32_t number) {
  return sp_program_node(program, &(sp_node_data){.kind = SP_VARIABLE,
                                                  .a = SP_NO_NODE,
                                                  .b = SP_NO_NODE,
                                                  .c = SP_NO_NODE,
                                                  .number = number});
}

/* Has a block lead where it led before there was one in front. */
static bool shift_exit(sp_program *program, sp_block *block) {
  if (block->exit == SP_RETURN || block->exit == SP_STOP)
    return true;
  block->next++;
  block->otherwise += block->exit == SP_BRANCH;
  if (!block->case_count)
    return true;
  sp_case *cases = new_in(program, block->case_count, sizeof *cases);
  for (size_t i = 0; cases && i < block->case_count; i++)
    cases[i] = (sp_case){block->cases[i].value, block->cases[i].block + 1};
  block->cases = cases;
  return cases != NULL;
}

/* Puts an entry block without steps in front of the others. */
static bool add_block(sp_program *program, sp_function *f) {
  sp_block *blocks = new_in(program, f->block_count + 1, sizeof *blocks);
  if (!blocks)
    return false;
  memcpy(blocks + 1, f->blocks, f->block_count * sizeof *blocks);
  for (size_t b = 1; b <= f->block_count; b++)
    if (!shift_exit(program, &blocks[b]))
      return false;
  blocks[0] = (sp_block){.exit = SP_GOTO,
                         .line = f->where.line,
                         .column = f->where.column,
                         .value = SP_NO_NODE,
                         .next = 1};
  f->blocks = blocks;
  f->block_count++;
  return true;
}

/* Adds a variable that nothing else names; UINT32_MAX if memory ran out. */
static uint32_t add_variable(sp_program *program, sp_function *f) {
  const uint32_t count = f->variable_count;
  const char **names = new_in(program, count + 1, sizeof *names);
  bool *escapes = new_in(program, count + 1, sizeof *escapes);
  if (!names || !escapes || !(names[count] = sp_program_intern(program, "")))
    return UINT32_MAX;
  if (count) {
    memcpy(names, f->variables, count * sizeof *names);
    memcpy(escapes, f->escapes, count * sizeof *escapes);
  }
  f->variables = names;
  f->escapes = escapes;
  return f->variable_count++;
}

/* Adds what the body writes, in its place. */
static bool add_write(sp_program *program, sp_function *f, const char *what) {
  what = sp_program_intern(program, what);
  const char **writes = new_in(program, f->write_count + 1, sizeof *writes);
  if (!what || !writes)
    return false;
  size_t at = 0;
  while (at < f->write_count && strcmp(f->writes[at], what) < 0)
    at++;
  if (at < f->write_count && f->writes[at] == what)
    return true;
  if (f->write_count) {
    memcpy(writes, f->writes, at * sizeof *writes);
    memcpy(writes + at + 1, f->writes + at,
           (f->write_count - at) * sizeof *writes);
  }
  writes[at] = what;
  f->writes = writes;
  f->write_count++;
  return true;
}

static sp_step *add_steps(sp_program *program, sp_function *f, size_t count) {
  sp_step *steps = new_in(program, count, sizeof *steps);
  if (!steps || !add_block(program, f))
    return NULL;
  for (size_t i = 0; i < count; i++)
    steps[i] = (sp_step){.line = f->where.line,
                         .column = f->where.column,
                         .target = SP_NO_NODE,
                         .callee = SP_NO_NODE};
  f->blocks[0].steps = steps;
  f->blocks[0].step_count = count;
  return steps;
}

static bool take_lock(sp_program *program, sp_function *f) {
  const uint32_t saved = add_variable(program, f);
  sp_step *steps = saved == UINT32_MAX ? NULL : add_steps(program, f, 2);
  sp_node *arguments = new_in(program, 4, sizeof *arguments);
  if (!steps || !arguments || !add_write(program, f, "field " IRQL_FIELD))
    return false;
  const sp_node slot = variable(program, saved),
                irp = unary(program, SP_LOAD, variable(program, 1), NULL),
                cell = unary(program, SP_FIELD,
                             unary(program, SP_DEREF, irp, NULL), IRQL_FIELD);
  arguments[0] = sp_program_int(program, 0);
  arguments[1] =
      sp_program_op(program, SP_SPIN,
                    sp_program_int(program, sp_number_of_kind(SP_KIND_CANCEL)),
                    sp_program_int(program, SP_ONE_LOCK));
  arguments[2] = unary(program, SP_ADDRESS, slot, NULL);
  arguments[3] = unary(program, SP_LOAD, slot, NULL);
  steps[0].kind = SP_ACQUIRE;
  steps[0].text = sp_program_intern(program, sp_kind_name(SP_KIND_CANCEL));
  steps[0].arguments = arguments;
  steps[0].argument_count = 3;
  steps[1].kind = SP_SET;
  steps[1].target = cell;
  steps[1].arguments = arguments + 3;
  steps[1].argument_count = 1;
  for (int i = 0; i < 4; i++)
    if (arguments[i] == SP_NO_NODE)
      return false;
  return cell != SP_NO_NODE && steps[0].text;
}

static bool give_up(sp_program *program, sp_function *f, const char *why) {
  sp_step *steps = add_steps(program, f, 1);
  if (!steps || !(steps->text = sp_program_intern(program, why)))
    return false;
  steps->kind = SP_UNSUPPORTED;
  f->flags |= SP_FUNCTION_UNFOLLOWED; /* nor does the search know */
  return true;
}

/* What a function begins with by how it is called. */
static bool settle(sp_program *program, const sp_entry *entry, sp_function *f) {
  /* Whether it gives back the lock on each way is then to be shown for the one
   * who calls it, and not for the system. */
  if (entry->is_called_cancel)
    return give_up(program, f,
                   "a cancel routine that the driver calls itself, too");
  if (!sp_is_cancel(entry->callback) || !(f->flags & SP_FUNCTION_ENTRY))
    return true;
  return f->parameter_count >= 2
             ? take_lock(program, f)
             : give_up(program, f, "a cancel routine without an IRP");
}

bool sp_program_settle_cancel(sp_program *program) {
  for (size_t i = 0; i < program->entry_count; i++) {
    sp_entry *entry = program->entries[i];
    sp_function f = entry->function;
    if (entry->is_settled)
      continue;
    if (!settle(program, entry, &f))
      return false;
    entry->function = f;
    entry->is_settled = true;
  }
  return true;
}

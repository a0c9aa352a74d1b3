/* Survey: what a program does wrong as a whole, whatever the path.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * SP_RULE_SYNC_MODE: MSI locks are to be used only when
 * PORT_CONFIGURATION_INFORMATION.InterruptSynchronizationMode is
 * InterruptSynchronizePerMessage (DDI reference,
 * nf-storport-storportacquiremsispinlock). A program breaks it at each acquire
 * if its HwStorFindAdapter is there, nothing in it asks for that mode, and the
 * configuration goes nowhere that cannot be seen.
 */
#ifndef SPINPAIR_SURVEY_H
#define SPINPAIR_SURVEY_H

#include "spinpair/program.h"
#include "spinpair/rules.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sp_breach {
  sp_rule rule;
  size_t function;       /* of the program */
  uint32_t line, column; /* of the call, in the function's file */
  const char *message;   /* MessageId as written; owned by the program */
  /* A place that says otherwise, such as one that asks for another mode; the
   * function is SIZE_MAX if there is none. */
  size_t because;
  uint32_t because_line, because_column;
} sp_breach;

/* The breaches of a linked program, by function and place, which the caller
 * frees with free(); NULL if there are none, or, with *count SIZE_MAX, memory
 * ran out. */
sp_breach *sp_survey(const sp_program *program, size_t *count);

#ifdef __cplusplus
}
#endif

#endif

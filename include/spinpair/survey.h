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
 *
 * SP_RULE_SHARED_OLD_IRQL: a member of the device extension, or a global,
 * saves the IRQL of different messages, in callbacks that may run at once with
 * no other lock held: whoever acquires second overwrites what the first has to
 * give back. One breach for each such place.
 *
 * SP_RULE_LOCK_ORDER, SP_RULE_SPIN_LOCK_ORDER, SP_RULE_KERNEL_LOCK_ORDER: two
 * locks are nested in both orders, or more of them in a ring, in functions that
 * may run at once with no other lock held. One breach for each pair or ring, of
 * the first of these families that a lock of it is of. That a lock of the port
 * driver is taken under an MSI lock needs a path.
 */
#ifndef SPINPAIR_SURVEY_H
#define SPINPAIR_SURVEY_H

#include "spinpair/families.h"
#include "spinpair/program.h"
#include "spinpair/rules.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_breach_reason {
  SP_OTHER_MODE,  /* SYNC_MODE: another mode is asked for */
  SP_SAME_SLOT,   /* SHARED_OLD_IRQL: the other message saves its IRQL */
  SP_ONE_MESSAGE, /* the same: a message that the lock is taken for */
  SP_SAME_CALL,   /* the same: another processor comes here, for another one */
  SP_OUTER,       /* LOCK_ORDER: the outer lock is taken */
  SP_OTHER_OUTER, /* that of the other order, unless by the same call as ... */
  SP_OTHER_INNER  /* the inner one of the other order, or, each once, of those
                   * that make a ring with it */
} sp_breach_reason;

/* A place that explains a breach. */
typedef struct sp_breach_note {
  sp_breach_reason reason;
  size_t function;       /* of the program */
  uint32_t line, column; /* of a call or an assignment there */
  const char *message;   /* what it is about: a MessageId, or another lock in
                          * words; SAME_CALL: the callback; owned by the
                          * program */
  sp_family_id family;   /* of that lock */
} sp_breach_note;

enum { SP_BREACH_NOTES = 8 };

/* Strings are owned by the program. */
typedef struct sp_breach {
  sp_rule rule;
  size_t function;       /* of the program */
  uint32_t line, column; /* of the call, in the function's file */
  const char *message;   /* MessageId as written, or another lock in words */
  const char *other;     /* another one, NULL if there is none */
  sp_family_id family, other_family; /* of these locks */
  const char *slot; /* SHARED_OLD_IRQL: where both save the IRQL */
  sp_breach_note notes[SP_BREACH_NOTES];
  size_t note_count;
} sp_breach;

/* The breaches of a linked program, by function and place, which the caller
 * frees with sp_memory_free(); NULL if there are none, or, with *count SIZE_MAX,
 * memory ran out. Adds texts to the program. */
sp_breach *sp_survey(sp_program *program, size_t *count);

#ifdef __cplusplus
}
#endif

#endif

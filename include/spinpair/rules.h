/* Rule table: what spinpair reports.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * One row for each rule. Checker registration, help texts, the docs index and
 * every report format are made from these rows; no adapter knows a rule's name
 * by heart. The table is constant and lives as long as the program; nothing
 * here is owned by the caller.
 */
#ifndef SPINPAIR_RULES_H
#define SPINPAIR_RULES_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_rule {
  SP_RULE_LEAK,
  SP_RULE_DOUBLE_ACQUIRE,
  SP_RULE_DOUBLE_RELEASE,
  SP_RULE_RELEASE_NOT_HELD,
  SP_RULE_FAILED_ACQUIRE,
  SP_RULE_MESSAGE_ID_MISMATCH,
  SP_RULE_EXTENSION_MISMATCH,
  SP_RULE_OLD_IRQL_MISMATCH,
  SP_RULE_RELEASE_ORDER,
  SP_RULE_NULL_ARGUMENT,
  SP_RULE_LOCK_ORDER,
  SP_RULE_IRQL_TOO_HIGH,
  SP_RULE_FORBIDDEN_CALLBACK,
  SP_RULE_SYNC_MODE,
  SP_RULE_SPIN_LEAK,
  SP_RULE_SPIN_DOUBLE_ACQUIRE,
  SP_RULE_SPIN_DOUBLE_RELEASE,
  SP_RULE_SPIN_RELEASE_NOT_HELD,
  SP_RULE_SPIN_HANDLE_MISMATCH,
  SP_RULE_SPIN_RELEASE_ORDER,
  SP_RULE_SPIN_LOCK_ORDER,
  SP_RULE_SHARED_OLD_IRQL,
  SP_RULE_KERNEL_LEAK, /* and so on: of a KSPIN_LOCK */
  SP_RULE_KERNEL_DOUBLE_ACQUIRE,
  SP_RULE_KERNEL_DOUBLE_RELEASE,
  SP_RULE_KERNEL_RELEASE_NOT_HELD,
  SP_RULE_KERNEL_LOCK_MISMATCH,
  SP_RULE_KERNEL_OLD_IRQL_MISMATCH,
  SP_RULE_KERNEL_HANDLE_MISMATCH,
  SP_RULE_KERNEL_WRONG_FORM,
  SP_RULE_KERNEL_RELEASE_ORDER,
  SP_RULE_KERNEL_LOCK_ORDER,
  SP_RULE_KERNEL_IRQL_TOO_HIGH,
  SP_RULE_KERNEL_FORBIDDEN_CALL,
  SP_RULE_UNCHECKED_STATUS,
  SP_RULE_COUNT,
  SP_RULE_NONE = SP_RULE_COUNT /* no rule: nothing is wrong */
} sp_rule;

typedef enum sp_severity {
  SP_SEVERITY_LOW,    /* against the contract, rarely met in practice */
  SP_SEVERITY_MEDIUM, /* wrong, hangs or corrupts under some timing */
  SP_SEVERITY_HIGH    /* hangs or corrupts the machine when the path is taken */
} sp_severity;

typedef enum sp_precision {
  SP_PRECISION_MEDIUM, /* what is reported is so, and often does no harm */
  SP_PRECISION_HIGH    /* what is reported is wrong on a path that can happen */
} sp_precision;

typedef struct sp_rule_row {
  const char *name;    /* short name: the page docs/rules/<name>.md */
  const char *checker; /* full checker name, e.g. "storport.msi.Leak" */
  const char *summary; /* one line, no full stop */
  const char *help;    /* some sentences: why it matters and what to do */
  const char *doc;     /* path of the rule's page below the project's root */
  sp_precision precision;
  sp_severity severity;
  unsigned cwe; /* number in the Common Weakness Enumeration */
} sp_rule_row;

/* What a routine breaks that is called while a lock is held: SP_RULE_NONE if
 * nothing. */
typedef struct sp_ruling {
  sp_rule under_message;   /* the lock of any message */
  sp_rule under_interrupt; /* InterruptLock */
  sp_rule under_dispatch;  /* a lock whose holder is at DISPATCH_LEVEL */
} sp_ruling;

/* The row of a rule. rule must be below SP_RULE_COUNT. */
const sp_rule_row *sp_rule_get(sp_rule rule);

/* The rule whose checker name or short name is name; SP_RULE_NONE when there
 * is none. name must not be NULL. */
sp_rule sp_rule_find(const char *name);

/* "low", "medium" or "high". */
const char *sp_severity_name(sp_severity severity);

/* The severity on the scale of CVSS, 0.0 to 10.0, as SARIF viewers sort by it:
 * in the band of the same name. */
const char *sp_severity_score(sp_severity severity);

/* "medium" or "high". */
const char *sp_precision_name(sp_precision precision);

#ifdef __cplusplus
}
#endif

#endif

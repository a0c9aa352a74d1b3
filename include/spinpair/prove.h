/* The prover: shows that functions use their locks rightly on every path.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Callees before callers, each function once: all states that can be reached are
 * followed, states that differ in nothing that matters are joined, and calls are
 * replaced by the summary of the callee. What cannot be expressed fails the proof
 * and never becomes a report: the prover over-approximates.
 *
 * What a proof rests on: the assumptions of checker/extract about memory (a cell
 * changes only where code of the program writes its field), a lock that no other
 * processor uses wrongly, and, for a caller, that a callee which could not be
 * proved is right: that one has a verdict of its own.
 */
#ifndef SPINPAIR_PROVE_H
#define SPINPAIR_PROVE_H

#include "spinpair/program.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_proof_kind {
  SP_PROOF_IRRELEVANT, /* reaches no lock */
  SP_PROOF_PROVED,
  SP_PROOF_OPEN        /* see the obligation */
} sp_proof_kind;

typedef struct sp_proof {
  sp_proof_kind kind;
  bool is_helper;        /* leaves a lock to its caller, or takes one of it */
  unsigned nesting;      /* most locks held at once */
  /* Of SP_PROOF_OPEN: what could not be shown, and where in the function's file.
   * why is one clause without a full stop, owned by the proofs. */
  uint32_t line, column;
  const char *why;
} sp_proof;

typedef struct sp_proofs sp_proofs;

/* Proves all functions of a linked program. NULL if memory ran out. The program
 * must outlive the proofs. */
sp_proofs *sp_prove(const sp_program *program);
void sp_proofs_free(sp_proofs *proofs);

const sp_proof *sp_proofs_get(const sp_proofs *proofs, size_t function);

/* The summary of a proved function as text, one line for each of its guarded
 * effects, which the caller frees with free(). */
char *sp_proofs_summary(const sp_proofs *proofs, size_t function);

#ifdef __cplusplus
}
#endif

#endif

/* The prover: shows that functions use their locks rightly on every path.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Callees before callers, each function once: all states that can be reached
 * are followed, states that differ in nothing that matters are joined, and
 * calls are replaced by the summary of the callee. What cannot be expressed
 * fails the proof and never becomes a report: the prover over-approximates.
 *
 * What a proof rests on: the assumptions of checker/extract about memory (a
 * cell changes only where code of the program writes its field), a lock that no
 * other processor uses wrongly, and, for a caller, that a callee which could
 * not be proved leaves all locks as they were: whoever says that the caller is
 * proved has to find that out, see sp_proof.rests.
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
  SP_PROOF_OPEN /* see the obligation */
} sp_proof_kind;

/* A call in the function's file. */
typedef struct sp_site {
  uint32_t line, column;
} sp_site;

typedef struct sp_proof {
  sp_proof_kind kind;
  bool is_helper;   /* leaves a lock to its caller, or takes one of it */
  bool is_followed; /* what it does to locks is known: it is proved, or all that
                     * is open is what it calls while a lock is held, or what
                     * another processor may change before one is taken */
  /* Something that exploring the paths of regions of memory does not show, such
   * as a write by another name that may change what decides about locks: one
   * clause without a full stop, owned by the program; NULL if there is none. */
  const char *unseen;
  /* It is what functions of other files write: whoever explores paths into
   * these sees it. */
  bool unseen_elsewhere;
  /* Open, and it may give back as its caller's a lock that it took and gave
   * back before, or that a callee did. */
  bool gives_taken;
  unsigned nesting; /* most locks held at once */
  /* Of SP_PROOF_OPEN: what could not be shown, and where in the function's
   * file. why is one clause without a full stop, owned by the proofs. */
  uint32_t line, column;
  const char *why;
  /* If all that could not be shown is what one function may do while a lock is
   * held: that function. Else SIZE_MAX. */
  size_t callee;
  /* Open, and who calls it may make that right or wrong: it is not followed, or
   * two locks may be one, or it runs code that it is given. Otherwise what is
   * open is its own business, whoever calls it. */
  bool is_unsettled;
  /* The unsettled functions that a call of it, as far as it was followed, may
   * lead to on a path of theirs that failed: what is said of it, and of its
   * ways, holds if each leaves all locks as they were and uses them rightly
   * when it is called like this. In order; owned by the proofs. */
  size_t *rests;
  size_t rest_count;
  /* If it is followed: all calls that could not be shown to be right while a
   * lock is held; owned by the proofs. */
  const sp_site *sites;
  size_t site_count;
} sp_proof;

/* ---- summaries ---- */

/* A value in terms of what is there when the function is entered: (load (var
 * N)) is argument N, and (acquired N) is of effect N, from 1. */
typedef struct sp_summary_value {
  sp_node node;      /* SP_NO_NODE if there is none, (any) if it is not known */
  uint32_t saved_by; /* N: the IRQL that effect N, from 1, saved; else 0 */
  uint32_t
      status_of; /* N: the status that effect N, from 1, returned; else 0 */
} sp_summary_value;

typedef enum sp_effect_on_lock {
  SP_TAKES,                /* and leaves it to the caller */
  SP_GIVES_BACK,           /* a lock that the caller holds */
  SP_TAKES_AND_GIVES_BACK, /* if the caller holds it, it never gets it */
  SP_CALLS_ROUTINE /* that may not be called while a lock is held: adapter is
                    * its name, (fn "name") */
} sp_effect_on_lock;

/* A call in a function of the program. */
typedef struct sp_trail_call {
  size_t function;
  uint32_t line;
} sp_trail_call;

typedef struct sp_summary_effect {
  sp_effect_on_lock kind;
  sp_node adapter, message;
  sp_summary_value irql; /* SP_GIVES_BACK: with what */
  /* From a call in the function to the one of the lock routine, or other one,
   * itself; an example if there are several. */
  const sp_trail_call *trail;
  size_t trail_count;
} sp_summary_effect;

typedef struct sp_summary_fact {
  sp_node condition;
  bool holds;
} sp_summary_fact;

typedef struct sp_summary_store {
  sp_node place;
  sp_summary_value value;
} sp_summary_store;

/* One way that a call of a function can go: only if all facts hold, and then
 * the effects in this order, the stores, and the result. */
typedef struct sp_way {
  const sp_summary_fact *facts;
  const sp_summary_effect *effects;
  const sp_summary_store *stores;
  size_t fact_count, effect_count, store_count;
  sp_summary_value result;
  bool changes_cells;   /* writes through pointers to what is no field of a
                         * structure; else leaves all that as it was */
  bool changes_members; /* stores in members what the stores do not tell */
  bool is_guess; /* a call through a pointer has one of the effects, and may as
                  * well lead elsewhere */
} sp_way;

/* Something that a call of a function may do while it runs, but only if all
 * facts hold: take this lock, and maybe give it back; or, without an adapter,
 * call a routine that may not be called while a lock is held. */
typedef struct sp_touch {
  const sp_summary_fact *facts;
  size_t fact_count;
  sp_node adapter, message; /* (any) if not known; SP_NO_NODE: a routine */
} sp_touch;

typedef struct sp_proofs sp_proofs;

/* Proves all functions of a linked program, to which it adds nodes. NULL if
 * memory ran out. The program must outlive the proofs. */
sp_proofs *sp_prove(sp_program *program);
void sp_proofs_free(sp_proofs *proofs);

const sp_proof *sp_proofs_get(const sp_proofs *proofs, size_t function);

/* How much a list of ways tells, if they are too many, or callees are not known
 * well enough. */
typedef enum sp_extent {
  SP_ALL,
  SP_HANDED, /* all that is left to the caller, or taken from it, but not what
              * locks are taken and given back, and which routines called */
  SP_SOME    /* some ways that do something to locks or call a routine; nothing
              * is left to the caller on any */
} sp_extent;

/* The ways that a call of a function can go, owned by the proofs; NULL, and
 * SP_SOME, if what it does to locks is not known, or memory ran out: then it
 * may tell less from there on, too. Found when first asked for: not to be
 * called by two threads at once. */
const sp_way *sp_proofs_ways(sp_proofs *proofs, size_t function, size_t *count,
                             sp_extent *extent);

/* A lock taken at one place of a function and given back at another, there or
 * in what is called there. */
typedef struct sp_pairing {
  uint32_t acquire_line, acquire_column, release_line, release_column;
} sp_pairing;

/* The pairings in a function, on all ways that were followed. In order of the
 * places; owned by the proofs. */
const sp_pairing *sp_proofs_pairings(const sp_proofs *proofs, size_t function,
                                     size_t *count);

typedef enum sp_held_at {
  SP_HELD_BEFORE, /* a step */
  SP_HELD_BEHIND, /* an acquire, a release or a call */
  SP_HELD_AT_BRANCH,
  SP_HELD_AT_RETURN
} sp_held_at;

/* A lock, taken at one place of a function or in what is called there, that the
 * function may hold when it comes to another place. */
typedef struct sp_held {
  uint32_t line, column;                 /* before this step, or ... */
  bool leaves;                           /* at this return */
  uint32_t acquire_line, acquire_column; /* where it was taken */
  unsigned count; /* most locks that the function holds there at once */
  sp_held_at at;  /* of sp_proofs_held() the first and the last only */
  bool always;    /* whenever it comes there, as far as it was followed */
} sp_held;

/* The locks that a function may hold at its calls, lock operations and returns,
 * on all ways that were followed. Locks of its callers are not among them. In
 * order of the places; owned by the proofs. */
const sp_held *sp_proofs_held(const sp_proofs *proofs, size_t function,
                              size_t *count);

/* The same before all steps, behind some, and at branches and returns, if a
 * path came there; in that order for each place. The first row of each has no
 * acquire (line 0): it is there for those at which no lock is held, too, and
 * counts those of the function alone, among them such as have no row: it is not
 * known where they were taken. */
const sp_held *sp_proofs_seen(const sp_proofs *proofs, size_t function,
                              size_t *count);

/* All that a call of a function may do beside what it leaves to its caller,
 * owned by the proofs; NULL if memory ran out. Found when first asked for, too.
 */
const sp_touch *sp_proofs_touches(sp_proofs *proofs, size_t function,
                                  size_t *count);

/* The summary of a proved function as text, one line for each of its guarded
 * effects, which the caller frees with sp_memory_free(). */
char *sp_proofs_summary(const sp_proofs *proofs, size_t function);

#ifdef __cplusplus
}
#endif

#endif

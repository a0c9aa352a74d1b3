/* One run of the prover through a function: what the files that make it share.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Whatever runs out of memory sets prover.failed, and goes on with what it has;
 * whoever loops asks run_stopped().
 */
#ifndef SPINPAIR_PROVE_RUN_H
#define SPINPAIR_PROVE_RUN_H

#include "prove_internal.h"

enum {
  MAX_STATES = 400, /* at one block; more fails the proof */
  MAX_IN_WAYS = 96, /* the same of a run FOR_WAYS: some will do */
  MAX_SAMPLED = 16  /* the same of a run that samples; more are dropped */
};

/* Truth of a fact. */
enum { UNDECIDED = 0, TRUE_FACT = 1, FALSE_FACT = 2 };

typedef struct state {
  level level;
  pairs bindings; /* place -> value */
  pairs facts;    /* atom -> truth */
  pairs changes;  /* key, see below -> site that changed what it stands for */
  pairs learnt; /* key -> the locks it was learnt under, see prove_rereads.c */
  events log;
  /* Locks that were taken here and given back, if the run tells them: whoever
   * had called with one of them held would never have come so far. */
  events taken;
  sp_lock *locks;
  size_t lock_count;
  bool pending;
  /* Wrote through a pointer what the bindings do not tell: a member, or what is
   * none. */
  bool blind_members, blind;
  bool guesses; /* see outcome: is_guess */
  /* A bit for each step, modulo 64, whose sites it may mention. */
  uint64_t steps;
} state;

/* A state that came to a block. By the hashes it is told from others at a
 * glance; 0 if not asked for yet. */
typedef struct arrival {
  state *s;
  uint32_t hash;       /* of all but its facts */
  uint32_t entry_hash; /* of its locks, log, and facts that date from the entry
                        * of the function */
} arrival;

typedef struct block_states {
  arrival *items;
  uint32_t count, capacity;
  uint32_t rounds; /* arrivals over an edge that goes back */
  uint32_t rank;   /* in reverse post-order */
  bool reached;
} block_states;

/* A step, or what it calls, takes a lock. Where that was given back as the
 * caller's before, on each path, the caller does not have it then. */
typedef struct retaking {
  int64_t step;
  value adapter, message;
  bool is_new; /* on some path it was not */
} retaking;

/* Conditions that were decided, see prove_rereads.c. */
typedef struct rereads {
  pairs live;  /* numbers of the ways that some path went */
  pairs keys;  /* of what another processor may change, and for which paths;
                * see rereads_settle() */
  pair *items; /* number, and a key under which what it reads changes */
  uint32_t count, capacity;
} rereads;

typedef struct run {
  prover *p;
  values *values;
  size_t index;
  const sp_function *f;
  deciding deciding;
  purpose purpose;
  bool guards;  /* follow what the touches of callees depend on */
  bool coarse;  /* property simulation: states with the same locks are joined
                 * wherever paths meet, and of the conditions on them only those
                 * stay that all have in common */
  bool samples; /* FOR_WAYS: some are enough; what is too much, or cannot be
                 * told, is dropped. What else a callee does is nothing. */
  bool tells_taken; /* see state.taken */
  /* Was a lock of the caller given back, and was one taken and given back, by
   * callees, too? */
  bool gives, takes;
  bool gives_taken; /* see sp_proof */
  retaking *retakings;
  uint32_t retaking_count, retaking_capacity;
  const struct run
      *before; /* FOR_TOUCHES: what showed that all paths are right */
  rereads rereads;
  /* Keys of what another processor may change before a lock is taken here; NULL
   * is none. */
  const pairs *lost;
  bool is_entry;
  const char *unseen;   /* see sp_proof */
  bool looks_at_writer; /* what is loaded is only asked for where it leads */
  bool is_lockless;     /* a callback that may take no lock */
  block_states *blocks;
  uint32_t *first_step; /* number of the first step of each block, from 1 */
  /* By the number of a step: is what it returns asked for? 0: not found out
   * yet, 1: no, 2: yes. */
  unsigned char *asked;
  summary found;
  pairings pairings;
  held seen; /* see sp_proofs_seen() */
  /* Set when a path fails, until run_drop_failed(), or when the run does, which
   * ends it. */
  const char *why;
  uint32_t line, column;
  bool is_given_up; /* why is of the whole run */
  /* Of the first path that failed; NULL if none did. */
  struct failed_path {
    const char *why;
    uint32_t line, column;
  } failed_path;
  /* Of the first one that does if another processor changes a field; the same.
   */
  struct failed_path changed_path;
  /* More of the conditions before a call may rule out paths of callees that
   * failed. */
  bool could_refine;
  /* What could not be shown of what is called while a lock is held. The run
   * goes on, as if it were right. */
  struct open_calls {
    const char *why; /* NULL: all could; else of the first */
    uint32_t line, column;
    size_t callee; /* SIZE_MAX: a routine, or more than one */
    sp_site *sites;
    uint32_t site_count, site_capacity;
  } open_calls;
  unsigned nesting;
  const state *asking;   /* whom the automaton asks about */
  value leaving;         /* what is returned; questions at the end */
  int64_t site;          /* number of the step that runs, times VALUES_SPAN */
  bool is_given;         /* the step runs code that the caller chose */
  bool is_guess;         /* it may lead elsewhere, see outcome */
  value trail;           /* of the event of a callee that is applied, else 0 */
  struct viewer *viewer; /* who looks on; NULL if nobody does */
} run;

/* ---- prove_lists.c ---- */

/* Makes room for one more than count items of a size. False if memory ran out.
 */
bool list_reserve(void **items, uint32_t *capacity, uint32_t count,
                  size_t size);
bool events_add(events *list, event e); /* false if memory ran out */
bool event_equal(const event *a, const event *b);
bool events_equal(const events *a, const events *b);
/* To an empty list. False if memory ran out. */
bool events_copy(events *to, const events *from);

/* A state or outcome of a run that samples. */
typedef struct sample {
  const events *log;
  const pairs *facts;
} sample;
typedef sample (*sample_getter)(const void *samples, uint32_t index);

/* Which of the first MAX_SAMPLED + 1 may go: one of those that most are like,
 * in their logs and in what they ask of the arguments; of these, one that takes
 * most to happen. */
uint32_t sample_dullest(const values *table, const void *samples,
                        uint32_t count, sample_getter get);

/* How the facts of a new state or outcome go with those of an old one that is
 * the same otherwise. */
typedef enum joint {
  APART,  /* both are to be kept */
  WITHIN, /* the old one covers the new one */
  JOINED  /* now covers both */
} joint;

joint facts_join(const pairs *old, pairs *now);

/* ---- prove_state.c ---- */

void state_free(state *s); /* NULL is nothing */
/* NULL if memory ran out. The caller frees it, or hands it on. */
state *state_copy(run *r, const state *from);
bool state_locks_equal(const state *a, const state *b);

/* More states at one place are too many. */
uint32_t run_most_states(const run *r);
/* Has the proof failed, or memory run out? */
bool run_stopped(const run *r);
/* Notes that memory ran out unless ok. */
void run_check(run *r, bool ok);
value_kind run_kind(const run *r, value v);
/* What was found out of a value, at a block if that matters; run is 0 if that
 * is still to be done, and then set to that of the prover. */
note *run_note(const run *r, note *notes, uint32_t block, value v);

/* Is the place the outer one, or a part of it? */
bool place_is_inside(const run *r, value place, value outer);

#define DEREF_KEY 1u /* cells that are no field */
#define NAME_KEY 2u  /* plus the index of a name */
/* Members of that name in one local: plus its number times the names. */
#define LOCAL_KEY(r) (NAME_KEY + (r)->deciding.name_count)

/* Is the place found through a pointer, and no member? */
bool place_is_nameless(const run *r, value place);
/* Is the place a member of that name, or in one, or in an element of one? */
bool place_has_member(const run *r, value place, const char *name);
/* Under which key a place changes: the first of its names that decides. 0 if
 * none does. */
uint32_t place_change_key(const run *r, value place);
/* The name that a key which is not DEREF_KEY is about. */
const char *run_key_name(const run *r, uint32_t key);

/* Is the callee a function of another file? Whoever explores paths changes what
 * its summary names, and nothing else that may be the same place. */
bool run_is_elsewhere(const run *r, size_t callee);

/* What is in a place. */
value state_load(run *r, const state *s, value place);
/* Puts a value into a place, if that can decide. */
void state_store(run *r, state *s, value place, value v);
/* Everything that changes under the key may have changed; if only one place was
 * written, which is not 0 then, what is surely apart from it stays. */
void state_change(run *r, state *s, uint32_t key, value written, int64_t site);
/* A write to the place, of that type ("type T", NULL if it is not known) where
 * it is found through a pointer, changes what else may share its bytes. To be
 * called before what is written is stored. */
void state_disturb(run *r, state *s, value place, const char *type);
/* What is followed may have been changed by another name. */
void run_note_alias(run *r);
/* The same by a function of another file, if nothing else is unseen. */
void run_note_elsewhere(run *r);
bool run_is_unseen_elsewhere(const run *r);
/* Nobody knows whether the lock was taken that is given back. */
void run_note_doubt(run *r);
/* Code that was not followed may have written any local whose address is kept.
 */
void state_disturb_locals(run *r, state *s);
/* The place holds something new; which tells apart those of one step. */
void state_forget(run *r, state *s, value place, uint32_t which);
/* What the step made when it last ran is not what it makes now. Did the state
 * know of it? */
bool state_retire(run *r, state *s, int64_t step);
/* The same, but for the IRQLs and states of locks that its acquires made: they
 * stay until it takes a lock again, ... */
void state_retire_but_acquired(run *r, state *s, int64_t step);
/* ... and are told from those of the new ones then. */
void state_rename_acquired(run *r, state *s, int64_t step);
/* A value of such a state, as it is called then. */
value value_renamed(run *r, value v, int64_t step);
/* What a place holds that is given the value: of what cannot be said for
 * certain, at least that it is what was stored here. */
value run_storable(run *r, value v);

/* ---- prove_rereads.c ---- */

/* A path goes on that way from a place: successors of a block by their order,
 * or outcomes of the call at a step. Places are numbered by rereads_at_exit()
 * and rereads_at_call(). */
void rereads_live(run *r, uint32_t place, uint32_t way);
/* It does not, by what is known of a condition: its node, SP_NO_NODE if it has
 * none, and its value. */
void rereads_dead(run *r, uint32_t place, uint32_t way, state *s, sp_node node,
                  value v);
/* The path reads what a node reads, or a value, or writes a place. */
void rereads_learn(run *r, state *s, sp_node node);
/* The same of a fact of an outcome, but for what the callee learnt of it. */
void rereads_learn_fact(run *r, state *s, value fact, const outcome *o);
void rereads_learn_written(run *r, state *s, value place);
/* The lock of that index is about to be no longer held. */
void rereads_give_back(state *s, size_t lock);
/* What an outcome is to say of that. False if memory ran out. */
bool rereads_export(run *r, const state *s, pairs *learnt);
/* The path went the way of an outcome, whose locks it has. */
void rereads_import(run *r, state *s, const outcome *o);
/* Of a state, what also holds of another one with which it is joined. True if
 * that is more than it held. */
bool rereads_join(run *r, state *one, const state *other);
static inline uint32_t rereads_at_exit(uint32_t block) { return 2 * block; }
static inline uint32_t rereads_at_call(const run *r) {
  return 2 * (uint32_t)(r->site / VALUES_SPAN) + 1;
}
/* The run is at its fixpoint: finds the keys of what it read that some function
 * writes, and by which there are ways that no path goes. */
void rereads_settle(run *r);
void rereads_free(rereads *found);
/* A lock is about to be taken: what another processor may have changed is not
 * known. */
void rereads_lose(run *r, state *s, int64_t site);
/* A lock was given back: the same of what the path wrote, if it was the last.
 */
void rereads_let_go(run *r, state *s);

/* ---- prove_open.c ---- */

/* Something could not be shown of the path that a state stands for. Whoever has
 * the state drops it by run_drop_failed() then. The first reason stays. */
void run_fail(run *r, uint32_t line, uint32_t column, const char *why);
/* The run cannot go on: nothing is known of any path. */
void run_give_up(run *r, uint32_t line, uint32_t column, const char *why);
/* Did the path of the state fail? Then the state is freed, and callers are told
 * when it can happen. */
bool run_drop_failed(run *r, state *s);
/* The path of the state goes no further, whether it failed or not; frees it. */
void run_drop(run *r, state *s);
/* The path of a state is one on which the function has something open. */
void run_note_failure(run *r, const state *s);
/* What is called here may be wrong while a lock is held: a callee, or SIZE_MAX
 * for a routine. */
void run_note_open(run *r, const state *s, size_t callee, const char *why);
/* The path of the state is right only if a callee is on its path that failed.
 */
void run_note_rest(run *r, const state *s, const touch *failure);
/* Nothing is known of the function: whatever it does, it fails. False if memory
 * ran out. */
bool summary_give_up(prover *p, summary *s, size_t function);
/* Of a function that has something open itself, that comes before what is open
 * in its callees. The same. */
bool summary_own_failures(prover *p, summary *s, size_t function);

/* ---- prove_eval.c ---- */

value state_eval(run *r, const state *s, sp_node node);
value state_eval_place(run *r, const state *s, sp_node node);
/* UNDECIDED, TRUE_FACT or FALSE_FACT. */
int state_truth(run *r, const state *s, value condition);
/* Are the two values surely not the same? */
bool state_differ(run *r, const state *s, value a, value b);
/* Takes a condition for true or false. False if it cannot be. */
bool state_assume(run *r, state *s, value condition, bool holds);
/* Is it, or is it within, what the pointer leads to, whichever way the choices
 * in it go? */
bool value_leads_through(const values *table, value v, value pointer);
/* The number that the conditions of the path leave of a value; the value itself
 * if they leave more than one. */
value state_number(run *r, const state *s, value v);
/* v with the choices in it that are decided. */
value state_chosen(run *r, const state *s, value v);

/* ---- prove_locks.c ---- */

/* The answers are those of the state, until the next call. */
sp_questions locks_questions(run *r, const state *s);
/* Why a step is open at which two locks may be one or not. */
extern const char locks_unclear[];
/* Why a verdict other than SP_FINE leaves the proof open. */
const char *locks_why_open(const sp_verdict *v);
/* Forgets what is remembered of locks that are not held. */
void locks_drop_released(state *s);
/* Takes acquires out of the log that turned out to have failed; nobody above
 * has these locks. */
void locks_drop_failed(run *r, state *s);
/* What was assumed of a status splits the lock set. */
void locks_settle(run *r, state *s);
/* A state may take a lock here. */
void locks_note_touch(run *r, const state *s, value adapter, value message);
/* The calls that lead to where the run is, and on to the event of a callee: a
 * VALUE_CALL. */
value locks_trail(run *r);
/* Notes that the path took a lock and gave it back, if anybody is to know. */
void locks_log_touch(run *r, state *s, value adapter, value message,
                     value trail);
/* A call of a routine, a VALUE_FUNCTION or 0, that may not be called while a
 * lock is held, here or, unless SIZE_MAX, in a callee. */
void locks_call(run *r, state *s, value routine, size_t callee);
/* What a pointer leads to is freed or written over, here or, unless SIZE_MAX,
 * in a callee: no lock that is held may be there, nor its handle. */
void locks_end(run *r, state *s, ending what, value pointer, size_t callee);
/* At the entry: what the port driver holds. */
void locks_lend(run *r, state *s);
/* Says which lock it is in an event: a message, or (spin K C). */
void locks_name(run *r, const state *s, value named, sp_event *e);
/* Is the function a callback that may not take the lock that message names? */
bool locks_are_forbidden(const run *r, value message);
/* The lock of an acquire may be one of a message that is held, for all that the
 * function knows. Its callers may tell: the path on which it is the same fails,
 * and the state is the other one. Was there such a lock? */
bool locks_split(run *r, state *s, value adapter, value message);
/* Runs an acquire; false when its being right could not be shown. */
bool locks_acquire(run *r, state *s, value adapter, value message, value slot,
                   int64_t site);
/* The last acquire of the path may have failed, unless its status is known. */
void locks_doubt_acquire(run *r, state *s);
/* Is what the step returns, which runs, asked for in the function? */
bool run_asks_status(run *r);
/* Notes that a lock taken at a site was given back where the run is. */
void locks_note_pairing(run *r, int64_t site);
/* A lock is taken by the step that runs. */
void locks_note_retaking(run *r, const state *s, value adapter, value message);
/* A lock was taken and given back on the path, here or in a callee. */
void locks_note_taken(run *r, state *s, value adapter, value message);
/* Is the lock of an event the one that is named so, for certain? By the handle
 * of one, the IRQL tells. */
bool locks_are_one(run *r, const state *s, const event *e, value adapter,
                   value message, value irql);
/* The caller cannot have had the lock that is given back as his. */
void locks_fail_taken(run *r);
/* Runs a release; false when its being right could not be shown. */
bool locks_release(run *r, state *s, value adapter, value message, value irql);

/* ---- prove_irql.c ---- */

/* The IRQL that the function is called at as a callback. */
sp_irql irql_of_callback(const run *r);
/* The IRQL is set to a value. */
void locks_set_level(run *r, state *s, value irql);
/* It is set to what the run of the function found, no matter where: callbacks
 * that are called at PASSIVE_LEVEL are there again. */
void locks_reset_level(run *r, state *s);
/* Is it a step that sets or resets it? */
bool locks_step_sets_level(const sp_step *step);
/* May the callee set the IRQL? */
bool locks_set_levels(run *r, size_t callee);
/* The callee may have set it, to whatever. */
void locks_lose_level(run *r, state *s, size_t callee);
/* Is a lock, taken here or in a callee, one that is for who is at
 * DISPATCH_LEVEL, and the path below that? */
bool locks_are_below(run *r, const state *s, value message);
/* May an acquire of the program have saved the IRQL that the path gives back
 * with a lock of its caller's? Not if it is read from a member that nothing
 * writes, while an acquire of the lock saves one in another member. */
bool locks_may_be_saved(run *r, value message, value irql);
/* The path returns: with an IRQL that it raised, and that nobody can bring
 * down again? */
void locks_leave_level(run *r, const state *s);
/* The path may take a lock, in the function or in a callee: StartIoLock where
 * the port driver may hold it (nc-storport-hw_startio)? */
void locks_note_start_io(run *r, const state *s, value message, size_t callee);

/* ---- prove_held.c ---- */

/* The block of the step of that number, which the function has. */
uint32_t run_block_of(const run *r, uint32_t number);
/* The step that a site belongs to; NULL if it is made where paths meet. */
const sp_step *run_step_of(const run *r, int64_t site);
/* Notes which locks a state holds at a place. */
void held_note(run *r, const state *s, uint32_t line, uint32_t column,
               sp_held_at at);
/* Before a step at the same place as the one before it: of sp_proofs_held()
 * only. */
enum { HELD_BEFORE_FURTHER = SP_HELD_AT_RETURN + 1 };
/* Makes what sp_proofs_held() tells of all that was noted, and leaves of that
 * what sp_proofs_seen() does. False if memory ran out. */
bool held_pick(held *to, held *from);

/* ---- prove_calls.c ---- */

/* Of an array of pointers to states. */
sample state_sample(const void *states, uint32_t index);

/* The states that a step leads to. */
typedef struct continuing {
  state **items;
  uint32_t count, capacity;
} continuing;

/* Adds a state, which is consumed; NULL is nothing. */
void continuing_add(run *r, continuing *list, state *s);
/* The name of the function that the step calls; NULL if it is no such call. */
const char *run_called(const run *r, const sp_step *step);
/* Does the step make memory that nobody else knows of yet? */
bool run_makes_memory(const run *r, const sp_step *step);
/* Runs a call on a state, which it consumes. */
void run_call(run *r, state *s, const sp_step *step, continuing *out);

/* ---- prove_joins.c ---- */

/* Makes one, of what is the same in both, of a state and another, where things
 * are made that date from a step. What is not the same is anything. Did it
 * change? */
bool state_join(run *r, int64_t step, state *one, const state *other);
/* Joins those of the states behind a step, if they are many, that would be
 * joined at the next block. */
void run_join_many(run *r, continuing *now);
/* A state, which is consumed, comes to a block, from another one or UINT32_MAX.
 * NULL is nothing. */
void run_arrive(run *r, uint32_t from, uint32_t block, state *s);

/* ---- view.c: nothing of it does anything unless somebody looks on ---- */

typedef enum view_note_kind {
  VIEW_FAIL, /* the path fails */
  VIEW_OPEN, /* something of a callee, or a routine, is open */
  VIEW_REST  /* the path rests on a function */
} view_note_kind;

/* Something could not be shown of the step that runs; function is SIZE_MAX if
 * it is none of another one. */
void view_note(run *r, view_note_kind kind, size_t function, const char *why);
/* A step is about to run on a state; and it has led to others. */
void view_before_step(run *r, const state *s);
void view_behind_step(run *r, uint32_t block, uint32_t step,
                      state *const *states, uint32_t count);
/* A state comes to the end of a block. If somebody looks on, it is consumed,
 * and goes no further. */
bool view_leave(run *r, uint32_t index, state *s);
/* The run is at its fixpoint, or was given up: goes through all blocks once
 * more. run_block consumes the state. */
void view_run(run *r, void (*run_block)(run *, uint32_t, state *));

/* ---- prove_flow.c ---- */

/* Follows the function. The outcomes are in r->found unless r->why says what
 * went wrong; the caller frees them with summary_free(). */
void run_function(run *r);

/* ---- prove_summary.c ---- */

/* A value as the callers can tell it; anything if they cannot. */
value state_exported(run *r, const state *s, value v);
/* A state leaves the function at the end of a block: adds its outcome. */
void run_finish(run *r, state *s, const sp_block *block);
void summary_free(summary *s);
bool summary_same(const summary *a, const summary *b);
/* The same, and in the same order: whoever is told the one does all that
 * whoever is told the other does. */
bool summary_identical(const summary *a, const summary *b);
/* What callers take an unproved function for: it has a verdict of its own.
 * False if memory ran out. */
bool summary_assume_balanced(summary *s);
/* The IRQL at the end, if it is the same whichever way it goes. */
level summary_level(const summary *s);
/* Of a function that leaves its callers nothing, they need only know what it
 * touches. */
void summary_collapse(summary *s);

#endif

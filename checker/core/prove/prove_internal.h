/* What the parts of the prover share. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 */
#ifndef SPINPAIR_PROVE_INTERNAL_H
#define SPINPAIR_PROVE_INTERNAL_H

#include "ir/alias.h"
#include "ir/values.h"
#include "keeping.h"
#include "reading.h"
#include "spinpair/lockset.h"
#include "spinpair/prove.h"

/* ---- small vectors ---- */

typedef struct pair {
  uint32_t key, to;
} pair;

/* Sorted by key. */
typedef struct pairs {
  pair *items;
  uint32_t count, capacity;
} pairs;

typedef enum event_kind {
  EVENT_ACQUIRE, /* still held at the end */
  EVENT_RELEASE, /* of a lock that the caller held */
  EVENT_TOUCH,   /* taken and given back; only of a run FOR_WAYS, as is: */
  EVENT_ROUTINE  /* a call, by the name in adapter, that a lock rules out */
} event_kind;

typedef struct event {
  event_kind kind;
  value adapter, message, irql; /* irql: what was saved, or is given back */
  int64_t site;                 /* of an acquire, 0 if it is lost */
  value trail; /* the calls that led there, see locks_trail(); not compared */
  bool is_doubtful; /* an acquire that may have failed, for all that is known:
                     * somebody asks, or should, and the path does not tell */
} event;

typedef struct events {
  event *items;
  uint32_t count, capacity;
} events;

/* Or, with adapter and message 0, a routine that may be called and that a lock
 * rules out. A lock that may be taken, and only where the facts (atom -> 1 if
 * it is true, 2 if false) hold. */
typedef struct touch {
  value adapter, message;
  pairs facts;
} touch;

/* In a touch's message, (spin E P): no lock that is taken, but the end of what
 * P leads to, a lock or a handle, or memory with all that is in it. Numbers
 * that no kind of locks has. */
typedef enum ending {
  ENDS_NOTHING = 0,
  ENDS_LOCK = 1 << 16,
  ENDS_MEMORY
} ending;

typedef struct touches {
  touch *items;
  uint32_t count, capacity;
} touches;

/* Sets the value of key; to 0 removes it. False if memory ran out. */
bool pairs_set(pairs *list, uint32_t key, uint32_t to);
uint32_t pairs_get(const pairs *list, uint32_t key); /* 0 if absent */
bool pairs_equal(const pairs *a, const pairs *b);
bool pairs_copy(pairs *to, const pairs *from);
bool pairs_within(const pairs *a, const pairs *b); /* all of a are in b */
/* To a, what only b has. False if memory ran out. */
bool pairs_add_all(pairs *a, const pairs *b);
void pairs_keep_common(pairs *a, const pairs *b); /* in a, those also in b */
/* In a, all keys of both; those that are not the same in both with what
 * otherwise() says of the key. *changed is set if that
 * changes a. False if memory ran out. */
bool pairs_blend(pairs *a, const pairs *b,
                 uint32_t (*otherwise)(const void *context, uint32_t key),
                 const void *context, bool *changed);

/* Adds a touch, which is consumed, unless others cover it. Of too many, some
 * are joined to one that covers them. False if memory ran out. */
bool touches_add(touches *list, values *values, touch t);
/* Does not tell locks apart any more; joins all to one, if wanted. False if
 * memory ran out. */
bool touches_widen(touches *list, values *values, bool to_one);
bool touches_equal(const touches *a, const touches *b);
void touches_free(touches *list);

/* ---- what decides ---- */

/* What a run is to find out. */
typedef enum purpose {
  FOR_LOCKS,   /* what the function does to locks */
  FOR_CALLERS, /* and what it returns and stores through its parameters */
  FOR_TOUCHES, /* which locks it may take */
  FOR_WAYS     /* all that it does to locks, also where it leaves none taken */
} purpose;

/* The variables, fields and globals of a function that can decide what it does
 * to locks, and the branches that do. All else is not followed. */
typedef struct deciding {
  size_t variable_count;
  bool *variables;    /* by index */
  const char **names; /* of fields and globals, interned */
  uint32_t name_count, name_capacity;
  uint32_t *slots; /* hash table of twice that capacity or more: 1 + index of a
                    * name, 0 if empty */
  /* By name: what sp_program_cell() calls it, as a field, as a global, and the
   * record that it is in. */
  uint32_t (*cells)[3];
  const alias_set **aliases; /* by name; NULL if nothing aliases it */
  bool has_aliases;
  purpose purpose;
  bool guards;    /* see deciding_find() */
  bool deref;     /* cells that are no field */
  bool *branches; /* by block */
  bool *statuses; /* variables that hold what an acquire returned */
  uint64_t
      *live;    /* by block: a bit for each variable and name, and one for cells
                 * that are no field: still to be read from the block on */
  size_t words; /* of live, for one block */
  bool tests_null; /* an adapter that a lock is taken with is tested for NULL */
} deciding;

/* What a path shows of the IRQL beside that of the locks that it holds. */
typedef enum level {
  LEVEL_UNKNOWN,
  LEVEL_BELOW,    /* DISPATCH_LEVEL */
  LEVEL_DISPATCH, /* at least */
  LEVEL_ABOVE
} level;

/* One way that a call can go. Values are in terms of the entry. */
typedef struct outcome {
  pairs facts; /* atom -> 1 if it is true, 2 if false */
  events log;
  value result; /* 0 if the function returns nothing, or it does not matter */
  pairs stores; /* place -> value */
  /* Writes through pointers beside the stores: members, and what is none. */
  bool changes_members, changes_cells;
  /* It has an effect on locks by a call through a pointer that leads to any
   * function of its type, for all that is known. */
  bool is_guess;
  level level; /* at the end, if it is set */
  /* What it learnt under locks of its own, see prove_rereads.c: a
   * VALUE_FUNCTION of the name, or 0 for cells that are no field -> 1. */
  pairs learnt;
} outcome;

bool outcome_has(const outcome *o, event_kind kind);

typedef struct summary {
  bool known;       /* false: still to come, or recursion in its first round */
  bool follows_out; /* stores through pointers are all in the outcomes */
  touches touches;  /* what may be taken while it runs, also on ways that never
                     * return */
  /* The paths on which something could not be shown; they are in no outcome.
   * Each has the function whose own path it is as message, a VALUE_FUNCTION,
   * and adapter 0: a call that rules out its facts has nothing to do with it.
   */
  touches failures;
  outcome *outcomes;
  uint32_t count, capacity;
} summary;

/* Does any outcome leave something to the caller, or take it from there? */
bool hands_locks(const summary *s);

/* Sorted, each once. */
typedef struct pairings {
  sp_pairing *items;
  uint32_t count, capacity;
} pairings;

/* Sorted by place, each pair of places once. */
typedef struct held {
  sp_held *items;
  uint32_t count, capacity;
} held;

/* What was found out of a value in a run. */
typedef struct note {
  uint32_t run, block;
  value v;
  uint32_t answer;
} note;

/* How many are kept: of values that share a place in the list, the last. */
enum { NOTES = 1024 };

/* How closely a function was followed, for its verdict. */
typedef struct closeness {
  purpose purpose;
  bool guards, coarse, tells_taken; /* see run */
} closeness;

typedef struct prover {
  sp_program *program;
  sp_node anything; /* (any) */
  values *values;
  keeping *keeping;
  reading *reading; /* NULL until somebody asks */
  aliases *aliases;
  summary *summaries; /* by function */
  summary *ways;      /* the same FOR_WAYS; unknown if nobody asked yet, or */
  bool *without_ways; /* they could not be told; then there are */
  summary *samples;   /* some of them, each with an effect on locks */
  pairings *pairings; /* by function */
  held *held, *seen;  /* by function */
  sp_proof *proofs;
  closeness *followed; /* by function */
  /* By function, in time: when it was last looked at, and when what callers are
   * told of it was last another thing than before. */
  uint32_t *looked_at, *changed_at;
  uint32_t time;
  uint32_t runs; /* so far: the number of the one that goes on */
  note change_keys[NOTES], live[NOTES];
  bool *sets_level;                  /* by function; NULL until somebody asks */
  bool is_passive_known, is_passive; /* see locks_call() */
  unsigned widens; /* a recursion takes long to settle: 1: locks are not told
                    * apart, 2: and all touches are one */
  bool failed;     /* memory ran out */
} prover;

/* What is to be known of a callee in a run. */
const summary *summary_for(const prover *p, purpose purpose, size_t function);

/* Fills *out, whose arrays the caller frees with deciding_free(). With guards,
 * what the touches of callees depend on decides, too. */
bool deciding_find(deciding *out, const prover *p, size_t function,
                   purpose purpose, bool guards);
void deciding_free(deciding *d);
/* Index of a name, UINT32_MAX if it does not decide. */
uint32_t deciding_name(const deciding *d, const char *name);
/* May a function of the program write what has the name of the index? With
 * typed, also through pointers that may point to it. */
bool deciding_written_by(const deciding *d, const sp_program *program,
                         uint32_t name, size_t function, bool typed);
/* Is it still read from the block on? */
bool deciding_variable_live(const deciding *d, uint32_t block, int64_t n);
bool deciding_name_live(const deciding *d, uint32_t block, const char *name);
bool deciding_deref_live(const deciding *d, uint32_t block);
/* Can what is stored in the place decide? */
bool deciding_place(const deciding *d, const sp_program *program,
                    sp_node place);

/* Does the store of an outcome only tell that an acquire has filled a handle?
 */
bool prove_marks_handle(const values *values, const pair *store);
/* Does a VALUE_OP name a lock by a pointer, or by the handle of one? */
bool prove_names_pointer(const values *values, value message);
/* The same of an acquire or release. */
bool prove_step_names_pointer(const sp_program *program, const sp_step *step);
/* What ends there, if that is what a touch tells by its message; and where. */
ending prove_ending(const values *values, value message, value *pointer);
/* What names the lock, without what its handle says, or is: nobody but the
 * prover needs that. */
value prove_plain_adapter(values *values, value adapter, value message);
value prove_plain_message(values *values, value message, event_kind kind);

/* The outcomes of a summary in nodes of the program; what they point to is
 * freed with prove_ways_free(). NULL if memory ran out. */
sp_way *prove_ways(const prover *p, const summary *from);
void prove_ways_free(sp_way *outcomes, size_t count);
/* The same for touches, freed with prove_touches_free(). */
sp_touch *prove_touches(const prover *p, const touches *from);
void prove_touches_free(sp_touch *list, size_t count);

/* What locks rule out of the routine called so, or that stands for those like
 * it in a touch. */
sp_ruling prove_ruled_out(const values *values, value routine);

/* Says of a proof on which functions it rests: those on whose paths that failed
 * its calls may be. False if memory ran out. */
bool prove_rests(prover *p, size_t function, const touches *failures);

/* The prover of the proofs. */
prover *prove_prover(sp_proofs *proofs);
/* Follows a function that reaches locks once more, as for its verdict, and
 * shows it to the viewer. Nothing else changes. */
struct viewer;
void prove_again(prover *p, size_t function, struct viewer *viewer);

/* See sp_proofs_summary(). */
char *prove_text(const prover *p, size_t function);

#endif

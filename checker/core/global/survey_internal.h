/* What the parts of the survey share. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 *
 * survey_walk.c walks from each callback, and each function that nobody calls,
 * through what it calls, and tells survey_locks.c of the locks on the way. What
 * is a report has to be certain: a lock is known to be held here only if some
 * path with conditions that go together holds it, and known to be the only one
 * if no path can hold more. Neither needs a proof.
 */
#ifndef SPINPAIR_SURVEY_INTERNAL_H
#define SPINPAIR_SURVEY_INTERNAL_H

#include "ir/values.h"
#include "spinpair/families.h"
#include "spinpair/routines.h"
#include "spinpair/survey.h"

/* The breaches found so far. */
typedef struct breaches {
  sp_breach *items;
  size_t count, capacity;
  bool failed; /* memory ran out */
} breaches;

/* A breach without notes, at a step. NULL if memory ran out. */
sp_breach *breaches_add(breaches *list, sp_rule rule, size_t function,
                        const sp_step *step);
void breach_note(sp_breach *breach, sp_breach_reason reason, size_t function,
                 const sp_step *step, const char *message);

enum { MAX_FACTS = 12, MAX_HELD = 4, MANY_LOCKS = 3 };

/* A condition, and how it turned out. Its value is never a negation. */
typedef struct fact {
  value atom;
  bool holds;
} fact;

typedef struct facts {
  fact items[MAX_FACTS];
  unsigned count;
} facts;

/* NULL if nothing is known of it. */
const fact *facts_find(const facts *list, value atom);
bool facts_equal(const facts *a, const facts *b);

struct walk;
/* Does it hold, by what a fact says? A fact of a variable that was given a
 * number, `v == 1`, tells of `v` and of comparisons with other numbers, too. 0
 * or 1; -1 if it does not tell. */
int fact_tells(const struct walk *w, const fact *known, value atom);

/* What is stored in a member of a local object. */
typedef struct member {
  value place;
  value one;           /* always this; 0 if that is not known */
  value pointer;       /* always this where it is not 0; 0 likewise */
  struct frame *in;    /* where that is stored, if in one place; else NULL */
  const sp_step *step; /* there */
  struct member *next; /* of the object's frame */
} member;

/* A function as it is called on the way from a root. */
typedef struct frame {
  uint32_t id;
  struct frame *caller; /* NULL: the root itself */
  const sp_step *call;  /* in the caller */
  size_t function;
  const sp_function *f;
  value *arguments; /* of parameters */
  value *variables; /* what they hold, 0 if nobody asked yet */
  bool *asking;     /* the same is being found out */
  unsigned depth;
  struct flow *before, *after; /* of the last walk through it, if any */
  bool returns;                /* it came to its end */
  value result;                /* what it returns, 0 if nobody asked yet */
  struct frame *calls, *next;  /* those that this one has called */
  uint32_t hash;               /* of the function and the arguments */
  struct frame *older;         /* that may be alike */
  member *members;             /* of its variables, that were asked for */
} frame;

/* A lock, as the survey tells it from others. */
typedef struct lock_name {
  /* What the lock is told apart by the places of: HwDeviceExtension, or the
   * pointer by which a root finds what a kernel's lock is in. Of a lock in a
   * global, the symbol that stands for any of these. */
  value adapter;
  value lock; /* the message, or (spin K C), where K only says which object */
} lock_name;

/* A lock that was taken, and is held on some path. */
typedef struct taken {
  lock_name name;
  value handle; /* the place that it is given back by; 0 if its name is */
  value status; /* what the acquire returned; 0 if it goes nowhere */
  frame *frame;
  const sp_step *step;
  facts when; /* the path went so when it was taken, and since */
} taken;

/* What is known at a place of a frame. */
typedef struct flow {
  unsigned most; /* no path holds more locks, of any kind; MANY_LOCKS: maybe */
  facts facts;   /* of all paths */
  taken held[MAX_HELD];
  unsigned held_count;
  bool blurred; /* facts were lost: nothing is certain any more */
} flow;

struct sightings;
struct variables;

enum { ALIKE = 4096 }; /* how finely frames are told apart */

typedef struct walk {
  sp_program *program;
  values *values;
  struct sightings *seen;
  bool *reaches;                /* by function: does something to locks */
  struct variables **variables; /* by function; NULL if nobody asked yet */
  frame **newest;               /* by hash, modulo ALIKE: of this root */
  frame **all;                  /* of this root, by number from 1 */
  size_t all_capacity;
  long member_budget; /* steps to go for members of local objects */
  frame *root;
  sp_beside beside; /* of the root */
  uint32_t frames;
  long budget;  /* steps to go */
  bool settled; /* so far, no path of the root was left out */
  bool failed;  /* memory ran out */
} walk;

/* Is part in it? */
bool value_mentions(const walk *w, value v, value part);

/* The symbol that adapters are compared as. */
value walk_adapter(walk *w);

/* The family of a lock, by what names it. */
sp_family_id walk_family(const walk *w, value lock);

/* Is the value a parameter of the root? */
bool walk_is_of_root(const walk *w, value v);
/* Does it depend on a variable that has several values, such as a counter? */
bool walk_varies(const walk *w, value v);
/* The parameter, never written and not of the root, whose value the node is;
 * SIZE_MAX if it is none. */
size_t walk_parameter(walk *w, frame *in, sp_node node);

/* ---- survey_locks.c: what the walk comes to ---- */

/* The lock of a message is taken, and its IRQL saved where slot points to. */
void see_acquire(walk *w, frame *in, const sp_step *step, lock_name name,
                 value slot, const flow *before);
/* A lock is taken while others are held. */
void see_nestings(walk *w, frame *in, const sp_step *step, lock_name name,
                  const flow *before);
/* Of a lock that some path holds, or may hold. */
void see_release(walk *w, value adapter, value irql);
/* A value is stored in a place that is no variable. */
void see_store(walk *w, frame *in, const sp_step *step, value place, value v);
/* The walk from a root is over. */
void see_end(walk *w);

/* ---- survey_beside.c: what runs at once ---- */

/* What the driver has the framework call one at a time. */
typedef struct framework_use {
  bool has_scope;     /* a SynchronizationScope that keeps callbacks apart */
  bool is_sequential; /* a queue hands out requests one at a time */
} framework_use;

framework_use framework_of(const sp_program *program);
sp_beside beside_of(const sp_program *program, size_t function,
                    const framework_use *use);

/* ---- survey_members.c: members of local objects ---- */

/* What is in the place, if it is such a member and always the same; else 0. */
value walk_member(walk *w, value place);
/* The pointer, or the only one but NULL that is in the member which it was read
 * from. */
value walk_member_pointer(walk *w, value pointer);
/* The node is what was stored in a member: goes there. */
bool walk_stored(walk *w, frame **in, sp_node *node);

/* ---- survey_walk.c ---- */

/* The value of a node, the place that it is, what a variable holds, and what a
 * step leaves in its target. */
value walk_value(walk *w, frame *in, sp_node node);
value walk_place(walk *w, frame *in, sp_node node);
value walk_variable(walk *w, frame *in, uint32_t variable);
value walk_result(walk *w, frame *in, const sp_step *step);
/* The frame of a function that a step calls; NULL if it cannot be had. */
frame *walk_called(walk *w, frame *in, const sp_step *step, size_t function);
/* The frame that the variable is of. */
frame *walk_owner(walk *w, value variable_place, uint32_t *variable);

/* Walks from all roots. */
void walk_program(walk *w);

/* ---- survey_locks.c ---- */

/* Adds what is wrong with the places that IRQLs are saved in, and with the
 * order of locks. False if memory ran out. */
bool survey_locks(sp_program *program, breaches *out);

#endif

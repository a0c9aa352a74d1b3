/* What the files of the lock program share.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_CORE_PROGRAM_INTERNAL_H
#define SPINPAIR_CORE_PROGRAM_INTERNAL_H

#include "spinpair/program.h"
#include "spinpair/routines.h"

/* ---- memory ---- */

typedef struct sp_chunk sp_chunk;

/* Memory that is freed all at once, or back to a mark. All 0 is empty. */
typedef struct sp_arena {
  sp_chunk *top;
} sp_arena;

typedef struct sp_arena_mark {
  sp_chunk *top;
  size_t used;
} sp_arena_mark;

/* Room for count things of size bytes, zeroed; NULL if memory ran out. Never
 * NULL otherwise, even for nothing. */
void *sp_arena_new(sp_arena *arena, size_t count, size_t size);
sp_arena_mark sp_arena_here(const sp_arena *arena);
/* Frees what was allocated since the mark. */
void sp_arena_back(sp_arena *arena, sp_arena_mark mark);

/* Makes room for count things of size bytes in an array from malloc(). */
bool sp_reserve(void **array, size_t *capacity, size_t count, size_t size);

/* ---- the program ---- */

typedef struct sp_entry {
  sp_function function;
  const char *callback;  /* after linking: registered as that; else NULL */
  bool may_be_callback;  /* the same: maybe, by code that does not parse */
  bool is_called_cancel; /* the same: a cancel routine that the program calls */
  bool is_settled;       /* by sp_program_settle_cancel() */
  uint32_t index; /* in order of names; valid while the program is sorted */
} sp_entry;

/* An interned string, and what goes by that name. */
typedef struct sp_string {
  uint32_t hash;
  uint32_t group; /* as a signature: 1 + index in sp_program.groups; 0: none */
  uint32_t write; /* as a thing written: 1 + its bit in a write set; 0: none */
  sp_entry *function; /* of this name */
  char text[];
} sp_string;

typedef struct sp_node_entry {
  sp_node_data data;
  uint32_t hash;
  uint32_t nesting;   /* of lists in its text */
  uint32_t size;      /* lists in its text */
  uint32_t variables; /* 1 + the highest index of a variable; 0: none */
} sp_node_entry;

/* (callback (fn "FUNCTION") "CALLBACK") */
typedef struct sp_registration {
  const char *function, *callback; /* interned */
} sp_registration;

/* (pointer "FROM" "TO"), see sp_program_flow() */
typedef struct sp_flow {
  const char *from, *to; /* interned */
} sp_flow;

/* What pointers of one signature may lead to. */
typedef struct sp_pointees {
  const uint32_t *functions; /* indices */
  size_t count;
  const char *routine; /* a lock routine; NULL: none */
} sp_pointees;

struct sp_program {
  sp_arena names_and_nodes, functions; /* apart: functions are taken back */

  sp_string **strings; /* hash table, a power of two */
  size_t string_capacity, string_count;

  sp_node_entry **nodes;
  size_t node_capacity, node_count;
  sp_node *node_table; /* hash table, a power of two */
  size_t node_table_capacity;

  sp_entry **entries;
  size_t entry_capacity, entry_count;
  bool sorted;

  sp_registration *registrations; /* sorted, once each */
  size_t registration_capacity, registration_count;

  sp_alias *aliases; /* sorted, once each; each pair in both directions */
  size_t alias_capacity, alias_count;
  sp_flow *flows; /* sorted, once each */
  size_t flow_capacity, flow_count;

  /* After linking; by function, if not said otherwise. */
  bool linked;
  sp_pointees *groups; /* by signature */
  size_t group_count;
  uint32_t *order, *parts;
  bool *recursive, *relevant, *restricted;
  const uint64_t **write_sets; /* NULL: writes nothing */
  const char **write_names;    /* by number, less 1 */
  uint32_t write_count;
  const char **mode_fields; /* that tell of dump mode */
  size_t mode_field_count;
  const char **handles; /* cells with handles of their own */
  size_t handle_count;
  bool *rests_on_mode; /* a branch of it was decided by that */
};

/* NULL if the program has no such string. */
sp_string *sp_string_find(const sp_program *program, const char *text);
/* Of an interned string. */
sp_string *sp_string_of(const char *text);

/* Puts the functions in order of names. What it changes nobody can see. */
void sp_program_sort(const sp_program *program);

/* Takes out of an unlinked, sorted program the branches that are only for dump
 * mode (see program_mode.c). False if memory ran out. */
bool sp_program_settle_mode(sp_program *program);
#define SP_MODE_FIELD "_PORT_CONFIGURATION_INFORMATION.DumpMode"

/* Finds the cells of sp_program_owns_handle(). False if memory ran out. */
bool sp_program_settle_handles(sp_program *program);

/* Puts into the flags of functions what registrations and calls say. */
void sp_program_settle_entries(sp_program *program);

/* Has calls of functions that are only declared lead to what stands for them.
 */
void sp_program_settle_declared(sp_program *program);
/* Another text of a function that is declared is there. False if memory ran
 * out. */
bool sp_program_contradict(sp_program *program, sp_function *function);

/* Has cancel routines begin with the lock that they are called with. False if
 * memory ran out. */
bool sp_program_settle_cancel(sp_program *program);
/* Is the callback of that name, which may be NULL, a cancel routine? */
bool sp_is_cancel(const char *callback);

/* Notes whose address is taken in another unit. */
void sp_program_settle_pointers(sp_program *program);
/* Finds the groups. False if memory ran out. */
bool sp_program_make_groups(sp_program *program);

/* What the step asks for, if it sets the mode of synchronisation. */
sp_mode sp_step_asks(const sp_program *program, const sp_step *step);
#define SP_SYNCHRONIZATION_FIELD                                               \
  "_PORT_CONFIGURATION_INFORMATION.InterruptSynchronizationMode"

typedef enum sp_added {
  SP_ADDED,
  SP_THERE,     /* the same function was there */
  SP_DIFFERS,   /* another one of that name was there */
  SP_MALFORMED, /* what the text form cannot hold, or the program is linked */
  SP_NO_MEMORY
} sp_added;

sp_added sp_program_insert(sp_program *program, const sp_function *function);
/* Takes back the functions after the first count, added since the mark. */
void sp_program_take_back(sp_program *program, size_t count, bool sorted,
                          sp_arena_mark mark);

/* ---- nodes ---- */

enum {
  /* Lists in lists in a text; beyond that it is not read. */
  SP_TEXT_NESTING = 200,
  /* Lists in a node: a shared node is written as often as it is used. */
  SP_NODE_SIZE = 1 << 16
};

/* How a node is written: (name OPERAND...). An operand is a (p)lace, a (v)alue,
 * a (s)tring, a (n)umber or the (i)ndex of a variable. */
typedef struct sp_form {
  const char *name, *operands;
} sp_form;

enum { SP_NODE_KINDS = SP_ELEMENT + 1, SP_OPS = SP_SPIN + 1 };

/* Name NULL for SP_OP, whose forms are by sp_op. */
extern const sp_form sp_kind_forms[SP_NODE_KINDS];
extern const sp_form sp_op_forms[SP_OPS];

static inline const sp_form *sp_form_of(sp_node_kind kind, sp_op op) {
  return kind == SP_OP ? &sp_op_forms[op] : &sp_kind_forms[kind];
}

static inline bool sp_is_place(sp_node_kind kind) {
  return kind >= SP_VARIABLE;
}

#endif

/* Lock programs: what a driver does to its locks, and nothing else.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A function's control flow is reduced to lock operations, calls, and the
 * assignments and conditions that may bear on them. The programs of many units
 * are added to one sp_program in any order; sp_program_link() then resolves the
 * calls. Text and memory hold the same: what is written is read back unchanged.
 *
 * Ownership: an sp_program owns all that is reached from it, names too. It is
 * filled by one thread, and constant after linking.
 */
#ifndef SPINPAIR_PROGRAM_H
#define SPINPAIR_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the text form. Text of another version is not read. */
#define SP_PROGRAM_VERSION 4

/* ---- values ---- */

/* Index of a node; equal nodes have equal indices. */
typedef uint32_t sp_node;
#define SP_NO_NODE UINT32_MAX

typedef enum sp_node_kind {
  /* Values. */
  SP_UNKNOWN_VALUE, /* (any): a value of which nothing is known */
  SP_INT,           /* (int N) */
  SP_FUNCTION,      /* (fn "name"): the address of a function */
  SP_LOAD,          /* (load P): what is in place P when this is evaluated */
  SP_ADDRESS,       /* (addr P) */
  SP_OP,            /* (OP A) or (OP A B), see sp_op */
  SP_CHOICE,        /* (if C A B): the C operator ?: */
  SP_ACQUIRED, /* (acquired N): in summaries, the status that acquire N of a
                * call returned, or the IRQL that acquire -N saved */
  /* Places. */
  SP_VARIABLE, /* (var N): parameter or local; parameters come first */
  SP_GLOBAL,   /* (global "name") */
  SP_DEREF,    /* (deref A): what pointer value A points to */
  SP_FIELD,    /* (field P "Record.member") */
  SP_ELEMENT   /* (elem P A): element A of array P */
} sp_node_kind;

/* Comparisons yield 1 or 0. Arithmetic is on 64 bits; what a type has no room
 * for is converted, and a value of 64 bits is the number with these bits. */
typedef enum sp_op {
  SP_NOT,
  SP_NEGATE,
  SP_COMPLEMENT, /* (not A) (neg A) (compl A) */
  SP_EQ,
  SP_NE,
  SP_LT,
  SP_LE, /* (eq A B) (ne A B) (lt A B) (le A B) */
  SP_AND,
  SP_OR, /* (and A B) (or A B): logical */
  SP_ADD,
  SP_SUB,
  SP_MUL,
  SP_DIV,
  SP_REM, /* add sub mul div rem */
  SP_BITAND,
  SP_BITOR,
  SP_BITXOR,
  SP_SHL,
  SP_SHR, /* band bor bxor shl shr */
  SP_U8,  /* (u8 A): A converted to an unsigned type of 8 bits; and so on */
  SP_U16,
  SP_U32,
  SP_S8,
  SP_S16,
  SP_S32,
  SP_SPIN /* (spin K C): no number; in the place of a MessageId, the lock that
           * STOR_SPINLOCK K and LockContext C name. K is 0 for one that is
           * named by its handle. Of a lock that a pointer names, K is its kind
           * (sp_number_of_kind()) and C the pointer, or 0 by the handle. */
} sp_op;

static inline bool sp_op_converts(sp_op op) {
  return op >= SP_U8 && op <= SP_S32;
}

typedef struct sp_node_data {
  sp_node_kind kind;
  sp_op op;         /* SP_OP */
  int64_t number;   /* SP_INT: value; SP_VARIABLE: index */
  const char *name; /* SP_FUNCTION, SP_GLOBAL, SP_FIELD: interned */
  sp_node a, b, c;  /* operands, SP_NO_NODE if none; SP_CHOICE: a ? b : c */
} sp_node_data;

/* ---- functions ---- */

typedef struct sp_place_in_source {
  const char *file; /* interned; as the compiler names it */
  uint32_t line;    /* from 1 */
  uint32_t column;  /* from 1 */
} sp_place_in_source;

typedef enum sp_step_kind {
  SP_SET,     /* (set P A TYPE): TYPE is there for what is written through a
               * pointer, see sp_program_alias() */
  SP_CALL,    /* (call R CALLEE A...): R is a place or -; see sp_step */
  SP_ACQUIRE, /* (acquire R ADAPTER MESSAGE SLOT): SLOT is a pointer value,
               * R the place of the status or -. SLOT of a STOR_SPINLOCK is
               * where its handle keeps the IRQL, and so is IRQL read there. */
  SP_RELEASE, /* (release R ADAPTER MESSAGE IRQL) */
  SP_FORGET,  /* (forget P TYPE): P now holds anything, and all parts of it */
  SP_ABANDON, /* (abandon): a failed assertion; what follows concerns nobody */
  SP_ROUTINE, /* (routine "name"): a call of a routine that may not be called
               * while an MSI lock is held; of some, while InterruptLock is,
               * either. (routine A SP_ENDS...): what pointer value A leads to
               * is freed or written over, and may be no lock that is held */
  SP_UNSUPPORTED /* (unsupported "why"): something that cannot be expressed */
} sp_step_kind;

/* Names of such a step: A leads to a lock or its handle, or to memory in which
 * there may be some. */
#define SP_ENDS_LOCK "a lock"
#define SP_ENDS_MEMORY "memory"

/* What a call calls that makes memory, or an object behind a handle, which
 * nobody else knows of yet. */
#define SP_FRESH_MEMORY "fresh memory"

typedef struct sp_step {
  sp_step_kind kind;
  uint32_t line, column; /* in the function's file */
  const char *text;      /* acquire and release: MessageId as written, or what
                          * STOR_SPINLOCK or its handle is called; set and
                          * forget: the TYPE, or NULL; else why */
  sp_node target;        /* P or R; SP_NO_NODE if none */
  sp_node callee;        /* call: SP_FUNCTION, or the value that is called */
  const char *signature; /* call through a pointer: its function type */
  sp_node *arguments;    /* set: one; acquire and release: three; call: all;
                          * routine: the memory that it ends, if any */
  size_t argument_count;
} sp_step;

typedef enum sp_exit_kind {
  SP_GOTO,   /* (goto B) */
  SP_BRANCH, /* (branch A B1 B0): to B1 if A is not 0 */
  SP_SWITCH, /* (switch A B (V B)...): to B where no case fits */
  SP_RETURN, /* (return A) or (return) */
  SP_STOP    /* (stop): never gets further; at the place of the branch that
              * leads to it, the author has the compiler assume that */
} sp_exit_kind;

typedef struct sp_case {
  int64_t value;
  uint32_t block;
} sp_case;

typedef struct sp_block {
  sp_step *steps;
  size_t step_count;
  sp_exit_kind exit;
  uint32_t line, column; /* of the exit */
  sp_node value;         /* branch, switch, return; SP_NO_NODE if none */
  uint32_t next;         /* goto; branch: where not 0 goes; switch: default */
  uint32_t otherwise;    /* branch: where 0 goes */
  sp_case *cases;
  size_t case_count;
} sp_block;

enum {
  SP_FUNCTION_INTERNAL = 1u << 0,      /* static, or inline of a header */
  SP_FUNCTION_ENTRY = 1u << 1,         /* a callback of the port driver */
  SP_FUNCTION_ADDRESS_TAKEN = 1u << 2, /* may be called through a pointer */
  SP_FUNCTION_VARIADIC = 1u << 3,
  SP_FUNCTION_LOCKLESS = 1u << 4,   /* an entry that may take no lock */
  SP_FUNCTION_OF_MESSAGE = 1u << 5, /* an entry that runs with the lock held of
                                     * (its first, its second parameter) */
  SP_FUNCTION_FINDS_ADAPTER = 1u << 6, /* an entry that is given the
                                        * configuration */
  SP_FUNCTION_CONCURRENT = 1u << 7, /* a callback that may run beside all others
                                     * and, on another processor, itself */
  SP_FUNCTION_QUEUED = 1u << 8,     /* the same, but beside itself only if it is
                                     * queued several times, with other arguments */
  SP_FUNCTION_START_IO = 1u << 9,   /* a callback that may run with StartIoLock
                                     * held: beside those above, but not beside
                                     * another one of its kind */
  /* An entry that runs with that lock held of (its first parameter). */
  SP_FUNCTION_HOLDS_START_IO = 1u << 10,
  SP_FUNCTION_HOLDS_INTERRUPT = 1u << 11,
  SP_FUNCTION_LOCKS_UNREAD = 1u << 12, /* its body names a lock routine, but is
                                        * not known */
  SP_FUNCTION_DECLARED = 1u << 14,     /* it has no body that is seen: its body
                                        * here is what its annotations say, and
                                        * its name begins with SP_DECLARED; what
                                        * follows leads to it where no body is */
  SP_FUNCTION_UNFOLLOWED = 1u << 13    /* a construct of it is neither in its
                                        * lock program nor sure to be followed by
                                        * the search */
};

#define SP_WRITES_ANY "any"
/* In front of the name of a function that is only declared. */
#define SP_DECLARED "declared "

typedef struct sp_function {
  const char *name;  /* unique in the program; linkage name, and for internal
                      * functions "name@file" */
  const char *shown; /* as the source calls it */
  const char *signature; /* function type, as written in sp_step.signature */
  sp_place_in_source where;
  unsigned flags;
  uint32_t parameter_count;
  uint32_t variable_count; /* parameters and locals */
  const char **variables;  /* their names, "" for temporaries */
  bool *escapes;           /* local whose address is kept somewhere */
  /* What the body itself may write, sorted: "field Record.member", "global
   * name", "record Name" (the whole of it), "type T" (through a pointer to T),
   * SP_WRITES_ANY (through a pointer of which nothing is known, too). */
  const char **writes;
  size_t write_count;
  sp_block *blocks; /* the first is the entry */
  size_t block_count;
} sp_function;

/* ---- the program ---- */

typedef struct sp_program sp_program;

/* NULL if memory ran out; so do all functions below report it. */
sp_program *sp_program_new(void);
void sp_program_free(sp_program *program);

/* The program's own copy of a string: equal strings, equal pointers. */
const char *sp_program_intern(sp_program *program, const char *text);

/* The node with these data. name need not be interned, and what the kind has no
 * use for is ignored. SP_NO_NODE also if an operand is missing, or a place
 * where a value belongs or the other way round, or if the text would be nested
 * too deep (SP_NODE_NESTING) or have more than 65,536 parentheses: a value of
 * that kind is to be given up as (any). */
#define SP_NODE_NESTING 196
sp_node sp_program_node(sp_program *program, const sp_node_data *data);
const sp_node_data *sp_program_data(const sp_program *program, sp_node node);
/* What a conversion, or several, are made of; else the node itself. */
sp_node sp_program_unconverted(const sp_program *program, sp_node node);
/* Shorthands. */
sp_node sp_program_int(sp_program *program, int64_t number);
sp_node sp_program_op(sp_program *program, sp_op op, sp_node a, sp_node b);

/* Adds a copy of a function, whose nodes are of this program; its strings need
 * not be interned. A function that is there already under that name with the
 * same text is counted once. Returns false, and keeps the first, if another one
 * of that name is there; false also if the text could not be read back (a block
 * or variable out of range, no block, a place for a value) or the program is
 * linked. Copies are normalised: writes sorted and once each, fields without a
 * meaning cleared, NULL strings empty; variables, escapes and writes may be
 * NULL for "all empty". */
bool sp_program_add(sp_program *program, const sp_function *function);

/* The function called name, of this or of another unit, is registered as the
 * callback of the port driver that the DDI reference calls so; "" if it does
 * not say, and SP_CALLBACK_UNREAD if it may be one: the code that names it does
 * not parse. False also if the program is linked. */
#define SP_CALLBACK_UNREAD "?"
bool sp_program_register(sp_program *program, const char *function,
                         const char *callback);

/* Two cells may share bytes: a write to the one may change the other. A cell is
 * "field Record.member", "record Record" (all members of it), "global name",
 * "type T" (what is found through a pointer to T, but is no member; T is "byte"
 * for all that may point anywhere into an object, and "void") or "overlay
 * name": all that alias it alias each other. A global may alias "elsewhere": it
 * is read, or its address kept, where no step tells. Not transitive else, but
 * for types that alias each other. "type void C" are pointers to void of class
 * C, such as a parameter; what is in one of them is in T, too, if other is
 * "into T". False also if the program is linked. */
bool sp_program_alias(sp_program *program, const char *cell, const char *other);

typedef struct sp_alias {
  const char *cell, *other; /* interned */
} sp_alias;

/* All pairs with that cell, count of them, in order of the other one; owned by
 * the program. */
const sp_alias *sp_program_aliases(const sp_program *program, const char *cell,
                                   size_t *count);
/* A pointer becomes one of another type: what it may lead to is what that may
 * lead to from then on. A type is the signature of the function that the
 * pointer leads to, or "*" for all that is no pointer to a function. from may
 * be "fn NAME", too, a function or lock routine whose address is taken, and
 * "routine NAME" says of a lock routine which signature it has. False also if
 * the program is linked. */
bool sp_program_flow(sp_program *program, const char *from, const char *to);

size_t sp_program_count(const sp_program *program);
/* In order of names, whatever the order they were added in. */
const sp_function *sp_program_get(const sp_program *program, size_t index);
/* Index of the function called name; SIZE_MAX if there is none. */
size_t sp_program_find(const sp_program *program, const char *name);

/* ---- text ---- */

typedef struct sp_text_error {
  uint32_t line, column; /* from 1; column in bytes */
  char message[160];     /* one sentence, no full stop */
} sp_text_error;

/* Adds all functions of the text. On an error nothing of it is added, and error
 * says where and what. */
bool sp_program_read(sp_program *program, const char *text, size_t length,
                     sp_text_error *error);

/* The text of the program or of one function, which the caller frees with
 * sp_memory_free(). Equal programs have equal texts. The text of a function
 * lacks the version line that sp_program_read() wants first. Texts are ASCII.
 * The movable one stays the same where functions move up or down in a file;
 * sp_program_read() does not know it. */
char *sp_program_write(const sp_program *program);
char *sp_program_write_movable(const sp_program *program);
char *sp_program_write_function(const sp_program *program, size_t index);

/* ---- linking ---- */

/* Is the parameter a pointer to a number that can be written, as far as the
 * signature of the function says? */
bool sp_function_takes_cell(const sp_function *function, size_t parameter);

/* Takes out what only runs in dump mode, resolves registrations and calls, and
 * computes what follows. To be called once, after the last function was added.
 * Flags of functions then say what is known of them in the whole program: one
 * that is registered anywhere is an entry, and one that the program calls
 * itself is none. */
bool sp_program_link(sp_program *program);

/* Which callback of the port driver an entry is; "" if that is not known, and
 * NULL if the function is no entry. */
const char *sp_program_callback(const sp_program *program, size_t index);
/* Is it a driver of virtual adapters alone, by how it declares what finds them?
 */
bool sp_program_is_virtual(const sp_program *program);
/* May it be registered by code that does not parse, while nothing that does
 * says which callback it is? */
bool sp_program_may_be_callback(const sp_program *program, size_t index);

/* Functions that a call may reach: of a direct call one or none; through a
 * pointer all whose address is taken and may have come to be a pointer of the
 * call's type. None: the code is not in the program. */
typedef struct sp_callees {
  const uint32_t *functions; /* indices; owned by the program */
  size_t count;
} sp_callees;
sp_callees sp_program_callees(const sp_program *program, const sp_step *call);
/* The same by the signature of a pointer. */
sp_callees sp_program_pointees(const sp_program *program,
                               const char *signature);
/* The lock routine that a call through a pointer may reach; NULL if none. */
const char *sp_program_pointed_routine(const sp_program *program,
                                       const sp_step *call);
/* What a pointer of the signature may lead to that takes or gives back locks,
 * as the source calls it; NULL if nothing. */
const char *sp_program_may_lead(const sp_program *program,
                                const char *signature);
/* The function that a call of code which is not in the program is given as an
 * argument, and may run; SIZE_MAX if that is none of the program. */
size_t sp_program_given(const sp_program *program, const sp_step *call,
                        size_t argument);

/* Does the function reach a lock operation? */
bool sp_program_is_relevant(const sp_program *program, size_t index);

/* Does the function reach a routine that may not be called while an MSI lock is
 * held? */
bool sp_program_is_restricted(const sp_program *program, size_t index);

/* What is written ("field Record.member", "record Record", "global name"), by
 * number; 0 if no function of the program writes it. */
uint32_t sp_program_cell(const sp_program *program, const char *what);
/* May running the function write the cell, itself or in what it calls? */
bool sp_program_writes_cell(const sp_program *program, size_t index,
                            uint32_t cell);
/* The same by name. */
bool sp_program_may_write(const sp_program *program, size_t index,
                          const char *what);

/* Is this ("field Record.member") only ever given what the port driver says of
 * dump mode? Locks are checked for the normal mode, where it is 0. */
bool sp_program_tells_mode(const sp_program *program, const char *what);

/* Is the member ("Record.member"), or the global, only ever given what
 * WdfSpinLockCreate makes, or 0? Then no two cells of which that is true hold
 * one handle. */
bool sp_program_owns_handle(const sp_program *program, const char *cell);

/* Strongly connected parts of the call graph, callees first: order lists every
 * function, and part[i] is the number of the part of function i. A part with
 * more than one function, or with one that calls itself, is recursive. Owned by
 * the program. */
const uint32_t *sp_program_order(const sp_program *program);
const uint32_t *sp_program_parts(const sp_program *program);
bool sp_program_is_recursive(const sp_program *program, size_t index);

/* Is an acquire or a release one of the lock of a message, and not of a
 * STOR_SPINLOCK? */
bool sp_program_is_of_message(const sp_program *program, const sp_step *step);

/* Writes a node as C into buffer, which is cut off at size as by snprintf(),
 * and returns the length that it has in full. Variables have the names they
 * have in the function; what is not known is "?". With call, which is a step of
 * the function and may be NULL, the node is one of a callee's summary, and
 * stands for what the callee is given there. */
size_t sp_program_c_text(const sp_program *program, const sp_function *function,
                         const sp_step *call, sp_node node, char *buffer,
                         size_t size);

#ifdef __cplusplus
}
#endif

#endif

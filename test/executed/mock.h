/* What a generated program tells the mock of the lock routines: see mock.c.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef EXECUTED_MOCK_H
#define EXECUTED_MOCK_H

#ifdef __cplusplus
extern "C" {
#endif

/* A callback: what it holds at its end is leaked, and what it releases without an acquire is not held. */
#define MOCK_CALLBACK 1
/* The acquire of a message from 3000 to 3999 may fail: whoever takes that looks at the status. */
#define MOCK_FAILURES 2
/* A pool of values stands for all of a type somewhere: never called exhaustive. */
#define MOCK_SAMPLED 4

/* Runs Once for all answers of MockPick, or for as many as the limit allows and random ones then, and prints one line of
 * JSON about what was seen. */
void MockRun(const char *Name, unsigned Flags, void (*Once)(void));

/* One of Count answers, from 0. */
unsigned MockPick(unsigned Count);

/* One of Count values. */
unsigned long long MockValue(const unsigned long long *Values, unsigned Count);

#ifdef __cplusplus
}
#endif
#endif

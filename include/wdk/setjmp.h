/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * setjmp.h: spinpair model header.
 *
 * Jumps out of functions, which drivers do not make: compilers' intrin.h asks
 * for it.
 *
 * Source: the C standard.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_SETJMP_H
#define SPINPAIR_WDK_SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif
typedef long long jmp_buf[32]; /* the size is the model's own */
int setjmp(jmp_buf Environment) __attribute__((returns_twice));
void longjmp(jmp_buf Environment, int Value) __attribute__((noreturn));
#ifdef __cplusplus
}
#endif

#endif /* SPINPAIR_WDK_SETJMP_H */

/*
 * program_doubt.h - functions of which it is not known what they do.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_PROGRAM_DOUBT_H
#define SPINPAIR_PROGRAM_DOUBT_H

#include "spinpair/program.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The function called name is not what the program has for it, or not always:
 * neither it is proved, nor who needs to know what it does. why says the
 * reason. False if there is no such function, memory ran out, or the program is
 * linked. */
bool sp_program_doubt(sp_program *program, const char *name, const char *why);

#ifdef __cplusplus
}
#endif

#endif

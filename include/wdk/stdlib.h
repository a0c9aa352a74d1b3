/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * stdlib.h: spinpair model header.
 *
 * Numbers from text, sorting, and what else of the C runtime kernel code may
 * call.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STDLIB_H
#define SPINPAIR_WDK_STDLIB_H

#include "limits.h"
#include "ntdef.h"

#ifndef _MAX_PATH
#define _MAX_PATH 260
#define _MAX_DRIVE 3
#define _MAX_DIR 256
#define _MAX_FNAME 256
#define _MAX_EXT 256
#endif

#ifndef __min
#define __min(A, B) (((A) < (B)) ? (A) : (B))
#define __max(A, B) (((A) > (B)) ? (A) : (B))
#endif

SPINPAIR_WDK_BEGIN

int abs(int Value);
long labs(long Value);
int atoi(const char *Text);
long atol(const char *Text);
long long _atoi64(const char *Text);
long strtol(const char *Text, char **End, int Base);
unsigned long strtoul(const char *Text, char **End, int Base);
long long _strtoi64(const char *Text, char **End, int Base);
unsigned long long _strtoui64(const char *Text, char **End, int Base);
long wcstol(const wchar_t *Text, wchar_t **End, int Base);
unsigned long wcstoul(const wchar_t *Text, wchar_t **End, int Base);
int _wtoi(const wchar_t *Text);
int rand(void);
void srand(unsigned int Seed);
void qsort(void *Base, size_t Count, size_t Size,
           int (*Compare)(const void *Left, const void *Right));
void *bsearch(const void *Key, const void *Base, size_t Count, size_t Size,
              int (*Compare)(const void *Left, const void *Right));
unsigned short _byteswap_ushort(unsigned short Value);
unsigned long _byteswap_ulong(unsigned long Value);
unsigned long long _byteswap_uint64(unsigned long long Value);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_STDLIB_H */

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ctype.h: spinpair model header.
 *
 * What kind a character is of.
 *
 * Source: the C standard.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_CTYPE_H
#define SPINPAIR_WDK_CTYPE_H

#include "ntdef.h"

SPINPAIR_WDK_BEGIN

int isalpha(int Character);
int isdigit(int Character);
int isalnum(int Character);
int isxdigit(int Character);
int isspace(int Character);
int isupper(int Character);
int islower(int Character);
int isprint(int Character);
int tolower(int Character);
int toupper(int Character);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_CTYPE_H */

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * bcrypt.h: spinpair model header.
 *
 * Cryptography: of it, the types of handles.
 *
 * Source: the public reference of bcrypt.h (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_BCRYPT_H
#define SPINPAIR_WDK_BCRYPT_H

#include "ntdef.h"

typedef PVOID BCRYPT_HANDLE, BCRYPT_ALG_HANDLE, BCRYPT_HASH_HANDLE,
    BCRYPT_KEY_HANDLE;

#endif /* SPINPAIR_WDK_BCRYPT_H */

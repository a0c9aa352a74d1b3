/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * bcrypt.h: spinpair model header.
 *
 * Cryptography: of it, hashes and random numbers.
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

#define BCRYPT_SHA1_ALGORITHM L"SHA1"
#define BCRYPT_SHA256_ALGORITHM L"SHA256"
#define BCRYPT_MD5_ALGORITHM L"MD5"
#define BCRYPT_RNG_ALGORITHM L"RNG"
#define MS_PRIMITIVE_PROVIDER L"Microsoft Primitive Provider"
#define BCRYPT_OBJECT_LENGTH L"ObjectLength"
#define BCRYPT_HASH_LENGTH L"HashDigestLength"
#define BCRYPT_PROV_DISPATCH 0x00000001
#define BCRYPT_ALG_HANDLE_HMAC_FLAG 0x00000008
#define BCRYPT_HASH_REUSABLE_FLAG 0x00000020
#define BCRYPT_USE_SYSTEM_PREFERRED_RNG 0x00000002

SPINPAIR_WDK_BEGIN

NTSTATUS BCryptOpenAlgorithmProvider(BCRYPT_ALG_HANDLE *Algorithm, PCWSTR Id,
                                     PCWSTR Implementation, ULONG Flags);
NTSTATUS BCryptCloseAlgorithmProvider(BCRYPT_ALG_HANDLE Algorithm, ULONG Flags);
NTSTATUS BCryptGetProperty(BCRYPT_HANDLE Object, PCWSTR Property, PUCHAR Output,
                           ULONG Size, ULONG *Result, ULONG Flags);
NTSTATUS BCryptCreateHash(BCRYPT_ALG_HANDLE Algorithm, BCRYPT_HASH_HANDLE *Hash,
                          PUCHAR HashObject, ULONG HashObjectSize,
                          PUCHAR Secret, ULONG SecretSize, ULONG Flags);
NTSTATUS BCryptHashData(BCRYPT_HASH_HANDLE Hash, PUCHAR Input, ULONG Size,
                        ULONG Flags);
NTSTATUS BCryptFinishHash(BCRYPT_HASH_HANDLE Hash, PUCHAR Output, ULONG Size,
                          ULONG Flags);
NTSTATUS BCryptDestroyHash(BCRYPT_HASH_HANDLE Hash);
NTSTATUS BCryptGenRandom(BCRYPT_ALG_HANDLE Algorithm, PUCHAR Buffer, ULONG Size,
                         ULONG Flags);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_BCRYPT_H */

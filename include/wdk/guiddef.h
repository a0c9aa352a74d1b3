/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * guiddef.h: spinpair model header.
 *
 * How a GUID is named: DEFINE_GUID declares it, and defines it behind
 * initguid.h.
 *
 * Source: the public documentation "Including GUIDs in Driver Code".
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_GUIDDEF_H
#define SPINPAIR_WDK_GUIDDEF_H

#include "ntdef.h"

#ifdef _WIN32
#define DECLSPEC_SELECTANY __declspec(selectany)
#else
#define DECLSPEC_SELECTANY __attribute__((weak))
#endif

#define SPINPAIR_DEFINED_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8) \
  EXTERN_C const GUID DECLSPEC_SELECTANY Name = {                              \
      L, W1, W2, {B1, B2, B3, B4, B5, B6, B7, B8}}
#ifdef INITGUID
#define DEFINE_GUID SPINPAIR_DEFINED_GUID
#else
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  EXTERN_C const GUID Name
#endif

typedef GUID IID, CLSID;
#ifndef _REFGUID_DEFINED
#define _REFGUID_DEFINED
#ifdef __cplusplus
typedef const GUID &REFGUID;
typedef const GUID &REFIID;
typedef const GUID &REFCLSID;
#define IsEqualGUID(First, Second)                                             \
  (!__builtin_memcmp(&(First), &(Second), sizeof(GUID)))
#define InlineIsEqualGUID(First, Second) IsEqualGUID(First, Second)
inline bool operator==(REFGUID First, REFGUID Second) {
  return IsEqualGUID(First, Second);
}
inline bool operator!=(REFGUID First, REFGUID Second) {
  return !IsEqualGUID(First, Second);
}
#else
typedef const GUID *REFGUID;
typedef const GUID *REFIID;
typedef const GUID *REFCLSID;
#define IsEqualGUID(First, Second)                                             \
  (!__builtin_memcmp((First), (Second), sizeof(GUID)))
#define InlineIsEqualGUID(First, Second) IsEqualGUID(First, Second)
#endif
#endif
#define IsEqualIID(First, Second) IsEqualGUID(First, Second)
#define IsEqualCLSID(First, Second) IsEqualGUID(First, Second)

#endif /* SPINPAIR_WDK_GUIDDEF_H */

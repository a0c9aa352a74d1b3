/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * intsafe.h: spinpair model header.
 *
 * Arithmetic that says when it overflows, by an HRESULT: the usual types.
 *
 * Source: Microsoft's public reference of intsafe.h.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_INTSAFE_H
#define SPINPAIR_WDK_INTSAFE_H

#include "limits.h"
#include "ntdef.h"

typedef LONG HRESULT;
typedef ULONG DWORD;
#ifndef S_OK
#define S_OK ((HRESULT)0)
#endif
#ifndef INTSAFE_E_ARITHMETIC_OVERFLOW
#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216L)
#endif

/* The result is all ones where the right one does not fit. */
#define SPINPAIR_SAFE(Name, Type, Operation)                                   \
  SPINPAIR_WDK_INLINE HRESULT Name(Type Left, Type Right, Type *Result) {      \
    if (SPINPAIR_WDK_##Operation##_FAILS(Type, Left, Right)) {                 \
      *Result = (Type)-1;                                                      \
      return INTSAFE_E_ARITHMETIC_OVERFLOW;                                    \
    }                                                                          \
    *Result = SPINPAIR_WDK_##Operation##_OF(Type, Left, Right);                \
    return S_OK;                                                               \
  }
SPINPAIR_SAFE(UShortAdd, USHORT, add)
SPINPAIR_SAFE(UShortSub, USHORT, sub)
SPINPAIR_SAFE(UShortMult, USHORT, mul)
SPINPAIR_SAFE(ULongAdd, ULONG, add)
SPINPAIR_SAFE(ULongSub, ULONG, sub)
SPINPAIR_SAFE(ULongMult, ULONG, mul)
SPINPAIR_SAFE(DWordAdd, ULONG, add)
SPINPAIR_SAFE(DWordSub, ULONG, sub)
SPINPAIR_SAFE(DWordMult, ULONG, mul)
SPINPAIR_SAFE(ULongLongAdd, ULONGLONG, add)
SPINPAIR_SAFE(ULongLongSub, ULONGLONG, sub)
SPINPAIR_SAFE(ULongLongMult, ULONGLONG, mul)
SPINPAIR_SAFE(SizeTAdd, SIZE_T, add)
SPINPAIR_SAFE(SizeTSub, SIZE_T, sub)
SPINPAIR_SAFE(SizeTMult, SIZE_T, mul)
#undef SPINPAIR_SAFE

#endif /* SPINPAIR_WDK_INTSAFE_H */

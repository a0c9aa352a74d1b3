/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntintsafe.h: spinpair model header.
 *
 * Arithmetic that says when it overflows: the operations and conversions of
 * the usual types.
 *
 * Source: the public DDI reference of ntintsafe.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTINTSAFE_H
#define SPINPAIR_WDK_NTINTSAFE_H

#include "limits.h"
#include "wdm.h"

#ifndef BYTE_MAX
#define BYTE_MAX 0xff
#define WORD_MAX 0xffff
#define DWORD_MAX 0xffffffffUL
#define USHORT_MAX 0xffff
#define ULONGLONG_MAX 0xffffffffffffffffULL
#define ULONG64_MAX 0xffffffffffffffffULL
#endif
#define LONGLONG_MAX 0x7fffffffffffffffLL
#define LONG64_ERROR (-1LL)

/* The result is all ones where the right one does not fit. */
#define SPINPAIR_SAFE(Name, Type, Operation)                                   \
  SPINPAIR_WDK_INLINE NTSTATUS Name(Type Left, Type Right, Type *Result) {     \
    if (SPINPAIR_WDK_##Operation##_FAILS(Type, Left, Right)) {                 \
      *Result = (Type)-1;                                                      \
      return STATUS_INTEGER_OVERFLOW;                                          \
    }                                                                          \
    *Result = SPINPAIR_WDK_##Operation##_OF(Type, Left, Right);                \
    return STATUS_SUCCESS;                                                     \
  }
SPINPAIR_SAFE(RtlUCharAdd, UCHAR, add)
SPINPAIR_SAFE(RtlUCharSub, UCHAR, sub)
SPINPAIR_SAFE(RtlUShortAdd, USHORT, add)
SPINPAIR_SAFE(RtlUShortSub, USHORT, sub)
SPINPAIR_SAFE(RtlUShortMult, USHORT, mul)
SPINPAIR_SAFE(RtlULongAdd, ULONG, add)
SPINPAIR_SAFE(RtlULongSub, ULONG, sub)
SPINPAIR_SAFE(RtlULongMult, ULONG, mul)
SPINPAIR_SAFE(RtlULongLongAdd, ULONGLONG, add)
SPINPAIR_SAFE(RtlULongLongSub, ULONGLONG, sub)
SPINPAIR_SAFE(RtlULongLongMult, ULONGLONG, mul)
SPINPAIR_SAFE(RtlSizeTAdd, SIZE_T, add)
SPINPAIR_SAFE(RtlSizeTSub, SIZE_T, sub)
SPINPAIR_SAFE(RtlSizeTMult, SIZE_T, mul)
SPINPAIR_SAFE(RtlSIZETAdd, SIZE_T, add)
SPINPAIR_SAFE(RtlSIZETSub, SIZE_T, sub)
SPINPAIR_SAFE(RtlSIZETMult, SIZE_T, mul)
SPINPAIR_SAFE(RtlULongPtrAdd, ULONG_PTR, add)
SPINPAIR_SAFE(RtlULongPtrSub, ULONG_PTR, sub)
SPINPAIR_SAFE(RtlULongPtrMult, ULONG_PTR, mul)
#undef SPINPAIR_SAFE

#define SPINPAIR_SAFE(Name, Operation)                                         \
  SPINPAIR_WDK_INLINE NTSTATUS Name(LONG Left, LONG Right, LONG *Result) {     \
    const LONGLONG Exact = (LONGLONG)Left Operation Right;                     \
    *Result = Exact == (LONG)Exact ? (LONG)Exact : -1;                         \
    return Exact == (LONG)Exact ? STATUS_SUCCESS : STATUS_INTEGER_OVERFLOW;    \
  }
SPINPAIR_SAFE(RtlLongAdd, +)
SPINPAIR_SAFE(RtlLongSub, -)
SPINPAIR_SAFE(RtlLongMult, *)
#undef SPINPAIR_SAFE

#define SPINPAIR_SAFE(Name, Operation)                                         \
  SPINPAIR_WDK_INLINE NTSTATUS Name(LONGLONG Left, LONGLONG Right,             \
                                    LONGLONG *Result) {                        \
    if (!__builtin_##Operation##_overflow(Left, Right, Result))                \
      return STATUS_SUCCESS;                                                   \
    *Result = -1;                                                              \
    return STATUS_INTEGER_OVERFLOW;                                            \
  }
SPINPAIR_SAFE(RtlLongLongAdd, add)
SPINPAIR_SAFE(RtlLongLongSub, sub)
SPINPAIR_SAFE(RtlLongLongMult, mul)
#undef SPINPAIR_SAFE

#define SPINPAIR_FITS(Name, From, To)                                          \
  SPINPAIR_WDK_INLINE NTSTATUS Name(From Value, To *Result) {                  \
    if ((From)(To)Value != Value || ((To)Value > 0) != (Value > 0)) {          \
      *Result = (To)-1;                                                        \
      return STATUS_INTEGER_OVERFLOW;                                          \
    }                                                                          \
    *Result = (To)Value;                                                       \
    return STATUS_SUCCESS;                                                     \
  }
SPINPAIR_FITS(RtlULongToUShort, ULONG, USHORT)
SPINPAIR_FITS(RtlULongToUChar, ULONG, UCHAR)
SPINPAIR_FITS(RtlULongLongToULong, ULONGLONG, ULONG)
SPINPAIR_FITS(RtlSIZETToULong, SIZE_T, ULONG)
SPINPAIR_FITS(RtlSizeTToULong, SIZE_T, ULONG)
SPINPAIR_FITS(RtlULongPtrToULong, ULONG_PTR, ULONG)
SPINPAIR_FITS(RtlUShortToUChar, USHORT, UCHAR)
SPINPAIR_FITS(RtlULongToLong, ULONG, LONG)
SPINPAIR_FITS(RtlLongToULong, LONG, ULONG)
SPINPAIR_FITS(RtlSizeTToUShort, SIZE_T, USHORT)
SPINPAIR_FITS(RtlLongLongToULong, LONGLONG, ULONG)
SPINPAIR_FITS(RtlULongLongToSizeT, ULONGLONG, SIZE_T)
#undef SPINPAIR_FITS

#endif /* SPINPAIR_WDK_NTINTSAFE_H */

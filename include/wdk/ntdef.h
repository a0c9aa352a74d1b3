/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntdef.h: spinpair model header.
 *
 * The integer, pointer, string and list types of kernel code, with the sizes
 * they have on Windows whatever the target of this compilation is: ULONG has
 * 32 bits everywhere. One exception: WCHAR is the target's wchar_t, so that
 * L"..." fits it.
 *
 * Source: the public documentation of Windows data types and of the
 * structures in wdm.h and ntdef.h.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDEF_H
#define SPINPAIR_WDK_NTDEF_H

#include "driverspecs.h"

#ifdef __cplusplus
#define SPINPAIR_WDK_BEGIN extern "C" {
#define SPINPAIR_WDK_END }
#define SPINPAIR_WDK_INLINE inline
#else
#define SPINPAIR_WDK_BEGIN
#define SPINPAIR_WDK_END
#define SPINPAIR_WDK_INLINE static __inline
#endif

/* Do the sum, the difference and the product of two unsigned numbers not fit in
 * their type? As comparisons, which the analyzer can follow. */
#define SPINPAIR_WDK_add_FAILS(Type, Left, Right)                              \
  ((Type)((Left) + (Right)) < (Left))
#define SPINPAIR_WDK_sub_FAILS(Type, Left, Right) ((Left) < (Right))
#define SPINPAIR_WDK_mul_FAILS(Type, Left, Right)                              \
  (sizeof(Type) < sizeof(ULONGLONG)                                            \
       ? (ULONGLONG)(Left) * (Right) > (Type)(-1)                              \
       : (Left) != 0 && (Right) > (Type)(-1) / (Left))
#define SPINPAIR_WDK_add_OF(Type, Left, Right) ((Type)((Left) + (Right)))
#define SPINPAIR_WDK_sub_OF(Type, Left, Right) ((Type)((Left) - (Right)))
#define SPINPAIR_WDK_mul_OF(Type, Left, Right)                                 \
  ((Type)((ULONGLONG)(Left) * (Right)))

/* Keywords and calling conventions of Microsoft's compiler. Other compilers
 * than clang come here when scan-build runs the real compiler as well. */
#ifndef __is_identifier
#define __is_identifier(Word) 1
#endif
#if !defined(__int64) && __is_identifier(__int64)
#define __int64 long long
#endif
#if !defined(__forceinline) && __is_identifier(__forceinline)
#define __forceinline __inline __attribute__((__always_inline__))
#endif

/* Asked in the block of a __finally. */
SPINPAIR_WDK_BEGIN
int _abnormal_termination(void);
SPINPAIR_WDK_END
#define AbnormalTermination _abnormal_termination
#ifndef _WIN32
#if !defined(__stdcall) && __is_identifier(__stdcall)
#define __stdcall
#endif
#if !defined(__cdecl) && __is_identifier(__cdecl)
#define __cdecl
#endif
#if !defined(__fastcall) && __is_identifier(__fastcall)
#define __fastcall
#endif
#endif
#if !defined(__unaligned) && __is_identifier(__unaligned)
#define __unaligned
#endif
#if !defined(__declspec) && __is_identifier(__declspec)
#define __declspec(...)
#endif

#ifndef FORCEINLINE
#define FORCEINLINE __forceinline
#endif
#define CFORCEINLINE FORCEINLINE
#define PFORCEINLINE FORCEINLINE
#define NTAPI __stdcall
#define __CRTDECL __cdecl
#define FASTCALL __fastcall
#define NTSYSAPI
#define NTKERNELAPI
#define NTHALAPI
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_NOINLINE __attribute__((noinline))
#define DECLSPEC_ALIGN(Bytes) __attribute__((aligned(Bytes)))
#define DECLSPEC_IMPORT
#define DECLSPEC_RESTRICT
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(SYSTEM_CACHE_ALIGNMENT_SIZE)
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#define LOOKASIDE_ALIGN DECLSPEC_CACHEALIGN
#define DECLSPEC_UUID(Text)
#define DECLSPEC_NOVTABLE
#define UNALIGNED __unaligned
#define RESTRICTED_POINTER
#define POINTER_ALIGNMENT
#define POINTER_ALIGN
#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif

#define IN
#define OUT
#define OPTIONAL
#define CONST const
#ifndef VOID
#define VOID void
#endif
#ifndef NULL
#ifdef __cplusplus
#define NULL __null
#else
#define NULL ((void *)0)
#endif
#endif
#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif
#ifndef TEXT
#ifdef UNICODE
#define __TEXT(Text) L##Text
#else
#define __TEXT(Text) Text
#endif
#define TEXT(Text) __TEXT(Text)
#endif
#define ANYSIZE_ARRAY 1
#define MINCHAR 0x80
#define MAXCHAR 0x7f
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MINLONG 0x80000000u
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXDWORD 0xffffffffu
#define MAXULONG 0xffffffffu
#define MAXLONG 0x7fffffff
#define MAXLONGLONG 0x7fffffffffffffffLL
#define MAXUINT8 0xff
#define MAXUINT16 0xffff
#define MAXUINT32 0xffffffffu
#define MAXUINT64 0xffffffffffffffffULL
#define MAXULONG32 MAXUINT32
#define MAXULONG64 MAXUINT64
#define MAXULONGLONG MAXUINT64
#define MAXULONG_PTR (~(ULONG_PTR)0)
#define MAXLONG32 MAXLONG
#define MAXLONG64 MAXLONGLONG
#define MAXINT8 MAXCHAR
#define MAXINT16 MAXSHORT
#define MAXINT32 MAXLONG
#define MAXINT64 MAXLONGLONG
#define MAXUINT MAXUINT32
#define MAXINT MAXLONG
#define MAXUINT_PTR MAXULONG_PTR
#define MAXSIZE_T MAXULONG_PTR
#define MAXLONG_PTR ((LONG_PTR)(MAXULONG_PTR >> 1))
#define MAXINT_PTR MAXLONG_PTR
#define MINLONG_PTR (~MAXLONG_PTR)
#define MININT_PTR MINLONG_PTR
#define MAXSSIZE_T MAXLONG_PTR

/* The processor, as drivers ask for it. */
#if defined(__x86_64__) && !defined(_AMD64_)
#define _AMD64_
#elif defined(__i386__) && !defined(_X86_)
#define _X86_
#elif defined(__aarch64__) && !defined(_ARM64_)
#define _ARM64_
#endif

/* Windows is LLP64: long has 32 bits there, and only there. */
#ifdef _WIN32
typedef long LONG;
typedef unsigned long ULONG;
#else
typedef int LONG;
typedef unsigned int ULONG;
#endif

typedef char CHAR, CCHAR;
typedef signed char SCHAR, INT8, *PINT8;
/* Handles of a kind of their own. */
#ifndef DECLARE_HANDLE
#define DECLARE_HANDLE(Name)                                                   \
  struct Name##__ {                                                            \
    int unused;                                                                \
  };                                                                           \
  typedef struct Name##__ *Name
#endif

typedef unsigned char UCHAR, BOOLEAN, BYTE, UINT8, FCHAR, *PUINT8, *PBYTE;
typedef short SHORT, CSHORT, INT16, *PINT16;
typedef unsigned short USHORT, WORD, UINT16, *PUINT16;
typedef int INT, BOOL, INT32, *PINT, *PBOOL, *PINT32;
typedef unsigned int UINT, UINT32, *PUINT, *PUINT32;
typedef LONG LONG32, *PLONG32;
typedef ULONG ULONG32, DWORD, DWORD32, FLONG, CLONG, *PULONG32, *PDWORD;
typedef long long LONGLONG, LONG64, INT64, *PLONGLONG, *PLONG64, *PINT64;
typedef unsigned long long ULONGLONG, ULONG64, UINT64, DWORD64, DWORDLONG,
    *PULONGLONG, *PULONG64, *PUINT64, *PDWORD64;
typedef __INTPTR_TYPE__ LONG_PTR, INT_PTR, SSIZE_T, *PLONG_PTR, *PSSIZE_T;
typedef __UINTPTR_TYPE__ ULONG_PTR, UINT_PTR, DWORD_PTR, SIZE_T, KAFFINITY,
    *PULONG_PTR, *PUINT_PTR, *PSIZE_T, *PKAFFINITY;
typedef __SIZE_TYPE__ size_t;
/* Drivers have these of any header of the kit. */
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
/* A keyword in C++, but not under cl.exe's /Zc:wchar_t-. */
#if !defined(__cplusplus) ||                                                   \
    (defined(_MSC_EXTENSIONS) && !defined(_NATIVE_WCHAR_T_DEFINED))
typedef __WCHAR_TYPE__ wchar_t;
#endif
#ifndef _WCHAR_T_DEFINED
#define _WCHAR_T_DEFINED
#endif
typedef wchar_t WCHAR;
#define UNICODE_NULL ((WCHAR)0)
#define ANSI_NULL ((CHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS 32767

typedef void *PVOID, *PVOID64, **PPVOID, *HANDLE, **PHANDLE;
typedef const void *PCVOID;
typedef CHAR *PCHAR, *PSTR, *LPSTR, *PSZ, *PNZCH, *PZZSTR, *PCH, *LPCH;
typedef const CHAR *PCSTR, *LPCSTR, *PCSZ, *PCCHAR, *PCCH, *LPCCH;
typedef UCHAR *PUCHAR;
typedef ULONG *PDWORD32;
typedef BOOLEAN *PBOOLEAN;
typedef const UCHAR *PCUCHAR;
typedef SCHAR *PSCHAR;
typedef SHORT *PSHORT;
typedef USHORT *PUSHORT;
typedef const USHORT *PCUSHORT;
typedef LONG *PLONG;
typedef ULONG *PULONG;
typedef const ULONG *PCULONG;
typedef WCHAR *PWCHAR, *PWSTR, *LPWSTR, *PWCH, *PZZWSTR;
typedef const WCHAR *PCWCHAR, *PCWSTR, *LPCWSTR, *PCWCH, *LPCWCH, *PCZZWSTR,
    *PCNZWCH;
/* Characters of either kind, as "Windows Data Types" says. */
#ifdef UNICODE
typedef WCHAR TCHAR, *PTCHAR, *PTSTR, *LPTSTR;
typedef const WCHAR *PCTSTR, *LPCTSTR;
#else
typedef CHAR TCHAR, *PTCHAR, *PTSTR, *LPTSTR;
typedef const CHAR *PCTSTR, *LPCTSTR;
#endif
typedef PWSTR *PZPWSTR;
typedef PCWSTR *PZPCWSTR;

typedef DWORD_PTR *PDWORD_PTR;
typedef INT_PTR *PINT_PTR;
typedef BYTE *LPBYTE;
typedef WORD *PWORD, *LPWORD;
typedef DWORD *LPDWORD;
typedef void *LPVOID;
typedef const void *LPCVOID;
typedef LONG NTSTATUS, *PNTSTATUS, HRESULT, KPRIORITY;
typedef UCHAR KIRQL, *PKIRQL;
typedef CCHAR KPROCESSOR_MODE;
typedef ULONG ACCESS_MASK, DEVICE_TYPE, LCID, LOGICAL, *PLOGICAL;

#define NT_SUCCESS(Status) ((NTSTATUS)(Status) >= 0)
#define NT_INFORMATION(Status) (((ULONG)(Status) >> 30) == 1)
#define NT_WARNING(Status) (((ULONG)(Status) >> 30) == 2)
#define NT_ERROR(Status) (((ULONG)(Status) >> 30) == 3)

typedef union _LARGE_INTEGER {
  LONGLONG QuadPart;
  struct {
    ULONG LowPart;
    LONG HighPart;
  };
  struct {
    ULONG LowPart;
    LONG HighPart;
  } u;
} LARGE_INTEGER, *PLARGE_INTEGER, PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef union _ULARGE_INTEGER {
  ULONGLONG QuadPart;
  struct {
    ULONG LowPart;
    ULONG HighPart;
  };
  struct {
    ULONG LowPart;
    ULONG HighPart;
  } u;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef struct _LIST_ENTRY {
  struct _LIST_ENTRY *Flink;
  struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
  struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY, SLIST_ENTRY, *PSLIST_ENTRY;

/* Opaque to drivers. */
typedef union DECLSPEC_ALIGN(16) _SLIST_HEADER {
  ULONGLONG Alignment;
  ULONG_PTR Opaque[2];
} SLIST_HEADER, *PSLIST_HEADER;

typedef struct _UNICODE_STRING {
  USHORT Length;
  USHORT MaximumLength;
  PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;
#define DECLARE_CONST_UNICODE_STRING(Variable, Text)                           \
  const WCHAR Variable##_buffer[] = Text;                                      \
  const UNICODE_STRING Variable = {sizeof(Text) - sizeof(WCHAR), sizeof(Text), \
                                   (PWCH)Variable##_buffer}
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(Variable, Text)                    \
  extern DECLARE_CONST_UNICODE_STRING(Variable, Text)
#define DECLARE_UNICODE_STRING_SIZE(Variable, Count)                           \
  WCHAR Variable##_buffer[Count];                                              \
  UNICODE_STRING Variable = {0, (Count) * sizeof(WCHAR), Variable##_buffer}

typedef struct _STRING {
  USHORT Length;
  USHORT MaximumLength;
  PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING,
    UTF8_STRING, *PUTF8_STRING;
typedef const STRING *PCSTRING, *PCANSI_STRING, *PCOEM_STRING, *PCUTF8_STRING;

/* A string of either kind, as the initialiser of its structure. */
#ifdef __cplusplus
extern "C++" {
template <typename Character>
constexpr Character *SpinpairModelText(const Character *Text) {
  return const_cast<Character *>(Text);
}
}
#else
#define SpinpairModelText(Text) (Text)
#endif
#define RTL_STATIC_LIST_HEAD(Head) LIST_ENTRY Head = {&(Head), &(Head)}
#define RTL_CONSTANT_STRING(Text)                                              \
  { sizeof(Text) - sizeof((Text)[0]), sizeof(Text), SpinpairModelText(Text) }

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
  ULONG Data1;
  USHORT Data2;
  USHORT Data3;
  UCHAR Data4[8];
} GUID;
#endif
typedef GUID *PGUID, *LPGUID;
typedef const GUID *LPCGUID;

typedef struct _LUID {
  ULONG LowPart;
  LONG HighPart;
} LUID, *PLUID;

typedef struct _PROCESSOR_NUMBER {
  USHORT Group;
  UCHAR Number;
  UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _GROUP_AFFINITY {
  KAFFINITY Mask;
  USHORT Group;
  USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

#ifndef POINTER_32
#ifdef _MSC_VER
#define POINTER_32 __ptr32
#define POINTER_64 __ptr64
#else
#define POINTER_32
#define POINTER_64
#endif
#endif

/* Casts between pointers and integers keep the low bits. */
#define PtrToUlong(Pointer) ((ULONG)(ULONG_PTR)(Pointer))
#define PtrToLong(Pointer) ((LONG)(LONG_PTR)(Pointer))
#define PtrToUint(Pointer) ((UINT)(ULONG_PTR)(Pointer))
#define PtrToInt(Pointer) ((INT)(LONG_PTR)(Pointer))
#define PtrToUshort(Pointer) ((USHORT)(ULONG_PTR)(Pointer))
#define HandleToUlong(Handle) PtrToUlong(Handle)
#define HandleToLong(Handle) PtrToLong(Handle)
#define UlongToPtr(Value) ((PVOID)(ULONG_PTR)(ULONG)(Value))
#define LongToPtr(Value) ((PVOID)(LONG_PTR)(LONG)(Value))
#define UintToPtr(Value) ((PVOID)(ULONG_PTR)(UINT)(Value))
#define IntToPtr(Value) ((PVOID)(LONG_PTR)(INT)(Value))
#define UlongToHandle(Value) ((HANDLE)(ULONG_PTR)(ULONG)(Value))
/* A handle of a 32-bit process is sign-extended. */
#define Handle32ToHandle(Handle) ((HANDLE)(LONG_PTR)(LONG)(ULONG_PTR)(Handle))
#define PtrToULong PtrToUlong
#define ULongToPtr UlongToPtr
#define HandleToULong HandleToUlong
#define ULongToHandle UlongToHandle

#define FIELD_OFFSET(Type, Field) ((LONG) __builtin_offsetof(Type, Field))
#define UFIELD_OFFSET(Type, Field) ((ULONG) __builtin_offsetof(Type, Field))
#ifndef offsetof
#define offsetof(Type, Field) __builtin_offsetof(Type, Field)
#endif
#ifdef _WIN64
#define MEMORY_ALLOCATION_ALIGNMENT 16
#else
#define MEMORY_ALLOCATION_ALIGNMENT 8
#endif
#define RTL_FIELD_SIZE(Type, Field) (sizeof(((Type *)0)->Field))
#define FIELD_SIZE(Type, Field) RTL_FIELD_SIZE(Type, Field)
#define RTL_SIZEOF_THROUGH_FIELD(Type, Field)                                  \
  (__builtin_offsetof(Type, Field) + RTL_FIELD_SIZE(Type, Field))
#define RTL_NUMBER_OF(Array) (sizeof(Array) / sizeof((Array)[0]))
#define RTL_NUMBER_OF_FIELD(Type, Field) (RTL_NUMBER_OF(((Type *)0)->Field))
#define RTL_CONTAINS_FIELD(Struct, Size, Field)                                \
  (((PCHAR)(&(Struct)->Field) + sizeof((Struct)->Field)) <=                    \
   ((PCHAR)(Struct) + (Size)))
#define RTL_BITS_OF(Expression) (sizeof(Expression) * 8)
#define RTL_BITS_OF_FIELD(Type, Field) (RTL_BITS_OF(((Type *)0)->Field))
#define RTL_FIELD_TYPE(Type, Field) (((Type *)0)->Field)
#define RTL_IS_POWER_OF_TWO(Value) (((Value) != 0) && !((Value) & ((Value)-1)))
#define ARGUMENT_PRESENT(Argument) ((Argument) != NULL)
#define NOTHING
#define ARRAYSIZE(Array) RTL_NUMBER_OF(Array)
#define CONTAINING_RECORD(Address, Type, Field)                                \
  ((Type *)((PCHAR)(Address) - __builtin_offsetof(Type, Field)))

/* Where there is a C++ library, min and max are its own. */
#ifndef min
#if !defined(__cplusplus) || (defined(_WIN32) && !defined(NOMINMAX))
#define min(A, B) (((A) < (B)) ? (A) : (B))
#define max(A, B) (((A) > (B)) ? (A) : (B))
#endif
#endif
#define ALIGN_DOWN_BY(Value, Unit) ((ULONG_PTR)(Value) & ~((ULONG_PTR)(Unit)-1))
#define ALIGN_UP_BY(Value, Unit)                                               \
  (((ULONG_PTR)(Value) + (Unit)-1) & ~((ULONG_PTR)(Unit)-1))

/* The same for the size of a type, and for pointers. */
#define ALIGN_DOWN(Value, Type) ALIGN_DOWN_BY(Value, sizeof(Type))
#define ALIGN_UP(Value, Type) ALIGN_UP_BY(Value, sizeof(Type))
#define ALIGN_DOWN_POINTER_BY(Pointer, Unit)                                   \
  ((PVOID)ALIGN_DOWN_BY(Pointer, Unit))
#define ALIGN_UP_POINTER_BY(Pointer, Unit) ((PVOID)ALIGN_UP_BY(Pointer, Unit))
#define ALIGN_DOWN_POINTER(Pointer, Type)                                      \
  ALIGN_DOWN_POINTER_BY(Pointer, sizeof(Type))
#define ALIGN_UP_POINTER(Pointer, Type)                                        \
  ALIGN_UP_POINTER_BY(Pointer, sizeof(Type))

#define FlagOn(Word, Flags) ((Word) & (Flags))
#define SetFlag(Word, Flags) ((Word) |= (Flags))
#define ClearFlag(Word, Flags) ((Word) &= ~(Flags))
#define BooleanFlagOn(Word, Flags) ((BOOLEAN)(((Word) & (Flags)) != 0))

#define UNREFERENCED_PARAMETER(Name) ((void)(Name))
#define UNREFERENCED_LOCAL_VARIABLE(Name) ((void)(Name))
#define DBG_UNREFERENCED_PARAMETER(Name) ((void)(Name))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(Name) ((void)(Name))
#ifdef __cplusplus
#define C_ASSERT(Condition) static_assert(Condition, #Condition)
#else
#define C_ASSERT(Condition) _Static_assert(Condition, #Condition)
#endif
#define DEFAULT_UNREACHABLE                                                    \
  default:                                                                     \
    __builtin_unreachable()

#ifdef __cplusplus
#define DEFINE_ENUM_FLAG_OPERATORS(Type)                                       \
  inline Type operator|(Type A, Type B) { return Type(int(A) | int(B)); }      \
  inline Type operator&(Type A, Type B) { return Type(int(A) & int(B)); }      \
  inline Type operator^(Type A, Type B) { return Type(int(A) ^ int(B)); }      \
  inline Type operator~(Type A) { return Type(~int(A)); }                      \
  inline Type &operator|=(Type &A, Type B) { return A = A | B; }               \
  inline Type &operator&=(Type &A, Type B) { return A = A & B; }
#else
#define DEFINE_ENUM_FLAG_OPERATORS(Type)
#endif

#include "excpt.h"
#include "guiddef.h"

#endif /* SPINPAIR_WDK_NTDEF_H */

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * minwindef.h: spinpair model header.
 *
 * Types of programs that are no drivers, as headers name them that both share.
 *
 * Source: the public list of Windows data types (Microsoft's win32 docs).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_MINWINDEF_H
#define SPINPAIR_WDK_MINWINDEF_H

#include "basetsd.h"
#include "ntdef.h"

typedef unsigned char BYTE, *PBYTE, *LPBYTE;
typedef unsigned short WORD, *PWORD, *LPWORD;
typedef ULONG DWORD, *PDWORD, *LPDWORD;
typedef int BOOL, *PBOOL, *LPBOOL;
typedef int INT, *PINT, *LPINT;
typedef unsigned int UINT, *PUINT;
typedef float FLOAT, *PFLOAT;
typedef LONG *LPLONG;
typedef void *LPVOID;
typedef const void *LPCVOID;
typedef UINT_PTR WPARAM;
typedef LONG_PTR LPARAM, LRESULT;
typedef struct _FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

#ifndef MAX_PATH
#define MAX_PATH 260
#endif
#ifndef WINAPI
#define WINAPI
#define CALLBACK
#define APIENTRY
#endif
#define LOBYTE(Word) ((BYTE)((ULONG_PTR)(Word)&0xFF))
#define HIBYTE(Word) ((BYTE)(((ULONG_PTR)(Word) >> 8) & 0xFF))
#define LOWORD(Long) ((WORD)((ULONG_PTR)(Long)&0xFFFF))
#define HIWORD(Long) ((WORD)(((ULONG_PTR)(Long) >> 16) & 0xFFFF))
#define MAKEWORD(Low, High)                                                    \
  ((WORD)((BYTE)(Low) | (WORD)((WORD)(BYTE)(High) << 8)))
#define MAKELONG(Low, High)                                                    \
  ((LONG)((WORD)(Low) | (DWORD)((DWORD)(WORD)(High) << 16)))

#endif /* SPINPAIR_WDK_MINWINDEF_H */

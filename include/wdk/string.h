/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * string.h: spinpair model header.
 *
 * The memory and string functions of the C runtime that kernel code may call.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STRING_H
#define SPINPAIR_WDK_STRING_H

#include "ntdef.h"

SPINPAIR_WDK_BEGIN

void *memcpy(void *Destination, const void *Source, size_t Count);
void *memmove(void *Destination, const void *Source, size_t Count);
void *memset(void *Destination, int Byte, size_t Count);
int memcmp(const void *Left, const void *Right, size_t Count);
size_t strlen(const char *String);
size_t strnlen(const char *String, size_t Limit);
int strcmp(const char *Left, const char *Right);
int strncmp(const char *Left, const char *Right, size_t Count);
int _stricmp(const char *Left, const char *Right);
int _strnicmp(const char *Left, const char *Right, size_t Count);
char *strcpy(char *Destination, const char *Source);
char *strncpy(char *Destination, const char *Source, size_t Count);
char *strcat(char *Destination, const char *Source);
char *strncat(char *Destination, const char *Source, size_t Count);
int strcpy_s(char *Destination, size_t Size, const char *Source);
int strcat_s(char *Destination, size_t Size, const char *Source);
int strncpy_s(char *Destination, size_t Size, const char *Source, size_t Count);
int memcpy_s(void *Destination, size_t Size, const void *Source, size_t Count);
int memmove_s(void *Destination, size_t Size, const void *Source, size_t Count);
char *_strlwr(char *String);
char *_strupr(char *String);
size_t strspn(const char *String, const char *Set);
size_t strcspn(const char *String, const char *Set);
size_t wcslen(const wchar_t *String);
size_t wcsnlen(const wchar_t *String, size_t Limit);
int wcscmp(const wchar_t *Left, const wchar_t *Right);
int wcsncmp(const wchar_t *Left, const wchar_t *Right, size_t Count);
int _wcsicmp(const wchar_t *Left, const wchar_t *Right);
int _wcsnicmp(const wchar_t *Left, const wchar_t *Right, size_t Count);
wchar_t *wcscpy(wchar_t *Destination, const wchar_t *Source);
wchar_t *wcsncpy(wchar_t *Destination, const wchar_t *Source, size_t Count);
wchar_t *wcscat(wchar_t *Destination, const wchar_t *Source);
wchar_t *wcsncat(wchar_t *Destination, const wchar_t *Source, size_t Count);

int strncat_s(char *Destination, size_t Size, const char *Source, size_t Count);
int wcscpy_s(wchar_t *Destination, size_t Count, const wchar_t *Source);
int wcscat_s(wchar_t *Destination, size_t Count, const wchar_t *Source);
int wcsncpy_s(wchar_t *Destination, size_t Size, const wchar_t *Source,
              size_t Count);
int wcsncat_s(wchar_t *Destination, size_t Size, const wchar_t *Source,
              size_t Count);
int wmemcmp(const wchar_t *Left, const wchar_t *Right, size_t Count);

/* C++ has these for const and for other strings. */
#ifdef __cplusplus
SPINPAIR_WDK_END
extern "C++" {
#define SPINPAIR_SEARCH(Text, Declare) Declare(const Text) Declare(Text)
#define SPINPAIR_BYTES(Text)                                                   \
  inline Text *memchr(Text *Bytes, int Byte, size_t Count) {                   \
    return (Text *)__builtin_memchr(Bytes, Byte, Count);                       \
  }
#define SPINPAIR_CHARACTERS(Text)                                              \
  inline Text *strchr(Text *String, int Character) {                           \
    return (Text *)__builtin_strchr(String, Character);                        \
  }                                                                            \
  inline Text *strrchr(Text *String, int Character) {                          \
    return (Text *)__builtin_strrchr(String, Character);                       \
  }                                                                            \
  inline Text *strstr(Text *String, const char *Wanted) {                      \
    return (Text *)__builtin_strstr(String, Wanted);                           \
  }
/* Where the room is an array, its size goes without saying. */
template <size_t Size>
inline int wcsncpy_s(wchar_t (&Destination)[Size], const wchar_t *Source,
                     size_t Count) {
  return ::wcsncpy_s(Destination, Size, Source, Count);
}
template <size_t Size>
inline int wcscpy_s(wchar_t (&Destination)[Size], const wchar_t *Source) {
  return ::wcscpy_s(Destination, Size, Source);
}
template <size_t Size>
inline int wcscat_s(wchar_t (&Destination)[Size], const wchar_t *Source) {
  return ::wcscat_s(Destination, Size, Source);
}
template <size_t Size>
inline int strcpy_s(char (&Destination)[Size], const char *Source) {
  return ::strcpy_s(Destination, Size, Source);
}
SPINPAIR_SEARCH(void, SPINPAIR_BYTES)
SPINPAIR_SEARCH(char, SPINPAIR_CHARACTERS)
wchar_t *wcschr(wchar_t *String, wchar_t Character);
const wchar_t *wcschr(const wchar_t *String, wchar_t Character);
wchar_t *wcsrchr(wchar_t *String, wchar_t Character);
const wchar_t *wcsrchr(const wchar_t *String, wchar_t Character);
wchar_t *wcsstr(wchar_t *String, const wchar_t *Wanted);
const wchar_t *wcsstr(const wchar_t *String, const wchar_t *Wanted);
#undef SPINPAIR_SEARCH
#undef SPINPAIR_BYTES
#undef SPINPAIR_CHARACTERS
}
#else
void *memchr(const void *Bytes, int Byte, size_t Count);
char *strchr(const char *String, int Character);
char *strrchr(const char *String, int Character);
char *strstr(const char *String, const char *Wanted);
wchar_t *wcschr(const wchar_t *String, wchar_t Character);
wchar_t *wcsrchr(const wchar_t *String, wchar_t Character);
wchar_t *wcsstr(const wchar_t *String, const wchar_t *Wanted);
#endif

#endif /* SPINPAIR_WDK_STRING_H */

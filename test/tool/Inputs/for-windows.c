// WANTED is what sizeof(long) is to be.
#include <storport.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#ifdef _WIN32
C_ASSERT(sizeof(wchar_t) == 2);
C_ASSERT(sizeof(ULONG) == 4 && sizeof(PVOID) == 8);
// ULONG is unsigned long, and no other type.
extern unsigned long Number;
extern ULONG Number;
#if !defined(_MSC_VER) || !defined(_WIN64) || __STDC_HOSTED__ && defined(__GLIBC__)
#error not as cl.exe
#endif
#else
#error for Windows
#endif
#if !defined(_M_AMD64) && defined(_WIN32) || defined(_WIN32) && !defined(_AMD64_)
#error for x64
#endif
C_ASSERT(sizeof(long) == WANTED);

typedef struct {
  struct {
    ULONG Inner;
  }; // an extension of Microsoft's
  ULONG Irql;
} EXTENSION;

void pairs(EXTENSION *Extension) {
  _try {
    StorPortAcquireMSISpinLock(Extension, 0, &Extension->Irql);
    StorPortReleaseMSISpinLock(Extension, 0, Extension->Irql);
  }
  _finally {
  }
}

int guarded(int *Given) {
  _try {
    if (!Given)
      _leave;
    return *Given;
  }
  _except(EXCEPTION_EXECUTE_HANDLER) {
  }
  return 0;
}

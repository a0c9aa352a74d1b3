#include <storport.h>

template <class T> void Guarded(void *ext, T value) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  if (value)
    return;
  StorPortReleaseMSISpinLock(ext, 2, irql);
}

void uses(void *ext) {
  Guarded(ext, 1);
  Guarded<char>(ext, 'c');
}

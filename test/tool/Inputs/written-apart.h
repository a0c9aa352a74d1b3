#include <storport.h>

typedef struct _TARGET {
  PULONG Where;
  ULONG Value;
} TARGET, *PTARGET;

VOID WriteTarget(PTARGET Target);

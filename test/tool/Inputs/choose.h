#include <storport.h>

typedef struct _PORT {
  BOOLEAN PerVector;
  ULONG Depth;
} PORT;

extern ULONG Quiet, Verbose;
void take_if_per_vector(PORT *port, PULONG irql);
void take(PORT *port, PULONG irql);
void give(PORT *port, ULONG irql);
void give_unless_quiet(PORT *port, ULONG irql);
void turn_verbose(void);
void set_quiet(ULONG value);

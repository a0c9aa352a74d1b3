#include <storport.h>
typedef struct _HOLD { ULONG Irql, Count; BOOLEAN Held; } HOLD, *PHOLD;
VOID Move(PHOLD To, PHOLD From);
VOID Count(PHOLD Hold);

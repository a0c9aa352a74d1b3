/* What a field is set to, by a pointer that is in a structure. */
#include "written-apart.h"

VOID WriteTarget(PTARGET Target) { *Target->Where = Target->Value; }

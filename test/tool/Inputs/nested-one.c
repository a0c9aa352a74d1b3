/* Helper and callers in one unit. */
#include "nested-helpers.c"
#include "nested-callers.c"

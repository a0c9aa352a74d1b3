#include "header.h"

void two(void *ext) { in_header(ext, 2, 0); }

#include "header.h"

void one(void *ext) { in_header(ext, 1, 0); }

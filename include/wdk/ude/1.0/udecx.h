/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * udecx.h: spinpair model header.
 *
 * Where kits have it.
 *
 * Source: the public documentation of UDE client drivers (Microsoft's
 * windows-driver-docs).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#include "../../udecx.h"

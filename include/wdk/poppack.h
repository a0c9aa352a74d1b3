/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * poppack.h: spinpair model header.
 *
 * Closes the region that pshpack1.h, pshpack2.h, pshpack4.h or pshpack8.h
 * opened. Without an include guard on purpose.
 *
 * Source: public use in drivers and the documentation of #pragma pack.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#pragma pack(pop)

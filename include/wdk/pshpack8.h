/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * pshpack8.h: spinpair model header.
 *
 * Opens a region in which structures are packed to 8 bytes; poppack.h
 * closes it. Without an include guard on purpose.
 *
 * Source: public use in drivers and the documentation of #pragma pack.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#pragma pack(push, 8)

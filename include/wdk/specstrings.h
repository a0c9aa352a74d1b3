/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * specstrings.h: spinpair model header.
 *
 * The older spelling of the source annotations (__in, __out, ...), all of
 * them empty. libstdc++ uses some of these words as plain identifiers, so
 * they are left out of C++ outside Windows targets.
 *
 * Source: Microsoft's public documentation of the source-code annotation
 * language (SAL); only the names are used.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_SPECSTRINGS_H
#define SPINPAIR_WDK_SPECSTRINGS_H

#include "sal.h"

#if !defined(__cplusplus) || defined(_WIN32)
#define __bcount(...)
#define __bcount_opt(...)
#define __blocksOn(...)
#define __bound
#define __byte_readableTo(...)
#define __byte_writableTo(...)
#define __checkReturn
#define __control_entrypoint(...)
#define __data_entrypoint(...)
#define __deref
#define __deref_bcount(...)
#define __deref_ecount(...)
#define __deref_in
#define __deref_inout
#define __deref_inout_opt
#define __deref_opt_inout
#define __deref_opt_out
#define __deref_opt_out_opt
#define __deref_out
#define __deref_out_bcount(...)
#define __deref_out_bcount_opt(...)
#define __deref_out_ecount(...)
#define __deref_out_opt
#define __deref_out_range(...)
#define __deref_out_z
#define __deref_volatile
#define __ecount(...)
#define __ecount_opt(...)
#define __elem_readableTo(...)
#define __elem_writableTo(...)
#define __encoded_array
#define __encoded_pointer
#define __exceptthat
#define __field_bcount(...)
#define __field_bcount_opt(...)
#define __field_bcount_part(...)
#define __field_ecount(...)
#define __field_ecount_opt(...)
#define __field_ecount_part(...)
#define __field_range(...)
#define __format_string
#define __in
#define __in_bcount(...)
#define __in_bcount_opt(...)
#define __in_data_source(...)
#define __in_ecount(...)
#define __in_ecount_opt(...)
#define __in_ecount_z(...)
#define __in_opt
#define __in_range(...)
#define __in_z
#define __inexpressible_readableTo(...)
#define __inexpressible_writableTo(...)
#define __inner_typefix(...)
#define __inout
#define __inout_bcount(...)
#define __inout_bcount_full(...)
#define __inout_bcount_opt(...)
#define __inout_bcount_part(...)
#define __inout_ecount(...)
#define __inout_ecount_full(...)
#define __inout_ecount_opt(...)
#define __inout_ecount_part(...)
#define __inout_opt
#define __inout_z
#define __maybenull
#define __maybereadonly
#define __notnull
#define __notreadonly
#define __notvalid
#define __nullnullterminated
#define __nullterminated
#define __out
#define __out_awcount(...)
#define __out_bcount(...)
#define __out_bcount_full(...)
#define __out_bcount_full_opt(...)
#define __out_bcount_opt(...)
#define __out_bcount_part(...)
#define __out_bcount_part_opt(...)
#define __out_bound
#define __out_data_source(...)
#define __out_ecount(...)
#define __out_ecount_full(...)
#define __out_ecount_full_opt(...)
#define __out_ecount_opt(...)
#define __out_ecount_part(...)
#define __out_ecount_part_opt(...)
#define __out_opt
#define __out_range(...)
#define __out_z
#define __possibly_notnullterminated
#define __post
#define __post_invalid
#define __pre
#define __range(...)
#define __readableTo(...)
#define __readonly
#define __refparam
#define __reserved
#define __rpc_entry
#define __struct_bcount(...)
#define __success(...)
#define __transfer(...)
#define __typefix(...)
#define __valid
#define __writableTo(...)
#endif

#define __analysis_assume(...) __builtin_assume(__VA_ARGS__)
#define __analysis_assert(...) ((void)0)
#ifndef __fallthrough
#define __fallthrough
#endif

#endif /* SPINPAIR_WDK_SPECSTRINGS_H */

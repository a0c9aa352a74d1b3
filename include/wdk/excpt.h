/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * excpt.h: spinpair model header.
 *
 * Structured exception handling: the words that C drivers use for the keywords
 * of the compiler, and what a filter may ask and answer.
 *
 * Source: the public documentation of structured exception handling (Microsoft
 * C).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_EXCPT_H
#define SPINPAIR_WDK_EXCPT_H

/* In C++, try is a keyword. */
#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif

#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)

#define GetExceptionCode _exception_code
#define exception_code _exception_code
#define GetExceptionInformation() ((PEXCEPTION_POINTERS)_exception_info())
#define exception_info() ((PEXCEPTION_POINTERS)_exception_info())
#define AbnormalTermination _abnormal_termination
#define abnormal_termination _abnormal_termination

typedef enum _EXCEPTION_DISPOSITION {
  ExceptionContinueExecution,
  ExceptionContinueSearch,
  ExceptionNestedException,
  ExceptionCollidedUnwind
} EXCEPTION_DISPOSITION;

struct _EXCEPTION_RECORD;
struct _CONTEXT;
typedef struct _EXCEPTION_POINTERS {
  struct _EXCEPTION_RECORD *ExceptionRecord;
  struct _CONTEXT *ContextRecord;
} EXCEPTION_POINTERS, *PEXCEPTION_POINTERS;

#endif /* SPINPAIR_WDK_EXCPT_H */

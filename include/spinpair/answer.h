/* An answer that may be "unknown".
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_ANSWER_H
#define SPINPAIR_ANSWER_H

typedef enum sp_answer { SP_UNKNOWN, SP_YES, SP_NO } sp_answer;

#endif

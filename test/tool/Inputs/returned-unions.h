#include <storport.h>

typedef union _REG {
  ULONG AsUlong;
  struct {
    ULONG En : 1, Rdy : 1, Mode : 6, Code : 8, Rsv : 16;
  };
  UCHAR Byte[4];
} REG;

typedef union _BIG {
  ULONGLONG Q;
  struct {
    ULONG Lo, Hi;
  } u;
} BIG;

typedef struct _CARD {
  REG R;
  BIG B;
} CARD, *PCARD;

REG GetReg(PCARD Card);
ULONG ReadReg(PCARD Card);
BIG MakeBig(ULONG Lo, ULONG Hi);

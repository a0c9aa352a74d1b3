#!/usr/bin/env bash
# Frama-C for MSVC has GCC's enumerations, and packed bit-fields of its own: the error path of a
# status is dead to it, without an alarm.
#
# Tools:     Frama-C 25.0-beta with Eva (Debian 12), -machdep msvc_x86_64; clang 22.1.8 for
#            x86_64-pc-windows-msvc as the compiler of that machine.
# Expected:  Frama-C's manual: a machdep is the target's sizes, alignments and its compiler's
#            implementation-defined behaviour. MSVC's pages: an enumeration's type is int, so that a
#            status of 0xC0000001 is negative; and a bit-field is allotted in units of its declared
#            type, packed or not. In most else this machdep is MSVC's: wchar_t, long, long double,
#            and bit-fields without #pragma pack are laid out as clang has them for MSVC.
# Seen:      an enumeration that fits is unsigned int, as GCC has it. `status < 0` is never true,
#            the function that reports the error is unreachable, and the division by zero in it
#            raises no alarm: the summary has none. -enums int, which has to be asked for, finds
#            it. Under #pragma pack, which MSVC's headers have around all that a device reads,
#            bit-fields are packed in a way of its own: 1 and 6 bytes, where MSVC's are 4 and 7
#            (and GCC's 1 and 2).
# Loses:     "no alarm" is a proof to Frama-C's users, and here it is one for another compiler.
# Known:     no issue found; the tracker of Frama-C itself could not be searched.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

# shellcheck disable=SC2086
debs frama-c-base=20220511-manganese-3+b4 libfindlib-ocaml libyojson-ocaml libzarith-ocaml \
  libbiniou-ocaml libeasy-format-ocaml libocamlgraph-ocaml-dev libppx-import-ocaml \
  libppx-deriving-ocaml libresult-ocaml libppxlib-ocaml-dev ocaml-base \
  clang-22=1:22.1.8-1~deb12u1 libclang-cpp22=1:22.1.8-1~deb12u1 \
  libllvm22=1:22.1.8-1~deb12u1 libclang-common-22-dev=1:22.1.8-1~deb12u1 $LLVM_NEEDS
root=$T/root/usr
printf 'destdir="%s"\npath="%s:%s"\n' "$root/lib/ocaml" "$root/lib/ocaml" \
  "$root/lib/ocaml/METAS" >findlib.conf
export OCAMLFIND_CONF=$T/findlib.conf FRAMAC_SHARE=$root/share/frama-c \
  FRAMAC_LIB=$root/lib/frama-c FRAMAC_PLUGIN=$root/lib/frama-c/plugins \
  CAML_LD_LIBRARY_PATH=$root/lib/ocaml/stublibs
eva() {
  "$root/bin/frama-c" -no-autoload-plugins -load-module eva,inout,from,scope \
    -machdep msvc_x86_64 -eva "$@" 2>&1
}
clang() {
  "$root/lib/llvm-22/bin/clang" --target=x86_64-pc-windows-msvc -w -O1 -S -emit-llvm "$1" -o - |
    sed -n 's/^define .*@\([a-z_]*\)(.*/\1/p; s/^  ret i[0-9]* /= /p' | paste -d ' ' - -
}

# Frama-C does not preprocess a file that is named .i.
cat >status.i <<'EOF'
enum status { SUCCESS = 0, FAILED = 0xC0000001 };
enum status request(int n) { return n > 7 ? FAILED : SUCCESS; }
int failures;
int report(void) { return 100 / failures; }
int main(int n) {
  enum status status = request(n);
  if (status < 0)
    return report();
  return 0;
}
EOF
cat >negative.c <<'EOF'
enum status { SUCCESS = 0, FAILED = 0xC0000001 };
int negative(void) { enum status status = FAILED; return status < 0; }
EOF
echo "negative = 1" >want
clang negative.c | same "clang for MSVC: FAILED < 0"
summary() {
  eva "$@" status.i >eva.log
  grep -o '[0-9] functions analyzed (out of [0-9])\|[0-9]* alarms\? generated' eva.log
  grep -o 'Warning: division by zero' eva.log || true
}
cat >want <<'EOF'
2 functions analyzed (out of 3)
0 alarms generated
EOF
summary | same "Eva"
cat >want <<'EOF'
3 functions analyzed (out of 3)
1 alarm generated
Warning: division by zero
EOF
summary -enums int | same "Eva, with -enums int"

cat >layout.h <<'EOF'
struct plain { unsigned a : 3; unsigned b : 5; };
struct mixed { char c; unsigned a : 3; unsigned short b : 5; };
struct wide { char c; long long a : 40; };
#pragma pack(push, 1)
struct packed_plain { unsigned a : 3; unsigned b : 5; };
struct packed_mixed { char c; unsigned a : 3; unsigned short b : 5; };
struct packed_bytes { unsigned char a : 3, b : 5; unsigned char c; };
#pragma pack(pop)
EOF
structures='plain mixed wide packed_plain packed_mixed packed_bytes'
cp layout.h layout.c
{ cat layout.h; echo 'int main(void) {'; } >layout.i
for s in $structures; do
  echo "unsigned $s(void) { return sizeof(struct $s); }" >>layout.c
  echo "  Frama_C_show_each_$s(sizeof(struct $s));" >>layout.i
done
echo '  return 0; }' >>layout.i
cat >want <<'EOF'
plain = 4
mixed = 12
wide = 16
packed_plain = 4
packed_mixed = 7
packed_bytes = 2
EOF
clang layout.c | same "clang for MSVC: sizes"
cat >want <<'EOF'
plain = 4
mixed = 12
wide = 16
packed_plain = 1
packed_mixed = 6
packed_bytes = 2
EOF
eva layout.i | sed -n 's/.*Frama_C_show_each_\([a-z_]*\): {\([0-9]*\)}/\1 = \2/p' | same "Frama-C"
finish

#!/usr/bin/env bash
# What LLVM's tools append to a command of cl.exe that has /link goes to the linker: clangd's file,
# and the arguments that a user adds.
#
# Tools:     clangd, clang-tidy and clang-check of LLVM 22.1.8 (Debian).
# Expected:  clang-cl's help and MSVC's pages on cl: what follows /link goes to the linker, so it
#            ends the compiler's options. A tool that reads such a command from a compilation
#            database puts what it adds before it. --extra-arg is an argument to append to the
#            compiler command line, by the help of the tools; clangd's CompileFlags.Add is a list
#            of flags to append to the compile command.
# Seen:      clangd moves the file itself behind /link, says "no input files", and gives the editor
#            nothing. clang-tidy and clang-check read the file, but a macro that --extra-arg defines
#            is not defined; clang-tidy says no word of it, and clang-check only that an argument
#            is unused. --extra-arg-before works. clang-check's own -resource-dir is lost in the
#            same way, and with it stdarg.h. Without /link, the same entry is fine with all.
# Loses:     the part of the program under an added macro, such as the configuration to be checked,
#            is not checked, and the run is green.
# Known:     no issue found, neither of llvm-project nor of clangd.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

# shellcheck disable=SC2086
debs clang-22=1:22.1.8-1~deb12u1 clang-tools-22=1:22.1.8-1~deb12u1 \
  clang-tidy-22=1:22.1.8-1~deb12u1 clangd-22=1:22.1.8-1~deb12u1 \
  libclang-cpp22=1:22.1.8-1~deb12u1 libllvm22=1:22.1.8-1~deb12u1 \
  libclang-common-22-dev=1:22.1.8-1~deb12u1 $LLVM_NEEDS libabsl20220623 libc-ares2 \
  libgrpc++1.51 libgrpc29 libprotobuf32 libre2-9 libssl3
bin=$T/root/usr/lib/llvm-22/bin

cat >driver.c <<'EOF'
int always(int n) {
  int zero = 0;
  return n / zero;
}
#ifdef CHECKED_BUILD
int checked(int n) {
  int zero = 0;
  return n % zero;
}
#endif
EOF
printf '#include <stdarg.h>\nint standard(va_list list);\n' >standard.c

# database COMMAND: without and with what is for the linker.
database() {
  printf '[{"directory": "%s", "file": "%s", "command": "cl.exe %s%s"}]\n' "$T" "$1" "$1" "$2" \
    >compile_commands.json
}
lines() {
  sed -n 's/^.*driver.c[(:]\([0-9]*\)[,:].* warning: Division.*/\1/p' | sort -nu |
    paste -sd ' ' | sed 's/^/ /'
}
asked() {
  database driver.c "$1"
  printf 'CompileFlags:\n  Add: [/DCHECKED_BUILD]\n' >.clangd
  "$bin/clangd" --check=driver.c >log 2>&1 || true
  rm .clangd
  echo "clangd: $(grep -o 'no input files\|, 0 errors' log | tr -d , | sed 's/^ //' | head -1)"
  for extra in --extra-arg --extra-arg-before; do
    echo "clang-tidy $extra: findings in lines$("$bin/clang-tidy" -p . --quiet \
      --checks='-*,clang-analyzer-core.*' $extra=/DCHECKED_BUILD driver.c 2>/dev/null | lines)"
    echo "clang-check $extra: findings in lines$("$bin/clang-check" -p . --analyze \
      $extra=/DCHECKED_BUILD driver.c 2>&1 | lines)"
  done
  database standard.c "$1"
  "$bin/clang-check" -p . standard.c >log 2>&1 || true
  echo "clang-check: $(grep -o "'stdarg.h' file not found" log || echo 'finds stdarg.h')"
}

"$bin/clang" --version | head -1
cat >want <<'EOF'
clangd: 0 errors
clang-tidy --extra-arg: findings in lines 3 8
clang-check --extra-arg: findings in lines 3 8
clang-tidy --extra-arg-before: findings in lines 3 8
clang-check --extra-arg-before: findings in lines 3 8
clang-check: finds stdarg.h
EOF
asked '' | same "cl.exe driver.c"
cat >want <<'EOF'
clangd: no input files
clang-tidy --extra-arg: findings in lines 3
clang-check --extra-arg: findings in lines 3
clang-tidy --extra-arg-before: findings in lines 3 8
clang-check --extra-arg-before: findings in lines 3 8
clang-check: 'stdarg.h' file not found
EOF
asked ' /link /DRIVER' | same "cl.exe driver.c /link /DRIVER"
finish

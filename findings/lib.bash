# shellcheck shell=bash
# Sourced by the scripts here. It makes a temporary folder, $T, that goes when the script
# ends, and fills it with public packages.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"

# Debian packages, as NAME or NAME=VERSION, unpacked into $T/root; nothing is installed.
debs() {
  mkdir -p "$T/debs" "$T/root"
  (cd "$T/debs" && apt-get -q -o APT::Sandbox::User=root download "$@" >../apt.log 2>&1) || {
    cat "$T/apt.log"
    echo "not run: a package is not to be had (try 'apt-get update' first)"
    exit 2
  }
  local deb
  for deb in "$T"/debs/*.deb; do dpkg -x "$deb" "$T/root"; done
  rm -r "$T/debs"
  LD_LIBRARY_PATH=$(printf '%s:' "$T"/root/usr/lib/*-linux-gnu "$T"/root/lib/*-linux-gnu)
  export LD_LIBRARY_PATH=${LD_LIBRARY_PATH%:}
}

# What the LLVM packages of Debian 12 need beside their own libraries.
# shellcheck disable=SC2034
LLVM_NEEDS="libbsd0 libedit2 libffi8 libicu72 libmd0 libxml2 libz3-4 libzstd1"

# clang 22 and 19, which the findings on clang are about.
clangs() {
  # shellcheck disable=SC2086
  debs clang-22=1:22.1.8-1~deb12u1 libclang-cpp22=1:22.1.8-1~deb12u1 \
    libllvm22=1:22.1.8-1~deb12u1 libclang-common-22-dev=1:22.1.8-1~deb12u1 \
    clang-19=1:19.1.7-3~deb12u1 libclang-cpp19=1:19.1.7-3~deb12u1 \
    libllvm19=1:19.1.7-3~deb12u1 libclang-common-19-dev=1:19.1.7-3~deb12u1 $LLVM_NEEDS
}

# npm packages, as NAME@VERSION, in $T/node_modules.
npms() {
  npm install --prefix "$T" --no-audit --no-fund --no-save "$@" >npm.log 2>&1 || {
    cat npm.log
    echo "not run: a package is not to be had"
    exit 2
  }
}

say() { printf '%s\n' "$*"; }

# same WHAT: standard input is what was seen; $T/want is what was seen when this was written.
same() {
  cat >"$T/seen"
  printf '\n-- %s\n' "$1"
  cat "$T/seen"
  if ! diff -u "$T/want" "$T/seen" >"$T/diff"; then
    say "!! this is no longer what was seen:"
    tail -n +3 "$T/diff"
    touch "$T/changed"
  fi
}

finish() {
  if [ -e "$T/changed" ]; then printf '\nchanged\n'; exit 1; fi
  printf '\nstill so\n'
}

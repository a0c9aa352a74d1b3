#!/usr/bin/env bash
# clangd reads one spelling of a message's header; the usual library of its clients reads any.
#
# Tools:     clangd 22.1.8 (Debian), vscode-jsonrpc 10.0.0 (npm).
# Expected:  the base protocol of LSP (3.17 and 3.18): the structure of header fields conforms
#            to the HTTP semantic. There, names of fields are case-insensitive (RFC 9110,
#            5.1) and white space before the value is optional (5.5, and RFC 9112, 5).
#            LSP's own text asks for a colon and a space, so the space is for the sender.
# Seen:      vscode-jsonrpc takes all spellings. clangd takes more spaces but not none,
#            and one spelling of the name: "content-length: 2" is to it a message without a
#            length. It says so only at --log=info, answers nothing, and ends with status 1.
# Known:     rust-analyzer #15197 had the same question and was changed; no issue of clangd
#            found.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

# shellcheck disable=SC2086
debs clangd-22=1:22.1.8-1~deb12u1 libclang-cpp22=1:22.1.8-1~deb12u1 \
  libllvm22=1:22.1.8-1~deb12u1 $LLVM_NEEDS libabsl20220623 libc-ares2 libgrpc++1.51 \
  libgrpc29 libprotobuf32 libre2-9 libssl3
npms vscode-jsonrpc@10.0.0

cat >talk.js <<'EOF'
const { StreamMessageReader } = require('vscode-jsonrpc/node');
const { PassThrough } = require('stream');
const { spawnSync } = require('child_process');
const frame = (header, message) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return header + body.length + '\r\n\r\n' + body;
};
const session = (header) => [
  { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
  { id: 2, method: 'shutdown' }, { method: 'exit' },
].map((message) => frame(header, message)).join('');
const library = (header) => new Promise((done) => {
  const stream = new PassThrough();
  let read = 0;
  new StreamMessageReader(stream).listen(() => { read += 1; });
  stream.end(session(header));
  setTimeout(() => done(read), 200);
});
(async () => {
  for (const header of ['Content-Length: ', 'Content-Length:   ', 'Content-Length:',
                        'content-length: ', 'CONTENT-LENGTH: ']) {
    const run = spawnSync(process.argv[2], ['--log=error'],
      { input: session(header), encoding: 'utf8', timeout: 60000 });
    const answers = (run.stdout.match(/"id":/g) ?? []).length;
    console.log(`"${header}2": vscode-jsonrpc reads ${await library(header)} of 3, ` +
      `clangd answers ${answers} of 2, status ${run.status}`);
  }
})();
EOF
"$T/root/usr/lib/llvm-22/bin/clangd" --version | head -1
cat >want <<'EOF'
"Content-Length: 2": vscode-jsonrpc reads 3 of 3, clangd answers 2 of 2, status 0
"Content-Length:   2": vscode-jsonrpc reads 3 of 3, clangd answers 2 of 2, status 0
"Content-Length:2": vscode-jsonrpc reads 3 of 3, clangd answers 0 of 2, status 1
"content-length: 2": vscode-jsonrpc reads 3 of 3, clangd answers 0 of 2, status 1
"CONTENT-LENGTH: 2": vscode-jsonrpc reads 3 of 3, clangd answers 0 of 2, status 1
EOF
node talk.js "$T/root/usr/lib/llvm-22/bin/clangd" | same "five spellings of one header"
finish

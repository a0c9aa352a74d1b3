// check_protocol.js SPINPAIR ROOT WDK PACKAGES SCRATCH: a client made of npm's vscode-jsonrpc and
// vscode-languageserver-protocol drives the language server over a copy of examples/miniport. All
// that comes is of the types of the protocol, and answers are those of a cold run.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
'use strict';

const assert = require('node:assert');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const [spinpair, root, wdk, packages, scratch] =
  process.argv.slice(2).map((each) => path.resolve(each));
const lsp = require(path.join(packages, 'vscode-languageserver-protocol/node'));

const folder = path.join(scratch, 'driver');
const cold = path.join(scratch, 'cold');
const uri = (name) => pathToFileURL(path.join(folder, name)).href;
const read = (name, where = folder) => fs.readFileSync(path.join(where, name), 'utf8');

function makeProject(where) {
  fs.rmSync(where, { recursive: true, force: true });
  fs.cpSync(path.join(root, 'examples/miniport'), where, { recursive: true });
  const units = fs.readdirSync(where).filter((each) => each.endsWith('.c'));
  fs.writeFileSync(path.join(where, 'compile_commands.json'), JSON.stringify(units.map((file) => (
    { directory: where, file, command: `cc -I${wdk} -c ${file}` }))));
}

/** Findings as lines of text, sorted. */
function ofCommand(where) {
  const { stdout } = spawnSync(spinpair, ['--no-cache', '--quiet', '--report', 'json'],
                               { cwd: where, encoding: 'utf8' });
  return JSON.parse(stdout).findings.map((each) =>
    [each.file, each.line, each.column, each.checker, each.message, each.notes.length].join(' ')).sort();
}

class Session {
  constructor() {
    this.diagnostics = new Map(); // by URI
    this.versions = new Map();
    this.messages = [];
    this.server = spawn(spinpair, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = new Promise((resolve) => this.server.on('exit', resolve));
    this.connection = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(this.server.stdout), new lsp.StreamMessageWriter(this.server.stdin),
      { error: (text) => this.messages.push(text), warn() {}, info() {}, log() {} });
    this.connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
      for (const each of params.diagnostics) assert(lsp.Diagnostic.is(each), JSON.stringify(each));
      this.diagnostics.set(params.uri, params.diagnostics);
      this.versions.set(params.uri, params.version);
      this.wake?.();
    });
    this.connection.onNotification(lsp.ShowMessageNotification.type,
                                   (params) => this.messages.push(params.message));
    this.connection.onRequest(lsp.RegistrationRequest.type, () => {});
    this.connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => {});
    this.connection.listen();
  }

  async start() {
    const answer = await this.connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid, rootUri: uri(''), initializationOptions: { debounce: 1, inlayHints: true },
      capabilities: { window: { workDoneProgress: true },
                      textDocument: { hover: { contentFormat: ['plaintext'] } },
                      workspace: { didChangeWatchedFiles: { dynamicRegistration: true },
                                   workspaceEdit: { documentChanges: true } } } });
    await this.connection.sendNotification(lsp.InitializedNotification.type, {});
    return answer.capabilities;
  }

  open(name, text, version) {
    return this.connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: lsp.TextDocumentItem.create(uri(name), 'c', version, text) });
  }

  change(name, version, ...contentChanges) {
    return this.connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uri(name), version }, contentChanges });
  }

  ask(type, params) { return this.connection.sendRequest(type, params); }

  /** Waits for what is published of a version, and all that comes with it. */
  async settled(name, version) {
    while (this.versions.get(uri(name)) !== version) {
      await new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`${name}: no version ${version}`)), 60000);
        this.wake = () => { clearTimeout(limit); resolve(); };
      });
    }
    await this.ask(lsp.CodeLensRequest.type, { textDocument: { uri: uri(name) } });
  }

  found() {
    return [...this.diagnostics].flatMap(([its, all]) => all
      .filter((each) => each.code.startsWith('storport'))
      .map((each) => [path.relative(folder, fileURLToPath(its)), each.range.start.line + 1,
                      each.range.start.character + 1, each.code, each.message,
                      each.relatedInformation?.length ?? 0].join(' '))).sort();
  }

  async stop() {
    await this.ask(lsp.ShutdownRequest.type);
    await this.connection.sendNotification(lsp.ExitNotification.type);
    assert.strictEqual(await this.ended, 0);
    assert.deepStrictEqual(this.messages, []);
  }
}

/** What hover says of each line of io.c, by the table of another test. */
function table() {
  const said = new Map();
  let lines;
  for (const line of read('test/tool/Inputs/hover.txt', root).split('\n')) {
    const head = /^io\.c:(\d+):/.exec(line);
    if (head) said.set(Number(head[1]), lines = []);
    else if (/^\w+\.[ch]:/.test(line)) lines = undefined;
    else if (line.startsWith('  ')) lines?.push(line.slice(2));
  }
  return said;
}

async function checkAnswers(session, text) {
  const document = { textDocument: { uri: uri('io.c') } };
  const said = table();
  assert(said.size > 20);
  for (let line = 1; line <= text.split('\n').length; ++line) {
    const told = await session.ask(lsp.HoverRequest.type, {
      ...document, position: lsp.Position.create(line - 1, 0) });
    if (told !== null) assert(lsp.Hover.is(told), JSON.stringify(told));
    assert.strictEqual(told?.contents.value, said.get(line)?.join('\n'), `line ${line}`);
  }
  const everything = lsp.Range.create(0, 0, 9999, 0);
  const hints = await session.ask(lsp.InlayHintRequest.type, { ...document, range: everything });
  assert(hints.length > 0 && hints.every((each) => lsp.InlayHint.is(each)));
  const lenses = await session.ask(lsp.CodeLensRequest.type, document);
  assert(lenses.length > 0 && lenses.every((each) => lsp.CodeLens.is(each)));
  const call = text.slice(0, text.indexOf('SqLockQueue(Adapter')).split('\n');
  const position = lsp.Position.create(call.length - 1, call.at(-1).length);
  const references = await session.ask(lsp.ReferencesRequest.type, {
    ...document, position, context: { includeDeclaration: true } });
  assert(references.length > 2 && references.every((each) => lsp.Location.is(each)));
  const [item] = await session.ask(lsp.CallHierarchyPrepareRequest.type, { ...document, position });
  assert(lsp.Range.is(item.range) && lsp.Range.is(item.selectionRange) && item.name === 'SqLockQueue');
  const calls = await session.ask(lsp.CallHierarchyIncomingCallsRequest.type, { item });
  assert(calls.length > 2 && calls.every((each) => each.fromRanges.every(lsp.Range.is)));
}

/** Fixes that are offered are made, one by one, and analysed again. */
async function checkActions(session, text, version) {
  let fixes = 0;
  for (const diagnostic of session.diagnostics.get(uri('io.c')).slice(0, 4)) {
    const actions = await session.ask(lsp.CodeActionRequest.type, {
      textDocument: { uri: uri('io.c') }, range: diagnostic.range,
      context: { diagnostics: [diagnostic] } });
    assert(actions.every((each) => lsp.CodeAction.is(each)), JSON.stringify(actions));
    const fix = actions.find((each) => each.isPreferred);
    if (!fix || fixes === 2) continue;
    ++fixes;
    assert(lsp.WorkspaceEdit.is(fix.edit));
    const [{ textDocument, edits }] = fix.edit.documentChanges;
    assert.deepStrictEqual(textDocument, { uri: uri('io.c'), version });
    const fixed = lsp.TextDocument.applyEdits(
      lsp.TextDocument.create(uri('io.c'), 'c', version, text), edits);
    await session.change('io.c', ++version, { text: fixed });
    await session.settled('io.c', version);
    fs.writeFileSync(path.join(cold, 'io.c'), fixed);
    assert.deepStrictEqual(session.found(), ofCommand(cold));
    assert(!session.diagnostics.get(uri('io.c')).some((each) => each.message === diagnostic.message));
    await session.change('io.c', ++version, { text });
    await session.settled('io.c', version);
  }
  assert(fixes > 0);
  return version;
}

/** Texts as they are typed: each answer is that of a cold run. */
async function checkEdits(session, count, version) {
  makeProject(cold);
  let seed = 20;
  const chance = (below) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  const names = ['io.c', 'locks.h', 'reset.c'];
  const original = Object.fromEntries(names.map((name) => [name, read(name)]));
  const texts = { ...original };
  for (let i = 0; i < count; ++i) {
    const name = names[chance(names.length)];
    const before = texts[name].split('\n');
    const calls = before.flatMap((line, at) => (/^\s+.*ock\w*\(.*\);$/.test(line) ? [at] : []));
    const at = chance(before.length);
    const changes = [];
    const edit = (range, text) => {
      changes.push({ range, text });
      texts[name] = lsp.TextDocument.applyEdits(
        lsp.TextDocument.create('', 'c', 0, texts[name]), [{ range, newText: text }]);
    };
    if (chance(5) === 0) {
      changes.push({ text: texts[name] = original[name] });
    } else if (chance(2) === 0 && calls.length) {
      const line = calls[chance(calls.length)];
      edit(lsp.Range.create(line, 0, line, before[line].length), chance(2) ? '' : `${before[line]} ${before[line]}`);
    } else {
      edit(lsp.Range.create(at, 0, at, 0), '/* ä𝄞 */ ');
      edit(lsp.Range.create(at, 3, at, 6), 'x'); // in UTF-16
    }
    await session.change(name, ++version, ...changes);
    await session.settled(name, version);
    fs.writeFileSync(path.join(cold, name), texts[name]);
    // The command counts columns in bytes.
    const lines = (all) => all.map((each) => each.split(' ').filter((_, at) => at !== 2).join(' ')).sort();
    assert.deepStrictEqual(lines(session.found()), lines(ofCommand(cold)), `edit ${i} of ${name}`);
  }
}

async function main() {
  makeProject(folder);
  makeProject(cold);
  const session = new Session();
  const capabilities = await session.start();
  assert(capabilities.callHierarchyProvider && capabilities.hoverProvider);
  const text = read('io.c');
  for (const name of ['io.c', 'locks.h', 'reset.c']) await session.open(name, read(name), 1);
  await session.settled('reset.c', 1);
  const expected = ofCommand(folder);
  assert.strictEqual(expected.length, 14);
  assert.deepStrictEqual(session.found(), expected);
  await checkAnswers(session, text);
  const version = await checkActions(session, text, 1);
  await checkEdits(session, Number(process.env.SPINPAIR_EDITS ?? 20), version);
  assert.strictEqual(read('io.c'), text); // nothing was saved
  await session.stop();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
}).then(() => process.exit());

// check_vscode.js SPINPAIR ROOT WDK SCRATCH: the extension of editors/vscode against the real
// server, with stand-ins for the editor and for vscode-languageclient. Needs node alone.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
'use strict';

const assert = require('node:assert');
const { execFileSync, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const [spinpair, root, wdk, scratch] = process.argv.slice(2).map((each) => path.resolve(each));
const folder = path.join(scratch, 'driver');
const extension = path.join(root, 'editors/vscode');
const manifest = JSON.parse(fs.readFileSync(path.join(extension, 'package.json'), 'utf8'));
const parts = require(path.join(extension, 'src/parts.js'));
const uri = (name) => pathToFileURL(path.join(folder, name)).href;

/** Requests, responses and notifications over the standard streams of a server. */
class Connection {
  constructor(command, args) {
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = new Map();
    this.listeners = new Map();
    this.messages = [];
    this.last = 0;
    let data = Buffer.alloc(0);
    this.process.stdout.on('data', (more) => {
      data = Buffer.concat([data, more]);
      for (;;) {
        const end = data.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/i.exec(data.subarray(0, end))[1]);
        if (data.length < end + 4 + length) return;
        const body = JSON.parse(data.subarray(end + 4, end + 4 + length));
        data = data.subarray(end + 4 + length);
        this.take(body);
      }
    });
  }

  take(message) {
    if (message.method && message.id !== undefined) {
      this.send({ id: message.id, result: null });
    } else if (message.method) {
      this.messages.push(message);
      for (const each of this.listeners.get(message.method) ?? []) each(message.params);
    } else {
      this.waiting.get(message.id)(message);
      this.waiting.delete(message.id);
    }
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  ask(method, params) {
    const id = ++this.last;
    this.send({ id, method, params });
    return new Promise((resolve, reject) => this.waiting.set(id, (message) =>
      message.error ? reject(new Error(message.error.message)) : resolve(message.result)));
  }

  on(method, listener) {
    this.listeners.set(method, [...(this.listeners.get(method) ?? []), listener]);
  }
}

function eventually(condition, what) {
  const begin = Date.now();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (condition()) resolve();
      else if (Date.now() - begin > 60000) reject(new Error(`waited in vain for ${what}`));
      else setTimeout(look, 20);
    };
    look();
  });
}

//---- stand-ins -----------------------------------------------------------------------------

const editor = { settings: {}, commands: new Map(), shown: [], messages: [], log: '', client: null, panels: [],
                 changed: null };

const TransportKind = { stdio: 0 };

/** As far as the extension uses it; it does what version 9.0.1 of the real one does. */
class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, { server, options, features: [], listeners: [] });
    editor.client = this;
  }
  registerFeature(feature) { this.features.push(feature); }
  onNotification(method, listener) { this.listeners.push([method, listener]); }
  async start() {
    if (!fs.existsSync(this.server.command)) throw new Error(`spawn ${this.server.command} ENOENT`);
    const option = this.server.transport === TransportKind.stdio ? ['--stdio'] : [];
    this.connection = new Connection(this.server.command, [...this.server.args, ...option]);
    for (const [method, listener] of this.listeners) this.connection.on(method, listener);
    const capabilities = {};
    for (const each of this.features) each.fillClientCapabilities(capabilities);
    const answer = await this.connection.ask('initialize', {
      processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities,
      initializationOptions: this.options.initializationOptions });
    this.capabilities = answer.capabilities;
    for (const command of this.capabilities.executeCommandProvider.commands) {
      vscode.commands.registerCommand(command, (...args) =>
        this.options.middleware.executeCommand(command, args, (its, given) =>
          this.connection.ask('workspace/executeCommand', { command: its, arguments: given })));
    }
    this.connection.send({ method: 'initialized', params: {} });
  }
  async stop() {
    if (!this.connection) throw new Error('it does not run');
    for (const command of this.capabilities.executeCommandProvider.commands) {
      editor.commands.delete(command);
    }
    await this.connection.ask('shutdown', null);
    this.connection.send({ method: 'exit' });
    await new Promise((resolve) => this.connection.process.on('exit', resolve));
    assert.strictEqual(this.connection.process.exitCode, 0);
  }
}

const vscode = {
  ViewColumn: { Beside: -2, One: 1 },
  Uri: { file: (path) => ({ scheme: 'file', path }) },
  Position: class { constructor(line, character) { Object.assign(this, { line, character }); } },
  Range: class { constructor(start, end) { Object.assign(this, { start, end }); } },
  StatusBarAlignment: { Left: 1 },
  workspace: {
    getConfiguration: (section) => ({
      get: (name) => editor.settings[name] ??
        manifest.contributes.configuration.properties[`${section}.${name}`].default }),
    openTextDocument: async (options) => options,
    onDidChangeConfiguration: (listener) => { editor.changed = listener; return {}; },
  },
  window: {
    createOutputChannel: () => ({ append: (text) => { editor.log += text; },
                                  appendLine: (text) => { editor.log += `${text}\n`; },
                                  show: () => { editor.shown.push('output'); } }),
    createStatusBarItem: () => (editor.status = { show() {} }),
    showTextDocument: async (document, options) =>
      editor.shown.push(document.content ?? [document.path, options.selection.start]),
    createWebviewPanel: (type, title, column, options) => {
      editor.panels.push({ options, title, webview: { html: '' }, reveal() {},
                           onDidDispose(listener) { this.dispose = listener; } });
      return editor.panels.at(-1);
    },
    showInformationMessage: (text) => editor.messages.push(text),
  },
  commands: {
    registerCommand: (name, run) => {
      assert(!editor.commands.has(name), `${name} is registered twice`);
      editor.commands.set(name, run);
      return {};
    },
    executeCommand: async (name, ...args) => {
      if (name !== 'vscode.executeCodeLensProvider') return editor.commands.get(name)(...args);
      return editor.client.connection.ask('textDocument/codeLens', { textDocument: { uri: args[0] } });
    },
  },
};

const load = Module._load;
Module._load = (request, ...rest) => {
  if (request === 'vscode') return vscode;
  if (request === 'vscode-languageclient/node') return { LanguageClient, TransportKind };
  return load(request, ...rest);
};

//---- tests ---------------------------------------------------------------------------------

function makeProject() {
  fs.rmSync(scratch, { recursive: true, force: true });
  fs.cpSync(path.join(root, 'examples/miniport'), folder, { recursive: true });
  const units = fs.readdirSync(folder).filter((each) => each.endsWith('.c'));
  fs.writeFileSync(path.join(folder, 'compile_commands.json'), JSON.stringify(units.map((file) => (
    { directory: folder, file, command: `cc -I${wdk} -c ${file}` }))));
}

function run(...args) {
  return spawnSync(spinpair, args, { cwd: folder, encoding: 'utf8' }).stdout;
}

function checkManifest() {
  for (const each of [manifest.main, 'README.md', 'LICENSE']) {
    assert(fs.existsSync(path.join(extension, each)), `${each} is missing`);
  }
  assert.strictEqual(fs.readFileSync(path.join(extension, 'LICENSE'), 'utf8'),
                     fs.readFileSync(path.join(root, 'LICENSE'), 'utf8'));
  // The settings are those of the server, with the same defaults, and the documents have them.
  const settings = manifest.contributes.configuration.properties;
  const defaults = parts.serverSettings(() => undefined);
  assert.deepStrictEqual(Object.keys(settings).sort(),
                         ['path', ...Object.keys(defaults)].map((each) => `spinpair.${each}`).sort());
  const guide = fs.readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
  const readme = fs.readFileSync(path.join(extension, 'README.md'), 'utf8');
  for (const [name, value] of Object.entries(defaults)) {
    assert.deepStrictEqual(settings[`spinpair.${name}`].default, value, name);
    assert(guide.includes(`| \`${name}\` |`), `docs/editors.md lacks ${name}`);
  }
  for (const name of Object.keys(settings)) assert(readme.includes(`| \`${name}\` |`), name);
  const version = /VERSION (\d+\.\d+\.\d+)/.exec(fs.readFileSync(path.join(root, 'CMakeLists.txt'), 'utf8'))[1];
  assert.strictEqual(manifest.version, version);
}

function checkMatcher() {
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const matcher = new RegExp(pattern.regexp);
  const found = JSON.parse(run('--no-cache', '--quiet', '--report', 'json')).findings.map((each) =>
    [each.file, `${each.line}`, `${each.column}`, each.message, each.checker].join('\n')).sort();
  const matched = run('--no-cache', '--quiet', '--report', 'line').split('\n')
    .map((line) => matcher.exec(line)).filter(Boolean)
    .map((each) => ['file', 'line', 'column', 'message', 'code'].map((part) => each[pattern[part]])
      .join('\n').replace(/, at \S+:\d+\n/, '\n')) // where the lock operation itself is
    .sort();
  assert(found.length > 0);
  assert.deepStrictEqual(matched, found);
  const guide = fs.readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
  assert(guide.includes('$spinpair'));
}

function checkParts() {
  assert.strictEqual(parts.statusOf([]).text, 'spinpair');
  assert.deepStrictEqual(parts.sumOf([{ proved: 2, clean: 1 }, { proved: 3, undecided: 4 }]),
                         { proved: 5, clean: 1, reported: 0, undecided: 4 });
  const lens = (line, command = 'spinpair.explainFunction') =>
    ({ range: { start: { line } }, command: { command } });
  const lenses = [lens(10), lens(30), lens(31, 'other')];
  assert.strictEqual(parts.lensAt(lenses, 9), undefined);
  assert.strictEqual(parts.lensAt(lenses, 29), lenses[0]);
  assert.strictEqual(parts.lensAt(lenses, 40), lenses[1]);
  assert.strictEqual(parts.lensAt(undefined, 1), undefined);
  assert.strictEqual(parts.ledgerFirst('<main>\n$&</main>'), '<main>\n$&</main>');
}

/** The view has the ledger of the page that the command writes, of texts that are not saved. */
async function checkLedger(text) {
  const panelOf = async () => {
    await editor.commands.get('spinpair.ledger')();
    return editor.panels.at(-1);
  };
  const panel = await panelOf();
  const page = run('--no-cache', '--quiet', '--report', 'html', '--link-template', parts.LINK_TEMPLATE);
  const ledgerOf = (html) => /<section id="ledger"[^]*?<\/section>/.exec(html)[0];
  assert(ledgerOf(page).includes('SqSubmit'));
  assert.strictEqual(ledgerOf(panel.webview.html), ledgerOf(page));
  assert(panel.webview.html.includes(`<main>\n${ledgerOf(page)}`));
  const sorted = (html) => html.replace(/<dl class="run">[^]*?<\/dl>/, '').split('\n').sort();
  assert.deepStrictEqual(sorted(panel.webview.html), sorted(page)); // nothing is lost but the command
  assert.deepStrictEqual(panel.options.enableCommandUris, [parts.PLACE_COMMAND]);
  assert.deepStrictEqual(panel.options.localResourceRoots, []);
  // A link of it opens its place, as the editor would do that.
  const href = /href="command:([^"?]+)\?([^"]+io\.c[^"]+)"/.exec(ledgerOf(panel.webview.html));
  assert.strictEqual(href[1], parts.PLACE_COMMAND);
  const [file, line, column] = JSON.parse(decodeURIComponent(href[2]));
  await editor.commands.get(href[1])(file, line, column);
  const [shown, place] = editor.shown.pop();
  assert.strictEqual(shown, path.join(folder, 'io.c'));
  assert(/Sq\w*Lock|StorPortAcquire|SqSubmit/.test(text.split('\n')[place.line]), place);
  // Once more: the same view, with what is typed meanwhile.
  editor.client.connection.send({ method: 'textDocument/didChange', params: {
    textDocument: { uri: uri('io.c'), version: 2 },
    contentChanges: [{ text: text.replaceAll('SqSubmit', 'SqSubmitAnew') }] } });
  assert.strictEqual(await panelOf(), panel);
  assert(ledgerOf(panel.webview.html).includes('SqSubmitAnew'));
  panel.dispose();
  assert.notStrictEqual(await panelOf(), panel);
  editor.client.connection.send({ method: 'textDocument/didChange', params: {
    textDocument: { uri: uri('io.c'), version: 3 }, contentChanges: [{ text }] } });
}

async function checkSession() {
  editor.settings = { path: spinpair, debounce: 1, inlayHints: true };
  const { activate, deactivate } = require(path.join(extension, manifest.main));
  await activate({ subscriptions: [] });
  for (const { command } of manifest.contributes.commands) {
    assert(editor.commands.has(command), `${command} is not registered`);
    // The client registers those of the server itself.
    assert(!editor.client.capabilities.executeCommandProvider.commands.includes(command), command);
  }
  for (const each of ['hoverProvider', 'referencesProvider', 'inlayHintProvider', 'codeLensProvider',
                      'codeActionProvider']) {
    assert(editor.client.capabilities[each], each);
  }
  // The status bar has the counts of the command.
  await eventually(() => editor.status.text !== 'spinpair', 'the counts');
  const { counts } = JSON.parse(run('--no-cache', '--quiet', '--report', 'json'));
  assert.deepStrictEqual(editor.status, { ...editor.status, ...parts.statusOf([counts]) });
  for (const each of parts.VERDICTS) assert(editor.status.tooltip.includes(`${counts[each]} ${each}`));
  // 'Explain function' shows what the command says.
  const text = fs.readFileSync(path.join(folder, 'io.c'), 'utf8');
  editor.client.connection.send({ method: 'textDocument/didOpen', params: { textDocument: {
    uri: uri('io.c'), languageId: 'c', version: 1, text } } });
  const line = text.split('\n').findIndex((each) => each.includes('SqLockQueue(Adapter, Queue, &Handle)'));
  vscode.window.activeTextEditor = { document: { uri: uri('io.c') }, selection: { active: { line } } };
  await editor.commands.get('spinpair.explain')();
  assert.strictEqual(editor.shown.pop(), run('explain-function', '-p', '.', 'SqSubmit'));
  vscode.window.activeTextEditor.selection.active.line = 0;
  await editor.commands.get('spinpair.explain')();
  assert.deepStrictEqual(editor.messages, ['spinpair: no function here uses a lock']);
  await checkLedger(text);
  await editor.commands.get('spinpair.showOutput')();
  assert.strictEqual(editor.shown.pop(), 'output');
  // The setting of the hints comes to the server.
  const hints = () => editor.client.connection.ask('textDocument/inlayHint', {
    textDocument: { uri: uri('io.c') },
    range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } } });
  assert((await hints()).length > 0);
  editor.client.connection.send({ method: 'workspace/didChangeConfiguration',
                                  params: { settings: { spinpair: { inlayHints: false } } } });
  assert.deepStrictEqual(await hints(), []);
  // Another program is another server; one that is not there is said to be so.
  const before = editor.client;
  editor.settings.path = path.join(scratch, 'nowhere');
  await editor.changed({ affectsConfiguration: (name) => name === 'spinpair.path' });
  assert.notStrictEqual(editor.client, before);
  assert(editor.status.text.includes('$(error)') && editor.log.includes('nowhere lsp'), editor.log);
  editor.settings.path = spinpair;
  await editor.commands.get('spinpair.restart')();
  await eventually(() => editor.status.text.includes('$(pass)'), 'the counts once more');
  await deactivate();
}

async function main() {
  makeProject();
  execFileSync(process.execPath, ['--check', path.join(extension, manifest.main)]);
  checkManifest();
  checkMatcher();
  checkParts();
  await checkSession();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
}).then(() => process.exit());

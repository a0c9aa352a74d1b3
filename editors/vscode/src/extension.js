// The client: starts 'spinpair lsp', and shows what has no place in the protocol.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const parts = require('./parts');

let client;
let output;
let status;
let ledger; // the view, if it is open
const counts = new Map(); // by folder

function settings() {
  const all = vscode.workspace.getConfiguration('spinpair');
  return (name) => all.get(name);
}

function showStatus() {
  const { text, tooltip } = parts.statusOf([...counts.values()]);
  status.text = text;
  status.tooltip = tooltip;
  status.show();
}

/** What the server tells of a function goes to a document beside the code. */
async function showText(text) {
  const document = await vscode.workspace.openTextDocument({ content: text, language: 'plaintext' });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside, true);
}

/** The report page goes to a view of its own, the ledger in front. */
function showPage(page) {
  if (!ledger) {
    ledger = vscode.window.createWebviewPanel(
      'spinpair.ledger', 'spinpair: lock ledger',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [],
        enableCommandUris: [parts.PLACE_COMMAND] });
    ledger.onDidDispose(() => { ledger = undefined; });
  }
  ledger.webview.html = parts.ledgerFirst(page);
  ledger.reveal(undefined, true);
}

/** What the server's commands tell. */
function show(command, told) {
  if (command === 'spinpair.explainFunction') return showText(told);
  if (command === 'spinpair.reportPage') return showPage(told);
  return output.append(told);
}

function newClient() {
  // Without a transport it is stdio: with that one, the client would add an option.
  const server = parts.serverCommand(settings());
  const created = new LanguageClient('spinpair', 'spinpair', server, {
    documentSelector: ['c', 'cpp'].map((language) => ({ scheme: 'file', language })),
    initializationOptions: parts.serverSettings(settings()),
    synchronize: { configurationSection: 'spinpair' },
    outputChannel: output,
    middleware: {
      executeCommand: async (command, args, next) => {
        const told = await next(command, args);
        if (typeof told === 'string') await show(command, told);
        return told;
      },
    },
  });
  created.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { ...capabilities.experimental, spinpairStatus: true };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  });
  created.onNotification('spinpair/status', ({ folder, counts: its }) => {
    its ? counts.set(folder, its) : counts.delete(folder);
    showStatus();
  });
  return created;
}

async function start() {
  counts.clear();
  showStatus();
  client = newClient();
  try {
    await client.start();
  } catch (error) {
    output.appendLine(`'${parts.serverCommand(settings()).command} lsp' cannot be started: ${error}`);
    output.appendLine("The setting 'spinpair.path' says where it is.");
    status.text = 'spinpair $(error)';
    status.tooltip = 'The server cannot be started; a click shows why.';
  }
}

async function stop() {
  const old = client;
  client = undefined;
  try {
    await old?.stop();
  } catch {
    // It never ran.
  }
}

/** Explains the function that the cursor is in. */
async function explain() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const lenses = await vscode.commands.executeCommand(
    'vscode.executeCodeLensProvider', editor.document.uri, 1000);
  const lens = parts.lensAt(lenses, editor.selection.active.line);
  if (lens) await vscode.commands.executeCommand(lens.command.command, ...lens.command.arguments);
  else vscode.window.showInformationMessage('spinpair: no function here uses a lock');
}

/** Shows every acquire of the program, and what gives the lock back. */
async function showLedger() {
  const folder = vscode.window.activeTextEditor?.document.uri ??
    vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return;
  await vscode.commands.executeCommand('spinpair.reportPage', folder.toString(), parts.LINK_TEMPLATE);
}

/** Shows a place that the view links to. */
async function openPlace(file, line, column) {
  const place = new vscode.Position(Math.max(line - 1, 0), Math.max(column - 1, 0));
  await vscode.window.showTextDocument(vscode.Uri.file(file), {
    viewColumn: vscode.ViewColumn.One, selection: new vscode.Range(place, place) });
}

async function activate(context) {
  output = vscode.window.createOutputChannel('spinpair');
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  status.command = 'spinpair.showOutput';
  context.subscriptions.push(
    output, status,
    vscode.commands.registerCommand('spinpair.explain', explain),
    vscode.commands.registerCommand('spinpair.ledger', showLedger),
    vscode.commands.registerCommand(parts.PLACE_COMMAND, openPlace),
    vscode.commands.registerCommand('spinpair.restart', async () => { await stop(); await start(); }),
    vscode.commands.registerCommand('spinpair.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('spinpair.path')) { // the server is told of the others
        await stop();
        await start();
      }
    }));
  await start();
}

module.exports = { activate, deactivate: stop };

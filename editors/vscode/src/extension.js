// The client: starts 'spinpair lsp', and shows what has no place in the protocol.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const parts = require('./parts');

let client;
let output;
let status;
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
        if (typeof told === 'string') {
          await (command === 'spinpair.explainFunction' ? showText(told) : output.append(told));
        }
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

async function activate(context) {
  output = vscode.window.createOutputChannel('spinpair');
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  status.command = 'spinpair.showOutput';
  context.subscriptions.push(
    output, status,
    vscode.commands.registerCommand('spinpair.explain', explain),
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

// What needs no editor: settings and words.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
'use strict';

const VERDICTS = ['proved', 'clean', 'reported', 'undecided'];

/** What the server takes as initializationOptions; `get` reads a setting. */
function serverSettings(get) {
  return {
    arguments: get('arguments') ?? [],
    debounce: get('debounce') ?? 300,
    inlayHints: get('inlayHints') ?? false,
  };
}

/** How the server is started. */
function serverCommand(get) {
  return { command: get('path') || 'spinpair', args: ['lsp'] };
}

/** The counts of several folders, from what the server said of each. */
function sumOf(counts) {
  const sum = Object.fromEntries(VERDICTS.map((each) => [each, 0]));
  for (const its of counts) {
    for (const each of VERDICTS) sum[each] += its[each] ?? 0;
  }
  return sum;
}

/** The text of the status bar, and what is shown above it. */
function statusOf(counts) {
  if (counts.length === 0) return { text: 'spinpair', tooltip: 'Nothing is analysed yet.' };
  const sum = sumOf(counts);
  const told = VERDICTS.map((each) => `${sum[each]} ${each}`);
  return {
    text: `spinpair $(pass) ${sum.proved} $(check) ${sum.clean} ` +
      `$(warning) ${sum.reported} $(question) ${sum.undecided}`,
    tooltip: `Functions that use locks: ${told.join(', ')}.`,
  };
}

/** The code lens of the function that a line, from 0, is in. */
function lensAt(lenses, line) {
  let best;
  for (const each of lenses ?? []) {
    const from = each.range.start.line;
    if (each.command?.command === 'spinpair.explainFunction' && from <= line &&
        (!best || best.range.start.line < from)) {
      best = each;
    }
  }
  return best;
}

/** What the report page makes of a place: a link that runs a command of the extension. */
const PLACE_COMMAND = 'spinpair.openPlace';
const LINK_TEMPLATE = `command:${PLACE_COMMAND}?%5B%22{file}%22,{line},{column}%5D`;

/** The report page with the ledger in front of the rest. */
function ledgerFirst(page) {
  const section = /^<section id="ledger"[^]*?^<\/section>\n/m.exec(page)?.[0];
  if (!section) return page;
  return page.replace(section, () => '').replace('<main>\n', () => `<main>\n${section}`);
}

module.exports = {
  PLACE_COMMAND, LINK_TEMPLATE, ledgerFirst,
  VERDICTS, serverSettings, serverCommand, sumOf, statusOf, lensAt,
};

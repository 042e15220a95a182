// A day with a journal, told to the server with the library that VS Code's own client is made of.
// It can do what VS Code can, and all that it is answered must be what VS Code's types say.

'use strict';

const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { fileURLToPath, pathToFileURL } = require('url');
const lsp = require('vscode-languageserver-protocol/node');

const seen = [];
const see = (...words) => seen.push(words.join(': '));

function checked(kind, value) {
  if (!kind.is(value)) throw new Error(`not as VS Code has it: ${JSON.stringify(value)}`);
  return value;
}

function some(kind, values) {
  if (!values.length) throw new Error('nothing is answered');
  return values.map((value) => checked(kind, value));
}

const server = spawn('touchline', ['lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const ended = new Promise((resolve) => server.on('exit', resolve));
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
const ask = (request, params) => connection.sendRequest(request.type, params);
const tell = (notification, params) => connection.sendNotification(notification.type, params);

// What this client shows it asks for each time anew.
for (const request of [lsp.DiagnosticRefreshRequest, lsp.InlayHintRefreshRequest,
  lsp.CodeLensRefreshRequest]) {
  connection.onRequest(request.type, () => {});
}
connection.listen();

const capabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceFolders: true,
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    diagnostic: { relatedDocumentSupport: false },
    completion: {
      contextSupport: true,
      completionItem: {
        snippetSupport: true, insertReplaceSupport: true, labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    codeAction: {
      isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    foldingRange: { lineFoldingOnly: true },
    semanticTokens: {
      requests: { range: true, full: { delta: true } },
      tokenTypes: ['namespace', 'keyword', 'string'], tokenModifiers: [], formats: ['relative'],
    },
  },
};

// The texts that are open, by address.
const texts = new Map();

async function open(address) {
  const text = fs.readFileSync(fileURLToPath(address), 'utf8');
  texts.set(address, lsp.TextDocument.create(address, 'touchline', 1, text));
  const textDocument = { uri: address, languageId: 'touchline', version: 1, text };
  await tell(lsp.DidOpenTextDocumentNotification, { textDocument });
}

async function edit(address, edits) {
  const before = texts.get(address);
  const version = before.version + 1;
  const text = lsp.TextDocument.applyEdits(before, some(lsp.TextEdit, edits));
  texts.set(address, lsp.TextDocument.create(address, 'touchline', version, text));
  // The last comes first, as from VS Code: so no change moves the places of another.
  const later = (one, other) =>
    before.offsetAt(other.range.start) - before.offsetAt(one.range.start);
  const contentChanges = [...edits].sort(later)
    .map(({ range, newText }) => ({ range, text: newText }));
  const textDocument = { uri: address, version };
  await tell(lsp.DidChangeTextDocumentNotification, { textDocument, contentChanges });
}

async function apply(changes) {
  checked(lsp.WorkspaceEdit, changes);
  for (const { textDocument, edits } of some(lsp.TextDocumentEdit, changes.documentChanges)) {
    if (!texts.has(textDocument.uri)) {
      if (textDocument.version !== null) throw new Error('it has no version: it is not open');
      await open(textDocument.uri);
    } else if (textDocument.version !== texts.get(textDocument.uri).version) {
      throw new Error(`this is for version ${textDocument.version}`);
    }
    await edit(textDocument.uri, edits);
  }
}

async function save() {
  for (const [address, document] of texts) {
    fs.writeFileSync(fileURLToPath(address), document.getText());
    await tell(lsp.DidSaveTextDocumentNotification, { textDocument: { uri: address } });
  }
}

const folder = pathToFileURL(process.cwd()).href;
const main = `${folder}/main.touch`;
const textDocument = { uri: main };
const text = () => texts.get(main);

function at(words) {
  const offset = text().getText().indexOf(words);
  if (offset < 0) throw new Error(`no ${words}`);
  return text().positionAt(offset);
}

async function findings() {
  const { kind, items } = await ask(lsp.DocumentDiagnosticRequest, { textDocument });
  if (kind !== 'full') throw new Error(`findings are ${kind}`);
  return items.map((finding) => checked(lsp.Diagnostic, finding));
}

// Types words at the end, and takes the first of what is offered for them.
async function complete(words) {
  const end = text().positionAt(text().getText().length);
  await edit(main, [{ range: { start: end, end }, newText: words }]);
  const position = text().positionAt(text().getText().length);
  const context = { triggerKind: lsp.CompletionTriggerKind.Invoked };
  const { items } = await ask(lsp.CompletionRequest, { textDocument, position, context });
  const edits = some({ is: (edit) => lsp.TextEdit.is(edit) || lsp.InsertReplaceEdit.is(edit) },
    items.map((item) => item.textEdit));
  const start = (edits[0].insert || edits[0].range).start;
  const typed = text().getText({ start, end: position }).toLowerCase();
  const fitting = items.filter((item) => item.filterText.toLowerCase().startsWith(typed));
  fitting.sort((one, other) => (one.sortText < other.sortText ? -1 : 1));
  const item = await ask(lsp.CompletionResolveRequest, fitting[0]);
  const { insert, range, newText } = item.textEdit;
  await edit(main, [{ range: insert || range, newText }]);
}

// All that VS Code asks for by itself, of a text that is shown.
async function show() {
  const everything = { start: { line: 0, character: 0 }, end: text().positionAt(Infinity) };
  const options = { tabSize: 4, insertSpaces: true };
  const position = at('Étoile -> sant');
  const place = { textDocument, position };
  some(lsp.DocumentSymbol, await ask(lsp.DocumentSymbolRequest, { textDocument }));
  const symbols = await ask(lsp.WorkspaceSymbolRequest, { query: 'étoile' });
  some(lsp.Location, symbols.map((symbol) => symbol.location));
  some(lsp.FoldingRange, await ask(lsp.FoldingRangeRequest, { textDocument }));
  some(lsp.DocumentLink, await ask(lsp.DocumentLinkRequest, { textDocument }));
  const highlights = await ask(lsp.DocumentHighlightRequest, place);
  some(lsp.Range, highlights.map((highlight) => highlight.range));
  some(lsp.SelectionRange,
    await ask(lsp.SelectionRangeRequest, { textDocument, positions: [position] }));
  some(lsp.InlayHint, await ask(lsp.InlayHintRequest, { textDocument, range: everything }));
  some(lsp.CodeLens, await ask(lsp.CodeLensRequest, { textDocument }));
  some(lsp.TextEdit,
    await ask(lsp.DocumentRangeFormattingRequest, { textDocument, range: everything, options }));
  checked(lsp.SemanticTokens, await ask(lsp.SemanticTokensRequest, { textDocument }));
  checked(lsp.SemanticTokens,
    await ask(lsp.SemanticTokensRangeRequest, { textDocument, range: everything }));
  checked(lsp.Location, [await ask(lsp.DefinitionRequest, place)].flat()[0]);
}

async function live() {
  await ask(lsp.InitializeRequest, {
    processId: process.pid, rootUri: folder, capabilities,
    workspaceFolders: [{ uri: folder, name: 'day' }],
    initializationOptions: { inlayHints: true, codeLens: true },
  });
  await tell(lsp.InitializedNotification, {});
  await open(main);
  for (const { code, range } of await findings()) see('finding', code, text().getText(range));
  await show();

  const hover = checked(lsp.Hover,
    await ask(lsp.HoverRequest, { textDocument, position: at('Étoile -> sant') }));
  see('hover', hover.contents.value.split('\n')[0].replace(/\*/g, ''));

  const everywhere = await ask(lsp.ReferencesRequest,
    { textDocument, position: at('Étoile -> sant'), context: { includeDeclaration: true } });
  for (const { uri, range } of some(lsp.Location, everywhere)) {
    see('named', path.relative('.', fileURLToPath(uri)), range.start.line + 1);
  }

  const range = { start: at('sant'), end: at('sant') };
  const context = { diagnostics: await findings() };
  const actions = some(lsp.CodeAction,
    await ask(lsp.CodeActionRequest, { textDocument, range, context }));
  for (const { title } of actions) see('action', title);
  await apply(actions[0].edit);
  if ((await findings()).length) throw new Error('the finding stays');

  const place = { textDocument, position: at('Étoile -> sent') };
  const named = await ask(lsp.PrepareRenameRequest, place);
  if (!lsp.Range.is(named.range || named)) throw new Error('there is nothing to rename');
  await apply(await ask(lsp.RenameRequest, { ...place, newName: 'Lumière 𝄞 Étoile' }));

  await complete('2026-03-24 call Lum');
  await complete(' -> voi');

  const options = { tabSize: 4, insertSpaces: true };
  await edit(main, await ask(lsp.DocumentFormattingRequest, { textDocument, options }));
  await save();
  await ask(lsp.ShutdownRequest);
  await tell(lsp.ExitNotification);
  const code = await ended;
  if (code !== 0) throw new Error(`the server ends with ${code}`);
}

const patience = new Promise((_, reject) => {
  setTimeout(reject, 60000, new Error('in vain')).unref();
});
Promise.race([live(), patience])
  .catch((trouble) => see('trouble', trouble.stack))
  .finally(() => {
    fs.writeFileSync('seen.txt', seen.map((line) => `${line}\n`).join(''));
    connection.dispose();
    server.kill();
  });

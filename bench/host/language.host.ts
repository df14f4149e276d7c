// Runs inside of the extension host: `npm run bench:language` (bench/language.mjs) says what it measures.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import * as checker from '../../src/vscode/chunks/checker';
import { LiveCheck } from '../../src/vscode/diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../../src/vscode/diagnostics/publisher';
import type { PredictionDocuments } from '../../src/vscode/documents/predictionDocuments';
import { ConfigCompletion } from '../../src/vscode/language/configCompletion';
import { ConfigHover } from '../../src/vscode/language/configHover';
import { NameColours } from '../../src/vscode/language/nameColours';
import { Structure } from '../../src/vscode/language/structure';
import { ValueHints } from '../../src/vscode/language/valueHints';
import type { LanguageFile, LanguageResult, LanguageTask } from './task';

const task: LanguageTask = JSON.parse(readFileSync(process.env.LSP_BENCH_LANGUAGE ?? '', 'utf8'));
const results: LanguageResult[] = [];
/** Lines that an editor shows. */
const SIGHT = 60;
const token = new vscode.CancellationTokenSource().token;
/** Of another labeling config nothing is told here. */
const configs = { onDidChange: new vscode.EventEmitter<never>().event } as never;

interface Question {
  name: string;
  /** What the place is looked for by, and how far behind its start. */
  at: string;
  ask(document: vscode.TextDocument, position: vscode.Position, sight: vscode.Range): unknown;
}

/** What is asked, as VS Code asks it. A new provider is one entry more. */
function questionsOf(live: LiveCheck): Question[] {
  const publisher = { liveOf: () => live } as unknown as DiagnosticsPublisher;
  const readers = { publisher, documents: { find: () => live.found } as unknown as PredictionDocuments };
  const completion = new ConfigCompletion(readers);
  const hover = new ConfigHover(readers);
  const structure = new Structure(readers);
  const colours = new NameColours(readers);
  const hints = new ValueHints(readers, configs);
  return [
    {
      name: 'completion',
      at: '"from_name": "',
      ask: (document, at) => completion.provideCompletionItems(document, at, token),
    },
    { name: 'hover', at: '"type": "', ask: (document, at) => hover.provideHover(document, at, token) },
    { name: 'outline', at: '"id": ', ask: (document) => structure.provideDocumentSymbols(document, token) },
    {
      name: 'selection',
      at: '"from_name": "',
      ask: (document, at) => structure.provideSelectionRanges(document, [at], token),
    },
    {
      name: 'tokens',
      at: '"id": ',
      ask: (document, _, sight) => colours.provideDocumentRangeSemanticTokens(document, sight, token),
    },
    { name: 'hints', at: '"id": ', ask: (document, _, sight) => hints.provideInlayHints(document, sight, token) },
  ];
}

describe('language features', function () {
  this.timeout(0);

  before(async () => {
    const { update } = vscode.workspace.getConfiguration();
    await update('workbench.editorLargeFileConfirmation', 1024, vscode.ConfigurationTarget.Workspace);
    await update('labelStudio.inlayHints', true, vscode.ConfigurationTarget.Workspace);
  });

  for (const file of task.files) {
    it(file.name, async () => {
      results.push(await measure(file));
      writeFileSync(task.out, JSON.stringify(results));
    });
  }
});

async function measure(file: LanguageFile): Promise<LanguageResult> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  // A name that is none of ours: the extension itself leaves it alone.
  const path = join(folder.fsPath, `language-${file.name.replaceAll(/\W+/g, '-')}.txt`);
  copyFileSync(file.file, path);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const { config } = parseLabelingConfig(readFileSync(file.configFile, 'utf8'));
  const collection = vscode.languages.createDiagnosticCollection('bench-language');
  const found = { form: file.form, expects: 'task', because: 'asked', languageService: 'own' } as const;
  const live = new LiveCheck(document, found, checker, collection, config, (error) => assert.fail(String(error)));
  const edits = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document && event.contentChanges.length > 0) live.changed(event);
  });
  try {
    while (live.check.isBusy) await sleep(20);
    return { name: file.name, characters: document.getText().length, times: await askAll(editor, live) };
  } finally {
    edits.dispose();
    live.dispose();
    collection.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

async function askAll(editor: vscode.TextEditor, live: LiveCheck): Promise<Record<string, number[]>> {
  const { document } = editor;
  const times: Record<string, number[]> = {};
  const text = document.getText();
  for (const { name, at, ask } of questionsOf(live)) {
    const taken: number[] = [];
    for (let n = 0; n < task.count + task.warmups; n++) {
      // Places all over the file, each behind an edit, after which VS Code itself has things to work out anew.
      const from = Math.floor(text.length * ((n * 0.618) % 0.96) + 1_000);
      const place = document.positionAt(placeOf(text, at, from));
      const line = document.lineAt(place.line).range.start;
      const sight = new vscode.Range(
        place,
        new vscode.Position(Math.min(place.line + SIGHT, document.lineCount - 1), 0),
      );
      editor.revealRange(sight, vscode.TextEditorRevealType.AtTop);
      const isEdit = file(document) === 'lines';
      if (isEdit) await editor.edit((edit) => edit.insert(line, n % 2 === 0 ? ' ' : '\t'));
      while (live.check.isBusy) await sleep(5);
      const start = performance.now();
      const answer = await ask(document, isEdit ? place.translate(0, 1) : place, sight);
      const took = performance.now() - start;
      // Of what has no answer no time is told.
      if (answer && n >= task.warmups) taken.push(took);
      if (isEdit) await editor.edit((edit) => edit.delete(new vscode.Range(line, line.translate(0, 1))));
      while (live.check.isBusy) await sleep(5);
    }
    times[name] = taken;
  }
  return times;
}

/** Blanks may not stand before a line of JSONL that is checked at once; the file is asked as it is. */
function file(document: vscode.TextDocument): 'lines' | 'whole' {
  return document.lineCount > 100_000 ? 'lines' : 'whole';
}

/** The next place of a key, written with a blank or without one. */
function placeOf(text: string, at: string, from: number): number {
  const short = at.replace(': ', ':');
  const found = text.indexOf(at, from);
  if (found >= 0) return found + at.length;
  const other = text.indexOf(short, from);
  assert.ok(other >= 0, `${at} is not behind ${from}`);
  return other + short.length;
}

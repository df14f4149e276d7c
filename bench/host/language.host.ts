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
import { processorTime } from './probe';
import { type Question, questionsOf } from './questions';
import type { LanguageFile, LanguageResult, LanguageTask } from './task';

const task: LanguageTask = JSON.parse(readFileSync(process.env.LSP_BENCH_LANGUAGE ?? '', 'utf8'));
const results: LanguageResult[] = [];
/** Processor time is told in ticks; in less than so many milliseconds other programs have seldom had a turn. */
const TICK = 10;
/** Lines that an editor shows. */
const SIGHT = 60;
/** Blanks may not stand before a line of JSONL that is checked at once; a file of few lines is asked as it is. */
const LINES = 100_000;

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
  // Names that are none of ours: the extension itself leaves them alone.
  const path = join(folder.fsPath, `language-${file.name.replaceAll(/\W+/g, '-')}`);
  copyFileSync(file.file, `${path}.txt`);
  copyFileSync(file.configFile, `${path}.config.txt`);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(`${path}.txt`));
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
    const times: Record<string, number[]> = {};
    for (const question of questionsOf(live, vscode.Uri.file(`${path}.config.txt`))) {
      times[question.name] = await asked(editor, live, question);
    }
    return { name: file.name, characters: document.getText().length, times };
  } finally {
    edits.dispose();
    live.dispose();
    collection.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** How long each of so many answers takes the thread of the host, in milliseconds that it has the processor. */
async function asked(editor: vscode.TextEditor, live: LiveCheck, { at, ask }: Question): Promise<number[]> {
  const { document } = editor;
  const text = document.getText();
  const places = placesOf(text, at);
  const taken: number[] = [];
  for (let n = 0; n < task.count + task.warmups; n++) {
    // Places all over the file, each behind an edit, after which VS Code itself has things to work out anew.
    const place = document.positionAt(places[Math.floor(places.length * ((n * 0.618) % 1))] as number);
    const line = document.lineAt(place.line).range.start;
    const last = Math.min(place.line + SIGHT, document.lineCount - 1);
    const sight = new vscode.Range(place, new vscode.Position(last, 0));
    editor.revealRange(sight, vscode.TextEditorRevealType.AtTop);
    const isEdit = document.lineCount > LINES;
    if (isEdit) await editor.edit((edit) => edit.insert(line, n % 2 === 0 ? ' ' : '\t'));
    while (live.check.isBusy) await sleep(5);
    // Neither waiting for VS Code's search of files nor what other programs do is work of the host.
    const before = performance.eventLoopUtilization();
    const processor = -processorTime();
    const answer = await ask(document, isEdit ? place.translate(0, 1) : place, sight);
    const { active } = performance.eventLoopUtilization(before);
    const took = active < TICK ? active : processor + processorTime();
    // Of what has no answer no time is told.
    if (isAnswer(answer) && n >= task.warmups) taken.push(took);
    if (isEdit) await editor.edit((edit) => edit.delete(new vscode.Range(line, line.translate(0, 1))));
    while (live.check.isBusy) await sleep(5);
  }
  return taken;
}

function isAnswer(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length > 0;
  if (answer instanceof vscode.WorkspaceEdit) return answer.size > 0;
  return answer !== undefined && answer !== null;
}

/** Where a key stands, written with a blank or without one: behind what is looked for. */
function placesOf(text: string, wanted: string): number[] {
  const at = text.includes(wanted) ? wanted : wanted.replace(': ', ':');
  const places: number[] = [];
  for (let found = text.indexOf(at); found >= 0; found = text.indexOf(at, found + 1)) places.push(found + at.length);
  assert.ok(places.length > 0, `${wanted} is nowhere`);
  return places;
}

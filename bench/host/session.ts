import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import type { FileProblem } from '../../src/core/validation/file';
import { checkText } from '../../src/vscode/chunks/checker';
import { documentText } from '../../src/vscode/documents/documentText';
import { noteGarbage } from './garbage';
import { Probe } from './probe';
import type { Asked, Block, FileTask, FirstPass, Stall, Step, Typed } from './task';

/** Between two edits, so that the host breathes. */
const PAUSE = 15;
/** After this much silence the check looks again at what it had left; so it is typed with such pauses now and then. */
const SILENCE = 400;
const SILENT_EVERY = 20;
/** While VS Code draws the place of an edit. */
const REVEAL = 30;
const PATIENCE = 60_000;

/** A large document in an editor, that is typed in. Its name is none of ours, so our extension leaves it alone. */
export class Session {
  probe: Probe | undefined;
  readonly #config: LabelingConfig | undefined;
  readonly #subscription: vscode.Disposable;
  #onChange: (event: vscode.TextDocumentChangeEvent) => void = () => {};

  private constructor(
    readonly task: FileTask,
    readonly editor: vscode.TextEditor,
    readonly collection: vscode.DiagnosticCollection,
    readonly opening: number,
  ) {
    this.#config = parseLabelingConfig(readFileSync(task.configFile, 'utf8')).config;
    const { document } = editor;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.#onChange(event);
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (textEditor.document === document) this.probe?.scrolled();
      }),
    );
  }

  static async open(task: FileTask, collection: vscode.DiagnosticCollection): Promise<Session> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    // An end of the name that makes VS Code load no language for lines of JSON, and with it our extension.
    const file = join(folder.fsPath, `big-${task.name.replaceAll(' ', '-')}.${task.form === 'json' ? 'json' : 'txt'}`);
    copyFileSync(task.file, file);
    const start = performance.now();
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    return new Session(task, editor, collection, performance.now() - start);
  }

  get document(): vscode.TextDocument {
    return this.editor.document;
  }

  /** Starts the check, and waits until it has been through the file. */
  async start(): Promise<FirstPass> {
    const { form, expects } = this.task;
    const start = performance.now();
    const found = { form, expects, because: 'asked', languageService: 'own' } as const;
    const probe = new Probe(this.document, found, this.collection, this.#config);
    this.probe = probe;
    await this.#idle(probe);
    const last = probe.slices.at(-1);
    assert.ok(last);
    const slices = probe.slices.splice(0);
    await noteGarbage(slices);
    return { wall: last.at + last.took - start, slices };
  }

  stop(): void {
    this.probe?.dispose();
    this.probe = undefined;
  }

  /** Types, with the check if it is started. */
  async type(steps: readonly Step[]): Promise<Block> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const typed: Typed[] = [];
    const before = this.probe?.slices.length ?? 0;
    delay.enable();
    for (const [index, step] of steps.entries()) {
      typed.push(await this.#step(step, index % 2 === 0));
      await sleep(index % SILENT_EVERY === 0 ? SILENCE : PAUSE);
    }
    await sleep(SILENCE);
    if (this.probe) await this.#idle(this.probe);
    delay.disable();
    const stall: Stall = { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6, mean: delay.mean / 1e6 };
    const slices = this.probe?.slices.slice(before) ?? [];
    await noteGarbage(slices);
    return { typed, slices, stall };
  }

  /** After each edit asks VS Code itself for one thing, as nobody has yet. */
  async ask(steps: readonly Step[]): Promise<Asked> {
    const { document } = this;
    const questions: [keyof Asked, (at: vscode.Position, offset: number) => unknown][] = [
      ['positionAt', (_, offset) => document.positionAt(offset)],
      ['offsetAt', () => document.offsetAt(new vscode.Position(document.lineCount, 0))],
      ['getText(range)', (at) => document.getText(new vscode.Range(at, at.translate(0, 200)))],
      ['getText()', () => document.getText()],
    ];
    const asked: Asked = { positionAt: [], offsetAt: [], 'getText(range)': [], 'getText()': [] };
    for (const [index, step] of steps.entries()) {
      const [name, ask] = questions[index % questions.length] as (typeof questions)[number];
      let took = 0;
      await this.#edit(step, ({ contentChanges: [change] }) => {
        if (!change) return;
        const start = performance.now();
        ask(change.range.start, change.rangeOffset);
        took = performance.now() - start;
      });
      asked[name].push(took);
      await sleep(PAUSE);
    }
    return asked;
  }

  /** That the check has found what a check of the text of now finds; gives how many problems. */
  verify(): number {
    const { form, expects } = this.task;
    const options = { form, expects, ...(this.#config && { config: this.#config }) };
    const fresh = [...checkText(documentText(this.document), options)].flat();
    assert.deepEqual(inOrder(this.probe?.problems() ?? []), inOrder(fresh));
    return fresh.length;
  }

  async close(): Promise<void> {
    this.stop();
    this.#subscription.dispose();
    await vscode.window.showTextDocument(this.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  async #step(step: Step, isReveal: boolean): Promise<Typed> {
    const { probe } = this;
    if (isReveal) {
      this.editor.revealRange(range(step), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      await sleep(REVEAL);
    }
    let changedAt = 0;
    let slice: Typed['slice'];
    const sent = performance.now();
    await this.#edit(step, (event) => {
      changedAt = performance.now();
      probe?.changed(event);
      slice = probe?.slices.at(-1);
    });
    const typed: Typed = { name: step.name, roundTrip: changedAt - sent };
    if (!probe) return typed;
    const shown = (): number | undefined => probe.shows.find((at) => at > changedAt);
    await until(() => shown() !== undefined);
    typed.toSet = (shown() ?? 0) - changedAt;
    if (slice) typed.slice = slice;
    return typed;
  }

  async #edit(step: Step, onChange: (event: vscode.TextDocumentChangeEvent) => void): Promise<void> {
    let isSeen = false;
    this.#onChange = (event) => {
      this.#onChange = () => {};
      isSeen = true;
      onChange(event);
    };
    const done = await this.editor.edit((edit) => edit.replace(range(step), step.text), {
      undoStopBefore: false,
      undoStopAfter: false,
    });
    assert.ok(done, `the edit ${step.name} was refused`);
    await until(() => isSeen);
  }

  #idle(probe: Probe): Promise<void> {
    return until(() => probe.isIdle);
  }
}

const range = ({ start, end }: Step): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

async function until(ask: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!ask()) {
    assert.ok(Date.now() < end, 'waited in vain');
    await sleep(2);
  }
}

/** As text, so that two lists can be compared whatever their order at the same place. */
const inOrder = (problems: readonly FileProblem[]): string[] =>
  problems.map(({ start, end, code, message }) => `${start} ${end} ${code} ${message}`).sort();

import {
  Disposable,
  languages,
  TabInputText,
  TabInputTextDiff,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { Log } from '../../core/ports';
import type { FileProblem } from '../../core/validation/file';
import type { PredictionDocument, PredictionDocuments } from '../documents/predictionDocuments';
import { DIAGNOSTIC_SOURCE } from '../ids';
import { toDiagnostics } from './toDiagnostic';

/** A pause in typing after which a document is checked, in milliseconds. */
const TYPING_PAUSE = 120;
/** A pass gives way to everything else in the host after this many milliseconds. */
const SLICE = 5;

/** The checker comes in a chunk of its own that is read when the first prediction file opens. */
export type LoadChecker = () => Promise<typeof import('../chunks/checker')>;

/** Keeps the squiggles of every open prediction document up to date. */
export class DiagnosticsPublisher implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The newest pass over each document; an older one that is still under way gives up. */
  readonly #passes = new Map<string, object>();
  /** Documents whose file is gone from the disk while their editor is still open. */
  readonly #deleted = new Set<string>();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly documents: PredictionDocuments,
    private readonly loadChecker: LoadChecker,
    private readonly log: Log,
  ) {
    // Deleting and creating outside of VS Code counts too; changes come through the documents themselves.
    const watcher = workspace.createFileSystemWatcher('**/*.{json,jsonl}', false, true, false);
    this.#subscriptions = Disposable.from(
      this.#collection,
      watcher,
      watcher.onDidDelete((uri) => this.#onDeleted(uri)),
      watcher.onDidCreate((uri) => this.#onCreated(uri)),
      workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#schedule(document, TYPING_PAUSE);
      }),
      workspace.onDidCloseTextDocument((document) => this.#forget(document.uri)),
      // VS Code keeps a document for minutes after its last editor has closed, so the tabs tell what is open.
      window.tabGroups.onDidChangeTabs(() => this.#onTabs()),
      documents.onDidChange(() => this.checkAll()),
    );
  }

  /** Checks every open document again, for example when the set of our documents has changed. */
  checkAll(): void {
    for (const document of workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: TextDocument, delay: number): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#check(document).catch((error: unknown) => this.#failed(document.uri, error));
      }, delay),
    );
  }

  async #check(document: TextDocument): Promise<void> {
    const found = this.#wanted(document);
    if (!found) {
      this.#collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const { checkText, stringSource } = await this.loadChecker();
    const key = document.uri.toString();
    const pass = {};
    this.#passes.set(key, pass);
    const isStale = (): boolean => document.version !== version || this.#passes.get(key) !== pass;
    if (document.version !== version) return;
    const passes = checkText(stringSource(document.getText(), version), {
      form: found.form,
      ...(found.expects && { expects: found.expects }),
    });
    const problems = await collect(passes, isStale);
    // A newer version has its own check under way; only the newest result of a document that is still shown counts.
    if (problems && this.#wanted(document)) this.#collection.set(document.uri, toDiagnostics(document, problems));
  }

  /** What a document is to us, if it is to have squiggles now: it has a tab, and its file is there. */
  #wanted(document: TextDocument): PredictionDocument | undefined {
    const key = document.uri.toString();
    if (document.isClosed || this.#deleted.has(key) || !shownUris().has(key)) return undefined;
    return this.documents.find(document);
  }

  #onTabs(): void {
    const shown = shownUris();
    for (const document of workspace.textDocuments) {
      const key = document.uri.toString();
      if (!shown.has(key)) this.#forget(document.uri);
      else if (!this.#collection.has(document.uri) && !this.#timers.has(key)) this.#schedule(document, 0);
    }
  }

  /** A check that cannot be made must not leave the squiggles of an older text behind. */
  #failed(uri: Uri, error: unknown): void {
    this.#collection.delete(uri);
    this.log.error(`${uri.toString()} could not be checked: ${error instanceof Error ? error.message : String(error)}`);
  }

  #onDeleted(uri: Uri): void {
    const key = uri.toString();
    if (!workspace.textDocuments.some((document) => document.uri.toString() === key)) return;
    this.#deleted.add(key);
    this.#passes.delete(key);
    this.#collection.delete(uri);
  }

  #onCreated(uri: Uri): void {
    this.#deleted.delete(uri.toString());
    const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri.toString());
    if (document) this.#schedule(document, 0);
  }

  #forget(uri: Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#passes.delete(key);
    this.#deleted.delete(key);
    this.#collection.delete(uri);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }
}

/** Every text that has a tab. */
function shownUris(): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const { input } of window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (input instanceof TabInputText) shown.add(input.uri.toString());
    else if (input instanceof TabInputTextDiff) shown.add(input.modified.toString());
  }
  return shown;
}

/** Runs a pass in slices. Returns undefined when its document has moved on. */
async function collect(passes: Iterator<readonly FileProblem[]>, isStale: () => boolean): Promise<FileProblem[] | undefined> {
  const problems: FileProblem[] = [];
  let sliceEnd = Date.now() + SLICE;
  for (let step = passes.next(); !step.done; step = passes.next()) {
    for (const problem of step.value) problems.push(problem);
    if (Date.now() < sliceEnd) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isStale()) return undefined;
    sliceEnd = Date.now() + SLICE;
  }
  return problems;
}

import { Disposable, EventEmitter, languages, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { Log } from '../../core/ports';
import type { ConfigChange, ConfigSource } from '../config/configSource';
import type { PredictionDocument, PredictionDocuments } from '../documents/predictionDocuments';
import { shownUris } from '../documents/shownUris';
import { DIAGNOSTIC_SOURCE } from '../ids';
import { changesAnnotations, changesReporting, reportingFor } from '../settings';
import { LiveCheck } from './liveCheck';

/** A text that is none of ours may have become one after a pause in typing of this many milliseconds. */
const TYPING_PAUSE = 300;

/** The checker comes in a chunk of its own that is read when the first prediction file opens. */
export type LoadChecker = () => Promise<typeof import('../chunks/checker')>;

/** Knows which documents are to have squiggles, and keeps a check of each. */
export class DiagnosticsPublisher implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE);
  readonly #live = new Map<string, LiveCheck>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Documents whose file is gone from the disk while their editor is still open. */
  readonly #deleted = new Set<string>();
  readonly #started = new EventEmitter<TextDocument>();
  readonly #subscriptions: Disposable;

  /** A document is being checked from now on. */
  readonly onDidStart = this.#started.event;

  constructor(
    private readonly documents: PredictionDocuments,
    private readonly configs: ConfigSource,
    private readonly loadChecker: LoadChecker,
    private readonly log: Log,
  ) {
    // Deleting and creating outside of VS Code counts too; changes come through the documents themselves.
    const watcher = workspace.createFileSystemWatcher('**/*.{json,jsonl}', false, true, false);
    this.#subscriptions = Disposable.from(
      this.#collection,
      this.#started,
      watcher,
      watcher.onDidDelete((uri) => this.#onDeleted(uri)),
      watcher.onDidCreate((uri) => this.#onCreated(uri)),
      workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0) return;
        this.#live.get(event.document.uri.toString())?.changed(event);
        this.#schedule(event.document, TYPING_PAUSE);
      }),
      workspace.onDidCloseTextDocument((document) => this.#forget(document.uri)),
      // VS Code keeps a document for minutes after its last editor has closed, so the tabs tell what is open.
      window.tabGroups.onDidChangeTabs(() => this.#onTabs()),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        this.#live.get(textEditor.document.uri.toString())?.scrolled();
      }),
      documents.onDidChange(() => this.checkAll()),
      configs.onDidChange((change) => this.#onConfigs(change)),
      workspace.onDidChangeConfiguration((change) => {
        for (const [key, live] of this.#live) {
          const { uri } = live.document;
          if (changesReporting(change, uri)) live.setReporting(reportingFor(uri));
          if (!changesAnnotations(change, uri)) continue;
          this.#end(key);
          this.#schedule(live.document, 0);
        }
      }),
    );
  }

  /** Looks at every open document, for example when the set of our documents has changed. */
  checkAll(): void {
    for (const document of workspace.textDocuments) this.#schedule(document, 0);
  }

  /** The check of a document that has squiggles. */
  liveOf(document: TextDocument): LiveCheck | undefined {
    const live = this.#live.get(document.uri.toString());
    return live?.document === document ? live : undefined;
  }

  #schedule(document: TextDocument, delay: number): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#look(document).catch((error: unknown) => this.#failed(document.uri, error));
      }, delay),
    );
  }

  /** Starts, keeps or ends the check of a document. */
  async #look(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    const wanted = this.#wanted(document);
    const live = this.#live.get(key);
    if (live && wanted && live.document === document && isSame(live.found, wanted)) return;
    this.#end(key);
    if (!wanted) return;
    const checker = await this.loadChecker();
    // Last, so that no change of the config is missed between its reading and the check.
    const config = await this.configs.ready(document.uri);
    // Meanwhile it may have been closed, or another look may have been faster.
    const found = this.#wanted(document);
    if (!found || this.#live.has(key)) return;
    const failed = (error: unknown): void => this.#failed(document.uri, error);
    const fresh = new LiveCheck(document, found, checker, this.#collection, config?.config, failed);
    fresh.setReporting(reportingFor(document.uri));
    this.#live.set(key, fresh);
    this.#started.fire(document);
  }

  /** What a document is to us, if it is to have squiggles now: it has a tab, and its file is there. */
  #wanted(document: TextDocument): PredictionDocument | undefined {
    const key = document.uri.toString();
    if (document.isClosed || this.#deleted.has(key) || !shownUris().has(key)) return undefined;
    return this.documents.find(document);
  }

  #onConfigs(change: ConfigChange): void {
    for (const [key, live] of this.#live) {
      const { uri } = live.document;
      if (!change.affects(uri)) continue;
      this.configs.ready(uri).then(
        (config) => {
          // Its tab may have been closed meanwhile.
          if (this.#live.get(key) === live) live.setConfig(config?.config);
        },
        (error: unknown) => this.#failed(uri, error),
      );
    }
  }

  #onTabs(): void {
    const shown = shownUris();
    for (const document of workspace.textDocuments) {
      const key = document.uri.toString();
      if (!shown.has(key)) this.#forget(document.uri);
      else if (!this.#live.has(key) && !this.#timers.has(key)) this.#schedule(document, 0);
    }
  }

  /** A check that cannot be made must not leave the squiggles of an older text behind. */
  #failed(uri: Uri, error: unknown): void {
    this.#end(uri.toString());
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.log.error(`${uri.toString()} could not be checked: ${reason}`);
  }

  #onDeleted(uri: Uri): void {
    const key = uri.toString();
    if (!workspace.textDocuments.some((document) => document.uri.toString() === key)) return;
    this.#deleted.add(key);
    this.#end(key);
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
    this.#deleted.delete(key);
    this.#end(key);
  }

  #end(key: string): void {
    this.#live.get(key)?.dispose();
    this.#live.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const live of this.#live.values()) live.dispose();
    this.#subscriptions.dispose();
  }
}

/** Whether a document is read in the same way as before. */
function isSame(one: PredictionDocument, other: PredictionDocument): boolean {
  return one.form === other.form && one.expects === other.expects;
}

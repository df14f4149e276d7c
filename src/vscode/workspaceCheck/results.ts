import { CancellationError, Disposable, languages, RelativePattern, Uri, window, workspace } from 'vscode';
import type { Log } from '../../core/ports';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import { shownUris } from '../documents/shownUris';
import { DIAGNOSTIC_SOURCE } from '../ids';
import { sumOf } from '../report/collector';
import type { FileResult } from '../report/reportText';
import { reasonOf } from './checkFile';
import type { FileToCheck } from './findFiles';
import { placedDiagnostics } from './placedDiagnostics';

/** Problems in the Problems panel over all files. Files that come later get a summary only. */
const MAX_SHOWN = 5_000;
/** A file is checked again when it has been left alone on the disk for this many milliseconds. */
const QUIET = 400;

/** A file of the last check. */
interface Entry {
  file: FileToCheck;
  /** Problems of it that may be shown. */
  limit: number;
  /** Diagnostics of it that are shown. */
  shown: number;
  /** Its file was checked again because it had changed. */
  isRenewed: boolean;
}

/** Checks a file again. Undefined when it is not ours any more. */
export type CheckAgain = (
  file: FileToCheck,
  limit: number,
  isCancelled: () => boolean,
) => Promise<FileResult | undefined>;

/**
 * What the Problems panel shows of files that are not open. A result stays until its file changes on the disk, which has
 * it checked again, or is gone, or until everything is cleared. Files that live diagnostics look after have none here;
 * when the last tab of such a file closes, it is checked afresh.
 */
export class CheckResults implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(`${DIAGNOSTIC_SOURCE}-files`);
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Watchers that are there while there are results. */
  #watchers: Disposable[] = [];
  readonly #outside = new Set<string>();
  #live: ReadonlySet<string> = new Set();
  #shown = 0;
  /** Checks follow each other, so that a changed folder does not start hundreds at once. */
  #queue: Promise<void> = Promise.resolve();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly documents: PredictionDocuments,
    private readonly checkAgain: CheckAgain,
    private readonly log: Log,
    private readonly onEmptied: (isEmpty: boolean) => void,
  ) {
    const handOver = (): void => this.#handOver();
    this.#subscriptions = Disposable.from(
      window.tabGroups.onDidChangeTabs(handOver),
      workspace.onDidOpenTextDocument(handOver),
      workspace.onDidCloseTextDocument(handOver),
      documents.onDidChange(handOver),
    );
    this.#live = this.#liveUris();
  }

  /**
   * Takes a file in before it is read, so that a change while it is read is noticed.
   *
   * @param limit problems of it that may be shown
   * @returns shows what was found in it, unless the file has changed, or has been taken in again or cleared since
   */
  begin(file: FileToCheck, limit: number): (result: FileResult | undefined) => void {
    if (this.#watchers.length === 0) this.#watch();
    this.#watchOutside(file.uri);
    const key = file.uri.toString();
    const entry: Entry = { file, limit, shown: this.#entries.get(key)?.shown ?? 0, isRenewed: false };
    this.#entries.set(key, entry);
    return (result) => {
      if (this.#entries.get(key) === entry && !entry.isRenewed) this.#show(entry, result);
    };
  }

  #show(entry: Entry, result: FileResult | undefined): void {
    const { uri } = entry.file;
    this.#unshow(entry);
    if (!result || sumOf(result.tally) === 0 || this.isLive(uri)) return;
    const room = Math.max(0, MAX_SHOWN - this.#shown);
    const diagnostics = placedDiagnostics(result, Math.min(entry.limit, room));
    // One call for each file: VS Code drops the files that come late in one call for many.
    this.#collection.set(uri, diagnostics);
    entry.shown = diagnostics.length;
    this.#shown += entry.shown;
  }

  /** Whether live diagnostics look after a file, so that it has no results here. */
  isLive(uri: Uri): boolean {
    return this.#live.has(uri.toString());
  }

  /** Has files checked again, for example because what they are compared with has changed. */
  checkStale(isStale: (uri: Uri) => boolean): void {
    for (const { file } of this.#entries.values()) if (isStale(file.uri)) this.#schedule(file.uri, 0);
  }

  /** Forgets everything. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#entries.clear();
    this.#collection.clear();
    this.#shown = 0;
    for (const watcher of this.#watchers.splice(0)) watcher.dispose();
    this.#outside.clear();
    this.onEmptied(true);
  }

  /** Runs something when no file is being checked again, and holds further ones back until it is done. */
  whileQuiet<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run);
    this.#queue = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  #watch(): void {
    // Every file, since a folder that is deleted says nothing of the files in it.
    const watcher = workspace.createFileSystemWatcher('**/*');
    this.#watchers.push(watcher, ...this.#listen(watcher));
    this.onEmptied(false);
  }

  /** Files outside of the workspace are watched one by one. */
  #watchOutside(uri: Uri): void {
    const key = uri.toString();
    if (workspace.getWorkspaceFolder(uri) || this.#outside.has(key)) return;
    this.#outside.add(key);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '?');
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), name));
    this.#watchers.push(watcher, ...this.#listen(watcher));
  }

  #listen(watcher: ReturnType<typeof workspace.createFileSystemWatcher>): Disposable[] {
    return [
      watcher.onDidChange((uri) => this.#changed(uri)),
      watcher.onDidCreate((uri) => this.#changed(uri)),
      watcher.onDidDelete((uri) => this.#deleted(uri)),
    ];
  }

  #changed(uri: Uri): void {
    if (this.#entries.has(uri.toString())) this.#schedule(uri, QUIET);
  }

  /** A file, or a folder with everything in it. */
  #deleted(uri: Uri): void {
    const key = uri.toString();
    const below = `${key}/`;
    for (const [other, entry] of this.#entries) {
      if (other !== key && !other.startsWith(below)) continue;
      clearTimeout(this.#timers.get(other));
      this.#timers.delete(other);
      this.#unshow(entry);
      entry.isRenewed = true;
      // A file that is written anew by deleting it first comes back under the same name.
      if (other !== key) this.#entries.delete(other);
    }
  }

  #schedule(uri: Uri, delay: number): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      void this.whileQuiet(() => this.#again(key, timer));
    }, delay);
    this.#timers.set(key, timer);
  }

  async #again(key: string, timer: ReturnType<typeof setTimeout>): Promise<void> {
    const entry = this.#entries.get(key);
    // A later change has a check of its own on its way.
    const isStale = (): boolean => this.#entries.get(key) !== entry || this.#timers.get(key) !== timer;
    if (!entry || isStale()) return;
    try {
      const result = this.#live.has(key) ? undefined : await this.checkAgain(entry.file, entry.limit, isStale);
      if (isStale()) return;
      entry.isRenewed = true;
      this.#show(entry, result);
    } catch (error) {
      if (error instanceof CancellationError) return;
      this.#unshow(entry);
      this.log.warn(`${entry.file.uri.toString()} could not be checked again. ${reasonOf(error)}`);
    } finally {
      if (this.#timers.get(key) === timer) this.#timers.delete(key);
    }
  }

  #unshow(entry: Entry): void {
    // Each call is a message to VS Code: not one for each of thousands of files without a problem.
    if (entry.shown === 0) return;
    this.#collection.delete(entry.file.uri);
    this.#shown -= entry.shown;
    entry.shown = 0;
  }

  #handOver(): void {
    const before = this.#live;
    this.#live = this.#liveUris();
    if (this.#entries.size === 0) return;
    for (const key of this.#live) {
      const entry = before.has(key) ? undefined : this.#entries.get(key);
      if (entry) this.#unshow(entry);
    }
    for (const key of before) {
      const entry = this.#live.has(key) ? undefined : this.#entries.get(key);
      if (entry) this.#schedule(entry.file.uri, 0);
    }
  }

  /**
   * Files with live diagnostics: they have a tab, and VS Code has given us their text. It does not for files above 50 MB,
   * nor for tabs that have not been looked at since the window was opened.
   */
  #liveUris(): ReadonlySet<string> {
    const shown = shownUris();
    const live = new Set<string>();
    for (const document of workspace.textDocuments) {
      const key = document.uri.toString();
      if (shown.has(key) && this.documents.find(document)) live.add(key);
    }
    return live;
  }

  dispose(): void {
    this.clear();
    this.#collection.dispose();
    this.#subscriptions.dispose();
  }
}

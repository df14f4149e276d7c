import {
  CancellationError,
  type CancellationToken,
  commands,
  Disposable,
  ProgressLocation,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { contextKeys } from '../ids';
import { ReportLinks } from '../report/reportLinks';
import {
  type FileResult,
  MAX_REPORT_LINES,
  type Report,
  reportDocument,
  type UncheckedFile,
} from '../report/reportText';
import { changesAnnotations, changesReporting } from '../settings';
import { announce, announceNone, type CheckSummary, type Outcome, summaryOf } from './announce';
import { checkFile, reasonOf } from './checkFile';
import type { WorkspaceCheckDeps } from './deps';
import { type FileToCheck, findPredictionFiles, named } from './findFiles';
import { Pace } from './pace';
import { CheckProgress, type ProgressSink } from './progress';
import { CheckResults } from './results';
import { activeFile, nameOf, pickedFiles } from './targets';

/** Problems of one file in the Problems panel when many files are checked, and when somebody asked for this one. */
const SHOWN_OF_MANY = 100;
const SHOWN_OF_ONE = 400;
/** Problems of one file in the report on many. */
const REPORTED_OF_MANY = 1_000;
/** Files that are opened ahead, so that a slow file system does not keep the checks waiting. */
const AT_A_TIME = 4;

/** How much of each file is shown and reported. */
interface Limits {
  shown: number;
  reported: number;
}

/** Checks files on disk that are not open: all of the workspace, or those that somebody points at. */
export class WorkspaceCheck implements Disposable {
  readonly #results: CheckResults;
  readonly #links = new ReportLinks();
  readonly #pace = new Pace();
  readonly #changes: Disposable;
  #isUnderWay = false;

  constructor(private readonly deps: WorkspaceCheckDeps) {
    const { platform, documents, configs, log } = deps;
    this.#results = new CheckResults(
      documents,
      (file, limit, isCancelled) => checkFile(file, { platform, configs, pace: this.#pace, limit, isCancelled }),
      log,
      (isEmpty) => void commands.executeCommand('setContext', contextKeys.hasCheckResults, !isEmpty),
    );
    this.#changes = Disposable.from(
      configs.onDidChange((change) => this.#results.checkStale((uri) => change.affects(uri))),
      workspace.onDidChangeConfiguration((change) =>
        this.#results.checkStale((uri) => changesReporting(change, uri) || changesAnnotations(change, uri)),
      ),
    );
  }

  /** "Check All Prediction Files". */
  async checkAll(): Promise<CheckSummary | undefined> {
    if (this.#isUnderWay) {
      throw new Error('A check of all files is under way. Wait for its end, or cancel it in its notification.');
    }
    this.#isUnderWay = true;
    try {
      this.#results.clear();
      const limits = { shown: SHOWN_OF_MANY, reported: REPORTED_OF_MANY };
      const outcome = await this.#results.whileQuiet(() =>
        this.#withProgress('Checking prediction files', async (progress, cancel) => {
          progress.report({ message: 'looking for them' });
          const files = await findPredictionFiles(this.deps.documents, cancel);
          return this.#run(files, limits, progress, cancel);
        }),
      );
      if (outcome.checked.length + outcome.unchecked.length === 0) {
        announceNone(outcome.isCancelled);
        return summaryOf(outcome, undefined);
      }
      const report = this.#report('check-all', 'Check of all prediction files', outcome);
      announce(this.deps.log, outcome, report);
      return summaryOf(outcome, report);
    } finally {
      this.#isUnderWay = false;
    }
  }

  /**
   * "Check File on Disk": what was picked in the explorer, else the file of the active tab, of any size and name.
   *
   * @param args what VS Code hands to a command of the explorer: the file, and all that are selected
   */
  async checkPicked(args: readonly unknown[]): Promise<CheckSummary | undefined> {
    const uris = pickedFiles(args) ?? [activeFile()];
    const limits = { shown: SHOWN_OF_ONE, reported: uris.length === 1 ? MAX_REPORT_LINES : REPORTED_OF_MANY };
    const name = uris.length === 1 ? nameOf(uris[0] as Uri) : `${uris.length} files`;
    const outcome = await this.#withProgress(`Checking ${name}`, (progress, cancel) =>
      this.#run(uris.map(named), limits, progress, cancel),
    );
    const [only] = outcome.checked;
    const title = uris.length === 1 ? `Check of ${only?.result.name ?? name}` : `Check of ${name}`;
    const report = this.#report(uris.length === 1 ? (only?.result.name ?? name) : 'selected-files', title, outcome);
    announce(this.deps.log, outcome, report);
    return summaryOf(outcome, report);
  }

  /** "Clear Results of Check All". */
  clear(): void {
    this.#results.clear();
  }

  #withProgress(
    title: string,
    run: (progress: ProgressSink, cancel: CancellationToken) => Promise<Outcome>,
  ): Promise<Outcome> {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    return Promise.resolve(window.withProgress(options, run));
  }

  async #run(
    files: readonly FileToCheck[],
    limits: Limits,
    sink: ProgressSink,
    cancel: CancellationToken,
  ): Promise<Outcome> {
    const progress = new CheckProgress(sink, files.length);
    const found: (FileResult | UncheckedFile | undefined)[] = [];
    let next = 0;
    let room = MAX_REPORT_LINES;
    const work = async (): Promise<void> => {
      while (next < files.length && !cancel.isCancellationRequested) {
        const index = next++;
        const result = await this.#one(files[index] as FileToCheck, limits, progress, cancel);
        found[index] = result;
        if (!result || !('kept' in result)) continue;
        // What the report has no room for is not held: thousands of bad files must not fill the memory.
        const kept = result.kept.slice(0, Math.min(room, limits.reported));
        room -= kept.length;
        found[index] = { ...result, kept };
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    const outcome: Outcome = {
      checked: [],
      unchecked: [],
      of: files.length,
      isCancelled: cancel.isCancellationRequested,
    };
    for (const [index, result] of found.entries()) {
      if (!result) continue;
      if ('reason' in result) outcome.unchecked.push(result);
      else outcome.checked.push({ uri: (files[index] as FileToCheck).uri, result });
    }
    return outcome;
  }

  async #one(
    file: FileToCheck,
    limits: Limits,
    progress: CheckProgress,
    cancel: CancellationToken,
  ): Promise<FileResult | UncheckedFile | undefined> {
    const { platform, configs } = this.deps;
    const publish = this.#results.begin(file, limits.shown);
    const step = progress.begin(nameOf(file.uri));
    try {
      const result = await checkFile(file, {
        platform,
        configs,
        pace: this.#pace,
        limit: Math.max(limits.shown, limits.reported),
        isCancelled: () => cancel.isCancellationRequested,
        onProgress: step.report,
      });
      publish(result);
      return result;
    } catch (error) {
      if (error instanceof CancellationError) return undefined;
      publish(undefined);
      return { name: nameOf(file.uri), reason: reasonOf(error) };
    } finally {
      step.end();
    }
  }

  #report(name: string, title: string, outcome: Outcome): Uri {
    const { reports } = this.deps;
    const report: Report = {
      title,
      when: new Date(),
      files: outcome.checked.map(({ result }) => result),
      unchecked: outcome.unchecked,
      cancelledOf: outcome.isCancelled ? outcome.of : undefined,
    };
    const { text, links } = reportDocument(report);
    const uri = reports.uriOf(name);
    this.#links.set(uri, { links, files: outcome.checked.map((checked) => checked.uri) });
    reports.write(uri, text);
    return uri;
  }

  dispose(): void {
    this.#changes.dispose();
    this.#results.dispose();
    this.#links.dispose();
  }
}

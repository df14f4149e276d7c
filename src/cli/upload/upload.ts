import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { checkStream } from '../../core/engine/streamCheck';
import { Rereadable } from '../../core/engine/textPieces';
import { fileKindOf, formOf } from '../../core/files/fileKind';
import type { AbortSignalLike, PieceSource } from '../../core/ports';
import { LabelStudioClient } from '../../core/server/client';
import { ServerError } from '../../core/server/errors';
import { createTokenSource } from '../../core/server/tokenSource';
import type { TextForm } from '../../core/text/units';
import { gatherServerFacts } from '../../core/upload/facts';
import { countUnnamed, withModelVersion } from '../../core/upload/modelVersion';
import { type NewTaskReason, planUpload, type UploadPlan } from '../../core/upload/plan';
import { progressText } from '../../core/upload/progressText';
import { readSteps, type UploadRead } from '../../core/upload/read';
import { runUpload, waitForEarlier } from '../../core/upload/run';
import { FileChanged } from '../../core/upload/uploadText';
import { systemClock } from '../../platform/common/clock';
import { fileJournal, stateFolder } from '../../platform/node/fileJournal';
import { openPieces } from '../../platform/node/filePieces';
import { nodeHttp } from '../../platform/node/http';
import { lockProject } from '../../platform/node/projectLock';
import { ConfigFinder, usableConfig } from '../configs';
import { reasonOf } from '../failures';
import type { Output } from '../output';
import type { UploadOptions } from './options';
import { type FileFailure, type FileOutcome, isComplete, jsonReport, prettyPlan, prettyResult } from './report';
import { readToken } from './token';
import { inTerminal } from './words';

/** What the command line has around it. */
export interface UploadSurroundings {
  cwd: string;
  env: NodeJS.ProcessEnv;
  output: Output;
  /** The terminal that can be asked, if there is one. */
  terminal: { input: NodeJS.ReadStream; output: NodeJS.WriteStream } | undefined;
  /** Aborted by Ctrl+C: nothing more is sent, what is on its way is waited for, and what is there is reported. */
  signal: AbortSignalLike;
  /** Says something to people, beside the report. */
  warn(message: string): void;
}

/**
 * Uploads files and writes what became of them.
 *
 * @returns the exit code: 0 the server holds all of it, 1 something is not there, 2 it could not be done
 * @throws UsageError, OutputClosed
 */
export async function upload(options: UploadOptions, around: UploadSurroundings): Promise<number> {
  const token = readToken(options.tokenFromInput, around.env);
  const outcomes: (FileOutcome | FileFailure)[] = [];
  for await (const outcome of outcomesOf(options, around, token)) {
    outcomes.push(outcome);
    if ('error' in outcome) around.warn(`${outcome.file}: ${outcome.error}`);
  }
  if (options.format === 'json') {
    await around.output.write(jsonReport(outcomes, options.server.base, options.project));
  }
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  return outcomes.every((outcome) => 'plan' in outcome && isComplete(outcome)) ? 0 : 1;
}

/** Every file is among them, whatever happens to it or to the one before. */
async function* outcomesOf(
  options: UploadOptions,
  around: UploadSurroundings,
  token: string,
): AsyncGenerator<FileOutcome | FileFailure, void, undefined> {
  let uploader: Uploader | undefined;
  let fault: ServerError | undefined;
  for (const file of options.files) {
    // Every other file would meet the same server.
    if (fault) yield { file, error: 'It was not looked at, since the same would come of it.' };
    else if (around.signal.aborted) yield { file, error: 'Cancelled before it was looked at.' };
    else
      try {
        uploader ??= new Uploader(options, around, token);
        yield await uploader.file(file);
      } catch (error) {
        if (error instanceof ServerError) fault = error;
        yield { file, error: whyNot(error) };
      }
  }
}

function whyNot(error: unknown): string {
  if (error instanceof ServerError || error instanceof FileChanged) return inTerminal(`${error.message} ${error.cure}`);
  return reasonOf(error);
}

class Uploader {
  readonly #client: LabelStudioClient;
  readonly #journal;
  readonly #state: string;
  readonly #configs: ConfigFinder;

  constructor(
    private readonly options: UploadOptions,
    private readonly around: UploadSurroundings,
    token: string,
  ) {
    const { server } = options;
    const tokens = createTokenSource({ server, token, http: nodeHttp, clock: systemClock });
    const timeouts = timeoutsOf(options);
    this.#client = new LabelStudioClient({
      server,
      http: nodeHttp,
      clock: systemClock,
      tokens,
      ...(timeouts && { timeouts }),
    });
    this.#state = path.join(stateFolder(around.env), 'uploads');
    this.#journal = fileJournal(this.#state);
    this.#configs = new ConfigFinder([around.cwd, ...options.files.map((file) => path.resolve(around.cwd, file))]);
  }

  async file(file: string): Promise<FileOutcome | FileFailure> {
    const { options } = this;
    // It stays open: what is sent is read from it batch by batch.
    const pieces = openPieces(path.resolve(this.around.cwd, file));
    try {
      const text = new Rereadable(pieces);
      const errors = options.force ? 0 : this.#errorsIn(file, text);
      if (errors > 0) return { file, error: foundErrors(file, errors) };
      return await this.#alone(file, this.#named(file, readWhole(text, formOf(file))));
    } finally {
      pieces.close();
    }
  }

  /** One at a time: what another upload on this machine stores has to be there before a plan is made. */
  async #alone(file: string, read: UploadRead): Promise<FileOutcome> {
    const { server, project, dryRun } = this.options;
    const { signal } = this.around;
    // A dry run sends nothing, and needs not wait for anybody.
    if (dryRun) return this.#upload(file, read);
    const release = await lockProject(this.#state, `${server.base} ${project}`, {
      clock: systemClock,
      signal,
      onWaiting: () => this.around.warn(`${file}: waits for another upload to project ${project} to end.`),
    });
    if (!release) throw new ServerError('cancelled', { host: server.base });
    try {
      return await this.#upload(file, read);
    } finally {
      release();
    }
  }

  async #upload(file: string, read: UploadRead): Promise<FileOutcome> {
    const { options, around } = this;
    const plan = await this.#plan(read);
    await this.#say(prettyPlan(file, plan));
    const nothing = plan.creates.length === 0 && plan.newTasks.length === 0;
    if (options.dryRun || nothing || !(await this.#agreed(plan))) return { file, plan, result: undefined };
    const start = systemClock.now();
    const result = await runUpload(plan, this.#client, {
      clock: systemClock,
      journal: this.#journal,
      importNew: importable(options, plan),
      changed: options.replace ? 'replace' : 'leave',
      ...(options.batch !== undefined && { limits: { predictions: options.batch, tasks: options.batch } }),
      stop: around.signal,
      onProgress: (progress) => this.#line(progressText(progress, systemClock.now() - start)),
    });
    this.#clear();
    await this.#say(prettyResult(result));
    return { file, plan, result };
  }

  #errorsIn(file: string, text: PieceSource): number {
    const { options, around } = this;
    const full = path.resolve(around.cwd, file);
    const config = usableConfig(options.config ? path.resolve(around.cwd, options.config) : this.#configs.find(full));
    const expects = fileKindOf(path.basename(file))?.expects;
    let errors = 0;
    const checks = checkStream(text, {
      form: formOf(file),
      annotations: false,
      reportSyntax: true,
      ...(expects && { expects }),
      ...(config && { config }),
    });
    for (const problems of checks) errors += problems.filter(({ severity }) => severity === 'error').length;
    return errors;
  }

  #named(file: string, read: UploadRead): UploadRead {
    const { modelVersion } = this.options;
    const unnamed = countUnnamed(read);
    if (unnamed === 0) return read;
    if (modelVersion !== undefined) return withModelVersion(read, modelVersion);
    this.around.warn(
      `${file}: ${unnamed === 1 ? 'one prediction names' : `${unnamed} predictions name`} no model version. Label Studio can then neither show them as a version nor delete them together: name one with --model-version.`,
    );
    return read;
  }

  async #plan(read: UploadRead): Promise<UploadPlan> {
    const { options, around } = this;
    const { signal } = around;
    await waitForEarlier(this.#client, options.project, {
      clock: systemClock,
      journal: this.#journal,
      signal,
      onWaiting: (left) => this.#line(`waiting ${Math.ceil(left / 1000)} s for what an earlier upload left on its way`),
    });
    const facts = await gatherServerFacts(this.#client, options.project, read, {
      match: options.match,
      signal,
      onProgress: (what, done, total) => this.#line(`looking at ${what}: ${done} of ${total}`),
    });
    this.#clear();
    const plan = planUpload(read, facts);
    const [best] = facts.keyOffers ?? [];
    if (best && plan.newTasks.length > 0) {
      around.warn(
        `${best.found} of ${best.of} tasks that are not in the project by id and equal data have the same "${best.key}" as one that is. Are they meant? Then add --match data.${best.key}.`,
      );
    }
    return plan;
  }

  async #agreed(plan: UploadPlan): Promise<boolean> {
    const { options, around } = this;
    if (options.yes) return true;
    if (!around.terminal) {
      around.warn('Nothing was sent: nobody is there to be asked. Add --yes to upload without asking.');
      return false;
    }
    const asking = createInterface(around.terminal);
    const { project } = plan.facts;
    try {
      const answer = await asking.question(`Upload to project ${project.id} "${project.title}"? [y/N] `);
      return /^y(?:es)?$/i.test(answer.trim());
    } finally {
      asking.close();
    }
  }

  #say(text: string): Promise<void> {
    const { format, quiet } = this.options;
    return format === 'json' || quiet ? Promise.resolve() : this.around.output.write(text);
  }

  #line(text: string): void {
    const { terminal } = this.around;
    if (terminal && !this.options.quiet) terminal.output.write(`\r\u001b[K${text}`);
  }

  #clear(): void {
    const { terminal } = this.around;
    if (terminal && !this.options.quiet) terminal.output.write('\r\u001b[K');
  }
}

const foundErrors = (file: string, errors: number): string =>
  `${errors === 1 ? 'one error' : `${errors} errors`}. See them with: label-studio-predictions check ${file}. Mend them, or upload the file as it is with --force.`;

function readWhole(text: Rereadable, form: TextForm): UploadRead {
  const steps = readSteps(text.again(), form);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Tasks with an id that the project has with other data are only imported where all tasks are said to be new. */
function importable({ match }: UploadOptions, { newTasks }: UploadPlan): ReadonlySet<NewTaskReason> {
  const reasons = new Set(newTasks.map(({ reason }) => reason));
  if (match.by !== 'new') reasons.delete('data-differs');
  return reasons;
}

function timeoutsOf({ timeout }: UploadOptions) {
  if (timeout === undefined) return undefined;
  const ms = timeout * 1_000;
  return { read: ms, create: ms, import: ms };
}

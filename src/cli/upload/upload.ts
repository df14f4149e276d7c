import path from 'node:path';
import { Rereadable } from '../../core/engine/textPieces';
import { formOf } from '../../core/files/fileKind';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import { parseLabelingConfig } from '../../core/labelingConfig/parse';
import { LabelStudioClient } from '../../core/server/client';
import { ServerError } from '../../core/server/errors';
import { createTokenSource } from '../../core/server/tokenSource';
import { serverIdentity } from '../../core/server/url';
import { named } from '../../core/text/unseen';
import { gatherServerFacts } from '../../core/upload/facts';
import { countUnnamed, withModelVersion } from '../../core/upload/modelVersion';
import { type NewTaskReason, planSteps, type UploadPlan } from '../../core/upload/plan';
import { progressText } from '../../core/upload/progressText';
import { readSteps, type UploadRead } from '../../core/upload/read';
import { runUpload, waitForEarlier } from '../../core/upload/run';
import { FileChanged } from '../../core/upload/uploadText';
import { systemClock } from '../../platform/common/clock';
import { fileJournal, stateFolder } from '../../platform/node/fileJournal';
import { openPieces } from '../../platform/node/filePieces';
import { nodeHttp } from '../../platform/node/http';
import { lockProject } from '../../platform/node/projectLock';
import { reasonOf } from '../failures';
import type { Output } from '../output';
import { takeSteps } from '../steps';
import { ask, type Terminal } from './ask';
import { Beforehand } from './beforehand';
import type { UploadOptions } from './options';
import { type FileFailure, type FileOutcome, jsonReport, outcomeOf, prettyPlan } from './report';
import { readToken } from './token';
import { inTerminal } from './words';

/** What the command line has around it. */
export interface UploadSurroundings {
  cwd: string;
  env: NodeJS.ProcessEnv;
  output: Output;
  /** The terminal that can be asked, if there is one. */
  terminal: Terminal | undefined;
  /** Aborted by Ctrl+C: nothing more is sent, what is on its way is waited for, and what is there is reported. */
  signal: AbortSignal;
  /** Says something to people, beside the report. */
  warn(message: string): void;
}

/**
 * Uploads files and writes what became of them.
 *
 * @returns the exit code: 0 the server holds all of it, 1 something is not there, 2 it could not be done
 * @throws UsageError, and what the output throws: nothing more is sent then, and what was sent is said as a warning
 */
export async function upload(options: UploadOptions, around: UploadSurroundings): Promise<number> {
  const token = readToken(options.tokenFromInput, around.env);
  const beforehand = new Beforehand(options, around);
  const outcomes: (FileOutcome | FileFailure)[] = [];
  for await (const outcome of outcomesOf(options, around, () => new Uploader(options, around, token, beforehand))) {
    outcomes.push(outcome);
    if ('error' in outcome) around.warn(`${outcome.file}: ${outcome.error}`);
  }
  if (options.format === 'json') {
    const report = jsonReport(outcomes, options);
    await said(around, report, () => outcomes.flatMap(unsaid));
  }
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  return outcomes.every((outcome) => 'complete' in outcome && outcome.complete) ? 0 : 1;
}

/** Every file is among them, whatever happens to it or to the one before. */
async function* outcomesOf(
  options: UploadOptions,
  around: UploadSurroundings,
  make: () => Uploader,
): AsyncGenerator<FileOutcome | FileFailure, void, undefined> {
  let uploader: Uploader | undefined;
  let fault: ServerError | undefined;
  for (const file of options.files) {
    if (around.signal.aborted || fault?.kind === 'cancelled') {
      yield { file, error: 'Cancelled before it was looked at.' };
    } else if (fault) {
      // Every other file would meet the same server.
      yield { file, error: 'It was not looked at, since the same would come of it.' };
    } else
      try {
        uploader ??= make();
        yield await uploader.file(file);
      } catch (error) {
        if (error instanceof NotSaid) throw error.reason;
        if (error instanceof ServerError) fault = error;
        yield { file, error: whyNot(error) };
      }
  }
}

/** What was to be reported could not be. */
class NotSaid extends Error {
  constructor(readonly reason: unknown) {
    super('The report could not be written.');
  }
}

/**
 * Writes a part of the report, to where it is known to have arrived: nothing is sent after a plan that nobody could read.
 *
 * @param instead lines that people have to be told where it cannot be written
 */
async function said({ output, warn }: UploadSurroundings, text: string, instead: () => string[]): Promise<void> {
  try {
    await output.write(text);
    await output.flush();
  } catch (error) {
    for (const line of instead()) warn(line);
    throw error;
  }
}

/** What became of a file, where nothing else says so. */
const unsaid = (outcome: FileOutcome | FileFailure): string[] =>
  'told' in outcome && outcome.told !== '' ? [`${outcome.file}:\n${outcome.told}`.trimEnd()] : [];

function whyNot(error: unknown): string {
  if (error instanceof ServerError || error instanceof FileChanged) return inTerminal(`${error.message} ${error.cure}`);
  return reasonOf(error);
}

class Uploader {
  readonly #client: LabelStudioClient;
  readonly #journal;
  readonly #state: string;
  #isWaitTold = false;

  constructor(
    private readonly options: UploadOptions,
    private readonly around: UploadSurroundings,
    token: string,
    private readonly beforehand: Beforehand,
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
  }

  async file(file: string): Promise<FileOutcome | FileFailure> {
    const { options } = this;
    // It stays open: what is sent is read from it batch by batch.
    const pieces = openPieces(path.resolve(this.around.cwd, file));
    try {
      const text = new Rereadable(pieces);
      const objection = options.force
        ? undefined
        : await this.beforehand.objection(file, text, this.#configOfProject, this.#turn);
      if (objection !== undefined) return { file, error: objection };
      const read = await takeSteps(readSteps(text.again(), formOf(file)), { turn: this.#turn });
      return await this.#alone(file, this.#named(file, read));
    } finally {
      pieces.close();
    }
  }

  /** What the server checks with. None where nothing is in it yet: then Label Studio takes every region. */
  readonly #configOfProject = async (): Promise<LabelingConfig | undefined> => {
    const { labelConfig } = await this.#client.project(this.options.project, this.around.signal);
    const { config } = parseLabelingConfig(labelConfig);
    return config && config.controls.size > 0 ? config : undefined;
  };

  /** Between two steps of long work that does not wait for anybody. */
  readonly #turn = (): void => {
    if (this.around.signal.aborted) throw this.#cancelled();
  };

  #cancelled(): ServerError {
    return new ServerError('cancelled', { host: this.options.server.base });
  }

  /** One at a time: what another upload on this machine stores has to be there before a plan is made. */
  async #alone(file: string, read: UploadRead): Promise<FileOutcome> {
    const { server, project, dryRun } = this.options;
    const { signal } = this.around;
    // A dry run sends nothing, and needs not wait for anybody.
    if (dryRun) return this.#upload(file, read);
    const release = await lockProject(this.#state, `${serverIdentity(server.base)} ${project}`, {
      clock: systemClock,
      signal,
      onWaiting: () => this.around.warn(`${file}: waits for another upload to project ${project} to end.`),
    });
    if (!release) throw this.#cancelled();
    try {
      return await this.#upload(file, read);
    } finally {
      release();
    }
  }

  async #upload(file: string, read: UploadRead): Promise<FileOutcome> {
    const { options, around } = this;
    const plan = await this.#plan(file, read);
    await this.#say(prettyPlan(file, plan));
    const nothing = plan.creates.length === 0 && plan.newTasks.length === 0;
    if (options.dryRun || nothing || !(await this.#agreed(plan))) return outcomeOf(file, options, plan);
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
    const outcome = outcomeOf(file, options, plan, result);
    await this.#say(outcome.told, () => unsaid(outcome));
    return outcome;
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

  async #plan(file: string, read: UploadRead): Promise<UploadPlan> {
    const { options, around } = this;
    const { signal } = around;
    await waitForEarlier(this.#client, options.project, {
      clock: systemClock,
      journal: this.#journal,
      signal,
      onWaiting: (left) => this.#waiting(file, Math.ceil(left / 1000)),
    });
    const facts = await gatherServerFacts(this.#client, options.project, read, {
      match: options.match,
      signal,
      onProgress: (what, done, total) => this.#line(`looking at ${what}: ${done} of ${total}`),
    });
    this.#clear();
    const plan = await takeSteps(planSteps(read, facts), { turn: this.#turn });
    const [best] = facts.keyOffers ?? [];
    if (best && plan.newTasks.length > 0) {
      around.warn(
        `${best.found} of ${best.of} tasks that are not in the project by id and equal data have the same "${best.key}" as one that is. Are they meant? Then add --match data.${best.key}.`,
      );
    }
    return plan;
  }

  /** It can take minutes, of which somebody without a terminal is told as well. */
  #waiting(file: string, seconds: number): void {
    if (!this.#isWaitTold && seconds > 0) {
      this.around.warn(
        `${file}: an earlier upload to this project ended in the middle. For some ${seconds} s it is waited for what it has left on its way.`,
      );
      this.#isWaitTold = true;
    }
    this.#line(`waiting ${seconds} s for what an earlier upload left on its way`);
  }

  async #agreed(plan: UploadPlan): Promise<boolean> {
    const { options, around } = this;
    if (options.yes) return true;
    if (!around.terminal) {
      around.warn('Nothing was sent: nobody is there to be asked. Add --yes to upload without asking.');
      return false;
    }
    const { project } = plan.facts;
    const question = `Upload to project ${project.id} ${named(project.title)}? [y/N] `;
    const isAgreed = await ask(question, around.terminal, around.signal);
    if (isAgreed === undefined) throw this.#cancelled();
    return isAgreed;
  }

  async #say(text: string, instead: () => string[] = () => []): Promise<void> {
    const { format, quiet } = this.options;
    if (format === 'json' || quiet) return;
    try {
      await said(this.around, text, instead);
    } catch (error) {
      throw new NotSaid(error);
    }
  }

  #line(text: string): void {
    const { terminal } = this.around;
    if (!terminal || this.options.quiet) return;
    // What goes over the edge could not be taken back.
    const { columns = 80 } = terminal.output as { columns?: number };
    terminal.output.write(`\r\u001b[K${text.slice(0, columns - 1)}`);
  }

  #clear(): void {
    const { terminal } = this.around;
    if (terminal && !this.options.quiet) terminal.output.write('\r\u001b[K');
  }
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

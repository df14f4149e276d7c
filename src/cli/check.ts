import { availableParallelism } from 'node:os';
import { emptyTally, SEVERITIES } from '../core/validation/problem';
import { configProblems } from './configFaults';
import { loadConfig, usableConfig } from './configs';
import { entriesOf } from './entries';
import { reasonOf } from './failures';
import { nameOf } from './findFiles';
import type { CheckOptions } from './options';
import type { Output } from './output';
import { Pool } from './pool';
import { noProgress, type Progress, terminalProgress } from './progress';
import { reporterOf } from './report';
import type { Look, Reporter, Summary } from './report/reporter';
import { type Runner, runHere } from './runner';
import { addTally, isUnchecked, type Target } from './target';

/** Bytes from which on the start of threads pays. */
const WORTH_THREADS = 8 * 1024 * 1024;

/** What the command line has around it. */
export interface Surroundings {
  cwd: string;
  output: Output;
  /** The terminal on which progress is shown, if there is one. */
  terminal: NodeJS.WriteStream | undefined;
  colours: boolean;
  /** The script that a thread runs. */
  script: string;
  /** Says something to people, beside the report. */
  warn(message: string): void;
}

/**
 * Checks what was asked for and writes the report.
 *
 * @returns the exit code: 0 nothing found, 1 something found, 2 something could not be checked
 * @throws UsageError, OutputClosed, and the system's error when the report cannot be written
 */
export async function check(options: CheckOptions, around: Surroundings): Promise<number> {
  const since = performance.now();
  const entries = entriesOf(options, around.cwd);
  const targets = entries.filter((entry): entry is Target => !isUnchecked(entry));
  const look: Look = { colours: around.colours, quiet: options.quiet };
  const progress = progressOf(targets, options, around);
  const runner = runnerOf(targets, options, { look, progress, script: around.script });
  const report = new Report(
    reporterOf(options.format, look),
    progress,
    options.format === 'pretty' ? { ...around, warn: () => {} } : around,
  );
  try {
    await report.begin();
    let index = 0;
    for (const entry of entries) {
      if (isUnchecked(entry)) await report.unchecked(entry.name, entry.error);
      else await report.file(entry, runner, index++);
    }
    await report.configs(targets);
    return await report.end(options, (performance.now() - since) / 1000);
  } finally {
    progress.clear();
    await runner.close();
  }
}

function progressOf(targets: readonly Target[], { quiet }: CheckOptions, { terminal }: Surroundings): Progress {
  if (quiet || !terminal) return noProgress;
  return terminalProgress(
    terminal,
    targets.map(({ size }) => size),
    targets.map(({ name }) => name),
  );
}

function runnerOf(
  targets: readonly Target[],
  { format, jobs, checking }: CheckOptions,
  { look, progress, script }: { look: Look; progress: Progress; script: string },
): Runner {
  const bytes = targets.reduce((sum, { size }) => sum + size, 0);
  const wanted = jobs ?? (bytes < WORTH_THREADS ? 1 : availableParallelism());
  const threads = Math.min(wanted, targets.length);
  if (threads < 2) return runHere(targets, checking, reporterOf(format, look), progress);
  const settings = { jobs: threads, checking, format, look, script, showsProgress: progress !== noProgress };
  return new Pool(targets, progress, settings);
}

/** Writes the report in order, and adds up. */
class Report {
  readonly #sum = {
    files: 0,
    unchecked: 0,
    withoutConfig: 0,
    tasks: 0,
    predictions: 0,
    annotations: 0,
    regions: 0,
    tally: emptyTally(),
  };

  constructor(
    private readonly reporter: Reporter,
    private readonly progress: Progress,
    private readonly around: Surroundings,
  ) {}

  async begin(): Promise<void> {
    await this.#write(this.reporter.begin());
  }

  async unchecked(name: string, error: string): Promise<void> {
    await this.#write(this.reporter.beginFile({ name, config: null }));
    await this.#endFile(name, error);
  }

  async file(target: Target, runner: Runner, index: number): Promise<void> {
    const { name } = target;
    const config =
      target.config !== undefined && usableConfig(target.config) ? nameOf(target.config, this.around.cwd) : null;
    await this.#write(this.reporter.beginFile({ name, config }));
    const run = runner.run(index);
    let step = await run.next();
    for (; !step.done; step = await run.next()) {
      addTally(this.#sum.tally, step.value.tally);
      await this.#write(this.reporter.chunk(step.value.text));
    }
    const { counts, error } = step.value;
    this.#sum.tasks += counts.tasks;
    this.#sum.predictions += counts.predictions;
    this.#sum.annotations += counts.annotations;
    this.#sum.regions += counts.regions;
    if (config === null && error === undefined) this.#sum.withoutConfig++;
    await this.#endFile(name, error);
  }

  /** The labeling configs that were used and are not in order, after the files. */
  async configs(targets: readonly Target[]): Promise<void> {
    for (const file of new Set(targets.map(({ config }) => config))) {
      if (file !== undefined) await this.#config(file);
    }
  }

  async #config(file: string): Promise<void> {
    const name = nameOf(file, this.around.cwd);
    let problems: ReturnType<typeof configProblems>;
    try {
      problems = configProblems(loadConfig(file));
    } catch (error) {
      await this.unchecked(name, reasonOf(error));
      return;
    }
    if (problems.length === 0) return;
    for (const { severity } of problems) this.#sum.tally[severity]++;
    await this.#write(this.reporter.beginFile({ name, config: null }));
    await this.#write(this.reporter.chunk(this.reporter.problems(name, problems)));
    await this.#endFile(name, undefined);
  }

  async end({ failOn }: CheckOptions, seconds: number): Promise<number> {
    const { tally, unchecked } = this.#sum;
    const grave = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
    const found = grave.some((severity) => tally[severity] > 0);
    const exitCode = unchecked > 0 ? 2 : found ? 1 : 0;
    const summary: Summary = { ...this.#sum, seconds, exitCode };
    await this.#write(this.reporter.end(summary));
    await this.around.output.flush();
    return exitCode;
  }

  async #endFile(name: string, error: string | undefined): Promise<void> {
    if (error === undefined) this.#sum.files++;
    else {
      this.#sum.unchecked++;
      this.progress.clear();
      this.around.warn(`${name}: ${error}.`);
    }
    await this.#write(this.reporter.endFile(error));
  }

  async #write(text: string): Promise<void> {
    if (text === '') return;
    this.progress.clear();
    await this.around.output.write(text);
  }
}

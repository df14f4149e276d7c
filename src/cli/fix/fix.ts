import { setImmediate } from 'node:timers/promises';
import { emptyTally, SEVERITIES } from '../../core/validation/problem';
import { usableConfig } from '../configs';
import { entriesOf } from '../entries';
import { nameOf } from '../findFiles';
import type { FixOptions } from '../options';
import type { Output } from '../output';
import { addTally, isUnchecked, type Target } from '../target';
import { type FixEnd, fixTarget } from './fixTarget';
import { type FixReporter, fixReporterOf } from './reporter';

/** Milliseconds after which signals and output get their turn. */
const TURN = 50;

/** What the command line has around it. */
export interface FixSurroundings {
  cwd: string;
  output: Output;
  colours: boolean;
  /** Says something to people, beside the report. */
  warn(message: string): void;
}

/**
 * Mends what was asked for, file by file, and writes the report.
 *
 * @returns the exit code: 0 nothing is left, 1 something is left, 2 something could not be fixed
 * @throws UsageError, OutputClosed, and the system's error when the report cannot be written
 */
export async function fix(options: FixOptions, around: FixSurroundings): Promise<number> {
  const since = performance.now();
  const { colours, cwd, output } = around;
  const reporter = fixReporterOf(options.format, { colours, quiet: options.quiet }, options.dryRun);
  const sum = { files: 0, changed: 0, failed: 0, fixed: 0, left: emptyTally() };
  await output.write(reporter.begin());
  for (const entry of entriesOf(options, cwd)) {
    const end = isUnchecked(entry)
      ? await failed(entry, reporter, output)
      : await one(entry, reporter, options, around);
    if (end.error === undefined) sum.files++;
    else {
      sum.failed++;
      if (options.format !== 'pretty') around.warn(`${entry.name}: ${end.error}.`);
    }
    if (end.fixed.size > 0) sum.changed++;
    for (const count of end.fixed.values()) sum.fixed += count;
    addTally(sum.left, end.left);
  }
  await output.write(reporter.end({ ...sum, seconds: (performance.now() - since) / 1000 }));
  await output.flush();
  const grave = SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
  const isLeft = grave.some((severity) => sum.left[severity] > 0);
  return sum.failed > 0 ? 2 : isLeft ? 1 : 0;
}

async function failed(
  { name, error }: { name: string; error: string },
  reporter: FixReporter,
  output: Output,
): Promise<FixEnd> {
  const end = { fixed: new Map<string, number>(), left: emptyTally(), error };
  await output.write(reporter.beginFile({ name, config: null }) + reporter.endFile(end));
  return end;
}

async function one(
  target: Target,
  reporter: FixReporter,
  options: FixOptions,
  { output, cwd }: FixSurroundings,
): Promise<FixEnd> {
  const { name, path, config: file } = target;
  const config = file !== undefined && usableConfig(file) ? nameOf(file, cwd) : null;
  await output.write(reporter.beginFile({ name, config }));
  const steps = fixTarget({ ...target, path: path ?? '' }, reporter, options);
  let turn = Date.now();
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    if (step.value !== undefined) await output.write(step.value);
    if (Date.now() - turn < TURN) continue;
    await setImmediate();
    turn = Date.now();
  }
  await output.write(reporter.endFile(step.value));
  return step.value;
}

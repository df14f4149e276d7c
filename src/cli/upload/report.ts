import { withoutControls } from '../../core/text/unseen';
import { describePlan, describeResult } from '../../core/upload/describe';
import type { UploadPlan } from '../../core/upload/plan';
import type { UploadResult } from '../../core/upload/result';
import type { UploadOptions } from './options';
import { inTerminal } from './words';

/** What became of one file. */
export interface FileOutcome {
  /** As it was written. */
  file: string;
  complete: boolean;
  /** What a program reads of it; undefined for people. */
  document: object | undefined;
  /** The end of the report for people; empty for a dry run, and where nothing was to be done. */
  told: string;
}

/** A file that could not be uploaded, not even in part. */
export interface FileFailure {
  /** As it was written. */
  file: string;
  /** Why, and what to do. */
  error: string;
}

/** To be asked as long as the file is open: it tells the lines. */
export function outcomeOf(
  file: string,
  { format }: Pick<UploadOptions, 'format'>,
  plan: UploadPlan,
  result?: UploadResult,
): FileOutcome {
  const placed = placedIn(plan);
  const document = () => ({ plan: planJson(plan, placed), ...(result && { result: resultJson(result, placed) }) });
  return {
    file,
    complete: isComplete(plan, result),
    document: format === 'json' ? document() : undefined,
    told: result ? prettyResult(result) : '',
  };
}

/** Whether the server holds everything of the file now. */
function isComplete(plan: UploadPlan, result: UploadResult | undefined): boolean {
  if (plan.unsendable.length > 0) return false;
  if (!result) return plan.creates.length === 0 && plan.newTasks.length === 0;
  const { failed, uncertain, unsent, missing, doubled, stopped, cancelled } = result;
  return (
    failed.length + uncertain.length + unsent.length + missing.length + doubled.length === 0 && !stopped && !cancelled
  );
}

interface Place {
  readonly pointer: string;
  readonly start: number;
}

/** Where something stands, counted from 1 as `check` does; nothing where the file has changed meanwhile. */
function startIn({ read }: UploadPlan, { start }: Place): { line: number; column: number } | undefined {
  try {
    const { line, character } = read.text.positionAt(start);
    return { line: line + 1, column: character + 1 };
  } catch {
    return undefined;
  }
}

/** Pointer and place, as programs get them. */
const placedIn =
  (plan: UploadPlan) =>
  (item: Place): { pointer: string; line?: number; column?: number } => ({
    pointer: item.pointer,
    ...startIn(plan, item),
  });

type Placed = ReturnType<typeof placedIn>;

/** The same for people: `line:column`. */
const shownIn =
  (plan: UploadPlan) =>
  (item: Place): string => {
    const start = startIn(plan, item);
    return start ? `${start.line}:${start.column}` : item.pointer || 'the file';
  };

const lines = (texts: readonly string[]): string =>
  texts.map((text) => withoutControls(`  ${inTerminal(text)}\n`)).join('');

/** For people. */
export const prettyPlan = (file: string, plan: UploadPlan): string =>
  withoutControls(`${file}\n`) + lines(describePlan(plan, shownIn(plan)));

/** For people, behind the plan: what cannot be sent has been said there. */
export function prettyResult(result: UploadResult): string {
  const plan = { ...result.plan, unsendable: [] };
  return lines(describeResult({ ...result, plan }, shownIn(plan)));
}

/** For programs: one document for all files. */
export function jsonReport(
  outcomes: readonly (FileOutcome | FileFailure)[],
  { server, project, dryRun }: Pick<UploadOptions, 'server' | 'project' | 'dryRun'>,
): string {
  const files = outcomes.map((outcome) =>
    'error' in outcome
      ? { ...outcome, complete: false }
      : { file: outcome.file, complete: outcome.complete, ...outcome.document },
  );
  return `${JSON.stringify({ version: 1, server: server.base, project, dryRun, files }, null, 1)}\n`;
}

function planJson({ creates, same, newTasks, surplus, unsendable, versions }: UploadPlan, placed: Placed) {
  return {
    new: creates.filter(({ replaces }) => replaces === undefined).length,
    changed: creates.filter(({ replaces }) => replaces !== undefined).length,
    same: same.length,
    newTasks: newTasks.map(({ task, reason }) => ({
      ...placed(task),
      reason,
      predictions: task.predictions.length,
    })),
    surplus,
    versions,
    cannotBeSent: unsendable.map(({ reason, message, predictions, ...place }) => ({
      ...placed(place),
      reason,
      message,
      predictions,
    })),
  };
}

/** What is stored, in the order of the file and not in that of the answers. */
function inFileOrder<T extends { pointer: string }>(items: readonly T[], { read }: UploadPlan): T[] {
  const starts = new Map<string, number>();
  for (const { pointer, start } of read.flat) starts.set(pointer, start);
  for (const task of read.tasks) {
    starts.set(task.pointer, task.start);
    for (const { pointer, start } of task.predictions) starts.set(pointer, start);
  }
  const startOf = ({ pointer }: T): number => starts.get(pointer) ?? 0;
  return [...items].sort((a, b) => startOf(a) - startOf(b));
}

function resultJson(result: UploadResult, placed: Placed) {
  const { created, imported, failed, uncertain, unsent, missing, doubled, deleted, stopped, cancelled } = result;
  return {
    created: inFileOrder(created, result.plan).map(({ pointer, id, task }) => ({ pointer, id, task })),
    tasks: inFileOrder(imported, result.plan).map(({ pointer, id, predictions }) => ({ pointer, id, predictions })),
    refused: failed.map(({ predictions, message, cure, places, ...place }) => ({
      ...placed(place),
      predictions,
      message,
      cure: inTerminal(cure),
      places: places.map((one) => ({ ...placed(one), message: one.message })),
    })),
    unknown: uncertain.map(({ predictions, message, cure, ...place }) => ({
      ...placed(place),
      predictions,
      message,
      cure: inTerminal(cure),
    })),
    notSent: unsent.map(({ predictions, reason, ...place }) => ({ ...placed(place), predictions, reason })),
    missing: missing.map(({ pointer }) => pointer),
    altered: missing.flatMap(({ pointer, id }) => (id === undefined ? [] : [{ pointer, id }])),
    doubled,
    deleted,
    cancelled,
    ...(stopped && { stopped: { kind: stopped.kind, message: stopped.message, cure: inTerminal(stopped.cure) } }),
  };
}

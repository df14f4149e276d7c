import { describePlan, describeResult } from '../../core/upload/describe';
import type { UploadPlan } from '../../core/upload/plan';
import type { UploadResult } from '../../core/upload/result';
import { inTerminal } from './words';

/** What became of one file. */
export interface FileOutcome {
  /** As it was written. */
  file: string;
  plan: UploadPlan;
  /** Undefined for a dry run, and where nothing was to be done. */
  result: UploadResult | undefined;
}

/** A file that could not be uploaded, not even in part. */
export interface FileFailure {
  /** As it was written. */
  file: string;
  /** Why, and what to do. */
  error: string;
}

/** Whether the server holds everything of the file now. */
export function isComplete({ plan, result }: FileOutcome): boolean {
  if (plan.unsendable.length > 0) return false;
  if (!result) return plan.creates.length === 0 && plan.newTasks.length === 0;
  const { failed, uncertain, unsent, missing, doubled, stopped, cancelled } = result;
  return (
    failed.length + uncertain.length + unsent.length + missing.length + doubled.length === 0 && !stopped && !cancelled
  );
}

/** For people. */
export function prettyPlan(file: string, plan: UploadPlan): string {
  return `${file}\n${describePlan(plan)
    .map((line) => `  ${line}\n`)
    .join('')}`;
}

/** For people. */
export function prettyResult(result: UploadResult): string {
  return describeResult(result)
    .map((line) => `  ${inTerminal(line)}\n`)
    .join('');
}

/** For programs: one document for all files. */
export function jsonReport(outcomes: readonly (FileOutcome | FileFailure)[], server: string, project: number): string {
  const files = outcomes.map((outcome) => ('error' in outcome ? { ...outcome, complete: false } : uploaded(outcome)));
  return `${JSON.stringify({ version: 1, server, project, files }, null, 1)}\n`;
}

function uploaded(outcome: FileOutcome) {
  return {
    file: outcome.file,
    complete: isComplete(outcome),
    plan: planJson(outcome.plan),
    ...(outcome.result && { result: resultJson(outcome.result) }),
  };
}

function planJson({ creates, same, newTasks, surplus, unsendable, versions }: UploadPlan) {
  return {
    new: creates.filter(({ replaces }) => replaces === undefined).length,
    changed: creates.filter(({ replaces }) => replaces !== undefined).length,
    same: same.length,
    newTasks: newTasks.map(({ task, reason }) => ({
      pointer: task.pointer,
      reason,
      predictions: task.predictions.length,
    })),
    surplus,
    versions,
    cannotBeSent: unsendable.map(({ pointer, reason, message, predictions }) => ({
      pointer,
      reason,
      message,
      predictions,
    })),
  };
}

function resultJson({
  created,
  imported,
  failed,
  uncertain,
  unsent,
  missing,
  doubled,
  deleted,
  stopped,
  cancelled,
}: UploadResult) {
  return {
    created: created.map(({ pointer, id, task }) => ({ pointer, id, task })),
    tasks: imported.map(({ pointer, id, predictions }) => ({ pointer, id, predictions })),
    refused: failed.map(({ pointer, predictions, message, cure, places }) => ({
      pointer,
      predictions,
      message,
      cure: inTerminal(cure),
      places: places.map((place) => ({ pointer: place.pointer, message: place.message })),
    })),
    unknown: uncertain.map(({ pointer, predictions, message, cure }) => ({
      pointer,
      predictions,
      message,
      cure: inTerminal(cure),
    })),
    notSent: unsent.map(({ pointer, predictions, reason }) => ({ pointer, predictions, reason })),
    missing: missing.map(({ pointer }) => pointer),
    altered: missing.flatMap(({ pointer, id }) => (id === undefined ? [] : [{ pointer, id }])),
    doubled,
    deleted,
    cancelled,
    ...(stopped && { stopped: { kind: stopped.kind, message: stopped.message, cure: inTerminal(stopped.cure) } }),
  };
}

import type { LabelStudioClient } from '../server/client';
import { ServerError } from '../server/errors';
import { parseServerErrors } from '../server/validationErrors';
import { createBody } from './bodies';
import { importTasks } from './importTasks';
import type { PlannedCreate, UploadPlan } from './plan';
import { placesInPrediction, type UnsentItem, type UploadResult } from './result';
import { type RunOptions, UploadRun } from './runState';

export type { RunOptions, UploadProgress } from './runState';

/** Measured on SQLite: four requests at a time are the fastest, sixteen are slower than one. */
const CONCURRENT_CREATES = 4;
const placeOf = ({ prediction }: PlannedCreate): Omit<UnsentItem, 'reason'> => ({
  pointer: prediction.pointer,
  start: prediction.start,
  end: prediction.end,
  predictions: 1,
});

async function createOne(run: UploadRun, planned: PlannedCreate): Promise<void> {
  const { prediction, task } = planned;
  try {
    const stored = await run.client.createPrediction(createBody(run.text, prediction, task), run.options.signal);
    const { id, created_at, project, model_version } = stored;
    run.result.created.push({ pointer: prediction.pointer, id, created_at, task: stored.task, project, model_version });
    run.succeeded();
    run.settle(1, 1);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.kind === 'validation' || error.kind === 'too-large') refused(run, planned, error);
    else run.fail(error, [placeOf(planned)]);
    run.settle(1, 0);
  }
}

/** The server's verdict on this one prediction; the others may be fine. */
function refused(run: UploadRun, planned: PlannedCreate, error: ServerError): void {
  run.succeeded();
  const places = placesInPrediction(run.text, planned.prediction, parseServerErrors(error.envelope, 'create'));
  const { message, cure } = error;
  run.result.failed.push({ ...placeOf(planned), message, cure, places });
}

async function createAll(run: UploadRun, planned: readonly PlannedCreate[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (!run.over) {
      const item = planned[next++];
      if (!item) return;
      await createOne(run, item);
    }
  };
  // Requests on their way when the run ends are waited for (a cancel ends them at once), so that the account is whole.
  await Promise.all(Array.from({ length: Math.min(CONCURRENT_CREATES, planned.length) }, work));
  for (const item of planned.slice(next)) run.leave(placeOf(item));
}

/**
 * Sends what a plan holds: predictions one by one, four at a time, then new tasks with theirs, as far as `importNew`
 * allows, one request at a time. Never sends anything twice. Every prediction of the plan is in exactly one list of the
 * result afterwards.
 */
export async function runUpload(
  plan: UploadPlan,
  client: LabelStudioClient,
  options: RunOptions = {},
): Promise<UploadResult> {
  const agreed = plan.newTasks.filter(({ reason }) => options.importNew?.has(reason));
  const run = new UploadRun(client, plan, agreed, options);
  await createAll(run, plan.creates);
  await importTasks(run, agreed);
  for (const { task, reason } of plan.newTasks) {
    if (options.importNew?.has(reason)) continue;
    const { pointer, start, end, predictions } = task;
    run.result.unsent.push({ pointer, start, end, predictions: predictions.length, reason: 'not-confirmed' });
  }
  if (options.signal?.aborted) run.result.cancelled = true;
  return run.result;
}

import { ServerError } from '../server/errors';
import { type Journal, noJournal } from './journal';
import type { UploadPlan } from './plan';
import { deleteReplaced, prove } from './prove';
import { placeOf, placeOfTask, type UploadResult } from './result';
import { type RunOptions, UploadRun } from './runState';
import { sendPredictions } from './sendPredictions';
import { TaskSender } from './sendTasks';
import { waitUntilSettled } from './settle';
import type { UploadServer } from './uploadServer';

export type { RunOptions, UploadProgress } from './runState';

/**
 * Makes the server hold what a plan says: imports new tasks with their predictions as far as `importNew` allows, sends the
 * others singly or many at a time, and reads all of it back. An answer that is lost is settled by asking the server, so
 * nothing is stored twice. Every prediction of the plan is in exactly one list of the result afterwards.
 */
export async function runUpload(plan: UploadPlan, server: UploadServer, options: RunOptions): Promise<UploadResult> {
  const run = new UploadRun(server, plan, options);
  const { result } = run;
  const agreed = plan.newTasks.filter(({ reason }) => options.importNew?.has(reason));
  const creates = plan.creates.filter(({ replaces }) => replaces === undefined || options.changed === 'replace');
  run.expect(creates.length + agreed.reduce((sum, { task }) => sum + task.predictions.length, 0));
  notConfirmed(run, options);
  const tasks = new TaskSender(run);
  await tasks.send(agreed);
  await sendPredictions(run, [...tasks.bare, ...creates]);
  try {
    await prove(run);
    await deleteReplaced(run);
    await lookWhatIsShown(run);
  } catch (error) {
    // What is stored is stored; only its ids are not known.
    if (!(error instanceof ServerError)) throw error;
    run.trouble(error, false);
  }
  if (run.cancelled) result.cancelled = true;
  inFileOrder(result);
  return result;
}

/** A project that shows no model version shows one of the first import. */
async function lookWhatIsShown({ server, project, plan, result, options: { signal } }: UploadRun): Promise<void> {
  if (result.imported.length === 0 || plan.facts.project.modelVersion || signal?.aborted) return;
  try {
    result.shownVersion = (await server.project(project, signal)).modelVersion;
  } catch (error) {
    // Nothing but a line of the account hangs on it: all is sent, and read back.
    if (!(error instanceof ServerError)) throw error;
  }
}

/** Requests that are under way together are answered in any order. */
function inFileOrder({ failed, uncertain, unsent, missing }: UploadResult): void {
  for (const items of [failed, uncertain, unsent, missing]) items.sort((a, b) => a.start - b.start);
}

/** What the person did not say yes to stays where it is. */
function notConfirmed({ plan, result }: UploadRun, { importNew, changed }: RunOptions): void {
  for (const { task, reason } of plan.newTasks) {
    if (!importNew?.has(reason)) result.unsent.push({ ...placeOfTask(task), reason: 'not-confirmed' });
  }
  for (const { prediction, replaces } of plan.creates) {
    if (replaces !== undefined && changed !== 'replace') {
      result.unsent.push({ ...placeOf(prediction), reason: 'not-replaced' });
    }
  }
}

/**
 * Waits for what an earlier run has left on its way: until then the server's state says nothing. To be called before a
 * plan is made.
 *
 * @throws ServerError
 */
export async function waitForEarlier(
  server: UploadServer,
  project: number,
  options: Pick<RunOptions, 'clock' | 'signal' | 'limits'> & { journal?: Journal; onWaiting?: (left: number) => void },
): Promise<void> {
  const { clock, journal = noJournal, onWaiting, signal, limits } = options;
  const open = await journal.list(server.server.base, project);
  if (open.length === 0) return;
  const since = Math.max(...open.map(({ at }) => at));
  const patience = Math.max(...open.map((request) => request.patience));
  const downPatience = limits?.downPatience;
  await waitUntilSettled({ server, project, clock, patience, since, signal, onWaiting, downPatience });
  for (const { id } of open) await journal.close(id);
}

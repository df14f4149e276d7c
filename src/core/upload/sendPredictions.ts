import { settleDoubtful, waitForServer } from './doubt';
import type { PlannedCreate } from './plan';
import type { UploadRun } from './runState';
import { sendBulk } from './sendBulk';
import { SinglesSender } from './sendSingles';

/**
 * From how many predictions on one request for all is faster: it recounts every task of the project, which takes as long
 * as 5 single ones in a small project and as 250 in one of 10,000 tasks.
 */
export const bulkFrom = (tasks: number): number => Math.round(5 + tasks / 40);

/** Sends predictions to tasks of the project, in the cheapest way, until all are settled or the run is over. */
export async function sendPredictions(run: UploadRun, creates: readonly PlannedCreate[]): Promise<void> {
  const { taskNumber } = run.plan.facts.project;
  const many = creates.length >= (run.limits.bulkFrom ?? bulkFrom(taskNumber));
  let left: readonly PlannedCreate[] = many ? await sendBulk(run, creates) : creates;
  const singles = new SinglesSender(run);
  while (left.length > 0) {
    if (run.over) return run.leave(left);
    const { again, doubtful, entries, interrupted } = await singles.round(left);
    if (interrupted && doubtful.length === 0 && !run.over) await waitForServer(run);
    left = [...again, ...singles.giveUp(await settleDoubtful(run, doubtful, entries))];
  }
}

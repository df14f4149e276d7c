/** Looks whether the server holds what was sent, once, and cleans up behind what took the place of others. */
import { ServerError } from '../server/errors';
import { versionOf } from './content';
import { lookThrough } from './doubt';
import type { Held } from './holdings';
import { placeOf } from './result';
import type { UploadRun } from './runState';

const MISSING = {
  message: 'The server said that it stored this prediction, and now it is not there.',
  cure: 'Look whether somebody has deleted it, and upload the file again.',
};

const ALTERED = {
  message: 'The server holds something else under the id of this prediction than the file says.',
  cure: 'Look whether somebody has changed it, or something between here and the server changes what is sent.',
};

/**
 * Reads back what was sent: notes ids, what is missing, and what is there twice. Afterwards everything that is held is in
 * the result, with its id as far as it is known.
 *
 * @throws ServerError
 */
export async function prove(run: UploadRun): Promise<void> {
  const wrong = new Map<Held, typeof MISSING>();
  try {
    if (run.holdings.size > 0) run.report({ proving: true });
    for await (const look of lookThrough(run, run.holdings.tasks)) {
      for (const held of look.missing) wrong.set(held, MISSING);
      for (const held of look.altered) wrong.set(held, ALTERED);
      for (const left of look.leftover) {
        if (run.holdings.isOurs(left)) run.result.doubled.push({ task: left.task, id: left.id });
      }
      if (run.options.signal?.aborted) break;
    }
  } finally {
    const gone = new Set([...wrong.keys()].map(({ planned }) => planned.prediction.pointer));
    // Created by what the server said at first.
    if (gone.size > 0) run.result.created = run.result.created.filter(({ pointer }) => !gone.has(pointer));
    const known = new Set(run.result.created.flatMap(({ id }) => id ?? []));
    const names = new Map<string, string>();
    for (const held of run.holdings.all()) {
      const why = wrong.get(held);
      if (why) {
        const { prediction, task } = held.planned;
        run.result.missing.push({
          ...placeOf(prediction),
          ...why,
          task,
          ...(held.id !== undefined && { id: held.id }),
        });
      } else if (held.id === undefined || !known.has(held.id)) note(run, held, names);
    }
  }
}

/** @param names model versions by how they are written, each once */
function note(run: UploadRun, { planned: { prediction, task }, id }: Held, names: Map<string, string>): void {
  const { pointer, version = '' } = prediction;
  const model_version = names.get(version) ?? versionOf(prediction);
  names.set(version, model_version);
  run.result.created.push({ pointer, id, created_at: null, task, project: run.project, model_version });
}

/**
 * Deletes those whose place others have taken, once these are there. Also when somebody has cancelled the sending: a task
 * would otherwise keep both.
 */
export async function deleteReplaced(run: UploadRun): Promise<void> {
  const wrong = new Set(run.result.missing.map(({ pointer }) => pointer));
  for (const { planned, id } of run.holdings.all()) {
    const { replaces } = planned;
    if (replaces === undefined || id === undefined || wrong.has(planned.prediction.pointer)) continue;
    const { signal } = run.options;
    if (signal?.aborted || run.result.stopped) return;
    try {
      await run.server.deletePrediction(replaces, signal);
      run.result.deleted.push(replaces);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      run.trouble(error, false);
    }
  }
}

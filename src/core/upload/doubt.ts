/** Finds out what became of requests whose answers were lost. */
import { ServerError } from '../server/errors';
import { countVersions, versionName } from './content';
import { type Stored, storedPages } from './facts';
import type { Look } from './holdings';
import type { OpenRequest } from './journal';
import { CANCELLED_MIDWAY, LOST_ANSWER_CURE } from './messages';
import type { PlannedCreate } from './plan';
import { placeOf } from './result';
import type { UploadRun } from './runState';
import { isPassing, type Waiting, waitUntilSettled } from './settle';

/**
 * Waits until the server is done with them, and looks what is there.
 *
 * @returns those that are not there and can be sent again; none when that cannot be told, which is then noted
 */
export async function settleDoubtful(
  run: UploadRun,
  doubtful: readonly PlannedCreate[],
  entries: readonly OpenRequest[],
): Promise<PlannedCreate[]> {
  if (doubtful.length === 0) return [];
  try {
    const patience = Math.max(...entries.map((entry) => entry.patience), run.limits.patience);
    let absent = [...doubtful];
    const how = await waitUntilSettled({ ...waitingFor(run, patience), isThere: allThere(run, doubtful) });
    absent = await lookFor(run, absent);
    // The counts can also be right because somebody else writes.
    if (absent.length > 0 && how === 'there') {
      await waitUntilSettled(waitingFor(run, patience));
      absent = await lookFor(run, absent);
    }
    for (const entry of entries) await run.close(entry);
    return absent;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    doubt(run, doubtful, error);
    return [];
  }
}

/** Waits until the server answers again. */
export async function waitForServer(run: UploadRun): Promise<void> {
  try {
    await waitUntilSettled(waitingFor(run, 0));
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    run.trouble(error, false);
  }
}

/** How to wait for the answer to a request that was lost. */
export function waitingFor(run: UploadRun, patience: number): Waiting {
  const { server, project, clock } = run;
  return {
    server,
    project,
    clock,
    patience,
    signal: run.options.signal,
    downPatience: run.limits.downPatience,
    onWaiting: (left: number) => {
      run.report({ waiting: `the server, whose answer was lost (${Math.ceil(left / 1000)} s)` });
    },
  };
}

/** Whether the server counts as many as there are if all of them have landed. */
function allThere(
  run: UploadRun,
  doubtful: readonly PlannedCreate[],
): (counts: ReadonlyMap<string, number>) => boolean {
  const expected = countVersions(doubtful);
  const held = countVersions([...run.holdings.all()].map(({ planned }) => planned));
  const before = byName(run.plan.facts.modelVersions.map((one) => [one.modelVersion, one.count]));
  for (const [version, count] of expected) {
    expected.set(version, count + (held.get(version) ?? 0) + (before.get(version) ?? 0));
  }
  return (counts) => {
    const now = byName(counts);
    return [...expected].every(([version, count]) => (now.get(version) ?? 0) >= count);
  };
}

function byName(counts: Iterable<readonly [string, number]>): Map<string, number> {
  const named = new Map<string, number>();
  for (const [version, count] of counts)
    named.set(versionName(version), (named.get(versionName(version)) ?? 0) + count);
  return named;
}

/** @returns those that are not there */
export async function lookFor(run: UploadRun, items: readonly PlannedCreate[]): Promise<PlannedCreate[]> {
  const { landed, absent } = await lookAt(run, new Set(items.map(({ task }) => task)), items);
  run.settle(landed.length, landed.length);
  if (landed.length > 0) run.progressed();
  return absent;
}

/** The same; where nobody can find out that is noted, and none is to be sent again. */
export async function lookForOrDoubt(run: UploadRun, items: readonly PlannedCreate[]): Promise<PlannedCreate[]> {
  try {
    return await lookFor(run, items);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    doubt(run, items, error);
    return [];
  }
}

/** Looks at tasks before it is given up to find out what they hold. */
const LOOKS = 6;

/** What some tasks hold, compared with what was sent. */
async function lookAt(run: UploadRun, tasks: ReadonlySet<number>, doubtful: readonly PlannedCreate[]): Promise<Look> {
  const stored: Stored = new Map();
  for await (const page of patientPages(run, tasks)) for (const [task, contents] of page) stored.set(task, contents);
  return run.holdings.look(stored, doubtful);
}

/** Tasks that are asked for in one go: there can be millions, and who asks keeps lists of what is still open. */
const TASKS_AT_A_TIME = 10_000;

/** The same of any number of tasks, a page at a time. */
export async function* lookThrough(run: UploadRun, tasks: Iterable<number>): AsyncGenerator<Look, void, undefined> {
  for (const part of partsOf(tasks, TASKS_AT_A_TIME)) {
    for await (const page of patientPages(run, part)) yield run.holdings.look(page);
  }
}

function* partsOf(ids: Iterable<number>, size: number): Generator<readonly number[], void, undefined> {
  let part: number[] = [];
  for (const id of ids) {
    part.push(id);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** A server that is busy with an import may fail at a question now and then: what it has not answered is asked again. */
async function* patientPages(run: UploadRun, tasks: Iterable<number>): AsyncGenerator<Stored, void, undefined> {
  const { server, project, plan } = run;
  const { signal, giveWay } = run.options;
  const options = { ...(signal && { signal }), ...(giveWay && { giveWay }) };
  const versions = new Set(plan.versions.map(({ modelVersion }) => modelVersion));
  const left = new Set(tasks);
  for (let look = 1; left.size > 0; look++) {
    const query = { tasks: [...left], versions, modelVersions: plan.facts.modelVersions };
    try {
      for await (const page of storedPages(server, project, query, options)) {
        for (const task of page.keys()) left.delete(task);
        yield page;
      }
      return;
    } catch (error) {
      if (look >= LOOKS || !isPassing(error)) throw error;
      await run.clock.sleep(look * 1_000, signal);
    }
  }
}

/** Nobody could find out: said as it is, and left to the next run. */
export function doubt(run: UploadRun, items: readonly PlannedCreate[], error: ServerError): void {
  run.trouble(error, false);
  const said = mayBeStored(error);
  for (const { prediction } of items) {
    run.result.uncertain.push({ ...placeOf(prediction), ...said });
    run.settle(1, 0);
  }
}

/** What is said of something that the server may hold after such an end of a request, and what to do. */
export function mayBeStored({ kind, message }: ServerError): { message: string; cure: string } {
  if (kind === 'cancelled') return CANCELLED_MIDWAY;
  return { message: `It may have been stored: ${message}`, cure: LOST_ANSWER_CURE };
}

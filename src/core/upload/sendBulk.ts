/** Many predictions in one request: fast, but it tells neither ids nor, with validation off, what it left out. */
import type { ServerError } from '../server/errors';
import { parseServerErrors, type ServerComplaint } from '../server/validationErrors';
import { BodyList, listedBody, utf8Length } from './bodies';
import { contentKey } from './content';
import { doubt, lookForOrDoubt, settleDoubtful, waitForServer } from './doubt';
import type { OpenRequest } from './journal';
import { DROPPED } from './messages';
import type { PlannedCreate } from './plan';
import { refusalOf, tooLarge } from './refusal';
import { placeOf, placesInPrediction } from './result';
import type { UploadRun } from './runState';
import { isPassing } from './settle';
import { textOf } from './uploadText';

/** Errors of the server's own at one list, after which it is cut in two to find what it fails at. */
const ATTEMPTS = 2;

interface Batch {
  items: readonly PlannedCreate[];
  /** Bytes of its list, where they have been counted. */
  bytes?: number;
  /** Failures of the server itself so far. */
  attempts: number;
}

/**
 * Cuts predictions into lists, bounded by count and by bytes. One larger than a list has one of its own. Where the file
 * has changed the rest is left.
 */
async function* batchesOf(run: UploadRun, items: readonly PlannedCreate[]): AsyncGenerator<Batch, void, undefined> {
  const { giveWay } = run.options;
  let batch: PlannedCreate[] = [];
  let bytes = 0;
  const take = (): Batch => {
    const taken = { items: batch, bytes: BodyList.bytesOf(bytes, batch.length), attempts: 0 };
    batch = [];
    bytes = 0;
    return taken;
  };
  for (const [n, item] of items.entries()) {
    if (giveWay) await giveWay();
    // Nothing is read from the file that will not be sent.
    const body = run.over ? undefined : bodyOf(run, item);
    if (body === undefined) return run.leave([...batch, ...items.slice(n)]);
    const size = utf8Length(body);
    const isFull = batch.length >= run.limits.predictions || bytes + batch.length + size > run.limits.bytes;
    if (batch.length > 0 && isFull) yield take();
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield take();
}

/** Undefined when the file has changed. */
const bodyOf = (run: UploadRun, { prediction, task }: PlannedCreate): string | undefined =>
  run.bodyOf(prediction, (own) => {
    // What it is recognised by on the server is told now, so that the file is not needed any more.
    prediction.key ??= contentKey(own);
    return listedBody(own, prediction, task);
  });

/** The bytes of a list; undefined when the file has changed. */
function measured(run: UploadRun, items: readonly PlannedCreate[]): number | undefined {
  let bytes = 0;
  for (const item of items) {
    const body = bodyOf(run, item);
    if (body === undefined) return undefined;
    bytes += utf8Length(body);
  }
  return BodyList.bytesOf(bytes, items.length);
}

/** What is sent is read from the file while it is sent. @throws FileChanged when it can no longer be had */
function* bodiesOf({ text }: UploadRun, items: readonly PlannedCreate[]): Generator<string, void, undefined> {
  for (const { prediction, task } of items) yield listedBody(textOf(text, prediction), prediction, task);
}

/**
 * Sends lists of predictions, one at a time, until all are settled or the run is over.
 *
 * @returns predictions that have to go alone: the server objected to their list and did not say to which of them
 */
export async function sendBulk(run: UploadRun, items: readonly PlannedCreate[]): Promise<PlannedCreate[]> {
  const alone: PlannedCreate[] = [];
  // One after the other, so that not all bodies are in memory at once.
  for await (const first of batchesOf(run, items)) {
    const queue = [first];
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      if (run.over) run.leave(batch.items);
      else queue.unshift(...(await sendBatch(run, batch, alone)));
    }
  }
  return alone;
}

/** @returns what is to be sent in its place */
async function sendBatch(run: UploadRun, batch: Batch, alone: PlannedCreate[]): Promise<Batch[]> {
  const { items, bytes = measured(run, items) } = batch;
  if (bytes === undefined) {
    run.leave(items);
    return [];
  }
  const body = new BodyList(bytes, () => bodiesOf(run, items));
  const sent = await run.send('bulk', items, () => run.server.importPredictions(run.project, body, run.options.signal));
  if ('error' in sent) {
    const { error, entry } = sent;
    if (error.kind === 'cancelled' && error.maybeStored) {
      doubt(run, items, error);
      return [];
    }
    if (!error.maybeStored) return rejected(run, batch, error, alone);
    if (error.kind === 'validation') return failed(run, batch, error, entry, alone);
    if (!run.trouble(error, isPassing(error))) {
      doubt(run, items, error);
      return [];
    }
    return retry(batch, await settleDoubtful(run, items, [entry]), error, alone);
  }
  if (sent.answer.created === items.length) {
    for (const item of items) run.holdings.hold(item);
    run.settle(items.length, items.length);
    return [];
  }
  // Fewer than were sent: those that the server's validator rejects are not stored, and nothing says which.
  for (const planned of await lookForOrDoubt(run, items)) {
    run.result.failed.push({ ...placeOf(planned.prediction), ...DROPPED, places: [] });
    run.settle(1, 0);
  }
  return [];
}

/** The same again, or in halves where the server itself fails at it, down to the one that it fails at. */
function retry(
  { attempts }: Batch,
  absent: readonly PlannedCreate[],
  error: ServerError,
  alone: PlannedCreate[],
): Batch[] {
  if (absent.length === 0) return [];
  const failures = error.kind === 'server-error' ? attempts + 1 : attempts;
  if (failures < ATTEMPTS) return [{ items: absent, attempts: failures }];
  if (absent.length > 1) return halves(absent);
  alone.push(...absent);
  return [];
}

const asBatch = (items: readonly PlannedCreate[]): Batch[] => (items.length > 0 ? [{ items, attempts: 0 }] : []);

function halves(items: readonly PlannedCreate[]): Batch[] {
  const half = Math.ceil(items.length / 2);
  const parts = [items.slice(0, half), items.slice(half)].filter((part) => part.length > 0);
  return parts.map((part) => ({ items: part, attempts: 0 }));
}

/** An import that the server has carried out later, and not to its end: what of it is there has to be looked at. */
async function failed(
  run: UploadRun,
  { items }: Batch,
  error: ServerError,
  entry: OpenRequest,
  alone: PlannedCreate[],
): Promise<Batch[]> {
  const absent = await settleDoubtful(run, items, [entry]);
  if (absent.length === items.length) return rejected(run, { items, attempts: 0 }, error, alone);
  alone.push(...absent);
  return [];
}

/** Nothing of it is stored, as far as it is the server's usual way. */
async function rejected(run: UploadRun, batch: Batch, error: ServerError, alone: PlannedCreate[]): Promise<Batch[]> {
  const { items } = batch;
  if (error.kind === 'validation') {
    const complaints = parseServerErrors(error.envelope, 'import');
    const rest = refused(run, items, error, complaints);
    // Who numbers them has looked at all of them before storing any.
    if (rest && complaints.every(({ task }) => task === undefined)) return asBatch(rest);
    // With one of Label Studio's feature flags lists are stored 500 at a time, and those before the bad one are there.
    const absent = await lookForOrDoubt(run, rest ?? items);
    if (rest) return asBatch(absent);
    alone.push(...absent);
    return [];
  }
  if (error.kind === 'too-large' && items.length > 1) return halves(items);
  if (error.kind === 'too-large') {
    const [{ prediction }] = items as [PlannedCreate];
    const said = tooLarge(run.server.server.base, 'this prediction');
    run.result.failed.push({ ...placeOf(prediction), ...said, places: [] });
    run.settle(1, 0);
    return [];
  }
  if (!run.trouble(error, isPassing(error))) {
    run.leave(items);
    return [];
  }
  await waitForServer(run);
  return [batch];
}

/** Indexes of the predictions that a complaint is about. */
function meant({ taskIndex, predictionIndex, task }: ServerComplaint, items: readonly PlannedCreate[]): number[] {
  if (task !== undefined) return [...items.keys()].filter((index) => items[index]?.task === task);
  const isOne = taskIndex === undefined && predictionIndex !== undefined && predictionIndex < items.length;
  return isOne ? [predictionIndex] : [];
}

/**
 * Takes out the predictions that the server named.
 *
 * @returns the others, or undefined when the server named none
 */
function refused(
  run: UploadRun,
  items: readonly PlannedCreate[],
  error: ServerError,
  complaints: readonly ServerComplaint[],
): PlannedCreate[] | undefined {
  const byItem = new Map<number, ServerComplaint[]>();
  for (const complaint of complaints) {
    for (const index of meant(complaint, items)) byItem.set(index, [...(byItem.get(index) ?? []), complaint]);
  }
  if (byItem.size === 0) return undefined;
  for (const [index, own] of byItem) {
    const { prediction } = items[index] as PlannedCreate;
    const places = placesInPrediction(run.text, prediction, own);
    const message = refusalOf(run.server.server.base, 'this prediction', own);
    run.result.failed.push({ ...placeOf(prediction), message, cure: error.cure, places });
    run.settle(1, 0);
  }
  run.progressed();
  return items.filter((_, index) => !byItem.has(index));
}

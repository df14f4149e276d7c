/** Runs against a server in memory, of whose result the account is always checked. */
import assert from 'node:assert/strict';
import { ServerError, type ServerErrorFacts, type ServerErrorKind } from '../../../src/core/server/errors';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import type { NewTaskReason } from '../../../src/core/upload/match';
import { planUpload } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import type { UploadResult } from '../../../src/core/upload/result';
import { type RunOptions, runUpload } from '../../../src/core/upload/run';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

export const ALL: ReadonlySet<NewTaskReason> = new Set(['no-id', 'id-not-in-project', 'data-differs']);

export const failing = (kind: ServerErrorKind, facts: Partial<ServerErrorFacts> = {}): ServerError =>
  new ServerError(kind, { host: 'http://simulated', ...facts });

export interface Ran {
  result: UploadResult;
  server: SimulatedServer;
  bodies: string[];
}

export type Answer = (n: number, body: string) => ServerError | Promise<never> | undefined;

/** Uploads singly to a project of one task; `answer` says what happens to each request. */
export async function runOn(text: string, answer: Answer, options: Partial<RunOptions> = {}): Promise<Ran> {
  const clock = new SimulatedClock();
  const server = new SimulatedServer(clock, () => 'none');
  server.addTask('{}');
  const bodies: string[] = [];
  server.intercept = (_, body) => {
    bodies.push(body);
    return answer(Number(/"score":0\.(\d+)/.exec(body)?.[1] ?? bodies.length), body);
  };
  const read = readUpload(text, 'json');
  const plan = planUpload(read, await gatherServerFacts(server, 3, read));
  const limits = { bulkFrom: 1_000, ...options.limits };
  const result = await runUpload(plan, server, { clock, importNew: ALL, ...options, limits });
  assertAccount(result);
  return { result, server, bodies };
}

/** Uploads to a project of one task on a server that `prepare` has changed when everything was planned. */
export async function onServer(
  text: string,
  limits: RunOptions['limits'],
  prepare: (server: SimulatedServer) => void,
): Promise<Omit<Ran, 'bodies'>> {
  const clock = new SimulatedClock();
  const server = new SimulatedServer(clock, () => 'none');
  server.addTask('{}');
  const read = readUpload(text, 'json');
  const plan = planUpload(read, await gatherServerFacts(server, 3, read));
  prepare(server);
  const result = await runUpload(plan, server, { clock, importNew: ALL, ...(limits && { limits }) });
  assertAccount(result);
  return { result, server };
}

export const flat = (n: number): string =>
  `[${Array.from({ length: n }, (_, i) => `{"task":1,"result":[],"model_version":"v1","score":0.${i + 1}1}`).join()}]`;
export const fresh = (n: number, more = ''): string =>
  `[${Array.from({ length: n }, (_, i) => `{"data":{"n":${i}${more}},"predictions":[{"result":[]},{"result":[]}]}`).join()}]`;

export const pointers = (items: readonly { pointer: string }[]): string[] => items.map((item) => item.pointer).sort();
export const sum = (items: readonly { predictions: number }[]): number =>
  items.reduce((all, item) => all + item.predictions, 0);

/** Every prediction of the plan is in exactly one list. */
export function assertAccount({ plan, created, failed, uncertain, unsent, missing }: UploadResult): void {
  const planned = plan.creates.length + plan.newTasks.reduce((all, { task }) => all + task.predictions.length, 0);
  assert.equal(created.length + sum(failed) + sum(uncertain) + sum(unsent) + sum(missing), planned);
}

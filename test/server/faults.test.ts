// Broken connections, gateways and lost answers in front of the real server: what the client says of a request must be
// true of what is stored.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LabelStudioClient } from '../../src/core/server/client';
import { ServerError, type ServerErrorKind } from '../../src/core/server/errors';
import { sharedLabelStudio } from '../harness/labelStudio';
import { FAULTS, type Fault, type FaultyProxy, startFaultyProxy } from './faultyProxy';
import { clientFor } from './support';

const server = sharedLabelStudio();
const direct = clientFor(server.url, server.token);
const CONFIG =
  '<View><Text name="text" value="$text"/><Choices name="mood" toName="text"><Choice value="A"/></Choices></View>';

/** The proxy adds more than the client has patience for. */
const PATIENCE_MS = 4_000;
const times = { lateMs: PATIENCE_MS + 1_000, delayMs: PATIENCE_MS + 1_000, downMs: 300, dripMs: 500 };

let proxy: FaultyProxy;
let client: LabelStudioClient;
let project: number;
let task: number;
let versions = 0;

before(async () => {
  proxy = await startFaultyProxy({ target: server.url, ...times });
  // The legacy token, so that no other request comes between.
  const timeouts = { read: PATIENCE_MS, create: PATIENCE_MS, import: PATIENCE_MS };
  client = clientFor(proxy.url, server.token, { timeouts });
  project = (await server.createProject({ title: 'faults', label_config: CONFIG })).id;
  [task] = (await server.importTasks(project, [{ data: { text: 'a' } }])) as [number];
});
after(async () => {
  await proxy.close();
  await server.api('DELETE', `/api/projects/${project}/`);
});

/** How many predictions of a version there are. */
async function stored(version: string): Promise<number> {
  const all = await direct.modelVersions(project);
  return all.find(({ modelVersion }) => modelVersion === version)?.count ?? 0;
}

/** What the client has to say of a POST that meets with the fault, and whether the server has carried it out. */
const OUTCOMES: Readonly<Record<Fault, { says: ServerErrorKind | undefined; landed: boolean }>> = {
  down: { says: 'reset', landed: false },
  'reset-before': { says: 'reset', landed: false },
  'reset-after': { says: 'reset', landed: true },
  late: { says: 'timeout', landed: true },
  cut: { says: 'reset', landed: true },
  'too-many': { says: undefined, landed: true },
  'error-before': { says: 'server-error', landed: false },
  'error-after': { says: 'server-error', landed: true },
  'gateway-before': { says: 'gateway', landed: false },
  'gateway-after': { says: 'gateway', landed: true },
  drip: { says: undefined, landed: true },
  delay: { says: 'timeout', landed: true },
};

const posts: [string, number, (version: string) => Promise<unknown>][] = [
  ['one', 1, (v) => client.createPrediction(`{"task":${task},"result":[],"model_version":"${v}"}`)],
  [
    'several',
    3,
    (v) => {
      const one = `{"task":${task},"result":[],"model_version":"${v}"}`;
      return client.importPredictions(project, `[${one},${one},${one}]`);
    },
  ],
];

for (const [name, count, send] of posts) {
  describe(`${name}, whole or not at all, and never twice`, () => {
    for (const fault of FAULTS) {
      test(fault, async () => {
        const { says, landed } = OUTCOMES[fault];
        const version = `v${versions++}`;
        proxy.next(fault);
        const error = await send(version).then(
          () => undefined,
          (reason) => reason,
        );
        await proxy.idle();
        assert.equal(error?.kind, says, String(error));
        // Nobody can tell from the client's side which of the two it was.
        if (error) assert.ok(error instanceof ServerError && error.maybeStored);
        assert.equal(await stored(version), landed ? count : 0);
      });
    }

    test('while nobody is there: certainly not stored', async () => {
      const version = `v${versions++}`;
      proxy.next('down');
      // Not a read of the client, which would be repeated until somebody is there again.
      await assert.rejects(fetch(proxy.url));
      const error = await send(version).then(
        () => undefined,
        (reason) => reason,
      );
      await proxy.idle();
      assert.deepEqual([error?.kind, error?.maybeStored], ['refused', false]);
      assert.equal(await stored(version), 0);
    });
  });
}

describe('reading', () => {
  const read = async (): Promise<number> => {
    let count = 0;
    for await (const { predictions } of client.predictionsOfTasks(project, [task])) count += predictions.length;
    return count;
  };
  let all: number;
  before(async () => {
    all = (await direct.predictionsOfTask(task)).length;
    assert.ok(all > 0);
  });
  for (const fault of FAULTS) {
    const patient = fault !== 'late' && fault !== 'delay';
    test(`${fault}: ${patient ? 'everything, after asking again' : 'no answer, rather than a wrong one'}`, async () => {
      proxy.next(fault);
      if (patient) assert.equal(await read(), all);
      else await assert.rejects(read(), { kind: 'timeout', maybeStored: false });
      await proxy.idle();
    });
  }
});

test('deleting is repeated until it is done', async () => {
  for (const fault of ['reset-after', 'error-before', 'gateway-after', 'cut'] as const) {
    const { id } = await direct.createPrediction(`{"task":${task},"result":[]}`);
    proxy.next(fault);
    const done = await client.deletePrediction(id);
    // When the first attempt did it, the second finds nothing any more.
    assert.equal(done, fault === 'error-before', fault);
    assert.ok((await direct.predictionsOfTask(task)).every((prediction) => prediction.id !== id));
  }
});

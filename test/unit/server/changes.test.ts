// What changes something on the server, against faults: what is repeated, and what is said of it.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { LabelStudioClient } from '../../../src/core/server/client';
import { ServerError, type ServerErrorKind } from '../../../src/core/server/errors';
import { parseServerErrors } from '../../../src/core/server/validationErrors';
import { clientOf, type Handler, hastyClock, json, type Loopback, page, startLoopback, TOKEN } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(handler: Handler): Promise<{ client: LabelStudioClient; server: Loopback }> {
  const server = await startLoopback(handler);
  open.push(server);
  return { client: clientOf(server.url), server };
}

async function errorOf(work: Promise<unknown>, kind: ServerErrorKind): Promise<ServerError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ServerError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.ok(!`${error.message}${error.cure}${error.detail}${JSON.stringify(error.envelope)}`.includes(TOKEN));
    return error;
  }
  assert.fail('it succeeded');
}

describe('predictions in bulk', () => {
  test('the number stored, the body as it is, no slash at the end', async () => {
    const { client, server } = await serve((_, response) => json(response, 201, { created: 2 }));
    assert.deepEqual(await client.importPredictions(4, '[{"task": 1.0}]'), { created: 2 });
    assert.deepEqual(
      server.seen.map(({ method, url, body }) => [method, url, body]),
      [['POST', '/api/projects/4/import/predictions', '[{"task": 1.0}]']],
    );
  });
  test('a job of another edition is waited for', async () => {
    const { client } = await serve((request, response) =>
      request.method === 'POST'
        ? json(response, 201, { import: 77 })
        : json(response, 200, { status: 'completed', prediction_count: 5 }),
    );
    assert.deepEqual(await client.importPredictions(4, '[]'), { created: 5 });
  });
  test('never sent twice', async () => {
    for (const status of [500, 502, 503, 504]) {
      const { client, server } = await serve((_, response) => page(response, status, 'x'));
      const error = await errorOf(client.importPredictions(1, '[]'), status === 500 ? 'server-error' : 'gateway');
      assert.equal(error.maybeStored, true);
      assert.equal(server.seen.length, 1);
    }
    const cut = await serve((_, __, request) => void request.socket.destroy());
    assert.equal((await errorOf(cut.client.importPredictions(1, '[]'), 'reset')).maybeStored, true);
    assert.equal(cut.server.seen.length, 1);
  });
  test('an answer of another shape says nothing of what is stored', async () => {
    const { client } = await serve((_, response) => json(response, 201, { count: 3 }));
    assert.equal((await errorOf(client.importPredictions(1, '[]'), 'unexpected-answer')).maybeStored, true);
  });
  test('a refusal names predictions and regions', async () => {
    const { client } = await serve((_, response) =>
      json(response, 400, {
        detail: 'Validation error',
        validation_errors: { non_field_errors: ["Prediction 3: Region 1: 'from_name' 'z' not found"] },
      }),
    );
    const error = await errorOf(client.importPredictions(1, '[]'), 'validation');
    assert.match(error.message, /refused the predictions\. It said: .*'from_name' 'z' not found/);
    assert.equal(error.maybeStored, false);
    assert.deepEqual(parseServerErrors(error.envelope, 'import'), [
      { predictionIndex: 3, regionIndex: 1, message: "'from_name' 'z' not found" },
    ]);
  });
});

describe('deletions', () => {
  const kinds: [string, (client: LabelStudioClient) => Promise<boolean>][] = [
    ['/api/predictions/5/', (client) => client.deletePrediction(5)],
    ['/api/tasks/5/', (client) => client.deleteTask(5)],
  ];
  for (const [path, remove] of kinds) {
    test(`${path}: done, gone already, repeated after a fault`, async () => {
      let n = 0;
      const { client, server } = await serve((_, response) => {
        if (++n === 1) return void response.writeHead(204).end();
        if (n === 2) return json(response, 404, { detail: 'No Prediction matches the given query.' });
        if (n === 3) return page(response, 500, 'database is locked');
        response.writeHead(204).end();
      });
      assert.equal(await remove(client), true);
      assert.equal(await remove(client), false);
      assert.equal(await remove(client), true);
      assert.ok(server.seen.every(({ method, url }) => method === 'DELETE' && url === path));
      assert.equal(server.seen.length, 4);
    });
    test(`${path}: a page says nothing of the prediction`, async () => {
      const { client } = await serve((_, response) => page(response, 404, 'Not found'));
      await errorOf(remove(client), 'not-found');
    });
    test(`${path}: not allowed`, async () => {
      const { client } = await serve((_, response) => json(response, 403, { detail: `no rights for ${TOKEN}` }));
      assert.match((await errorOf(remove(client), 'forbidden')).message, /(prediction|task) 5/);
    });
  }
  test('a model version: the number; never repeated, since the first may still be at work', async () => {
    let n = 0;
    const { client, server } = await serve((_, response) =>
      ++n === 1 ? json(response, 200, { deleted_predictions: 12 }) : page(response, 504, 'x'),
    );
    assert.equal(await client.deleteModelVersion(3, 'v "1"'), 12);
    assert.equal((await errorOf(client.deleteModelVersion(3, 'v'), 'gateway')).maybeStored, true);
    assert.deepEqual(
      server.seen.map(({ method, url, body }) => [method, url, JSON.parse(body).model_version]),
      [
        ['DELETE', '/api/projects/3/model-versions/', 'v "1"'],
        ['DELETE', '/api/projects/3/model-versions/', 'v'],
      ],
    );
  });
});

describe('projects', () => {
  const project = { id: 3, title: 'ships', label_config: '<View/>', task_number: 2, total_predictions_number: 5 };

  test('made, and never twice', async () => {
    let n = 0;
    const { client, server } = await serve((_, response) =>
      ++n === 1 ? json(response, 201, { ...project, task_number: null }) : page(response, 502, 'x'),
    );
    const made = await client.createProject('ships', '<View/>');
    assert.deepEqual([made.id, made.taskNumber], [3, 0]);
    assert.deepEqual(JSON.parse(server.seen[0]?.body ?? ''), { title: 'ships', label_config: '<View/>' });
    assert.equal((await errorOf(client.createProject('ships', '<View/>'), 'gateway')).maybeStored, true);
    assert.equal(server.seen.length, 2);
  });

  test('what else is known of one', async () => {
    const more = {
      total_annotations_number: 7,
      show_collab_predictions: false,
      evaluate_predictions_automatically: true,
    };
    const { client } = await serve((_, response) => json(response, 200, { ...project, ...more }));
    const { id, title, labelConfig, ...facts } = await client.project(3);
    assert.deepEqual(facts, {
      taskNumber: 2,
      modelVersion: '',
      predictionNumber: 5,
      annotationNumber: 7,
      showsPredictions: false,
      predictsOnReading: true,
    });
  });

  test('the version to show, repeated after a fault; a version that it does not have', async () => {
    let n = 0;
    const { client, server } = await serve((_, response) => {
      if (++n === 1) return page(response, 502, 'x');
      if (n === 2) return json(response, 200, { ...project, model_version: 'v1' });
      const words = "Model version doesn't exist either as live model or as static predictions.";
      json(response, 400, { detail: 'Validation error', validation_errors: { model_version: [words] } });
    });
    assert.equal((await client.setModelVersion(3, 'v1')).modelVersion, 'v1');
    const error = await errorOf(client.setModelVersion(3, 'v9'), 'validation');
    assert.match(error.message, /refused the model version "v9"\. It said: model_version: Model version doesn't exist/);
    assert.deepEqual(
      server.seen.map(({ method, body }) => [method, body]),
      [
        ['PATCH', '{"model_version":"v1"}'],
        ['PATCH', '{"model_version":"v1"}'],
        ['PATCH', '{"model_version":"v9"}'],
      ],
    );
  });

  test('versions with the time of the newest, and those that are not counted', async () => {
    const latest = '2026-11-29T01:51:56.038920Z';
    const { client } = await serve((_, response) =>
      json(response, 200, {
        static: [
          { model_version: 'v', count: 3, latest },
          { model_version: null, count: 0, latest },
        ],
        live: null,
      }),
    );
    assert.deepEqual(await client.modelVersions(1), [
      { modelVersion: 'v', count: 3, latest },
      { modelVersion: 'null', count: 0, uncounted: true, latest },
    ]);
  });
});

describe('an import that another edition carries out later', () => {
  const states = (list: object[]): Handler => {
    let n = 0;
    return (_, response) => json(response, 200, list[Math.min(n++, list.length - 1)]);
  };

  test('is waited for', async () => {
    const { client, server } = await serve(
      states([
        { status: 'created', task_count: null },
        { status: 'in_progress', task_count: null },
        { status: 'completed', task_count: 2, prediction_count: 3, task_ids: [8, 9], error: null },
      ]),
    );
    assert.deepEqual(await client.importJob(3, 77), { taskCount: 2, predictionCount: 3, taskIds: [8, 9] });
    assert.deepEqual(
      server.seen.map(({ method, url }) => [method, url]),
      Array(3).fill(['GET', '/api/projects/3/imports/77/']),
    );
  });

  test('has failed: its words, with their places, without tokens', async () => {
    const error = `Prediction validation failed (1 errors):\n- Task 1, prediction 0: Region 2: bad ${TOKEN}\n`;
    const { client } = await serve(states([{ status: 'failed', error }]));
    const found = await errorOf(client.importJob(3, 77), 'validation');
    assert.match(found.message, /refused import 77 of project 3/);
    assert.equal(found.maybeStored, true);
    assert.deepEqual(parseServerErrors(found.envelope, 'import'), [
      { taskIndex: 1, predictionIndex: 0, regionIndex: 2, message: 'bad [token]' },
    ]);
  });

  test('is not waited for for ever, with longer and longer pauses', async () => {
    const server = await startLoopback(states([{ status: 'in_progress' }]));
    open.push(server);
    const slept: number[] = [];
    let now = 0;
    const clock = {
      ...hastyClock(),
      now: () => now,
      async sleep(ms: number) {
        slept.push(ms);
        now += ms;
      },
    };
    const error = await errorOf(clientOf(server.url, clock, { import: 30_000 }).importJob(3, 77), 'import-unfinished');
    assert.equal(error.maybeStored, true);
    assert.deepEqual(slept.slice(0, 6), [500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    assert.ok(now >= 30_000 && now <= 36_000);
  });

  test('goes on when the server was away for a moment, and knows when nothing is told', async () => {
    let n = 0;
    const { client } = await serve((_, response) =>
      ++n < 9
        ? json(response, 502, {})
        : json(response, 200, { status: 'completed', task_count: 1, prediction_count: 1, task_ids: [8] }),
    );
    assert.deepEqual((await client.importJob(3, 77)).taskIds, [8]);
    const { client: other } = await serve((_, response) => json(response, 404, { detail: 'Not found.' }));
    assert.equal((await errorOf(other.importJob(3, 77), 'timeout')).maybeStored, true);
  });

  test('cancelled while it is waited for', async () => {
    const controller = new AbortController();
    const { client } = await serve((_, response) => {
      controller.abort();
      json(response, 200, { status: 'in_progress' });
    });
    assert.equal((await errorOf(client.importJob(3, 77, controller.signal), 'cancelled')).maybeStored, true);
  });
});

test('what people have done with tasks', async () => {
  const { client } = await serve((_, response) =>
    json(response, 200, {
      total: 3,
      tasks: [
        { id: 1, total_annotations: 1, cancelled_annotations: 2, annotations_ids: '', draft_exists: false },
        { id: 2, total_annotations: 0, cancelled_annotations: 0, annotations_ids: '4,5', draft_exists: false },
        { id: 3, total_annotations: 0, cancelled_annotations: 0, annotations_ids: '', draft_exists: true },
      ],
    }),
  );
  assert.deepEqual(
    [...(await client.annotationsOfTasks(1, [1, 2, 3, 4])).values()],
    [
      { id: 1, annotations: 3, draft: false },
      { id: 2, annotations: 2, draft: false },
      { id: 3, annotations: 0, draft: true },
    ],
  );
});

test('time limits can be set', async () => {
  const server = await startLoopback(() => {});
  open.push(server);
  const client = clientOf(server.url, hastyClock(), { read: 50, create: 60, import: 70 });
  for (const work of [
    () => client.project(1),
    () => client.createPrediction('{}'),
    () => client.importTasks(1, '[]'),
  ]) {
    const since = Date.now();
    await errorOf(work(), 'timeout');
    assert.ok(Date.now() - since < 5_000);
  }
});

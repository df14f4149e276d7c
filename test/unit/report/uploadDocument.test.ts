// What is shown of an upload on demand, made from a run against a server in memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerError } from '../../../src/core/server/errors';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import { planUpload } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import { runUpload } from '../../../src/core/upload/run';
import { placesOfTrouble, uploadDocument } from '../../../src/core/upload/session/uploadDocument';
import { SimulatedClock, SimulatedServer } from '../upload/simulatedServer';

test('every id that was given, and every place that is not stored with a link to it', async () => {
  const clock = new SimulatedClock();
  const server = new SimulatedServer(clock, () => 'none');
  server.addTask('{}');
  const lines = [
    '{"task":1,"model_version":"a","score":0.1,"result":[]}',
    '{"task":1,"model_version":"a","score":0.2,"result":[{"id":"x"}]}',
    '{"task":77,"model_version":"a","score":0.3,"result":[]}',
    '{"data":{"n":1},"predictions":[{"result":[]},{"result":[]}]}',
  ];
  server.intercept = (_, body) => {
    if (!body.includes('"x"')) return undefined;
    const envelope = { validation_errors: { non_field_errors: ['Region 0: no "type"'] } };
    return new ServerError('validation', { host: 'http://simulated', status: 400, envelope });
  };
  const read = readUpload(lines.join('\n'), 'jsonl');
  const plan = planUpload(read, await gatherServerFacts(server, 3, read));
  const limits = { bulkFrom: 1_000 };
  const result = await runUpload(plan, server, { clock, limits, importNew: new Set(['no-id'] as const) });
  const { parts, links } = uploadDocument('a.jsonl', new Date(0), result, placesOfTrouble(result));
  const text = [...parts].join('');
  assert.match(text, /^Upload of a\.jsonl, .*\nto project 3 "Simulated" on http:\/\/simulated\n.*"Open Link"\.\n/);
  assert.match(text, /\nRefused by the server \(1\)\n {2}2:\d+ +\/1\/result\/0 {2}.*no "type"\n/);
  assert.match(text, /\nCannot be sent \(1\)\n {2}3:\d+ +\/2\/task {2}The chosen project has no task with this id\.\n/);
  assert.match(text, /\nStored predictions \(3\)\n {2}\/0 {2}prediction \d+ on task 1, model version "a"\n(.*\n){2}\n/);
  assert.match(text, /\nNew tasks \(1\)\n {2}\/3 {2}task \d+ with 2 predictions\n/);
  const shown = text.split('\n');
  assert.deepEqual(
    links.map(({ line, start, end }) => shown[line]?.slice(start, end).split(':')[0]),
    ['2', '3'],
  );
});

// A small share of what `npm run chaos` does at length.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { chaos, faultLines, killLine } from './chaosRun';

test('300 predictions through a proxy at which every fifth request fails, the client killed on the way', async (context) => {
  const seed = 20_261_129;
  const outcome = await chaos({
    seed,
    predictions: 300,
    fresh: 40,
    tasks: 20,
    batch: 25,
    share: 0.2,
    clientKills: 3,
    server: sharedLabelStudio(),
    log: (line) => context.diagnostic(line),
  });
  context.diagnostic(
    `seed ${seed}, ${outcome.starts} starts, ${outcome.posts} POSTs, ${faultLines(outcome)}, killed ${killLine(outcome)}`,
  );
  assert.deepEqual(outcome.wrong, []);
  assert.deepEqual(outcome.clientKills, { come: 1, forwarded: 1, answered: 1 });
  assert.ok(outcome.posts >= 12);
});

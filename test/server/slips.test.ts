// What we say of predictions with one thing done wrong, beside the validator that Label Studio runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ensureLabelStudio } from '../../scripts/setup/index.mjs';
import { compareSlips, summary } from './compareSlips';
import { Oracle } from './oracle';

/** The same on every run, so that a failure comes again; `npm run compare:sdk -- --slips` takes others. */
const SEED = 20_261_129;
const PER_TAG = 96;

let oracle: Oracle;

before(async () => {
  const { python } = await ensureLabelStudio();
  oracle = new Oracle(python, 'test/server/server_gate_oracle.py');
});

after(() => {
  oracle?.stop();
});

test(`${PER_TAG} predictions of every control tag (seed ${SEED})`, async (context) => {
  const comparison = await compareSlips(oracle, PER_TAG, SEED);
  context.diagnostic(summary(comparison));
  assert.deepEqual(comparison.disagreements.slice(0, 3), []);
  const { count, valid, kinds } = comparison;
  assert.ok(valid > count / 4 && valid < count / 1.5, `${valid} of ${count} are valid`);
  const untold = [...kinds].filter(([, [made, told]]) => made >= 20 && told < made / 10).map(([kind]) => kind);
  assert.deepEqual(untold, [], 'kinds of slips that hardly anybody objects to');
  assert.ok(kinds.size >= 15, [...kinds.keys()].join());
});

// Our verdict on predictions beside the one of the validator that Label Studio runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ensureLabelStudio } from '../../scripts/setup/index.mjs';
import { compareSdk, summary } from './compareSdk';
import { Oracle } from './oracle';

/** The same on every run, so that a failure comes again; `npm run compare:sdk` takes others. */
const SEED = 20_261_124;
const COUNT = 2_000;

let oracle: Oracle;

before(async () => {
  const { python } = await ensureLabelStudio();
  oracle = new Oracle(python, 'test/server/server_gate_oracle.py');
});

after(() => {
  oracle?.stop();
});

test(`${COUNT} random predictions for random configs (seed ${SEED})`, async (context) => {
  const comparison = await compareSdk(oracle, COUNT, SEED);
  context.diagnostic(summary(comparison));
  assert.deepEqual(comparison.disagreements.slice(0, 3), []);
  const { validWithRegions, count, codes, types } = comparison;
  assert.ok(validWithRegions > count / 6, `only ${validWithRegions} of ${count} are valid and have regions`);
  assert.equal(codes.size, 19, [...codes.keys()].sort().join(', '));
  assert.ok([...types.values()].filter(([valid, invalid]) => valid > 0 && invalid > 0).length > 35);
});

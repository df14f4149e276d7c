import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mutated, sameAfterEdits, sameInEveryWay } from './properties';

/** A thousandth and more of what `npm run fuzz` runs. The seed changes from run to run; a failure names it. */
describe('random documents', () => {
  test('are checked alike as a whole, region by region and as a stream', () => {
    fc.assert(sameInEveryWay, { numRuns: 1_000 });
  });
  test('mutated in any way make no throw and no place outside of them', () => {
    fc.assert(mutated, { numRuns: 1_500 });
  });
});

describe('random edits', () => {
  test('lead to what a fresh check says', () => {
    fc.assert(sameAfterEdits, { numRuns: 400 });
  });
});

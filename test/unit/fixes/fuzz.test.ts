import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mendedInEveryWay, offered, safelyMended } from './properties';

/** A share of what `npm run fuzz` runs. The seed changes from run to run; a failure names it. */
describe('random units', () => {
  test('are mended without a throw, a new error, or anything left for a second run', () => {
    fc.assert(safelyMended, { numRuns: 300 });
  });
  test('offer fixes that each give JSON with fewer problems of their kind', () => {
    fc.assert(offered, { numRuns: 100 });
  });
});

describe('random documents', () => {
  test('are mended alike unit by unit and as a stream, in pieces of any size', () => {
    fc.assert(mendedInEveryWay, { numRuns: 100 });
  });
});

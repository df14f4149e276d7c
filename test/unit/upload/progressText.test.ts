import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressText } from '../../../src/core/upload/progressText';

const at = (done: number, elapsed: number, more = {}): string =>
  progressText({ done, total: 1_000, stored: done, failed: 0, ...more }, elapsed);

test('counts, speed and what is left at it', () => {
  assert.equal(at(100, 4_000), '100 of 1,000 stored, 25 a second, 36 s left');
  assert.equal(at(900, 500), '900 of 1,000 stored, 1,800 a second, 1 s left');
  assert.equal(at(10, 4_000), '10 of 1,000 stored, 2.5 a second, 7 min left');
  assert.equal(at(1, 60_000), '1 of 1,000 stored, 1.0 a minute, 16.6 h left');
  assert.equal(
    at(100, 4_000, { stored: 90, failed: 10 }),
    '100 of 1,000, 90 stored, 10 refused, 25 a second, 36 s left',
  );
});

test('nothing is foretold before anything has gone, at the end, and while the server is waited for', () => {
  assert.equal(at(0, 4_000), '0 of 1,000 stored');
  assert.equal(at(1_000, 4_000), '1,000 of 1,000 stored');
  assert.equal(at(100, 0), '100 of 1,000 stored');
  assert.equal(at(0, 4_000, { underWay: 1_000 }), '0 of 1,000 stored, 1,000 on their way');
  assert.equal(at(1_000, 4_000, { proving: true }), '1,000 stored, reading them back');
  assert.equal(at(100, 4_000, { waiting: 'the server' }), 'waiting for the server');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionAt, stringSource } from '../../../src/core/text/lines';

test('positions count lines from 0 and characters in UTF-16 units', () => {
  const source = stringSource('ab\r\n\u{1f600}c\n');
  assert.equal(source.lineCount, 3);
  assert.deepEqual(positionAt(source, 0), { line: 0, character: 0 });
  assert.deepEqual(positionAt(source, 3), { line: 0, character: 3 });
  assert.deepEqual(positionAt(source, 6), { line: 1, character: 2 });
  assert.deepEqual(positionAt(source, 99), { line: 2, character: 0 });
  assert.deepEqual(positionAt(source, -1), { line: 0, character: 0 });
});

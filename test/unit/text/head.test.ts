import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { headOf } from '../../../src/core/text/head';

describe('the head of an object', () => {
  const table: [text: string, head: string][] = [
    ['{"a": 1, "b": 2}', '{"a": 1, "b": 2}'],
    ['{\n  "id": "r1",\n  "b": 2\n}', '{\n  "id": "r1"'],
    ['{\n  "a": [\n1\n],\n  "b": 2\n}', '{\n  "a"'],
    ['{\n}', '{\n}'],
    ['[\n1\n]', '[\n1\n]'],
    ['"x"', '"x"'],
  ];
  for (const [text, head] of table) {
    test(JSON.stringify(text), () => {
      const span = headOf(text, { start: 0, end: text.length });
      assert.equal(text.slice(span.start, span.end), head);
    });
  }
});

// Pages of a listing that come in parts, however they are cut.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { PageReader } from '../../../src/core/server/listingText';

const read = (value: unknown, text: string) => (value === undefined ? undefined : { value, text });

function pageOf(parts: readonly string[]) {
  const reader = new PageReader(read);
  for (const part of parts) reader.take(part);
  return reader.end();
}

/** The text in parts of so many characters, one after the other. */
function cut(text: string, sizes: readonly number[]): string[] {
  const parts: string[] = [];
  for (let at = 0, n = 0; at < text.length; n++) {
    const size = sizes[n % sizes.length] as number;
    parts.push(text.slice(at, at + size));
    at += size;
  }
  return parts;
}

const task = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));
const indent = fc.constantFrom(undefined, 1, '\t');

describe('a page that comes in parts', () => {
  test('has the tasks and the total that it has as a whole, wherever it is cut', () => {
    const page = fc.record({ total: fc.nat(), tasks: fc.array(task), before: fc.jsonValue(), after: fc.jsonValue() });
    fc.assert(
      fc.property(page, indent, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (own, space, sizes) => {
        const { before, after, total, tasks } = own;
        const text = JSON.stringify({ tasks_before: before, total, tasks, after }, undefined, space);
        const found = pageOf(cut(text, sizes));
        assert.equal(found?.total, total);
        const whole = JSON.parse(text) as { tasks: unknown[] };
        assert.deepEqual(
          found?.tasks.map(({ value }) => value),
          whole.tasks,
        );
        // The text of each is its own, digits and blanks included.
        for (const one of found?.tasks ?? []) assert.ok(text.includes(one.text));
      }),
      { seed: 20261129, numRuns: 2_000 },
    );
  });

  test('is none when it ends early, wherever that is', () => {
    const text = JSON.stringify({ total: 2, tasks: [{ id: 1, data: { a: '\\"]}' } }, { id: 2 }], more: [1, { b: 2 }] });
    for (let end = 0; end < text.length; end++)
      assert.equal(pageOf([text.slice(0, end)]), undefined, text.slice(0, end));
    assert.equal(pageOf([text])?.tasks.length, 2);
  });

  test('keeps numbers as they are written', () => {
    const found = pageOf(['{"total":1,"tasks":[{"id":1,"n":12345678901', '234567890.10}]}']);
    assert.equal(found?.tasks[0]?.text, '{"id":1,"n":12345678901234567890.10}');
  });

  for (const [what, text] of [
    ['two commas', '{"total":2,"tasks":[{"id":1},,{"id":2}]}'],
    ['no comma', '{"total":2,"tasks":[{"id":1}{"id":2}]}'],
    ['a comma at the start', '{"total":1,"tasks":[,{"id":1}]}'],
    ['a comma at the end', '{"total":1,"tasks":[{"id":1},]}'],
    ['a number among the tasks', '{"total":2,"tasks":[{"id":1},2]}'],
    ['a number alone', '{"total":1,"tasks":[1]}'],
    ['a task that is not JSON', '{"total":1,"tasks":[{"id":01}]}'],
    ['brackets that do not fit', '{"total":1,"tasks":[{"id":[1}]]}'],
    ['text behind it', '{"total":0,"tasks":[]}x'],
    ['a second page behind it', '{"total":0,"tasks":[]}{"total":0,"tasks":[]}'],
    ['no total', '{"tasks":[{"id":1}]}'],
    ['no tasks', '{"total":1}'],
    ['tasks that are no list', '{"total":1,"tasks":{"id":1}}'],
    ['tasks under a key that ends like theirs', '{"total":1,"\\"tasks":[{"id":1}]}'],
    ['tasks deeper down only', '{"total":1,"more":{"tasks":[{"id":1}]}}'],
    ['nothing', ''],
    ['a web page', '<!doctype html><html lang="en">{"total":0,"tasks":[]}</html>'],
  ] as const) {
    test(`is none: ${what}`, () => {
      assert.equal(pageOf([text]), undefined);
      assert.equal(pageOf([...text]), undefined);
    });
  }

  test('is none when a task is not what was asked for', () => {
    const reader = new PageReader(() => undefined);
    reader.take('{"total":1,"tasks":[{"id":1}]}');
    assert.equal(reader.end(), undefined);
  });
});

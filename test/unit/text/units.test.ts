import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { classifyUnit, scanUnits, type TextForm } from '../../../src/core/text/units';

/** The units of a text, as the pieces of text they are. */
function pieces(text: string, form: TextForm = 'json'): string[] {
  return scanUnits(text, form).units.map(({ start, end }) => text.slice(start, end));
}

describe('scanUnits', () => {
  const table: [what: string, text: string, units: string[], root: string, intact: boolean][] = [
    ['a list', '[{"a":1}, {"b":2}]', ['{"a":1}', '{"b":2}'], 'array', true],
    ['an object', ' {"a":[1,2]} ', ['{"a":[1,2]}'], 'object', true],
    ['an empty list', '[]', [], 'array', true],
    ['scalars in a list', '[1, "x", null]', ['1', '"x"', 'null'], 'array', true],
    ['a byte order mark', '\ufeff[{}]', ['{}'], 'array', true],
    ['brackets and quotes in strings', '[{"a":"]}\\"["},{}]', ['{"a":"]}\\"["}', '{}'], 'array', true],
    ['an escaped backslash before the quote', '[{"a":"\\\\"},{}]', ['{"a":"\\\\"}', '{}'], 'array', true],
    ['CRLF', '[\r\n{},\r\n{}\r\n]', ['{}', '{}'], 'array', true],
    ['a comma at the end', '[{},]', ['{}'], 'array', false],
    ['a comma missing', '[{} {}]', ['{}', '{}'], 'array', false],
    ['a list without its end', '[{},{"a":', ['{}', '{"a":'], 'array', false],
    ['brackets of the wrong kind', '[{"a":[}]}, {}]', ['{"a":[}]', '{}'], 'array', false],
    ['text behind the list', '[{}] x', ['{}'], 'array', false],
    ['text behind the object', '{} x', ['{} x'], 'object', false],
    ['a scalar', '12', ['12'], 'other', true],
    ['nothing', '  ', [], 'other', false],
    ['an unclosed string ends with its line', '[{"a":"x\n},{"b":1}]', ['{"a":"x\n}', '{"b":1}'], 'array', false],
  ];
  for (const [what, text, units, root, intact] of table) {
    test(what, () => {
      const index = scanUnits(text, 'json');
      assert.deepEqual(pieces(text), units);
      assert.equal(index.root, root);
      assert.equal(index.intact, intact);
      assert.deepEqual(
        index.units.map((unit) => unit.index),
        units.map((_, position) => position),
      );
    });
  }

  test('JSONL: a unit a line, empty lines counted but left out, CR not part of it', () => {
    const text = '{"a":1}\r\n\n  {"b":2}  \n{"c"';
    assert.deepEqual(pieces(text, 'jsonl'), ['{"a":1}', '{"b":2}', '{"c"']);
    assert.deepEqual(
      scanUnits(text, 'jsonl').units.map(({ index }) => index),
      [0, 2, 3],
    );
  });
});

describe('classifyUnit', () => {
  const table: [text: string, kind: string][] = [
    ['{"result":[],"task":1}', 'prediction'],
    ['{"id":1,"data":{}}', 'task'],
    ['{"model_version":"v","predictions":[]}', 'task'],
    ['{"foo":1}', 'unknown'],
    ['{"a":{"data":1}}', 'unknown'],
    ['[1]', 'unknown'],
    ['{"result": [', 'prediction'],
  ];
  for (const [text, kind] of table) {
    test(`${text} is ${kind}`, () => assert.equal(classifyUnit(text, { start: 0, end: text.length }), kind));
  }
});

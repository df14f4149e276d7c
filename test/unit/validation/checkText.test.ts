import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileOptions } from '../../../src/core/validation/file';

const GOOD_BOX =
  '{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["A"]}}';

/** Problems as `code "underlined text"`, in order. */
function underlined(text: string, options: Partial<FileOptions> = {}): string[] {
  return [...checkText(stringSource(text), { form: 'json', ...options })]
    .flat()
    .map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
}

describe('one squiggle per defect, on the exact key or value', () => {
  const table: [what: string, text: string, expected: string[]][] = [
    ['a good file', `[{"task":1,"model_version":"v","result":[${GOOD_BOX}]}]`, []],
    [
      'value of a wrong kind',
      `[{"task":1,"model_version":"v","result":[${GOOD_BOX.replace('"x":1', '"x":"1"')}]}]`,
      ['wrong-type "1"'],
    ],
    [
      'key missing in an object with a key',
      `[{"task":1,"model_version":"v","result":[${GOOD_BOX.replace('"x":1,', '')}]}]`,
      ['missing-key "value"'],
    ],
    [
      'key missing in an item of a list',
      `[{"task":1,"model_version":"v","result":[${GOOD_BOX.replace('"to_name":"i",', '')}]}]`,
      ['missing-key {'],
    ],
    [
      'a whole value of a wrong kind',
      '[{"task":1,"model_version":"v","result":[{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":[]}]}]',
      ['wrong-type []'],
    ],
    ['a result that is no list', '[{"task":1,"model_version":"v","result":"x"}]', ['wrong-type "x"']],
    ['a region that is no object', '[{"task":1,"model_version":"v","result":[5]}]', ['wrong-type 5']],
    [
      'two defects in two tasks',
      `[{"data":{"a":1},"predictions":[{"model_version":"v","result":[${GOOD_BOX.replace('"r"', '1')}]}]},{"data":{},"predictions":[]}]`,
      ['region-id-not-text 1', 'empty-data "data"'],
    ],
    ['a list of numbers', '[1,2]', ['not-an-object 1', 'not-an-object 2']],
    [
      'the last of equal keys is judged',
      '[{"task":1,"model_version":"v","result":[],"model_version":"v","result":5}]',
      ['wrong-type 5'],
    ],
    [
      'after astral characters and CRLF',
      `[\r\n{"task":1,"model_version":"\u{1f600}","result":[${GOOD_BOX.replace('"x":1', '"x":null')}]}]`,
      ['wrong-type null'],
    ],
    ['an object alone', '{"task":1,"score":2,"model_version":"v","result":[]}', ['out-of-range 2']],
  ];
  for (const [what, text, expected] of table) test(what, () => assert.deepEqual(underlined(text), expected));

  test('pointers start at the root of the file', () => {
    const text = `[{"task":1,"model_version":"v","result":[]},{"task":2,"model_version":"v","result":[${GOOD_BOX.replace('"r"', '7')}]}]`;
    assert.deepEqual(
      [...checkText(stringSource(text), { form: 'json' })].flat().map(({ pointer }) => pointer),
      ['/1/result/0/id'],
    );
  });
});

describe('many defects in one place', () => {
  test('a list of scalars of a wrong kind is one defect, and the message counts', () => {
    const rle = Array.from({ length: 1_000 }, () => '1.5').join();
    const text = `[{"task":1,"model_version":"v","result":[{"id":"m","from_name":"b","to_name":"i","type":"brush","value":{"format":"rle","rle":[${rle}]}}]}]`;
    const [problem, ...others] = [...checkText(stringSource(text), { form: 'json' })].flat();
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /999 more in this list have the same fault/);
  });

  test('a number that overflows is one defect', () => {
    const text = `[{"task":1,"model_version":"v","result":[${GOOD_BOX.replace('"x":1', '"x":1e400')}]}]`;
    assert.deepEqual(underlined(text), ['unstorable-value 1e400']);
  });

  test('a task with 5,000 regions, each with a mistake: each is found, each region is walked once', () => {
    const regions = Array.from({ length: 5_000 }, (_, index) => GOOD_BOX.replace('"r"', String(index)));
    const text = `[{"data":{"a":1},"predictions":[{"model_version":"v","result":[${regions.join()}]}]}]`;
    assert.equal(underlined(text).length, 5_000);
  });

  test('values nested without end in a message', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const text = `[{"task":1,"model_version":"v","result":[{"type":"relation","from_id":"a","to_id":"b","direction":${deep}}]}]`;
    assert.ok(underlined(text).some((found) => found.startsWith('unknown-value')));
  });

  test('one bracket missing does not make everything behind it wrong', () => {
    const task = `{"data":{"a":1},"predictions":[{"model_version":"v","result":[${GOOD_BOX}]}]}`;
    const text = `[${task.slice(0, -1)},${Array.from({ length: 100 }, () => task).join()}]`;
    assert.deepEqual(underlined(text), []);
  });
});

describe('text that does not parse', () => {
  test('is checked as far as it can be read, with a labeling config and a number that no double holds', () => {
    const region = '{"from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":,"y":11111111111111111111}}';
    const xml =
      '<View><Image name="i" value="$i"/><RectangleLabels name="b" toName="i"><Label value="A"/></RectangleLabels></View>';
    const { config } = parseLabelingConfig(xml);
    assert.ok(config);
    const said = underlined(`{"task":1,"model_version":"v","result":[${region}]}`, { config, reportSyntax: true });
    assert.equal(said[0], 'json-syntax ,');
  });

  test('in .json files says nothing of its own about the place that is torn', () => {
    assert.deepEqual(underlined('[{"task":1,"model_version":"v","result":[{"id":"r","from_name":"b", }]}]'), []);
    assert.deepEqual(underlined('[{"task":1,"score": ,"model_version":"v","result":[]}]'), []);
    assert.deepEqual(underlined('['), []);
    assert.deepEqual(underlined(''), []);
  });

  test('is checked where it is intact', () => {
    const text = `[{"task":1,"model_version":"v","result":[${GOOD_BOX.replace('"r"', '7')}, {"id": ]}]},{"task":2,"score":5,"model_version":"v","result":[]}]`;
    assert.deepEqual(underlined(text), ['region-id-not-text 7', 'out-of-range 5']);
  });

  test('in JSONL is reported, for that line alone', () => {
    const text =
      '{"task":1,"score":5,"model_version":"v","result":[]}\n{"task":2,"model_version":"v","result":[}\n\n{"task":3,"score":6,"model_version":"v","result":[]}\n';
    assert.deepEqual(underlined(text, { form: 'jsonl' }), ['out-of-range 5', 'json-syntax }', 'out-of-range 6']);
  });
});

describe('whatever the text', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\u',
    '\\',
    '\n',
    ' ',
    '"result"',
    '"data"',
    '"predictions"',
    '"type"',
    '"value"',
    'null',
    '1e999',
    '\ud800',
    '\u0000',
    GOOD_BOX,
  ];
  test('it never throws, and every range lies inside of it', () => {
    const form = fc.constantFrom<'json' | 'jsonl'>('json', 'jsonl');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), form, (parts, chosen) => {
        const text = parts.join('');
        for (const { start, end } of [...checkText(stringSource(text), { form: chosen })].flat()) {
          assert.ok(start >= 0 && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('nesting 10,000 deep, a line of 2 MB and a number that overflows are no trouble', () => {
    const deep = `[{"task":1,"model_version":"v","result":${'['.repeat(10_000)}${']'.repeat(10_000)}}]`;
    assert.deepEqual(
      underlined(deep).map((found) => found.slice(0, 12)),
      ['wrong-type [', 'unstorable-v'],
    );
    assert.deepEqual(underlined(`[{"task":1,"model_version":"v","result":[],"note":"${'x'.repeat(2_000_000)}"}]`), []);
    assert.deepEqual(
      underlined('[{"task":1,"score":1e999,"model_version":"v","result":[]}]').includes('unstorable-value 1e999'),
      true,
    );
    const unclosed = `[{"task":1,"model_version":"v","result":${'['.repeat(10_000)}`;
    assert.ok(underlined(unclosed).length <= 1);
  });
});

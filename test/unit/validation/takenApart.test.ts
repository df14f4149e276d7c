/** A unit that is taken apart, its regions checked one by one, says the same as one that is checked whole. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { RuleExample } from '../../../src/core/validation/rule';
import { rules } from '../../../src/core/validation/rules';

/** @param large from how many characters on a unit is taken apart */
function said({ text, kind, form = 'json', config: xml }: RuleExample, large: number) {
  const config = xml === undefined ? undefined : parseLabelingConfig(xml).config;
  const options = { form, large, ...(kind && { expects: kind }), ...(config && { config }) };
  return [...checkText(stringSource(text), options)].flat();
}

describe('examples in units that are taken apart', () => {
  for (const { code, failing, passing } of rules) {
    test(code, () => {
      for (const example of [...failing, ...passing])
        assert.deepEqual(said(example, 1), said(example, 1e9), example.text);
    });
  }
});

const box = (more: string): string =>
  `{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels"${more},"value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["A"]}}`;
const flat = (regions: string, more = ''): string => `{"task":1,"model_version":"v"${more},"result":[${regions}]}`;
const task = (regions: string, data = '{"text":"abc"}'): string =>
  `[{"data":${data},"predictions":[{"model_version":"v","result":[]},{"model_version":"w","result":[${regions}]}],"annotations":[{"result":[${box('')}]}]}]`;

describe('regions, whole or one by one', () => {
  for (const [what, text, expected] of [
    ['a good prediction', flat(box('')), []],
    ['a fault in the first of two', flat(`${box(',"id":7')},${box('')}`), ['region-id-not-text /result/0/id 7']],
    [
      'a fault in the last of two',
      flat(`${box('')},${box(',"score":5')}`),
      ['duplicate-region-id /result/1/id "r"', 'region-score-out-of-range /result/1/score 5'],
    ],
    ['a fault around them', flat(box(''), ',"score":"high"'), ['wrong-type /score "high"']],
    [
      'a fault before and in them',
      flat(box(',"score":5'), ',"score":7'),
      ['out-of-range /score 7', 'region-score-out-of-range /result/0/score 5'],
    ],
    [
      'in the second prediction of a task',
      task(box(',"score":5')),
      ['region-score-out-of-range /0/predictions/1/result/0/score 5'],
    ],
    [
      'several scalars of one list',
      flat('{"id":"m","from_name":"b","to_name":"i","type":"brush","value":{"format":"rle","rle":[1.5,2.5,3]}}'),
      ['wrong-type /result/0/value/rle/0 1.5'],
    ],
    [
      'poison in a region',
      flat(`${box('')},{"id":"s","note":"\\ud800"}`),
      [
        'missing-key /result/1 {',
        'missing-key /result/1 {',
        'missing-key /result/1 {',
        'missing-key /result/1 {',
        'unstorable-value /result/1 \\ud800',
      ],
    ],
    ['poison in data', task(box(''), '{"text":"\\ud800"}'), ['unstorable-value /0/data \\ud800']],
    ['an item that is no object', flat(`5,${box('')}`), ['wrong-type /result/0 5']],
    ['an empty item', flat('{}'), Array(4).fill('missing-key /result/0 {')],
  ] as const) {
    for (const large of [1e9, 1]) {
      test(`${what}${large === 1 ? ', taken apart' : ''}`, () => {
        const problems = [...checkText(stringSource(text), { form: 'json', large })].flat();
        const lines = problems.map(({ code, pointer, start, end }) => `${code} ${pointer} ${text.slice(start, end)}`);
        assert.deepEqual(lines, expected);
      });
    }
  }

  test('of a region that is torn nothing is missing', () => {
    const torn = flat('{"from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":10');
    for (const large of [1e9, 1])
      assert.deepEqual([...checkText(stringSource(torn), { form: 'json', large })].flat(), []);
  });

  test('how many more of a list have the same fault', () => {
    const rle = (...bytes: number[]): string =>
      flat(`{"id":"m","from_name":"b","to_name":"i","type":"brush","value":{"format":"rle","rle":[${bytes}]}}`);
    const message = (text: string): string =>
      [...checkText(stringSource(text), { form: 'json' })].flat().find(({ code }) => code === 'wrong-type')?.message ??
      '';
    assert.doesNotMatch(message(rle(1.5)), /more in this list/);
    assert.match(message(rle(1.5, 2.5)), / 1 more in this list has the same fault\.$/);
    assert.match(message(rle(1.5, 2.5, 3.5)), / 2 more in this list have the same fault\.$/);
  });

  test('what a region lacks is not said while it is torn', () => {
    for (const large of [1e9, 1]) {
      const text = flat(`${box(',"score":5')},{"id":7,"type":`);
      const codes = [...checkText(stringSource(text), { form: 'json', large })].flat().map(({ code }) => code);
      assert.deepEqual(codes, ['region-score-out-of-range', 'region-id-not-text'], String(large));
    }
  });
});

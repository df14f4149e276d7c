// What is merged in flat predictions and in lines, what becomes of scores, and what is counted before.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergePredictions } from '../../../src/core/edits/merge/mergePredictions';
import { applyEdits } from '../../../src/core/fixes/compose';
import { fixUnit } from '../../../src/core/fixes/fixUnit';
import { scanUnits } from '../../../src/core/text/units';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';
import { box, CONFIG, done, item, merged, only, prediction, relation, survey, task } from './merging';

describe('scores', () => {
  const text = (...scores: string[]): string =>
    task(...scores.map((score) => prediction([], score && ` "score": ${score},`)));
  for (const [what, scores, choice, expected] of [
    ['that are equal stay as they are written', ['0.50', '0.5'], 'none', '0.50'],
    ['the lowest', ['0.9', '0.70', '0.8'], 'lowest', '0.70'],
    ['the mean', ['0.9', '0.7'], 'mean', '0.8'],
    ['left out', ['0.9', '0.7'], 'none', ''],
    ['the only one', ['', '0.7', 'null'], 'none', '0.7'],
    ['in place of null', ['null', '0.7'], 'lowest', '0.7'],
    ['none at all', ['', ''], 'lowest', ''],
  ] as const) {
    test(what, () => {
      const result = merged(text(...scores), { score: choice }).text;
      const [{ predictions }] = JSON.parse(result);
      assert.equal(predictions.length, 1);
      assert.equal(/"score": ([^,]+),/.exec(result)?.[1] ?? '', expected);
    });
  }

  test('whether they differ is known before', () => {
    assert.equal(survey(text('0.5', '0.50', ''))[0]?.scoresDiffer, false);
    assert.equal(survey(text('0.5', '0.6'))[0]?.scoresDiffer, true);
    assert.equal(survey(text('', '0.6', '0.7'))[0]?.scoresDiffer, true);
  });
});

describe('flat predictions', () => {
  const flat = (id: string, results: string[], version = 'v1'): string =>
    `{"task": ${id}, "model_version": "${version}", "result": [${results.join(', ')}]}`;

  test('of one task are merged across a list', () => {
    const text = `[\n  ${flat('1', [box('r1', 1)])},\n  ${flat('2', [box('r1', 1)])},\n  ${flat('"1"', [box('r1', 5)])},\n  ${flat('1', [], 'v2')},\n  ${flat('1', [box('r9', 9)])}\n]\n`;
    const outcome = merged(text);
    const [first] = JSON.parse(outcome.text);
    assert.equal(
      outcome.text,
      `[\n  ${flat('1', first.result.map(item))},\n  ${flat('2', [box('r1', 1)])},\n  ${flat('1', [], 'v2')}\n]\n`,
    );
    assert.equal(first.result.length, 3);
    assert.deepEqual([outcome.gone, outcome.into, outcome.renamed], [2, 1, 1]);
  });

  test('of one task are merged across lines', () => {
    const text = `${flat('1', [box('a', 1)])}\r\n\r\n${flat('1', [box('b', 2)])}\r\n${flat('2', [])}\r\n${flat('1', [box('c', 3)])}`;
    const outcome = merged(text, { form: 'jsonl' });
    assert.equal(outcome.text, `${flat('1', [box('a', 1), box('b', 2), box('c', 3)])}\r\n${flat('2', [])}`);
  });

  test('without a task, and tasks in several lines, stay', () => {
    const text = `${flat('"x"', [box('a', 1)])}\n${flat('"x"', [box('b', 2)])}\n{"id": 1, "data": {}, "predictions": [${prediction([])}]}\n{"id": 1, "data": {}, "predictions": [${prediction([])}]}`;
    assert.equal(merged(text, { form: 'jsonl' }).text, text);
    assert.deepEqual(survey(text, 'jsonl'), []);
  });

  test('that are not chosen stay', () => {
    const text = `[${['a', 'b', 'c'].map((id, x) => flat('1', [box(id, x)])).join(',')}]`;
    const second = text.indexOf('{"task"', 5);
    const outcome = merged(text, { selected: [{ start: second + 3, end: text.length - 3 }] });
    assert.deepEqual(
      JSON.parse(outcome.text).map(({ result }: { result: { id: string }[] }) => result.map(({ id }) => id)),
      [['a'], ['b', 'c']],
    );
  });
});

test('what could be merged is counted by version, in the order of the file', () => {
  const own = (version: string): string => prediction([]).replace('v1', version);
  const text = `[{ "data": {}, "predictions": [${[own('b'), own('a'), own('b'), own('b'), own('c')].join()}] }, { "data": {}, "predictions": [${[own('a'), own('a'), own('b')].join()}] }]`;
  assert.deepEqual(
    survey(text).map(({ version, groups, predictions }) => [version, groups.length, predictions]),
    [
      ['b', 1, 3],
      ['a', 1, 2],
    ],
  );
});

test('several versions of one task can be merged at once', () => {
  const own = (version: string, id: string): string => prediction([box(id, 1)]).replace('v1', version);
  const text = task(own('b', '1'), own('a', '2'), own('b', '3'), own('a', '4'));
  const { units } = scanUnits(text, 'json');
  const groups = survey(text).flatMap((version) => version.groups);
  const options = { form: 'json', expected: 'task', rules: new RuleSet(rules) } as const;
  const { edits } = done(mergePredictions(text, units, options, groups, 'lowest'));
  const [{ predictions }] = JSON.parse(applyEdits(text, edits));
  assert.deepEqual(
    predictions.map(({ result }: { result: { id: string }[] }) => result.map(({ id }) => id)),
    [
      ['1', '3'],
      ['2', '4'],
    ],
  );
});

test('the fix of a problem does the same, in one task', () => {
  const text = task(
    prediction([box('r1', 1)]),
    prediction([box('r1', 5), relation('r1', 'r1')]),
    prediction([box('r1', 1)]),
  ).slice(1, -1);
  const options = { form: 'json', expected: 'task', rules: new RuleSet(rules), config: CONFIG } as const;
  const fixed = fixUnit(text, options, ({ code }) => code === 'several-predictions-of-a-version');
  const [first, own, link, ...others] = only(`[${fixed.text}]`);
  assert.deepEqual(others, []);
  assert.equal(first?.id, 'r1');
  assert.notEqual(own?.id, 'r1');
  assert.deepEqual([link?.from_id, link?.to_id], [own?.id, own?.id]);
});

test('a text that is not JSON is left alone, and the line is named', () => {
  assert.throws(() => survey('[\n{"task":1,"result":[]},\n{"task":2,"result":[1 2]}]'), /line 3 is not JSON/);
});

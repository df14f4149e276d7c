import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergePredictions } from '../../../src/core/edits/merge/mergePredictions';
import { applyEdits } from '../../../src/core/fixes/compose';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { scanUnits } from '../../../src/core/text/units';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';
import { box, CONFIG, choice, item, merged, only, prediction, problemsIn, relation, survey, task } from './merging';

describe('predictions of one model version in a task', () => {
  test('become the first one, with their regions as they are written and in order', () => {
    const odd =
      '{"id" : "r2", "from_name":"box","to_name":"photo","type":"rectanglelabels", "value":{"x":1.50,"y":2e0,"width":3,"height":4,"rectanglelabels":["\\u0053hip"]}}';
    const text = `[\n  {\n    "data": {"image": "a.png"},\n    "predictions": [\n      {"model_version": "v1", "result": [\n        ${box('r1', 1)}\n      ]},\n      {"model_version": "v0", "result": []},\n      {"model_version": "v1", "result": [\n        ${odd}\n      ]}\n    ]\n  }\n]\n`;
    const outcome = merged(text);
    assert.equal(
      outcome.text,
      `[\n  {\n    "data": {"image": "a.png"},\n    "predictions": [\n      {"model_version": "v1", "result": [\n        ${box('r1', 1)},\n        ${odd}\n      ]},\n      {"model_version": "v0", "result": []}\n    ]\n  }\n]\n`,
    );
    assert.deepEqual([outcome.gone, outcome.into, outcome.renamed, outcome.left], [1, 1, 0, []]);
  });

  test('keep the line breaks of the list where the first one is empty', () => {
    const list = `[\n        ${box('r1', 1)},\n        ${box('r2', 2)}\n      ]`;
    const text = task('{ "model_version": "v1", "result": [] }', `{ "model_version": "v1", "result": ${list} }`);
    assert.equal(merged(text).text, task(`{ "model_version": "v1", "result": ${list} }`));
  });

  test('of three lists the regions follow each other', () => {
    const text = task(prediction([box('a', 1)]), prediction([box('b', 2), box('c', 3)]), prediction([box('d', 4)]));
    const { text: result, gone } = merged(text);
    assert.deepEqual(
      only(result).map(({ id }) => id),
      ['a', 'b', 'c', 'd'],
    );
    assert.equal(gone, 2);
    assert.deepEqual(problemsIn(result), []);
  });

  test('an id that is taken becomes another one, and what refers to it follows', () => {
    const second = [
      box('r1', 5),
      box('r2', 6, { parentID: 'r1' }),
      relation('r1', 'r2'),
      choice('flag', ['Red'], 'r1'),
    ];
    const outcome = merged(task(prediction([box('r1', 1)]), prediction(second)));
    const [first, own, child, link, answer] = only(outcome.text);
    assert.equal(first?.id, 'r1');
    assert.match(String(own?.id), /^\w{10}$/);
    assert.deepEqual([child?.id, child?.parentID], ['r2', own?.id]);
    assert.deepEqual([link?.from_id, link?.to_id], [own?.id, 'r2']);
    assert.equal(answer?.id, own?.id);
    assert.equal(outcome.renamed, 1);
    assert.deepEqual(problemsIn(outcome.text), []);
  });

  test('ids that the editor cuts off at # are taken too', () => {
    const [, own] = only(merged(task(prediction([box('r1', 1)]), prediction([box('r1#b', 5)]))).text);
    assert.match(String(own?.id), /^\w{10}$/);
  });

  test('ids of three predictions stay apart', () => {
    const one = prediction([box('r1', 1), box('r2', 2), relation('r1', 'r2')]);
    const text = task(one, one.replaceAll('"x":', '"x":1'), one.replaceAll('"x":', '"x":2'));
    const { text: result, renamed } = merged(text);
    assert.equal(renamed, 4);
    assert.deepEqual(problemsIn(result), []);
    assert.equal(new Set(only(result).flatMap(({ id }) => id ?? [])).size, 6);
  });

  test('a relation between the regions of two predictions comes together', () => {
    const text = task(prediction([box('r1', 1)]), prediction([box('r2', 2), relation('r1', 'r2')]));
    assert.deepEqual(problemsIn(merged(text).text), []);
    assert.equal(merged(text).renamed, 0);
  });

  test('what stands in both stands once', () => {
    const same = [box('r1', 1), box('r2', 2), relation('r1', 'r2'), choice('mood', ['Calm'])];
    const outcome = merged(task(prediction(same), prediction(same.map((text) => text.replaceAll(',', ', ')))));
    assert.equal(only(outcome.text).length, 4);
    assert.deepEqual([outcome.twice, outcome.renamed, outcome.left], [4, 0, []]);
  });

  test('a shape and its label under one id are one region', () => {
    const value = { x: 1, y: 2, width: 3, height: 4 };
    const shape = item({ id: 'r1', from_name: 'shape', to_name: 'photo', type: 'rectangle', value });
    const label = item({
      id: 'r1',
      from_name: 'tag',
      to_name: 'photo',
      type: 'labels',
      value: { ...value, labels: ['Ship'] },
    });
    const { text, renamed } = merged(task(prediction([shape]), prediction([label])));
    assert.deepEqual(
      only(text).map(({ id }) => id),
      ['r1', 'r1'],
    );
    assert.equal(renamed, 0);
    const elsewhere = label.replace('"x":1', '"x":9');
    assert.equal(merged(task(prediction([shape]), prediction([elsewhere]))).renamed, 1);
  });

  for (const [what, results] of [
    ['behind', [[box('r1', 1)], [choice('flag', ['Red'], 'r1')]]],
    ['before', [[choice('flag', ['Red'], 'r1')], [box('r1', 1)]]],
  ] as const) {
    test(`an answer about a region ${what} the prediction of the region comes to stand behind the region`, () => {
      const { text, renamed } = merged(task(...results.map((own) => prediction([...own]))));
      assert.deepEqual(
        only(text).map(({ from_name: from, id }) => [from, id]),
        [
          ['box', 'r1'],
          ['flag', 'r1'],
        ],
      );
      assert.equal(renamed, 0);
      assert.deepEqual(problemsIn(text), []);
    });
  }

  test('an answer to a question of the task gets an id of its own', () => {
    const { text, renamed } = merged(task(prediction([box('r1', 1)]), prediction([choice('mood', ['Calm'], 'r1')])));
    assert.notEqual(only(text)[1]?.id, 'r1');
    assert.equal(renamed, 1);
  });

  test('two answers to a question that has one stay apart, and which is said', () => {
    const text = task(
      prediction([choice('mood', ['Calm'])]),
      prediction([box('r1', 1)]),
      prediction([choice('mood', ['Angry'])]),
    );
    const outcome = merged(text);
    assert.equal(
      outcome.text,
      task(prediction([choice('mood', ['Calm']), box('r1', 1)]), prediction([choice('mood', ['Angry'])])),
    );
    assert.deepEqual(outcome.left, [
      {
        offset: text.lastIndexOf('{ "model_version"'),
        reason: 'it answers "mood" with ["Angry"], where ["Calm"] is said already',
      },
    ]);
    assert.equal(outcome.gone, 1);
  });

  test('two answers about one region stay apart, and those about two regions do not', () => {
    const about = (id: string, answer: string): string => prediction([choice('flag', [answer], id)]);
    const boxes = prediction([box('r1', 1), box('r2', 2)]);
    assert.match(merged(task(boxes, about('r1', 'Red'), about('r1', 'Blue'))).left[0]?.reason ?? '', /answers "flag"/);
    assert.deepEqual(merged(task(boxes, about('r1', 'Red'), about('r2', 'Blue'))).left, []);
  });

  test('choices of a control that takes several come into one answer', () => {
    const text = task(
      prediction([box('r1', 1), choice('seen', ['Sun'])]),
      prediction([choice('seen', ['Rain', 'Sun'])]),
      prediction([choice('seen', ['Fog'])]),
    );
    assert.deepEqual(only(merged(text).text)[1]?.value, { choices: ['Sun', 'Rain', 'Fog'] });
    const swapped = task(
      prediction([box('r1', 1)]),
      prediction([choice('seen', ['Sun'])]),
      prediction([choice('seen', ['Fog'])]),
    );
    assert.deepEqual(only(merged(swapped).text)[1]?.value, { choices: ['Sun', 'Fog'] });
  });

  test('of two texts to one question the editor would take the last, so one stays where it is', () => {
    const note = (text: string): string =>
      item({ from_name: 'note', to_name: 'photo', type: 'textarea', value: { text: [text] } });
    const text = task(prediction([note('a')]), prediction([note('b')]));
    const outcome = merged(text);
    assert.equal(outcome.text, text);
    assert.equal(outcome.left.length, 1);
  });

  test('a text where one is allowed is one answer', () => {
    const config = parseLabelingConfig(
      '<View><Text name="t" value="$t"/><TextArea name="note" toName="t" maxSubmissions="1"/></View>',
    ).config as LabelingConfig;
    const note = (text: string): string =>
      item({ from_name: 'note', to_name: 't', type: 'textarea', value: { text: [text] } });
    const { gone, twice, left } = merged(task(...['a', 'b', 'a'].map((own) => prediction([note(own)]))), { config });
    assert.deepEqual([gone, twice, left.length], [1, 1, 1]);
  });

  test('without a labeling config, answers are to one question unless they are about two regions', () => {
    const config = undefined;
    const two = task(prediction([choice('any', ['a'])]), prediction([choice('any', ['b'])]));
    assert.match(merged(two, { config }).left[0]?.reason ?? '', /it answers "any"/);
    const about = task(
      prediction([box('r1', 1), choice('any', ['a'], 'r1')]),
      prediction([box('r2', 2), choice('any', ['b'], 'r2')]),
    );
    assert.deepEqual(merged(about, { config }).left, []);
  });

  test('a relation that says something else stays out with its prediction', () => {
    const boxes = [box('r1', 1), box('r2', 2)];
    const { left, gone } = merged(
      task(prediction([...boxes, relation('r1', 'r2')]), prediction([relation('r1', 'r2', 'left')])),
    );
    assert.deepEqual([left.map(({ reason }) => reason), gone], [['it has another relation from "r1" to "r2"'], 0]);
  });

  test('what is no list is left alone', () => {
    const { left, text } = merged(
      task(prediction([box('r1', 1)]), '{ "model_version": "v1", "result": "x" }', prediction([box('r2', 2)])),
    );
    assert.deepEqual(
      left.map(({ reason }) => reason),
      ['its "result" is no list'],
    );
    assert.equal(JSON.parse(text)[0].predictions.length, 2);
  });

  test('what a server writes goes, other keys stay, and one that says something else keeps its prediction apart', () => {
    const text = task(
      prediction([], ' "id": 1, "created_ago": "1 minute", "mislabeling": 0.0,'),
      prediction([], ' "id": 2, "created_ago": "2 minutes", "mislabeling": 0, "cluster": 3,'),
      prediction([], ' "cluster": 4,'),
    );
    const outcome = merged(text);
    assert.equal(
      outcome.text,
      task(
        prediction([], ' "id": 1, "created_ago": "1 minute", "mislabeling": 0.0, "cluster": 3,'),
        prediction([], ' "cluster": 4,'),
      ),
    );
    assert.deepEqual(
      outcome.left.map(({ reason }) => reason),
      ['it says something else under "cluster"'],
    );
  });

  test('what would be wrong together stays apart, and what is fine is merged', () => {
    const config = parseLabelingConfig(
      '<View><Text name="t" value="$t"/><Taxonomy name="kind" toName="t" maxUsages="2"><Choice value="A"/><Choice value="B"/><Choice value="C"/></Taxonomy></View>',
    ).config as LabelingConfig;
    const kind = (text: string): string =>
      item({ from_name: 'kind', to_name: 't', type: 'taxonomy', value: { taxonomy: [[text]] } });
    const text = task(...['A', 'B', 'C', 'A'].map((own) => prediction([kind(own)])));
    const outcome = merged(text, { config });
    const [{ predictions }] = JSON.parse(outcome.text);
    assert.deepEqual(
      predictions.map(({ result }: { result: [{ value: unknown }] }) => result[0].value),
      [{ taxonomy: [['A'], ['B']] }, { taxonomy: [['C']] }],
    );
    assert.deepEqual([outcome.gone, outcome.twice, outcome.left.length], [2, 1, 1]);
    assert.match(outcome.left[0]?.reason ?? '', /^together they would have a problem: .*"kind" takes at most 2/);
  });

  test('of many that do not go together as many as possible are merged, in order', () => {
    const config = parseLabelingConfig(
      '<View><Text name="t" value="$t"/><Taxonomy name="kind" toName="t" maxUsages="3"><Choice value="A"/><Choice value="B"/><Choice value="C"/><Choice value="D"/><Choice value="E"/></Taxonomy><Choices name="mood" toName="t"><Choice value="Calm"/></Choices></View>',
    ).config as LabelingConfig;
    const answer = (type: string, from: string, said: unknown): string =>
      item({ from_name: from, to_name: 't', type, value: { [type]: said } });
    const kinds = ['A', 'B', 'C', 'D', 'E'].map((text) => prediction([answer('taxonomy', 'kind', [[text]])]));
    const text = task(...kinds, prediction([answer('choices', 'mood', ['Calm'])]));
    const outcome = merged(text, { config });
    const [{ predictions }] = JSON.parse(outcome.text);
    assert.deepEqual(
      predictions.map(({ result }: { result: { value: unknown }[] }) => result.map(({ value }) => value)),
      [[{ taxonomy: [['A'], ['B'], ['C']] }, { choices: ['Calm'] }], [{ taxonomy: [['D']] }], [{ taxonomy: [['E']] }]],
    );
    assert.equal(outcome.left.length, 2);
  });

  test('thousands of one task are merged in small steps', () => {
    const count = 2_000;
    const lines = Array.from(
      { length: count },
      (_, n) => `{"task": 1, "model_version": "v1", "result": [${box(`r${n % 5}`, n)}]}`,
    );
    const text = lines.join('\n');
    const { units } = scanUnits(text, 'jsonl');
    const options = { form: 'jsonl', expected: 'prediction', rules: new RuleSet(rules), config: CONFIG } as const;
    const steps = mergePredictions(text, units, options, survey(text, 'jsonl')[0]?.groups ?? [], 'lowest');
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    assert.ok(pauses > count, `${pauses} pauses`);
    assert.equal(step.value.gone, count - 1);
    const { result } = JSON.parse(applyEdits(text, step.value.edits)) as { result: { id: string }[] };
    assert.equal(new Set(result.map(({ id }) => id)).size, count);
  });

  test('those that are selected are merged, and all where fewer than two are', () => {
    const text = task(...['a', 'b', 'c', 'd'].map((id, x) => prediction([box(id, x)])));
    const at = (id: string): number => text.indexOf(`"id":"${id}"`);
    const idsWith = (start: number, end: number): string[] =>
      JSON.parse(merged(text, { selected: [{ start, end }] }).text)[0].predictions.map(
        ({ result }: { result: { id: string }[] }) => result.map(({ id }) => id).join(''),
      );
    assert.deepEqual(idsWith(at('b'), at('c') + 1), ['a', 'bc', 'd']);
    assert.deepEqual(idsWith(at('b'), at('b') + 1), ['abcd']);
    assert.deepEqual(idsWith(3, 5), ['abcd']);
  });

  test('other model versions stay, also those that name none', () => {
    const text = task(
      prediction([box('a', 1)]),
      '{ "result": [] }',
      prediction([], '').replace('v1', 'v2'),
      '{ "model_version": null, "result": [] }',
    );
    assert.equal(merged(text).text, text);
    assert.equal(JSON.parse(merged(text, { version: '' }).text)[0].predictions.length, 3);
  });
});

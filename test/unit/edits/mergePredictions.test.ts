import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type MergeOutcome, mergePredictions } from '../../../src/core/edits/merge/mergePredictions';
import { surveyVersions, type VersionSurvey } from '../../../src/core/edits/merge/survey';
import { checkText } from '../../../src/core/engine/checkText';
import { applyEdits } from '../../../src/core/fixes/compose';
import { fixUnit } from '../../../src/core/fixes/fixUnit';
import type { ScoreChoice } from '../../../src/core/fixes/merge/scores';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { Span } from '../../../src/core/text/locate';
import { scanUnits, type TextForm } from '../../../src/core/text/units';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';

const CONFIG = parseLabelingConfig(`<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Buoy"/></RectangleLabels>
  <Rectangle name="shape" toName="photo"/>
  <Labels name="tag" toName="photo"><Label value="Ship"/></Labels>
  <Choices name="mood" toName="photo"><Choice value="Calm"/><Choice value="Angry"/></Choices>
  <Choices name="seen" toName="photo" choice="multiple"><Choice value="Sun"/><Choice value="Rain"/><Choice value="Fog"/></Choices>
  <TextArea name="note" toName="photo"/>
  <TextArea name="plate" toName="photo" perRegion="true"/>
  <Choices name="flag" toName="photo" perRegion="true"><Choice value="Red"/><Choice value="Blue"/></Choices>
</View>`).config as LabelingConfig;

interface Wanted {
  form?: TextForm;
  version?: string;
  score?: ScoreChoice;
  config?: LabelingConfig | undefined;
  selected?: readonly Span[];
}

function done<T>(steps: Generator<undefined, T, undefined>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function survey(text: string, form: TextForm = 'json', selected: readonly Span[] = []): VersionSurvey[] {
  return done(surveyVersions(text, scanUnits(text, form).units, 'task', selected));
}

/** The text afterwards, and what was told. */
function merged(text: string, wanted: Wanted = {}): MergeOutcome & { text: string } {
  const { form = 'json', version = 'v1', score = 'lowest', selected } = wanted;
  const config = 'config' in wanted ? wanted.config : CONFIG;
  const groups = survey(text, form, selected).flatMap((own) => (own.version === version ? own.groups : []));
  const options = { form, expected: 'task', rules: new RuleSet(rules), config } as const;
  const outcome = done(mergePredictions(text, scanUnits(text, form).units, options, groups, score));
  return { ...outcome, text: applyEdits(text, outcome.edits) };
}

const item = (own: object): string => JSON.stringify(own);
const box = (id: string | undefined, x: number, more: object = {}, label = 'Ship'): string =>
  item({
    ...(id !== undefined && { id }),
    from_name: 'box',
    to_name: 'photo',
    type: 'rectanglelabels',
    ...more,
    value: { x, y: 2, width: 3, height: 4, rectanglelabels: [label] },
  });
const choice = (from: string, choices: string[], id?: string): string =>
  item({ ...(id && { id }), from_name: from, to_name: 'photo', type: 'choices', value: { choices } });
const relation = (from: string, to: string, direction = 'right'): string =>
  item({ type: 'relation', from_id: from, to_id: to, direction });
const prediction = (results: string[], more = ''): string =>
  `{ "model_version": "v1",${more} "result": [${results.join(', ')}] }`;
const task = (...predictions: string[]): string =>
  `[{ "data": { "image": "a.png" }, "predictions": [${predictions.join(', ')}] }]`;

/** Regions of the only prediction that is left. */
function only(text: string): Record<string, unknown>[] {
  const [{ predictions }] = JSON.parse(text);
  assert.equal(predictions.length, 1, text);
  return predictions[0].result;
}

function problemsIn(text: string): string[] {
  const options = { form: 'json', expects: 'task', config: CONFIG } as const;
  return [...checkText(stringSource(text), options)].flat().map(({ code }) => code);
}

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

  test('texts stand beside each other', () => {
    const note = (text: string): string =>
      item({ from_name: 'note', to_name: 'photo', type: 'textarea', value: { text: [text] } });
    assert.equal(only(merged(task(prediction([note('a')]), prediction([note('b')]))).text).length, 2);
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

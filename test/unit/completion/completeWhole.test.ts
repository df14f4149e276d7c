// Proposals of several keys at a time: what belongs together, whole predictions and whole tasks.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete } from '../../../src/core/completion/complete';
import { completeInDocument } from '../../../src/core/completion/completeInDocument';
import { checkText } from '../../../src/core/engine/checkText';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { stringSource } from '../../../src/core/text/lines';
import { accepted as acceptedIn, withDefaults } from '../../harness/accepting';
import { at, CONFIG, configOf, labels, region } from './asked';

describe('what belongs together', () => {
  const SPLIT = configOf(`<View><Image name="photo" value="$image"/><Rectangle name="shape" toName="photo"/>
    <Labels name="kind" toName="photo"><Label value="Ship"/><Label value="Buoy"/></Labels>
    <TextArea name="plate" toName="photo" perRegion="true"/></View>`);
  test('a shape comes with its label, and the label alone is not proposed', () => {
    const [shape, ...others] = at('{"task": 1, "result": [¦]}', { config: SPLIT });
    assert.deepEqual(labels(others), []);
    const items = JSON.parse(`[${withDefaults(shape?.text ?? '')}]`);
    assert.deepEqual(
      items.map(({ id, type, from_name }: Record<string, string>) => [id, type, from_name]),
      [
        ['r1', 'rectangle', 'shape'],
        ['r1', 'labels', 'kind'],
      ],
    );
    assert.deepEqual(items[1].value, { ...items[0].value, labels: ['Ship'] });
  });
  test('an answer about regions where there are some that it has not answered', () => {
    const box = '{"id": "a", "type": "rectangle", "from_name": "shape", "to_name": "photo"}';
    const answer = '{"id": "a", "type": "rating", "from_name": "stars", "to_name": "photo"}';
    const config = configOf(
      '<View><Image name="photo" value="$i"/><Rectangle name="shape" toName="photo"/><Rating name="stars" toName="photo" perRegion="true"/></View>',
    );
    assert.deepEqual(labels(at(`{"task": 1, "result": [${box}, ¦]}`, { config })), [
      'shape: Rectangle region',
      'stars: Rating region',
    ]);
    assert.deepEqual(labels(at(`{"task": 1, "result": [${box}, ${answer}, ¦]}`, { config })), [
      'shape: Rectangle region',
    ]);
  });
  test('no second answer to one question', () => {
    const found = labels(at('{"task": 1, "result": [{"from_name": "mood", "type": "choices"}, ¦]}'));
    assert.ok(!found.some((label) => label.startsWith('mood')), found.join('; '));
  });
  test('times in the format of the config', () => {
    const config = configOf(
      '<View><TimeSeries name="log" value="$log" timeColumn="t" timeFormat="%d.%m.%Y"/><TimeSeriesLabels name="seg" toName="log"><Label value="A"/></TimeSeriesLabels><DateTime name="when" toName="log" only="time"/></View>',
    );
    const [series, when] = at('{"task": 1, "result": [¦]}', { config });
    assert.equal(JSON.parse(withDefaults(series?.text ?? '')).value.start, '09.04.2031');
    assert.equal(JSON.parse(withDefaults(when?.text ?? '')).value.datetime, '12:00');
  });
  test('no version that another prediction of the task has', () => {
    const task = '{"data": {}, "predictions": [{"model_version": "v1"}, {"model_version": "¦"}]}';
    assert.deepEqual(labels(at(task, { versions: ['v1', 'v2'] })), ['v2']);
  });
  test('no region below this one as its parent', () => {
    const result =
      '[{"id": "a", "parentID": "¦"}, {"id": "b", "parentID": "a"}, {"id": "c", "parentID": "b"}, {"id": "d"}]';
    assert.deepEqual(labels(at(`{"task": 1, "result": ${result}}`)), ['d']);
  });
});

describe('whole predictions and tasks', () => {
  /** Proposals between the units of a document, where the text has a `¦`, and the text when each is accepted. */
  function between(marked: string, form: 'json' | 'jsonl', expects?: 'task' | 'prediction') {
    const offset = marked.indexOf('¦');
    const text = marked.replace('¦', '');
    const check = new DocumentCheck(stringSource(text), { form, config: CONFIG, ...(expects && { expects }) });
    while (!check.work(() => false));
    return completeInDocument(check, offset, form === 'jsonl', expects).map((proposal) => ({
      label: proposal.label,
      text: acceptedIn(text, proposal),
    }));
  }
  const TASK = 'Task for this labeling config';
  const PREDICTION = 'Prediction for this labeling config';

  for (const [what, marked, form, expects, expected] of [
    ['an empty list', '[¦]', 'json', undefined, [PREDICTION, TASK]],
    [
      'a list of tasks',
      '[\n  {"data": {"image": "a", "text": "b"}, "predictions": []},\n  ¦\n]',
      'json',
      'task',
      [TASK],
    ],
    ['a list of predictions', '[¦]', 'json', 'prediction', [PREDICTION]],
    [
      'an empty line',
      '{"task": 2, "model_version": "v1", "score": 0.5, "result": []}\n¦',
      'jsonl',
      'prediction',
      [PREDICTION],
    ],
    ['before the list', ' ¦ [{"task": 1, "result": []}]', 'json', undefined, []],
  ] as const) {
    test(`in ${what}`, () => {
      const found = between(marked, form, expects);
      assert.deepEqual(
        found.map(({ label }) => label),
        expected,
      );
      for (const { label, text } of found) {
        const file = form === 'jsonl' ? `${text}\n` : text;
        const options = { form, expects: label === TASK ? 'task' : 'prediction', config: CONFIG } as const;
        const problems = [...checkText(stringSource(file), options)]
          .flat()
          .map(({ code, message }) => `${code}: ${message}`);
        assert.deepEqual(problems, [], file);
      }
    });
  }
  test('not in a unit that is not closed yet, also where a blank is its end', () => {
    const rest = '{"task": 2, "result": []}';
    for (const [form, before, behind] of [
      ['json', `[${rest}, `, `\n${rest}]`],
      ['jsonl', `${rest}\n`, `\n${rest}`],
    ] as const) {
      const open = '{"task": 3, "result": [{"id": "a", "from_name": ';
      const found = between(`${before}${open}¦${behind}`, form);
      assert.deepEqual(
        found.map(({ label, text }) => [label, text]),
        ['box', 'mood', 'kind', 'stars', 'count'].map((name) => [name, `${before}${open}"${name}"${behind}`]),
      );
    }
  });
  test('in the predictions of a task', () => {
    const found = at('{"data": {}, "predictions": [¦]}');
    assert.deepEqual(labels(found), [PREDICTION]);
    assert.deepEqual(labels(at('{"data": {}, "annotations": [¦]}')), []);
  });
});

test('never throws, wherever the cursor is in whatever text', () => {
  const text = region('"from_name": "box", "type": "rectanglelabels", "value": {"rectanglelabels": ["Ship"]}');
  for (let end = 0; end <= text.length; end++) {
    for (const broken of [text.slice(0, end), text.slice(end), text])
      complete(broken, Math.min(end, broken.length), { config: CONFIG, indent: '' });
  }
});

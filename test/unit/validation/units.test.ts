/** What is said of whole tasks and predictions, of text that is no JSON, and of what no server gives back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { stringSource } from '../../../src/core/text/lines';
import type { FileOptions } from '../../../src/core/validation/file';
import { lineOf, problemsIn } from './said';
import { prediction, task, texts } from './texts';

describe('tasks and predictions', () => {
  texts('empty-data', [
    [
      'empty, with predictions',
      '{"data":{},"predictions":[]}',
      ['error upload /data: "data"'],
      /^"data" is empty: importing/,
    ],
    ['empty, with annotations', '{"data":{},"annotations":[]}', ['error upload /data: "data"']],
    ['empty, alone', '{"data":{}}', ['information authoring /data: "data"'], /This task has no "data"/],
    [
      'missing, with predictions',
      '{"image":"a","predictions":[]}',
      ['error upload : {'],
      /^"data" is missing: importing/,
    ],
    ['there', task(''), []],
    ['an empty object elsewhere', task(',"meta":{}'), []],
  ]);

  const versions = (...all: string[]): string =>
    task(`,"predictions":[${all.map((version) => `{"model_version":${version},"result":[]}`).join()}]`);
  texts('several-predictions-of-a-version', [
    [
      'two of one',
      versions('"v"', '"v"'),
      ['warning editor /predictions/0: {'],
      /has 2 predictions of the model version "v"/,
    ],
    [
      'two of one, the first among others',
      versions('"u"', '"v"', '"v"', '"v"'),
      ['warning editor /predictions/1: {'],
      /has 3/,
    ],
    [
      'two without',
      versions('""', '7'),
      ['warning editor /predictions/0: {'],
      /has 2 predictions without a model version/,
    ],
    [
      'two pairs',
      versions('"u"', '"v"', '"v"', '"u"'),
      ['warning editor /predictions/0: {', 'warning editor /predictions/1: {'],
    ],
    ['two versions', versions('"u"', '"v"'), []],
    ['one', versions('"u"'), []],
    ['while something is being typed', versions('"v"', '"v"').replace(']}]}', ']},{]}'), []],
  ]);
  test('several-predictions-of-a-version: which and how many is given to whoever mends it', () => {
    const [problem] = problemsIn('several-predictions-of-a-version', versions('"v"', '"v"'));
    assert.deepEqual(problem?.data, { version: 'v', count: 2 });
  });

  texts('missing-model-version', [
    ['missing', '{"task":1,"result":[]}', ['information authoring : {'], /has no "model_version"/],
    [
      'empty',
      '{"task":1,"model_version":"","result":[]}',
      ['information authoring /model_version: ""'],
      /names no model version/,
    ],
    [
      'what an import makes of none',
      '{"task":1,"model_version":"undefined","result":[]}',
      ['information authoring /model_version: "undefined"'],
    ],
    ['in a task', task(',"predictions":[{"result":[]}]'), ['information authoring /predictions/0: {']],
    ['no prediction yet', task(',"predictions":[{"score":1}]'), []],
    [
      'the second alone',
      task(',"predictions":[{"model_version":"v","result":[]},{"result":[]}]'),
      ['information authoring /predictions/1: {'],
    ],
    ['null is another matter', '{"task":1,"model_version":null,"result":[]}', []],
  ]);

  texts('prediction-without-task', [
    ['without', '{"model_version":"v","result":[]}', ['warning upload : {']],
    ['with', prediction(''), []],
    ['in a task', task(',"predictions":[{"model_version":"v","result":[]}]'), []],
  ]);

  texts('predictions-in-data', [
    [
      'a list of predictions',
      '{"data":{"predictions":[{"result":[]}]}}',
      ['error authoring /data/predictions: "predictions"'],
    ],
    ['objects that are none', '{"data":{"predictions":[{"name":1}]}}', []],
    ['texts', '{"data":{"predictions":["result"]}}', []],
    ['an empty list', '{"data":{"predictions":[]}}', []],
    ['no list', '{"data":{"predictions":{"0":{"result":[]}}}}', []],
    ['data that are none', '{"data":[{"predictions":[{"result":[]}]}],"predictions":[]}', []],
  ]);

  texts('result-in-task', [
    ['beside data', task(',"result":[]'), ['error upload /result: "result"']],
    ['in a prediction', task(',"predictions":[{"model_version":"v","result":[]}]'), []],
    ['a prediction alone', prediction(''), []],
  ]);

  texts('prediction-by-id', [
    [
      'a number',
      task(',"predictions":[17]'),
      ['information server /predictions/0: 17'],
      /Only the id of a prediction is here, 17,/,
    ],
    ['a text', task(',"predictions":["17"]'), []],
    ['a number further in', task(',"predictions":[{"model_version":"v","result":[17]}]'), []],
    ['a number for the list', task(',"predictions":17'), []],
  ]);

  texts('not-an-object', [
    ['numbers', '[1]', ['error server /0: 1'], /not the number 1\./],
    ['a list', '[[]]', ['error server /0: []'], /not a list\./],
    ['null', '[null]', ['error server /0: null']],
    ['an object', '[{}]', []],
    ['nothing that could be read', '[', []],
  ]);
});

describe('json-syntax', () => {
  const said = (text: string, options: Partial<FileOptions>): string[] =>
    [...checkText(stringSource(text), { form: 'json', ...options })]
      .flat()
      .filter(({ code }) => code === 'json-syntax')
      .map((problem) => `${lineOf(problem, text)} ${/This (\w+) is not valid JSON/.exec(problem.message)?.[1]}`);

  test('is said where nobody else does, with what it is about', () => {
    const torn = '{"task":1,"result":[}';
    assert.deepEqual(said(torn, { form: 'jsonl' }), ['error server /0: } line']);
    assert.deepEqual(said(torn, { form: 'json' }), []);
    assert.deepEqual(said(torn, { reportSyntax: true }), ['error server : } prediction']);
    assert.deepEqual(said('{"data":{"a":}}', { reportSyntax: true }), ['error server : } task']);
    assert.deepEqual(said('[1,}', { reportSyntax: true, form: 'json' }).length, 1);
    assert.deepEqual(said('{"task":1,"result":[]}', { form: 'jsonl' }), []);
  });

  test('the first fault only', () => {
    assert.equal(said('{"task":1,"result":[},"score":}', { form: 'jsonl' }).length, 1);
  });
});

describe('values that no server gives back', () => {
  const POISON = '"\\ud800"';
  texts('unstorable-value', [
    [
      'in a region',
      `{"task":1,"model_version":"v","result":[{"meta":${POISON}}]}`,
      ['error upload /result/0: \\ud800'],
    ],
    ['in a prediction', prediction(`,"note":${POISON}`), ['error upload /note: \\ud800']],
    [
      'in a result that is none',
      `{"task":1,"model_version":"v","result":${POISON}}`,
      ['error upload /result: \\ud800'],
    ],
    [
      'in an item that is no region',
      `{"task":1,"model_version":"v","result":[{},${POISON}]}`,
      ['error upload /result/1: \\ud800'],
    ],
    [
      'in data',
      `{"data":{"a":${POISON}},"predictions":[{"model_version":"v","result":[]}]}`,
      ['error upload /data: \\ud800'],
    ],
    [
      'in meta',
      `{"data":{"a":1},"meta":${POISON},"predictions":[{"model_version":"v","result":[]}]}`,
      ['error upload /meta: \\ud800'],
    ],
    ['in data of a task without predictions', `{"data":{"a":${POISON}}}`, []],
    [
      'in another key of a task',
      `{"data":{"a":1},"x":${POISON},"predictions":[{"model_version":"v","result":[]}]}`,
      [],
    ],
    [
      'in a prediction of a task',
      task(`,"predictions":[{"model_version":${POISON},"result":[]}]`),
      ['error upload /predictions/0/model_version: \\ud800'],
    ],
    ['a pair is fine', prediction(',"note":"\\ud83d\\ude00"'), []],
    ['while something is being typed', `{"task":1,"model_version":"v","note":${POISON},"result":[}`, []],
  ]);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentKey } from '../../../src/core/upload/content';
import { describePlan } from '../../../src/core/upload/describe';
import { planUpload, type ServerFacts, type UploadPlan } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import { planOfSelection, selectedItems } from '../../../src/core/upload/selection';

const flat = (task: number, n: number): string => `{"task":${task},"model_version":"v","result":[{"n":${n}}]}`;
const TEXT = `[${flat(1, 1)},
${flat(2, 2)},
{"data":{"a":1},"predictions":[{"model_version":"v","result":[{"n":3}]}, {"model_version":"v","result":[{"n":4}]}]},
{"task":1,"result":5},
${flat(1, 6)}]`;

const facts = (stored: ServerFacts['stored'] = new Map()): ServerFacts => ({
  host: 'https://ls.example.com',
  project: { id: 3, title: 'Cats', modelVersion: '', taskNumber: 2 },
  match: { by: 'id' },
  modelVersions: [],
  tasks: new Map([
    [1, { id: 1 }],
    [2, { id: 2 }],
  ]),
  stored,
});

/** The plan for parts of the text, each named by what stands at its ends. */
function planFor(parts: readonly (readonly [string, string])[], stored?: ServerFacts['stored']): UploadPlan {
  const spans = parts.map(([from, to]) => ({ start: TEXT.indexOf(from), end: TEXT.indexOf(to) + to.length }));
  return planAt(spans, stored);
}

function planAt(spans: readonly { start: number; end: number }[], stored?: ServerFacts['stored']): UploadPlan {
  const read = readUpload(TEXT, 'json');
  return planOfSelection(planUpload(read, facts(stored)), selectedItems(read, spans), spans);
}

const sent = ({ creates, newTasks }: UploadPlan): string[] => [
  ...creates.map(({ prediction }) => prediction.pointer),
  ...newTasks.flatMap(({ task }) => task.predictions.map(({ pointer }) => pointer)),
];

describe('what is selected', () => {
  test('are the predictions that are touched, and no others', () => {
    assert.deepEqual(sent(planFor([['"n":1', '"n":1']])), ['/0']);
    assert.deepEqual(sent(planFor([['"n":1', '"task":2']])), ['/0', '/1']);
    assert.deepEqual(sent(planFor([['"n":2', '"n":3']])), ['/1', '/2/predictions/0']);
    assert.deepEqual(
      sent(
        planFor([
          ['"n":4', '"n":4'],
          ['"n":6', '"n":6'],
        ]),
      ),
      ['/4', '/2/predictions/1'],
    );
  });

  test('a cursor means the prediction that it stands in', () => {
    const start = TEXT.indexOf('"n":2');
    assert.deepEqual(sent(planAt([{ start, end: start }])), ['/1']);
  });

  test('a task that is touched beside its predictions means all of them', () => {
    assert.deepEqual(sent(planFor([['"data"', '"data"']])), ['/2/predictions/0', '/2/predictions/1']);
  });

  test('between predictions nothing is', () => {
    const read = readUpload(TEXT, 'json');
    assert.equal(selectedItems(read, [{ start: 0, end: 0 }]).size, 0);
  });

  test('what cannot be sent is told only where it is selected', () => {
    assert.deepEqual(planFor([['"n":1', '"n":2']]).unsendable, []);
    assert.deepEqual(
      planFor([['"result":5', '"n":6']]).unsendable.map(({ pointer }) => pointer),
      ['/3/result'],
    );
  });

  test('other predictions of the file are not taken for older ones', () => {
    const stored = new Map([[1, [{ id: 71, version: 'v', key: contentKey(flat(1, 1)) }]]]);
    const { creates, same, surplus } = planFor([['"n":6', '"n":6']], stored);
    assert.deepEqual(
      creates.map(({ prediction, replaces }) => [prediction.pointer, replaces]),
      [['/4', undefined]],
    );
    assert.deepEqual([same, surplus], [[], []]);
  });

  test('the plan says so, and counts what is selected', () => {
    assert.deepEqual(describePlan(planFor([['"n":2', '"n":2']])), [
      'Only what is selected in the file.',
      '1 prediction for 1 task of project 3 "Cats" on https://ls.example.com.',
      'Model version "v": 1 new.',
    ]);
    const stored = new Map([[2, [{ id: 71, version: 'v', key: contentKey(flat(2, 2)) }]]]);
    assert.equal(
      describePlan(planFor([['"n":2', '"n":2']], stored))[0],
      'The project has everything that is selected already.',
    );
  });
});

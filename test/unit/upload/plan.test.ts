import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describePlan, newTasksByReason } from '../../../src/core/upload/describe';
import { planUpload, type ServerFacts } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';

function facts(changes: Partial<ServerFacts> = {}): ServerFacts {
  return {
    host: 'https://ls.example.com',
    project: { id: 3, title: 'Cats', modelVersion: '' },
    modelVersions: [{ modelVersion: 'v1', count: 12_000 }],
    tasks: new Map([
      [1, { id: 1, data: '{"image": "a.png", "n": 1}' }],
      [2, { id: 2, data: '{"image": "b.png"}' }],
    ]),
    ...changes,
  };
}

const plan = (text: string, changes?: Partial<ServerFacts>) => planUpload(readUpload(text, 'json'), facts(changes));

describe('what goes where', () => {
  test('flat predictions: to tasks of the project, and to no other', () => {
    const found = plan('[{"task":1,"result":[]},{"task":7,"result":[]},{"task":"2","result":[]}]');
    assert.deepEqual(
      found.creates.map(({ task, prediction }) => [task, prediction.pointer]),
      [
        [1, '/0'],
        [2, '/2'],
      ],
    );
    assert.deepEqual(
      found.unsendable.map((item) => [item.pointer, item.reason]),
      [['/1/task', 'task-not-in-project']],
    );
  });

  test('tasks: the same only with equal data', () => {
    const p = '"predictions":[{"result":[]},{"result":[]}]';
    const found = plan(`[
      {"id":1,"data":{"n":1.0,"image":"\\u0061.png"},${p}},
      {"id":2,"data":{"image":"a.png"},${p}},
      {"id":"2","data":{"image":"b.png"},${p}},
      {"id":5,"data":{"image":"b.png"},${p}},
      {"data":{"image":"b.png"},${p}},
      {"id":null,"data":{"image":"b.png"},${p}}]`);
    assert.deepEqual(
      found.creates.map(({ task, prediction }) => [task, prediction.pointer]),
      [
        [1, '/0/predictions/0'],
        [1, '/0/predictions/1'],
        [2, '/2/predictions/0'],
        [2, '/2/predictions/1'],
      ],
    );
    assert.deepEqual(
      found.newTasks.map(({ reason, task }) => [task.pointer, reason]),
      [
        ['/1', 'data-differs'],
        ['/3', 'id-not-in-project'],
        ['/4', 'no-id'],
        ['/5', 'no-id'],
      ],
    );
    assert.deepEqual(
      newTasksByReason(found).map(({ reason, tasks }) => [reason, tasks.length]),
      [
        ['no-id', 2],
        ['id-not-in-project', 1],
        ['data-differs', 1],
      ],
    );
  });

  test('a task whose data is not known is not the same', () => {
    const found = plan('{"id":1,"data":{"a":1},"predictions":[{"result":[]}]}', { tasks: new Map([[1, { id: 1 }]]) });
    assert.deepEqual(
      found.newTasks.map(({ reason }) => reason),
      ['data-differs'],
    );
  });

  test('a new task waits when one of its predictions cannot be sent; one that is there does not', () => {
    const p = '"predictions":[{"result":[]},{"result":null}]';
    const found = plan(`[{"data":{"a":1},${p}},{"id":2,"data":{"image":"b.png"},${p}}]`);
    assert.deepEqual(found.newTasks, []);
    assert.deepEqual(
      found.creates.map(({ prediction }) => prediction.pointer),
      ['/1/predictions/0'],
    );
    assert.deepEqual(
      found.unsendable.map((item) => [item.pointer, item.reason, item.predictions]),
      [
        ['/0', 'task-held', 1],
        ['/0/predictions/1', 'no-result', 1],
        ['/1/predictions/1', 'no-result', 1],
      ],
    );
  });

  test('poison in the data of a new task keeps it back, at its place', () => {
    const text =
      '[{"data":{"a":"\\ud800"},"predictions":[{"result":[]}]},{"data":{"a":1},"meta":[1e400],"predictions":[{"result":[]}]}]';
    const found = plan(text);
    assert.deepEqual(found.newTasks, []);
    assert.deepEqual(
      found.unsendable.map((item) => [item.reason, text.slice(item.start, item.end)]),
      [
        ['lone-surrogate', '\\ud800'],
        ['not-finite', '1e400'],
      ],
    );
  });

  test('model_version null is refused by Create prediction, and taken by an import', () => {
    const found = plan(
      '[{"task":1,"result":[],"model_version":null},{"data":{"a":1},"predictions":[{"result":[],"model_version":null}]}]',
    );
    assert.deepEqual(
      found.unsendable.map((item) => [item.pointer, item.reason]),
      [['/0/model_version', 'version-null']],
    );
    assert.equal(found.newTasks.length, 1);
  });

  test('versions are counted as the server will store them', () => {
    const found = plan(`[
      {"task":1,"result":[],"model_version":" v1 "},{"task":1,"result":[],"model_version":"\\u00761"},
      {"task":1,"result":[]},{"task":1,"result":[],"model_version":5},
      {"data":{"a":1},"predictions":[{"result":[],"model_version":"v1"},{"result":[]},{"result":[],"model_version":null}]}]`);
    assert.deepEqual(found.versions, [
      { modelVersion: 'v1', sending: 3, alreadyThere: 12_000 },
      { modelVersion: '', sending: 1, alreadyThere: 0 },
      { modelVersion: '5', sending: 1, alreadyThere: 0 },
      { modelVersion: 'undefined', sending: 1, alreadyThere: 0 },
      { modelVersion: 'null', sending: 1, alreadyThere: 0 },
    ]);
  });
});

describe('the plan in words', () => {
  test('all that there is to say', () => {
    const p = '"predictions":[{"result":[],"model_version":"v1"}]';
    const lines = describePlan(
      plan(`[{"task":1,"result":[],"model_version":"v2"},{"task":8,"result":[]},{"task":9,"result":[]},
        {"id":1,"data":{"a":1},${p}},{"data":{"a":1},${p},"annotations":[{}]},{"data":{"a":1}}]`),
    );
    assert.deepEqual(lines, [
      '1 prediction for 1 task of project 3 "Cats" on https://ls.example.com.',
      'If you agree: 1 new task with 1 prediction in project 3 "Cats" on https://ls.example.com, because the file gives no id for them.',
      'If you agree: 1 new task with 1 prediction in project 3 "Cats" on https://ls.example.com, because project 3 "Cats" has tasks with their ids but other data (1).',
      'Model version "v2": 1 prediction, none of it in the project yet.',
      'Model version "v1": 2 predictions. The project already has 12,000 of it: what is the same will be there twice.',
      'Not sent: 2 predictions (/1/task, /2/task). The chosen project has no task with this id.',
      'Left out: 1 task without predictions.',
      'Left out: 1 annotation. Only predictions are uploaded.',
    ]);
  });
  test('nothing', () => assert.deepEqual(describePlan(plan('[]')), ['There is nothing to upload.']));
  test('many places are not all named', () => {
    const text = `[${Array.from({ length: 25 }, () => '{"task":99,"result":[]}').join()}]`;
    const [, line] = describePlan(plan(text));
    assert.match(line ?? '', /^Not sent: 25 predictions \(\/0\/task, .*\/9\/task and 15 more\)\./);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentKey } from '../../../src/core/upload/content';
import { describePlan, newTasksByReason } from '../../../src/core/upload/describe';
import { dataKey, type MatchBy } from '../../../src/core/upload/match';
import { planUpload, type ServerFacts } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';

function facts(changes: Partial<ServerFacts> = {}): ServerFacts {
  return {
    host: 'https://ls.example.com',
    project: { id: 3, title: 'Cats', modelVersion: '', taskNumber: 2 },
    match: { by: 'id' },
    modelVersions: [{ modelVersion: 'v1', count: 12_000 }],
    tasks: new Map([
      [1, { id: 1, key: dataKey('{"image": "a.png", "n": 1}', { by: 'id' }) }],
      [2, { id: 2, key: dataKey('{"image": "b.png"}', { by: 'id' }) }],
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

  test('versions are counted by the names that they have in the end', () => {
    const found = plan(`[
      {"task":1,"result":[],"model_version":" v1 "},{"task":1,"result":[],"model_version":"\\u00761"},
      {"task":1,"result":[]},{"task":1,"result":[],"model_version":5},{"task":1,"result":[],"model_version":null},
      {"data":{"a":1},"predictions":[{"result":[],"model_version":"v1"},{"result":[]},{"result":[],"model_version":null}]}]`);
    assert.deepEqual(
      found.versions.map(({ modelVersion, sending }) => [modelVersion, sending]),
      [
        ['v1', 3],
        ['', 4],
        ['5', 1],
      ],
    );
  });

  test('what the server has is told from what is new, changed, or in no file', () => {
    const boxed = (x: number) => `{"task":1,"model_version":"v1","score":0.50,"result":[{"x":${x}.0}]}`;
    const stored = new Map([
      [
        1,
        [
          { id: 71, version: 'v1', key: contentKey(boxed(1)) },
          { id: 72, version: 'v1', key: contentKey(boxed(8)) },
          { id: 73, version: 'v1', key: contentKey(boxed(9)) },
          { id: 74, version: 'v2', key: contentKey(boxed(2)) },
        ],
      ],
    ]);
    const found = plan(`[${boxed(1)},${boxed(2)},{"task":2,"result":[],"model_version":"v1"}]`, { stored });
    assert.deepEqual(
      found.same.map(({ prediction, id }) => [prediction.pointer, id]),
      [['/0', 71]],
    );
    assert.deepEqual(
      found.creates.map(({ prediction, replaces }) => [prediction.pointer, replaces]),
      [
        ['/1', 72],
        ['/2', undefined],
      ],
    );
    assert.deepEqual(found.surplus, [{ task: 1, version: 'v1', id: 73 }]);
    assert.deepEqual(found.versions, [{ modelVersion: 'v1', sending: 2, changed: 1, same: 1, surplus: 1 }]);
  });
});

describe('tasks of the project for those of the file', () => {
  const p = '"predictions":[{"result":[]}]';
  const key = (data: string, match: MatchBy = { by: 'id' }) => dataKey(data, match) as string;

  test('by equal data where the id is no help, each only once', () => {
    const byData = new Map([[key('{"image":"c.png"}'), [41, 42]]]);
    const found = plan(
      `[{"data":{"image":"c.png"},${p}},{"id":9,"data":{"image":"c.png"},${p}},{"data":{"image":"c.png"},${p}}]`,
      { byData },
    );
    assert.deepEqual(
      found.creates.map(({ prediction, task }) => [prediction.pointer, task]),
      [
        ['/0/predictions/0', 41],
        ['/1/predictions/0', 42],
      ],
    );
    assert.deepEqual(
      found.newTasks.map(({ task, reason }) => [task.pointer, reason]),
      [['/2', 'no-id']],
    );
  });

  test('of those with equal data the one that holds the predictions, in whatever order the file has them', () => {
    const data = '{"image":"c.png"}';
    const one = (n: number) => `{"result":[],"score":0.${n},"model_version":"v1"}`;
    const holding = (id: number, n: number) => [40 + id, [{ id, version: 'v1', key: contentKey(one(n)) }]] as const;
    const task = (...scores: number[]) => `{"data":${data},"predictions":[${scores.map(one)}]}`;
    const byData = new Map([[key(data), [41, 42, 43]]]);
    const stored = new Map([holding(1, 1), holding(2, 2)]);
    const found = plan(`[${task(3)},${task(2)},${task(1, 4)}]`, { byData, stored });
    assert.deepEqual(
      found.same.map(({ prediction, task: id }) => [prediction.pointer, id]),
      [
        ['/1/predictions/0', 42],
        ['/2/predictions/0', 41],
      ],
    );
    assert.deepEqual(
      found.creates.map(({ prediction, task: id, replaces }) => [prediction.pointer, id, replaces]),
      [
        ['/0/predictions/0', 43, undefined],
        ['/2/predictions/1', 41, undefined],
      ],
    );
    // Only the second one has been stored, and there is no other task: the first is the new one.
    const part = plan(`[${task(3)},${task(2)}]`, {
      byData: new Map([[key(data), [42]]]),
      stored: new Map([holding(2, 2)]),
    });
    assert.deepEqual(
      [part.same.map(({ task: id }) => id), part.creates.length, part.newTasks.map(({ task: item }) => item.pointer)],
      [[42], 0, ['/0']],
    );
  });

  test('of those that say which one they are, also several for one', () => {
    const known = '{"id":2,"data":{"image":"b.png"}';
    const byId = plan(`[${known},${p}},${known},"predictions":[{"result":[],"score":0.5}]}]`);
    assert.deepEqual([byId.creates.map(({ task }) => task), byId.newTasks], [[2, 2], []]);
    const match: MatchBy = { by: 'data', key: 'file' };
    const byData = new Map([
      [key('{"file":"a"}', match), [5]],
      [key('{"file":"b"}', match), [6, 7]],
    ]);
    const byKey = plan(
      `[{"data":{"file":"a"},${p}},{"data":{"file":"a","n":2},${p}},{"id":7,"data":{"file":"b"},${p}}]`,
      { match, byData },
    );
    assert.deepEqual([byKey.creates.map(({ task }) => task), byKey.newTasks, byKey.unsendable], [[5, 5, 7], [], []]);
  });

  test('by one key of the data; a value that several tasks have is nobody’s', () => {
    const match: MatchBy = { by: 'data', key: 'file' };
    const byData = new Map([
      [key('{"file":"a"}', match), [5]],
      [key('{"file":"b"}', match), [6, 7]],
    ]);
    const found = plan(
      `[{"data":{"file":"a","n":1},${p}},{"data":{"file":"b"},${p}},{"data":{"file":"z"},${p}},{"data":{},${p}}]`,
      { match, byData },
    );
    assert.deepEqual(
      found.creates.map(({ task }) => task),
      [5],
    );
    assert.deepEqual(
      found.unsendable.map(({ pointer, reason }) => [pointer, reason]),
      [
        ['/1', 'task-ambiguous'],
        ['/3', 'task-without-key'],
      ],
    );
    assert.deepEqual(
      found.newTasks.map(({ task }) => task.pointer),
      ['/2'],
    );
  });

  test('by a key that no task of the project has, which may be misspelt: none is new; in an empty project all are', () => {
    const match: MatchBy = { by: 'data', key: 'fiel' };
    const text = `[{"data":{"fiel":"a"},${p}},{"data":{"file":"a"},${p}}]`;
    const found = plan(text, { match, byData: new Map() });
    assert.deepEqual(
      found.unsendable.map(({ pointer, reason }) => [pointer, reason]),
      [
        ['/0', 'key-not-in-project'],
        ['/1', 'key-not-in-project'],
      ],
    );
    assert.deepEqual([found.creates, found.newTasks], [[], []]);
    const project = { id: 3, title: 'Cats', modelVersion: '', taskNumber: 0 };
    const first = plan(text, { match, byData: new Map(), project });
    assert.deepEqual(
      [
        first.newTasks.map(({ task }) => task.pointer),
        first.unsendable.map(({ pointer, reason }) => [pointer, reason]),
      ],
      [['/0'], [['/1', 'task-without-key']]],
    );
  });

  test('a new task that stands in the file twice, by its key: the second waits for the first to be there', () => {
    const match: MatchBy = { by: 'data', key: 'file' };
    const byData = new Map([[key('{"file":"a"}', match), [5]]]);
    const found = plan(
      `[{"data":{"file":"n"},${p}},{"data":{"file":"n","x":1},"predictions":[{"result":[],"score":0.5},{"result":[],"score":0.6}]},{"data":{"file":"m"},${p}}]`,
      { match, byData },
    );
    assert.deepEqual(
      found.newTasks.map(({ task }) => task.pointer),
      ['/0', '/2'],
    );
    assert.deepEqual(
      found.unsendable.map(({ pointer, reason, predictions }) => [pointer, reason, predictions]),
      [['/1', 'task-again', 2]],
    );
  });

  test('all are new where that is said', () => {
    const found = plan(`[{"id":2,"data":{"image":"b.png"},${p}}]`, { match: { by: 'new' } });
    assert.deepEqual([found.creates.length, found.newTasks.length], [0, 1]);
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
      'If you agree: 1 new task with 1 prediction, because it has no id, and no task of the project has its data.',
      'If you agree: 1 new task with 1 prediction, because the project has other data under its id (1).',
      'Model version "v2": 1 new.',
      'Model version "v1": 2 new.',
      'Not sent: 2 predictions (/1/task, /2/task). The chosen project has no task with this id.',
      'Left out: 1 task without predictions.',
      'Left out: 1 annotation. Only predictions are uploaded.',
    ]);
  });
  test('tasks that are new because that is said are counted together', () => {
    const p = '"predictions":[{"result":[],"model_version":"v1"}]';
    const lines = describePlan(plan(`[{"id":1,"data":{"a":1},${p}},{"data":{"a":1},${p}}]`, { match: { by: 'new' } }));
    assert.deepEqual(lines, [
      'If you agree: 2 new tasks with 2 predictions in project 3 "Cats" on https://ls.example.com, because you asked for new ones.',
      'Model version "v1": 2 new.',
    ]);
  });
  test('what is there already, changed, and in no file', () => {
    const text = '[{"task":1,"model_version":"v1","result":[]},{"task":1,"model_version":"v1","result":[{}]}]';
    const stored = [contentKey('{"result":[]}'), 'x', 'y'].map((key, id) => ({ id, version: 'v1', key }));
    const [, line] = describePlan(plan(text, { stored: new Map([[1, stored]]) }));
    assert.equal(
      line,
      'Model version "v1": 1 changed: its task has another prediction of this version; 1 already there; 1 more on the same tasks that the file does not have, which stays.',
    );
  });
  test('a model version that labeling does not show', () => {
    const project = { id: 3, title: 'Cats', modelVersion: 'v1', taskNumber: 2 };
    const lines = (version: string): string[] =>
      describePlan(plan(`[{"task":1,"model_version":"${version}","result":[]}]`, { project }));
    assert.equal(
      lines('v2')[2],
      'Label All Tasks shows model version "v1" of this project, so "v2" will not be seen there yet.',
    );
    assert.equal(lines('v1').length, 2);
  });
  test('of many model versions the first are told, and how many more there are', () => {
    const text = `[${Array.from({ length: 1_012 }, (_, n) => `{"task":1,"model_version":"v${n}","result":[]}`).join()}]`;
    const lines = describePlan(plan(text));
    assert.equal(lines.length, 12);
    assert.deepEqual(lines.slice(-2), ['Model version "v9": 1 new.', 'And 1,002 more model versions.']);
  });
  test('nothing', () => assert.deepEqual(describePlan(plan('[]')), ['There is nothing to upload.']));
  test('many places are not all named', () => {
    const text = `[${Array.from({ length: 25 }, () => '{"task":99,"result":[]}').join()}]`;
    const [, line] = describePlan(plan(text));
    assert.match(line ?? '', /^Not sent: 25 predictions \(\/0\/task, .*\/9\/task and 15 more\)\./);
  });
});

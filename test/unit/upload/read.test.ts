import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Span } from '../../../src/core/text/locate';
import { createBody, taskBody, utf8Length } from '../../../src/core/upload/bodies';
import { idOf, readUpload, type TaskItem } from '../../../src/core/upload/read';

/** What stands in the file. */
const own = (text: string, item: Span | undefined): string => text.slice(item?.start, item?.end);

describe('bodies are cut from the text', () => {
  test('a flat prediction: exactly the four fields, those that are there, as they are written', () => {
    const text = `[ {"model_version" : "v\\u00e9 \u{1F600}", "id": 7, "created_ago": "x", "cluster": 1,
      "result": [ {"value": {"x": 1.0, "n": 123456789012345678901234567890}} ],
      "task": 2.0, "score": 0.30000000000000004, "neighbors": []} ]`;
    const { flat } = readUpload(text, 'json');
    assert.equal(flat.length, 1);
    assert.equal(
      createBody(own(text, flat[0]), flat[0] as never, 2),
      '{"task":2.0,"result":[ {"value": {"x": 1.0, "n": 123456789012345678901234567890}} ],"score":0.30000000000000004,"model_version":"v\\u00e9 \u{1F600}"}',
    );
  });
  test('what is absent stays absent, null stays null', () => {
    const text = '{"task":1,"result":[],"score":null}';
    assert.equal(createBody(text, readUpload(text, 'json').flat[0] as never, 1), text);
  });
  test('of several equal keys the last counts, in every object', () => {
    const text = '{"task":1,"result":[{"a":1}],"score":0.1,"task":2,"score":0.2,"result":[]}';
    const { flat } = readUpload(text, 'json');
    assert.equal(flat[0]?.task, 2);
    assert.equal(createBody(own(text, flat[0]), flat[0] as never, 2), '{"task":2,"result":[],"score":0.2}');
  });
  test('a task: data, meta and predictions; annotations and ids stay', () => {
    const text = `{"id": 5, "annotations": [{}, {}], "meta": {"m": 1.0}, "predictions": [
      {"id": 1, "result": [], "model_version": "a"}, {"result": [{}], "score": 1e-1}], "data": {"b": 2, "a": 1.50}}`;
    const read = readUpload(text, 'json');
    assert.equal(read.annotations, 2);
    assert.equal(read.tasks[0]?.id, 5);
    assert.equal(
      taskBody(own(text, read.tasks[0]), read.tasks[0] as TaskItem),
      '{"data":{"b": 2, "a": 1.50},"meta":{"m": 1.0},"predictions":[{"result":[],"model_version":"a"},{"result":[{}],"score":1e-1,"model_version":""}]}',
    );
  });
  test('meta null is left out', () => {
    const text = '{"meta":null,"data":{"a":1},"predictions":[{"result":[]}]}';
    const [task] = readUpload(text, 'json').tasks;
    assert.equal(
      taskBody(own(text, task), task as TaskItem),
      '{"data":{"a":1},"predictions":[{"result":[],"model_version":""}]}',
    );
  });
  test("a prediction of a task gets the task's id", () => {
    const text = '{"id":9,"data":{"a":1},"predictions":[{"result":[],"task":4}]}';
    const item = readUpload(text, 'json').tasks[0]?.predictions[0];
    assert.equal(createBody(own(text, item), item as never, 9), '{"task":9,"result":[]}');
  });
  test('every body is JSON, whatever stood around it', () => {
    const text = '[{"result":[\n] , "task" : "3"\t},{"task":4,"result":[{}]}]';
    for (const item of readUpload(text, 'json').flat) assert.ok(JSON.parse(createBody(own(text, item), item, 1)));
  });
  test('bytes are those of UTF-8', () => {
    for (const text of ['', 'abc', '\u00e9', '\u20ac', '\u{1F600}', 'a\u00e9\u20ac\u{1F600}b', '\ud83d']) {
      assert.equal(utf8Length(text), text === '\ud83d' ? 2 : Buffer.byteLength(text), text);
    }
  });
});

describe('where things stand', () => {
  test('pointers and offsets in a list, a lone object, JSONL and behind a byte order mark', () => {
    const list = '[{"task":1,"result":[]}, {"data":{"a":1},"predictions":[{"result":[]},{"result":[]}]}]';
    const read = readUpload(list, 'json');
    assert.deepEqual(
      read.flat.map((item) => item.pointer),
      ['/0'],
    );
    assert.deepEqual(
      read.tasks[0]?.predictions.map((item) => item.pointer),
      ['/1/predictions/0', '/1/predictions/1'],
    );
    const second = read.tasks[0]?.predictions[1];
    assert.equal(list.slice(second?.start, second?.end), '{"result":[]}');

    const one = '\ufeff {"task":1,"result":[]}\n';
    const lone = readUpload(one, 'json').flat[0];
    assert.equal(lone?.pointer, '');
    assert.equal(one.slice(lone?.start, lone?.end), '{"task":1,"result":[]}');
    assert.equal(createBody(own(one, lone), lone as never, 1), '{"task":1,"result":[]}');

    const lines = '{"task":1,"result":[]}\r\n\r\n{"task":2,"result":[]}\n';
    assert.deepEqual(
      readUpload(lines, 'jsonl').flat.map((item) => [item.pointer, item.task]),
      [
        ['/0', 1],
        ['/2', 2],
      ],
    );
  });
  test('tasks without predictions are counted, not sent', () => {
    const read = readUpload(
      '[{"data":{"a":1}},{"data":{"a":1},"predictions":[]},{"data":{"a":1},"predictions":null}]',
      'json',
    );
    assert.deepEqual([read.emptyTasks, read.tasks, read.unsendable], [3, [], []]);
  });
  test('nothing at all', () => {
    for (const text of ['', '   ', '\ufeff', '[]']) {
      const { flat, tasks, unsendable } = readUpload(text, 'json');
      assert.deepEqual([flat, tasks, unsendable], [[], [], []]);
    }
  });
});

describe('what cannot be sent is named at its place, and the rest can', () => {
  const good = '{"task":1,"result":[]}';
  type Row = [string, string, string, string];
  const rows: Row[] = [
    ['{"result":[]}', 'no-task', '/0', '{"result":[]}'],
    ['{"task":null,"result":[]}', 'task-not-id', '/0/task', 'null'],
    ['{"task":1.5,"result":[]}', 'task-not-id', '/0/task', '1.5'],
    ['{"task":"one","result":[]}', 'task-not-id', '/0/task', '"one"'],
    ['{"task":-1,"result":[]}', 'task-not-id', '/0/task', '-1'],
    ['{"task":true,"result":[]}', 'task-not-id', '/0/task', 'true'],
    ['{"task":1,"score":1}', 'no-result', '/0', '{"task":1,"score":1}'],
    ['{"task":1,"result":null}', 'no-result', '/0', '{"task":1,"result":null}'],
    ['{"task":1,"result":{"a":1}}', 'result-not-list', '/0/result', '{"a":1}'],
    ['{"task":1,"result":"[]"}', 'result-not-list', '/0/result', '"[]"'],
    ['{"task":1,"result":[{},[1]]}', 'region-not-object', '/0/result/1', '[1]'],
    ['{"task":1,"result":[null]}', 'region-not-object', '/0/result/0', 'null'],
    ['{"task":1,"result":[],"score":"0.5"}', 'score-not-number', '/0/score', '"0.5"'],
    ['{"task":1,"result":[],"score":"nan"}', 'score-not-number', '/0/score', '"nan"'],
    ['{"task":1,"result":[],"score":true}', 'score-not-number', '/0/score', 'true'],
    ['{"task":1,"result":[],"model_version":["a"]}', 'version-not-text', '/0/model_version', '["a"]'],
    ['{"task":1,"result":[],"model_version":false}', 'version-not-text', '/0/model_version', 'false'],
    ['{"task":1,"result":[],"score":1e400}', 'not-finite', '/0', '1e400'],
    ['{"task":1,"result":[],"foo":"\\u0000"}', 'null-character', '/0', '\\u0000'],
    ['{"task":1,"result":[{"t":"\\ud800"}]}', 'lone-surrogate', '/0', '\\ud800'],
    ['{"task":1,"result":[NaN]}', 'broken-json', '/0', '{"task":1,"result":[NaN]}'],
    ['{"task":1,"result":[],}', 'broken-json', '/0', '{"task":1,"result":[],}'],
    ['{"name":"x"}', 'not-a-unit', '/0', '{"name":"x"}'],
    ['[1]', 'not-a-unit', '/0', '[1]'],
    ['3', 'not-a-unit', '/0', '3'],
    [
      '{"predictions":[{"result":[],"model_version":""}]}',
      'no-data',
      '/0',
      '{"predictions":[{"result":[],"model_version":""}]}',
    ],
    ['{"data":{"a":1},"predictions":{"result":[]}}', 'predictions-not-list', '/0/predictions', '{"result":[]}'],
    ['{"data":{"a":1},"predictions":[286]}', 'prediction-by-id', '/0/predictions/0', '286'],
    ['{"data":{"a":1},"predictions":["286"]}', 'not-a-prediction', '/0/predictions/0', '"286"'],
    ['{"data":{"a":1},"predictions":[{"result":null}]}', 'no-result', '/0/predictions/0', '{"result":null}'],
  ];
  for (const [unit, reason, pointer, source] of rows) {
    test(`${unit}: ${reason}`, () => {
      const text = `[${unit}, ${good}]`;
      const read = readUpload(text, 'json');
      assert.deepEqual(
        read.unsendable.map((item) => [item.reason, item.pointer]),
        [[reason, pointer]],
      );
      const [item] = read.unsendable;
      assert.equal(text.slice(item?.start, item?.end), source);
      assert.ok((item?.message.length ?? 0) > 20);
      assert.deepEqual(
        read.flat.map((one) => one.pointer),
        ['/1'],
      );
    });
  }
  test('a task keeps its good predictions, and knows that it is not whole', () => {
    const read = readUpload('{"data":{"a":1},"predictions":[{"result":[]},{"result":1}]}', 'json');
    assert.deepEqual(
      read.tasks.map((task) => [task.predictions.length, task.incomplete]),
      [[1, true]],
    );
  });
  test('a file whose brackets do not match sends nothing', () => {
    for (const text of [`[${good}, ${good}`, `[${good}]]`, `[${good} ${good}]`, `[${good},]`, `${good} ${good}`]) {
      const read = readUpload(text, 'json');
      assert.deepEqual([read.flat, read.tasks], [[], []], text);
      assert.match(read.unsendable[0]?.reason ?? '', /^broken-/, text);
    }
  });
  test('a broken line of JSONL does not touch the others', () => {
    const read = readUpload(`${good}\n{"task":\n${good}`, 'jsonl');
    assert.deepEqual(
      read.flat.map((item) => item.pointer),
      ['/0', '/2'],
    );
    assert.deepEqual(
      read.unsendable.map((item) => [item.pointer, item.reason]),
      [['/1', 'broken-json']],
    );
  });
});

test('ids as the server understands them', () => {
  assert.deepEqual(['2', '2.0', '"2"', '2.5', '-2', '2e0', '""', '"2.0"', 'null', '12345678901234567890'].map(idOf), [
    2,
    2,
    2,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

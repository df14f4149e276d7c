// Where in the file the server's complaints belong.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ServerComplaint } from '../../../src/core/server/validationErrors';
import { type PredictionItem, readUpload, type TaskItem } from '../../../src/core/upload/read';
import { type FailedPlace, placesInPrediction, placesInTask } from '../../../src/core/upload/result';

/** Pointer, what stands there, and what is said. */
const shown = (text: string, places: readonly FailedPlace[]): string[] =>
  places.flatMap(({ pointer, start, end, message }) => [pointer, text.slice(start, end), message]);

function flat(text: string, complaint: ServerComplaint): string[] {
  const read = readUpload(text, 'json');
  return shown(text, placesInPrediction(read.text, read.flat[0] as PredictionItem, [complaint]));
}

function inTask(text: string, complaint: ServerComplaint): string[] {
  const read = readUpload(text, 'json');
  return shown(text, placesInTask(read.text, read.tasks[0] as TaskItem, [complaint]));
}

describe('of a prediction', () => {
  const text = '[{"task":7,"score":5,"result":[{"id":"a"}]}]';

  test('a member, which is named once', () => {
    assert.deepEqual(flat(text, { field: 'score', message: 'Score must be small' }), [
      '/0/score',
      '5',
      'Score must be small',
    ]);
    assert.deepEqual(flat(text, { field: 'task', message: 'Invalid pk' }), ['/0/task', '7', 'task: Invalid pk']);
  });

  test('a member that is not written', () => {
    const [pointer, , message] = flat(text, { field: 'model_version', message: 'Not a valid string.' });
    assert.deepEqual([pointer, message], ['/0', 'model_version: Not a valid string.']);
  });

  test('a region', () => {
    assert.deepEqual(flat(text, { regionIndex: 0, message: 'x' }), ['/0/result/0', '{"id":"a"}', 'x']);
  });
});

describe('of a task', () => {
  const text = '[{"data":{"a/b":1,"c":"x","a/b":2},"predictions":[{"score":5,"result":[]}]}]';

  test('a value of its data, of several equal keys the last', () => {
    const message = "data['a/b']=2 is of type 'int', but the object tag Image expects the following types: ['str']";
    assert.deepEqual(inTask(text, { taskIndex: 0, message }), ['/0/data/a~1b', '2', message]);
  });

  test('a key that its data lacks, or that cannot be found in it', () => {
    const data = '{"a/b":1,"c":"x","a/b":2}';
    for (const message of ['"image" key is expected in task data', "data['image']=5 is of type 'int'"]) {
      assert.deepEqual(inTask(text, { taskIndex: 0, message }), ['/0/data', data, message]);
    }
  });

  test('one of its predictions', () => {
    const complaint = { taskIndex: 0, predictionIndex: 0, field: 'score', message: 'Score must be small' };
    assert.deepEqual(inTask(text, complaint), ['/0/predictions/0/score', '5', 'Score must be small']);
  });

  test('anything else stands on the whole task', () => {
    assert.deepEqual(inTask(text, { taskIndex: 0, message: 'no' }), ['/0', text.slice(1, -1), 'no']);
  });
});

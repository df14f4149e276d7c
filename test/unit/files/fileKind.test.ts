import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileKindOf, looksLikePredictions } from '../../../src/core/files/fileKind';

describe('which files are ours by name', () => {
  const ours: [name: string, form: string, expects: string | undefined, ambiguous: boolean][] = [
    ['ships.predictions.json', 'json', undefined, false],
    ['ships.prediction.json', 'json', undefined, false],
    ['ships_predictions.json', 'json', undefined, false],
    ['predictions.json', 'json', undefined, true],
    ['ships.tasks.json', 'json', 'task', false],
    ['ships.task.json', 'json', 'task', false],
    ['project-3-at-2026-11-23-10-00-abcdef.json', 'json', 'task', false],
    ['ships.predictions.jsonl', 'jsonl', undefined, false],
    ['ships.tasks.jsonl', 'jsonl', 'task', false],
    ['predictions.jsonl', 'jsonl', undefined, true],
  ];
  for (const [name, form, expects, ambiguous] of ours) {
    test(name, () => assert.deepEqual(fileKindOf(name), { form, expects, ambiguous }));
  }
  for (const name of [
    'tasks.json',
    'package.json',
    'mypredictions.json',
    'predictions.json.txt',
    'a.tasks.jsonc',
    'project.json',
  ]) {
    test(`${name} is not`, () => assert.equal(fileKindOf(name), undefined));
  }
});

describe('which texts look like predictions', () => {
  const table: [text: string, looks: boolean][] = [
    ['[{"result":[{"from_name":"a","to_name":"b"', true],
    ['{"data":{"image":"a"},"predictions":[]}', true],
    [' [\n{"task": 1, "result": []}]', true],
    ['{"predictions": [1, 2, 3]}', false],
    ['{"data": 1}', false],
    ['from_name to_name', false],
    ['', false],
  ];
  for (const [text, looks] of table) test(text, () => assert.equal(looksLikePredictions(text), looks));
});

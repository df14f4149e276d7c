import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ConfigQuestion,
  findConfig,
  foldersUpTo,
  isConfigName,
  pairingStem,
} from '../../../src/core/labelingConfig/find';

describe('the stem that pairs a file with a config', () => {
  const stems: [fileName: string, stem: string][] = [
    ['ships.predictions.json', 'ships'],
    ['ships.prediction.json', 'ships'],
    ['ships_predictions.json', 'ships'],
    ['ships.tasks.json', 'ships'],
    ['ships.task.json', 'ships'],
    ['ships.predictions.jsonl', 'ships'],
    ['ships_predictions.ndjson', 'ships'],
    ['ships.json', 'ships'],
    ['ships.v2.predictions.json', 'ships.v2'],
    ['predictions.json', 'predictions'],
    ['project-3-at-2026-01-01.json', 'project-3-at-2026-01-01'],
    ['notes.txt', 'notes.txt'],
  ];
  for (const [fileName, stem] of stems) test(fileName, () => assert.equal(pairingStem(fileName), stem));
});

test('config names', () => {
  for (const name of ['label_config.xml', 'labeling_config.xml', 'ships.label-config.xml'])
    assert.ok(isConfigName(name));
  for (const name of ['config.xml', 'label_config.xml.bak', 'Label_Config.xml', 'label-config.xml'])
    assert.ok(!isConfigName(name));
});

/** A tree of folders, and which of them were looked into. */
function search(folders: Record<string, string[]>, question: ConfigQuestion) {
  const asked: string[] = [];
  const result = findConfig(question, (folder) => {
    asked.push(folder);
    return folders[folder];
  });
  return { result, asked };
}

describe('looking for a config', () => {
  const file = { folder: '/w/a/b', fileName: 'x.predictions.json', root: '/w' };

  test('one paired by name is taken before the one beside it', () => {
    const { result, asked } = search(
      { '/w/a/b': ['label_config.xml', 'y.label-config.xml', 'x.label-config.xml'] },
      file,
    );
    assert.deepEqual(result, {
      state: 'found',
      config: { origin: 'paired', folder: '/w/a/b', names: ['x.label-config.xml'] },
    });
    assert.deepEqual(asked, ['/w/a/b']);
  });
  test('a pair must be in one folder', () => {
    const { result } = search({ '/w/a/b': [], '/w/a': ['x.label-config.xml'], '/w': [] }, file);
    assert.deepEqual(result, { state: 'none' });
  });
  test('the nearest one counts', () => {
    const { result } = search({ '/w/a/b': [], '/w/a': ['labeling_config.xml'], '/w': ['label_config.xml'] }, file);
    assert.deepEqual(result, {
      state: 'found',
      config: { origin: 'nearby', folder: '/w/a', names: ['labeling_config.xml'] },
    });
  });
  test('two in a folder are a choice, label_config.xml first', () => {
    const { result } = search({ '/w/a/b': ['labeling_config.xml', 'label_config.xml'] }, file);
    assert.deepEqual(result, {
      state: 'found',
      config: { origin: 'nearby', folder: '/w/a/b', names: ['label_config.xml', 'labeling_config.xml'] },
    });
  });
  test('the search ends at the root', () => {
    const { result, asked } = search({ '/w/a/b': [], '/w/a': [], '/w': [], '': ['label_config.xml'], '/': [] }, file);
    assert.deepEqual(result, { state: 'none' });
    assert.deepEqual(asked, ['/w/a/b', '/w/a', '/w']);
  });
  test('a file outside of the workspace has its own folder only', () => {
    const outside = { ...file, folder: '/wide/a', root: '/w' };
    assert.deepEqual(search({ '/wide/a': [], '/wide': ['label_config.xml'] }, outside).asked, ['/wide/a']);
    const single = { ...file, root: undefined };
    assert.deepEqual(search({ '/w/a/b': [] }, single).asked, ['/w/a/b']);
  });
  test('a folder that nobody looked into is named', () => {
    assert.deepEqual(search({ '/w/a/b': [] }, file).result, { state: 'unknown', folder: '/w/a' });
  });
  test('a text without a name pairs with nothing', () => {
    const { result } = search(
      { '/w': ['undefined.label-config.xml'] },
      { folder: '/w', fileName: undefined, root: '/w' },
    );
    assert.deepEqual(result, { state: 'none' });
  });
  test('the root of a file system is a folder too', () => {
    assert.deepEqual([...foldersUpTo('/a/b', '')], ['/a/b', '/a', '']);
  });
});

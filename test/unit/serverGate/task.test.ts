import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { taskVerdict } from '../../../src/core/serverGate/task';

const { config } = parseLabelingConfig(`<View><Image name="i" value="$image"/><Text name="t" value="By $author, $year"/>
  <Video name="v" value="$clip.url"/><Audio name="a" value="$clip.url"/><List name="l" value="$pages[0].text"/>
  <Label name="none" value=""/><Text name="list" valueList="$unasked"/></View>`);
const data = { image: 'a.png', author: 7, clip: { url: 'a.mp4' }, pages: [] };

const verdictOn = (task: unknown) => {
  assert.ok(config);
  const { code, path, detail } = taskVerdict(config, task) ?? {};
  return code && `${code} ${path?.join('.')}: ${detail}`;
};

test('the keys that a task has to have, and the tag that says how', () => {
  assert.deepEqual(
    [...(config?.dataTypes ?? [])],
    [
      ['image', 'Image'],
      ['author', 'Text'],
      ['clip.url', 'Video'],
      ['pages[0].text', 'List'],
    ],
  );
});

describe('the verdict on a task', () => {
  test('that is as it should be', () => {
    assert.equal(verdictOn({ data, predictions: [{ result: 5 }, null], annotations: [], meta: [] }), undefined);
    assert.equal(verdictOn(data), undefined);
  });

  test('with wrong data', () => {
    assert.equal(verdictOn({ data: { ...data, image: 5 } }), 'data-value-wrong-type data.image: str, list');
    assert.equal(verdictOn({ ...data, author: null }), 'data-value-wrong-type author: str, int, float, list');
    assert.equal(verdictOn({ data: { image: '' } }), 'data-key-missing data: author');
    assert.equal(verdictOn({ data: { ...data, clip: {} } }), 'data-key-missing data.clip: url');
    assert.equal(verdictOn({ data: { ...data, pages: {} } }), 'data-value-wrong-type data.pages: list');
    assert.equal(verdictOn({ data: null }), 'data-not-a-dict-or-list data: an object');
    assert.equal(verdictOn([]), 'task-not-a-dict : an object');
  });

  test('that Label Studio fails on', () => {
    assert.equal(
      verdictOn({ data: { ...data, clip: 'url' } }),
      "task-exception data.clip: string indices must be integers, not 'str'",
    );
    assert.equal(
      verdictOn({ data: ['image'] }),
      'task-exception data: list indices must be integers or slices, not str',
    );
  });

  test('with a wrong list beside its data', () => {
    assert.equal(verdictOn({ data, predictions: {} }), 'predictions-not-a-list predictions: a list');
    assert.equal(verdictOn({ data, predictions: [null, {}] }), 'prediction-without-result predictions.1: result');
    assert.equal(
      verdictOn({ data, annotations: [{ result: {} }] }),
      'annotation-result-not-a-list annotations.0.result: a list',
    );
    assert.equal(verdictOn({ data, annotations: [{}] }), 'annotation-without-result annotations.0: result');
    assert.equal(verdictOn({ data, meta: 5 }), 'meta-not-a-dict-or-list meta: an object');
  });
});

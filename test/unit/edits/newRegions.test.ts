import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newRegions } from '../../../src/core/edits/newRegions';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';

const { config } = parseLabelingConfig(
  '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels><Choices name="mood" toName="photo"><Choice value="Calm"/></Choices></View>',
);
assert.ok(config);
const region = (id: string): string =>
  `{ "id": "${id}", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 1, "y": 2, "width": 3, "height": 4, "rectanglelabels": ["Ship"] } }`;
const lines = (...regions: string[]): string =>
  `{\n  "task": 1,\n  "result": [${regions.map((one) => `\n    ${one}`).join(',')}${regions.length > 0 ? '\n  ' : ''}]\n}`;

/** The unit with the region of a control written into it; placeholders are left as what they stand for. */
function inserted(text: string, at: string, label: string, isOneLine = false): string {
  const found = config && newRegions(text, text.indexOf(at) + 1, config, isOneLine);
  assert.ok(found);
  const draft = found.drafts.find((one) => one.label.startsWith(label));
  assert.ok(draft, found.drafts.map((one) => one.label).join());
  const snippet = found
    .snippetOf(draft)
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/"\^([^"]*)"/g, '$1');
  return text.slice(0, found.at) + snippet + text.slice(found.at);
}

describe('a new region', () => {
  for (const [what, text, at, index] of [
    ['stands behind the one at the cursor', lines(region('a'), region('b')), '"a"', 1],
    ['stands last where the cursor is in none', lines(region('a'), region('b')), '"task"', 2],
    ['is the first one of an empty list', lines(), '"task"', 0],
    ['is in the prediction at the cursor', `{ "data": {}, "predictions": [${lines(region('a'))}] }`, '"a"', 1],
  ] as const) {
    test(what, () => {
      const unit = JSON.parse(inserted(text, at, 'box:'));
      const { result } = unit.predictions?.[0] ?? unit;
      assert.equal(result[index].from_name, 'box');
      assert.notEqual(result[index].id, 'a');
      assert.equal(result.filter(({ id }: { id: string }) => id === result[index].id).length, 1, 'its id is its own');
    });
  }

  test('breaks no line of JSONL, nor of a list in one line', () => {
    const line = `{ "task": 1, "result": [${region('a')}] }`;
    assert.ok(!inserted(line, '"a"', 'box:', true).includes('\n'));
    assert.ok(!inserted(line, '"a"', 'box:').includes('\n'));
    assert.ok(inserted(lines(region('a')), '"a"', 'box:').split('\n').length > 8);
  });

  test('is not offered for a question that is answered', () => {
    const answer = '{ "from_name": "mood", "to_name": "photo", "type": "choices", "value": { "choices": ["Calm"] } }';
    const labels = (text: string) => config && newRegions(text, 3, config, false)?.drafts.map(({ label }) => label);
    assert.deepEqual(labels(lines()), ['box: RectangleLabels region', 'mood: Choices region']);
    assert.deepEqual(labels(lines(answer)), ['box: RectangleLabels region']);
  });

  test('needs a prediction with a result', () => {
    assert.ok(config);
    assert.equal(newRegions('{ "data": { "image": "a" }, "predictions": [] }', 14, config, false), undefined);
    assert.equal(newRegions('{ "task": 1 }', 5, config, false), undefined);
    assert.equal(newRegions('{ "task": 1, "result": "x" }', 5, config, false), undefined);
  });
});

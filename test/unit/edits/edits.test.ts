import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotationsToPredictions } from '../../../src/core/edits/annotations';
import { editDocument, type UnitEdit } from '../../../src/core/edits/editDocument';
import { missingIds } from '../../../src/core/edits/missingIds';
import { modelVersion } from '../../../src/core/edits/modelVersion';
import type { Span } from '../../../src/core/text/locate';
import { scanUnits } from '../../../src/core/text/units';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';

const OPTIONS = { form: 'json', expected: 'task', rules: new RuleSet(rules) } as const;

/** The text afterwards. */
function changed(text: string, change: UnitEdit, selected: readonly Span[] = []): string {
  const steps = editDocument(text, scanUnits(text, 'json').units, OPTIONS, change, selected);
  let step = steps.next();
  while (!step.done) step = steps.next();
  let result = text;
  for (const { start, end, text: own } of step.value.edits.reverse()) {
    result = result.slice(0, start) + own + result.slice(end);
  }
  return result;
}

const toVersion =
  (version: string): UnitEdit =>
  (unit, pick) =>
    modelVersion(unit, version, pick);
const toPredictions: UnitEdit = (unit) => annotationsToPredictions(unit, 'people');

describe('the model version of all predictions', () => {
  test('is set in flat predictions and in tasks, and nothing else changes', () => {
    assert.equal(
      changed(
        '[ {"task":1, "model_version" :"a","result":[1.0] } ,\n {"data":{"model_version":"a"},"predictions":[{"result":[]},{"model_version":null,"result":[]}]}]',
        toVersion('b "c"'),
      ),
      '[ {"task":1, "model_version" :"b \\"c\\"","result":[1.0] } ,\n {"data":{"model_version":"a"},"predictions":[{"model_version":"b \\"c\\"","result":[]},{"model_version":"b \\"c\\"","result":[]}]}]',
    );
  });
  test('is left where it is the same', () => {
    const text = '[{"task": 1, "model_version": "\\u0061", "result": []}]';
    assert.equal(changed(text, toVersion('a')), text);
  });
});

describe('a selection inside of a task', () => {
  const text =
    '[{"data": {"a": 1}, "predictions": [{"model_version": "a", "result": []}, {"model_version": "b", "result": []}]}]';
  const touching = (word: string): Span[] => {
    const start = text.indexOf(word);
    return [{ start, end: start + 1 }];
  };

  test('means the predictions that it touches, and all where it touches none', () => {
    assert.equal(changed(text, toVersion('z'), touching('"b"')), text.replace('"b"', '"z"'));
    assert.equal(
      changed(text, toVersion('z'), touching('"a": 1')),
      text.replace('"a", ', '"z", ').replace('"b"', '"z"'),
    );
  });
  test('means the regions that it touches', () => {
    const region = '{"type": "rectangle"}';
    const two = `[{"task": 1, "result": [${region}, ${region}]}]`;
    const start = two.lastIndexOf('rectangle');
    const result = changed(two, missingIds, [{ start, end: start + 3 }]);
    assert.ok(result.startsWith(`[{"task": 1, "result": [${region}, {"id": "`), result);
  });
});

describe('missing ids of regions', () => {
  test('are made for what is drawn, each another one, and stand first', () => {
    const region = '{"type": "rectanglelabels", "value": {"x": 1.0}}';
    const text = `[{"task": 1, "result": [${region}, ${region}, {"type": "choices"}, {"id": "a", "type": "brush"}]}]`;
    const result = changed(text, missingIds);
    const [{ result: regions }] = JSON.parse(result) as [{ result: { id?: string }[] }];
    const ids = regions.map(({ id }) => id);
    assert.equal(typeof ids[0], 'string');
    assert.notEqual(ids[0], ids[1]);
    assert.deepEqual(ids.slice(2), [undefined, 'a']);
    assert.equal(result.replaceAll(/"id": "(?!a")[^"]+", /g, ''), text);
  });
});

describe('annotations', () => {
  test('become predictions with their regions as they are written', () => {
    assert.equal(
      changed(
        '[{"data": {}, "annotations": [{"id": 7, "result": [{"x": 1.0}]}, {"was_cancelled": true, "result": []}]}]',
        toPredictions,
      ),
      '[{"data": {}, "predictions": [{"model_version": "people", "result": [{"x": 1.0}]}]}]',
    );
  });
  test('stand behind the predictions that there are', () => {
    const result = changed('{"predictions":[{"result":[]}],"annotations":[{"result":[1]}],"data":{}}', toPredictions);
    assert.deepEqual(JSON.parse(result), {
      predictions: [{ result: [] }, { model_version: 'people', result: [1] }],
      data: {},
    });
  });
  test('stay where what is to hold them is no list, and flat predictions have none', () => {
    for (const text of ['{"data":{},"predictions":7,"annotations":[{"result":[]}]}', '{"task":1,"result":[]}']) {
      assert.equal(changed(text, toPredictions), text);
    }
  });
});

test('a text that is not JSON is left alone, and the line is named', () => {
  assert.throws(
    () => changed('[\n{"task":1,"result":[]},\n{"task":2,"result":[1 2]}]', toVersion('a')),
    /line 3 is not JSON/,
  );
});

/** Descriptions of places in tasks, predictions and regions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeField } from '../../../src/core/schema/describe';
import type { UnitKind } from '../../../src/core/schema/types';
import { bundledSchema } from '../../../src/generated/schema';
import { exampleOf, examples } from './fixtures';
import { type Path, places, valueAt } from './mutations';

const of = (unit: UnitKind, path: Path, value: unknown): string =>
  describeField(bundledSchema, unit, path, value) ?? '(nothing)';

describe('describeField', () => {
  test('follows the type of the region', () => {
    const x = (type: string): string => of('region', ['value', 'x'], { type, value: { x: 1 } });
    assert.match(x('rectanglelabels'), /^Left edge/);
    assert.match(x('ellipse'), /^Centre, in percent/);
    assert.match(x('keypointlabels'), /^Centre of the point/);
    assert.match(x('ocrlabels'), /fraction of the page/);
    assert.equal(x('madeup'), '(nothing)');
    assert.match(of('region', ['from_name'], { type: 'madeup' }), /^Name of the control tag/);
  });

  test('follows what a labels region repeats', () => {
    const x = (value: object): string => of('region', ['value', 'x'], { type: 'labels', value });
    assert.match(x({ x: 1, radiusX: 2 }), /^Centre, in percent/);
    assert.match(x({ x: 1, height: 2 }), /^Left edge/);
    assert.match(x({ x: 1 }), /^Centre of the point/);
    assert.match(of('region', ['value', 'start'], { type: 'labels', value: { start: 1 } }), /code points.*seconds/s);
  });

  test('goes through lists, tasks and predictions', () => {
    const { prediction } = exampleOf('VideoRectangle + Labels');
    const path = ['result', 0, 'value', 'sequence', 1, 'time'];
    assert.match(of('prediction', path, prediction), /seconds/);
    assert.match(of('task', ['predictions', 0, ...path], { predictions: [prediction] }), /seconds/);
    assert.match(of('task', ['predictions', 0, 'score'], {}), /0 to 1/);
    assert.match(of('task', ['data'], {}), /variable/);
    assert.match(of('region', ['value', 'points', 3, 1], { type: 'polygon' }), /percent/);
    assert.match(of('region', ['value', 'ranker', 'any', 0], { type: 'ranker' }), /Id of an item/);
  });

  test('a property need not be there', () => {
    assert.match(of('region', ['value', 'rotation'], { type: 'rectangle', value: {} }), /degrees, clockwise/);
    assert.match(of('region', ['original_width'], { type: 'vector' }), /pixels/);
    assert.match(of('region', ['from_id'], { type: 'relation' }), /Id of the region/);
    assert.match(of('region', ['value'], { type: 'rating' }), /rating/);
  });

  test('says nothing about unknown keys, also those that every JavaScript object has', () => {
    for (const key of ['whatever', 'constructor', 'toString', '__proto__']) {
      assert.equal(of('region', ['value', key], { type: 'rectangle', value: {} }), '(nothing)', key);
      assert.equal(of('region', [key], { type: 'rectangle' }), '(nothing)', key);
    }
  });

  test('knows every place of the worked examples', () => {
    const unknown = new Set<string>();
    for (const { prediction } of examples) {
      for (const path of places(prediction)) {
        const region = path[0] === 'result' && path.length > 2 ? valueAt(prediction, path.slice(0, 2)) : {};
        const { type } = region as { type?: string };
        // Free content: answers about a region repeat its geometry, and what ReactCode and unknown tags hold is theirs.
        if (type === 'mywidget' || type === 'reactcode' || (type === 'textarea' && path[3] !== 'text')) continue;
        if (of('prediction', path, prediction) === '(nothing)') unknown.add(`${type}: ${path.join('/')}`);
      }
    }
    assert.deepEqual([...unknown], []);
  });
});

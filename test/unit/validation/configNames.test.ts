/** Names that a region gives its control and its object, and those that a Repeater makes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BOX_CONFIG, configOf, IMAGE, labelsTag, TEXT } from '../../../src/core/validation/ruleConfigs';
import { box, dataOf, type Json, messageOf, problemsOf, region, SIDES, saysOf } from './configured';

describe('names', () => {
  const two = configOf(
    IMAGE,
    '<Image name="map" value="$map"/>',
    labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
    labelsTag('RectangleLabels', 'area', 'map', 'Ship'),
    labelsTag('PolygonLabels', 'outline', 'photo', 'Ship'),
  );

  test('are compared letter by letter, and an unknown one is all that is said of a region', () => {
    assert.deepEqual(saysOf(two, [box('Box')]), ['unknown-from-name 0/from_name: error server,editor']);
    const wrong = region('boxx', 'photo', 'polygonlabels', { ...SIDES, rectanglelabels: ['Whale'] });
    assert.deepEqual(
      saysOf(two, [wrong]).filter((says) => !says.startsWith('labels-under')),
      ['unknown-from-name 0/from_name: error server,editor'],
    );
  });

  test('that can be meant: the most similar, then what fits the type, then the others', () => {
    assert.deepEqual(dataOf(two, [box('aera')]), { candidates: ['area', 'box', 'outline'] });
    assert.deepEqual(dataOf(two, [box('box', 'maps')]), { candidates: ['map', 'photo'] });
    assert.deepEqual(dataOf(two, [box('area', 'image')]), { candidates: ['map', 'photo'] });
    assert.match(messageOf(BOX_CONFIG, [box('box', 'x')]), /The only one is "photo"\./);
  });

  test('both can be wrong, each for itself', () => {
    assert.deepEqual(saysOf(two, [box('bax', 'phot')]), [
      'unknown-from-name 0/from_name: error server,editor',
      'unknown-to-name 0/to_name: error server,editor',
    ]);
  });

  test('of a control where an object belongs', () => {
    assert.deepEqual(saysOf(two, [box('box', 'area')]), ['unknown-to-name 0/to_name: error server,editor']);
    assert.match(messageOf(two, [box('box', 'area')]), /is a control tag and no object tag/);
  });

  test('of an object that the control does not point to', () => {
    assert.deepEqual(saysOf(two, [box('box', 'map')]), ['to-name-of-another-control 0/to_name: error server']);
    assert.deepEqual(dataOf(two, [box('box', 'map')]), { candidates: ['photo'], controls: ['area'] });
    assert.deepEqual(saysOf(two, [box('area', 'map')]), []);
  });

  test('of several objects, with a blank behind the comma', () => {
    const pair = (toName: string): string =>
      configOf(TEXT, '<Text name="other" value="$other"/>', `<Pairwise name="better" toName="${toName}"/>`);
    const better = (to: string): Json => region('better', to, 'pairwise', { selected: 'left' });
    assert.deepEqual(saysOf(pair('body,other'), [better('other')]), []);
    assert.deepEqual(saysOf(pair('body, other'), [better('other')]), [
      'to-name-of-another-control 0/to_name: error server',
    ]);
    assert.match(messageOf(pair('body, other'), [better('other')]), /takes " other" for the name/);
    assert.deepEqual(saysOf(pair('body,other'), [better('better')]), ['unknown-to-name 0/to_name: information server']);
    assert.deepEqual(saysOf(pair('body,other'), [better('body,other')]), [
      'unknown-to-name 0/to_name: error server,editor',
    ]);
  });

  test('that are no text, and relations, are the matter of others', () => {
    for (const name of [null, 7, ['box'], true]) {
      assert.deepEqual(saysOf(two, [{ ...box(), from_name: name }]), []);
      assert.deepEqual(saysOf(two, [{ ...box(), to_name: name }]), []);
    }
    assert.deepEqual(saysOf(two, [{ type: 'relation', from_name: 'x', to_name: 'y' }]), []);
  });
});

describe('a Repeater', () => {
  const pages = (inner: string, attributes = 'on="$pages"'): string =>
    `<View><Repeater ${attributes}>${inner}</Repeater></View>`;
  const boxes = pages(
    `<Image name="page_{{idx}}" value="$pages[{{idx}}]"/>${labelsTag('RectangleLabels', 'box_{{idx}}', 'page_{{idx}}', 'Ship')}`,
  );
  const data = { pages: ['a.png', 'b.png'] };
  const made = 'unknown-from-name 0/from_name: information server';

  test('makes names that only the editor knows', () => {
    assert.deepEqual(saysOf(boxes, [box('box_1', 'page_1')], data), [made]);
    assert.deepEqual(saysOf(boxes, [box('box_x', 'page_1')], data), [
      'unknown-from-name 0/from_name: error server,editor',
    ]);
  });

  test('labels and types are compared under the made name too', () => {
    assert.deepEqual(saysOf(boxes, [box('box_1', 'page_1', ['ship'])], data), [
      made,
      'label-not-in-config 0/value/rectanglelabels/0: error server,editor',
    ]);
  });

  test('fills its index into labels too', () => {
    const counted = pages(
      '<Image name="page_{{idx}}" value="$pages[{{idx}}]"/><RectangleLabels name="box_{{idx}}" toName="page_{{idx}}"><Label value="Ship {{idx}}"/></RectangleLabels>',
    );
    assert.deepEqual(saysOf(counted, [box('box_1', 'page_1', ['Ship 1'])], data), [made]);
    assert.equal(saysOf(counted, [box('box_1', 'page_1', ['Ship 0'])], data).length, 2);
  });

  test('has an end where the list of the task ends', () => {
    const outside = 'repeater-index-outside 0/from_name: error editor';
    assert.deepEqual(saysOf(boxes, [box('box_2', 'page_2')], data).sort(), [outside, made]);
    assert.deepEqual(saysOf(boxes, [box('box_0', 'page_0')], { pages: [] }).sort(), [outside, made]);
    assert.deepEqual(saysOf(boxes, [box('box_2', 'page_2')], {}), [made]);
    assert.deepEqual(saysOf(boxes, [box('box_2', 'page_2')], { pages: 'a.png' }), [made]);
  });

  test('an object of another index is shown, and hardly meant', () => {
    assert.deepEqual(saysOf(boxes, [box('box_0', 'page_1')], data), [
      made,
      'to-name-of-another-control 0/to_name: warning authoring',
    ]);
  });

  test('its template is no name: one word for both names, with what can be meant', () => {
    const both = [box('box_{{idx}}', 'page_{{idx}}')];
    assert.deepEqual(saysOf(boxes, both, data), ['placeholder-in-name 0/from_name: error editor']);
    assert.deepEqual(dataOf(boxes, both, data), {
      placeholders: ['{{idx}}'],
      candidates: ['box_0', 'box_1', 'box_2'],
      keys: ['from_name', 'to_name'],
    });
    assert.deepEqual(saysOf(boxes, [box('box_{{idx}}', 'page_1')], data), [
      'placeholder-in-name 0/from_name: error editor',
    ]);
    const [, one] = problemsOf(boxes, [box('box_1', 'page_{{idx}}')], data);
    assert.equal(one?.code, 'placeholder-in-name');
    assert.deepEqual(one?.data, { placeholders: ['{{idx}}'], candidates: ['page_1'], keys: ['to_name'] });
  });

  test('in a Repeater, and one with a placeholder of its own', () => {
    const nested = pages(
      `<Repeater on="$pages[{{i}}].parts" indexFlag="{{k}}"><Image name="part_{{i}}_{{k}}" value="$pages[{{i}}].parts[{{k}}]"/>${labelsTag('RectangleLabels', 'box_{{i}}_{{k}}', 'part_{{i}}_{{k}}', 'Ship')}</Repeater>`,
      'on="$pages" indexFlag="{{i}}"',
    );
    const parts = { pages: [{ parts: ['a.png'] }, { parts: ['b.png', 'c.png'] }] };
    assert.deepEqual(saysOf(nested, [box('box_1_1', 'part_1_1')], parts), [made]);
    assert.deepEqual(saysOf(nested, [box('box_0_1', 'part_0_1')], parts).sort(), [
      'repeater-index-outside 0/from_name: error editor',
      made,
    ]);
    assert.match(messageOf(nested, [box('box_{{i}}_{{k}}', 'part_{{i}}_{{k}}')], parts), /"box_0_0" for the first/);
  });
});

/** What is compared with the data of the task: indexes of items, what is ranked, names. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { problemsOf, region, says } from './said';
import { BOX, box } from './texts';

const DATA_CONFIG = configOf(
  '<Image name="pages" valueList="$pages"/>',
  '<Image name="photo" value="$photo"/>',
  '<Image name="fixed" value="https://example.org/$photo"/>',
  '<Image name="many" value="$pages"/>',
  '<Text name="text" value="$photo"/>',
  '<List name="docs" value="$docs"/>',
  '<List name="one" value="$photo"/>',
);
const DATA = { pages: ['a', 'b'], photo: 'a.png', docs: [{ id: 'd1' }, { id: 2 }, null, 'd5', { title: 'x' }] };
const given = { config: DATA_CONFIG, data: DATA };
const indexed = (to: unknown, index: unknown): object => box({}, { to_name: to, item_index: index });

describe('what is compared with the data of the task', () => {
  const INDEX = 'error editor 0/item_index: ';
  says('item-index-outside', given, [
    ['the last image', indexed('pages', 1), []],
    [
      'one more',
      indexed('pages', 2),
      `${INDEX}2`,
      /^The object shows 2 images, counted from 0: there is none with the index 2, and the editor could not save the annotation\.$/,
    ],
    [
      'of a single image',
      indexed('photo', 1),
      `${INDEX}1`,
      /^The object shows 1 image, whose index is 0: .* Leave "item_index" out\.$/,
    ],
    ['the first of a single image', indexed('photo', 0), []],
    ['negative: another rule', indexed('photo', -1), []],
    ['a text: another rule', indexed('photo', '1'), []],
    ['none', indexed('photo', undefined), []],
    ['an object that is not there', indexed('other', 9), []],
    ['a name that is none', indexed(7, 9), []],
    ['an address around the variable', indexed('fixed', 9), []],
    ['a list where one image is shown', indexed('many', 9), []],
    ['a text', indexed('text', 9), []],
  ]);

  const ranked = (ranker: unknown, to = 'docs'): object => region('ranker', { ranker }, { to_name: to });
  says('unknown-ranker-item', given, [
    ['items of the list', ranked({ order: ['d1', '2'] }), []],
    [
      'another',
      ranked({ order: ['d1', 'd9'] }),
      'error editor 0/value/ranker/order/1: "d9"',
      /no item with the id "d9"/,
    ],
    ['in the second bucket', ranked({ good: ['d1'], bad: ['d9', 'd8'] }), 'error editor 0/value/ranker/bad/0: "d9"'],
    ['a text that is no item', ranked({ order: ['d5'] }), 'error editor 0/value/ranker/order/0: "d5"'],
    ['a bucket that is no list', ranked({ order: 'd9' }), []],
    ['an id that is no text', ranked({ order: [9] }), []],
    ['no ranker', ranked('d9'), []],
    ['no value', region('ranker', null, { to_name: 'docs' }), []],
    ['an object that is no list', ranked({ order: ['d9'] }, 'text'), []],
    ['data that are no list', ranked({ order: ['d9'] }, 'one'), []],
    ['an object that is not there', ranked({ order: ['d9'] }, 'other'), []],
    ['another type', region('choices', { ranker: { order: ['d9'] } }, { to_name: 'docs' }), []],
  ]);

  const named = (from: unknown, type = 'rectanglelabels'): object => region(type, BOX, { from_name: from });
  const NAMES = configOf(
    '<Image name="photo" value="$image"/>',
    '<Choices name="bax" toName="photo"><Choice value="A"/></Choices>',
    '<RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels>',
    '<Repeater on="$pages" indexFlag="{{idx}}"><Image name="p_{{idx}}" value="$pages[{{idx}}]"/><Rectangle name="r_{{idx}}" toName="p_{{idx}}"/></Repeater>',
  );
  const FROM = 'error server+editor 0/from_name: ';
  says('unknown-from-name', { config: NAMES }, [
    ['there', named('box'), []],
    [
      'not there',
      named('bex'),
      `${FROM}"bex"`,
      /named "bex": the validator rejects the prediction, and the editor draws the region without a label\. Did you mean "box" or "bax"\?$/,
    ],
    [
      'not there, of another type',
      named('bex', 'choices'),
      `${FROM}"bex"`,
      /the editor leaves it out\. Did you mean "bax" or "box"\?$/,
    ],
    ['nothing alike', named('zzzzzz'), `${FROM}"zzzzzz"`, /The config has "box", "bax" and "r_\{\{idx\}\}"\.$/],
    [
      'what a Repeater makes',
      named('r_3', 'rectangle'),
      'information server 0/from_name: "r_3"',
      /"r_3" is a name that a Repeater makes/,
    ],
    ['the template itself', named('r_{{idx}}', 'rectangle'), []],
    ['a relation', { type: 'relation', from_name: 'bex', from_id: 'a', to_id: 'a', direction: 'right' }, []],
    ['no text', named(7), []],
  ]);
  test('unknown-from-name: the candidates are given to whoever mends it', () => {
    const [problem] = problemsOf('unknown-from-name', [named('bex')], { config: NAMES });
    assert.deepEqual(problem?.data, { candidates: ['box', 'bax', 'r_{{idx}}'] });
  });
  says('unknown-from-name', { config: configOf('<Image name="photo" value="$image"/>') }, [
    ['a config without controls', named('box'), `${FROM}"box"`, /The config has no control tag at all\.$/],
  ]);
  says('unknown-from-name', {}, [['no config', named('box'), []]]);
});

import { removeIt } from '../../fixes/drafts';
import type { LabelingConfig } from '../../labelingConfig/model';
import { IMAGE_TYPES } from '../regionTypes';
import type { Inputs, Rule } from '../rule';
import { anyBox, taskWith } from '../ruleExamples';
import { shownBy } from '../shown';

const config = (source: string): string =>
  `<View>\n  <Image name="photo" ${source}/>\n  <RectangleLabels name="box" toName="photo">\n    <Label value="Ship"/>\n  </RectangleLabels>\n</View>`;
const PAGES = config('valueList="$pages"');
const TWO = '{ "pages": ["a.png", "b.png"] }';

/** A region on an image that its object does not have. */
export const itemIndexOutside: Rule = {
  code: 'item-index-outside',
  title: 'The object has no image of this index',
  explanation:
    '`item_index` says on which image of an `Image` with `valueList` a region is, counted from 0; an `Image` with `value` has only the image 0. With another index the editor shows the task, and Submit fails: the annotation cannot be saved. The validator does not look. It is checked where the labeling config, and for a `valueList` the list in the task’s `data`, are there.',
  cure: 'Count the images from 0, and leave `item_index` out for a single image.',
  fixes: [
    {
      title: 'Leave "item_index" out, as there is one image',
      safety: 'guess',
      at: (target) => (target.about.count === 1 ? removeIt(target) : undefined),
    },
  ],
  failing: [
    taskWith(PAGES, TWO, anyBox('r1', '"item_index": 2')),
    taskWith(config('value="$photo"'), '{ "photo": "a.png" }', anyBox('r1', '"item_index": 1')),
  ],
  passing: [
    taskWith(PAGES, TWO, anyBox('r1', '"item_index": 1')),
    taskWith(config('value="$photo"'), '{ "photo": "a.png" }', anyBox('r1', '"item_index": 0')),
  ],
  reads: ['config', 'data'],
  types: IMAGE_TYPES,
  checkRegion({ value: { item_index: index, to_name: name } }, { config, data }, report) {
    if (typeof index !== 'number' || !(index > 0) || !config || !data) return;
    const count = imagesOf(config, name, data);
    if (count === undefined || index < count) return;
    const images =
      count === 1 ? 'The object shows 1 image, whose index is 0' : `The object shows ${count} images, counted from 0`;
    report({
      path: ['item_index'],
      on: 'value',
      message: `${images}: there is none with the index ${index}, and the editor could not save the annotation.${count === 1 ? ' Leave "item_index" out.' : ''}`,
      severity: 'error',
      gates: ['editor'],
      data: { count },
    });
  },
};

/** How many images an object shows; undefined when that cannot be told. */
function imagesOf(config: LabelingConfig, name: unknown, data: NonNullable<Inputs['data']>): number | undefined {
  const shown = shownBy(config, name, data);
  if (shown?.object.tag !== 'Image') return undefined;
  if (shown.object.isList) return Array.isArray(shown.value) ? shown.value.length : undefined;
  return typeof shown.value === 'string' ? 1 : undefined;
}

import { resolveObject } from '../../labelingConfig/lookup';
import { predictionWith, type Rule } from '../rule';
import { configOf, IMAGE, labelsTag, SPLIT_CONFIG } from '../ruleConfigs';
import { spanWith, TEXT_CONFIG, taskWith } from '../ruleExamples';
import { show } from '../words';

const CONFIG = configOf(IMAGE, labelsTag('Labels', 'tag', 'photo', 'Ship'));
const onImage = spanWith('"start": 0, "end": 4').replace('"body"', '"photo"');

/** A `labels` region of an image that says where words are, and not where a shape is. */
export const spanOnImage: Rule = {
  code: 'span-on-image',
  title: 'A span on an image',
  explanation:
    'A region of a `Labels` tag is a span of a text or a sound, or the label of a shape. With `start` and `end` on an `Image` it is neither: the validator takes it, since it does not look at the object tag, and the editor loses the place and keeps a label without a region.',
  cure: 'Name the object tag of the text in `to_name`, or give the region the geometry of the shape that it labels, under the `id` of that shape.',
  failing: [predictionWith(onImage, CONFIG)],
  passing: [
    taskWith(TEXT_CONFIG, '{ "text": "A storm" }', spanWith('"start": 0, "end": 4')),
    predictionWith(
      '{ "id": "r1", "from_name": "shape", "to_name": "photo", "type": "rectangle", "value": { "x": 44, "y": 10, "width": 5, "height": 5 } }, { "id": "r1", "from_name": "tag", "to_name": "photo", "type": "labels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "labels": ["Ship"] } }',
      SPLIT_CONFIG,
    ),
  ],
  reads: ['config'],
  types: ['labels'],
  checkRegion({ value: { to_name: name }, content }, { config }, report) {
    if (content.start === undefined || !config || typeof name !== 'string') return;
    if (SHAPES.some((key) => content[key] !== undefined)) return;
    if (resolveObject(config, name)?.tag.tag !== 'Image') return;
    report({
      path: ['value', 'start'],
      on: 'key',
      message: `${show(name)} is an Image, and "start" and "end" are places in a text or a sound: Label Studio's editor loses them. Write the geometry of a shape, or the "to_name" of what the span is in.`,
      severity: 'error',
      gates: ['editor'],
    });
  },
};

/** Keys that a shape has one of. */
const SHAPES = ['x', 'points', 'vertices', 'rle', 'imageDataURL'] as const;

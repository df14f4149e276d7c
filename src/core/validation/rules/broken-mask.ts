import { readMask } from '../../text/rle';
import { shapes } from '../regionTypes';
import { predictionWith, type Rule } from '../rule';

const mask = (bytes: string): string =>
  `{ "id": "b1", "from_name": "mask", "to_name": "photo", "type": "brush", "original_width": 4, "original_height": 3, "value": { "format": "rle", "rle": [${bytes}] } }`;

/** A brush mask that the editor cannot decode. */
export const brokenMask: Rule = {
  code: 'broken-mask',
  title: 'The mask ends before all of its pixels are there',
  explanation:
    'A brush mask is a bit stream: 32 bits say how many values it holds (4 for each pixel), then come the sizes of its words and the runs. Where the stream ends too early the editor shows the task without the mask, and Submit fails: the annotation cannot be saved. Lists of run lengths (COCO), and bytes that were cut off, look like this. The validator only looks at the size of the bytes.',
  cure: 'Encode the mask with `mask2rle` of `label_studio_sdk.converter.brush`, which takes the RGBA values of the mask, row by row. COCO counts have to be decoded to a mask first.',
  failing: [predictionWith(mask('0, 0, 0, 48, 57, 27, 254, 19')), predictionWith(mask('5, 2, 4, 1, 3, 2, 7, 9'))],
  passing: [predictionWith(mask('0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0'))],
  types: [...shapes('brush'), 'magicwand'],
  checkRegion({ content: { rle } }, _inputs, report) {
    // An empty list, and bytes that are none, are errors of the schema.
    if (!Array.isArray(rle) || rle.length === 0) return;
    const { isWhole, values } = readMask(rle as readonly unknown[]);
    if (isWhole || !(rle as unknown[]).every(isByte)) return;
    const announced = values === undefined ? '' : ` It announces ${values.toLocaleString('en')} values.`;
    report({
      path: ['value', 'rle'],
      on: 'key',
      message: `This mask ends before all of its pixels are there, so the editor cannot draw it, and Submit fails.${announced} Encode it in Label Studio's run-length encoding; COCO counts are another one.`,
      severity: 'error',
      gates: ['editor'],
    });
  },
};

function isByte(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

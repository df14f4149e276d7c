import { shapes } from '../regionTypes';
import { predictionWith, type Rule } from '../rule';

const bitmask = (url: string): string =>
  `{ "id": "m1", "from_name": "mask", "to_name": "photo", "type": "bitmask", "value": { "imageDataURL": "${url}" } }`;

/** A bitmask in a format without transparency. */
export const maskNotPng: Rule = {
  code: 'mask-not-png',
  title: 'A bitmask is a PNG',
  explanation:
    'Of a bitmask the opaque pixels are the mask and the transparent ones are not, and the editor itself writes a PNG, `data:image/png;base64,…`. A JPEG has no transparent pixels, so that all of the image would be mask.',
  cure: 'Write the mask as a PNG with an alpha channel, as large as the image.',
  failing: [predictionWith(bitmask('data:image/jpeg;base64,/9j/4AAQSkZJRg=='))],
  passing: [predictionWith(bitmask('data:image/png;base64,iVBORw0KGgo='))],
  types: shapes('bitmask'),
  checkRegion({ content: { imageDataURL: url } }, _inputs, report) {
    // What is no data URL is an error of the schema.
    if (typeof url !== 'string' || !url.startsWith('data:') || url.startsWith('data:image/png')) return;
    report({
      path: ['value', 'imageDataURL'],
      on: 'key',
      message:
        'A bitmask is a PNG, "data:image/png;base64,…": its opaque pixels are the mask, the transparent ones are not. Convert it.',
      severity: 'warning',
      gates: ['authoring'],
    });
  },
};

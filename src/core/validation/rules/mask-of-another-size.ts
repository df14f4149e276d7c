import { set } from '../../fixes/fix';
import { pngSize } from '../../text/png';
import { announcedValues, readMask } from '../../text/rle';
import type { RegionNode } from '../nodes';
import { shapes } from '../regionTypes';
import { type Claim, predictionWith, type Rule } from '../rule';

const RLE = '0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0';
const mask = (width: number, height: number): string =>
  `{ "id": "b1", "from_name": "mask", "to_name": "photo", "type": "brush", "original_width": ${width}, "original_height": ${height}, "value": { "format": "rle", "rle": [${RLE}] } }`;
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAYAAAC09K7GAAAAEElEQVR4nGNgwAH+QzEmAAAwAwH/TNXzwQAAAABJRU5ErkJggg==';
const bitmask = (width: number, height: number): string =>
  `{ "id": "b1", "from_name": "mask", "to_name": "photo", "type": "bitmask", "original_width": ${width}, "original_height": ${height}, "value": { "imageDataURL": "${PNG}" } }`;

/** A mask that is larger or smaller than the image. */
export const maskOfAnotherSize: Rule = {
  code: 'mask-of-another-size',
  title: 'The mask is not as large as the image',
  explanation:
    'A mask covers all of the image in its natural size: a brush mask holds width × height × 4 values, a bitmask is a PNG of that size. The editor paints a smaller brush mask in the wrong place or not at all, and cannot save one that is larger. What the mask says is compared with `original_width` and `original_height` of the region, where they are given.',
  cure: 'Scale the mask to the natural size of the image before it is encoded, or correct `original_width` and `original_height` where they are what is wrong. A mask of one channel has to be encoded as RGBA.',
  fixes: [
    {
      title: 'Change original_width and original_height to the size of the picture',
      safety: 'guess',
      at({ region, about: { width, height } }) {
        if (!region || typeof width !== 'number' || typeof height !== 'number') return undefined;
        const title = `Change the size of the image to ${width} × ${height}`;
        const size = (key: string, value: number) => set([...region.path, key], value);
        return { title, edits: [size('original_width', width), size('original_height', height)] };
      },
    },
  ],
  failing: [predictionWith(mask(40, 30)), predictionWith(mask(8, 6)), predictionWith(bitmask(40, 30))],
  passing: [predictionWith(mask(4, 3)), predictionWith(mask(3, 4)), predictionWith(bitmask(4, 3))],
  types: [...shapes('brush', 'bitmask'), 'magicwand'],
  checkRegion(region, _inputs, report) {
    const { original_width: width, original_height: height } = region.value;
    if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0) || !(height > 0)) return;
    const claim = isBitmask(region)
      ? ofBitmask(region.content.imageDataURL, width, height)
      : ofBrush(region.content.rle, width, height);
    if (claim) report(claim);
  },
};

function isBitmask({ value: { type } }: RegionNode): boolean {
  return type === 'bitmask' || type === 'bitmasklabels';
}

function ofBrush(rle: unknown, width: number, height: number): Claim | undefined {
  if (!Array.isArray(rle) || typeof rle[0] !== 'number') return undefined;
  const wanted = 4 * width * height;
  if (announcedValues(rle) === wanted) return undefined;
  // A stream that cannot be read has a rule of its own.
  const { isWhole, values } = readMask(rle as readonly unknown[]);
  if (!isWhole || values === undefined) return undefined;
  const why =
    values * 4 === wanted
      ? 'It has one channel: encode it as RGBA, with 4 values for each pixel.'
      : 'Scale the mask to the size of the image before it is encoded, or correct the size.';
  return {
    path: ['value', 'rle'],
    on: 'key',
    message: `This mask holds ${number(values)} values; an image of ${width} × ${height} needs ${number(wanted)}, 4 for each pixel. The editor would ${values > wanted ? 'fail to save it' : 'paint it wrong'}. ${why}`,
    severity: 'error',
    gates: ['editor'],
  };
}

function ofBitmask(url: unknown, width: number, height: number): Claim | undefined {
  const size = typeof url === 'string' ? pngSize(url) : undefined;
  if (!size || (size.width === width && size.height === height)) return undefined;
  return {
    path: ['value', 'imageDataURL'],
    on: 'key',
    message: `This mask is a picture of ${size.width} × ${size.height} pixels, and the image is said to have ${width} × ${height}. A mask is as large as its image: scale it, or correct the size.`,
    severity: 'warning',
    gates: ['authoring'],
    data: size,
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** Control tags that draw on an image. Shapes are in percent of the image's natural width and height. */
import {
  bool,
  degrees,
  float,
  list,
  nullable,
  object,
  optional,
  percent,
  radius,
  raw,
  regionSkeleton,
  required,
  string,
  strings,
  text,
} from './fields';
import type { ControlTag, Fields, SnippetValue } from './types';

interface Shape {
  /** Tag without labels: `Rectangle`. */
  tag: string;
  /** Words for the shape, with its unit. */
  words: string;
  fields: Fields;
  value: { readonly [key: string]: SnippetValue };
  /** Keys of the region beside `value`. */
  extra?: { readonly [key: string]: SnippetValue };
}

const rectangle: Fields = {
  x: required(percent),
  y: required(percent),
  width: required(percent),
  height: required(percent),
  rotation: nullable(degrees),
};

/** `format: null` is rejected for brushes, unlike other optional fields. */
const brush: Fields = { rle: required(list({ kind: 'int', min: 0, max: 255 }, 1)), format: optional(string) };

export const vertexFields: Fields = {
  x: required(float),
  y: required(float),
  id: nullable(string),
  isBezier: nullable(bool),
  prevPointId: nullable(string),
};

/** The 4 by 3 pixel mask of the format's own example: pixels (1,1) and (2,1). */
const sampleRle = [0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0];
const samplePng =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAYAAAC09K7GAAAAEElEQVR4nGNgwAH+QzEmAAAwAwH/TNXzwQAAAABJRU5ErkJggg==';

const imageSize = { original_width: raw(4, 1920), original_height: raw(5, 1080) };

const shapes: Shape[] = [
  {
    tag: 'Rectangle',
    words: 'a rectangle: top left corner, width and height in percent of the image, rotation in degrees clockwise',
    fields: rectangle,
    value: { x: raw(4, 10), y: raw(5, 10), width: raw(6, 20), height: raw(7, 20), rotation: raw(8, 0) },
  },
  {
    tag: 'Polygon',
    words: 'a polygon: corners [x, y] in percent of the image',
    fields: { points: required(list({ kind: 'tuple', of: percent, length: 2 })) },
    value: {
      points: [
        [raw(4, 10), raw(5, 10)],
        [raw(6, 40), raw(7, 10)],
        [raw(8, 40), raw(9, 40)],
      ],
      closed: true,
    },
  },
  {
    tag: 'KeyPoint',
    words: 'a point: x, y and size (width) in percent of the image',
    fields: { x: required(percent), y: required(percent) },
    value: { x: raw(4, 50), y: raw(5, 50), width: raw(6, 0.5) },
  },
  {
    tag: 'Ellipse',
    words: 'an ellipse: centre and radii in percent of the image, rotation in degrees clockwise',
    fields: {
      x: required(percent),
      y: required(percent),
      radiusX: required(radius),
      radiusY: required(radius),
      rotation: nullable(degrees),
    },
    value: { x: raw(4, 50), y: raw(5, 50), radiusX: raw(6, 10), radiusY: raw(7, 10), rotation: raw(8, 0) },
  },
  {
    tag: 'Brush',
    words: 'a painted mask as large as the image, run-length encoded bytes',
    fields: brush,
    value: { format: 'rle', rle: sampleRle },
  },
  {
    tag: 'Bitmask',
    words: 'a painted mask as large as the image in pixels, a PNG data URL',
    fields: { imageDataURL: required(string), format: nullable(string) },
    value: { imageDataURL: text(4, samplePng) },
  },
  {
    tag: 'Vector',
    words: 'a path: vertices in percent of the image, whose size in pixels must be given exactly',
    fields: { vertices: required(list(object(vertexFields))), closed: nullable(bool) },
    value: {
      vertices: [
        { id: 'v1', x: raw(6, 10), y: raw(7, 10), prevPointId: null, isBezier: false },
        { id: 'v2', x: raw(8, 40), y: raw(9, 20), prevPointId: 'v1', isBezier: false },
      ],
      closed: false,
    },
    extra: imageSize,
  },
];

/** The last placeholder of a shape is its label; the number only has to be larger than the others. */
const LABEL_PLACEHOLDER = 20;

function withoutLabels({ tag, words, fields, value, extra }: Shape): ControlTag {
  const type = tag.toLowerCase();
  return {
    tag,
    type,
    objects: ['Image'],
    edition: 'community',
    summary: `Draws ${words}.`,
    fields,
    skeleton: regionSkeleton(type, 'image', value, extra),
  };
}

function withLabels({ tag, words, fields, value, extra }: Shape): ControlTag {
  const type = `${tag.toLowerCase()}labels`;
  const labels = { [type]: [text(LABEL_PLACEHOLDER, 'Label')] };
  return {
    tag: `${tag}Labels`,
    type,
    labelKey: type,
    objects: ['Image'],
    edition: 'community',
    summary: `Labels ${words}.`,
    fields: { ...fields, [type]: required(strings) },
    skeleton: regionSkeleton(type, 'image', { ...value, ...labels }, extra),
  };
}

const magicWand: ControlTag = {
  tag: 'MagicWand',
  type: 'magicwand',
  objects: ['Image'],
  edition: 'community',
  summary: 'Selects similar pixels into a mask as large as the image, run-length encoded bytes.',
  fields: brush,
  skeleton: regionSkeleton('magicwand', 'image', { format: 'rle', rle: sampleRle }),
};

const ocrLabels: ControlTag = {
  tag: 'OcrLabels',
  type: 'ocrlabels',
  labelKey: 'ocrlabels',
  objects: ['Pdf'],
  edition: 'enterprise',
  summary: 'Labels a box on a page of a PDF with its text: fractions 0 to 1 of the page, pages counted from 1.',
  fields: {
    x: required(float),
    y: required(float),
    width: required(float),
    height: required(float),
    rotation: nullable(float),
    ocrtext: nullable(string),
    pageIndex: nullable({ kind: 'int' }),
    ocrlabels: required(strings),
  },
  skeleton: regionSkeleton('ocrlabels', 'pdf', {
    x: raw(4, 0.1),
    y: raw(5, 0.1),
    width: raw(6, 0.3),
    height: raw(7, 0.05),
    rotation: raw(8, 0),
    pageIndex: raw(9, 1),
    ocrtext: text(10, 'text'),
    ocrlabels: [text(LABEL_PLACEHOLDER, 'Label')],
  }),
};

export const imageTags: readonly ControlTag[] = [
  ...shapes.flatMap((shape) => [withLabels(shape), withoutLabels(shape)]),
  magicWand,
  ocrLabels,
];

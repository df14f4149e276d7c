/**
 * Changes to the worked examples that the strict schema does not object to, each with the fact that allows it. Sections
 * are those of the project's two fact sheets: "formats" (the result formats and the validator, rule by rule) and
 * "editor" (what the editor of 1.23.2 did). An entry that matches nothing fails the test.
 */
import type { Kind } from './mutations';

export interface AllowedMiss {
  /** `any` stands for every other kind of value. */
  changes: readonly ('drop' | 'any' | Kind)[];
  /** Types of region, or `prediction`. */
  types: readonly string[];
  /** Path inside the region, indices as `*`. */
  at: string;
  because: string;
}

const imageShapes = [
  'rectanglelabels',
  'rectangle',
  'polygonlabels',
  'polygon',
  'keypointlabels',
  'keypoint',
  'ellipselabels',
  'ellipse',
  'brushlabels',
  'brush',
  'bitmasklabels',
  'bitmask',
  'magicwand',
];
const vectors = ['vectorlabels', 'vector'];
const videoVectors = ['videovector', 'videovectorlabels'];
const spans = ['labels', 'hypertextlabels', 'paragraphlabels', 'timeserieslabels', 'timelinelabels'];
const answers = ['choices', 'taxonomy', 'rating', 'number', 'datetime', 'textarea', 'pairwise', 'ranker', 'reactcode'];

const drop = (types: readonly string[], at: string, because: string): AllowedMiss => ({
  changes: ['drop'],
  types,
  at,
  because,
});
const dropOrNull = (types: readonly string[], at: string, because: string): AllowedMiss => ({
  changes: ['drop', 'null'],
  types,
  at,
  because,
});

const perRegion = 'formats 1.4: of a per-region answer only its own key is looked at, its geometry may be anything';
const vertexOptional = 'formats 2.6: optional, and null allowed, for vertices';
const enterpriseOptional = 'formats 2.6: optional, and null allowed; the Community editor does not have the tag';

export const allowedMisses: readonly AllowedMiss[] = [
  drop(['prediction'], 'model_version', 'formats 2.2: model_version is not looked at'),
  dropOrNull(['prediction'], 'score', 'formats 2.2: score is checked only if it is present and not null'),
  drop(
    [
      ...imageShapes,
      ...vectors,
      ...spans,
      ...answers,
      ...videoVectors,
      'videorectangle',
      'chatmessage',
      'ocrlabels',
      'mywidget',
    ],
    'id',
    'formats 0: id is not required, the editor makes one',
  ),
  dropOrNull(
    ['rectanglelabels'],
    'score',
    'formats 0: region score is not checked by the validator, maybeNull in the editor',
  ),
  drop(['rectanglelabels'], 'item_index', 'formats 0: a missing item_index counts as 0'),
  drop(['labels'], 'original_length', 'formats 0: informational'),
  ...['original_width', 'original_height'].map((at) =>
    drop(
      [...imageShapes, 'labels', 'textarea'],
      at,
      'formats 0: percent geometry does not depend on it, except vectors',
    ),
  ),
  drop([...imageShapes, ...vectors, 'labels', 'textarea'], 'image_rotation', 'formats 0: informational'),

  drop(
    ['rectanglelabels', 'rectangle', 'labels', 'ellipselabels', 'ellipse'],
    'value/rotation',
    'editor 3: rotation null is lost, missing is fine',
  ),
  drop(['polygonlabels', 'polygon', 'vectorlabels'], 'value/closed', 'formats 1.1: closed is optional'),
  drop(['brushlabels'], 'value/format', 'formats 1.1: format is optional; editor 3: accepted without'),
  dropOrNull(vectors, 'value/vertices/*/id', vertexOptional),
  dropOrNull(vectors, 'value/vertices/*/isBezier', vertexOptional),
  { changes: ['drop', 'null', 'string'], types: vectors, at: 'value/vertices/*/prevPointId', because: vertexOptional },

  drop(['labels', 'hypertextlabels', 'paragraphlabels'], 'value/text', 'formats 1.2: text is free'),
  drop(['labels'], 'value/channel', 'formats 1.2: channel defaults to 0'),
  drop(['hypertextlabels'], 'value/globalOffsets', 'formats 1.2: globalOffsets is optional'),
  { changes: ['string'], types: ['timeserieslabels'], at: 'value/start', because: 'formats 1.3: text in timeFormat' },
  { changes: ['string'], types: ['timeserieslabels'], at: 'value/end', because: 'formats 1.3: text in timeFormat' },

  drop(['videorectangle'], 'value/sequence/*/enabled', 'formats 1.3: enabled is of the editor only, and optional'),
  dropOrNull(
    ['videorectangle'],
    'value/sequence/*/rotation',
    'formats 1.3: rotation is optional; seen in the editor: null is kept in key frames',
  ),
  drop(['videorectangle'], 'value/labels', 'formats 1.3: labels may be absent'),
  ...['framesCount', 'duration', 'sequence/*/time', 'sequence/*/enabled', 'sequence/*/closed'].map((at) =>
    dropOrNull(videoVectors, `value/${at}`, enterpriseOptional),
  ),
  ...['id', 'isBezier', 'prevPointId'].map((key) =>
    dropOrNull(videoVectors, `value/sequence/*/vertices/*/${key}`, vertexOptional),
  ),
  { changes: ['null'], types: ['videovectorlabels'], at: 'value/labels', because: enterpriseOptional },

  {
    changes: ['array'],
    types: ['choices'],
    at: 'value/choices/*',
    because: 'formats 1.4, editor 3: nested choices are paths for the editor, which the validator rejects: either form',
  },
  ...['x', 'y', 'width', 'height', 'rotation'].map((key) => ({
    changes: ['drop', 'any'] as const,
    types: ['textarea'],
    at: `value/${key}`,
    because: perRegion,
  })),
  ...['order', 'keep', 'drop'].map((key) =>
    drop(['ranker'], `value/ranker/${key}`, 'formats 1.4: keys are not checked, {} is accepted'),
  ),
  ...['decision', 'note'].map((key) => ({
    changes: ['drop', 'any'] as const,
    types: ['reactcode'],
    at: `value/reactcode/${key}`,
    because: 'formats 1.4: any object',
  })),
  drop(['relation'], 'labels', 'formats 2.9: labels of relations are not checked; editor 3: accepted without'),
  dropOrNull(['chatmessage'], 'value/chatmessage/createdAt', enterpriseOptional),
  ...['rotation', 'pageIndex', 'ocrtext'].map((key) => dropOrNull(['ocrlabels'], `value/${key}`, enterpriseOptional)),

  {
    changes: ['any'],
    types: ['mywidget'],
    at: 'value',
    because: 'formats 2.7: a tag without a value class takes any value',
  },
  {
    changes: ['drop', 'any'],
    types: ['mywidget'],
    at: 'value/anything',
    because: 'formats 2.7: a tag without a value class takes any value',
  },
];

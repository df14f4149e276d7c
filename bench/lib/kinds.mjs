/**
 * What the inputs are made of: per kind a labeling config, and tasks that have no mistake under it.
 *
 * @typedef {import('./random.mjs').Random} Random
 * @typedef {Record<string, any>} Json
 * @typedef {object} Kind
 * @property {string} about one line for people
 * @property {string} config XML
 * @property {(random: Random) => (index: number) => Json} units a maker of units: tasks, or flat predictions
 */
import { mask } from './masks.mjs';
import { passage, spansOf } from './passages.mjs';

const SHIPS = ['Ship', 'Buoy', 'Lighthouse', 'Crane'];
const IMAGE = { original_width: 1920, original_height: 1080, image_rotation: 0 };

const labelTags = SHIPS.map((label) => `    <Label value="${label}"/>`).join('\n');
const labeled = (/** @type {string} */ tag, /** @type {string} */ name, /** @type {string} */ object) =>
  `  <${tag} name="${name}" toName="${object}">\n${labelTags}\n  </${tag}>`;
const view = (/** @type {string[]} */ ...tags) => `<View>\n${tags.join('\n')}\n</View>\n`;

/** Unique in the whole file. */
const idOf = (/** @type {number} */ unit, /** @type {number} */ region) =>
  `r${unit.toString(36)}_${region.toString(36)}`;

/** @param {Random} random @param {Json[]} result @returns {Json} */
const prediction = (random, result) => ({ model_version: 'harbour-2.1', score: random.decimal(0, 1), result });

/** @param {number} index @param {Json} data @param {Json} prediction @returns {Json} */
const task = (index, data, prediction) => ({ id: index + 1, data, predictions: [prediction] });

const photo = (/** @type {number} */ index) => `https://data.example.com/harbour/photo-${index}.jpg`;

/** A box inside of the picture, in percent. @param {Random} random */
function box(random) {
  const x = random.decimal(0, 80);
  const y = random.decimal(0, 80);
  return { x, y, width: random.decimal(1, 100 - x), height: random.decimal(1, 100 - y), rotation: 0 };
}

/** @param {Random} random @param {string} id @returns {Json} */
const rectangle = (random, id) => ({
  id,
  type: 'rectanglelabels',
  from_name: 'box',
  to_name: 'photo',
  ...IMAGE,
  score: random.decimal(0, 1),
  value: { ...box(random), rectanglelabels: [random.pick(SHIPS)] },
});

const list = (/** @type {number} */ length, /** @type {(index: number) => Json} */ item) =>
  Array.from({ length }, (_, index) => item(index));

/** @type {Kind} */
const rectangles = {
  about: '10 rectangles per task on an image',
  config: view('  <Image name="photo" value="$photo"/>', labeled('RectangleLabels', 'box', 'photo')),
  units: (random) => (index) =>
    task(
      index,
      { photo: photo(index) },
      prediction(
        random,
        list(10, (n) => rectangle(random, idOf(index, n))),
      ),
    ),
};

/** @type {Kind} */
const flat = {
  about: 'flat predictions with 6 rectangles each',
  config: rectangles.config,
  units: (random) => (index) => ({
    task: index + 1,
    ...prediction(
      random,
      list(6, (n) => rectangle(random, idOf(index, n))),
    ),
  }),
};

/** @type {Kind} */
const spans = {
  about: '12 labeled spans per task on text with letters of many scripts',
  config: view('  <Text name="text" value="$text"/>', labeled('Labels', 'label', 'text')),
  units: (random) => (index) => {
    const { words, text } = passage(random, 150);
    const result = spansOf(random, words, 12).map((span, n) => ({
      id: idOf(index, n),
      type: 'labels',
      from_name: 'label',
      to_name: 'text',
      score: random.decimal(0, 1),
      value: { ...span, labels: [random.pick(SHIPS)] },
    }));
    return task(index, { text }, prediction(random, result));
  },
};

/** Masks are dear to make, so a file has a few and repeats them. @param {Random} random */
function masks(random) {
  return Array.from({ length: 12 }, (_, n) => {
    const scale = 1 + (n % 4);
    const shape = { width: 1000 * scale, height: 750 * scale, runs: random.integer(3000, 9000) * scale };
    return { width: shape.width, height: shape.height, rle: mask(random, shape) };
  });
}

/** @type {Kind} */
const brush = {
  about: 'one mask of 10 to 120 KB per task on an image',
  config: view('  <Image name="photo" value="$photo"/>', labeled('BrushLabels', 'mask', 'photo')),
  units: (random) => {
    const pool = masks(random);
    return (index) => {
      const { width, height, rle } = random.pick(pool);
      const region = {
        id: idOf(index, 0),
        type: 'brushlabels',
        from_name: 'mask',
        to_name: 'photo',
        original_width: width,
        original_height: height,
        image_rotation: 0,
        score: random.decimal(0, 1),
        value: { format: 'rle', rle, brushlabels: [random.pick(SHIPS)] },
      };
      return task(index, { photo: photo(index) }, prediction(random, [region]));
    };
  },
};

/** A track of key frames at 25 frames a second. @param {Random} random @param {number} framesCount */
function track(random, framesCount) {
  const sequence = [];
  for (let frame = random.integer(1, 20); frame <= framesCount; frame += random.integer(2, 12)) {
    sequence.push({ frame, time: frame / 25, enabled: true, ...box(random) });
  }
  return { framesCount, duration: framesCount / 25, sequence, labels: [random.pick(SHIPS)] };
}

/** @type {Kind} */
const video = {
  about: '4 tracks of some 70 key frames per task on a video',
  config: view(
    '  <Video name="video" value="$video" framerate="25"/>',
    '  <VideoRectangle name="track" toName="video"/>',
    labeled('Labels', 'label', 'video'),
  ),
  units: (random) => (index) => {
    const framesCount = random.integer(300, 700);
    const result = list(4, (n) => ({
      id: idOf(index, n),
      type: 'videorectangle',
      from_name: 'track',
      to_name: 'video',
      score: random.decimal(0, 1),
      value: track(random, framesCount),
    }));
    return task(index, { video: `https://data.example.com/harbour/clip-${index}.mp4` }, prediction(random, result));
  },
};

/** @type {(random: Random, id: string) => Json} */
const polygon = (random, id) => ({
  id,
  type: 'polygonlabels',
  from_name: 'outline',
  to_name: 'photo',
  ...IMAGE,
  value: {
    points: Array.from({ length: random.integer(5, 20) }, () => [random.decimal(0, 100), random.decimal(0, 100)]),
    closed: true,
    polygonlabels: [random.pick(SHIPS)],
  },
});

/** @type {(random: Random, id: string) => Json} */
const ellipse = (random, id) => ({
  id,
  type: 'ellipselabels',
  from_name: 'oval',
  to_name: 'photo',
  ...IMAGE,
  value: {
    x: random.decimal(20, 80),
    y: random.decimal(20, 80),
    radiusX: random.decimal(1, 20),
    radiusY: random.decimal(1, 20),
    rotation: random.integer(0, 360),
    ellipselabels: [random.pick(SHIPS)],
  },
});

/** @type {(random: Random, id: string) => Json} */
const keypoint = (random, id) => ({
  id,
  type: 'keypointlabels',
  from_name: 'point',
  to_name: 'photo',
  ...IMAGE,
  value: {
    x: random.decimal(0, 100),
    y: random.decimal(0, 100),
    width: 0.5,
    keypointlabels: [random.pick(SHIPS)],
  },
});

/** @type {(random: Random, id: string) => Json} */
const smallMask = (random, id) => ({
  id,
  type: 'brushlabels',
  from_name: 'mask',
  to_name: 'photo',
  ...IMAGE,
  value: {
    format: 'rle',
    rle: mask(random, { width: IMAGE.original_width, height: IMAGE.original_height, runs: 150 }),
    brushlabels: [random.pick(SHIPS)],
  },
});

/** What a person would answer about the whole picture. @type {(random: Random, id: (n: number) => string) => Json[]} */
const answers = (random, id) => [
  { id: id(0), type: 'choices', from_name: 'weather', to_name: 'photo', value: { choices: [random.pick(WEATHER)] } },
  { id: id(1), type: 'rating', from_name: 'quality', to_name: 'photo', value: { rating: random.integer(1, 5) } },
  { id: id(2), type: 'number', from_name: 'count', to_name: 'photo', value: { number: random.integer(0, 40) } },
  { id: id(3), type: 'textarea', from_name: 'caption', to_name: 'photo', value: { text: [passage(random, 9).text] } },
  { id: id(4), type: 'taxonomy', from_name: 'place', to_name: 'photo', value: { taxonomy: [random.pick(PLACES)] } },
];

const WEATHER = ['Calm', 'Storm', 'Fog'];
const PLACES = [['Sea'], ['Sea', 'Bay'], ['Land'], ['Land', 'Quay']];

const MIXED_CONFIG = view(
  '  <Image name="photo" value="$photo"/>',
  '  <Text name="text" value="$text"/>',
  labeled('RectangleLabels', 'box', 'photo'),
  labeled('PolygonLabels', 'outline', 'photo'),
  labeled('EllipseLabels', 'oval', 'photo'),
  labeled('KeyPointLabels', 'point', 'photo'),
  labeled('BrushLabels', 'mask', 'photo'),
  labeled('Labels', 'label', 'text'),
  '  <Choices name="weather" toName="photo" choice="single">',
  ...WEATHER.map((choice) => `    <Choice value="${choice}"/>`),
  '  </Choices>',
  '  <Rating name="quality" toName="photo" maxRating="5"/>',
  '  <Number name="count" toName="photo"/>',
  '  <TextArea name="caption" toName="photo"/>',
  '  <Taxonomy name="place" toName="photo">',
  '    <Choice value="Sea"><Choice value="Bay"/></Choice>',
  '    <Choice value="Land"><Choice value="Quay"/></Choice>',
  '  </Taxonomy>',
);

/** @type {Kind} */
const mixed = {
  about: 'shapes, masks, spans and answers together, some 20 regions per task',
  config: MIXED_CONFIG,
  units: (random) => (index) => {
    const { words, text } = passage(random, 60);
    let n = 0;
    const id = () => idOf(index, n++);
    const span = (/** @type {Json} */ value) => ({
      id: id(),
      type: 'labels',
      from_name: 'label',
      to_name: 'text',
      value: { ...value, labels: [random.pick(SHIPS)] },
    });
    const result = [
      ...list(5, () => rectangle(random, id())),
      ...list(3, () => polygon(random, id())),
      ...list(2, () => ellipse(random, id())),
      ...list(2, () => keypoint(random, id())),
      ...(index % 8 === 0 ? [smallMask(random, id())] : []),
      ...spansOf(random, words, 4).map(span),
      ...answers(random, id),
    ];
    return task(index, { photo: photo(index), text }, prediction(random, result));
  },
};

/** @type {Record<string, Kind>} */
export const kinds = { rectangles, spans, brush, video, mixed, flat };

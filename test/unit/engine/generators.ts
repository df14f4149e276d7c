/** Random documents and edits, made from a seed by fast-check, for comparing the ways in which the engine can check. */
import fc from 'fast-check';

const id = fc.constantFrom('"a"', '"b"', '"c"', '"a#1"', '7', 'null');
const number = fc.constantFrom('1', '0.5', '-3', '99.5', '120', '"1"', 'null', '1e400');
const label = fc.constantFrom('["Ship"]', '[]', '"Ship"', '["\\ud83d\\ude00"]', '["\\ud83d"]', '["é\u{1f600}"]');

const box = fc
  .tuple(id, number, number, label)
  .map(
    ([own, x, width, labels]) =>
      `{"id":${own},"from_name":"box","to_name":"photo","type":"rectanglelabels","value":{"x":${x},"y":2,"width":${width},"height":4,"rectanglelabels":${labels}}}`,
  );
const span = fc
  .tuple(id, number, number)
  .map(
    ([own, start, end]) =>
      `{"id":${own},"from_name":"tag","to_name":"text","type":"labels","value":{"start":${start},"end":${end},"labels":["X"]}}`,
  );
const relation = fc
  .tuple(id, id)
  .map(([from, to]) => `{"type":"relation","from_id":${from},"to_id":${to},"direction":"right"}`);
const odd = fc.constantFrom('5', '{}', '[]', '{"type":"Choices","value":{}}', '{"id":"x","object":1}', '"\\u0000"');
const region = fc.oneof({ weight: 5, arbitrary: box }, { weight: 2, arbitrary: span }, relation, odd);

const list = (items: readonly string[]): string => `[${items.join(',')}]`;
const result = fc.oneof(
  { weight: 8, arbitrary: fc.array(region, { maxLength: 4 }).map(list) },
  fc.constantFrom('5', '"x"', '[[1]]', 'null'),
);
const prediction = fc
  .tuple(result, fc.constantFrom('', ',"score":0.5', ',"score":5', ',"model_version":"v"', ',"result":[]'))
  .map(([own, rest]) => `{"result":${own}${rest}}`);
const data = fc.constantFrom('{"text":"one two"}', '{"text":"\u{1f600}"}', '{}', '{"image":"a.jpg","text":"x"}', '5');
const task = fc
  .tuple(
    data,
    fc.array(prediction, { maxLength: 3 }),
    fc.constantFrom('', ',"id":3', ',"result":[1]', ',"meta":{"k":1e999}'),
  )
  .map(([own, predictions, rest]) => `{"data":${own},"predictions":${list(predictions)}${rest}}`);
const annotation = fc
  .tuple(result, fc.constantFrom('', '"completed_by":1,', '"result":[{"id":"a"}],', '"was_cancelled":false,'))
  .map(([own, rest]) => `{${rest}"result":${own}}`);
const annotations = fc.array(fc.oneof({ weight: 6, arbitrary: annotation }, fc.constantFrom('5', '{}')), {
  maxLength: 3,
});
/** Annotations stand before predictions in Label Studio's own exports, and behind them elsewhere. */
const annotated = fc
  .tuple(data, annotations, fc.array(prediction, { maxLength: 2 }), fc.boolean())
  .map(([own, first, second, isExport]) =>
    isExport
      ? `{"id":1,"annotations":${list(first)},"predictions":${list(second)},"data":${own}}`
      : `{"data":${own},"predictions":${list(second)},"annotations":${list(first)}}`,
  );
const flat = fc
  .tuple(result, fc.constantFrom('"task":1,', '', '"task":"x",', '"score":2,'))
  .map(([own, rest]) => `{${rest}"result":${own}}`);
const foreign = fc.constantFrom('{"image":"a"}', '{}', '1', '"x"', 'null', '[1]', '{"a":{"b":[{}]}}');

export const unit = fc.oneof(
  { weight: 6, arbitrary: task },
  { weight: 4, arbitrary: flat },
  { weight: 4, arbitrary: annotated },
  { weight: 1, arbitrary: foreign },
);

/** How a document is laid out. */
export type Layout = 'compact' | 'pretty' | 'lines' | 'rows' | 'flush' | 'single';

function pretty(text: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(text), null, indent);
  } catch {
    return text;
  }
}

function lay(units: readonly string[], layout: Layout): string {
  switch (layout) {
    case 'compact':
      return `[${units.join(',')}]`;
    case 'pretty':
      return `[\n${units.map((one) => `  ${pretty(one, 2).replaceAll('\n', '\n  ')}`).join(',\n')}\n]\n`;
    case 'flush':
      return `[\r\n${units.map((one) => pretty(one, 0)).join(',\r\n')}\r\n]`;
    case 'rows':
      return `[\n${units.join(',\n')}\n]`;
    case 'lines':
      return units.join('\n');
    case 'single':
      return units[0] ?? '';
  }
}

export interface RandomDocument {
  text: string;
  form: 'json' | 'jsonl';
}

export const document: fc.Arbitrary<RandomDocument> = fc
  .tuple(
    fc.array(unit, { maxLength: 6 }),
    fc.constantFrom<Layout>('compact', 'pretty', 'lines', 'rows', 'flush', 'single'),
    fc.constantFrom('', '', '', '\ufeff', '\n'),
  )
  .map(([units, layout, before]) => ({
    text: before + lay(units, layout),
    form: layout === 'lines' ? ('jsonl' as const) : ('json' as const),
  }));

/** One edit, as shares of the text so that it fits any text: where, how much goes, and what comes. */
export interface RandomEdit {
  at: number;
  removed: number;
  text: string;
  /** Takes the edit before it back. */
  undo: boolean;
}

const typed = fc.constantFrom(
  '',
  '1',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  ' ',
  '\\',
  'a',
  '"id":"z",',
  '{"data":{"text":"x"},"predictions":[]}',
  ',{"result":[]}',
  '},{',
  '\u{1f600}',
  '\ud800',
);

export const edit: fc.Arbitrary<RandomEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0, 0, 1, 2) }, fc.integer({ min: 0, max: 400 })),
  text: fc.oneof({ weight: 4, arbitrary: typed }, unit),
  undo: fc.boolean(),
});

/** Values that take the place of others, so that edits often leave the text as JSON. */
const swaps: readonly [RegExp, string[]][] = [
  [/"x":[^,]+/g, ['"x":1', '"x":0.25', '"x":150', '"x":"1"']],
  [/"id":[^,}]+/g, ['"id":"a"', '"id":"n"', '"id":5', '"id":"a#9"']],
  [/"from_id":[^,]+/g, ['"from_id":"a"', '"from_id":"q"']],
  [/"text":"[^"]*"/g, ['"text":""', '"text":"a longer text"', '"text":"\u{1f600}\u{1f600}"']],
  [/"score":[^,}]+/g, ['"score":1', '"score":9']],
  [/"start":[^,]+/g, ['"start":0', '"start":40']],
  [/,"meta":\{[^}]*\}/g, ['']],
  [/"data":/g, ['"datum":', '"data":']],
];

export interface RandomSwap {
  which: number;
  place: number;
  value: number;
}

export const swap: fc.Arbitrary<RandomSwap> = fc.record({
  which: fc.nat(swaps.length - 1),
  place: fc.nat(1_000),
  value: fc.nat(10),
});

/** The change that a swap means in a text; undefined when nothing fits. */
export function swapIn(text: string, { which, place, value }: RandomSwap) {
  const [pattern, values] = swaps[which] as [RegExp, string[]];
  const matches = [...text.matchAll(pattern)];
  const match = matches[place % Math.max(1, matches.length)];
  if (!match) return undefined;
  return { offset: match.index, removed: match[0].length, text: values[value % values.length] as string };
}

import { copyOf, isJsonObject, type Json, Literal, read, remove, type Slot, slotsOf, write } from './json';
import type { Random } from './random';

/** Changes of a prediction that make it wrong, or only look like it. */

const LONG = '1'.repeat(400);

/** Values of the wrong kind. */
const ODD: readonly Json[] = [
  ...[null, null, true, false, 0, 1, -1, 2, 0.5, -0.5, 2.5, 101, 1e9],
  ...[
    '',
    'x',
    'A',
    'result',
    '0',
    'null',
    'nan',
    'Infinity',
    '1e400',
    '\ud800',
    'é',
    LONG,
    '1'.repeat(4301),
    'x width labels',
  ],
  ...[
    [],
    [[]],
    [{}],
    [null],
    ['A'],
    ['A', 1],
    [1],
    ['x'],
    {},
    { x: 1 },
    { A: 1 },
    { A: ['B'] },
    [['A'], 'A'],
    [['A', []]],
  ],
].map((value) => value as Json);

/** Numbers that JavaScript would not write like this. */
const LITERALS = [
  ...[
    '1.0',
    '0.0',
    '-0',
    '-0.0',
    '1e0',
    '1e1',
    '1e19',
    '10000000000000000000',
    '9223372036854775807',
    '9223372036854775808',
  ],
  ...[
    '9223372036854774784.0',
    '9223372036854775808.0',
    '-9223372036854775808',
    '-9223372036854775808.0',
    '1e400',
    '-1e400',
  ],
  ...[
    '9007199254740993',
    '9007199254740992.0',
    '9007199254740992',
    '1.5e0',
    '1E-400',
    LONG,
    `-${LONG}`,
    `${'9'.repeat(309)}`,
  ],
];

/** Where fields and labels stop to be taken. */
const BOUNDS = [
  0,
  1,
  5,
  6,
  50,
  50.01,
  100,
  100.0000001,
  101,
  255,
  256,
  360,
  360.1,
  -1e-9,
  -5,
  1e21,
  1e19,
  2 ** 53,
  2 ** 63,
];

const PIECES = [
  ...[
    '0',
    '1',
    '2',
    '9',
    '12',
    '00',
    '_',
    '.',
    '-',
    '+',
    'e',
    'E',
    ' ',
    '\t',
    '\n',
    'inf',
    'nan',
    'infinity',
    'x',
    '０',
    '٣',
    '𝟗',
  ],
  ...[
    '\u00a0',
    '\u0085',
    '\u3000',
    '\ufeff',
    '\u001c',
    '\u0000',
    '\u007f',
    '"',
    ',',
    '\ud800',
    '4',
    '.0',
    '.00',
    '1e5',
  ],
];

const KEYS = 'from_name to_name type value id score result direction from_id to_id labels text x y width height'.split(
  ' ',
);

const TYPES =
  'labels Labels rectanglelabels polygonlabels labelslabels videorectanglelabels choices relation Relation'.split(' ');

type Mutation = (random: Random, slot: Slot, root: Json, names: readonly string[]) => void;

const MUTATIONS: readonly Mutation[] = [
  (_random, slot) => remove(slot),
  (random, slot) => write(slot, copyOf(random.pick(ODD))),
  (random, slot) => write(slot, copyOf(random.pick(ODD))),
  (random, slot) => write(slot, new Literal(random.pick(LITERALS))),
  (random, slot) => write(slot, random.pick(BOUNDS)),
  (random, slot) => write(slot, numberText(random)),
  (_random, slot) => write(slot, [read(slot)]),
  (random, slot, _root, names) => write(slot, { [random.pick([...names, ...KEYS])]: read(slot) }),
  (_random, slot) => write(slot, turned(read(slot))),
  (_random, slot) => write(slot, otherCase(read(slot))),
  (random, slot, root) => write(slot, copyOf(read(random.pick(slotsOf(root))))),
  (random, slot, _root, names) => write(slot, random.pick([...names, null, names.join(',')])),
  addKey,
  addItem,
  otherName,
  otherName,
];

/** Changes one to three places of a value; what stands inside of regions is changed most. */
export function mutate(random: Random, value: Json, names: readonly string[]): Json {
  const root = [copyOf(value)];
  for (let left = random.chance(0.75) ? 1 : 1 + random.below(3); left > 0; left--) {
    const slots = slotsOf(root).filter((_, index) => index > 0 || random.chance(0.1));
    const scalars = slots.filter((slot) => !isNested(read(slot)));
    if (scalars.length > 0 && random.chance(0.4)) write(random.pick(scalars), otherScalar(random));
    else if (slots.length > 0) random.pick(MUTATIONS)(random, random.pick(slots), root, names);
  }
  return root[0] ?? null;
}

const isNested = (value: Json): boolean => Array.isArray(value) || isJsonObject(value);

function otherScalar(random: Random): Json {
  return random.pick<Json>([
    numberText(random),
    numberText(random),
    new Literal(random.pick(LITERALS)),
    random.pick(BOUNDS),
    random.pick(ODD.filter((value) => !isNested(value))),
  ]);
}

/** Another name or type where one stands. */
function otherName(random: Random, _slot: Slot, root: Json, names: readonly string[]): void {
  const named = slotsOf(root).filter((slot) => 'object' in slot && /^(?:from|to)_name$|^type$/.test(slot.key));
  if (named.length > 0) write(random.pick(named), random.pick([...names, ...names, ...TYPES]));
}

/** A text that is a number for one reader and none for another. */
export function numberText(random: Random): string {
  return random.many(1, 5, () => random.pick(PIECES)).join('');
}

/** A list as an object, an object as a list, a number as text and the other way round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return Object.fromEntries(value.map((item, index) => [String(index), item]));
  if (isJsonObject(value)) return Object.keys(value);
  if (value instanceof Literal) return value.text;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && Number.isFinite(Number(value)) ? Number(value) : [value];
}

function otherCase(value: Json): Json {
  if (typeof value !== 'string') return value;
  return value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
}

function addKey(random: Random, slot: Slot, _root: Json, names: readonly string[]): void {
  const holder = 'object' in slot ? slot.object : read(slot);
  if (!isJsonObject(holder)) return;
  const inner = random.pick<Json>([random.pick(ODD), read(slot), {}, holder]);
  write({ object: holder, key: random.pick([...names, ...KEYS, '__proto__', '\udc00']) }, copyOf(inner));
}

function addItem(random: Random, slot: Slot): void {
  const list = 'list' in slot ? slot.list : read(slot);
  if (!Array.isArray(list)) return;
  const item = random.chance(0.5) && list.length > 0 ? random.pick(list) : random.pick(ODD);
  list.splice(random.below(list.length + 1), 0, copyOf(item));
}

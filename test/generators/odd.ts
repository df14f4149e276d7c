import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import { copyOf, isJsonObject, type Json, type JsonObject, Literal, read, type Slot, slotsOf, write } from './json';
import { mutate } from './mutations';
import { randomPrediction } from './predictions';
import type { Random } from './random';

/** Configs and predictions in which the rare cases are the usual ones, several at a time. */

/** Texts that one reader takes for a number and another does not. */
const COERCIBLE = [
  ...['1.5', ' 7 ', '0__1', '1e400', '-1e400', 'inf', '-inf', 'nan', 'NaN', '00-5', '+1', '-0', '1_0', '1__0', '_1'],
  ...['.5', '5.', '5.0', '5.00', '1e2', '0x10', '１', '٣', '1,5', ' ', '', 'true', 'off', 'null', '1e', '9'.repeat(25)],
];
const LITERALS = [
  ...['9007199254740993', '9007199254740992', '9007199254740992.0', '10000000000000000000', '1e19', '1.0', '-0.0'],
  ...['1e400', '-1e400', '1'.repeat(400), `-${'1'.repeat(400)}`, '5e-324', '100.00000000000001', '3.6e2', '0.1e-400'],
];
const KINDS: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  360,
  1e21,
  [],
  {},
  [[]],
  [null],
  { x: 1 },
  'x',
  ['A'],
];
const IDS: readonly Json[] = [null, 0, 1, true, false, '0', '1', 'true', '', 'r#1', 'r', [], {}, [1], { a: 1 }, 0.5];
const LONG_IDS = ['9007199254740993', '9007199254740992', '9007199254740992.0', '1e19', '10000000000000000000', '1.0'];
const TEXTS = ['\ud800', '\udc00x', '\u0000', 'é', 'e\u0301', '\u{1f600}', '__proto__', 'constructor', ' A', 'a'];

/** Several objects, controls that point to more than one, aliases, dynamic labels, Repeaters, and self-references. */
export function oddConfig(random: Random): string {
  const objects = ['img', 'txt', 'img_{{idx}}', 'vid'].filter(() => random.chance(0.75));
  if (objects.length === 0) objects.push('img');
  const parts = objects.map(
    (name) => `<${random.pick(['Image', 'Text', 'Video', 'List'])} name="${name}" value="$d"/>`,
  );
  const to = (): string => random.many(1, random.chance(0.3) ? 3 : 1, () => random.pick(objects)).join(',');
  parts.push(`<Labels name="lb" toName="${to()}"${dynamic(random)}>${labels(random)}</Labels>`);
  for (const shape of ['Rectangle', 'Ellipse', 'KeyPoint', 'Polygon', 'Vector', 'Brush', 'VideoRectangle', 'Bitmask']) {
    if (random.chance(0.3)) parts.push(`<${shape} name="${shape.toLowerCase()}" toName="${to()}"/>`);
    if (random.chance(0.15))
      parts.push(`<${shape}Labels name="x${shape}" toName="${to()}">${labels(random)}</${shape}Labels>`);
  }
  for (const tag of ['Choices', 'Taxonomy', 'TextArea', 'Rating', 'Number', 'DateTime', 'Pairwise', 'Ranker']) {
    const inner = /^(?:Choices|Taxonomy)$/.test(tag) || random.chance(0.1) ? labels(random) : '';
    const name = random.pick([tag.toLowerCase(), 'c_{{idx}}', 'text']);
    if (random.chance(0.25)) parts.push(`<${tag} name="${name}" toName="${to()}"${dynamic(random)}>${inner}</${tag}>`);
  }
  if (random.chance(0.3))
    parts.push(random.pick(['<Chat name="chat" value="$c"/>', '<ReactCode name="reactcode" data="$d"/>']));
  if (random.chance(0.1))
    parts.push('<Chat name="chat2" toName="chat2" value="$c"/>', '<ReactCode name="rc" toName="img"/>');
  const body = parts.sort(() => random.next() - 0.5).join('');
  return `<View>${random.chance(0.3) ? `<Repeater on="$l" indexFlag="{{idx}}">${body}</Repeater>` : body}</View>`;
}

function dynamic(random: Random): string {
  return random.chance(0.2) ? random.pick([' value="$labels"', ' apiUrl="/x"']) : '';
}

function labels(random: Random): string {
  return random
    .many(0, 3, () => {
      const alias = random.chance(0.4) ? ` alias="${random.pick(['A', 'b', ''])}"` : '';
      return `<${random.pick(['Label', 'Choice'])} value="${random.pick(['A', 'B', 'é', ''])}"${alias}/>`;
    })
    .join('');
}

/** A prediction with up to six odd things in it. */
export function oddPrediction(random: Random, config: LabelingConfig): Json {
  const prediction = copyOf(randomPrediction(random, config));
  if (!isJsonObject(prediction) || !Array.isArray(prediction.result)) return prediction;
  const regions = prediction.result.filter(isJsonObject);
  for (let left = 1 + random.below(6); left > 0; left--) {
    if (regions.length > 0) random.pick(CHANGES)(random, random.pick(regions), prediction.result, config);
  }
  return random.chance(0.15)
    ? mutate(random, prediction, [...config.controls.keys(), ...config.objects.keys()])
    : prediction;
}

type Change = (random: Random, region: JsonObject, result: Json[], config: LabelingConfig) => void;

const CHANGES: readonly Change[] = [
  (random, region) => spoil(random, region, () => random.pick(COERCIBLE)),
  (random, region) => spoil(random, region, () => new Literal(random.pick(LITERALS))),
  (random, region) => spoil(random, region, () => copyOf(random.pick(KINDS))),
  (random, region) => spoil(random, region, () => random.pick(TEXTS)),
  (random, region) => spoil(random, region, () => random.chance(0.5)),
  (random, region) => setId(random, region),
  (random, region) => setId(random, region),
  sameIds,
  relate,
  relate,
  breakRelated,
  repeatedNames,
  ownObject,
  halves,
  otherLabels,
  wrapped,
  emptied,
];

/** Another value in the place of one inside of the region's value. */
function spoil(random: Random, region: JsonObject, make: () => Json): void {
  const slots = slotsOf(region.value ?? null).filter((slot) => !isNested(read(slot)));
  if (slots.length > 0) write(random.pick(slots), make());
}

const isNested = (value: Json): boolean => Array.isArray(value) || isJsonObject(value);

function setId(random: Random, region: JsonObject): void {
  region.id = random.chance(0.3) ? new Literal(random.pick(LONG_IDS)) : copyOf(random.pick(IDS));
}

/** Ids that are equal for Python, for the editor, or only when they are read as text. */
function sameIds(random: Random, region: JsonObject, result: Json[]): void {
  const forms = random.pick<readonly Json[]>([
    [1, true, new Literal('1.0'), '1'],
    [0, false, '0'],
    ['r', 'r#2', 'r '],
    ['s'],
  ]);
  region.id = random.pick(forms);
  const other = random.pick(result);
  if (isJsonObject(other)) other.id = random.pick(forms);
}

/** A relation between ids that there are, written alike or not. */
function relate(random: Random, region: JsonObject, result: Json[]): void {
  const ids = result.flatMap((item) => (isJsonObject(item) && item.id !== undefined ? [item.id] : []));
  const end = (): Json => {
    const id = ids.length > 0 && random.chance(0.85) ? copyOf(random.pick(ids)) : random.pick(IDS);
    return random.chance(0.15) ? (typeof id === 'string' ? Number(id) || 7 : String(id)) : id;
  };
  const relation = {
    from_id: region.id ?? end(),
    to_id: end(),
    type: 'relation',
    direction: random.pick(['left', 'bi']),
  };
  result.splice(random.below(result.length + 1), 0, relation);
}

/** A region that a relation leads to becomes one that the validator does not take. */
function breakRelated(random: Random, region: JsonObject, result: Json[]): void {
  region.id ??= 'r';
  result.push({ type: 'relation', from_id: copyOf(region.id), to_id: copyOf(region.id), direction: 'right' });
  const key = random.pick(['from_name', 'to_name', 'type', 'value']);
  if (random.chance(0.3)) delete region[key];
  else region[key] = copyOf(random.pick(KINDS));
}

/** The names that a Repeater makes. */
function repeatedNames(random: Random, region: JsonObject): void {
  for (const key of ['from_name', 'to_name']) {
    const name = region[key];
    if (typeof name === 'string') region[key] = name.replaceAll('{{idx}}', random.pick(['0', '7', '{{idx}}', 'x']));
  }
}

function ownObject(random: Random, region: JsonObject, _result: Json[], config: LabelingConfig): void {
  region.to_name = random.chance(0.6) ? (region.from_name ?? null) : random.pick([...config.objects.keys(), 'img']);
}

/** The labels of a shape in a region of their own, with all, some or none of the geometry. */
function halves(random: Random, region: JsonObject, result: Json[], config: LabelingConfig): void {
  const owner = [...config.controls.values()].find(({ tag }) => tag === 'Labels');
  if (!owner || !isJsonObject(region.value ?? null)) return;
  region.id ??= 's';
  const value = copyOf(region.value ?? null) as JsonObject;
  for (const key of Object.keys(value)) if (random.chance(0.15)) delete value[key];
  value.labels = random.many(0, 2, () => random.pick([...owner.labels.map(({ text }) => text), 'A']));
  const type = random.chance(0.75) ? 'labels' : `${String(region.type)}labels`;
  const half = { from_name: owner.name, to_name: region.to_name ?? null, type, id: copyOf(region.id), value };
  result.splice(random.below(result.length + 1), 0, half);
}

/** Labels by their value where they have an alias, labels of another control, or none of any. */
function otherLabels(random: Random, region: JsonObject, _result: Json[], config: LabelingConfig): void {
  const all = [...config.controls.values()].flatMap((control) => control.labels);
  const texts = [...all.flatMap(({ value, alias }) => [value ?? '', alias ?? '']), 'A', 'none'];
  const lists = slotsOf(region.value ?? null).filter((slot) => Array.isArray(read(slot)));
  if (lists.length > 0)
    write(
      random.pick(lists),
      random.many(0, 3, () => random.pick(texts)),
    );
}

function wrapped(random: Random, region: JsonObject): void {
  const name = typeof region.from_name === 'string' ? region.from_name : 'x';
  const inner = region.value ?? null;
  const slot: Slot = { object: region, key: 'value' };
  write(
    slot,
    Object.fromEntries([[name, inner], ...(random.chance(0.3) && isJsonObject(inner) ? Object.entries(inner) : [])]),
  );
}

function emptied(random: Random, region: JsonObject): void {
  const lists = slotsOf(region).filter((slot) => isNested(read(slot)));
  if (lists.length > 0) write(random.pick(lists), random.chance(0.7) ? [] : {});
}

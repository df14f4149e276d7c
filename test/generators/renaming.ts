/** Files that use the names and labels of a labeling config, written in many ways, and what renaming makes of their values. */
import type { Random } from './random';

export const RENAMING_CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <Text name="note" value="$text"/>
  <RectangleLabels name="box" toName="photo">
    <Label value="Ship"/><Label value="Buoy"/><Label value="Old &amp; grey" alias="old &quot;one&quot;"/>
  </RectangleLabels>
  <PolygonLabels name="shape" toName="photo"><Label value="Ship"/><Label value="Pier é"/></PolygonLabels>
  <Choices name="mood" toName="note" perRegion="true" whenLabelValue="Ship"><Choice value="Ship"/><Choice value="Calm"/></Choices>
  <Taxonomy name="kind" toName="photo"><Choice value="Ship"><Choice value="Sail"/><Choice value="Motor"/></Choice><Choice value="Sport"><Choice value="Sail"/></Choice></Taxonomy>
  <Relations><Relation value="tows"/></Relations>
</View>
`;

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
type Region = { [key: string]: Value };

/** What is renamed, said without the words of the code that is tested. */
export interface Renaming {
  /** The name of a tag, or a label of the control. */
  control?: string;
  name?: string;
  path?: readonly string[];
  to: string;
}

const NAMES = ['Ship', 'Buoy', 'old "one"', 'Pier é', 'Calm', 'box', 'photo', 'tows', 'Whale'];

function region(random: Random, id: string): Region {
  const control = random.pick(['box', 'shape', 'mood', 'kind', 'other']);
  const to = control === 'mood' ? 'note' : random.pick(['photo', 'photo', 'photo', 'box']);
  const common = { id, from_name: control, to_name: to, meta: { text: [random.pick(NAMES)] } };
  const texts = random.many(0, 3, () => random.pick(NAMES));
  switch (control) {
    case 'box':
      return {
        ...common,
        type: 'rectanglelabels',
        value: { x: 1.5, y: 2, width: 3, height: 4, rectanglelabels: texts },
      };
    case 'shape':
      return { value: { points: [[1, 2]], polygonlabels: texts, note: 'Ship' }, ...common, type: 'polygonlabels' };
    case 'mood':
      return { ...common, type: 'choices', value: { choices: texts } };
    case 'kind': {
      const paths = [['Ship'], ['Ship', 'Sail'], ['Ship', 'Motor'], ['Sport', 'Sail'], ['Sail'], ['Sport', 'Motor']];
      return { ...common, type: 'taxonomy', value: { taxonomy: random.many(0, 3, () => random.pick(paths)) } };
    }
    default:
      return { ...common, type: 'rectanglelabels', value: { rectanglelabels: texts } };
  }
}

function result(random: Random): Value[] {
  const regions: Value[] = random.many(0, 6, (index) => region(random, `r${index}`));
  if (random.chance(0.4)) regions.push({ type: 'relation', from_id: 'r0', to_id: 'r1', labels: ['tows', 'Ship'] });
  if (random.chance(0.1)) regions.push(null, 'box');
  return regions;
}

function unit(random: Random): Value {
  if (random.chance(0.4)) return { task: 1, model_version: random.pick(NAMES), result: result(random) };
  return {
    data: { image: 'box', text: 'Ship', result: [{ from_name: 'box' }] },
    predictions: random.many(0, 2, () => ({ model_version: 'Ship', result: result(random) })),
    ...(random.chance(0.3) && { annotations: [{ id: 1, result: result(random) }] }),
  };
}

/** Text of a value with its strings escaped in some manner. */
function written(random: Random, value: Value, space: string | undefined): string {
  const json = JSON.stringify(value, undefined, space);
  if (random.chance(0.3)) return json.replace(/[^\0-~]/g, escaped);
  if (!random.chance(0.3)) return json;
  return json.replace(/[SBpbt](?=[a-z])/g, (letter) => (random.chance(0.3) ? escaped(letter) : letter));
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A file, by the end of its name and its text. */
export function randomFile(random: Random): { form: 'json' | 'jsonl'; text: string } {
  const units = random.many(1, 5, () => unit(random));
  const end = random.pick(['\n', '\r\n']);
  if (random.chance(0.4)) {
    return { form: 'jsonl', text: units.map((each) => written(random, each, undefined)).join(end) + end };
  }
  const space = random.pick([undefined, '  ', '\t']);
  const root: Value = random.chance(0.2) ? (units[0] as Value) : units;
  const text = written(random, root, space);
  return { form: 'json', text: end === '\n' ? text : text.replaceAll('\n', end) };
}

/** The values of a file. */
export function valuesOf({ form, text }: { form: 'json' | 'jsonl'; text: string }): Value[] {
  if (form === 'json') return [JSON.parse(text) as Value];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Value);
}

/** The value as it has to be afterwards, and how many texts are other ones. */
export function renamedValue(value: Value, renaming: Renaming): { value: Value; changes: number } {
  let changes = 0;
  const to = (): string => {
    changes++;
    return renaming.to;
  };
  const inRegion = (old: Value): Value => {
    if (typeof old !== 'object' || old === null || Array.isArray(old)) return old;
    const fresh: Region = { ...old };
    if (renaming.name !== undefined) {
      for (const key of ['from_name', 'to_name'])
        if (fresh[key] === renaming.name && isRight(key, fresh)) fresh[key] = to();
      return fresh;
    }
    if (old.from_name !== renaming.control || typeof old.value !== 'object' || old.value === null) return fresh;
    const own = { ...(old.value as Region) };
    const [first] = renaming.path as readonly string[];
    const depth = (renaming.path as readonly string[]).length - 1;
    for (const key of ['rectanglelabels', 'polygonlabels', 'choices', 'taxonomy']) {
      const list = own[key];
      if (!Array.isArray(list)) continue;
      own[key] = list.map((item): Value => {
        if (typeof item === 'string') return depth === 0 && item === first ? to() : item;
        const path = item as string[];
        const isIt = renaming.path?.every((step, index) => path[index] === step);
        return isIt ? path.map((step, index) => (index === depth ? to() : step)) : item;
      });
    }
    fresh.value = own;
    return fresh;
  };
  // A to_name that names the region's own control counts too; that of another control is no name.
  const isRight = (key: string, own: Region): boolean =>
    key === 'from_name'
      ? ['box', 'shape', 'mood', 'kind'].includes(own.from_name as string)
      : ['photo', 'note'].includes(own.to_name as string) || own.to_name === renamedFrom(own);
  const renamedFrom = (own: Region): Value =>
    own.from_name === renaming.to ? (renaming.name ?? null) : (own.from_name as Value);
  const inHolder = (old: Value): Value =>
    typeof old === 'object' && old !== null && !Array.isArray(old) && Array.isArray(old.result)
      ? { ...old, result: old.result.map(inRegion) }
      : old;
  const inUnit = (old: Value): Value => {
    const fresh = inHolder(old) as Region;
    for (const key of ['predictions', 'annotations']) {
      const list = fresh[key];
      if (Array.isArray(list)) fresh[key] = list.map(inHolder);
    }
    return fresh;
  };
  const fresh = Array.isArray(value) ? value.map(inUnit) : inUnit(value);
  return { value: fresh, changes };
}

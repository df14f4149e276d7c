import type { Random } from './random';

/** Random labeling configs with controls of every tag that label-studio-sdk knows, and of some that it does not. */

const CONTROLS =
  'Choices Labels Brush BrushLabels Bitmask BitmaskLabels MagicWand Ellipse EllipseLabels KeyPoint KeyPointLabels Vector VectorLabels OcrLabels Polygon PolygonLabels Rectangle RectangleLabels VideoRectangle VideoVector VideoVectorLabels Number DateTime HyperTextLabels Pairwise ParagraphLabels Ranker Rating Relations Taxonomy TextArea TimeSeriesLabels TimelineLabels ChatMessage ReactCode'.split(
    ' ',
  );
const STRANGE = ['Cube', 'CubeLabels', 'Relation', 'Chat', 'Filter', 'constructor', 'Image'];
const SHAPES =
  'Rectangle Polygon Ellipse KeyPoint Brush Bitmask Vector MagicWand VideoRectangle VideoVector Cube'.split(' ');
const OBJECTS = 'Image Text HyperText Audio Video Paragraphs TimeSeries List Pdf Table Chat ReactCode Header'.split(
  ' ',
);

/** Names of controls. Some are keys of values too, which makes the validator look one level deeper. */
const NAMES =
  'a b c label bbox labels choices rectanglelabels x number reactcode chatmessage ranker rating text value constructor __proto__'.split(
    ' ',
  );
const STRANGE_NAMES = ['c_{{idx}}', "q'q", 'Größe', '😀', ' n', 'n,m'];
const OBJECT_NAMES = ['img', 'txt', 'obj', 'o_{{idx}}', 'toString'];
export const LABELS = ['A', 'B', 'Ship', 'l', 'e', 'é', '😀', '', 'a b', "it's", 'role', 'key'];
const MAX_RATINGS = ['3', '10', ' 4 ', '1_0', 'x', '', '-1', '５', '2.0', '+7', '100000000000000000000000'];

/** A config. Most can be read and have a few controls that point to a few objects. */
export function randomGateConfig(random: Random): string {
  const objects = random.many(1, 3, () => random.pick(OBJECT_NAMES));
  const parts = objects.map((name) => objectTag(random, name));
  parts.push(...random.many(random.chance(0.95) ? 1 : 0, 5, () => controlTag(random, objects)));
  if (random.chance(0.25)) parts.push(...labelsOnShapes(random, random.pick(objects)));
  if (random.chance(0.1)) parts.push(selfReferencing(random));
  if (random.chance(0.3)) parts.reverse();
  const body = parts.join('\n');
  return `<View>${random.chance(0.1) ? `<Repeater on="$list">${body}</Repeater>` : body}</View>`;
}

function objectTag(random: Random, name: string): string {
  const value = random.chance(0.1) ? { valueList: '$list' } : { value: random.pick(['$data', '$a.b', 'fixed']) };
  return tag(random.pick(OBJECTS), { name, ...value });
}

function controlTag(random: Random, objects: readonly string[]): string {
  const name = random.pick(random.chance(0.1) ? STRANGE_NAMES : NAMES);
  return control(random, random.pick(random.chance(0.08) ? STRANGE : CONTROLS), name, toName(random, objects));
}

function control(random: Random, tagName: string, name: string, to: string): string {
  const written = random.chance(0.06) ? random.pick([tagName.toLowerCase(), tagName.toUpperCase()]) : tagName;
  const attributes: Record<string, string> = { name, toName: to };
  if (random.chance(0.08)) attributes.value = '$dynamic';
  if (random.chance(0.04)) attributes.apiUrl = '/x';
  if (/rating/i.test(tagName) && random.chance(0.5)) attributes.maxRating = random.pick(MAX_RATINGS);
  return tag(written, attributes, labelTags(random, tagName));
}

/** Most of the controls that hold labels get some; the others now and then, since the validator then asks for them. */
function labelTags(random: Random, tagName: string): string {
  const isUsual = /labels$|^Choices|^Taxonomy/i.test(tagName);
  if (!random.chance(isUsual ? 0.85 : 0.1)) return '';
  return random
    .many(1, 4, () => {
      const name = random.pick(random.chance(0.95) ? ['Label', 'Choice'] : ['Relation', 'choice']);
      const attributes: Record<string, string> = random.chance(0.97) ? { value: random.pick(LABELS) } : {};
      if (random.chance(0.1)) attributes.alias = random.pick(LABELS);
      if (random.chance(0.02)) attributes.name = random.pick(NAMES);
      return tag(name, attributes, random.chance(0.15) ? tag('Choice', { value: random.pick(LABELS) }) : '');
    })
    .join('');
}

function toName(random: Random, objects: readonly string[]): string {
  const one = random.chance(0.95) ? random.pick(objects) : random.pick([...NAMES, 'nowhere']);
  if (random.chance(0.85)) return one;
  return `${one}${random.pick([',', ',', ', '])}${random.pick(objects)}`;
}

/** `Labels` with the shapes that it names. */
function labelsOnShapes(random: Random, object: string): string[] {
  const shapes = random.many(1, 3, (index) => control(random, random.pick(SHAPES), `shape${index}`, object));
  return [...shapes, control(random, 'Labels', random.pick(['lb', 'labels', 'a']), object)];
}

/** Control and object in one, in all the ways to write it. */
function selfReferencing(random: Random): string {
  const attributes: Record<string, string> = { name: random.pick(NAMES) };
  if (random.chance(0.5)) attributes.value = '$data';
  if (random.chance(0.4)) attributes.toName = random.pick([attributes.name as string, 'img', 'nowhere']);
  return tag(random.pick(['Chat', 'chat', 'ReactCode', 'reactcode']), attributes);
}

function tag(name: string, attributes: Readonly<Record<string, string>>, inner = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')}${inner === '' ? '/>' : `>${inner}</${name}>`}`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/**
 * What is wrong with a config that can be read. Errors are what Label Studio refuses to save (`LabelInterface.validate` of
 * label-studio-sdk 2.1.2, which the server follows); warnings are tags that have no effect. A test asks the SDK itself.
 */
import { tagByName } from '../tags/catalogue';
import { configTag } from '../tags/configTags';
import type { Span } from '../text/locate';
import { wronglyAmongChoices } from './choiceFaults';
import type { ConfigFault, LabelingConfig } from './model';
import { isControlTag, isObjectTag, labelText } from './tagRules';
import type { XmlTag } from './xml';

/** Control tags of the catalogue that are complete without `toName` or even a name. */
const COMPLETE_WITHOUT_TO_NAME: ReadonlySet<string> = new Set([
  'relations',
  'relation',
  'chat',
  'chatmessage',
  'reactcode',
]);

/** Tags that show a task's data. Without name and value a result cannot point to them. */
const OBJECT_TAGS: ReadonlySet<string> = new Set(
  'Image Text HyperText Audio AudioPlus Video Paragraphs TimeSeries List Table Pdf'.split(' '),
);

/** Tags that the server's schema wants complete where only `View`s are around them. */
const STRICT_TAGS: ReadonlySet<string> = new Set('Image Text HyperText Labels Choices TextArea Number'.split(' '));

/** The labels of these controls are looked at by the server's schema, and which they are. */
const STRICT_LABELS: ReadonlyMap<string, string> = new Map([
  ['Labels', 'Label'],
  ['Choices', 'Choice'],
]);

const REFUSED = 'Label Studio refuses to save such a config';

/** The faults of a config's tags, in no order. */
export function semanticFaults(root: XmlTag, config: LabelingConfig): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const names = new Map<string, XmlTag>();
  const tags = [...descendants(root)];
  for (const tag of tags) {
    const { name } = tag.attributes;
    if (name === undefined) continue;
    const first = names.get(name);
    if (first) faults.push(duplicateName(tag, first, name));
    else names.set(name, tag);
  }
  const others = new Set(tags.flatMap(namesElsewhere));
  for (const tag of tags) {
    faults.push(...toNameFaults(tag, config, names, others));
    const found = incompleteControl(tag) ?? emptyControl(tag) ?? incompleteObject(tag) ?? labelFault(tag, config);
    if (found) faults.push(found);
    faults.push(...duplicateLabels(tag, config));
  }
  return faults;
}

/** Label Studio looks for names with a regular expression, which takes `classname="…"` for one too. */
function namesElsewhere({ attributes }: XmlTag): string[] {
  return Object.entries(attributes).flatMap(([key, value]) => (key !== 'name' && key.endsWith('name') ? [value] : []));
}

function* descendants(tag: XmlTag): Generator<XmlTag> {
  yield tag;
  for (const child of tag.children) yield* descendants(child);
}

function fault(span: Span, severity: ConfigFault['severity'], code: string, message: string): ConfigFault {
  return { start: span.start, end: span.end, severity, code, message };
}

function error(span: Span, code: string, message: string): ConfigFault {
  return fault(span, 'error', code, message);
}

function warning(span: Span, code: string, message: string): ConfigFault {
  return fault(span, 'warning', code, message);
}

function duplicateName(tag: XmlTag, first: XmlTag, name: string): ConfigFault {
  const message =
    name === ''
      ? 'Two tags have an empty name, and Label Studio refuses to save a config with a name twice. Give each a name of its own.'
      : `The name "${name}" is already that of a <${first.tag}>, and Label Studio refuses to save a config with a name twice. Give this tag another.`;
  return error(placeOf(tag, 'name'), 'duplicate-name', message);
}

function toNameFaults(
  tag: XmlTag,
  config: LabelingConfig,
  names: ReadonlyMap<string, XmlTag>,
  others: ReadonlySet<string>,
): ConfigFault[] {
  const { toName } = tag.attributes;
  if (toName === undefined) return [];
  const place = placeOf(tag, 'toName');
  const faults: ConfigFault[] = [];
  let offset = 0;
  for (const part of toName.split(',')) {
    const span = partSpan(place, toName, offset, part.length);
    offset += part.length + 1;
    const found = names.get(part);
    if (!found && others.has(part)) {
      faults.push(warning(span, 'to-name-is-no-object', `No tag is named "${part}". ${objectsHere(config)}`));
    } else if (!found) {
      faults.push(error(span, 'to-name-not-found', unknownToName(part, config, names)));
    } else if (isControlTag(tag) && !config.objects.has(part)) {
      faults.push(
        warning(
          span,
          'to-name-is-no-object',
          `"${part}" is a <${found.tag}> and no object tag, so nothing can be labeled. Name a tag such as Image or Text that has a value.`,
        ),
      );
    }
  }
  return faults;
}

/** Where a part of an attribute stands; the whole value when entities make the written text longer than the value. */
function partSpan(place: Span, value: string, offset: number, length: number): Span {
  if (place.end - place.start !== value.length || length === 0) return place;
  return { start: place.start + offset, end: place.start + offset + length };
}

function unknownToName(part: string, config: LabelingConfig, names: ReadonlyMap<string, XmlTag>): string {
  const refuses = `and ${REFUSED}`;
  const trimmed = part.trim();
  if (trimmed === '')
    return `toName has a name missing here, ${refuses}. Remove the comma that is too much, or write the name.`;
  if (trimmed !== part && names.has(trimmed)) {
    return `The blank belongs to the name here: no tag is named "${part}", ${refuses}. Write the names with a comma and no blanks.`;
  }
  const similar = [...names.keys()].find((name) => name.toLowerCase() === trimmed.toLowerCase());
  if (similar !== undefined) return `No tag is named "${part}", ${refuses}. Did you mean "${similar}"?`;
  return `No tag is named "${part}", ${refuses}. ${objectsHere(config)}`;
}

function objectsHere(config: LabelingConfig): string {
  const objects = [...config.objects.keys()].slice(0, 5).map((name) => `"${name}"`);
  return objects.length > 0
    ? `The object tags here are ${objects.join(', ')}.`
    : 'Add an object tag such as <Image> of this name.';
}

function incompleteControl(tag: XmlTag): ConfigFault | undefined {
  const known = tagByName(tag.tag);
  if (!known || COMPLETE_WITHOUT_TO_NAME.has(known.type) || isControlTag(tag)) return undefined;
  const missing = ['name', 'toName'].filter((attribute) => !tag.attributes[attribute]);
  const wrongCase =
    missing.includes('toName') && Object.keys(tag.attributes).find((key) => key.toLowerCase() === 'toname');
  const cure = wrongCase
    ? `Write toName, not ${wrongCase}`
    : `Give it ${missing.map((key) => `${key}="…"`).join(' and ')}`;
  // An empty attribute passes the server's schema, a missing one does not.
  const isMissing = missing.some((attribute) => tag.attributes[attribute] === undefined);
  const isRefused = isMissing && STRICT_TAGS.has(tag.tag) && onlyViewsAround(tag);
  const consequence = isRefused ? `and ${REFUSED}` : 'so no result can be made with it';
  return fault(
    nameOfTag(tag),
    isRefused ? 'error' : 'warning',
    'incomplete-control',
    `<${tag.tag}> is no control tag without ${missing.join(' and ')}, ${consequence}. ${cure}.`,
  );
}

function emptyControl(tag: XmlTag): ConfigFault | undefined {
  const label = STRICT_LABELS.get(tag.tag);
  if (label === undefined || !onlyViewsAround(tag) || tag.attributes.value !== undefined) return undefined;
  if (tag.children.some((child) => child.tag === label || child.tag === 'View')) return undefined;
  const message = `<${tag.tag}> has no <${label}> in it, and ${REFUSED}. Write <${label} value="…"/> in it, or value="$…" for labels from the task's data.`;
  return error(nameOfTag(tag), 'control-without-labels', message);
}

function incompleteObject(tag: XmlTag): ConfigFault | undefined {
  if (!OBJECT_TAGS.has(tag.tag) || isObjectTag(tag) || isControlTag(tag)) return undefined;
  const { name, value, valueList } = tag.attributes;
  const missing = [...(name ? [] : ['name="…"']), ...(value || valueList ? [] : ['value="$…"'])];
  const isMissing = name === undefined || (value ?? valueList) === undefined;
  const isRefused = isMissing && STRICT_TAGS.has(tag.tag) && onlyViewsAround(tag);
  const consequence = isRefused ? REFUSED : 'no result can point to it';
  return fault(
    nameOfTag(tag),
    isRefused ? 'error' : 'warning',
    'incomplete-object',
    `<${tag.tag}> is no object tag like this, and ${consequence}. Give it ${missing.join(' and ')}.`,
  );
}

/** Whether a tag stands where the server's schema looks: below the root, with only `View`s around it. */
function onlyViewsAround(tag: XmlTag): boolean {
  for (let { parent } = tag; parent; { parent } = parent) if (parent.tag !== 'View') return false;
  return tag.parent !== undefined;
}

/** Whether the server's schema asks a label for its value here. */
function isStrictLabel({ tag, parent }: XmlTag): boolean {
  return parent !== undefined && STRICT_LABELS.get(parent.tag) === tag && onlyViewsAround(parent);
}

function labelFault(tag: XmlTag, config: LabelingConfig): ConfigFault | undefined {
  if ((tag.tag !== 'Label' && tag.tag !== 'Choice') || isControlTag(tag)) return undefined;
  if (isObjectTag(tag)) {
    return warning(
      placeOf(tag, 'name'),
      'label-with-name',
      `Label Studio's validator takes a <${tag.tag}> with a name for an object tag, so "${labelText(tag)}" is no label. Remove the name.`,
    );
  }
  if (tag.attributes.value === undefined && isStrictLabel(tag)) {
    const message = `This <${tag.tag}> has no value, and ${REFUSED}. Give it value="…".`;
    return error(nameOfTag(tag), 'label-without-value', message);
  }
  if (labelText(tag) === undefined) {
    return warning(
      nameOfTag(tag),
      'label-without-value',
      `A <${tag.tag}> without a value is no label. Give it value="…".`,
    );
  }
  return hasControlAround(tag, config) || wronglyAmongChoices(tag) ? undefined : outsideControl(tag);
}

/** The editor gives up over a choice among labels and a label among choices, and passes over both elsewhere. */
function outsideControl(tag: XmlTag): ConfigFault {
  const place = nameOfTag(tag);
  const move = `Move it into one, such as <${tag.tag === 'Label' ? 'RectangleLabels' : 'Choices'}>.`;
  const where = `This <${tag.tag}> stands in no control tag of its kind`;
  const isFatal = configTag(tag.parent?.tag ?? '')?.labelTag !== undefined;
  if (!isFatal) return warning(place, 'label-outside-control', `${where}, so nothing can be labeled with it. ${move}`);
  const message = `${where}, and Label Studio’s editor shows an error panel in place of every task. ${move}`;
  return { ...error(place, 'label-outside-control', message), gates: ['editor'] };
}

/** Whether a label has a control of its kind around it, or at least a tag that was meant to be one and is named as a fault itself. */
function hasControlAround(tag: XmlTag, config: LabelingConfig): boolean {
  for (let { parent } = tag; parent; { parent } = parent) {
    const known = configTag(parent.tag);
    if (known?.labelTag === tag.tag) return true;
    // What kind of control a tag is that is not known, nobody can say.
    const { name } = parent.attributes;
    if (!known && name !== undefined && config.controls.has(name)) return true;
    if (!known && parent.tag.toLowerCase().endsWith('labels')) return true;
  }
  return false;
}

/** Labels beside each other that carry one text: a result cannot tell which of them it means. */
function duplicateLabels(parent: XmlTag, config: LabelingConfig): ConfigFault[] {
  const seen = new Set<string>();
  const faults: ConfigFault[] = [];
  for (const tag of parent.children) {
    if ((tag.tag !== 'Label' && tag.tag !== 'Choice') || isControlTag(tag) || isObjectTag(tag)) continue;
    const text = labelText(tag);
    if (text === undefined || !hasControlAround(tag, config)) continue;
    if (seen.has(text)) {
      const place = placeOf(tag, tag.attributes.alias ? 'alias' : 'value');
      const message = `"${text}" stands here twice, and a result cannot tell which of the two it means. Remove one, or give it another value or alias.`;
      faults.push(warning(place, 'duplicate-label', message));
    }
    seen.add(text);
  }
  return faults;
}

/** The value of an attribute with something in it, else the name of the tag. */
function placeOf(tag: XmlTag, attribute: string): Span {
  const place = tag.attributeSpan(attribute);
  return place && place.end > place.start ? place : nameOfTag(tag);
}

/** `<RectangleLabels` of a start tag: enough to underline. */
function nameOfTag({ tag, span }: XmlTag): Span {
  const local = tag.slice(tag.lastIndexOf('}') + 1);
  return { start: span.start, end: Math.min(span.end, span.start + 1 + local.length) };
}

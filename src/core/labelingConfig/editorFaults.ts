/**
 * What Label Studio saves and its editor does not take as meant. The editor looks a config over before it shows a task
 * (`ConfigValidator` of 1.23.2) and shows an error panel in place of everything when something is wrong; other things go by
 * in silence. A test asks the editor itself.
 */
import { DATE_PARTS } from '../tags/attributes';
import { type ConfigTag, configAttribute, configTag, configTags } from '../tags/configTags';
import { editDistance } from '../tags/editDistance';
import type { Span } from '../text/locate';
import { choiceFault, wronglyAmongChoices } from './choiceFaults';
import type { ConfigFault, LabelingConfig } from './model';
import { isControlTag, isObjectTag, labelText } from './tagRules';
import { visibilityFaults } from './visibilityFaults';
import type { XmlTag } from './xml';

const PANEL = 'Label Studio’s editor shows an error panel in place of every task';

/** The faults of a config's tags, in no order. */
export function editorFaults(root: XmlTag, config: LabelingConfig): ConfigFault[] {
  const objects = new Map<string, XmlTag>();
  for (const tag of below(root)) {
    if (isObjectTag(tag) && !isControlTag(tag)) objects.set(tag.attributes.name as string, tag);
  }
  const tags = [...below(root)];
  const ofTags = tags.flatMap((tag) => {
    const known = configTag(tag.tag);
    const owner = wronglyAmongChoices(tag);
    if (!known && !owner) return unknownTag(tag);
    const misplaced = owner ? [choiceFault(tag, owner, PANEL)] : [];
    if (!known) return misplaced;
    return [
      ...misplaced,
      ...wrongObjects(tag, known, objects),
      ...wrongValues(tag, known),
      ...emptyControl(tag, known, config),
      ...labelFaults(tag),
      ...dateParts(tag),
    ];
  });
  return [...ofTags, ...visibilityFaults(tags)];
}

function* below(tag: XmlTag): Generator<XmlTag> {
  yield tag;
  // HTML may stand in a HyperText, and CSS in a Style.
  if (/^(?:hypertext|style|markdown|reactcode)$/i.test(tag.tag)) return;
  for (const child of tag.children) yield* below(child);
}

function panel(span: Span, code: string, message: string): ConfigFault {
  return { start: span.start, end: span.end, severity: 'error', gates: ['editor'], code, message };
}

/** A tag that is not known can be one of another edition, so that only a near miss is told. */
function unknownTag(tag: XmlTag): ConfigFault[] {
  const meant = nearTag(tag.tag);
  if (meant === undefined) return [];
  const message = `The editor has no tag <${tag.tag}>, and ${PANEL}. Did you mean <${meant}>?`;
  return [panel(nameOf(tag), 'unknown-tag', message)];
}

function nearTag(text: string): string | undefined {
  let limit = Math.min(2, Math.ceil(text.length / 2) - 1) + 1;
  let best: string | undefined;
  for (const { tag } of configTags) {
    const distance = editDistance(text.toLowerCase(), tag.toLowerCase(), limit);
    if (distance >= limit) continue;
    limit = distance;
    best = tag;
  }
  return best;
}

/** A control that points to an object of another kind. That it points to none at all is told elsewhere. */
function wrongObjects(tag: XmlTag, known: ConfigTag, objects: ReadonlyMap<string, XmlTag>): ConfigFault[] {
  const { toName = '' } = tag.attributes;
  if (known.objects.length === 0 || !isControlTag(tag)) return [];
  const place = spanOf(tag, 'toName');
  return toName.split(',').flatMap((name) => {
    const object = objects.get(name);
    if (!object || isFitting(object.tag, known)) return [];
    const labels = known.objects.map((one) => `<${one}>`).join(' or ');
    const cure = `<${known.tag}> labels ${labels}: point it to one, or use a control tag for <${object.tag}>.`;
    const message = known.isObjectStrict
      ? `"${name}" is a <${object.tag}>, which <${tag.tag}> cannot label, and ${PANEL}. ${cure}`
      : `"${name}" is a <${object.tag}>, which <${tag.tag}> cannot label: what a prediction says of it is not shown. ${cure}`;
    const fault = panel(place, 'control-on-wrong-object', message);
    return [known.isObjectStrict ? fault : { ...fault, severity: 'warning' as const }];
  });
}

/** An older name of an object counts as the newer one; a tag that we do not know may be anything. */
function isFitting(object: string, { objects, isObjectStrict }: ConfigTag): boolean {
  if (isObjectStrict) return objects.includes(object);
  const tag = configTag(object);
  return tag?.kind !== 'object' || objects.includes(tag.tag === 'AudioPlus' ? 'Audio' : tag.tag);
}

/** Attributes whose values the editor looks at before it shows anything. */
function wrongValues(tag: XmlTag, known: ConfigTag): ConfigFault[] {
  return Object.entries(tag.attributes).flatMap(([name, value]) => {
    const attribute = configAttribute(known, name);
    if (!attribute || name.toLowerCase() === 'value') return [];
    const { kind } = attribute;
    if (kind.kind === 'boolean' && value !== 'true' && value !== 'false') {
      return [refused(tag, name, value, ['true', 'false'])];
    }
    if (kind.kind === 'enum' && kind.strict && !kind.values.includes(value)) {
      return [refused(tag, name, value, kind.values)];
    }
    const number = Number.parseFloat(value);
    if (kind.kind !== 'share' || (number >= 0 && number <= 1) || LOOSE_SHARE.has(known.tag)) return [];
    const message = `${name} is "${value}", and ${PANEL}. Write a number from 0 to 1.`;
    return [panel(spanOf(tag, name), 'attribute-value-refused', message)];
  });
}

/** Their opacity is any text. */
const LOOSE_SHARE: ReadonlySet<string> = new Set([
  'TimeSeriesLabels',
  'VectorLabels',
  'OcrLabels',
  'VideoVectorLabels',
]);

function refused(tag: XmlTag, name: string, value: string, values: readonly string[]): ConfigFault {
  const meant = values.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  const list = values.map((one) => `"${one}"`).join(', ');
  const cure = meant === undefined ? `Write one of ${list}.` : `Did you mean "${meant}"?`;
  const message = `<${tag.tag}> takes no ${name}="${value}", and ${PANEL}. ${cure}`;
  return panel(spanOf(tag, name), 'attribute-value-refused', message);
}

/** A control without labels that the server's schema lets pass. */
function emptyControl(tag: XmlTag, { labelTag }: ConfigTag, config: LabelingConfig): ConfigFault[] {
  const { name, value, apiUrl } = tag.attributes;
  if (labelTag === undefined || !isControlTag(tag) || value || apiUrl) return [];
  const control = config.controls.get(name as string);
  if (!control || control.labels.length > 0 || hasTag(tag, labelTag)) return [];
  // The server says so itself where it looks.
  if ((tag.tag === 'Labels' || tag.tag === 'Choices') && value === undefined && tag.children.length === 0) {
    for (let { parent } = tag; ; { parent } = parent) {
      if (!parent) return [];
      if (parent.tag !== 'View') break;
    }
  }
  const message = `<${tag.tag}> has no <${labelTag}> in it, so no prediction can say anything with it. Write <${labelTag} value="…"/> in it, or value="$…" for those of the task’s data.`;
  return [{ ...nameOf(tag), code: 'control-without-labels', severity: 'warning', message }];
}

function hasTag(tag: XmlTag, name: string): boolean {
  return tag.children.some((child) => child.tag === name || hasTag(child, name));
}

/** What a choice is for the editor and for the validator must be one text. */
function labelFaults(tag: XmlTag): ConfigFault[] {
  if (tag.tag !== 'Choice' || isControlTag(tag)) return [];
  const { value, alias } = tag.attributes;
  const faults: ConfigFault[] = [];
  if (alias === '' && value) {
    const message = `The alias is empty, and the editor takes it all the same: a prediction that says "${value}" selects nothing. Write an alias, or remove alias="".`;
    faults.push(panel(emptySpan(tag, 'alias'), 'empty-alias', message));
  }
  const variable = value === undefined ? undefined : /\$[\w[\].{}]+/.exec(value)?.[0];
  if (variable !== undefined && !alias && labelText(tag) === value) {
    const message = `The editor puts what the task’s data has under "${variable.slice(1)}" in place of ${variable}, while the validator takes "${value}" as it is: no prediction is right for both. Write the text without "$", or give the choice an alias.`;
    faults.push(panel(spanOf(tag, 'value'), 'choice-with-variable', message));
  }
  return faults;
}

/** The editor only looks whether `only` holds one of four words. */
function dateParts(tag: XmlTag): ConfigFault[] {
  const { only } = tag.attributes;
  if (tag.tag.toLowerCase() !== 'datetime' || !only) return [];
  const isShown = (part: string): boolean => DATE_PARTS.some((known) => part.includes(known));
  const wrong = only.split(',').filter((part) => !isShown(part));
  if (wrong.length === 0) return [];
  const words = wrong.map((part) => `"${part.trim()}"`).join(', ');
  const known = DATE_PARTS.map((part) => `"${part}"`).join(', ');
  const span = spanOf(tag, 'only');
  if (isShown(only)) {
    const message = `${words} is no part of a date, and the editor passes over it. Write ${known}, with commas.`;
    return [{ ...span, code: 'unknown-date-part', severity: 'warning', message }];
  }
  const message = `${words} is no part of a date, and the editor shows no field at all. Write ${known}, with commas.`;
  return [panel(span, 'unknown-date-part', message)];
}

/** The value of an attribute, else the name of the tag. */
function spanOf(tag: XmlTag, attribute: string): Span {
  const place = tag.attributeSpan(attribute);
  return place && place.end > place.start ? { start: place.start, end: place.end } : nameOf(tag);
}

/** An empty value with its quotes. */
function emptySpan(tag: XmlTag, attribute: string): Span {
  const place = tag.attributeSpan(attribute);
  return place ? { start: place.start - 1, end: place.end + 1 } : nameOf(tag);
}

function nameOf({ tag, span }: XmlTag): Span {
  const local = tag.slice(tag.lastIndexOf('}') + 1);
  return { start: span.start, end: Math.min(span.end, span.start + 1 + local.length) };
}

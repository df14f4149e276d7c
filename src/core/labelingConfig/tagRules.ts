/** What a tag of a labeling config is, by the rules of label-studio-sdk 2.1.2 (`validate_node` of its tag classes). */
import type { ConfigBucket } from './model';
import type { XmlTag } from './xml';

/** Tags that are labels of the control around them. Exactly these, lower case is something else. */
const LABEL_TAGS: ReadonlySet<string> = new Set(['Label', 'Choice', 'Relation']);

/** Tags that are control and object in one, in lower case, and the tag of the control that they stand for. */
export const SELF_REFERENCING: ReadonlyMap<string, string> = new Map([
  ['chat', 'ChatMessage'],
  ['reactcode', 'ReactCode'],
]);

/** Whether a tag is a label, if it is neither control nor object. */
export function isLabelTag({ tag }: XmlTag): boolean {
  return LABEL_TAGS.has(tag);
}

/** What a control with `name` and `toName` is for the validator: every tag but this. */
export function isControlTag({ tag, attributes }: XmlTag): boolean {
  return Boolean(attributes.name && attributes.toName && tag !== 'Filter');
}

/** What an object is for the validator, if it is no control: any tag with a name and a value. */
export function isObjectTag({ attributes }: XmlTag): boolean {
  return Boolean(attributes.name && (attributes.value || attributes.valueList));
}

/** What a result carries for a label: its alias if that says something, else its value, which may be empty. */
export function labelText({ attributes }: XmlTag): string | undefined {
  return attributes.alias || attributes.value;
}

/**
 * The key of a task's data that a tag shows, as Label Studio 1.23.2 finds it (`extract_data_types`): all behind the `$` of
 * `value`, or the first `$word` in a text. The root, tags without a name and `valueList` do not count.
 */
export function dataKey({ attributes, parent }: XmlTag): string | undefined {
  const { name, value } = attributes;
  if (!parent || !name || !value) return undefined;
  if (value.startsWith('$') && value.length > 1) return value.slice(1);
  return /\$([\p{L}\p{N}_]+)/u.exec(value)?.[1];
}

/** The bucket that a tag is for the editor; the validator does not know buckets. */
export function bucketOf({ tag, attributes }: XmlTag): ConfigBucket | undefined {
  const { name, title } = attributes;
  if (name === undefined || tag.toLowerCase() !== 'bucket') return undefined;
  return { name, title, isDefault: attributes.default === 'true' };
}

/**
 * The nearest tag around a label, or a bucket, whose name is that of a control, and the labels on the way down from it.
 *
 * @param controls names of the controls that came so far: the validator knows no others there
 */
export function ownerOf(
  tag: XmlTag,
  controls: { has(name: string): boolean },
): { name: string; above: string[] } | undefined {
  const above: string[] = [];
  for (let { parent } = tag; parent; { parent } = parent) {
    const { name } = parent.attributes;
    if (name !== undefined && controls.has(name)) return { name, above };
    const text = isLabelTag(parent) ? labelText(parent) : undefined;
    if (text !== undefined) above.unshift(text);
  }
  return undefined;
}

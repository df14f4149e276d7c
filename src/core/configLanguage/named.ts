/** What the tags of a config that is being typed are called, and what labels they have. */
import { configTag } from '../tags/configTags';
import { attributeText, type ScannedConfig, type ScannedTag } from './scan';

export interface NamedTag {
  name: string;
  tag: ScannedTag;
}

const named = (tags: readonly ScannedTag[], isWanted: (tag: ScannedTag) => boolean): NamedTag[] =>
  tags.flatMap((tag) => {
    const name = attributeText(tag, 'name');
    return name && isWanted(tag) ? [{ name, tag }] : [];
  });

/** Tags that results can point to: any with a name and a value that is no control, as the validator has it. */
export function namedObjects({ tags }: ScannedConfig): NamedTag[] {
  return named(tags, (tag) => {
    const isControl = attributeText(tag, 'toName') !== undefined || configTag(tag.tag)?.kind === 'control';
    return !isControl && Boolean(attributeText(tag, 'value') || attributeText(tag, 'valueList'));
  });
}

export function namedControls({ tags }: ScannedConfig): NamedTag[] {
  return named(tags, (tag) => Boolean(attributeText(tag, 'toName')) && tag.tag !== 'Filter');
}

/** What a result carries for a label: its alias, or else its value. */
export function labelText(tag: ScannedTag): string | undefined {
  return attributeText(tag, 'alias') || attributeText(tag, 'value');
}

/** Texts of the tags of one name, below a control or anywhere; each once. */
export function labelsOf(tags: readonly ScannedTag[], labelTag: string, control: ScannedTag | undefined): string[] {
  const texts = tags.filter((tag) => tag.tag === labelTag && (!control || isBelow(tag, control))).map(labelText);
  return [...new Set(texts.filter((text): text is string => Boolean(text)))];
}

export function isBelow(tag: ScannedTag, above: ScannedTag): boolean {
  for (let { parent } = tag; parent; { parent } = parent) if (parent === above) return true;
  return false;
}

/** A name that no tag has yet. */
export function freeName({ tags }: ScannedConfig, wanted: string): string {
  const taken = new Set(tags.map((tag) => attributeText(tag, 'name')));
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}${n}`)) n++;
  return `${wanted}${n}`;
}

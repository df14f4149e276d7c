/**
 * The catalogue of control tags: the one source for validation, completion, fixes and documentation. A new tag is an
 * entry in its family's file, a schema in `schemas/results` and an example in `test/fixtures/examples.json`.
 */
import { classificationTags } from './classification';
import { sdkAccepts } from './coercions';
import { editDistance } from './editDistance';
import { imageTags } from './image';
import { textTags } from './text';
import { timeTags } from './time';
import type { ControlTag, Field, FieldKind } from './types';

export type { ControlTag, Field, FieldKind, Fields, SnippetValue } from './types';

/** All control tags, in the order in which they are proposed. */
export const catalogue: readonly ControlTag[] = [...imageTags, ...textTags, ...timeTags, ...classificationTags];

const byType = new Map(catalogue.map((tag) => [tag.type, tag]));
const byTag = new Map(catalogue.map((tag) => [tag.tag.toLowerCase(), tag]));

/** Every `type` that a region can have in Label Studio, in lower case as the editor needs it. */
export const knownTypes: readonly string[] = catalogue.map((tag) => tag.type);

/** The tag whose regions have this `type`, spelt exactly. */
export function tagByType(type: string): ControlTag | undefined {
  return byType.get(type);
}

/** The tag of this name in a labeling config; case does not matter, as for the validator. */
export function tagByName(name: string): ControlTag | undefined {
  return byTag.get(name.toLowerCase());
}

/**
 * What a mistyped `type` was meant to be: one in another case, with or without a final s, with blanks, dashes or
 * underscores in it, or at most two letters off. Undefined for a type that is known or like none.
 */
export function nearestType(text: string): string | undefined {
  if (byType.has(text)) return undefined;
  const plain = text.toLowerCase().replace(/[\s_-]+/g, '');
  const tag = byType.get(plain) ?? byTag.get(plain) ?? byType.get(`${plain}s`) ?? byTag.get(`${plain}s`);
  if (tag !== undefined) return tag.type;
  if (plain.endsWith('s') && byType.has(plain.slice(0, -1))) return plain.slice(0, -1);
  return closest(plain);
}

/** The known type with the smallest edit distance, if that is at most 2 and less than half of the word. */
function closest(text: string): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(2, Math.ceil(text.length / 2) - 1) + 1;
  for (const type of knownTypes) {
    const distance = editDistance(text, type, bestDistance);
    if (distance < bestDistance) {
      best = type;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The field of a tag's value at a path, for example `['points', 0, 1]` of a polygon. Undefined where the validator does
 * not look: unknown keys are free.
 */
export function fieldAt(tag: ControlTag, path: readonly (string | number)[]): Field | undefined {
  let field: Field = { kind: { kind: 'object', fields: tag.fields }, required: true, nullable: false };
  for (const step of path) {
    const next = child(field.kind, step);
    if (next === undefined) return undefined;
    field = next;
  }
  return field;
}

function child(kind: FieldKind, step: string | number): Field | undefined {
  switch (kind.kind) {
    case 'object':
      return Object.hasOwn(kind.fields, step) ? kind.fields[step] : undefined;
    case 'list':
    case 'tuple':
      return typeof step === 'number' ? { kind: kind.of, required: true, nullable: false } : undefined;
    case 'map':
      return { kind: kind.of, required: true, nullable: false };
    default:
      return undefined;
  }
}

/**
 * Whether the validator of label-studio-sdk takes this as the structure of a tag's `value`. Membership of labels in the
 * config, the split form of `Labels` and merged items are not part of it.
 */
export function sdkAcceptsValue(tag: ControlTag, value: unknown): boolean {
  return sdkAccepts({ kind: 'object', fields: tag.fields }, value);
}

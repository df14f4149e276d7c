/** Where in a labeling config something is. */
import type { Span } from '../text/locate';
import type { ScannedAttribute, ScannedConfig, ScannedTag } from './scan';

export type Place =
  /** The name of a start tag, or the place behind its `<`. */
  | { kind: 'tag'; tag: ScannedTag; replaced: Span }
  /** Inside of a start tag, where an attribute stands or can stand. */
  | { kind: 'attribute'; tag: ScannedTag; attribute: ScannedAttribute | undefined; replaced: Span }
  | { kind: 'value'; tag: ScannedTag; attribute: ScannedAttribute; span: Span }
  /** Between tags. */
  | { kind: 'content'; parent: ScannedTag | undefined }
  /** In a comment or the like. */
  | { kind: 'none' };

const within = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** @param offset in UTF-16 units */
export function placeAt(config: ScannedConfig, offset: number): Place {
  if (config.skipped.some(({ start, end }) => start < offset && offset < end)) return { kind: 'none' };
  const tag = lastStartingBefore(config.tags, offset);
  if (!tag) return { kind: 'content', parent: undefined };
  const isInside =
    offset > tag.start.start && (offset < tag.start.end || (offset === tag.start.end && !tag.hasBracket));
  if (isInside) return inTag(tag, offset);
  return { kind: 'content', parent: around(tag, offset) };
}

/** Tags are in document order. */
function lastStartingBefore(tags: readonly ScannedTag[], offset: number): ScannedTag | undefined {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle] as ScannedTag).start.start < offset) low = middle + 1;
    else high = middle;
  }
  return tags[low - 1];
}

const endsItself = (tag: ScannedTag): boolean => tag.isClosed && tag.end === tag.start.end;

function around(tag: ScannedTag, offset: number): ScannedTag | undefined {
  for (let at: ScannedTag | undefined = tag; at; at = at.parent) {
    if (endsItself(at)) continue;
    if (offset < at.end || !at.isClosed) return at;
  }
  return undefined;
}

function inTag(tag: ScannedTag, offset: number): Place {
  if (within(tag.nameSpan, offset)) return { kind: 'tag', tag, replaced: tag.nameSpan };
  for (const attribute of tag.attributes) {
    if (within(attribute.nameSpan, offset)) return { kind: 'attribute', tag, attribute, replaced: attribute.nameSpan };
    const span = attribute.valueSpan;
    if (span && within(span, offset)) return { kind: 'value', tag, attribute, span };
  }
  return { kind: 'attribute', tag, attribute: undefined, replaced: { start: offset, end: offset } };
}

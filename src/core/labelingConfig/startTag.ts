import type { Span } from '../text/locate';

/** An attribute as it stands in a start tag. The span is that of the name. */
export interface WrittenAttribute extends Span {
  name: string;
  /** Offset behind the opening quote. */
  valueStart: number;
  /** Offset of the closing quote. */
  valueEnd: number;
}

/** A start tag: where it ends, behind its `>`, and the places of its attributes in the order written. */
export interface StartTag {
  end: number;
  attributes: WrittenAttribute[];
}

const TAG_NAME = /<[^\s/>]+/y;
const ATTRIBUTE = /[ \t\r\n]+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const END = /\s*\/?>/y;

/**
 * Finds the attributes of a start tag. The XML parser tells where an element starts, but not where its attributes stand.
 *
 * @param text well-formed XML: quotes and ends are known to be where they must be
 * @param start offset of the `<` of a start tag
 */
export function startTagOf(text: string, start: number): StartTag {
  const attributes: WrittenAttribute[] = [];
  let at = skip(TAG_NAME, text, start);
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(text);
    if (!match) return { end: skip(END, text, at), attributes };
    at = ATTRIBUTE.lastIndex;
    const [whole, name = '', double, single] = match;
    const valueEnd = at - 1;
    const valueStart = valueEnd - (double ?? single ?? '').length;
    const nameStart = match.index + (whole.length - whole.trimStart().length);
    attributes.push({ name, start: nameStart, end: nameStart + name.length, valueStart, valueEnd });
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

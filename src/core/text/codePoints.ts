import { countBelow, firstAtLeast } from '../ascending';

/**
 * A text whose offsets count Unicode code points, as Label Studio's `Text` does: an emoji is one, though JavaScript
 * counts two.
 */
export class CodePoints {
  /** Code points before each character outside of the Basic Multilingual Plane, ascending. */
  readonly #astral: number[] = [];

  constructor(readonly text: string) {
    for (let at = 0; at < text.length - 1; at++) {
      const isPair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
      if (isPair) this.#astral.push(at - this.#astral.length);
      if (isPair) at++;
    }
  }

  /** Number of code points. */
  get length(): number {
    return this.text.length - this.#astral.length;
  }

  /** The UTF-16 offset of an offset in code points. */
  toUtf16(offset: number): number {
    return offset + countBelow(this.#astral, offset);
  }

  /** The offset in code points of a UTF-16 offset; that of the character before it inside of a pair. */
  fromUtf16(offset: number): number {
    return offset - firstAtLeast(this.#astral.length, (k) => (this.#astral[k] as number) + k, offset);
  }
}

let last: CodePoints | undefined;

/** The code points of a text, counted once for the many spans that share it. */
export function codePointsOf(text: string): CodePoints {
  if (last?.text !== text) last = new CodePoints(text);
  return last;
}

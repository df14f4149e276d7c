import type { PieceSource, TextSource } from '../ports';
import type { FileProblem } from '../validation/file';
import { checkStream, type StreamOptions } from './streamCheck';

/** Characters that are read at a time. */
const PIECE = 262_144;

/** A text that can be read anywhere, as pieces. */
export function piecesOf(text: TextSource): PieceSource {
  let at = 0;
  return {
    read() {
      if (at >= text.length) return undefined;
      const piece = text.slice(at, Math.min(at + PIECE, text.length));
      at += piece.length;
      return piece;
    },
    slice: (start, end) => text.slice(start, end),
  };
}

/**
 * Checks a whole text, step by step. The caller decides how many steps it takes at a time, so that a long pass can give
 * way; nothing is done ahead. Never throws on account of the text.
 */
export function* checkText(
  text: TextSource,
  options: StreamOptions,
): Generator<readonly FileProblem[], void, undefined> {
  yield* checkStream(piecesOf(text), options);
}

import type { TextSource } from '../ports';
import type { FileProblem } from '../validation/file';
import { checkStream, type StreamOptions } from './streamCheck';
import { piecesOf } from './textPieces';

export { piecesOf };

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

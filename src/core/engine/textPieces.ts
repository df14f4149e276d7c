import type { RereadableSource, TextSource } from '../ports';

/**
 * Characters that are read at a time. A copy of so many lives in the young generation; larger ones are thrown away late.
 */
const PIECE = 32_768;

/** A text that can be read anywhere, as pieces. */
export function piecesOf(text: Pick<TextSource, 'length' | 'slice'>): RereadableSource {
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

/** A text that is read once and can then be read again from its start, to look at it from another side. */
export class Rereadable {
  #length = 0;

  constructor(private readonly source: RereadableSource) {}

  /** The next piece of the first reading. */
  read(): string | undefined {
    const piece = this.source.read();
    this.#length += piece?.length ?? 0;
    return piece;
  }

  slice(start: number, end: number): string {
    return this.source.slice(start, end);
  }

  /** The whole text once more; what the first reading has left is read first. */
  again(): RereadableSource {
    while (this.read() !== undefined) {
      // to the end, where its length is known
    }
    return piecesOf({ length: this.#length, slice: (start, end) => this.slice(start, end) });
  }
}

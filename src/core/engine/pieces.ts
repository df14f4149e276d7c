import type { PieceSource } from '../ports';
import type { Position } from '../text/lines';

interface Piece {
  start: number;
  /** Line that the piece starts in, and where that line starts. */
  line: number;
  lineStart: number;
  text: string | undefined;
}

/** The pieces of a text as they arrive, and the lines in them. Old pieces are let go; where they started is kept. */
export class Pieces {
  readonly #pieces: Piece[] = [];
  #length = 0;
  #line = 0;
  #lineStart = 0;
  /** The first piece that is still held. */
  #held = 0;
  /** The last answer of `positionAt`: questions mostly come in order. */
  #last: { offset: number; line: number; lineStart: number } | undefined;

  constructor(private readonly source: PieceSource) {}

  /** Characters read so far. */
  get length(): number {
    return this.#length;
  }

  /** The text from an offset on, read where it was not yet, read again where it was let go. */
  readonly from = (offset: number): string | undefined => {
    if (offset >= this.#length) return this.#read();
    const piece = this.#pieceAt(offset);
    const end = this.#pieces[piece + 1]?.start ?? this.#length;
    return this.#text(piece, offset, end);
  };

  /** Part of what has been read. */
  slice(start: number, end: number): string {
    let text = '';
    for (let at = start; at < end; ) {
      const piece = this.#pieceAt(at);
      const stop = Math.min(end, this.#pieces[piece + 1]?.start ?? this.#length);
      const part = this.#text(piece, at, stop);
      if (part === undefined) return text;
      text += part;
      at = stop;
    }
    return text;
  }

  /** Lets go of the pieces that end before an offset. */
  release(offset: number): void {
    for (let next = this.#pieces[this.#held + 1]; next && next.start <= offset; next = this.#pieces[this.#held + 1]) {
      (this.#pieces[this.#held] as Piece).text = undefined;
      this.#held++;
    }
  }

  /** Line and character of an offset that has been read. */
  positionAt(offset: number): Position {
    const piece = this.#pieces[this.#pieceAt(offset)];
    if (!piece) return { line: 0, character: offset };
    const last = this.#last;
    const known =
      last && last.offset >= piece.start && last.offset <= offset ? last : { ...piece, offset: piece.start };
    let { line, lineStart } = known;
    const text = this.slice(known.offset, offset);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      line++;
      lineStart = known.offset + at + 1;
    }
    this.#last = { offset, line, lineStart };
    return { line, character: offset - lineStart };
  }

  #read(): string | undefined {
    const text = this.source.read();
    if (text === undefined) return undefined;
    this.#pieces.push({ start: this.#length, line: this.#line, lineStart: this.#lineStart, text });
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#line++;
      this.#lineStart = this.#length + at + 1;
    }
    this.#length += text.length;
    return text;
  }

  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle] as Piece).start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #text(index: number, start: number, end: number): string | undefined {
    const piece = this.#pieces[index];
    if (!piece) return undefined;
    if (piece.text !== undefined) return piece.text.slice(start - piece.start, end - piece.start);
    return this.source.slice?.(start, end);
  }
}

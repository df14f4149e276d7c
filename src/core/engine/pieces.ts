import type { PieceSource } from '../ports';
import type { Position } from '../text/lines';

interface Piece {
  start: number;
  text: string | undefined;
  /** Line that the piece starts in, and where that line starts; known for the first so many pieces only. */
  line: number;
  lineStart: number;
}

/**
 * The pieces of a text as they arrive, and the lines in them. Old pieces are let go; where they started is kept. Lines are
 * counted only once somebody asks for one: most files have no problem, and counting costs as much as all rules.
 */
export class Pieces {
  readonly #pieces: Piece[] = [];
  #length = 0;
  /** Pieces whose lines have been counted. */
  #counted = 0;
  /** The first line that the next piece to be counted starts in, and where it starts. */
  #line = 0;
  #lineStart = 0;
  /** The first piece that is still held. */
  #held = 0;
  /** The last answer of `positionAt`: questions mostly come in order. */
  #last: { offset: number; line: number; lineStart: number } | undefined;

  /** Whether lines are counted as pieces arrive: where pieces cannot be read again, and once they are asked for. */
  #isCounting: boolean;

  constructor(private readonly source: PieceSource) {
    this.#isCounting = !this.canGoBack;
  }

  /** Whether what was let go can be read again. */
  get canGoBack(): boolean {
    return this.source.slice !== undefined;
  }

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
    this.#isCounting = true;
    const at = this.#pieceAt(offset);
    this.#countLines(at + 1);
    const piece = this.#pieces[at];
    if (!piece) return { line: 0, character: offset };
    const last = this.#last;
    const known =
      last && last.offset >= piece.start && last.offset <= offset ? last : { ...piece, offset: piece.start };
    let { line, lineStart } = known;
    const text = this.slice(known.offset, offset);
    for (let found = text.indexOf('\n'); found >= 0; found = text.indexOf('\n', found + 1)) {
      line++;
      lineStart = known.offset + found + 1;
    }
    this.#last = { offset, line, lineStart };
    return { line, character: offset - lineStart };
  }

  #read(): string | undefined {
    const text = this.source.read();
    if (text === undefined) return undefined;
    this.#pieces.push({ start: this.#length, line: 0, lineStart: 0, text });
    this.#length += text.length;
    if (this.#isCounting) this.#countLines(this.#pieces.length);
    return text;
  }

  /** Counts the lines of the first so many pieces; those that were let go are read again. */
  #countLines(count: number): void {
    for (; this.#counted < Math.min(count, this.#pieces.length); this.#counted++) {
      const piece = this.#pieces[this.#counted] as Piece;
      piece.line = this.#line;
      piece.lineStart = this.#lineStart;
      const end = this.#pieces[this.#counted + 1]?.start ?? this.#length;
      const text = this.#text(this.#counted, piece.start, end) ?? '';
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        this.#line++;
        this.#lineStart = piece.start + at + 1;
      }
    }
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

import { type FoundLarge, type FoundUnit, UnitFinder } from '../engine/finder';
import { Pieces } from '../engine/pieces';
import { takeApart } from '../engine/takeApart';
import type { PieceSource } from '../ports';
import { Cursor } from '../text/cursor';
import { isJson } from '../text/isJson';
import type { Position } from '../text/lines';
import type { Split } from '../text/split';
import type { TextForm } from '../text/units';
import type { ConfigIndex } from './configIndex';
import { mayHold } from './literal';
import { regionMentions } from './regionMentions';
import { type ConfigSymbol, isSame } from './symbol';
import { searchedFor, type Use, usesIn } from './unitMentions';

/** A use with its place as lines. */
export interface PlacedUse extends Use {
  startPosition: Position;
  endPosition: Position;
  /** What is written there, with its quotes. */
  written: string;
}

/** What is known of a text when all of it has been read. */
export interface StreamUses {
  /** In UTF-16 units. */
  length: number;
  /** Some unit that can hold the symbol is no JSON: what comes behind its first fault was not looked at. */
  isBroken: boolean;
  /** A line ends with a carriage return alone: editors count that as a line, and the places here do not. */
  hasLoneReturn: boolean;
}

/**
 * Looks for the uses of a symbol in a text that arrives in pieces and is never held whole. Each step does a little work and
 * yields what it found, often nothing.
 */
export function* usesInStream(
  source: PieceSource,
  form: TextForm,
  index: ConfigIndex,
  symbol: ConfigSymbol,
): Generator<readonly PlacedUse[], StreamUses, undefined> {
  const search = new StreamSearch(source, form, index, symbol);
  yield* search.run();
  return search.done();
}

class StreamSearch {
  readonly #pieces: Pieces;
  readonly #cursor: Cursor;
  readonly #finder: UnitFinder;
  readonly #word: string;
  #isBroken = false;
  #hasLoneReturn = false;
  /** The last piece ended with a carriage return. */
  #endsWithReturn = false;

  constructor(
    source: PieceSource,
    form: TextForm,
    private readonly index: ConfigIndex,
    private readonly symbol: ConfigSymbol,
  ) {
    const slice = source.slice?.bind(source);
    this.#pieces = new Pieces({ read: () => this.#watched(source.read()), ...(slice && { slice }) });
    this.#cursor = new Cursor(this.#pieces.from, 0, form === 'jsonl');
    this.#finder = new UnitFinder(this.#cursor, form);
    this.#word = searchedFor(index, symbol);
  }

  *run(): Generator<readonly PlacedUse[], void, undefined> {
    for (let found = this.#finder.next(); found; found = this.#finder.next()) {
      if (found.large) yield* this.#large(found);
      else yield this.#unit(found);
    }
  }

  done(): StreamUses {
    // What stands behind the last unit belongs to the length too.
    while (this.#pieces.from(this.#pieces.length) !== undefined) this.#pieces.release(this.#pieces.length);
    if (this.#endsWithReturn) this.#hasLoneReturn = true;
    return { length: this.#pieces.length, isBroken: this.#isBroken, hasLoneReturn: this.#hasLoneReturn };
  }

  #watched(piece: string | undefined): string | undefined {
    if (piece === undefined) return undefined;
    if (this.#endsWithReturn && !piece.startsWith('\n')) this.#hasLoneReturn = true;
    if (piece.includes('\r') && /\r[^\n]/.test(piece)) this.#hasLoneReturn = true;
    this.#endsWithReturn = piece.endsWith('\r');
    return piece;
  }

  #unit({ start, end, text, value }: FoundUnit): PlacedUse[] {
    const uses: PlacedUse[] = [];
    if (mayHold(text, this.#word)) {
      for (const use of usesIn(text, 0, this.index, this.symbol)) uses.push(this.#placed(use, start, text));
      this.#isBroken ||= value === undefined && !isJson(text);
    }
    this.#pieces.release(end);
    return uses;
  }

  /** A unit that is taken apart, so that its regions are looked at one by one. */
  *#large(found: FoundLarge): Generator<readonly PlacedUse[], void, undefined> {
    const { split, torn } = yield* takeApart(
      { pieces: this.#pieces, cursor: this.#cursor, finder: this.#finder },
      found,
    );
    if (torn) yield this.#unit(torn);
    else yield* this.#regions(found.start, split);
  }

  *#regions(origin: number, { start: starts, end: ends, length }: Split): Generator<readonly PlacedUse[]> {
    for (let cut = 0; cut < starts.length; cut++) {
      const start = origin + (starts[cut] as number);
      const text = this.#pieces.slice(start, origin + (ends[cut] as number));
      if (!mayHold(text, this.#word)) continue;
      const mentions = regionMentions(text, 0, this.index).filter(({ symbols }) =>
        symbols.some((one) => isSame(one, this.symbol)),
      );
      this.#isBroken ||= !isJson(text);
      yield mentions.map(({ symbols, ...place }) =>
        this.#placed({ ...place, isOpen: symbols.length > 1 }, start, text),
      );
    }
    this.#pieces.release(origin + length);
  }

  #placed({ start, end, isOpen }: Use, origin: number, text: string): PlacedUse {
    return {
      start: origin + start,
      end: origin + end,
      isOpen,
      written: text.slice(start, end),
      startPosition: this.#pieces.positionAt(origin + start),
      endPosition: this.#pieces.positionAt(origin + end),
    };
  }
}

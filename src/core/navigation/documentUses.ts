import type { DocumentCheck } from '../engine/documentCheck';
import type { Apart } from '../engine/largeUnit';
import type { UnitCell } from '../engine/unitCell';
import { isJson } from '../text/isJson';
import type { ConfigIndex } from './configIndex';
import { mayHold } from './literal';
import { regionMentions } from './regionMentions';
import { type ConfigSymbol, isSame } from './symbol';
import { searchedFor, type Use, usesIn } from './unitMentions';

/** A use, by its offset in the part of the document that it is in. */
export interface PartUse extends Use {
  /** A text in the manner of what is written there, for `writeLiteral`. */
  manner: string;
}

/** A part of a document that is edited and read as one: a unit, or a region of a large one. */
export interface Part {
  start: number;
  /** The same list as long as the part is not edited. */
  uses: readonly PartUse[];
}

/** What the units of a document have of a symbol. */
export interface FoundParts {
  /** In the order of the text. */
  parts: Part[];
  /** Some unit that can hold the symbol is no JSON: what comes behind its first fault was not looked at. */
  isBroken: boolean;
}

/** What is known of a unit, by offsets in it, and what was known of it then. */
interface Known extends FoundParts {
  result: UnitCell['result'];
}

/** Regions of a large unit that are looked at between two pauses, and characters that are read at a time. */
const PAUSE = 64;
const PIECE = 131_072;
const PLAIN = '""';

/**
 * Where a symbol is used in a document that is being checked. What was found in a unit stays until it is edited, so that
 * looking again costs next to nothing.
 */
export class DocumentUses {
  readonly #word: string;
  readonly #units = new WeakMap<UnitCell, Known>();
  /** Uses in the regions of large units by their cuts, and how often the regions had been edited then. */
  readonly #regions = new WeakMap<Apart['edits'], { edits: number[]; uses: PartUse[][] }>();

  constructor(
    readonly check: DocumentCheck,
    readonly index: ConfigIndex,
    readonly symbol: ConfigSymbol,
  ) {
    this.#word = searchedFor(index, symbol);
  }

  /** Looks through the units, with pauses. An edit in a pause makes the answer worthless, but not what was found on the way. */
  *search(): Generator<undefined, FoundParts, undefined> {
    const found: FoundParts = { parts: [], isBroken: false };
    for (const cell of [...this.check.outline.units()]) {
      let known = this.#units.get(cell);
      if (!known || known.result !== cell.result || cell.edit) {
        known = yield* this.#look(cell);
        yield;
      }
      for (const { start, uses } of known.parts) found.parts.push({ start: cell.start + start, uses });
      found.isBroken ||= known.isBroken;
    }
    return found;
  }

  *#look(cell: UnitCell): Generator<undefined, Known, undefined> {
    const { apart, edit, result } = cell;
    const parts = apart && !edit ? yield* this.#inRegions(apart) : this.#inText(cell);
    const isBroken = parts.length > 0 && !this.#isSound(cell);
    const known = { parts, isBroken, result };
    if (!edit && result) this.#units.set(cell, known);
    return known;
  }

  #inText(cell: UnitCell): Part[] {
    const text = this.check.textOf(cell);
    if (!mayHold(text, this.#word)) return [];
    const uses = [...usesIn(text, 0, this.index, this.symbol)].map((use) => withManner(use, text));
    // A unit that can hold the symbol behind a fault counts as one that does.
    return [{ start: 0, uses: uses.sort((a, b) => a.start - b.start) }];
  }

  *#inRegions({ split, edits, read }: Apart): Generator<undefined, Part[], undefined> {
    const kept = this.#regions.get(edits) ?? { edits: [], uses: [] };
    this.#regions.set(edits, kept);
    const parts: Part[] = [];
    let from = 0;
    let piece = '';
    for (const [cut, start] of split.start.entries()) {
      const now = edits[cut] ?? 0;
      if (kept.edits[cut] !== now) {
        const end = split.end[cut] as number;
        if (start < from || end > from + piece.length) {
          from = start;
          piece = read(start, Math.max(end, Math.min(start + PIECE, split.length)));
        }
        kept.uses[cut] = this.#inRegion(piece.slice(start - from, end - from));
        kept.edits[cut] = now;
        if (cut % PAUSE === 0) yield;
      }
      const uses = kept.uses[cut] as PartUse[];
      if (uses.length > 0) parts.push({ start, uses });
    }
    return parts;
  }

  #inRegion(text: string): PartUse[] {
    if (!mayHold(text, this.#word)) return [];
    const mentions = regionMentions(text, 0, this.index);
    return mentions
      .filter(({ symbols }) => symbols.some((one) => isSame(one, this.symbol)))
      .map(({ start, end, symbols }) => withManner({ start, end, isOpen: symbols.length > 1 }, text));
  }

  #isSound(cell: UnitCell): boolean {
    return cell.result && !cell.edit ? cell.result.wellFormed : isJson(this.check.textOf(cell));
  }
}

/** Only texts with escapes are kept: a part of a text would keep all of it in memory. */
function withManner(use: Use, text: string): PartUse {
  const written = text.slice(use.start, use.end);
  return { ...use, manner: written.includes('\\') ? written : PLAIN };
}

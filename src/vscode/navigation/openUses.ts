import { CancellationError, type CancellationToken, type Position, Range, type TextDocument } from 'vscode';
import { DocumentUses, type FoundParts, type PartUse } from '../../core/navigation/documentUses';
import { isSame } from '../../core/navigation/symbol';
import type { LiveCheck } from '../diagnostics/liveCheck';
import type { FileUse, Search } from './fileUses';

/** Where a use stands, from the position of its part. */
interface Offset {
  lines: number;
  /** In the line of the part from its start, in another one from the start of the line. */
  characters: number;
}

/** Uses that are placed between two looks at the clock. */
const PAUSE = 256;

/**
 * The uses in documents that are being checked, of the symbol that was asked for last in each: whoever renames something is
 * asked for the new name first, and the search can go on meanwhile.
 */
export class OpenUses {
  readonly #uses = new WeakMap<TextDocument, DocumentUses>();
  readonly #offsets = new WeakMap<readonly PartUse[], Offset[]>();

  /**
   * @returns undefined when the check does not know yet what the document holds, or is none any more
   * @throws CancellationError when it was cancelled
   */
  async find(
    live: LiveCheck,
    isLive: () => boolean,
    search: Search,
  ): Promise<{ uses: FileUse[]; isBroken: boolean } | undefined> {
    const { document, check } = live;
    const uses = this.#usesOf(live, search);
    while (isLive() && check.outline.holes.size === 0) {
      const { version } = document;
      const found = await unlessEdited(uses.search(), document, search);
      const placed = found && (await unlessEdited(this.#placed(document, found), document, search));
      if (placed && document.version === version) return { uses: placed, isBroken: found.isBroken };
    }
    return undefined;
  }

  #usesOf({ document, check }: LiveCheck, { index, symbol }: Search): DocumentUses {
    const known = this.#uses.get(document);
    if (known?.check === check && known.index === index && isSame(known.symbol, symbol)) return known;
    const fresh = new DocumentUses(check, index, symbol);
    this.#uses.set(document, fresh);
    return fresh;
  }

  *#placed(document: TextDocument, { parts }: FoundParts): Generator<undefined, FileUse[], undefined> {
    const placed: FileUse[] = [];
    for (const { start, uses } of parts) {
      const at = document.positionAt(start);
      const offsets = this.#offsets.get(uses) ?? offsetsOf(document, start, at, uses);
      this.#offsets.set(uses, offsets);
      for (const [n, { start: from, end, isOpen, manner }] of uses.entries()) {
        const { lines, characters } = offsets[n] as Offset;
        const line = at.line + lines;
        const character = lines === 0 ? at.character + characters : characters;
        // A text ends in the line that it begins in.
        const range = new Range(line, character, line, character + end - from);
        placed.push({ range, written: manner, isOpen });
        if (placed.length % PAUSE === 0) yield;
      }
    }
    return placed;
  }
}

function offsetsOf(document: TextDocument, start: number, at: Position, uses: readonly PartUse[]): Offset[] {
  return uses.map((use) => {
    const { line, character } = document.positionAt(start + use.start);
    return { lines: line - at.line, characters: line === at.line ? character - at.character : character };
  });
}

/** The outcome of work in slices, unless the document is edited in the middle of it. */
async function unlessEdited<T>(
  steps: Generator<undefined, T, undefined>,
  document: TextDocument,
  { pace, token }: { pace: Search['pace']; token: CancellationToken },
): Promise<T | undefined> {
  const { version } = document;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (!pace.isOver) continue;
    await pace.rest();
    if (token.isCancellationRequested) throw new CancellationError();
    if (document.version !== version) return undefined;
  }
}

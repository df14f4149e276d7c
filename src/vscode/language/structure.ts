import {
  type CancellationToken,
  Disposable,
  DocumentSymbol,
  type DocumentSymbolProvider,
  languages,
  Position,
  Range,
  SelectionRange,
  type SelectionRangeProvider,
  SymbolKind,
  type TextDocument,
  window,
} from 'vscode';
import type { Span } from '../../core/text/locate';
import type { OutlineItem, OutlineUnit } from '../chunks/checker';
import { toRange } from '../diagnostics/toDiagnostic';
import { UNIT_DOCUMENTS } from './selector';
import { type Readers, whenRead } from './whenRead';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  task: SymbolKind.File,
  prediction: SymbolKind.Class,
  annotation: SymbolKind.Namespace,
  region: SymbolKind.Field,
  relation: SymbolKind.Interface,
  note: SymbolKind.Null,
};

/** Outline, breadcrumbs and the steps of "Expand Selection": tasks, predictions, regions. */
export class Structure implements DocumentSymbolProvider, SelectionRangeProvider {
  /** Those of units that were not edited since, by their entries. */
  readonly #symbols = new WeakMap<OutlineItem, DocumentSymbol>();

  constructor(private readonly readers: Readers) {}

  async provideDocumentSymbols(
    document: TextDocument,
    token: CancellationToken,
  ): Promise<DocumentSymbol[] | undefined> {
    const sight = sightOf(document);
    const live = await whenRead(this.readers, document, token, sight);
    if (!live) return undefined;
    return live.checker.outlineOf(live.check, sight).map((unit) => this.#symbolOf(document, unit));
  }

  #symbolOf(document: TextDocument, { start, item }: OutlineUnit): DocumentSymbol {
    const known = this.#symbols.get(item);
    const symbol = known ? movedTo(document.positionAt(start), known) : toSymbol(document, item, start);
    if (symbol !== known) this.#symbols.set(item, symbol);
    return symbol;
  }

  async provideSelectionRanges(
    document: TextDocument,
    positions: readonly Position[],
    token: CancellationToken,
  ): Promise<SelectionRange[] | undefined> {
    const offsets = positions.map((position) => document.offsetAt(position));
    const sight = { start: Math.min(...offsets), end: Math.max(...offsets) };
    const live = await whenRead(this.readers, document, token, sight);
    if (!live) return undefined;
    return positions.map((position) => {
      const parts = live.checker.partsAround(live.check, document.offsetAt(position));
      return chained(
        parts.map(({ start, end }) => toRange(document, start, end)),
        position,
        document,
      );
    });
  }
}

/** The part of a document that is looked at; its beginning where it has no editor. */
function sightOf(document: TextDocument): Span {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  const range = editors.find((editor) => editor?.document === document)?.visibleRanges[0];
  return range ? { start: document.offsetAt(range.start), end: document.offsetAt(range.end) } : { start: 0, end: 0 };
}

function toSymbol(document: TextDocument, item: OutlineItem, origin: number): DocumentSymbol {
  const range = toRange(document, origin + item.start, origin + item.end);
  const symbol = new DocumentSymbol(
    item.name,
    item.detail,
    KINDS[item.kind],
    range,
    new Range(range.start, range.start),
  );
  symbol.children = item.children.map((child) => toSymbol(document, child, origin));
  return symbol;
}

/** A symbol with what is in it at another place; itself where it stands there. Asking VS Code for thousands of places takes long. */
function movedTo(place: Position, symbol: DocumentSymbol): DocumentSymbol {
  const { start: from } = symbol.range;
  if (from.isEqual(place)) return symbol;
  const lines = place.line - from.line;
  const characters = place.character - from.character;
  const at = ({ line, character }: Position): Position =>
    new Position(line + lines, line === from.line ? character + characters : character);
  const copied = ({ name, detail, kind, range, children }: DocumentSymbol): DocumentSymbol => {
    const start = at(range.start);
    const copy = new DocumentSymbol(name, detail, kind, new Range(start, at(range.end)), new Range(start, start));
    copy.children = children.map(copied);
    return copy;
  };
  return copied(symbol);
}

/** Ranges that grow, as VS Code wants them: each with the next larger one as its parent. */
function chained(ranges: readonly Range[], position: Position, document: TextDocument): SelectionRange {
  let parent: SelectionRange | undefined;
  for (const range of [...ranges].reverse())
    parent = parent ? new SelectionRange(range, parent) : new SelectionRange(range);
  const at = document.offsetAt(position);
  return parent ?? new SelectionRange(toRange(document, at, at));
}

export function registerStructure(readers: Readers): Disposable {
  const structure = new Structure(readers);
  return Disposable.from(
    languages.registerDocumentSymbolProvider(UNIT_DOCUMENTS, structure, { label: 'Label Studio' }),
    languages.registerSelectionRangeProvider(UNIT_DOCUMENTS, structure),
  );
}

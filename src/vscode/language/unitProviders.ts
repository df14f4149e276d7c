import {
  CompletionItem as Completion,
  type CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  CompletionList,
  Disposable,
  type DocumentSelector,
  Hover,
  type HoverProvider,
  languages,
  MarkdownString,
  type Position,
  type Range,
  SnippetString,
  type TextDocument,
} from 'vscode';
import type * as lsp from 'vscode-json-languageservice';
import { ALL_ELEMENTS, condensed, NEAR_ELEMENTS } from '../../core/completion/condensed';
import { scanUnits } from '../../core/text/units';
import type { UnitLanguage } from '../chunks/unitLanguage';
import { toRange } from '../diagnostics/toDiagnostic';
import type { Readers } from './whenRead';

export type LoadUnitLanguage = () => Promise<typeof import('../chunks/unitLanguage')>;

const SELECTOR: DocumentSelector = [
  { pattern: '**/*.{json,jsonl,ndjson}' },
  { language: 'json' },
  { language: 'jsonl' },
];
const TRIGGERS = ['"', ':', ' ', ','];

/** Where a position is: the unit around it, and the offset inside the unit. */
interface Spot {
  /** A line of JSONL: what is inserted must not break it. */
  oneLine: boolean;
  /** The unit, without what is long in it and does not matter here. */
  text: string;
  /** The position in that text. */
  offset: number;
  /** Offset in the document of that position. */
  at: number;
}

/** Of longer units only what is near the position is read. */
const LONG = 1_048_576;

/** Completion and hover for the documents that VS Code's JSON service does not serve with our schema. */
export class UnitProviders implements CompletionItemProvider, HoverProvider {
  #language: Promise<UnitLanguage> | undefined;

  constructor(
    private readonly readers: Readers,
    private readonly load: LoadUnitLanguage,
  ) {}

  async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionList | undefined> {
    const spot = this.#spotAt(document, position);
    if (!spot) return undefined;
    const language = await this.#loaded();
    const items = await language.complete(spot.text, spot.offset);
    return new CompletionList(items.map((item) => toCompletion(item, document, spot, language)));
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const spot = this.#spotAt(document, position);
    if (!spot) return undefined;
    const language = await this.#loaded();
    const hover = await language.hover(spot.text, spot.offset);
    if (!hover) return undefined;
    const contents = [hover.contents].flat().map(markdownOf);
    const { range } = hover;
    const hasRange = range && !isOpen(range, spot, language);
    return hasRange ? new Hover(contents, rangeOf(range, document, spot, language)) : new Hover(contents);
  }

  async #loaded(): Promise<UnitLanguage> {
    this.#language ??= this.load().then(({ createUnitLanguage }) => createUnitLanguage());
    return this.#language;
  }

  #spotAt(document: TextDocument, position: Position): Spot | undefined {
    const found = this.readers.documents.find(document);
    if (found?.languageService !== 'own') return undefined;
    const at = document.offsetAt(position);
    if (found.form === 'jsonl') {
      const { text } = document.lineAt(position.line);
      return { oneLine: true, ...shortened(text, position.character), at };
    }
    const { text, start } = this.#unitAt(document, at);
    return { oneLine: false, ...shortened(text, at - start), at };
  }

  /** The unit around an offset. Outside of every unit there is only the list itself: an element can be started there. */
  #unitAt(document: TextDocument, offset: number): { text: string; start: number } {
    const live = this.readers.publisher.liveOf(document);
    const cell = live?.checker.unitAt(live.check, offset);
    if (live && cell)
      return { text: live.check.textOf(cell, Math.max(LONG, offset - cell.start + LONG)), start: cell.start };
    if (live && live.check.outline.holes.size === 0) return { text: '', start: offset };
    const text = document.getText();
    const unit = scanUnits(text, 'json').units.find(({ start, end }) => start <= offset && offset <= end);
    return unit ? { text: text.slice(unit.start, unit.end), start: unit.start } : { text: '', start: offset };
  }
}

/** The library reads and compares all of a text for one place of it. */
function shortened(text: string, offset: number): { text: string; offset: number } {
  return condensed(text, offset, text.length > LONG ? NEAR_ELEMENTS : ALL_ELEMENTS);
}

function markdownOf(content: string | lsp.MarkupContent | lsp.MarkedString): MarkdownString {
  return new MarkdownString(typeof content === 'string' ? content : content.value);
}

/** A range around the position, or beside it. */
function rangeOf(range: lsp.Range, document: TextDocument, spot: Spot, language: UnitLanguage): Range {
  const unit = language.document(spot.text);
  const offset = (position: lsp.Position): number => spot.at + unit.offsetAt(position) - spot.offset;
  return toRange(document, offset(range.start), offset(range.end));
}

/** Whether a range is that of an object or list, whose end is elsewhere where something in it is left out. */
function isOpen({ start }: lsp.Range, { text }: Spot, language: UnitLanguage): boolean {
  return /[[{]/.test(text.charAt(language.document(text).offsetAt(start)));
}

function toCompletion(
  item: lsp.CompletionItem,
  document: TextDocument,
  spot: Spot,
  language: UnitLanguage,
): CompletionItem {
  const completion = new Completion(item.label, kindOf(item.kind));
  if (item.detail !== undefined) completion.detail = item.detail;
  if (item.documentation !== undefined) completion.documentation = markdownOf(item.documentation);
  if (item.sortText !== undefined) completion.sortText = item.sortText;
  if (item.filterText !== undefined) completion.filterText = item.filterText;
  const edit = item.textEdit;
  const inserted = edit?.newText ?? item.insertText ?? item.label;
  // JSON strings hold no line breaks, so these are all between values.
  const text = spot.oneLine ? inserted.replace(/\s*\n\s*/g, ' ') : inserted;
  completion.insertText = item.insertTextFormat === 2 ? new SnippetString(text) : text;
  if (edit && 'range' in edit) completion.range = rangeOf(edit.range, document, spot, language);
  return completion;
}

/** The protocol counts kinds from 1, VS Code from 0. */
function kindOf(kind: number | undefined): CompletionItemKind {
  return kind === undefined ? CompletionItemKind.Property : ((kind - 1) as CompletionItemKind);
}

export function registerUnitProviders(readers: Readers, load: LoadUnitLanguage): Disposable {
  const providers = new UnitProviders(readers, load);
  return Disposable.from(
    languages.registerCompletionItemProvider(SELECTOR, providers, ...TRIGGERS),
    languages.registerHoverProvider(SELECTOR, providers),
  );
}

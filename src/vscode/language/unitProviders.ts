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
import { scanUnits, type Unit } from '../../core/text/units';
import type { UnitLanguage } from '../chunks/unitLanguage';
import { toRange } from '../diagnostics/toDiagnostic';
import type { PredictionDocuments } from '../documents/predictionDocuments';

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
  unit: Unit;
  text: string;
  offset: number;
}

/** Completion and hover for the documents that VS Code's JSON service does not serve with our schema. */
class UnitProviders implements CompletionItemProvider, HoverProvider {
  #language: Promise<UnitLanguage> | undefined;

  constructor(
    private readonly documents: PredictionDocuments,
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
    return hover.range ? new Hover(contents, rangeOf(hover.range, document, spot, language)) : new Hover(contents);
  }

  async #loaded(): Promise<UnitLanguage> {
    this.#language ??= this.load().then(({ createUnitLanguage }) => createUnitLanguage());
    return this.#language;
  }

  #spotAt(document: TextDocument, position: Position): Spot | undefined {
    const found = this.documents.find(document);
    if (found?.languageService !== 'own') return undefined;
    const text = document.getText();
    const offset = document.offsetAt(position);
    if (found.form === 'jsonl') {
      const { range } = document.lineAt(position.line);
      const start = document.offsetAt(range.start);
      const unit = { index: position.line, start, end: document.offsetAt(range.end) };
      return { oneLine: true, unit, text: text.slice(unit.start, unit.end), offset: offset - start };
    }
    const unit = scanUnits(text, 'json').units.find(({ start, end }) => start <= offset && offset <= end);
    // Outside of every unit there is only the list itself: an element can be started there.
    const around = unit ?? { index: 0, start: offset, end: offset };
    return { oneLine: false, unit: around, text: text.slice(around.start, around.end), offset: offset - around.start };
  }
}

function markdownOf(content: string | lsp.MarkupContent | lsp.MarkedString): MarkdownString {
  return new MarkdownString(typeof content === 'string' ? content : content.value);
}

function rangeOf(range: lsp.Range, document: TextDocument, spot: Spot, language: UnitLanguage): Range {
  const unit = language.document(spot.text);
  const offset = (position: lsp.Position): number => spot.unit.start + unit.offsetAt(position);
  return toRange(document, offset(range.start), offset(range.end));
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

export function registerUnitProviders(documents: PredictionDocuments, load: LoadUnitLanguage): Disposable {
  const providers = new UnitProviders(documents, load);
  return Disposable.from(
    languages.registerCompletionItemProvider(SELECTOR, providers, ...TRIGGERS),
    languages.registerHoverProvider(SELECTOR, providers),
  );
}

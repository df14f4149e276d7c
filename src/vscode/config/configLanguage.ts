import {
  type CancellationToken,
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  Disposable,
  DocumentSymbol,
  type DocumentSymbolProvider,
  Hover,
  type HoverProvider,
  languages,
  MarkdownString,
  type Position,
  SnippetString,
  SymbolKind,
  type TextDocument,
} from 'vscode';
import type { ConfigProposal } from '../../core/configLanguage/complete';
import type { ConfigSymbol } from '../../core/configLanguage/outline';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { toRange } from '../diagnostics/toDiagnostic';
import { CONFIG_LANGUAGE } from '../ids';
import type { LabelingConfigs } from './labelingConfigs';
import { openDataKeys } from './openTasks';

export type LoadConfigLanguage = () => Promise<typeof import('../chunks/configLanguage')>;

interface Deps {
  configs: LabelingConfigs;
  publisher: DiagnosticsPublisher;
}

const SELECTOR = [{ language: CONFIG_LANGUAGE }, { language: 'xml' }];
const TRIGGERS = ['<', '/', ' ', '"', "'", ',', '$'];

const KINDS: Readonly<Record<ConfigProposal['kind'], CompletionItemKind>> = {
  tag: CompletionItemKind.Class,
  attribute: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
};

const SYMBOLS: Readonly<Record<ConfigSymbol['kind'], SymbolKind>> = {
  control: SymbolKind.Class,
  object: SymbolKind.Object,
  label: SymbolKind.EnumMember,
};

/** Completion, hover and outline of labeling configs: by language, and of other XML that is one for a file. */
class ConfigLanguage implements CompletionItemProvider, HoverProvider, DocumentSymbolProvider {
  constructor(
    private readonly deps: Deps,
    private readonly load: LoadConfigLanguage,
  ) {}

  async provideCompletionItems(document: TextDocument, position: Position, token: CancellationToken) {
    if (!this.#isConfig(document)) return undefined;
    const { completeConfig } = await this.load();
    if (token.isCancellationRequested) return undefined;
    const { configs, publisher } = this.deps;
    const { keys: dataKeys } = openDataKeys(document.uri, configs, publisher);
    return completeConfig(document.getText(), document.offsetAt(position), { dataKeys }).map((proposal) =>
      toItem(document, proposal),
    );
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    if (!this.#isConfig(document)) return undefined;
    const { hoverInConfig } = await this.load();
    const found = hoverInConfig(document.getText(), document.offsetAt(position));
    return found && new Hover(new MarkdownString(found.markdown), toRange(document, found.span.start, found.span.end));
  }

  async provideDocumentSymbols(document: TextDocument): Promise<DocumentSymbol[] | undefined> {
    if (!this.#isConfig(document)) return undefined;
    const { outlineOfConfig } = await this.load();
    return outlineOfConfig(document.getText()).map((symbol) => toSymbol(document, symbol));
  }

  #isConfig(document: TextDocument): boolean {
    return document.languageId === CONFIG_LANGUAGE || this.deps.configs.isKnown(document.uri);
  }
}

function toItem(document: TextDocument, proposal: ConfigProposal): CompletionItem {
  const { label, kind, detail, documentation, text, isSnippet, rank, replaced, goesOn } = proposal;
  const item = new CompletionItem(detail === undefined ? label : { label, description: detail }, KINDS[kind]);
  if (documentation !== undefined) item.documentation = new MarkdownString(documentation);
  item.insertText = isSnippet ? new SnippetString(text) : text;
  // Where nothing stands yet, VS Code replaces the word that is typed.
  if (replaced.end > replaced.start) item.range = toRange(document, replaced.start, replaced.end);
  if (kind === 'tag' && text.startsWith('<')) item.filterText = `<${label}`;
  item.sortText = `!${String(rank).padStart(4, '0')}`;
  if (goesOn) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

function toSymbol(document: TextDocument, { name, detail, kind, span, selection, children }: ConfigSymbol) {
  const symbol = new DocumentSymbol(
    name,
    detail,
    SYMBOLS[kind],
    toRange(document, span.start, span.end),
    toRange(document, selection.start, selection.end),
  );
  symbol.children = children.map((child) => toSymbol(document, child));
  return symbol;
}

export function registerConfigLanguage(deps: Deps, load: LoadConfigLanguage): Disposable {
  const provider = new ConfigLanguage(deps, load);
  return Disposable.from(
    languages.registerCompletionItemProvider(SELECTOR, provider, ...TRIGGERS),
    languages.registerHoverProvider(SELECTOR, provider),
    languages.registerDocumentSymbolProvider(SELECTOR, provider, { label: 'Label Studio' }),
  );
}

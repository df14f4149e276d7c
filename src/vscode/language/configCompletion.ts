import {
  type CancellationToken,
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  CompletionList,
  type Disposable,
  languages,
  MarkdownString,
  type Position,
  SnippetString,
  type TextDocument,
} from 'vscode';
import type { Proposal } from '../chunks/checker';
import { toRange } from '../diagnostics/toDiagnostic';
import { UNIT_DOCUMENTS } from './selector';
import { type Readers, whenLive } from './whenRead';

const TRIGGERS = ['"', ':', ' ', '[', ','];

const KINDS: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  name: CompletionItemKind.Reference,
  label: CompletionItemKind.EnumMember,
  id: CompletionItemKind.Reference,
  value: CompletionItemKind.Value,
  key: CompletionItemKind.Property,
  region: CompletionItemKind.Snippet,
};

/** Values that only the labeling config and the file know. Keys and static values are the JSON service's. */
export class ConfigCompletion implements CompletionItemProvider {
  constructor(private readonly readers: Readers) {}

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<CompletionList | undefined> {
    const offset = document.offsetAt(position);
    const live = await whenLive(this.readers, document, token, offset);
    if (!live || token.isCancellationRequested) return undefined;
    const { checker, check, found } = live;
    const proposals = checker.completeInDocument(check, offset, found.form === 'jsonl', found.expects);
    if (proposals.length === 0) return undefined;
    return new CompletionList(proposals.map((proposal) => toItem(document, proposal)));
  }
}

function toItem(document: TextDocument, proposal: Proposal): CompletionItem {
  const { label, kind, detail, documentation, text, isSnippet, rank, replaced } = proposal;
  const item = new CompletionItem(detail === undefined ? label : { label, description: detail }, KINDS[kind]);
  if (documentation !== undefined) item.documentation = new MarkdownString(documentation);
  item.insertText = isSnippet ? new SnippetString(text) : text;
  // Where nothing stands yet, the word that is being typed is what is replaced, and VS Code knows that one.
  if (replaced.end > replaced.start) {
    item.range = toRange(document, replaced.start, replaced.end);
    // What is typed is compared with it, the opening quote included.
    item.filterText = isSnippet ? JSON.stringify(label) : text;
  }
  // Before what the JSON service proposes.
  item.sortText = `!${String(rank).padStart(4, '0')}`;
  return item;
}

export function registerConfigCompletion(readers: Readers): Disposable {
  return languages.registerCompletionItemProvider(UNIT_DOCUMENTS, new ConfigCompletion(readers), ...TRIGGERS);
}

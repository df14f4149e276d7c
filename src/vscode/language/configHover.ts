import {
  type CancellationToken,
  type Disposable,
  Hover,
  type HoverProvider,
  languages,
  MarkdownString,
  type Position,
  type TextDocument,
} from 'vscode';
import { toRange } from '../diagnostics/toDiagnostic';
import { UNIT_DOCUMENTS } from './selector';
import { type Readers, whenLive } from './whenRead';

/** What only the labeling config, the task and the other regions know. What a key means is told by the schema. */
export class ConfigHover implements HoverProvider {
  constructor(private readonly readers: Readers) {}

  async provideHover(document: TextDocument, position: Position, token: CancellationToken): Promise<Hover | undefined> {
    const offset = document.offsetAt(position);
    const live = await whenLive(this.readers, document, token, offset);
    if (!live || token.isCancellationRequested) return undefined;
    const found = live.checker.hoverInDocument(live.check, offset);
    if (!found) return undefined;
    const { parts, span } = found;
    return new Hover(
      parts.map((part) => new MarkdownString(part)),
      toRange(document, span.start, span.end),
    );
  }
}

export function registerConfigHover(readers: Readers): Disposable {
  return languages.registerHoverProvider(UNIT_DOCUMENTS, new ConfigHover(readers));
}

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
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { toRange } from '../diagnostics/toDiagnostic';
import { UNIT_DOCUMENTS } from './selector';

/** What only the labeling config, the task and the other regions know. What a key means is told by the schema. */
export class ConfigHover implements HoverProvider {
  constructor(private readonly publisher: DiagnosticsPublisher) {}

  provideHover(document: TextDocument, position: Position, token: CancellationToken): Hover | undefined {
    const live = this.publisher.liveOf(document);
    if (!live || token.isCancellationRequested) return undefined;
    const found = live.checker.hoverInDocument(live.check, document.offsetAt(position));
    if (!found) return undefined;
    const { parts, span } = found;
    return new Hover(
      parts.map((part) => new MarkdownString(part)),
      toRange(document, span.start, span.end),
    );
  }
}

export function registerConfigHover(publisher: DiagnosticsPublisher): Disposable {
  return languages.registerHoverProvider(UNIT_DOCUMENTS, new ConfigHover(publisher));
}

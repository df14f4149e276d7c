import {
  type CancellationToken,
  Disposable,
  type DocumentRangeSemanticTokensProvider,
  languages,
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  type TextDocument,
} from 'vscode';
import type { ConfigSource } from '../config/configSource';
import { toRange } from '../diagnostics/toDiagnostic';
import { semanticTokens } from '../ids';
import { UNIT_DOCUMENTS } from './selector';
import { type Readers, whenRead } from './whenRead';

const TYPES = { name: semanticTokens.name, label: semanticTokens.label } as const;
const LEGEND = new SemanticTokensLegend(Object.values(TYPES), [semanticTokens.unknown]);
const UNKNOWN = [semanticTokens.unknown];

/** Colours names and labels of the labeling config, and those that it does not have. Only what is in sight is asked for. */
export class NameColours implements DocumentRangeSemanticTokensProvider {
  constructor(private readonly readers: Readers) {}

  async provideDocumentRangeSemanticTokens(
    document: TextDocument,
    range: Range,
    token: CancellationToken,
  ): Promise<SemanticTokens | undefined> {
    const sight = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const live = await whenRead(this.readers, document, token, sight);
    if (!live) return undefined;
    const builder = new SemanticTokensBuilder(LEGEND);
    for (const { kind, isKnown, start, end } of live.checker.nameTokens(live.check, sight)) {
      builder.push(toRange(document, start, end), TYPES[kind], isKnown ? [] : UNKNOWN);
    }
    return builder.build();
  }
}

/** VS Code asks again when a provider is registered: with another labeling config other names are known. */
export function registerNameColours(readers: Readers, configs: ConfigSource): Disposable {
  const colours = new NameColours(readers);
  const register = (): Disposable =>
    languages.registerDocumentRangeSemanticTokensProvider(UNIT_DOCUMENTS, colours, LEGEND);
  let registered = register();
  return Disposable.from(
    configs.onDidChange(() => {
      registered.dispose();
      registered = register();
    }),
    new Disposable(() => registered.dispose()),
  );
}

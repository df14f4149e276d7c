import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  InlayHint,
  type InlayHintsProvider,
  languages,
  type Range,
  type TextDocument,
  workspace,
} from 'vscode';
import type { ConfigSource } from '../config/configSource';
import { changesValueHints, showsValueHints } from '../settings';
import { UNIT_DOCUMENTS } from './selector';
import { type Readers, whenRead } from './whenRead';

/** What values mean, behind them: pixels, times, the text that a span covers, the region that an id means. Off by default. */
export class ValueHints implements InlayHintsProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(
    private readonly readers: Readers,
    configs: ConfigSource,
  ) {
    this.#subscriptions = Disposable.from(
      this.#changed,
      configs.onDidChange(() => this.#changed.fire()),
      workspace.onDidChangeConfiguration((change) => {
        if (changesValueHints(change)) this.#changed.fire();
      }),
    );
  }

  async provideInlayHints(document: TextDocument, range: Range, token: CancellationToken): Promise<InlayHint[]> {
    if (!showsValueHints(document.uri)) return [];
    const sight = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const live = await whenRead(this.readers, document, token, sight);
    if (!live) return [];
    return live.checker.valueHints(live.check, sight).map(({ offset, text }) => {
      const hint = new InlayHint(document.positionAt(offset), text);
      hint.paddingLeft = true;
      return hint;
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

export function registerValueHints(readers: Readers, configs: ConfigSource): Disposable {
  const hints = new ValueHints(readers, configs);
  return Disposable.from(hints, languages.registerInlayHintsProvider(UNIT_DOCUMENTS, hints));
}

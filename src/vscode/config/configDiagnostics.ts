import { Diagnostic, DiagnosticSeverity, Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import type { ConfigFault } from '../../core/labelingConfig/model';
import type { Log } from '../../core/ports';
import { MAX_DIAGNOSTICS, toRange } from '../diagnostics/toDiagnostic';
import { shownUris } from '../documents/shownUris';
import { CONFIG_LANGUAGE, DIAGNOSTIC_SOURCE } from '../ids';
import type { LoadParser } from './configFiles';
import type { LabelingConfigs } from './labelingConfigs';

/** A pause in typing after which a config's own squiggles are renewed, in milliseconds. */
const TYPING_PAUSE = 120;

/** Keeps the squiggles of labeling configs in editors: of those by language, and of other XML that is one for a file. */
export class ConfigDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(`${DIAGNOSTIC_SOURCE}-config`);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly configs: LabelingConfigs,
    private readonly loadParser: LoadParser,
    private readonly log: Log,
  ) {
    this.#subscriptions = Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#schedule(document, TYPING_PAUSE);
      }),
      workspace.onDidCloseTextDocument((document) => this.#collection.delete(document.uri)),
      window.tabGroups.onDidChangeTabs(() => this.checkAll()),
      configs.onDidRead(() => this.checkAll()),
    );
  }

  /** Looks at every open document again. */
  checkAll(): void {
    for (const document of workspace.textDocuments) if (this.#isConfig(document)) this.#schedule(document, 0);
  }

  #isConfig(document: TextDocument): boolean {
    return document.languageId === CONFIG_LANGUAGE || this.configs.isKnown(document.uri);
  }

  #schedule(document: TextDocument, delay: number): void {
    if (!this.#isConfig(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const check = (): void => {
      this.#timers.delete(key);
      this.#check(document).catch((error: unknown) => this.log.error(`${key} could not be checked: ${String(error)}`));
    };
    this.#timers.set(key, setTimeout(check, delay));
  }

  async #check(document: TextDocument): Promise<void> {
    const { parseLabelingConfig } = await this.loadParser();
    if (document.isClosed || !shownUris().has(document.uri.toString())) {
      this.#collection.delete(document.uri);
      return;
    }
    const { faults } = parseLabelingConfig(document.getText());
    const shown = faults.slice(0, MAX_DIAGNOSTICS).map((fault) => toDiagnostic(document, fault));
    this.#collection.set(document.uri, shown);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }
}

function toDiagnostic(document: TextDocument, { code, message, severity, start, end }: ConfigFault): Diagnostic {
  const grade = severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const diagnostic = new Diagnostic(toRange(document, start, end), message, grade);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = code;
  return diagnostic;
}

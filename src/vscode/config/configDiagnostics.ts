import { type Diagnostic, Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import type { ConfigFault } from '../../core/labelingConfig/model';
import type { Log } from '../../core/ports';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { diagnosticAt, MAX_DIAGNOSTICS, toRange } from '../diagnostics/toDiagnostic';
import { shownUris } from '../documents/shownUris';
import { CONFIG_LANGUAGE, DIAGNOSTIC_SOURCE } from '../ids';
import type { LoadParser } from './configFiles';
import type { LoadConfigLanguage } from './configLanguage';
import type { LabelingConfigs } from './labelingConfigs';
import { openDataKeys } from './openTasks';

/** A pause in typing after which a config's own squiggles are renewed, in milliseconds. */
const TYPING_PAUSE = 120;
/** After this pause in typing in a task file, configs are compared with the data of tasks again. */
const TASKS_PAUSE = 700;

/** Keeps the squiggles of labeling configs in editors: of those by language, and of other XML that is one for a file. */
export class ConfigDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(`${DIAGNOSTIC_SOURCE}-config`);
  #tasks: ReturnType<typeof setTimeout> | undefined;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly configs: LabelingConfigs,
    private readonly publisher: DiagnosticsPublisher,
    private readonly loadParser: LoadParser,
    private readonly loadLanguage: LoadConfigLanguage,
    private readonly log: Log,
  ) {
    this.#subscriptions = Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        if (this.publisher.liveOf(document)) this.#checkSoon();
        else this.#schedule(document, TYPING_PAUSE);
      }),
      workspace.onDidCloseTextDocument((document) => this.#collection.delete(document.uri)),
      window.tabGroups.onDidChangeTabs(() => this.checkAll()),
      configs.onDidRead(() => this.checkAll()),
      configs.onDidChange(() => this.#checkSoon()),
      publisher.onDidStart(() => this.#checkSoon()),
    );
  }

  /** Looks at every open document again. */
  checkAll(): void {
    for (const document of workspace.textDocuments) if (this.#isConfig(document)) this.#schedule(document, 0);
  }

  /** Tasks have changed that some config is for. */
  #checkSoon(): void {
    clearTimeout(this.#tasks);
    this.#tasks = setTimeout(() => this.checkAll(), TASKS_PAUSE);
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
    const { config, faults } = parseLabelingConfig(document.getText());
    const all = config ? [...faults, ...(await this.#dataFaults(document))] : faults;
    const shown = all.slice(0, MAX_DIAGNOSTICS).map((fault) => toDiagnostic(document, fault));
    this.#collection.set(document.uri, shown);
  }

  /** What tasks in editors say to the config; nothing is loaded while there are none. */
  async #dataFaults(document: TextDocument): Promise<readonly ConfigFault[]> {
    const found = openDataKeys(document.uri, this.configs, this.publisher);
    if (found.tasks === 0) return [];
    const { dataFaults } = await this.loadLanguage();
    return dataFaults(document.getText(), found);
  }

  dispose(): void {
    clearTimeout(this.#tasks);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }
}

function toDiagnostic(document: TextDocument, fault: ConfigFault): Diagnostic {
  return diagnosticAt(toRange(document, fault.start, fault.end), fault);
}

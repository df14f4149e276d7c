import {
  type Disposable,
  EventEmitter,
  languages,
  type Memento,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { fileKindOf, formOf, looksLikePredictions, SNIFF_LENGTH } from '../../core/files/fileKind';
import type { TextForm } from '../../core/text/units';
import { DOCUMENT_SCHEMA_URI, SETTINGS_SECTION, settings, stateKeys } from '../ids';
import { extraFileGlobs } from '../settings';

/** What a document is to us. */
export interface PredictionDocument {
  form: TextForm;
  /** What its units are where the name tells. */
  expects: 'task' | 'prediction' | undefined;
  /** Why it is checked: its name, a glob of our setting, our schema in `json.schemas`, or somebody asked for it. */
  because: 'name' | 'setting' | 'json.schemas' | 'asked';
  /** Who completes and explains in it: VS Code's JSON service with our schema, or our own provider. */
  languageService: 'json' | 'own';
}

/** Schemes of texts that are not files of the user: older versions, output, our own documentation. */
const FOREIGN_SCHEMES: ReadonlySet<string> = new Set([
  'git',
  'gitlens',
  'output',
  'debug',
  'label-studio',
  'vscode',
  'vscode-scm',
  'vscode-notebook-cell',
  'search-editor',
  'walkThroughSnippet',
]);

/** Knows which documents hold predictions or tasks: by name, by setting, or because somebody said so. */
export class PredictionDocuments implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable[];
  #treated: ReadonlySet<string>;

  /** Fires when the answer of `find` can have changed for any document. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly state: Memento) {
    this.#treated = new Set(state.get<string[]>(stateKeys.treatedFiles, []));
    this.#subscriptions = [
      this.#changed,
      workspace.onDidChangeConfiguration((event) => {
        const ours = `${SETTINGS_SECTION}.${settings.files}`;
        if (event.affectsConfiguration(ours) || event.affectsConfiguration('json.schemas')) this.#changed.fire();
      }),
      workspace.onDidRenameFiles(async ({ files }) => {
        for (const { oldUri, newUri } of files) if (this.isTreated(oldUri)) await this.#replace(oldUri, newUri);
      }),
    ];
  }

  /** What a document is to us, undefined when it is not one of ours. */
  find(document: TextDocument): PredictionDocument | undefined {
    const { uri } = document;
    if (FOREIGN_SCHEMES.has(uri.scheme)) return undefined;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const isText = document.languageId === 'jsonl' || formOf(name) === 'jsonl';
    const form: TextForm = isText ? 'jsonl' : 'json';
    const isJson = document.languageId === 'json' || document.languageId === 'jsonc';
    const kind = fileKindOf(name);
    if (kind && (!kind.ambiguous || this.isTreated(uri) || this.looksLikeOurs(document))) {
      return { form, expects: kind.expects, because: 'name', languageService: isJson ? 'json' : 'own' };
    }
    const shared = isJson && this.#namedInJsonSchemas(document);
    const languageService = shared ? 'json' : 'own';
    if (this.isTreated(uri)) return { form, expects: undefined, because: 'asked', languageService };
    if (shared) return { form, expects: undefined, because: 'json.schemas', languageService };
    if (this.#matchesSetting(document)) return { form, expects: undefined, because: 'setting', languageService };
    return undefined;
  }

  /** Whether the first kilobytes of a document look like predictions. */
  looksLikeOurs(document: TextDocument): boolean {
    const head = document.getText(new Range(document.positionAt(0), document.positionAt(SNIFF_LENGTH)));
    return looksLikePredictions(head);
  }

  isTreated(uri: Uri): boolean {
    return this.#treated.has(uri.toString());
  }

  /** The files that somebody said hold predictions, untitled documents left out. They need not exist any more. */
  treatedUris(): Uri[] {
    return [...this.#treated].filter((uri) => !uri.startsWith('untitled:')).map((uri) => Uri.parse(uri));
  }

  /** Remembers, for this workspace, that a file holds predictions whatever its name. */
  async treat(uri: Uri): Promise<void> {
    await this.#store(new Set([...this.#treated, uri.toString()]));
  }

  async stopTreating(uri: Uri): Promise<void> {
    const rest = new Set(this.#treated);
    rest.delete(uri.toString());
    await this.#store(rest);
  }

  async #replace(oldUri: Uri, newUri: Uri): Promise<void> {
    const rest = new Set(this.#treated);
    rest.delete(oldUri.toString());
    await this.#store(rest.add(newUri.toString()));
  }

  async #store(treated: ReadonlySet<string>): Promise<void> {
    this.#treated = treated;
    // Untitled documents do not outlive the window, so they are not remembered.
    const lasting = [...treated].filter((uri) => !uri.startsWith('untitled:'));
    await this.state.update(stateKeys.treatedFiles, lasting);
    this.#changed.fire();
  }

  #matchesSetting(document: TextDocument): boolean {
    return extraFileGlobs(document.uri).some((pattern) => languages.match({ pattern }, document) > 0);
  }

  /** Whether `json.schemas` gives our schema to a document: then VS Code's JSON service completes and explains in it. */
  #namedInJsonSchemas(document: TextDocument): boolean {
    const schemas = workspace.getConfiguration('json', document.uri).get<unknown>('schemas');
    if (!Array.isArray(schemas)) return false;
    return schemas.some((entry: { url?: unknown; fileMatch?: unknown } | null) => {
      if (entry?.url !== DOCUMENT_SCHEMA_URI || !Array.isArray(entry.fileMatch)) return false;
      return entry.fileMatch.some((glob) => {
        const pattern = `**/${String(glob).replace(/^\/+/, '')}`;
        return languages.match({ pattern }, document) > 0;
      });
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

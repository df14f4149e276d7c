import { type TextDocument, type Uri, workspace } from 'vscode';
import { ConfigIndex } from '../../core/navigation/configIndex';
import type { ConfigInForce } from '../config/configSource';
import type { LabelingConfigs } from '../config/labelingConfigs';
import { CONFIG_LANGUAGE } from '../ids';

/** A labeling config that can be read, with what it declares. */
export interface ReadConfig {
  document: TextDocument;
  index: ConfigIndex;
}

/** A labeling config that cannot be used, or the lack of one, in a sentence. */
export interface NoConfig {
  because: string;
}

/** Reads labeling configs as they stand in their editors, saved or not, each text once. */
export class ConfigDocuments {
  readonly #read = new WeakMap<TextDocument, { version: number; index: ConfigIndex | undefined }>();

  constructor(private readonly configs: LabelingConfigs) {}

  /** The config that a prediction or task file is compared with. */
  async of(file: Uri): Promise<ReadConfig | NoConfig> {
    const found = this.configs.configFor(file) ?? (await this.configs.ready(file));
    if (!found) {
      return {
        because:
          'There is no labeling config for this file. "Label Studio: Choose Labeling Config…" in the command palette tells how to get one.',
      };
    }
    return this.read(found.uri, found);
  }

  /** Whether a document is a labeling config. */
  isConfig({ languageId, uri }: TextDocument): boolean {
    return languageId === CONFIG_LANGUAGE || this.configs.isKnown(uri);
  }

  async read(uri: Uri, found?: ConfigInForce): Promise<ReadConfig | NoConfig> {
    const name = workspace.asRelativePath(uri);
    let document: TextDocument;
    try {
      document = await workspace.openTextDocument(uri);
    } catch {
      return { because: `${name} cannot be read. ${found?.brokenBecause ?? ''}`.trim() };
    }
    const index = this.#indexOf(document);
    return index
      ? { document, index }
      : { because: `${name} cannot be used until it is mended. ${found?.brokenBecause ?? ''}`.trim() };
  }

  #indexOf(document: TextDocument): ConfigIndex | undefined {
    const known = this.#read.get(document);
    if (known?.version === document.version) return known.index;
    const index = ConfigIndex.read(document.getText());
    this.#read.set(document, { version: document.version, index });
    return index;
  }
}

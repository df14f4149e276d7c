import { EventEmitter, type TextDocument, type Uri, workspace } from 'vscode';
import type { LabelingConfig, ParsedConfig } from '../../core/labelingConfig/model';

/** The parser comes in a chunk of its own that is read with the first config. */
export type LoadParser = () => Promise<typeof import('../chunks/labelingConfig')>;

/** A labeling config as it was last read. */
export interface ConfigFile {
  readonly uri: Uri;
  /** The model of the present text, or else of the last good one. */
  readonly config: LabelingConfig | undefined;
  /** Why the present text cannot be used, in a sentence; undefined when it can. */
  readonly brokenBecause: string | undefined;
  /** There is no such file. */
  readonly missing: boolean;
}

/** A config has been read for the first time, or was found changed. */
export interface ConfigRead {
  file: ConfigFile;
  isFirst: boolean;
}

/** No config is that long, in bytes; other XML can be, and parsing it would hold everything up. */
const MAX_BYTES = 8 * 1024 * 1024;

interface Entry {
  file: ConfigFile;
  /** The text that `file` was made of; undefined when it could not be read. */
  text: string | undefined;
}

/** Reads labeling configs, from the open editor where it has unsaved changes and from the disk otherwise. */
export class ConfigFiles {
  readonly #entries = new Map<string, Entry>();
  readonly #reading = new Map<string, Promise<void>>();
  /** Asked for again while they are being read. */
  readonly #again = new Set<string>();
  readonly #read = new EventEmitter<ConfigRead>();

  readonly onDidRead = this.#read.event;

  constructor(private readonly loadParser: LoadParser) {}

  /** A config as it was last read; undefined when it never was. */
  get(uri: Uri): ConfigFile | undefined {
    return this.#entries.get(uri.toString())?.file;
  }

  /** Configs that were asked for. */
  uris(): Uri[] {
    return [...this.#entries.values()].map(({ file }) => file.uri);
  }

  /** Reads a config unless it has been read. */
  async load(uri: Uri): Promise<void> {
    const key = uri.toString();
    if (this.#entries.has(key)) return;
    await (this.#reading.get(key) ?? this.#start(uri, key));
  }

  /** Reads a config again if it was ever asked for. */
  async refresh(uri: Uri): Promise<void> {
    const key = uri.toString();
    const running = this.#reading.get(key);
    if (running) {
      this.#again.add(key);
      await running;
    } else if (this.#entries.has(key)) await this.#start(uri, key);
  }

  #start(uri: Uri, key: string): Promise<void> {
    const reading = this.#readNow(uri, key).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #readNow(uri: Uri, key: string): Promise<void> {
    do {
      this.#again.delete(key);
      const last = this.#entries.get(key);
      const { text, problem, missing } = await textOf(uri);
      if (last && last.text === text && last.file.missing === missing) continue;
      const parsed = text === undefined ? undefined : await this.#parse(text);
      const good = parsed?.config ?? (missing ? undefined : (last?.file.config ?? (await this.#goodOnDisk(uri))));
      const brokenBecause = parsed?.config ? undefined : (problem ?? faultOf(parsed));
      const file = { uri, config: good, brokenBecause, missing };
      this.#entries.set(key, { text, file });
      this.#read.fire({ file, isFirst: last === undefined });
    } while (this.#again.has(key));
  }

  async #parse(text: string): Promise<ParsedConfig> {
    const { parseLabelingConfig } = await this.loadParser();
    return parseLabelingConfig(text);
  }

  /** The config on the disk, where an editor with unsaved changes never had a good text while we looked. */
  async #goodOnDisk(uri: Uri): Promise<LabelingConfig | undefined> {
    if (!openEditorOf(uri)) return undefined;
    const { text } = await textOnDisk(uri);
    return text === undefined ? undefined : (await this.#parse(text)).config;
  }

  dispose(): void {
    this.#read.dispose();
  }
}

interface Text {
  text: string | undefined;
  /** Why there is no text, in a sentence. */
  problem?: string;
  missing: boolean;
}

async function textOf(uri: Uri): Promise<Text> {
  const document = openEditorOf(uri);
  return document ? { text: document.getText(), missing: false } : await textOnDisk(uri);
}

/** The open document of a config whose text is not the one on the disk. */
function openEditorOf(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find(({ isDirty, isClosed, uri }) => isDirty && !isClosed && uri.toString() === key);
}

async function textOnDisk(uri: Uri): Promise<Text> {
  try {
    const bytes = await workspace.fs.readFile(uri);
    if (bytes.length > MAX_BYTES)
      return { text: undefined, problem: 'It is too long for a labeling config.', missing: false };
    return { text: decode(bytes), missing: false };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/ENOENT|FileNotFound/.test(code)) return { text: undefined, problem: 'There is no such file.', missing: true };
    return {
      text: undefined,
      problem: 'It cannot be read: check that it is a file and that you may read it.',
      missing: false,
    };
  }
}

/** UTF-8, or UTF-16 where a mark at the start says so, as PowerShell writes it. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

function faultOf(parsed: ParsedConfig | undefined): string | undefined {
  return parsed?.faults[0]?.message;
}

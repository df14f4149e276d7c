import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
  workspace,
} from 'vscode';
import { SCHEME } from '../ids';
import type { ReportStore } from '../report/reportStore';
import type { RulePages } from './rulePages';

export type LoadDocumentation = () => Promise<typeof import('../chunks/documentation')>;

/**
 * The read-only files behind `label-studio:`. VS Code's JSON service asks for our schema by such an address, which is also
 * what wakes the extension (`onFileSystem:label-studio`), and the code of each problem leads to a page here, offline.
 * Reports of checks are here too.
 */
class LabelStudioFileSystem implements FileSystemProvider {
  readonly #changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  constructor(
    private readonly load: LoadDocumentation,
    private readonly reports: ReportStore,
    private readonly pages: RulePages,
  ) {
    reports.onDidChange((uri) => this.#changes.fire([{ type: FileChangeType.Changed, uri }]));
  }

  watch(): Disposable {
    return new Disposable(() => {});
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { length } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: this.reports.read(uri)?.mtime ?? 0, size: length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const report = this.reports.read(uri);
    if (report) return new TextEncoder().encode(report.text);
    const text = await this.#textOf(`${uri.authority}${uri.path}`);
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  /** @param path authority and path without a leading slash: `schemas/document.json`, `rules/missing-key.md` */
  async #textOf(path: string): Promise<string | undefined> {
    if (path === 'schemas/document.json') return (await this.load()).documentSchemaText();
    const code = /^rules\/([a-z-]+)\.md$/.exec(path)?.[1];
    return code === undefined ? undefined : this.pages.read(code);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}

export function registerLabelStudioFileSystem(
  load: LoadDocumentation,
  reports: ReportStore,
  pages: RulePages,
): Disposable {
  return workspace.registerFileSystemProvider(SCHEME, new LabelStudioFileSystem(load, reports, pages), {
    isReadonly: true,
    isCaseSensitive: true,
  });
}

import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
  workspace,
} from 'vscode';
import { SCHEME } from '../ids';

export type LoadDocumentation = () => Promise<typeof import('../chunks/documentation')>;

/**
 * The read-only files behind `label-studio:`. VS Code's JSON service asks for our schema by such an address, which is also
 * what wakes the extension (`onFileSystem:label-studio`), and the code of each problem leads to a page here, offline.
 */
class LabelStudioFileSystem implements FileSystemProvider {
  readonly #changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  constructor(private readonly load: LoadDocumentation) {}

  watch(): Disposable {
    return new Disposable(() => {});
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { length } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: 0, size: length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const { documentationFile } = await this.load();
    const text = documentationFile(`${uri.authority}${uri.path}`);
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
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

export function registerLabelStudioFileSystem(load: LoadDocumentation): Disposable {
  return workspace.registerFileSystemProvider(SCHEME, new LabelStudioFileSystem(load), {
    isReadonly: true,
    isCaseSensitive: true,
  });
}

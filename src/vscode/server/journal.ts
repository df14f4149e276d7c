import { type ExtensionContext, Uri, workspace } from 'vscode';
import { entryOf, type Journal, type OpenRequest } from '../../core/upload/journal';

const EXTENSION = '.json';

/**
 * Keeps what is on its way as small files beside the extension's own state: they are there after a crash, and every window
 * sees them.
 */
export class FileJournal implements Journal {
  readonly #folder: Uri;

  constructor({ globalStorageUri }: Pick<ExtensionContext, 'globalStorageUri'>) {
    this.#folder = Uri.joinPath(globalStorageUri, 'uploads');
  }

  async open(request: OpenRequest): Promise<void> {
    await workspace.fs.createDirectory(this.#folder);
    await workspace.fs.writeFile(this.#fileOf(request.id), new TextEncoder().encode(JSON.stringify(request)));
  }

  async close(id: string): Promise<void> {
    try {
      await workspace.fs.delete(this.#fileOf(id));
    } catch {
      // Another window has closed it.
    }
  }

  async list(server: string, project: number): ReturnType<Journal['list']> {
    const found: ReturnType<typeof entryOf>[] = [];
    for (const name of await this.#names()) {
      found.push(entryOf(await this.#read(name), name.slice(0, -EXTENSION.length), { server, project }));
    }
    return found.filter((entry) => entry !== undefined);
  }

  #fileOf(id: string): Uri {
    return Uri.joinPath(this.#folder, `${id}${EXTENSION}`);
  }

  async #names(): Promise<string[]> {
    try {
      return (await workspace.fs.readDirectory(this.#folder))
        .map(([name]) => name)
        .filter((name) => name.endsWith(EXTENSION));
    } catch {
      return [];
    }
  }

  async #read(name: string): Promise<unknown> {
    try {
      const bytes = await workspace.fs.readFile(Uri.joinPath(this.#folder, name));
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      // Half written when the window died: its request never left.
      return undefined;
    }
  }
}

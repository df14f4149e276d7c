import { type Uri, workspace } from 'vscode';
import { isConfigName } from '../../core/labelingConfig/find';
import { folderKey, plainPath, uriOf } from './places';

/** Knows the labeling configs in folders, and that there are none; each folder is listed once. */
export class ConfigFolders {
  readonly #names = new Map<string, readonly string[]>();
  readonly #listings = new Map<string, Promise<void>>();
  /** Keys of the folders that were looked into and of those above them; made when it is asked for. */
  #tree: ReadonlySet<string> | undefined;

  /** Names of the configs in a folder, undefined when it has not been looked into. */
  namesIn(base: Uri, folder: string): readonly string[] | undefined {
    return this.#names.get(folderKey(base, folder));
  }

  /** Looks into a folder. One that cannot be listed has no configs, for now. */
  async list(base: Uri, folder: string): Promise<void> {
    const key = folderKey(base, folder);
    const running = this.#listings.get(key);
    if (running) return running;
    const listing = this.#list(key, uriOf(base, folder));
    this.#listings.set(key, listing);
    await listing;
  }

  async #list(key: string, uri: Uri): Promise<void> {
    let names: string[] = [];
    try {
      // Links count as what they lead to, so the kind of an entry is not looked at.
      for (const [name] of await workspace.fs.readDirectory(uri)) if (isConfigName(name)) names.push(name);
    } catch {
      names = [];
    }
    // A config that came or went meanwhile has dropped this listing.
    if (!this.#listings.delete(key)) return;
    this.#names.set(key, names);
    this.#tree = undefined;
  }

  /** A file came or went. Returns whether that changes what somebody was told about its folder. */
  changed(base: Uri, folder: string, name: string, exists: boolean): boolean {
    if (!isConfigName(name)) return false;
    const key = folderKey(base, folder);
    this.#listings.delete(key);
    const names = this.#names.get(key);
    if (!names || names.includes(name) === exists) return false;
    this.#names.set(key, exists ? [...names, name] : names.filter((other) => other !== name));
    return true;
  }

  /** Forgets what is in folders that the question answers with yes. */
  forget(isMeant: (key: string) => boolean): void {
    for (const key of [...this.#names.keys(), ...this.#listings.keys()]) {
      if (!isMeant(key)) continue;
      this.#names.delete(key);
      this.#listings.delete(key);
    }
  }

  /** Whether a path is that of a folder in which, or below which, somebody looked. */
  hasLookedBelow(uri: Uri): boolean {
    this.#tree ??= withParents(this.#names.keys());
    return this.#tree.has(folderKey(uri, plainPath(uri.path)));
  }

  /** Keys of the folders that were looked into. */
  keys(): Iterable<string> {
    return this.#names.keys();
  }
}

function withParents(keys: Iterable<string>): ReadonlySet<string> {
  const tree = new Set<string>();
  for (const key of keys) {
    for (
      let folder = key;
      !tree.has(folder) && !folder.endsWith('/');
      folder = folder.slice(0, folder.lastIndexOf('/'))
    ) {
      tree.add(folder);
    }
  }
  return tree;
}

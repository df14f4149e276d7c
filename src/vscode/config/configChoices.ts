import { type Memento, Uri } from 'vscode';
import { stateKeys } from '../ids';
import { folderKey } from './places';

/** Which labeling config somebody chose for the files of a folder and below; remembered for the workspace. */
export class ConfigChoices {
  #chosen: ReadonlyMap<string, Uri>;

  constructor(private readonly state: Memento) {
    const stored = state.get<Record<string, string>>(stateKeys.chosenConfigs, {});
    this.#chosen = new Map(Object.entries(stored).map(([key, uri]) => [key, Uri.parse(uri)]));
  }

  /** The config chosen for a folder itself, not for those above it. */
  forFolder(base: Uri, folder: string): Uri | undefined {
    return this.#chosen.size === 0 ? undefined : this.#chosen.get(folderKey(base, folder));
  }

  /** Remembers a choice, or forgets it when no config is given. */
  async set(base: Uri, folder: string, config: Uri | undefined): Promise<void> {
    const chosen = new Map(this.#chosen);
    const key = folderKey(base, folder);
    if (config) chosen.set(key, config);
    else chosen.delete(key);
    await this.#store(chosen);
  }

  /** Follows a config or a folder that was renamed. */
  async renamed(from: Uri, to: Uri): Promise<void> {
    const moved = (text: string, old: string, young: string): string =>
      text === old || text.startsWith(`${old}/`) ? young + text.slice(old.length) : text;
    const [oldKey, youngKey] = [folderKey(from, from.path), folderKey(to, to.path)];
    const [oldUri, youngUri] = [from.toString(), to.toString()];
    const chosen = new Map<string, Uri>();
    for (const [key, uri] of this.#chosen) {
      chosen.set(moved(key, oldKey, youngKey), Uri.parse(moved(uri.toString(), oldUri, youngUri)));
    }
    const isSame = [...chosen].every(([key, uri]) => this.#chosen.get(key)?.toString() === uri.toString());
    if (!isSame) await this.#store(chosen);
  }

  async #store(chosen: ReadonlyMap<string, Uri>): Promise<void> {
    this.#chosen = chosen;
    await this.state.update(
      stateKeys.chosenConfigs,
      Object.fromEntries([...chosen].map(([key, uri]) => [key, uri.toString()])),
    );
  }
}

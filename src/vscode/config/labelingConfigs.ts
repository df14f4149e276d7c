import { Disposable, EventEmitter, type Memento, type TextDocument, type Uri, window, workspace } from 'vscode';
import { type ConfigSearch, type FoundConfig, findConfig, foldersUpTo } from '../../core/labelingConfig/find';
import type { Log } from '../../core/ports';
import { SETTINGS_SECTION, settings } from '../ids';
import { ConfigChoices } from './configChoices';
import { ConfigFiles, type ConfigRead, type LoadParser } from './configFiles';
import { ConfigFolders } from './configFolders';
import { ConfigSetting } from './configSetting';
import type { ConfigChange, ConfigInForce, ConfigOrigin, ConfigSource } from './configSource';
import { folderKey, isBelow, type Place, placeOf, plainPath, splitPath, uriOf } from './places';

/** A pause in typing after which a config is read again, in milliseconds. */
const TYPING_PAUSE = 80;
/** Changes that come within this many milliseconds are told as one. */
const GATHERING = 30;

/** Which config it is for a file; its content is another matter. */
type Resolution =
  | { state: 'found'; uri: Uri; origin: ConfigOrigin; candidates: readonly Uri[] }
  | { state: 'none' }
  | { state: 'unknown'; folder: string };

/** Finds, reads and watches labeling configs. */
export class LabelingConfigs implements ConfigSource, Disposable {
  readonly #folders = new ConfigFolders();
  readonly #files: ConfigFiles;
  readonly #setting = new ConfigSetting();
  readonly #choices: ConfigChoices;
  readonly #changed = new EventEmitter<ConfigChange>();
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: Disposable;
  #pending: ((uri: Uri) => boolean)[] = [];
  /** Configs whose content has changed, by URI. */
  #pendingConfigs = new Set<string>();
  #gathering: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.#changed.event;
  /** Fires when a config has been read for the first time, or was found changed. */
  readonly onDidRead: ConfigFiles['onDidRead'];

  constructor(
    state: Memento,
    loadParser: LoadParser,
    private readonly log: Log,
  ) {
    this.#files = new ConfigFiles(loadParser);
    this.#choices = new ConfigChoices(state);
    this.onDidRead = this.#files.onDidRead;
    const watcher = workspace.createFileSystemWatcher('**/*.xml');
    // A folder that goes is one event, and the files in it are none. One that goes and comes back at once has changed.
    const folders = workspace.createFileSystemWatcher('**', true, false, false);
    const onFolder = (uri: Uri): void => {
      if (this.#folders.hasLookedBelow(uri)) this.#onGone(uri);
    };
    const labelConfig = `${SETTINGS_SECTION}.${settings.labelConfig}`;
    this.#subscriptions = Disposable.from(
      this.#changed,
      this.#files,
      watcher,
      watcher.onDidChange((uri) => this.#refresh(uri)),
      watcher.onDidCreate((uri) => this.#onExistence(uri, true)),
      watcher.onDidDelete((uri) => this.#onExistence(uri, false)),
      folders,
      folders.onDidDelete(onFolder),
      folders.onDidChange(onFolder),
      this.#files.onDidRead((read) => this.#onRead(read)),
      workspace.onDidChangeTextDocument(({ document }) => this.#onTyping(document)),
      workspace.onDidOpenTextDocument(({ uri }) => this.#refresh(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#refresh(uri)),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#onRename(oldUri, newUri).catch((error) => this.#failed(error));
      }),
      // What is done in VS Code is told here too, where the watcher is late or blind.
      workspace.onDidSaveTextDocument(({ uri }) => this.#onExistence(uri, true)),
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.#onGone(uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(labelConfig)) return;
        this.#setting.forget();
        this.#tell((uri) => event.affectsConfiguration(labelConfig, uri));
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.#startOver()),
      workspace.onDidGrantWorkspaceTrust(() => this.#startOver()),
      window.onDidChangeWindowState(({ focused }) => focused && this.#lookAgain()),
    );
  }

  configFor(uri: Uri): ConfigInForce | undefined {
    const place = placeOf(uri);
    const found = place && this.#resolve(place);
    if (found?.state !== 'found') return undefined;
    const file = this.#files.get(found.uri);
    if (!file) return undefined;
    const { config, brokenBecause } = file;
    const { origin, candidates } = found;
    return { uri: found.uri, config, origin, candidates, broken: brokenBecause !== undefined, brokenBecause };
  }

  async ready(uri: Uri): Promise<ConfigInForce | undefined> {
    const place = placeOf(uri);
    if (!place) return undefined;
    try {
      // What was looked at can change meanwhile, so the question is asked again until nothing is left to be read.
      while (await this.#readMore(place)) {}
    } catch (error) {
      this.#failed(error);
    }
    return this.configFor(uri);
  }

  /** Reads what the answer still needs. Returns whether there was anything. */
  async #readMore(place: Place): Promise<boolean> {
    const found = this.#resolve(place);
    if (found.state === 'unknown') await this.#folders.list(place.base, found.folder);
    else if (found.state === 'found' && !this.#files.get(found.uri)) await this.#files.load(found.uri);
    else return false;
    return true;
  }

  /** Whether a file was asked for as a labeling config. */
  isKnown(uri: Uri): boolean {
    return this.#files.get(uri) !== undefined;
  }

  /**
   * Remembers that a config is the one for a file and for all others in its folder and below. One that stands beside
   * other candidates is the choice of their folder.
   *
   * @param config undefined takes the choice back
   */
  async choose(uri: Uri, config: Uri | undefined): Promise<void> {
    const place = placeOf(uri);
    if (!place) return;
    const folder = this.#folderOfChoice(place, config);
    await this.#choices.set(place.base, folder, config);
    if (config) await this.#files.load(config);
    this.#tell((file) => isBelow(file, place.base, folder) || file.scheme === 'untitled');
  }

  #folderOfChoice(place: Place, config: Uri | undefined): string {
    if (!config) {
      const folders = [...foldersUpTo(place.folder, place.root)];
      return folders.find((folder) => this.#choices.forFolder(place.base, folder)) ?? place.folder;
    }
    const found = this.#search(place);
    // Only a choice for the very folder is stronger than the setting, or than a name that pairs.
    if (this.#setting.uriFor(place.workspaceFolder)) return place.folder;
    if (found.state !== 'found' || found.config.origin !== 'nearby') return place.folder;
    const isCandidate = found.config.names.some(
      (name) => uriOf(place.base, found.config.folder, name).toString() === config.toString(),
    );
    return isCandidate ? found.config.folder : place.folder;
  }

  /** Which config counts: chosen for the very folder, set, paired by name, or the nearest one, chosen or not. */
  #resolve(place: Place): Resolution {
    const found = this.#search(place);
    const own = this.#chosenIn(place, place.folder);
    if (own) return chosen(place, own, found);
    const set = this.#setting.uriFor(place.workspaceFolder);
    if (set) return { state: 'found', uri: set, origin: 'setting', candidates: [set] };
    const above = this.#chosenAbove(place, found);
    if (above) return chosen(place, above, found);
    return found.state === 'found' ? inForce(place, found.config) : found;
  }

  #search(place: Place): ConfigSearch {
    return findConfig(place, (folder) => this.#folders.namesIn(place.base, folder));
  }

  /** A choice for a folder above the file, unless the search ended before it got there. */
  #chosenAbove(place: Place, search: ConfigSearch): Uri | undefined {
    if (search.state === 'found' && search.config.origin === 'paired') return undefined;
    const end = search.state === 'found' ? search.config.folder : search.state === 'unknown' ? search.folder : '';
    for (const folder of foldersUpTo(place.folder, place.root)) {
      if (folder.length < end.length) return undefined;
      const uri = this.#chosenIn(place, folder);
      if (uri) return uri;
    }
    return undefined;
  }

  /** The config chosen for a folder, if it is still there. */
  #chosenIn(place: Place, folder: string): Uri | undefined {
    const uri = this.#choices.forFolder(place.base, folder);
    return uri && this.#files.get(uri)?.missing ? undefined : uri;
  }

  #onRead({ file, isFirst }: ConfigRead): void {
    const { folder, name } = splitPath(file.uri);
    // Where nothing is watched, a folder can be known to hold what is gone.
    if (file.missing) {
      this.#folders.changed(file.uri, folder, name, false);
      this.#tell(() => true);
    }
    if (isFirst) return;
    this.#pendingConfigs.add(file.uri.toString());
    this.#tell();
  }

  #onTyping(document: TextDocument): void {
    if (!this.#files.get(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.#typing.get(key));
    const read = (): void => {
      this.#typing.delete(key);
      this.#refresh(document.uri);
    };
    this.#typing.set(key, setTimeout(read, TYPING_PAUSE));
  }

  #refresh(uri: Uri): void {
    this.#files.refresh(uri).catch((error: unknown) => this.#failed(error));
  }

  #onExistence(uri: Uri, exists: boolean): void {
    const { folder, name } = splitPath(uri);
    const isNews = this.#folders.changed(uri, folder, name, exists);
    this.#refresh(uri);
    if (isNews) this.#tell((file) => isBelow(file, uri, folder) || file.scheme === 'untitled');
  }

  /** A file or a folder has another name: neither the watcher nor the lists tell what was inside of a folder. */
  async #onRename(oldUri: Uri, newUri: Uri): Promise<void> {
    await this.#choices.renamed(oldUri, newUri);
    this.#onGone(oldUri);
    this.#onGone(newUri);
    this.#onExistence(newUri, true);
  }

  #onGone(uri: Uri): void {
    const { folder, name } = splitPath(uri);
    const path = `${folder}/${name}`;
    const key = folderKey(uri, path);
    this.#folders.forget((other) => other === key || other.startsWith(`${key}/`));
    for (const file of this.#files.uris()) if (isBelow(file, uri, path)) this.#refresh(file);
    this.#tell((file) => isBelow(file, uri, path));
    this.#onExistence(uri, false);
  }

  #startOver(): void {
    this.#setting.forget();
    this.#folders.forget(() => true);
    this.#tell(() => true);
  }

  /**
   * Somebody comes back to the window. Nothing is watched outside of the workspace, and a watcher can miss things, so what
   * is there and what is in sight is looked at.
   */
  #lookAgain(): void {
    for (const { document } of window.visibleTextEditors) {
      const config = this.configFor(document.uri);
      if (config) this.#refresh(config.uri);
    }
    const isOutside = (uri: Uri): boolean => workspace.getWorkspaceFolder(uri) === undefined;
    for (const uri of this.#files.uris()) if (isOutside(uri)) this.#refresh(uri);
    const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => folderKey(uri, plainPath(uri.path)));
    const outside = [...this.#folders.keys()].filter((key) => !roots.some((root) => `${key}/`.startsWith(`${root}/`)));
    if (outside.length === 0) return;
    this.#folders.forget((key) => outside.includes(key));
    this.#tell(isOutside);
  }

  /** Tells, in a moment and with all else that happens until then, that files may have another config now. */
  #tell(affects?: (uri: Uri) => boolean): void {
    if (affects) this.#pending.push(affects);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const [questions, configs] = [this.#pending, this.#pendingConfigs];
      this.#pending = [];
      this.#pendingConfigs = new Set();
      this.#changed.fire({
        affects: (uri) => questions.some((question) => question(uri)) || configs.has(this.#uriInForce(uri) ?? ''),
      });
    }, GATHERING);
  }

  #uriInForce(file: Uri): string | undefined {
    const place = placeOf(file);
    const found = place && this.#resolve(place);
    return found?.state === 'found' ? found.uri.toString() : undefined;
  }

  #failed(error: unknown): void {
    this.log.error(`A labeling config could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }

  dispose(): void {
    clearTimeout(this.#gathering);
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }
}

function inForce({ base }: Place, { origin, folder, names }: FoundConfig): Resolution & { state: 'found' } {
  const [uri, ...others] = names.map((name) => uriOf(base, folder, name)) as [Uri, ...Uri[]];
  return { state: 'found', uri, origin, candidates: [uri, ...others] };
}

function chosen(place: Place, uri: Uri, search: ConfigSearch): Resolution {
  const candidates = search.state === 'found' ? inForce(place, search.config).candidates : [];
  const others = candidates.filter((candidate) => candidate.toString() !== uri.toString());
  return { state: 'found', uri, origin: 'chosen', candidates: [uri, ...others] };
}

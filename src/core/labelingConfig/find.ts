/**
 * Which labeling config belongs to which file, by names alone. The desktop, the web and the command line ask the same
 * rules; what is in a folder comes in as a function.
 */

/** The names that are labeling configs without asking, the better one first. */
export const CONFIG_NAMES = ['label_config.xml', 'labeling_config.xml'] as const;

/** The end of a config's name that pairs it with a file: `ships.label-config.xml` for `ships.predictions.json`. */
export const PAIRED_SUFFIX = '.label-config.xml';

/** Whether a file of this name is a labeling config by its name. */
export function isConfigName(fileName: string): boolean {
  return (CONFIG_NAMES as readonly string[]).includes(fileName) || fileName.endsWith(PAIRED_SUFFIX);
}

/**
 * What the name of a config has to begin with to pair with a file: the file's name without what says that it holds
 * predictions or tasks.
 *
 * @param fileName last part of the path: `ships.predictions.json`, `ships_predictions.jsonl`, `ships.tasks.json`, `ships.json`
 */
export function pairingStem(fileName: string): string {
  const bare = fileName.replace(/\.(?:jsonc?|jsonl|ndjson)$/i, '');
  return bare.replace(/(.)(?:\.predictions?|_predictions|\.tasks?)$/i, '$1');
}

/** A labeling config that was found for a file. */
export interface FoundConfig {
  /** `paired` by its name, or the nearest one beside or above the file. */
  origin: 'paired' | 'nearby';
  /** Folder that it is in. */
  folder: string;
  /** Its name, first, and those of others in the folder that could be meant as well. */
  names: readonly [string, ...string[]];
}

/** The answer, or the folder whose content has to be known before there is one. */
export type ConfigSearch =
  | { state: 'found'; config: FoundConfig }
  | { state: 'none' }
  | { state: 'unknown'; folder: string };

/** A file whose config is looked for. Paths use `/` and have no `/` at the end. */
export interface ConfigQuestion {
  /** Folder of the file. */
  folder: string;
  /** Undefined for a text that has no name yet. */
  fileName: string | undefined;
  /** The search ends here: folder of the workspace that the file is in. Undefined looks beside the file only. */
  root: string | undefined;
}

/**
 * Looks for the config of a file: the one that is paired with it by name, else the nearest `label_config.xml` or
 * `labeling_config.xml`, from the file's folder upwards to the root.
 *
 * @param configsIn names in a folder that `isConfigName` takes, in any order; undefined when the folder has not been
 *   looked into yet
 */
export function findConfig(
  { folder, fileName, root }: ConfigQuestion,
  configsIn: (folder: string) => readonly string[] | undefined,
): ConfigSearch {
  for (const current of foldersUpTo(folder, root)) {
    const names = configsIn(current);
    if (!names) return { state: 'unknown', folder: current };
    const paired = current === folder && fileName !== undefined && pairingStem(fileName) + PAIRED_SUFFIX;
    if (paired && names.includes(paired)) {
      return { state: 'found', config: { origin: 'paired', folder: current, names: [paired] } };
    }
    const [first, ...others] = CONFIG_NAMES.filter((name) => names.includes(name));
    if (first !== undefined)
      return { state: 'found', config: { origin: 'nearby', folder: current, names: [first, ...others] } };
  }
  return { state: 'none' };
}

/** A folder and those above it, up to the root; the folder alone when it is not below the root. */
export function* foldersUpTo(folder: string, root: string | undefined): Generator<string> {
  yield folder;
  if (root === undefined || !(folder === root || folder.startsWith(`${root}/`))) return;
  let current = folder;
  while (current !== root) {
    current = current.slice(0, current.lastIndexOf('/'));
    yield current;
  }
}

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findConfig, isConfigName } from '../core/labelingConfig/find';
import type { LabelingConfig, ParsedConfig } from '../core/labelingConfig/model';
import { parseLabelingConfig } from '../core/labelingConfig/parse';
import { openPieces } from '../platform/node/filePieces';

/**
 * Finds the labeling config of files as the editor does: paired by name, or the nearest one beside or above. The search
 * ends at the folder that holds `.git`, so that the answer is the same wherever in a repository the command is started;
 * outside of a repository it ends at the working directory or the folder that was named, and else at the file's own folder.
 */
export class ConfigFinder {
  readonly #configs = new Map<string, readonly string[]>();
  readonly #repositories = new Map<string, string | undefined>();

  /** @param roots absolute: the working directory, and what was named; the first one that a file is in counts */
  constructor(private readonly roots: readonly [cwd: string, ...named: string[]]) {}

  /**
   * @param file absolute; undefined for a text without a name, which stands in the working directory
   * @returns the config's absolute path
   */
  find(file: string | undefined): string | undefined {
    const folder = withSlashes(file === undefined ? this.roots[0] : path.dirname(file));
    const fileName = file === undefined ? undefined : path.basename(file);
    const root = this.#repositoryOf(folder) ?? this.#rootOf(folder);
    const search = findConfig({ folder, fileName, root }, (each) => this.#configsIn(each));
    return search.state === 'found' ? path.resolve(`${search.config.folder}/`, search.config.names[0]) : undefined;
  }

  #configsIn(folder: string): readonly string[] {
    let names = this.#configs.get(folder);
    if (!names) {
      names = namesIn(folder).filter(isConfigName);
      this.#configs.set(folder, names);
    }
    return names;
  }

  #rootOf(folder: string): string | undefined {
    return this.roots.map(withSlashes).find((root) => `${folder}/`.startsWith(`${root}/`));
  }

  #repositoryOf(folder: string): string | undefined {
    if (this.#repositories.has(folder)) return this.#repositories.get(folder);
    const end = folder.lastIndexOf('/');
    const above = end < 0 ? undefined : folder.slice(0, end);
    const isRoot = existsSync(`${folder}/.git`);
    const found = isRoot ? folder : above === undefined ? undefined : this.#repositoryOf(above);
    this.#repositories.set(folder, found);
    return found;
  }
}

/** A path with `/` on every system and none at its end, as the rules for labeling configs want it. */
const withSlashes = (file: string): string => file.replaceAll(path.sep, '/').replace(/\/$/, '');

/** A folder whose names may not be read holds no config for us. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(`${folder}/`);
  } catch {
    return [];
  }
}

/** A labeling config as it was read. */
export interface LoadedConfig extends ParsedConfig {
  text: string;
}

const loaded = new Map<string, LoadedConfig>();

/**
 * Reads a labeling config, once.
 *
 * @param file absolute
 * @throws what `openPieces` throws
 */
export function loadConfig(file: string): LoadedConfig {
  let config = loaded.get(file);
  if (!config) {
    const text = textOf(file);
    config = { ...parseLabelingConfig(text), text };
    loaded.set(file, config);
  }
  return config;
}

/** The config that a file is compared with; none where it cannot be read, which is reported once and not at every file. */
export function usableConfig(file: string | undefined): LabelingConfig | undefined {
  try {
    return file === undefined ? undefined : loadConfig(file).config;
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  const pieces = openPieces(file);
  try {
    let text = '';
    for (let piece = pieces.read(); piece !== undefined; piece = pieces.read()) text += piece;
    return text;
  } finally {
    pieces.close();
  }
}

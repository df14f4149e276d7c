import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ParsedConfig } from '../core/labelingConfig/model';
import { parseLabelingConfig } from '../core/labelingConfig/parse';
import { openPieces } from '../platform/node/filePieces';

const SHARED_NAMES = ['label_config.xml', 'labeling_config.xml'] as const;

/**
 * Finds the labeling config of files: `x.label-config.xml` beside `x.predictions.json`, else the nearest
 * `label_config.xml` or `labeling_config.xml` beside the file or above it. The search ends at the folder that holds
 * `.git`, so that the answer is the same wherever in a repository the command is started; outside of a repository it
 * ends at the working directory, and for files that are not below it at their own folder.
 */
export class ConfigFinder {
  readonly #byFolder = new Map<string, string | undefined>();
  readonly #roots = new Map<string, string | undefined>();

  constructor(private readonly cwd: string) {}

  /** @param file absolute */
  find(file: string): string | undefined {
    const folder = path.dirname(file);
    const own = path.join(folder, `${stemOf(path.basename(file))}.label-config.xml`);
    if (existsSync(own)) return own;
    const root = this.#repositoryOf(folder) ?? (isInside(folder, this.cwd) ? this.cwd : folder);
    return this.#shared(folder, root);
  }

  #shared(folder: string, root: string): string | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const here = SHARED_NAMES.map((name) => path.join(folder, name)).find((file) => existsSync(file));
    const found = here ?? (folder === root ? undefined : this.#shared(path.dirname(folder), root));
    this.#byFolder.set(folder, found);
    return found;
  }

  #repositoryOf(folder: string): string | undefined {
    if (this.#roots.has(folder)) return this.#roots.get(folder);
    const above = path.dirname(folder);
    const found = existsSync(path.join(folder, '.git'))
      ? folder
      : above === folder
        ? undefined
        : this.#repositoryOf(above);
    this.#roots.set(folder, found);
    return found;
  }
}

/** `ships` of `ships.predictions.json`, `ships_predictions.jsonl`, `ships.tasks.json`. */
function stemOf(fileName: string): string {
  return fileName.replace(/(?:\.(?:predictions?|tasks?)|_predictions)?\.(?:jsonl?|ndjson)$/i, '');
}

function isInside(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
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

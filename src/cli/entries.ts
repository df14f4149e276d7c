import { statSync } from 'node:fs';
import path from 'node:path';
import { ConfigFinder, loadConfig } from './configs';
import { reasonOf } from './failures';
import { findFiles } from './findFiles';
import { type Entry, isUnchecked } from './target';
import { UsageError } from './usage';

/** What is asked for: paths, and a config for all of them. */
export interface Asked {
  paths: readonly string[];
  config: string | undefined;
  stdinFilename?: string | undefined;
}

/**
 * The files that were asked for, each with its labeling config.
 *
 * @throws UsageError when the config that was named is not there
 */
export function entriesOf({ paths, config, stdinFilename }: Asked, cwd: string): Entry[] {
  const entries = findFiles(paths, cwd, stdinFilename);
  const chosen = config === undefined ? undefined : chosenConfig(config, cwd);
  const finder = new ConfigFinder([cwd, ...paths.map((given) => path.resolve(cwd, given))]);
  return entries.map((entry) => {
    if (isUnchecked(entry)) return entry;
    const file = entry.path ?? (stdinFilename === undefined ? undefined : path.resolve(cwd, stdinFilename));
    return { ...entry, config: chosen ?? finder.find(file) };
  });
}

/** The config that was named has to be there: a check without it would not be the one that was asked for. */
export function chosenConfig(config: string, cwd: string): string {
  const file = path.resolve(cwd, config);
  try {
    if (statSync(file).isDirectory())
      throw new UsageError(`--config ${config}: it is a folder. Name the XML file in it.`);
    loadConfig(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--config ${config}: ${reasonOf(error)}.`);
  }
  return file;
}

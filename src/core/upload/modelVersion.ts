/** The model version of predictions that have none. */
import { versionOf } from './content';
import type { PredictionItem, UploadRead } from './read';

/** Left out, null, nothing but blanks, or the name under which an import stores none: all of them are none to a server. */
const isUnnamed = (item: PredictionItem): boolean => versionOf(item) === '';

/** How many predictions name no model version, of all or of some. */
export function countUnnamed({ flat, tasks }: UploadRead, of?: ReadonlySet<PredictionItem>): number {
  const all = of ?? [flat, ...tasks.map(({ predictions }) => predictions)].flat();
  return [...all].filter(isUnnamed).length;
}

/** The same, with a name for those without: it is sent as if it stood in the file. */
export function withModelVersion(read: UploadRead, name: string): UploadRead {
  const version = JSON.stringify(name);
  const named = (item: PredictionItem): PredictionItem => (isUnnamed(item) ? { ...item, version } : item);
  const tasks = read.tasks.map((task) => ({ ...task, predictions: task.predictions.map(named) }));
  return { ...read, flat: read.flat.map(named), tasks };
}

/**
 * A name that tells where predictions come from: that of the file and the day.
 *
 * @param file path or name of the file
 * @param day `2026-01-31`
 */
export function proposedVersion(file: string, day: string): string {
  const name = file
    .replace(/^.*[\\/]/, '')
    .replace(/\.jsonl?$/i, '')
    .replace(/[._-](?:predictions?|tasks?)$/i, '')
    .trim();
  return name === '' ? day : `${name}-${day}`;
}

import { languages, type TextDocument, type Uri, workspace } from 'vscode';
import { PAIRED_SUFFIX, pairingStem } from '../../core/labelingConfig/find';
import type { TextForm } from '../../core/text/units';
import { splitPath, uriOf } from '../config/places';
import type { NewFileDeps } from './deps';

/** What a new file is called without what says that it holds predictions: after the tasks, the config, or the folder. */
export function stemFor(config: Uri, tasks: Uri | undefined): string {
  if (tasks && tasks.scheme !== 'untitled') return pairingStem(splitPath(tasks).name);
  const { folder, name } = splitPath(config);
  if (name.endsWith(PAIRED_SUFFIX)) return name.slice(0, -PAIRED_SUFFIX.length);
  return folder.slice(folder.lastIndexOf('/') + 1) || 'new';
}

/**
 * A place for a new file where nothing is yet: beside the tasks if the labeling config counts there, else beside the
 * config, under a name that is known for predictions.
 *
 * @returns undefined where a text can have no place before it is saved
 */
export async function placeFor(
  { configs }: Pick<NewFileDeps, 'configs'>,
  config: Uri,
  tasks: Uri | undefined,
  form: TextForm,
): Promise<Uri | undefined> {
  if (config.scheme !== 'file') return undefined;
  const stem = stemFor(config, tasks);
  const folders = [tasks?.scheme === 'file' ? splitPath(tasks).folder : undefined, splitPath(config).folder];
  let first: Uri | undefined;
  for (const folder of folders) {
    if (folder === undefined) continue;
    for (const name of namesFor(stem, form)) {
      const uri = uriOf(config, folder, name);
      if (await isTaken(uri)) continue;
      first ??= uri;
      if ((await configs.ready(uri))?.uri.toString() === config.toString()) return uri;
      if (name.startsWith(`${stem}-`)) break;
    }
  }
  return first;
}

/** Those that pair with the same config first. */
function* namesFor(stem: string, form: TextForm): Generator<string> {
  for (const end of ['.predictions', '_predictions', '.prediction']) yield `${stem}${end}.${form}`;
  for (let n = 2; n < 1_000; n++) yield `${stem}-${n}.predictions.${form}`;
}

async function isTaken(uri: Uri): Promise<boolean> {
  const unsaved = uri.with({ scheme: 'untitled' }).toString();
  if (workspace.textDocuments.some((document) => document.uri.toString() === unsaved)) return true;
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** An empty document that is saved to this place, or to one that is asked for then. */
export async function newDocument(
  { documents }: Pick<NewFileDeps, 'documents'>,
  place: Uri | undefined,
  form: TextForm,
): Promise<TextDocument> {
  if (place) return workspace.openTextDocument(place.with({ scheme: 'untitled' }));
  const known = await languages.getLanguages();
  const language = form === 'jsonl' && known.includes('jsonl') ? 'jsonl' : 'json';
  const document = await workspace.openTextDocument({ language, content: '' });
  await documents.treat(document.uri);
  return document;
}

import { type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { CONFIG_NAMES, PAIRED_SUFFIX } from '../../core/labelingConfig/find';
import { CONFIG_LANGUAGE } from '../ids';
import type { LabelingConfigs } from './labelingConfigs';
import { placeOf, uriOf } from './places';

/** Configs of the workspace that are offered. */
const MAX_OFFERED = 200;

interface Choice extends QuickPickItem {
  run?(): Promise<void>;
}

/** Asks which labeling config a file is to be checked against, and remembers the answer for its folder. */
export async function chooseConfig(configs: LabelingConfigs, asked?: unknown): Promise<void> {
  const uri = asked instanceof Uri ? asked : window.activeTextEditor?.document.uri;
  if (!uri) throw new Error('No file is open. Open a prediction or task file and run the command again.');
  if (!placeOf(uri))
    throw new Error('This text is in no folder. Save it, or open a folder, and run the command again.');
  const picked = await window.showQuickPick<Choice>(choices(configs, uri), {
    title: 'Labeling Config',
    placeHolder: 'Compare the files of this folder with …',
    matchOnDescription: true,
  });
  await picked?.run?.();
}

async function choices(configs: LabelingConfigs, uri: Uri): Promise<Choice[]> {
  const found = await configs.ready(uri);
  const others = await workspace.findFiles(`**/{${CONFIG_NAMES.join(',')},*${PAIRED_SUFFIX}}`, undefined, MAX_OFFERED);
  const known = new Map(
    (found ? [...found.candidates, ...others] : others).map((config) => [config.toString(), config]),
  );
  const items: Choice[] = [...known.values()].map((config) => ({
    label: config.path.slice(config.path.lastIndexOf('/') + 1),
    description: describe(config, found?.uri),
    run: () => configs.choose(uri, config),
  }));
  if (items.length > 0) items.push({ label: '', kind: QuickPickItemKind.Separator });
  if (found?.origin === 'chosen') {
    items.push({
      label: '$(discard) Take My Choice Back',
      description: 'the nearest one counts again',
      run: () => configs.choose(uri, undefined),
    });
  }
  items.push(
    { label: '$(folder-opened) Browse…', run: () => browse(configs, uri) },
    {
      label: '$(new-file) Paste One from Label Studio…',
      detail:
        'In the project: Settings > Labeling Interface > Code. Copy it and save it as label_config.xml beside this file.',
      run: () => paste(uri),
    },
  );
  return items;
}

function describe(config: Uri, inForce: Uri | undefined): string {
  const path = workspace.asRelativePath(config);
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  if (config.toString() !== inForce?.toString()) return folder;
  return folder === '' ? 'in force' : `${folder} · in force`;
}

async function browse(configs: LabelingConfigs, uri: Uri): Promise<void> {
  const place = placeOf(uri);
  const [config] =
    (await window.showOpenDialog({
      title: 'Labeling Config',
      filters: { XML: ['xml'] },
      ...(place && { defaultUri: uriOf(place.base, place.folder) }),
    })) ?? [];
  if (config) await configs.choose(uri, config);
}

const PASTE_HERE =
  '<!-- Put the labeling config of your project in place of this line and save. In Label Studio: Settings > Labeling Interface > Code. -->\n';

/** Opens an empty config that is to be saved beside the file. */
async function paste(uri: Uri): Promise<void> {
  const place = placeOf(uri);
  const beside = place && uriOf(place.base, place.folder, CONFIG_NAMES[0]);
  // Only files on a disk can have a place before they are saved.
  if (beside?.scheme === 'file') {
    const document = await workspace.openTextDocument(beside.with({ scheme: 'untitled' }));
    const editor = await window.showTextDocument(document);
    if (document.getText() === '') await editor.edit((edit) => edit.insert(document.positionAt(0), PASTE_HERE));
    return;
  }
  const document = await workspace.openTextDocument({ language: CONFIG_LANGUAGE, content: PASTE_HERE });
  await window.showTextDocument(document);
}

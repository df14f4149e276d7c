import { commands, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { CONFIG_NAMES, PAIRED_SUFFIX } from '../../core/labelingConfig/find';
import { CONFIG_LANGUAGE, commands as commandIds } from '../ids';
import type { ConfigInForce } from './configSource';
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
  const found = await configs.ready(uri);
  const picked = await window.showQuickPick<Choice>(choices(configs, uri, found), {
    title: 'Labeling Config',
    placeHolder: found
      ? 'Compare the files of this folder with …'
      : 'Names, types and labels are not checked without one. Compare with …',
    matchOnDescription: true,
  });
  await picked?.run?.();
}

async function choices(configs: LabelingConfigs, uri: Uri, found: ConfigInForce | undefined): Promise<Choice[]> {
  const others = await workspace.findFiles(`**/{${CONFIG_NAMES.join(',')},*${PAIRED_SUFFIX}}`, undefined, MAX_OFFERED);
  const known = new Map(
    (found ? [...found.candidates, ...others] : others).map((config) => [config.toString(), config]),
  );
  const items: Choice[] = [...known.values()].map((config) => ({
    label: config.path.slice(config.path.lastIndexOf('/') + 1),
    ...descriptionOf(config, found),
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
      label: '$(cloud-download) Pull It from Label Studio',
      detail: 'writes the labeling config of the connected project to label_config.xml',
      run: async () => void (await commands.executeCommand(commandIds.pullLabelConfig)),
    },
    {
      label: '$(new-file) Paste One from Label Studio…',
      detail: 'Settings > Labeling Interface > Code of your project; save it as label_config.xml',
      run: () => paste(uri),
    },
  );
  return items;
}

/** Where a config is, and how it stands if it is the one in force. */
function descriptionOf(config: Uri, found: ConfigInForce | undefined): Pick<QuickPickItem, 'description' | 'detail'> {
  const path = workspace.asRelativePath(config);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (config.toString() !== found?.uri.toString()) return { description: folder };
  const description = [folder, 'in force'].filter((part) => part !== '').join(' · ');
  if (!found.broken) return { description };
  const consequence = found.config ? 'Its last good text is used.' : '';
  return { description, detail: `$(warning) ${found.brokenBecause ?? ''} ${consequence}` };
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

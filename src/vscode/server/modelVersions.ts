import { type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { plural } from '../../core/report/words';
import type { Project } from '../../core/server/shapes';
import type { ServerDeps } from './deps';
import { connecting, requireTrust, type Target, targetOf, watched } from './target';

interface Item extends QuickPickItem {
  version: string;
  count: number;
}

/** The buttons of a row take a mouse; this leads to the same from the keyboard. */
const DELETE_ONE: QuickPickItem = { label: '$(trash) Delete the Predictions of a Version…' };

const SHOW: QuickInputButton = { iconPath: new ThemeIcon('eye'), tooltip: 'Make Visible in Labeling' };
const DELETE: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: 'Delete Its Predictions…' };

/** "Label Studio: Show Model Versions…": those of the connected project with their counts, and what can be done with each. */
export async function showModelVersions(deps: ServerDeps): Promise<void> {
  requireTrust('Model versions are only shown in');
  await connecting(deps, async () => {
    const target = await targetOf(deps);
    if (!target) return;
    const found = await watched('Reading the model versions of the project', async (signal) => ({
      project: await target.client.project(target.project, signal),
      versions: await target.client.modelVersions(target.project, signal),
    }));
    const items = found.versions.map(({ modelVersion, count }) => itemOf(found.project, modelVersion, count));
    const picked = await pick(found.project, items);
    if (!picked) return;
    await (picked.action === 'show' ? makeVisible : deleteVersion)(deps, target, found.project, picked.item);
  });
}

function itemOf({ modelVersion: shown }: Project, version: string, count: number): Item {
  const isNamed = version !== '' && version !== 'null';
  return {
    label: isNamed ? version : 'without a model version',
    description: [plural(count, 'prediction'), ...(isNamed && version === shown ? ['shown in labeling'] : [])].join(
      ' · ',
    ),
    buttons: isNamed ? [SHOW, DELETE] : [],
    version: isNamed ? version : '',
    count,
  };
}

interface Picked {
  item: Item;
  action: 'show' | 'delete';
}

/** Picking a version makes it visible, as its first button does. */
function pick(project: Project, items: readonly Item[]): Promise<Picked | undefined> {
  const list = window.createQuickPick<Item | QuickPickItem>();
  list.title = `Model versions of project ${project.id} "${project.title}"`;
  list.placeholder =
    items.length === 0 ? 'The project has no predictions.' : 'Pick the version that Label All Tasks is to show';
  const named = items.filter(({ version }) => version !== '');
  const separator = { label: '', kind: QuickPickItemKind.Separator };
  list.items = named.length > 0 ? [...items, separator, DELETE_ONE] : items;
  return new Promise<Picked | undefined>((resolve) => {
    list.onDidTriggerItemButton(({ item, button }) => {
      resolve('version' in item ? { item, action: button === DELETE ? 'delete' : 'show' } : undefined);
      list.hide();
    });
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item === DELETE_ONE) resolve(pickToDelete(project, named));
      else resolve(item && 'version' in item && item.version !== '' ? { item, action: 'show' } : undefined);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

async function pickToDelete(project: Project, items: readonly Item[]): Promise<Picked | undefined> {
  const item = await window.showQuickPick(
    items.map(({ buttons: _, ...plain }) => plain),
    {
      title: `Delete predictions of project ${project.id} "${project.title}"`,
      placeHolder: 'The model version whose predictions are to be deleted; you are asked once more',
    },
  );
  return item && { item, action: 'delete' };
}

async function makeVisible(deps: ServerDeps, { client }: Target, project: Project, { version }: Item): Promise<void> {
  await client.setModelVersion(project.id, version);
  const hidden = project.showsPredictions
    ? ''
    : ' Predictions are switched off in the project: Settings > Annotation > Live Predictions.';
  say(
    deps,
    `Label All Tasks of project ${project.id} "${project.title}" shows model version "${version}" now.${hidden}`,
  );
}

async function deleteVersion(
  deps: ServerDeps,
  { client }: Target,
  project: Project,
  { version, count }: Item,
): Promise<void> {
  const confirmed = { title: 'Delete' };
  const picked = await window.showWarningMessage(
    `Delete ${plural(count, 'prediction')} of model version "${version}" in project ${project.id} "${project.title}"?`,
    { modal: true, detail: `They are deleted on ${client.server.base} for everyone, and nothing brings them back.` },
    confirmed,
  );
  if (picked !== confirmed) return;
  const deleted = await watched(`Deleting predictions of "${version}"`, (signal) =>
    client.deleteModelVersion(project.id, version, signal),
  );
  say(deps, `Deleted: ${plural(deleted, 'prediction')} of model version "${version}".`);
}

function say({ log }: ServerDeps, text: string): void {
  log.info(text);
  void window.showInformationMessage(text);
}

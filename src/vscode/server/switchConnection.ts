import { type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { normalizeServerUrl } from '../../core/server/url';
import { configuredProject } from '../settings';
import { shortHost } from '../status/describeConnection';
import { askAccess, connect, use } from './connect';
import { configuredServer } from './connection';
import type { ServerDeps } from './deps';
import type { RecentConnection } from './recents';
import { connecting, requireTrust, watched } from './target';

interface Item extends QuickPickItem {
  /** Undefined: another one, which is asked for. */
  recent?: RecentConnection;
  /** One that is to be taken off the list. */
  forget?: RecentConnection;
}

const PLACEHOLDER = 'The server and project that predictions of this workspace go to';

/** The buttons of a row take a mouse; this leads to the same from the keyboard. */
const REMOVE = '$(trash) Remove One from This List…';

const FORGET: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: 'Remove from This List' };

/**
 * "Label Studio: Switch Connection…": makes a server and a project that were used lately the connected ones of this
 * workspace; other workspaces keep theirs.
 */
export async function switchConnection(deps: ServerDeps): Promise<void> {
  requireTrust('The connection is only switched in');
  if (deps.recents.list().length === 0) {
    await connect(deps);
    return;
  }
  const picked = await pick(deps);
  if (!picked) return;
  const { recent } = picked;
  await connecting(deps, async () => {
    if (recent) await take(deps, recent);
    else await connect(deps);
  });
}

/** Nothing is changed before the server has let us in and has shown the project. */
async function take(deps: ServerDeps, recent: RecentConnection): Promise<void> {
  const normalized = normalizeServerUrl(recent.server);
  if (!normalized.ok) throw new Error(normalized.message);
  const access = await askAccess(deps, normalized.server);
  if (!access) return;
  const project = await watched(`Looking for project ${recent.project}`, (signal) =>
    access.client.project(recent.project, signal),
  );
  await use(deps, access, project, true);
  void window.showInformationMessage(
    `Connected to ${recent.server}, project "${project.title}". Predictions of this workspace go there.`,
  );
}

async function pick(deps: ServerDeps): Promise<Item | undefined> {
  const list = window.createQuickPick<Item>();
  list.title = 'Switch Connection';
  list.placeholder = PLACEHOLDER;
  list.matchOnDescription = true;
  list.items = itemsOf(deps.recents.list());
  const show = (items: readonly Item[], placeholder: string): void => {
    // What was typed was to find something in the list before.
    list.value = '';
    list.placeholder = placeholder;
    list.items = items;
  };
  const back = (): void => show(itemsOf(deps.recents.list()), PLACEHOLDER);
  list.onDidTriggerItemButton(async ({ item }) => {
    if (item.recent) await deps.recents.forget(item.recent);
    back();
  });
  const picked = new Promise<Item | undefined>((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item?.label === REMOVE) show(removable(deps.recents.list()), 'The connection to take off this list');
      else if (item?.forget) void deps.recents.forget(item.forget).then(back);
      else resolve(item);
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  try {
    return await picked;
  } finally {
    list.dispose();
  }
}

function itemsOf(recents: readonly RecentConnection[]): Item[] {
  const server = configuredServer()?.base;
  const project = configuredProject();
  const items: Item[] = recents.map((recent) => ({
    label: recent.title,
    description: [
      shortHost(recent.server),
      `project ${recent.project}`,
      ...(recent.server === server && recent.project === project ? ['connected'] : []),
    ].join(' · '),
    buttons: [FORGET],
    recent,
  }));
  const more: Item[] = [{ label: '$(plug) Connect to Another…' }, ...(recents.length > 0 ? [{ label: REMOVE }] : [])];
  return [...items, { label: '', kind: QuickPickItemKind.Separator }, ...more];
}

const removable = (recents: readonly RecentConnection[]): Item[] =>
  recents.map((recent) => ({
    label: `$(trash) Remove "${recent.title}"`,
    description: `${shortHost(recent.server)} · project ${recent.project}`,
    forget: recent,
  }));

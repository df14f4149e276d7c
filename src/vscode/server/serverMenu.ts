import { commands, env, type QuickPickItem, QuickPickItemKind, Uri, window } from 'vscode';
import { configuredProject } from '../settings';
import { checkConnection } from './checkConnection';
import { configuredServer } from './connection';
import type { ServerDeps } from './deps';
import { SERVER_MENU } from './serverMenuItems';

interface Item extends QuickPickItem {
  run?(): Thenable<unknown>;
}

/** "Label Studio: Server Commands…": how it stands with the connection, looked at now, and all that can be done with it. */
export async function showServerCommands(deps: ServerDeps): Promise<void> {
  const menu = window.createQuickPick<Item>();
  menu.title = 'Label Studio Server';
  menu.matchOnDetail = true;
  const say = (): void => {
    menu.placeholder = deps.status.describe()?.summary ?? 'No server is connected.';
  };
  const listening = deps.status.listen(say);
  menu.items = itemsOf();
  say();
  const accepted = new Promise<Item | undefined>((resolve) => {
    menu.onDidAccept(() => resolve(menu.selectedItems[0]));
    menu.onDidHide(() => resolve(undefined));
  });
  menu.show();
  menu.busy = true;
  void checkConnection(deps).then(() => {
    menu.busy = false;
  });
  const picked = await accepted;
  listening.dispose();
  menu.dispose();
  // Not awaited: the list is done, what was picked runs on its own and says itself what goes wrong.
  void picked?.run?.();
}

function itemsOf(): Item[] {
  const server = configuredServer();
  const items: Item[] = [];
  for (const { command, title, icon, group, needsServer } of SERVER_MENU) {
    if (needsServer && !server) continue;
    if (group !== undefined) items.push({ label: group, kind: QuickPickItemKind.Separator });
    items.push({ label: `$(${icon}) ${title}`, run: () => commands.executeCommand(command) });
  }
  const project = configuredProject();
  if (server) {
    const page = project === undefined ? server.base : `${server.base}/projects/${project}/data`;
    items.push({ label: '$(link-external) Open in Browser', run: () => env.openExternal(Uri.parse(page)) });
  }
  return items;
}

import { window } from 'vscode';
import { writeConnection } from '../settings';
import { configuredServer } from './connection';
import type { ServerDeps } from './deps';
import { Tokens } from './tokens';

/** "Label Studio: Disconnect From Server": forgets the token and the configured server. */
export async function disconnect(deps: ServerDeps): Promise<void> {
  const server = configuredServer();
  if (!server) {
    void window.showInformationMessage('No Label Studio server is connected.');
    return;
  }
  await new Tokens(deps.context.secrets).forget(server);
  await writeConnection(undefined, undefined);
  deps.log.info(`Disconnected from ${server.base}`);
  const left = configuredServer();
  const rest = left ? ` Your user settings name another server, which is in force now: ${left.base}.` : '';
  void window.showInformationMessage(
    `Disconnected from ${server.base}: its token is forgotten here. To end the token itself, revoke it in Label Studio under Account & Settings.${rest}`,
  );
}

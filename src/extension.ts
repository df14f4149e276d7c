import type { ExtensionContext } from 'vscode';
import { nodeClock } from './platform/node/clock';
import { register } from './vscode/register';

/** Entry for the desktop and for remote hosts. */
export function activate(context: ExtensionContext): void {
  const loadHttp = async () => (await import('./platform/node/http')).createHttpClient();
  context.subscriptions.push(register(context, { clock: nodeClock, loadHttp }));
}

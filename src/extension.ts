import type { ExtensionContext } from 'vscode';
import { systemClock } from './platform/common/clock';
import { register } from './vscode/register';

/** Entry for the desktop and for remote hosts. */
export function activate(context: ExtensionContext): void {
  const loadHttp = async () => (await import('./platform/node/http')).nodeHttp;
  const openFile = async (path: string) => (await import('./platform/node/filePieces')).openPieces(path);
  context.subscriptions.push(register(context, { clock: systemClock, loadHttp, openFile }));
}

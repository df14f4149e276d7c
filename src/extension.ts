import { type ExtensionContext, Uri } from 'vscode';
import { systemClock } from './platform/common/clock';
import type { Platform } from './vscode/platform';
import { register } from './vscode/register';

/** Entry for the desktop and for remote hosts. */
export function activate(context: ExtensionContext): void {
  const loadHttp = async () => (await import('./platform/node/http')).nodeHttp;
  const openFile = async (path: string) => (await import('./platform/node/filePieces')).openPieces(path);
  const lockProject: Platform['lockProject'] = async (what, waiting) => {
    const { lockProject: lock } = await import('./platform/node/projectLock');
    return lock(Uri.joinPath(context.globalStorageUri, 'uploads').fsPath, what, waiting);
  };
  const startUpload: Platform['startUpload'] = async (journal) => {
    const { startUpload: start } = await import('./platform/node/uploads/uploadHost');
    return start(Uri.joinPath(context.extensionUri, 'dist', 'uploadThread.js').fsPath, journal);
  };
  context.subscriptions.push(register(context, { clock: systemClock, loadHttp, openFile, lockProject, startUpload }));
}

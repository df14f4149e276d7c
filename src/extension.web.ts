import type { ExtensionContext } from 'vscode';
import { LocalSession } from './core/upload/session/localSession';
import { systemClock } from './platform/common/clock';
import { webHttp } from './platform/web/http';
import type { Platform } from './vscode/platform';
import { register } from './vscode/register';
import { Pace } from './vscode/workspaceCheck/pace';

/** Entry for browsers: the same extension with the browser's own fetch. */
export function activate(context: ExtensionContext): void {
  const startUpload: Platform['startUpload'] = async (journal) =>
    new LocalSession({ http: webHttp, clock: systemClock, journal, pacing: new Pace() });
  context.subscriptions.push(register(context, { clock: systemClock, loadHttp: async () => webHttp, startUpload }));
}

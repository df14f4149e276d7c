import type { ExtensionContext } from 'vscode';
import { systemClock } from './platform/common/clock';
import { webHttp } from './platform/web/http';
import { register } from './vscode/register';

/** Entry for browsers: the same extension with the browser's own fetch. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(register(context, { clock: systemClock, loadHttp: async () => webHttp }));
}

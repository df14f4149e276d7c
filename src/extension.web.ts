import type { ExtensionContext } from 'vscode';
import { webClock } from './platform/web/clock';
import { createHttpClient } from './platform/web/http';
import { register } from './vscode/register';

/** Entry for browsers: the same extension with the browser's own fetch. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(register(context, { clock: webClock, loadHttp: async () => createHttpClient() }));
}

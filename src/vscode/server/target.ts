import { commands, ProgressLocation, window, workspace } from 'vscode';
import type { AbortSignalLike } from '../../core/ports';
import type { LabelStudioClient } from '../../core/server/client';
import { isServerError, type ServerError } from '../../core/server/errors';
import { commands as commandIds } from '../ids';
import { configuredProject } from '../settings';
import { connect, isAboutToken } from './connect';
import { configuredAccess, toSignal } from './connection';
import type { ServerDeps } from './deps';

export interface Target {
  client: LabelStudioClient;
  /** What lets the client in. */
  token: string;
  /** Id of the project. */
  project: number;
}

/**
 * @param what is done, up to the place: "Predictions are only uploaded from"
 * @throws Error in a workspace that nobody trusts: it may name a server of its own
 */
export function requireTrust(what: string): void {
  if (workspace.isTrusted) return;
  throw new Error(`${what} a trusted workspace. Trust it with "Workspaces: Manage Workspace Trust".`);
}

/** The connected server and project; whoever has none is led to Connect. */
export async function targetOf(deps: ServerDeps): Promise<Target | undefined> {
  const access = await configuredAccess(deps);
  const project = configuredProject();
  if (access && project !== undefined) return { ...access, project };
  const connected = await connect(deps);
  return connected && { ...connected, project: connected.project.id };
}

/** Errors of the address, the token or the project: another one has to be given. */
export function isMendedByConnecting({ kind }: ServerError): boolean {
  const ofAddress = ['refused', 'host-not-found', 'redirect', 'not-label-studio', 'wrong-path', 'html-answer'];
  return isAboutToken(kind) || kind === 'project-gone' || ofAddress.includes(kind);
}

/** Whoever has the wrong address, token or project is led to Connect; every other error is thrown. */
export async function connecting<T>(deps: ServerDeps, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!isServerError(error) || !isMendedByConnecting(error)) throw error;
    // Not awaited: the command has ended, the message may stay open as long as it likes.
    void offerConnect(deps, error);
    return undefined;
  }
}

/** Runs something about the server behind a notification that it can be cancelled in. */
export function watched<T>(
  title: string,
  run: (signal: AbortSignalLike, say: (message: string) => void) => Promise<T>,
): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancel) => run(toSignal(cancel), (message) => progress.report({ message })),
  );
}

export async function offerConnect(deps: ServerDeps, error: ServerError): Promise<void> {
  const again = { title: error.kind === 'project-gone' ? 'Choose Another Project' : 'Connect to Server' };
  deps.log.error(`${error.message} ${error.cure}`);
  const picked = await window.showErrorMessage(`Label Studio: ${error.message} ${error.cure}`, again);
  if (picked === again) await commands.executeCommand(commandIds.connect);
}

import { Disposable } from 'vscode';
import { registerCommand } from '../commands';
import { commands } from '../ids';
import type { WorkspaceCheckDeps } from './deps';

type Load = () => Promise<typeof import('../chunks/workspaceCheck')>;

/** Registers the commands that check files on disk; what they run comes in a chunk of its own. */
export function registerWorkspaceCheck(deps: WorkspaceCheckDeps, load: Load): Disposable {
  let made: Promise<import('./workspaceCheck').WorkspaceCheck> | undefined;
  const checks = (): NonNullable<typeof made> => {
    made ??= load().then(({ WorkspaceCheck }) => new WorkspaceCheck(deps));
    return made;
  };
  const { log } = deps;
  return Disposable.from(
    registerCommand(log, commands.checkAllFiles, async () => (await checks()).checkAll()),
    registerCommand(log, commands.checkFile, async (...args) => (await checks()).checkPicked(args)),
    registerCommand(log, commands.clearResults, async () => (await made)?.clear()),
    new Disposable(() => void made?.then((checks) => checks.dispose())),
  );
}

import { Disposable } from 'vscode';
import { registerCommand } from '../commands';
import { commands } from '../ids';
import type { ServerDeps } from './deps';
import { ServerProblems } from './serverProblems';

type Load = () => Promise<typeof import('../chunks/server')>;

/** Registers the commands that speak with a server; what they run comes in a chunk of its own. */
export function registerServerCommands(deps: Omit<ServerDeps, 'serverProblems'>, load: Load): Disposable {
  const serverProblems = new ServerProblems();
  const all: ServerDeps = { ...deps, serverProblems };
  return Disposable.from(
    serverProblems,
    registerCommand(deps.log, commands.connect, async () => (await load()).connect(all)),
    registerCommand(deps.log, commands.disconnect, async () => (await load()).disconnect(all)),
    registerCommand(deps.log, commands.planUpload, async () => (await load()).plan(all)),
    registerCommand(deps.log, commands.undoUpload, async () => (await load()).undo(all)),
    registerCommand(deps.log, commands.uploadPredictions, async () => (await load()).upload(all)),
  );
}

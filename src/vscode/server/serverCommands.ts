import { Disposable } from 'vscode';
import { registerCommand } from '../commands';
import { type CommandId, commands } from '../ids';
import type { ServerDeps } from './deps';
import { ServerProblems } from './serverProblems';

type Load = () => Promise<typeof import('../chunks/server')>;
type Run = (deps: ServerDeps) => Promise<unknown>;

/** Registers the commands that speak with a server; what they run comes in a chunk of its own. */
export function registerServerCommands(deps: Omit<ServerDeps, 'serverProblems'>, load: Load): Disposable {
  const serverProblems = new ServerProblems();
  const all: ServerDeps = { ...deps, serverProblems };
  const register = (id: CommandId, pick: (chunk: Awaited<ReturnType<Load>>) => Run): Disposable =>
    registerCommand(deps.log, id, async () => {
      const chunk = await load();
      try {
        await pick(chunk)(all);
      } finally {
        // Not awaited: it is for the status bar, and the command has ended.
        void chunk.checkConnection(all);
      }
    });
  return Disposable.from(
    serverProblems,
    // Looks at the server itself, while its list is open.
    registerCommand(deps.log, commands.showServerCommands, async () => (await load()).showServerCommands(all)),
    register(commands.compareLabelConfig, (chunk) => chunk.compareLabelConfig),
    register(commands.connect, (chunk) => chunk.connect),
    register(commands.createProject, (chunk) => chunk.createProject),
    register(commands.disconnect, (chunk) => chunk.disconnect),
    register(commands.downloadTasks, (chunk) => chunk.downloadTasks),
    register(commands.planUpload, (chunk) => chunk.plan),
    register(commands.pullLabelConfig, (chunk) => chunk.pullLabelConfig),
    register(commands.showModelVersions, (chunk) => chunk.showModelVersions),
    register(commands.switchConnection, (chunk) => chunk.switchConnection),
    register(commands.undoUpload, (chunk) => chunk.undo),
    register(commands.uploadPredictions, (chunk) => chunk.upload),
    register(commands.uploadSelection, (chunk) => chunk.uploadSelection),
  );
}

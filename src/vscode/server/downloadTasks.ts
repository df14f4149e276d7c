import { type Uri, window, workspace } from 'vscode';
import type { AbortSignalLike } from '../../core/ports';
import { plural } from '../../core/report/words';
import { ServerError } from '../../core/server/errors';
import type { ServerDeps } from './deps';
import { exists, folderForFiles, inFolder } from './folders';
import { connecting, requireTrust, type Target, targetOf, watched } from './target';

/**
 * "Label Studio: Download Tasks…": ids and data of the project's tasks, as a file that predictions can be written into. It
 * is there only when all of it is.
 */
export async function downloadTasks(deps: ServerDeps): Promise<void> {
  requireTrust('Tasks are only downloaded into');
  await connecting(deps, async () => {
    const folder = await folderForFiles('The folder that the tasks go to');
    const target = folder && (await targetOf(deps));
    if (!target) return;
    const uri = inFolder(folder, `project-${target.project}.tasks.json`);
    if ((await exists(uri)) && !(await mayReplace(uri))) return;
    const count = await watched('Downloading tasks', (signal, say) => download(target, uri, signal, say));
    const text = `${plural(count, 'task')} of project ${target.project}: ${workspace.asRelativePath(uri)}`;
    deps.log.info(text);
    await window.showTextDocument(await workspace.openTextDocument(uri));
    void window.showInformationMessage(text);
  });
}

async function mayReplace(uri: Uri): Promise<boolean> {
  const replace = { title: 'Replace' };
  const picked = await window.showWarningMessage(
    `${workspace.asRelativePath(uri)} is there already.`,
    { modal: true, detail: 'Predictions that were written into it are lost when it is replaced.' },
    replace,
  );
  return picked === replace;
}

async function download(
  { client, project }: Target,
  uri: Uri,
  signal: AbortSignalLike,
  say: (message: string) => void,
): Promise<number> {
  const lines: string[] = [];
  const pages = client.tasksOfProject(project, {
    data: true,
    signal,
    onProgress: (done, total) => say(`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`),
  });
  // The text of the data is taken as the server wrote it: numbers keep their digits.
  for await (const page of pages) {
    for (const { id, data = '{}' } of page) lines.push(`  { "id": ${id}, "data": ${data}, "predictions": [] }`);
  }
  if (signal.aborted) throw new ServerError('cancelled', { host: client.server.base });
  const draft = uri.with({ path: `${uri.path}.part` });
  const text = lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
  try {
    await workspace.fs.writeFile(draft, new TextEncoder().encode(text));
    await workspace.fs.rename(draft, uri, { overwrite: true });
  } catch (error) {
    await remove(draft);
    throw error;
  }
  return lines.length;
}

async function remove(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch {
    // It was never written.
  }
}

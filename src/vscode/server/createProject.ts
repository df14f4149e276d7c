import { window, workspace } from 'vscode';
import { configInForce } from './compareConfig';
import { askAccess, use } from './connect';
import { configuredServer } from './connection';
import type { ServerDeps } from './deps';
import { connecting, requireTrust, watched } from './target';

/** "Label Studio: Create Project From Labeling Config…": a new project with the config in force, and the offer to use it. */
export async function createProject(deps: ServerDeps): Promise<void> {
  requireTrust('Projects are only created from');
  const uri = await configInForce(deps);
  if (!uri) {
    throw new Error(
      'There is no labeling config to make a project from. Open one, or a prediction file that is checked against one.',
    );
  }
  const config = (await workspace.openTextDocument(uri)).getText();
  await connecting(deps, async () => {
    const access = await askAccess(deps, configuredServer());
    const title = access && (await askTitle(uri.path));
    if (!access || title === undefined) return;
    const project = await watched(`Creating project "${title}"`, (signal) =>
      access.client.createProject(title, config, signal),
    );
    const text = `Project ${project.id} "${project.title}" has been created on ${access.server.base}.`;
    deps.log.info(text);
    // Not awaited: the command has ended, the message may stay open as long as it likes.
    void offerUse(text, () => use(deps, access, project));
  });
}

async function askTitle(path: string): Promise<string | undefined> {
  const [folder = ''] = path.split('/').slice(-2);
  const title = await window.showInputBox({
    title: 'Create Project From Labeling Config',
    prompt: 'Title of the new project',
    value: folder,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const { length } = text.trim();
      if (length < 3) return 'Label Studio asks for at least three characters.';
      return length > 50 ? 'Label Studio takes at most 50 characters.' : undefined;
    },
  });
  return title?.trim();
}

async function offerUse(text: string, run: () => Promise<void>): Promise<void> {
  const take = { title: 'Use This Project' };
  if ((await window.showInformationMessage(text, take)) === take) await run();
}

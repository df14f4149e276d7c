import { Range, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { CONFIG_NAMES } from '../../core/labelingConfig/find';
import type { ServerDeps } from './deps';
import { exists, folderForFiles, inFolder } from './folders';
import { isSameConfig, type ProjectConfig, readProjectConfig, showDifference } from './projectConfig';
import { connecting, requireTrust } from './target';

const [NAME] = CONFIG_NAMES;

/**
 * "Label Studio: Pull Labeling Config": writes the config of the connected project into the workspace folder. One that is
 * there already, and is another, is shown beside it first and replaced only after a yes.
 */
export async function pullLabelConfig(deps: ServerDeps): Promise<void> {
  requireTrust('A labeling config is only pulled into');
  await connecting(deps, async () => {
    const folder = await folderForFiles('The folder that the labeling config goes to');
    const pulled = folder && (await readProjectConfig(deps));
    if (!pulled) return;
    const uri = inFolder(folder, NAME);
    if (await exists(uri)) await replace(deps, uri, pulled);
    else await create(deps, uri, pulled);
  });
}

const nameOf = ({ found }: ProjectConfig): string => `project ${found.id} "${found.title}"`;

async function create(deps: ServerDeps, uri: Uri, pulled: ProjectConfig): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(pulled.found.labelConfig));
  await open(uri);
  say(deps, `${workspace.asRelativePath(uri)} is the labeling config of ${nameOf(pulled)} now.`);
}

async function replace(deps: ServerDeps, uri: Uri, pulled: ProjectConfig): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const path = workspace.asRelativePath(uri);
  if (isSameConfig(document.getText(), pulled.found.labelConfig)) {
    await open(uri);
    say(deps, `${path} is the labeling config of ${nameOf(pulled)} already.`);
    return;
  }
  await showDifference(deps, document, pulled);
  const take = { title: 'Replace It' };
  const keep = { title: 'Keep It' };
  // Not modal, so that the difference can be read before the answer.
  const picked = await window.showWarningMessage(
    `${path} is another labeling config than that of ${nameOf(pulled)}. Replace what is on the left by what is on the right?`,
    take,
    keep,
  );
  if (picked !== take) return;
  await overwrite(document, pulled.found.labelConfig);
  await open(uri);
  say(deps, `${path} is the labeling config of ${nameOf(pulled)} now. Undo in its editor brings the other one back.`);
}

/** By an edit, so that it can be undone. */
async function overwrite(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, whole, text);
  if ((await workspace.applyEdit(edit)) && (await document.save())) return;
  throw new Error(`${workspace.asRelativePath(document.uri)} could not be written. Check that you may write it.`);
}

async function open(uri: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
}

function say({ log }: ServerDeps, text: string): void {
  log.info(text);
  void window.showInformationMessage(text);
}

import { commands, type TextDocument, type Uri } from 'vscode';
import type { Project } from '../../core/server/shapes';
import { shortHost } from '../status/describeConnection';
import type { ServerDeps } from './deps';
import { type Target, targetOf, watched } from './target';

/** The labeling config of the connected project, as a text that can be read and compared. */
export interface ProjectConfig extends Target {
  found: Project;
  /** Where it can be read. */
  uri: Uri;
}

/** Reads the labeling config of the connected project; whoever has none is led to Connect. */
export async function readProjectConfig(deps: ServerDeps): Promise<ProjectConfig | undefined> {
  const target = await targetOf(deps);
  if (!target) return undefined;
  const { client, project } = target;
  const found = await watched('Reading the labeling config of the project', (signal) =>
    client.project(project, signal),
  );
  const uri = deps.reports.uriOfServerText(`${shortHost(client.server.base)}/project ${project}/label_config.xml`);
  deps.reports.write(uri, found.labelConfig);
  return { ...target, found, uri };
}

/** Whether two configs are the same text; Label Studio and editors change line ends and what stands around it. */
export function isSameConfig(one: string, other: string): boolean {
  const plain = (text: string): string =>
    text
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
      .trim();
  return plain(one) === plain(other);
}

/** The file on the left, the project's config on the right; a line end at the end of one of them is no difference. */
export async function showDifference(
  deps: ServerDeps,
  file: TextDocument,
  { uri, found }: ProjectConfig,
): Promise<void> {
  const [end = ''] = /\s*$/.exec(file.getText()) ?? [];
  deps.reports.write(uri, found.labelConfig.trimEnd() + end);
  const name = file.uri.path.slice(file.uri.path.lastIndexOf('/') + 1);
  const title = `${name} ↔ project ${found.id} "${found.title}"`;
  await commands.executeCommand('vscode.diff', file.uri, uri, title, { preview: true });
}

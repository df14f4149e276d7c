import { type Uri, window, workspace } from 'vscode';
import type { ReportDocument } from '../../core/report/page';
import { ReportLinks } from '../report/reportLinks';
import type { ServerDeps } from './deps';

let links: ReportLinks | undefined;

/** Opens a text about a file, with links into it. */
export async function showDocument(
  deps: ServerDeps,
  title: string,
  file: Uri,
  { text, links: places }: ReportDocument,
): Promise<void> {
  if (!links) {
    links = new ReportLinks();
    deps.context.subscriptions.push(links);
  }
  const uri = deps.reports.uriOf(title);
  links.set(uri, { links: places, files: [file] });
  deps.reports.write(uri, text);
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

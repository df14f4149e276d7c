import { type Uri, window, workspace } from 'vscode';
import type { UploadPlan } from '../../core/upload/plan';
import type { ReportDocument } from '../report/page';
import { ReportLinks } from '../report/reportLinks';
import type { ServerDeps } from './deps';
import { planDocument } from './planDocument';

let links: ReportLinks | undefined;

/** Opens the plan of an upload as a document beside the file. */
export async function showPlan(deps: ServerDeps, file: Uri, plan: UploadPlan): Promise<void> {
  await showDocument(deps, 'Upload plan', file, planDocument(plan, fileName(file)));
}

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

export const fileName = (file: Uri): string => file.path.replace(/^.*\//, '');

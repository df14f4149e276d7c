import { type Uri, window, workspace } from 'vscode';
import type { UploadPlan } from '../../core/upload/plan';
import { ReportLinks } from '../report/reportLinks';
import type { ServerDeps } from './deps';
import { planDocument } from './planDocument';

let links: ReportLinks | undefined;

/** Opens the plan of an upload as a document beside the file. */
export async function showPlan(deps: ServerDeps, file: Uri, plan: UploadPlan): Promise<void> {
  if (!links) {
    links = new ReportLinks();
    deps.context.subscriptions.push(links);
  }
  const name = file.path.replace(/^.*\//, '');
  const uri = deps.reports.uriOf('Upload plan');
  const { text, links: places } = planDocument(plan, name);
  links.set(uri, { links: places, files: [file] });
  deps.reports.write(uri, text);
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

import { type Uri, window, workspace } from 'vscode';
import type { LongDocument, ReportDocument } from '../../core/report/page';
import { ReportLinks } from '../report/reportLinks';
import type { ServerDeps } from './deps';

let links: ReportLinks | undefined;

/** Opens a text about a file, with links into it. */
export async function showDocument(
  deps: ServerDeps,
  title: string,
  file: Uri,
  document: ReportDocument | LongDocument,
): Promise<void> {
  if (!links) {
    links = new ReportLinks();
    deps.context.subscriptions.push(links);
  }
  const uri = deps.reports.uriOf(title);
  links.set(uri, { links: document.links, files: [file] });
  deps.reports.write(uri, 'text' in document ? document.text : [...document.parts].join(''));
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

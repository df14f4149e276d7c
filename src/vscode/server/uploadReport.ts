import { env, Range, Uri, window } from 'vscode';
import type { LabelStudioClient } from '../../core/server/client';
import type { ResultView, Underlining } from '../../core/upload/session/session';
import type { ServerDeps } from './deps';
import { showDocument } from './showDocument';
import { undoRecord } from './undo';
import type { UploadRecord } from './uploadRecords';

/**
 * Underlines in the file what the server said of a region, and what the project has no place for, which the check of the
 * file cannot know of.
 */
export function underline(deps: ServerDeps, uri: Uri, { messages, lost }: Underlining): void {
  if (lost !== undefined) deps.log.warn(`What the server refused is not underlined: ${lost}`);
  const toProblem = ({ start, end, message, code }: Underlining['messages'][number]) => ({
    range: new Range(start.line, start.character, end.line, end.character),
    message,
    code,
  });
  deps.serverProblems.set(uri, messages.map(toProblem));
}

/** An upload that has ended. */
export interface Ended {
  /** Of the file. */
  uri: Uri;
  result: ResultView;
  /** What can be taken back of it. */
  record: UploadRecord | undefined;
}

/** Says what became of an upload, with what can be done next. */
export async function report(deps: ServerDeps, client: LabelStudioClient, ended: Ended): Promise<void> {
  const { lines, ids, whole } = ended.result;
  // The summary comes last: the channel opens at its end.
  for (const line of [...ids, ...lines]) deps.log.info(line);
  const say = whole ? window.showInformationMessage : window.showWarningMessage;
  // Indented lines are details of the line before them: they are in the log, and underlined in the file.
  const main = lines.filter((line) => !line.startsWith('  '));
  const picked = await say(main.slice(0, 5).join(' '), ...actionsOf(deps, client, ended));
  await picked?.run();
}

interface Action {
  title: string;
  run(): Promise<void>;
}

function actionsOf(deps: ServerDeps, client: LabelStudioClient, { uri, result, record }: Ended): Action[] {
  const { project, hiddenVersion: version } = result;
  const details: Action = { title: 'Details', run: () => showDocument(deps, 'Upload', uri, result.document) };
  const show: Action = {
    title: 'Show on Server',
    run: async () => void (await env.openExternal(Uri.parse(`${client.server.base}/projects/${project.id}/data`))),
  };
  const visible: Action = {
    title: 'Make Version Visible',
    run: async () => {
      await client.setModelVersion(project.id, version ?? '');
      deps.log.info(`Project ${project.id} shows model version "${version}" in labeling now.`);
      void window.showInformationMessage(`Label All Tasks of "${project.title}" shows model version "${version}" now.`);
    },
  };
  const undo: Action[] = record ? [{ title: 'Undo', run: () => undoRecord(deps, record.id) }] : [];
  return [details, show, ...(version === undefined ? [] : [visible]), ...undo];
}

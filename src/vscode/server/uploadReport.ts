import { commands, env, Range, Uri, window } from 'vscode';
import type { LabelStudioClient } from '../../core/server/client';
import { headOf } from '../../core/text/head';
import { describeIds, describeResult, hiddenVersions } from '../../core/upload/describe';
import type { UploadResult } from '../../core/upload/result';
import { MAX_DIAGNOSTICS } from '../diagnostics/toDiagnostic';
import { commands as commandIds } from '../ids';
import type { ServerDeps } from './deps';
import type { ServerProblem } from './serverProblems';
import type { UploadFile } from './uploadFile';

/** Each thing that the server said of a region, underlined there. */
export function showServerProblems(deps: ServerDeps, { uri }: UploadFile, result: UploadResult): void {
  try {
    deps.serverProblems.set(uri, placed(result));
  } catch (error) {
    // Somebody has written to the file: where things stood is no longer there.
    deps.log.warn(`What the server refused is not underlined: ${error instanceof Error ? error.message : error}`);
  }
}

function placed({ failed, plan }: UploadResult): ServerProblem[] {
  const { text } = plan.read;
  return failed
    .flatMap(({ start, end, message, places }) => (places.length > 0 ? places : [{ start, end, message }]))
    .slice(0, MAX_DIAGNOSTICS)
    .map(({ start, end, message }) => {
      const head = headOf(text.slice(start, end), { start: 0, end: end - start });
      const [from, to] = [text.positionAt(start), text.positionAt(start + head.end)];
      const range = new Range(from.line, from.character, to.line, to.character);
      return { range, message: `The server refused this: ${message}` };
    });
}

/** Says what became of an upload, with what can be done next. */
export async function report(deps: ServerDeps, client: LabelStudioClient, result: UploadResult): Promise<void> {
  const lines = describeResult(result);
  // The summary comes last: the channel opens at its end.
  for (const line of [...describeIds(result), ...lines]) deps.log.info(line);
  const { failed, uncertain, missing, doubled, stopped, cancelled } = result;
  const whole = failed.length + uncertain.length + missing.length + doubled.length === 0 && !stopped && !cancelled;
  const say = whole ? window.showInformationMessage : window.showWarningMessage;
  // Indented lines are details of the line before them: they are in the log, and underlined in the file.
  const main = lines.filter((line) => !line.startsWith('  ') && line !== 'Cancelled.');
  const short = [...(cancelled ? ['Cancelled.'] : []), ...main].slice(0, 5);
  const actions = actionsOf(deps, client, result);
  const picked = await say(short.join(' '), ...actions);
  await picked?.run();
}

interface Action {
  title: string;
  run(): Promise<void>;
}

function actionsOf(deps: ServerDeps, client: LabelStudioClient, result: UploadResult): Action[] {
  const { project } = result.plan.facts;
  const [version] = hiddenVersions(result);
  const details: Action = { title: 'Show Details', run: async () => deps.showLog() };
  const show: Action = {
    title: 'Show on Server',
    run: async () => void (await env.openExternal(Uri.parse(`${client.server.base}/projects/${project.id}/data`))),
  };
  const visible: Action = {
    title: 'Make This Model Version Visible',
    run: async () => {
      await client.setModelVersion(project.id, version ?? '');
      deps.log.info(`Project ${project.id} shows model version "${version}" in labeling now.`);
      void window.showInformationMessage(`Label All Tasks of “${project.title}” shows model version “${version}” now.`);
    },
  };
  const undo: Action = {
    title: 'Undo Upload',
    run: async () => void (await commands.executeCommand(commandIds.undoUpload)),
  };
  const stored = result.created.length + result.imported.length > 0;
  return [details, show, ...(version === undefined ? [] : [visible]), ...(stored ? [undo] : [])];
}

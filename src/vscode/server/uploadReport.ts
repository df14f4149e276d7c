import { env, Range, Uri, window } from 'vscode';
import type { LabelStudioClient } from '../../core/server/client';
import { headOf } from '../../core/text/head';
import type { Span } from '../../core/text/locate';
import { describeIds, describeResult, hiddenVersions } from '../../core/upload/describe';
import type { UnsendableReason } from '../../core/upload/messages';
import type { UploadPlan } from '../../core/upload/plan';
import type { UploadResult } from '../../core/upload/result';
import { MAX_DIAGNOSTICS } from '../diagnostics/toDiagnostic';
import type { ServerDeps } from './deps';
import { fileName, showDocument } from './planView';
import type { ServerProblem } from './serverProblems';
import { undoRecord } from './undo';
import { type Trouble, uploadDocument } from './uploadDocument';
import type { UploadFile } from './uploadFile';
import type { UploadRecord } from './uploadRecords';

/** Each thing that the server said of a region, and what the project has no place for, underlined there. */
export function showServerProblems(deps: ServerDeps, { uri }: UploadFile, result: UploadResult): void {
  show(deps, uri, () => [...refused(result), ...notSent(result.plan)]);
}

/** What would not be sent to this project. The check of the file cannot know of it. */
export function showUnsendable(deps: ServerDeps, { uri }: UploadFile, plan: UploadPlan): void {
  show(deps, uri, () => notSent(plan));
}

function show(deps: ServerDeps, uri: Uri, problems: () => ServerProblem[]): void {
  try {
    deps.serverProblems.set(uri, problems().slice(0, MAX_DIAGNOSTICS));
  } catch (error) {
    // Somebody has written to the file: where things stood is no longer there.
    deps.log.warn(`What the server refused is not underlined: ${error instanceof Error ? error.message : error}`);
  }
}

function refused({ failed, plan }: UploadResult): ServerProblem[] {
  const found = failed.flatMap(({ start, end, message, cure, places }) => {
    if (places.length === 0) return [{ start, end, message: `This is not stored. ${message} ${cure}` }];
    return places.map((place) => ({ ...place, message: `The server refused this: ${place.message}` }));
  });
  return placed(plan, found, 'refused-by-server');
}

/** Reasons that lie in the project. All others are problems of the file, and underlined as such. */
const OF_PROJECT: ReadonlySet<UnsendableReason> = new Set(['task-not-in-project', 'task-ambiguous', 'task-held']);

function notSent(plan: UploadPlan): ServerProblem[] {
  const found = plan.unsendable.filter(({ reason }) => OF_PROJECT.has(reason));
  return placed(
    plan,
    found.map(({ start, end, message }) => ({ start, end, message: `This is not uploaded. ${message}` })),
    'not-uploaded',
  );
}

function placed(
  { read: { text } }: UploadPlan,
  found: readonly (Span & { message: string })[],
  code: ServerProblem['code'],
): ServerProblem[] {
  return found.slice(0, MAX_DIAGNOSTICS).map(({ start, end, message }) => {
    const head = headOf(text.slice(start, end), { start: 0, end: end - start });
    const [from, to] = [text.positionAt(start), text.positionAt(start + head.end)];
    return { range: new Range(from.line, from.character, to.line, to.character), message, code };
  });
}

/** An upload that has ended. */
export interface Ended {
  /** Of the file. */
  uri: Uri;
  result: UploadResult;
  places: readonly Trouble[];
  /** What can be taken back of it. */
  record: UploadRecord | undefined;
}

/** Says what became of an upload, with what can be done next. */
export async function report(deps: ServerDeps, client: LabelStudioClient, ended: Ended): Promise<void> {
  const { result } = ended;
  const lines = describeResult(result);
  // The summary comes last: the channel opens at its end.
  for (const line of [...describeIds(result), ...lines]) deps.log.info(line);
  const { failed, uncertain, missing, doubled, stopped, cancelled } = result;
  const whole = failed.length + uncertain.length + missing.length + doubled.length === 0 && !stopped && !cancelled;
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

function actionsOf(deps: ServerDeps, client: LabelStudioClient, { uri, result, places, record }: Ended): Action[] {
  const { project } = result.plan.facts;
  const [version] = hiddenVersions(result);
  const when = new Date();
  const details: Action = {
    title: 'Details',
    run: () => showDocument(deps, 'Upload', uri, uploadDocument(fileName(uri), when, result, places)),
  };
  const show: Action = {
    title: 'Show on Server',
    run: async () => void (await env.openExternal(Uri.parse(`${client.server.base}/projects/${project.id}/data`))),
  };
  const visible: Action = {
    title: 'Make Version Visible',
    run: async () => {
      await client.setModelVersion(project.id, version ?? '');
      deps.log.info(`Project ${project.id} shows model version "${version}" in labeling now.`);
      void window.showInformationMessage(`Label All Tasks of “${project.title}” shows model version “${version}” now.`);
    },
  };
  const undo: Action[] = record ? [{ title: 'Undo', run: () => undoRecord(deps, record.id) }] : [];
  return [details, show, ...(version === undefined ? [] : [visible]), ...undo];
}

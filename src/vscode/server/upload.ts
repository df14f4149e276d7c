import {
  CancellationError,
  commands,
  env,
  type Progress,
  ProgressLocation,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { formOf } from '../../core/files/fileKind';
import type { LabelStudioClient } from '../../core/server/client';
import { ServerError } from '../../core/server/errors';
import { headOf } from '../../core/text/head';
import { describeIds, describeNothing, describePlan, describeResult } from '../../core/upload/describe';
import { gatherServerFacts } from '../../core/upload/facts';
import { planUpload, type UploadPlan } from '../../core/upload/plan';
import { readUpload, type UploadRead } from '../../core/upload/read';
import type { UploadResult } from '../../core/upload/result';
import { runUpload, type UploadProgress } from '../../core/upload/run';
import { commands as commandIds } from '../ids';
import { configuredProject, reportingFor } from '../settings';
import { type Consent, confirmPlan, confirmProblems } from './confirm';
import { connect, isAboutToken } from './connect';
import { configuredClient, toSignal } from './connection';
import type { ServerDeps } from './deps';

let underWay = false;

/**
 * "Label Studio: Upload Predictions": the open editor's text, saved or not, to the configured project. One at a time: two
 * would each plan without knowing of the other, and a server on SQLite loses predictions of imports that overlap.
 */
export async function upload(deps: ServerDeps): Promise<void> {
  if (underWay) throw new Error('An upload is under way. Wait for its end, or cancel it in its notification.');
  underWay = true;
  let next: FollowUp | undefined;
  try {
    next = await uploadActive(deps);
  } finally {
    underWay = false;
  }
  // A message with buttons stays open as long as somebody likes; the upload has ended before.
  await next?.();
}

/** What is left to say when an upload has ended. */
type FollowUp = () => Promise<void>;

async function uploadActive(deps: ServerDeps): Promise<FollowUp | undefined> {
  if (!workspace.isTrusted) {
    throw new Error(
      'Predictions are only uploaded from a trusted workspace. Trust it with "Workspaces: Manage Workspace Trust".',
    );
  }
  const document = window.activeTextEditor?.document;
  if (!document) throw new Error('No file is open. Open the file whose predictions are to be uploaded.');
  const found = deps.documents.find(document);
  const form = found?.form ?? formOf(document.uri.path);
  // The text of this moment is what is checked, shown, confirmed and sent, whatever is typed meanwhile.
  const read = readUpload(document.getText(), form);
  const { version } = document;
  if (read.flat.length === 0 && read.tasks.length === 0) {
    await window.showWarningMessage('Nothing of this file can be uploaded.', {
      modal: true,
      detail: describeNothing(read),
    });
    return undefined;
  }
  const target = await targetOf(deps);
  if (!target) return undefined;
  const config = (await deps.configs.ready(document.uri))?.config;
  const reporting = reportingFor(document.uri);
  // Annotations are not uploaded.
  const options = {
    form,
    reporting,
    annotations: false,
    ...(found?.expects && { expects: found.expects }),
    ...(config && { config }),
  };
  if (!(await confirmProblems(read.text, options))) return undefined;
  try {
    const result = await uploadTo(deps, document.uri, read, target);
    if (!result) return undefined;
    if (document.version === version) showServerProblems(deps, document, result);
    return () => report(deps, target.client, result);
  } catch (error) {
    if (error instanceof ServerError && isMendedByConnecting(error)) return () => offerConnect(deps, error);
    throw error;
  }
}

interface Target {
  client: LabelStudioClient;
  /** Id of the project. */
  project: number;
}

/** The connected server and project; whoever has none is led to Connect. */
async function targetOf(deps: ServerDeps): Promise<Target | undefined> {
  const client = await configuredClient(deps);
  const project = configuredProject();
  if (client && project !== undefined) return { client, project };
  const connected = await connect(deps);
  return connected && { client: connected.client, project: connected.project.id };
}

async function uploadTo(
  deps: ServerDeps,
  uri: Uri,
  read: UploadRead,
  { client, project }: Target,
): Promise<UploadResult | undefined> {
  const plan = await planOf(client, project, read);
  deps.log.info(`Upload of ${uri.path}`);
  for (const line of describePlan(plan)) deps.log.info(line);
  const consent = await confirmPlan(plan);
  if (!consent) return undefined;
  deps.serverProblems.clear(uri);
  return send(client, plan, consent);
}

async function planOf(client: LabelStudioClient, project: number, read: UploadRead): Promise<UploadPlan> {
  const location = ProgressLocation.Notification;
  const title = 'Looking at the project';
  return window.withProgress({ location, title, cancellable: true }, async (progress, cancel) => {
    const facts = await gatherServerFacts(client, project, read, {
      signal: toSignal(cancel),
      onProgress: (done, total) => progress.report({ message: `${done} of ${total} tasks` }),
    });
    if (cancel.isCancellationRequested) throw new CancellationError();
    return planUpload(read, facts);
  });
}

async function send(client: LabelStudioClient, plan: UploadPlan, consent: Consent): Promise<UploadResult> {
  const location = ProgressLocation.Notification;
  return window.withProgress(
    { location, title: 'Uploading predictions', cancellable: true },
    async (progress, cancel) => {
      const onProgress = reporter(progress);
      return runUpload(plan, client, { importNew: consent.importNew, signal: toSignal(cancel), onProgress });
    },
  );
}

/** Turns counts into the steps that VS Code's progress wants. */
function reporter(progress: Progress<{ message?: string; increment?: number }>): (state: UploadProgress) => void {
  let shown = 0;
  return ({ done, total, stored, failed }) => {
    const percent = total === 0 ? 100 : (done / total) * 100;
    const refused = failed > 0 ? `, ${failed} refused` : '';
    progress.report({ message: `${done} of ${total}, ${stored} stored${refused}`, increment: percent - shown });
    shown = percent;
  };
}

/** Each thing that the server said of a region, underlined there. */
function showServerProblems(deps: ServerDeps, document: TextDocument, result: UploadResult): void {
  const problems = result.failed.flatMap(({ start, end, message, places }) =>
    (places.length > 0 ? places : [{ start, end, message }]).map((place) => ({
      ...headOf(result.plan.read.text, place),
      message: `The server refused this: ${place.message}`,
    })),
  );
  deps.serverProblems.set(document, problems);
}

async function report(deps: ServerDeps, client: LabelStudioClient, result: UploadResult): Promise<void> {
  const lines = describeResult(result);
  // The summary comes last: the channel opens at its end.
  for (const line of [...describeIds(result), ...lines]) deps.log.info(line);
  const details = { title: 'Show Details' };
  const show = { title: 'Show on Server' };
  const whole = result.failed.length + result.uncertain.length === 0 && !result.stopped && !result.cancelled;
  const say = whole ? window.showInformationMessage : window.showWarningMessage;
  // Indented lines are details of the line before them: they are in the log, and underlined in the file.
  const main = lines.filter((line) => !line.startsWith('  ') && line !== 'Cancelled.');
  const short = [...(result.cancelled ? ['Cancelled.'] : []), ...main].slice(0, 5);
  const picked = await say(short.join(' '), details, show);
  if (picked === details) deps.showLog();
  if (picked === show) {
    const { id } = result.plan.facts.project;
    await env.openExternal(Uri.parse(`${client.server.base}/projects/${id}/data`));
  }
}

/** Errors of the address, the token or the project: another one has to be given. */
function isMendedByConnecting({ kind }: ServerError): boolean {
  const ofAddress = ['refused', 'host-not-found', 'redirect', 'not-label-studio', 'wrong-path', 'html-answer'];
  return isAboutToken(kind) || kind === 'project-gone' || ofAddress.includes(kind);
}

async function offerConnect(deps: ServerDeps, error: ServerError): Promise<void> {
  const again = { title: error.kind === 'project-gone' ? 'Choose Another Project' : 'Connect to Server' };
  deps.log.error(`${error.message} ${error.cure}`);
  const picked = await window.showErrorMessage(`Label Studio: ${error.message} ${error.cure}`, again);
  if (picked === again) await commands.executeCommand(commandIds.connect);
}

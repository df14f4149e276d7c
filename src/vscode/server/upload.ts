import { CancellationError, type Progress, ProgressLocation, type TextDocument, window } from 'vscode';
import { formOf } from '../../core/files/fileKind';
import { ServerError } from '../../core/server/errors';
import { describeNothing, describePlan } from '../../core/upload/describe';
import { gatherServerFacts } from '../../core/upload/facts';
import { planUpload, type UploadPlan } from '../../core/upload/plan';
import { readUpload, type UploadRead } from '../../core/upload/read';
import type { UploadResult } from '../../core/upload/result';
import { runUpload, type UploadProgress, waitForEarlier } from '../../core/upload/run';
import { reportingFor } from '../settings';
import { checkConnection } from './checkConnection';
import { type Consent, confirmPlan, confirmProblems } from './confirm';
import { toSignal } from './connection';
import type { ServerDeps } from './deps';
import { FileJournal } from './journal';
import { nameUnnamed } from './modelVersion';
import { showPlan } from './planView';
import { isMendedByConnecting, offerConnect, requireTrust, type Target, targetOf } from './target';
import { rememberUpload } from './undo';
import { report, showServerProblems } from './uploadReport';

let underWay = false;

/**
 * "Label Studio: Upload Predictions": the open editor's text, saved or not, to the configured project. One at a time: two
 * would each plan without knowing of the other, and a server on SQLite loses predictions of imports that overlap.
 */
export function upload(deps: ServerDeps): Promise<void> {
  return alone(deps, () => uploadActive(deps));
}

/** "Label Studio: Plan Upload (Dry Run)": what an upload would do, to be read. Nothing is sent. */
export function plan(deps: ServerDeps): Promise<void> {
  return alone(deps, () => planActive(deps));
}

/** What is left to say when an upload has ended. */
type FollowUp = () => Promise<void>;

async function alone(deps: ServerDeps, run: () => Promise<FollowUp | undefined>): Promise<void> {
  if (underWay) throw new Error('An upload is under way. Wait for its end, or cancel it in its notification.');
  underWay = true;
  let next: FollowUp | undefined;
  try {
    next = await run();
  } finally {
    underWay = false;
  }
  if (next) void checkConnection(deps);
  // A message with buttons stays open as long as somebody likes; the upload has ended before.
  await next?.();
}

/** What is to be uploaded, and where to. */
interface Wish extends Target {
  document: TextDocument;
  /** Version of the document whose text was read. */
  version: number;
  read: UploadRead;
}

async function wishOf(deps: ServerDeps): Promise<Wish | undefined> {
  requireTrust('Predictions are only uploaded from');
  const document = window.activeTextEditor?.document;
  if (!document) throw new Error('No file is open. Open the file whose predictions are to be uploaded.');
  const form = deps.documents.find(document)?.form ?? formOf(document.uri.path);
  // The text of this moment is what is checked, shown, confirmed and sent, whatever is typed meanwhile.
  const { version } = document;
  const read = readUpload(document.getText(), form);
  if (read.flat.length === 0 && read.tasks.length === 0) {
    await window.showWarningMessage('Nothing of this file can be uploaded.', {
      modal: true,
      detail: describeNothing(read),
    });
    return undefined;
  }
  const target = await targetOf(deps);
  return target && { ...target, document, version, read };
}

async function uploadActive(deps: ServerDeps): Promise<FollowUp | undefined> {
  const wish = await wishOf(deps);
  if (!wish) return undefined;
  const { document, client } = wish;
  if (!(await confirmProblems(wish.read.text, await checkOptions(deps, wish)))) return undefined;
  const read = await nameUnnamed(wish.read, document.uri.path);
  if (!read) return undefined;
  return withConnection(deps, async () => {
    const found = await planOf(deps, { ...wish, read });
    deps.log.info(`Upload of ${document.uri.path}`);
    for (const line of describePlan(found)) deps.log.info(line);
    const consent = await confirmPlan(found, () => showPlan(deps, document.uri, found));
    if (!consent) return undefined;
    deps.serverProblems.clear(document.uri);
    const result = await send(deps, wish, found, consent);
    await rememberUpload(deps, result);
    if (document.version === wish.version) showServerProblems(deps, document, result);
    return () => report(deps, client, result);
  });
}

async function planActive(deps: ServerDeps): Promise<FollowUp | undefined> {
  const wish = await wishOf(deps);
  if (!wish) return undefined;
  return withConnection(deps, async () => {
    await showPlan(deps, wish.document.uri, await planOf(deps, wish));
    return undefined;
  });
}

/** Whoever has the wrong address, token or project is led to Connect. */
async function withConnection(
  deps: ServerDeps,
  run: () => Promise<FollowUp | undefined>,
): Promise<FollowUp | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ServerError && isMendedByConnecting(error)) return () => offerConnect(deps, error);
    throw error;
  }
}

async function checkOptions(deps: ServerDeps, { document, read }: Wish) {
  const { form } = read;
  const expects = deps.documents.find(document)?.expects;
  const config = (await deps.configs.ready(document.uri))?.config;
  // Annotations are not uploaded.
  const shown = { reporting: reportingFor(document.uri), annotations: false };
  return { form, ...shown, ...(expects && { expects }), ...(config && { config }) };
}

async function planOf(deps: ServerDeps, { client, project, read }: Wish): Promise<UploadPlan> {
  const location = ProgressLocation.Notification;
  const title = 'Looking at the project';
  return window.withProgress({ location, title, cancellable: true }, async (progress, cancel) => {
    const signal = toSignal(cancel);
    const { clock } = deps.platform;
    await waitForEarlier(client, project, {
      clock,
      signal,
      journal: new FileJournal(deps.context),
      onWaiting: (left) => {
        const seconds = Math.ceil(left / 1000);
        progress.report({
          message: `An earlier upload was broken off: waiting ${seconds} s for what it left on its way`,
        });
      },
    });
    const facts = await gatherServerFacts(client, project, read, {
      signal,
      onProgress: (what, done, total) => progress.report({ message: `${done} of ${total} ${what}` }),
    });
    if (cancel.isCancellationRequested) throw new CancellationError();
    return planUpload(read, facts);
  });
}

async function send(
  deps: ServerDeps,
  { client }: Wish,
  found: UploadPlan,
  { importNew, changed }: Consent,
): Promise<UploadResult> {
  const location = ProgressLocation.Notification;
  return window.withProgress(
    { location, title: 'Uploading predictions', cancellable: true },
    async (progress, cancel) => {
      const { clock } = deps.platform;
      const onProgress = reporter(progress, () => clock.now());
      const journal = new FileJournal(deps.context);
      return runUpload(found, client, { clock, journal, importNew, changed, signal: toSignal(cancel), onProgress });
    },
  );
}

/** Turns counts into the steps that VS Code's progress wants, with what is left by the speed so far. */
function reporter(
  progress: Progress<{ message?: string; increment?: number }>,
  now: () => number,
): (state: UploadProgress) => void {
  let shown = 0;
  const start = now();
  return ({ done, total, stored, failed, waiting }) => {
    const percent = total === 0 ? 100 : (done / total) * 100;
    const refused = failed > 0 ? `, ${failed} refused` : '';
    const pace = done > 0 && done < total ? `, ${timeLeft(((now() - start) / done) * (total - done))} left` : '';
    const message =
      waiting === undefined ? `${done} of ${total}, ${stored} stored${refused}${pace}` : `waiting for ${waiting}`;
    progress.report({ message, increment: percent - shown });
    shown = percent;
  };
}

const timeLeft = (ms: number): string => (ms < 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`);

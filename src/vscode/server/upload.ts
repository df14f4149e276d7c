import { CancellationError, ProgressLocation, window } from 'vscode';
import { serverIdentity } from '../../core/server/url';
import type { MatchBy } from '../../core/upload/match';
import type { Consent, PlanView, ResultView } from '../../core/upload/session/session';
import { checkBeforehand } from './beforehand';
import { checkConnection } from './checkConnection';
import { chooseMatch } from './chooseMatch';
import { confirmPlan, confirmProblems } from './confirm';
import { toSignal } from './connection';
import type { ServerDeps } from './deps';
import { nameUnnamed } from './modelVersion';
import { behindProgress } from './sending';
import { showDocument } from './showDocument';
import { connecting, requireTrust, type Target, targetOf } from './target';
import { rememberUpload } from './undo';
import { isStillShown, readActiveFile, readSelection, type UploadFile } from './uploadFile';
import { report, underline } from './uploadReport';

let underWay = false;

/**
 * "Label Studio: Upload Predictions": the active file, saved or not, to the configured project. One at a time: two
 * would each plan without knowing of the other, and a server on SQLite loses predictions of imports that overlap.
 */
export function upload(deps: ServerDeps): Promise<void> {
  return oneAtATime(deps, (file) => uploadFile(deps, file));
}

/** "Label Studio: Upload Selected Predictions": those that the selection of the active editor touches. */
export function uploadSelection(deps: ServerDeps): Promise<void> {
  return oneAtATime(deps, (file) => uploadFile(deps, file), readSelection);
}

/** "Label Studio: Plan Upload (Dry Run)": what an upload would do, to be read. Nothing is sent. */
export function plan(deps: ServerDeps): Promise<void> {
  return oneAtATime(deps, (file) => planFile(deps, file));
}

/** What is left to say when an upload has ended. */
type FollowUp = () => Promise<void>;

async function oneAtATime(
  deps: ServerDeps,
  run: (file: UploadFile) => Promise<FollowUp | undefined>,
  reading = readActiveFile,
): Promise<void> {
  if (underWay) throw new Error('An upload is under way. Wait for its end, or cancel it in its notification.');
  underWay = true;
  let next: FollowUp | undefined;
  try {
    requireTrust('Predictions are only uploaded from');
    const file = await reading(deps);
    try {
      next = await run(file);
    } finally {
      await file.session.close();
    }
  } finally {
    underWay = false;
  }
  void checkConnection(deps);
  // A message with buttons stays open as long as somebody likes; the upload has ended before.
  await next?.();
}

/** What is to be uploaded, and where to. */
interface Wish extends Target {
  file: UploadFile;
}

async function wishOf(deps: ServerDeps, file: UploadFile): Promise<Wish | undefined> {
  if (file.sendable === 0) {
    await window.showWarningMessage('Nothing of this file can be uploaded.', { modal: true, detail: file.nothing });
    return undefined;
  }
  if (file.selected === 0) {
    throw new Error(
      'The selection touches no prediction that can be uploaded. Select some, or put the cursor into one.',
    );
  }
  const target = await targetOf(deps);
  return target && { ...target, file };
}

async function uploadFile(deps: ServerDeps, file: UploadFile): Promise<FollowUp | undefined> {
  const wish = await wishOf(deps, file);
  if (!wish) return undefined;
  return connecting(deps, async () => {
    if (!(await confirmProblems(file, await checkBeforehand(deps, wish)))) return undefined;
    return (await nameUnnamed(file)) ? planAndSend(deps, wish) : undefined;
  });
}

function planAndSend(deps: ServerDeps, wish: Wish): Promise<FollowUp | undefined> {
  const { file } = wish;
  const { uri } = file;
  return alone(deps, wish, async () => {
    const found = await planOf(wish);
    deps.log.info(`Upload of ${uri.path}`);
    for (const line of found.lines) deps.log.info(line);
    if (isStillShown(file)) underline(deps, uri, found.underlined);
    const consent = await confirmPlan(found, () => showPlan(deps, file));
    if (!consent) return undefined;
    const result = await send(deps, wish, consent);
    const record = await rememberUpload(deps, uri, result);
    if (isStillShown(file)) underline(deps, uri, result.underlined);
    return () => report(deps, wish.client, { uri, result, record });
  });
}

async function planFile(deps: ServerDeps, file: UploadFile): Promise<FollowUp | undefined> {
  const wish = await wishOf(deps, file);
  if (!wish) return undefined;
  return connecting(deps, async () => {
    const found = await planOf(wish);
    if (isStillShown(file)) underline(deps, file.uri, found.underlined);
    await showPlan(deps, file);
    return undefined;
  });
}

/** Opens the plan of an upload as a document beside the file. */
async function showPlan(deps: ServerDeps, { uri, session }: UploadFile): Promise<void> {
  await showDocument(deps, 'Upload plan', uri, await session.planDocument());
}

/** The same for all windows: none plans before what another one stores is there. */
async function alone(
  deps: ServerDeps,
  { client, project }: Wish,
  run: () => Promise<FollowUp | undefined>,
): Promise<FollowUp | undefined> {
  const release = await lock(deps, `${serverIdentity(client.server.base)} ${project}`);
  try {
    return await run();
  } finally {
    release?.();
  }
}

async function lock({ platform }: ServerDeps, what: string): Promise<(() => void) | undefined> {
  const location = ProgressLocation.Notification;
  return window.withProgress(
    { location, title: 'Uploading predictions', cancellable: true },
    async (progress, cancel) => {
      const signal = toSignal(cancel);
      const onWaiting = () => progress.report({ message: 'waiting for an upload from another window' });
      const release = await platform.lockProject?.(what, { clock: platform.clock, signal, onWaiting });
      if (!signal.aborted) return release;
      release?.();
      throw new CancellationError();
    },
  );
}

async function planOf(wish: Wish): Promise<PlanView> {
  const found = await planOfFile(wish);
  const match = await chooseMatch(found);
  if (match === 'cancelled') throw new CancellationError();
  return match ? planOfFile(wish, match) : found;
}

async function planOfFile({ file, ...target }: Wish, match?: MatchBy): Promise<PlanView> {
  const location = ProgressLocation.Notification;
  const title = 'Looking at the project';
  return window.withProgress({ location, title, cancellable: true }, async (progress, cancel) => {
    const say = (message: string): void => progress.report({ message });
    const { project, token } = target;
    const { server } = target.client;
    const plan = await file.session.plan({ server, token, project }, match, { signal: toSignal(cancel), say });
    if (cancel.isCancellationRequested) throw new CancellationError();
    return plan;
  });
}

function send({ platform }: ServerDeps, { file }: Wish, consent: Consent): Promise<ResultView> {
  return behindProgress(
    () => platform.clock.now(),
    (sending) => file.session.send(consent, sending),
  );
}

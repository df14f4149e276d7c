import { CancellationError, ProgressLocation, window } from 'vscode';
import { describeNothing, describePlan } from '../../core/upload/describe';
import { gatherServerFacts } from '../../core/upload/facts';
import type { MatchBy } from '../../core/upload/match';
import { planSteps, type UploadPlan } from '../../core/upload/plan';
import type { UploadResult } from '../../core/upload/result';
import { runUpload, waitForEarlier } from '../../core/upload/run';
import { planOfSelection, selectedItems } from '../../core/upload/selection';
import { reportingFor } from '../settings';
import { checkConnection } from './checkConnection';
import { chooseMatch } from './chooseMatch';
import { type Consent, confirmPlan, confirmProblems } from './confirm';
import { toSignal } from './connection';
import type { ServerDeps } from './deps';
import { FileJournal } from './journal';
import { nameUnnamed } from './modelVersion';
import { showPlan } from './planView';
import { behindProgress } from './sending';
import { connecting, requireTrust, type Target, targetOf } from './target';
import { rememberUpload } from './undo';
import { placesOfTrouble } from './uploadDocument';
import { giveWay, isStillShown, paced, readActiveFile, readSelection, type UploadFile } from './uploadFile';
import { report, showServerProblems, showUnsendable } from './uploadReport';

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
      file.close();
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
  const { read } = file;
  if (read.flat.length === 0 && read.tasks.length === 0) {
    await window.showWarningMessage('Nothing of this file can be uploaded.', {
      modal: true,
      detail: describeNothing(read),
    });
    return undefined;
  }
  if (selectedIn(file)?.size === 0) {
    throw new Error(
      'The selection touches no prediction that can be uploaded. Select some, or put the cursor into one.',
    );
  }
  const target = await targetOf(deps);
  return target && { ...target, file };
}

const selectedIn = ({ read, selections }: UploadFile) => selections && selectedItems(read, selections);

async function uploadFile(deps: ServerDeps, file: UploadFile): Promise<FollowUp | undefined> {
  const wish = await wishOf(deps, file);
  if (!wish || !(await confirmProblems(file, await checkOptions(deps, file)))) return undefined;
  const { uri } = file;
  const read = await nameUnnamed(file.read, uri.path, selectedIn(file));
  if (!read) return undefined;
  file.read = read;
  return alone(deps, wish, async () => {
    const found = await planOf(deps, wish);
    deps.log.info(`Upload of ${uri.path}`);
    for (const line of describePlan(found)) deps.log.info(line);
    if (isStillShown(file)) showUnsendable(deps, file, found);
    const consent = await confirmPlan(found, () => showPlan(deps, uri, found));
    if (!consent) return undefined;
    const result = await send(deps, wish, found, consent);
    const record = await rememberUpload(deps, uri, result);
    if (isStillShown(file)) showServerProblems(deps, file, result);
    const places = placesOfTrouble(result);
    return () => report(deps, wish.client, { uri, result, places, record });
  });
}

async function planFile(deps: ServerDeps, file: UploadFile): Promise<FollowUp | undefined> {
  const wish = await wishOf(deps, file);
  if (!wish) return undefined;
  return connecting(deps, async () => {
    const found = await planOf(deps, wish);
    if (isStillShown(file)) showUnsendable(deps, file, found);
    await showPlan(deps, file.uri, found);
    return undefined;
  });
}

/** The same for all windows: none plans before what another one stores is there. */
function alone(
  deps: ServerDeps,
  { client, project }: Wish,
  run: () => Promise<FollowUp | undefined>,
): Promise<FollowUp | undefined> {
  return connecting(deps, async () => {
    const release = await lock(deps, `${client.server.base} ${project}`);
    try {
      return await run();
    } finally {
      release?.();
    }
  });
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

async function checkOptions(deps: ServerDeps, { uri, form, expects }: UploadFile) {
  const config = (await deps.configs.ready(uri))?.config;
  // Annotations are not uploaded.
  const shown = { reporting: reportingFor(uri), annotations: false };
  return { form, reportSyntax: true, ...shown, ...(expects && { expects }), ...(config && { config }) };
}

async function planOf(deps: ServerDeps, wish: Wish): Promise<UploadPlan> {
  const { file } = wish;
  const part = (whole: UploadPlan): UploadPlan => {
    const selected = selectedIn(file);
    return selected && file.selections ? planOfSelection(whole, selected, file.selections) : whole;
  };
  const found = part(await planOfFile(deps, wish));
  const match = await chooseMatch(found);
  if (match === 'cancelled') throw new CancellationError();
  return match ? part(await planOfFile(deps, wish, match)) : found;
}

async function planOfFile(
  deps: ServerDeps,
  { client, project, file: { read } }: Wish,
  match?: MatchBy,
): Promise<UploadPlan> {
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
      ...(match && { match }),
      signal,
      giveWay: giveWay(),
      onProgress: (what, done, total) =>
        progress.report({ message: `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}` }),
    });
    if (cancel.isCancellationRequested) throw new CancellationError();
    return paced(planSteps(read, facts));
  });
}

function send(
  deps: ServerDeps,
  { client }: Wish,
  found: UploadPlan,
  { importNew, changed }: Consent,
): Promise<UploadResult> {
  const { clock } = deps.platform;
  const journal = new FileJournal(deps.context);
  return behindProgress(
    () => clock.now(),
    (sending) => runUpload(found, client, { clock, journal, importNew, changed, giveWay: giveWay(), ...sending }),
  );
}

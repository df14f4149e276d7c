/** Plans and results as plain, small values. */
import { headOf } from '../../text/head';
import type { Span } from '../../text/locate';
import { describeIds, describePlan, describeResult, hiddenVersions, newTasksByReason } from '../describe';
import type { UnsendableReason } from '../messages';
import type { UploadPlan } from '../plan';
import type { UploadResult } from '../result';
import { undoOf } from '../undo';
import type { PlacedMessage, PlanView, ResultView, Underlining } from './session';
import { placesOfTrouble, uploadDocument } from './uploadDocument';

/** Places that are underlined: as many as are shown of the problems of a file. */
const UNDERLINED = 400;

/** Reasons that lie in the project. All others are problems of the file, and underlined as such. */
const OF_PROJECT: ReadonlySet<UnsendableReason> = new Set([
  'task-not-in-project',
  'task-ambiguous',
  'task-held',
  'task-without-key',
  'task-again',
  'key-not-in-project',
]);

export function planView(plan: UploadPlan): PlanView {
  const { id, title } = plan.facts.project;
  return {
    project: { id, title },
    lines: describePlan(plan),
    creates: plan.creates.length,
    changed: plan.creates.filter(({ replaces }) => replaces !== undefined).length,
    newTasks: newTasksByReason(plan).map(({ reason, tasks }) => ({ reason, tasks: tasks.length })),
    same: plan.same.length,
    unsendable: plan.unsendable.length,
    keyOffers: plan.facts.keyOffers ?? [],
    underlined: underlined(() => notSent(plan)),
  };
}

/** @param name of the file @param when the upload ended */
export function resultView(result: UploadResult, name: string, when: Date): ResultView {
  const { id, title } = result.plan.facts.project;
  const { failed, uncertain, missing, doubled, stopped, cancelled } = result;
  const [hiddenVersion] = hiddenVersions(result);
  return {
    project: { id, title },
    lines: describeResult(result),
    ids: describeIds(result),
    whole: failed.length + uncertain.length + missing.length + doubled.length === 0 && !stopped && !cancelled,
    hiddenVersion,
    made: undoOf(result),
    replaced: result.deleted.length,
    unknown: result.created.filter((item) => item.id === undefined).length,
    underlined: underlined(() => [...refused(result), ...notSent(result.plan)]),
    document: uploadDocument(name, when, result, placesOfTrouble(result)),
  };
}

function underlined(find: () => PlacedMessage[]): Underlining {
  try {
    return { messages: find().slice(0, UNDERLINED) };
  } catch (error) {
    // Somebody has written to the file: where things stood is no longer there.
    return { messages: [], lost: error instanceof Error ? error.message : String(error) };
  }
}

/** Each thing that the server said of a region. */
function refused({ failed, plan }: UploadResult): PlacedMessage[] {
  const found = failed.flatMap(({ start, end, message, cure, places }) => {
    if (places.length === 0) return [{ start, end, message: `This is not stored. ${message} ${cure}` }];
    return places.map((place) => ({ ...place, message: `The server refused this: ${place.message}` }));
  });
  return placed(plan, found, 'refused-by-server');
}

/** What the project has no place for. The check of the file cannot know of it. */
function notSent(plan: UploadPlan): PlacedMessage[] {
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
  code: PlacedMessage['code'],
): PlacedMessage[] {
  return found.slice(0, UNDERLINED).map(({ start, end, message }) => {
    const head = headOf(text.slice(start, end), { start: 0, end: end - start });
    return { start: text.positionAt(start), end: text.positionAt(start + head.end), message, code };
  });
}

/** Plans and results in short lines, for a confirmation, a notification and the output channel. */
import { addTo } from '../addTo';
import { named } from '../text/unseen';
import { rangesOf, rangesText } from './idRanges';
import type { NewTaskReason } from './match';
import type { PlannedTask, UploadPlan } from './plan';
import type { Unsendable, UploadRead } from './read';
import type { FailedItem, UncertainItem, UploadResult } from './result';

/** How many ids or places a line names before it says how many more there are. */
const NAMED = 10;
/** The same where so much is to be said that it has to fit into a notification. */
const FEW = 3;

/** How a place in the file is named. */
export type Where = (item: { readonly pointer: string; readonly start: number }) => string;

const byPointer: Where = ({ pointer }) => pointer || 'the file';

const number = (n: number): string => n.toLocaleString('en');
const count = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;
const sum = (items: readonly { predictions: number }[]): number =>
  items.reduce((all, item) => all + item.predictions, 0);

function some(items: readonly (string | number)[], most = NAMED): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${number(items.length - most)} more` : shown;
}

function predictionsOf(tasks: readonly PlannedTask[]): number {
  return tasks.reduce((all, { task }) => all + task.predictions.length, 0);
}

/** Why tasks would be new ones, in words that fit one or several. */
function newBecause({ facts: { match } }: UploadPlan, reason: NewTaskReason, tasks: readonly PlannedTask[]): string {
  const [its, itHas] = tasks.length === 1 ? ['its', 'it has'] : ['their', 'they have'];
  if (match.by === 'new') return 'you asked for new ones';
  if (match.by === 'data') return `no task of the project has ${its} "${match.key}"`;
  if (reason === 'no-id') return `${itHas} no id, and no task of the project has ${its} data`;
  if (reason === 'id-not-in-project') return `no task of the project has ${its} id or ${its} data`;
  const ids = some(tasks.map(({ task }) => task.id ?? task.pointer));
  return `the project has other data under ${its} id${tasks.length === 1 ? '' : 's'} (${ids})`;
}

/** New tasks of a plan by the reason that makes them new, in the order of `NewTaskReason`. */
export function newTasksByReason(plan: UploadPlan): { reason: NewTaskReason; tasks: PlannedTask[] }[] {
  const reasons: NewTaskReason[] = ['no-id', 'id-not-in-project', 'data-differs'];
  return reasons
    .map((reason) => ({ reason, tasks: plan.newTasks.filter((planned) => planned.reason === reason) }))
    .filter(({ tasks }) => tasks.length > 0);
}

function creates(plan: UploadPlan): string[] {
  const { project, host } = plan.facts;
  if (plan.creates.length === 0) return [];
  const tasks = new Set(plan.creates.map(({ task }) => task)).size;
  return [
    `${count(plan.creates.length, 'prediction')} for ${count(tasks, 'task')} of project ${project.id} ${named(project.title)} on ${host}.`,
  ];
}

function imports(plan: UploadPlan): string[] {
  const { facts } = plan;
  const { project, host } = facts;
  // Said once, with what comes first.
  const where = plan.creates.length > 0 ? '' : ` in project ${project.id} ${named(project.title)} on ${host}`;
  // Those that are asked for as new ones, or have a new key, are so whatever else is true of them.
  const [first] = plan.newTasks;
  const groups =
    facts.match.by === 'id' || !first ? newTasksByReason(plan) : [{ reason: first.reason, tasks: plan.newTasks }];
  return groups.map(({ reason, tasks }) => {
    const what = `${count(tasks.length, 'new task')} with ${count(predictionsOf(tasks), 'prediction')}`;
    return `If you agree: ${what}${where}, because ${newBecause(plan, reason, tasks)}.`;
  });
}

/** A file can have a model version for each of its predictions; a dialog has room for some. */
function firstOf(lines: readonly string[], what: string): string[] {
  const more = lines.length - NAMED;
  return more > 0
    ? [...lines.slice(0, NAMED), `And ${number(more)} more ${what}${more === 1 ? '' : 's'}.`]
    : [...lines];
}

function versions(plan: UploadPlan): string[] {
  const lines = plan.versions.map(({ modelVersion, sending, changed, same, surplus }) => {
    const name = modelVersion === '' ? 'No model version' : `Model version ${named(modelVersion)}`;
    const other =
      changed === 1
        ? 'its task has another prediction of this version'
        : 'their tasks have other predictions of this version';
    const parts = [
      sending - changed > 0 ? `${number(sending - changed)} new` : '',
      changed > 0 ? `${number(changed)} changed: ${other}` : '',
      same > 0 ? `${number(same)} already there` : '',
      surplus > 0
        ? `${number(surplus)} more on the same tasks that the file does not have, which ${surplus === 1 ? 'stays' : 'stay'}`
        : '',
    ];
    return `${name}: ${parts.filter((part) => part !== '').join('; ')}.`;
  });
  return firstOf(lines, 'model version');
}

/** Versions that labeling will not show: the project shows another one. */
function hidden({ facts, versions: planned }: UploadPlan): string[] {
  const { modelVersion } = facts.project;
  const others = planned.filter(
    ({ modelVersion: name, sending }) => sending > 0 && name !== '' && name !== modelVersion,
  );
  if (modelVersion === '' || others.length === 0) return [];
  const names = some(others.map(({ modelVersion: name }) => named(name)));
  return [
    `Label All Tasks shows model version ${named(modelVersion)} of this project, so ${names} will not be seen there yet.`,
  ];
}

function unsendable(items: readonly Unsendable[], where: Where = byPointer): string[] {
  const byMessage = new Map<string, Unsendable[]>();
  for (const item of items) {
    addTo(byMessage, item.message, item);
  }
  return [...byMessage].map(([message, same]) => {
    const places = some(same.map(where));
    return `Not sent: ${count(sum(same), 'prediction')} (${places}). ${message}`;
  });
}

function leftOut({ emptyTasks, annotations }: UploadRead): string[] {
  const lines: string[] = [];
  if (emptyTasks > 0) lines.push(`Left out: ${count(emptyTasks, 'task')} without predictions.`);
  if (annotations > 0) lines.push(`Left out: ${count(annotations, 'annotation')}. Only predictions are uploaded.`);
  return lines;
}

/** Why a file has nothing that could be sent, told by the file alone. */
export function describeNothing(read: UploadRead): string {
  if (read.unsendable.length === 0 && read.emptyTasks === 0) return 'It holds no predictions.';
  return [...unsendable(read.unsendable), ...leftOut(read)].join('\n\n');
}

/** Says what goes where, what the server already has, and what stays; one short sentence or two a line. */
export function describePlan(plan: UploadPlan, where: Where = byPointer): string[] {
  const nothing = plan.creates.length === 0 && plan.newTasks.length === 0;
  const all = plan.isSelection ? 'everything that is selected' : 'everything of this file';
  return [
    ...(nothing ? [plan.same.length > 0 ? `The project has ${all} already.` : 'There is nothing to upload.'] : []),
    ...(plan.isSelection && !nothing ? ['Only what is selected in the file.'] : []),
    ...creates(plan),
    ...imports(plan),
    ...versions(plan),
    ...hidden(plan),
    ...unsendable(plan.unsendable, where),
    ...leftOut(plan.read),
  ];
}

function stored({ created, imported, uncertain, plan }: UploadResult): string[] {
  if (created.length + imported.length === 0) {
    return [uncertain.length > 0 ? 'Nothing is known to be stored.' : 'Nothing was stored.'];
  }
  const { id, title } = plan.facts.project;
  const inNew = sum(imported);
  const newTasks = count(imported.length, 'new task');
  const inTasks =
    imported.length === 0
      ? ''
      : inNew === created.length
        ? `, in ${newTasks}`
        : `, ${number(inNew)} of them in ${newTasks}`;
  return [`Stored: ${count(created.length, 'prediction')} in project ${id} ${named(title)}${inTasks}.`];
}

/** What the server objects to, by what is to be done about it. */
function refused({ failed }: UploadResult, where: Where): string[] {
  const byCure = new Map<string, FailedItem[]>();
  for (const item of failed) addTo(byCure, item.cure, item);
  return [...byCure].flatMap(([cure, items]) => {
    const words = items.slice(0, NAMED).flatMap((item) => {
      const places = item.places.length > 0 ? item.places : [item];
      return places.slice(0, NAMED).map((place) => `  ${where(place)}: ${place.message}`);
    });
    return [`Refused by the server: ${count(sum(items), 'prediction')}. ${cure}`, ...words];
  });
}

function problems(result: UploadResult, where: Where): string[] {
  const { uncertain, unsent, stopped } = result;
  const lines = [...refused(result, where), ...byReason('Unknown', uncertain, where), ...unproved(result, where)];
  const notSent = unsent.filter((item) => item.reason === 'stopped' || item.reason === 'cancelled');
  // What is not known says it already.
  const again = uncertain.length > 0 ? '' : ' Upload the file again to send the rest: nothing is stored twice.';
  if (notSent.length > 0) {
    const [first] = notSent;
    const from = first?.pointer ? where(first) : 'the start of the file';
    lines.push(`Not sent: ${count(sum(notSent), 'prediction')}, from ${from} on.${again}`);
  }
  const kept = unsent.filter((item) => item.reason === 'not-replaced');
  if (kept.length > 0)
    lines.push(`Left as they are on the server, as you chose: ${count(sum(kept), 'changed prediction')}.`);
  const declined = unsent.filter((item) => item.reason === 'not-confirmed').length;
  if (declined > 0) lines.push(`Not imported, as you chose: ${count(declined, 'task')}.`);
  if (stopped) lines.push(`Stopped: ${stopped.message} ${stopped.cure}`);
  return lines;
}

/** What reading back has shown. */
function unproved({ missing, doubled, deleted }: UploadResult, where: Where): string[] {
  const lines: string[] = [];
  if (deleted.length > 0)
    lines.push(`Deleted, because others took their place: ${count(deleted.length, 'prediction')}.`);
  lines.push(...byReason('Missing', missing, where));
  if (doubled.length > 0) {
    lines.push(
      `There twice: ${count(doubled.length, 'prediction')}, ids ${some(doubled.map(({ id }) => id))}. A request landed after it was given up, or the same file was uploaded from elsewhere meanwhile. Delete these, unless that has been done there.`,
    );
  }
  return lines;
}

/** What is not there as it should be, by the reason. */
function byReason(what: 'Missing' | 'Unknown', items: readonly UncertainItem[], where: Where): string[] {
  const reasons = new Map<string, UncertainItem[]>();
  for (const item of items) {
    const reason = `${item.message} ${item.cure}`;
    addTo(reasons, reason, item);
  }
  return [...reasons].map(([reason, same]) => {
    return `${what}: ${count(sum(same), 'prediction')} (${some(same.map(where), FEW)}). ${reason}`;
  });
}

/** Model versions of this upload that labeling does not show: predictions that arrive alone do not choose theirs. */
export function hiddenVersions({ created, plan, shownVersion }: UploadResult): string[] {
  const modelVersion = shownVersion ?? plan.facts.project.modelVersion;
  return [...new Set(created.flatMap((item) => item.model_version || []))].filter((name) => name !== modelVersion);
}

function visible(result: UploadResult): string[] {
  const names = hiddenVersions(result);
  if (names.length === 0) return [];
  const which = `model version${names.length === 1 ? '' : 's'} ${some(names.map(named))}`;
  return [
    `Label All Tasks does not show ${which} yet: choose ${names.length === 1 ? 'it' : 'one'} in the project's Settings > Annotation.`,
  ];
}

function cancelled({ cancelled: isCancelled, unsent, uncertain }: UploadResult): string[] {
  if (!isCancelled) return [];
  const isPart = uncertain.length > 0 || unsent.some(({ reason }) => reason === 'cancelled');
  return [isPart ? 'Cancelled.' : 'Cancelled when everything had been sent already.'];
}

/** Says what is stored, what the server refused and why, what nobody knows, and what was not sent. */
export function describeResult(result: UploadResult, where: Where = byPointer): string[] {
  return [
    ...cancelled(result),
    ...stored(result),
    ...problems(result, where),
    ...visible(result),
    ...unsendable(result.plan.unsendable, where),
  ];
}

/** The ids that the server gave, in few lines however many there are, for the output channel. */
export function describeIds({ created, imported }: UploadResult): string[] {
  const byVersion = new Map<string, UploadResult['created']>();
  for (const item of created) {
    const version = item.model_version ?? '';
    addTo(byVersion, version, item);
  }
  const lines = [...byVersion].map(([version, items]) => {
    const tasks = new Set(items.map(({ task }) => task)).size;
    const ofVersion = version === '' ? '' : `, model version ${named(version)}`;
    return `${idsText('prediction', items)} on ${count(tasks, 'task')}${ofVersion}`;
  });
  const shown = firstOf(lines, 'model version');
  return imported.length > 0 ? [...shown, `New: ${idsText('task', imported)}`] : shown;
}

function idsText(what: string, items: readonly { id: number | undefined }[]): string {
  const ids = items.flatMap(({ id }) => id ?? []);
  const unknown = items.length - ids.length;
  const parts = [
    ...(ids.length > 0 ? [`id${ids.length === 1 ? '' : 's'} ${rangesText(rangesOf(ids))}`] : []),
    ...(unknown > 0 ? [`${number(unknown)} of unknown id`] : []),
  ];
  return `${count(items.length, what)} (${parts.join(', ')})`;
}

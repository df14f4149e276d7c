/** Plans and results in short lines, for a confirmation, a notification and the output channel. */
import type { NewTaskReason } from './match';
import type { PlannedTask, UploadPlan } from './plan';
import type { Unsendable, UploadRead } from './read';
import type { UncertainItem, UploadResult } from './result';

/** How many ids or places a line names before it says how many more there are. */
const NAMED = 10;

const number = (n: number): string => n.toLocaleString('en');
const count = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;
const sum = (items: readonly { predictions: number }[]): number =>
  items.reduce((all, item) => all + item.predictions, 0);

function some(items: readonly (string | number)[]): string {
  const shown = items.slice(0, NAMED).join(', ');
  return items.length > NAMED ? `${shown} and ${items.length - NAMED} more` : shown;
}

function predictionsOf(tasks: readonly PlannedTask[]): number {
  return tasks.reduce((all, { task }) => all + task.predictions.length, 0);
}

const NEW_BECAUSE: Readonly<Record<NewTaskReason, (tasks: readonly PlannedTask[], project: string) => string>> = {
  'no-id': () => 'the file gives no id for them',
  'id-not-in-project': (_, project) => `their ids are not in project ${project}`,
  'data-differs': (tasks, project) =>
    `project ${project} has tasks with their ids but other data (${some(tasks.map(({ task }) => task.id ?? task.pointer))})`,
};

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
    `${count(plan.creates.length, 'prediction')} for ${count(tasks, 'task')} of project ${project.id} "${project.title}" on ${host}.`,
  ];
}

function imports(plan: UploadPlan): string[] {
  const project = `${plan.facts.project.id} "${plan.facts.project.title}"`;
  return newTasksByReason(plan).map(({ reason, tasks }) => {
    const what = `${count(tasks.length, 'new task')} with ${count(predictionsOf(tasks), 'prediction')}`;
    return `If you agree: ${what} in project ${project} on ${plan.facts.host}, because ${NEW_BECAUSE[reason](tasks, project)}.`;
  });
}

function versions(plan: UploadPlan): string[] {
  return plan.versions.map(({ modelVersion, sending, changed, same, surplus }) => {
    const name = modelVersion === '' ? 'No model version' : `Model version "${modelVersion}"`;
    const parts = [
      sending - changed > 0 ? `${number(sending - changed)} new` : '',
      changed > 0 ? `${number(changed)} changed: their tasks have other predictions of this version` : '',
      same > 0 ? `${number(same)} already there` : '',
      surplus > 0 ? `${number(surplus)} more on the same tasks that the file does not have, which stay` : '',
    ];
    return `${name}: ${parts.filter((part) => part !== '').join('; ')}.`;
  });
}

/** Versions that labeling will not show: the project shows another one. */
function hidden({ facts, versions: planned }: UploadPlan): string[] {
  const { modelVersion } = facts.project;
  const others = planned.filter(
    ({ modelVersion: name, sending }) => sending > 0 && name !== '' && name !== modelVersion,
  );
  if (modelVersion === '' || others.length === 0) return [];
  const names = some(others.map(({ modelVersion: name }) => `"${name}"`));
  return [
    `Label All Tasks shows model version "${modelVersion}" of this project, so ${names} will not be seen there yet.`,
  ];
}

function unsendable(items: readonly Unsendable[]): string[] {
  const byMessage = new Map<string, Unsendable[]>();
  for (const item of items) {
    const same = byMessage.get(item.message);
    if (same) same.push(item);
    else byMessage.set(item.message, [item]);
  }
  return [...byMessage].map(([message, same]) => {
    const places = some(same.map((item) => item.pointer || 'the file'));
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
export function describePlan(plan: UploadPlan): string[] {
  const nothing = plan.creates.length === 0 && plan.newTasks.length === 0;
  const all = plan.isSelection ? 'everything that is selected' : 'everything of this file';
  return [
    ...(nothing ? [plan.same.length > 0 ? `The project has ${all} already.` : 'There is nothing to upload.'] : []),
    ...(plan.isSelection && !nothing ? ['Only what is selected in the file.'] : []),
    ...creates(plan),
    ...imports(plan),
    ...versions(plan),
    ...hidden(plan),
    ...unsendable(plan.unsendable),
    ...leftOut(plan.read),
  ];
}

function stored({ created, imported, plan }: UploadResult): string[] {
  if (created.length + imported.length === 0) return ['Nothing is known to be stored.'];
  const { id, title } = plan.facts.project;
  const inNew =
    imported.length > 0 ? `, ${number(sum(imported))} of them in ${count(imported.length, 'new task')}` : '';
  return [`Stored: ${count(created.length, 'prediction')} in project ${id} "${title}"${inNew}.`];
}

function problems(result: UploadResult): string[] {
  const lines: string[] = [];
  const { failed, uncertain, unsent, stopped, cancelled } = result;
  if (failed.length > 0) lines.push(`Refused by the server: ${count(sum(failed), 'prediction')}.`);
  for (const item of failed.slice(0, NAMED)) {
    const words =
      item.places.length > 0 ? item.places.map((place) => `${place.pointer}: ${place.message}`) : [item.message];
    lines.push(
      ...words.slice(0, NAMED).map((word) => `  ${item.places.length > 0 ? word : `${item.pointer}: ${word}`}`),
    );
  }
  lines.push(...unknown(uncertain), ...unproved(result));
  const notSent = unsent.filter((item) => item.reason === 'stopped' || item.reason === 'cancelled');
  if (notSent.length > 0) {
    lines.push(
      `Not sent: ${count(sum(notSent), 'prediction')}, from ${notSent[0]?.pointer || 'the start of the file'} on.`,
    );
  }
  const kept = unsent.filter((item) => item.reason === 'not-replaced');
  if (kept.length > 0)
    lines.push(`Left as they are on the server, as you chose: ${count(sum(kept), 'changed prediction')}.`);
  const declined = unsent.filter((item) => item.reason === 'not-confirmed').length;
  if (declined > 0) lines.push(`Not imported, as you chose: ${count(declined, 'task')}.`);
  if (cancelled) lines.push('Cancelled.');
  if (stopped) lines.push(`Stopped: ${stopped.message} ${stopped.cure}`);
  return lines;
}

/** What reading back has shown. */
function unproved({ missing, doubled, deleted }: UploadResult): string[] {
  const lines: string[] = [];
  if (deleted.length > 0)
    lines.push(`Deleted, because others took their place: ${count(deleted.length, 'prediction')}.`);
  if (missing.length > 0) {
    const [{ message, cure } = { message: '', cure: '' }] = missing;
    lines.push(
      `Missing: ${count(missing.length, 'prediction')} (${some(missing.map((item) => item.pointer))}). ${message} ${cure}`,
    );
  }
  if (doubled.length > 0) {
    lines.push(
      `There twice: ${count(doubled.length, 'prediction')}, ids ${some(doubled.map(({ id }) => id))}. A request landed after it was given up; delete these.`,
    );
  }
  return lines;
}

/** What may or may not be stored, by the reason. */
function unknown(items: readonly UncertainItem[]): string[] {
  const byReason = new Map<string, UncertainItem[]>();
  for (const item of items) {
    const reason = `${item.message} ${item.cure}`;
    const same = byReason.get(reason);
    if (same) same.push(item);
    else byReason.set(reason, [item]);
  }
  return [...byReason].map(([reason, same]) => {
    return `Unknown: ${count(sum(same), 'prediction')} (${some(same.map((item) => item.pointer || 'the file'))}). ${reason}`;
  });
}

/** Model versions of this upload that labeling does not show: predictions that arrive alone do not choose theirs. */
export function hiddenVersions({ created, plan }: UploadResult): string[] {
  const { modelVersion } = plan.facts.project;
  return [...new Set(created.flatMap((item) => item.model_version || []))].filter((name) => name !== modelVersion);
}

function visible(result: UploadResult): string[] {
  const names = hiddenVersions(result);
  if (names.length === 0) return [];
  return [
    `To see ${names.length === 1 ? 'it' : 'them'} in Label All Tasks, choose model version ${some(names.map((name) => `"${name}"`))} in the project's Settings > Annotation.`,
  ];
}

/** Says what is stored, what the server refused and why, what nobody knows, and what was not sent. */
export function describeResult(result: UploadResult): string[] {
  return [...stored(result), ...problems(result), ...visible(result), ...unsendable(result.plan.unsendable)];
}

/** Every id that the server gave, one a line, for the output channel. */
export function describeIds(result: UploadResult): string[] {
  return [
    ...result.created.map((item) => {
      const version = item.model_version ? `, model version "${item.model_version}"` : '';
      return `${item.pointer || '/'}: prediction ${item.id ?? 'of unknown id'} on task ${item.task}${version}${item.created_at === null ? '' : `, ${item.created_at}`}`;
    }),
    ...result.imported.map((item) => {
      return `${item.pointer || '/'}: task ${item.id ?? 'of unknown id'} with ${count(item.predictions, 'prediction')}`;
    }),
  ];
}

/** Plans and results in short lines, for a confirmation, a notification and the output channel. */
import type { NewTaskReason, PlannedTask, UploadPlan } from './plan';
import type { Unsendable, UploadRead } from './read';
import type { UncertainItem, UploadResult } from './result';

/** How many ids or places a line names before it says how many more there are. */
const NAMED = 10;

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
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

/** How Label Studio stores what has no model version: by Create prediction, and by an import. */
const NAMELESS: Readonly<Record<string, string>> = {
  '': 'No model version',
  undefined: 'No model version (an import stores it as "undefined")',
};

function versions(plan: UploadPlan): string[] {
  return plan.versions.map(({ modelVersion, sending, alreadyThere }) => {
    const name = NAMELESS[modelVersion] ?? `Model version "${modelVersion}"`;
    const line = `${name}: ${count(sending, 'prediction')}`;
    if (alreadyThere === undefined) return `${line}. The server does not tell how many of these it has.`;
    if (alreadyThere === 0) return `${line}, none of it in the project yet.`;
    return `${line}. The project already has ${alreadyThere.toLocaleString('en')} of it: what is the same will be there twice.`;
  });
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
  return [
    ...(nothing ? ['There is nothing to upload.'] : []),
    ...creates(plan),
    ...imports(plan),
    ...versions(plan),
    ...unsendable(plan.unsendable),
    ...leftOut(plan.read),
  ];
}

function stored(result: UploadResult): string[] {
  const { created, imported, plan } = result;
  const lines: string[] = [];
  const where = `project ${plan.facts.project.id} "${plan.facts.project.title}"`;
  if (created.length > 0) lines.push(`Stored: ${count(created.length, 'prediction')} in ${where}.`);
  if (imported.length > 0) {
    lines.push(`Stored: ${count(imported.length, 'new task')} with ${count(sum(imported), 'prediction')} in ${where}.`);
  }
  return lines.length > 0 ? lines : ['Nothing is known to be stored.'];
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
  lines.push(...unknown(uncertain));
  const notSent = unsent.filter((item) => item.reason !== 'not-confirmed');
  if (notSent.length > 0) {
    lines.push(
      `Not sent: ${count(sum(notSent), 'prediction')}, from ${notSent[0]?.pointer || 'the start of the file'} on.`,
    );
  }
  const declined = unsent.length - notSent.length;
  if (declined > 0) lines.push(`Not imported, as you chose: ${count(declined, 'task')}.`);
  if (cancelled) lines.push('Cancelled.');
  if (stopped) lines.push(`Stopped: ${stopped.message} ${stopped.cure}`);
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

/** Predictions that arrive alone are not shown in labeling before a project has their version chosen. */
function visible(result: UploadResult): string[] {
  const { modelVersion } = result.plan.facts.project;
  const names = [...new Set(result.created.flatMap((item) => item.model_version || []))].filter(
    (name) => name !== modelVersion,
  );
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
      return `${item.pointer || '/'}: prediction ${item.id} on task ${item.task}${version}, ${item.created_at ?? 'time unknown'}`;
    }),
    ...result.imported.map((item) => {
      return `${item.pointer || '/'}: task ${item.id ?? 'of unknown id'} with ${count(item.predictions, 'prediction')}`;
    }),
  ];
}

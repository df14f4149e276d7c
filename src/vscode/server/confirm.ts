import { commands, type MessageItem, window } from 'vscode';
import { plural } from '../../core/report/words';
import type { Project } from '../../core/server/shapes';
import type { NewTaskReason } from '../../core/upload/match';
import type { Consent, PlanView } from '../../core/upload/session/session';
import { commands as commandIds } from '../ids';
import type { CheckBeforehand } from './beforehand';
import type { UploadFile } from './uploadFile';

/**
 * Asks whether a file with errors is to be uploaded all the same. What no server can store is never sent, whatever is
 * said here; the plan names it.
 */
export async function confirmProblems(file: UploadFile, { options, project }: CheckBeforehand): Promise<boolean> {
  const errors = await file.session.countErrors(options);
  if (errors === 0) return true;
  const anyway = { title: 'Upload Anyway' };
  // What only the project's config tells is not underlined before that config lies beside the file.
  const show = project
    ? { title: 'Pull Labeling Config', command: commandIds.pullLabelConfig }
    : { title: 'Show Problems', command: 'workbench.actions.view.problems' };
  const picked = await window.showWarningMessage(
    `${file.selected === undefined ? 'This file' : 'What is selected'} has ${errors === 1 ? 'an error' : plural(errors, 'error')}${project ? ' by the labeling config of the project' : ''}.`,
    { modal: true, detail: project ? byProject(project) : UNDERLINED },
    show,
    anyway,
  );
  if (picked === show) await commands.executeCommand(show.command);
  return picked === anyway;
}

const UNDERLINED =
  'Label Studio would refuse, lose or alter what is underlined in red. Mend it first, or upload the file as it is.';

const byProject = ({ id, title }: Pick<Project, 'id' | 'title'>): string =>
  `The file has no labeling config of its own, so it was compared with that of project ${id} "${title}". Label Studio would refuse, lose or alter what does not fit. Pull that labeling config to see it underlined, or upload the file as it is.`;

/**
 * Shows what goes where and asks for a yes. Undefined when there is none, or nothing to send.
 *
 * @param showPlan opens the whole plan to be read
 */
export async function confirmPlan(plan: PlanView, showPlan: () => Promise<void>): Promise<Consent | undefined> {
  const { lines } = plan;
  const { id, title } = plan.project;
  const read = { title: 'Show Plan' };
  if (plan.creates === 0 && plan.newTasks.length === 0) {
    const isSettled = plan.same > 0 && plan.unsendable === 0;
    const say = isSettled ? window.showInformationMessage : window.showWarningMessage;
    const message = isSettled
      ? `Project ${id} "${title}" has all of it already.`
      : plan.same > 0
        ? `Project ${id} "${title}" has all that can be uploaded already.`
        : 'Nothing of this file can be uploaded.';
    // The first line says the same.
    const detail = lines.slice(1).join('\n\n');
    const done: MessageItem = { title: 'OK', isCloseAffordance: true };
    if ((await say(message, { modal: true, detail }, read, done)) === read) await showPlan();
    return undefined;
  }
  const detail = [...lines, ...replacing(plan)].join('\n\n');
  const choices = choicesOf(plan);
  // With new tasks it depends on the answer how many there are.
  const what = plan.newTasks.length > 0 ? 'predictions' : plural(plan.creates, 'prediction');
  const question = `Upload ${what} to project ${id} "${title}"?`;
  const titles = choices.map((choice) => choice.title);
  const picked = await window.showInformationMessage(question, { modal: true, detail }, ...titles, read.title);
  if (picked === read.title) {
    await showPlan();
    return undefined;
  }
  const choice = choices.find((one) => one.title === picked);
  if (!choice) return undefined;
  const importing = new Set(choice.importing ? plan.newTasks.map(({ reason }) => reason) : []);
  const importNew = await confirmOtherData(plan, importing);
  return importNew && { importNew, changed: choice.changed };
}

/** What is deleted when somebody says so. */
function replacing({ changed }: PlanView): string[] {
  if (changed === 0) return [];
  const [others, they] = changed === 1 ? ['the other one', 'the new one is'] : ['the other ones', 'the new ones are'];
  return [`Replacing deletes ${others} on the server once ${they} stored.`];
}

interface Choice {
  title: string;
  importing: boolean;
  changed: Consent['changed'];
}

/** What can be done with a plan: the whole first, then the parts that take nothing away and add no tasks. */
function choicesOf(plan: PlanView): Choice[] {
  const isNew = plan.creates > plan.changed;
  const isChanged = plan.changed > 0;
  const importing = plan.newTasks.length > 0;
  const choices: Choice[] = [];
  if (isChanged) {
    const title = importing
      ? 'Upload, Replace Changed, Import New Tasks'
      : isNew
        ? 'Upload and Replace Changed'
        : 'Replace Changed';
    choices.push({ title, importing, changed: 'replace' });
  }
  if (importing) {
    choices.push({ title: isNew ? 'Upload and Import New Tasks' : 'Import New Tasks', importing, changed: 'leave' });
  }
  if (isNew) {
    const title = importing ? 'Upload to Existing Tasks Only' : isChanged ? 'Upload New Only' : 'Upload';
    choices.push({ title, importing: false, changed: 'leave' });
  }
  return choices;
}

/** Ids that exist with other data are the classic mix-up of a script's own numbers: they take a yes of their own. */
async function confirmOtherData(
  plan: PlanView,
  importing: ReadonlySet<NewTaskReason>,
): Promise<ReadonlySet<NewTaskReason> | undefined> {
  if (!importing.has('data-differs')) return importing;
  const tasks = plan.newTasks.find(({ reason }) => reason === 'data-differs')?.tasks ?? 0;
  const one = tasks === 1;
  const leave = { title: one ? 'Leave It Out' : 'Leave Them Out' };
  const take = { title: one ? 'Import It as a New Task' : 'Import Them as New Tasks' };
  const picked = await window.showWarningMessage(
    `${one ? 'One task has an id that exists' : `${plural(tasks, 'task')} have ids that exist`} in the project with other data.`,
    {
      modal: true,
      detail: `Either ${one ? 'the id is a number of your script and this is a new task' : 'the ids are the numbers of your script and these are new tasks'}, or the data of the file is not that of the project. Existing tasks are never changed.`,
    },
    leave,
    take,
  );
  if (picked === take) return importing;
  if (picked !== leave) return undefined;
  return new Set([...importing].filter((reason) => reason !== 'data-differs'));
}

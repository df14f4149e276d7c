import { commands, window } from 'vscode';
import { describePlan, newTasksByReason } from '../../core/upload/describe';
import type { NewTaskReason, UploadPlan } from '../../core/upload/plan';
import type { FileOptions } from '../../core/validation/file';

/** What the person said yes to. */
export interface Consent {
  importNew: ReadonlySet<NewTaskReason>;
}

/**
 * Asks whether a file with errors is to be uploaded all the same. What no server can store is never sent, whatever is
 * said here; the plan names it.
 */
export async function confirmProblems(text: string, options: FileOptions): Promise<boolean> {
  const { checkText, stringSource } = await import('../chunks/checker');
  let errors = 0;
  for (const problems of checkText(stringSource(text), options)) {
    errors += problems.filter(({ severity }) => severity === 'error').length;
  }
  if (errors === 0) return true;
  const anyway = { title: 'Upload Anyway' };
  const show = { title: 'Show Problems' };
  const picked = await window.showWarningMessage(
    `This file has ${errors === 1 ? 'an error' : `${errors} errors`}.`,
    {
      modal: true,
      detail:
        'Label Studio would refuse, lose or alter what is underlined in red. Mend it first, or upload the file as it is.',
    },
    show,
    anyway,
  );
  if (picked === show) await commands.executeCommand('workbench.actions.view.problems');
  return picked === anyway;
}

/** Shows what goes where and asks for a yes. Undefined when there is none, or nothing to send. */
export async function confirmPlan(plan: UploadPlan): Promise<Consent | undefined> {
  const detail = describePlan(plan).join('\n\n');
  const importing = new Set(newTasksByReason(plan).map(({ reason }) => reason));
  if (plan.creates.length === 0 && plan.newTasks.length === 0) {
    await window.showWarningMessage('Nothing of this file can be uploaded.', { modal: true, detail });
    return undefined;
  }
  const all = { title: plan.creates.length === 0 ? 'Import New Tasks' : 'Upload and Import New Tasks' };
  const some = { title: importing.size === 0 ? 'Upload' : 'Upload to Existing Tasks Only' };
  const choices = [...(importing.size > 0 ? [all] : []), ...(plan.creates.length > 0 ? [some] : [])];
  const { id, title } = plan.facts.project;
  const question = `Upload predictions to project ${id} “${title}”?`;
  const picked = await window.showInformationMessage(question, { modal: true, detail }, ...choices);
  if (picked === some) return { importNew: new Set() };
  if (picked !== all) return undefined;
  const allowed = await confirmOtherData(plan, importing);
  return allowed && { importNew: allowed };
}

/** Ids that exist with other data are the classic mix-up of a script's own numbers: they take a yes of their own. */
async function confirmOtherData(
  plan: UploadPlan,
  importing: ReadonlySet<NewTaskReason>,
): Promise<ReadonlySet<NewTaskReason> | undefined> {
  if (!importing.has('data-differs')) return importing;
  const tasks = plan.newTasks.filter(({ reason }) => reason === 'data-differs').length;
  const leave = { title: 'Leave Them Out' };
  const take = { title: 'Import Them as New Tasks' };
  const picked = await window.showWarningMessage(
    `${tasks === 1 ? 'One task has an id that exists' : `${tasks} tasks have ids that exist`} in the project with other data.`,
    {
      modal: true,
      detail:
        'Either the ids are the numbers of your script and these are new tasks, or the data of the file is not that of the project. Existing tasks are never changed.',
    },
    leave,
    take,
  );
  if (picked === take) return importing;
  if (picked !== leave) return undefined;
  return new Set([...importing].filter((reason) => reason !== 'data-differs'));
}

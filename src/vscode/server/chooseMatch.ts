import { type QuickPickItem, window } from 'vscode';
import { plural } from '../../core/report/words';
import type { MatchBy } from '../../core/upload/match';
import type { PlanView } from '../../core/upload/session/session';

interface Choice extends QuickPickItem {
  match: MatchBy | undefined;
}

/**
 * Asks how tasks of the file are to be recognised that are not in the project by id and equal data, where one key of their
 * data would find some of them.
 *
 * @returns how, or undefined to take them for new ones; `cancelled` when the person thought better of it
 */
export async function chooseMatch(plan: PlanView): Promise<MatchBy | undefined | 'cancelled'> {
  const { keyOffers, project } = plan;
  const newTasks = plan.newTasks.reduce((sum, { tasks }) => sum + tasks, 0);
  if (newTasks === 0 || keyOffers.length === 0) return undefined;
  const choices: Choice[] = keyOffers.map(({ key, found, of }) => ({
    label: `Recognise Tasks by "${key}" of Their Data`,
    description: `finds ${found.toLocaleString('en')} of ${of.toLocaleString('en')}`,
    match: { by: 'data', key },
  }));
  choices.push({
    label: 'Take Them for New Tasks',
    detail: 'Nothing is imported before you have seen the plan.',
    match: undefined,
  });
  const picked = await window.showQuickPick(choices, {
    title: `${plural(newTasks, 'task')} of the file ${newTasks === 1 ? 'is' : 'are'} not in "${project.title}" by id and equal data`,
    placeHolder: 'Which tasks of the project are meant?',
    ignoreFocusOut: true,
  });
  return picked ? picked.match : 'cancelled';
}

import { type QuickPickItem, window } from 'vscode';
import type { MatchBy } from '../../core/upload/match';
import type { UploadPlan } from '../../core/upload/plan';
import { plural } from '../report/words';

interface Choice extends QuickPickItem {
  match: MatchBy | undefined;
}

/**
 * Asks how tasks of the file are to be recognised that are not in the project by id and equal data, where one key of their
 * data would find some of them.
 *
 * @returns how, or undefined to take them for new ones; `cancelled` when the person thought better of it
 */
export async function chooseMatch({ facts, newTasks }: UploadPlan): Promise<MatchBy | undefined | 'cancelled'> {
  const { keyOffers = [], project } = facts;
  if (newTasks.length === 0 || keyOffers.length === 0) return undefined;
  const choices: Choice[] = keyOffers.map(({ key, found, of }) => ({
    label: `Recognise Tasks by “${key}” of Their Data`,
    description: `finds ${found.toLocaleString('en')} of ${of.toLocaleString('en')}`,
    match: { by: 'data', key },
  }));
  choices.push({
    label: 'Take Them for New Tasks',
    detail: 'Nothing is imported before you have seen the plan.',
    match: undefined,
  });
  const picked = await window.showQuickPick(choices, {
    title: `${plural(newTasks.length, 'task')} of the file ${newTasks.length === 1 ? 'is' : 'are'} not in “${project.title}” by id and equal data`,
    placeHolder: 'Which tasks of the project are meant?',
    ignoreFocusOut: true,
  });
  return picked ? picked.match : 'cancelled';
}

/** What people read about predictions that stay where they are. */
import { POISON_TEXT, type PoisonKind } from '../text/poison';

/** Why a prediction (or all that stands in a unit) is not sent. */
export type UnsendableReason =
  | 'broken-json'
  | 'broken-file'
  | 'not-a-unit'
  | 'no-data'
  | 'result-in-task'
  | 'predictions-not-list'
  | 'not-a-prediction'
  | 'no-result'
  | 'result-not-list'
  | 'region-not-object'
  | 'score-not-number'
  | 'version-not-text'
  | 'version-null'
  | 'no-task'
  | 'task-not-id'
  | 'task-not-in-project'
  | 'task-held'
  | PoisonKind;

export const UNSENDABLE: Readonly<Record<UnsendableReason, string>> = {
  'broken-json': 'This is not valid JSON. Correct the syntax first.',
  'broken-file':
    'The file is not valid JSON as a whole, so nobody can tell what belongs to what. Correct the syntax first.',
  'not-a-unit': 'This is neither a task (with "data" and "predictions") nor a prediction (with "task" and "result").',
  'no-data': 'The task has no "data", so it can neither be found in the project nor be created.',
  'result-in-task': 'A task has no "result" of its own. Put it into one of its "predictions".',
  'predictions-not-list': '"predictions" must be a list of predictions.',
  'not-a-prediction':
    'A prediction must be an object with a "result". Label Studio would store the task without any prediction.',
  'no-result': 'The prediction has no "result". Add the list of its regions, or [] for none.',
  'result-not-list': '"result" must be a list of regions. Label Studio would store something else than the file says.',
  'region-not-object': 'Every item of "result" must be an object: a region or a relation.',
  'score-not-number': '"score" must be a number between 0 and 1. Label Studio would store something else, or fail.',
  'version-not-text': '"model_version" must be a text.',
  'version-null': '"model_version" is null, which Label Studio refuses here. Give it a name, or leave it out.',
  'no-task': 'The prediction has no "task": add the id of the task that it belongs to.',
  'task-not-id': '"task" must be the id of a task, a whole number.',
  'task-not-in-project': 'The chosen project has no task with this id.',
  'task-held':
    'Another prediction of this new task cannot be sent, so the task waits: importing it twice would double it.',
  ...POISON_TEXT,
};

/** What to do when an answer was lost. */
export const LOST_ANSWER_CURE =
  'It was not sent again, so that nothing is doubled. Wait a minute, look at the project in Label Studio, and upload only what is missing.';

/** Label Studio stored the tasks of an import, and then none or not all of their predictions. */
export const TASKS_BARE_CURE =
  'Delete the new tasks in Label Studio and upload them again when nobody else is importing into the project.';

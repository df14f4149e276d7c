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
  | 'prediction-by-id'
  | 'no-result'
  | 'result-not-list'
  | 'region-not-object'
  | 'score-not-number'
  | 'version-not-text'
  | 'no-task'
  | 'task-not-id'
  | 'task-not-in-project'
  | 'task-held'
  | 'task-ambiguous'
  | 'task-without-key'
  | 'task-again'
  | 'key-not-in-project'
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
  'prediction-by-id':
    "Only the id of a prediction is here, as in Label Studio's own exports. Export with the predictions to upload them elsewhere.",
  'no-result': 'The prediction has no "result". Add the list of its regions, or [] for none.',
  'result-not-list': '"result" must be a list of regions. Label Studio would store something else than the file says.',
  'region-not-object': 'Every item of "result" must be an object: a region or a relation.',
  'score-not-number': '"score" must be a number between 0 and 1. Label Studio would store something else, or fail.',
  'version-not-text': '"model_version" must be a text.',
  'no-task': 'The prediction has no "task": add the id of the task that it belongs to.',
  'task-not-id': '"task" must be the id of a task, a whole number.',
  'task-not-in-project': 'The chosen project has no task with this id.',
  'task-ambiguous':
    'Several tasks of the project have this value under the chosen data key, so nobody can tell which one is meant. Choose another key, or give the task its id.',
  'task-without-key':
    'The task has nothing under the chosen data key, so nobody can tell which task of the project it is. Give it a value there, or have the tasks recognised in another way.',
  'task-again':
    'The file has this task before, told by the chosen data key, and there it is a new one for the project. Upload the file once more: what stands here then goes to that task.',
  'key-not-in-project':
    'No task of the project has the chosen data key, so none can be recognised by it. Choose another key, or have all tasks imported as new ones.',
  'task-held':
    'Another prediction of this new task cannot be sent, so the task waits: importing it twice would double it.',
  ...POISON_TEXT,
};

/** What to do when nobody could find out what became of a request. */
export const LOST_ANSWER_CURE =
  'It is not sent again before that is known. Upload the file once more when the server is back: what is there by then is not sent twice.';

/** Somebody did not wait for an answer. */
export const CANCELLED_MIDWAY = {
  message: 'The server was at work on it when the upload was cancelled, so it may have been stored.',
  cure: 'Upload the file again: what is there is looked up first, and only the rest is sent.',
};

/** The server itself fails at one prediction, whatever else it stores. */
export const GIVEN_UP_CURE =
  "It was tried three times and is not stored. If others are, something in it is more than this server can store. Look at the server's log.";

/** A list of predictions was stored, but for some: the server drops what its validator rejects, and does not say so. */
export const DROPPED = {
  message: 'Label Studio left this prediction out without a word, as it does with what its validator rejects.',
  cure: 'Mend what is underlined in it, and upload the file again. If nothing is, get the labeling config of the project, with which it is checked.',
};

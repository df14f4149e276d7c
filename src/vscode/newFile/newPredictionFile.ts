import {
  CancellationError,
  Position,
  Selection,
  SnippetString,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { NewFile, NewFileOutcome } from '../../core/edits/newFile/newFile';
import { plural } from '../../core/report/words';
import type { TextForm } from '../../core/text/units';
import type { NewFileDeps } from './deps';
import { Gathering, MAX_SHOWN } from './gathering';
import { whichForm, whichVersion } from './howTo';
import { newDocument, placeFor, stemFor } from './whereTo';
import { whichConfig } from './whichConfig';
import { nameOf, openTasks, type TasksFile, whichTasks } from './whichTasks';

/** What a keyboard shortcut or another extension can say, so that it is not asked. */
interface Given {
  config?: Uri;
  units?: NewFile['units'];
  form?: TextForm;
  /** A file of tasks, or an example. */
  tasks?: Uri | 'example';
  modelVersion?: string;
}

/**
 * "New Prediction File From Labeling Config…": a document that is not saved yet, with a region of every control tag for an
 * example or for each task of a file. Nothing that is there is overwritten.
 */
export async function newPredictionFile(deps: NewFileDeps, asked?: unknown): Promise<void> {
  const given = givenBy(asked);
  const { uri, config } = await whichConfig(deps, given.config);
  const { units, form } = await whichForm(given);
  const tasks = given.tasks === undefined ? await whichTasks(deps, uri) : tasksGiven(given.tasks);
  const place = await placeFor(deps, uri, tasks?.uri, form);
  const stem = place ? nameOf(place) : stemFor(uri, tasks?.uri);
  const modelVersion = await whichVersion(stem, given.modelVersion);
  const file: NewFile = { config, form, units, modelVersion };
  if (tasks) await forTasks(deps, file, tasks, place);
  else await asExample(deps, file, place);
}

function givenBy(asked: unknown): Given {
  if (asked instanceof Uri) return { config: asked };
  return typeof asked === 'object' && asked !== null ? asked : {};
}

function tasksGiven(tasks: Uri | 'example'): TasksFile | undefined {
  if (tasks === 'example') return undefined;
  const key = tasks.toString();
  const document = workspace.textDocuments.find((one) => !one.isClosed && one.uri.toString() === key);
  return { uri: tasks, document };
}

const NOTHING = 'There is no control tag in the labeling config whose regions could be predicted.';

async function asExample(deps: NewFileDeps, file: NewFile, place: Uri | undefined): Promise<void> {
  const snippet = (await deps.loadChecker()).exampleSnippet(file);
  if (snippet === undefined) throw new Error(NOTHING);
  const document = await newDocument(deps, place, file.form);
  const editor = await window.showTextDocument(document, { preview: false });
  await editor.insertSnippet(new SnippetString(snippet), new Position(0, 0));
}

async function forTasks(deps: NewFileDeps, file: NewFile, tasks: TasksFile, place: Uri | undefined): Promise<void> {
  const checker = await deps.loadChecker();
  if (checker.exampleSnippet(file) === undefined) throw new Error(NOTHING);
  const { source, form, close } = await openTasks(deps, tasks);
  try {
    const gathering = new Gathering(checker.newFileText(file, checker.tasksIn(source, form)));
    await gathering.fill(MAX_SHOWN);
    if (gathering.outcome) {
      requireSome(gathering.outcome, tasks);
      await show(deps, file, place, gathering.text());
    } else if (await wantsAll(gathering.tasks)) {
      await save(gathering, place);
    } else {
      gathering.end(file.form);
      await show(deps, file, place, gathering.text());
    }
    tell(deps, gathering, tasks);
  } finally {
    close();
  }
}

function requireSome({ tasks, withoutId }: NewFileOutcome, { uri }: TasksFile): void {
  if (tasks > 0) return;
  throw new Error(
    withoutId > 0
      ? `No task in ${nameOf(uri)} has an id that a prediction could name. Take tasks with predictions, or tasks that "Download Tasks…" has written.`
      : `There is no task in ${nameOf(uri)}.`,
  );
}

async function show(deps: NewFileDeps, { form }: NewFile, place: Uri | undefined, text: string): Promise<void> {
  const document = await newDocument(deps, place, form);
  await window.showTextDocument(document, { preview: false });
  await write(document, text);
  const start = new Position(0, 0);
  await window.showTextDocument(document, { preview: false, selection: new Selection(start, start) });
}

async function write(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  if (!(await workspace.applyEdit(edit))) throw new Error('The new file could not be written.');
}

/** @throws CancellationError when neither is wanted */
async function wantsAll(tasks: number): Promise<boolean> {
  const first = { title: `Open the First ${tasks.toLocaleString('en')}` };
  const all = { title: 'Save All to a File…' };
  const picked = await window.showWarningMessage(
    'The predictions of all these tasks are more than VS Code shows to extensions (50 MB): they could not be checked while they are typed.',
    { modal: true, detail: 'A file of all of them can be checked with "Check File on Disk", and uploaded.' },
    first,
    all,
  );
  if (!picked) throw new CancellationError();
  return picked === all;
}

async function save(gathering: Gathering, place: Uri | undefined): Promise<void> {
  const uri = await window.showSaveDialog({ title: 'Save the Predictions', ...(place && { defaultUri: place }) });
  if (!uri) throw new CancellationError();
  await gathering.fill(Number.POSITIVE_INFINITY);
  await workspace.fs.writeFile(uri, gathering.bytes());
}

function tell({ log }: NewFileDeps, { tasks, outcome }: Gathering, { uri }: TasksFile): void {
  const parts = [`${plural(tasks, 'prediction')} for the tasks of ${nameOf(uri)}.`];
  if (outcome && outcome.withoutId > 0) {
    parts.push(`${plural(outcome.withoutId, 'task')} without an id could not be named.`);
  }
  if (outcome && outcome.incomplete > 0) {
    parts.push(`In ${plural(outcome.incomplete, 'prediction')} a region is left out, as the data has nothing for it.`);
  }
  const text = parts.join(' ');
  log.info(text);
  void window.showInformationMessage(`Label Studio: ${text}`);
}

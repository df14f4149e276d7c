import { CancellationError, type QuickPickItem, Selection, type TextEditor, window, workspace } from 'vscode';
import type { LeftOut, MergeOutcome } from '../../core/edits/merge/mergePredictions';
import type { VersionSurvey } from '../../core/edits/merge/survey';
import type { ScoreChoice } from '../../core/fixes/merge/scores';
import type { Log } from '../../core/ports';
import { plural } from '../../core/report/words';
import { scanUnits } from '../../core/text/units';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { activeFile } from './activeFile';
import { apply, inSlices, selectedIn } from './steps';

/** What a keyboard shortcut can say, so that nothing is asked. */
interface Given {
  modelVersion?: string;
  score?: ScoreChoice;
}

/**
 * "Merge Predictions of One Model Version…": of one task and model version there is one prediction afterwards, in the
 * selection or in the whole file, in one step that can be undone. What does not fit together stays, and is named.
 */
export async function mergePredictions(publisher: DiagnosticsPublisher, log: Log, asked?: unknown): Promise<void> {
  const { editor, live } = activeFile(publisher);
  const { document } = editor;
  const { version } = document;
  const text = document.getText();
  const { units, intact } = scanUnits(text, live.found.form);
  if (!intact) throw new Error('The file is not JSON. Mend it first; nothing was changed.');
  // Of the chunk that the check is of: its rules are made for its classes.
  const { checker, check } = live;
  const survey = checker.surveyVersions(text, units, check.reading.expected, selectedIn(editor));
  const found = await inSlices(document, 'Looking for predictions of one model version', survey);
  const given = givenBy(asked);
  const { modelVersion } = given;
  if (found.every((each) => modelVersion !== undefined && each.version !== modelVersion)) {
    const which = modelVersion === undefined ? 'one model version' : `the model version "${modelVersion}"`;
    void window.showInformationMessage(`Label Studio: No task has several predictions of ${which} here.`);
    return;
  }
  const wanted = await chooseVersions(found, given);
  const score = await chooseScore(wanted, given);
  const groups = wanted.flatMap((each) => each.groups);
  const steps = checker.mergePredictions(text, units, check.reading, groups, score);
  const outcome = await inSlices(document, 'Merging predictions', steps);
  if (outcome.edits.length > 0) await apply(document, version, outcome.edits);
  // Not awaited: the command has ended, the message may stay open as long as it likes.
  void tell(editor, outcome, wanted, log);
}

function givenBy(asked: unknown): Given {
  if (typeof asked === 'string') return { modelVersion: asked };
  return typeof asked === 'object' && asked !== null ? asked : {};
}

const nameOf = ({ version }: Pick<VersionSurvey, 'version'>): string =>
  version === '' ? 'without a model version' : `of "${version}"`;

function countsOf({ groups, predictions }: VersionSurvey): string {
  return `${plural(predictions, 'prediction')} of ${plural(groups.length, 'task')}`;
}

/** @throws CancellationError when nobody picks one */
async function chooseVersions(found: readonly VersionSurvey[], { modelVersion }: Given): Promise<VersionSurvey[]> {
  const own = found.find(({ version }) => version === modelVersion);
  if (own) return [own];
  const items: (QuickPickItem & { wanted: VersionSurvey[] })[] = found.map((each) => ({
    label: each.version === '' ? '(no model version)' : each.version,
    description: countsOf(each),
    wanted: [each],
  }));
  if (found.length > 1) items.push({ label: 'All Model Versions', description: 'each for itself', wanted: [...found] });
  const picked = await window.showQuickPick(items, {
    title: 'Label Studio: Merge Predictions',
    placeHolder: 'The model version of which each task is to have one prediction',
  });
  if (!picked) throw new CancellationError();
  return picked.wanted;
}

const SCORES: readonly (QuickPickItem & { choice: ScoreChoice })[] = [
  {
    choice: 'lowest',
    label: 'The Lowest',
    detail: 'A project that orders its tasks by prediction score shows the least certain ones first',
  },
  { choice: 'mean', label: 'The Mean' },
  { choice: 'none', label: 'Leave It Out', detail: 'The merged prediction has no score' },
];

/** Asks what the score of a merged prediction is, if scores differ. */
async function chooseScore(wanted: readonly VersionSurvey[], { score }: Given): Promise<ScoreChoice> {
  if (!wanted.some(({ scoresDiffer }) => scoresDiffer)) return 'lowest';
  const own = SCORES.find(({ choice }) => choice === score);
  const picked =
    own ??
    (await window.showQuickPick(SCORES, {
      title: 'Label Studio: Merge Predictions',
      placeHolder: 'Predictions to be merged have different scores. The score of the merged one is …',
    }));
  if (!picked) throw new CancellationError();
  return picked.choice;
}

/** Says what was done, and what stayed and why. */
async function tell(
  editor: TextEditor,
  outcome: MergeOutcome,
  wanted: readonly VersionSurvey[],
  log: Log,
): Promise<void> {
  const text = summaryOf(outcome, wanted);
  log.info(text);
  if (outcome.left.length === 0) {
    void window.showInformationMessage(`Label Studio: ${text}`);
    return;
  }
  const places = placesNow(outcome);
  const { document } = editor;
  const path = workspace.asRelativePath(document.uri);
  const lines = places.map(({ offset, reason }) => `${path}:${document.positionAt(offset).line + 1}: ${reason}`);
  for (const line of lines) log.warn(line);
  const [first] = places as [LeftOut];
  const show = { title: places.length === 1 ? 'Show It' : 'Show the First' };
  const line = document.positionAt(first.offset).line + 1;
  const which = places.length === 1 ? 'One stays' : `${places.length.toLocaleString('en')} stay (all in the log)`;
  const message = `Label Studio: ${text} ${which}; in line ${line}: ${first.reason}.`;
  const { version } = document;
  if ((await window.showWarningMessage(message, show)) !== show) return;
  const at = document.version === version ? document.positionAt(first.offset) : document.positionAt(0);
  await window.showTextDocument(document, {
    selection: new Selection(at, at),
    ...(editor.viewColumn && { viewColumn: editor.viewColumn }),
  });
}

function summaryOf({ gone, into, renamed, twice }: MergeOutcome, wanted: readonly VersionSurvey[]): string {
  const [only] = wanted;
  const which = only && wanted.length === 1 ? nameOf(only) : `of ${wanted.length} model versions`;
  if (gone === 0) return `No predictions ${which} could be merged.`;
  const parts = [`${plural(gone, 'prediction')} ${which} went into ${plural(into, 'other')}.`];
  if (renamed > 0) parts.push(`${plural(renamed, 'region')} got a new id, since the id was taken.`);
  if (twice > 0) parts.push(`${plural(twice, 'result')} that stood in both ${twice === 1 ? 'stands' : 'stand'} once.`);
  return parts.join(' ');
}

/** Where those that stay are after the edits. */
function placesNow({ left, edits }: MergeOutcome): LeftOut[] {
  let shift = 0;
  let next = 0;
  return left.map(({ offset, reason }) => {
    for (let edit = edits[next]; edit && edit.end <= offset; edit = edits[++next]) {
      shift += edit.text.length - (edit.end - edit.start);
    }
    return { offset: offset + shift, reason };
  });
}

import { commands, type Uri, window, workspace } from 'vscode';
import type { Log } from '../../core/ports';
import { plural } from '../../core/report/words';
import type { Tally } from '../../core/validation/problem';
import { SETTINGS_SECTION, settings } from '../ids';
import { sumOf } from '../report/collector';
import { type FileResult, summaryText, totalOf, type UncheckedFile } from '../report/reportText';
import { LOOKED_FOR } from './findFiles';

/** What a run over files has come to. */
export interface Outcome {
  checked: { uri: Uri; result: FileResult }[];
  unchecked: UncheckedFile[];
  /** Files that there were. */
  of: number;
  isCancelled: boolean;
}

/** What the commands answer to whoever calls them. */
export interface CheckSummary {
  /** Files that were checked. */
  files: number;
  filesWithProblems: number;
  problems: Tally;
  unchecked: number;
  isCancelled: boolean;
  /** Address of the report; undefined when there was nothing to check. */
  report: string | undefined;
}

export function summaryOf({ checked, unchecked, isCancelled }: Outcome, report: Uri | undefined): CheckSummary {
  const results = checked.map(({ result }) => result);
  return {
    files: results.length,
    filesWithProblems: results.filter(({ tally }) => sumOf(tally) > 0).length,
    problems: totalOf(results),
    unchecked: unchecked.length,
    isCancelled,
    report: report?.toString(),
  };
}

/** Answers the command in a message. Returns at once: the message may stay as long as it likes. */
export function announce(log: Log, outcome: Outcome, report: Uri): void {
  const text = textOf(outcome);
  log.info(text);
  for (const { name, reason } of outcome.unchecked) log.warn(`${name} was not checked. ${reason}`);
  const problems = sumOf(totalOf(outcome.checked.map(({ result }) => result)));
  void offer(text, report, problems, outcome.unchecked.length > 0);
}

/** Says that there was nothing to check, and what was looked for. */
export function announceNone(isCancelled: boolean): void {
  if (!isCancelled) void offerSetting();
}

function textOf({ checked, unchecked, of, isCancelled }: Outcome): string {
  const results = checked.map(({ result }) => result);
  const [only] = results;
  const summary = results.length === 1 && of === 1 && only ? oneFile(only) : summaryText(results);
  const cancelled = isCancelled
    ? `Cancelled after ${results.length.toLocaleString('en')} of ${plural(of, 'file')}. `
    : '';
  const [first] = unchecked;
  if (!first) return cancelled + summary;
  const whole = unchecked.length === 1 ? `${first.name} could not be checked: ${first.reason}` : unreadable(unchecked);
  return `${cancelled}${results.length === 0 && of === unchecked.length ? '' : `${summary} `}${whole}`;
}

function oneFile({ name, tally, note }: FileResult): string {
  const text = summaryText([{ tally }]).replace(/^1 file checked/, name);
  return note ? `${text} ${note}` : text;
}

function unreadable(unchecked: readonly UncheckedFile[]): string {
  return `${plural(unchecked.length, 'file')} could not be checked; the report says why.`;
}

async function offer(text: string, report: Uri, problems: number, hasUnchecked: boolean): Promise<void> {
  const openProblems = { title: 'Open Problems' };
  const openReport = { title: 'Open Report' };
  const say = problems > 0 || hasUnchecked ? window.showWarningMessage : window.showInformationMessage;
  const picked = await say(text, ...(problems > 0 ? [openProblems] : []), openReport);
  if (picked === openProblems) await commands.executeCommand('workbench.actions.view.problems');
  if (picked === openReport) await showReport(report);
}

async function showReport(report: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(report), { preview: false });
}

async function offerSetting(): Promise<void> {
  const setting = `${SETTINGS_SECTION}.${settings.files}`;
  const open = { title: 'Name Further Files' };
  const picked = await window.showInformationMessage(
    workspace.workspaceFolders
      ? `No prediction files were found. Looked for ${LOOKED_FOR}, and for what the setting ${setting} names.`
      : 'No folder is open. Open the folder whose prediction files are to be checked.',
    open,
  );
  if (picked === open) await commands.executeCommand('workbench.action.openSettings', setting);
}

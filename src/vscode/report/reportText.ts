import type { Counts, PlacedProblem } from '../../core/engine/streamCheck';
import { FOLLOW, oneLine, Page, type ReportDocument } from '../../core/report/page';
import { NAMES, plural, tallyText } from '../../core/report/words';
import { emptyTally, SEVERITIES, type Tally } from '../../core/validation/problem';
import { type CodeCount, sortCodes, sumOf } from './collector';

/** What a check found in one file. */
export interface FileResult {
  /** Path as people read it, relative to the workspace folder. */
  name: string;
  /** Path of the labeling config that names and labels were compared with. */
  config: string | undefined;
  counts: Counts;
  tally: Tally;
  codes: readonly CodeCount[];
  /** The first problems, errors first; `tally` counts all. */
  kept: readonly PlacedProblem[];
  /** What else is to be said of it, in a sentence. */
  note: string | undefined;
}

/** A file that could not be checked, and why. */
export interface UncheckedFile {
  name: string;
  reason: string;
}

export interface Report {
  /** What was checked. */
  title: string;
  when: Date;
  files: readonly FileResult[];
  unchecked: readonly UncheckedFile[];
  /** Files that were to be checked, where the check was cancelled before its end. */
  cancelledOf: number | undefined;
}

/** Lines of problems in one report, over all files. */
export const MAX_REPORT_LINES = 10_000;

/** The report as a text of lines, and the places in it that can be followed. */
export function reportDocument(report: Report): ReportDocument {
  const page = new Page();
  const found = report.files.filter(({ tally }) => sumOf(tally) > 0);
  writeHead(page, report, found.length);
  writeCodes(page, report.files);
  let room = MAX_REPORT_LINES;
  for (const [index, file] of report.files.entries()) {
    if (sumOf(file.tally) === 0 && file.note === undefined) continue;
    room -= writeFile(page, file, index, room);
  }
  if (report.unchecked.length > 0) {
    page.line();
    page.line(`Not checked: ${plural(report.unchecked.length, 'file')}`);
    for (const { name, reason } of report.unchecked) page.line(`  ${name}: ${oneLine(reason)}`);
  }
  return page.document();
}

/** The sum over files. */
export function totalOf(files: readonly Pick<FileResult, 'tally'>[]): Tally {
  const total = emptyTally();
  for (const { tally } of files) for (const severity of SEVERITIES) total[severity] += tally[severity];
  return total;
}

/** `412 files checked: 3 errors in 2 files.` */
export function summaryText(files: readonly Pick<FileResult, 'tally'>[]): string {
  const found = files.filter(({ tally }) => sumOf(tally) > 0).length;
  const where = found > 0 && files.length > 1 ? ` in ${plural(found, 'file')}` : '';
  return `${plural(files.length, 'file')} checked: ${tallyText(totalOf(files))}${where}.`;
}

function writeHead(page: Page, report: Report, found: number): void {
  const { files, cancelledOf } = report;
  page.line(`${report.title}, ${dateText(report.when)}`);
  page.line();
  if (cancelledOf !== undefined)
    page.line(`Cancelled: ${files.length} of ${plural(cancelledOf, 'file')} were checked.`);
  page.line(summaryText(files));
  if (files.length > 0) page.line(`${files.length === 1 ? 'It holds' : 'They hold'} ${countsText(files)}.`);
  if (found > 0) page.line(`Positions are line:column of the file on disk. ${FOLLOW}`);
}

function countsText(files: readonly FileResult[]): string {
  const sum = (key: keyof Counts): number => files.reduce((all, { counts }) => all + counts[key], 0);
  const parts = [
    plural(sum('tasks'), 'task'),
    plural(sum('predictions'), 'prediction'),
    ...(sum('annotations') > 0 ? [plural(sum('annotations'), 'annotation')] : []),
  ];
  return `${parts.join(', ')} and ${plural(sum('regions'), 'region')}`;
}

function writeCodes(page: Page, files: readonly FileResult[]): void {
  const all = new Map<string, CodeCount & { files: number }>();
  for (const { codes } of files) {
    for (const { code, severity, count } of codes) {
      const key = `${severity} ${code}`;
      const entry = all.get(key) ?? { code, severity, count: 0, files: 0 };
      all.set(key, { ...entry, count: entry.count + count, files: entry.files + 1 });
    }
  }
  if (all.size === 0) return;
  page.line();
  page.line('By kind');
  const rows = sortCodes([...all.values()]) as (CodeCount & { files: number })[];
  const width = Math.max(...rows.map(({ count }) => count.toLocaleString('en').length));
  for (const { code, severity, count, files: inFiles } of rows) {
    const start = `  ${count.toLocaleString('en').padStart(width)}  ${NAMES[severity].padEnd(7)}  `;
    page.link(start.length, start.length + code.length, { rule: code });
    page.line(`${start}${code}${files.length > 1 ? `, in ${plural(inFiles, 'file')}` : ''}`);
  }
}

/** @returns the lines of problems that were written */
function writeFile(page: Page, file: FileResult, index: number, room: number): number {
  page.line();
  page.link(0, file.name.length, { file: index, line: 1, column: 1 });
  page.line(`${file.name}: ${tallyText(file.tally)}`);
  if (file.config !== undefined) page.line(`  compared with ${file.config}`);
  if (file.note !== undefined) page.line(`  ${oneLine(file.note)}`);
  const shown = file.kept.slice(0, room);
  for (const { code, severity, count } of file.codes) {
    const rows = shown.filter((problem) => problem.code === code && problem.severity === severity);
    const start = `  ${NAMES[severity]} `;
    page.link(start.length, start.length + code.length, { rule: code });
    page.line(`${start}${code} (${count.toLocaleString('en')})`);
    for (const problem of rows) writeProblem(page, problem, index);
  }
  const left = sumOf(file.tally) - shown.length;
  if (left > 0) {
    page.line(
      `  ${plural(left, 'more problem')} of this file ${left === 1 ? 'is' : 'are'} left out here. All of them: label-studio-predictions check "${file.name}" on the command line.`,
    );
  }
  return shown.length;
}

function writeProblem(page: Page, problem: PlacedProblem, file: number): void {
  const line = problem.startPosition.line + 1;
  const column = problem.startPosition.character + 1;
  const place = `${line}:${column}`;
  page.link(4, 4 + place.length, { file, line, column });
  page.line(`    ${place.padEnd(9)}  ${problem.pointer || '/'}  ${oneLine(problem.message)}`);
}

function dateText(when: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return `${day} ${two(when.getHours())}:${two(when.getMinutes())}:${two(when.getSeconds())}`;
}

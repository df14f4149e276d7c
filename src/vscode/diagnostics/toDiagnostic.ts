import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import type { ShownProblem } from '../../core/engine/choose';
import { NAMES } from '../../core/report/words';
import type { FileProblem } from '../../core/validation/file';
import { SEVERITIES, type Severity } from '../../core/validation/problem';
import { DIAGNOSTIC_SOURCE, SCHEME } from '../ids';

const GRADES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * VS Code draws at most 500 squiggles per file, over all extensions and in the order in which they come. We stay below
 * it, so that the ones drawn are those that we chose.
 */
export const MAX_DIAGNOSTICS = 400;

/** By code: a file with hundreds of problems has few rules. */
const pages = new Map<string, Uri>();

/** Where the documentation of a rule opens, offline. */
export function documentationOf(code: string): Uri {
  const page = pages.get(code) ?? Uri.parse(`${SCHEME}://rules/${code}.md`);
  pages.set(code, page);
  return page;
}

/** The one place where offsets become ranges. */
export function toRange(document: TextDocument, start: number, end: number): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

export function toDiagnostic(document: TextDocument, problem: ShownProblem): Diagnostic {
  const diagnostic = diagnosticAt(toRange(document, problem.start, problem.end), problem);
  if (problem.consequences.length > 0) {
    diagnostic.relatedInformation = problem.consequences.map(({ start, end, message }) => {
      return new DiagnosticRelatedInformation(new Location(document.uri, toRange(document, start, end)), message);
    });
  }
  return diagnostic;
}

/** A problem whose range is known. */
export function diagnosticAt(range: Range, problem: Pick<FileProblem, 'code' | 'message' | 'severity'>): Diagnostic {
  const diagnostic = new Diagnostic(range, problem.message, GRADES[problem.severity]);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: problem.code, target: documentationOf(problem.code) };
  return diagnostic;
}

/** Says, at the start of the file, that not all problems are shown. */
export function summaryOf(
  document: TextDocument,
  counts: Readonly<Record<Severity, number>>,
  hidden: number,
): Diagnostic {
  const found = SEVERITIES.filter((severity) => counts[severity] > 0);
  const parts = found.map((severity) => numbered(counts[severity], NAMES[severity]));
  const summary = new Diagnostic(
    new Range(0, 0, 0, Math.min(1, document.lineAt(0).text.length)),
    `This file has ${parts.join(', ')}. ${numbered(hidden, 'problem')} of these ${hidden === 1 ? 'is' : 'are'} not underlined: shown are those in sight, then errors from the top. "Label Studio: Check File on Disk" lists all of them.`,
    DiagnosticSeverity.Information,
  );
  summary.source = DIAGNOSTIC_SOURCE;
  return summary;
}

/** The first `toLocaleString` of a host takes 20 milliseconds and more, too many for a turn of typing. */
function numbered(count: number, word: string): string {
  const grouped = String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${grouped} ${word}${count === 1 ? '' : 's'}`;
}

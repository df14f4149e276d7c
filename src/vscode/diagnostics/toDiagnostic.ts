import { Diagnostic, DiagnosticSeverity, Range, type TextDocument, Uri } from 'vscode';
import type { FileProblem } from '../../core/validation/file';
import type { Severity } from '../../core/validation/problem';
import { DIAGNOSTIC_SOURCE, SCHEME } from '../ids';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/**
 * VS Code draws at most 500 squiggles per file, over all extensions and in the order in which they come. We stay below
 * it, so that the ones drawn are those that we chose.
 */
export const MAX_DIAGNOSTICS = 400;

/** Where the documentation of a rule opens, offline. */
export function documentationOf(code: string): Uri {
  return Uri.parse(`${SCHEME}://rules/${code}.md`);
}

/** The one place where offsets become ranges. */
export function toRange(document: TextDocument, start: number, end: number): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

export function toDiagnostic(document: TextDocument, problem: FileProblem): Diagnostic {
  const range = toRange(document, problem.start, problem.end);
  const diagnostic = new Diagnostic(range, problem.message, SEVERITIES[problem.severity]);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: problem.code, target: documentationOf(problem.code) };
  return diagnostic;
}

/** What is shown of a file's problems: errors first, each group in file order, and a summary of what is left out. */
export function toDiagnostics(document: TextDocument, problems: readonly FileProblem[]): Diagnostic[] {
  const order: Severity[] = ['error', 'warning', 'information'];
  const ranked = order.flatMap((severity) => problems.filter((problem) => problem.severity === severity));
  const shown = ranked.slice(0, MAX_DIAGNOSTICS).map((problem) => toDiagnostic(document, problem));
  const hidden = ranked.length - shown.length;
  if (hidden > 0) {
    const summary = new Diagnostic(
      new Range(0, 0, 0, 1),
      `This file has ${hidden} more problems. The first ${MAX_DIAGNOSTICS} are shown, errors first; the others follow as these are mended.`,
      DiagnosticSeverity.Information,
    );
    summary.source = DIAGNOSTIC_SOURCE;
    shown.push(summary);
  }
  return shown;
}

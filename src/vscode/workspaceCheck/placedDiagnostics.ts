import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Severity } from '../../core/validation/problem';
import { documentationOf } from '../diagnostics/toDiagnostic';
import { DIAGNOSTIC_SOURCE } from '../ids';
import { sumOf } from '../report/collector';
import type { FileResult } from '../report/reportText';
import { plural, tallyText } from '../report/words';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/**
 * What the Problems panel shows of a file that is not open: the first problems, errors first, and a summary of what is
 * left out.
 *
 * @param limit problems that are shown; the summary comes on top
 */
export function placedDiagnostics({ kept, tally }: FileResult, limit: number): Diagnostic[] {
  const shown = kept.slice(0, limit).map(toDiagnostic);
  const hidden = sumOf(tally) - shown.length;
  if (hidden > 0) {
    shown.push(
      ofUs(
        new Diagnostic(new Range(0, 0, 0, 1), summary(hidden, shown.length, tallyText(tally)), SEVERITIES.information),
      ),
    );
  }
  return shown;
}

function summary(hidden: number, shown: number, all: string): string {
  const start = `This file has ${all}. `;
  const rest = 'For a list run "Label Studio: Check File on Disk" on it.';
  if (shown === 0) return `${start}The Problems panel has enough of other files. ${rest}`;
  return `${start}${plural(hidden, 'problem')} of them ${hidden === 1 ? 'is' : 'are'} not shown here. ${rest}`;
}

function toDiagnostic({ startPosition, endPosition, message, severity, code }: PlacedProblem): Diagnostic {
  const range = new Range(startPosition.line, startPosition.character, endPosition.line, endPosition.character);
  const diagnostic = ofUs(new Diagnostic(range, message, SEVERITIES[severity]));
  diagnostic.code = { value: code, target: documentationOf(code) };
  return diagnostic;
}

function ofUs(diagnostic: Diagnostic): Diagnostic {
  diagnostic.source = DIAGNOSTIC_SOURCE;
  return diagnostic;
}

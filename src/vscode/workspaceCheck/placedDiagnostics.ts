import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { PlacedProblem } from '../../core/engine/streamCheck';
import { plural, tallyText } from '../../core/report/words';
import { diagnosticAt } from '../diagnostics/toDiagnostic';
import { DIAGNOSTIC_SOURCE } from '../ids';
import { sumOf } from '../report/collector';
import type { FileResult } from '../report/reportText';

/**
 * What the Problems panel shows of a file that is not open: the first problems, errors first, and a summary of what is
 * left out.
 *
 * @param limit problems that are shown; the summary comes on top
 */
export function placedDiagnostics({ kept, tally }: FileResult, limit: number): Diagnostic[] {
  const shown = kept.slice(0, limit).map((problem) => diagnosticAt(rangeOf(problem), problem));
  const hidden = sumOf(tally) - shown.length;
  if (hidden > 0) {
    const text = summary(hidden, shown.length, tallyText(tally));
    const last = new Diagnostic(new Range(0, 0, 0, 1), text, DiagnosticSeverity.Information);
    last.source = DIAGNOSTIC_SOURCE;
    shown.push(last);
  }
  return shown;
}

function rangeOf({ startPosition, endPosition }: PlacedProblem): Range {
  return new Range(startPosition.line, startPosition.character, endPosition.line, endPosition.character);
}

function summary(hidden: number, shown: number, all: string): string {
  const start = `This file has ${all}. `;
  const rest = '"Label Studio: Check File on Disk" lists them.';
  if (shown === 0) return `${start}The Problems panel has enough of other files. ${rest}`;
  return `${start}${plural(hidden, 'problem')} of these ${hidden === 1 ? 'is' : 'are'} not shown here. ${rest}`;
}

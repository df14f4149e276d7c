import type { FixedChange } from '../../core/fixes/fixStream';
import type { Tally } from '../../core/validation/problem';
import type { FixFormat } from '../options';
import { Heading, painter, STYLE } from '../report/heading';
import type { FileHead, Look } from '../report/reporter';
import { plural, tallyWords } from '../report/words';

import { hunksOf, placedEdits } from './changes';
import type { FixEnd } from './fixTarget';

/** Everything together. */
export interface FixSummary {
  files: number;
  /** Files that were changed, or would be. */
  changed: number;
  /** What could not be fixed. */
  failed: number;
  fixed: number;
  left: Tally;
  seconds: number;
}

/** Makes the text of a report piece by piece. */
export interface FixReporter {
  begin(): string;
  beginFile(head: FileHead): string;
  /** What would be changed in one unit; asked for in a dry run only. */
  change(change: FixedChange): string;
  endFile(end: FixEnd): string;
  end(summary: FixSummary): string;
}

export function fixReporterOf(format: FixFormat, look: Look, isDryRun: boolean): FixReporter {
  return format === 'json' ? jsonReporter(isDryRun) : prettyReporter(look, isDryRun);
}

function prettyReporter({ colours, quiet }: Look, isDryRun: boolean): FixReporter {
  const paint = painter(colours);
  const heading = new Heading(paint);
  return {
    begin: () => '',
    beginFile(head) {
      heading.beginFile(head);
      return '';
    },
    change(change) {
      const hunks = hunksOf(change).map(
        ({ line, column, removed, added }) =>
          `${paint(STYLE.dim, `@@ line ${line}${column === undefined ? '' : `, column ${column}`} @@`)}\n` +
          removed.map((text) => `${paint(STYLE.red, `-${text}`)}\n`).join('') +
          added.map((text) => `${paint(STYLE.green, `+${text}`)}\n`).join(''),
      );
      return heading.say() + hunks.join('');
    },
    endFile({ fixed, left, error }) {
      if (error !== undefined) return `${heading.say()}  ${paint(STYLE.red, 'not fixed')}  ${error}.\n\n`;
      if (fixed.size === 0) return '';
      const verb = isDryRun ? 'can be fixed' : 'fixed';
      const counts = inOrder(fixed).map(([code, count]) => `  ${verb}  ${String(count).padStart(6)}  ${code}\n`);
      const rest = tallyWords(left);
      return `${heading.say()}${counts.join('')}  left   ${rest}\n\n`;
    },
    end: (summary) => (quiet ? '' : closing(summary, isDryRun)),
  };
}

function closing({ files, changed, failed, fixed, left, seconds }: FixSummary, isDryRun: boolean): string {
  const rest = failed === 0 ? '' : ` ${plural(failed, 'path')} could not be fixed.`;
  if (files === 0) return `Nothing was looked at.${rest}\n`;
  const done = isDryRun
    ? `${plural(fixed, 'problem')} can be fixed in ${plural(changed, 'file')}; nothing was changed.`
    : `${plural(fixed, 'problem')} fixed in ${plural(changed, 'file')}.`;
  return `${plural(files, 'file')} looked at: ${done} Left: ${tallyWords(left)}.${rest} ${seconds.toFixed(1)} s\n`;
}

/** One JSON document for programs, as docs/command-line.md describes it. */
function jsonReporter(isDryRun: boolean): FixReporter {
  let isFirstFile = true;
  let isFirstChange = true;
  return {
    begin: () => `{"version": 1, "dryRun": ${isDryRun},\n "files": [`,
    beginFile({ name, config }) {
      const separator = isFirstFile ? '\n  ' : ',\n  ';
      isFirstFile = false;
      isFirstChange = true;
      const changes = isDryRun ? ', "changes": [' : '';
      return `${separator}{"file": ${JSON.stringify(name)}, "config": ${JSON.stringify(config)}${changes}`;
    },
    change(change) {
      const items = placedEdits(change).map((edit) => {
        const separator = isFirstChange ? '\n    ' : ',\n    ';
        isFirstChange = false;
        return separator + JSON.stringify(edit);
      });
      return items.join('');
    },
    endFile({ fixed, left, error }) {
      const counts = JSON.stringify(Object.fromEntries(inOrder(fixed)));
      const failure = error === undefined ? '' : `, "error": ${JSON.stringify(error)}`;
      return `${isDryRun ? ']' : ''}, "fixed": ${counts}, "left": ${JSON.stringify(jsonTally(left))}${failure}}`;
    },
    end({ files, changed, failed, fixed, left, seconds }) {
      const rounded = Math.round(seconds * 1000) / 1000;
      const summary = { files, changed, failed, fixed, ...jsonTally(left), seconds: rounded };
      return `\n ],\n "summary": ${JSON.stringify(summary)}}\n`;
    },
  };
}

const jsonTally = ({ error: errors, warning: warnings, information, hint: hints }: Tally) => ({
  errors,
  warnings,
  information,
  hints,
});

/** The most frequent first. */
function inOrder(fixed: ReadonlyMap<string, number>): [string, number][] {
  return [...fixed].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Severity } from '../../core/validation/problem';
import { Heading, type Paint, painter, STYLE } from './heading';
import type { Look, Reporter, Summary } from './reporter';
import { plural, summaryText } from './words';

const COLOUR: Readonly<Record<Severity, number>> = {
  error: STYLE.red,
  warning: STYLE.yellow,
  information: STYLE.cyan,
  hint: STYLE.dim,
};

/** For people: files that have problems, each with one line a problem, and a summary. */
export function prettyReporter({ colours, quiet }: Look): Reporter {
  const paint = painter(colours);
  const heading = new Heading(paint);
  return {
    problems: (_, problems) => problems.map((problem) => line(problem, paint)).join(''),
    begin: () => '',
    beginFile(head) {
      heading.beginFile(head);
      return '';
    },
    chunk: (text) => heading.say() + text,
    endFile(error) {
      const failure = error === undefined ? '' : `${heading.say()}  ${paint(COLOUR.error, 'not checked')}  ${error}.\n`;
      return heading.isSaid ? `${failure}\n` : '';
    },
    end: (summary) => (quiet ? '' : closing(summary)),
  };
}

function line(problem: PlacedProblem, paint: Paint): string {
  const { startPosition, severity, message, code } = problem;
  const place = `${startPosition.line + 1}:${startPosition.character + 1}`;
  const text = message.replaceAll(/\s*\n\s*/g, ' ');
  return `  ${place.padStart(7)}  ${paint(COLOUR[severity], severity.padEnd(7))}  ${text}  ${paint(STYLE.dim, code)}\n`;
}

function closing(summary: Summary): string {
  const { withoutConfig } = summary;
  if (withoutConfig === 0) return `${summaryText(summary)}\n`;
  const without = `${plural(withoutConfig, 'file')} without a labeling config (--config): names and labels were not compared.`;
  return `${without}\n${summaryText(summary)}\n`;
}

import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Severity } from '../../core/validation/problem';
import type { FileHead, Look, Reporter, Summary } from './reporter';
import { plural, summaryText } from './words';

const COLOUR: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 2 };
const BOLD = 1;
const DIM = 2;

/** For people: files that have problems, each with one line a problem, and a summary. */
export function prettyReporter({ colours, quiet }: Look): Reporter {
  const paint = (code: number, text: string): string => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  let head: FileHead = { name: '', config: null };
  let isNamed = false;
  const heading = (): string => {
    if (isNamed) return '';
    isNamed = true;
    return `${paint(BOLD, head.name)}${paint(DIM, head.config === null ? '' : `  compared with ${head.config}`)}\n`;
  };
  return {
    problems: (_, problems) => problems.map((problem) => line(problem, paint)).join(''),
    begin: () => '',
    beginFile(next) {
      head = next;
      isNamed = false;
      return '';
    },
    chunk: (text) => heading() + text,
    endFile(error) {
      const failure = error === undefined ? '' : `${heading()}  ${paint(COLOUR.error, 'not checked')}  ${error}.\n`;
      return isNamed ? `${failure}\n` : '';
    },
    end: (summary) => (quiet ? '' : closing(summary)),
  };
}

function line(problem: PlacedProblem, paint: (code: number, text: string) => string): string {
  const { startPosition, severity, message, code } = problem;
  const place = `${startPosition.line + 1}:${startPosition.character + 1}`;
  const text = message.replaceAll(/\s*\n\s*/g, ' ');
  return `  ${place.padStart(7)}  ${paint(COLOUR[severity], severity.padEnd(7))}  ${text}  ${paint(DIM, code)}\n`;
}

function closing(summary: Summary): string {
  const { withoutConfig } = summary;
  if (withoutConfig === 0) return `${summaryText(summary)}\n`;
  const without = `${plural(withoutConfig, 'file')} without a labeling config (--config): names and labels were not compared.`;
  return `${without}\n${summaryText(summary)}\n`;
}

import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Severity } from '../../core/validation/problem';
import type { Look, Reporter } from './reporter';
import { summaryText } from './words';

const COMMAND: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands, of which GitHub makes annotations at the lines of a pull request. */
export function githubReporter({ quiet }: Look): Reporter {
  let file = '';
  return {
    problems: (name, problems) => problems.map((problem) => annotation(name, problem)).join(''),
    begin: () => '',
    beginFile({ name }) {
      file = name;
      return '';
    },
    chunk: (text) => text,
    endFile: (error) => (error === undefined ? '' : command('error', { file, title: 'not checked' }, `${error}.`)),
    end: (summary) => (quiet ? '' : `${summaryText(summary)}\n`),
  };
}

function annotation(file: string, { code, severity, message, startPosition, endPosition }: PlacedProblem): string {
  // GitHub takes columns only where everything is on one line.
  const isOneLine = startPosition.line === endPosition.line;
  const properties = {
    file,
    line: startPosition.line + 1,
    ...(isOneLine && { col: startPosition.character + 1 }),
    endLine: endPosition.line + 1,
    ...(isOneLine && { endColumn: endPosition.character + 1 }),
    title: code,
  };
  return command(COMMAND[severity], properties, message);
}

/** `%` is how workflow commands write what would end them. */
function command(name: string, properties: Record<string, string | number>, message: string): string {
  const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${list.join(',')}::${data(message)}\n`;
}

import { pathToFileURL } from 'node:url';
import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Severity } from '../../core/validation/problem';
import { rules } from '../../core/validation/rules';
import { SPEAKS_FOR } from '../../core/versions';
import { VERSION } from '../help';
import type { FileHead, Reporter, Summary } from './reporter';

const LEVEL: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const ruleIndex: ReadonlyMap<string, number> = new Map(rules.map(({ code }, index) => [code, index]));

/** SARIF 2.1.0, for code scanning. Results come first, so that only the names of the files are kept. */
export function sarifReporter(): Reporter {
  let isFirst = true;
  const artifacts: object[] = [];
  const failures: object[] = [];
  let head: FileHead = { name: '', config: null };
  return {
    problems: (file, problems) => problems.map((problem) => JSON.stringify(toResult(file, problem))).join(',\n'),
    begin: () =>
      '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"results": [\n',
    beginFile(next) {
      head = next;
      artifacts.push({ location: { uri: uriOf(next.name) }, properties: { labelingConfig: next.config } });
      return '';
    },
    chunk(text) {
      const separator = isFirst ? '' : ',\n';
      isFirst = false;
      return separator + text;
    },
    endFile(error) {
      if (error !== undefined) failures.push(toNotification(head.name, error));
      return '';
    },
    end: (summary) => `\n],\n${JSON.stringify(runOf(summary, artifacts, failures)).slice(1)}]}\n`,
  };
}

function runOf(summary: Summary, artifacts: readonly object[], failures: readonly object[]) {
  return {
    columnKind: 'utf16CodeUnits',
    tool: { driver: driver() },
    artifacts,
    invocations: [
      {
        executionSuccessful: summary.unchecked === 0,
        exitCode: summary.exitCode,
        toolExecutionNotifications: failures,
      },
    ],
  };
}

function driver() {
  return {
    name: 'label-studio-predictions',
    version: VERSION,
    semanticVersion: VERSION,
    properties: { labelStudio: SPEAKS_FOR.labelStudio, labelStudioSdk: SPEAKS_FOR.sdk },
    rules: rules.map(({ code, title, explanation, cure }) => ({
      id: code,
      name: code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: `${title}.` },
      fullDescription: { text: explanation },
      help: { text: `${explanation}\n\n${cure}`, markdown: `${explanation}\n\n**What to do:** ${cure}` },
    })),
  };
}

function toResult(file: string, problem: PlacedProblem) {
  const { code, severity, gates, message, pointer, start, end, startPosition, endPosition } = problem;
  const index = ruleIndex.get(code);
  return {
    ruleId: code,
    ...(index !== undefined && { ruleIndex: index }),
    level: LEVEL[severity],
    message: { text: plain(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: {
            startLine: startPosition.line + 1,
            startColumn: startPosition.character + 1,
            endLine: endPosition.line + 1,
            endColumn: endPosition.character + 1,
            charOffset: start,
            charLength: end - start,
          },
        },
        logicalLocations: [{ fullyQualifiedName: pointer, kind: 'value' }],
      },
    ],
    properties: { gates },
  };
}

function toNotification(file: string, error: string) {
  return {
    level: 'error',
    message: { text: plain(`${file} could not be checked: ${error}.`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
  };
}

/** `{0}` would be a placeholder. */
const plain = (text: string): string => text.replaceAll(/\{(\d+)\}/g, '{{$1}}');

/** Relative to where the command was run, as code scanning wants it. */
function uriOf(file: string): string {
  if (/^(?:[A-Za-z]:)?\//.test(file)) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}

import type { Rule } from '../rule';

/**
 * JSON that does not parse. In an open `.json` file VS Code's own message stands; `.jsonl` has no language service, and
 * on the command line and in files that are not open nobody else says it.
 */
export const jsonSyntax: Rule = {
  code: 'json-syntax',
  title: 'Not valid JSON',
  explanation:
    'What does not parse is skipped by nobody: the whole file is refused. In a `.jsonl` file every line is one JSON value. (In a `.json` file that is open VS Code itself underlines what does not parse.)',
  cure: 'Mend the place that the message names. In a `.jsonl` file a value must not go over the end of its line.',
  failing: [{ form: 'jsonl', text: '{ "task": 1, "result": [ }' }],
  passing: [{ form: 'jsonl', text: '{ "task": 1, "model_version": "v1", "result": [] }' }],
  checkUnit(unit, report) {
    // The first fault only: the ones behind it mostly follow from it.
    const fault = unit.reportsSyntax ? unit.parsed.syntaxErrors[0] : undefined;
    if (!fault) return;
    report({
      path: [],
      on: 'value',
      span: fault,
      message: `This ${unit.form === 'jsonl' ? 'line' : unit.kind === 'unknown' ? 'value' : unit.kind} is not valid JSON. ${fault.message}`,
      severity: 'error',
      gates: ['server'],
    });
  },
};

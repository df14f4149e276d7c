import type { Rule } from '../rule';

/**
 * JSON that does not parse. In `.json` files VS Code's own message stands; `.jsonl` has no language service, so there it
 * is ours.
 */
export const jsonSyntax: Rule = {
  code: 'json-syntax',
  title: 'The line is not valid JSON',
  explanation:
    'In a `.jsonl` file every line is one JSON value. A line that does not parse is skipped by nobody: the whole file is refused. (In `.json` files VS Code itself underlines what does not parse.)',
  cure: 'Mend the place that the message names. A value must not go over the end of its line.',
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
      message: `This line is not valid JSON. ${fault.message}`,
      severity: 'error',
      gates: ['server'],
    });
  },
};

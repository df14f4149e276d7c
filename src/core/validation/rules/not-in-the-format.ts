import type { Rule } from '../rule';
import { lastStep, sentences } from '../words';

/** What is left of the strict schema: no error of it may get lost because no rule knows its keyword. */
export const notInTheFormat: Rule = {
  code: 'not-in-the-format',
  title: 'Not in the format of Label Studio',
  explanation: 'The strict schema of predictions and tasks objects to this value in a way that has no rule of its own.',
  cure: 'Compare with the description in the message and with the completion list.',
  failing: [],
  passing: [],
  claim(finding) {
    return {
      path: finding.path,
      on: 'value',
      message: sentences(
        `${lastStep(finding.path)} is not in the format of Label Studio.`,
        finding.describe(finding.path),
      ),
      severity: 'error',
      gates: finding.gates,
    };
  },
};

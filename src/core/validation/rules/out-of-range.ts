import { rounded } from '../../fixes/drafts';
import { set } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';
import { lastStep, sentences, show } from '../words';

const BOUNDS: Record<string, string> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
};

/** A number outside of what both gates take. */
export const outOfRange: Rule = {
  code: 'out-of-range',
  title: 'The number is out of range',
  explanation:
    'The validator has upper bounds (a rotation of at most 360, a score from 0 to 1, brush bytes up to 255), and the editor fails on a few more: a negative radius blanks the page, a negative item_index makes Submit impossible.',
  cure: 'Bring the number into the range that the message names.',
  fixes: [
    {
      title: 'Write the same rotation from 0 to 360',
      safety: 'safe',
      at: ({ path, value }) =>
        path.at(-1) === 'rotation' && typeof value === 'number' && value > 360
          ? { title: `Change to ${rounded(value % 360)}`, edits: [set(path, rounded(value % 360))] }
          : undefined,
    },
    {
      title: 'Divide the score by 100',
      safety: 'guess',
      at: ({ path, value }) =>
        path.at(-1) === 'score' && isPercent(value)
          ? { title: `Change to ${rounded(value / 100)}`, edits: [set(path, rounded(value / 100))] }
          : undefined,
    },
    {
      title: 'Change to the limit',
      safety: 'guess',
      at: ({ path, about: { limit } }) =>
        typeof limit === 'number' ? { title: `Change to ${limit}`, edits: [set(path, limit)] } : undefined,
    },
  ],
  failing: [
    { kind: 'prediction', text: '{ "task": 1, "model_version": "v1", "score": 87.3, "result": [] }' },
    predictionWith(
      '{ "id": "r1", "from_name": "tool", "to_name": "photo", "type": "rectangle", "value": { "x": 1, "y": 10, "width": 5, "height": 5, "rotation": 400 } }',
    ),
  ],
  passing: [{ kind: 'prediction', text: '{ "task": 1, "model_version": "v1", "score": 0.873, "result": [] }' }],
  claim(finding) {
    const bound = BOUNDS[finding.keyword];
    if (bound === undefined) return undefined;
    const score = finding.path.at(-1) === 'score' && isPercent(finding.value);
    return {
      path: finding.path,
      on: 'value',
      message: sentences(
        `${lastStep(finding.path)} must be ${bound} ${String(finding.params.limit)}, not ${show(finding.value)}.`,
        score ? `If it is percent, write ${Number(((finding.value as number) / 100).toPrecision(12))}.` : '',
        finding.describe(finding.path),
      ),
      severity: 'error',
      gates: finding.gates,
      // Beside a limit that is not included there is no nearest number.
      ...(!finding.keyword.startsWith('exclusive') && { data: { limit: finding.params.limit } }),
    };
  },
};

/** Whether a number can be a share from 0 to 1 in percent. */
function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value > 1 && value <= 100;
}

import { Source, set } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';
import { actualWords, lastStep, sentences, show } from '../words';

/** Labels, choices or text given bare instead of in a list: the most common cause of the editor's error panel. */
export const notAList: Rule = {
  code: 'not-a-list',
  title: 'Labels, choices and texts stand in a list, even a single one',
  explanation:
    'The validator rejects a bare text, and the editor shows an error panel instead of the task: this region and all that follow are lost.',
  cure: 'Put the value into brackets: `["Ship"]`.',
  fixes: [
    {
      title: 'Put the value into a list',
      safety: 'safe',
      at: ({ unit, path }) => ({ edits: [set(path, [new Source(unit.source(path))])] }),
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 10, "y": 10, "width": 5, "height": 5, "rectanglelabels": "Ship" } }',
    ),
    predictionWith(
      '{ "id": "c1", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": "Calm" } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "c1", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["Calm"] } }',
    ),
  ],
  claim(finding) {
    const { value } = finding;
    if (finding.keyword !== 'type' || finding.params.type !== 'array') return undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    if (typeof finding.path.at(-1) !== 'string' || !finding.path.includes('value')) return undefined;
    return {
      path: finding.path,
      on: 'value',
      message: sentences(
        `${lastStep(finding.path)} must be a list, not ${actualWords(value)}. Write [${show(value)}].`,
        finding.describe(finding.path),
      ),
      severity: 'error',
      gates: finding.gates,
    };
  },
};

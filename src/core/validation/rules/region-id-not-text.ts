import { newIdFor, numberAsText } from '../../fixes/drafts';
import { set } from '../../fixes/fix';
import { type Claim, predictionWith, type Rule, type SchemaFinding } from '../rule';
import { actualWords, isRegionKey } from '../words';

/** The editor calls `id.replace` on every region that has an id: anything but text stops it for good. */
export const regionIdNotText: Rule = {
  code: 'region-id-not-text',
  title: 'A region id must be text',
  explanation:
    'The validator does not look at ids. The editor does: with a numeric id, null, true or an object the page keeps loading for ever ("Label All Tasks" shows a spinner). Of the regions of annotations, which it does not copy, it makes text of such an id: that is for information only.',
  cure: 'Put the id into double quotes, or leave it out where no relation and no other result refers to it.',
  fixes: [
    {
      title: 'Put the id into quotes',
      safety: 'safe',
      at({ unit, path, value, region }) {
        if (typeof value !== 'number' || !region) return undefined;
        const id = numberAsText(unit.source(path));
        // With another region of that id, the two would become one.
        if (unit.idsOf(region.prediction).has(id)) return undefined;
        return { title: `Change to "${id}"`, edits: [set(path, id)] };
      },
    },
    {
      title: 'Give the region a new id',
      safety: 'guess',
      at: (target) => ({ edits: [set(target.path, newIdFor(target))] }),
    },
  ],
  failing: [
    predictionWith(
      '{ "id": 7, "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["Calm"] } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "7", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["Calm"] } }',
    ),
  ],
  claim(finding) {
    if (finding.keyword !== 'type' || !isRegionKey(finding.region, finding.path, 'id')) return undefined;
    const cure =
      typeof finding.value === 'number'
        ? `Write "${finding.value}".`
        : 'Write text in double quotes or leave "id" out.';
    if (finding.region?.isAnnotated) return inAnnotation(finding, cure);
    return {
      path: finding.path,
      on: 'value',
      message: `A region's "id" must be text, not ${actualWords(finding.value)}: Label Studio's editor would keep loading for ever. ${cure}`,
      severity: 'error',
      gates: ['editor'],
    };
  },
};

/** The editor fails where it copies a prediction; the ids of an annotation become text. */
function inAnnotation({ path, value }: SchemaFinding, cure: string): Claim {
  return {
    path,
    on: 'value',
    message: `A region's "id" is text, not ${actualWords(value)}: Label Studio's editor makes text of it. ${cure}`,
    severity: 'information',
    gates: ['authoring'],
  };
}

import { changeToCandidates } from '../../fixes/drafts';
import { didYouMean, nearest } from '../nearest';
import { type Claim, predictionWith, type Rule } from '../rule';
import { configOf, labelsTag, TEXT } from '../ruleConfigs';
import { spanWith } from '../ruleExamples';
import { show } from '../words';

const LABELS = labelsTag('Labels', 'tag', 'body', 'Ship');
const CONFIG = configOf(
  TEXT,
  LABELS,
  '<Relations>\n    <Relation value="tows"/>\n    <Relation value="follows"/>\n  </Relations>',
);
const spans = `${spanWith('"start": 0, "end": 4', 's1')}, ${spanWith('"start": 6, "end": 9', 's2')}`;
const relation = (label: string): string =>
  `{ "type": "relation", "from_id": "s1", "to_id": "s2", "direction": "right", "labels": ["${label}"] }`;

/** A label of a relation that the config does not have. */
export const relationLabelNotInConfig: Rule = {
  code: 'relation-label-not-in-config',
  title: 'The labeling config has no such label for relations',
  explanation:
    'The labels of a relation are the values of the `Relation` tags inside of `Relations`, compared letter by letter. The validator does not look at them. The editor leaves others out when the annotation is submitted, and all of them where there is no `Relations` tag.',
  cure: 'Write the label as a `Relation` tag has it, or add such a tag to the labeling config.',
  fixes: [{ title: 'Change to a label of the labeling config', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(`${spans}, ${relation('tow')}`, CONFIG),
    predictionWith(`${spans}, ${relation('tows')}`, configOf(TEXT, LABELS)),
  ],
  passing: [predictionWith(`${spans}, ${relation('follows')}`, CONFIG)],
  reads: ['config'],
  types: ['relation'],
  checkRegion({ value: { labels } }, { config }, report) {
    if (!config || !Array.isArray(labels)) return;
    const known = config.relationLabels;
    if (known === undefined) {
      if (labels.length > 0) report(withoutTag());
      return;
    }
    for (let index = 0; index < labels.length; index++) {
      const label: unknown = labels[index];
      if (typeof label === 'string' && !known.includes(label)) report(unknown(label, index, known));
    }
  },
};

function withoutTag(): Claim {
  return {
    path: ['labels'],
    on: 'value',
    message:
      'The labeling config has no Relations tag, so the editor leaves the labels of relations out on Submit. Add one with a Relation tag for each label.',
    severity: 'error',
    gates: ['editor'],
    data: { candidates: [] },
  };
}

function unknown(label: string, index: number, known: readonly string[]): Claim {
  const found = nearest(
    label,
    known.map((text) => ({ text })),
  );
  const cure = known.length === 0 ? 'It has none at all.' : didYouMean(found, (names) => `It has ${names}.`);
  return {
    path: ['labels', index],
    on: 'value',
    message: `The Relations tag of the labeling config has no label ${show(label)}, and the editor leaves it out on Submit. ${cure}`,
    severity: 'error',
    gates: ['editor'],
    data: { candidates: found.candidates },
  };
}

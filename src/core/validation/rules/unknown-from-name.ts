import { changeToCandidates } from '../../fixes/drafts';
import type { ConfigControl, LabelingConfig } from '../../labelingConfig/model';
import { controlOf } from '../controlOf';
import { didYouMean, nearest } from '../nearest';
import type { RegionNode } from '../nodes';
import { type Claim, predictionWith, type Rule } from '../rule';
import { BOX_CONFIG, REPEATER_CONFIG } from '../ruleConfigs';
import { asText, ownerAt, show } from '../words';

const box = (from: string, to = 'photo'): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "${to}", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`;

/** A `from_name` that is no control tag of the labeling config. */
export const unknownFromName: Rule = {
  code: 'unknown-from-name',
  title: 'The labeling config has no control tag of this name',
  explanation:
    'A `from_name` is the `name` of a control tag in the labeling config, compared letter by letter. The validator rejects other names. The editor leaves the region out, or, if its type ends in `labels`, draws it without a label. Names that a `Repeater` makes (`box_0` of `box_{{idx}}`) are right for the editor; the validator does not know Repeaters and rejects them, so they are only mentioned.',
  cure: 'Write the name of a control tag as the message proposes it, or give the control tag in the labeling config this name.',
  fixes: [{ title: 'Change to the name of a control tag', safety: 'guess', at: changeToCandidates }],
  failing: [predictionWith(box('bbox'), BOX_CONFIG), predictionWith(box('box_0', 'page_0'), REPEATER_CONFIG)],
  passing: [predictionWith(box('box'), BOX_CONFIG), predictionWith(box('bbox'))],
  reads: ['config'],
  checkRegion(region, { config }, report) {
    const { from_name: name, type } = region.value;
    if (!config || typeof name !== 'string') return;
    const control = controlOf(config, name);
    if (control && !control.indexes) return;
    // Nobody rejects an annotation for the name that the editor itself gave it.
    if (type === 'relation' || (control && region.isAnnotated)) return;
    report(control ? repeated(name) : unknown(name, region, config));
  },
};

function unknown(name: string, { value: { type }, path }: RegionNode, { controls }: LabelingConfig): Claim {
  const found = nearest(name, likeliest(type, controls));
  const effect = asText(type).endsWith('labels') ? 'draws the region without a label' : 'leaves it out';
  const cure =
    controls.size === 0
      ? 'The config has no control tag at all.'
      : didYouMean(found, (names) => `The config has ${names}.`);
  return {
    path: ['from_name'],
    on: 'value',
    message: `The labeling config has no control tag named ${show(name)}: the validator rejects the ${ownerAt(path)}, and the editor ${effect}. ${cure}`,
    severity: 'error',
    gates: ['server', 'editor'],
    data: { candidates: found.candidates },
  };
}

function repeated(name: string): Claim {
  return {
    path: ['from_name'],
    on: 'value',
    message: `${show(name)} is a name that a Repeater makes. The editor knows such names; a server that validates predictions rejects them, because its validator does not know Repeaters, and no other name would do.`,
    severity: 'information',
    gates: ['server'],
  };
}

/** The controls whose regions have this type, then the others. */
function likeliest(type: unknown, controls: LabelingConfig['controls']): { text: string }[] {
  const all = [...controls.values()];
  const isOfType = ({ tag }: ConfigControl): boolean => tag.toLowerCase() === type;
  return [...all.filter(isOfType), ...all.filter((control) => !isOfType(control))].map(({ name }) => ({ text: name }));
}

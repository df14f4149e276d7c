import { resolveControl } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import { editDistance } from '../../tags/editDistance';
import type { RegionNode } from '../nodes';
import { type Claim, predictionWith, type Rule } from '../rule';
import { listed, show } from '../words';

const CONFIG =
  '<View>\n  <Image name="photo" value="$image"/>\n  <RectangleLabels name="box" toName="photo">\n    <Label value="Ship"/>\n  </RectangleLabels>\n</View>';
const REPEATED =
  '<View>\n  <Repeater on="$images" indexFlag="{{idx}}">\n    <Image name="photo_{{idx}}" value="$images[{{idx}}]"/>\n    <RectangleLabels name="box_{{idx}}" toName="photo_{{idx}}">\n      <Label value="Ship"/>\n    </RectangleLabels>\n  </Repeater>\n</View>';
const box = (from: string): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`;

/** A `from_name` that is no control tag of the labeling config. */
export const unknownFromName: Rule = {
  code: 'unknown-from-name',
  title: 'The labeling config has no control tag of this name',
  explanation:
    'A `from_name` is the `name` of a control tag in the labeling config, compared letter by letter. The validator rejects other names. The editor leaves the region out, or, if its type ends in `labels`, draws it without a label. Names that a `Repeater` makes (`box_0` of `box_{{idx}}`) are right for the editor; the validator does not know Repeaters and rejects them, so they are only mentioned.',
  cure: 'Write the name of a control tag as the message proposes it, or give the control tag in the labeling config this name.',
  failing: [predictionWith(box('bbox'), CONFIG), predictionWith(box('box_0'), REPEATED)],
  passing: [predictionWith(box('box'), CONFIG), predictionWith(box('bbox'))],
  reads: ['config'],
  checkRegion(region, { config }, report) {
    const { from_name: name, type } = region.value;
    if (!config || type === 'relation' || typeof name !== 'string' || config.controls.has(name)) return;
    report(resolveControl(config, name) ? repeated(name) : unknown(name, region, config));
  },
};

function unknown(name: string, region: RegionNode, config: LabelingConfig): Claim {
  const candidates = candidatesFor(name, region, config);
  const effect = String(region.value.type).endsWith('labels') ? 'draws the region without a label' : 'leaves it out';
  const cure =
    candidates.length > 0
      ? `Did you mean ${listed(candidates.slice(0, 3).map((candidate) => show(candidate)))}?`
      : 'The config has no control tag at all.';
  return {
    path: ['from_name'],
    on: 'value',
    message: `The labeling config has no control tag named ${show(name)}: the validator rejects the prediction, and the editor ${effect}. ${cure}`,
    severity: 'error',
    gates: ['server', 'editor'],
    data: { candidates },
  };
}

function repeated(name: string): Claim {
  return {
    path: ['from_name'],
    on: 'value',
    message: `${show(name)} is made by a Repeater. The editor shows it; a server that validates predictions rejects it, because its validator does not know Repeaters. Nothing is wrong here.`,
    severity: 'information',
    gates: ['server'],
  };
}

/** Names that can be meant: the most similar first, then those of the region's type, then the others. */
function candidatesFor(name: string, { value: { type } }: RegionNode, { controls }: LabelingConfig): string[] {
  const rank = (control: { name: string; tag: string }): number => {
    const distance = editDistance(name.toLowerCase(), control.name.toLowerCase(), 4);
    return distance < Math.max(1, Math.min(4, name.length / 2))
      ? distance
      : control.tag.toLowerCase() === type
        ? 10
        : 20;
  };
  return [...controls.values()]
    .map((control) => ({ name: control.name, rank: rank(control) }))
    .sort((a, b) => a.rank - b.rank)
    .map((candidate) => candidate.name);
}

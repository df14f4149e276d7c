import { renameTo } from '../../fixes/drafts';
import { tagByType } from '../../tags/catalogue';
import { controlOf, type RegionControl } from '../controlOf';
import { LABELED_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type Rule } from '../rule';
import { configOf, IMAGE, SPLIT_CONFIG } from '../ruleConfigs';
import { show } from '../words';

const merged = (labels: string, type = 'rectanglelabels'): string =>
  `{ "id": "r1", "from_name": "tag", "to_name": "photo", "type": "${type}", "value": { "x": 44, "y": 10, "width": 5, "height": 5, ${labels} } }`;
const DYNAMIC = configOf(
  IMAGE,
  '<Rectangle name="shape" toName="photo"/>',
  '<Labels name="tag" toName="photo" value="$kinds"/>',
);

/** A region of a `Labels` control that is shape and label in one, with the label where only one of both reads it. */
export const mergedRegionLabels: Rule = {
  code: 'merged-region-labels',
  title: 'The labels of a region of Labels stand under a key that the editor does not read',
  explanation:
    'A region can name a `Labels` tag in `from_name`, have the type `rectanglelabels`, and be shape and label in one, if there is a `Rectangle` for the same object. The validator takes its labels under `rectanglelabels` and under `labels`; the editor reads those of a `Labels` tag under `labels` only, shows the region without a label otherwise, and loses the label on Submit. Where all labels come from the task’s data the validator takes no such region at all; two results with one `id`, a `rectangle` and a `labels`, are right for both then.',
  cure: 'Rename the key to `labels`, or write the region as two results with one `id`.',
  fixes: [
    {
      title: 'Rename the key to "labels"',
      safety: 'safe',
      at: ({ unit, path, about: { key } }) => (key === path.at(-1) ? renameTo(unit, path, 'labels') : undefined),
    },
  ],
  failing: [
    predictionWith(merged('"rectanglelabels": ["Ship"]'), SPLIT_CONFIG),
    predictionWith(merged('"labels": ["Ship"]'), DYNAMIC),
  ],
  passing: [
    predictionWith(merged('"labels": ["Ship"]'), SPLIT_CONFIG),
    predictionWith(merged('"rectanglelabels": ["Ship"]')),
  ],
  reads: ['config'],
  types: [...LABELED_TYPES, 'magicwandlabels', 'videorectanglelabels'].filter((type) => type !== 'labels'),
  checkRegion(region, { config }, report) {
    const { from_name: from, type, value } = region.value;
    if (!config || typeof value !== 'object' || value === null) return;
    const control = controlOf(config, from);
    if (control?.type !== 'labels' || !control.mergedTypes.has(type as string)) return;
    const claim =
      unreadable(type as string, control) ?? wrongKey(type as string, value, control) ?? onlyDynamic(control);
    if (claim && !(claim.severity === 'information' && region.isAnnotated)) report(claim);
  },
};

/** Of such regions the editor knows fewer types than the validator. */
function unreadable(type: string, { tag }: RegionControl): Claim | undefined {
  if (tagByType(type)) return undefined;
  const shape = type.slice(0, -'labels'.length);
  return {
    path: ['type'],
    on: 'value',
    message: `The validator takes ${show(type)} for a region of ${show(tag.name)}; the editor knows no such type, and shows an error in place of the task. Write the region as ${show(shape)} with its own control tag in "from_name".`,
    severity: 'error',
    gates: ['editor'],
    data: { expected: shape },
  };
}

function wrongKey(type: string, value: object, { tag }: RegionControl): Claim | undefined {
  // Of tags that only Enterprise has, both keys are documented.
  if (tagByType(type)?.edition === 'enterprise') return undefined;
  const labels = (value as Readonly<Record<string, unknown>>)[type];
  if (Object.hasOwn(value, 'labels') || !Array.isArray(labels) || labels.length === 0) return undefined;
  return {
    path: ['value', type],
    on: 'key',
    message: `${show(tag.name)} is a Labels tag, whose labels the editor reads under "labels": it shows this region without a label, and loses the label on Submit. The validator takes both keys. Rename the key to "labels".`,
    severity: 'error',
    gates: ['editor'],
    data: { key: type, expected: 'labels' },
  };
}

function onlyDynamic({ tag }: RegionControl): Claim | undefined {
  if (tag.labels.length > 0) return undefined;
  return {
    path: ['type'],
    on: 'value',
    message: `The labels of ${show(tag.name)} are not in the labeling config. The editor shows the region; a server that validates predictions rejects it, because its validator compares the labels of such a region with those in the config. Two results with one "id", the shape and its "labels", are taken by both.`,
    severity: 'information',
    gates: ['server'],
  };
}

import type { LabelingConfig } from '../../labelingConfig/model';
import { controlOf } from '../controlOf';
import { labelControlsOf } from '../labelControls';
import { named } from '../nearest';
import { BARE_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type Rule } from '../rule';
import { SPLIT_CONFIG } from '../ruleConfigs';
import { ownerOf, show } from '../words';

const shape = (more: string): string =>
  `{ "id": "r1", "from_name": "shape", "to_name": "photo", "type": "rectangle", "value": { "x": 44, "y": 10, "width": 5, "height": 5${more} } }`;
const label =
  '{ "id": "r1", "from_name": "tag", "to_name": "photo", "type": "labels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "labels": ["Ship"] } }';

/** Labels in a region of a type that has none. */
export const labelOfBareShape: Rule = {
  code: 'label-of-bare-shape',
  title: 'A shape without labels has labels in its value',
  explanation:
    'A `Rectangle` and the like only draw; their label is a result of its own, of the type `labels`, with the same `id`. Labels in the value of the shape are nobody’s: the validator does not look at them, and the editor shows the region without a label and leaves them out on Submit.',
  cure: 'Add a result of the type `labels` with the same `id`, the geometry once more, and the labels. Or use the type and the control tag that have both in one, such as `rectanglelabels`.',
  failing: [
    predictionWith(shape(', "labels": ["Ship"]'), SPLIT_CONFIG),
    predictionWith(shape(', "rectanglelabels": ["Ship"]')),
  ],
  passing: [predictionWith(`${shape('')}, ${label}`, SPLIT_CONFIG)],
  reads: ['config'],
  types: BARE_TYPES,
  checkRegion(region, { config }, report) {
    const { type, value, from_name: from, to_name: to } = region.value;
    if (typeof value !== 'object' || value === null) return;
    const key = labelsKey(type as string, value as Readonly<Record<string, unknown>>);
    if (key === undefined) return;
    const control = config && controlOf(config, from);
    // Where the type is wrong, the labels may be right.
    if (control && control.type !== type) return;
    const candidates = config && typeof to === 'string' ? labelsFor(config, to) : [];
    report({ ...lost(key, ownerOf(region), candidates), data: { key, candidates } });
  },
};

/** The key that labels stand under; undefined when there are none. */
function labelsKey(type: string, value: Readonly<Record<string, unknown>>): string | undefined {
  if (isFilled(value.labels)) return 'labels';
  const own = OWN_KEYS.get(type);
  return own !== undefined && isFilled(value[own]) ? own : undefined;
}

/** Put together once, not for every region. */
const OWN_KEYS: ReadonlyMap<string, string> = new Map(BARE_TYPES.map((type) => [type, `${type}labels`]));

function isFilled(labels: unknown): boolean {
  return typeof labels === 'string' ? labels !== '' : Array.isArray(labels) && labels.length > 0;
}

/** The `Labels` tags for an object. */
function labelsFor(config: LabelingConfig, to: string): string[] {
  return labelControlsOf(config, to)
    .controls.filter(({ type }) => type === 'labels')
    .map(({ tag }) => tag.name);
}

function lost(key: string, owner: string, candidates: readonly string[]): Claim {
  const from = candidates.length > 0 ? ` and the from_name ${named(candidates)}` : '';
  return {
    path: ['value', key],
    on: 'key',
    message: `The editor does not read labels in ${owner}: it shows it without a label, and leaves ${show(key)} out on Submit. Put them into a result of the type "labels" with the same "id"${from}.`,
    severity: 'error',
    gates: ['editor'],
  };
}

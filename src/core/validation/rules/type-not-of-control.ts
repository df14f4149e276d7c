import { changeFrom } from '../../fixes/drafts';
import { type Draft, rename, set } from '../../fixes/fix';
import type { FixTarget } from '../../fixes/target';
import type { LabelingConfig } from '../../labelingConfig/model';
import { type ControlTag, tagByType } from '../../tags/catalogue';
import { controlOf, type RegionControl } from '../controlOf';
import { named } from '../nearest';
import { controlsMeant, isMessage, isOfOtherControl } from '../otherType';
import { type Claim, predictionWith, type Rule } from '../rule';
import { BOX_CONFIG, configOf, IMAGE, labelsTag, SPLIT_CONFIG, TEXT } from '../ruleConfigs';
import { aTag, listed, sentences, show } from '../words';

const region = (from: string, type: string, value: string): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "photo", "type": "${type}", "value": { ${value} } }`;
const BOX = '"x": 44, "y": 10, "width": 5, "height": 5';

/** A `type` that is not that of the control tag. */
export const typeNotOfControl: Rule = {
  code: 'type-not-of-control',
  title: 'The type is not that of the control tag',
  explanation:
    'The `type` of a region is the name of its control tag in lower case: `rectanglelabels` for `RectangleLabels`. The validator rejects another one. The editor reads labels under the key of the control tag: where they stand under the key of the `type` instead, they are lost; otherwise the region is shown, and saved with the wrong type. A type that the editor does not know replaces it by an error panel. Where the `to_name` or the `value` does not fit the control tag either, and another one fits them all, the `from_name` is what is wrong. One control tag has several types: of `Labels` beside a `Rectangle`, a region that is shape and label in one is `rectanglelabels`, and a label apart is `labels`.',
  cure: 'Write the type of the control tag, or the name of a control tag that has this type.',
  fixes: [
    { title: 'Change to the type of the control tag', safety: 'guess', at: typeOfControl },
    {
      title: 'Change "from_name" to a control tag of this type',
      safety: 'guess',
      at: ({ region, about: { candidates } }) =>
        region && Array.isArray(candidates) ? changeFrom(region.path, candidates as readonly string[]) : undefined,
    },
  ],
  failing: [
    predictionWith(
      region('box', 'polygonlabels', '"points": [[1, 1], [9, 1], [9, 9]], "polygonlabels": ["Ship"]'),
      BOX_CONFIG,
    ),
    predictionWith(
      region('box', 'polygonlabels', '"points": [[1, 1], [9, 1], [9, 9]], "polygonlabels": ["Ship"]'),
      configOf(
        IMAGE,
        labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
        labelsTag('PolygonLabels', 'outline', 'photo', 'Ship'),
      ),
    ),
    predictionWith(region('box', 'rectangle', BOX), BOX_CONFIG),
    predictionWith(
      '{ "id": "q1", "from_name": "box", "to_name": "body", "type": "choices", "value": { "choices": ["Calm"] } }',
      configOf(
        IMAGE,
        TEXT,
        labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
        '<Choices name="mood" toName="body"><Choice value="Calm"/></Choices>',
      ),
    ),
    predictionWith(
      '{ "id": "s1", "from_name": "tag", "to_name": "body", "type": "hypertextlabels", "value": { "start": 0, "end": 4, "hypertextlabels": ["Ship"] } }',
      configOf(TEXT, labelsTag('Labels', 'tag', 'body', 'Ship')),
    ),
    predictionWith(region('shape', 'rectanglelabels', `${BOX}, "rectanglelabels": ["Ship"]`), SPLIT_CONFIG),
  ],
  passing: [
    predictionWith(region('box', 'rectanglelabels', `${BOX}, "rectanglelabels": ["Ship"]`), BOX_CONFIG),
    predictionWith(region('tag', 'rectanglelabels', `${BOX}, "labels": ["Ship"]`), SPLIT_CONFIG),
  ],
  reads: ['config'],
  checkRegion(region, { config }, report) {
    const { from_name: from, type, value } = region.value;
    if (!config || typeof type !== 'string') return;
    const control = controlOf(config, from);
    if (!control || type === control.type || !isOfOtherControl(type, control)) return;
    const meant = controlsMeant(config, control, region.value);
    if (meant.length > 0) report(fromOther(region.value, control, meant));
    else if (!isMessage(type, control)) report(other(type, value, control, config));
    else if (!region.isAnnotated) report(message(control));
  },
};

function message({ tag }: RegionControl): Claim {
  return {
    path: ['type'],
    on: 'value',
    message: `Label Studio documents "chatmessage" for the messages of a Chat. A server that validates predictions wants "chat" here, because ${show(tag.name)} has a toName, and rejects this; without toName it takes "chatmessage".`,
    severity: 'information',
    gates: ['server'],
  };
}

type Region = Readonly<Record<string, unknown>>;

/** Of a region that is in all but the name one of another control. */
function fromOther(region: Region, { tag, entry }: RegionControl, candidates: readonly string[]): Claim {
  const { type, to_name: to, value } = region;
  const key = lostKey(String(type), value, entry);
  return {
    path: ['from_name'],
    on: 'value',
    message: sentences(
      `${show(tag.name)} is ${aTag(tag.tag)}, and this is a region of the type ${show(type)} on ${show(to)}.`,
      effectOf(tag.tag, key),
      `Write ${listed(candidates.slice(0, 5).map((name) => show(name)))}.`,
    ),
    severity: 'error',
    gates: key ? ['server', 'editor'] : ['server'],
    data: { candidates },
  };
}

function other(type: string, value: unknown, control: RegionControl, config: LabelingConfig): Claim {
  const { tag, entry, type: expected } = control;
  const candidates = [...config.controls.values()]
    .filter((one) => one.tag.toLowerCase() === type)
    .map(({ name }) => name);
  const key = lostKey(type, value, entry);
  const isKnown = tagByType(type) !== undefined;
  const instead =
    candidates.length > 0 ? `Or name ${named(candidates)} in "from_name", whose regions are ${show(type)}.` : '';
  return {
    path: ['type'],
    on: 'value',
    message: sentences(
      `${show(tag.name)} is ${aTag(tag.tag)}, so the type is ${show(expected)} and not ${show(type)}.`,
      isKnown
        ? effectOf(tag.tag, key)
        : 'The validator rejects the region, and the editor shows an error in place of the task.',
      instead,
    ),
    severity: 'error',
    gates: isKnown && !key ? ['server'] : ['server', 'editor'],
    data: { expected, candidates, ...(key && { key }) },
  };
}

interface Key {
  /** Key that the labels or the answer stand under. */
  from: string;
  /** Key that the control reads; none for a shape without labels. */
  to?: string;
}

function effectOf(tag: string, key: Key | undefined): string {
  if (!key) return 'The validator rejects the region; the editor shows it, and saves it with the wrong type.';
  const reads = key.to === undefined ? `${aTag(tag)} has no labels` : `the editor looks under ${show(key.to)}`;
  return `The validator rejects the region, and what stands under ${show(key.from)} is lost: ${reads}.`;
}

/** The key that holds what the editor reads under another, if these differ. */
function lostKey(type: string, value: unknown, entry: ControlTag | undefined): Key | undefined {
  const from = tagByType(type)?.labelKey;
  const to = entry?.labelKey;
  if (!entry || from === undefined || from === to || typeof value !== 'object' || value === null) return undefined;
  if (!Object.hasOwn(value, from) || (to !== undefined && Object.hasOwn(value, to))) return undefined;
  return to === undefined ? { from } : { from, to };
}

/** With the type goes the key of the labels. */
function typeOfControl({ path, region, about: { expected, key } }: FixTarget): Draft | undefined {
  if (typeof expected !== 'string' || !region) return undefined;
  const { from, to } = (key ?? {}) as Partial<Key>;
  const renamed = from !== undefined && to !== undefined ? [rename([...region.path, 'value', from], to)] : [];
  return { title: `Change to ${show(expected)}`, edits: [set(path, expected), ...renamed] };
}

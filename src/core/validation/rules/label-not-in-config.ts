import { changeTo, changeToCandidates, sameButCase } from '../../fixes/drafts';
import { controlOf, type RegionControl } from '../controlOf';
import { dynamicLabelsOf } from '../dynamicLabels';
import { type Candidate, didYouMean, named, nearestIn } from '../nearest';
import type { RegionNode } from '../nodes';
import { LABELED_TYPES } from '../regionTypes';
import { type Claim, type Inputs, predictionWith, type Rule } from '../rule';
import { BOX_CONFIG, configOf, IMAGE, labelsTag, TEXT } from '../ruleConfigs';
import { anyBox, spanWith, taskWith } from '../ruleExamples';
import { isAccepted } from '../validator';
import { show } from '../words';

const ALIAS = configOf(TEXT, labelsTag('Labels', 'tag', 'body', 'value="Big ship" alias="S"'));
const DYNAMIC = configOf(IMAGE, '<RectangleLabels name="box" toName="photo" value="$kinds"/>');
const span = (label: string): string => spanWith('"start": 0, "end": 4').replace('"Ship"', `"${label}"`);
const box = (label: string): string => anyBox('r1').replace('"Ship"', `"${label}"`);
const kinds = (label: string): string => `{ "image": "a.png", "kinds": [{ "value": "${label}" }] }`;

/** A label that the control tag does not have. */
export const labelNotInConfig: Rule = {
  code: 'label-not-in-config',
  title: 'The control tag has no such label',
  explanation:
    'The labels of a region are those of its control tag, compared letter by letter, case and blanks included. The validator rejects another one, and the editor shows the region without it. A label with an `alias` goes by its alias; the validator rejects its value, while the editor shows the label and saves the value. Labels can come from the task’s data too (`value="$kinds"`): the editor takes these and no others, and the validator, which does not know them, takes everything, or only the labels in the config where there are some.',
  cure: 'Write the label as the labeling config has it, its alias if it has one, or add it to the labeling config.',
  fixes: [
    {
      title: 'Change to the alias of the label',
      safety: 'safe',
      at: ({ path, about: { alias } }) => (typeof alias === 'string' ? changeTo(path, [alias]) : undefined),
    },
    { title: 'Write the label in the case of the labeling config', safety: 'safe', at: sameButCase },
    { title: 'Change to a label of the labeling config', safety: 'guess', at: changeToCandidates },
  ],
  failing: [
    predictionWith(box('ship'), BOX_CONFIG),
    predictionWith(span('Big ship'), ALIAS),
    taskWith(DYNAMIC, kinds('Ship'), box('Pier')),
  ],
  passing: [
    predictionWith(box('Buoy'), BOX_CONFIG),
    predictionWith(span('S'), ALIAS),
    taskWith(DYNAMIC, kinds('Ship'), box('Ship')),
  ],
  reads: ['config', 'data'],
  types: LABELED_TYPES,
  checkRegion(region, { config, data }, report) {
    const { from_name: from, type, value } = region.value;
    if (!config || typeof value !== 'object' || value === null) return;
    const control = controlOf(config, from);
    if (!control) return;
    const key = keyOf(control, type as string, value);
    if (key === undefined) return;
    const labels = (value as Readonly<Record<string, unknown>>)[key];
    if (!Array.isArray(labels)) return;
    const known = control.labels;
    for (let index = 0; index < labels.length; index++) {
      const label: unknown = labels[index];
      if (known.has(label as string) || typeof label !== 'string') continue;
      const claim = unknown(label, control, data);
      // What stands under the control's own name is the value once more, and the rest of it nobody reads.
      if (claim?.gates.includes('server') && isAccepted(region, config)) return;
      if (claim && !isOverdone(claim, region)) report({ ...claim, path: ['value', key, index], on: 'value' });
    }
  },
};

/** The key that the labels of a region stand under; undefined where its type is what is wrong. */
function keyOf(control: RegionControl, type: string, value: object): string | undefined {
  if (type === control.type) return control.entry?.labelKey;
  if (!control.mergedTypes.has(type)) return undefined;
  return Object.hasOwn(value, type) ? type : 'labels';
}

/** Nobody rejects an annotation for the label that the editor itself offered. */
function isOverdone({ severity }: Word, region: RegionNode): boolean {
  return severity === 'information' && region.isAnnotated;
}

type Word = Pick<Claim, 'message' | 'severity' | 'gates' | 'data'>;

function unknown(label: string, control: RegionControl, data: Inputs['data']): Word | undefined {
  const { labels, dynamicLabels } = control.tag;
  const isStatic = labels.length > 0;
  // A control tag without any label is a fault of the config, which says so itself.
  if (!isStatic && !dynamicLabels) return undefined;
  const found = nearestIn(label, labels);
  if (found.isAlias) return aliased(label, found.candidates[0] ?? '', control);
  if (!dynamicLabels) {
    const cure = didYouMean(found, (names) => `It has ${names}.`);
    return {
      message: `${noLabel(label, control)}: the validator rejects the region, and the editor shows the region without it. ${cure}`,
      severity: 'error',
      gates: ['server', 'editor'],
      data: { candidates: found.candidates },
    };
  }
  const fromData = dynamicLabelsOf(control, data);
  if (fromData && !fromData.has(label)) return notInData(label, control, fromData);
  return isStatic ? onlyInData(label, control) : undefined;
}

function noLabel(label: string, { tag }: RegionControl): string {
  return `${show(label)} is no label of the control tag ${show(tag.name)}`;
}

function aliased(label: string, alias: string, { tag }: RegionControl): Word {
  return {
    message: `The label ${show(label)} of ${show(tag.name)} goes by its alias ${show(alias)}: the validator rejects its value; the editor shows the label, and saves the value. Write ${show(alias)}.`,
    severity: 'error',
    gates: ['server'],
    data: { candidates: [alias], alias },
  };
}

/** What neither the config nor the task's data has. */
function notInData(label: string, control: RegionControl, fromData: ReadonlySet<string>): Word {
  const found = nearestIn(label, allLabels(control, fromData));
  const isRejected = control.labels.size > 0;
  const effect = isRejected
    ? 'the validator rejects the region, and the editor shows the region without it'
    : 'the editor shows the region without it';
  const where = `neither in the labeling config nor in what ${show(control.tag.attributes.value)} gives for this task`;
  return {
    message: `${noLabel(label, control)}, ${where}: ${effect}. ${didYouMean(found, (names) => `Known are ${names}.`)}`,
    severity: 'error',
    gates: isRejected ? ['server', 'editor'] : ['editor'],
    data: { candidates: found.candidates },
  };
}

/** What was asked last, so that `nearestIn` gets the same list for all regions of a task. */
let last: { control: RegionControl; fromData: ReadonlySet<string>; all: readonly Candidate[] } | undefined;

function allLabels(control: RegionControl, fromData: ReadonlySet<string>): readonly Candidate[] {
  if (last?.control !== control || last.fromData !== fromData) {
    const all = [...control.tag.labels, ...[...fromData].map((text) => ({ text }))];
    last = { control, fromData, all };
  }
  return last.all;
}

/** What the task's data has, or may have, while the config has others. */
function onlyInData(label: string, { tag, labels }: RegionControl): Word {
  return {
    message: `${show(label)} can only be a label from the task’s data. The editor takes those; a server that validates predictions rejects it, because its validator knows only the labels in the labeling config (${named([...labels].slice(0, 3))}${labels.size > 3 ? ' …' : ''}) of ${show(tag.name)}.`,
    severity: 'information',
    gates: ['server'],
  };
}

import { changeFrom, changeToCandidates } from '../../fixes/drafts';
import { type Resolved, resolveObject } from '../../labelingConfig/lookup';
import type { ConfigObject, LabelingConfig } from '../../labelingConfig/model';
import { controlOf, type RegionControl } from '../controlOf';
import { named } from '../nearest';
import { controlsMeant } from '../otherType';
import { type Claim, predictionWith, type Rule } from '../rule';
import { configOf, IMAGE, labelsTag, REPEATER_CONFIG } from '../ruleConfigs';
import { show } from '../words';

const TWO = configOf(
  IMAGE,
  '<Image name="map" value="$map"/>',
  labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
  labelsTag('RectangleLabels', 'area', 'map', 'Ship'),
);
const box = (from: string, to: string): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "${to}", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`;

/** A `to_name` that exists, but not for this control tag. */
export const toNameOfAnotherControl: Rule = {
  code: 'to-name-of-another-control',
  title: 'The control tag does not point to this object tag',
  explanation:
    'A control tag says with `toName` which object tags it is for, and `to_name` has to be one of them. The validator rejects another one. The editor does not compare: it puts the region on the object that `to_name` names, which is hardly what was meant. The validator takes `toName` apart at its commas and keeps blanks: of `toName="a, b"` the second name is `" b"`.',
  cure: 'Write the object tag that the control tag points to, or the control tag that points to this object tag.',
  fixes: [
    { title: 'Change to the name that the control tag points to', safety: 'guess', at: changeToCandidates },
    {
      title: 'Change "from_name" to a control tag of this object',
      safety: 'guess',
      at: ({ region, about: { controls } }) =>
        region && Array.isArray(controls) ? changeFrom(region.path, controls as readonly string[]) : undefined,
    },
  ],
  failing: [predictionWith(box('box', 'map'), TWO), predictionWith(box('box_0', 'page_1'), REPEATER_CONFIG)],
  passing: [predictionWith(box('area', 'map'), TWO), predictionWith(box('box', 'map'))],
  reads: ['config'],
  checkRegion({ value }, { config }, report) {
    const { to_name: name, from_name: from, type } = value;
    if (!config || typeof name !== 'string') return;
    const control = controlOf(config, from);
    if (!control || control.pointsTo(name) || type === 'relation') return;
    const object = resolveObject(config, name);
    if (!object || isTemplate(control, object)) return;
    // The name of the control is what is wrong then.
    if (type !== control.type && controlsMeant(config, control, value).length > 0) return;
    report(other(name, String(from), control, config));
  },
};

/** Whether one of the names is written with a placeholder: that is what is wrong then. */
function isTemplate(control: RegionControl, { tag, indexes }: Resolved<ConfigObject>): boolean {
  return control.isTemplate || (tag.repeated && indexes === undefined);
}

function other(name: string, from: string, control: RegionControl, config: LabelingConfig): Claim {
  const { type, toNames, indexes } = control;
  const candidates = toNames.filter((to) => control.pointsTo(to));
  const controls = [...config.controls.values()]
    .filter((one) => one.tag.toLowerCase() === type && one.toNames.includes(name))
    .map((one) => one.name);
  const instead = controls.length > 0 ? ` Or is the region one of ${named(controls)}?` : '';
  const gap = toNames.find((to) => to !== name && to.trim() === name);
  const hint = gap === undefined ? '' : ` Its toName has a blank in it: the validator takes ${show(gap)} for the name.`;
  // Names that a Repeater makes are nothing to the validator anyway.
  const isRejected = indexes === undefined;
  const effect = isRejected
    ? 'so the validator rejects the region; the editor puts it there all the same'
    : 'and the editor puts the region there all the same, which is hardly what was meant';
  return {
    path: ['to_name'],
    on: 'value',
    message: `The control tag ${show(from)} points to ${named(toNames)} and not to ${show(name)}, ${effect}.${hint}${instead}`,
    severity: isRejected ? 'error' : 'warning',
    gates: isRejected ? ['server'] : ['authoring'],
    data: { candidates, controls },
  };
}

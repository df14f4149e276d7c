import { changeToCandidates } from '../../fixes/drafts';
import { resolveObject } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import { controlOf, type RegionControl } from '../controlOf';
import { didYouMean, nearest } from '../nearest';
import { type Claim, predictionWith, type Rule } from '../rule';
import { BOX_CONFIG, configOf } from '../ruleConfigs';
import { show } from '../words';

const box = (to: string, from = 'box'): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "${to}", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`;
const PAIR = configOf(
  '<Text name="one" value="$one"/>',
  '<Text name="two" value="$two"/>',
  '<Pairwise name="better" toName="one,two"/>',
);
const better = (to: string): string =>
  `{ "id": "w1", "from_name": "better", "to_name": "${to}", "type": "pairwise", "value": { "selected": "left" } }`;

/** A `to_name` that is no object tag of the labeling config. */
export const unknownToName: Rule = {
  code: 'unknown-to-name',
  title: 'The labeling config has no object tag of this name',
  explanation:
    'A `to_name` is the `name` of an object tag in the labeling config (`Image`, `Text`, `Video` …), compared letter by letter. With another name the validator rejects the prediction, and the editor leaves the region out. Results of a `Pairwise` are an exception: the editor itself writes the name of the `Pairwise` there, which its validator does not take, so that is only mentioned.',
  cure: 'Write the name of the object tag that the control tag points to with `toName`, as the message proposes it.',
  fixes: [{ title: 'Change to the name of an object tag', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(box('image'), BOX_CONFIG),
    predictionWith(better('better'), PAIR),
    predictionWith(better('one,two'), PAIR),
  ],
  passing: [
    predictionWith(box('photo'), BOX_CONFIG),
    predictionWith(box('image')),
    predictionWith(better('two'), PAIR),
  ],
  reads: ['config'],
  checkRegion({ value: { to_name: name, from_name: from, type }, isAnnotated }, { config }, report) {
    if (!config || typeof name !== 'string') return;
    const control = controlOf(config, from);
    if (control?.pointsTo(name) || config.objects.has(name) || type === 'relation') return;
    const made = resolveObject(config, name);
    const own = isItself(control, name) ? control : undefined;
    if (!made && !own) report(unknown(name, control, config));
    // Nobody rejects an annotation for the name that the editor itself gave it.
    else if (isAnnotated) return;
    else if (own) report(itself(own, name));
    // A control of a Repeater has its own word for that.
    else if (control && !control.tag.repeated) report(repeated(name));
  },
};

/** Whether a result points to its own control, as the editor writes it for controls that show their objects. */
function isItself(control: RegionControl | undefined, name: string): control is RegionControl {
  return (
    control !== undefined && name === control.tag.name && (control.type === 'pairwise' || control.type === 'ranker')
  );
}

function unknown(name: string, control: RegionControl | undefined, config: LabelingConfig): Claim {
  const found = nearest(name, likeliest(control, config));
  const [first] = found.candidates;
  const effect = config.controls.has(name)
    ? `${show(name)} is a control tag and no object tag: the validator rejects the region, and the editor loses its shape and cannot submit the task.`
    : `The labeling config has no object tag named ${show(name)}: the validator rejects the region, and the editor leaves it out.`;
  const cure =
    first === undefined
      ? 'The config has no object tag at all.'
      : found.candidates.length === 1
        ? `The only one is ${show(first)}.`
        : didYouMean(found, (names) => `The config has ${names}.`);
  return {
    path: ['to_name'],
    on: 'value',
    message: `${effect} ${cure}`,
    severity: 'error',
    gates: ['server', 'editor'],
    data: { candidates: found.candidates },
  };
}

function itself({ toNames, tag }: RegionControl, name: string): Claim {
  const candidates = toNames.filter((to) => to !== name);
  return {
    path: ['to_name'],
    on: 'value',
    message: `${show(name)} is the ${tag.tag} itself. The editor writes and reads it so; a server that validates predictions rejects it. The name of an object, such as ${show(candidates[0] ?? '')}, is taken by both.`,
    severity: 'information',
    gates: ['server'],
    data: { candidates },
  };
}

function repeated(name: string): Claim {
  return {
    path: ['to_name'],
    on: 'value',
    message: `${show(name)} is a name that a Repeater makes. The editor knows such names; a server that validates predictions rejects them, because its validator does not know Repeaters.`,
    severity: 'information',
    gates: ['server'],
  };
}

/** What the control points to, then the other objects. */
function likeliest(control: RegionControl | undefined, { objects }: LabelingConfig): { text: string }[] {
  const own = control?.toNames.filter((name) => control.pointsTo(name)) ?? [];
  const others = [...objects.keys()].filter((name) => !own.includes(name));
  return [...own, ...others].map((text) => ({ text }));
}

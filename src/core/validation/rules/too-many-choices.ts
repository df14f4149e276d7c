import { editorAttribute } from '../../labelingConfig/lookup';
import type { ConfigControl } from '../../labelingConfig/model';
import { answeredControl, type Finding, gatesOf, perControl, tell, valueAt } from '../answered';
import { type ChoiceList, choiceListOf } from '../choiceList';
import type { RegionControl } from '../controlOf';
import { predictionWith, type Rule } from '../rule';
import { choicesTag, configOf, MOOD_CONFIG, TEXT } from '../ruleConfigs';
import { show } from '../words';

const answer = (...choices: string[]): string =>
  `{ "id": "q1", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": [${choices.map((one) => `"${one}"`).join(', ')}] } }`;
const MULTIPLE_CONFIG = configOf(
  TEXT,
  choicesTag('Choices', 'mood', 'body', 'Calm', 'Angry').replace('toName', 'choice="multiple" toName'),
);

/** More choices than the control tag takes. */
export const tooManyChoices: Rule = {
  code: 'too-many-choices',
  title: 'More choices than the control tag takes',
  explanation:
    'A `Choices` takes one choice unless it has `choice="multiple"`, and a `Taxonomy` with `maxUsages` takes at most as many paths. The validator does not count them. The editor selects them all, and then refuses to submit until someone has taken back what is too much.',
  cure: 'Leave only as many as the control tag takes, or allow more in the labeling config: `choice="multiple"`.',
  failing: [predictionWith(answer('Calm', 'Angry'), MOOD_CONFIG)],
  passing: [predictionWith(answer('Calm'), MOOD_CONFIG), predictionWith(answer('Calm', 'Angry'), MULTIPLE_CONFIG)],
  reads: ['config'],
  types: ['choices', 'taxonomy'],
  checkRegion(region, { config }, report) {
    const key = region.value.type as string;
    const chosen = valueAt(region, key);
    if (!Array.isArray(chosen) || chosen.length < 2) return;
    const control = answeredControl(region, config);
    const limit = control && limitOf(control);
    if (!control || limit === undefined) return;
    const count = key === 'choices' ? countOf(chosen, choiceListOf(control)) : chosen.length;
    if (count > limit) tell(report, [key], tooMany(count, limit, control), 'key');
  },
};

function tooMany(count: number, limit: number, control: RegionControl): Finding {
  const most = limit === 1 ? 'one choice' : `at most ${limit} choices`;
  return {
    message: `${show(control.tag.name)} takes ${most}, and here are ${count}: the editor selects them all and then refuses to submit. Leave only what is meant, or allow more in the labeling config.`,
    severity: 'warning',
    gates: gatesOf(control, 'editor'),
    data: { limit },
  };
}

/** How many choices the editor lets through; undefined for any number. */
const limitOf = perControl((tag: ConfigControl): number | undefined => {
  if (tag.tag.toLowerCase() === 'taxonomy') {
    const most = Number(editorAttribute(tag, 'maxUsages') || Number.NaN);
    return Number.isNaN(most) ? undefined : most;
  }
  const choice = editorAttribute(tag, 'choice');
  return choice === undefined || choice === 'single' || choice === 'single-radio' ? 1 : undefined;
});

/** How many are selected: those that are there. Of nested ones the choices around a selected one are selected with it. */
function countOf(chosen: readonly unknown[], { tree, isNested, isOpen }: ChoiceList): number {
  if (!isNested) return new Set(chosen.filter((choice) => isOpen || tree.roots.has(choice as string))).size;
  const paths = new Map<string, readonly unknown[]>();
  for (const choice of chosen) {
    if (Array.isArray(choice) && (isOpen || tree.at(choice))) paths.set(JSON.stringify(choice), choice);
  }
  const isAround = (path: readonly unknown[]): boolean =>
    path.some((_, end) => end > 0 && paths.has(JSON.stringify(path.slice(0, end))));
  return [...paths.values()].filter((path) => !isAround(path)).length;
}

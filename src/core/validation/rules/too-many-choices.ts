import { answerAt, answeredControl, type Finding, gatesOf, perControl, tell } from '../answered';
import { type ChoiceList, choiceListOf } from '../choiceList';
import type { RegionControl } from '../controlOf';
import { choiceLimitOf } from '../limits';
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
    'A `Choices` takes one choice unless it has `choice="multiple"`, and a `Taxonomy` with `maxUsages` takes at most as many paths. The validator does not count them. The editor selects them all, and then refuses to submit until someone has taken back what is too much; of `Choices` it counts only those that stand in the tag itself.',
  cure: 'Leave only as many as the control tag takes, or allow more in the labeling config: `choice="multiple"`.',
  failing: [predictionWith(answer('Calm', 'Angry'), MOOD_CONFIG)],
  passing: [predictionWith(answer('Calm'), MOOD_CONFIG), predictionWith(answer('Calm', 'Angry'), MULTIPLE_CONFIG)],
  reads: ['config', 'data'],
  types: ['choices', 'taxonomy'],
  checkRegion(region, { config, data }, report) {
    const key = region.value.type as string;
    const chosen = answerAt(region, key);
    if (!Array.isArray(chosen) || chosen.length < 2) return;
    const control = answeredControl(region, config);
    const limit = control && limitOf(control);
    if (!control || limit === undefined) return;
    const list = key === 'choices' ? choiceListOf(control, data) : undefined;
    const selected = list ? selectedOf(chosen, list) : chosen;
    if (selected.length <= limit) return;
    const counted = list ? selected.filter((choice) => isCounted(choice, list)) : selected;
    tell(region, report, [key], tooMany(selected.length, limit, counted.length > limit, control), 'key');
  },
};

function tooMany(count: number, limit: number, isRefused: boolean, control: RegionControl): Finding {
  const most = limit === 1 ? 'one choice' : `at most ${limit} choices`;
  const effect = isRefused ? 'and then refuses to submit' : 'which no person could do';
  return {
    message: `${show(control.tag.name)} takes ${most}, and here are ${count}: the editor selects them all, ${effect}. Leave only what is meant, or allow more in the labeling config.`,
    severity: 'warning',
    gates: gatesOf(control, isRefused ? 'editor' : 'authoring'),
    data: { limit },
  };
}

const limitOf = perControl(choiceLimitOf);

/** Those that are there. Of nested ones the choices around a selected one are selected with it, and do not count. */
function selectedOf(chosen: readonly unknown[], { tree, isNested, isOpen }: ChoiceList): readonly unknown[] {
  if (!isNested) return [...new Set(chosen)].filter((choice) => isOpen || tree.roots.has(choice as string));
  const paths = new Map<string, readonly unknown[]>();
  for (const choice of chosen) {
    if (Array.isArray(choice) && (isOpen || tree.at(choice))) paths.set(JSON.stringify(choice), choice);
  }
  const isInside = (path: readonly unknown[]): boolean =>
    path.some((_, end) => end > 0 && paths.has(JSON.stringify(path.slice(0, end))));
  return [...paths.values()].filter((path) => !isInside(path));
}

/** Whether the editor counts a choice when people submit: not one in a `View`, nor one inside of another. */
function isCounted(choice: unknown, { tree, isNested, isOpen, counted }: ChoiceList): boolean {
  if (isNested && (choice as readonly unknown[]).length > 1) return false;
  const text = isNested ? (choice as readonly unknown[])[0] : choice;
  return counted.has(text) || (isOpen && !tree.roots.has(text as string));
}

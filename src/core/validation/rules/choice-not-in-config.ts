import { changeTo, changeToCandidates, sameButCase } from '../../fixes/drafts';
import { answerAt, answeredControl, consequence, type Finding, gatesOf, tell } from '../answered';
import { type ChoiceList, choiceListOf, didYouMeanPath, pathWords } from '../choiceList';
import type { RegionControl } from '../controlOf';
import { didYouMean, nearestIn } from '../nearest';
import { predictionWith, type Rule } from '../rule';
import { choicesTag, configOf, MOOD_CONFIG, TEXT } from '../ruleConfigs';
import { isAccepted } from '../validator';
import { listed, show } from '../words';

const ALIAS_CONFIG = configOf(
  TEXT,
  choicesTag('Choices', 'mood', 'body', 'value="Calm sea" alias="calm"', 'value="Storm" alias="storm"'),
);
const mood = (choice: string): string =>
  `{ "id": "q1", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["${choice}"] } }`;

/** A chosen text that is none of the control's choices. */
export const choiceNotInConfig: Rule = {
  code: 'choice-not-in-config',
  title: 'The control tag has no such choice',
  explanation:
    'An answer to `Choices` names a `Choice` of the control tag, compared letter by letter: by its `alias` if it has one, else by its `value`. The validator rejects other texts, and the editor selects nothing. Of choices inside of others the editor shows only those of the first level, unless the control tag has `allowNested="true"`. Choices can come from the task’s data (`value="$…"`): where the data is not in the file, they are not judged. The validator does not know them, and takes only those in the config where there are some.',
  cure: 'Write a choice as the labeling config has it, or add this one to the control tag.',
  fixes: [
    {
      title: 'Change to the alias of the choice',
      safety: 'safe',
      at: ({ path, about: { alias } }) => (typeof alias === 'string' ? changeTo(path, [alias]) : undefined),
    },
    { title: 'Write the choice in the case of the labeling config', safety: 'safe', at: sameButCase },
    { title: 'Change to a choice of the labeling config', safety: 'guess', at: changeToCandidates },
  ],
  failing: [predictionWith(mood('calm'), MOOD_CONFIG), predictionWith(mood('Calm sea'), ALIAS_CONFIG)],
  passing: [predictionWith(mood('Calm'), MOOD_CONFIG), predictionWith(mood('calm'), ALIAS_CONFIG)],
  reads: ['config', 'data'],
  types: ['choices'],
  checkRegion(region, { config, data }, report) {
    const chosen = answerAt(region, 'choices');
    if (!Array.isArray(chosen) || chosen.length === 0) return;
    const control = answeredControl(region, config);
    if (!control) return;
    const list = choiceListOf(control, data);
    if (list.isEmpty) return;
    for (let index = 0; index < chosen.length; index++) {
      const choice: unknown = chosen[index];
      if (!list.isNested && list.accepted.has(choice)) continue;
      const finding = findingOn(choice, list, control);
      // What stands under the control's own name is the value once more, and the rest of it nobody reads.
      if (config && finding?.gates.includes('server') && isAccepted(region, config)) return;
      tell(region, report, ['choices', index], finding);
    }
  },
};

function findingOn(choice: unknown, list: ChoiceList, control: RegionControl): Finding | undefined {
  if (typeof choice === 'string') return ofText(choice, list, control);
  if (!Array.isArray(choice) || !list.isNested || list.isOpen || list.tree.at(choice)) return undefined;
  return choice.every((step) => typeof step === 'string') ? unknownPath(choice, list, control) : undefined;
}

/** A text that is not good for both gates. */
function ofText(choice: string, list: ChoiceList, control: RegionControl): Finding | undefined {
  const { tree, isNested, isOpen } = list;
  // Whether it should be a path is the matter of another rule.
  if (isNested) return isOpen || tree.has(choice) ? undefined : unknown(choice, list, control);
  if (!isOpen && !tree.roots.has(choice)) return (tree.has(choice) ? tooDeep : unknown)(choice, list, control);
  return list.isRejected(choice) ? unknownToServer(choice, list, control) : undefined;
}

function unknown(choice: string, list: ChoiceList, control: RegionControl): Finding {
  const gates = list.isRejected(choice) ? gatesOf(control, 'server', 'editor') : gatesOf(control, 'editor');
  const where = list.fromData ? ", neither in the labeling config nor in the task's data" : '';
  const what = `${show(control.tag.name)} has no choice ${show(choice)}${where}: ${consequence(gates, 'selects nothing')}.`;
  if (list.isNested) {
    const candidates = list.tree.candidatesFor([choice]);
    const cure = didYouMeanPath(candidates, 'Write the path to one, as a list.');
    return { message: `${what} ${cure}`, severity: 'error', gates, data: { candidates } };
  }
  const found = nearestIn(choice, list.top);
  const message = found.isAlias
    ? `${show(choice)} is the value of a choice whose alias is ${show(found.candidates[0])}, and then the alias is what counts: ${consequence(gates, 'selects nothing')}. Write the alias.`
    : `${what} ${didYouMean(found, (names) => `Its choices are ${names}.`)}`;
  const { candidates, isAlias } = found;
  return { message, severity: 'error', gates, data: { candidates, ...(isAlias && { alias: candidates[0] }) } };
}

/** The editor may have it from the task's data; the validator knows only what is written. */
function unknownToServer(choice: string, { written }: ChoiceList, control: RegionControl): Finding {
  const names = listed([...written].slice(0, 3).map((text) => show(text)));
  return {
    message: `The validator knows only the choices of ${show(control.tag.name)} that are written in the labeling config, such as ${names}, and rejects ${show(choice)}, even if the task's data has it.`,
    severity: 'information',
    gates: gatesOf(control, 'server'),
  };
}

function tooDeep(choice: string, list: ChoiceList, control: RegionControl): Finding {
  const candidates = [...new Set(list.tree.named(choice).map(({ path }) => path[0] as string))];
  return {
    message: `${show(choice)} is a choice inside of ${listed(candidates.map((one) => show(one)))}, and without allowNested="true" the editor shows no such choices and selects nothing. Choose one of the first level, or give ${show(control.tag.name)} allowNested.`,
    severity: 'error',
    gates: list.isRejected(choice) ? gatesOf(control, 'server', 'editor') : gatesOf(control, 'editor'),
    data: { candidates },
  };
}

function unknownPath(path: readonly string[], { tree }: ChoiceList, control: RegionControl): Finding {
  const gates = gatesOf(control, 'server', 'editor');
  const candidates = tree.candidatesFor(path);
  const cure = didYouMeanPath(candidates, 'Write a path of choices from the first level down.');
  return {
    message: `${show(control.tag.name)} has no choice at the path ${pathWords(path)}: ${consequence(gates, 'selects nothing', 'rejects choices that are paths')}. ${cure}`,
    severity: 'error',
    gates,
    data: { candidates },
  };
}

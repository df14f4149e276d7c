import { changeToCandidates } from '../../fixes/drafts';
import { answerAt, answeredControl, consequence, type Finding, gatesOf, tell } from '../answered';
import { type ChoiceList, choiceListOf, pathsWords, pathWords } from '../choiceList';
import type { RegionControl } from '../controlOf';
import { leavesOf } from '../pathTree';
import { predictionWith, type Rule } from '../rule';
import { configOf, MOOD_CONFIG, TEXT } from '../ruleConfigs';
import { show } from '../words';

const KIND_CONFIG = configOf(
  TEXT,
  '<Choices name="kind" toName="body" choice="multiple" allowNested="true">\n    <Choice value="Vessel">\n      <Choice value="Sail"/>\n      <Choice value="Motor"/>\n    </Choice>\n  </Choices>',
);
const answer = (name: string, choices: string): string =>
  `{ "id": "q1", "from_name": "${name}", "to_name": "body", "type": "choices", "value": { "choices": [${choices}] } }`;

/** Choices as texts where the editor takes paths, and as paths where it takes texts. */
export const nestedChoice: Rule = {
  code: 'nested-choice',
  title: 'A choice is a path only where choices are nested',
  explanation:
    'With `allowNested="true"` the editor takes a choice as the path to it, a list such as `["Vessel", "Sail"]`, and selects nothing for `"Sail"` alone; a choice that has others inside of it is selected through all of those. Without `allowNested` a choice is a text, and a list selects nothing. The validator rejects every list: it fails with “unhashable type”. So of nested choices no form is right for both. The form of the editor is only mentioned, since a server does not validate predictions unless it is told to.',
  cure: 'Write choices as `allowNested` of the control tag wants them. Where predictions have to pass the validator, use a `Taxonomy`, which asks the same in a form that both take.',
  fixes: [{ title: 'Change to the form that the control tag wants', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(answer('kind', '"Sail"'), KIND_CONFIG),
    predictionWith(answer('kind', '["Vessel"]'), KIND_CONFIG),
    predictionWith(answer('kind', '["Vessel", "Sail"]'), KIND_CONFIG),
    predictionWith(answer('mood', '["Calm"]'), MOOD_CONFIG),
  ],
  passing: [predictionWith(answer('mood', '"Calm"'), MOOD_CONFIG)],
  reads: ['config', 'data'],
  types: ['choices'],
  checkRegion(region, { config, data }, report) {
    const chosen = answerAt(region, 'choices');
    if (!Array.isArray(chosen) || chosen.length === 0) return;
    const control = answeredControl(region, config);
    if (!control) return;
    const list = choiceListOf(control, data);
    let isTold = false;
    for (let index = 0; index < chosen.length; index++) {
      const choice: unknown = chosen[index];
      const isPath = Array.isArray(choice);
      if (!isPath && !list.isNested) continue;
      const found = list.isNested ? formFinding(choice, chosen, list, control) : pathFinding(choice, list, control);
      tell(region, report, ['choices', index], found);
      if (found || isTold || !isPath || !(list.isOpen || list.tree.at(choice))) continue;
      tell(region, report, ['choices', index], onlyForEditor(control));
      isTold = true;
    }
  },
};

/** What is wrong with the form of a choice where the editor takes paths. */
function formFinding(
  choice: unknown,
  chosen: readonly unknown[],
  list: ChoiceList,
  control: RegionControl,
): Finding | undefined {
  if (typeof choice === 'string') return textFinding(choice, list, control);
  const node = Array.isArray(choice) ? list.tree.at(choice) : undefined;
  if (!node || node.children.size === 0) return undefined;
  const paths = new Set(chosen.map((one) => JSON.stringify(one)));
  const leaves = leavesOf(node).map(({ path }) => path);
  if (leaves.every((path) => paths.has(JSON.stringify(path)))) return undefined;
  return {
    message: `${pathWords(node.path)} has choices inside of it, and the editor selects it only if all of those are selected. Write the paths to the choices at the end, such as ${pathsWords(leaves)}.`,
    severity: 'error',
    gates: gatesOf(control, 'editor'),
    data: { candidates: leaves },
  };
}

function textFinding(choice: string, { tree, isOpen }: ChoiceList, control: RegionControl): Finding | undefined {
  // A text that is no choice at all is the matter of another rule.
  if (!tree.has(choice) && !isOpen) return undefined;
  const candidates = tree.named(choice).map(({ path }) => path);
  const path = candidates.length > 0 ? `, ${pathsWords(candidates)}` : '';
  return {
    message: `Choices of ${show(control.tag.name)} are paths, because it has allowNested, and the editor selects nothing for a text alone. Write the list of choices from the first level down to this one${path}; the validator rejects such lists, so no form is right for both.`,
    severity: 'error',
    gates: gatesOf(control, 'editor'),
    data: { candidates },
  };
}

/** A list where the editor takes texts. */
function pathFinding(choice: unknown, { tree }: ChoiceList, control: RegionControl): Finding {
  const gates = gatesOf(control, 'server', 'editor');
  const steps = choice as readonly unknown[];
  const candidates = steps.filter((step) => tree.roots.has(step as string)).reverse();
  const cure = candidates.length > 0 ? `Write the choice itself, ${show(candidates[0])}.` : 'Write the choice itself.';
  return {
    message: `A list stands for a choice only where the control tag has allowNested="true": here ${consequence(gates, 'selects nothing')}. ${cure}`,
    severity: 'error',
    gates,
    data: { candidates },
  };
}

function onlyForEditor(control: RegionControl): Finding {
  return {
    message:
      'This is how the editor takes nested choices. A server that validates predictions rejects them, because its validator fails on lists here; the form that it takes shows nothing in the editor.',
    severity: 'information',
    gates: gatesOf(control, 'server'),
  };
}

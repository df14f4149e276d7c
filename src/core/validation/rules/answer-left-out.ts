import { remove } from '../../fixes/fix';
import type { LabelingConfig } from '../../labelingConfig/model';
import type { Condition } from '../../labelingConfig/visibility';
import type { Path } from '../../text/locate';
import { predictionWith, type RegionFact, type Rule } from '../rule';
import { choicesTag, configOf, IMAGE, labelsTag, MOOD_CONFIG, TEXT } from '../ruleConfigs';
import { anyBox } from '../ruleExamples';
import { type Answer, answerOf, type LeftOut, Submission } from '../submitted';
import { listed, ownerAt, show } from '../words';

const CONFIG = configOf(
  TEXT,
  choicesTag('Choices', 'mood', 'body', 'Calm', 'Angry'),
  `<View visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Angry">\n    ${choicesTag('Choices', 'why', 'body', 'Noise')}\n  </View>`,
);
const PLATE_CONFIG = configOf(
  IMAGE,
  labelsTag('RectangleLabels', 'box', 'photo', 'Ship', 'Buoy'),
  '<TextArea name="plate" toName="photo" perRegion="true" whenLabelValue="Buoy"/>',
);
const choice = (from: string, value: string): string =>
  `{ "id": "${from}1", "from_name": "${from}", "to_name": "body", "type": "choices", "value": { "choices": ["${value}"] } }`;
const PLATE =
  '{ "id": "r1", "from_name": "plate", "to_name": "photo", "type": "textarea", "value": { "text": ["AB12"] } }';

/** An answer to a question that the editor does not ask, given the rest of the prediction. */
export const answerLeftOut: Rule = {
  code: 'answer-left-out',
  title: 'The answer is to a question that is not asked',
  explanation:
    'A control tag with `whenLabelValue` asks only about regions of that label, and one with `visibleWhen="choice-selected"` or `"choice-unselected"`, or inside of a `View` with it, is there only when a choice is made, or not made. When the rest of the prediction does not make its condition true, the editor hides the answer and leaves it out when people submit. The validator looks at none of these attributes. What depends on the region that is selected on the screen is not judged.',
  cure: 'Remove the answer, or change the choice or the label that its question depends on.',
  fixes: [
    {
      title: 'Remove the answer',
      safety: 'guess',
      at: ({ region }) => region && { edits: [remove(region.path)] },
    },
  ],
  failing: [
    predictionWith(`${choice('mood', 'Calm')}, ${choice('why', 'Noise')}`, CONFIG),
    predictionWith(`${anyBox('r1')}, ${PLATE}`, PLATE_CONFIG),
  ],
  passing: [
    predictionWith(`${choice('mood', 'Angry')}, ${choice('why', 'Noise')}`, CONFIG),
    predictionWith(`${anyBox('r1').replace('Ship', 'Buoy')}, ${PLATE}`, PLATE_CONFIG),
    predictionWith(choice('mood', 'Calm'), MOOD_CONFIG),
  ],
  reads: ['config'],
  prediction: {
    needsAll: true,
    factReads: ['config'],
    fact: (region, { config }) =>
      config && hasConditions(config) ? answerOf(region.value, region.content) : undefined,
    check(facts: readonly RegionFact<Answer>[], { config }, report) {
      if (!config) return;
      const submission = new Submission(
        config,
        facts.map(({ fact }) => fact),
      );
      for (const { fact, path } of facts) {
        const why = submission.leftOut(fact);
        if (!why) continue;
        report({
          path: [...path, 'from_name'],
          on: 'value',
          message: `${reasonOf(fact, why, path)}: the editor hides this answer and leaves it out when people submit. Remove it, or change what its question depends on.`,
          severity: 'error',
          gates: ['editor'],
        });
      }
    },
  },
};

const conditional = new WeakMap<LabelingConfig, boolean>();

/** Nearly no config has any, and then nothing is kept of its regions. */
function hasConditions(config: LabelingConfig): boolean {
  let found = conditional.get(config);
  if (found === undefined) {
    found = [...config.controls.values()].some(({ visibility }) => visibility !== undefined);
    conditional.set(config, found);
  }
  return found;
}

function reasonOf({ from }: Answer, why: LeftOut, path: Path): string {
  if (why.by === 'label') {
    return `${show(from)} is only asked about regions with the label ${show(why.label)} (whenLabelValue in the labeling config), and this region has another one`;
  }
  return `${show(from)} is only asked ${conditionText(why.condition)}, which is not so in this ${ownerAt(path)}`;
}

function conditionText({ visibleWhen, whenTagName, whenChoiceValue }: Condition): string {
  const values = whenChoiceValue?.split(',').map(show);
  const what = values ? listed(values) : 'anything';
  const where = whenTagName === undefined ? '' : ` in ${show(whenTagName)}`;
  const isReverse = visibleWhen === 'choice-unselected';
  return `when ${what}${where} is ${isReverse ? 'not ' : ''}chosen`;
}

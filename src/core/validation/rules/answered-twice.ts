import { mergedAnswers } from '../../fixes/answers';
import { remove } from '../../fixes/fix';
import { asksPerRegion, resolveControl } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import { ANSWER_TYPES } from '../regionTypes';
import { predictionWith, type RegionFact, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { show } from '../words';

interface Fact {
  from: string;
  id: string | undefined;
  /** Index of the image, for controls that ask about each image. */
  item: unknown;
  /** Results of one id stay: each is a text. */
  isTexts: boolean;
}

const CONFIG =
  '<View>\n  <Text name="body" value="$text"/>\n  <Choices name="mood" toName="body">\n    <Choice value="Calm"/>\n    <Choice value="Angry"/>\n  </Choices>\n</View>';
const choice = (id: string, value: string, item = ''): string =>
  `{ "id": "${id}", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["${value}"] }${item} }`;

const NOTES = configOf(TEXT, '<TextArea name="note" toName="body"/>');
const note = (id: string, text: string): string =>
  `{ "id": "${id}", "from_name": "note", "to_name": "body", "type": "textarea", "value": { "text": ["${text}"] } }`;

/** Two answers to one question, of which one counts. */
export const answeredTwice: Rule = {
  code: 'answered-twice',
  title: 'A question is answered twice',
  explanation:
    'A control tag such as `Choices` or `Rating` asks its question once for the task, or, with `perRegion`, once for each region. Of two results of one such control the editor takes the last and skips the others: several choices stand in one list. (Several results of one `TextArea` stay where they have one `id`.) Without a labeling config only results with one `id` are compared.',
  cure: 'Put all choices into the list of one result, and remove the other.',
  fixes: [
    { title: 'Put all choices into the last answer', safety: 'guess', at: mergedAnswers },
    {
      title: 'Remove the answer that does not count',
      safety: 'guess',
      at: ({ region }) => region && { edits: [remove(region.path)] },
    },
  ],
  failing: [
    predictionWith(`${choice('c1', 'Calm')}, ${choice('c2', 'Angry')}`, CONFIG),
    predictionWith(`${choice('c1', 'Calm')}, ${choice('c1', 'Angry')}`),
    predictionWith(`${note('t1', 'Calm')}, ${note('t2', 'Angry')}`, NOTES),
  ],
  passing: [
    predictionWith(`${note('t1', 'Calm')}, ${note('t1', 'Angry')}`, NOTES),
    predictionWith(`${choice('c1', 'Calm')}, ${choice('c2', 'Angry')}`),
    predictionWith(
      `${choice('c1', 'Calm', ', "item_index": 0')}, ${choice('c2', 'Angry', ', "item_index": 1')}`,
      CONFIG,
    ),
  ],
  reads: ['config'],
  types: ANSWER_TYPES,
  prediction: {
    fact({ value: { from_name: from, id, item_index: item, type } }): Fact | undefined {
      if (typeof from !== 'string') return undefined;
      return { from, id: typeof id === 'string' ? id : undefined, item, isTexts: type === 'textarea' };
    },
    check(facts: readonly RegionFact<Fact>[], { config }, report) {
      const last = new Map<string, RegionFact<Fact>>();
      for (const region of facts) {
        const question = questionOf(region.fact, config);
        if (question === undefined) continue;
        const before = last.get(question);
        last.set(question, region);
        if (!before || isSameText(before.fact, region.fact)) continue;
        report({
          path: before.path,
          on: 'key',
          message: `Another result of ${show(before.fact.from)} follows, and Label Studio's editor takes only the last one. Put all that is meant into one result.`,
          severity: 'error',
          gates: ['editor'],
        });
      }
    },
  },
};

function isSameText(one: Fact, other: Fact): boolean {
  return other.isTexts && one.id !== undefined && one.id === other.id;
}

/** What is asked, as a key; undefined when that cannot be told. */
function questionOf({ from, id, item }: Fact, config: LabelingConfig | undefined): string | undefined {
  const control = config && resolveControl(config, from)?.tag;
  const isOnce = control !== undefined && !asksPerRegion(control);
  if (isOnce) return `${from}\u0000${JSON.stringify(item ?? 0)}`;
  return id === undefined ? undefined : `${from}\u0000${JSON.stringify(item ?? 0)}\u0000${id}`;
}

import { removeIt } from '../../fixes/drafts';
import { isObject } from '../../isObject';
import type { Path } from '../../text/locate';
import { idText } from '../regionId';
import type { Rule } from '../rule';
import { taskWith } from '../ruleExamples';
import { shownBy } from '../shown';
import { show } from '../words';

const CONFIG = '<View>\n  <List name="docs" value="$docs"/>\n  <Ranker name="order" toName="docs"/>\n</View>';
const DATA = '{ "docs": [{ "id": "d1", "title": "One" }, { "id": "d2", "title": "Two" }] }';
const order = (...ids: string[]): string =>
  `{ "id": "q1", "from_name": "order", "to_name": "docs", "type": "ranker", "value": { "ranker": { "order": [${ids.map((id) => `"${id}"`).join(', ')}] } } }`;

/** An item in an order that the list does not have. */
export const unknownRankerItem: Rule = {
  code: 'unknown-ranker-item',
  title: 'The list has no item of this id',
  explanation:
    'A Ranker orders the items of a `List` by their `id` in the task’s data. With an id that the list does not have the editor shows a blank page instead of the task. The validator does not compare them. It is checked where the labeling config and the list in the task’s `data` are there.',
  cure: 'Write the `id` of an item of the list, as text.',
  fixes: [{ title: 'Remove the item', safety: 'guess', at: removeIt }],
  failing: [taskWith(CONFIG, DATA, order('d2', 'd9'))],
  passing: [taskWith(CONFIG, DATA, order('d2', 'd1'))],
  reads: ['config', 'data'],
  types: ['ranker'],
  checkRegion({ value: { to_name: name }, content: { ranker } }, { config, data }, report) {
    if (!config || !data || !isObject(ranker)) return;
    const shown = shownBy(config, name, data);
    if (shown?.object.tag !== 'List' || !Array.isArray(shown.value)) return;
    const ids = new Set((shown.value as unknown[]).map(idOf));
    const found = firstUnknown(ranker, ids);
    if (!found) return;
    report({
      path: ['value', 'ranker', ...found.path],
      on: 'value',
      message: `The list of this task has no item with the id ${show(found.id)}: Label Studio's editor shows a blank page. Write the id of one of its items.`,
      severity: 'error',
      gates: ['editor'],
    });
  },
};

/** The id of an item as text; numbers are compared by what they say. */
function idOf(item: unknown): string | undefined {
  return isObject(item) ? idText(item.id) : undefined;
}

function firstUnknown(
  ranker: Readonly<Record<string, unknown>>,
  ids: ReadonlySet<string | undefined>,
): { path: Path; id: string } | undefined {
  for (const [key, list] of Object.entries(ranker)) {
    if (!Array.isArray(list)) continue;
    for (const [index, id] of (list as unknown[]).entries()) {
      if (typeof id === 'string' && !ids.has(id)) return { path: [key, index], id };
    }
  }
  return undefined;
}

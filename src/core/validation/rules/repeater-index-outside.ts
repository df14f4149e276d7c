import { type Resolved, resolveObject, variablePath } from '../../labelingConfig/lookup';
import type { ConfigControl, ConfigObject, LabelingConfig } from '../../labelingConfig/model';
import { controlOf } from '../controlOf';
import { type Claim, type Inputs, predictionWith, type Rule } from '../rule';
import { REPEATER_CONFIG } from '../ruleConfigs';
import { anyBox, taskWith } from '../ruleExamples';
import { valueAt } from '../shown';
import { asText, show } from '../words';

const box = (index: number): string =>
  anyBox('r1').replace('"box"', `"box_${index}"`).replace('"photo"', `"page_${index}"`);
const PAGES = '{ "pages": ["a.png", "b.png"] }';

/** A name of a Repeater for an entry that its list does not have. */
export const repeaterIndexOutside: Rule = {
  code: 'repeater-index-outside',
  title: 'The list of the Repeater has no entry of this index',
  explanation:
    'A `Repeater` makes a control tag for each entry of a list in the task’s `data`, counted from 0: of two pages it makes `box_0` and `box_1`. A result for another index belongs to nothing, and the editor leaves it out. It is checked where the labeling config and the list are there.',
  cure: 'Count the entries from 0, and look whether the result belongs to this task.',
  failing: [taskWith(REPEATER_CONFIG, PAGES, box(2))],
  passing: [predictionWith(box(2))],
  reads: ['config', 'data'],
  checkRegion({ value: { from_name: from, to_name: to, type } }, { config, data }, report) {
    if (!config || !data || typeof from !== 'string') return;
    const control = controlOf(config, from);
    if (control && !control.indexes && control.pointsTo(to)) return;
    if (type === 'relation') return;
    const count = control && outside(control, data);
    const object = objectOf(config, to);
    const shown = object && outside(object, data);
    // The editor finds another control of the object for what has labels.
    const isKept = object !== undefined && !shown && asText(type).endsWith('labels');
    if (count) report(claim('from_name', from, count, isKept));
    else if (shown) report(claim('to_name', asText(to), shown, false));
  },
};

function objectOf(config: LabelingConfig, name: unknown): Resolved<ConfigObject> | undefined {
  return typeof name === 'string' ? resolveObject(config, name) : undefined;
}

interface List {
  /** As the Repeater names it. */
  on: string;
  length: number;
  index: number;
}

/** The list that has no such entry; undefined when each has, or it cannot be told. */
function outside(
  { tag, indexes }: Pick<Resolved<ConfigControl | ConfigObject>, 'tag' | 'indexes'>,
  data: NonNullable<Inputs['data']>,
): List | undefined {
  if (!indexes) return undefined;
  for (const { placeholder, on } of tag.repeaters) {
    const index = indexes.get(placeholder);
    const steps = index === undefined ? undefined : variablePath(on, indexes);
    const list = steps && valueAt(data, steps)?.value;
    if (index !== undefined && Array.isArray(list) && index >= list.length) return { on, length: list.length, index };
  }
  return undefined;
}

function claim(key: 'from_name' | 'to_name', name: string, { on, length, index }: List, isKept: boolean): Claim {
  const entries = length === 1 ? '1 entry, whose index is 0' : `${length} entries, counted from 0`;
  return {
    path: [key],
    on: 'value',
    message: `${show(name)} is for the entry ${index} of ${show(on)}, which in this task has ${entries}: the editor ${isKept ? 'shows the region without a label' : 'leaves the region out'}.`,
    severity: 'error',
    gates: ['editor'],
    data: { index, length },
  };
}

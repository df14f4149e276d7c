import { labelCheckOf } from '../../serverGate/labels';
import { answeredControl, gatesOf, perControl, tell } from '../answered';
import { predictionWith, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { isAccepted } from '../validator';
import { listed, show } from '../words';

const CONFIG = configOf(TEXT, '<Number name="count" toName="body">\n    <Label value="Ship"/>\n  </Number>');
const PLAIN_CONFIG = configOf(TEXT, '<Number name="count" toName="body"/>');
const ANSWER = '{ "id": "q1", "from_name": "count", "to_name": "body", "type": "number", "value": { "number": 3 } }';

/** An answer that is no label, to a control tag with labels in it. */
export const answerComparedWithLabels: Rule = {
  code: 'answer-compared-with-labels',
  title: 'The validator compares this answer with labels',
  explanation:
    'Where there are `Label` or `Choice` tags inside of a control tag that has no use for them, such as `TextArea`, `Number`, `DateTime` or `Pairwise`, the validator takes them for the only answers: it rejects other texts, compares a single text letter by letter, and fails on numbers. The editor does not look at them, and does not load a `TextArea` with anything but `Shortcut` tags in it.',
  cure: 'Take the labels out of this control tag: put them into a control tag of their own.',
  failing: [predictionWith(ANSWER, CONFIG)],
  passing: [predictionWith(ANSWER, PLAIN_CONFIG)],
  reads: ['config'],
  types: ['textarea', 'number', 'datetime', 'pairwise'],
  checkRegion(region, { config }, report) {
    const control = answeredControl(region, config);
    if (!control || control.labels.size === 0) return;
    const found = checkOf(control)(region.value.value);
    // A value of another shape is told by the rules about shapes.
    if (!found || found.path.length === 0 || found.detail === 'this key') return;
    // A value can be wrapped once more under the control's name.
    if (config && isAccepted(region, config)) return;
    const labels = listed([...control.labels].slice(0, 3).map((label) => show(label)));
    tell(region, report, found.path, {
      message: `${show(control.tag.name)} has labels inside of it, such as ${labels}, and the validator compares the answer with them and rejects it. Take them out of <${control.tag.tag}> in the labeling config; it has no use for them.`,
      severity: 'warning',
      gates: gatesOf(control, 'server'),
    });
  },
};

const checkOf = perControl((tag) => {
  const type = tag.tag.toLowerCase();
  const key = KEYS.get(type) ?? type;
  return labelCheckOf(type, key, tag);
});

const KEYS: ReadonlyMap<string, string> = new Map([
  ['textarea', 'text'],
  ['pairwise', 'selected'],
]);

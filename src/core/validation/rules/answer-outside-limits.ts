import { changeToCandidates } from '../../fixes/drafts';
import { editorAttribute } from '../../labelingConfig/lookup';
import type { ConfigControl } from '../../labelingConfig/model';
import { answerAt, answeredControl, type Finding, gatesOf, perControl, tell } from '../answered';
import type { RegionControl } from '../controlOf';
import { dateTimeFormatOf, FIRST } from '../dateFormat';
import { allowedNumbers, isWithin, type NumberLimits, numberLimits } from '../limits';
import { predictionWith, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { listed, show } from '../words';

const countConfig = (attributes: string): string => configOf(TEXT, `<Number name="count" toName="body"${attributes}/>`);
const answer = (number: number): string =>
  `{ "id": "q1", "from_name": "count", "to_name": "body", "type": "number", "value": { "number": ${number} } }`;

/** A number or date outside of what the control tag allows. */
export const answerOutsideLimits: Rule = {
  code: 'answer-outside-limits',
  title: 'The answer is outside the limits of the control tag',
  explanation:
    'A `Number` can have `min`, `max` and `step`, and a `DateTime` `min` and `max`. The validator does not look at them. The editor shows the answer, and then refuses to submit the annotation until someone has changed it.',
  cure: 'Write an answer within the limits, or widen them in the labeling config.',
  fixes: [{ title: 'Change to the nearest answer within the limits', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(answer(60), countConfig(' min="0" max="50"')),
    predictionWith(answer(12.3), countConfig(' step="0.5"')),
  ],
  passing: [
    predictionWith(answer(50), countConfig(' min="0" max="50"')),
    predictionWith(answer(12.5), countConfig(' step="0.5"')),
  ],
  reads: ['config'],
  types: ['number', 'datetime'],
  checkRegion(region, { config }, report) {
    const key = region.value.type as string;
    const value = answerAt(region, key);
    if (typeof value !== (key === 'number' ? 'number' : 'string')) return;
    const control = answeredControl(region, config);
    if (!control) return;
    const found = typeof value === 'number' ? numberReason(value, control) : dateReason(value as string, control);
    if (found) tell(region, report, [key], { ...found, severity: 'warning', gates: gatesOf(control, 'editor') });
  },
};

type Reason = Pick<Finding, 'message' | 'data'>;

const limitsOf = perControl(numberLimits);

function numberReason(value: number, control: RegionControl): Reason | undefined {
  const limits = limitsOf(control);
  if (!limits) return undefined;
  if (isWithin(value, limits)) return undefined;
  const candidates = allowedNumbers(value, limits);
  const data = { candidates, ...numbersOf(limits) };
  return { message: messageOf(control.tag, String(value), limitWords(limits), candidates.map(String)), data };
}

function numbersOf(limits: NumberLimits): Record<string, number> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => !Number.isNaN(value)));
}

function limitWords({ min, max, step }: NumberLimits): string {
  const range = [Number.isNaN(min) ? '' : `from ${min}`, Number.isNaN(max) ? '' : `to ${max}`];
  const steps = Number.isNaN(step) ? '' : `in steps of ${step}`;
  return ['numbers', ...range, steps].filter((part) => part !== '').join(' ');
}

function messageOf({ name }: ConfigControl, value: string, words: string, candidates: readonly string[]): string {
  const cure = candidates.length > 0 ? `Write ${listed(candidates)}` : 'Write one within the limits';
  return `${show(name)} takes ${words}, and this is ${value}: Label Studio's editor shows it, and then refuses to submit. ${cure}, or change the limits in the labeling config.`;
}

const datesOf = perControl((tag) => ({ min: editorAttribute(tag, 'min'), max: editorAttribute(tag, 'max') }));

/** The editor compares dates as texts: the year, where the answer is one, and else year, month and day. */
function dateReason(text: string, control: RegionControl): Reason | undefined {
  const { min, max } = datesOf(control);
  if (!min && !max) return undefined;
  const { format, isYear } = dateTimeFormatOf(control);
  const time = format?.read(text);
  if (time === undefined || time < FIRST) return undefined;
  const date = new Date(time).toISOString().slice(0, isYear ? 4 : 10);
  if (!((min && date < min) || (max && date > max))) return undefined;
  const words = [isYear ? 'years' : 'dates', min ? `from ${min}` : '', max ? `to ${max}` : ''];
  const message = messageOf(control.tag, show(text), words.filter((part) => part !== '').join(' '), []);
  return { message, data: { ...(min && { min }), ...(max && { max }) } };
}

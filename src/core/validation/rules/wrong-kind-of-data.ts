import { isObject } from '../../isObject';
import { dataVerdicts, type TaskVerdict } from '../../serverGate/task';
import type { Claim, Rule, RuleExample } from '../rule';
import { configOf } from '../ruleConfigs';
import { actualWords, listed, show } from '../words';

const CONFIG = configOf('<Image name="photo" value="$image"/>', '<Text name="body" value="$page.text"/>');
const task = (image: string, page: string): RuleExample => ({
  config: CONFIG,
  text: `{ "data": { "image": ${image}, "page": ${page} }, "predictions": [{ "model_version": "v1", "result": [] }] }`,
});

/** A value of the task's data that the tag which shows it does not take. */
export const wrongKindOfData: Rule = {
  code: 'wrong-kind-of-data',
  title: 'The labeling config shows another kind of value',
  explanation:
    'An import compares the values of a task’s `data` with the tags that show them: an `Image` is text (an address) or a list, `Paragraphs` a list or text, a `Table` an object, nearly everything else text. A number for an address, or text where `$page.text` wants an object, refuses the whole request.',
  cure: 'Write the kind of value that the message names.',
  failing: [task('5', '{ "text": "Fog" }'), task('"a.jpg"', '"Fog"')],
  passing: [task('"a.jpg"', '{ "text": "Fog" }'), task('["a.jpg", "b.jpg"]', '{ "text": 5 }')],
  reads: ['config'],
  checkUnit({ kind, value, parsed }, report, { config }) {
    if (!config || config.dataTypes.size === 0 || kind !== 'task' || !isObject(value)) return;
    const { data } = value;
    if (!isObject(data) || parsed.syntaxErrors.length > 0) return;
    const told = new Set<string>();
    for (const verdict of dataVerdicts(config, data)) {
      const place = verdict.path.join('\0');
      // The place of a value that has no key of its own is the whole data, and that is an object.
      if (verdict.code === 'data-key-missing' || verdict.path.length < 2 || told.has(place)) continue;
      told.add(place);
      report(claimOf(verdict, data));
    }
  },
};

const KINDS: ReadonlyMap<string, string> = new Map([
  ['str', 'text in double quotes'],
  ['list', 'a list [ … ]'],
  ['dict', 'an object { … }'],
  ['int', 'a number'],
  ['NoneType', 'null'],
]);

function claimOf({ code, path, detail }: TaskVerdict, data: object): Claim {
  const value = path.slice(1).reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], data);
  const kinds = detail.split(', ').flatMap((name) => KINDS.get(name) ?? []);
  const wanted = code === 'data-value-wrong-type' ? listed(kinds) : 'an object { … } with the keys that it names';
  return {
    path,
    on: 'value',
    message: `The labeling config wants ${wanted} under ${show(path.at(-1))}, and here is ${actualWords(value)}: an import refuses the task. Write that.`,
    severity: 'error',
    gates: ['server'],
  };
}

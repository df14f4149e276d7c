import { renameTo } from '../../fixes/drafts';
import { isObject } from '../../isObject';
import { dataVerdicts } from '../../serverGate/task';
import type { Path } from '../../text/locate';
import { didYouMean, nearest } from '../nearest';
import type { Claim, Rule, RuleExample } from '../rule';
import { configOf } from '../ruleConfigs';
import { show } from '../words';

const CONFIG = configOf('<Image name="photo" value="$image"/>', '<Text name="body" value="$page.text"/>');
const task = (data: string): RuleExample => ({
  config: CONFIG,
  text: `{ "data": ${data}, "predictions": [{ "model_version": "v1", "result": [] }] }`,
});

/** A key of the task's data that the labeling config shows and the task does not have. */
export const missingDataKey: Rule = {
  code: 'missing-data-key',
  title: 'The data of a task lacks a key that the labeling config shows',
  explanation:
    'Every `$variable` of the labeling config is a key of the task’s `data`; `$page.text` is the key `text` of an object `page`. An import looks for all of them, letter by letter, and one task without one of them refuses the whole request. Keys that the config does not show are fine.',
  cure: 'Rename the key that was meant, or add the one that is missing; or change the variable in the labeling config.',
  fixes: [
    {
      title: 'Rename the key of the data that was meant',
      safety: 'guess',
      at: ({ unit, path, about: { key } }) => (typeof key === 'string' ? renameTo(unit, path, key) : undefined),
    },
  ],
  failing: [
    task('{ "Image": "a.jpg", "page": { "text": "Fog" } }'),
    task('{ "image": "a.jpg", "page": { "title": "Fog" } }'),
  ],
  passing: [task('{ "image": "a.jpg", "page": { "text": "Fog" }, "source": "archive" }')],
  reads: ['config'],
  checkUnit({ kind, value, parsed }, report, { config }) {
    if (!config || config.dataTypes.size === 0 || kind !== 'task' || !isObject(value)) return;
    const { data } = value;
    // Of data that are not there, or no object, other rules speak.
    if (!isObject(data) || Object.keys(data).length === 0 || parsed.syntaxErrors.length > 0) return;
    const told = new Set<string>();
    for (const { code, path, detail } of dataVerdicts(config, data)) {
      const place = JSON.stringify([path, detail]);
      if (code !== 'data-key-missing' || told.has(place)) continue;
      told.add(place);
      report(missing(detail, path, data, config.dataTypes));
    }
  },
};

/** @param path where the key is missing, from the task */
function missing(key: string, path: Path, data: object, shown: ReadonlyMap<string, string>): Claim {
  const holder = path.slice(1).reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], data);
  const used = new Set(path.length > 1 ? [] : Array.from(shown.keys(), (written) => written.split(/[.[]/)[0]));
  const spare = Object.keys(holder as object).filter((one) => !used.has(one));
  const found = nearest(
    key,
    spare.map((text) => ({ text })),
  );
  const near = found.near > 0 ? found.candidates[0] : undefined;
  const where = path.length > 1 ? `${show(path.at(-1))} has` : 'the data of this task has';
  const cure =
    spare.length === 0 ? 'Add it.' : didYouMean(found, (names) => `There is ${names}: rename it, or add the key.`);
  return {
    path: near === undefined ? path : [...path, near],
    on: 'key',
    message: `The labeling config shows ${show(key)}, and ${where} no such key, so an import refuses the task. ${cure}`,
    severity: 'error',
    gates: ['server'],
    data: near === undefined ? { candidates: spare.slice(0, 5) } : { key },
  };
}

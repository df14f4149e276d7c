import { isObject } from '../../isObject';
import { dataPathOf, editorAttribute } from '../../labelingConfig/lookup';
import type { ConfigObject } from '../../labelingConfig/model';
import type { Rule, RuleExample } from '../rule';
import { configOf, labelsTag } from '../ruleConfigs';
import { valueAt } from '../shown';
import { show } from '../words';

const task = (valueType: string, log: string): RuleExample => ({
  config: configOf(
    `<TimeSeries name="log" value="$log"${valueType} timeColumn="t"><Channel column="rpm"/></TimeSeries>`,
    labelsTag('TimeSeriesLabels', 'seg', 'log', 'Run'),
  ),
  text: `{ "data": { "log": ${log} }, "predictions": [{ "model_version": "v1", "result": [] }] }`,
});
const COLUMNS = '{ "t": [0, 1], "rpm": [5, 6] }';

/** Columns of a time series where the labeling config promises an address. */
export const seriesNotAnAddress: Rule = {
  code: 'series-not-an-address',
  title: 'The time series is to be an address',
  explanation:
    'A `TimeSeries` without `valueType="json"` loads its columns from an address. With the columns themselves in the task’s `data` the editor shows an error panel instead of the task, and no prediction of it can be seen. The import takes both.',
  cure: 'Add `valueType="json"` to the `TimeSeries` in the labeling config, or write the address of a CSV or JSON file.',
  failing: [task('', COLUMNS), task(' valueType="url"', '""')],
  passing: [task(' valueType="json"', COLUMNS), task('', '"log.csv"')],
  reads: ['config'],
  checkUnit({ kind, value, parsed }, report, { config }) {
    if (!config || kind !== 'task' || !isObject(value) || parsed.syntaxErrors.length > 0) return;
    const { data } = value;
    if (!isObject(data)) return;
    for (const object of config.objects.values()) {
      const path = addressOf(object);
      const shown = path && valueAt(data, path);
      if (!shown || (typeof shown.value === 'string' && shown.value !== '')) continue;
      report({
        path: ['data', ...path],
        on: 'value',
        message: `${show(object.name)} is a TimeSeries that loads its columns from an address, and here is none: the editor shows an error instead of the task. Add valueType="json" to the tag in the labeling config, or write an address.`,
        severity: 'error',
        gates: ['editor'],
      });
    }
  },
};

/** The way to what a `TimeSeries` takes for an address; undefined for every other tag. */
function addressOf(tag: ConfigObject): readonly (string | number)[] | undefined {
  if (tag.tag.toLowerCase() !== 'timeseries' || tag.repeated) return undefined;
  return editorAttribute(tag, 'valueType') === 'json' ? undefined : dataPathOf({ tag, indexes: undefined });
}

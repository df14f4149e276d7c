// What completion offers for the annotation templates that come with Label Studio: whatever is accepted, nothing is wrong
// afterwards that was not wrong before, and the validator takes every whole region and prediction.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { complete, type Proposal } from '../../src/core/completion/complete';
import { exampleSnippet, newFileText } from '../../src/core/edits/newFile/newFile';
import { checkText } from '../../src/core/engine/checkText';
import { editorAttribute } from '../../src/core/labelingConfig/lookup';
import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { stringSource } from '../../src/core/text/lines';
import type { TextForm } from '../../src/core/text/units';
import { accepted, endOfList, halfWritten, valuePlaces, withDefaults } from '../harness/accepting';
import { HARD_CONFIGS } from '../harness/hardConfigs';
import { Oracle } from './oracle';
import { templatesOfSdk } from './sdkTemplates';

const SAMPLES = 3;

const { python, templates, status, stderr } = await templatesOfSdk(SAMPLES);

/** What is wrong with a task, told by what and how often. */
function wrongWith(text: string, config: LabelingConfig): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { code, severity, gates, message } of [
    ...checkText(stringSource(text), { form: 'json', expects: 'task', config }),
  ].flat()) {
    if (severity === 'information') continue;
    // Paths of nested choices are what the editor needs and the validator rejects: no form is right for both.
    if (!gates.includes('editor') && hasPaths(config)) continue;
    found.set(code, [...(found.get(code) ?? []), `${severity} ${code} [${gates}]: ${message}`]);
  }
  return found;
}

const hasPaths = ({ controls }: LabelingConfig): boolean =>
  [...controls.values()].some((control) => editorAttribute(control, 'allowNested') === 'true');

/**
 * Problems that a text has more of than another one. Where something was wrong before, a sample that the editor does not take,
 * only what the server minds counts.
 */
function news(before: Map<string, string[]>, now: Map<string, string[]>): string[] {
  const more = [...now].flatMap(([code, messages]) =>
    messages.length > (before.get(code)?.length ?? 0) ? messages : [],
  );
  return before.size > 0 ? more.filter((message) => message.includes('[server')) : more;
}

const fileOf = (prediction: object): string =>
  JSON.stringify({ data: { any: 1 }, predictions: [{ model_version: 'v1', ...prediction }] });

const propose = (text: string, offset: number, config: LabelingConfig): Proposal[] =>
  complete(text, offset, { config, indent: '', versions: ['v1', 'v2'] });

interface Written {
  text: string;
  units: 'task' | 'prediction';
  form: TextForm;
}

/** New files of every form: an example, and one for the task of the example. */
function newFilesFor(config: LabelingConfig): Written[] {
  return (['task', 'prediction'] as const).flatMap((units) =>
    (['json', 'jsonl'] as const).flatMap((form): Written[] => {
      const file = { config, form, units, modelVersion: 'v1' };
      const example = exampleSnippet(file);
      const task = exampleSnippet({ ...file, units: 'task', form: 'json' });
      if (example === undefined || task === undefined) return [];
      const [{ data }] = JSON.parse(withDefaults(task));
      const tasks = [{ id: '1', data: JSON.stringify(data), meta: undefined }];
      const text = [...newFileText(file, tasks)].join('');
      return [withDefaults(example), text].map((own) => ({ text: own, units, form }));
    }),
  );
}

describe('what completion offers for the annotation templates', () => {
  let oracle: Oracle;
  let [values, regions, wholes, newFiles] = [0, 0, 0, 0];

  before(() => {
    oracle = new Oracle(python, 'test/server/server_gate_oracle.py');
  });
  after(() => {
    oracle.stop();
    // For two templates the SDK generates nothing.
    assert.ok(
      values > 10_000 && regions > 150 && wholes >= 69,
      `${values} values, ${regions} regions, ${wholes} wholes`,
    );
    assert.ok(newFiles >= 120, `${newFiles} new files`);
  });

  /** Errors of the validator. */
  async function validated(xml: string, config: LabelingConfig, files: readonly string[]): Promise<unknown[]> {
    if (hasPaths(config)) return [];
    const predictions = files.map((file) => JSON.parse(file).predictions.at(-1));
    const answers = (await oracle.ask(JSON.stringify([xml, predictions]))) as unknown[] | null;
    assert.ok(answers, 'the SDK cannot read the config');
    return answers.flatMap((errors, n) => ((errors as unknown[]).length > 0 ? [[errors, files[n]]] : []));
  }

  for (const { name, config: xml, predictions } of templates) {
    const config = parseLabelingConfig(xml).config as LabelingConfig;

    test(`${name}: every value, as it stands and half written, when accepted, leaves the file as good as it was`, async () => {
      for (const prediction of predictions) {
        const text = fileOf(prediction);
        const before = wrongWith(text, config);
        const changed = new Set<string>();
        for (const place of valuePlaces(text)) {
          // As it stands there, and while it is being written: the same is proposed, and gives the same file.
          for (const written of [{ text, offset: place.offset }, ...halfWritten(text, place)]) {
            for (const proposal of propose(written.text, written.offset, config)) {
              changed.add(JSON.stringify(JSON.parse(accepted(written.text, proposal))));
              values++;
            }
          }
        }
        for (const file of changed) assert.deepEqual(news(before, wrongWith(file, config)), [], file);
        // The validator itself of some of them.
        const some = [...changed].filter((_, n) => n % 5 === 0);
        assert.deepEqual(await validated(xml, config, some), []);
      }
    });

    test(`${name}: every region as it is inserted`, async () => {
      const files = [{ result: [] }, ...predictions.slice(0, 1)].flatMap((prediction) => {
        const text = fileOf(prediction);
        const before = wrongWith(text, config);
        const end = endOfList(text, ['predictions', 0, 'result']);
        const open = prediction.result.length > 0 ? `${text.slice(0, end)},${text.slice(end)}` : text;
        return propose(open, open.length - text.length + end, config).map((proposal) => {
          const file = accepted(open, proposal);
          assert.deepEqual(news(before, wrongWith(file, config)), [], `${proposal.label} gives ${file}`);
          return file;
        });
      });
      regions += files.length;
      assert.deepEqual(await validated(xml, config, files), []);
    });

    test(`${name}: a new file, of an example and of tasks`, async () => {
      const files = newFilesFor(config);
      for (const { text, units, form } of files) {
        const problems = [...checkText(stringSource(text), { form, expects: units, config })].flat();
        const wrong = problems.filter(({ severity, gates }) => severity !== 'information' || gates.join() !== 'server');
        // Paths of nested choices are what the editor needs and the validator rejects: no form is right for both.
        const meant = wrong.filter(({ gates }) => gates.includes('editor') || !hasPaths(config));
        assert.deepEqual(
          meant.map(({ code, message }) => `${code}: ${message}`),
          [],
          text,
        );
      }
      const asTasks = files.flatMap(({ text, units, form }) =>
        units === 'task' && form === 'json' ? (JSON.parse(text) as object[]).map((task) => JSON.stringify(task)) : [],
      );
      newFiles += asTasks.length;
      assert.deepEqual(await validated(xml, config, asTasks), []);
    });

    test(`${name}: a whole prediction`, async () => {
      const text = '{"data":{"any":1},"predictions":[]}';
      const before = wrongWith(text, config);
      const files = propose(text, endOfList(text, ['predictions']), config).map((proposal) => accepted(text, proposal));
      for (const file of files) assert.deepEqual(news(before, wrongWith(file, config)), [], file);
      wholes += files.length;
      assert.deepEqual(await validated(xml, config, files), []);
    });
  }
});

describe('what completion offers for labeling configs that are easily got wrong', () => {
  let oracle: Oracle;
  before(() => {
    oracle = new Oracle(python, 'test/server/server_gate_oracle.py');
  });
  after(() => oracle.stop());

  for (const [name, xml] of Object.entries(HARD_CONFIGS)) {
    test(`${name}: the validator takes every region and the whole prediction`, async () => {
      const config = parseLabelingConfig(xml).config as LabelingConfig;
      const inResult = fileOf({ result: [] });
      const inTask = '{"data":{"any":1},"predictions":[]}';
      const files = [
        ...propose(inResult, endOfList(inResult, ['predictions', 0, 'result']), config).map((one) =>
          accepted(inResult, one),
        ),
        ...propose(inTask, endOfList(inTask, ['predictions']), config).map((one) => accepted(inTask, one)),
      ];
      const predictions = files.map((file) => JSON.parse(file).predictions[0]);
      assert.ok(predictions.length > 1);
      const answers = await oracle.ask(JSON.stringify([xml, predictions]));
      assert.deepEqual(
        answers,
        predictions.map(() => []),
        files.join('\n'),
      );
    });
  }
});

test('all templates are there', () => {
  assert.equal(status, 0, stderr);
  assert.ok(templates.length >= 60, `${templates.length} templates`);
});

/** Annotations of tasks: checked by the rules of regions, and never mixed with predictions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { piecesOf } from '../../../src/core/engine/checkText';
import { checkStream, type StreamOptions } from '../../../src/core/engine/streamCheck';
import { isObject } from '../../../src/core/isObject';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import { rules } from '../../../src/core/validation/rules';

type Options = Omit<StreamOptions, 'form'>;

function check(text: string, options: Options = {}) {
  const steps = checkStream(piecesOf(stringSource(text)), { form: 'json', ...options });
  const problems = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { problems, counts: step.value };
    problems.push(...step.value);
  }
}

const said = (text: string, options?: Options): string[] =>
  check(text, options).problems.map(({ code, pointer }) => `${code} ${pointer}`);

const box = (id: string, x: number, more = ''): string =>
  `{"id":${id},"from_name":"box","to_name":"photo","type":"rectanglelabels"${more},"value":{"x":${x},"y":1,"width":2,"height":2,"rectanglelabels":["Ship"]}}`;
const task = (annotated: string, predicted = ''): string =>
  `[{"id":1,"annotations":[{"id":5,"completed_by":1,"was_cancelled":false,"lead_time":2.5,"result":[${annotated}]}],"predictions":[${predicted}],"data":{"image":"a.png"}}]`;
const prediction = (regions: string): string => `{"model_version":"v","result":[${regions}]}`;

describe('annotations', () => {
  test('are checked by the schema and the rules of regions, at their own place', () => {
    const text = task(`${box('"a"', 200)},${box('"b"', 1, ',"parentID":"z"')}`);
    assert.deepEqual(said(text), [
      'coordinates-in-pixels /0/annotations/0/result/0/value/x',
      'dangling-parent /0/annotations/0/result/1/parentID',
    ]);
    assert.match(check(text).problems[1]?.message ?? '', /No region of this annotation has the id "z"/);
  });

  test('are compared with the labeling config', () => {
    const { config } = parseLabelingConfig('<View><Image name="photo" value="$image"/></View>');
    assert.ok(config);
    assert.ok(said(task(box('"a"', 1)), { config }).includes('unknown-from-name /0/annotations/0/result/0/from_name'));
  });

  test('are left alone when that is wanted, and counted when they are checked', () => {
    const text = task(`${box('7', 200)},${box('7', 1)}`, prediction(box('"p"', 1)));
    assert.deepEqual(said(text, { annotations: false }), []);
    assert.deepEqual(check(text).counts, { tasks: 1, predictions: 1, annotations: 1, regions: 3 });
    assert.deepEqual(check(text, { annotations: false }).counts, {
      tasks: 1,
      predictions: 1,
      annotations: 0,
      regions: 1,
    });
  });

  test('what only predictions have is not asked of them', () => {
    // No model version, no score, two of them in a task, and regions without ids.
    const one = `{"result":[${box('"a"', 1).replace('"id":"a",', '')}]}`;
    assert.deepEqual(said(`[{"annotations":[${one},${one}],"data":{"image":"a.png"}}]`), []);
  });

  test('regions of annotations and of predictions are not compared with each other', () => {
    assert.deepEqual(said(task(box('"a"', 1), prediction(box('"a"', 1)))), []);
    const twice = said(task(`${box('"a"', 1)},${box('"a"', 3)}`, prediction(box('"a"', 1))));
    assert.deepEqual(twice, ['duplicate-region-id /0/annotations/0/result/1/id']);
  });

  test('coordinates from 0 to 1 of the predictions are found beside annotations in percent', () => {
    const small = Array.from({ length: 30 }, (_, index) =>
      box(`"r${index}"`, 0.5).replace(/"y":1,"width":2,"height":2/, '"y":0.25,"width":0.125,"height":0.3'),
    );
    const codes = (text: string): string[] => check(text).problems.map(({ code }) => code);
    const found = codes(task('', prediction(small.join())));
    assert.ok(found.includes('coordinates-normalized'), found.join());
    assert.deepEqual(codes(task(box('"a"', 50), prediction(small.join()))), found);
    // And it is no matter of annotations, which the editor has written.
    assert.deepEqual(codes(task(small.join())), []);
  });

  test('a numeric id is not fatal in an annotation', () => {
    const { problems } = check(task(box('7', 1), prediction(box('8', 1))));
    assert.deepEqual(
      problems.map(({ code, severity, pointer }) => `${code} ${severity} ${pointer}`),
      [
        'region-id-not-text information /0/annotations/0/result/0/id',
        'region-id-not-text error /0/predictions/0/result/0/id',
      ],
    );
  });

  test('of an export of Label Studio are taken as it writes them', () => {
    // What 1.23.2 exports: keys of people's work, the prediction that an annotation began as, ids for predictions.
    const regions = `${box('"a"', 1)},{"type":"relation","from_id":"a","to_id":"b","direction":"right","labels":[]},${box('"b"', 2)}`;
    const began = `{"id":1,"result":[${box('"p"', 1)}],"model_version":"v1","score":0.5,"cluster":null,"neighbors":null,"mislabeling":0.0}`;
    const annotation = `{"id":3,"completed_by":{"id":1,"email":"a@example.com"},"result":[${regions}],"was_cancelled":false,"ground_truth":true,"draft_created_at":null,"lead_time":3.25,"prediction":${began},"result_count":3,"unique_id":"4ea9dac8","import_id":null,"last_action":null,"bulk_created":false,"task":1,"project":1,"updated_by":null,"parent_prediction":null,"parent_annotation":null}`;
    const skipped = '{"id":4,"completed_by":1,"result":[],"was_cancelled":true,"prediction":{},"lead_time":null}';
    const rest = '"data":{"image":"a.png"},"meta":{},"allow_skip":true,"inner_id":1,"last_comment_updated_at":null';
    const text = `[{"id":1,"annotations":[${annotation},${skipped}],"drafts":[{"id":1,"result":[${box('9', 900)}]}],"predictions":[1,2],${rest}}]`;
    const { problems, counts } = check(text);
    assert.deepEqual(
      problems.map(({ code, severity, message }) => `${code} ${severity} ${/1 more in this list/.test(message)}`),
      ['prediction-by-id information true'],
    );
    assert.deepEqual(counts, { tasks: 1, predictions: 0, annotations: 2, regions: 3 });
  });

  test('in a large task say the same', () => {
    const text = task(`${box('7', 200)},${box('"a"', 1)},${box('"a"', 2)}`, prediction(box('"p"', 300)));
    const whole = said(text);
    assert.equal(whole.length, 4);
    assert.deepEqual(said(text, { large: 1 }), whole);
  });
});

/** The unit of an example with its predictions as annotations; undefined when it has none. */
function asAnnotation(text: string): string | undefined {
  let unit: unknown;
  try {
    unit = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(unit)) return undefined;
  const own = Array.isArray(unit.result) ? [{ result: unit.result }] : unit.predictions;
  const data = isObject(unit.data) ? unit.data : { image: 'a.png' };
  return Array.isArray(own) ? JSON.stringify([{ data, annotations: own }]) : undefined;
}

describe('what rules say of annotations', () => {
  for (const { code, failing } of rules) {
    test(`${code} does not call them predictions`, () => {
      for (const { text, config: xml } of failing) {
        const annotated = asAnnotation(text);
        if (annotated === undefined) continue;
        const config = xml === undefined ? undefined : parseLabelingConfig(xml).config;
        const { problems } = check(annotated, config ? { config } : {});
        for (const { message } of problems) assert.doesNotMatch(message, /\bprediction\b/i);
      }
    });
  }
});

/**
 * The verdict on predictions beside what label-studio-sdk 2.1.2 said when the cases were recorded, and the product's own check
 * beside the verdict: it objects to the same regions.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { serverVerdict } from '../../../src/core/serverGate';
import { elements, members } from '../../../src/core/text/walk';
import { productDifference } from '../../harness/productVerdict';
import { difference, readErrors, type SdkErrors } from '../../harness/sdkErrors';

interface Recorded {
  config_xml: string;
  prediction: unknown;
  errors: SdkErrors;
  valid: boolean;
  /** The JSON of the prediction, as it was asked. */
  text: string;
}

/** Cases of a fixture; `errors` and `valid` are found under the keys that it has. */
function recorded(file: string, errorsKey: string, validKey: string): Recorded[] {
  const source = readFileSync(`test/fixtures/${file}`, 'utf8');
  return Array.from(elements(source, 0), ({ start, end }) => {
    const text = source.slice(start, end);
    const item = JSON.parse(text);
    const prediction = [...members(text, 0)].find(({ key }) => key === 'prediction');
    assert.ok(prediction);
    const { valueStart, valueEnd } = prediction;
    return { ...item, errors: item[errorsKey], valid: item[validKey], text: text.slice(valueStart, valueEnd) };
  });
}

const verdicts = recorded('verdicts.json', 'errors', 'valid');
const examples = recorded('examples.json', 'sdk_errors', 'sdk_valid');

describe('the verdict on a recorded prediction', () => {
  for (const [name, cases] of Object.entries({ verdict: verdicts, example: examples })) {
    for (const [index, { config_xml, prediction, errors, valid, text }] of cases.entries()) {
      test(`${name} ${index}: ${valid ? 'valid' : readErrors(errors)[0]?.code}`, () => {
        const { config } = parseLabelingConfig(config_xml);
        assert.ok(config);
        const found = serverVerdict(config, prediction, text);
        assert.equal(found.length === 0, valid);
        assert.equal(difference(errors, found), undefined);
        for (const way of ['whole', 'apart'] as const) {
          assert.equal(productDifference(config, text, found, way), undefined, `as the product checks it, ${way}`);
        }
      });
    }
  }

  test('there are as many as were recorded, and errors of most kinds among them', () => {
    assert.deepEqual([verdicts.length, examples.length], [250, 49]);
    const codes = new Set(verdicts.flatMap(({ errors }) => readErrors(errors).map(({ code }) => code)));
    assert.ok(codes.size >= 18, [...codes].sort().join(', '));
  });
});

describe('long whole numbers', () => {
  const { config } = parseLabelingConfig(
    '<View><Video name="v" value="$v"/><VideoVector name="c" toName="v"/><Text name="t" value="$t"/></View>',
  );
  assert.ok(config);
  const verdictOn = (text: string, isTextKnown = true) =>
    serverVerdict(config, JSON.parse(text), isTextKnown ? text : undefined).map(({ code, path }) => [
      code,
      path.join('.'),
    ]);
  const region = (frame: string, id = '1') =>
    `{"from_name":"c","to_name":"v","type":"videovector","id":${id},"value":{"sequence":[{"frame":${frame},"vertices":[]}]}}`;

  test('are whole when they are written so, and floats with an exponent', () => {
    assert.deepEqual(verdictOn(`{"result":[${region('10000000000000000000')}]}`), []);
    assert.deepEqual(verdictOn(`{"result":[${region('1e19')}]}`), [['invalid-value', 'value.sequence.0.frame']]);
    assert.deepEqual(verdictOn(`{"result":[${region('1e15')}]}`), []);
  });

  test('count as JSON.stringify writes them when the text is not known', () => {
    assert.deepEqual(verdictOn(`{"result":[${region('1e19')}]}`, false), []);
    assert.deepEqual(verdictOn(`{"result":[${region('1e21')}]}`, false), [['invalid-value', 'value.sequence.0.frame']]);
  });

  test('are told apart where a double cannot', () => {
    const relation = '{"type":"relation","direction":"left","from_id":9007199254740993,"to_id":9007199254740992.0}';
    const near = verdictOn(`{"result":[${region('1', '9007199254740992')},${relation}]}`);
    assert.deepEqual(near, [['relation-from-id-not-found', 'from_id']]);
  });

  test('are looked for outside of texts, through escapes and a key that comes twice', () => {
    const odd = `{"\\"":"[1234567890123456789,","score":2,"score":1234567890123456789,"result":[${region('1')}]}`;
    assert.deepEqual(verdictOn(odd), [['score-range', 'score']]);
  });
});

describe('where it says that something is wrong', () => {
  const { config } = parseLabelingConfig(`<View><Image name="img" value="$img"/>
    <RectangleLabels name="box" toName="img"><Label value="Ship"/></RectangleLabels></View>`);
  assert.ok(config);
  const box = { x: 1, y: 2, width: 3, height: 4, rectanglelabels: ['Ship'] };
  const pathOf = (value: unknown) =>
    serverVerdict(config, { result: [{ from_name: 'box', to_name: 'img', type: 'rectanglelabels', value }] }).map(
      ({ code, path, detail }) => `${code} ${path.join('.')}: ${detail}`,
    );

  test('a label, a side, a missing key, through a value that is wrapped', () => {
    assert.deepEqual(pathOf(box), []);
    assert.deepEqual(pathOf({ ...box, rectanglelabels: ['Ship', 'ship'] }), [
      'invalid-value value.rectanglelabels.1: a label of the labeling config',
    ]);
    assert.deepEqual(pathOf({ box: { ...box, width: 101 } }), ['invalid-value value.box.width: a number up to 100']);
    assert.deepEqual(pathOf({ ...box, x: -1, height: undefined }), ['invalid-geometry value.height: this key']);
  });
});

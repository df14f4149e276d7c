/** The types of regions beside the labeling config; and all that the validator of label-studio-sdk said of names, types and labels
 * is found where it said it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { serverVerdict } from '../../../src/core/serverGate';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import { BOX_CONFIG, configOf, IMAGE, labelsTag, SPLIT_CONFIG, TEXT } from '../../../src/core/validation/ruleConfigs';
import { finish, said, saidFresh } from '../engine/harness';
import { box, CODES, dataOf, type Json, messageOf, modelOf, region, SIDES, saysOf, shape } from './configured';

describe('types', () => {
  test('are those of the control, whatever its tag’s case', () => {
    assert.deepEqual(saysOf(BOX_CONFIG.replaceAll('RectangleLabels', 'rectanglelabels'), [box()]), []);
    assert.deepEqual(
      saysOf(configOf(IMAGE, '<MyWidget name="w" toName="photo"/>'), [region('w', 'photo', 'mywidget', {})]),
      [],
    );
  });

  test('in another case, and misspelt, are said once and elsewhere', () => {
    for (const type of ['RectangleLabels', 'rectanglelabel', 'POLYGONLABELS']) {
      assert.deepEqual(saysOf(BOX_CONFIG, [{ ...box(), type }]), [], type);
    }
  });

  test('that the editor knows keep the labels where they stand under the key of the control', () => {
    const polygon = {
      points: [
        [1, 1],
        [9, 1],
        [9, 9],
      ],
    };
    const kept = region('box', 'photo', 'polygonlabels', {
      ...polygon,
      rectanglelabels: ['Ship'],
      polygonlabels: ['Ship'],
    });
    assert.deepEqual(saysOf(BOX_CONFIG, [kept]), ['type-not-of-control 0/type: error server']);
    const lost = region('box', 'photo', 'polygonlabels', { ...polygon, polygonlabels: ['Whale'] });
    assert.deepEqual(saysOf(BOX_CONFIG, [lost]), ['type-not-of-control 0/type: error server,editor']);
    assert.deepEqual(dataOf(BOX_CONFIG, [lost]), {
      expected: 'rectanglelabels',
      candidates: [],
      key: { from: 'polygonlabels', to: 'rectanglelabels' },
    });
  });

  test('with labels for a control that has none, and the control that has them', () => {
    const config = configOf(
      IMAGE,
      '<Rectangle name="shape" toName="photo"/>',
      labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
    );
    assert.deepEqual(dataOf(config, [box('shape')]), {
      expected: 'rectangle',
      candidates: ['box'],
      key: { from: 'rectanglelabels' },
    });
  });

  test('that nobody knows, unlike any', () => {
    assert.deepEqual(saysOf(BOX_CONFIG, [{ ...box(), type: 'bounding' }]), [
      'type-not-of-control 0/type: error server,editor',
    ]);
    assert.match(messageOf(BOX_CONFIG, [{ ...box(), type: 'bounding' }]), /an error in place of the task/);
  });

  test('of messages: the documented one is only mentioned, and a Chat without toName has no other', () => {
    const chat = (more: string): string => configOf(`<Chat name="c" value="$chat"${more}/>`);
    const message = (type: string): Json => region('c', 'c', type, { chatmessage: { role: 'user', content: 'Hi' } });
    assert.deepEqual(saysOf(chat(' toName="c"'), [message('chatmessage')]), [
      'type-not-of-control 0/type: information server',
    ]);
    assert.deepEqual(saysOf(chat(''), [message('chatmessage')]), []);
    assert.deepEqual(saysOf(chat(''), [message('chat')]), ['type-not-of-control 0/type: error server,editor']);
  });

  test('of a control that points to an object it cannot draw on', () => {
    const config = configOf(
      TEXT,
      '<Image name="photo" value="$image"/>',
      labelsTag('RectangleLabels', 'box', 'body,photo', 'Ship'),
    );
    assert.deepEqual(saysOf(config, [box('box', 'photo')]), []);
    assert.deepEqual(saysOf(config, [box('box', 'body')]), ['shape-not-for-object 0/to_name: error editor']);
    const custom = configOf('<Scan name="scan" value="$scan"/>', labelsTag('RectangleLabels', 'box', 'scan', 'Ship'));
    assert.deepEqual(saysOf(custom, [box('box', 'scan')]), [], 'of a tag that nobody knows nothing is known');
  });

  test('of a control that marks parts of any object, and of one that does not', () => {
    const talk = '<Paragraphs name="talk" value="$talk"/>';
    const words = { start: '0', end: '0', startOffset: 0, endOffset: 4 };
    const onTalk = region('tag', 'talk', 'labels', { ...words, labels: ['Ship'] });
    assert.deepEqual(saysOf(configOf(talk, labelsTag('Labels', 'tag', 'talk', 'Ship')), [onTalk]), []);
    const html = configOf(TEXT, labelsTag('HyperTextLabels', 'mark', 'body', 'Ship'));
    const marked = region('mark', 'body', 'hypertextlabels', { ...words, hypertextlabels: ['Ship'] });
    assert.deepEqual(saysOf(html, [marked]), ['shape-not-for-object 0/to_name: error editor']);
    assert.match(messageOf(html, [marked]), /refuses the labeling config/);
    const onImage = configOf(IMAGE, labelsTag('ParagraphLabels', 'mark', 'photo', 'Ship'));
    const spoken = region('mark', 'photo', 'paragraphlabels', { ...words, paragraphlabels: ['Ship'] });
    assert.deepEqual(saysOf(onImage, [spoken]), ['shape-not-for-object 0/to_name: error editor']);
  });
});

describe('annotations', () => {
  const saysOfAnnotation = (xml: string, result: readonly Json[], data: Json = { image: 'a.png' }): string[] => {
    const text = JSON.stringify({ data, annotations: [{ result }] });
    const found = [...checkText(stringSource(text), { form: 'json', expects: 'task', config: modelOf(xml) })].flat();
    return found.filter(({ code }) => CODES.has(code)).map(({ code, severity }) => `${code} ${severity}`);
  };

  test('are compared too, and what only a validator minds is not said of them', () => {
    assert.deepEqual(saysOfAnnotation(BOX_CONFIG, [box('box', 'photo', ['ship'])]), ['label-not-in-config error']);
    assert.deepEqual(saysOfAnnotation(SPLIT_CONFIG, [shape('s1'), shape('s2')]), []);
    const mixed = configOf(
      IMAGE,
      '<RectangleLabels name="box" toName="photo" value="$kinds"><Label value="Pier"/></RectangleLabels>',
    );
    assert.deepEqual(saysOfAnnotation(mixed, [box()], { image: 'a.png', kinds: [{ value: 'Ship' }] }), []);
    const pair = configOf(TEXT, '<Text name="other" value="$o"/>', '<Pairwise name="better" toName="body,other"/>');
    assert.deepEqual(saysOfAnnotation(pair, [region('better', 'better', 'pairwise', { selected: 'left' })]), []);
  });
});

describe('a change of the labeling config', () => {
  const data = { image: 'a.png', kinds: [{ value: 'Ship' }] };
  const result = [
    box(),
    region('box', 'photo', 'rectanglelabels', SIDES),
    region('box', 'photo', 'rectanglelabels', { ...SIDES, polygonlabels: ['Ship'] }),
    region('box', 'photo', 'rectanglelabels', { ...SIDES, labels: ['Ship'] }),
    box('tag'),
    shape('s1'),
  ];
  const text = JSON.stringify({ data, predictions: [{ model_version: 'v1', result }] });

  for (const large of [1e9, 10]) {
    test(`leaves what the schema says, and looks at all else again (units above ${large} are taken apart)`, () => {
      const options = { form: 'json', expects: 'task', large } as const;
      const check = new DocumentCheck(stringSource(text), { ...options, config: modelOf(BOX_CONFIG) });
      finish(check);
      for (const xml of [SPLIT_CONFIG, BOX_CONFIG, configOf(IMAGE)]) {
        check.setConfig(modelOf(xml));
        finish(check);
        assert.deepEqual(said(check), saidFresh(text, { ...options, config: modelOf(xml) }));
        assert.equal(said(check).filter((one) => one.includes('labels-missing')).length, 1);
      }
    });
  }
});

describe('what the validator said of names, types and labels', () => {
  interface Recorded {
    config_xml: string;
    prediction: { result?: unknown };
  }
  const recorded = JSON.parse(readFileSync('test/fixtures/verdicts.json', 'utf8')) as Recorded[];
  const IS_NAME: ReadonlySet<string> = new Set([
    'from-name-not-found',
    'to-name-not-found',
    'to-name-not-valid',
    'type-mismatch',
  ]);
  const valueAt = (from: unknown, path: readonly (string | number)[]): unknown =>
    path.reduce((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], from);

  test('is what the rules say, and they say no more', () => {
    let compared = 0;
    for (const [index, { config_xml: xml, prediction }] of recorded.entries()) {
      if (typeof prediction !== 'object' || prediction === null || !Array.isArray(prediction.result)) continue;
      const result: readonly unknown[] = prediction.result;
      const config = modelOf(xml);
      const verdicts = serverVerdict(config, prediction);
      const problems = [
        ...checkText(stringSource(JSON.stringify(prediction)), { form: 'json', expects: 'prediction', config }),
      ].flat();
      const ours = problems.filter(({ code, gates }) => CODES.has(code) && gates.includes('server'));
      const at = (region: number): FileProblem[] =>
        ours.filter(({ pointer }) => pointer.startsWith(`/result/${region}/`));

      for (const { region, code, path, detail } of verdicts) {
        const type = (result[region] as { type?: unknown } | null)?.type;
        const own = valueAt(result[region], path);
        const isLabel = detail === 'a label of the labeling config' && String(type).endsWith('labels');
        // What is no text where it has to be is the schema's matter.
        if (typeof own !== 'string' || !(isLabel || IS_NAME.has(code))) continue;
        compared++;
        const what = `${index}: ${code} at ${region}/${path.join('/')}`;
        assert.ok(at(region).length > 0, `${what} ${JSON.stringify([prediction, problems])}`);
      }

      const rejected = new Set(verdicts.map(({ region }) => region));
      for (const { pointer, code, severity } of ours) {
        const isRejected = rejected.has(Number(pointer.split('/')[2]));
        assert.ok(severity !== 'error' || isRejected, `${index}: ${code} says that the validator rejects ${pointer}`);
      }
    }
    assert.ok(compared >= 20, String(compared));
  });
});

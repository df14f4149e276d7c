import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixedBy, fixesFor, safelyFixed, titlesFor } from './harness';

const box = (id: string, labels: string): string =>
  `{"id": ${id}, "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": {"x": 1.50, "y": 1, "width": 5, "height": 5, ${labels}}}`;
const prediction = (...regions: string[]): string =>
  `{"task": 1, "model_version": "v1", "result": [${regions.join(', ')}]}`;

describe('the safe fixes of a unit', () => {
  test('are made all at once and one after the other, and nothing else changes', () => {
    const text = prediction(box('7', '"polygonlabels": "Ship"'), box('8', '"rectanglelabels": "Ship"'));
    const { text: fixed, fixed: counts, problems } = safelyFixed(text);
    assert.equal(
      fixed,
      prediction(box('"7"', '"rectanglelabels": ["Ship"]'), box('"8"', '"rectanglelabels": ["Ship"]')),
    );
    assert.deepEqual(Object.fromEntries(counts), {
      'labels-under-wrong-key': 1,
      'not-a-list': 2,
      'region-id-not-text': 2,
    });
    assert.deepEqual(problems, []);
  });

  test('leave text that is no JSON as it is', () => {
    const text = prediction(box('7', '"polygonlabels": "Ship"')).slice(0, -1);
    assert.equal(safelyFixed(text).text, text);
  });

  test('equal numbers become equal ids, and long ones keep their digits', () => {
    const choice = (id: string): string =>
      `{"id": ${id}, "from_name": "mood", "to_name": "body", "type": "textarea", "value": {"text": ["a"]}}`;
    const text = prediction(choice('12345678901234567890'), choice('7.0'), choice('1e2'));
    assert.equal(safelyFixed(text).text, prediction(choice('"12345678901234567890"'), choice('"7"'), choice('"100"')));
  });

  test('answers that stand before their regions are put behind them in one go', () => {
    const about = (id: string): string =>
      `{"id": "${id}", "from_name": "plate", "to_name": "photo", "type": "textarea", "value": {"text": ["${id}"]}}`;
    const names = Array.from({ length: 30 }, (_, index) => `r${index}`);
    const boxes = names.map((name) => box(`"${name}"`, '"rectanglelabels": ["Ship"]'));
    const { text, fixed, problems } = safelyFixed(prediction(...names.map(about), ...boxes));
    assert.equal(text, prediction(...names.flatMap((name, index) => [boxes[index] ?? '', about(name)])));
    assert.deepEqual([fixed.get('answer-without-region'), problems], [30, []]);
  });

  test('a fix that makes things worse does not keep others from being made, one after the other', () => {
    const odd = '{"type": "Labels", "from_id": "r1", "to_id": "r2"}';
    const text = prediction(box('"r1"', '"rectanglelabels": 5'), box('"r2"', '"rectanglelabels": ["Ship"]'), odd);
    const wrong = text.replace('"x": 1.50', '"x": "left"');
    const { text: fixed } = safelyFixed(wrong);
    assert.equal(fixed, wrong.replace('"rectanglelabels": 5', '"rectanglelabels": ["5"]'));
  });

  test('two regions are not made one', () => {
    const text = prediction(box('7', '"rectanglelabels": ["Ship"]'), box('"7"', '"rectanglelabels": ["Ship"]'));
    assert.equal(safelyFixed(text).text, text);
    assert.deepEqual(titlesFor(text, 'region-id-not-text'), ['Give the region a new id']);
    const fixed = JSON.parse(fixedBy(text, 'region-id-not-text', 'Give the region a new id'));
    assert.match(fixed.result[0].id, /^[A-Za-z0-9]{10}$/);
  });
});

describe('labels under a key that is not that of the type', () => {
  const text = prediction(box('"r1"', '"polygonlabels": ["Ship"]'));
  const config = (tag: string): string =>
    `<View><Image name="photo" value="$photo"/><${tag} name="box" toName="photo"><Label value="Ship"/></${tag}></View>`;

  test('get the key of the type, which is that of the control', () => {
    assert.match(safelyFixed(text, { config: config('RectangleLabels') }).text, /"rectanglelabels": \["Ship"\]/);
  });

  test('stay where they are when the control goes by that key, and the type is what is wrong', () => {
    const setting = { config: config('PolygonLabels') };
    assert.equal(safelyFixed(text, setting).text, text);
    assert.deepEqual(titlesFor(text, 'labels-under-wrong-key', setting), []);
  });
});

describe('the fixes of a place', () => {
  test('are those of the problems that it touches, the safe one first', () => {
    const text = prediction(box('7', '"polygonlabels": ["Ship"]'));
    assert.deepEqual(titlesFor(text, 'region-id-not-text'), ['Change to "7"', 'Give the region a new id']);
    assert.deepEqual(titlesFor(text, 'labels-under-wrong-key'), ['Rename to "rectanglelabels"']);
    assert.deepEqual(
      fixesFor(text, 'region-id-not-text').map(({ safety }) => safety),
      ['safe', 'guess'],
    );
  });
});

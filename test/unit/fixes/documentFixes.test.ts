import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck, type DocumentOptions } from '../../../src/core/engine/documentCheck';
import { applyEdits } from '../../../src/core/fixes/compose';
import { type DocumentFix, fixDocument, fixEverywhere, fixesInDocument } from '../../../src/core/fixes/documentFixes';
import { onlySafe } from '../../../src/core/fixes/fixUnit';
import { stringSource } from '../../../src/core/text/lines';
import { applyTo, finish } from '../engine/harness';

const box = (id: string, more = '', x = '0.5'): string =>
  `{"id": ${id}, "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": {"x": ${x}, "y": 0.25, "width": 0.1, "height": 0.2, "rectanglelabels": ["Ship"]}${more}}`;
const prediction = (...regions: string[]): string =>
  `{"task": 1, "model_version": "v1", "result": [${regions.join(', ')}]}`;

function checked(text: string, options: Partial<DocumentOptions> = {}): DocumentCheck {
  const check = new DocumentCheck(stringSource(text), { form: 'json', ...options });
  finish(check);
  return check;
}

function done(steps: Generator<undefined, DocumentFix, undefined>): DocumentFix {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const at = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) });

/** The same document checked as a whole, and with units taken apart region by region. */
const WAYS: [string, Partial<DocumentOptions>][] = [
  ['in one go', {}],
  ['region by region', { large: 100 }],
];

for (const [way, options] of WAYS) {
  describe(`a document that is checked ${way}`, () => {
    const text = `[\n  ${prediction(box('"a"'))},\n  ${prediction(box('7'), box('8', '', '50'))}\n]`;

    test('has the fixes of the place, with offsets of the document', () => {
      const check = checked(text, options);
      const [problem, ...others] = fixesInDocument(check, at(text, '7'));
      assert.deepEqual(others, []);
      assert.equal(problem?.code, 'region-id-not-text');
      assert.equal(text.slice(problem?.start, problem?.end), '7');
      const [first] = problem?.fixes ?? [];
      assert.deepEqual([first?.title, first?.safety], ['Change to "7"', 'safe']);
      assert.equal(applyEdits(text, first?.changes ?? []), text.replace('7', '"7"'));
    });

    test('is mended as a whole', () => {
      const { edits, fixed, passedOver } = done(fixDocument(checked(text, options), onlySafe));
      assert.equal(applyEdits(text, edits), text.replace('7', '"7"').replace('"id": 8', '"id": "8"'));
      assert.deepEqual([Object.fromEntries(fixed), passedOver], [{ 'region-id-not-text': 2 }, 0]);
    });

    test('is mended as it is after an edit', () => {
      const check = checked(text, options);
      const change = { offset: 0, removed: 1, text: '[\n' };
      const edited = applyTo(text, change);
      check.edit([change], stringSource(edited));
      finish(check);
      const { edits } = done(fixDocument(check, onlySafe));
      assert.equal(applyEdits(edited, edits), edited.replace('7', '"7"').replace('"id": 8', '"id": "8"'));
    });
  });
}

describe('what is offered', () => {
  test('is about the first problems of a selection, however large it is', () => {
    const text = `[${Array.from({ length: 50 }, () => prediction(box('7'))).join(', ')}]`;
    const found = fixesInDocument(checked(text), { start: 0, end: text.length });
    assert.equal(found.length, 8);
    assert.ok(found.some(({ fixes }) => fixes.length > 0));
  });

  test('is made without a choice only where nothing is taken away by a guess', () => {
    const preferred = (text: string, part: string): unknown[] =>
      fixesInDocument(checked(text), at(text, part)).flatMap(({ fixes }) =>
        fixes.map(({ title, isPreferred }) => [title, isPreferred]),
      );
    assert.deepEqual(preferred(`[${prediction(box('7'))}]`, '7'), [
      ['Change to "7"', true],
      ['Give the region a new id', false],
    ]);
    const line =
      '{"id": "p", "from_name": "p", "to_name": "i", "type": "polygon", "value": {"points": [[1, 1], [2, 2]]}}';
    assert.deepEqual(preferred(`[${prediction(line)}]`, '[[1'), [['Remove the region', false]]);
  });
});

describe('a large unit', () => {
  test('has the fixes of a place too, which are not tried', () => {
    const regions = Array.from({ length: 7_000 }, (_, index) => box(index === 5_000 ? '7' : `"r${index}"`, '', '50'));
    const text = `[${prediction(...regions)}]`;
    assert.ok(text.length > 300_000);
    const [problem] = fixesInDocument(checked(text), at(text, '7, "from'));
    assert.deepEqual(
      problem?.fixes.map(({ title }) => title),
      ['Change to "7"', 'Give the region a new id'],
    );
    assert.equal(applyEdits(text, problem?.fixes[0]?.changes ?? []), text.replace('"id": 7,', '"id": "7",'));
  });
});

describe('fixes for a whole file', () => {
  test('are offered where there are several problems of a rule', () => {
    const titles = (text: string) => {
      const [problem] = fixesInDocument(checked(text), at(text, '7'));
      return problem?.everywhere.map(({ fix }) => fix.title);
    };
    assert.deepEqual(titles(`[${prediction(box('7'))}]`), []);
    assert.deepEqual(titles(`[${prediction(box('7'))}, ${prediction(box('8'))}]`), [
      'Put the id into quotes',
      'Give the region a new id',
    ]);
  });

  test('make one fix at every place where its rule complains', () => {
    const text = `[${prediction(box('7', ', "score": 80'))}, ${prediction(box('8', ', "score": 90'))}]`;
    const check = checked(text);
    const [problem] = fixesInDocument(check, at(text, '80'));
    const [scale] = problem?.everywhere ?? [];
    assert.ok(scale);
    const { edits, fixed } = done(fixEverywhere(check, scale));
    assert.equal(applyEdits(text, edits), text.replace('80', '0.8').replace('90', '0.9'));
    assert.deepEqual(Object.fromEntries(fixed), { 'region-score-out-of-range': 2 });
  });

  test('multiply fractions by 100 in all units', () => {
    const text = `[${prediction(box('"a"'))},\n${prediction(box('"b"'))}]`;
    const check = checked(text);
    const [problem] = fixesInDocument(check, at(text, '"value"'));
    assert.equal(problem?.code, 'coordinates-normalized');
    const [scale] = problem?.everywhere ?? [];
    assert.ok(scale);
    const fixed = applyEdits(text, done(fixEverywhere(check, scale)).edits);
    const inPercent = '"x": 50, "y": 25, "width": 10, "height": 20';
    assert.equal(fixed, text.replaceAll('"x": 0.5, "y": 0.25, "width": 0.1, "height": 0.2', inPercent));
    assert.deepEqual(
      [...checked(fixed).outline.units()].flatMap((cell) => cell.problems),
      [],
    );
  });

  test('give ids to regions that have none, each another one', () => {
    const nameless = box('"a"', '', '50').replace('"id": "a", ', '');
    const text = `[${prediction(nameless, nameless)},\n${prediction(nameless)}]`;
    const check = checked(text);
    const [problem] = fixesInDocument(check, at(text, '{"from_name"'));
    assert.equal(problem?.code, 'region-without-id');
    const [fix] = problem?.everywhere ?? [];
    assert.ok(fix);
    const fixed = applyEdits(text, done(fixEverywhere(check, fix)).edits);
    const ids = [...fixed.matchAll(/\{"id": "([A-Za-z0-9]{10})", "from_name"/g)].map(([, id]) => id);
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids.slice(0, 2)).size, 2, 'two regions of one prediction have two ids');
    assert.equal(fixed.replace(/"id": "[A-Za-z0-9]{10}", /g, ''), text, 'nothing else changes');
  });
});

describe('what is not to be fixed', () => {
  const text = `[${prediction(box('7', '', '50'))}]`;

  test('is what people have chosen not to see', () => {
    const check = checked(text);
    check.setReporting({ levels: { 'region-id-not-text': 'off' } });
    assert.deepEqual(fixesInDocument(check, at(text, '7')), []);
    assert.deepEqual(done(fixDocument(check, onlySafe)).edits, []);
  });

  test('are units that are too large, where somebody is waiting', () => {
    const { edits, passedOver } = done(fixDocument(checked(text), onlySafe, 50));
    assert.deepEqual([edits, passedOver], [[], 1]);
  });

  test('is what is not yet JSON', () => {
    const broken = text.replace('"score"', '').replace(']}]', ']}');
    assert.deepEqual(done(fixDocument(checked(broken.slice(0, -3)), onlySafe)).edits, []);
  });
});

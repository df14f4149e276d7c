import assert from 'node:assert/strict';
import fc from 'fast-check';
import { piecesOf } from '../../../src/core/engine/checkText';
import { fixesAt } from '../../../src/core/fixes/fixesAt';
import { fixStream } from '../../../src/core/fixes/fixStream';
import { fixUnit, onlySafe } from '../../../src/core/fixes/fixUnit';
import { stringSource } from '../../../src/core/text/lines';
import { checkUnit } from '../../../src/core/validation/checkUnit';
import { rules } from '../../../src/core/validation/rules';
import { type Json, textOf } from '../../generators/json';
import { mutate } from '../../generators/mutations';
import { Random } from '../../generators/random';
import { document, unit } from '../engine/generators';
import { optionsOf, type Setting, safelyFixed, settingOf } from './harness';

const examples = rules
  .flatMap(({ failing }) => failing)
  .filter(({ text }) => {
    try {
      return JSON.parse(text) !== undefined;
    } catch {
      return false;
    }
  });

interface Case {
  text: string;
  setting: Setting;
}

/** An example of a rule with a few changes anywhere in it, laid out in one of several ways. */
const mutatedExample: fc.Arbitrary<Case> = fc
  .record({
    which: fc.nat(examples.length - 1),
    seed: fc.nat(),
    changes: fc.nat(4),
    indent: fc.constantFrom('', ' ', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ which, seed, changes, indent, lineEnd }) => {
    const example = examples[which] as (typeof examples)[number];
    const random = new Random(seed);
    let value = JSON.parse(example.text) as Json;
    for (let count = 0; count < changes; count++) value = mutate(random, value, ['r1', 'box', 'tag', 'mood']);
    const setting = settingOf(example);
    const text = textOf(value);
    if (indent === '' || setting.form === 'jsonl') return { text, setting };
    try {
      return { text: JSON.stringify(JSON.parse(text), null, indent).replaceAll('\n', lineEnd), setting };
    } catch {
      return { text, setting };
    }
  });

const anyCase: fc.Arbitrary<Case> = fc.oneof(
  { weight: 3, arbitrary: mutatedExample },
  unit.map((text) => ({ text, setting: {} })),
);

const errorsIn = (text: string, setting: Setting): number =>
  checkUnit(text, optionsOf(setting)).problems.filter(({ severity }) => severity === 'error').length;

/** Mended without a throw, a new error, or anything left for a second run. */
export const safelyMended = fc.property(anyCase, ({ text, setting }) => {
  const fixed = safelyFixed(text, setting);
  assert.ok(errorsIn(fixed.text, setting) <= errorsIn(text, setting), fixed.text);
  assert.equal(safelyFixed(fixed.text, setting).text, fixed.text, 'a second run changes nothing');
  if (fixed.text === text) return;
  JSON.parse(fixed.text);
  const lines = (of: string): number => of.split('\n').length;
  if (setting.form === 'jsonl') assert.equal(lines(fixed.text), 1, 'a line stays a line');
  assert.doesNotMatch(fixed.text, /\r\n/.test(text) ? /(?<!\r)\n/ : /\r/, 'line ends stay');
});

/** Every fix that is offered gives JSON with fewer problems of its kind. */
export const offered = fc.property(anyCase, ({ text, setting }) => {
  const options = optionsOf(setting);
  const before = checkUnit(text, options);
  for (const { code, changes, title } of fixesAt(text, before.problems, options, before)) {
    let fixed = text;
    for (const { start, end, text: added } of [...changes].reverse()) {
      fixed = fixed.slice(0, start) + added + fixed.slice(end);
    }
    const after = checkUnit(fixed, options);
    const count = (of: typeof before): number => of.problems.filter((problem) => problem.code === code).length;
    assert.ok(after.wellFormed && count(after) < count(before), `${title}: ${fixed}`);
  }
});

/** A document is mended alike unit by unit and as a stream, in pieces of any size. */
export const mendedInEveryWay = fc.property(document, fc.integer({ min: 1, max: 60 }), ({ text, form }, piece) => {
  const options = { form, expects: 'task' as const };
  const whole = [...fixStream(piecesOf(stringSource(text)), options, onlySafe)];
  let at = 0;
  const inPieces = {
    read() {
      const next = text.slice(at, at + piece);
      at += next.length;
      return next === '' ? undefined : next;
    },
  };
  const pieces = [...fixStream(inPieces, { ...options, large: 100 }, onlySafe)];
  const joined = (parts: typeof whole): string => parts.map((part) => part.text).join('');
  assert.equal(joined(pieces), joined(whole));
  for (const { change } of whole) {
    if (!change) continue;
    assert.equal(text.slice(change.start, change.start + change.before.length), change.before);
    const alone = fixUnit(change.before, optionsOf({ form, expected: 'task' }), onlySafe);
    assert.deepEqual(alone.edits, change.edits);
  }
});

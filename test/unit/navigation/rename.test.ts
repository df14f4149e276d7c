import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TextEdit } from '../../../src/core/fixes/textEdits';
import { ConfigIndex } from '../../../src/core/navigation/configIndex';
import { writeLiteral } from '../../../src/core/navigation/literal';
import { useEdit } from '../../../src/core/navigation/rename';
import { type PlacedUse, type StreamUses, usesInStream } from '../../../src/core/navigation/streamUses';
import type { ConfigSymbol } from '../../../src/core/navigation/symbol';
import { usesInText } from '../../../src/core/navigation/textUses';
import type { PieceSource } from '../../../src/core/ports';
import { positionAt, stringSource } from '../../../src/core/text/lines';
import { Random } from '../../generators/random';
import { RENAMING_CONFIG, type Renaming, randomFile, renamedValue, valuesOf } from '../../generators/renaming';

const SEED = 20_261;
const INDEX = ConfigIndex.read(RENAMING_CONFIG) as ConfigIndex;

const RENAMINGS: readonly Renaming[] = [
  { name: 'box', to: 'a "box" é' },
  { name: 'photo', to: 'picture' },
  { control: 'box', path: ['Ship'], to: 'Boat\\' },
  { control: 'box', path: ['old "one"'], to: 'old' },
  { control: 'shape', path: ['Pier é'], to: 'Pier ü' },
  { control: 'mood', path: ['Ship'], to: 'shipshape' },
  { control: 'kind', path: ['Ship'], to: 'Vessel' },
  { control: 'kind', path: ['Ship', 'Sail'], to: 'Sailing 😀' },
];

function symbolOf({ name, control, path }: Renaming): ConfigSymbol {
  return name !== undefined
    ? { kind: 'name', name }
    : { kind: 'label', control: control as string, path: path as readonly string[] };
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    assert.ok(edit.start >= at, 'edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** A text in pieces of a few characters. */
function inPieces(text: string, size: number, isBack: boolean): PieceSource {
  let at = 0;
  return {
    read() {
      if (at >= text.length) return undefined;
      const start = at;
      at = Math.min(at + size, text.length);
      return text.slice(start, at);
    },
    ...(isBack && { slice: (start: number, end: number) => text.slice(start, end) }),
  };
}

function streamed(
  source: PieceSource,
  form: 'json' | 'jsonl',
  symbol: ConfigSymbol,
): { uses: PlacedUse[] } & StreamUses {
  const uses: PlacedUse[] = [];
  const steps = usesInStream(source, form, INDEX, symbol);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { uses: uses.sort((a, b) => a.start - b.start), ...step.value };
    uses.push(...step.value);
  }
}

describe('renaming in prediction files', () => {
  for (const renaming of RENAMINGS) {
    const symbol = symbolOf(renaming);
    test(`${JSON.stringify(symbol)} changes what a plain reading says, and nothing else`, () => {
      const random = new Random(SEED);
      let total = 0;
      for (let n = 0; n < 150; n++) {
        const file = randomFile(random);
        const said = `seed ${SEED}, file ${n}: ${file.text}`;
        const { uses, isBroken } = usesInText(file.text, file.form, INDEX, symbol);
        assert.equal(isBroken, false);
        const text = applied(
          file.text,
          uses.map((use) => useEdit(file.text, use, renaming.to)),
        );
        const expected = valuesOf(file).map((value) => renamedValue(value, renaming));
        assert.deepEqual(
          valuesOf({ ...file, text }),
          expected.map(({ value }) => value),
          said,
        );
        assert.equal(
          uses.length,
          expected.reduce((sum, { changes }) => sum + changes, 0),
          said,
        );
        total += uses.length;
      }
      assert.ok(total > 30, `only ${total} uses`);
    });
    test(`${JSON.stringify(symbol)} is found in the same places when the text arrives in pieces`, () => {
      const random = new Random(SEED + 1);
      for (let n = 0; n < 60; n++) {
        const file = randomFile(random);
        const { uses } = usesInText(file.text, file.form, INDEX, symbol);
        const found = streamed(inPieces(file.text, 1 + random.below(40), random.chance(0.5)), file.form, symbol);
        const lines = stringSource(file.text);
        assert.deepEqual(
          found.uses,
          uses.map((use) => ({
            ...use,
            written: file.text.slice(use.start, use.end),
            startPosition: positionAt(lines, use.start),
            endPosition: positionAt(lines, use.end),
          })),
          `seed ${SEED + 1}, file ${n}: ${file.text}`,
        );
        assert.equal(found.length, file.text.length);
        assert.equal(found.hasLoneReturn, false);
        assert.equal(found.isBroken, false);
      }
    });
  }
});

describe('a large text', () => {
  const region = (label: string): string =>
    `{"id":"r","from_name":"box","to_name":"photo","type":"rectanglelabels","value":{"rectanglelabels":["${label}"]}}`;
  const large = (count: number): string =>
    `{"task":1,"result":[${Array.from({ length: count }, (_, n) => region(n % 100 === 0 ? 'Ship' : 'Buoy')).join(',\n')}]}`;

  test('is one unit that is taken apart', () => {
    const text = large(4_000);
    const symbol: ConfigSymbol = { kind: 'label', control: 'box', path: ['Ship'] };
    const known = usesInText(text, 'json', INDEX, symbol).uses;
    assert.equal(known.length, 40);
    for (const isBack of [true, false]) {
      const { uses } = streamed(inPieces(text, 5_000, isBack), 'json', symbol);
      assert.deepEqual(
        uses.map(({ start, end, startPosition }) => [start, end, startPosition.line]),
        known.map(({ start, end }) => [start, end, text.slice(0, start).split('\n').length - 1]),
      );
    }
  });
});

describe('a text that is not as it should be', () => {
  const symbol: ConfigSymbol = { kind: 'name', name: 'box' };
  const unit = '{"task":1,"result":[{"from_name":"box"}]}';
  test('is told where it is no JSON', () => {
    for (const [text, form] of [
      [`[${unit},{"task":2,"result":[{"from_name":"box"} {"from_name":"box"}]}]`, 'json'],
      [`${unit}\n{"task":2,"result":[{"from_name":"box"`, 'jsonl'],
    ] as const) {
      const whole = usesInText(text, form, INDEX, symbol);
      assert.equal(whole.isBroken, true, text);
      assert.equal(streamed(inPieces(text, 7, true), form, symbol).isBroken, true);
      assert.equal(whole.uses.length, 2);
    }
  });
  test('is told where a carriage return ends a line alone', () => {
    for (const size of [1, 2, 1000]) {
      const of = (text: string): boolean => streamed(inPieces(text, size, true), 'json', symbol).hasLoneReturn;
      assert.equal(of(`[\r${unit}]`), true);
      assert.equal(of(`[${unit}]\r`), true);
      assert.equal(of(`[\r\n${unit}\r\n]\r\n`), false);
    }
  });
});

describe('what is written', () => {
  test('is escaped as the text before it was', () => {
    assert.equal(writeLiteral('é"\n', '"Ship"'), '"é\\"\\n"');
    assert.equal(writeLiteral('é😀', '"Sh\\u00e9p"'), '"\\u00e9\\ud83d\\ude00"');
    assert.equal(writeLiteral('é', '"a\\u0007"'), '"é"');
  });
});

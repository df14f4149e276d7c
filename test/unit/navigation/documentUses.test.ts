import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { ConfigIndex } from '../../../src/core/navigation/configIndex';
import { DocumentUses, type FoundParts } from '../../../src/core/navigation/documentUses';
import type { ConfigSymbol } from '../../../src/core/navigation/symbol';
import { usesInText } from '../../../src/core/navigation/textUses';
import type { TextSource } from '../../../src/core/ports';
import { stringSource } from '../../../src/core/text/lines';
import { Random } from '../../generators/random';
import { RENAMING_CONFIG, randomFile } from '../../generators/renaming';

const SEED = 4_410;
const INDEX = ConfigIndex.read(RENAMING_CONFIG) as ConfigIndex;
const SYMBOLS = INDEX.mentions.flatMap(({ symbols, isDeclaration }) => (isDeclaration ? symbols : []));

function settled(check: DocumentCheck): void {
  while (!check.work(() => false)) {}
}

function found(uses: DocumentUses): FoundParts {
  const steps = uses.search();
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const placesOf = ({ parts }: FoundParts): [number, number][] =>
  parts.flatMap(({ start, uses }) => uses.map((use): [number, number] => [start + use.start, start + use.end]));

const expected = (text: string, form: 'json' | 'jsonl', symbol: ConfigSymbol): [number, number][] =>
  usesInText(text, form, INDEX, symbol).uses.map(({ start, end }): [number, number] => [start, end]);

describe('uses in a document that is being checked', () => {
  for (const [what, large] of [
    ['small units', undefined],
    ['units that are taken apart', 30],
  ] as const) {
    test(`are those of its text, also after edits, in ${what}`, () => {
      const random = new Random(SEED);
      let total = 0;
      for (let n = 0; n < 60; n++) {
        const { text: before, form } = randomFile(random);
        const symbol = random.pick(SYMBOLS);
        // Annotations can be left out of a check, but not of a renaming.
        const check = new DocumentCheck(stringSource(before), {
          form,
          annotations: n % 2 === 0,
          ...(large && { large }),
        });
        settled(check);
        const uses = new DocumentUses(check, INDEX, symbol);
        assert.deepEqual(placesOf(found(uses)), expected(before, form, symbol), `seed ${SEED}, file ${n}: ${before}`);
        let text = before;
        for (let edit = 0; edit < 6; edit++) {
          const places = expected(text, form, symbol);
          const [start, end] = random.pick(places.length > 0 ? places : [[1, 1] as [number, number]]);
          const typed = random.pick(['"gone"', `${text.slice(start, end)} `, ' ']);
          const removed = typed === ' ' ? 0 : end - start;
          if (typed !== ' ' && places.length === 0) continue;
          text = text.slice(0, start) + typed + text.slice(start + removed);
          check.edit([{ offset: start, removed, text: typed }], stringSource(text));
          settled(check);
          const said = `seed ${SEED}, file ${n}, edit ${edit}: ${text}`;
          assert.deepEqual(placesOf(found(uses)), expected(text, form, symbol), said);
          total += places.length;
        }
      }
      assert.ok(total > 100, String(total));
    });
  }

  test('are not read again where nothing was edited', () => {
    const region = '{"from_name":"box","type":"rectanglelabels","value":{}}';
    const unit = `{"task":1,"result":[${Array.from({ length: 50 }, () => region).join(',')}]}`;
    for (const large of [undefined, 100]) {
      const text = `[${Array.from({ length: 100 }, () => unit).join(',\n')}]`;
      let read = 0;
      const counted = (whole: string): TextSource => {
        const source = stringSource(whole);
        return {
          ...source,
          length: whole.length,
          slice: (start, end) => {
            read += end - start;
            return source.slice(start, end);
          },
        };
      };
      const check = new DocumentCheck(counted(text), { form: 'json', ...(large && { large }) });
      settled(check);
      const uses = new DocumentUses(check, INDEX, { kind: 'name', name: 'box' });
      const first = found(uses);
      // Behind the first brace of the second unit.
      const offset = 1 + unit.length + 3;
      const edited = `${text.slice(0, offset)} ${text.slice(offset)}`;
      check.edit([{ offset, removed: 0, text: ' ' }], counted(edited));
      settled(check);
      read = 0;
      const second = found(uses);
      assert.ok(read < 3 * unit.length, `${read} characters`);
      assert.equal(second.parts.length, first.parts.length);
      // What is placed once stays placed.
      assert.equal(second.parts.at(-1)?.uses, first.parts.at(-1)?.uses);
    }
  });

  test('tell of a unit that is no JSON', () => {
    const text =
      '[{"task":1,"result":[{"from_name":"box"},{"from_name" "box"}]},{"task":2,"result":[{"from_name":"x" 5}]}]';
    for (const large of [undefined, 20]) {
      const check = new DocumentCheck(stringSource(text), { form: 'json', ...(large && { large }) });
      settled(check);
      assert.equal(found(new DocumentUses(check, INDEX, { kind: 'name', name: 'box' })).isBroken, true);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeInDocument } from '../../../src/core/completion/completeInDocument';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { hoverInDocument } from '../../../src/core/hover/hoverInDocument';
import { nameTokens } from '../../../src/core/inText/tokens';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { ConfigIndex } from '../../../src/core/navigation/configIndex';
import { idsIn, mentionAt } from '../../../src/core/navigation/unitMentions';
import { outlineOf } from '../../../src/core/outline/outline';
import type { TextSource } from '../../../src/core/ports';
import { partsAround } from '../../../src/core/reading/around';
import { readerOf } from '../../../src/core/reading/unitReader';
import { stringSource } from '../../../src/core/text/lines';

const XML = `<View><Image name="photo" value="$image"/>
  <BrushLabels name="mask" toName="photo"><Label value="Sea"/><Label value="Land"/></BrushLabels></View>`;
const { config } = parseLabelingConfig(XML);
const INDEX = ConfigIndex.read(XML);

const MASK = `[${'12, '.repeat(66_000)}1]`;
const TEXT = `[{"data":{"image":"a.png"},"predictions":[{"result":[
  {"id":"m","from_name":"mask","value":{"format":"rle","rle":${MASK},"png":"${'A'.repeat(20_000)}","brushlabels":["Sea","S"]},"to_name":"photo","type":"brushlabels"},
  {"type":"relation","from_id":"m","to_id":"n"},{"id":"n"}]}]}]`;

/** A check that takes the unit apart, or one that reads it whole. */
function checkOf(source: TextSource, large: number): DocumentCheck {
  const check = new DocumentCheck(source, { form: 'json', large, ...(config && { config }) });
  while (!check.work(() => false)) {}
  return check;
}

/** What is told at an offset. */
function toldAt(check: DocumentCheck, offset: number): unknown {
  const [cell] = check.outline.units();
  const reader = cell && readerOf(check, cell);
  assert.ok(cell && reader);
  const mention = mentionAt(reader, offset - cell.start, INDEX);
  const [symbol] = mention?.symbols ?? [];
  return {
    mention,
    ids: mention && symbol?.kind === 'region' ? idsIn(reader, mention.owner, symbol) : [],
    proposals: completeInDocument(check, offset, false),
    parts: partsAround(check, offset),
    hover: hoverInDocument(check, offset)?.span,
  };
}

function assertSame(text: string, large: DocumentCheck, said: string): void {
  const whole = checkOf(stringSource(text), 10_000_000);
  const [from, to] = [text.indexOf('"rle":[') + 7, text.indexOf('],"png"')];
  const png = text.indexOf('"png":"') + 7;
  const offsets = [
    ...Array.from({ length: from + 3 }, (_, offset) => offset),
    ...Array.from({ length: png - to + 4 }, (_, n) => to - 2 + n),
    ...Array.from({ length: text.length - text.lastIndexOf('AA') }, (_, n) => text.lastIndexOf('AA') + n),
  ];
  for (const offset of offsets.filter((_, n) => n % 19 === 0)) {
    assert.deepEqual(toldAt(large, offset), toldAt(whole, offset), `${said}: ${offset}`);
  }
  const all = { start: 0, end: text.length };
  assert.deepEqual(nameTokens(large, all), nameTokens(whole, all), said);
  const names = (check: DocumentCheck) => outlineOf(check, all)[0]?.item.children[0]?.children.map(({ name }) => name);
  assert.deepEqual(names(large), names(whole), said);
}

describe('a region of many characters', () => {
  test('is told of like another one', () => assertSame(TEXT, checkOf(stringSource(TEXT), 1_000), 'as it was'));

  test('also after edits around its long lists and in them', () => {
    const check = checkOf(stringSource(TEXT), 1_000);
    let text = TEXT;
    const edit = (at: string, by: number, removed: number, typed: string): void => {
      const offset = text.indexOf(at) + by;
      text = text.slice(0, offset) + typed + text.slice(offset + removed);
      check.edit([{ offset, removed, text: typed }], stringSource(text));
      while (!check.work(() => false)) {}
      assertSame(text, check, `${at} ${typed}`);
    };
    toldAt(check, text.indexOf('"mask"') + 2);
    edit('"Sea","S"', 7, 1, 'Land');
    edit('"id":"m"', 6, 1, 'longer');
    edit('"rle":[', 8, 2, '');
    edit('"format"', 0, 0, '"x": 1, ');
    edit('"type":"brushlabels"', 8, 11, '');
    edit('"type":""', 8, 0, 'brushlabels');
  });

  test('is not read again for each question, nor after an edit', () => {
    let read = 0;
    const counted = (text: string): TextSource => {
      const source = stringSource(text);
      return {
        ...source,
        length: text.length,
        slice: (start, end) => {
          read += end - start;
          return source.slice(start, end);
        },
      };
    };
    const check = checkOf(counted(TEXT), 1_000);
    const label = TEXT.indexOf('"S"') + 2;
    toldAt(check, label);
    read = 0;
    toldAt(check, label);
    nameTokens(check, { start: label, end: label + 10 });
    assert.ok(read < 5_000, `${read} characters`);
    const edited = `${TEXT.slice(0, label)}x${TEXT.slice(label)}`;
    check.edit([{ offset: label, removed: 0, text: 'x' }], counted(edited));
    while (!check.work(() => false)) {}
    read = 0;
    toldAt(check, label);
    assert.ok(read < 5_000, `${read} characters after an edit`);
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { type FilePieces, openPieces, UnreadableText } from '../../../src/platform/node/filePieces';

const folder = temporaryFolder('pieces');
after(() => folder.remove());

let count = 0;
function fileOf(bytes: Uint8Array | string): string {
  const file = path.join(folder.dir, `${++count} für ümläute.json`);
  writeFileSync(file, bytes);
  return file;
}

function readAll(source: FilePieces): string[] {
  const pieces: string[] = [];
  for (let piece = source.read(); piece !== undefined; piece = source.read()) pieces.push(piece);
  return pieces;
}

/** Reads a file to its end, and closes it. */
function textOf(file: string, portionBytes?: number): string {
  const source = openPieces(file, portionBytes);
  const text = readAll(source).join('');
  source.close();
  return text;
}

function utf16(text: string, order: 'le' | 'be', mark = true): Buffer {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** Whether no piece ends in the first half of a pair. */
const cutsNoPair = (pieces: string[]): boolean => pieces.every((piece) => !/[\ud800-\udbff]$/.test(piece));

const MIXED = '[{"a": "Grüße, 漢字 \u{1f600}\u{1f680}\u{10ffff}"},\r\n {"\ufffd": 1, "\ufeff": 2}]\n';

describe('a file in pieces', () => {
  test('whatever the portion, the text is that of the file and no pair is cut', () => {
    for (let bytes = 8; bytes < 60; bytes++) {
      const source = openPieces(fileOf(MIXED.repeat(3)), bytes);
      const pieces = readAll(source);
      assert.equal(pieces.join(''), MIXED.repeat(3));
      assert.ok(pieces.length > 3 && pieces.every((piece) => piece !== '') && cutsNoPair(pieces));
      assert.equal(source.position(), source.size);
      assert.equal(source.read(), undefined);
      source.close();
      source.close();
    }
  });

  test('UTF-16 in both orders is known by its mark, and by its zero bytes', () => {
    const file = (order: 'le' | 'be', mark: boolean): string => fileOf(utf16(MIXED, order, mark));
    for (const order of ['le', 'be'] as const) {
      for (const mark of [true, false]) {
        for (const bytes of [8, 9, 10, 12, 31, 65536]) {
          const portions = openPieces(file(order, mark), bytes);
          const pieces = readAll(portions);
          assert.equal(pieces.join(''), MIXED);
          assert.ok(cutsNoPair(pieces), `portions of ${bytes} bytes`);
          portions.close();
        }
        const source = openPieces(file(order, mark));
        source.read();
        assert.deepEqual(source.encoding(), { encoding: `utf-16${order}`, markLength: mark ? 2 : 0 });
        source.close();
      }
    }
  });

  test('a mark at the start is taken off, one that stands elsewhere is text', () => {
    const source = openPieces(fileOf('\ufeff[\ufeff]'));
    assert.deepEqual(readAll(source), ['[\ufeff]']);
    assert.deepEqual(source.encoding(), { encoding: 'utf-8', markLength: 3 });
    assert.equal(source.slice(0, 2), '[\ufeff');
    source.close();
  });

  test('an empty file has no pieces, nor has one with nothing but a mark', () => {
    for (const bytes of ['', '\ufeff', Buffer.from([0xff, 0xfe])]) assert.equal(textOf(fileOf(bytes)), '');
  });

  test('half a pair in UTF-16 stays what it is', () => {
    const text = '["\ud83d"]\ud83d';
    assert.equal(textOf(fileOf(utf16(text, 'le')), 8), text);
  });
});

describe('reading a part again', () => {
  test('gives what the text has there, in any text, order and portion', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '{', '\n', 'é', '漢', '\u{1f600}'), maxLength: 80 });
    const write = fc.constantFrom(
      (written: string) => Buffer.from(written),
      (written: string) => Buffer.from(`\ufeff${written}`),
      (written: string) => utf16(written, 'le'),
      (written: string) => utf16(written, 'be'),
    );
    const parts = fc.array(fc.tuple(fc.nat(90), fc.nat(90)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, write, fc.integer({ min: 8, max: 40 }), parts, (written, toBytes, portion, places) => {
        const source = openPieces(fileOf(toBytes(written)), portion);
        assert.equal(readAll(source).join(''), written);
        for (const [from, to] of places) assert.equal(source.slice(from, to), written.slice(from, Math.max(from, to)));
        source.close();
      }),
      { numRuns: 300 },
    );
  });

  test('works for what has been read, before the end is reached', () => {
    const source = openPieces(fileOf('0123456789'.repeat(10)), 16);
    source.read();
    source.read();
    assert.equal(source.slice(8, 20), '890123456789');
    assert.equal(source.read(), '2345678901234567');
    source.close();
  });

  test('does not give a part of a file that was changed meanwhile', () => {
    const file = fileOf('0123456789');
    const source = openPieces(file);
    source.read();
    appendFileSync(file, 'x');
    assert.throws(() => source.slice(2, 4), { name: 'UnreadableText', reason: 'changed' });
    source.close();
    const other = openPieces(file);
    other.read();
    utimesSync(file, 1, 1);
    assert.throws(() => other.slice(2, 4), { name: 'UnreadableText', reason: 'changed' });
    other.close();
  });
});

describe('what cannot be read', () => {
  /** The message, which has to say where the text breaks. */
  function failure(bytes: Uint8Array, portionBytes?: number): string {
    try {
      textOf(fileOf(bytes), portionBytes);
    } catch (error) {
      assert.ok(error instanceof UnreadableText && error.reason === 'encoding');
      return error.message;
    }
    assert.fail('it was read');
  }

  test('bytes that are not UTF-8, told by their place', () => {
    const latin1 = Buffer.concat([Buffer.from('["\ufffd", "Gr'), Buffer.from([0xfc]), Buffer.from('n"]')]);
    const expected = 'it is not UTF-8: byte 12 (0xFC) does not belong to any character. Save it as UTF-8';
    for (const portion of [8, 9, 10, 11, 12, 13, 64]) assert.equal(failure(latin1, portion), expected);
  });
  test('a character that breaks off at the end', () => {
    assert.match(failure(Buffer.from('["\u{1f600}').subarray(0, 5)), /byte 3 \(0xF0\)/);
    assert.match(failure(utf16('ab', 'le').subarray(0, 5)), /UTF-16/);
  });
  test('half a pair written as UTF-8', () => {
    assert.match(failure(Buffer.from([0x22, 0xed, 0xa0, 0xbd, 0x22])), /byte 2 \(0xED\)/);
  });
  test('a folder, and nothing', () => {
    const inner = path.join(folder.dir, 'inner');
    mkdirSync(inner);
    assert.throws(() => openPieces(inner), { code: 'EISDIR' });
    assert.throws(() => openPieces(path.join(folder.dir, 'none')), { code: 'ENOENT' });
  });
});

function readPipe(): void {
  const pipe = path.join(folder.dir, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const source = fileOf(MIXED.repeat(5000));
  execFileSync('sh', ['-c', 'cat "$1" > "$2" &', 'sh', source, pipe], { stdio: 'ignore' });
  const pieces = openPieces(pipe);
  assert.equal(pieces.size, 0);
  const read = readAll(pieces);
  assert.equal(read.join(''), MIXED.repeat(5000));
  assert.ok(cutsNoPair(read));
  const text = MIXED.repeat(5000);
  assert.equal(pieces.slice(70_000, 200_000), text.slice(70_000, 200_000));
  assert.equal(pieces.slice(3, 40), text.slice(3, 40));
  pieces.close();
}

// Windows has no pipes with a path; standard input is tested with the command line.
if (process.platform !== 'win32') test('a named pipe is read to its end, and parts of it again', readPipe);

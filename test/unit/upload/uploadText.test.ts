// A file is read in pieces, and parts of it again when they are sent: the same is read, and nothing else is ever sent.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { Rereadable } from '../../../src/core/engine/textPieces';
import type { RereadableSource } from '../../../src/core/ports';
import { describeResult } from '../../../src/core/upload/describe';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import type { Journal } from '../../../src/core/upload/journal';
import { planUpload } from '../../../src/core/upload/plan';
import { readSteps, readUpload, type UploadRead } from '../../../src/core/upload/read';
import { type RunOptions, runUpload } from '../../../src/core/upload/run';
import { FileChanged, printOf } from '../../../src/core/upload/uploadText';
import { openPieces } from '../../../src/platform/node/filePieces';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

/** A text in pieces of these sizes, over and over; what it holds can be changed under the reader. */
function inPieces(text: { now: string }, sizes: readonly number[]): RereadableSource {
  let at = 0;
  let n = 0;
  return {
    read() {
      const size = sizes[n++ % sizes.length] as number;
      const piece = text.now.slice(at, at + size);
      at += size;
      return piece === '' ? undefined : piece;
    },
    slice: (start, end) => text.now.slice(start, end),
  };
}

function readAll(source: RereadableSource, form: 'json' | 'jsonl' = 'json'): UploadRead {
  const steps = readSteps(source, form);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const without = ({ text: _, ...rest }: UploadRead) => rest;

const LARGE = JSON.stringify({
  task: 3,
  result: [{ value: { rle: Array.from({ length: 90_000 }, (_, n) => n % 256) } }],
});

describe('a text in pieces', () => {
  const units = [
    '{"task":1,"result":[],"model_version":"a version with a long name"}',
    '{"task": "x", "result": []}',
    '{"data":{"t":"\u00e9\u{1F600}"},"predictions":[{"result":[]},{"result":[{"a":"\\ud800"}]}]}',
    '{"id":2,"data":{"t":"\\ud800"},"meta":{},"predictions":[{"result":[{}],"score":0.5}]}',
    '{"data":{"a":1},"annotations":[{},{}]}',
    '{"name":1}',
    '{"task":1,"result":[}',
    LARGE,
  ];

  test('is read as in one go, wherever it is cut', () => {
    const seed = 20261129;
    console.log(`seed ${seed}`);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...units), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('json', 'jsonl'),
        fc.constantFrom('', ' ', '\n', '\r\n\n'),
        (list, sizes, form, space) => {
          const text = form === 'jsonl' ? list.join(`\n${space}`) : `[${list.join(`,${space}`)}${space}]`;
          const isLong = text.length > 10_000;
          const cut = inPieces({ now: text }, isLong ? sizes.map((size) => size * 1_000) : sizes);
          const whole = readUpload(text, form as 'json');
          assert.deepEqual(without(readAll(cut, form as 'json')), without(whole));
          for (const item of whole.flat) assert.equal(item.print, printOf(text.slice(item.start, item.end)));
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  test('lines of JSONL keep their numbers behind empty lines and in large units', () => {
    const text = `\n\n${units[0]}\n\r\n  ${LARGE}  \n${units[0]}`;
    assert.deepEqual(
      readUpload(text, 'jsonl').flat.map(({ pointer }) => pointer),
      ['/2', '/4', '/5'],
    );
  });

  test('a large unit that is torn: nothing is sent, as nobody can tell what belongs to what', () => {
    const { flat, unsendable } = readUpload(`[${LARGE.slice(0, -2)}, ${units[0]}]`, 'json');
    assert.deepEqual([flat, unsendable.some(({ reason }) => reason === 'broken-file')], [[], true]);
  });

  test('can be read once more, also when the first reading has stopped early', () => {
    const source = new Rereadable(inPieces({ now: `[${units[0]},${units[0]}]` }, [5]));
    source.read();
    assert.equal(readAll(source.again()).flat.length, 2);
    assert.equal(readAll(source.again()).flat.length, 2);
  });
});

describe('a file that changes between the plan and the sending', () => {
  const flat = (n: number): string =>
    `[${Array.from({ length: n }, (_, i) => `{"task":1,"result":[{"i":${100 + i}}],"model_version":"v"}`).join()}]`;
  const fresh = (n: number): string =>
    `[${Array.from({ length: n }, (_, i) => `{"data":{"i":${100 + i}},"predictions":[{"result":[]}]}`).join()}]`;

  async function changed(text: string, change: (text: string) => string, limits: RunOptions['limits']) {
    const file = { now: text };
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.addTask('{}');
    const read = readAll(inPieces(file, [50]));
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    file.now = change(text);
    const importNew = new Set(['no-id'] as const);
    const result = await runUpload(plan, server, { clock, importNew, ...(limits && { limits }) });
    return { result, server };
  }

  for (const [what, text, limits] of [
    ['singly', flat(30), { bulkFrom: 1_000 }],
    ['in lists', flat(30), { predictions: 10 }],
    ['with their tasks', fresh(30), { tasks: 10 }],
  ] as const) {
    test(`${what}: what is as it was is sent, what is not ends it, and every one is accounted for`, async () => {
      // As long as before, as an edit of a number is.
      const { result, server } = await changed(text, (now) => now.replace('"i":117', '"i":999'), limits);
      assert.equal(result.stopped?.kind, 'file-changed');
      assert.match(describeResult(result).join(' '), /Stopped: The file was changed on disk .*Upload it again/);
      assert.ok(server.rows.length >= 10 && server.rows.length <= 20, `${server.rows.length}`);
      assert.equal(result.created.length, server.rows.length);
      assert.equal(result.created.length + result.unsent.length, 30);
      assert.ok(server.rows.every((row) => !row.result.includes('999')));
      assert.ok(server.tasks.every(({ data }) => !data?.includes('999')));
    });
  }

  test('while a list of it is sent: it ends, and nothing of that list is there', async () => {
    const file = { now: flat(30) };
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.addTask('{}');
    const read = readAll(inPieces(file, [50]));
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    // The journal is written to between the measuring of a list and its sending.
    let lists = 0;
    const journal: Journal = {
      open: async () => {
        if (++lists === 2) file.now = file.now.replace('"i":117', '"i":999');
      },
      close: async () => {},
      list: async () => [],
    };
    const result = await runUpload(plan, server, { clock, journal, limits: { predictions: 10 } });
    assert.deepEqual(
      [result.stopped?.kind, server.rows.length, result.created.length, result.unsent.length, result.uncertain.length],
      ['file-changed', 10, 10, 20, 0],
    );
  });

  test('while it is planned: said at once', async () => {
    const file = { now: fresh(3) };
    const server = new SimulatedServer(new SimulatedClock(), () => 'none');
    server.addTask('{}');
    const read = readAll(inPieces(file, [50]));
    file.now = file.now.replace('101', '102');
    await assert.rejects(async () => planUpload(read, await gatherServerFacts(server, 3, read)), FileChanged);
  });
});

describe('a file on disk', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'upload-text-'));
  after(() => rmSync(folder, { recursive: true }));

  test('what is sent is read from it again', async () => {
    const file = path.join(folder, 'a.predictions.json');
    const body = '{"task":1,"result":[{"t":"\u00e9\u{1F600}","n":1.0}],"score":1e-1,"model_version":"v"}';
    writeFileSync(file, `\ufeff[\n ${body},\r\n ${body.replace('1.0', '2.0')}]`);
    const pieces = openPieces(file, 16);
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.addTask('{}');
    const read = readAll(pieces);
    assert.deepEqual(
      read.flat.map(({ start }) => read.text.positionAt(start)),
      [
        { line: 1, character: 1 },
        { line: 2, character: 1 },
      ],
    );
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    await runUpload(plan, server, { clock });
    assert.deepEqual(
      server.rows.map(({ result }) => result),
      ['[{"t":"\u00e9\u{1F600}","n":1.0}]', '[{"t":"\u00e9\u{1F600}","n":2.0}]'],
    );
    pieces.close();
  });

  test('another time of change is enough to stop', async () => {
    const file = path.join(folder, 'b.predictions.json');
    writeFileSync(file, '[{"task":1,"result":[]}]');
    const pieces = openPieces(file, 8);
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.addTask('{}');
    const read = readAll(pieces);
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    utimesSync(file, 1, 1);
    const { stopped, unsent } = await runUpload(plan, server, { clock });
    assert.deepEqual([stopped?.kind, unsent.length, server.rows.length], ['file-changed', 1, 0]);
    pieces.close();
  });
});

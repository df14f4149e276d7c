// What the command line says of what a server objects to: of each prediction its own, at its line, with a cure.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sharedLabelStudio, validatingLabelStudio } from '../harness/labelStudio';
import { box, CommandLine, flat, listed } from './commandLine';

interface Refused {
  pointer: string;
  line: number;
  column: number;
  message: string;
  cure: string;
  places: { pointer: string; line: number; column: number; message: string }[];
}

const task = (image: string, x: number | string, label = 'cat'): string =>
  `{"data":{"image":"${image}"},"predictions":[{"model_version":"v1","result":[${box(x, label)}]}]}`;

/** What stands in a text at a line and a column, both counted from 1. */
const at = (text: string, { line, column }: { line: number; column: number }): string =>
  text.split('\n')[line - 1]?.slice(column - 1) ?? '';

async function withLine(isValidating: boolean, run: (line: CommandLine) => Promise<void>): Promise<void> {
  const line = await CommandLine.on(isValidating ? validatingLabelStudio() : sharedLabelStudio(), 9);
  try {
    await run(line);
  } finally {
    line.remove();
  }
}

const bad = (id: number, x: number | string, label: string): string => flat(id, x).replace('"cat"', `"${label}"`);

describe('what a server that validates refuses', () => {
  for (const [what, textOf, name, end] of [
    [
      'predictions in one request',
      (ids: readonly number[]) => [
        ...ids.slice(0, 6).map((id) => flat(id)),
        bad(ids[6] as number, 1, 'cow'),
        bad(ids[7] as number, 1, 'pig'),
        flat(ids[8] as number, 300),
      ],
      'a.predictions.json',
      '/result/0',
    ],
    [
      'new tasks',
      () => [
        ...Array.from({ length: 6 }, (_, n) => task(`new-${n}`, 1)),
        task('a', 1, 'cow'),
        task('b', 1, 'pig'),
        task('c', 300),
      ],
      'a.tasks.json',
      '/predictions/0/result/0',
    ],
  ] as const) {
    test(`${what}: each its own words, its place, and what to do`, () =>
      withLine(true, async (line) => {
        const text = listed(textOf(line.ids)).replaceAll('},\n', '},\r\n');
        line.write(name, text);
        const { code, complete, result } = await line.report(name, ['--force']);
        assert.deepEqual([code, complete, result.created.length], [1, false, 6]);
        const refused = result.refused as Refused[];
        assert.deepEqual(
          refused.map(({ pointer, line: own, column }) => [pointer, own, column]),
          [
            ['/6', 7, 1],
            ['/7', 8, 1],
            ['/8', 9, 1],
          ],
        );
        for (const [n, { message, cure, places }] of refused.entries()) {
          const [place, ...more] = places;
          assert.ok(place && more.length === 0);
          assert.equal(place.pointer, `/${6 + n}${end}`);
          assert.ok(at(text, place).startsWith(box(n === 2 ? 300 : 1, ['cow', 'pig'][n])), at(text, place));
          assert.ok(message.includes(place.message), `${message} is not about ${place.message}`);
          assert.match(message, /^http\S+ refused this (prediction|task)\. It said: /);
          assert.match(cure, /Correct what it names/);
        }
        assert.match(refused[2]?.message ?? '', /x 300/);
      }));
  }

  test('for people: by line and column, what cannot be sent said once', () =>
    withLine(true, async (line) => {
      const [a, b, c] = line.ids as [number, number, number];
      const text = listed([
        bad(a, 1, 'cow'),
        '{"task":"x","model_version":"v1","result":[]}',
        flat(b),
        bad(c, 1, 'pig'),
      ]);
      line.write('a.predictions.json', text);
      const { code, stdout } = await line.upload('a.predictions.json', ['--force']);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /Refused by the server: 2 predictions\. Correct what it names and upload again\.\n {4}1:\d+: Invalid value/,
      );
      assert.match(stdout, /\n {4}4:\d+: Invalid value/);
      assert.equal(stdout.split('Not sent: 1 prediction (2:9). "task" must be').length, 2, stdout);
    }));
});

test('what a server drops without a word: what to do about it at a terminal', () =>
  withLine(false, async (line) => {
    line.write('a.predictions.json', listed(line.ids.map((id, n) => bad(id, 1, n === 4 ? 'cow' : 'cat'))));
    const { code, stdout } = await line.upload('a.predictions.json', ['--force']);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /Refused by the server: 1 prediction\. Mend what "label-studio-predictions check" finds[^\n]*--config\.\n {4}5:1: Label Studio left/,
    );
  }));

describe('what the choice of options leaves out', () => {
  test('what has changed: the option that replaces it', () =>
    withLine(false, async (line) => {
      const [id] = line.ids as [number];
      line.write('a.predictions.json', listed([flat(id, 1)]));
      await line.upload('a.predictions.json');
      line.write('a.predictions.json', listed([flat(id, 2)]));
      const { code, stdout } = await line.upload('a.predictions.json');
      assert.equal(code, 1);
      assert.match(stdout, /Left as they are on the server: 1 changed prediction\. With --replace /);
      assert.doesNotMatch(stdout, /as you chose|If you agree/);
    }));

  test('tasks whose id has other data: the options that take them, and nothing of an agreement', () =>
    withLine(false, async (line) => {
      line.write('a.tasks.json', listed([`{"id":${line.ids[0]},${task('other.png', 1).slice(1)}`, task('new.png', 1)]));
      const { code, stdout } = await line.upload('a.tasks.json');
      assert.equal(code, 1);
      assert.match(
        stdout,
        /Left out unless --match new or --match data\.KEY is given: 1 new task .* other data under its id \(\d+\)/,
      );
      assert.match(stdout, /To be imported: 1 new task .* it has no id/);
      assert.match(stdout, /Not imported: 1 task\. With --match new/);
      assert.doesNotMatch(stdout, /as you chose|If you agree/);
    }));
});

test('names that others have chosen do not reach the terminal as commands, nor in their whole length', () =>
  withLine(false, async (line) => {
    const [a, b] = line.ids as [number, number];
    line.write('a.predictions.json', listed([flat(a, 1, 'red\u001b[31m\nline'), flat(b, 1, 'x'.repeat(5_000))]));
    const { code, stdout } = await line.upload('a.predictions.json');
    assert.equal(code, 0);
    assert.match(stdout, /Model version "red\\u001b\[31m\\u000aline": 1 new\./);
    assert.doesNotMatch(stdout, /\p{Cc}\[31m|x{81}/u);
    const held = await line.held();
    assert.deepEqual(
      held.map((one) => (one.model_version as string).length),
      [13, 5_000],
    );
  }));

test('what is told stands in the order of the file, whatever order the answers had', () =>
  withLine(true, async (line) => {
    // One by one, four at a time: those that come last are answered soonest.
    const tasks = line.ids.slice(0, 4).reverse();
    const items = tasks.flatMap((id) => [flat(id), bad(id, 2, 'cow')]);
    line.write('a.predictions.json', listed(items));
    for (let round = 0; round < 3; round++) {
      const { result } = await line.report('a.predictions.json', ['--force', '--model-version', 'v']);
      const pointers = (list: { pointer: string }[]): number[] => list.map(({ pointer }) => Number(pointer.slice(1)));
      if (round === 0) assert.deepEqual(pointers(result.created), [0, 2, 4, 6]);
      assert.deepEqual(pointers(result.refused), [1, 3, 5, 7]);
    }
  }));

test('a dry run says that it is one, and where what cannot be sent stands', () =>
  withLine(false, async (line) => {
    const [a] = line.ids as [number];
    const text = [flat(a), '', flat(987654321), '{"task":1}'].join('\n');
    line.write('a.predictions.jsonl', text);
    const { code, stdout } = await line.upload('a.predictions.jsonl', ['--force', '--dry-run', '--format', 'json']);
    assert.equal(code, 1);
    const report = JSON.parse(stdout);
    assert.deepEqual([report.version, report.dryRun, report.files[0].result], [1, true, undefined]);
    assert.deepEqual(
      report.files[0].plan.cannotBeSent.map(({ pointer, reason, line: own, column }: Record<string, unknown>) => [
        pointer,
        reason,
        own,
        column,
      ]),
      [
        ['/2/task', 'task-not-in-project', 3, 9],
        ['/3', 'no-result', 4, 1],
      ],
    );
    assert.deepEqual(await line.held(), []);
  }));

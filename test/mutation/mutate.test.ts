/** Mutation testing itself: what it makes of a small project whose tests are known, and a share of the rules. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

interface Judged {
  mutant: { file: string; original: string; replacement: string };
  verdict: { status: string; killedBy?: string };
}

/** Runs the command. */
function mutate(...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/mutate.mjs', ...args]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

const report = (folder: string): Judged[] => JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));

const SOURCE = `
export const small = (n: number): boolean => n < 10;
export function sum(list: readonly number[]): number {
  let all = 0;
  for (let i = 0; i < list.length; i++) all += list[i] as number;
  return all;
}
export function never(): string {
  return 'never';
}
export const rule = { code: 'a-code', title: 'a-title', message: 'some words' };
`;
const TESTS = `
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rule, small, sum } from '../../../src/core/validation/source';
describe('source', () => {
  test('small', () => assert.deepEqual([small(1), small(11)], [true, false]));
  test('sum', () => assert.equal(sum([1, 2]), 3));
  test('rule', () => assert.equal(rule.code, 'a-code'));
});
`;

describe('a project of one file', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'mutation-'));
  const out = path.join(root, 'out', 'mutation');

  before(() => {
    const write = (name: string, text: string) => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    };
    write('package.json', '{}');
    write('src/core/validation/source.ts', SOURCE);
    write('test/unit/validation/source.test.ts', TESTS);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  test('each mutant is killed, survives or is not covered as its tests are', async () => {
    const { code, output } = await mutate('--root', root, '--workers', '2');
    assert.equal(code, 0, output);
    const verdicts = report(out).map(
      ({ mutant: { original, replacement }, verdict: { status, killedBy } }) =>
        `${original.replace(/\s+/g, ' ')} -> ${replacement.replace(/\s+/g, ' ')}: ${status}${killedBy ? ` by ${killedBy.replace(/^.* > /, '')}` : ''}`,
    );
    assert.deepEqual(verdicts, [
      '(n: number): boolean => n < 10 -> () => undefined: killed by small',
      'n < 10 -> true: killed by small',
      'n < 10 -> false: killed by small',
      'n < 10 -> n <= 10: survived',
      'n < 10 -> n >= 10: killed by small',
      '{ let all = 0; for (let i = 0; i < list.length; i++) all += list[i] as number; return all; } -> {}: killed by sum',
      'i < list.length -> false: killed by sum',
      'i < list.length -> i <= list.length: killed by sum',
      'i < list.length -> i >= list.length: killed by sum',
      // This one is an endless loop.
      'i++ -> i--: killed by sum',
      'all += list[i] as number -> all -= list[i] as number: killed by sum',
      "{ return 'never'; } -> {}: not covered",
      `'never' -> "": not covered`,
      "{ code: 'a-code', title: 'a-title', message: 'some words' } -> {}: killed by rule",
      `'a-code' -> "": killed by rule`,
    ]);
  });

  test('a score below the least ends with 1, and one above it with 0; verdicts are kept', async () => {
    const all = report(out);
    const killed = all.filter(({ verdict }) => verdict.status === 'killed').length;
    const score = (100 * killed) / all.length;
    assert.equal((await mutate('--root', root, '--min', String(score - 0.1))).code, 0);
    assert.equal((await mutate('--root', root, '--min', String(score + 0.1))).code, 1);
    const kept = readFileSync(path.join(out, 'results.jsonl'), 'utf8').trim().split('\n');
    assert.equal(kept.length, all.length, 'no mutant was judged twice');
  });

  test('of the survivors one is killed by a new test', async () => {
    const file = path.join(root, 'test/unit/validation/source.test.ts');
    writeFileSync(file, TESTS.replace('small(11)], [true, false]', 'small(10), small(11)], [true, false, false]'));
    const before = report(out).filter(({ verdict }) => verdict.status === 'survived').length;
    const { code, output } = await mutate('--root', root, '--survivors');
    assert.equal(code, 0, output);
    assert.equal(report(out).filter(({ verdict }) => verdict.status === 'survived').length, before - 1);
  });

  test('tests that fail without a mutant are no measure', async () => {
    writeFileSync(path.join(root, 'test/unit/validation/source.test.ts'), TESTS.replace("'a-code')", "'b-code')"));
    const { code, output } = await mutate('--root', root);
    assert.equal(code, 1);
    assert.match(output, /Fails without a mutant: .*source > rule/);
  });
});

describe('a share of the rules', () => {
  test('60 mutants, of which the unit tests kill at least three quarters', async () => {
    const out = path.resolve('out/mutation-share');
    rmSync(out, { recursive: true, force: true });
    const { code, output } = await mutate('--count', '60', '--seed', '2031', '--min', '75', '--out', out);
    assert.equal(report(out).length, 60, output);
    assert.equal(code, 0, output);
  });
});

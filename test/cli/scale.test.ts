import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { BAD, CLI, namesOf, prediction, Workspace } from './support';

const MANY = 20_000;

/** The report without the time that it took. */
const timeless = (text: string): string => text.replace(/"seconds":[\d.]+|\d+\.\d s$/gm, '');

describe('many problems', () => {
  const space = new Workspace();
  space.write('many.predictions.jsonl', `${prediction(528)}\n`.repeat(MANY));

  test('all of them are reported, in order', () => {
    const { files, summary } = space.json([]);
    assert.equal(summary.errors, MANY);
    assert.deepEqual(
      files[0]?.problems.map(({ start }) => start.line),
      Array.from({ length: MANY }, (_, line) => line + 1),
    );
  });
  test('who stops reading stops the check, without a word', async () => {
    const child = spawn(process.execPath, [CLI, 'check'], { cwd: space.dir, stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (piece) => {
      errors += piece;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(code, 2);
    assert.equal(errors, '');
  });
  test('a slow reader gets everything', async () => {
    const child = spawn(process.execPath, [CLI, 'check', '--format', 'json'], {
      cwd: space.dir,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    for await (const piece of child.stdout) {
      text += piece;
      if (text.length < 500_000) await wait(20);
    }
    assert.equal(JSON.parse(text).files[0].problems.length, MANY);
  });
});

describe('many files', () => {
  const space = new Workspace();
  for (let index = 0; index < 40; index++) {
    // Some are larger than what a thread may be ahead of the report.
    const bad = index % 20 === 5 ? 6000 : index % 7;
    const name = `${String(index).padStart(2, '0')}.predictions.jsonl`;
    space.write(name, `${prediction(528)}\n`.repeat(bad) + `${prediction()}\n`.repeat(index));
  }
  space.write('30.predictions.jsonl', Buffer.from([0xff]));

  for (const format of ['json', 'pretty', 'sarif', 'github']) {
    test(`threads change nothing in the report: ${format}`, () => {
      const [one, ...others] = (format === 'json' ? [1, 2, 5] : [1, 3]).map((jobs) =>
        space.check(['--format', format, '--jobs', String(jobs)]),
      );
      assert.equal(one?.code, 2);
      assert.ok((one?.stdout.length ?? 0) > 1_000_000);
      for (const other of others) {
        assert.equal(other.code, 2);
        assert.ok(timeless(other.stdout ?? '') === timeless(one?.stdout ?? ''), 'the reports differ');
        assert.equal(other.stderr, one?.stderr);
      }
    });
  }
  test('more threads than files, and standard input among them', () => {
    const report = space.json(['--jobs', '8', '05.predictions.jsonl', '-'], { input: BAD });
    assert.deepEqual(namesOf(report), ['05.predictions.jsonl', '-']);
    assert.equal(report.summary.errors, 6001);
  });
  test('who stops reading stops the threads', () => {
    const script = '"$1" "$2" check --jobs 3 | head -c 100 > /dev/null; echo done';
    const run = spawnSync('sh', ['-c', script, 'sh', process.execPath, CLI], {
      cwd: space.dir,
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.equal(run.stdout, 'done\n');
    assert.equal(run.stderr, '');
  });
});

test('Ctrl+C ends it quietly', async () => {
  const space = new Workspace();
  space.write('first.predictions.json', BAD);
  space.write('long.predictions.jsonl', `${prediction()}\n`.repeat(400_000));
  for (const jobs of ['1', '2']) {
    const args = [CLI, 'check', '--jobs', jobs, 'first.predictions.json', 'long.predictions.jsonl'];
    const child = spawn(process.execPath, args, { cwd: space.dir, stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    let output = '';
    child.stderr.on('data', (piece) => {
      errors += piece;
    });
    child.stdout.on('data', (piece) => {
      output += piece;
      // It is at the long file now.
      child.kill('SIGINT');
    });
    const end = await new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
    assert.equal(end, process.platform === 'win32' ? 'SIGINT' : 130);
    assert.equal(errors, '');
    assert.ok(!output.includes('long.predictions.jsonl'), output);
  }
});

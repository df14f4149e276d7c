import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { BAD, GOOD, type Ran, Workspace } from './support';

const box = (id: string, labels = '"rectanglelabels": ["Ship"]', x = '1.50'): string =>
  `{"id": ${id}, "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": {"x": ${x}, "y": 10, "width": 5, "height": 5, ${labels}}}`;
const prediction = (...regions: string[]): string =>
  `{"task": 1, "model_version": "v1", "result": [${regions.join(', ')}]}`;

const WRONG = `[\r\n\t${prediction(box('7', '"polygonlabels": "Ship"'))},\r\n\t${prediction(box('"r1"'))}\r\n]\r\n`;
const RIGHT = `[\r\n\t${prediction(box('"7"'))},\r\n\t${prediction(box('"r1"'))}\r\n]\r\n`;

interface FixReport {
  version: number;
  dryRun: boolean;
  files: {
    file: string;
    config: string | null;
    fixed: Record<string, number>;
    left: Record<string, number>;
    error?: string;
    changes?: { start: { offset: number }; end: { offset: number }; text: string }[];
  }[];
  summary: Record<string, number>;
}

function json(workspace: Workspace, ...args: string[]): FixReport & Pick<Ran, 'code'> {
  const { stdout, code, stderr } = workspace.run(['fix', '--format', 'json', ...args]);
  try {
    return { ...(JSON.parse(stdout) as FixReport), code };
  } catch {
    throw new Error(`not one JSON document:\n${stdout}\n${stderr}`);
  }
}

describe('fix', () => {
  test('mends what is safe, and changes nothing else in the file', () => {
    const workspace = new Workspace();
    const file = workspace.write('a.predictions.json', WRONG);
    chmodSync(file, 0o604);
    const { code, stdout } = workspace.run(['fix']);
    assert.equal(readFileSync(file, 'utf8'), RIGHT);
    assert.equal(statSync(file).mode & 0o777, 0o604);
    assert.deepEqual(readdirSync(workspace.dir), ['a.predictions.json']);
    assert.equal(code, 0);
    assert.match(stdout, /a\.predictions\.json\n.*fixed +1 {2}labels-under-wrong-key/);
    assert.match(stdout, /left +no problems\n/);
    assert.match(stdout, /1 file looked at: 3 problems fixed in 1 file\. Left: no problems\./);
  });

  test('a second run finds nothing to do, and does not touch the file', () => {
    const workspace = new Workspace();
    const file = workspace.write('a.predictions.json', WRONG);
    workspace.run(['fix']);
    const { mtimeMs, ino } = statSync(file);
    const { summary, code } = json(workspace);
    assert.deepEqual([summary.fixed, summary.changed, code], [0, 0, 0]);
    assert.deepEqual([statSync(file).mtimeMs, statSync(file).ino], [mtimeMs, ino]);
  });

  test('--dry-run shows what would change, and changes nothing', () => {
    const workspace = new Workspace();
    const text = `[${prediction(box('7'))}]`.replace('"id"', '\n  "id"').replace('"from_name"', '\n  "from_name"');
    const file = workspace.write('a.predictions.json', text);
    const { code, stdout } = workspace.run(['fix', '--dry-run']);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.deepEqual(readdirSync(workspace.dir), ['a.predictions.json']);
    assert.equal(code, 0);
    assert.deepEqual(stdout.split('\n').slice(1, 4), ['@@ line 2 @@', '-  "id": 7, ', '+  "id": "7", ']);
    assert.match(stdout, /1 problem can be fixed in 1 file; nothing was changed\./);
  });

  test('of long lines the dry run shows what is around each change', () => {
    const workspace = new Workspace();
    const text = `[${prediction(box('7'), box('"b"'))}]`;
    workspace.write('a.predictions.json', text);
    const { stdout } = workspace.run(['fix', '--dry-run']);
    const [, place, removed, added] = stdout.split('\n');
    assert.equal(place, `@@ line 1, column ${text.indexOf('7') + 1} @@`);
    assert.match(removed ?? '', /^-….*"id": 7, "from_name.*…$/);
    assert.match(added ?? '', /^\+….*"id": "7", "from_name.*…$/);
  });

  test('the changes of a dry run in JSON make the text of the real run', () => {
    const workspace = new Workspace();
    const file = workspace.write('a.predictions.json', WRONG);
    const { files, dryRun, code } = json(workspace, '--dry-run');
    assert.deepEqual([dryRun, code], [true, 0]);
    const [entry] = files;
    assert.deepEqual(entry?.fixed, { 'labels-under-wrong-key': 1, 'not-a-list': 1, 'region-id-not-text': 1 });
    let text = WRONG;
    for (const { start, end, text: added } of [...(entry?.changes ?? [])].reverse()) {
      text = text.slice(0, start.offset) + added + text.slice(end.offset);
    }
    assert.equal(text, RIGHT);
    const real = json(workspace);
    assert.equal(real.files[0]?.changes, undefined);
    assert.equal(readFileSync(file, 'utf8'), RIGHT);
  });

  test('lines of JSONL are mended each for itself, the broken one stays', () => {
    const workspace = new Workspace();
    const lines = [prediction(box('7')), '{"task": 1, "result": [', '', prediction(box('"a"')), prediction(box('8'))];
    const file = workspace.write('a.predictions.jsonl', `${lines.join('\r\n')}\r\n`);
    const { files, code } = json(workspace);
    lines[0] = prediction(box('"7"'));
    lines[4] = prediction(box('"8"'));
    assert.equal(readFileSync(file, 'utf8'), `${lines.join('\r\n')}\r\n`);
    assert.deepEqual(files[0]?.fixed, { 'region-id-not-text': 2 });
    assert.deepEqual([files[0]?.left.errors, code], [1, 1]);
  });

  test('the encoding and its mark stay', () => {
    const workspace = new Workspace();
    const inUtf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
    const one = workspace.write('a.predictions.json', `\ufeff${WRONG}`);
    const other = workspace.write('b.predictions.json', inUtf16(WRONG));
    workspace.run(['fix']);
    assert.equal(readFileSync(one, 'utf8'), `\ufeff${RIGHT}`);
    assert.ok(readFileSync(other).equals(inUtf16(RIGHT)));
  });

  test('what is left decides the exit code, with --fail-on', () => {
    const workspace = new Workspace();
    workspace.write('bad.predictions.json', BAD);
    assert.equal(workspace.run(['fix']).code, 1);
    const other = new Workspace();
    other.write('warned.predictions.json', GOOD.replace('"task":1,', ''));
    assert.equal(other.run(['fix']).code, 0);
    assert.equal(other.run(['fix', '--fail-on', 'warning']).code, 1);
  });

  test('what cannot be fixed is said, and the rest is fixed all the same', () => {
    const workspace = new Workspace();
    const file = workspace.write('a.predictions.json', WRONG);
    workspace.write('b.predictions.json', new Uint8Array([0x5b, 0xff, 0x5d]));
    const { files, summary, code } = json(workspace, 'a.predictions.json', 'b.predictions.json', 'gone.json');
    assert.equal(code, 2);
    assert.deepEqual([summary.files, summary.failed], [1, 2]);
    assert.match(files[1]?.error ?? '', /not UTF-8/);
    assert.match(files[2]?.error ?? '', /no such file/);
    assert.equal(readFileSync(file, 'utf8'), RIGHT);
  });

  test('options that make no sense are refused', () => {
    const workspace = new Workspace();
    const refused: [string[], RegExp][] = [
      [['fix', '-'], /standard input is none/],
      [['fix', '--format', 'sarif'], /It can be pretty, json/],
      [['fix', '--jobs', '2'], /--jobs is no option/],
      [['check', '--dry-run'], /belongs to the command fix/],
    ];
    for (const [args, message] of refused) {
      const { code, stderr } = workspace.run(args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });

  test('a file of many units is mended without being held', () => {
    const workspace = new Workspace();
    const units = Array.from({ length: 20_000 }, (_, id) => prediction(box(String(id))));
    const file = workspace.write('many.predictions.json', `[${units.join(',\n')}]`);
    const { summary, code } = json(workspace);
    assert.deepEqual([summary.fixed, code], [20_000, 0]);
    assert.ok(readFileSync(file, 'utf8') === `[${units.join(',\n')}]`.replace(/"id": (\d+)/g, '"id": "$1"'));
    assert.deepEqual(readdirSync(path.dirname(file)), ['many.predictions.json']);
  });
});

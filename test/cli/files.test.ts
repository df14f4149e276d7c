import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { BAD, CLI, GOOD, namesOf, prediction, problemsOf, Workspace } from './support';

const BAD_AT = 'coordinates-in-pixels at 1:128';

describe('folders', () => {
  const space = new Workspace();
  for (const name of [
    'b.predictions.json',
    'a b/ünï.tasks.json',
    'a b/deeper/project-1-at-2026-01-02-03-04-abc.json',
    'a b/deeper/x.predictions.jsonl',
    'node_modules/x/y.predictions.json',
    '.hidden/y.predictions.json',
    'plain.json',
    'ours/predictions.json',
  ]) {
    space.write(name, name.endsWith('tasks.json') ? '[]' : prediction());
  }
  space.write('theirs/predictions.json', '{"predictions": [0.1, 0.9]}');
  space.write('empty/readme.txt', '');
  const all = [
    'a b/deeper/project-1-at-2026-01-02-03-04-abc.json',
    'a b/deeper/x.predictions.jsonl',
    'a b/ünï.tasks.json',
    'b.predictions.json',
    'ours/predictions.json',
  ];

  test('are searched for the names that are ours', () => {
    assert.deepEqual(namesOf(space.json([])), all);
    assert.deepEqual(namesOf(space.json(['.'])), all);
    assert.deepEqual(namesOf(space.json(['a b'])), all.slice(0, 3));
    assert.deepEqual(namesOf(space.json(['deeper'], { cwd: 'a b' })), [
      'deeper/project-1-at-2026-01-02-03-04-abc.json',
      'deeper/x.predictions.jsonl',
    ]);
  });
  test('files elsewhere are named by their whole path', () => {
    const file = path.join(space.dir, 'b.predictions.json').replaceAll(path.sep, '/');
    assert.deepEqual(namesOf(space.json(['../b.predictions.json'], { cwd: 'empty' })), [file]);
  });
  test('one without a prediction file is said', () => {
    const { code, stdout } = space.check(['empty']);
    assert.equal(code, 2);
    assert.match(
      stdout,
      /empty\n {2}not checked {2}there are no prediction files in this folder\. Looked for \*\.predictions\.json\(l\)/,
    );
    assert.match(stdout, /Nothing was checked/);
  });
  test('each file is checked once, in the order in which it was named', () => {
    const names = ['ours', './b.predictions.json', '.', 'a b', path.join(space.dir, 'b.predictions.json')];
    assert.deepEqual(namesOf(space.json(names)), ['ours/predictions.json', 'b.predictions.json', ...all.slice(0, 3)]);
  });
  test('a file that is named is checked whatever its name', () => {
    assert.deepEqual(namesOf(space.json(['plain.json', 'theirs/predictions.json'])), [
      'plain.json',
      'theirs/predictions.json',
    ]);
    assert.equal(space.check(['theirs/predictions.json']).code, 1);
  });
  test('what is not there is said, and the rest is checked', () => {
    const report = space.json(['none.json', 'b.predictions.json', 'no/folder']);
    assert.equal(report.code, 2);
    assert.deepEqual(
      report.files.map(({ file, error }) => [file, error]),
      [
        ['none.json', 'there is no such file or folder'],
        ['b.predictions.json', undefined],
        ['no/folder', 'there is no such file or folder'],
      ],
    );
    assert.deepEqual([report.summary.files, report.summary.unchecked], [1, 2]);
    assert.match(
      space.check(['--format', 'json', 'none.json']).stderr,
      /^label-studio-predictions: none\.json: there is no such file or folder\.\n$/,
    );
  });
});

describe('globs', () => {
  const space = new Workspace();
  for (const name of [
    'a.json',
    'sub/b.json',
    'sub/c.JSON',
    'sub/d.txt',
    'node_modules/n.json',
    '.hidden/h.json',
    'odd[1].json',
  ]) {
    space.write(name, GOOD);
  }
  test('take every file that they match, but nobody else’s', () => {
    assert.deepEqual(namesOf(space.json(['**/*.json'])), ['a.json', 'odd[1].json', 'sub/b.json']);
    assert.deepEqual(namesOf(space.json(['sub/*.{json,txt}'])), ['sub/b.json', 'sub/d.txt']);
    assert.deepEqual(namesOf(space.json(['../*.json'], { cwd: 'sub' })).length, 2);
  });
  test('a file whose name looks like a glob is a file', () => {
    assert.deepEqual(namesOf(space.json(['odd[1].json'])), ['odd[1].json']);
  });
  test('one that matches nothing is said', () => {
    const report = space.json(['sub/*.xyz', 'a.json']);
    assert.equal(report.code, 2);
    assert.deepEqual(report.files[0], { file: 'sub/*.xyz', config: null, problems: [], error: 'no file matches it' });
    assert.equal(report.files.length, 2);
  });
});

function links(): void {
  const space = new Workspace();
  space.write('real/a.predictions.json', GOOD);
  symlinkSync(space.dir, path.join(space.dir, 'real', 'loop'));
  symlinkSync(path.join(space.dir, 'real', 'a.predictions.json'), path.join(space.dir, 'link.predictions.json'));
  const expected = ['link.predictions.json', 'real/a.predictions.json'];
  assert.deepEqual(namesOf(space.json([])), expected);
  assert.deepEqual(namesOf(space.json(['**/*.json'])), expected);
  assert.deepEqual(namesOf(space.json(['real/loop/real/*.json'])), ['real/loop/real/a.predictions.json']);
  symlinkSync('nowhere', path.join(space.dir, 'gone.predictions.json'));
  const { files, code } = space.json([]);
  assert.equal(code, 2);
  assert.equal(files[0]?.error, 'it is a link to something that is not there');
}

function unreadable(): void {
  const space = new Workspace();
  const file = space.write('a.predictions.json', GOOD);
  chmodSync(file, 0o000);
  chmodSync(space.dir, 0o755);
  // The superuser may read everything, so that this has to be somebody else.
  const drop = space.write('drop.cjs', 'if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }');
  const cli = path.join(space.dir, 'cli.js');
  copyFileSync(CLI, cli);
  const args = ['--require', drop, cli, 'check', '--format', 'json', 'a.predictions.json'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: space.dir, encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stdout, /"error": "it may not be read: change its permissions"/);
}

// Windows gives neither links nor permissions to everybody.
if (process.platform !== 'win32') {
  test('links to files are followed, links to folders are not', links);
  test('a file that may not be read', unreadable);
}

describe('standard input', () => {
  const space = new Workspace();
  space.write('sub/x.label-config.xml', '<View><Text name="t" value="$t"/></View>');
  test('is checked like a file', () => {
    const report = space.json(['-'], { input: BAD });
    assert.equal(report.code, 1);
    assert.deepEqual(problemsOf(report), [`-: ${BAD_AT}`]);
  });
  test('is told to be JSONL by its content', () => {
    const input = `${prediction()}\n\n${prediction(528)}\n{oops\n`;
    assert.deepEqual(problemsOf(space.json(['-'], { input })), [
      '-: coordinates-in-pixels at 3:127',
      '-: json-syntax at 4:2',
    ]);
  });
  test('takes form, name and config from the file that it stands for', () => {
    const report = space.json(['--stdin-filename', 'sub/x.predictions.json', '-'], {
      input: `${prediction()}\n${prediction()}`,
    });
    assert.equal(report.files[0]?.file, 'sub/x.predictions.json');
    assert.equal(report.files[0]?.config, 'sub/x.label-config.xml');
    assert.ok(report.files[0]?.problems.some(({ code }) => code === 'json-syntax'));
  });
  test('can hold a task larger than what is kept in memory', () => {
    const region = prediction(528).slice(prediction().indexOf('[') + 1, -2);
    const input = `[{"data": {"photo": "x"}, "predictions": [{"model_version": "v1", "result": [${`${region},`.repeat(120_000)}`;
    const report = space.json(['-'], { input: `${input}${region.replace('528', '44')}]}]}]` });
    assert.equal(report.files[0]?.problems.length, report.summary.errors);
    assert.equal(report.summary.regions, 120_001);
    const xs = report.files[0]?.problems.filter(({ code }) => code === 'coordinates-in-pixels') ?? [];
    const { start, end } = xs.at(-1) ?? assert.fail();
    assert.equal(input.slice(start.offset, end.offset), '528');
  });
  test('may be empty, slow, and one of several', () => {
    assert.deepEqual(problemsOf(space.json(['-'])), ['-: json-syntax at 1:1']);
    space.write('good.json', GOOD);
    assert.deepEqual(namesOf(space.json(['good.json', '-'], { input: GOOD })), ['good.json', '-']);
    const script = `(printf '%s' '${BAD.slice(0, 50)}'; sleep 0.4; printf '%s' '${BAD.slice(50)}') | "$1" "$2" check --format json -`;
    if (process.platform === 'win32') return;
    const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', process.execPath, CLI], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stdout, /coordinates-in-pixels/);
  });
});

describe('what is in a file', () => {
  const space = new Workspace();
  const files: [name: string, content: string | Uint8Array, problems: string[]][] = [
    ['lf', BAD.replaceAll(',', ',\n'), ['coordinates-in-pixels at 7:14']],
    ['crlf', BAD.replaceAll(',', ',\r\n'), ['coordinates-in-pixels at 7:14']],
    ['bom', `\ufeff${BAD}`, [BAD_AT]],
    ['utf16', Buffer.from(`\ufeff${BAD}`, 'utf16le'), [BAD_AT]],
    ['wide', BAD.replace('"r1"', '"\u{1f600}漢"'), ['coordinates-in-pixels at 1:129']],
    ['nothing', '', ['json-syntax at 1:1']],
    ['blank', ' \n', ['json-syntax at 2:1']],
    ['comma', `[${prediction()},]`, ['json-syntax at 1:190']],
    ['number', '42', ['not-an-object at 1:1']],
  ];
  for (const [name, content, problems] of files) {
    test(name, () => {
      const file = `${name}.predictions.json`;
      space.write(file, content);
      const report = space.json([file]);
      assert.equal(report.code, 1);
      assert.deepEqual(
        problemsOf(report),
        problems.map((problem) => `${file}: ${problem}`),
      );
    });
  }
  test('JSON that does not parse is reported, in .json as in .jsonl', () => {
    space.write('torn.json', '[{"task": 1, "result": [}]');
    space.write('torn.jsonl', `${prediction()}\n{"task": 1, "result": [}\n`);
    const report = space.json(['torn.json', 'torn.jsonl']);
    assert.equal(report.code, 1);
    for (const { problems } of report.files) assert.ok(problems.some(({ code }) => code === 'json-syntax'));
  });
  test('bytes that are no text', () => {
    space.write('latin.json', Buffer.from(BAD.replace('Ship', 'Sch\xe4f'), 'latin1'));
    const report = space.json(['latin.json', 'bom.predictions.json']);
    assert.equal(report.code, 2);
    assert.match(report.files[0]?.error ?? '', /^it is not UTF-8: byte 183 \(0xE4\)/);
    assert.equal(report.files[1]?.problems.length, 1);
  });
  test('what was found before a file breaks off is reported', () => {
    const long = `${`${prediction(528)}\n`.repeat(1000)}`;
    space.write('late.jsonl', Buffer.concat([Buffer.from(long), Buffer.from([0xff])]));
    const report = space.json(['late.jsonl']);
    assert.equal(report.code, 2);
    assert.match(report.files[0]?.error ?? '', /not UTF-8/);
    assert.ok((report.files[0]?.problems.length ?? 0) > 500);
  });
});

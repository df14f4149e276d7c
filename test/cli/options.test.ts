import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { BAD, GOOD, Workspace } from './support';

const space = new Workspace();
space.write('good.predictions.json', GOOD);
space.write('bad.predictions.json', BAD);
space.write('label.json', `[${'{"task":1,"result":[],"score":0.5}'}]`);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('exit codes', () => {
  test('0: nothing was found', () => assert.equal(space.check(['good.predictions.json']).code, 0));
  test('1: something was found', () =>
    assert.equal(space.check(['good.predictions.json', 'bad.predictions.json']).code, 1));
  test('2: something could not be checked, whatever else was found', () => {
    assert.equal(space.check(['none.json', 'good.predictions.json']).code, 2);
    assert.equal(space.check(['bad.predictions.json', 'none.json']).code, 2);
  });
});

describe('--fail-on', () => {
  // An unused tag in the config is a warning, and there is nothing worse in these files.
  const warned = new Workspace();
  warned.write('a.predictions.json', GOOD);
  warned.write(
    'label_config.xml',
    '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Ship"/></RectangleLabels></View>',
  );
  const { summary } = warned.json(['a.predictions.json']);
  test('the file has a warning and no error', () => {
    assert.ok((summary.warnings ?? 0) > 0, JSON.stringify(summary));
    assert.equal(summary.errors, 0);
  });
  test('errors only, if nothing is said', () => assert.equal(warned.check(['a.predictions.json']).code, 0));
  for (const severity of ['warning', 'information', 'hint']) {
    test(severity, () => assert.equal(warned.check(['--fail-on', severity, 'a.predictions.json']).code, 1));
  }
});

describe('what is shown', () => {
  const mixed = new Workspace();
  // A score of more than 1, no model version, and an id that is a number.
  mixed.write(
    'a.predictions.json',
    '[{"task":1,"score":5,"result":[{"id":7,"from_name":"a","to_name":"b","type":"choices","value":{"choices":["x"]}}]}]',
  );
  const found = (...args: string[]) => {
    const { files, summary, code } = mixed.json([...args, 'a.predictions.json']);
    const problems = files.flatMap(({ problems }) => problems.map(({ code, severity }) => `${code} ${severity}`));
    return { problems: problems.sort(), summary, code };
  };
  const all = ['missing-model-version information', 'out-of-range error', 'region-id-not-text error'];
  test('everything, if nothing is said', () => {
    assert.deepEqual(found().problems, all);
    assert.deepEqual(found('--gate', 'all').problems, all);
  });
  test('--gate server', () => assert.deepEqual(found('--gate', 'server').problems, ['out-of-range error']));
  test('--gate editor', () => assert.deepEqual(found('--gate', 'editor').problems, ['region-id-not-text error']));
  test('--severity, for several codes, and the last one for a code', () => {
    const args = ['out-of-range=off', 'out-of-range=hint', 'region-id-not-text=off', 'missing-model-version=warning'];
    const { problems, summary, code } = found(...args.flatMap((arg) => ['--severity', arg]));
    assert.deepEqual(problems, ['missing-model-version warning', 'out-of-range hint']);
    assert.deepEqual([summary.errors, summary.warnings, summary.information, summary.hints], [0, 1, 0, 1]);
    assert.equal(code, 0);
    assert.equal(found('--fail-on', 'hint', ...args.flatMap((arg) => ['--severity', arg])).code, 1);
  });
  test('the same in threads, and in every format', () => {
    mixed.write('b.predictions.json', '[{"task":1,"score":5,"model_version":"v","result":[]}]');
    const args = ['--severity', 'out-of-range=hint', '--gate', 'server', 'a.predictions.json', 'b.predictions.json'];
    const { files } = mixed.json(['--jobs', '2', ...args]);
    assert.deepEqual(
      files.map(({ problems }) => problems.map(({ code, severity }) => `${code} ${severity}`)),
      [['out-of-range hint'], ['out-of-range hint']],
    );
    assert.match(mixed.check(args).stdout, /1:20 {2}hint .*out-of-range\n[\s\S]*: 2 hints\./);
    assert.match(mixed.check(['--format', 'github', ...args]).stdout, /^::notice file=a\.predictions\.json/);
    assert.match(mixed.check(['--format', 'sarif', ...args]).stdout, /"ruleId":"out-of-range",[^{]*"level":"note"/);
  });
});

describe('help and version', () => {
  test('--help names every option and every exit code', () => {
    const { code, stdout, stderr } = space.run(['--help']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    const words = [
      '--config',
      '--format',
      '--fail-on',
      '--gate',
      '--severity',
      '--no-annotations',
      '--dry-run',
      '--jobs',
      '--quiet',
      '--stdin-filename',
    ];
    for (const word of [...words, '--version']) {
      assert.ok(stdout.includes(word), word);
    }
    assert.match(
      stdout,
      /\n {2}0 {2}checked .* 1 {2}checked .*\n {2}2 {2}something .* fixed {4}130 {2}.*\(Ctrl\+C\)\n$/,
    );
    assert.ok(Math.max(...stdout.split('\n').map((line) => line.length)) <= 120);
    assert.equal(space.check(['-h']).stdout, stdout);
  });
  test('--version says for which versions of Label Studio it speaks', () => {
    for (const args of [['--version'], ['check', '--version']]) {
      const { code, stdout } = space.run(args);
      assert.equal(code, 0);
      assert.equal(
        stdout,
        `label-studio-predictions ${version}\nspeaks for label-studio-sdk 2.1.2 and Label Studio 1.23.2\n`,
      );
    }
  });
});

describe('a command line that cannot be understood', () => {
  const cases: [args: string[], message: RegExp][] = [
    [[], /Say what to do/],
    [['chekc'], /There is no command "chekc"/],
    [['check', '--formt', 'json'], /Unknown option '--formt'\.\n/],
    [['check', '--format', 'xml'], /--format is "xml". It can be pretty, json, sarif, github\./],
    [['check', '--fail-on', 'never'], /It can be error, warning, information, hint\./],
    [['check', '--jobs', '0'], /--jobs is "0"/],
    [['check', '--jobs', 'many'], /a number from 1 to 999/],
    [['check', '--config'], /--config/],
    [['check', '--config', 'none.xml'], /--config none\.xml: there is no such file or folder\./],
    [['check', '--config', '.'], /it is a folder/],
    [['check', '--stdin-filename', 'a.json'], /add - to the paths/],
    [['check', '--gate', 'upload'], /--gate is "upload"\. It can be all, server, editor\./],
    [['check', '--severity', 'wrong-type'], /Write CODE=LEVEL; a level is error, warning, information, hint, off\./],
    [['check', '--severity', 'wrong-type=fatal'], /--severity is "wrong-type=fatal"/],
    [['check', '--severity', 'wrong-typ=off'], /there is no rule "wrong-typ"\. Did you mean "wrong-type"\?/],
    [
      ['check', '--severity', 'toString=off'],
      /there is no rule "toString"\. The codes are listed in docs\/rules\.md\.\n/,
    ],
  ];
  for (const [args, message] of cases) {
    test(args.join(' ') || 'nothing at all', () => {
      const { code, stdout, stderr } = space.run(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(
        stderr,
        /^label-studio-predictions: .*\nlabel-studio-predictions check --help lists what there is\.\n$/,
      );
    });
  }
});

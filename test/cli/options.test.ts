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
  for (const severity of ['warning', 'information']) {
    test(severity, () => assert.equal(warned.check(['--fail-on', severity, 'a.predictions.json']).code, 1));
  }
});

describe('help and version', () => {
  test('--help names every option and every exit code', () => {
    const { code, stdout, stderr } = space.run(['--help']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    for (const word of ['--config', '--format', '--fail-on', '--jobs', '--quiet', '--stdin-filename', '--version']) {
      assert.ok(stdout.includes(word), word);
    }
    assert.match(stdout, /0 {2}checked.*1 {2}checked.*2 {2}something/);
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
    [['check', '--fail-on', 'never'], /It can be error, warning, information\./],
    [['check', '--jobs', '0'], /--jobs is "0"/],
    [['check', '--jobs', 'many'], /a number from 1 to 999/],
    [['check', '--config'], /--config/],
    [['check', '--config', 'none.xml'], /--config none\.xml: there is no such file or folder\./],
    [['check', '--config', '.'], /it is a folder/],
    [['check', '--stdin-filename', 'a.json'], /add - to the paths/],
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

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { CONFIG, GOOD, prediction, Workspace } from './support';

const OTHER = CONFIG.replace('name="box"', 'name="frame"').replaceAll('"box"', '"frame"');

/** The config of each file. */
function configsOf(space: Workspace, args: string[], cwd = ''): (string | null)[] {
  return space.json(args, { cwd }).files.map(({ config }) => config);
}

describe('which labeling config', () => {
  const space = new Workspace();
  space.write('label_config.xml', CONFIG);
  space.write('data/deep/a.predictions.json', GOOD);
  space.write('data/deep/b.predictions.json', GOOD);
  space.write('data/deep/b.label-config.xml', CONFIG);
  space.write('data/own/c.predictions.json', GOOD);
  space.write('data/own/labeling_config.xml', CONFIG);

  test('the one with its name, else the nearest beside or above', () => {
    assert.deepEqual(configsOf(space, []), [
      'label_config.xml',
      'data/deep/b.label-config.xml',
      'data/own/labeling_config.xml',
    ]);
  });
  test('outside of a repository nothing above the working directory, or the folder that was named', () => {
    const above = path.join(space.dir, 'label_config.xml').replaceAll(path.sep, '/');
    assert.deepEqual(configsOf(space, ['.'], 'data/deep'), [null, 'b.label-config.xml']);
    assert.deepEqual(configsOf(space, ['a.predictions.json'], 'data/deep'), [null]);
    assert.deepEqual(configsOf(space, ['../..'], 'data/own').slice(0, 1), [above]);
  });
  test('in a repository up to its root, wherever the command is started', () => {
    const repository = new Workspace();
    repository.write('label_config.xml', CONFIG);
    repository.write('repo/label_config.xml', CONFIG);
    repository.write('repo/data/a.predictions.json', GOOD);
    mkdirSync(path.join(repository.dir, 'repo', '.git'));
    const root = path.join(repository.dir, 'repo', 'label_config.xml').replaceAll(path.sep, '/');
    assert.deepEqual(configsOf(repository, ['a.predictions.json'], 'repo/data'), [root]);
    assert.deepEqual(configsOf(repository, []), ['repo/label_config.xml']);
    const bare = new Workspace();
    bare.write('label_config.xml', CONFIG);
    bare.write('repo/.git/HEAD', '');
    bare.write('repo/a.predictions.json', GOOD);
    assert.deepEqual(configsOf(bare, []), [null]);
  });
  test('--config is for every file', () => {
    assert.deepEqual(
      configsOf(space, ['--config', 'data/own/labeling_config.xml']),
      Array(3).fill('data/own/labeling_config.xml'),
    );
  });
});

describe('what a labeling config does', () => {
  const space = new Workspace();
  space.write('a.predictions.json', GOOD);
  space.write('b.predictions.json', `[${prediction(44, 'Whale')}]`);
  space.write('config.xml', CONFIG);
  space.write('other.xml', OTHER);
  space.write('broken.xml', '<View><Image name="photo"');

  test('names are compared with it', () => {
    assert.equal(space.check(['--config', 'config.xml', 'a.predictions.json']).code, 0);
    const { code, files } = space.json(['--config', 'other.xml', 'a.predictions.json']);
    assert.equal(code, 1);
    assert.ok(files[0]?.problems.some(({ code: id }) => id === 'unknown-from-name'));
  });
  test('what is wrong with the config itself is reported as a file of its own, once', () => {
    const { code, files } = space.json(['--config', 'broken.xml']);
    assert.equal(code, 1);
    assert.deepEqual(
      files.map(({ file, config }) => [file, config]),
      [
        ['a.predictions.json', null],
        ['b.predictions.json', null],
        ['broken.xml', null],
      ],
    );
    const [problem] = files[2]?.problems ?? [];
    assert.equal(problem?.severity, 'error');
    assert.deepEqual(problem?.start.line, 1);
  });
  test('so it is in every format', () => {
    for (const format of ['pretty', 'sarif', 'github']) {
      const { stdout } = space.check(['--config', 'broken.xml', '--format', format]);
      assert.match(stdout, /broken\.xml/, format);
    }
  });
});

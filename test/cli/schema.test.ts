import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { CONFIG, prediction, Workspace } from './support';

const space = new Workspace();
space.write('label_config.xml', CONFIG);
space.write('deep/er/a.txt', '');

function schemaOf(args: readonly string[], cwd = ''): object {
  const { code, stdout, stderr } = space.run(['schema', ...args], { cwd });
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return JSON.parse(stdout) as object;
}

const validate = (schema: object) => new Ajv({ strict: true }).compile(schema);

describe('schema', () => {
  test('of the config beside or above, or of the one that is named', () => {
    const schema = schemaOf([]);
    assert.deepEqual(schemaOf(['--config', 'label_config.xml']), schema);
    const check = validate(schema);
    assert.ok(check(JSON.parse(prediction())), JSON.stringify(check.errors));
    assert.equal(check(JSON.parse(prediction(44, 'Boat'))), false);
    assert.equal(check(JSON.parse(prediction(528))), false);
  });
  test('--root says what a document holds', () => {
    const check = validate(schemaOf(['--root', 'predictions']));
    assert.ok(check([JSON.parse(prediction())]));
    assert.equal(check(JSON.parse(prediction())), false);
  });
  test('--lax takes other keys', () => {
    const more = { ...JSON.parse(prediction()), created_by: 1 };
    assert.equal(validate(schemaOf([]))(more), false);
    assert.ok(validate(schemaOf(['--lax']))(more));
  });
  test('--for models has every key required, and no limits', () => {
    const text = JSON.stringify(schemaOf(['--for', 'models']));
    assert.doesNotMatch(text, /"(?:maximum|minimum|pattern|minItems|\$schema)"/);
    assert.match(text, /"enum":\["Ship"\]/);
    assert.doesNotMatch(text, /from_id/, 'the config does not ask for relations');
  });
  test('--for models says what it had to leave out', () => {
    const config = CONFIG.replace('</View>', '<Mine name="own" toName="photo"/></View>');
    space.write('mine.xml', config);
    const { code, stderr } = space.run(['schema', '--config', 'mine.xml', '--for', 'models']);
    assert.equal(code, 0);
    assert.match(stderr, /Left out, .*: own\./);
  });
  test('--for models says when there are more values than OpenAI takes', () => {
    const labels = Array.from({ length: 1200 }, (_, index) => `<Label value="L${index}"/>`).join('');
    space.write('many.xml', CONFIG.replace('<Label value="Ship"/>', labels));
    const { code, stderr } = space.run(['schema', '--config', 'many.xml', '--for', 'models']);
    assert.equal(code, 0);
    assert.match(stderr, /The schema has 1,203 values to choose from/);
  });
  test('--out writes a file', () => {
    const { code, stdout } = space.run(['schema', '--out', 'deep/out.json']);
    assert.equal(code, 0);
    assert.equal(stdout, '');
    const written = JSON.parse(readFileSync(path.join(space.dir, 'deep/out.json'), 'utf8'));
    assert.deepEqual(written, schemaOf([]));
    const failed = space.run(['schema', '--out', 'none/out.json']);
    assert.equal(failed.code, 2);
    assert.match(failed.stderr, /none\/out\.json could not be written: there is no such file or folder\./);
  });
});

describe('schema, when there is none', () => {
  const empty = new Workspace();
  empty.write('broken.xml', '<View>');
  empty.write('bare.xml', '<View><Text name="a" value="$a"/></View>');
  const cases: [args: string[], message: RegExp][] = [
    [[], /There is no label_config\.xml here or above/],
    [['--config', 'broken.xml'], /broken\.xml: /],
    [['--config', 'bare.xml'], /bare\.xml: there is no control tag in it/],
    [['--config', 'none.xml'], /none\.xml: there is no such file/],
    [['a.predictions.json'], /write --config FILE, not a\.predictions\.json/],
    [['--for', 'people'], /--for is "people"\. It can be validators, models\./],
    [['--for', 'models', '--root', 'tasks'], /without --root and --lax/],
    [['--root', 'all'], /--root is "all"/],
  ];
  for (const [args, message] of cases) {
    test(args.join(' ') || 'nothing', () => {
      const { code, stdout, stderr } = empty.run(['schema', ...args]);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
  }
  test('its options are no options of check', () => {
    assert.match(empty.run(['check', '--lax']).stderr, /--lax belongs to the command schema\./);
    assert.match(empty.run(['fix', '--out', 'x']).stderr, /--out belongs to the command schema\./);
  });
});

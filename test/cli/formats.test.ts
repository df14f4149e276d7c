import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { BAD, CONFIG, GOOD, prediction, Workspace } from './support';

/** Files that hold everything a report has to cope with. */
const space = new Workspace();
space.write('a/ünï cödé.predictions.json', BAD.replace('"r1"', '7'));
space.write('a/label_config.xml', CONFIG);
space.write('b,c.predictions.jsonl', `${prediction(528)}\r\n{oops`);
space.write('good.predictions.json', GOOD);
space.write('latin.predictions.json', Buffer.from([0x5b, 0xff, 0x5d]));
const ANSI = '\u001b[';

describe('json', () => {
  const report = space.json(['.']);
  test('is one document, with nothing else on standard output', () => {
    assert.equal(report.version, 1);
    assert.equal(report.code, 2);
  });
  test('lists every file, with its config, also those without problems', () => {
    assert.deepEqual(
      report.files.map(({ file, config, problems, error }) => [file, config, problems.length, error !== undefined]),
      [
        ['a/ünï cödé.predictions.json', 'a/label_config.xml', 2, false],
        ['b,c.predictions.jsonl', null, 2, false],
        ['good.predictions.json', null, 0, false],
        ['latin.predictions.json', null, 0, true],
      ],
    );
  });
  test('places count from 1, offsets from 0, pointers from the root of the file', () => {
    const [first, second] = report.files[0]?.problems ?? [];
    const text = BAD.replace('"r1"', '7');
    assert.deepEqual(first?.start, { line: 1, column: text.indexOf('7') + 1, offset: text.indexOf('7') });
    assert.equal(first?.pointer, '/0/result/0/id');
    const { start, end } = second ?? assert.fail();
    assert.equal(text.slice(start.offset, end.offset), '528');
    assert.equal(second?.pointer, '/0/result/0/value/x');
    const line = report.files[1]?.problems[1];
    assert.deepEqual([line?.pointer, line?.start.line], ['/1', 2]);
  });
  test('a problem has these fields and no others', () => {
    const keys = ['code', 'severity', 'gates', 'message', 'pointer', 'start', 'end'];
    for (const { problems } of report.files)
      for (const problem of problems) assert.deepEqual(Object.keys(problem), keys);
  });
  test('the summary adds up', () => {
    const { seconds, ...rest } = report.summary;
    assert.ok(seconds !== undefined && seconds > 0);
    const counts = {
      files: 3,
      unchecked: 1,
      tasks: 0,
      predictions: 4,
      annotations: 0,
      regions: 3,
      errors: 4,
      warnings: 0,
      information: 0,
      hints: 0,
    };
    assert.deepEqual(rest, counts);
  });
});

describe('sarif', () => {
  const { code, stdout } = space.check(['--format', 'sarif']);
  const log = JSON.parse(stdout);
  const [run] = log.runs;
  test('is what the schema of SARIF 2.1.0 asks for', () => {
    const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync('test/fixtures/sarif-schema-2.1.0.json', 'utf8'));
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema);
    assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1));
    const broken = JSON.parse(stdout);
    broken.runs[0].results[0].level = 'fatal';
    assert.equal(ajv.validate(schema, broken), false, 'the schema finds nothing at all');
  });
  test('has the problems that json has', () => {
    const { files } = space.json(['.']);
    const expected = files.flatMap(({ problems }) => problems);
    assert.deepEqual(
      run.results.map(({ ruleId, level, message }: { ruleId: string; level: string; message: { text: string } }) => [
        ruleId,
        level,
        message.text,
      ]),
      expected.map(({ code: id, severity, message }) => [id, severity, message]),
    );
    const { region } = run.results[1].locations[0].physicalLocation;
    const { start, end } = expected[1] ?? assert.fail();
    assert.deepEqual(region, {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      charOffset: start.offset,
      charLength: 3,
    });
    assert.equal(run.columnKind, 'utf16CodeUnits');
  });
  test('explains every rule', () => {
    for (const { ruleId, ruleIndex } of run.results) assert.equal(run.tool.driver.rules[ruleIndex].id, ruleId);
    for (const { id, shortDescription, help } of run.tool.driver.rules) {
      assert.ok(
        shortDescription.text.length > 5 && help.text.length > 20 && help.markdown.includes('**What to do:**'),
        id,
      );
    }
  });
  test('files are addresses, and all of them are there', () => {
    const uris = run.artifacts.map(({ location }: { location: { uri: string } }) => location.uri);
    assert.deepEqual(uris, [
      'a/%C3%BCn%C3%AF%20c%C3%B6d%C3%A9.predictions.json',
      'b%2Cc.predictions.jsonl',
      'good.predictions.json',
      'latin.predictions.json',
    ]);
    assert.equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, uris[0]);
  });
  test('says what could not be checked', () => {
    const [invocation] = run.invocations;
    assert.equal(code, 2);
    assert.deepEqual([invocation.executionSuccessful, invocation.exitCode], [false, 2]);
    assert.match(
      invocation.toolExecutionNotifications[0].message.text,
      /^latin\.predictions\.json could not be checked: it is not UTF-8/,
    );
  });
  test('without any file it is still a log', () => {
    const empty = JSON.parse(space.check(['--format', 'sarif', 'good.predictions.json']).stdout);
    assert.deepEqual(empty.runs[0].results, []);
  });
});

describe('github', () => {
  const { stdout } = space.check(['--format', 'github', '--quiet']);
  const lines = stdout.trimEnd().split('\n');
  test('one command for every problem, escaped', () => {
    assert.equal(lines.length, 5);
    const command = /^::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)+)::(.+)$/;
    for (const line of lines) assert.match(line, command);
    assert.match(
      lines[1] ?? '',
      /^::error file=a\/ünï cödé\.predictions\.json,line=1,col=125,endLine=1,endColumn=128,title=coordinates-in-pixels::"x" is percent/,
    );
    assert.match(lines[2] ?? '', /^::error file=b%2Cc\.predictions\.jsonl,line=1,/);
    assert.match(lines[4] ?? '', /^::error file=latin\.predictions\.json,title=not checked::it is not UTF-8: byte 2/);
  });
  test('what would end a command is written otherwise', () => {
    const odd = new Workspace();
    odd.write('100%: a,b.predictions.json', '[{"task": 1, "model_version": "v", "result": "50%\\n"}]');
    const { stdout: text } = odd.check(['--format', 'github']);
    assert.match(text, /^::error file=100%25%3A a%2Cb\.predictions\.json,line=1,/);
    assert.ok(!/%(?!25|0A|0D|3A|2C)/.test(text.split('\n')[0] ?? ''), text);
  });
  test('no columns for what goes over several lines', () => {
    const long = new Workspace();
    long.write('a.predictions.json', '[\n[\n1\n]\n]');
    const [line = ''] = long.check(['--format', 'github']).stdout.split('\n');
    assert.match(line, /line=2,endLine=4,title=/);
  });
});

describe('pretty', () => {
  test('one line a problem, below its file, and a summary', () => {
    const { stdout } = space.check(['a', 'good.predictions.json']);
    const lines = stdout.split('\n');
    assert.equal(lines[0], 'a/ünï cödé.predictions.json  compared with a/label_config.xml');
    assert.match(lines[1] ?? '', /^ {5}1:49 {2}error {4}A region's "id" must be text.* {2}region-id-not-text$/);
    assert.match(lines[2] ?? '', /^ {4}1:125 {2}error {4}"x" is percent of the image/);
    assert.equal(lines[4], '1 file without a labeling config (--config): names and labels were not compared.');
    assert.match(lines[5] ?? '', /^2 files checked \(0 tasks, 2 predictions, 2 regions\): 2 errors\. \d+\.\d s$/);
    assert.equal(lines.length, 7);
  });
  test('--quiet leaves only the problems', () => {
    assert.equal(space.check(['--quiet', 'good.predictions.json']).stdout, '');
    assert.equal(space.check(['--quiet', 'a']).stdout.trimEnd().split('\n').length, 3);
  });
  test('no colours and no progress where there is no terminal', () => {
    for (const format of ['pretty', 'json', 'sarif', 'github']) {
      const { stdout, stderr } = space.check(['--format', format, 'good.predictions.json']);
      assert.ok(!stdout.includes(ANSI), format);
      assert.equal(stderr, '');
    }
  });
});

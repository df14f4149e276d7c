import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlacedProblem } from '../../../src/core/engine/streamCheck';
import { sizeText, tallyText } from '../../../src/core/report/words';
import type { Severity } from '../../../src/core/validation/problem';
import { ProblemCollector } from '../../../src/vscode/report/collector';
import { type FileResult, MAX_REPORT_LINES, reportDocument, summaryText } from '../../../src/vscode/report/reportText';

function problem(severity: Severity, line: number, code = `${severity}-code`, message = 'Message.'): PlacedProblem {
  const position = { line, character: 4 };
  const place = { pointer: `/${line}`, start: line, end: line + 1, startPosition: position, endPosition: position };
  return { code, severity, gates: ['editor'], message, ...place };
}

function resultOf(name: string, problems: readonly PlacedProblem[], limit = MAX_REPORT_LINES): FileResult {
  const collector = new ProblemCollector(limit);
  collector.add(problems);
  const { tally } = collector;
  const counts = { tasks: 1, annotations: 0, predictions: 2, regions: 1234 };
  return { name, config: undefined, counts, tally, codes: collector.codes(), kept: collector.kept(), note: undefined };
}

const base = { title: 'Check of a', when: new Date(2026, 10, 24, 9, 5, 7), unchecked: [], cancelledOf: undefined };

describe('what is kept of a file', () => {
  test('everything is counted, and errors are kept before what stands before them', () => {
    const collector = new ProblemCollector(3);
    for (let line = 0; line < 5; line++) collector.add([problem('information', line)]);
    collector.add([problem('error', 6), problem('warning', 7), problem('error', 8)]);
    assert.deepEqual(collector.tally, { error: 2, warning: 1, information: 5, hint: 0 });
    assert.deepEqual(
      collector.kept().map(({ startPosition }) => startPosition.line),
      [6, 8, 7],
    );
  });
  test('codes are listed by gravity, then by number', () => {
    const collector = new ProblemCollector(1);
    collector.add([problem('warning', 1, 'w'), problem('error', 2, 'rare')]);
    collector.add([problem('error', 3, 'often'), problem('error', 4, 'often')]);
    assert.deepEqual(
      collector.codes().map(({ code, count }) => `${code} ${count}`),
      ['often 2', 'rare 1', 'w 1'],
    );
  });
});

describe('the report', () => {
  test('says how much there is, by kind and by file, with one line a problem', () => {
    const files = [
      resultOf('a.json', []),
      { ...resultOf('b.json', [problem('error', 11, 'wrong-type', 'Two\n lines.')]), config: 'label_config.xml' },
    ];
    const { text } = reportDocument({ ...base, files });
    assert.equal(
      text,
      [
        'Check of a, 2026-11-24 09:05:07',
        '',
        '2 files checked: 1 error in 1 file.',
        'They hold 2 tasks, 4 predictions and 2,468 regions.',
        'Positions are line:column of the file on disk. Ctrl+click (Cmd+click) a position to go there, or put the cursor on it and run "Open Link".',
        '',
        'By kind',
        '  1  error    wrong-type, in 1 file',
        '',
        'b.json: 1 error',
        '  compared with label_config.xml',
        '  error wrong-type (1)',
        '    12:5       /11  Two lines.',
        '',
      ].join('\n'),
    );
  });
  test('each link covers what it leads to', () => {
    const files = [resultOf('a.json', []), resultOf('b.json', [problem('error', 11, 'wrong-type')])];
    const { text, links } = reportDocument({ ...base, files });
    const lines = text.split('\n');
    const shown = links.map(({ line, start, end, to }) => [lines[line]?.slice(start, end), to]);
    assert.deepEqual(shown, [
      ['wrong-type', { rule: 'wrong-type' }],
      ['b.json', { file: 1, line: 1, column: 1 }],
      ['wrong-type', { rule: 'wrong-type' }],
      ['12:5', { file: 1, line: 12, column: 5 }],
    ]);
  });
  test('ends after its share of lines, says how many are left out and how to get all', () => {
    const many = Array.from({ length: MAX_REPORT_LINES + 3 }, (_, line) => problem('error', line));
    const files = [resultOf('a.json', many), resultOf('b.json', [problem('warning', 1)])];
    const { text } = reportDocument({ ...base, files });
    assert.equal(text.match(/^ {4}\d+:5 /gm)?.length, MAX_REPORT_LINES);
    assert.match(text, /3 more problems of this file are left out here\. .*check "a\.json" on the command line/);
    assert.match(text, /1 more problem of this file is left out here\. .*check "b\.json"/);
    assert.match(text, /2 files checked: 10,003 errors and 1 warning in 2 files\./);
  });
  test('names what could not be checked, and where it was cancelled', () => {
    const unchecked = [{ name: 'c.json', reason: 'It is\nnot UTF-8.' }];
    const { text } = reportDocument({ ...base, files: [resultOf('a.json', [])], unchecked, cancelledOf: 9 });
    assert.match(text, /Cancelled: 1 of 9 files were checked\./);
    assert.match(text, /Not checked: 1 file\n {2}c\.json: It is not UTF-8\./);
    assert.match(text, /1 file checked: no problems\./);
  });
});

test('numbers are said as people say them', () => {
  assert.equal(tallyText({ error: 0, warning: 0, information: 0, hint: 0 }), 'no problems');
  assert.equal(
    tallyText({ error: 1, warning: 2, information: 1000, hint: 1 }),
    '1 error, 2 warnings, 1,000 notes and 1 hint',
  );
  assert.equal(
    summaryText([{ tally: { error: 2, warning: 0, information: 0, hint: 0 } }]),
    '1 file checked: 2 errors.',
  );
  assert.equal(sizeText(10), '1 KB');
  assert.equal(sizeText(61 * 1024 * 1024), '61 MB');
});

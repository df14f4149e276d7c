import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Workspace } from './support';

const page = readFileSync('docs/command-line.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');

/** The fenced blocks of a language that stand behind a heading. */
function blocks(text: string, heading: string, language: string): string[] {
  const section = text.slice(text.indexOf(`\n${heading}\n`));
  return [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block]) => block ?? '',
  );
}

describe('the pages about the command line', () => {
  test('the JSON in them is what comes out', () => {
    const space = new Workspace();
    const [input = '', output = ''] = blocks(page, '### json', 'json');
    space.write('ships.predictions.json', input);
    const timeless = (text: string): string => text.replace(/"seconds":[\d.]+/, '"seconds":0');
    assert.equal(timeless(space.check(['--format', 'json']).stdout), timeless(output));
  });
  test('the JSON of a dry run in them is what comes out', () => {
    const space = new Workspace();
    const [input = '', output = ''] = blocks(page, '## fix', 'json');
    space.write('ships.predictions.json', input);
    const timeless = (text: string): string => text.replace(/"seconds":[\d.]+/, '"seconds":0');
    assert.equal(timeless(space.run(['fix', '--dry-run', '--format', 'json']).stdout), timeless(output));
  });
  test('the example of the README is what comes out', () => {
    const space = new Workspace();
    cpSync('sample', path.join(space.dir, 'sample'), { recursive: true });
    const lines = space.check(['sample']).stdout.split('\n');
    const [example = ''] = blocks(readme, '## Command line', 'text');
    const shown = example.trimEnd().split('\n');
    assert.equal(shown.length, 2);
    for (const line of shown) assert.ok(lines.includes(line), line);
  });
  test('they name the options that there are, and no others', () => {
    const help = new Workspace().run(['--help']).stdout;
    const named = (text: string): string[] => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort();
    const [table = ''] = /## Options[\s\S]*?\n\nOn a/.exec(page) ?? [];
    assert.deepEqual(named(table), named(help));
  });
  test('they name the options of upload, and no others', () => {
    const help = new Workspace().run(['upload', '--help']).stdout;
    const named = (text: string): string[] => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort();
    const [section = ''] = /## Upload[\s\S]*?\n(?=## )/.exec(page) ?? [];
    assert.deepEqual(
      named(section),
      named(help).filter((option) => option !== '--help'),
    );
    assert.ok(Math.max(...help.split('\n').map((line) => line.length)) <= 125);
  });
  test('the hook that they show finds the files that the repository’s hook finds', () => {
    const pattern = /^\s*files: (.*)$/m;
    assert.equal(pattern.exec(page)?.[1], pattern.exec(readFileSync('.pre-commit-hooks.yaml', 'utf8'))?.[1]);
    const source = pattern.exec(page)?.[1] ?? '';
    const files = new RegExp(source.replace('(?i)', ''), 'i');
    for (const name of [
      'a/x.predictions.json',
      'X_Predictions.jsonl',
      'x.task.json',
      'project-1-at-2026.json',
      'd/project-1-at-2026.json',
    ]) {
      assert.match(name, files);
    }
    for (const name of ['tasks.json', 'a/predictions.json', 'my-project-1-at-2.json', 'x.predictions.json.txt']) {
      assert.doesNotMatch(name, files);
    }
  });
});

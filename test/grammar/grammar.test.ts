import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { IGrammar } from 'vscode-textmate';
import { CONTROL, PLAIN, type Row, TABLES } from './tables';
import { GRAMMAR_FILE, loadGrammar, readFixture, type Token, type Tokenized, tokenize } from './tokenize';

const generator: { TAGS: Readonly<Record<string, readonly string[]>>; labelingConfigGrammar(): unknown } = await import(
  pathToFileURL(join(process.cwd(), 'scripts/generate/grammar.mjs')).href
);

const short = (scope: string) => scope.replace('.label-studio-config', '').replace(/\.xml$/, '');
const show = (tokens: readonly Token[]) =>
  tokens.map(({ text, scopes }) => `  ${JSON.stringify(text)}  ${scopes.slice(1).map(short).join(' ')}`).join('\n');

/** The tokens of the one line that holds `part`; a line break at the end of `part` stands for the end of the line. */
function lineWith(file: Tokenized, part: string): readonly Token[] {
  const found = file.lines.filter((_, index) => `${file.source[index]}\n`.includes(part));
  assert.equal(found.length, 1, `"${part}" stands in ${found.length} lines of the fixture, not in one`);
  return found[0] ?? [];
}

/** Compares the rows with the tokens from left to right. */
function expectRows(tokens: readonly Token[], rows: readonly Row[]): void {
  let from = 0;
  for (const [text, ...expected] of rows) {
    const at = tokens.findIndex((token, index) => index >= from && token.text === text && fits(token, expected));
    assert.notEqual(at, -1, `no token ${JSON.stringify(text)} with ${expected.join(' ')} in\n${show(tokens)}`);
    from = at + 1;
  }
}

/** Whether the token's innermost scope is the last one expected, and the others are around it. */
function fits(token: Token, expected: readonly string[]): boolean {
  const scopes = token.scopes.map(short);
  return scopes.at(-1) === expected.at(-1) && expected.every((scope) => scopes.includes(scope));
}

describe('grammar of the labeling config', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar();
  });

  for (const [fixture, lines] of Object.entries(TABLES)) {
    describe(fixture, () => {
      for (const [part, rows] of Object.entries(lines)) {
        test(`line with ${part.trim()}`, () =>
          expectRows(lineWith(tokenize(grammar, readFixture(fixture)), part), rows));
      }
    });
  }

  test('no fixture is left out, loses text, or leaves a rule open at its end', () => {
    const fixtures = readdirSync('test/grammar/fixtures').map((name) => name.replace('.xml', ''));
    assert.deepEqual(fixtures.sort(), Object.keys(TABLES).sort());
    for (const name of fixtures) {
      const { lines, source, depthAtEnd } = tokenize(grammar, readFixture(name));
      assert.equal(depthAtEnd, 1, name);
      assert.deepEqual(
        lines.map((line) => line.map(({ text }) => text).join('')),
        source,
        name,
      );
    }
  });

  test('attributes never nest', () => {
    for (const name of Object.keys(TABLES)) {
      for (const token of tokenize(grammar, readFixture(name)).lines.flat()) {
        const attributes = token.scopes.filter((scope) => scope.startsWith('meta.attribute.'));
        assert.ok(attributes.length <= 1, `${name}: ${show([token])}`);
      }
    }
  });

  test('the file is what scripts/generate/grammar.mjs makes', () => {
    assert.deepEqual(
      JSON.parse(readFileSync(GRAMMAR_FILE, 'utf8')),
      JSON.parse(JSON.stringify(generator.labelingConfigGrammar())),
    );
  });

  test('without its injections the grammar is plain XML, so the tables do tell', async () => {
    const broken = JSON.parse(readFileSync(GRAMMAR_FILE, 'utf8'));
    delete broken.injections;
    const plain = await loadGrammar(JSON.stringify(broken));
    const tokens = lineWith(tokenize(plain, readFixture('image')), '<RectangleLabels');
    assert.throws(() => expectRows(tokens, [['RectangleLabels', ...CONTROL]]), /no token "RectangleLabels"/);
    expectRows(tokens, [['RectangleLabels', ...PLAIN]]);
  });
});

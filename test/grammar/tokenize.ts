import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IGrammar, StateStack } from 'vscode-textmate';

/** A piece of a line with the scopes that a theme sees, outermost first. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** A tokenised file: its lines, and the rules that are still open at its end (1 is the grammar itself). */
export interface Tokenized {
  readonly lines: readonly (readonly Token[])[];
  readonly source: readonly string[];
  readonly depthAtEnd: number;
}

export const GRAMMAR_FILE = 'syntaxes/label-studio-config.tmLanguage.json';
const SCOPE = 'text.xml.label-studio-config';
const require = createRequire(join(process.cwd(), 'package.json'));
// Both are CommonJS without names that an ES module could import.
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
const { INITIAL, parseRawGrammar, Registry }: typeof import('vscode-textmate') = require('vscode-textmate');

/** Where the grammars are: ours in the project, VS Code's own in the package that mirrors them. */
const GRAMMARS: Readonly<Record<string, string>> = {
  [SCOPE]: GRAMMAR_FILE,
  'text.xml': require.resolve('tm-grammars/grammars/xml.json'),
  'source.css': require.resolve('tm-grammars/grammars/css.json'),
};

let engine: Promise<void> | undefined;

/**
 * Loads our grammar into VS Code's TextMate engine.
 * @param replacement text to take for our grammar instead of the file, to show that a broken one is noticed
 */
export async function loadGrammar(replacement?: string): Promise<IGrammar> {
  engine ??= oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  await engine;
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const file = GRAMMARS[scope];
      if (file === undefined) return null;
      const text = scope === SCOPE && replacement !== undefined ? replacement : readFileSync(file, 'utf8');
      return parseRawGrammar(text, file);
    },
  });
  const grammar = await registry.loadGrammar(SCOPE);
  if (grammar === null) throw new Error(`no grammar for ${SCOPE}`);
  return grammar;
}

/** Tokenises a text as VS Code does: line by line, each with the state in which the one before has ended. */
export function tokenize(grammar: IGrammar, text: string): Tokenized {
  const source = text.split(/\r?\n/);
  let state: StateStack = INITIAL;
  const lines = source.map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
  return { lines, source, depthAtEnd: state.depth };
}

/** The text of a fixture. */
export function readFixture(name: string): string {
  return readFileSync(`test/grammar/fixtures/${name}.xml`, 'utf8');
}

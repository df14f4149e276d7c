/** The mutants of a source, all in one instrumented copy of it: which one is active is decided when it runs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInstrumenter } from '@stryker-mutator/instrumenter';

/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} file from the folder that is mutated
 * @property {string} mutator
 * @property {string} original
 * @property {string} replacement
 * @property {number} line
 * @property {number} column
 * @property {boolean} prose whether it does not count: it changes words and nothing else
 */

/** The documentation that stands in a rule: its texts, and the examples that are shown with it and run as fixtures. */
const DOCUMENTATION = new Set(['title', 'explanation', 'cure', 'failing', 'passing']);

/** @type {any} */
const ignoreDocumentation = {
  shouldIgnore(/** @type {any} */ { node }) {
    const isDocumentation = node.type === 'ObjectProperty' && DOCUMENTATION.has(node.key.name);
    return isDocumentation ? 'documentation' : undefined;
  },
};

/** The instrumenter expects the container of Stryker's core around it; this is as much of one as it uses. */
function newInstrumenter() {
  const silent = { debug() {}, info() {}, warn: console.warn, isDebugEnabled: () => false };
  /** @type {Map<string, unknown>} */
  const provided = new Map([['logger', silent]]);
  const container = {
    provideValue(/** @type {string} */ token, /** @type {unknown} */ value) {
      provided.set(token, value);
      return container;
    },
    injectClass(/** @type {any} */ Class) {
      return new Class(...Class.inject.map((/** @type {string} */ token) => provided.get(token)));
    },
  };
  return createInstrumenter(/** @type {any} */ (container));
}

/**
 * Instruments files.
 * @param {string} folder
 * @param {string[]} names of files in the folder
 * @returns {Promise<{ sources: Map<string, string>, mutants: Mutant[] }>} sources by absolute path
 */
export async function instrument(folder, names) {
  const files = names.map((name) => {
    const file = path.join(folder, name);
    return { name: file, mutate: true, content: readFileSync(file, 'utf8') };
  });
  const options = { plugins: null, excludedMutations: [], ignorers: [ignoreDocumentation] };
  const { files: instrumented, mutants } = await newInstrumenter().instrument(files, options);
  const texts = new Map(files.map(({ name, content }) => [name, content.split('\n')]));
  const counted = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map((mutant) => toMutant(mutant, folder, texts.get(mutant.fileName) ?? []));
  return { sources: new Map(instrumented.map(({ name, content }) => [name, content])), mutants: counted };
}

/** @param {any} mutant @param {string} folder @param {string[]} lines @returns {Mutant} */
function toMutant({ id, fileName, mutatorName, replacement, location: { start, end } }, folder, lines) {
  const part = lines.slice(start.line, end.line + 1);
  part[part.length - 1] = part[part.length - 1]?.slice(0, end.column) ?? '';
  part[0] = part[0]?.slice(start.column) ?? '';
  const original = part.join('\n');
  return {
    id,
    file: path.relative(folder, fileName).replaceAll('\\', '/'),
    mutator: mutatorName,
    original,
    replacement,
    line: start.line + 1,
    column: start.column + 1,
    prose: mutatorName === 'StringLiteral' && isProse(original),
  };
}

/** Words for people have blanks between them; codes, keys, types and other text that the code depends on have none. */
function isProse(/** @type {string} */ literal) {
  return /\S \S/.test(literal.replace(/\$\{[^}]*\}/g, '0').slice(1, -1));
}

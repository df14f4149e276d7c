/**
 * Generates what is derived from the hand-written schemas in `schemas/results` and `schemas/parts`:
 * the code in `src/generated` (made by every build), and the published schemas, the grammar, the page of the rules and the
 * codes of the rules in package.json (committed).
 *
 *     node scripts/generate.mjs
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBundle } from './generate/bundle.mjs';
import { labelingConfigGrammar } from './generate/grammar.mjs';
import { manifestWithRules } from './generate/manifest.mjs';
import { publishedSchemas } from './generate/publish.mjs';
import { loadRules } from './generate/rules-bundle.mjs';
import { validatorModule, validatorTypes } from './generate/validators.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Writes a file only when its content changes, so that watchers are not woken for nothing.
 * @param {string} file path from the root of the project
 * @param {string} content
 */
async function writeIfChanged(file, content) {
  const target = path.join(root, file);
  const before = await readFile(target, 'utf8').catch(() => undefined);
  if (before === content) return false;
  await mkdir(path.dirname(target), { recursive: true });
  // By a rename, so that a build beside this one never reads half a file.
  const draft = `${target}.${process.pid}.tmp`;
  await writeFile(draft, content);
  await rename(draft, target);
  return true;
}

/**
 * The code that every build makes anew, by its path from the root of the project.
 * @returns {Promise<Record<string, string>>}
 */
export async function generatedCode() {
  const bundle = await loadBundle(path.join(root, 'schemas'));
  return {
    'src/generated/validators.js': validatorModule(bundle),
    'src/generated/validators.d.ts': validatorTypes,
    'src/generated/schema.ts': schemaModule(bundle),
  };
}

/**
 * What is generated and committed, because people read it or other programs use it. Tests compare it.
 * @returns {Promise<Record<string, string>>}
 */
export async function publishedFiles() {
  const bundle = await loadBundle(path.join(root, 'schemas'));
  /** @type {Record<string, string>} */
  const files = {};
  for (const [name, schema] of Object.entries(publishedSchemas(bundle))) {
    files[`schemas/${name}.schema.json`] = `${JSON.stringify(schema, null, 1)}\n`;
  }
  files['syntaxes/label-studio-config.tmLanguage.json'] = `${JSON.stringify(labelingConfigGrammar(), null, 2)}\n`;
  const rules = await loadRules(root);
  const ofConfigs = rules.configFaultsPage(rules.configFaultPages);
  files['docs/rules.md'] = `${rules.rulesPage(rules.rules)}\n${ofConfigs}`;
  files['package.json'] = manifestWithRules(await readFile(path.join(root, 'package.json'), 'utf8'), rules);
  return files;
}

/**
 * The bundle as a TypeScript module. It is text that is parsed: engines read that faster than an object literal, and
 * the type checker has nothing to infer.
 * @param {import('./generate/bundle.mjs').Bundle} bundle
 */
function schemaModule(bundle) {
  const text = JSON.stringify(JSON.stringify(bundle));
  return [
    '// Generated from schemas/ by scripts/generate.mjs.',
    "import type { BundledSchema } from '../core/schema/types';",
    '',
    '/** The strict schema with all its definitions; `definitions` has one entry per result type, named like the type. */',
    `export const bundledSchema: BundledSchema = JSON.parse(${text});`,
    '',
  ].join('\n');
}

/**
 * Writes files that have changed.
 * @param {Record<string, string>} files
 * @returns {Promise<string[]>} the paths of those that changed
 */
async function write(files) {
  const changed = [];
  for (const [file, content] of Object.entries(files)) {
    if (await writeIfChanged(file, content)) changed.push(file);
  }
  return changed;
}

/** Writes the code that a build needs. */
export async function generate() {
  return write(await generatedCode());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const changed = [...(await generate()), ...(await write(await publishedFiles()))];
  console.log(changed.length === 0 ? 'Generated files are up to date.' : `Wrote ${changed.join(', ')}.`);
}

/**
 * Generates what is derived from the hand-written schemas in `schemas/results` and `schemas/parts`:
 * the published schemas (committed) and the code in `src/generated` (made by every build).
 *
 *     node scripts/generate.mjs
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBundle } from './generate/bundle.mjs';
import { publishedSchemas } from './generate/publish.mjs';
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
  await writeFile(target, content);
  return true;
}

/**
 * The text of every generated file, by its path from the root of the project.
 * @returns {Promise<Record<string, string>>}
 */
export async function generatedFiles() {
  const bundle = await loadBundle(path.join(root, 'schemas'));
  /** @type {Record<string, string>} */
  const files = {};
  for (const [name, schema] of Object.entries(publishedSchemas(bundle))) {
    files[`schemas/${name}.schema.json`] = `${JSON.stringify(schema, null, 1)}\n`;
  }
  files['src/generated/validators.js'] = validatorModule(bundle);
  files['src/generated/validators.d.ts'] = validatorTypes;
  files['src/generated/schema.ts'] = schemaModule(bundle);
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
 * Writes all generated files.
 * @returns {Promise<string[]>} the paths of those that changed
 */
export async function generate() {
  const changed = [];
  for (const [file, content] of Object.entries(await generatedFiles())) {
    if (await writeIfChanged(file, content)) changed.push(file);
  }
  return changed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const changed = await generate();
  console.log(changed.length === 0 ? 'Generated files are up to date.' : `Wrote ${changed.join(', ')}.`);
}

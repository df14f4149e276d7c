import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const SOURCE = `
export { rulesPage } from './src/core/validation/ruleMarkdown';
export { rules } from './src/core/validation/rules';
export { configFaultsPage } from './src/core/configLanguage/faultMarkdown';
export { configFaultPages } from './src/core/configLanguage/faultPages';
export { LEVELS } from './src/core/validation/reporting';
`;

/**
 * @typedef {{ code: string, title: string }} Rule
 * @typedef {{ rulesPage: (rules: Rule[]) => string, rules: Rule[], LEVELS: string[],
 *   configFaultsPage: (pages: Rule[]) => string, configFaultPages: Rule[] }} Rules
 */

/**
 * The rules, by their own code.
 * @param {string} root folder of the project
 * @returns {Promise<Rules>}
 */
export async function loadRules(root) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: SOURCE, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rules-'));
  try {
    const file = path.join(folder, 'rules.mjs');
    await writeFile(file, outputFiles[0]?.text ?? '');
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const SOURCE = `
export { rulesPage } from './src/core/validation/ruleMarkdown';
export { rules } from './src/core/validation/rules';
`;

/**
 * The page of all rules, `docs/rules.md`, made by the code of the rules itself.
 * @param {string} root folder of the project
 * @returns {Promise<string>}
 */
export async function rulesPage(root) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: SOURCE, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rules-page-'));
  try {
    const file = path.join(folder, 'rules.mjs');
    await writeFile(file, outputFiles[0]?.text ?? '');
    const module = await import(pathToFileURL(file).href);
    return module.rulesPage(module.rules);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

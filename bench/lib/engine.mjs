/** The product's own code, bundled as it is shipped but not minified, so that profiles have names. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const out = path.join(root, 'out', 'bench');

/** What the benchmarks use. */
const PARTS = [
  'src/core/engine/checkText.ts',
  'src/core/engine/streamCheck.ts',
  'src/core/engine/documentCheck.ts',
  'src/core/text/lines.ts',
  'src/core/labelingConfig/parse.ts',
  'src/core/validation/rules/index.ts',
  'src/platform/node/filePieces.ts',
];

/** A copy of another revision of the sources. @param {string} revision @returns {string} its folder */
function checkOut(revision) {
  const id = execFileSync('git', ['rev-parse', '--short', `${revision}^{commit}`], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const folder = path.join(out, 'revisions', id);
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', id], { cwd: root, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/**
 * @param {{ revision?: string | undefined }} [options] a commit to measure instead of the files as they are
 * @returns {Promise<string>} the module, to be loaded by `loadEngine` in any process
 */
export async function bundleEngine({ revision } = {}) {
  const source = revision === undefined ? root : checkOut(revision);
  execFileSync(process.execPath, [
    '--input-type=module',
    '-e',
    `const { generate } = await import(${JSON.stringify(pathToFileURL(path.join(source, 'scripts/generate.mjs')).href)});
    await generate();`,
  ]);
  const outfile = path.join(out, revision === undefined ? 'engine.mjs' : `engine-${path.basename(source)}.mjs`);
  await esbuild.build({
    stdin: {
      contents: PARTS.map((part) => `export * from './${part}';`).join('\n'),
      resolveDir: source,
      sourcefile: 'engine.ts',
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}

/** @param {string} file what `bundleEngine` gave @returns {Promise<Record<string, any>>} */
export const loadEngine = (file) => import(pathToFileURL(file).href);

/** TypeScript of the tests, for scripts that run a part of them as often as wanted. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

/**
 * Bundles a module into a folder below `out` and loads it.
 * @param {string} root of the project
 * @param {string} file from the root
 * @param {string} folder below `out`
 * @returns {Promise<Record<string, any>>}
 */
export async function loadTypeScript(root, file, folder) {
  const outfile = path.join(root, 'out', folder, `${path.basename(file, '.ts')}-${process.pid}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

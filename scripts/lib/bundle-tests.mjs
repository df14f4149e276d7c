// Test files, bundled one by one into out/test/TIER, so that they run what the extension runs: TypeScript through
// the same bundler, without a second compiler's settings.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Scripts find their neighbours by their own place, so they are imported from where they are and never bundled.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
const scriptsStayOutside = (root) => ({
  name: 'scripts-stay-outside',
  setup({ onResolve }) {
    onResolve({ filter: /\.mjs$/ }, ({ path: name, resolveDir }) => {
      const file = path.resolve(resolveDir, name);
      if (!name.startsWith('.') || !file.startsWith(path.join(root, 'scripts') + path.sep)) return undefined;
      return { path: file, external: true };
    });
  },
});

/** An empty folder for the bundles of a tier. @param {string} root @param {string} tier */
function emptyFolder(root, tier) {
  const outdir = path.join(root, 'out', 'test', tier);
  fs.rmSync(outdir, { recursive: true, force: true });
  fs.mkdirSync(outdir, { recursive: true });
  return outdir;
}

/** @param {string} root */
const common = (root) =>
  /** @type {const} */ ({
    absWorkingDir: root,
    bundle: true,
    sourcemap: true,
    sourcesContent: false,
    target: 'es2022',
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
  });

/**
 * For node:test.
 * @param {{ root: string, tier: string, files: string[] }} options
 * @returns {Promise<string[]>} the bundles
 */
export async function bundleForNode({ root, tier, files }) {
  const outdir = emptyFolder(root, tier);
  await build({
    ...common(root),
    entryPoints: files,
    outdir,
    outbase: path.join(root, 'test', tier),
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    plugins: [scriptsStayOutside(root)],
  });
  const base = path.join(root, 'test', tier);
  return files.map((file) => path.join(outdir, path.relative(base, file).replace(/\.ts$/, '.mjs')));
}

/**
 * For mocha in the extension host.
 * @param {{ root: string, files: string[] }} options
 * @returns {Promise<string>} the module that VS Code loads
 */
export async function bundleForHost({ root, files }) {
  const outdir = emptyFolder(root, 'host');
  const base = path.join(root, 'test', 'host');
  await build({
    ...common(root),
    entryPoints: [path.join(base, 'runner.ts'), ...files],
    outdir,
    outbase: base,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    outExtension: { '.js': '.cjs' },
    plugins: [scriptsStayOutside(root)],
  });
  return path.join(outdir, 'runner.cjs');
}

/**
 * For mocha in the web worker host: one script that needs nothing but `vscode`.
 * @param {{ root: string, files: string[] }} options
 * @returns {Promise<string>} the script
 */
export async function bundleForWeb({ root, files }) {
  const outfile = path.join(emptyFolder(root, 'web'), 'index.js');
  const base = path.join(root, 'test', 'web');
  const name = (/** @type {string} */ file) => JSON.stringify(`./${path.relative(base, file).replaceAll('\\', '/')}`);
  const contents = [
    "import './setup';",
    ...files.map((file) => `import ${name(file)};`),
    "export { run } from './runner';",
  ];
  await build({
    ...common(root),
    stdin: { contents: contents.join('\n'), resolveDir: base, sourcefile: 'web-tests.ts', loader: 'ts' },
    outfile,
    // Mocha's browser build writes to the module.exports of the whole bundle, so ours are set after it.
    format: 'iife',
    globalName: 'webTests',
    footer: { js: 'module.exports = webTests;' },
    platform: 'browser',
    external: ['vscode'],
    define: { global: 'globalThis' },
  });
  return outfile;
}

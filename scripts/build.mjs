/**
 * Builds the extension: `dist/extension.js` with its chunks for the desktop, `dist/web/extension.js` in one file for
 * browsers. Generated sources (validators, schema) are made first. `--watch` keeps both up to date.
 */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { generate } from './generate.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Chunks beside the desktop bundle: what is loaded with `import()` and only when it is needed. */
const CHUNKS = {
  checker: 'src/vscode/chunks/checker.ts',
  documentation: 'src/vscode/chunks/documentation.ts',
  server: 'src/vscode/chunks/server.ts',
  unitLanguage: 'src/vscode/chunks/unitLanguage.ts',
  workspaceCheck: 'src/vscode/chunks/workspaceCheck.ts',
  filePieces: 'src/platform/node/filePieces.ts',
  http: 'src/platform/node/http.ts',
};

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  // The library ships UMD code whose inner requires no bundler can follow, and ESM beside it.
  mainFields: ['module', 'main'],
};

/** Lets `import('./chunks/x')` in the desktop bundle load a file of its own when it is reached. */
const chunksPlugin = {
  name: 'chunks',
  setup(build) {
    build.onResolve({ filter: /\// }, (args) => {
      if (args.kind !== 'dynamic-import' || args.importer.includes('node_modules')) return undefined;
      const name = path.basename(args.path);
      if (!(name in CHUNKS)) return { errors: [{ text: `No chunk is declared for ${args.path}` }] };
      return { path: `./${name}.js`, external: true };
    });
  },
};

/** @returns {import('esbuild').BuildOptions} */
function nodeOptions() {
  return {
    ...common,
    entryPoints: { extension: 'src/extension.ts', ...CHUNKS },
    outdir: 'dist',
    platform: 'node',
    target: 'node16',
    // Turned into require, which loads CommonJS chunks in every version of VS Code.
    supported: { 'dynamic-import': false },
    plugins: [chunksPlugin],
    metafile: true,
  };
}

/** @returns {import('esbuild').BuildOptions} */
function webOptions() {
  return {
    ...common,
    entryPoints: { extension: 'src/extension.web.ts' },
    outdir: 'dist/web',
    platform: 'browser',
    target: 'es2021',
    metafile: true,
  };
}

/** Builds both bundles once. Returns esbuild's metafiles. */
export async function build() {
  await generate();
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const [node, web] = await Promise.all([esbuild.build(nodeOptions()), esbuild.build(webOptions())]);
  return { node: node.metafile, web: web.metafile };
}

async function watch() {
  await generate();
  const contexts = await Promise.all([esbuild.context(nodeOptions()), esbuild.context(webOptions())]);
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('watching');
}

if (
  process.argv[1] &&
  existsSync(process.argv[1]) &&
  path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  if (process.argv.includes('--watch')) await watch();
  else await build();
}

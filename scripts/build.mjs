/**
 * Builds the extension: `dist/extension.js` with its chunks and the thread of uploads for the desktop,
 * `dist/web/extension.js` in one file for browsers, `dist/cli.js` for the command line. Generated sources (validators,
 * schema) are made first. `--watch` keeps all of them up to date.
 */
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { generate } from './generate.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Chunks beside the desktop bundle: what is loaded with `import()` and only when it is needed. */
const CHUNKS = {
  checker: 'src/vscode/chunks/checker.ts',
  configLanguage: 'src/vscode/chunks/configLanguage.ts',
  documentation: 'src/vscode/chunks/documentation.ts',
  edits: 'src/vscode/chunks/edits.ts',
  labelingConfig: 'src/vscode/chunks/labelingConfig.ts',
  navigation: 'src/vscode/chunks/navigation.ts',
  server: 'src/vscode/chunks/server.ts',
  unitLanguage: 'src/vscode/chunks/unitLanguage.ts',
  workspaceCheck: 'src/vscode/chunks/workspaceCheck.ts',
  filePieces: 'src/platform/node/filePieces.ts',
  http: 'src/platform/node/http.ts',
  projectLock: 'src/platform/node/projectLock.ts',
  uploadHost: 'src/platform/node/uploads/uploadHost.ts',
};

/** What several chunks need: in the desktop bundle a file of its own each, so that it is shipped and read once. */
const SHARED = {
  catalogue: 'src/core/tags/catalogue.ts',
  comlink: 'node_modules/comlink/dist/esm/comlink.mjs',
  configParser: 'src/core/labelingConfig/parse.ts',
  configTags: 'src/core/tags/configTags.ts',
  jsonc: 'node_modules/jsonc-parser/lib/esm/main.js',
  schema: 'src/generated/schema.ts',
  serverMessages: 'src/core/server/messages.ts',
  xml: 'src/core/labelingConfig/xml.ts',
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

/** Lets imports of what is shared load that file. */
const sharedPlugin = {
  name: 'shared',
  setup(build) {
    const names = new Map(Object.entries(SHARED).map(([name, file]) => [path.join(root, file), name]));
    const ends = /(?:^jsonc-parser|^comlink|\/(?:catalogue|configTags|messages|parse|schema|xml))$/;
    build.onResolve({ filter: ends }, async ({ path: asked, kind, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === 'shared') return undefined;
      const { path: file } = await build.resolve(asked, { kind, resolveDir, pluginData: 'shared' });
      const name = names.get(file);
      return name && { path: `./${name}.js`, external: true };
    });
  },
};

/** The thread of an upload checks with the chunk that everybody checks with. */
const checkerPlugin = {
  name: 'checker',
  setup(build) {
    build.onResolve({ filter: /\/engine\/streamCheck$/ }, ({ importer }) =>
      path.basename(importer) === 'localSession.ts' ? { path: './checker.js', external: true } : undefined,
    );
  },
};

/** What `docs/rules.md` says: it is shipped as that page, and not once more in each bundle. */
const DOCUMENTATION = { explanation: "''", cure: "''", failing: '[]', passing: '[]' };

const { failing, passing } = DOCUMENTATION;

/** Leaves out of the rules what is not needed where they run. */
const without = (left) => ({
  name: 'without documentation',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]validation[\\/]rules[\\/][a-z-]+\.ts$/ }, ({ path: file }) => {
      const contents = readFileSync(file, 'utf8');
      return path.basename(file) === 'index.ts' ? undefined : { contents: leftOut(contents, file, left), loader: 'ts' };
    });
  },
});

/** By its lines, since the formatter keeps them: a property of the rule starts behind two blanks. */
function leftOut(source, file, wanted) {
  let left = source;
  for (const [key, value] of Object.entries(wanted)) {
    const block = new RegExp(`^  ${key}:[^]*?\\n(?=  [a-zA-Z]|\\};)`, 'm');
    if (!block.test(left)) throw new Error(`${file}: no "${key}" was found`);
    left = left.replace(block, () => `  ${key}: ${value},\n`);
  }
  return left;
}

/**
 * Parts of node-fetch that nothing of ours reaches: streams for Node before 16.5, where no VS Code and no command line of
 * ours runs, and the reading of forms.
 */
const UNUSED = /[\\/](?:web-streams-polyfill[\\/]dist[\\/]ponyfill|node-fetch[\\/]src[\\/]utils[\\/]multipart-parser)/;

const withoutUnusedPlugin = {
  name: 'without what is not used',
  setup(build) {
    build.onLoad({ filter: UNUSED }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/** @returns {import('esbuild').BuildOptions} */
function nodeOptions() {
  return {
    ...common,
    entryPoints: { extension: 'src/extension.ts', uploadThread: 'src/uploadThread.ts', ...CHUNKS, ...SHARED },
    outdir: 'dist',
    platform: 'node',
    target: 'node16.14',
    // Turned into require, which loads CommonJS chunks in every version of VS Code.
    supported: { 'dynamic-import': false },
    plugins: [chunksPlugin, checkerPlugin, sharedPlugin, without(DOCUMENTATION), withoutUnusedPlugin],
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
    target: 'es2022',
    plugins: [without(DOCUMENTATION)],
    metafile: true,
  };
}

/** The command line and its worker threads, in one file. @returns {import('esbuild').BuildOptions} */
function cliOptions() {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    // The glob library asks for its own address, which CommonJS does not have.
    banner: { js: "#!/usr/bin/env node\nconst importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    // Its reports explain the rules; examples are for the tests and for the page.
    plugins: [without({ failing, passing }), withoutUnusedPlugin],
    define: { CLI_VERSION: JSON.stringify(version), 'import.meta.url': 'importMetaUrl' },
  };
}

/** Builds the bundles once. Returns esbuild's metafiles of the extension. */
export async function build() {
  await generate();
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const [node, web] = await Promise.all(
    [nodeOptions(), webOptions(), cliOptions()].map((options) => esbuild.build(options)),
  );
  chmodSync(path.join(root, 'dist', 'cli.js'), 0o755);
  return { node: node.metafile, web: web.metafile };
}

async function watch() {
  await generate();
  const contexts = await Promise.all(
    [nodeOptions(), webOptions(), cliOptions()].map((options) => esbuild.context(options)),
  );
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

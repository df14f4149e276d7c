/** Instrumented sources and the tests in one script, which a worker runs anew for each mutant. */
import path from 'node:path';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';

/** Loads the instrumented text in place of the file. @param {Map<string, string>} sources @returns {import('esbuild').Plugin} */
const instrumented = (sources) => ({
  name: 'instrumented',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const contents = sources.get(file);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
});

/** Gives each test file a `node:test` of its own, so that tests are known by their file. @returns {import('esbuild').Plugin} */
const collectedTests = (/** @type {string} */ root) => ({
  name: 'collected-tests',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:test$/ }, ({ importer }) => ({
      path: path.relative(root, importer).replaceAll('\\', '/'),
      namespace: 'collected-tests',
    }));
    onLoad({ filter: /.*/, namespace: 'collected-tests' }, ({ path: file }) => ({
      contents: `export const { describe, test, before, after, beforeEach, afterEach } = testsOf(${JSON.stringify(file)});`,
    }));
  },
});

/**
 * The test files that say what the sources do. Random documents are left out: the result would hang on chance.
 * @param {string} root
 */
function testFiles(root) {
  return globSync('{validation,engine,fixes,serverGate}/**/*.test.ts', {
    cwd: path.join(root, 'test', 'unit'),
    ignore: ['**/fuzz.test.ts'],
  })
    .sort()
    .map((name) => `./test/unit/${name}`);
}

/**
 * @param {string} root of the project
 * @param {Map<string, string>} sources instrumented, by absolute path
 * @returns {Promise<string>} the body of a function of `require`, `module`, `exports` and `testsOf`
 */
export async function bundle(root, sources) {
  const contents = testFiles(root).map((file) => `import ${JSON.stringify(file)};`);
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: contents.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    packages: 'external',
    logLevel: 'warning',
    plugins: [instrumented(sources), collectedTests(root)],
  });
  return outputFiles[0]?.text ?? '';
}

// The test tiers: what each is made of and what it needs.
import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {'node24' | 'vscode' | 'chromium' | 'labelStudio'} PartId
 * @typedef {object} Tier
 * @property {string} name and folder under test/
 * @property {'node' | 'host' | 'web'} kind node:test, mocha in the extension host, mocha in the worker host
 * @property {string} suffix of its test files
 * @property {PartId[]} parts without which nothing of it can run
 * @property {'all' | 'some'} [labelStudio] which files need the shared Label Studio: all, or those named
 *   *.server.test.ts
 * @property {boolean} [oneByOne] files that share a server or a processor-hungry browser
 * @property {number} timeoutMs
 */

const minute = 60_000;

/** @type {Tier[]} */
export const tiers = [
  { name: 'unit', kind: 'node', suffix: '.test.ts', parts: [], timeoutMs: 10 * minute },
  { name: 'manifest', kind: 'node', suffix: '.test.ts', parts: [], timeoutMs: 5 * minute },
  { name: 'mutation', kind: 'node', suffix: '.test.ts', parts: [], oneByOne: true, timeoutMs: 5 * minute },
  { name: 'grammar', kind: 'node', suffix: '.test.ts', parts: [], timeoutMs: 5 * minute },
  { name: 'cli', kind: 'node', suffix: '.test.ts', parts: [], timeoutMs: 10 * minute },
  {
    name: 'package',
    kind: 'node',
    suffix: '.test.ts',
    parts: ['node24'],
    // Each builds into the same folder.
    oneByOne: true,
    timeoutMs: 6 * minute,
  },
  { name: 'host', kind: 'host', suffix: '.host.ts', parts: ['node24', 'vscode', 'chromium'], timeoutMs: 8 * minute },
  { name: 'web', kind: 'web', suffix: '.web.ts', parts: ['node24', 'vscode', 'chromium'], timeoutMs: 5 * minute },
  {
    name: 'server',
    kind: 'node',
    suffix: '.test.ts',
    parts: ['labelStudio'],
    labelStudio: 'all',
    oneByOne: true,
    timeoutMs: 15 * minute,
  },
  {
    name: 'editor',
    kind: 'node',
    suffix: '.test.ts',
    parts: ['labelStudio', 'chromium'],
    labelStudio: 'all',
    oneByOne: true,
    // 300 cases instead of 50.
    timeoutMs: (process.env.LSP_EDITOR_CASES === 'all' ? 40 : 15) * minute,
  },
  {
    name: 'ui',
    kind: 'node',
    suffix: '.test.ts',
    parts: ['vscode', 'chromium'],
    labelStudio: 'some',
    oneByOne: true,
    timeoutMs: 15 * minute,
  },
];

/** Files that need a Label Studio on PostgreSQL, besides the one on SQLite. */
export const needsPostgres = (/** @type {string} */ file) => file.endsWith('.postgres.test.ts');

/** Files that need a Label Studio that validates predictions and takes small requests only. */
export const needsValidation = (/** @type {string} */ file) => file.endsWith('.validating.test.ts');

/** Files of the ui tier that need a Label Studio. */
export const needsServer = (/** @type {string} */ file) => file.endsWith('.server.test.ts');

/**
 * The test files of a tier, sorted.
 * @param {Tier} tier
 * @param {string} root of the project
 * @returns {string[]} absolute paths
 */
export function filesOf(tier, root) {
  const folder = path.join(root, 'test', tier.name);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(tier.suffix))
    .sort()
    .map((name) => path.join(folder, name));
}

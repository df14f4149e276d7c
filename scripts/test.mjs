// Runs the tests, tier by tier, and ends with one line that sums them up.
//   node scripts/test.mjs [tier ...]      all tiers when none is named; test/README.md says what they are
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startLabelStudio, startLabelStudioOnPostgres } from './hosts/label-studio.mjs';
import { runHostTier } from './lib/host-tier.mjs';
import { runNodeTier } from './lib/node-tier.mjs';
import { elapsed } from './lib/progress.mjs';
import { filesOf, needsPostgres, needsServer, needsValidation, tiers } from './lib/tiers.mjs';
import * as setup from './setup/index.mjs';

/** @typedef {import('./lib/tiers.mjs').Tier} Tier */
/** @typedef {import('./lib/node-tier.mjs').Result} Result */

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const isCi = /^(1|true)$/i.test(process.env.CI ?? '');
const ensure = {
  node24: setup.ensureNode24,
  vscode: setup.ensureVsCode,
  chromium: setup.ensureChromium,
  labelStudio: setup.ensureLabelStudio,
};

/**
 * Notes what could not be run because a real part is missing: on a person's machine that is worth a line, in CI,
 * where nobody reads the lines of a green run, it is a failure.
 * @param {Result} result
 * @param {string[]} files
 * @param {Error} reason
 */
function leaveOut(result, files, reason) {
  const names = files.map((file) => path.relative(root, file));
  console.error(`\nLeft out: ${names.join(', ')}\n  because: ${reason.message}`);
  result.notes.push(`left out: ${names.length} file${names.length === 1 ? '' : 's'}`);
  if (isCi) result.failed += 1;
}

/** @param {Tier} tier */
async function missingPart(tier) {
  for (const part of tier.parts) {
    try {
      await ensure[part]();
    } catch (error) {
      if (error instanceof setup.MissingPart) return error;
      throw error;
    }
  }
  return undefined;
}

/** @param {Tier} tier @param {string[]} files those that need the shared Label Studio */
const wanting = (tier, files) =>
  tier.labelStudio === 'all' ? files : tier.labelStudio === 'some' ? files.filter(needsServer) : [];

/** A feature flag, off by default, and a small limit for what a request may have. */
const VALIDATING = {
  fflag_feat_utc_210_prediction_validation_15082025: 'true',
  DATA_UPLOAD_MAX_MEMORY_SIZE: '200000',
};

/**
 * Starts the Label Studios that the files of a tier share: one on SQLite, and for those that ask for it one that validates
 * predictions and one on PostgreSQL.
 * @param {Tier} tier
 * @param {string[]} files
 */
async function startServers(tier, files) {
  const kinds = [
    { start: startLabelStudio, prefix: 'LSP_TEST', files: wanting(tier, files) },
    {
      start: () => startLabelStudio({ env: VALIDATING }),
      prefix: 'LSP_TEST_VALIDATING',
      files: files.filter(needsValidation),
    },
    { start: startLabelStudioOnPostgres, prefix: 'LSP_TEST_POSTGRES', files: files.filter(needsPostgres) },
  ];
  /** @type {Record<string, string>} */
  const env = {};
  /** @type {import('./hosts/label-studio.d.mts').LabelStudio[]} */
  const running = [];
  /** @type {{ files: string[], reason: Error }[]} */
  const without = [];
  const stop = async () => {
    for (const server of running) await server.stop();
  };
  for (const kind of kinds) {
    if (kind.files.length === 0) continue;
    try {
      const server = await kind.start();
      running.push(server);
      for (const key of /** @type {const} */ (['url', 'token', 'pat', 'email', 'password'])) {
        env[`${kind.prefix}_${key.toUpperCase()}`] = server[key];
      }
    } catch (error) {
      if (!(error instanceof setup.MissingPart)) {
        await stop();
        throw error;
      }
      without.push({ files: kind.files, reason: error });
    }
  }
  return { env, without, stop };
}

/**
 * Runs the files of a tier with the shared servers where they need one.
 * @param {Tier} tier
 * @param {string[]} files
 * @returns {Promise<Result>}
 */
async function runFiles(tier, files) {
  if (tier.kind !== 'node') return runHostTier({ root, tier, files });
  const { env, without, stop } = await startServers(tier, files);
  try {
    const leftOut = new Set(without.flatMap((missing) => missing.files));
    const runnable = files.filter((file) => !leftOut.has(file));
    const result =
      runnable.length > 0
        ? await runNodeTier({ root, tier, files: runnable, env })
        : { passed: 0, failed: 0, notes: [] };
    for (const { files: names, reason } of without) leaveOut(result, names, reason);
    return result;
  } finally {
    await stop();
  }
}

/**
 * @param {Tier} tier
 * @returns {Promise<Result>}
 */
async function runTier(tier) {
  const files = filesOf(tier, root);
  const result = { passed: 0, failed: 0, notes: /** @type {string[]} */ ([]) };
  if (files.length === 0) {
    const folder = `test/${tier.name}`;
    return { ...result, failed: 1, notes: [`there is no test file ${folder}/**/*${tier.suffix}`] };
  }
  const missing = await missingPart(tier);
  if (missing !== undefined) {
    leaveOut(result, files, missing);
    return result;
  }
  try {
    const outcome = await runFiles(tier, files);
    const leftOut = outcome.notes.some((note) => note.startsWith('left out'));
    if (outcome.passed + outcome.failed === 0 && !leftOut) return { ...outcome, failed: 1, notes: ['no test was run'] };
    return outcome;
  } catch (error) {
    console.error(error);
    return { ...result, failed: 1, notes: [`could not be run: ${error instanceof Error ? error.message : error}`] };
  }
}

/** Builds the extension; tests run on what is shipped. @returns {boolean} */
function build() {
  const script = path.join(root, 'scripts', 'build.mjs');
  return spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' }).status === 0;
}

/**
 * @param {Tier[]} chosen
 * @returns {Promise<{ lines: string[], passed: number, failed: number }>}
 */
async function runAll(chosen) {
  if (!build()) return { lines: ['build: failed, no test was run'], passed: 0, failed: 1 };
  const sum = { lines: /** @type {string[]} */ ([]), passed: 0, failed: 0 };
  for (const [index, tier] of chosen.entries()) {
    console.log(`\n=== ${tier.name} (tier ${index + 1} of ${chosen.length})`);
    const since = Date.now();
    const { passed, failed, notes } = await runTier(tier);
    sum.passed += passed;
    sum.failed += failed;
    sum.lines.push(`${tier.name}: ${passed} passed, ${failed} failed (${elapsed(since)})`);
    for (const note of notes) sum.lines.push(`    ${note}`);
  }
  if (sum.passed + sum.failed === 0) {
    sum.failed = 1;
    sum.lines.push('no test was run at all, which counts as a failure');
  }
  return sum;
}

/** @param {string[]} names */
async function main(names) {
  const unknown = names.filter((name) => !tiers.some((tier) => tier.name === name));
  if (unknown.length > 0) {
    const known = tiers.map(({ name }) => name).join(', ');
    console.error(`There is no tier called ${unknown.join(', ')}. The tiers are: ${known}.`);
    process.exit(2);
  }
  const { lines, passed, failed } = await runAll(
    tiers.filter(({ name }) => names.length === 0 || names.includes(name)),
  );
  console.log(`\n=== results\n${lines.join('\n')}`);
  console.log(`tests: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main(process.argv.slice(2));

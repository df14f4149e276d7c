/**
 * The process that runs tests against mutants: it evaluates the whole bundle anew for each, so that nothing that one mutant
 * left in a module's variables is seen by the next, and spares the start of a process.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import vm from 'node:vm';
import fc from 'fast-check';

/**
 * @typedef {() => unknown} Body
 * @typedef {{ run: Body, done: boolean }} Once
 * @typedef {{ name: string, before: Once[], beforeEach: Body[], afterEach: Body[] }} Suite
 * @typedef {{ run: Body, suite: Suite }} Test
 * @typedef {object} Job
 * @property {string} mutant id; empty for none
 * @property {number[]} [tests] those to run, in order, as positions among all that there are without a mutant; all if
 *   left out
 * @property {number} [hitLimit] how often the mutated place may be reached before it counts as an endless loop
 * @typedef {object} Outcome
 * @property {string} [killedBy] test that failed
 * @property {string} [error]
 * @property {[name: string, milliseconds: number][]} [ran] without a mutant
 * @property {{ static: Record<string, number>, perTest: Record<string, Record<string, number>> }} [coverage]
 */

const [, , bundleFile = '', root = '', seed = '0'] = process.argv;
const text = readFileSync(bundleFile, 'utf8');
/** Counting what is reached takes a third of the time, and is only of use without a mutant. */
const counting = toScript(text);
const running = toScript(text.replace(/function cover\d*\(\) \{/g, '$& return;'));
const require = createRequire(`${root}/package.json`);
fc.configureGlobal({ seed: Number(seed) });

/** @param {string} body */
function toScript(body) {
  const parameters = 'require, module, exports, testsOf';
  return new vm.Script(`(function (${parameters}) {${body}\n})`, { filename: bundleFile });
}

/** The processor's time, which other work on the machine does not change. */
function milliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Collects tests as `node:test` would: names of suites before those of tests, hooks of a suite for what is in it. */
function collector() {
  /** @type {Map<string, Test>} */
  const tests = new Map();
  /** @param {string} file */
  const testsOf = (file) => {
    /** @type {Suite} */
    let suite = { name: file, before: [], beforeEach: [], afterEach: [] };
    return {
      describe(/** @type {string} */ title, /** @type {() => void} */ body) {
        const outer = suite;
        const { name, before, beforeEach, afterEach } = outer;
        suite = {
          name: `${name} > ${title}`,
          before: [...before],
          beforeEach: [...beforeEach],
          afterEach: [...afterEach],
        };
        const stryker = /** @type {any} */ (globalThis).__stryker__;
        stryker.currentTestId = file;
        body();
        stryker.currentTestId = undefined;
        suite = outer;
      },
      test(/** @type {string} */ title, /** @type {any[]} */ ...rest) {
        let name = `${suite.name} > ${title}`;
        for (let again = 2; tests.has(name); again++) name = `${suite.name} > ${title} (${again})`;
        tests.set(name, { run: rest.at(-1), suite });
      },
      before: (/** @type {Body} */ run) => suite.before.push({ run, done: false }),
      // What is left behind ends with the process.
      after() {},
      beforeEach: (/** @type {Body} */ run) => suite.beforeEach.push(run),
      afterEach: (/** @type {Body} */ run) => suite.afterEach.unshift(run),
    };
  };
  return { tests, testsOf };
}

/** @param {Test} test */
async function run({ run: body, suite: { before, beforeEach, afterEach } }) {
  for (const hook of before) {
    if (hook.done) continue;
    hook.done = true;
    await hook.run();
  }
  for (const hook of beforeEach) await hook();
  try {
    await body();
  } finally {
    for (const hook of afterEach) await hook();
  }
}

/** @param {Job} job @returns {Promise<Outcome>} */
async function work({ mutant, tests: wanted, hitLimit }) {
  const known = testNames();
  /** @type {any} */
  const stryker = { activeMutant: mutant };
  if (hitLimit !== undefined) Object.assign(stryker, { hitCount: 0, hitLimit });
  /** @type {any} */ (globalThis).__stryker__ = stryker;
  const { tests, testsOf } = collector();
  /** @type {Outcome} */
  const outcome = {};
  /** @type {[name: string, milliseconds: number][]} */
  const ran = [];
  let name = 'loading';
  try {
    load(mutant === '' ? counting : running, testsOf);
    for (name of plan([...tests.keys()], known, wanted)) {
      const test = tests.get(name);
      if (!test) continue;
      stryker.currentTestId = name;
      const since = milliseconds();
      await run(test);
      ran.push([name, milliseconds() - since]);
    }
  } catch (error) {
    outcome.killedBy = name;
    outcome.error = String(error).slice(0, 300);
  }
  if (mutant === '') Object.assign(outcome, { ran, coverage: stryker.mutantCoverage });
  return outcome;
}

/**
 * Tests that only this mutant has (it changed their names) come first.
 * @param {string[]} there
 * @param {string[]} known without a mutant
 * @param {number[] | undefined} wanted
 */
function plan(there, known, wanted) {
  if (!wanted) return there;
  const before = new Set(known);
  return [...there.filter((name) => !before.has(name)), ...wanted.map((index) => known[index] ?? '')];
}

/** @type {string[] | undefined} */
let names;

/** The tests that there are without a mutant. They are not sent: with their long names that takes longer than a test. */
function testNames() {
  if (names) return names;
  /** @type {any} */ (globalThis).__stryker__ = { activeMutant: '' };
  const { tests, testsOf } = collector();
  load(running, testsOf);
  names = [...tests.keys()];
  return names;
}

/** Evaluates all modules anew. @param {vm.Script} script @param {(file: string) => object} testsOf */
function load(script, testsOf) {
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports, testsOf);
}

process.on('message', async (/** @type {Job} */ job) => process.send?.(await work(job)));
process.on('disconnect', () => process.exit());

/** Runs each mutant against the tests that reach it, in a process that is ended when it takes too long. */
import { fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from '../lib/run.mjs';

/**
 * @typedef {import('./instrument.mjs').Mutant} Mutant
 * @typedef {import('./worker.mjs').Job} Job
 * @typedef {import('./worker.mjs').Outcome} Outcome
 * @typedef {'killed' | 'survived' | 'not covered'} Status
 * @typedef {{ status: Status, killedBy?: string, error?: string, milliseconds: number }} Verdict
 */

const workerFile = fileURLToPath(new URL('worker.mjs', import.meta.url));
/** What tests may take at least, and how often what they take without a mutant: other work slows them down too. */
const PATIENCE_MS = 10_000;
const PATIENCE = 60;
/** A place that is reached this much oftener than without the mutant is in an endless loop. */
const ENDLESS = 100;
/**
 * Tests of large texts: each takes more than this share of all. They are left to `npm test`, except where no other test
 * reaches a mutant; with them the rest would take ten times as long.
 */
const LARGE = 0.01;
/** After so many mutants a fresh process: what garbage collection cannot free is gone with the old one. */
const MUTANTS_PER_PROCESS = 300;

/** A worker process that is started when it is needed. */
class Worker {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #jobs = 0;

  /** @param {string[]} args of the worker */
  constructor(args) {
    this.args = args;
  }

  /** @param {Job} job @param {number} limitMs @returns {Promise<Outcome | 'time' | 'crash'>} */
  run(job, limitMs) {
    if (this.#jobs++ >= MUTANTS_PER_PROCESS) this.stop();
    this.#child ??= fork(workerFile, this.args, {
      // Without the large tests nothing runs long enough to be worth optimizing.
      execArgv: job.mutant === '' ? [] : ['--no-opt'],
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const child = this.#child;
    return new Promise((resolve) => {
      const end = (/** @type {Outcome | 'time' | 'crash'} */ outcome) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (typeof outcome === 'string') this.stop();
        resolve(outcome);
      };
      const timer = setTimeout(() => end('time'), limitMs);
      child.on('message', (outcome) => end(/** @type {Outcome} */ (outcome)));
      child.on('exit', () => end('crash'));
      child.on('error', () => end('crash'));
      child.send(job);
    });
  }

  stop() {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#jobs = 0;
  }
}

export class Runner {
  #workers;
  /** @type {Worker[]} those that have nothing to do */
  #free;
  /** @type {Map<string, number>} milliseconds of the processor without a mutant, by test */
  #durations = new Map();
  /** @type {Map<string, number>} */
  #positions = new Map();
  /** @type {NonNullable<Outcome['coverage']>} */
  #coverage = { static: {}, perTest: {} };
  /** @type {Map<string, Map<string, number>>} how many mutants of a file a test killed */
  #kills = new Map();
  #longest = 0;

  /**
   * @param {string} bundleFile
   * @param {string} root of the project
   * @param {number} seed for tests with random values
   * @param {number} workers how many mutants may be judged at a time
   */
  constructor(bundleFile, root, seed, workers) {
    this.#workers = Array.from({ length: workers }, () => new Worker([bundleFile, root, String(seed)]));
    this.#free = [...this.#workers];
  }

  /** Runs all tests without a mutant, to learn what they reach. @returns {Promise<{ tests: number, milliseconds: number }>} */
  async learn() {
    const [first] = this.#workers;
    if (!first) throw new Error('There is no worker.');
    const outcome = await first.run({ mutant: '' }, 600_000);
    if (typeof outcome === 'string') throw new Error(`The first run of the tests ended badly (${outcome}).`);
    if (outcome.killedBy !== undefined)
      throw new Error(`Fails without a mutant: ${outcome.killedBy}\n${outcome.error}`);
    first.stop();
    const ran = outcome.ran ?? [];
    this.#durations = new Map(ran);
    this.#positions = new Map(ran.map(([name], index) => [name, index]));
    if (outcome.coverage) this.#coverage = outcome.coverage;
    const milliseconds = ran.reduce((sum, [, ms]) => sum + ms, 0);
    this.#longest = LARGE * milliseconds;
    return { tests: ran.length, milliseconds };
  }

  /**
   * The tests to run, the likeliest to fail first, and how often they reach the mutant. What runs while modules load, every
   * test can see the effect of; what runs where the tests of a file are described, all of that file.
   * @param {Mutant} mutant
   */
  #testsFor({ id, file }) {
    const kills = this.#kills.get(file);
    const { static: loading, perTest } = this.#coverage;
    const isStatic = loading[id] !== undefined;
    const reach = (/** @type {string} */ name) =>
      (perTest[name]?.[id] ?? 0) + (perTest[name.slice(0, name.indexOf(' > '))]?.[id] ?? 0);
    const reaching = [...this.#durations].filter(([name]) => isStatic || reach(name) > 0);
    const quick = reaching.filter(([, duration]) => duration < this.#longest);
    const ranked = (quick.length > 0 ? quick : reaching).map(([name, duration]) => {
      const isLikely = reach(name) > 0 || !isStatic;
      return { name, rank: (duration * (isLikely ? 1 : 10)) / (1 + 20 * (kills?.get(name) ?? 0)) };
    });
    const hits = ranked.reduce((sum, { name }) => sum + reach(name), loading[id] ?? 0);
    return { tests: ranked.sort((a, b) => a.rank - b.rank).map(({ name }) => name), hits };
  }

  /** @param {Mutant} mutant @returns {Promise<Verdict>} */
  async judge(mutant) {
    const { tests, hits } = this.#testsFor(mutant);
    if (tests.length === 0) return { status: 'not covered', milliseconds: 0 };
    const worker = this.#free.pop();
    if (!worker) throw new Error('Every worker is busy.');
    const since = Date.now();
    const expected = tests.reduce((sum, name) => sum + (this.#durations.get(name) ?? 0), 0);
    const positions = tests.map((name) => this.#positions.get(name) ?? 0);
    const job = { mutant: mutant.id, tests: positions, hitLimit: ENDLESS * hits };
    const outcome = await worker.run(job, PATIENCE_MS + PATIENCE * expected);
    this.#free.push(worker);
    const milliseconds = Date.now() - since;
    if (typeof outcome === 'string') return { status: 'killed', killedBy: `(${outcome})`, milliseconds };
    const { killedBy, error } = outcome;
    if (killedBy === undefined) return { status: 'survived', milliseconds };
    const kills = this.#kills.get(mutant.file) ?? new Map();
    this.#kills.set(mutant.file, kills.set(killedBy, (kills.get(killedBy) ?? 0) + 1));
    return { status: 'killed', killedBy, ...(error !== undefined && { error }), milliseconds };
  }

  stop() {
    for (const worker of this.#workers) worker.stop();
  }
}

/** Ends the workers with this process, however it ends. @param {Runner} runner */
export function stopAtExit(runner) {
  process.once('exit', () => runner.stop());
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(130));
}

/** Edits of one document, in a process of its own: the time of our own work for each, and the growth of memory. */
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import { configOf, firstPass } from './approaches.mjs';
import { answer, task } from './child.mjs';
import { randomEdit } from './edit-kinds.mjs';
import { EditorText } from './editor-text.mjs';
import { loadEngine } from './engine.mjs';
import { collectGarbage, quantile } from './measure.mjs';
import { randomFrom } from './random.mjs';

/** How long the engine may work before it has to give way, as in the editor. */
const SLICE_MS = 5;

const { engine: enginePath, input, edits, warmups } = task();
const engine = await loadEngine(enginePath);
const { form, expects } = input;
const config = configOf(engine, input.configFile);
const text = new EditorText(fs.readFileSync(input.file, 'utf8'));
const options = { form, expects, config };

/** @param {() => unknown} action @returns {number} milliseconds */
function timed(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

collectGarbage();
const heapBefore = process.memoryUsage().heapUsed;
const check = new engine.DocumentCheck(text, options);
const passes = [timed(() => firstPass(check))];
const problemsBefore = problems(check);
collectGarbage();
const kept = process.memoryUsage().heapUsed - heapBefore;

/** @param {any} of */
function problems({ counts: { error, warning, information } }) {
  return error + warning + information;
}

/** Everything that becomes due by an edit. @param {import('./edit-kinds.mjs').Change} change */
function edit(change) {
  text.apply(change);
  text.reading = 0;
  let longest = 0;
  const whole = timed(() => {
    check.edit([change], text);
    for (let done = false; !done; ) {
      const start = performance.now();
      done = check.work(() => performance.now() - start > SLICE_MS);
      longest = Math.max(longest, performance.now() - start);
    }
    if (check.lastEdited) check.problemsOf(check.lastEdited);
  });
  return { whole, own: whole - text.reading, longest };
}

// Small files are passed over more often, until the code is warm.
const until = performance.now() + 1500;
while (passes.length < 2 || (passes.length < 15 && performance.now() < until)) {
  passes.push(timed(() => firstPass(new engine.DocumentCheck(text, options))));
}

const random = randomFrom(7);
/** @type {Record<string, number[]>} */
const times = {};
/** @type {number[]} */
const own = [];
let longest = 0;
for (let nth = -warmups; nth < edits; nth++) {
  const { there, back } = randomEdit(text, random, Math.abs(nth), form === 'json');
  for (const step of [there, back]) {
    const time = edit(step.change);
    if (nth < 0) continue;
    const list = times[step.name] ?? [];
    list.push(time.whole);
    times[step.name] = list;
    own.push(time.own);
    longest = Math.max(longest, time.longest);
  }
}
const settling = timed(() => {
  check.settle();
  firstPass(check);
});
const fresh = new engine.DocumentCheck(text, options);
firstPass(fresh);
if (problems(check) !== problems(fresh) || problems(fresh) !== problemsBefore) {
  throw new Error(
    `After all edits were taken back ${problems(check)} problems are left; there were ${problemsBefore}, and a new check finds ${problems(fresh)}.`,
  );
}

const summary = (/** @type {number[]} */ values) => ({
  count: values.length,
  median: quantile(values, 0.5),
  p99: quantile(values, 0.99),
  max: Math.max(...values),
});
answer({
  pass: Math.min(...passes),
  kept,
  settling,
  longest,
  own: summary(own),
  all: summary(Object.values(times).flat()),
  kinds: Object.fromEntries(Object.entries(times).map(([name, values]) => [name, summary(values)])),
});

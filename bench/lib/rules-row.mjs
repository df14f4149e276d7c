/** The cost of each rule in one input: all rules beside all but one, over and over, in a process of its own. */
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import { configOf, countProblems } from './approaches.mjs';
import { answer, task } from './child.mjs';
import { loadEngine } from './engine.mjs';
import { quantile } from './measure.mjs';

const { engine: enginePath, input, rounds } = task();
const engine = await loadEngine(enginePath);
const { form, expects } = input;
const config = configOf(engine, input.configFile);
const document = engine.stringSource(fs.readFileSync(input.file, 'utf8'));

/** @param {readonly any[]} rules @returns {number} milliseconds */
function timeWith(rules) {
  const start = performance.now();
  countProblems(engine.checkText(document, { form, expects, rules, ...(config && { config }) }));
  return performance.now() - start;
}

/** @type {readonly { code: string }[]} */
const all = engine.rules;
for (let warmup = 0; warmup < 8; warmup++) for (const rules of [all, []]) timeWith(rules);

const whole = [];
const none = [];
/** @type {Map<string, number[]>} */
const savings = new Map(all.map(({ code }) => [code, []]));
for (let round = 0; round < rounds; round++) {
  none.push(timeWith([]));
  for (const left of all) {
    const others = all.filter((rule) => rule !== left);
    // Now the one first, now the other, so that what happens from time to time meets both.
    const isFirst = round % 2 === 0;
    const before = isFirst ? timeWith(all) : timeWith(others);
    const after = isFirst ? timeWith(others) : timeWith(all);
    const [every, less] = isFirst ? [before, after] : [after, before];
    whole.push(every);
    savings.get(left.code)?.push(every - less);
  }
}
answer({
  whole: quantile(whole, 0.5),
  none: quantile(none, 0.5),
  rules: [...savings].map(([code, values]) => ({ code, cost: quantile(values, 0.5) })),
});

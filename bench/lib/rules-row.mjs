/** The cost of each rule in one input: all rules beside all but one, over and over, in a process of its own. */
import fs from 'node:fs';
import process from 'node:process';
import { configOf, countProblems } from './approaches.mjs';
import { answer, task } from './child.mjs';
import { loadEngine } from './engine.mjs';
import { quantile } from './measure.mjs';

const { engine: enginePath, input, rounds } = task();
const engine = await loadEngine(enginePath);
const { form, expects } = input;
const config = configOf(engine, input.configFile);
const document = engine.stringSource(fs.readFileSync(input.file, 'utf8'));

/** @param {readonly any[]} rules @returns {number} milliseconds of the processor: the clock also counts other programs */
function timeWith(rules) {
  const before = process.cpuUsage();
  countProblems(engine.checkText(document, { form, expects, rules, config }));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @type {readonly { code: string }[]} */
const all = engine.rules;
for (let warmup = 0; warmup < 8; warmup++) for (const rules of [all, []]) timeWith(rules);

/** Times with all rules and without one, measured in turn. @type {Map<string, { every: number[], less: number[] }>} */
const pairs = new Map(all.map(({ code }) => [code, { every: [], less: [] }]));
const none = [];
for (let round = 0; round < rounds; round++) {
  none.push(timeWith([]));
  for (const left of all) {
    const others = all.filter((rule) => rule !== left);
    const pair = /** @type {{ every: number[], less: number[] }} */ (pairs.get(left.code));
    // Now the one first, now the other, so that what happens from time to time meets both.
    if (round % 2 === 0) pair.every.push(timeWith(all));
    pair.less.push(timeWith(others));
    if (round % 2 !== 0) pair.every.push(timeWith(all));
  }
}

/** The quick ones of many rounds: what else the machine did only makes slower. @param {number[]} values */
const quick = (values) => quantile(values, 0.25);

answer({
  whole: quick([...pairs.values()].flatMap(({ every }) => every)),
  none: quick(none),
  rules: [...pairs].map(([code, { every, less }]) => ({ code, cost: quick(every) - quick(less) })),
});

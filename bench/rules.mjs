/**
 * What each rule costs: a check with all rules beside one without it, so that a slow rule shows: `npm run bench:rules`.
 *
 *     --kind spans        another kind of input; mixed if left out
 *     --rounds 15         how often each pair is measured
 *     --revision COMMIT   an older commit's engine
 *     --write             renews the section in docs/performance.md
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInput } from './inputs.mjs';
import { inChild } from './lib/child.mjs';
import { bundleEngine } from './lib/engine.mjs';
import { megabytes, ms, report, table } from './lib/report.mjs';

/** @typedef {{ whole: number, none: number, rules: { code: string, cost: number }[] }} Costs */

/** No rule makes a check quicker: the largest gain that was measured is what chance alone does. @param {Costs} costs */
const chance = ({ rules, whole }) => Math.max(0.01, ...rules.map(({ cost }) => -cost / whole));

const percent = (/** @type {number} */ part) => `${(100 * part).toFixed(0)} %`;

/** @param {number} cost @param {Costs} costs */
function share(cost, costs) {
  const part = cost / costs.whole;
  return part <= chance(costs) ? '–' : percent(part);
}

/** @param {{ kind?: string, rounds?: number, revision?: string | undefined, write?: boolean }} options */
export async function benchRules({ kind = 'mixed', rounds = 15, revision, write = false }) {
  const engine = await bundleEngine({ revision });
  const good = ensureInput({ kind, megabytes: 1 });
  const bad = ensureInput({ kind, megabytes: 1, mistakes: 'all' });
  /** @type {[Costs, Costs]} */
  const [clean, spoilt] = [
    await inChild('rules-row.mjs', { engine, input: good, rounds }),
    await inChild('rules-row.mjs', { engine, input: bad, rounds }),
  ];
  const costIn = new Map(spoilt.rules.map(({ code, cost }) => [code, cost]));
  const rows = [...clean.rules]
    .sort((a, b) => b.cost - a.cost)
    .map(({ code, cost }) => [code, share(cost, clean), share(costIn.get(code) ?? 0, spoilt)]);
  const total = [
    ['the schema alone', ms(clean.none), ms(spoilt.none)],
    ['all rules', ms(clean.whole), ms(spoilt.whole)],
  ];
  const head = [`${kind}, ${megabytes(good.bytes)}`, 'no mistake', 'every region bad'];
  const bound = [clean, spoilt].map((costs) => percent(chance(costs))).join(' and ');
  const note = `Parts of the time with all rules; – is less than ${bound}, which chance alone makes.`;
  report('rules', [table(head, total), table(['rule', 'no mistake', 'every region bad'], rows), note], write);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      kind: { type: 'string', default: 'mixed' },
      rounds: { type: 'string', default: '15' },
      revision: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  await benchRules({ ...values, rounds: Number(values.rounds) });
}

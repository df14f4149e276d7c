/**
 * All benchmarks, one after another: `npm run bench`. With `--write` the tables in docs/performance.md are renewed. About
 * ten minutes on two cores; `--huge` adds the files of 500 MB. Run it on a machine that does nothing else.
 */
import { parseArgs } from 'node:util';
import { benchCli } from './cli.mjs';
import { benchEdits } from './edits.mjs';
import { benchMemory } from './memory.mjs';
import { benchRules } from './rules.mjs';
import { benchValidate } from './validate.mjs';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, huge: { type: 'boolean', default: false } },
});
for (const bench of [benchValidate, benchEdits, benchMemory, benchRules, benchCli]) await bench(values);

/** One row of the table of whole files: one input, all approaches in turn, in a process of its own. */
import { approachesFor } from './approaches.mjs';
import { answer, task } from './child.mjs';
import { interleaved } from './measure.mjs';

const { engine, input, only, rounds, warmups, slowRounds } = task();
const approaches = Object.entries(await approachesFor(engine, input, only)).map(([name, run]) => ({
  name,
  run,
  // The JSON service takes many times as long as the others.
  most: name === 'service' ? slowRounds : rounds,
}));
answer(await interleaved(approaches, { rounds, warmups }));

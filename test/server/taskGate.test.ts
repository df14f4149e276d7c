// Our verdict on tasks beside what Label Studio says of the tasks of an import.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { ensureLabelStudio } from '../../scripts/setup/index.mjs';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { type TaskVerdict, type TaskVerdictCode, taskVerdict } from '../../src/core/serverGate/task';
import { randomGateConfig } from '../generators/configs';
import { textOf } from '../generators/json';
import { Random } from '../generators/random';
import { randomTask } from '../generators/tasks';
import { Oracle } from './oracle';
import { randomConfig } from './randomConfigs';

interface Answer {
  keys: [string, string][];
  complaints: ({ refused?: string; failed?: string } | null)[];
}

const SEED = 20_261_124;
const CONFIGS = 600;
const PER_CONFIG = 10;

const REFUSALS: readonly [RegExp, TaskVerdictCode][] = [
  [/^Task root must be dict with /, 'task-not-a-dict'],
  [/^Task\[data\] must be dict or list$/, 'data-not-a-dict-or-list'],
  [/^"[\s\S]*" key is expected in task data \[assume: /, 'data-key-missing'],
  [/^data\['[\s\S]* expects the following types: \[[^\]]*\] \[assume: /, 'data-value-wrong-type'],
  [/^Task\[annotations\] must be list$/, 'annotations-not-a-list'],
  [/^Annotation must have "result" fields$/, 'annotation-without-result'],
  [/^"result" field in annotation must be list$/, 'annotation-result-not-a-list'],
  [/^Task\[predictions\] must be list$/, 'predictions-not-a-list'],
  [/^Prediction must have "result" fields$/, 'prediction-without-result'],
  [/^Task\[meta\] must be dict or list$/, 'meta-not-a-dict-or-list'],
];

let oracle: Oracle;

before(async () => {
  const { python } = await ensureLabelStudio();
  oracle = new Oracle(python, 'test/server/task_gate_oracle.py');
});

after(() => {
  oracle?.stop();
});

function isAgreed(complaint: Answer['complaints'][number], verdict: TaskVerdict | undefined): boolean {
  if (complaint === null || verdict === undefined) return complaint === null && verdict === undefined;
  const { refused, failed } = complaint;
  if (refused === undefined)
    return (
      verdict.code === 'task-exception' && verdict.detail.replace('float', 'int') === failed?.replace('float', 'int')
    );
  const found = REFUSALS.find(([pattern]) => pattern.test(refused));
  assert.ok(found, `a complaint that nothing is known of: ${refused}`);
  if (
    found[1] === 'data-value-wrong-type' &&
    !refused.includes(`types: ['${verdict.detail.replaceAll(', ', "', '")}']`)
  )
    return false;
  return found[1] === verdict.code;
}

describe('the verdict on tasks', () => {
  test(`for random configs and tasks (seed ${SEED})`, async (context) => {
    const codes = new Map<string, number>();
    let count = 0;
    for (let n = 0; n < CONFIGS; n++) {
      const random = new Random(SEED + n);
      const xml =
        n % 2 === 0 ? randomGateConfig(random) : (fc.sample(randomConfig, { numRuns: 1, seed: n })[0] as string);
      const { config } = parseLabelingConfig(xml);
      if (!config) continue;
      const tasks = random.many(PER_CONFIG, PER_CONFIG, () => textOf(randomTask(random, config)));
      const answer = (await oracle.ask(`[${JSON.stringify(xml)},[${tasks.join()}]]`)) as Answer | null;
      if (!answer) continue;
      assert.deepEqual([...config.dataTypes], answer.keys, xml);
      for (const [index, task] of tasks.entries()) {
        const verdict = taskVerdict(config, JSON.parse(task));
        const complaint = answer.complaints[index] ?? null;
        assert.ok(isAgreed(complaint, verdict), `${JSON.stringify({ complaint, verdict })}\n${xml}\n${task}`);
        count++;
        codes.set(verdict?.code ?? 'taken', (codes.get(verdict?.code ?? 'taken') ?? 0) + 1);
      }
    }
    context.diagnostic(JSON.stringify(Object.fromEntries(codes)));
    const taken = codes.get('taken') ?? 0;
    assert.ok(count > 4_000 && taken > count / 4 && taken < (count * 3) / 4, `${taken} of ${count} are taken`);
    assert.equal(codes.size, REFUSALS.length + 2, [...codes.keys()].join(', '));
  });
});

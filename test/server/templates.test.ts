// The annotation templates that come with Label Studio: predictions that the SDK generates for them, and accepts, have no
// problem of the server's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { ensureLabelStudio } from '../../scripts/setup/index.mjs';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import type { FileProblem } from '../../src/core/validation/file';
import { problemsOf } from '../harness/productVerdict';

const SAMPLES = 20;

interface Template {
  name: string;
  config: string;
  predictions: unknown[];
}

const { python } = await ensureLabelStudio();
const run = spawnSync(python, ['-X', 'utf8', 'test/server/templates_oracle.py', String(SAMPLES)], {
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
});
const templates = run.stdout
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Template);

describe('what the SDK generates for the annotation templates', () => {
  let checked = 0;
  for (const { name, config: xml, predictions } of templates) {
    test(name, () => {
      const { config, faults } = parseLabelingConfig(xml);
      assert.ok(config, faults.map(({ message }) => message).join('\n'));
      for (const prediction of predictions) {
        const text = JSON.stringify(prediction);
        for (const way of ['whole', 'apart'] as const) {
          const objections: FileProblem[] = problemsOf(config, text, way).filter(({ gates }) =>
            gates.includes('server'),
          );
          assert.deepEqual(objections, [], text);
        }
        checked++;
      }
    });
  }
  // For two templates the SDK generates nothing that its own validator takes.
  after(() => assert.ok(checked >= 60 * SAMPLES, `${checked} predictions were checked`));
});

test('all templates are there', () => {
  assert.equal(run.status, 0, run.stderr);
  assert.ok(templates.length >= 60, `${templates.length} templates`);
});

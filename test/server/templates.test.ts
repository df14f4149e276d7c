// The annotation templates that come with Label Studio: predictions that the SDK generates for them, and accepts, have no
// problem of the server's.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import type { FileProblem } from '../../src/core/validation/file';
import { problemsOf } from '../harness/productVerdict';
import { templatesOfSdk } from './sdkTemplates';

const SAMPLES = 20;

const { templates, status, stderr } = await templatesOfSdk(SAMPLES);

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
  assert.equal(status, 0, stderr);
  assert.ok(templates.length >= 60, `${templates.length} templates`);
});

// The labeling config as we read it beside the configs that Label Studio itself reads, and what it refuses to save.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { ensureLabelStudio } from '../../scripts/setup/index.mjs';
import type { ConfigFault } from '../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { sharedLabelStudio } from '../harness/labelStudio';
import { Oracle } from './oracle';
import { brokenConfig, randomConfig } from './randomConfigs';

interface Answer {
  unreadable?: string;
  controls: Record<string, { tag: string; toNames: string[]; labels: string[]; dynamicLabels: boolean }>;
  objects: Record<string, string>;
  refused: string | null;
}

/** The same seed on every run, so that a failure comes again. */
const SEED = 20_261_124;

let oracle: Oracle;
let templates: string[];

before(async () => {
  const { python } = await ensureLabelStudio();
  oracle = new Oracle(python, 'test/server/labeling_config_oracle.py');
  templates = ((await oracle.read()) as { templates: string[] }).templates;
});

after(() => {
  oracle?.stop();
});

/** What the editor alone objects to is saved. */
const isOfServer = ({ severity, gates = ['server'] }: ConfigFault): boolean =>
  severity === 'error' && gates.includes('server');

/** Both readings of one text, in one form. */
async function compare(xml: string): Promise<Answer> {
  const theirs = (await oracle.ask(JSON.stringify(xml))) as Answer;
  const { config, faults } = parseLabelingConfig(xml);
  const errors = faults.filter(isOfServer);
  for (const { start, end } of faults) assert.ok(0 <= start && start <= end && end <= xml.length, `${start}-${end}`);
  if (theirs.unreadable !== undefined || !config) {
    assert.equal(config, undefined, `Label Studio cannot read it: ${theirs.unreadable}`);
    assert.notEqual(theirs.unreadable, undefined, `Label Studio reads it: ${errors[0]?.message}`);
    assert.equal(errors.length, 1);
    return theirs;
  }
  const controls = [...config.controls.values()].map(({ name, tag, toNames, labels, dynamicLabels }) => [
    name,
    { tag, toNames, labels: labels.map(({ text }) => text), dynamicLabels },
  ]);
  assert.deepEqual(Object.fromEntries(controls), theirs.controls);
  assert.deepEqual(
    Object.fromEntries([...config.objects.values()].map(({ name, tag }) => [name, tag])),
    theirs.objects,
  );
  if (errors.length > 0) assert.notEqual(theirs.refused, null, `it is saved in spite of: ${errors[0]?.message}`);
  return theirs;
}

describe('reading beside label-studio-sdk', () => {
  test('every config that comes with Label Studio, with an error in those that may not be saved', async () => {
    assert.ok(templates.length > 90, String(templates.length));
    for (const xml of templates) {
      const { unreadable, refused } = await compare(xml);
      assert.equal(unreadable, undefined);
      const errors = parseLabelingConfig(xml).faults.filter(isOfServer);
      assert.equal(errors.length > 0, refused !== null, `${refused} beside ${errors[0]?.message}:\n${xml}`);
    }
  });

  test('the same with Windows line ends', async () => {
    for (const xml of templates) await compare(xml.replaceAll('\n', '\r\n'));
  });

  test('random configs', async () => {
    let readable = 0;
    await fc.assert(
      fc.asyncProperty(randomConfig, async (xml) => {
        readable += (await compare(xml)).unreadable === undefined ? 1 : 0;
      }),
      { seed: SEED, numRuns: 600 },
    );
    assert.ok(readable > 300, `only ${readable} could be read`);
  });

  test('random configs with a random change', async () => {
    let unreadable = 0;
    await fc.assert(
      fc.asyncProperty(brokenConfig, async (xml) => {
        unreadable += (await compare(xml)).unreadable === undefined ? 0 : 1;
      }),
      { seed: SEED, numRuns: 600 },
    );
    assert.ok(unreadable > 100, `only ${unreadable} could not be read`);
  });
});

const IMAGE = '<Image name="i" value="$i"/>';

/** Configs with one thing wrong, and whether the server takes them. */
const FAULTS: [code: string, xml: string, isSaved: boolean][] = [
  ['config-not-well-formed', `<View>${IMAGE}`, false],
  ['config-encoding-declared', `<?xml version="1.0" encoding="utf-8"?><View>${IMAGE}</View>`, false],
  ['config-doctype', `<!DOCTYPE View><View>${IMAGE}</View>`, false],
  ['duplicate-name', `<View>${IMAGE}<Text name="i" value="$t"/></View>`, false],
  ['to-name-not-found', `<View>${IMAGE}<Brush name="b" toName="image"/></View>`, false],
  ['to-name-not-found', `<View>${IMAGE}<Brush name="b" toName="i, i"/></View>`, false],
  ['to-name-is-no-object', `<View>${IMAGE}<Brush name="b" toName="b"/></View>`, true],
  ['incomplete-control', `<View>${IMAGE}<TextArea name="b"/></View>`, false],
  ['incomplete-control', `<View>${IMAGE}<Brush name="b"/></View>`, true],
  ['incomplete-object', '<View><Text name="b"/></View>', false],
  ['incomplete-object', '<View><Audio value="$a"/></View>', true],
  ['control-without-labels', `<View>${IMAGE}<Choices name="b" toName="i"/></View>`, false],
  ['label-without-value', `<View>${IMAGE}<Choices name="b" toName="i"><Choice alias="x"/></Choices></View>`, false],
  ['label-without-value', `<View>${IMAGE}<BrushLabels name="b" toName="i"><Label/></BrushLabels></View>`, true],
  ['label-outside-control', `<View>${IMAGE}<Label value="x"/></View>`, true],
  ['label-with-name', `<View>${IMAGE}<Labels name="b" toName="i"><Label name="x" value="y"/></Labels></View>`, true],
  [
    'duplicate-label',
    `<View>${IMAGE}<Labels name="b" toName="i"><Label value="y"/><Label value="y"/></Labels></View>`,
    true,
  ],
];

test('a real server does not look into comments', async () => {
  const label_config = `<View><!-- <Text name="i" value="$t"/> -->${IMAGE}</View>`;
  assert.deepEqual(parseLabelingConfig(label_config).faults, []);
  const answer = await sharedLabelStudio().api('POST', '/api/projects/', { title: 'Comment', label_config });
  assert.equal(answer.status, 201);
});

describe('what a real server refuses to save', () => {
  for (const [code, label_config, isSaved] of FAULTS) {
    test(`${code}: ${label_config}`, async () => {
      const { faults } = parseLabelingConfig(label_config);
      assert.deepEqual(
        faults.map((fault) => [fault.code, isOfServer(fault)]),
        [[code, !isSaved]],
      );
      const answer = await sharedLabelStudio().api('POST', '/api/projects/', { title: 'Config fault', label_config });
      // An encoding is not refused but fails, with 500.
      const refusals = code === 'config-encoding-declared' ? [400, 500] : [400];
      assert.ok((isSaved ? [201] : refusals).includes(answer.status), answer.text.slice(0, 300));
    });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { complete, type Proposal } from '../../../src/core/completion/complete';
import { checkText } from '../../../src/core/engine/checkText';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';

const CONFIG = configOf(`<View>
  <Image name="photo" value="$image"/>
  <Text name="note" value="$text"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Old buoy" alias="buoy"/></RectangleLabels>
  <Choices name="mood" toName="note"><Choice value="Calm"/><Choice value="Storm"/></Choices>
  <Taxonomy name="kind" toName="note"><Choice value="Vessel"><Choice value="Sail"/><Choice value="Motor"/></Choice><Choice value="Sea"/></Taxonomy>
  <Rating name="stars" toName="photo" maxRating="3"/>
  <Number name="count" toName="photo" min="2" max="9"/>
  <Relations><Relation value="tows"/><Relation value="meets"/></Relations>
</View>`);

function configOf(xml: string): LabelingConfig {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  return config;
}

/** Proposals where the text has a `¦`. */
function at(marked: string, options: { config?: LabelingConfig | undefined; versions?: string[] } = {}): Proposal[] {
  const offset = marked.indexOf('¦');
  assert.ok(offset >= 0);
  const text = marked.replace('¦', '');
  return complete(text, offset, { config: CONFIG, indent: '', ...options });
}

const labels = (proposals: readonly Proposal[]): string[] =>
  [...proposals].sort((a, b) => a.rank - b.rank).map(({ label }) => label);

/** The text when a proposal is accepted. */
function accepted(marked: string, label: string): string {
  const text = marked.replace('¦', '');
  const proposal = at(marked).find((one) => one.label === label);
  assert.ok(proposal, `${label} is proposed`);
  return text.slice(0, proposal.replaced.start) + proposal.text + text.slice(proposal.replaced.end);
}

const region = (inner: string): string => `{"task": 1, "result": [{"id": "r1", ${inner}}]}`;

describe('names', () => {
  test('control tags, those of the type of the region first', () => {
    assert.deepEqual(labels(at(region('"type": "choices", "from_name": "¦"'))), [
      'mood',
      'box',
      'kind',
      'stars',
      'count',
    ]);
  });
  test('inside a text, instead of nothing, and in a unit that is not JSON yet', () => {
    const wanted = region('"from_name": "box"');
    assert.equal(accepted(region('"from_name": "bo¦"'), 'box'), wanted);
    assert.equal(accepted(region('"from_name": ¦'), 'box'), wanted);
    assert.equal(
      accepted('{"task": 1, "result": [{"id": "r1", "from_name": ¦', 'box'),
      '{"task": 1, "result": [{"id": "r1", "from_name": "box"',
    );
  });
  test('objects that the control points to, else all', () => {
    assert.deepEqual(labels(at(region('"from_name": "mood", "to_name": "¦"'))), ['note']);
    assert.deepEqual(labels(at(region('"to_name": "¦"'))), ['photo', 'note']);
    assert.deepEqual(at(region('"to_name": "¦"'))[0]?.detail, '<Image> of data.image');
  });
  test('those that a Repeater makes', () => {
    const config = configOf(
      '<View><Repeater on="$pages"><Image name="page_{{idx}}" value="$pages[{{idx}}].image"/><RectangleLabels name="box_{{idx}}" toName="page_{{idx}}"><Label value="A"/></RectangleLabels></Repeater></View>',
    );
    assert.deepEqual(labels(at(region('"from_name": "¦"'), { config })).slice(0, 2), ['box_0', 'box_1']);
    assert.deepEqual(labels(at(region('"from_name": "box_3", "to_name": "¦"'), { config })), ['page_3']);
    assert.deepEqual(
      labels(
        at(region('"from_name": "box_3", "type": "rectanglelabels", "value": {"rectanglelabels": ["¦"]}'), { config }),
      ),
      ['A'],
    );
  });
});

describe('values', () => {
  const box = (value: string): string => region(`"type": "rectanglelabels", "from_name": "box", "value": {${value}}`);
  const other = (name: string, value: string): string => region(`"from_name": "${name}", "value": {${value}}`);

  test('labels, by the alias that has to be written', () => {
    const found = at(box('"x": 1, "rectanglelabels": ["¦"]'));
    assert.deepEqual(labels(found), ['Ship', 'buoy']);
    assert.equal(found[1]?.detail, 'alias of Old buoy');
    assert.deepEqual(labels(at(box('"rectanglelabels": ["Ship", ¦]'))), ['Ship', 'buoy']);
    assert.deepEqual(labels(at(box('"labels": ["¦"]'))), []);
    assert.deepEqual(labels(at(box('"x": ¦'))), []);
  });
  test('choices', () => assert.deepEqual(labels(at(other('mood', '"choices": ["¦"]'))), ['Calm', 'Storm']));
  test('paths of a taxonomy, and the next step of one', () => {
    assert.deepEqual(labels(at(other('kind', '"taxonomy": [¦]'))), [
      'Vessel',
      'Vessel › Sail',
      'Vessel › Motor',
      'Sea',
    ]);
    assert.equal(at(other('kind', '"taxonomy": [¦]'))[1]?.text, '["Vessel", "Sail"]');
    assert.deepEqual(labels(at(other('kind', '"taxonomy": [["¦"]]'))), ['Vessel', 'Sea']);
    assert.deepEqual(labels(at(other('kind', '"taxonomy": [["Vessel", "¦"]]'))), ['Sail', 'Motor']);
    assert.deepEqual(labels(at(other('kind', '"taxonomy": [["Sea", "¦"]]'))), []);
  });
  test('stars and bounds', () => {
    assert.deepEqual(labels(at(other('stars', '"rating": ¦'))), ['1', '2', '3']);
    assert.deepEqual(labels(at(other('count', '"number": ¦'))), ['2', '9']);
  });
  test('labels of relations', () => {
    assert.deepEqual(labels(at(region('"type": "relation", "labels": ["¦"]'))), ['tows', 'meets']);
  });
});

describe('what the unit itself has', () => {
  const two =
    '{"id": "a", "type": "rectanglelabels", "value": {"rectanglelabels": ["Ship"]}}, {"id": "b", "type": "choices"}';
  test('ids for relations and parents, with what they are', () => {
    const found = at(`{"task": 1, "result": [${two}, {"type": "relation", "from_id": "¦"}]}`, { config: undefined });
    assert.deepEqual(
      found.map(({ label, detail }) => [label, detail]),
      [
        ['a', 'Ship · rectanglelabels'],
        ['b', 'choices'],
      ],
    );
    assert.deepEqual(labels(at(`{"task": 1, "result": [${two}, {"id": "c", "parentID": "¦"}, {"id": "c"}]}`)), [
      'a',
      'b',
    ]);
  });
  test('of the same prediction only', () => {
    const task = `{"data": {}, "predictions": [{"result": [${two}]}, {"result": [{"id": "z"}, {"parentID": "¦"}]}]}`;
    assert.deepEqual(labels(at(task)), ['z']);
  });
  test('model versions of the file', () => {
    assert.deepEqual(labels(at('{"task": 1, "model_version": "¦", "result": []}', { versions: ['v1', 'v2', 'v1'] })), [
      'v1',
      'v2',
    ]);
  });
  test('data keys that the config asks for and that are not there', () => {
    assert.deepEqual(labels(at('{"data": {"image": "a.png", "¦": 1}}')), ['text']);
    assert.deepEqual(labels(at('{"data": {¦}}')), ['image', 'text']);
    assert.deepEqual(labels(at('{"meta": {"¦": 1}}')), []);
  });
});

describe('whole regions', () => {
  test('one for each control, with a free id', () => {
    const found = at('{"task": 1, "result": [{"id": "r1"}, ¦]}');
    assert.deepEqual(labels(found), [
      'box: RectangleLabels region',
      'mood: Choices region',
      'kind: Taxonomy region',
      'stars: Rating region',
      'count: Number region',
    ]);
    assert.match(found[0]?.text ?? '', /"id":"\$\{3:r2\}"/);
  });
  test('not inside of a text or a number', () => {
    assert.deepEqual(at('{"task": 1, "result": ["¦"]}'), []);
    assert.deepEqual(at('{"task": 1, "result": [1¦]}'), []);
  });

  /** What VS Code makes of a snippet when nothing is typed into it. */
  const plain = (snippet: string): string =>
    snippet
      .replace(/\$\{\d+\|((?:\\.|[^|\\])*)\|\}/g, (_, choices: string) =>
        (/^(?:\\.|[^,\\])*/.exec(choices)?.[0] ?? '').replace(/\\(.)/g, '$1'),
      )
      .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, (_, text: string) => text.replace(/\\(.)/g, '$1'))
      .replace(/\\\\([$}])/g, '$1');

  const examples = JSON.parse(readFileSync('test/fixtures/examples.json', 'utf8')) as {
    tag: string;
    config_xml: string;
  }[];
  for (const { tag, config_xml: xml } of examples) {
    const { config } = parseLabelingConfig(xml);
    if (!config) continue;
    for (const { label, text: snippet } of complete('{"task": 1, "model_version": "v", "result": []}', 45, {
      config,
      indent: '',
    })) {
      test(`${tag}: "${label}" as inserted has no error of either gate`, () => {
        const file = `{"task": 1, "model_version": "v", "result": [${plain(snippet)}]}`;
        const problems = [...checkText(stringSource(file), { form: 'json', expects: 'prediction', config })].flat();
        // Paths of nested choices are what the editor needs and the validator rejects: no form is right for both.
        const isForEditor = xml.includes('allowNested="true"');
        const errors = problems
          .filter(({ severity, gates }) => severity === 'error' && (!isForEditor || gates.includes('editor')))
          .map(({ code, message }) => `${code}: ${message}`);
        assert.deepEqual(errors, [], file);
      });
    }
  }
});

test('never throws, wherever the cursor is in whatever text', () => {
  const text = region('"from_name": "box", "type": "rectanglelabels", "value": {"rectanglelabels": ["Ship"]}');
  for (let end = 0; end <= text.length; end++) {
    for (const broken of [text.slice(0, end), text.slice(end), text])
      complete(broken, Math.min(end, broken.length), { config: CONFIG, indent: '' });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { complete } from '../../../src/core/completion/complete';
import { checkText } from '../../../src/core/engine/checkText';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { knownTypes } from '../../../src/core/tags/catalogue';
import { stringSource } from '../../../src/core/text/lines';
import { withDefaults } from '../../harness/accepting';
import { accepted, at, CONFIG, configOf, labels, region } from './asked';

describe('names', () => {
  test('control tags that the region fits, else those of its type, else all', () => {
    const all = ['box', 'mood', 'kind', 'stars', 'count'];
    const names = (inner: string): string[] => labels(at(region(inner)));
    assert.deepEqual(names('"from_name": "¦"'), all);
    assert.deepEqual(names('"type": "choices", "from_name": "¦"'), ['mood']);
    assert.deepEqual(names('"type": "polygon", "from_name": "¦"'), all);
    assert.deepEqual(names('"to_name": "photo", "from_name": "¦"'), ['box', 'stars', 'count']);
    assert.deepEqual(names('"type": "choices", "value": {"choices": ["Fog"]}, "from_name": "¦"'), ['mood']);
  });
  test('no control tag whose question is answered already', () => {
    const two = '{"task": 1, "result": [{"from_name": "mood", "type": "choices"}, {"from_name": "¦"}]}';
    assert.deepEqual(labels(at(two)), ['box', 'kind', 'stars', 'count']);
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
  test('in a text whose closing quote is missing, without what comes behind it', () => {
    for (const rest of [', "to_name": "photo"', ',\n "to_name": "photo"', '', '\n']) {
      const open = region(`"from_name": "bo¦${rest}`);
      assert.equal(accepted(open, 'box'), region(`"from_name": "box"${rest}`));
    }
    assert.equal(accepted(region('"to_name": "no¦, te", "x": 1'), 'note'), region('"to_name": "note", "x": 1'));
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

describe('types', () => {
  const types = (inner: string, config: LabelingConfig | undefined = CONFIG): string[] =>
    labels(at(`{"task": 1, "result": [{${inner}}]}`, { config }));
  const all = ['rectanglelabels', 'choices', 'taxonomy', 'rating', 'number'];

  test('that of the control tag, else those of the config, and relations where nothing speaks against one', () => {
    assert.deepEqual(types('"from_name": "mood", "type": "¦"'), ['choices']);
    assert.deepEqual(types('"from_name": "mood", "type": "cho¦ices"'), ['choices']);
    assert.deepEqual(types('"from_name": "mood", "type": ¦'), ['choices']);
    assert.deepEqual(types('"to_name": "note", "type": "¦"'), ['choices', 'taxonomy']);
    assert.deepEqual(types('"from_name": "nobody", "type": "¦"'), all);
    assert.deepEqual(types('"id": "r1", "type": "¦"'), [...all, 'relation']);
    assert.deepEqual(types('"from_id": "r1", "type": "¦"'), ['relation']);
  });
  test('those of labels beside a shape, by what the value holds', () => {
    const config = configOf(
      '<View><Image name="photo" value="$i"/><Rectangle name="shape" toName="photo"/><Labels name="kind" toName="photo"><Label value="A"/></Labels></View>',
    );
    assert.deepEqual(types('"from_name": "kind", "type": "¦"', config), ['labels', 'rectanglelabels']);
    assert.deepEqual(types('"from_name": "kind", "value": {"labels": []}, "type": "¦"', config), ['labels']);
    const merged = '"from_name": "kind", "value": {"rectanglelabels": []}, "type": "¦"';
    assert.deepEqual(types(merged, config), ['rectanglelabels']);
  });
  test('every known one with its tag where there is no labeling config', () => {
    const found = at('{"task": 1, "result": [{"type": "¦"}]}', { config: undefined });
    assert.deepEqual(labels(found).sort(), [...knownTypes].sort());
    assert.match(
      found.find(({ label }) => label === 'rectanglelabels')?.documentation ?? '',
      /\*\*RectangleLabels\.\*\*/,
    );
    assert.deepEqual(at('{"task": 1, "result": [{"value": {"type": "¦"}}]}', { config: undefined }), []);
  });
});

describe('values', () => {
  const box = (value: string): string => region(`"type": "rectanglelabels", "from_name": "box", "value": {${value}}`);
  const other = (name: string, value: string): string => region(`"from_name": "${name}", "value": {${value}}`);

  test('labels, by the alias that has to be written', () => {
    const found = at(box('"x": 1, "rectanglelabels": ["¦"]'));
    assert.deepEqual(labels(found), ['Ship', 'buoy']);
    assert.equal(found[1]?.detail, 'alias of Old buoy');
    assert.deepEqual(labels(at(box('"rectanglelabels": ["Ship", ¦]'))), ['buoy']);
    assert.deepEqual(labels(at(box('"labels": ["¦"]'))), []);
    assert.deepEqual(labels(at(box('"x": ¦'))), []);
  });
  test('labels of a box in a video: those of the control beside it', () => {
    const config = configOf(
      '<View><Video name="v" value="$v"/><VideoRectangle name="track" toName="v"/><Labels name="kind" toName="v"><Label value="Man"/><Label value="Dog"/></Labels></View>',
    );
    const track = (value: string): string =>
      region(`"type": "videorectangle", "from_name": "track", "to_name": "v", "value": {"sequence": [], ${value}}`);
    assert.deepEqual(labels(at(track('"labels": ["¦"]'), { config })), ['Man', 'Dog']);
    assert.deepEqual(labels(at(track('"labels": ["Dog", "¦"]'), { config })), ['Man']);
    assert.equal(at(track('"labels": ¦'), { config })[0]?.text, '["Man"]');
  });
  test('a list with a label in it, where the list is still to be written', () => {
    assert.deepEqual(labels(at(box('"rectanglelabels": ¦'))), ['Ship', 'buoy']);
    assert.equal(accepted(box('"rectanglelabels": ¦'), 'buoy'), box('"rectanglelabels": ["buoy"]'));
    assert.equal(accepted(box('"rectanglelabels": "Sh¦ip"'), 'Ship'), box('"rectanglelabels": ["Ship"]'));
    assert.equal(accepted(other('kind', '"taxonomy": ¦'), 'Sea'), other('kind', '"taxonomy": [["Sea"]]'));
    assert.deepEqual(labels(at(box('"rectanglelabels": ¦[]'))), []);
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

describe('behind what is written', () => {
  test('an empty object is no object whose keys are written', () => {
    assert.deepEqual(labels(at('{"data": {"image": "a"}, "predictions": [{}, ¦]}')), [
      'Prediction for this labeling config',
    ]);
    assert.deepEqual(labels(at('{"data": {}¦}')), []);
    assert.deepEqual(labels(at('{"data": {¦}}')), ['image', 'text']);
  });
  test('nothing that a comma would have to stand before', () => {
    assert.deepEqual(labels(at('{"task": 1, "result": [{"id": "r1"}¦]}')), []);
    assert.deepEqual(labels(at('{"data": {"image": "a"}, "predictions": [{"result": []}¦]}')), []);
    assert.equal(labels(at('{"task": 1, "result": [{"id": "r1"},¦]}')).length, 5);
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
        const file = `{"task": 1, "model_version": "v", "result": [${withDefaults(snippet)}]}`;
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

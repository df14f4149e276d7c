/** The catalogue of control tags against the schemas, the worked examples, and people's typing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  catalogue,
  fieldAt,
  knownTypes,
  nearestType,
  sdkAcceptsValue,
  tagByName,
  tagByType,
} from '../../../src/core/tags/catalogue';
import { editDistance } from '../../../src/core/tags/editDistance';
import { choice, raw, text } from '../../../src/core/tags/fields';
import { fillPlaceholders, snippetText } from '../../../src/core/tags/skeleton';
import { bundledSchema } from '../../../src/generated/schema';
import { editorCases, examples } from '../schema/fixtures';

interface Region {
  type: string;
  value: Record<string, unknown>;
}

describe('the catalogue', () => {
  test('has one entry for each schema of a result type, and no other', () => {
    assert.deepEqual([...knownTypes].sort(), [...bundledSchema.types].sort());
    assert.equal(new Set(catalogue.map((tag) => tag.tag)).size, catalogue.length);
  });

  test('has an example for every type', () => {
    const shown = new Set(
      examples.flatMap((example) => (example.prediction.result as unknown as Region[]).map((r) => r.type)),
    );
    assert.deepEqual(
      knownTypes.filter((type) => !shown.has(type)),
      [],
    );
  });

  test('says what a tag does in one sentence', () => {
    for (const { tag, summary } of catalogue) assert.match(summary, /^[A-Z][^\n]{20,}\.$/, tag);
  });

  test('has fields and a skeleton that fit each other', () => {
    for (const tag of catalogue) {
      const region = fillPlaceholders(tag.skeleton) as unknown as Region;
      assert.equal(region.type, tag.type);
      if (tag.type === 'relation') continue;
      assert.ok(sdkAcceptsValue(tag, region.value), `${tag.tag}: ${JSON.stringify(region.value)}`);
      if (tag.labelKey !== undefined) assert.ok(tag.labelKey in region.value && tag.labelKey in tag.fields, tag.tag);
    }
  });

  test('takes the values that the validator takes', () => {
    // Merged items and split labels are judged by other rules than the class of their type.
    const byOtherRules = /merged|split/;
    for (const { tag: name, prediction, sdk_valid } of examples) {
      if (!sdk_valid || byOtherRules.test(name)) continue;
      for (const region of prediction.result as unknown as Region[]) {
        const tag = tagByType(region.type);
        if (tag === undefined || region.type === 'relation') continue;
        assert.ok(sdkAcceptsValue(tag, region.value), name);
      }
    }
  });

  test('agrees with the validator on the values that the editor was shown', () => {
    const differ = { structureOnly: [] as string[], validatorOnly: [] as string[] };
    for (const { id, sdk, prediction } of editorCases) {
      const { result } = prediction as { result: (Region | null)[] };
      if (!Array.isArray(result) || result.includes(null)) continue;
      const accepted = (result as Region[]).every((region) => {
        const tag = tagByType(region.type);
        return tag === undefined || tag.type === 'relation' || sdkAcceptsValue(tag, region.value);
      });
      if (accepted !== sdk) differ[accepted ? 'structureOnly' : 'validatorOnly'].push(id);
    }
    assert.deepEqual(differ, {
      // The structure is fine; the validator objects to names, labels, types, the score or a relation.
      structureOnly: [
        ...['ex-42', 'ex-47', 'rect-from-case', 'rect-both-unknown', 'rect-to-array', 'rect-to-missing'],
        ...['rect-type-missing', 'rect-type-number', 'rect-label-case', 'rect-label-space', 'rect-pred-score-high'],
        ...['split-tool-rectanglelabels', 'split-old-format', 'text-label-unknown', 'hyper-type-labels'],
        ...['audio-label-unknown', 'choices-unknown', 'pair-to-both', 'rel-dir-bad', 'rel-dangling-to', 'rel-dropped'],
        ...['rep-ok', 'rep-literal'],
      ],
      // Split labels, a merged item, and a value nested under the name of its control are read by rules of their own.
      validatorOnly: ['ex-07', 'ex-30', 'rect-value-nested', 'split-labels-first'],
    });
  });
});

describe('finding a tag', () => {
  test('by type exactly, by name in any case', () => {
    assert.equal(tagByType('rectanglelabels')?.tag, 'RectangleLabels');
    assert.equal(tagByType('RectangleLabels'), undefined);
    assert.equal(tagByName('rectangleLABELS')?.type, 'rectanglelabels');
    assert.equal(tagByName('Chat')?.type, 'chatmessage');
    assert.equal(tagByName('Header'), undefined);
  });

  test('by what was probably meant', () => {
    const meant: Record<string, string | undefined> = {
      RectangleLabels: 'rectanglelabels',
      rectanglelabel: 'rectanglelabels',
      rectangles: 'rectangle',
      'rectangle-labels': 'rectanglelabels',
      rectangle_labels: 'rectanglelabels',
      'Key Point Labels': 'keypointlabels',
      rectanglelables: 'rectanglelabels',
      choice: 'choices',
      Choices: 'choices',
      Relation: 'relation',
      relations: 'relation',
      Chat: 'chatmessage',
      polgon: 'polygon',
      txtarea: 'textarea',
      bbox: undefined,
      box: undefined,
      x: undefined,
      '': undefined,
      mywidget: undefined,
      rectanglelabels: undefined,
    };
    for (const [text, type] of Object.entries(meant)) assert.equal(nearestType(text), type, text);
  });

  test('edit distance counts insertions, deletions, changes and swaps, up to the limit', () => {
    for (const [a, b, distance] of [
      ['abc', 'abc', 0],
      ['abc', 'abd', 1],
      ['abc', 'acb', 1],
      ['abc', 'ab', 1],
      ['abc', 'xyz', 3],
      ['', 'abcdef', 5],
    ] as const) {
      assert.equal(editDistance(a, b, 5), distance, `${a} ${b}`);
      assert.equal(editDistance(b, a, 5), distance, `${b} ${a}`);
    }
  });
});

describe('fieldAt', () => {
  const kindAt = (type: string, ...path: (string | number)[]): unknown => {
    const tag = tagByType(type);
    assert.ok(tag);
    return fieldAt(tag, path)?.kind;
  };

  test('finds the field that the validator reads', () => {
    assert.deepEqual(kindAt('polygonlabels', 'points', 3, 0), { kind: 'float', max: 100 });
    assert.deepEqual(kindAt('ellipse', 'radiusX'), { kind: 'float', max: 50 });
    assert.deepEqual(kindAt('ranker', 'ranker', 'best', 0), { kind: 'string' });
    assert.deepEqual(kindAt('videorectangle', 'sequence', 0, 'frame'), { kind: 'int' });
  });

  test('finds none where it does not look', () => {
    assert.equal(kindAt('keypoint', 'width'), undefined);
    assert.equal(kindAt('polygon', 'closed'), undefined);
    assert.equal(kindAt('polygon', 'points', 'x'), undefined);
    assert.equal(kindAt('rectangle', 'constructor'), undefined);
    assert.equal(kindAt('number', 'number', 'x'), undefined);
  });
});

describe('skeletons as snippet text', () => {
  test('have bare numbers and quoted texts', () => {
    const body = { a: raw(1, 10), b: text(2, 'x'), c: [choice(3, 'left', 'right')], d: raw(4, false) };
    const placeholders = ['1:10', '2:x', '3|left,right|', '4:false'].map((inside) => `\${${inside}}`);
    const [a, b, c, d] = placeholders;
    assert.equal(snippetText(body, ''), `{"a":${a},"b":"${b}","c":["${c}"],"d":${d}}`);
    assert.deepEqual(fillPlaceholders(body), { a: 10, b: 'x', c: ['left'], d: false });
  });
});

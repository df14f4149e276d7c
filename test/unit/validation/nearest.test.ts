/** Did-you-mean, and the control of a region with its memo. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { controlOf } from '../../../src/core/validation/controlOf';
import { didYouMean, nearest, nearestIn } from '../../../src/core/validation/nearest';
import { BOX_CONFIG, REPEATER_CONFIG } from '../../../src/core/validation/ruleConfigs';

const texts = (...all: string[]) => all.map((text) => ({ text }));
const otherwise = (words: string): string => `There are ${words}.`;

describe('what a text was meant to be', () => {
  test('case, blanks, hyphens and underscores make no difference', () => {
    const { candidates, near } = nearest('big ship', texts('Pier', 'Big_Ship', 'bigshop'));
    assert.deepEqual([candidates, near], [['Big_Ship', 'bigshop', 'Pier'], 2]);
  });

  test('a value stands for its alias, before all that is spelt alike', () => {
    const brands = [{ text: 'Brant' }, { text: 'B', value: 'Brand' }];
    assert.deepEqual(nearest('Brand', brands), { candidates: ['B', 'Brant'], near: 2, isAlias: true });
    assert.deepEqual(nearest('brand', brands), { candidates: ['B', 'Brant'], near: 2, isAlias: false });
  });

  test('of short words little may be wrong', () => {
    assert.equal(nearest('ab', texts('cd', 'xb')).near, 0);
    assert.equal(nearest('box', texts('bax')).near, 1);
    assert.equal(nearest('', texts('a')).near, 0);
  });

  test('what is asked, or what there is', () => {
    assert.equal(didYouMean(nearest('shp', texts('Ship', 'Pier')), otherwise), 'Did you mean "Ship"?');
    assert.equal(didYouMean(nearest('x', texts('Ship', 'Pier')), otherwise), 'There are "Ship" and "Pier".');
    const many = texts('Ab', 'Cd', 'Ef', 'Gh', 'Ij', 'Kl');
    assert.equal(didYouMean(nearest('x', many), otherwise), 'There are "Ab", "Cd", "Ef", "Gh", "Ij" ….');
  });

  test('answers are kept for a list, and a list has its own', () => {
    const ships = texts('Ship');
    assert.equal(nearestIn('shp', ships), nearestIn('shp', ships));
    assert.deepEqual(nearestIn('shp', texts('Pier')).candidates, ['Pier']);
  });

  test('of answers no more than 500 are kept', () => {
    const ships = texts('Ship');
    const first = nearestIn('0', ships);
    for (let index = 1; index < 500; index++) nearestIn(String(index), ships);
    assert.equal(nearestIn('0', ships), first);
    nearestIn('500', ships);
    assert.notEqual(nearestIn('0', ships), first);
  });
});

describe('the control of a region', () => {
  const read = (xml: string) => {
    const { config } = parseLabelingConfig(xml);
    assert.ok(config);
    return config;
  };
  const boxes = read(BOX_CONFIG);
  const pages = read(REPEATER_CONFIG);

  test('is that of the name, with its labels ready, and the same object each time', () => {
    const box = controlOf(boxes, 'box');
    assert.deepEqual(
      [box?.type, box?.toNames, [...(box?.labels ?? [])]],
      ['rectanglelabels', ['photo'], ['Ship', 'Buoy']],
    );
    assert.equal(controlOf(boxes, 'Box'), undefined);
    assert.equal(controlOf(boxes, 'box'), box);
    assert.equal(controlOf(pages, 'box'), undefined, 'another config was asked with the same name');
    assert.equal(controlOf(boxes, 'box'), box);
    for (const name of [undefined, null, 7, ['box'], { name: 'box' }]) assert.equal(controlOf(boxes, name), undefined);
    assert.equal(controlOf(pages, ['box_3']), undefined);
  });

  test('is one that a Repeater makes, or its template', () => {
    const made = controlOf(pages, 'box_3');
    assert.deepEqual([made?.toNames, made?.isTemplate, made?.indexes?.get('{{idx}}')], [['page_3'], false, 3]);
    const template = controlOf(pages, 'box_{{idx}}');
    assert.deepEqual([template?.toNames, template?.isTemplate], [['page_{{idx}}'], true]);
    assert.equal(controlOf(boxes, 'box')?.isTemplate, false);
  });

  test('is found for any number of names, of which 2,000 are kept', () => {
    const other = read(REPEATER_CONFIG);
    const first = controlOf(other, 'box_0');
    for (let index = 1; index < 2000; index++) controlOf(other, `box_${index}`);
    assert.equal(controlOf(other, 'box_0'), first);
    controlOf(other, 'box_2000');
    assert.notEqual(controlOf(other, 'box_0'), first);
    for (let index = 0; index < 5000; index++)
      assert.deepEqual(controlOf(pages, `box_${index}`)?.toNames, [`page_${index}`]);
    assert.deepEqual(controlOf(pages, 'box_1')?.toNames, ['page_1']);
  });
});

import { renameTo } from '../../fixes/drafts';
import { isObject } from '../../isObject';
import { controlOf } from '../controlOf';
import { slipIn } from '../keySlips';
import { IMAGE_TYPES } from '../regionTypes';
import { predictionWith, type Rule } from '../rule';
import { BOX_CONFIG, SPLIT_CONFIG } from '../ruleConfigs';
import { isAccepted } from '../validator';
import { aTag, show } from '../words';

const paragraph = (key: string): string =>
  `{ "id": "p1", "from_name": "mark", "to_name": "talk", "type": "paragraphlabels", "value": { "start": "0", "end": "0", "startOffset": 0, "endOffset": 4, "${key}": ["Ship"] } }`;
const box = (key: string, from = 'box'): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 1, "y": 1, "width": 5, "height": 5, "${key}": ["Ship"] } }`;

/** `labels` under `type: paragraphlabels` and the like: the key of the labels is the type itself. */
export const labelsUnderWrongKey: Rule = {
  code: 'labels-under-wrong-key',
  title: 'The labels stand under the wrong key',
  explanation:
    'The labels of a region stand under a key that is spelt like its `type`: `rectanglelabels` under `"type": "rectanglelabels"`. Under another key the validator rejects the region, and the editor draws it without a label. The key `labels` is right for every region of a `Labels` tag, also for one of the type `rectanglelabels` that is shape and label in one; so on an image only the labeling config says whether it is wrong.',
  cure: 'Rename the key to the one that the message names.',
  fixes: [
    {
      title: 'Rename the key to the one of the type',
      safety: 'safe',
      at({ unit, path, region }) {
        const right = region?.tag?.labelKey;
        if (!region || right === undefined) return undefined;
        // Where the control goes by another key, the type is what is wrong, and the labels would be lost under its key.
        const { entry } = (unit.config && controlOf(unit.config, region.value.from_name)) ?? {};
        return entry?.labelKey !== undefined && entry.labelKey !== right ? undefined : renameTo(unit, path, right);
      },
    },
  ],
  failing: [
    predictionWith(paragraph('labels')),
    predictionWith(box('polygonlabels')),
    predictionWith(box('labels'), BOX_CONFIG),
  ],
  passing: [
    predictionWith(paragraph('paragraphlabels')),
    predictionWith(box('labels')),
    predictionWith(box('labels', 'tag'), SPLIT_CONFIG),
  ],
  reads: ['config'],
  types: IMAGE_TYPES.filter((type) => type.endsWith('labels')),
  claim(finding) {
    const { region, value } = finding;
    const right = region?.tag?.labelKey;
    if (finding.keyword !== 'required' || finding.params.missingProperty !== right || right === undefined)
      return undefined;
    if (!isObject(value)) return undefined;
    const isKnown = (key: string): boolean => finding.describe([...finding.path, key]) !== '';
    const wrong =
      Object.keys(value).find((key) => key !== right && (key.endsWith('labels') || key === 'label')) ??
      slipIn(value, right, isKnown);
    if (wrong === undefined) return undefined;
    return {
      path: [...finding.path, wrong],
      on: 'key',
      message: `The labels of ${aTag(region?.tag?.tag ?? '')} region stand under ${show(right)}, not under ${show(wrong)}. Rename the key.`,
      severity: 'error',
      // Of labels under the key of a shape the type can be what is wrong, and the editor finds them all the same.
      gates: right === 'labels' || !finding.gates.includes('server') ? finding.gates : ['server', 'editor'],
      data: { key: wrong, expected: right },
    };
  },
  checkRegion(region, { config }, report) {
    const { from_name: from, type, value } = region.value;
    if (!config || typeof value !== 'object' || value === null) return;
    // The schema takes both keys, since regions of a Labels tag have the other.
    const { labels } = value as Readonly<Record<string, unknown>>;
    if (labels === undefined) return;
    const control = controlOf(config, from);
    const key = control?.entry?.labelKey;
    if (!control || key === undefined || control.type !== type || Object.hasOwn(value, key)) return;
    // What stands under the control's own name is the value once more.
    if (from === 'labels' && isAccepted(region, config)) return;
    report({
      path: ['value', 'labels'],
      on: 'key',
      message: `${show(from)} is ${aTag(control.tag.tag)}, so its labels stand under ${show(key)}, not under "labels". Rename the key.`,
      severity: 'error',
      gates: ['server', 'editor'],
      data: { key: 'labels', expected: key },
    });
  },
};

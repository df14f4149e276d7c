import { renameTo } from '../../fixes/drafts';
import type { FixTarget } from '../../fixes/target';
import { isSameWord, isSlipOf } from '../keySlips';
import type { RegionNode } from '../nodes';
import { predictionWith, type Report, type Rule } from '../rule';
import { anyBox, boxWith } from '../ruleExamples';
import { show } from '../words';

/** Keys of a region that can be left out, and that say something if they are there. */
const WANTED = ['id', 'parentID', 'item_index', 'readonly', 'score', 'meta'] as const;

/** All keys of regions, so that nothing is computed for them. */
const KNOWN: ReadonlySet<string> = new Set([
  ...WANTED,
  ...['from_name', 'to_name', 'type', 'value', 'origin', 'hidden', 'object', 'normalization'],
  ...['original_width', 'original_height', 'original_length', 'image_rotation'],
]);

/** A key that is almost one that can be left out: what stands under it is lost, and nobody says so. */
export const misspeltKey: Rule = {
  code: 'misspelt-key',
  title: 'A key that can be left out is misspelt',
  explanation:
    'Label Studio ignores keys that it does not know. Where one is almost a key that can be left out, such as `rotation`, `closed`, `item_index` or `parentID`, what stands under it is lost: a box is drawn straight, a path is not closed, a region is on the first image or in no group. (A misspelt key that must be there is reported as a missing one.)',
  cure: 'Rename the key as the message says.',
  fixes: [
    {
      title: 'Write the key in its own spelling',
      safety: 'safe',
      at: (target) => (isSameWord(...spellings(target)) ? renamed(target) : undefined),
    },
    {
      title: 'Rename the key to the most similar one',
      safety: 'guess',
      at: (target) => (isSameWord(...spellings(target)) ? undefined : renamed(target)),
    },
  ],
  failing: [
    predictionWith(boxWith('r1', '"x": 44, "y": 10, "width": 5, "height": 5, "Rotation": 30')),
    predictionWith(`${anyBox('r1')}, ${anyBox('r2', '"parent_id": "r1"')}`),
    predictionWith(anyBox('r1', '"item_indx": 2')),
  ],
  passing: [
    predictionWith(boxWith('r1', '"x": 44, "y": 10, "width": 5, "height": 5, "rotation": 30')),
    predictionWith(`${anyBox('r1')}, ${anyBox('r2', '"parentID": "r1"')}`),
    predictionWith(anyBox('r1', '"reviewer": "Alma"')),
  ],
  checkRegion(region, _inputs, report) {
    const { value } = region;
    if (value.type === 'relation') return;
    for (const key in value) if (!KNOWN.has(key)) compare(key, WANTED, value, [], report);
    const wanted = wantedIn(region);
    if (wanted === undefined || region.content[wanted] !== undefined) return;
    for (const key in region.content) {
      if (key.length > 3) compare(key, [wanted], region.content, ['value'], report);
    }
  },
};

/** The key of a value that can be left out, and that changes what is drawn. */
function wantedIn({ tag }: RegionNode): string | undefined {
  if (tag === undefined) return undefined;
  if (tag.fields.points || tag.fields.vertices) return 'closed';
  return tag.fields.rotation && 'rotation';
}

function compare(key: string, wanted: readonly string[], holder: object, path: string[], report: Report): void {
  const meant = wanted.find((one) => isSlipOf(key, one) && !Object.hasOwn(holder, one));
  if (meant === undefined) return;
  report({
    path: [...path, key],
    on: 'key',
    message: `Label Studio reads nothing under ${show(key)}: the key is ${show(meant)}. Rename it.`,
    severity: 'warning',
    gates: ['authoring'],
    data: { key, expected: meant },
  });
}

function spellings({ about: { key, expected } }: FixTarget): [string, string] {
  return [String(key), String(expected)];
}

const renamed = (target: FixTarget) => renameTo(target.unit, target.path, spellings(target)[1]);

import { set } from '../../fixes/fix';
import type { FixTarget } from '../../fixes/target';
import { fillIn, resolveObject } from '../../labelingConfig/lookup';
import type { ConfigControl, ConfigObject } from '../../labelingConfig/model';
import { controlOf } from '../controlOf';
import { type Claim, predictionWith, type Rule } from '../rule';
import { REPEATER_CONFIG } from '../ruleConfigs';
import { anyBox } from '../ruleExamples';
import { asText, show } from '../words';

const box = (from: string, to: string): string =>
  anyBox('r1').replace('"box"', `"${from}"`).replace('"photo"', `"${to}"`);

/** A name with the placeholder of a Repeater, as the labeling config has it, instead of an index. */
export const placeholderInName: Rule = {
  code: 'placeholder-in-name',
  title: 'A name holds a placeholder instead of an index',
  explanation:
    'A `Repeater` makes a control tag for each entry of a list: of `box_{{idx}}` it makes `box_0`, `box_1` and so on, counted from 0. A result has to carry one of these names. With the placeholder in it the editor leaves the region out. The validator of label-studio-sdk does not know Repeaters and takes only the name with the placeholder, so no name is right for both; what counts is that the region is shown.',
  cure: 'Write the index of the entry that the region belongs to in place of the placeholder, in `from_name` and in `to_name`.',
  fixes: [{ title: 'Put an index in', safety: 'guess', at: withIndex }],
  failing: [
    predictionWith(box('box_{{idx}}', 'page_{{idx}}'), REPEATER_CONFIG),
    predictionWith(box('box_0', 'page_{{idx}}'), REPEATER_CONFIG),
  ],
  passing: [predictionWith(box('box_{{idx}}', 'page_{{idx}}'))],
  reads: ['config'],
  checkRegion({ value: { from_name: from, to_name: to, type } }, { config }, report) {
    if (!config || typeof from !== 'string') return;
    const control = controlOf(config, from);
    if (control && !control.isTemplate && control.pointsTo(to) && !control.indexes) return;
    if (type === 'relation') return;
    const object = typeof to === 'string' ? config.objects.get(to) : undefined;
    const hasTo = object?.repeated === true;
    const isShown = !hasTo && asText(type).endsWith('labels') && resolveObject(config, asText(to)) !== undefined;
    if (control?.isTemplate) report(claim('from_name', from, control.tag, hasTo, isShown));
    else if (hasTo)
      report({ ...claim('to_name', object.name, object, false, false), data: dataOf(object, control?.indexes) });
  },
};

type Tag = ConfigControl | ConfigObject;

/**
 * @param isBoth whether both names are templates
 * @param isShown whether the editor finds another control for the region
 */
function claim(key: 'from_name' | 'to_name', name: string, tag: Tag, isBoth: boolean, isShown: boolean): Claim {
  const [first] = namesOf(tag);
  return {
    path: [key],
    on: 'value',
    message: `${show(name)} is how the labeling config writes the name inside a Repeater. The editor knows only the names that the Repeater makes of it, and ${isShown ? 'shows the region without a label' : 'leaves the region out'}. Put the index in: ${show(first ?? name)} for the first entry${isBoth ? ', and the same in "to_name"' : ''}.`,
    severity: 'error',
    gates: ['editor'],
    data: { ...dataOf(tag, undefined), keys: isBoth ? ['from_name', 'to_name'] : [key] },
  };
}

/** @param indexes what the placeholders stand for, where the other name says it */
function dataOf(tag: Tag, indexes: ReadonlyMap<string, number> | undefined) {
  const placeholders = tag.repeaters.map(({ placeholder }) => placeholder).filter((one) => tag.name.includes(one));
  return { placeholders, candidates: indexes ? [fillIn(tag.name, indexes)] : namesOf(tag), keys: ['to_name'] };
}

/** The names of the first entries. */
function namesOf({ name, repeaters }: Tag): string[] {
  return [0, 1, 2].map((index) => fillIn(name, new Map(repeaters.map(({ placeholder }) => [placeholder, index]))));
}

function withIndex({ region, path, about: { candidates, placeholders, keys } }: FixTarget) {
  if (!region || !Array.isArray(candidates) || !Array.isArray(placeholders) || !Array.isArray(keys)) return undefined;
  return (candidates as readonly string[]).map((candidate, index) => {
    const filled = (text: string): string =>
      (placeholders as readonly string[]).reduce((name, one) => name.replaceAll(one, String(index)), text);
    const edits = (keys as readonly string[]).map((key) => {
      const isOwn = key === path.at(-1);
      return set([...region.path, key], isOwn ? candidate : filled(asText(region.value[key])));
    });
    return { title: `Change to ${show(candidate)}`, edits };
  });
}

import { controlOf, type RegionControl } from '../controlOf';
import { IMAGE_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type Rule } from '../rule';
import { BOX_CONFIG, configOf, labelsTag, TEXT } from '../ruleConfigs';
import { anyBox } from '../ruleExamples';
import { aTag, listed, show } from '../words';

const ON_TEXT = configOf(TEXT, labelsTag('RectangleLabels', 'box', 'body', 'Ship'));
const box = anyBox('r1').replace('"photo"', '"body"');

/** A control tag that points to an object tag it is not made for. */
export const shapeNotForObject: Rule = {
  code: 'shape-not-for-object',
  title: 'The control tag is not made for this object tag',
  explanation:
    'Control tags are made for certain object tags: `RectangleLabels` draws on an `Image`, `ParagraphLabels` marks parts of `Paragraphs`. The labeling config can be written otherwise, and the validator does not look. The editor refuses it for some (`RectangleLabels`, `PolygonLabels`, `HyperTextLabels` …) and shows an error in place of the task; for others it loses the shape. Only spans of all kinds are alike to it: `Labels` on `Paragraphs` are shown.',
  cure: 'Correct `toName` of the control tag in the labeling config, or use the control tag that is made for this object.',
  failing: [predictionWith(box, ON_TEXT)],
  passing: [predictionWith(anyBox('r1'), BOX_CONFIG), predictionWith(box)],
  reads: ['config'],
  checkRegion({ value: { from_name: from, to_name: to, type } }, { config }, report) {
    if (!config) return;
    const control = controlOf(config, from);
    if (!control || control.unfit.size === 0 || control.type !== type) return;
    const object = control.unfit.get(to as string);
    const effect = object === undefined ? undefined : effectOf(control.type, object);
    if (object !== undefined && effect) report(unfit(to as string, object, control, effect));
  },
};

/** Control tags for which the editor looks at the object tag, and refuses the labeling config. */
const STRICT: ReadonlySet<string> = new Set(
  'hypertextlabels rectanglelabels polygon polygonlabels keypointlabels brushlabels bitmasklabels vector vectorlabels'.split(
    ' ',
  ),
);
/** Regions with a form of their own, which no other object tag can show. */
const OWN_FORM: ReadonlySet<string> = new Set([...IMAGE_TYPES, 'videorectangle', 'timelinelabels', 'ranker']);
/** Object tags that can show no span. */
const WITHOUT_SPANS: ReadonlySet<string> = new Set(['Image', 'Video', 'List']);

/** What the editor does; undefined where it shows such a region: spans of all kinds are alike to it. */
function effectOf(type: string, object: string): string | undefined {
  if (STRICT.has(type)) return 'the editor refuses the labeling config, and shows an error in place of the task';
  return OWN_FORM.has(type) || WITHOUT_SPANS.has(object) ? 'the editor cannot show the region' : undefined;
}

function unfit(to: string, object: string, { tag, entry }: RegionControl, effect: string): Claim {
  const objects = entry?.objects ?? [];
  return {
    path: ['to_name'],
    on: 'value',
    message: `${show(tag.name)} is ${aTag(tag.tag)}, which is made for ${listed(objects)}, and ${show(to)} is ${aTag(object)}: ${effect}. Correct toName in the labeling config, or use another control tag.`,
    severity: 'error',
    gates: ['editor'],
    data: { object, objects },
  };
}

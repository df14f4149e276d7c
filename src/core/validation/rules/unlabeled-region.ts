import type { LabelingConfig } from '../../labelingConfig/model';
import { controlOf } from '../controlOf';
import { labelControlsOf } from '../labelControls';
import { named } from '../nearest';
import { isAnnotation } from '../nodes';
import { editorId, ownId } from '../regionId';
import { BARE_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type RegionFact, type Rule } from '../rule';
import { SPLIT_CONFIG } from '../ruleConfigs';

const GEOMETRY = '"x": 44, "y": 10, "width": 5, "height": 5';
const shape = (id: string): string =>
  `{ "id": "${id}", "from_name": "shape", "to_name": "photo", "type": "rectangle", "value": { ${GEOMETRY} } }`;
const label = (id: string): string =>
  `{ "id": "${id}", "from_name": "tag", "to_name": "photo", "type": "labels", "value": { ${GEOMETRY}, "labels": ["Ship"] } }`;

/** A shape, or the id of what labels one. */
type Fact = string | { id: string | undefined; from: string; to: string };

/** A shape without a label, in a config whose `Labels` are there to label it. */
export const unlabeledRegion: Rule = {
  code: 'unlabeled-region',
  title: 'A shape has no label',
  explanation:
    'Where `Labels` stand beside a `Rectangle` (or `Polygon`, `Ellipse` …) in the labeling config, a region is two results with one `id`: the shape, and its label as a result of the type `labels`, which repeats the geometry. A shape alone is valid, and shown without a label. That is right where somebody is to choose the labels; where the model knows them, they are missing.',
  cure: 'Add a result of the type `labels` with the same `id`, the geometry and the label.',
  failing: [
    predictionWith(`${shape('r1')}, ${label('r1')}, ${shape('r2')}`, SPLIT_CONFIG),
    predictionWith(`${shape('r1')}, ${shape('r2')}`, SPLIT_CONFIG),
  ],
  passing: [predictionWith(`${label('r1')}, ${shape('r1')}`, SPLIT_CONFIG), predictionWith(shape('r1'))],
  reads: ['config'],
  types: [...BARE_TYPES, 'labels'],
  prediction: {
    needsAll: true,
    fact({ value: { type, id, from_name: from, to_name: to, value } }): Fact | undefined {
      if (typeof value !== 'object' || value === null) return undefined;
      // Spans are labels too, and need no shape.
      if (type === 'labels') return isSpan(value) ? undefined : ownId(id);
      // Labels in the wrong place are what is wrong then.
      if (Object.hasOwn(value, 'labels') || typeof from !== 'string' || typeof to !== 'string') return undefined;
      return { id: ownId(id), from, to };
    },
    check(facts: readonly RegionFact<Fact>[], { config }, report) {
      // A shape that people left without a label is their choice.
      if (!config || isAnnotation(facts[0]?.path ?? [])) return;
      const labeled = new Set<string>();
      for (const { fact } of facts) if (typeof fact === 'string') labeled.add(editorId(fact));
      const alone = facts.filter(({ fact }) => typeof fact !== 'string' && !isLabeled(fact.id, labeled));
      const bare = alone.filter(({ fact }) => namesFor(fact, config).length > 0);
      const [first] = bare;
      if (!first) return;
      const names = namesFor(first.fact, config);
      if (bare.length > 1 && labeled.size === 0) report(claim(first, allOf(bare.length, names), names));
      else for (const region of bare) report(claim(region, oneOf(names), names));
    },
  },
};

function isSpan(value: object): boolean {
  return (value as { start?: unknown }).start !== undefined;
}

function isLabeled(id: string | undefined, labeled: ReadonlySet<string>): boolean {
  return id !== undefined && labeled.has(editorId(id));
}

/** The `Labels` tags that a shape could have its label from. */
function namesFor(fact: Fact, config: LabelingConfig): string[] {
  const control = typeof fact === 'string' ? undefined : controlOf(config, fact.from);
  if (typeof fact === 'string' || !control || !BARE.has(control.type)) return [];
  return labelControlsOf(config, fact.to)
    .controls.filter(({ type }) => type === 'labels')
    .map(({ tag }) => tag.name);
}

const BARE: ReadonlySet<string> = new Set(BARE_TYPES);

function oneOf(names: readonly string[]): string {
  return `No result of ${named(names)} with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more.`;
}

/** One word for all: the model does not label. */
function allOf(count: number, names: readonly string[]): string {
  return `None of the ${count.toLocaleString('en')} shapes of this prediction has a label from ${named(names)}. If the model knows them, add for each a result of the type "labels" with the same "id".`;
}

function claim({ path }: RegionFact<Fact>, message: string, controls: readonly string[]): Claim {
  return { path, on: 'key', message, severity: 'warning', gates: ['authoring'], data: { controls } };
}

/** What the regions of a project can look like: the controls of its labeling config, each with its types and values. */
import { addTo } from '../../addTo';
import { asksPerRegion } from '../../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../../labelingConfig/model';
import { parseIntText } from '../../serverGate/python';
import { type ControlTag, tagByType } from '../../tags/catalogue';
import { controlOf } from '../../validation/controlOf';
import type { BundledSchema, JsonSchema } from '../types';
import { isPossible, type Shape, shapesOf } from './shapes';

/** One kind of region. */
export interface Form {
  readonly control: ConfigControl;
  readonly type: string;
  /** Names of the objects that it can be on. */
  readonly objects: readonly string[];
  /** Shapes of its value; undefined for a tag that Label Studio does not know, whose value can be anything. */
  readonly values: readonly Shape[] | undefined;
  /** Whether its value can hold what the region it is about has: those of perRegion controls. */
  readonly isAboutRegion: boolean;
}

/** The types that draw a shape, which a `Labels` can name, and the key by which such a shape is known. */
const SHAPE_KEYS: Readonly<Record<string, string>> = {
  ellipse: 'radiusX',
  rectangle: 'height',
  keypoint: 'width',
  polygon: 'points',
  brush: 'rle',
  bitmask: 'imageDataURL',
  vector: 'vertices',
};

/** Types that are none of a control's regions. */
const NO_REGIONS: ReadonlySet<string> = new Set(['relation', 'relations']);

/** All kinds of regions of a project, in the order of its controls. */
export function formsOf(bundled: BundledSchema, config: LabelingConfig): Form[] {
  const forms = new Forms(bundled, config);
  return [...config.controls.values()].flatMap((control) => forms.of(control));
}

class Forms {
  constructor(
    private readonly bundled: BundledSchema,
    private readonly config: LabelingConfig,
  ) {}

  of(control: ConfigControl): Form[] {
    const type = control.tag.toLowerCase();
    if (NO_REGIONS.has(type) || this.#neverTakes(control, type)) return [];
    const own = this.#byObject(control).flatMap(([tag, objects]) => {
      const values = this.#values(control, type, tag);
      return values?.length === 0 ? [] : [this.#form(control, type, objects, values)];
    });
    return type === 'labels' ? [...own, ...this.#merged(control)] : own;
  }

  #form(control: ConfigControl, type: string, objects: readonly string[], values: Form['values']): Form {
    return { control, type, objects, values, isAboutRegion: asksPerRegion(control) };
  }

  /** The objects of a control that are there and can show its regions, by their tag where that makes a difference. */
  #byObject(control: ConfigControl): [tag: string, objects: string[]][] {
    const groups = new Map<string, string[]>();
    const unfit = controlOf(this.config, control.name)?.unfit;
    for (const name of new Set(control.toNames)) {
      const object = this.config.objects.get(name);
      if (!object || unfit?.has(name)) continue;
      const tag = SPANS.has(object.tag.toLowerCase()) ? object.tag.toLowerCase() : '';
      addTo(groups, tag, name);
    }
    return [...groups];
  }

  /** Whether Label Studio's validator rejects every region of a control, whatever it holds. */
  #neverTakes({ name, labels, attributes }: ConfigControl, type: string): boolean {
    const tag = tagByType(type);
    if (type === 'rating' && attributes.maxRating !== undefined) {
      const most = parseIntText(attributes.maxRating);
      if (most === undefined || most < 0n) return true;
    }
    // It takes a value under the name of its control for one that is wrapped.
    if (name === type && (type === 'reactcode' || type === 'chatmessage')) return true;
    return labels.length > 0 && tag?.labelKey !== undefined && !holdsTexts(tag);
  }

  #values(control: ConfigControl, type: string, objectTag: string): Shape[] | undefined {
    if (!this.bundled.types.includes(type)) return undefined;
    const shapes = shapesOf(this.bundled, this.bundled.definitions[type]?.properties?.value ?? {});
    const key = type === 'ranker' ? type : (tagByType(type)?.labelKey ?? 'labels');
    const own = shapes.filter(({ required }) => key === 'labels' || !required.has('labels'));
    const usable = type === 'labels' ? own.filter((shape) => this.#isUsable(control, shape, objectTag)) : own;
    return usable
      .filter((shape) => isOn(objectTag, shape))
      .map((shape) => {
        const others = MERGED_KEYS.filter((other) => other !== key);
        return withConfig(onObject(dropped(shape, others), objectTag), key, control, type, this.config);
      })
      .filter(isPossible);
  }

  /** Of `Labels` without a shape of its own: a span of an object that has a length, or what repeats another's shape. */
  #isUsable(control: ConfigControl, { properties }: Shape, objectTag: string): boolean {
    if ('start' in properties) return SPANS.has(objectTag);
    return this.#typesBeside(control).some((type) => isShape(properties, type));
  }

  /** The types of the other controls on an object of this control. */
  #typesBeside(control: ConfigControl): string[] {
    const types = [...this.config.controls.values()]
      .filter((other) => other !== control && other.toNames.some((name) => control.toNames.includes(name)))
      .map(({ tag }) => tag.toLowerCase());
    return [...new Set(types)];
  }

  /** Shapes with their labels in one region of the `Labels`. The validator knows none where labels come from the data. */
  #merged(control: ConfigControl): Form[] {
    if (control.labels.length === 0) return [];
    const objects = this.#byObject(control).flatMap(([, names]) => names);
    if (objects.length === 0) return [];
    return this.#typesBeside(control).flatMap((shape) => {
      const type = `${shape}labels`;
      const key = shape === 'videovector' ? type : 'labels';
      if (key === 'labels' && !(shape in SHAPE_KEYS)) return [];
      const values = shapesOf(this.bundled, this.bundled.definitions[type]?.properties?.value ?? {})
        .filter(({ required }) => required.has(key))
        .map((one) =>
          dropped(
            one,
            [type, 'labels'].filter((other) => other !== key),
          ),
        )
        .filter(isPossible)
        .map((one) => withConfig(one, key, control, type, this.config));
      return values.length === 0 ? [] : [this.#form(control, type, objects, values)];
    });
  }
}

/** Keys of the two forms of labels that a shape can have. */
const MERGED_KEYS: readonly string[] = ['labels', 'videovectorlabels'];

/** Objects that have a length, so that a part of them is a span. */
const SPANS: ReadonlySet<string> = new Set(['text', 'hypertext', 'audio', 'audioplus']);

/** Whether labels are compared with a list of texts. */
function holdsTexts({ fields, labelKey = '' }: ControlTag): boolean {
  return fields[labelKey]?.kind.kind === 'list';
}

function isShape(properties: Shape['properties'], type: string): boolean {
  // The keys are asked in the order in which the schema tells shapes apart: an ellipse has no height, a rectangle has.
  const found = Object.entries(SHAPE_KEYS).find(([, key]) => key in properties);
  return found?.[0] === type;
}

function dropped(shape: Shape, keys: readonly string[]): Shape {
  const properties = { ...shape.properties };
  const forbidden = new Set(shape.forbidden);
  for (const key of keys) {
    if (!(key in properties)) continue;
    delete properties[key];
    forbidden.add(key);
  }
  return { properties, required: shape.required, forbidden };
}

/** What the ends of a span count, by the object that it is on. */
const UNITS: Readonly<Record<string, string>> = {
  text: 'in Unicode code points from the start of the text',
  audio: 'in seconds',
  audioplus: 'in seconds',
};

/** Whether a shape can be on an object: XPaths lead through HyperText only. */
function isOn(objectTag: string, { properties }: Shape): boolean {
  return !(objectTag in UNITS) || properties.start?.type !== 'string' || !('startOffset' in properties);
}

/** The ends of a span in the unit of its object, and without the keys of others. */
function onObject(shape: Shape, objectTag: string): Shape {
  const { start, end } = shape.properties;
  const unit = UNITS[objectTag];
  if (!start || !end) return shape;
  if (unit === undefined) return objectTag === 'hypertext' ? dropped(shape, ['channel']) : shape;
  const isText = objectTag === 'text';
  const kind: JsonSchema = isText ? { type: 'integer', minimum: 0 } : {};
  const properties = {
    ...shape.properties,
    start: { ...start, ...kind, description: `Start of the span ${unit}.` },
    end: { ...end, ...kind, description: `End of the span ${unit}${isText ? ', not included' : ''}.` },
  };
  return dropped({ ...shape, properties }, isText ? ['channel', 'globalOffsets'] : ['globalOffsets']);
}

/** A shape with the labels and limits of the config. */
function withConfig(shape: Shape, key: string, control: ConfigControl, type: string, config: LabelingConfig): Shape {
  const property = shape.properties[key];
  if (type === 'rating' && property) {
    const most = Number(parseIntText(control.attributes.maxRating ?? '5'));
    return withProperty(shape, key, { ...property, maximum: most });
  }
  if (type === 'ranker' && property) return withProperty(shape, key, rankerSchema(property, control));
  const labels = labelsOf(control, type, config);
  const isTree = type === 'choices' || type === 'taxonomy';
  if (!property || (labels.length === 0 && !isTree)) return shape;
  const limited = withProperty(shape, key, limitedTo(property, labels, control));
  // Once a control has labels, the validator asks for them.
  return control.labels.length > 0 ? { ...limited, required: new Set([...limited.required, key]) } : limited;
}

/** The labels of a control; those of a rectangle in a video are the ones of the `Labels` beside it. */
function labelsOf(control: ConfigControl, type: string, { controls }: LabelingConfig): readonly string[] {
  const own = control.labels.map(({ text }) => text);
  if (own.length > 0 || !type.startsWith('video')) return own;
  const beside = [...controls.values()].filter(
    ({ tag, toNames }) => tag === 'Labels' && toNames.some((name) => control.toNames.includes(name)),
  );
  if (beside.some(({ dynamicLabels }) => dynamicLabels)) return [];
  return [...new Set(beside.flatMap(({ labels }) => labels.map(({ text }) => text)))];
}

/** The lists of a `Ranker`: one of its own name, or one for each bucket and one for what is in none. */
function rankerSchema(property: JsonSchema, { name, buckets }: ConfigControl): JsonSchema {
  const own = buckets.length === 0 ? [name] : buckets.map((bucket) => bucket.name);
  const names = buckets.length === 0 || buckets.some(({ isDefault }) => isDefault) ? own : [...own, '_'];
  const list = property.additionalProperties || {};
  const properties = Object.fromEntries(names.map((one) => [one, list]));
  const { description = '' } = property;
  return { description, type: 'object', properties, required: own };
}

/**
 * A list of labels, or of paths of labels, with the texts of the config. Choices are paths only with `allowNested`: the
 * validator takes none at all then, and the editor nothing else.
 */
function limitedTo(property: JsonSchema, labels: readonly string[], control: ConfigControl): JsonSchema {
  const path = pathSchema(labels, control);
  if (control.tag.toLowerCase() === 'taxonomy') return { ...property, items: path };
  const isChoices = control.tag.toLowerCase() === 'choices';
  const isNested = isChoices && control.attributes.allowNested?.toLowerCase() === 'true';
  // Without `allowNested` choices inside of others are not shown.
  const shown = isChoices && !isNested ? firstLevel(control) : labels;
  const one = labelSchema(shown);
  return { ...property, items: isNested ? { anyOf: [one, path] } : one };
}

function firstLevel({ paths }: ConfigControl): readonly string[] {
  return [...new Set(paths.flatMap((path) => (path.length === 1 ? path : [])))];
}

function labelSchema(labels: readonly string[]): JsonSchema {
  const texts = labels.length > 0 ? { enum: [...labels] } : {};
  return { description: 'A label of the labeling config.', type: 'string', ...texts };
}

/** A path: its steps are labels, and where all of them are known it is one that stands in the config. */
function pathSchema(labels: readonly string[], { paths, dynamicLabels }: ConfigControl): JsonSchema {
  const known = new Map(paths.map((path) => [JSON.stringify(path), path]));
  const path: JsonSchema = {
    description: 'A path from the root.',
    type: 'array',
    minItems: 1,
    items: labelSchema(labels),
  };
  return dynamicLabels || known.size === 0 ? path : { ...path, enum: [...known.values()] };
}

function withProperty(shape: Shape, key: string, property: JsonSchema): Shape {
  return { ...shape, properties: { ...shape.properties, [key]: property } };
}

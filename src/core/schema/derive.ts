/**
 * Derives the schema for editors from the strict one: completion, hover and snippets, but nothing that VS Code's JSON
 * service could underline, since our own diagnostics say what is wrong.
 *
 * How it is built follows from how that service works (vscode-json-languageservice):
 * - It offers what a schema says about `properties`, `items`, `type`, `enum`, `examples` and `defaultSnippets`, also in an
 *   `if` without `then`, which never reports anything. So all that asserts something is in such a `hint`.
 * - Every `allOf`, `if`, `then` and `oneOf` collects what matches below it in a list that is spread into a call: above about
 *   100,000 matches the call overflows the stack and the whole file is without hover and completion. So these
 *   hold shallow schemas only, one region at the most; long lists stay outside of them, and lists of bare numbers have
 *   no `items` at all.
 * - It looks for the values to propose directly in a property's schema, and does not follow an `if` there. It proposes every
 *   `const` and `enum` that it meets, also those of a condition, so that the types are told apart by a `pattern`.
 */
import type { ControlTag } from '../tags/catalogue';
import { flattenProperties } from './flatten';
import { predictionSnippet, regionSnippets, relationType, taskSnippet } from './snippets';
import type { BundledSchema, DefaultSnippet, JsonSchema } from './types';

/** What the elements of a document are; `any` decides by their keys and offers both where they have none. */
export type DocumentForm = 'any' | 'tasks' | 'predictions';

/** One element alone, as a line of JSONL has it. */
export type UnitForm = 'task' | 'prediction' | 'unit';

const DRAFT = 'http://json-schema.org/draft-07/schema#';
/** Keys of `value` whose lists are long and hold objects: their items are described outside of any condition. */
const LONG_LISTS = ['vertices', 'sequence', 'ranges'];

/**
 * The schema for a whole document: a list of tasks, a list of predictions, one task or one prediction.
 */
export function deriveIntellisenseSchema(
  bundled: BundledSchema,
  catalogue: readonly ControlTag[],
  form: DocumentForm,
): JsonSchema {
  const element = elementSchema(form);
  return {
    $schema: DRAFT,
    definitions: definitions(bundled, catalogue),
    ...element,
    items: { ...element, defaultSnippets: elementSnippets(catalogue, form) },
    defaultSnippets: documentSnippets(catalogue, form),
  } as JsonSchema;
}

/** The schema for one element alone. */
export function deriveUnitSchema(bundled: BundledSchema, catalogue: readonly ControlTag[], unit: UnitForm): JsonSchema {
  const form: DocumentForm = unit === 'unit' ? 'any' : unit === 'task' ? 'tasks' : 'predictions';
  return {
    $schema: DRAFT,
    definitions: definitions(bundled, catalogue),
    ...elementSchema(form),
    defaultSnippets: elementSnippets(catalogue, form),
  } as JsonSchema;
}

const reference = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/**
 * The lists of an element unconditionally, and its keys by what it is. The root uses it beside `items`: whichever of
 * both does not fit the document is silent.
 */
function elementSchema(form: DocumentForm): JsonSchema {
  const properties = {
    predictions: silent({ items: reference('prediction') }),
    annotations: silent({ items: reference('annotation') }),
    result: silent({ items: reference('region') }),
  };
  if (form === 'tasks') return { properties, allOf: [reference('taskKeys')] };
  if (form === 'predictions') return { properties, allOf: [reference('predictionKeys')] };
  return {
    properties,
    if: { anyOf: [{ required: ['data'] }, { required: ['predictions'] }, { required: ['annotations'] }] },
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: reference('taskKeys'),
    else: {
      if: { required: ['result'] },
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
      then: reference('predictionKeys'),
      else: { allOf: [reference('taskKeys'), reference('predictionKeys')] },
    },
  };
}

/** Proposed and shown, but never asserted. */
const hint = (schema: JsonSchema): JsonSchema => ({ if: schema });

/** A property that adds to what is known about its value, but is proposed elsewhere. */
const silent = (schema: JsonSchema): JsonSchema => ({ ...schema, doNotSuggest: true });

function definitions(bundled: BundledSchema, catalogue: readonly ControlTag[]): Record<string, JsonSchema> {
  return {
    prediction: {
      properties: { result: silent({ items: reference('region') }) },
      allOf: [reference('predictionKeys')],
      defaultSnippets: [predictionSnippet(catalogue)],
    },
    annotation: {
      properties: { result: silent({ items: reference('region') }) },
      allOf: [reference('annotationKeys')],
    },
    taskKeys: hint({ properties: flattenProperties(bundled, 'task', 0) }),
    annotationKeys: hint({
      properties: flattenProperties(bundled, 'task', 2).annotations?.items?.properties ?? {},
    }),
    predictionKeys: hint({ properties: flattenProperties(bundled, 'prediction', 0) }),
    region: regionSchema(bundled, catalogue),
    regionKeys: {
      // Without a description of `value`, so that the one of the region's type shows.
      properties: {
        ...flattenProperties(bundled, 'otherRegion', 0),
        type: typeKey(catalogue),
        value: { type: 'object' },
      },
    },
    relationKeys: { properties: { ...flattenProperties(bundled, relationType, 0), type: typeKey(catalogue) } },
  };
}

function regionSchema(bundled: BundledSchema, catalogue: readonly ControlTag[]): JsonSchema {
  return {
    properties: { value: silent({ properties: longLists(bundled) }) },
    if: { ...hasType([relationType]), required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: hint(reference('relationKeys')),
    else: hint({ allOf: [reference('regionKeys'), valuesByType(bundled)] }),
    defaultSnippets: regionSnippets(catalogue),
  };
}

const hasType = (types: readonly string[]): JsonSchema => ({
  properties: { type: silent({ pattern: `^(?:${types.join('|')})$` }) },
});

/** What the value of each type holds. */
function valuesByType(bundled: BundledSchema): JsonSchema {
  const types = bundled.types.filter((type) => type !== relationType);
  return {
    if: { ...hasType(types), required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: valueOfOne(bundled, types),
  };
}

/** Halves the types until one is left: a few looks for each region, and not one for each type. */
function valueOfOne(bundled: BundledSchema, types: readonly string[]): JsonSchema {
  const [type = ''] = types;
  if (types.length <= 1) {
    return { properties: { value: flattenProperties(bundled, type, 2, LONG_LISTS).value ?? {} } };
  }
  const half = types.slice(0, types.length / 2);
  return {
    if: hasType(half),
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: valueOfOne(bundled, half),
    else: valueOfOne(bundled, types.slice(half.length)),
  };
}

/** The items of long lists, for all types together. */
function longLists(bundled: BundledSchema): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  for (const type of bundled.types) {
    const value = flattenProperties(bundled, type, 4).value?.properties ?? {};
    for (const key of LONG_LISTS) {
      const items = value[key]?.items;
      if (items?.properties === undefined) continue;
      const known = found[key]?.items?.if?.properties ?? {};
      found[key] = silent({ items: hint({ properties: { ...items.properties, ...known } }) });
    }
  }
  return found;
}

/**
 * `type` with every known type and what it is for: for the hover alone. Which types there can be is told by the labeling
 * config, so our own completion proposes them, and the service looks into no `if` for values.
 */
function typeKey(catalogue: readonly ControlTag[]): JsonSchema {
  const note = (tag: ControlTag): string => (tag.edition === 'enterprise' ? ' Only in Label Studio Enterprise.' : '');
  return {
    markdownDescription: 'Kind of the region: the name of the control tag in lower case, or relation.',
    type: 'string',
    ...hint({
      enum: catalogue.map((tag) => tag.type),
      markdownEnumDescriptions: catalogue.map((tag) => `**${tag.tag}.** ${tag.summary}${note(tag)}`),
    }),
  };
}

function elementSnippets(catalogue: readonly ControlTag[], form: DocumentForm): DefaultSnippet[] {
  const task = taskSnippet(catalogue);
  const prediction = predictionSnippet(catalogue, true);
  return form === 'any' ? [task, prediction] : [form === 'tasks' ? task : prediction];
}

function documentSnippets(catalogue: readonly ControlTag[], form: DocumentForm): DefaultSnippet[] {
  return elementSnippets(catalogue, form).map(({ label, body, ...rest }) => ({
    ...rest,
    label: `List: ${label}`,
    body: [body],
  }));
}

/**
 * The JSON Schema of the predictions of one project: the strict schema with the names, types and labels of its labeling
 * config. It has no references and no conditions, so that every validator reads it, and language models can be held to it.
 */
import type { ConfigControl, LabelingConfig } from '../../labelingConfig/model';
import type { BundledSchema, JsonSchema } from '../types';
import { type Form, formsOf } from './forms';
import { objectSchema, plainSchema, type Writing } from './plain';
import { type Shape, shapesOf } from './shapes';

/** What a document of the schema holds. */
export const ROOTS = ['prediction', 'predictions', 'task', 'tasks'] as const;
export type SchemaRoot = (typeof ROOTS)[number];

export interface ProjectSchemaOptions {
  root: SchemaRoot;
  /** Takes keys that the schema does not know, as Label Studio does. */
  lax: boolean;
  /** Whether there may be relations between regions; yes if left out. */
  relations?: boolean;
}

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** @returns undefined when the config has no control whose regions could be predicted */
export function projectSchema(
  bundled: BundledSchema,
  config: LabelingConfig,
  { root, lax, relations = true }: ProjectSchemaOptions,
): JsonSchema | undefined {
  const writing: Writing = { bundled, lax };
  const forms = formsOf(bundled, config);
  if (forms.length === 0) return undefined;
  const regions = forms.map((form) => regionSchema(writing, form));
  if (relations) regions.push(relationSchema(writing, config));
  const inTask = predictionSchema(writing, regions, false);
  return { $schema: DRAFT, title: TITLES[root], ...rootSchema(root, writing, config, inTask, regions) };
}

const TITLES: Readonly<Record<SchemaRoot, string>> = {
  prediction: 'Prediction of this Label Studio project',
  predictions: 'Predictions of this Label Studio project, each with its task',
  task: 'Task of this Label Studio project with its predictions',
  tasks: 'Tasks of this Label Studio project with their predictions',
};

function rootSchema(
  root: SchemaRoot,
  writing: Writing,
  config: LabelingConfig,
  prediction: JsonSchema,
  regions: readonly JsonSchema[],
): JsonSchema {
  if (root === 'prediction') return prediction;
  if (root === 'predictions') return { type: 'array', items: predictionSchema(writing, regions, true) };
  const task = taskSchema(writing, config, prediction);
  return root === 'task' ? task : { type: 'array', items: task };
}

function predictionSchema(writing: Writing, regions: readonly JsonSchema[], isFlat: boolean): JsonSchema {
  const [shape] = shapesOf(writing.bundled, writing.bundled.definitions.prediction ?? {});
  const { properties = {}, required = new Set<string>(), forbidden = new Set<string>() } = shape ?? {};
  const result: JsonSchema = {
    description: properties.result?.description ?? '',
    type: 'array',
    items: { anyOf: [...regions] },
  };
  const whole = { properties: { ...properties, result }, required: new Set(required), forbidden };
  if (isFlat) whole.required.add('task');
  return withPlain(writing, whole, { result });
}

function taskSchema(writing: Writing, config: LabelingConfig, prediction: JsonSchema): JsonSchema {
  const [shape] = shapesOf(writing.bundled, writing.bundled.definitions.task ?? {});
  if (!shape) return {};
  const keys = [...new Set([...config.dataTypes.keys()].map((key) => key.split(/[.[]/)[0] ?? key))];
  const data: JsonSchema = {
    description: 'What the labeling config shows, and whatever else is known of the task.',
    type: 'object',
    properties: Object.fromEntries(
      keys.map((key) => [key, { description: `What the labeling config shows as $${key}.` }]),
    ),
    required: keys,
  };
  const predictions: JsonSchema = { description: 'Predictions for this task.', type: 'array', items: prediction };
  return withPlain(writing, shape, { data, predictions });
}

/** An object of one shape, some of whose properties are plain already. */
function withPlain(writing: Writing, shape: Shape, plain: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const schema = objectSchema(writing, [shape]);
  return { ...schema, properties: { ...schema.properties, ...plain } };
}

function relationSchema(writing: Writing, { relationLabels = [] }: LabelingConfig): JsonSchema {
  const schema = plainSchema(writing, writing.bundled.definitions.relation ?? {});
  const { labels } = schema.properties ?? {};
  if (!labels || relationLabels.length === 0) return schema;
  const items: JsonSchema = { description: 'A label of the labeling config.', type: 'string', enum: relationLabels };
  return { ...schema, properties: { ...schema.properties, labels: { ...labels, items } } };
}

/** A region of one kind: first what tells it from the others. */
function regionSchema(writing: Writing, form: Form): JsonSchema {
  const { bundled, lax } = writing;
  const { type, values, isAboutRegion } = form;
  const [shape] = shapesOf(bundled, bundled.definitions[values ? type : 'otherRegion'] ?? {}).slice(-1);
  const properties = shape?.properties ?? {};
  const value = values ? objectSchema({ bundled, lax: lax || isAboutRegion }, values) : {};
  const told: Record<string, JsonSchema> = {
    id: plainSchema(writing, properties.id ?? {}),
    from_name: nameSchema(properties.from_name, [form.control.name], form.control),
    to_name: nameSchema(properties.to_name, form.objects, form.control),
    type: { ...described(properties.type), type: 'string', enum: [type] },
    value: { ...described(properties.value), ...value },
  };
  const { from_id: _, to_id: __, ...rest } = properties;
  const schema = withPlain(writing, { ...(shape as Shape), properties: rest }, {});
  const required = new Set(['from_name', 'to_name', 'type', 'value', ...(schema.required ?? [])]);
  if (isAboutRegion) required.add('id');
  return { ...schema, properties: { ...told, ...without(schema.properties ?? {}, told) }, required: [...required] };
}

function without(properties: Readonly<Record<string, JsonSchema>>, others: Readonly<Record<string, JsonSchema>>) {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !Object.hasOwn(others, key)));
}

const described = (schema: JsonSchema | undefined): JsonSchema =>
  schema?.description === undefined ? {} : { description: schema.description };

/** The names that can stand here; those in a Repeater by a pattern, since a number takes the place of its index. */
function nameSchema(
  schema: JsonSchema | undefined,
  names: readonly string[],
  { repeaters }: ConfigControl,
): JsonSchema {
  const placeholders = repeaters.map(({ placeholder }) => placeholder);
  const isRepeated = names.some((name) => placeholders.some((placeholder) => name.includes(placeholder)));
  if (!isRepeated) return { ...described(schema), type: 'string', enum: [...names] };
  return {
    ...described(schema),
    type: 'string',
    pattern: `^(?:${names.map((name) => patternOf(name, placeholders)).join('|')})$`,
  };
}

function patternOf(name: string, placeholders: readonly string[]): string {
  let pattern = escaped(name);
  for (const placeholder of placeholders) pattern = pattern.replaceAll(escaped(placeholder), '[0-9]+');
  return pattern;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

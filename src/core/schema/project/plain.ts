/** Plain schemas: no references, no conditions; objects with several shapes are an `anyOf`. */
import { resolve } from '../describe';
import type { BundledSchema, JsonSchema } from '../types';
import { type Shape, shapesOf } from './shapes';

/** How plain schemas are written. */
export interface Writing {
  readonly bundled: BundledSchema;
  /** Whether objects may have keys that the schema does not know, as Label Studio takes them. */
  readonly lax: boolean;
}

/** What is kept of a property that is neither object nor list. */
const KEPT = [
  'description',
  'type',
  'enum',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
] as const;

/** A schema without references and conditions. */
export function plainSchema(writing: Writing, schema: JsonSchema): JsonSchema {
  if (schema.$ref !== undefined) return plainSchema(writing, resolve(writing.bundled, schema.$ref) ?? {});
  if (schema.properties !== undefined || schema.allOf !== undefined || schema.if !== undefined) {
    return objectSchema(writing, shapesOf(writing.bundled, schema), schema.description);
  }
  if (schema.anyOf !== undefined) return eitherOf(writing, schema, schema.anyOf);
  const types = ([] as string[]).concat(schema.type ?? []);
  if (types.filter((type) => type !== 'null').length > 1) {
    const { items, ...scalar } = schema;
    const each = types.map((type) => ({ ...scalar, type, ...(type === 'array' && items && { items }) }));
    return eitherOf(writing, schema, each);
  }
  const plain: JsonSchema = {};
  for (const key of KEPT) if (schema[key] !== undefined) Object.assign(plain, { [key]: schema[key] });
  // Above it a number may be written with an exponent, which the validator reads as no whole number.
  if (types.includes('integer')) plain.maximum ??= Number.MAX_SAFE_INTEGER;
  if (schema.const !== undefined) plain.enum = [schema.const];
  if (schema.items !== undefined) plain.items = plainSchema(writing, schema.items);
  if (schema.additionalProperties) plain.additionalProperties = plainSchema(writing, schema.additionalProperties);
  return plain;
}

/** Several kinds of values: one schema for each, since ajv's strict mode and other programs want one kind at a time. */
function eitherOf(writing: Writing, { description }: JsonSchema, each: readonly JsonSchema[]): JsonSchema {
  const anyOf = each.map((one) => plainSchema(writing, one));
  return description === undefined ? { anyOf } : { description, anyOf };
}

/** An object that has one of these shapes. */
export function objectSchema(writing: Writing, shapes: readonly Shape[], description?: string): JsonSchema {
  const [only, ...more] = shapes.map((shape) => shapeSchema(writing, shape));
  const about = description === undefined ? {} : { description };
  return more.length === 0 && only ? { ...about, ...only } : { ...about, anyOf: only ? [only, ...more] : [] };
}

function shapeSchema(writing: Writing, { properties, required, forbidden }: Shape): JsonSchema {
  const known = Object.entries(properties).map(([key, schema]) => [key, plainSchema(writing, schema)] as const);
  const never = writing.lax ? [...forbidden].map((key) => [key, { not: {} }] as const) : [];
  return {
    type: 'object',
    properties: Object.fromEntries([...known, ...never]),
    required: [...required],
    ...(!writing.lax && { additionalProperties: false }),
  };
}

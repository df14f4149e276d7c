/**
 * Takes the conditions out of a strict schema: an object that is described by references, parts and `if` becomes a list of
 * plain shapes, of which it has one. Language models and small validators understand nothing else.
 */
import { resolve } from '../describe';
import type { BundledSchema, JsonSchema } from '../types';

/** One form that an object can have. */
export interface Shape {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: ReadonlySet<string>;
  /** Keys that must not be there. */
  readonly forbidden: ReadonlySet<string>;
}

const ANYTHING: Shape = { properties: {}, required: new Set(), forbidden: new Set() };

/** The shapes that a schema of an object allows, each once. */
export function shapesOf(bundled: BundledSchema, schema: JsonSchema): Shape[] {
  const found = new Map<string, Shape>();
  for (const shape of applied(bundled, [ANYTHING], schema)) {
    const { properties, required, forbidden } = shape;
    found.set(JSON.stringify([properties, [...required].sort(), [...forbidden].sort()]), shape);
  }
  return [...found.values()];
}

/** What is left of shapes, or becomes of them, when they also have to meet a schema. */
function applied(bundled: BundledSchema, shapes: readonly Shape[], schema: JsonSchema): Shape[] {
  if (schema.$ref !== undefined) return applied(bundled, shapes, resolve(bundled, schema.$ref) ?? {});
  const own = { ...schema, properties: resolved(bundled, schema.properties) };
  let found = shapes.map((shape) => narrowed(shape, own));
  for (const part of schema.allOf ?? []) found = applied(bundled, found, part);
  const { if: condition, then, else: otherwise } = schema;
  if (condition !== undefined) {
    found = [
      ...applied(
        bundled,
        found.flatMap((shape) => assumed(shape, condition)),
        then ?? {},
      ),
      ...applied(
        bundled,
        found.map((shape) => denied(shape, condition)),
        otherwise ?? {},
      ),
    ];
  }
  return found.filter(isPossible);
}

/** Properties whose references are followed, so that more can be said of them. */
function resolved(bundled: BundledSchema, properties: JsonSchema['properties'] = {}): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, { $ref, ...own }]) => [
      key,
      $ref === undefined ? own : { ...resolve(bundled, $ref), ...own },
    ]),
  );
}

/** Whether no key has to be there that must not. */
export function isPossible({ required, forbidden }: Shape): boolean {
  for (const key of required) if (forbidden.has(key)) return false;
  return true;
}

/** A shape with the keys of a schema, whose conditions and parts are looked at elsewhere. */
function narrowed(shape: Shape, { properties = {}, required = [] }: JsonSchema): Shape {
  const all: Record<string, JsonSchema> = { ...shape.properties };
  const forbidden = new Set(shape.forbidden);
  for (const [key, property] of Object.entries(properties)) {
    if (property.not !== undefined) forbidden.add(key);
    else all[key] = { ...all[key], ...property };
  }
  for (const key of forbidden) delete all[key];
  return { properties: all, required: new Set([...shape.required, ...required]), forbidden };
}

/** The shapes for which a condition holds. */
function assumed(shape: Shape, condition: JsonSchema): Shape[] {
  const own = narrowed(shape, condition);
  return condition.anyOf === undefined ? [own] : condition.anyOf.flatMap((one) => assumed(own, one));
}

/**
 * The shape for which a condition does not hold, as far as a plain shape can say that: keys that it asks for are not there.
 * A condition on kinds of values is left open, since our schemas say in `else` which kinds are allowed.
 */
function denied(shape: Shape, condition: JsonSchema): Shape {
  let found = shape;
  for (const one of condition.anyOf ?? []) found = denied(found, one);
  const { required = [], properties } = condition;
  if (properties === undefined) return without(found, required);
  const [only, ...more] = Object.entries(properties);
  if (only === undefined || more.length > 0 || only[1].const === undefined) return found;
  const [key, { const: value }] = only;
  return narrowed(found, { properties: { [key]: { enum: valuesBut(value, found.properties[key]) } } });
}

function without(shape: Shape, keys: readonly string[]): Shape {
  return narrowed(shape, { properties: Object.fromEntries(keys.map((key) => [key, { not: {} }])) });
}

/** The values of a switch that are left. */
function valuesBut(value: unknown, { type }: JsonSchema = {}): unknown[] {
  const types = ([] as string[]).concat(type ?? []);
  const all = [...(types.includes('boolean') ? [true, false] : []), ...(types.includes('null') ? [null] : [])];
  return all.filter((one) => one !== value);
}

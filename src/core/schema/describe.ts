/** Finds the description of a place in a task, prediction or region by walking the strict schema beside the value. */
import type { BundledSchema, JsonSchema, UnitKind } from './types';

/**
 * The description of the property at `path`, with its unit, as the strict schema has it. The value decides where the
 * schema branches: on the type of a region, and on what a `labels` region repeats.
 *
 * @param bundled the generated schema
 * @param unit what `value` is
 * @param path keys and indices from `value` to the property, which need not exist in it
 * @param value the parsed unit
 * @returns undefined where the schema says nothing: unknown keys, and the unit itself
 */
export function describeField(
  bundled: BundledSchema,
  unit: UnitKind,
  path: readonly (string | number)[],
  value: unknown,
): string | undefined {
  return firstDescription(schemasAt(bundled, unit, path, value));
}

/** Whether the strict schema asks for the key that `path` ends with; parameters as for `describeField`. */
export function isRequiredField(
  bundled: BundledSchema,
  unit: UnitKind,
  path: readonly (string | number)[],
  value: unknown,
): boolean {
  const key = path[path.length - 1];
  const around = schemasAt(bundled, unit, path.slice(0, -1), value);
  return typeof key === 'string' && around.some(({ required }) => required?.includes(key) ?? false);
}

function schemasAt(
  bundled: BundledSchema,
  unit: UnitKind,
  path: readonly (string | number)[],
  value: unknown,
): JsonSchema[] {
  let schemas = expand(bundled, [bundled.definitions[unit] ?? {}], value);
  let current = value;
  for (const step of path) {
    current = childValue(current, step);
    schemas = expand(bundled, childSchemas(schemas, step), current);
  }
  return schemas;
}

const firstDescription = (schemas: JsonSchema[]): string | undefined =>
  schemas.find((schema) => schema.description !== undefined)?.description;

function childValue(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
}

function childSchemas(schemas: JsonSchema[], step: string | number): JsonSchema[] {
  const found: JsonSchema[] = [];
  for (const schema of schemas) {
    if (typeof step === 'number') {
      if (schema.items !== undefined) found.push(schema.items);
      continue;
    }
    const properties = schema.properties;
    if (properties !== undefined && Object.hasOwn(properties, step)) found.push(properties[step] ?? {});
    else if (schema.additionalProperties) found.push(schema.additionalProperties);
  }
  return found;
}

/** The schemas that apply to a value: references resolved, conditions decided; the more special ones first. */
function expand(bundled: BundledSchema, schemas: JsonSchema[], value: unknown): JsonSchema[] {
  const found: JsonSchema[] = [];
  const add = (schema: JsonSchema | undefined): void => {
    if (schema === undefined) return;
    if (schema.$ref !== undefined) {
      add(resolve(bundled, schema.$ref));
      return;
    }
    if (schema.if !== undefined) add(holds(schema.if, value) ? schema.then : schema.else);
    if (schema.oneOf !== undefined) add(branchOf(bundled, schema.oneOf, value));
    found.push(schema);
    for (const part of schema.allOf ?? []) add(part);
  };
  for (const schema of schemas) add(schema);
  return found;
}

/** The definition that a local reference names. */
export function resolve(bundled: BundledSchema, reference: string): JsonSchema | undefined {
  return bundled.definitions[reference.slice('#/definitions/'.length)];
}

/** The branch of a discriminated `oneOf`: its references are named like the types. */
function branchOf(bundled: BundledSchema, branches: JsonSchema[], value: unknown): JsonSchema | undefined {
  const type = childValue(value, 'type');
  return branches
    .map((branch) => (branch.$ref === undefined ? branch : resolve(bundled, branch.$ref)))
    .find((branch) => branch?.properties?.type?.const === type);
}

/** Decides the conditions that our schemas use: presence of keys, kinds of values, const and enum. */
function holds(condition: JsonSchema, value: unknown): boolean {
  if (condition.type !== undefined && !([] as string[]).concat(condition.type).includes(kindOf(value))) return false;
  if (condition.const !== undefined && condition.const !== value) return false;
  if (condition.enum !== undefined && !condition.enum.includes(value)) return false;
  if (condition.anyOf !== undefined && !condition.anyOf.some((one) => holds(one, value))) return false;
  if (kindOf(value) !== 'object') return true;
  if (!(condition.required ?? []).every((key) => Object.hasOwn(value as object, key))) return false;
  return Object.entries(condition.properties ?? {}).every(
    ([key, schema]) => !Object.hasOwn(value as object, key) || holds(schema, childValue(value, key)),
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

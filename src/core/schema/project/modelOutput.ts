/**
 * What the providers of language models take in common as the schema of an answer: an object at the root, every key
 * required, no other keys, and of the keywords only those for kinds of values, lists, `enum` and `anyOf`. Limits of numbers
 * and lengths are not among them, so an answer is to be checked still.
 */
import type { JsonSchema } from '../types';

/** Keys that nobody asks for, and that a model should write: others refer to them, or mend by them what is wrong. */
const WANTED: ReadonlySet<string> = new Set(['id', 'text']);

/**
 * The schema of a prediction in those terms. Score, version and task are for the program to add that asks the model.
 *
 * @returns undefined when that leaves nothing that could be predicted
 */
export function modelOutputSchema({ properties, title, description }: JsonSchema): JsonSchema | undefined {
  const result = properties?.result && inCommon(properties.result);
  if (!result) return undefined;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    type: 'object',
    properties: { result },
    required: ['result'],
    additionalProperties: false,
  };
}

/** A schema in terms of the common keywords; undefined for what they cannot say: any value, any keys. */
function inCommon(schema: JsonSchema): JsonSchema | undefined {
  const about = schema.description === undefined ? {} : { description: schema.description };
  if (schema.anyOf) return anyOf(schema.anyOf, about);
  const type = onlyType(schema);
  if (type === 'object') {
    const object = schema.properties && objectOf(schema);
    return object && { ...about, ...object };
  }
  if (type === 'array') {
    const items = schema.items && inCommon(schema.items);
    return items && { ...about, type, items };
  }
  if (type === undefined) return undefined;
  const values = schema.enum?.filter((value) => value !== null);
  return { ...about, type, ...(values && { enum: values }) };
}

function anyOf(branches: readonly JsonSchema[], about: JsonSchema): JsonSchema | undefined {
  const found = new Map<string, JsonSchema>();
  for (const branch of branches) {
    const common = inCommon(branch);
    if (common) found.set(JSON.stringify(common), common);
  }
  const [only, ...more] = found.values();
  return more.length > 0 && only ? { ...about, anyOf: [only, ...more] } : only && { ...about, ...only };
}

/** Keys that need not be there are left out: a model would write null, and null loses a shape. */
function objectOf({ properties = {}, required = [] }: JsonSchema): JsonSchema | undefined {
  const kept: Record<string, JsonSchema> = {};
  for (const [key, property] of Object.entries(properties)) {
    const isRequired = required.includes(key);
    if (!isRequired && !WANTED.has(key)) continue;
    const common = inCommon(property);
    if (common) kept[key] = common;
    else if (isRequired) return undefined;
  }
  return { type: 'object', properties: kept, required: Object.keys(kept), additionalProperties: false };
}

/** The kind of a value that is not null. */
function onlyType({ type, enum: values }: JsonSchema): string | undefined {
  const types = ([] as string[]).concat(type ?? []).filter((one) => one !== 'null');
  if (types.length > 0) return types[0];
  return values?.every((value) => typeof value === 'string') ? 'string' : undefined;
}

/** Names of the controls whose regions a schema has, and the one in common terms has not. */
export function leftOutControls(whole: JsonSchema, common: JsonSchema): string[] {
  const kept = new Set(namesIn(common));
  return [...new Set(namesIn(whole))].filter((name) => !kept.has(name));
}

function namesIn({ properties }: JsonSchema): string[] {
  const items = properties?.result?.items;
  const branches = items?.anyOf ?? (items ? [items] : []);
  return branches.flatMap((branch) => (branch.properties?.from_name?.enum ?? []).map(String));
}

/** How many values there are in all lists of choices. */
export function valuesIn({ enum: values, anyOf, items, properties }: JsonSchema): number {
  let count = values?.length ?? 0;
  for (const inner of [...(anyOf ?? []), ...(items ? [items] : []), ...Object.values(properties ?? {})]) {
    count += valuesIn(inner);
  }
  return count;
}
